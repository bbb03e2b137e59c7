//! WebPro: sentences of its text that its policy alone shows.
use desk::lifecycle::admit;
use desk::ticket::Opening;

use crate::policy;

#[test]
fn webpro_takes_every_request_by_the_online_support_whatever_the_product() {
    let webpro = policy("webpro");
    assert_eq!(webpro.channels, ["portal", "api"]);
    assert!(
        webpro.areas.is_empty() && webpro.plans.is_empty(),
        "no product is left out"
    );
    let redirect = webpro.words(webpro.intake.redirect.as_ref().unwrap(), "fr");
    assert!(
        redirect.contains("créer un ticket dans notre support en ligne"),
        "{redirect}"
    );
    for channel in ["email", "phone", "chat"] {
        let opening = Opening {
            channel: Some(channel.to_owned()),
            organisation: [("group".to_owned(), "customer".to_owned())].into(),
            ..Opening::default()
        };
        assert!(admit(&webpro, &opening).is_err(), "{channel}");
    }
}

//! Rights: what each function asks of AWS while desks are at work is what its role allows, and no more.
//!
//! Every request of each function is recorded before it is sent, a transaction as the writes it is made of, and held
//! against the statements of that function's role in the template, down to index and leading keys.
mod grants;
mod recorder;
mod story;

use std::collections::BTreeSet;

use grants::{Grant, Grants};
use recorder::{Ask, Recorder};

#[tokio::test]
async fn each_function_asks_what_its_role_grants_and_is_granted_what_it_asks() {
    let template = template();
    let recorder = Recorder::default();
    story::told(&recorder, &template).await;

    let grants = Grants::of(&template);
    let asked = recorder.asked();
    assert_eq!(asked.keys().collect::<Vec<_>>(), grants.functions());
    let mut wrong = Vec::new();
    for (function, asked) in &asked {
        let granted = grants.to(function);
        wrong.extend(refused(asked, granted).map(|ask| format!("{function} is not granted {ask}")));
        wrong.extend(idle(asked, granted).map(|grant| format!("{function} never needs {grant}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn refused<'a>(asked: &'a BTreeSet<Ask>, granted: &'a [Grant]) -> impl Iterator<Item = &'a Ask> {
    asked
        .iter()
        .filter(|ask| !granted.iter().any(|grant| grant.allows(ask)))
}

fn idle<'a>(asked: &'a BTreeSet<Ask>, granted: &'a [Grant]) -> impl Iterator<Item = &'a Grant> {
    granted
        .iter()
        .filter(|grant| !asked.iter().any(|ask| grant.allows(ask)))
}

/// The template of this project, or the one that a deployment is about to use.
#[expect(
    clippy::disallowed_methods,
    reason = "a deployment checks the very file it deploys"
)]
fn template() -> String {
    let path = std::env::var("ESCALON_TEMPLATE");
    let path = path.unwrap_or_else(|_| format!("{}/template.yaml", testkit::ROOT));
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_right_too_few_and_a_right_too_many_are_both_noticed() {
    let ask = |action, key: &str| Ask {
        action,
        resource: "Tickets".to_owned(),
        key: Some(key.to_owned()),
    };
    let grant = |action: &str, key: &str| Grant {
        action: action.to_owned(),
        resource: "Tickets".to_owned(),
        key: Some(key.to_owned()),
    };
    let asked = BTreeSet::from([ask("dynamodb:GetItem", "TICKET#a")]);
    let exact = [grant("dynamodb:GetItem", "TICKET#*")];
    assert_eq!(
        refused(&asked, &exact).count() + idle(&asked, &exact).count(),
        0
    );
    let elsewhere = [grant("dynamodb:GetItem", "DESK#*")];
    assert_eq!(refused(&asked, &elsewhere).count(), 1);
    assert_eq!(idle(&asked, &elsewhere).count(), 1);
    let more = [exact[0].clone(), grant("dynamodb:PutItem", "TICKET#*")];
    assert_eq!(idle(&asked, &more).collect::<Vec<_>>(), [&more[1]]);
}

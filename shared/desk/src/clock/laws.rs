//! Laws of due instants, each held to a count minute by minute on the calendar that the ticket's row names.
use std::collections::BTreeMap;

use chrono::TimeDelta;
use proptest::prelude::*;

use crate::lifecycle::story::Story;
use crate::policy::{Policy, load};
use crate::ticket::Opening;
use crate::time::{Calendar, Instant};

/// Hours by country; two promises in business time, and one in elapsed time that begins at an opening.
fn policy() -> &'static Policy {
    static POLICY: std::sync::OnceLock<Policy> = std::sync::OnceLock::new();
    POLICY.get_or_init(|| {
        load(
            "desk: acme\nname: Acme\nlocales: [en]\nzone: Europe/Paris\neffective_from: 2026-01-01\n\
             reply_to: support@acme.example.com\n\
             holidays: { france: { 05-01: Labor Day, 05-08: Victory }, britain: { 1st mon may: Early May } }\n\
             calendars:\n\
             \x20 paris: { mon-fri: 09:00-12:30 13:30-17:00, holidays: france }\n\
             \x20 london: { zone: Europe/London, mon-sat: 10:00-16:00, holidays: britain }\n\
             metrics:\n\
             \x20 answer:\n\
             \x20   calendar: &rows [{ when: organisation.country = gb, calendar: london }, { calendar: paris }]\n\
             \x20   targets: 9 business hours\n\
             \x20 cut: { calendar: *rows, cut_off: 12:00, targets: 9 business hours }\n\
             \x20 begun: { calendar: *rows, begins: next_opening, targets: 5 elapsed hours }\n",
        )
        .unwrap()
    })
}

fn opened(at: Instant, country: &str) -> Story {
    let opening = Opening {
        organisation: BTreeMap::from([("country".to_owned(), country.to_owned())]),
        ..Opening::default()
    };
    Story::opens(policy().clone(), &at.to_rfc3339(), opening)
}

/// The end of so many minutes that `counts`, walked one by one.
fn walked(from: Instant, minutes: i64, counts: impl Fn(Instant) -> bool) -> Instant {
    let (mut at, mut left) = (from, minutes);
    while left > 0 {
        left -= i64::from(counts(at));
        at += TimeDelta::minutes(1);
    }
    at
}

fn first_open(calendar: &Calendar, from: Instant) -> Instant {
    walked(from, 1, |at| calendar.is_open(at)) - TimeDelta::minutes(1)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_due_instant_is_where_a_walk_over_the_hours_of_the_tickets_own_row_ends(
        minute in 0_i64..40 * 24 * 60, is_british in any::<bool>()
    ) {
        let start: Instant = "2026-04-20T00:00:00Z".parse().unwrap();
        let at = start + TimeDelta::minutes(minute);
        let (country, name) = if is_british { ("gb", "london") } else { ("fr", "paris") };
        let calendar = policy().calendar(name, None, None).unwrap();
        let story = opened(at, country);
        let due = |metric: &str| story.clock(metric).due_at.unwrap();
        prop_assert_eq!(due("answer"), walked(at, 9 * 60, |at| calendar.is_open(at)));
        let opening = first_open(&calendar, at);
        prop_assert_eq!(due("begun"), opening + TimeDelta::hours(5));
        // From noon on the rest of an open day does not count.
        let date = calendar.local(at).date();
        let noon = calendar.from_local(date.and_hms_opt(12, 0, 0).unwrap());
        let is_cut = at >= noon && !calendar.open_on(date).is_empty();
        let counted = walked(at, 9 * 60, |at| {
            calendar.is_open(at) && !(is_cut && calendar.local(at).date() == date)
        });
        prop_assert_eq!(due("cut"), counted);
    }
}

//! The rules of clocks, clause by clause, on a small desk made for each.
mod cascades;
mod changes;
mod ends;
mod hears;
mod late_entries;
mod life;
mod people;
mod promises;
mod rounds;

use crate::lifecycle::story::{Story, classify};
use crate::lifecycle::{Act, commands};
use crate::policy::{Policy, compile};
use crate::ticket::Opening;

/// Office from nine to five in Brussels; 09:00 is 08:00Z until the end of March 2026.
pub(super) fn desk(sections: &str) -> Policy {
    let text = format!(
        "desk: acme\nname: Acme\nlocales: [en]\nzone: Europe/Brussels\neffective_from: 2026-01-01\n\
         reply_to: support@acme.example.com\n\
         calendars: {{ office: {{ mon-fri: 09:00-17:00 }}, late: {{ mon-fri: 09:00-21:00 }} }}\n\
         priorities: {{ high: High, mid: Mid, low: Low }}\n{sections}"
    );
    compile(&text)
        .unwrap_or_else(|found| panic!("{found:?}"))
        .policy
}

/// Targets by priority: 2, 8 and 24 business hours.
pub(super) const BY_PRIORITY: &str = "[{ when: priority = high, within: 2 business hours }, \
     { when: priority = mid, within: 8 business hours }, { within: 24 business hours }]";

pub(super) const MONDAY: &str = "2026-03-09T08:00:00Z";

pub(super) fn opened(policy: Policy, priority: &str) -> Story {
    Story::opens(policy, MONDAY, of(priority))
}

pub(super) fn of(priority: &str) -> Opening {
    Opening {
        priority: Some(priority.to_owned()),
        ..Opening::default()
    }
}

/// Opened on Monday at nine and classified by an agent at once.
pub(super) fn settled(policy: Policy, priority: &str) -> Story {
    let mut story = opened(policy, priority);
    story.agent(MONDAY, classify("", priority)).unwrap();
    story
}

pub(super) fn to(priority: &str, correction: bool) -> Act {
    Act::ChangePriority(commands::ChangePriority {
        to: priority.to_owned(),
        correction,
    })
}

pub(super) fn due(story: &Story) -> String {
    story.due("resolution").unwrap_or_else(|| "none".to_owned())
}

//! Notices that nobody gets, or that say the same twice.
use super::conditions::{Holds, holds, same};
use super::draft::Draft;
use crate::policy::model::{Notice, Policy};
use crate::policy::syntax::{Condition, Findings, Sense};

/// Warns of each.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    let entries = draft.entries(&["notices"]);
    let named = |name: &str| {
        let mut notices = draft.policy.notices.iter();
        notices.find(|notice| notice.name == name)
    };
    for (place, (name, node)) in entries.iter().enumerate() {
        let Some(notice) = named(&name.text) else {
            continue;
        };
        if let (Some(to), true) = (node.get("to"), notice.to.is_empty()) {
            let message = format!("the notice `{}` goes to nobody", name.text);
            let help = "write `to: requester`, or remove the notice";
            found.sense(Sense::Nobody, to.at, message, help);
        }
        if let Some(unless) = node.get("unless")
            && nothing_left(draft.policy, notice)
            && !found.knows_of(unless)
        {
            let message = format!(
                "nothing is left of `{}`: this excepts all that `when` leaves",
                name.text
            );
            let help = "mend the exception, or remove it";
            found.sense(Sense::AlwaysHolds, unless.at, message, help);
        }
        let already =
            !notice.cc.is_empty() && notice.cc.iter().all(|role| notice.to.contains(role));
        if let (Some(cc), true) = (node.get("cc"), already) {
            let message = "whoever gets this copy gets the mail itself";
            let help = "remove `cc`, or name somebody else";
            found.sense(Sense::TwinNotices, cc.at, message, help);
        }
        let mut before = entries.iter().take(place);
        let twin = before.find(|(other, _)| {
            named(&other.text).is_some_and(|other| says_the_same(draft.policy, notice, other))
        });
        if let Some((other, _)) = twin {
            let message = format!(
                "`{}` and `{}` mail the same to the same people",
                other.text, name.text
            );
            let help = "keep one of them, or give this one a text of its own";
            found.sense(Sense::TwinNotices, name.at, message, help);
        }
    }
}

/// Whether the exception of a notice takes all tickets that it is for.
fn nothing_left(policy: &Policy, notice: &Notice) -> bool {
    notice.unless.as_ref().is_some_and(|unless| {
        let left = notice.when.clone().and(unless.clone().negated());
        !notice.when.is_always() && holds(policy, &left) == Some(Holds::Never)
    })
}

fn says_the_same(policy: &Policy, notice: &Notice, other: &Notice) -> bool {
    let exception = |notice: &Notice| {
        let none = || Condition::always().negated();
        notice.unless.clone().unwrap_or_else(none)
    };
    let shared = notice.on.iter().any(|on| other.on.contains(on));
    let people = |own: &[String], theirs: &[String]| own.iter().all(|one| theirs.contains(one));
    shared
        && notice.text == other.text
        && people(&notice.to, &other.to)
        && people(&notice.cc, &other.cc)
        && same(policy, &notice.when, &other.when)
        && same(policy, &exception(notice), &exception(other))
}

//! More urgent priorities that are promised no time, where less urgent ones are.
use std::collections::BTreeSet;

use super::order::groups;
use super::samples::{Kind, Samples};
use crate::policy::{At, Combine, Findings, Key, Metric, Places, Promise, Sense};
use crate::ticket::{State, TicketFacts};

/// Warns of the rows by which they have none.
pub(super) fn more_urgent(samples: &Samples<'_>, places: Places<'_>, found: &mut Findings) {
    let mut reported = BTreeSet::new();
    for metric in &samples.policy.metrics {
        for group in groups(samples, metric) {
            let timed = |kind: &&&Kind| samples.promised(&kind.state, metric).is_a_time();
            for (place, kind) in group.iter().enumerate() {
                let other = group.iter().skip(place + 1).find(timed);
                let (Some(other), false) = (other, timed(&kind)) else {
                    continue;
                };
                let Some(row) = untimed_row(samples, &kind.state, metric) else {
                    continue;
                };
                let at = ["targets", "every"];
                let mut at = at
                    .iter()
                    .filter_map(|key| places.item(&["metrics", &metric.name, key], row));
                let at = at.next().unwrap_or(At::line(metric.line));
                if reported.insert(at) {
                    let name = |kind: &Kind| kind.profile.get(&Key::Priority).map(str::to_owned);
                    say((metric, at), [name(kind), name(other)], found);
                }
            }
        }
    }
}

fn say((metric, at): (&Metric, At), names: [Option<String>; 2], found: &mut Findings) {
    let [urgent, other] = names.map(Option::unwrap_or_default);
    let message = format!(
        "`{urgent}` is more urgent than `{other}`, and only `{other}` has a time for `{}`",
        metric.name
    );
    let help = format!("promise `{urgent}` a time, or mend the order of `priorities`");
    found.sense(Sense::UnpromisedUrgent, at, message, help);
}

/// The written row of a metric by which such a ticket has no time: the place of the one that counts.
fn untimed_row(samples: &Samples<'_>, state: &State, metric: &Metric) -> Option<usize> {
    let facts = TicketFacts::new(samples.policy, state);
    if !metric.when.eval(&facts) || metric.combine == Combine::Strictest {
        return None;
    }
    let fitting = metric.targets.iter().enumerate().rev();
    let fitting = fitting.filter(|(_, row)| row.when.eval(&facts));
    let (place, row) = fitting.max_by_key(|(_, row)| row.when.specificity())?;
    match row.promise {
        Promise::None | Promise::Words(_) => Some(place),
        Promise::Within(_)
        | Promise::By(_)
        | Promise::WordsWithClock(..)
        | Promise::Slot
        | Promise::Committed
        | Promise::Agreed(_) => None,
    }
}

//! Which row of the policy a ticket's clock counts.
use crate::clock::Reckoning;
use crate::policy::{Combine, Promise, Target};
use crate::ticket::{ClockTarget, TicketFacts};
use crate::time::{Amount, Counting, Instant};

/// The target in force for the metric, if counted from `basis`.
///
/// Overrides win over add-ons, add-ons over the metric's own rows; among rows the metric's
/// `combine` decides: the earliest due instant, or the most specific condition.
#[must_use]
pub fn choose(reckoning: &Reckoning<'_>, basis: Instant) -> ClockTarget {
    if let Some(target) = committed(reckoning) {
        return target;
    }
    let facts = TicketFacts::new(reckoning.state);
    let matching = |rows: &'_ [Target]| -> Vec<Target> {
        rows.iter()
            .filter(|row| row.when.eval(&facts))
            .cloned()
            .collect()
    };
    let metric = reckoning.metric;
    let overlays = reckoning.state.subject.add_ons.iter();
    let overlays = overlays.filter_map(|name| {
        reckoning
            .policy
            .add_ons
            .get(name)?
            .targets
            .get(&metric.name)
    });
    let layers = std::iter::once(&metric.overrides)
        .chain(overlays)
        .chain(std::iter::once(&metric.targets));
    let rows = layers
        .map(|rows| matching(rows))
        .find(|rows| !rows.is_empty());
    match (rows, metric.combine) {
        (None, _) => ClockTarget::Nothing,
        (Some(rows), Combine::MostSpecific) => {
            most_specific(&rows).map_or(ClockTarget::Nothing, |row| counted(reckoning, row))
        }
        (Some(rows), Combine::Strictest) => {
            let pauses = reckoning.pauses_until(basis);
            rows.iter()
                .map(|row| counted(reckoning, row))
                .filter_map(|target| Some((reckoning.due(&target, basis, &pauses)?, target)))
                .min_by_key(|(due, _)| *due)
                .map_or(ClockTarget::Nothing, |(_, target)| target)
        }
    }
}

fn most_specific(rows: &[Target]) -> Option<&Target> {
    // `max_by_key` takes the last of equals; the policy's order says the first.
    rows.iter().rev().max_by_key(|row| row.when.specificity())
}

fn counted(reckoning: &Reckoning<'_>, row: &Target) -> ClockTarget {
    match &row.promise {
        Promise::None | Promise::Words(_) | Promise::Committed => ClockTarget::Nothing,
        Promise::Slot => ClockTarget::Slot { line: row.line },
        Promise::Within(amount) | Promise::WordsWithClock(_, amount) => ClockTarget::Within {
            amount: *amount,
            calendar: calendar_for(reckoning, amount, row),
            line: row.line,
        },
    }
}

fn calendar_for(reckoning: &Reckoning<'_>, amount: &Amount, row: &Target) -> Option<String> {
    match amount.counting {
        Counting::Elapsed => None,
        Counting::Business | Counting::Bare | Counting::Calendar => {
            reckoning.calendar_name(row.calendar.as_ref())
        }
    }
}

/// The agent's commitment, where the metric takes one and it was made.
#[must_use]
pub fn committed(reckoning: &Reckoning<'_>) -> Option<ClockTarget> {
    let commitment = reckoning.metric.commitment.as_ref()?;
    let minutes = reckoning.state.commitment_minutes?;
    let difficulty = reckoning.state.difficulty.as_deref()?;
    let band = commitment
        .bands
        .iter()
        .find(|band| band.difficulty == difficulty)?;
    Some(ClockTarget::Within {
        amount: Amount::minutes(minutes, band.from.counting),
        calendar: match band.from.counting {
            Counting::Elapsed => None,
            Counting::Business | Counting::Bare | Counting::Calendar => {
                reckoning.calendar_name(None)
            }
        },
        line: reckoning.metric.line,
    })
}

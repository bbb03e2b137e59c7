//! Responses that are due after the end of the ticket.
use std::collections::BTreeSet;

use super::times::{Comparison, Kind, Promised};
use crate::policy::{Event, Findings, Metric, Places, Policy, Repeats, Sense};

/// Warns of each.
pub(super) fn after_the_end(
    policy: &Policy,
    places: Places<'_>,
    kinds: &[Kind],
    found: &mut Findings,
) {
    let ends = |metric: &&Metric| {
        metric
            .met_by
            .iter()
            .all(|trigger| trigger.event == Event::Resolved)
    };
    let is_end = |event: &Event| matches!(event, Event::Resolved | Event::Closed);
    let mut reported = BTreeSet::new();
    for end in policy.metrics.iter().filter(ends) {
        let earlier = policy.metrics.iter().filter(|metric| {
            let ends_too = metric.met_by.iter().any(|trigger| is_end(&trigger.event));
            (metric.name == "first_response" || !ends_too)
                && !std::ptr::eq(*metric, end)
                && begin_together(metric, end)
                && metric.repeats == Repeats::Never
                && metric.counted_from == end.counted_from
        });
        for metric in earlier {
            for kind in kinds {
                let own = Promised::of(policy, &kind.state, metric);
                let last = Promised::of(policy, &kind.state, end);
                if !own.is_a_time() || !last.is_a_time() {
                    continue;
                }
                if own.against(&last) != Comparison::AlwaysLater {
                    continue;
                }
                let at = own.place(places);
                if !reported.insert(at) {
                    continue;
                }
                let message = if (metric.name.as_str(), end.name.as_str())
                    == ("first_response", "resolution")
                {
                    format!(
                        "the first response to {} is due after its resolution",
                        kind.profile
                    )
                } else {
                    format!(
                        "the `{}` of {} is due after its `{}`",
                        metric.name, kind.profile, end.name
                    )
                };
                let help = "promise the response sooner, or the end later";
                found.sense(Sense::LateResponse, at, message, help);
            }
        }
    }
}

/// Whether both clocks begin when a complete ticket arrives, or by the same facts.
fn begin_together(one: &Metric, other: &Metric) -> bool {
    let at_arrival = |metric: &Metric| {
        let mut starts = metric.starts.iter();
        starts.all(|start| matches!(start.event, Event::Received | Event::Complete))
    };
    one.starts == other.starts || (at_arrival(one) && at_arrival(other))
}

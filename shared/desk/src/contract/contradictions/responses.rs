//! Responses that are due after the end of the ticket.
use std::collections::BTreeSet;

use super::asked::Asked;
use super::samples::Samples;
use super::times::Comparison;
use crate::policy::{At, Event, Findings, Metric, Places, Repeats, Sense, TicketProfile};

/// Warns of each.
pub(super) fn after_the_end(samples: &Samples<'_>, places: Places<'_>, found: &mut Findings) {
    let policy = samples.policy;
    let ends = |metric: &&Metric| {
        let mut met_by = metric.met_by.iter();
        met_by.all(|trigger| trigger.event == Event::Resolved)
    };
    let mut reported = BTreeSet::new();
    for end in policy.metrics.iter().filter(ends) {
        for metric in &policy.metrics {
            if std::ptr::eq(metric, end) || !(comes_first(metric, end) || updates(metric, end)) {
                continue;
            }
            let late = Late::of(samples, places, (metric, end));
            let all = late.kinds.len() == late.compared;
            let places: BTreeSet<At> = late.kinds.iter().map(|(at, _)| *at).collect();
            let told_of_all = all && places.len() > 1;
            for (at, kind) in late.kinds {
                if !reported.insert(at) {
                    continue;
                }
                say((metric, end), (!told_of_all).then_some(kind), at, found);
                if told_of_all {
                    reported.extend(places);
                    break;
                }
            }
        }
    }
}

/// The kinds of tickets that a metric is due for after the end.
struct Late<'k> {
    /// Each with the place of its promise.
    kinds: Vec<(At, &'k TicketProfile)>,
    /// How many kinds are promised a time by both.
    compared: usize,
}

impl<'k> Late<'k> {
    fn of(samples: &'k Samples<'_>, places: Places<'_>, (metric, end): (&Metric, &Metric)) -> Self {
        let mut late = Self {
            kinds: Vec::new(),
            compared: 0,
        };
        for kind in samples.kinds(&Asked::by(samples.policy, &[metric, end])) {
            let own = samples.promised(&kind.state, metric);
            let last = samples.promised(&kind.state, end);
            if !own.is_a_time() || !last.is_a_time() {
                continue;
            }
            late.compared += 1;
            if is_late(own.against(&last)) {
                late.kinds.push((own.place(places), &kind.profile));
            }
        }
        late
    }
}

/// Whether a promise is kept while the ticket is at work, from the same start as its end.
fn comes_first(metric: &Metric, end: &Metric) -> bool {
    let is_end = |event: &Event| matches!(event, Event::Resolved | Event::Closed);
    let ends_too = metric.met_by.iter().any(|trigger| is_end(&trigger.event));
    (metric.name == "first_response" || !ends_too)
        && begin_together(metric, end)
        && metric.repeats == Repeats::Never
        && metric.counted_from == end.counted_from
}

/// Whether a promise comes again and again until the end, which begins no later than the first of them.
fn updates(metric: &Metric, end: &Metric) -> bool {
    let mut starts = end.starts.iter();
    let at_arrival = starts.all(|start| matches!(start.event, Event::Received | Event::Complete));
    metric.repeats == Repeats::AfterMet
        && !metric.internal
        && !end.internal
        && (at_arrival || metric.starts == end.starts)
        && end.repeats == Repeats::Never
}

fn is_late(comparison: Comparison) -> bool {
    match comparison {
        Comparison::AlwaysLater | Comparison::UsuallyLater => true,
        Comparison::Equal | Comparison::NeverSooner | Comparison::Sooner | Comparison::Unknown => {
            false
        }
    }
}

/// Says it of a kind of ticket, or of all.
fn say(
    (metric, end): (&Metric, &Metric),
    kind: Option<&TicketProfile>,
    at: At,
    found: &mut Findings,
) {
    let again = metric.repeats == Repeats::AfterMet;
    let (first, last) = (metric.name.as_str(), end.name.as_str());
    let message = match kind {
        None => format!("each `{first}` is due after its `{last}`"),
        Some(kind) if again => {
            format!("the first `{first}` of {kind} is due after its `{last}`")
        }
        Some(kind) if (first, last) == ("first_response", "resolution") => {
            format!("the first response to {kind} is due after its resolution")
        }
        Some(kind) => format!("the `{first}` of {kind} is due after its `{last}`"),
    };
    let help = if again {
        "promise it more often, or the end later"
    } else {
        "promise the response sooner, or the end later"
    };
    found.sense(Sense::LateResponse, at, message, help);
}

/// Whether both are promised, and begin when a complete ticket arrives or by the same facts. A clock of the staff
/// is no promise.
fn begin_together(one: &Metric, other: &Metric) -> bool {
    let at_arrival = |metric: &Metric| {
        let mut starts = metric.starts.iter();
        starts.all(|start| matches!(start.event, Event::Received | Event::Complete))
    };
    let promised = !one.internal && !other.internal;
    promised && (one.starts == other.starts || (at_arrival(one) && at_arrival(other)))
}

#[cfg(test)]
mod tests {
    /// Messages about a desk whose first response is promised by `rows`, and its end within a business day.
    fn told(rows: &str) -> Vec<String> {
        let text = format!(
            "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
             reply_to: help@acme.example.com\ncalendars: {{ office: {{ mon-fri: 09:00-17:00 }} }}\n\
             types: {{ incident: {{ name: Incident }} }}\nmetrics:\n  first_response:\n    \
             met_by: {{ fact: reply, who: agent }}\n    targets:\n{rows}  resolution: {{ targets: 1 business day }}\n\
             roles: {{ assignee: a@acme.example.com }}\nnotices: {{ received: {{}} }}\n"
        );
        let found = crate::contract::check(&text).unwrap().warnings;
        let messages = found.into_iter().map(|finding| finding.message);
        messages
            .filter(|message| message.contains("due after"))
            .collect()
    }

    #[test]
    fn a_response_after_the_end_is_told_where_rows_ask_when_a_ticket_arrived() {
        let late = "      - { when: received before 12:00, within: 3 business days }\n      - { within: 4 business days }\n";
        assert_eq!(
            told(late),
            ["the first response to type = incident is due after its resolution"]
        );
        let by_day = "      - { when: received before 12:00, by: close on the 3rd business day }\n      - { by: close on the 4th business day }\n";
        assert_eq!(told(by_day).len(), 1);
    }

    #[test]
    fn a_response_that_is_late_for_the_tickets_of_some_hours_alone_is_not_told() {
        let at_night = "      - { when: received before 06:00, within: 1 business hour }\n      - { within: 4 business days }\n";
        assert_eq!(told(at_night), Vec::<String>::new());
    }
}

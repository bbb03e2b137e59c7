//! Begin and end of clocks: kinds of both that leave nothing to count, or can never happen.
use super::draft::Draft;
use crate::policy::model::{Metric, Policy, Promise, Repeats};
use crate::policy::syntax::{At, Event, Findings, Name, Node, Sense, Trigger, Who};

/// Warns of each of one metric.
pub(super) fn senseless(
    draft: Draft<'_>,
    (name, node): (&Name, &Node),
    metric: &Metric,
    found: &mut Findings,
) {
    let of = OneMetric {
        policy: draft.policy,
        name,
        node,
        metric,
    };
    of.met(found);
    of.begun(found);
    of.ended(found);
    of.counted_from(found);
}

struct OneMetric<'p> {
    policy: &'p Policy,
    name: &'p Name,
    node: &'p Node,
    metric: &'p Metric,
}

impl OneMetric<'_> {
    /// The place of a key, or of the metric where it is not written.
    fn key(&self, key: &str) -> Option<At> {
        self.node.get(key).map(|node| node.at)
    }

    fn met(&self, found: &mut Findings) {
        let metric = self.metric;
        let written = self.node.get("met_by").map_or(&[][..], Node::items);
        let at_receipt = starts_with(metric, &Event::Received);
        for (place, trigger) in metric.met_by.iter().enumerate() {
            let at = written.get(place).map(|item| item.at);
            let at = at.or(self.key("starts")).unwrap_or(self.name.at);
            let help = "write what meets it, as in `met_by: { fact: reply, who: agent }`";
            let (event, of) = (&trigger.event, &metric.name);
            let message = if *event == Event::Received {
                format!("every ticket is received: `{of}` is met at once or never")
            } else if *event == Event::Complete && at_receipt {
                format!(
                    "a ticket that is complete is `proper` when it is received: `{of}` is met at once"
                )
            } else if matches!(event, Event::Breached | Event::Warned) {
                format!("`{of}` would be met by its own lateness: `{event}` is the clock's news")
            } else {
                self.same_fact(trigger, at, found);
                continue;
            };
            found.sense(Sense::MetAtOnce, at, message, help);
        }
    }

    fn same_fact(&self, trigger: &Trigger, at: At, found: &mut Findings) {
        let metric = self.metric;
        // Whoever must have acted, the act that starts it is the first that could meet it.
        let same = metric
            .starts
            .iter()
            .any(|start| covers(trigger, start) || (start.who.is_none() && covers(start, trigger)));
        if same && metric.repeats != Repeats::AfterMet {
            let message = format!(
                "`{}` starts and is met by the same fact, `{}`",
                metric.name, trigger.event
            );
            let help =
                "mend one of them; a promise that comes again and again is written with `every`";
            found.sense(Sense::SameFact, at, message, help);
        }
    }

    fn begun(&self, found: &mut Findings) {
        let (metric, at) = (self.metric, self.key("starts").unwrap_or(self.name.at));
        let all = |wanted: fn(&Event) -> bool| {
            let mut starts = metric.starts.iter();
            starts.all(|start| wanted(&start.event))
        };
        let after_closing = |event: &Event| {
            matches!(
                event,
                Event::Reopened | Event::NoticeDelivered(_) | Event::NoticeBounced(_)
            )
        };
        let mut met_by = metric.met_by.iter();
        if all(|event| *event == Event::Closed)
            && !met_by
                .any(|trigger| after_closing(&trigger.event) || trigger.event == Event::Closed)
        {
            let message = format!(
                "a closed ticket takes nothing more: `{}` is never met",
                metric.name
            );
            let help = "let it start earlier, as in `starts: resolved`";
            found.sense(Sense::NeverMet, at, message, help);
        }
        let others = self.policy.metrics.iter();
        let mut others = others.filter(|other| other.name != metric.name);
        let late = |event: &Event| matches!(event, Event::Breached | Event::Warned);
        if all(late) && !others.any(|other| promises_a_time(self.policy, other)) {
            let message = format!(
                "no other promise can be late: `{}` never begins",
                metric.name
            );
            let help = "name what starts it, as in `starts: received`";
            found.sense(Sense::NeverBegins, at, message, help);
        }
        let by_agent = |start: &Trigger| {
            start.event == Event::Received && matches!(start.who, Some(Who::Agent | Who::Level(_)))
        };
        if metric.starts.iter().all(by_agent) {
            let message = format!(
                "`{}` begins for tickets alone that an agent enters: requesters are promised nothing",
                metric.name
            );
            let help = "leave `who` out: `starts: received`";
            found.sense(Sense::WrongActor, at, message, help);
        }
    }

    fn ended(&self, found: &mut Findings) {
        let metric = self.metric;
        let written = self.node.get("ended_by").map_or(&[][..], Node::items);
        for (trigger, item) in metric.ended_by.iter().zip(written) {
            let covered = |others: &[Trigger]| others.iter().any(|other| covers(other, trigger));
            let (event, of) = (&trigger.event, &metric.name);
            let message = if *event == Event::Received {
                "every ticket is received before: this ends nothing".to_owned()
            } else if matches!(event, Event::Breached | Event::Warned) {
                format!("`{of}` would end by its own lateness, and its ladder with it")
            } else if covered(&metric.met_by) {
                format!("`{event}` meets `{of}` already")
            } else if covered(&metric.starts) {
                format!("`{of}` starts and is ended by the same fact, `{event}`")
            } else {
                continue;
            };
            let closed = *event == Event::Closed;
            let help = if closed {
                "remove it, or name something else that ends it"
            } else {
                "name what ends it without meeting it, as `closed`, or remove it"
            };
            found.sense(Sense::IdleEnd, item.at, message, help);
        }
    }

    fn counted_from(&self, found: &mut Findings) {
        let metric = self.metric;
        let (Some(at), Some(from)) = (self.key("counted_from"), &metric.counted_from) else {
            return;
        };
        let help = "name what comes before its start, or remove it";
        // A metric of some tickets may start later than by its fact: once a ticket has become one of them.
        let at_once = metric.when.is_always();
        let same = |start: &Trigger| start.event == from.event && at_once;
        let later = |start: &Trigger| match (stage(&start.event), stage(&from.event)) {
            // What comes between is in no order.
            (Some(start), Some(from)) => start < from,
            (_, _) => start.event == Event::Received || from.event == Event::Closed,
        };
        let own = from.event.metric() == Some(metric.name.as_str());
        if metric.starts.iter().all(same) {
            let message = format!("`{}` counts from its start anyway", metric.name);
            found.sense(Sense::LateCount, at, message, help);
        } else if own || metric.starts.iter().all(later) {
            let message = format!(
                "`{}` would count from what comes after its start",
                metric.name
            );
            found.sense(Sense::LateCount, at, message, help);
        }
    }
}

/// Whether whatever answers to `other` answers to this trigger as well.
fn covers(trigger: &Trigger, other: &Trigger) -> bool {
    let who = trigger.who.is_none() || trigger.who == other.who;
    let when = trigger.when.is_always() || trigger.when == other.when;
    trigger.event == other.event && who && when
}

fn starts_with(metric: &Metric, event: &Event) -> bool {
    metric.starts.iter().any(|start| start.event == *event)
}

/// Whether some row of a metric, its own or an add-on's, promises a time that can be missed.
pub(super) fn promises_a_time(policy: &Policy, metric: &Metric) -> bool {
    let overlays = policy.add_ons.values();
    let overlays = overlays.filter_map(|add_on| add_on.targets.get(&metric.name));
    let own = metric.targets.iter().chain(&metric.overrides);
    let mut rows = own.chain(overlays.flatten());
    rows.any(|row| match row.promise {
        Promise::Within(_)
        | Promise::By(_)
        | Promise::WordsWithClock(..)
        | Promise::Slot
        | Promise::Committed
        | Promise::Agreed(_) => true,
        Promise::Words(_) | Promise::None => false,
    })
}

/// The places of events in a ticket's life: those between arrival and end are in no order.
const STAGES: [(Event, u8); 10] = [
    (Event::Received, 0),
    (Event::Complete, 1),
    (Event::Classified, 1),
    (Event::Assigned, 1),
    (Event::TakenInCharge, 1),
    (Event::Reply, 1),
    (Event::RequesterReplied, 1),
    (Event::Contacted, 1),
    (Event::Resolved, 2),
    (Event::Closed, 3),
];

fn stage(event: &Event) -> Option<u8> {
    let mut stages = STAGES.iter();
    stages
        .find(|(known, _)| known == event)
        .map(|(_, stage)| *stage)
}

//! Times of no length, and business time where there are no business hours, or none that close.
use super::draft::{Draft, written_rows};
use crate::policy::model::{CalendarOf, Policy};
use crate::policy::syntax::{Findings, Node, NodeKind, Sense};
use crate::time::{Amount, Counting, Value};

/// Sections that say how long.
const SECTIONS: [&str; 7] = [
    "metrics",
    "add_ons",
    "escalation",
    "rules",
    "changes",
    "teams",
    "types",
];
/// Keys of texts, and of what may well be nothing.
const NO_TIMES: [&str; 5] = ["name", "words", "when", "free_work", "consent"];
/// Words before an amount.
const BEFORE: [&str; 6] = ["at most", "due +", "due -", "start +", "previous +", "due"];

/// Warns of each.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    let mut amounts = Vec::new();
    for section in SECTIONS
        .iter()
        .filter_map(|section| draft.root.get(section))
    {
        gather(section, &mut amounts);
    }
    for (node, amount) in &amounts {
        let zero = match amount.value {
            Value::Time(time) => time.is_zero(),
            Value::Days(count) | Value::Months(count) => count == 0,
        };
        if zero {
            let text = node.text().unwrap_or_default();
            let message = format!("`{text}` is no time at all");
            let help = "write how long, as in `4 business hours`, or remove it";
            found.sense(Sense::ZeroTime, node.at, message, help);
        }
    }
    let hours = ["calendars", "plans"];
    let mut hours = hours.iter().filter_map(|section| draft.root.get(section));
    if hours.any(|section| section.kind != NodeKind::Null) {
        around_the_clock(draft, found);
        return;
    }
    let mut business = amounts
        .iter()
        .filter(|(_, amount)| amount.counting == Counting::Business);
    if let Some((node, _)) = business.next() {
        let message = "business time without hours: it would run around the clock";
        let help = "add `calendars: { office: { mon-fri: 09:00-17:00 } }`, or write `elapsed`";
        found.sense(Sense::BusinessWithoutHours, node.at, message, help);
    }
}

/// Business time of rows whose hours never close: the word says nothing there.
fn around_the_clock(draft: Draft<'_>, found: &mut Findings) {
    for (_, node, metric) in draft.metrics() {
        for (row, written) in metric.targets.iter().zip(written_rows(node)) {
            let calendar = row.calendar.as_ref().unwrap_or(&metric.calendar);
            let amount = row.promise.amount();
            let business = amount.is_some_and(|amount| amount.counting == Counting::Business);
            let at = written.get("within").unwrap_or(written);
            if business && never_closes(draft.policy, calendar) && !found.knows(at.at) {
                let message = "business time in hours that never close: it runs around the clock";
                let help = "write `elapsed`, or name a calendar that closes";
                found.sense(Sense::BusinessWithoutHours, at.at, message, help);
            }
        }
    }
}

fn never_closes(policy: &Policy, calendar: &CalendarOf) -> bool {
    let always = |name: &str| {
        let rule = policy.calendars.get(name);
        rule.is_some_and(|rule| {
            rule.hours.always
                && rule.hours.holidays.is_empty()
                && rule.hours.yearly.is_empty()
                && rule.hours.ruled.is_empty()
                && rule.hours.seasons.is_empty()
        })
    };
    match calendar {
        CalendarOf::Always => true,
        CalendarOf::Named(name) => always(name),
        CalendarOf::Plan => {
            let mut rows = policy
                .plans
                .values()
                .flat_map(|plan| &plan.hours)
                .peekable();
            rows.peek().is_some() && rows.all(|row| always(&row.calendar))
        }
        CalendarOf::ByTicket(rows) => rows.iter().all(|row| never_closes(policy, &row.calendar)),
    }
}

fn gather<'n>(node: &'n Node, amounts: &mut Vec<(&'n Node, Amount)>) {
    match &node.kind {
        NodeKind::Null => {}
        NodeKind::Text { value, .. } => {
            let text = value.trim();
            let mut bare = BEFORE.iter().filter_map(|before| text.strip_prefix(before));
            let bare = bare.next().unwrap_or(text);
            if let Ok(amount) = Amount::parse(bare.trim()) {
                amounts.push((node, amount));
            }
        }
        NodeKind::List(items) => items.iter().for_each(|item| gather(item, amounts)),
        NodeKind::Map(entries) => {
            let times = entries.iter();
            let times = times.filter(|(name, _)| !NO_TIMES.contains(&name.text.as_str()));
            times.for_each(|(_, value)| gather(value, amounts));
        }
    }
}

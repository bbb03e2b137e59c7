//! Keys of metrics, and credits, that change nothing: where time begins and falls, and what is measured.
use super::beginnings::promises_a_time;
use super::conditions::meet;
use super::draft::{Draft, written_rows};
use crate::policy::model::{
    Begins, BusinessDay, CalendarOf, Combine, Credit, Metric, Policy, Promise, Roll, Target,
    UntilAgreed, tickets,
};
use crate::policy::syntax::{Condition, Findings, Node, Sense};
use crate::time::{Amount, Counting, DayUnit, DueBy, DueDay, TimeOfDay, Value};

/// Warns of each of one metric.
pub(super) fn senseless(draft: Draft<'_>, node: &Node, metric: &Metric, found: &mut Findings) {
    begins(draft.policy, node, metric, found);
    roll(draft.policy, node, metric, found);
    if let Some(written) = node.get("kept")
        && !may_be_broken(draft.policy, metric)
    {
        let message = format!(
            "`{}` promises no time: there is nothing to keep",
            metric.name
        );
        let help = "promise a time in a row, or remove `kept`";
        found.sense(Sense::IdleMeasure, written.at, message, help);
    }
}

/// Credits for promises that cannot be broken, or that customers never see.
pub(super) fn credits(draft: Draft<'_>, found: &mut Findings) {
    for (credit, node) in draft.policy.credits.iter().zip(draft.items(&["credits"])) {
        let written = node.get("metric").map_or(&[][..], Node::items);
        for (metric, node) in credit.metrics.iter().zip(written) {
            credit_of(draft, credit, metric, node, found);
        }
    }
}

fn credit_of(draft: Draft<'_>, credit: &Credit, name: &str, node: &Node, found: &mut Findings) {
    let Some(metric) = draft.policy.metric(name) else {
        return;
    };
    let message = if !some_time_for(draft.policy, metric, &credit.when) {
        format!("`{name}` promises these tickets no time: no credit is ever due")
    } else if metric.internal {
        format!("requesters never see `{name}`, and this is a credit for it")
    } else {
        return;
    };
    let help = "name a metric that promises customers a time, or remove the credit";
    found.sense(Sense::IdleMeasure, node.at, message, help);
}

/// Whether a ticket of such a kind is promised a time by the row that counts for it.
fn some_time_for(policy: &Policy, metric: &Metric, when: &Condition) -> bool {
    let add_ons = policy.add_ons.values();
    let overlays = add_ons.filter_map(|add_on| add_on.targets.get(&metric.name));
    let mut others = metric.overrides.iter().chain(overlays.flatten());
    if others.any(|row| is_a_time(&row.promise) && meet(policy, &row.when, when)) {
        return true;
    }
    let rows = || metric.targets.iter();
    let conditions: Vec<&Condition> = rows().map(|row| &row.when).chain([when]).collect();
    let Some(all) = tickets(policy, conditions.iter().copied()) else {
        return true;
    };
    let mut all = all.iter().filter(|ticket| when.eval(*ticket));
    all.any(|ticket| {
        let mut fitting = rows().rev().filter(|row| row.when.eval(ticket));
        match metric.combine {
            Combine::Strictest => fitting.any(|row| is_a_time(&row.promise)),
            Combine::MostSpecific => {
                let counts = fitting.max_by_key(|row| row.when.specificity());
                counts.is_some_and(|row| is_a_time(&row.promise))
            }
        }
    })
}

/// Whether customers are promised a time that can be missed.
fn may_be_broken(policy: &Policy, metric: &Metric) -> bool {
    let overlays = policy.add_ons.values();
    let mut overlays = overlays.filter_map(|add_on| add_on.targets.get(&metric.name));
    let own = metric.targets.iter().chain(&metric.overrides);
    let rows = |rows: &[Target]| rows.iter().any(|row| is_a_time(&row.promise));
    own.into_iter().any(|row| is_a_time(&row.promise))
        || overlays.any(|overlay| rows(overlay))
        || (metric.internal && promises_a_time(policy, metric))
}

/// Whether a promise is a time that customers are told.
fn is_a_time(promise: &Promise) -> bool {
    match promise {
        Promise::Within(_)
        | Promise::By(_)
        | Promise::Slot
        | Promise::Committed
        | Promise::Agreed(_) => true,
        Promise::Words(_) | Promise::WordsWithClock(..) | Promise::None => false,
    }
}

fn begins(policy: &Policy, node: &Node, metric: &Metric, found: &mut Findings) {
    let overlays = policy.add_ons.values();
    let overlays = overlays.filter_map(|add_on| add_on.targets.get(&metric.name));
    let own = metric.targets.iter().chain(&metric.overrides);
    let mut rows = own.chain(overlays.flatten());
    let waits = |row: &Target| waits_for_opening(policy, metric, row);
    let commits = metric.commitment.is_some() && closes(policy, &metric.calendar);
    let mut say = |written: &Node| {
        let message = "this changes nothing: elapsed time alone begins at the next opening";
        let help =
            "write `elapsed` in the promise and name a calendar that closes, or remove `begins`";
        found.sense(Sense::IdleBegins, written.at, message, help);
    };
    // Rows that say otherwise are set against it.
    let alone = metric.targets.iter().all(|row| row.begins.is_none());
    if metric.begins == Begins::NextOpening
        && alone
        && !commits
        && !rows.any(|row| row.begins.is_none() && waits(row))
        && let Some(written) = node.get("begins")
    {
        say(written);
    }
    for (row, written) in metric.targets.iter().zip(written_rows(node)) {
        if row.begins == Some(Begins::NextOpening)
            && !waits(row)
            && let Some(written) = written.get("begins")
        {
            say(written);
        }
    }
}

/// Whether a promise begins later, if it waits for the next opening.
fn waits_for_opening(policy: &Policy, metric: &Metric, row: &Target) -> bool {
    let calendar = row.calendar.as_ref().unwrap_or(&metric.calendar);
    let counted = match row.promise {
        Promise::Within(amount) | Promise::WordsWithClock(_, amount) => {
            matches!(amount.counting, Counting::Elapsed | Counting::Calendar)
                || matches!(amount.value, Value::Months(_))
        }
        Promise::By(_) | Promise::Words(_) | Promise::None | Promise::Slot => false,
        Promise::Agreed(_) | Promise::Committed => true,
    };
    counted && closes(policy, calendar)
}

/// Whether a calendar is ever closed.
fn closes(policy: &Policy, calendar: &CalendarOf) -> bool {
    let named = |name: &str| {
        policy.calendars.get(name).is_none_or(|rule| {
            let hours = &rule.hours;
            let whole = hours.weekday_minutes().all(|minutes| minutes >= 1440);
            !(whole && hours.never_differs() && hours.seasons.is_empty())
        })
    };
    match calendar {
        CalendarOf::Always => false,
        CalendarOf::Named(name) => named(name),
        CalendarOf::Plan => {
            let rows = policy.plans.values().flat_map(|plan| &plan.hours);
            let rows = rows.chain(policy.add_ons.values().flat_map(|add_on| &add_on.hours));
            rows.into_iter().any(|row| named(&row.calendar))
        }
        CalendarOf::ByTicket(rows) => rows.iter().any(|row| closes(policy, &row.calendar)),
    }
}

fn roll(policy: &Policy, node: &Node, metric: &Metric, found: &mut Findings) {
    let Some(written) = node.get("roll") else {
        return;
    };
    if metric.roll == Roll::Never || metric.commitment.is_some() {
        return;
    }
    let inside = |row: &Target| match row.promise {
        Promise::Within(amount) | Promise::WordsWithClock(_, amount) => {
            row.calendar.is_none() && stays_inside(metric, amount)
        }
        Promise::By(by) => row.calendar.is_none() && day_stays_inside(metric.roll, &by),
        Promise::Words(_) | Promise::None | Promise::Agreed(UntilAgreed::Nothing) => true,
        Promise::Slot | Promise::Committed | Promise::Agreed(_) => false,
    };
    let message = if !closes(policy, &metric.calendar) {
        "its hours never end: no due time lies outside them"
    } else if metric.targets.iter().all(|row| !counts_time(&row.promise)) {
        "what is agreed or said in words is never moved"
    } else if metric.targets.iter().all(inside) {
        "business time ends within hours: no due time lies outside them"
    } else {
        return;
    };
    found.sense(Sense::IdleRoll, written.at, message, "remove `roll`");
}

/// Whether a promise has a time that `roll` could move.
fn counts_time(promise: &Promise) -> bool {
    match promise {
        Promise::Words(_) | Promise::None | Promise::Agreed(UntilAgreed::Nothing) => false,
        Promise::Within(_)
        | Promise::By(_)
        | Promise::WordsWithClock(..)
        | Promise::Slot
        | Promise::Committed
        | Promise::Agreed(UntilAgreed::Within(_) | UntilAgreed::By(_)) => true,
    }
}

/// Whether an amount ends where its metric's `roll` leaves a due time anyway.
fn stays_inside(metric: &Metric, amount: Amount) -> bool {
    let business = matches!(amount.counting, Counting::Business | Counting::Bare);
    let days = match (metric.roll, metric.business_day) {
        (Roll::NextOpenDay | Roll::Never, _) => true,
        (Roll::NextOpening, BusinessDay::Window | BusinessDay::Minutes(_) | BusinessDay::Close) => {
            true
        }
        // Where days differ, the same time may lie outside hours.
        (Roll::NextOpening, BusinessDay::SameTime) => false,
    };
    business
        && match amount.value {
            Value::Time(_) => true,
            Value::Days(_) => days,
            Value::Months(_) => false,
        }
}

fn day_stays_inside(roll: Roll, by: &DueBy) -> bool {
    let open = match by.day {
        DueDay::After(_, DayUnit::BusinessDay | DayUnit::Opening) => true,
        DueDay::After(_, DayUnit::Day) | DueDay::On(_) => false,
    };
    let within = match by.time {
        TimeOfDay::Close => true,
        TimeOfDay::At(_) | TimeOfDay::Opening => roll == Roll::NextOpenDay,
    };
    open && within
}

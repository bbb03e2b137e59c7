//! Promises by kind of ticket, as the compiled policy makes them: every row that can apply, and when.
use super::certainty::never_later;
use crate::clock::of_the_moment;
use crate::policy::{
    AROUND_THE_CLOCK, Begins, CalendarOf, Combine, Condition, HoursRow, Metric, Policy, Promise,
    Target, TicketProfile,
};

/// A promise that some tickets of a kind are given.
#[derive(Debug, Clone)]
pub(super) struct Offer<'p> {
    pub(super) promise: &'p Promise,
    pub(super) hours: CountedIn<'p>,
    pub(super) begins: Begins,
    /// Beyond the kind of ticket.
    pub(super) when: Condition,
    specificity: usize,
    line: u64,
}

/// The hours that a promise counts in.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum CountedIn<'p> {
    Always,
    Calendar(&'p str),
    /// The hours of a plan that has several: for each, the tickets it is for.
    OfPlan(Vec<(Condition, &'p str)>),
    /// Hours that the promise itself chooses by ticket.
    ByTicket(Vec<(Condition, Chosen<'p>)>),
}

/// One of the hours that a promise chooses among.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chosen<'p> {
    Calendar(&'p str),
    Plan,
}

/// Promises of one metric to one kind of ticket.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell<'p> {
    /// For every such ticket; of several, whichever ends first. Empty: nothing is promised to all.
    pub(super) base: Vec<Offer<'p>>,
    /// Under a further condition: the one that wins over the others first.
    pub(super) further: Vec<Offer<'p>>,
}

/// All that `metric` can promise to a kind of ticket, without what add-ons change.
pub(super) fn cell<'p>(policy: &'p Policy, metric: &'p Metric, kind: &TicketProfile) -> Cell<'p> {
    let Some(begins) = begins(metric, kind) else {
        return Cell::default();
    };
    let offers = |rows: &'p [Target]| -> Vec<Offer<'p>> {
        let each = rows.iter();
        each.filter_map(|row| offer(policy, metric, row, kind))
            .collect()
    };
    let own = combined(policy, metric, offers(&metric.targets));
    let contracts = combined(policy, metric, offers(&metric.overrides));
    let mut cell = Cell::default();
    cell.further.extend(contracts.further);
    if contracts.base.is_empty() {
        cell.base = own.base;
        cell.further.extend(own.further);
    } else {
        cell.base = contracts.base;
    }
    if !begins.is_always() {
        cell.further.append(&mut cell.base);
        for offer in &mut cell.further {
            offer.when = begins.clone().and(offer.when.clone());
        }
    }
    cell
}

/// What a row offers to a kind of ticket; none if it is for others.
pub(super) fn offer<'p>(
    policy: &'p Policy,
    metric: &'p Metric,
    row: &'p Target,
    kind: &TicketProfile,
) -> Option<Offer<'p>> {
    let calendar = row.calendar.as_ref().unwrap_or(&metric.calendar);
    Some(Offer {
        promise: &row.promise,
        hours: counted_in(policy, calendar, kind),
        begins: row.begins.unwrap_or(metric.begins),
        when: row.when.given(kind)?,
        specificity: row.when.specificity(),
        line: row.line,
    })
}

/// The condition under which the clock starts at all for this kind; none if it never does. What a start asks
/// of the moment is no condition on the ticket.
fn begins(metric: &Metric, kind: &TicketProfile) -> Option<Condition> {
    let mut refused = Condition::always();
    for start in &metric.starts {
        if of_the_moment(&start.when) {
            return Some(Condition::always());
        }
        match start.when.given(kind) {
            Some(open) if open.is_always() => return Some(open),
            Some(open) => refused = refused.and(open.negated()),
            None => {}
        }
    }
    match (metric.starts.as_slice(), refused.is_always()) {
        ([], _) => Some(Condition::always()),
        (_, true) => None,
        (_, false) => Some(refused.negated()),
    }
}

pub(super) fn counted_in<'p>(
    policy: &'p Policy,
    calendar: &'p CalendarOf,
    kind: &TicketProfile,
) -> CountedIn<'p> {
    match calendar {
        CalendarOf::Always => CountedIn::Always,
        CalendarOf::Named(name) => CountedIn::Calendar(name),
        CalendarOf::ByTicket(rows) => {
            let mut open = Vec::new();
            for row in rows {
                let Some(when) = row.when.given(kind) else {
                    continue;
                };
                if open.is_empty() && when.is_always() {
                    return counted_in(policy, &row.calendar, kind);
                }
                let last = when.is_always();
                let chosen = match counted_in(policy, &row.calendar, kind) {
                    CountedIn::Calendar(name) => Chosen::Calendar(name),
                    CountedIn::Always => Chosen::Calendar(AROUND_THE_CLOCK),
                    CountedIn::OfPlan(_) | CountedIn::ByTicket(_) => Chosen::Plan,
                };
                open.push((when, chosen));
                if last {
                    break;
                }
            }
            CountedIn::ByTicket(open)
        }
        CalendarOf::Plan => match kind.get(&crate::policy::Key::Plan) {
            Some(plan) => policy
                .plans
                .get(plan)
                .map_or(CountedIn::Always, |plan| of_rows(&plan.hours, kind)),
            None => of_any_plan(policy, kind),
        },
    }
}

/// The hours of tickets of whatever plan: what all plans have in common.
fn of_any_plan<'p>(policy: &'p Policy, kind: &TicketProfile) -> CountedIn<'p> {
    let plans = policy.plans.values();
    let mut each = plans.map(|plan| of_rows(&plan.hours, kind));
    let Some(first) = each.next() else {
        return CountedIn::Always;
    };
    if each.all(|other| other == first) {
        return first;
    }
    let rows = policy.plans.values().flat_map(|plan| &plan.hours);
    let rows = rows.map(|row| (row.when.clone(), row.calendar.as_str()));
    CountedIn::OfPlan(rows.collect())
}

fn of_rows<'p>(rows: &'p [HoursRow], kind: &TicketProfile) -> CountedIn<'p> {
    let mut open = Vec::new();
    for row in rows {
        let Some(when) = row.when.given(kind) else {
            continue;
        };
        let last = when.is_always();
        open.push((when, row.calendar.as_str()));
        if last {
            break;
        }
    }
    match open.as_slice() {
        [] => CountedIn::Always,
        [(when, only)] if when.is_always() => CountedIn::Calendar(only),
        _ => CountedIn::OfPlan(open),
    }
}

/// Of rows that speak of the same tickets, those that count: as the metric combines them.
fn combined<'p>(policy: &'p Policy, metric: &Metric, offers: Vec<Offer<'p>>) -> Cell<'p> {
    let (mut certain, mut further): (Vec<_>, Vec<_>) =
        offers.into_iter().partition(|offer| offer.when.is_always());
    match metric.combine {
        Combine::MostSpecific => {
            let wins = |a: &Offer<'_>, b: &Offer<'_>| {
                (a.specificity, std::cmp::Reverse(a.line))
                    > (b.specificity, std::cmp::Reverse(b.line))
            };
            let base = certain
                .iter()
                .position(|one| certain.iter().all(|other| !wins(other, one)));
            certain = base
                .map(|base| certain.swap_remove(base))
                .into_iter()
                .collect();
            further.retain(|one| certain.iter().all(|base| wins(one, base)));
            further.sort_by_key(|one| std::cmp::Reverse(one.specificity));
        }
        Combine::Strictest => {
            let timed = |offer: &Offer<'_>| promises_time(offer.promise);
            if certain.iter().any(timed) {
                certain.retain(timed);
            }
            let all = certain.clone();
            let later = |one: &Offer<'_>, place: usize| {
                all.iter().enumerate().any(|(other, earlier)| {
                    let tie = never_later(policy, metric, one, earlier) && place < other;
                    other != place && never_later(policy, metric, earlier, one) && !tie
                })
            };
            let mut place = 0;
            certain.retain(|one| {
                place += 1;
                !later(one, place - 1)
            });
            further.retain(|one| {
                let mut base = certain.iter();
                !base.any(|base| never_later(policy, metric, base, one))
            });
        }
    }
    Cell {
        base: certain,
        further,
    }
}

pub(super) fn promises_time(promise: &Promise) -> bool {
    match promise {
        Promise::Within(_)
        | Promise::By(_)
        | Promise::WordsWithClock(..)
        | Promise::Slot
        | Promise::Committed
        | Promise::Agreed(_) => true,
        Promise::Words(_) | Promise::None => false,
    }
}

/// Whether some row or add-on promises some ticket more than nothing.
pub(super) fn promises_anything(policy: &Policy, metric: &Metric) -> bool {
    let add_ons = policy.add_ons.values();
    let overlays = add_ons.filter_map(|add_on| add_on.targets.get(&metric.name));
    let own = metric.targets.iter().chain(&metric.overrides);
    let mut rows = own.chain(overlays.flatten());
    rows.any(|row| row.promise != Promise::None)
}

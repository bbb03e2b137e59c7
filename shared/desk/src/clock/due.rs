//! From a start, a promise and the pauses to the instant it falls due.
use chrono::TimeDelta;

use crate::policy::{BusinessDay, CalendarOf, HoursRow, Metric, Policy, Roll};
use crate::ticket::{ClockTarget, State, TicketFacts};
use crate::time::{Amount, Calendar, Counting, Instant, Pause, Value};

/// Reckons one metric's time for one ticket.
pub struct DeadlineCalculation<'a> {
    /// The policy that the ticket is under.
    pub policy: &'a Policy,
    /// The ticket.
    pub state: &'a State,
    /// The metric whose time is reckoned.
    pub metric: &'a Metric,
}

impl<'a> DeadlineCalculation<'a> {
    /// The name of the calendar that a row or the metric counts in; none is around the clock.
    #[must_use]
    pub fn calendar_name(&self, of: Option<&CalendarOf>) -> Option<String> {
        match of.unwrap_or(&self.metric.calendar) {
            CalendarOf::Always => None,
            CalendarOf::Named(name) => Some(name.clone()),
            CalendarOf::Plan => plan_hours(self.policy, self.state),
            CalendarOf::ByTicket(rows) => {
                let facts = TicketFacts::new(self.policy, self.state);
                let row = rows.iter().find(|row| row.when.eval(&facts))?;
                self.calendar_name(Some(&row.calendar))
            }
        }
    }

    /// The calendar of that name in the zone it follows for this ticket; around the clock without.
    #[must_use]
    pub fn calendar(&self, name: Option<&str>) -> Calendar {
        calendar_for(self.policy, self.state, name)
    }

    /// When `target` counted from `basis` falls due; `None`: never, or not while a pause lasts.
    #[must_use]
    pub fn due(&self, target: &ClockTarget, basis: Instant, pauses: &[Pause]) -> Option<Instant> {
        match target {
            ClockTarget::Nothing => None,
            ClockTarget::Agreed { due, .. } => *due,
            ClockTarget::Within {
                amount, calendar, ..
            } => {
                let from = self.begins(target, basis);
                let due = self.after(from, amount, calendar.as_deref(), pauses)?;
                self.roll(due)
            }
            ClockTarget::By { by, calendar, .. } => {
                let counted = self.calendar(calendar.as_deref());
                let from = self.begins(target, basis);
                let due = counted.due_by(from, by)?;
                self.roll(self.shift(&counted, from, due, pauses)?)
            }
            ClockTarget::Slot { .. } => {
                let slots = self.metric.slots.as_ref()?;
                let calendar = self.calendar(Some(&slots.calendar));
                let slot = calendar.next_slot(basis, &slots.at)?;
                self.after(slot, &slots.grace, Some(&slots.calendar), &[])
            }
        }
    }

    fn roll(&self, due: Instant) -> Option<Instant> {
        match self.metric.roll {
            Roll::Never => Some(due),
            Roll::NextOpenDay => {
                let calendar = self.calendar(self.calendar_name(None).as_deref());
                calendar.on_open_day(due)
            }
            Roll::NextOpening => {
                let calendar = self.calendar(self.calendar_name(None).as_deref());
                if calendar.close_or_open(due) {
                    Some(due)
                } else {
                    calendar.next_open(due)
                }
            }
        }
    }

    /// `from` plus `amount`, counted in the named calendar where the amount is business time.
    #[must_use]
    pub fn after(
        &self,
        from: Instant,
        amount: &Amount,
        calendar: Option<&str>,
        pauses: &[Pause],
    ) -> Option<Instant> {
        let counted = self.calendar(calendar);
        match (amount.counting, amount.value) {
            (Counting::Elapsed, Value::Time(time)) => {
                self.calendar(None).add_with_pauses(from, time, pauses)
            }
            (Counting::Elapsed, Value::Days(days)) => {
                let time = TimeDelta::days(i64::from(days));
                self.calendar(None).add_with_pauses(from, time, pauses)
            }
            (Counting::Business | Counting::Bare, Value::Time(time)) => {
                counted.add_with_pauses(from, time, pauses)
            }
            (Counting::Bare, Value::Days(days)) if calendar.is_none() => self.shift(
                &self.calendar(None),
                from,
                counted.calendar_days(from, days),
                pauses,
            ),
            (Counting::Calendar, Value::Days(days)) => self.shift(
                &self.calendar(None),
                from,
                counted.calendar_days(from, days),
                pauses,
            ),
            (_, Value::Months(months)) => self.shift(
                &self.calendar(None),
                from,
                counted.calendar_months(from, months),
                pauses,
            ),
            (Counting::Calendar, Value::Time(time)) => {
                self.calendar(None).add_with_pauses(from, time, pauses)
            }
            (Counting::Business | Counting::Bare, Value::Days(days)) => {
                self.business_days(&counted, from, days, pauses)
            }
        }
    }

    fn business_days(
        &self,
        calendar: &Calendar,
        from: Instant,
        days: u32,
        pauses: &[Pause],
    ) -> Option<Instant> {
        match self.metric.business_day {
            BusinessDay::Window | BusinessDay::Minutes(_) => {
                let time = self.window(calendar) * i32::try_from(days).ok()?;
                calendar.add_with_pauses(from, time, pauses)
            }
            BusinessDay::SameTime => self.shift(
                calendar,
                from,
                calendar.same_local_time(from, days)?,
                pauses,
            ),
            BusinessDay::Close => {
                self.shift(calendar, from, calendar.end_of_day(from, days)?, pauses)
            }
        }
    }

    fn window(&self, calendar: &Calendar) -> TimeDelta {
        match self.metric.business_day {
            BusinessDay::Minutes(minutes) => TimeDelta::minutes(minutes),
            BusinessDay::Window | BusinessDay::SameTime | BusinessDay::Close => {
                TimeDelta::minutes(calendar.hours().regular_day_minutes())
            }
        }
    }

    /// Moves a due instant by the counted time of the pauses that began before it.
    fn shift(
        &self,
        calendar: &Calendar,
        from: Instant,
        mut due: Instant,
        pauses: &[Pause],
    ) -> Option<Instant> {
        let mut ordered = pauses.to_vec();
        ordered.sort_unstable();
        let mut counted_to = from;
        for (start, end) in ordered {
            let start = start.max(counted_to);
            if start >= due {
                break;
            }
            let end = end?;
            if end > start {
                due = calendar.add(due, calendar.between(start, end))?;
                counted_to = end;
            }
        }
        Some(due)
    }

    /// When a target counted from `basis` begins to count: at once, at the next opening, or after a cut-off at that
    /// of the next open day.
    #[must_use]
    pub fn begins(&self, target: &ClockTarget, basis: Instant) -> Instant {
        let (name, cut_off) = match target {
            ClockTarget::Within {
                begins_in, cut_off, ..
            } => (begins_in.as_deref(), *cut_off),
            ClockTarget::By {
                calendar, cut_off, ..
            } => (calendar.as_deref(), *cut_off),
            ClockTarget::Slot { .. } | ClockTarget::Agreed { .. } | ClockTarget::Nothing => {
                return basis;
            }
        };
        let is_by_day = matches!(target, ClockTarget::By { .. });
        let opening = match (name, cut_off) {
            (name, Some(minute)) => self.calendar(name).counts_from(basis, minute),
            // A deadline by day says itself what it counts from.
            (Some(name), None) if !is_by_day => self.calendar(Some(name)).next_open(basis),
            (_, None) => None,
        };
        opening.unwrap_or(basis)
    }

    /// The target's length in the calendar it counts in: what ladder shares are shares of.
    #[must_use]
    pub fn length(
        &self,
        target: &ClockTarget,
        basis: Instant,
    ) -> Option<(TimeDelta, Option<String>)> {
        let from = self.begins(target, basis);
        let unpaused = |calendar: Option<String>| {
            let due = match target {
                ClockTarget::Within {
                    amount, calendar, ..
                } => self.after(from, amount, calendar.as_deref(), &[]),
                ClockTarget::By { by, .. } => self.calendar(calendar.as_deref()).due_by(from, by),
                ClockTarget::Slot { .. } | ClockTarget::Agreed { .. } | ClockTarget::Nothing => {
                    self.due(target, basis, &[])
                }
            }?;
            Some((
                self.calendar(calendar.as_deref()).between(from, due),
                calendar,
            ))
        };
        match target {
            ClockTarget::Nothing => None,
            ClockTarget::Agreed { due, .. } => Some(((*due)? - basis, None)),
            ClockTarget::By { calendar, .. } => {
                // Where the calendar is closed until then, all time counts.
                let (length, calendar) = unpaused(calendar.clone())?;
                if length > TimeDelta::zero() {
                    Some((length, calendar))
                } else {
                    let due = self.due(target, basis, &[])?;
                    Some((due - from, None))
                }
            }
            ClockTarget::Slot { .. } => {
                unpaused(self.metric.slots.as_ref().map(|s| s.calendar.clone()))
            }
            ClockTarget::Within {
                amount, calendar, ..
            } => match (amount.counting, amount.value) {
                (Counting::Elapsed, Value::Time(time)) => Some((time, None)),
                (Counting::Elapsed, Value::Days(days)) => {
                    Some((TimeDelta::days(i64::from(days)), None))
                }
                (Counting::Calendar, _) | (_, Value::Months(_)) => unpaused(None),
                (Counting::Business | Counting::Bare, Value::Time(time)) => {
                    Some((time, calendar.clone()))
                }
                (Counting::Business | Counting::Bare, Value::Days(_)) => unpaused(calendar.clone()),
            },
        }
    }
}

/// The calendar that the ticket's plan and add-ons give it now.
pub(crate) fn plan_hours(policy: &Policy, state: &State) -> Option<String> {
    let facts = TicketFacts::new(policy, state);
    let matching = |rows: &[HoursRow]| {
        let row = rows.iter().find(|row| row.when.eval(&facts));
        row.map(|row| row.calendar.clone())
    };
    let add_ons = state.subject.add_ons.iter();
    add_ons
        .filter_map(|name| policy.add_ons.get(name))
        .find_map(|add_on| matching(&add_on.hours))
        .or_else(|| matching(&policy.plans.get(state.subject.plan.as_ref()?)?.hours))
}

/// The calendar of that name in the zone it follows for this ticket; around the clock without.
pub(crate) fn calendar_for(policy: &Policy, state: &State, name: Option<&str>) -> Calendar {
    let zone = |attributes: &std::collections::BTreeMap<String, String>| {
        attributes.get("zone").and_then(|zone| zone.parse().ok())
    };
    let organisation = zone(&state.subject.organisation);
    let contact = zone(&state.subject.contact);
    name.and_then(|name| policy.calendar(name, organisation, contact))
        .unwrap_or_else(|| policy.always())
}

//! Hours of mails to staff: what is urgent goes at once, all else waits for the desk's hours.
use chrono::TimeDelta;

use super::staff::StaffCall;
use crate::clock::{DeadlineCalculation, calendar_for};
use crate::policy::Urgent;
use crate::ticket::{Clock, TicketFacts};
use crate::time::{Calendar, Instant};

/// Time within which something due is urgent, where the policy does not say which tickets are.
const SOON: TimeDelta = TimeDelta::hours(1);

impl StaffCall<'_> {
    /// When the mail may go out.
    pub(super) fn not_before(&self) -> Instant {
        let hours: Vec<Calendar> = if self.is_urgent() {
            let promised: Vec<_> = self.running().map(|clock| self.hours_of(clock)).collect();
            let covered = promised.into_iter().flatten();
            covered.collect()
        } else {
            Vec::new()
        };
        let own = || vec![self.hours()];
        let hours = Some(hours).filter(|some| !some.is_empty());
        let hours = hours.unwrap_or_else(own);
        let open = hours.iter().filter_map(|hours| hours.next_open(self.now));
        open.min().unwrap_or(self.now).max(self.now)
    }

    fn is_urgent(&self) -> bool {
        match &self.policy.staff.urgent {
            Urgent::When(when) => when.eval(&TicketFacts::new(self.policy, self.state)),
            Urgent::ByDefault => {
                let first = self.policy.priorities.first();
                let first = first.map(|priority| &priority.id);
                let is_first = first.is_some() && self.state.subject.priority.as_ref() == first;
                is_first || self.is_due_soon()
            }
        }
    }

    /// Whether something that customers were promised is due within the hour.
    fn is_due_soon(&self) -> bool {
        let promised = self.running().filter(|clock| {
            let metric = self.policy.metric(&clock.metric);
            metric.is_some_and(|metric| !metric.internal)
        });
        let soon = self.now + SOON;
        promised
            .filter_map(|clock| clock.due_at)
            .any(|due| due <= soon)
    }

    fn running(&self) -> impl Iterator<Item = &Clock> {
        let clocks = self.state.clocks.iter();
        clocks.filter(|clock| clock.is_open() && clock.due_at.is_some())
    }

    /// The hours in which a clock counts.
    fn hours_of(&self, clock: &Clock) -> Option<Calendar> {
        let calculation = DeadlineCalculation {
            policy: self.policy,
            state: self.state,
            metric: self.policy.metric(&clock.metric)?,
        };
        let (_, name) = calculation.length(&clock.target, clock.basis_at)?;
        Some(calculation.calendar(name.as_deref()))
    }

    /// The desk's hours for the ticket: those that the policy says, else the first that close of the metrics that are
    /// for it, else around the clock.
    pub(super) fn hours(&self) -> Calendar {
        let facts = TicketFacts::new(self.policy, self.state);
        let closes = |name: &String| {
            let rule = self.policy.calendars.get(name);
            rule.is_some_and(|rule| !rule.hours.always)
        };
        let metrics = self.policy.metrics.iter();
        let metrics = metrics.filter(|metric| metric.when.eval(&facts));
        let mut calculations = metrics.map(|metric| DeadlineCalculation {
            policy: self.policy,
            state: self.state,
            metric,
        });
        let said = self.policy.staff.hours.clone();
        let of_metrics =
            || calculations.find_map(|metric| metric.calendar_name(None).filter(closes));
        let name = said.or_else(of_metrics);
        calendar_for(self.policy, self.state, name.as_deref())
    }
}

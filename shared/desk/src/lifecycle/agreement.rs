//! Agreement of a date with the customer: a metric promises it from then on.
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::clock::{DeadlineCalculation, choose, takes_a_date};
use crate::lifecycle::check::{limits, unknown};
use crate::lifecycle::clocks::Clocks;
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::Effect;
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::{Event, Metric};
use crate::ticket::{AgreedDate, ClockTarget};
use crate::time::Instant;

/// The date in a command: an instant, or a day that counts to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateGiven {
    /// `2026-06-12T15:00:00Z`
    Instant(Instant),
    /// `2026-06-12`
    Day(NaiveDate),
}

impl<'de> Deserialize<'de> for DateGiven {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let day = text.parse().map(Self::Day);
        day.or_else(|_| text.parse().map(Self::Instant)).map_err(|_| {
            D::Error::custom(format!(
                "`{text}` is no date such as `2026-06-12`, nor an instant such as `2026-06-12T15:00:00Z`"
            ))
        })
    }
}

impl Serialize for DateGiven {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Instant(instant) => instant.serialize(serializer),
            Self::Day(day) => day.serialize(serializer),
        }
    }
}

/// The command by which an agent enters the date that was agreed with the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreeDate {
    /// The metric that promises it.
    pub metric: String,
    /// The date.
    pub due: DateGiven,
    /// Why another date than the one before.
    pub reason: Option<String>,
}

impl Decide for AgreeDate {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let (state, policy) = (situation.state, situation.policy);
        let Some(metric) = policy.metric(&self.metric) else {
            let known = policy.metrics.iter().map(|known| &known.name);
            return Err(unknown("metric", &self.metric, known));
        };
        let wrong_metric = |why: &str| Refusal::Invalid {
            field: "metric",
            why: why.to_owned(),
        };
        let Some(clock) = state.clock(&self.metric).filter(|clock| clock.is_open()) else {
            return Err(wrong_metric("not running on this ticket"));
        };
        let calculation = DeadlineCalculation {
            policy,
            state,
            metric,
        };
        if !takes_a_date(&calculation) {
            return Err(wrong_metric(
                "not promised to this ticket by an agreed date",
            ));
        }
        let due = self.due(&calculation);
        if due <= situation.now {
            return Err(Refusal::InThePast { field: "due" });
        }
        if clock.agreed.is_some_and(|agreed| agreed.due == due) {
            return Ok(Vec::new());
        }
        Ok(vec![
            DateAgreed {
                metric: self.metric.clone(),
                cycle: clock.cycle,
                due,
                reason: self.reason(clock.agreed.is_some())?,
            }
            .into(),
        ])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::STAFF.until(Stage::Live)
    }
}

impl AgreeDate {
    /// The instant at which the promise ends: a day's end in the zone of the calendar that the metric counts in.
    fn due(&self, calculation: &DeadlineCalculation<'_>) -> Instant {
        match self.due {
            DateGiven::Instant(instant) => instant,
            DateGiven::Day(day) => {
                let name = calculation.calendar_name(None);
                let calendar = calculation.calendar(name.as_deref());
                calendar.from_local(day.and_time(NaiveTime::MIN) + TimeDelta::days(1))
            }
        }
    }

    fn reason(&self, is_needed: bool) -> Result<Option<String>, Refusal> {
        let reason = self.reason.as_deref().map(str::trim);
        let reason = reason.filter(|reason| !reason.is_empty());
        if is_needed && reason.is_none() {
            return Err(Refusal::ReasonNeeded {
                what: "another date",
            });
        }
        limits::reason("reason", reason.unwrap_or_default())?;
        Ok(reason.map(str::to_owned))
    }
}

/// A date was agreed with the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateAgreed {
    /// The metric that promises it.
    pub metric: String,
    /// The clock's cycle.
    pub cycle: u32,
    /// The last instant at which the promise is kept.
    pub due: Instant,
    /// Why another date than the one before, in the agent's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Effect for DateAgreed {
    fn change_clocks(&self, clocks: &mut Clocks<'_>) {
        let Some(metric) = clocks.policy.metric(&self.metric) else {
            return;
        };
        let at = clocks.fact.occurred_at;
        let clock = clocks.state.cycle_mut(&self.metric, self.cycle);
        // What was late stays so: the new date is a promise of its own, with a ladder of its own.
        let was_late = clock.is_some_and(|clock| clock.breached_at.is_some());
        if was_late {
            clocks.begin(metric, self.cycle + 1, at);
        }
        if let Some(clock) = clocks.state.clock_mut(&self.metric) {
            let at = at.max(clock.started_at);
            clock.agreed = Some(AgreedDate { due: self.due, at });
        }
        promise_agreed(clocks, metric);
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::DateAgreed)
    }
}

/// Lets a clock count the date that was agreed, from the moment when it was.
pub(super) fn promise_agreed(clocks: &mut Clocks<'_>, metric: &Metric) {
    let calculation = DeadlineCalculation {
        policy: clocks.policy,
        state: clocks.state,
        metric,
    };
    let clock = clocks.state.clock(&metric.name);
    let Some(agreed) = clock.and_then(|clock| clock.agreed) else {
        return;
    };
    let target = choose(&calculation, agreed.at);
    if !matches!(target, ClockTarget::Agreed { .. }) {
        return;
    }
    if let Some(clock) = clocks.state.clock_mut(&metric.name) {
        clock.target = target;
        clock.basis_at = agreed.at;
        clock.promised_at = Some(agreed.at);
    }
}

/// Forgets a date that is over when a ticket is opened again: another has to be agreed, and what holds until then
/// counts from now.
pub(super) fn forget_past_dates(clocks: &mut Clocks<'_>) {
    let at = clocks.fact.occurred_at;
    for metric in &clocks.policy.metrics {
        let clock = clocks.state.clock_mut(&metric.name);
        let clock = clock.filter(|clock| clock.is_open());
        let over = |date: &mut Option<AgreedDate>| date.take_if(|date| date.due <= at).is_some();
        if !clock.is_some_and(|clock| over(&mut clock.agreed)) {
            continue;
        }
        let calculation = DeadlineCalculation {
            policy: clocks.policy,
            state: clocks.state,
            metric,
        };
        let target = choose(&calculation, at);
        if let Some(clock) = clocks.state.clock_mut(&metric.name) {
            clock.target = target;
            clock.basis_at = at;
            clock.promised_at = Some(at);
        }
    }
}

#[cfg(test)]
mod tests;

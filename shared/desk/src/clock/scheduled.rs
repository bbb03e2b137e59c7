//! When a condition has scheduled in silence for as long as a rule waits.
use chrono::TimeDelta;

use crate::clock::due::{calendar_for, plan_hours};
use crate::policy::{Policy, Rule};
use crate::ticket::State;
use crate::time::{Calendar, Counting, Hours, Instant, Value};

/// The rules that wait, and when each has waited long enough.
pub(crate) fn scheduled_rules<'p>(state: &State, policy: &'p Policy) -> Vec<(Instant, &'p Rule)> {
    let waiting = policy.rules.iter().filter_map(|rule| {
        let scheduled = state
            .scheduled_rules
            .get(&rule.id)
            .filter(|scheduled| !scheduled.done)?;
        Some((waited_until(state, policy, rule, scheduled.since)?, rule))
    });
    waiting.collect()
}

/// Business time counts in the ticket's own hours: its plan's, or the desk's `office`, or the one
/// calendar there is.
fn waited_until(state: &State, policy: &Policy, rule: &Rule, since: Instant) -> Option<Instant> {
    let wait = rule.after?;
    let usual = || {
        let only = || {
            let mut names = policy.calendars.keys();
            names.next().filter(|_| names.next().is_none()).cloned()
        };
        let office = policy.calendars.contains_key("office");
        let office = office.then(|| "office".to_owned());
        let name = plan_hours(policy, state).or(office).or_else(only);
        calendar_for(policy, state, name.as_deref())
    };
    let around_the_clock = Calendar::new(policy.zone, Hours::always());
    match (wait.counting, wait.value) {
        (Counting::Business, Value::Time(time)) => usual().add(since, time),
        (Counting::Business, Value::Days(days)) => usual().same_local_time(since, days),
        (Counting::Elapsed, Value::Days(days)) => Some(since + TimeDelta::days(i64::from(days))),
        (Counting::Calendar | Counting::Bare, Value::Days(days)) => {
            Some(around_the_clock.calendar_days(since, days))
        }
        (_, Value::Months(months)) => Some(around_the_clock.calendar_months(since, months)),
        (Counting::Elapsed | Counting::Calendar | Counting::Bare, Value::Time(time)) => {
            since.checked_add_signed(time)
        }
    }
}

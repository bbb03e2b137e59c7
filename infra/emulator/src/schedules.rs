//! Timers of the template, fired by virtual time.
use chrono::TimeDelta;
use desk::time::Instant;
use serde_json::Value;

use crate::template::{Function, Schedule};

/// Each schedule with the time it last fired.
#[derive(Debug)]
pub(crate) struct Timers(Vec<Timer>);

#[derive(Debug)]
struct Timer {
    function: String,
    schedule: Schedule,
    last: Instant,
}

/// A call of a function by its schedule.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ScheduledCall {
    pub(crate) function: String,
    pub(crate) name: String,
    pub(crate) input: Value,
}

impl Timers {
    pub(crate) fn new(functions: &[Function], now: Instant) -> Self {
        let timers = functions.iter().flat_map(|function| {
            function.schedules.iter().map(|schedule| Timer {
                function: function.name.clone(),
                schedule: schedule.clone(),
                last: now,
            })
        });
        Self(timers.collect())
    }

    /// Calls of schedules at `now` because its period is over. However much time was skipped, each fires once:
    /// schedules are reconcilers.
    pub(crate) fn due(&mut self, now: Instant) -> Vec<ScheduledCall> {
        self.fire(now, |timer| now - timer.last >= timer.schedule.every)
    }

    /// Calls for when everything that can happen at `now` shall have happened: schedules of every minute,
    /// as if the minute were over, and those that are due.
    pub(crate) fn due_when_settling(&mut self, now: Instant) -> Vec<ScheduledCall> {
        let minute = TimeDelta::minutes(1);
        self.fire(now, |timer| {
            timer.schedule.every <= minute || now - timer.last >= timer.schedule.every
        })
    }

    /// When the next schedule fires that comes less often than every minute.
    pub(crate) fn next_rare(&self) -> Option<Instant> {
        let rare = self
            .0
            .iter()
            .filter(|timer| timer.schedule.every > TimeDelta::minutes(1));
        rare.map(|timer| timer.last + timer.schedule.every).min()
    }

    fn fire(&mut self, now: Instant, is_due: impl Fn(&Timer) -> bool) -> Vec<ScheduledCall> {
        let mut firings = Vec::new();
        for timer in self.0.iter_mut().filter(|timer| is_due(timer)) {
            timer.last = now;
            firings.push(ScheduledCall {
                function: timer.function.clone(),
                name: timer.schedule.name.clone(),
                input: timer.schedule.input.clone(),
            });
        }
        firings
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use desk::time::Instant;
    use serde_json::Value;

    use super::{Timer, Timers};
    use crate::template::Schedule;

    fn timer(name: &str, every: TimeDelta, last: Instant) -> Timer {
        let schedule = Schedule {
            name: name.to_owned(),
            every,
            input: Value::Null,
        };
        Timer {
            function: "F".to_owned(),
            schedule,
            last,
        }
    }

    #[test]
    fn a_schedule_fires_once_per_period_however_much_time_was_skipped() {
        let start: Instant = "2026-03-02T09:00:00Z".parse().unwrap();
        let mut timers = Timers(vec![
            timer("minute", TimeDelta::minutes(1), start),
            timer("day", TimeDelta::days(1), start),
        ]);
        assert!(timers.due(start + TimeDelta::seconds(59)).is_empty());
        assert_eq!(timers.due(start + TimeDelta::hours(5)).len(), 1);
        assert_eq!(timers.due(start + TimeDelta::days(1)).len(), 2);
        assert_eq!(
            timers.due_when_settling(start + TimeDelta::days(1)).len(),
            1
        );
    }
}

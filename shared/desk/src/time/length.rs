//! Amounts as plain lengths of time, where they are.
use chrono::TimeDelta;

use crate::time::{Amount, Counting, Value};

impl Amount {
    /// This many minutes, counted so.
    #[must_use]
    pub fn minutes(minutes: i64, counting: Counting) -> Self {
        Self {
            counting,
            value: Value::Time(TimeDelta::minutes(minutes)),
        }
    }

    /// The length in time; elapsed and calendar days as 24 hours; none for business days and months.
    #[must_use]
    pub fn as_time(&self) -> Option<TimeDelta> {
        match (self.value, self.counting) {
            (Value::Time(time), _) => Some(time),
            (Value::Days(days), Counting::Elapsed | Counting::Calendar | Counting::Bare) => {
                Some(TimeDelta::days(i64::from(days)))
            }
            (Value::Days(_), Counting::Business) | (Value::Months(_), _) => None,
        }
    }

    /// As [`Self::as_time`], in whole minutes.
    #[must_use]
    pub fn as_minutes(&self) -> Option<i64> {
        self.as_time().map(|time| time.num_minutes())
    }
}

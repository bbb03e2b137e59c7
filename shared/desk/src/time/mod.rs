//! Business time: half-open segments on the instant line, and calendars compiled to them.
//!
//! [`Hours`] says when a desk is open on the wall clock; a [`Calendar`] puts those hours on the
//! instant line of one zone, and answers every question there. Gaps, folds and skipped days are
//! decided once, when a year is compiled. [`Amount`] is a duration as a policy writes it.
mod amount;
mod calendar;
mod cut_off;
mod dates;
mod days;
mod due_by;
mod holiday;
mod hours;
mod length;
mod pauses;
mod season;
mod segment;
mod span;
mod weekdays;
mod year;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use amount::{Amount, AmountError, Counting, Value};
pub use calendar::Calendar;
pub use dates::Holidays;
pub use due_by::{CountedFrom, DayUnit, DueBy, DueByError, DueDay, FirstDay, TimeOfDay};
pub use holiday::{
    DayOfYear, HolidayBase, HolidayList, HolidayRule, HolidayRuleError, ListedDate, ListedDay,
    Observed, Side,
};
pub use hours::{DayHours, DayName, Hours};
pub use pauses::Pause;
pub use season::{Season, SeasonDates};
pub use segment::{Segment, Segments};
pub use span::{HoursError, Span, minute_of_day};
pub use weekdays::{WEEKDAY_NAMES, Weekdays, weekday, weekday_name};

pub use amount::decimal_milliseconds;

/// A point on the time line, in UTC, at millisecond precision.
pub type Instant = chrono::DateTime<chrono::Utc>;

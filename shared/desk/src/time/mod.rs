//! Business time: half-open segments on the instant line, and calendars compiled to them.
mod amount;
mod calendar;
mod days;
mod hours;
mod segment;

pub use amount::{Amount, AmountError, Counting, Unit};
pub use calendar::Calendar;
pub use hours::{DayHours, Hours, HoursError, Span};
pub use segment::{Segment, Segments};

/// A point on the time line, in UTC, at millisecond precision.
pub type Instant = chrono::DateTime<chrono::Utc>;

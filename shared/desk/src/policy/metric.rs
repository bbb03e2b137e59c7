//! One promise with a clock: what starts it, what meets it, what it counts.
use crate::policy::Condition;
use crate::policy::event::Trigger;
use crate::policy::model::Words;
use crate::time::Amount;

/// One promise with a clock.
#[derive(Debug, Clone)]
pub struct Metric {
    pub name: String,
    pub line: u64,
    pub starts: Vec<Trigger>,
    /// Count from this milestone or event, though active only from `starts`.
    pub counted_from: Option<Trigger>,
    pub met_by: Vec<Trigger>,
    /// A breach is declared only this long after due, since the evidence comes from outside.
    pub settle: Option<Amount>,
    /// Statuses during which the clock stands still.
    pub pauses: Vec<String>,
    pub calendar: CalendarOf,
    pub business_day: BusinessDay,
    pub combine: Combine,
    /// Rows in the order of the file. Rows that carry `Promise::None` are cells like any other.
    pub targets: Vec<Target>,
    /// Rows that win over all others (contracts).
    pub overrides: Vec<Target>,
    pub slots: Option<Slots>,
    /// Met starts the next cycle (periodic updates) or a new start event does (next response).
    pub repeats: Repeats,
    pub commitment: Option<Commitment>,
    pub roll: Roll,
    /// The ladder's name, if this metric has one.
    pub ladder: Option<String>,
    /// Never shown to requesters.
    pub internal: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    Never,
    AfterMet,
    EachStart,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarOf {
    /// The plan's hours (with its add-ons).
    Plan,
    Named(String),
    /// Around the clock, in the desk's zone.
    Always,
}

/// What `1 business day` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BusinessDay {
    /// A full window of the calendar's regular day, as an amount of business time.
    Window,
    /// The same local time on the Nth following open day.
    SameTime,
    /// The close of the Nth following open day.
    Close,
    /// This many minutes of business time.
    Minutes(i64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combine {
    /// The earliest due instant among the matching rows.
    Strictest,
    /// The row with most conjuncts; the first of equals.
    MostSpecific,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roll {
    Never,
    /// A due instant outside hours moves to the next opening; exactly closing time stays.
    NextOpening,
}

#[derive(Debug, Clone)]
pub struct Target {
    pub when: Condition,
    pub promise: Promise,
    /// Overrides the metric's calendar for this row.
    pub calendar: Option<CalendarOf>,
    pub line: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promise {
    Within(Amount),
    /// Shown, and no clock runs.
    Words(Words),
    /// Shown, and a clock runs that only staff see.
    WordsWithClock(Words, Amount),
    /// Nothing is promised.
    None,
    /// Wait for the next slot of the metric.
    Slot,
    /// The agent commits when taking the ticket in charge.
    Committed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slots {
    /// Local minutes of the day, sorted.
    pub at: Vec<u16>,
    pub calendar: String,
    pub grace: Amount,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Difficulty to band, in the order of the file.
    pub bands: Vec<Band>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    pub difficulty: String,
    /// Both ends inclusive, same unit and counting.
    pub from: Amount,
    pub to: Amount,
}

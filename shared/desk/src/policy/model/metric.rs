//! One promise with a clock: what starts it, what meets it, what it counts.
use super::{KeptShare, Words};
use crate::policy::syntax::{Condition, Trigger};
use crate::time::{Amount, DueBy};

/// One promise with a clock.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// Its name in the policy.
    pub name: String,
    /// 1-based line in the policy file.
    pub line: u64,
    /// The tickets it is for; of others it says nothing, and nobody hears of it.
    pub when: Condition,
    /// Triggers that start the clock: any of these.
    pub starts: Vec<Trigger>,
    /// Count from this milestone or event, though active only from `starts`.
    pub counted_from: Option<Trigger>,
    /// Triggers that fulfil it: any of these.
    pub met_by: Vec<Trigger>,
    /// Triggers that end it without meeting it: any of these.
    pub ended_by: Vec<Trigger>,
    /// A breach is declared only this long after due, since the evidence comes from outside.
    pub settle: Option<Amount>,
    /// Statuses during which the clock stands still.
    pub pauses: Vec<String>,
    /// Whose hours count.
    pub calendar: CalendarOf,
    /// The meaning of one of its business days.
    pub business_day: BusinessDay,
    /// Which of several matching rows counts.
    pub combine: Combine,
    /// Rows in the order of the file. Rows that carry `Promise::None` are cells like any other.
    pub targets: Vec<Target>,
    /// Rows that win over all others (contracts).
    pub overrides: Vec<Target>,
    /// Fixed times of the day that it waits for.
    pub slots: Option<Slots>,
    /// Met starts the next cycle (periodic updates) or a new start event does (next response).
    pub repeats: Repeats,
    /// The shares of tickets for which it is kept, where the policy says some; the first that fits a ticket counts.
    pub kept: Vec<KeptShare>,
    /// The bands within which an agent commits.
    pub commitment: Option<Commitment>,
    /// The treatment of a due instant outside hours.
    pub roll: Roll,
    /// Where its time begins.
    pub begins: Begins,
    /// The ladder's name, if this metric has one.
    pub ladder: Option<String>,
    /// Never shown to requesters.
    pub internal: bool,
}

/// Whether a metric has further cycles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    /// One cycle is all.
    Never,
    /// Each fulfilment begins the next.
    AfterMet,
    /// Each start event after a fulfilment begins the next.
    EachStart,
}

/// Whose hours a metric or row counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarOf {
    /// The plan's hours (with its add-ons).
    Plan,
    /// The calendar of that name.
    Named(String),
    /// Around the clock, in the desk's zone.
    Always,
    /// That of the first row that fits the ticket; the last one always does.
    ByTicket(Vec<CalendarRow>),
}

/// A row that chooses whose hours count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarRow {
    /// The tickets it is for.
    pub when: Condition,
    /// Whose hours count for them.
    pub calendar: CalendarOf,
}

/// The meaning of `1 business day`.
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

/// Which of several matching rows counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combine {
    /// The earliest due instant among the matching rows.
    Strictest,
    /// The row with most conjuncts; the first of equals.
    MostSpecific,
}

/// The treatment of a due instant outside hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roll {
    /// It stays.
    Never,
    /// A due instant outside hours moves to the next opening; exactly closing time stays.
    NextOpening,
    /// A due instant on a closed date moves by whole days to the next open one, and keeps its time of day.
    NextOpenDay,
}

/// Where time begins; outside hours business time waits for the opening anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// At once.
    AtOnce,
    /// At the next opening of the calendar of the row or metric.
    NextOpening,
    /// At the next opening; of what comes at this local minute or later, at the opening of the next open day.
    AfterCutOff(u16),
}

/// One row: what is promised to which tickets.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The tickets it is for.
    pub when: Condition,
    /// The promise.
    pub promise: Promise,
    /// Overrides the metric's calendar for this row.
    pub calendar: Option<CalendarOf>,
    /// Overrides where the metric's time begins.
    pub begins: Option<Begins>,
    /// 1-based line in the policy file.
    pub line: u64,
}

/// The promise of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promise {
    /// A time.
    Within(Amount),
    /// A time of a day.
    By(DueBy),
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
    /// A date agreed with the customer, and what holds until there is one.
    Agreed(UntilAgreed),
}

/// What a metric promises until a date is agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UntilAgreed {
    /// Nothing is due.
    Nothing,
    /// A time.
    Within(Amount),
    /// A time of a day.
    By(DueBy),
}

impl Promise {
    /// The words shown, where it is made in words.
    #[must_use]
    pub fn words(&self) -> Option<&Words> {
        match self {
            Self::Words(words) | Self::WordsWithClock(words, _) => Some(words),
            Self::Within(_)
            | Self::By(_)
            | Self::None
            | Self::Slot
            | Self::Committed
            | Self::Agreed(_) => None,
        }
    }

    /// The time whose length is written in it, also one that holds only until a date is agreed.
    #[must_use]
    pub fn amount(&self) -> Option<Amount> {
        match self {
            Self::Within(amount)
            | Self::WordsWithClock(_, amount)
            | Self::Agreed(UntilAgreed::Within(amount)) => Some(*amount),
            Self::By(_)
            | Self::Words(_)
            | Self::None
            | Self::Slot
            | Self::Committed
            | Self::Agreed(UntilAgreed::Nothing | UntilAgreed::By(_)) => None,
        }
    }
}

/// Fixed times of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slots {
    /// Local minutes of the day, sorted.
    pub at: Vec<u16>,
    /// The calendar on whose open dates they lie.
    pub calendar: String,
    /// How long after a slot the promise is still kept.
    pub grace: Amount,
}

/// Commitments that agents may make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Difficulty to band, in the order of the file.
    pub bands: Vec<Band>,
}

/// The hours an agent may commit to at one difficulty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The difficulty's name.
    pub difficulty: String,
    /// Both ends inclusive, same unit and counting.
    pub from: Amount,
    /// The most.
    pub to: Amount,
}

//! Limits of what customers may ask for, shares of promises that are kept, and credits where they are not.
use std::fmt;

use super::Words;
use crate::policy::syntax::{Condition, Number};

/// Limits of a plan or an add-on. They are shown; nothing counts them yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// Tickets that may be open at the same time.
    pub at_a_time: Option<u32>,
    /// Tickets in a period.
    pub tickets: Option<PerPeriod>,
    /// Hours of work in a period.
    pub hours: Option<PerPeriod>,
}

/// A number in each period: `10 per month`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PerPeriod {
    /// How many.
    pub number: Number,
    /// In what time.
    pub period: Period,
}

/// A period by which things are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A calendar day.
    Day,
    /// A calendar week.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

/// A share of some tickets for which a promise is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptShare {
    /// The tickets of which it is taken.
    pub when: Condition,
    /// How much of them, over what time.
    pub kept: Kept,
}

/// A share of tickets for which a promise is kept: `95% per month`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// In percent, more than 0 and at most 100.
    pub share: Number,
    /// The time over which it is taken.
    pub period: Period,
}

/// A credit that the customer gets where a promise is not kept. It is shown; nothing counts it yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Credit {
    /// The names of the metrics whose promises count together, one at least.
    pub metrics: Vec<String>,
    /// The tickets it is for.
    pub when: Condition,
    /// By what it is earned.
    pub earned: Earned,
    /// The credit in the policy's words: `5% of the monthly fee`.
    pub credit: Words,
    /// The most there is, in the policy's words.
    pub at_most: Option<Words>,
}

/// The reason for a credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earned {
    /// Less than this share, in percent, was kept in the metric's period.
    Below(Number),
    /// So many promises were broken in a period.
    Breaches(PerPeriod),
    /// For each begun unit of time by which a promise is broken.
    PerBegun(BegunUnit),
}

/// A unit of time that counts once it has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BegunUnit {
    /// An hour.
    Hour,
    /// An hour of business time.
    BusinessHour,
    /// A day.
    Day,
    /// A business day.
    BusinessDay,
}

impl Limits {
    /// Whether nothing is limited.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Period {
    /// Every period, by the word in a policy.
    pub(in crate::policy) const WORDS: [(&'static str, Self); 5] = [
        ("day", Self::Day),
        ("week", Self::Week),
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("year", Self::Year),
    ];

    /// The word in a policy.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

impl BegunUnit {
    /// The words in a policy, after `begun`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::BusinessHour => "business hour",
            Self::Day => "day",
            Self::BusinessDay => "business day",
        }
    }
}

impl fmt::Display for PerPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} per {}", self.number, self.period.word())
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}% per {}", self.share, self.period.word())
    }
}

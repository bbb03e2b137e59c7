//! Limits, shares and credits: what is said and shown now, and counted by later reports.
use super::meanings::{Count, When};
use super::names::{Metric, NameOf};
use super::section::section;
use super::values::{Closed, Many, Meaning, Or, Scalar, Wording};
use crate::policy::model::BegunUnit;

section! {
    /// Limits of what a customer may ask for.
    "limits" Limits {
        /// Tickets of a customer that may be open at the same time.
        may at_a_time: Count<'n> = "any number",
        /// Tickets in a period, such as `10 per month`.
        may tickets: Scalar<'n, NumberPerPeriod> = "any number",
        /// Hours of work in a period, such as `2.5 per month`.
        may hours: Scalar<'n, NumberPerPeriod> = "any number",
    }
}

/// How often a promise is kept: one share for all, or rows.
pub(in crate::policy) type KeptShares<'n> = Or<Scalar<'n, ShareKept>, Many<'n, ShareRow<'n>>>;

section! {
    /// A share of some tickets for which a promise is kept.
    "a share" ShareRow {
        /// The tickets that it is taken of. First match wins.
        may when: When<'n> = "all",
        /// The share and its time, such as `95% per month`.
        need share: Scalar<'n, ShareKept>,
    }
}

section! {
    /// A credit where a promise is not kept.
    "a credit" Credit {
        /// The promise; of several, all their tickets count together.
        need metric: Many<'n, NameOf<'n, Metric>>,
        /// The tickets it is for.
        may when: When<'n> = "all",
        /// Less than this share was kept: `95%`. The metric needs `kept`.
        may below: Scalar<'n, Share>,
        /// So many promises were broken: `3 per month`.
        may breaches: Scalar<'n, NumberPerPeriod>,
        /// For each `begun hour`, `begun business hour`, `begun day` or `begun business day` of being late.
        may per: BegunUnit,
        /// The credit in your words: `5% of the monthly fee`.
        need credit: Wording<'n>,
        /// The most there is, in your words.
        may at_most: Wording<'n>,
    }
}

impl Closed for BegunUnit {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("begun hour", Self::Hour),
        ("begun business hour", Self::BusinessHour),
        ("begun day", Self::Day),
        ("begun business day", Self::BusinessDay),
    ];
}

#[derive(Debug)]
pub(in crate::policy) enum NumberPerPeriod {}
impl Meaning for NumberPerPeriod {
    const WHAT: &'static str = "a number per period such as `10 per month`";
}

#[derive(Debug)]
pub(in crate::policy) enum Share {}
impl Meaning for Share {
    const WHAT: &'static str = "a share such as `95%`";
}

/// A share of tickets over a period.
#[derive(Debug)]
pub(in crate::policy) enum ShareKept {}
impl Meaning for ShareKept {
    const WHAT: &'static str = "a share per period such as `95% per month`";
}

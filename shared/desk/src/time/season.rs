//! Seasons: parts of the year in which a calendar has other days.
use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::{DayOfYear, Span};

/// The days of a week that hold between two dates, in the place of all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Season {
    /// Its name in the policy.
    pub name: String,
    /// The dates that it holds on.
    pub dates: SeasonDates,
    /// Spans by weekday, Monday first.
    pub weekly: [Vec<Span>; 7],
}

/// The dates of a season, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeasonDates {
    /// Each year; over New Year, if the end comes before the begin.
    Yearly {
        /// The first day.
        from: DayOfYear,
        /// The last day.
        until: DayOfYear,
    },
    /// Once.
    Once {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        until: NaiveDate,
    },
}

impl SeasonDates {
    /// Whether a date is one of them.
    #[must_use]
    pub fn contain(&self, date: NaiveDate) -> bool {
        match self {
            Self::Once { from, until } => (*from..=*until).contains(&date),
            Self::Yearly { from, until } => {
                let day = DayOfYear {
                    month: date.month(),
                    day: date.day(),
                };
                if from <= until {
                    (*from..=*until).contains(&day)
                } else {
                    *from <= day || day <= *until
                }
            }
        }
    }

    /// A date on which both hold, if there is one.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> Option<NaiveDate> {
        let dates = match (self, other) {
            (Self::Once { from, until }, _) | (_, Self::Once { from, until }) => (*from, *until),
            // A leap year has every date that any year has.
            (Self::Yearly { .. }, Self::Yearly { .. }) => (
                NaiveDate::from_ymd_opt(2000, 1, 1)?,
                NaiveDate::from_ymd_opt(2000, 12, 31)?,
            ),
        };
        let mut dates = dates.0.iter_days().take_while(|date| *date <= dates.1);
        dates.find(|date| self.contain(*date) && other.contain(*date))
    }
}

impl fmt::Display for SeasonDates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Yearly { from, until } => write!(f, "{from} – {until}"),
            Self::Once { from, until } => write!(f, "{from} – {until}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yearly(from: &str, until: &str) -> SeasonDates {
        let day = |text| DayOfYear::parse(text).unwrap();
        SeasonDates::Yearly {
            from: day(from),
            until: day(until),
        }
    }

    fn once(from: &str, until: &str) -> SeasonDates {
        SeasonDates::Once {
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
        }
    }

    #[test]
    fn a_season_holds_on_both_of_its_ends_also_over_new_year_and_beside_leap_days() {
        let summer = yearly("07-01", "09-15");
        let winter = yearly("12-15", "02-28");
        let leap = yearly("02-29", "03-01");
        for (season, date, holds) in [
            (summer, "2026-06-30", false),
            (summer, "2026-07-01", true),
            (summer, "2026-09-15", true),
            (summer, "2026-09-16", false),
            (winter, "2026-12-14", false),
            (winter, "2026-12-15", true),
            (winter, "2027-01-01", true),
            (winter, "2028-02-28", true),
            (winter, "2028-02-29", false),
            (leap, "2027-02-28", false),
            (leap, "2027-03-01", true),
            (leap, "2028-02-29", true),
            (once("2026-07-01", "2026-07-02"), "2027-07-01", false),
        ] {
            assert_eq!(
                season.contain(date.parse().unwrap()),
                holds,
                "{season} {date}"
            );
        }
    }

    #[test]
    fn seasons_overlap_on_the_first_date_that_both_have() {
        let summer = yearly("07-01", "09-15");
        let first = |other: SeasonDates| summer.overlap(&other).map(|date| date.to_string());
        assert_eq!(first(yearly("09-16", "06-30")), None);
        assert_eq!(
            first(yearly("09-15", "06-30")).as_deref(),
            Some("2000-09-15")
        );
        assert_eq!(first(once("2026-06-01", "2026-06-30")), None);
        assert_eq!(
            first(once("2026-06-01", "2026-07-31")).as_deref(),
            Some("2026-07-01")
        );
    }
}

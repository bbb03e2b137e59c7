//! Days of the week as policies write them: `mon-fri`, `sat,sun`, `daily`.
use std::fmt;

use chrono::Weekday;

use super::hours::place;

/// The names of the days of the week, Monday first.
pub const WEEKDAY_NAMES: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

/// The day of the week of that name.
#[must_use]
pub fn weekday(text: &str) -> Option<Weekday> {
    let mut known = WEEKDAY_NAMES.iter();
    known.find(|(name, _)| *name == text).map(|(_, day)| *day)
}

/// The short name of a day of the week.
#[must_use]
pub fn weekday_name(weekday: Weekday) -> &'static str {
    WEEKDAY_NAMES[place(weekday)].0
}

/// Some days of the week. `Display` writes what `parse` reads.
///
/// ```
/// use desk::time::Weekdays;
/// assert_eq!(Weekdays::parse("mon,tue,wed,sun").unwrap().to_string(), "mon-wed,sun");
/// assert_eq!(Weekdays::parse("monday"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Weekdays([bool; 7]);

impl Weekdays {
    /// Reads `mon-fri`, `sat,sun`, `fri-mon` or `daily`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "daily" {
            return Some(Self([true; 7]));
        }
        let place = |name: &str| weekday(name.trim()).map(place);
        let mut days = [false; 7];
        for part in text.split(',') {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            let (from, to) = (place(from)?, place(to)?);
            for on in 0..=(to + 7 - from) % 7 {
                days[(from + on) % 7] = true;
            }
        }
        Some(Self(days))
    }

    /// Whether it is one of them.
    #[must_use]
    pub fn contains(self, day: Weekday) -> bool {
        self.0[place(day)]
    }

    /// Their places in a week, Monday 0.
    pub fn places(self) -> impl Iterator<Item = usize> {
        (0..7).filter(move |place| self.0[*place])
    }
}

impl fmt::Display for Weekdays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == [true; 7] {
            return f.write_str("daily");
        }
        let name = |place: usize| WEEKDAY_NAMES[place].0;
        let (mut gap, mut place) = ("", 0);
        while place < 7 {
            let run = self.0[place..].iter().take_while(|day| **day).count();
            match run {
                0 => {}
                1 => write!(f, "{gap}{}", name(place))?,
                2 => write!(f, "{gap}{},{}", name(place), name(place + 1))?,
                run => write!(f, "{gap}{}-{}", name(place), name(place + run - 1))?,
            }
            if run > 0 {
                gap = ",";
            }
            place += run.max(1);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_lists_and_ranges_also_across_the_week_end() {
        let places = |text: &str| Some(Weekdays::parse(text)?.places().collect::<Vec<_>>());
        assert_eq!(places("mon-fri"), Some(vec![0, 1, 2, 3, 4]));
        assert_eq!(places("sat,sun"), Some(vec![5, 6]));
        assert_eq!(places("fri-mon"), Some(vec![0, 4, 5, 6]));
        assert_eq!(places("mon, wed-thu"), Some(vec![0, 2, 3]));
        assert_eq!(places("monday"), None);
    }

    #[test]
    fn any_days_of_the_week_are_read_back_as_they_are_written() {
        for some in 1..128_u8 {
            let days = Weekdays(std::array::from_fn(|place| some >> place & 1 == 1));
            assert_eq!(Weekdays::parse(&days.to_string()), Some(days), "{days}");
        }
    }
}

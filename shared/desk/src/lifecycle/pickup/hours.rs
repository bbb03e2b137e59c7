//! Hours that an agent commits to, also fractions of them.
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A hundred years: whatever is longer is a mistake.
const MOST: u32 = 876_600;
const MINUTES: u32 = 60;

/// Hours of a commitment, to the minute; a number in commands, `2` or `2.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommitHours {
    minutes: u32,
}

impl CommitHours {
    /// The same in minutes.
    #[must_use]
    pub fn minutes(self) -> i64 {
        i64::from(self.minutes)
    }

    fn of<E: de::Error>(hours: f64) -> Result<Self, E> {
        let wrong = || E::custom("hours are a number such as `2` or `2.5`");
        if !(0.0..=f64::from(MOST)).contains(&hours) {
            return Err(wrong());
        }
        let minutes = format!("{:.0}", hours * f64::from(MINUTES)).parse();
        let minutes = minutes.map_err(|_| wrong())?;
        Ok(Self { minutes })
    }
}

impl From<u32> for CommitHours {
    fn from(hours: u32) -> Self {
        let minutes = hours.saturating_mul(MINUTES);
        Self { minutes }
    }
}

impl fmt::Display for CommitHours {
    /// `2`, `2.5`; what is no hundredth of an hour is rounded to one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, hundredths) = (
            self.minutes / MINUTES,
            self.minutes % MINUTES * 100 / MINUTES,
        );
        if hundredths == 0 {
            return write!(f, "{hours}");
        }
        let decimals = format!("{hundredths:02}");
        write!(f, "{hours}.{}", decimals.trim_end_matches('0'))
    }
}

impl Serialize for CommitHours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.minutes.is_multiple_of(MINUTES) {
            serializer.serialize_u32(self.minutes / MINUTES)
        } else {
            serializer.serialize_f64(f64::from(self.minutes) / f64::from(MINUTES))
        }
    }
}

impl<'de> Deserialize<'de> for CommitHours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of(f64::deserialize(deserializer)?)
    }
}

#[cfg(test)]
mod tests {
    use super::CommitHours;

    #[test]
    fn hours_are_whole_or_fractions_and_survive_being_stored() {
        for (text, minutes, shown) in [
            ("2", 120, "2"),
            ("2.0", 120, "2"),
            ("2.5", 150, "2.5"),
            ("0.25", 15, "0.25"),
            ("1.3333", 80, "1.33"),
            ("0", 0, "0"),
        ] {
            let hours: CommitHours = serde_json::from_str(text).unwrap();
            assert_eq!(
                (hours.minutes(), hours.to_string().as_str()),
                (minutes, shown)
            );
            let stored = serde_json::to_string(&hours).unwrap();
            assert_eq!(serde_json::from_str::<CommitHours>(&stored).unwrap(), hours);
        }
        for wrong in ["-1", "-0.5", "1e9", "\"2\"", "null", "true"] {
            assert!(
                serde_json::from_str::<CommitHours>(wrong).is_err(),
                "{wrong}"
            );
        }
    }
}

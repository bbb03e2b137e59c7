//! Durations of a policy, as readers say them.
use chrono::TimeDelta;
use fluent_bundle::FluentValue;

use super::sentences::{SentenceError, Sentences};
use crate::time::{Amount, Counting, Value};

/// Elapsed time from here on is said in days, where it is whole days.
const IN_DAYS: i64 = 72;

/// `4 business hours`, `2 weeks`, `15 minutes`. Where the calendar that counts is always open, its
/// hours are hours like any other.
pub(crate) fn format_amount(
    sentences: &Sentences,
    amount: &Amount,
    always_open: bool,
) -> Result<String, SentenceError> {
    let in_hours = match amount.counting {
        Counting::Elapsed | Counting::Calendar => false,
        Counting::Business | Counting::Bare => !always_open,
    };
    let count = |id: &str, n: i64| sentences.format(id, &[("n", FluentValue::from(n))]);
    match amount.value {
        Value::Days(days) => match amount.counting {
            Counting::Business | Counting::Bare if in_hours => count("business-days", days.into()),
            Counting::Calendar if days % 7 == 0 => count("weeks", (days / 7).into()),
            Counting::Calendar => count("calendar-days", days.into()),
            Counting::Business | Counting::Bare | Counting::Elapsed => count("days", days.into()),
        },
        Value::Months(months) => count("months", months.into()),
        Value::Time(time) => of_time(sentences, time, in_hours),
    }
}

fn of_time(
    sentences: &Sentences,
    time: TimeDelta,
    in_hours: bool,
) -> Result<String, SentenceError> {
    let count = |id: &str, n: i64| sentences.format(id, &[("n", FluentValue::from(n))]);
    let (hours, minutes) = (time.num_hours(), time.num_minutes() % 60);
    match (hours, minutes, in_hours) {
        (0, 0, _) => sentences.format("under-a-minute", &[]),
        (0, minutes, true) => count("business-minutes", minutes),
        (0, minutes, false) => count("minutes", minutes),
        (hours, 0, true) => count("business-hours", hours),
        (hours, 0, false) if hours >= IN_DAYS && hours % 24 == 0 => count("days", hours / 24),
        (hours, 0, false) => count("hours", hours),
        // An hour and a half is said in two units, and so is what is no half.
        (hours @ 2.., 30, in_hours) => {
            let unit = if in_hours { "business-hours" } else { "hours" };
            let sign = sentences.format("decimal-sign", &[])?;
            let half = format!("{hours}{sign}5");
            sentences.format(unit, &[("n", FluentValue::from(half))])
        }
        (hours, minutes, in_hours) => {
            let unit = if in_hours { "business-hours" } else { "hours" };
            let first = count(unit, hours)?.into();
            let second = count("minutes", minutes)?.into();
            sentences.format("two-units", &[("first", first), ("second", second)])
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::i18n::Sentences;
    use crate::time::Amount;

    #[test]
    fn halves_of_hours_are_said_with_the_sign_of_the_reader() {
        for (locale, elapsed, business) in [
            ("en", "2.5 hours", "2.5 business hours"),
            ("nl", "2,5 uur", "2,5 werkuren"),
            ("fr", "2,5 heures", "2,5 heures ouvrées"),
        ] {
            let sentences = Sentences::of(locale).unwrap();
            let said = |amount: &str| {
                let parsed = Amount::parse(amount).unwrap();
                super::format_amount(&sentences, &parsed, false).unwrap()
            };
            assert_eq!(said("2.5 elapsed hours"), elapsed);
            assert_eq!(said("2.5 business hours"), business);
        }
    }

    #[test]
    fn an_amount_is_said_as_people_say_it() {
        let sentences = Sentences::of("en").unwrap();
        for (amount, always_open, expected) in [
            ("30 elapsed minutes", false, "30 minutes"),
            ("30 minutes", true, "30 minutes"),
            ("30 minutes", false, "30 minutes of business hours"),
            ("1 business hour", false, "1 business hour"),
            (
                "90 business minutes",
                false,
                "1 business hour and 30 minutes",
            ),
            ("24 elapsed hours", false, "24 hours"),
            ("7 elapsed days", false, "7 days"),
            ("2 business days", false, "2 business days"),
            ("2 business days", true, "2 days"),
            ("10 calendar days", false, "10 calendar days"),
            ("2 calendar weeks", false, "2 weeks"),
        ] {
            let parsed = Amount::parse(amount).unwrap();
            assert_eq!(
                super::format_amount(&sentences, &parsed, always_open).unwrap(),
                expected,
                "{amount}"
            );
        }
    }
}

//! Instants and spans of time as a reader writes them.
use chrono::{Datelike, TimeDelta};
use chrono_tz::Tz;

use super::sentences::{SentenceError, Sentences};
use crate::time::Instant;

/// An instant on the reader's wall clock, with the zone's name.
pub(crate) fn format_date(
    sentences: &Sentences,
    at: Instant,
    zone: Tz,
) -> Result<String, SentenceError> {
    let local = at.with_timezone(&zone);
    let weekday = sentences.format(
        &format!("weekday-{}", local.weekday().number_from_monday()),
        &[],
    )?;
    let month = sentences.format(&format!("month-{}", local.month()), &[])?;
    sentences.format(
        "date",
        &[
            ("weekday", weekday.into()),
            ("day", local.day().into()),
            ("month", month.into()),
            // As text: a number would be grouped in some locales.
            ("year", local.year().to_string().into()),
            ("time", local.format("%H:%M").to_string().into()),
            ("zone", zone.name().into()),
        ],
    )
}

/// How long, in the two largest units of days, hours and minutes; the sign is dropped.
pub(crate) fn format_span(
    sentences: &Sentences,
    length: TimeDelta,
) -> Result<String, SentenceError> {
    let minutes = length.abs().num_minutes();
    let units = [
        ("days", minutes / 1440),
        ("hours", minutes % 1440 / 60),
        ("minutes", minutes % 60),
    ];
    let mut said = Vec::new();
    // Two neighbors, beginning at the first that is not zero: "3 days", never "3 days and 5 minutes".
    let from = units.iter().position(|(_, n)| *n != 0);
    for (unit, n) in units.iter().skip(from.unwrap_or(units.len())).take(2) {
        if *n != 0 {
            said.push(sentences.format(unit, &[("n", (*n).into())])?);
        }
    }
    match said.as_slice() {
        [] => sentences.format("under-a-minute", &[]),
        [only] => Ok(only.clone()),
        [first, second, ..] => sentences.format(
            "two-units",
            &[
                ("first", first.as_str().into()),
                ("second", second.as_str().into()),
            ],
        ),
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::{America::New_York, Asia::Kathmandu, Europe::Brussels};

    use super::*;

    #[test]
    fn a_date_is_written_as_its_reader_writes_it() {
        let at = "2026-11-24T09:00:00Z".parse().unwrap();
        let first = "2026-12-01T03:30:00Z".parse().unwrap();
        for (locale, at, zone, said) in [
            (
                "en",
                at,
                Brussels,
                "Tue 24 Nov 2026, 10:00 (Europe/Brussels)",
            ),
            (
                "nl",
                at,
                Brussels,
                "di 24 nov 2026 om 10:00 (Europe/Brussels)",
            ),
            (
                "fr",
                at,
                Brussels,
                "mar. 24 nov. 2026 à 10:00 (Europe/Brussels)",
            ),
            (
                "fr",
                first,
                Brussels,
                "mar. 1er déc. 2026 à 04:30 (Europe/Brussels)",
            ),
            (
                "en",
                first,
                New_York,
                "Mon 30 Nov 2026, 22:30 (America/New_York)",
            ),
            (
                "en",
                at,
                Kathmandu,
                "Tue 24 Nov 2026, 14:45 (Asia/Kathmandu)",
            ),
        ] {
            let sentences = Sentences::of(locale).unwrap();
            assert_eq!(format_date(&sentences, at, zone).unwrap(), said);
        }
    }

    #[test]
    fn every_month_and_weekday_has_a_name_in_every_locale() {
        for locale in super::super::shipped_locales() {
            let sentences = Sentences::of(locale).unwrap();
            for days in 0..365 {
                let at = Instant::UNIX_EPOCH + TimeDelta::days(days);
                assert!(
                    format_date(&sentences, at, Brussels).is_ok(),
                    "{locale} {at}"
                );
            }
        }
    }

    #[test]
    fn a_span_names_its_two_largest_units() {
        for (locale, seconds, said) in [
            ("en", 0, "less than a minute"),
            ("en", 59, "less than a minute"),
            ("en", 60, "1 minute"),
            ("en", -7_500, "2 hours and 5 minutes"),
            ("en", 86_400 + 300, "1 day"),
            ("nl", 26 * 3_600, "1 dag en 2 uur"),
            ("fr", 3_660, "1 heure et 1 minute"),
        ] {
            let sentences = Sentences::of(locale).unwrap();
            assert_eq!(
                format_span(&sentences, TimeDelta::seconds(seconds)).unwrap(),
                said
            );
        }
    }
}

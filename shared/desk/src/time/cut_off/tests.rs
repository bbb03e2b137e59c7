//! Cut-offs by hand and, on random calendars, against a count minute by minute.
use chrono::{Datelike, NaiveDateTime, TimeDelta, Timelike};
use proptest::prelude::*;

use crate::time::{Calendar, Hours, Instant, Span};

const FOUR_PM: u16 = 16 * 60;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn brussels(hours: Hours) -> Calendar {
    Calendar::new(chrono_tz::Europe::Brussels, hours)
}

fn office() -> Calendar {
    let open = Span::parse("09:00-18:00").unwrap();
    let holiday = "2026-05-01".parse().unwrap();
    brussels(Hours::mon_fri(open).with_half_day(holiday, "Labor Day", vec![]))
}

#[test]
fn what_comes_at_the_cut_off_or_later_counts_from_the_next_day_that_is_open() {
    for (reported, counts) in [
        ("2026-04-28T15:59:00+02:00", "2026-04-28T15:59:00+02:00"),
        ("2026-04-28T16:00:00+02:00", "2026-04-29T09:00:00+02:00"),
        ("2026-04-28T07:00:00+02:00", "2026-04-28T09:00:00+02:00"),
        ("2026-04-29T23:30:00+02:00", "2026-04-30T09:00:00+02:00"),
        ("2026-04-30T16:30:00+02:00", "2026-05-04T09:00:00+02:00"),
        ("2026-05-01T10:00:00+02:00", "2026-05-04T09:00:00+02:00"),
        ("2026-05-02T17:00:00+02:00", "2026-05-04T09:00:00+02:00"),
    ] {
        assert_eq!(
            office().counts_from(at(reported), FOUR_PM),
            Some(at(counts)),
            "{reported}"
        );
    }
}

#[test]
fn a_lunch_break_after_the_cut_off_is_no_next_day() {
    let hours = Hours::mon_fri(Span::parse("09:00-12:30").unwrap());
    let mut both = hours;
    both.weekly[1].push(Span::parse("13:30-18:00").unwrap());
    let calendar = brussels(both);
    let noon = at("2026-04-28T12:10:00+02:00");
    assert_eq!(
        calendar.counts_from(noon, 12 * 60),
        Some(at("2026-04-29T09:00:00+02:00"))
    );
    assert_eq!(calendar.counts_from(noon, FOUR_PM), Some(noon));
}

#[test]
fn a_night_shift_is_cut_in_its_own_night_and_a_day_around_the_clock_at_midnight() {
    let nights = brussels(Hours::mon_fri(Span::parse("22:00-06:00").unwrap()));
    let four = 4 * 60;
    for (reported, counts) in [
        ("2026-04-28T03:59:00+02:00", "2026-04-28T03:59:00+02:00"),
        ("2026-04-28T04:30:00+02:00", "2026-04-28T22:00:00+02:00"),
        ("2026-04-28T12:00:00+02:00", "2026-04-28T22:00:00+02:00"),
        ("2026-05-02T04:30:00+02:00", "2026-05-04T22:00:00+02:00"),
    ] {
        assert_eq!(
            nights.counts_from(at(reported), four),
            Some(at(counts)),
            "{reported}"
        );
    }
    let always = Calendar::always(chrono_tz::Europe::Brussels);
    let evening = at("2026-04-28T16:00:00+02:00");
    assert_eq!(
        always.counts_from(evening, FOUR_PM),
        Some(at("2026-04-29T00:00:00+02:00"))
    );
    assert_eq!(brussels(Hours::empty()).counts_from(evening, FOUR_PM), None);
}

/// Spans of one weekday, in hours.
fn spans() -> impl Strategy<Value = Vec<Span>> {
    let span = (0_u16..24, 1_u16..12)
        .prop_map(|(open, length)| Span::new(open * 60, (open + length) % 24 * 60).unwrap());
    prop::collection::vec(span, 0..3)
}

fn hours() -> impl Strategy<Value = Hours> {
    let holidays = prop::collection::vec((1_u32..=2, 1_u32..=28), 0..4);
    (prop::array::uniform7(spans()), holidays).prop_map(|(weekly, holidays)| {
        let hours = Hours {
            weekly,
            ..Hours::empty()
        };
        let closed = holidays.into_iter();
        closed.fold(hours, |hours, (month, day)| {
            hours.with_yearly(month, day, "closed").unwrap()
        })
    })
}

/// By the wall clock alone, which has no gaps in winter: the spans that begin on a date.
fn begun_on(hours: &Hours, local: NaiveDateTime) -> &[Span] {
    let date = local.date();
    if hours.yearly.contains_key(&(date.month(), date.day())) {
        return &[];
    }
    let weekday = usize::try_from(date.weekday().num_days_from_monday()).unwrap();
    &hours.weekly[weekday]
}

/// Whether some span of its date begins at this minute, and none begins before.
fn is_a_days_beginning(hours: &Hours, local: NaiveDateTime) -> bool {
    let minute = u16::try_from(local.hour() * 60 + local.minute()).unwrap();
    begun_on(hours, local).iter().map(|span| span.open).min() == Some(minute)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Walks back to the beginning of the day that a report belongs to, looking for the cut-off on the way; then on to
    /// the next beginning of a day, or to the next open minute.
    #[test]
    fn a_walk_minute_by_minute_finds_the_same(hours in hours(), second in 0_i64..40 * 86_400, cut_off in (0_u16..24).prop_map(|hour| hour * 60), amount in 1_i64..600) {
        let calendar = brussels(hours.clone());
        let reported = at("2026-01-05T00:00:00+01:00") + TimeDelta::seconds(second / 60 * 60);
        let minute = TimeDelta::minutes(1);
        let (mut back, mut is_cut) = (reported, false);
        let begun = loop {
            let local = calendar.local(back);
            if is_a_days_beginning(&hours, local) {
                break true;
            }
            is_cut |= local.hour() * 60 + local.minute() == u32::from(cut_off);
            back -= minute;
            if reported - back > TimeDelta::days(30) {
                break false;
            }
        };
        let mut on = reported;
        let ends = reported + TimeDelta::days(40);
        let is_next = |at: Instant| if begun && is_cut {
            at > reported && is_a_days_beginning(&hours, calendar.local(at))
        } else {
            calendar.is_open(at)
        };
        while on < ends && !is_next(on) {
            on += minute;
        }
        if on < ends {
            prop_assert_eq!(calendar.counts_from(reported, cut_off), Some(on));
            let (mut counted, mut due) = (0, on);
            while counted < amount && due < ends {
                counted += i64::from(calendar.is_open(due));
                due += minute;
            }
            if counted == amount {
                prop_assert_eq!(calendar.add(on, TimeDelta::minutes(amount)), Some(due));
            }
        }
    }

    #[test]
    fn a_later_report_never_counts_from_an_earlier_instant(hours in hours(), first in 0_i64..40 * 86_400, later in 0_i64..3 * 86_400, cut_off in 0_u16..1440) {
        let calendar = brussels(hours);
        let first = at("2026-01-05T00:00:00+01:00") + TimeDelta::seconds(first);
        let second = first + TimeDelta::seconds(later);
        if let (Some(one), Some(other)) = (calendar.counts_from(first, cut_off), calendar.counts_from(second, cut_off)) {
            prop_assert!(one <= other, "{first} from {one}, {second} from {other}");
        }
    }
}

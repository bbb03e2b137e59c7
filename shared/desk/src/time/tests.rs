//! Tables of calendar arithmetic at its boundaries.
mod dates;

use chrono::{NaiveDate, TimeDelta, Weekday};
use chrono_tz::Tz;

use super::*;

fn span(text: &str) -> Span {
    Span::parse(text).unwrap()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn office() -> Calendar {
    Calendar::new(Tz::UTC, Hours::mon_fri(span("09:00-17:00")))
}

fn all_week(text: &str) -> Hours {
    let days = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
    ];
    Hours::empty()
        .with_days(&days, span(text))
        .with_days(&[Weekday::Sat, Weekday::Sun], span(text))
}

#[test]
fn a_segment_is_open_at_its_start_and_closed_at_its_end() {
    for (time, open, close_or_open) in [
        ("2026-11-23T08:59:59.999Z", false, false),
        ("2026-11-23T09:00:00Z", true, true),
        ("2026-11-23T16:59:59.999Z", true, true),
        ("2026-11-23T17:00:00Z", false, true),
        ("2026-11-23T17:00:00.001Z", false, false),
        ("2026-11-22T12:00:00Z", false, false),
    ] {
        assert_eq!(office().is_open(at(time)), open, "{time}");
        assert_eq!(office().close_or_open(at(time)), close_or_open, "{time}");
    }
}

#[test]
fn adding_ends_at_closing_time_and_not_at_the_next_opening() {
    for (from, minutes, due) in [
        ("2026-11-23T16:00:00Z", 60, "2026-11-23T17:00:00Z"),
        ("2026-11-23T16:00:00Z", 61, "2026-11-24T09:01:00Z"),
        ("2026-11-23T17:00:00Z", 1, "2026-11-24T09:01:00Z"),
        ("2026-11-21T12:00:00Z", 480, "2026-11-23T17:00:00Z"),
        ("2026-11-21T12:00:00Z", 0, "2026-11-21T12:00:00Z"),
        ("2026-12-31T16:00:00Z", 120, "2027-01-01T10:00:00Z"),
        ("2026-11-23T10:00:00Z", -60, "2026-11-23T09:00:00Z"),
        ("2026-11-23T10:00:00Z", -61, "2026-11-20T16:59:00Z"),
        ("2027-01-01T10:00:00Z", -120, "2026-12-31T16:00:00Z"),
        // Latest: business time counted back to opening leaves no closed time behind.
        ("2026-11-24T09:00:00Z", -480, "2026-11-23T09:00:00Z"),
    ] {
        let got = office().add(at(from), TimeDelta::minutes(minutes));
        assert_eq!(got, Some(at(due)), "{from} + {minutes}");
    }
}

#[test]
fn an_empty_calendar_answers_never_at_once() {
    let never = Calendar::new(
        Tz::UTC,
        Hours::empty().with_holiday(date("2026-12-25"), "Christmas"),
    );
    let now = at("2026-11-23T10:00:00Z");
    assert_eq!(never.next_open(now), None);
    assert_eq!(never.add(now, TimeDelta::minutes(1)), None);
    assert_eq!(never.subtract(now, TimeDelta::minutes(1)), None);
    assert_eq!(never.add(now, TimeDelta::zero()), Some(now));
    assert_eq!(
        never.between(now, at("2199-01-01T00:00:00Z")),
        TimeDelta::zero()
    );
    assert_eq!(never.same_local_time(now, 1), None);
    assert_eq!(never.end_of_day(now, 1), None);
    assert_eq!(never.next_slot(now, &[540]), None);
    assert!(never.segments(now, at("2027-01-01T00:00:00Z")).is_empty());
}

#[test]
fn hours_of_half_days_alone_are_open_then_and_never_after() {
    let hours =
        Hours::empty().with_half_day(date("2026-12-31"), "stocktaking", vec![span("22:00-02:00")]);
    let calendar = Calendar::new(
        Tz::America__Los_Angeles,
        hours.with_holiday(date("2030-01-01"), "x"),
    );
    let opens = at("2027-01-01T06:00:00Z");
    assert_eq!(calendar.next_open(at("2026-01-01T00:00:00Z")), Some(opens));
    assert_eq!(
        calendar.add(opens, TimeDelta::hours(4)),
        Some(at("2027-01-01T10:00:00Z"))
    );
    assert_eq!(calendar.add(opens, TimeDelta::hours(5)), None);
    assert_eq!(calendar.same_local_time(opens, 5), None);
    assert_eq!(calendar.next_slot(at("2027-01-02T00:00:00Z"), &[1]), None);
}

#[test]
fn outside_the_known_years_a_calendar_is_closed() {
    let always = Calendar::always(Tz::UTC);
    assert_eq!(
        always.next_open(at("1850-01-01T00:00:00Z")),
        Some(at("1900-01-01T00:00:00Z"))
    );
    assert_eq!(always.next_open(at("2201-01-01T00:00:00Z")), None);
    assert_eq!(
        always.add(at("2200-12-31T23:00:00Z"), TimeDelta::hours(2)),
        None
    );
    assert_eq!(
        always.subtract(at("1900-01-01T01:00:00Z"), TimeDelta::hours(2)),
        None
    );
    assert_eq!(always.add(Instant::MAX_UTC, TimeDelta::hours(2)), None);
    assert_eq!(
        always.between(Instant::MIN_UTC, at("1900-01-01T02:00:00Z")),
        TimeDelta::hours(2)
    );
}

#[test]
fn a_span_of_the_week_is_one_segment() {
    let sunday = Hours::empty().with_week_span(Weekday::Sun, 15 * 60, Weekday::Fri, 17 * 60);
    assert_eq!(sunday.regular_day_minutes(), 1440);
    let calendar = Calendar::new(Tz::America__Los_Angeles, sunday);
    let open = calendar.segments(at("2026-11-21T00:00:00Z"), at("2026-11-28T12:00:00Z"));
    let local: Vec<_> = open
        .iter()
        .map(|s| {
            (
                calendar.local(s.start).to_string(),
                calendar.local(s.end).to_string(),
            )
        })
        .collect();
    assert_eq!(
        local,
        [
            (
                "2026-11-20 16:00:00".to_owned(),
                "2026-11-20 17:00:00".to_owned()
            ),
            (
                "2026-11-22 15:00:00".to_owned(),
                "2026-11-27 17:00:00".to_owned()
            ),
        ]
    );
    for (hours, minutes) in [
        (
            Hours::empty().with_week_span(Weekday::Mon, 540, Weekday::Mon, 600),
            60,
        ),
        (
            Hours::empty().with_week_span(Weekday::Mon, 600, Weekday::Mon, 540),
            7 * 1440 - 60,
        ),
        (
            Hours::empty().with_week_span(Weekday::Mon, 600, Weekday::Mon, 600),
            7 * 1440,
        ),
        (
            Hours::empty().with_week_span(Weekday::Sat, 0, Weekday::Mon, 0),
            2 * 1440,
        ),
    ] {
        let calendar = Calendar::new(Tz::UTC, hours.clone());
        let week = calendar.between(at("2026-11-23T00:00:00Z"), at("2026-11-30T00:00:00Z"));
        assert_eq!(week, TimeDelta::minutes(minutes), "{hours:?}");
    }
}

#[test]
fn a_regular_day_is_the_most_common_one() {
    let [mon, tue, sat] = [Weekday::Mon, Weekday::Tue, Weekday::Sat];
    for (hours, minutes) in [
        (Hours::empty(), 0),
        (
            Hours::mon_fri(span("09:00-17:00")).with_span(sat, span("10:00-12:00")),
            480,
        ),
        (
            Hours::mon_fri(span("09:00-12:30")).with_days(&[mon, tue], span("13:30-18:00")),
            210,
        ),
        (
            Hours::empty()
                .with_span(mon, span("09:00-10:00"))
                .with_span(tue, span("09:00-11:00")),
            120,
        ),
        (
            Hours::empty()
                .with_span(mon, span("09:00-12:00"))
                .with_span(mon, span("11:00-13:00")),
            240,
        ),
        (Hours::mon_fri(span("22:00-06:00")), 480),
        (Hours::mon_fri(span("00:00-24:00")), 1440),
    ] {
        assert_eq!(hours.regular_day_minutes(), minutes, "{hours:?}");
    }
}

#[test]
fn pauses_count_once_and_one_without_end_is_never() {
    let start = at("2026-11-23T09:00:00Z");
    let pause = |from: &str, to: Option<&str>| (at(from), to.map(at));
    let (ten, eleven, noon) = (
        "2026-11-23T10:00:00Z",
        "2026-11-23T11:00:00Z",
        "2026-11-23T12:00:00Z",
    );
    let before = pause("2026-11-20T10:00:00Z", Some("2026-11-20T16:00:00Z"));
    let two_hours = TimeDelta::hours(2);
    for (pauses, due) in [
        (vec![], Some(eleven)),
        (vec![before], Some(eleven)),
        (
            vec![pause(eleven, Some(noon)), pause(ten, Some(eleven))],
            Some("2026-11-23T13:00:00Z"),
        ),
        (
            vec![pause(ten, Some(noon)), pause(ten, Some(eleven))],
            Some("2026-11-23T13:00:00Z"),
        ),
        (
            vec![pause(ten, Some(ten)), pause(noon, Some(ten))],
            Some(eleven),
        ),
        (vec![pause(eleven, None)], Some(eleven)),
        (vec![pause(ten, None)], None),
        (vec![pause(ten, None), pause(eleven, Some(noon))], None),
        (
            vec![pause("2026-11-23T17:00:00Z", Some("2026-11-24T09:00:00Z"))],
            Some(eleven),
        ),
    ] {
        let got = office().add_with_pauses(start, two_hours, &pauses);
        assert_eq!(got, due.map(at), "{pauses:?}");
        if let Some(due) = got {
            assert_eq!(office().between_with_pauses(start, due, &pauses), two_hours);
        }
    }
    let still = [pause(ten, None)];
    assert_eq!(
        office().add_with_pauses(at(noon), TimeDelta::zero(), &still),
        Some(at(noon))
    );
    assert_eq!(
        office().between_with_pauses(start, at("2026-12-23T09:00:00Z"), &still),
        TimeDelta::hours(1)
    );
    assert_eq!(
        office().between_with_pauses(at(noon), start, &still),
        TimeDelta::zero()
    );
}

#[test]
fn slots_come_on_open_dates_and_strictly_after() {
    let slots = [16 * 60, 9 * 60, 12 * 60 + 30];
    for (after, slot) in [
        ("2026-11-23T08:00:00Z", "2026-11-23T09:00:00Z"),
        ("2026-11-23T09:00:00Z", "2026-11-23T12:30:00Z"),
        ("2026-11-23T12:30:00.001Z", "2026-11-23T16:00:00Z"),
        ("2026-11-20T16:00:00Z", "2026-11-23T09:00:00Z"),
        ("2026-11-21T08:00:00Z", "2026-11-23T09:00:00Z"),
    ] {
        assert_eq!(
            office().next_slot(at(after), &slots),
            Some(at(slot)),
            "{after}"
        );
    }
    assert_eq!(office().next_slot(at("2026-11-23T08:00:00Z"), &[]), None);
}

#[test]
fn times_of_day_are_read_strictly() {
    for (text, minute) in [
        ("00:00", 0),
        ("9:05", 545),
        (" 23:59 ", 1439),
        ("24:00", 1440),
    ] {
        assert_eq!(minute_of_day(text), Ok(minute));
    }
    for text in [
        "", "9", "24:01", "12:60", "12:5", "-1:00", "+9:00", "012:00", "12:00:00",
    ] {
        assert_eq!(
            minute_of_day(text),
            Err(HoursError::Time(text.to_owned())),
            "{text}"
        );
    }
    assert_eq!(span("22:00-06:00").to_string(), "22:00-06:00");
    assert_eq!(Span::parse("24:00-06:00"), Err(HoursError::OpensAtMidnight));
    assert_eq!(
        Span::parse("9 to 5"),
        Err(HoursError::Span("9 to 5".to_owned()))
    );
    assert!(Span::new(0, 1441).is_err());
}

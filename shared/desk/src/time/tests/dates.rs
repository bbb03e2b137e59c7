//! Gaps, folds, nights, holidays and half days.
use chrono::Datelike;

use super::*;

#[test]
fn a_gap_does_not_exist_and_a_fold_counts_twice() {
    let night = all_week("01:30-03:30");
    for (zone, day, minutes) in [
        (Tz::Europe__Brussels, "2026-03-28", 120),
        (Tz::Europe__Brussels, "2026-03-29", 60),
        (Tz::Europe__Brussels, "2026-10-25", 180),
        (Tz::Australia__Lord_Howe, "2026-04-05", 150),
        (Tz::Australia__Lord_Howe, "2026-10-04", 90),
        (Tz::Pacific__Apia, "2011-12-30", 0),
        (Tz::Pacific__Apia, "2011-12-31", 120),
    ] {
        let calendar = Calendar::new(zone, night.clone());
        assert_eq!(
            calendar.open_on(date(day)).total(),
            TimeDelta::minutes(minutes),
            "{zone} {day}"
        );
    }
}

#[test]
fn a_skipped_date_is_no_business_day() {
    let apia = Calendar::new(Tz::Pacific__Apia, all_week("09:00-17:00"));
    let thursday = apia.from_local("2011-12-29T10:00:00".parse().unwrap());
    let next = apia.same_local_time(thursday, 1).unwrap();
    assert_eq!(apia.local(next).to_string(), "2011-12-31 10:00:00");
    assert_eq!(
        apia.end_of_day(thursday, 1)
            .map(|end| apia.local(end).to_string())
            .as_deref(),
        Some("2011-12-31 17:00:00")
    );
}

#[test]
fn local_times_in_gaps_move_forward_by_the_gap() {
    for (zone, local, utc) in [
        (
            Tz::Europe__Brussels,
            "2026-03-29T01:59:59",
            "2026-03-29T00:59:59Z",
        ),
        (
            Tz::Europe__Brussels,
            "2026-03-29T02:00:00",
            "2026-03-29T01:00:00Z",
        ),
        (
            Tz::Europe__Brussels,
            "2026-03-29T02:59:59",
            "2026-03-29T01:59:59Z",
        ),
        (
            Tz::Europe__Brussels,
            "2026-03-29T03:00:00",
            "2026-03-29T01:00:00Z",
        ),
        (
            Tz::Europe__Brussels,
            "2026-10-25T02:00:00",
            "2026-10-25T00:00:00Z",
        ),
        (
            Tz::Europe__Brussels,
            "2026-10-25T03:00:00",
            "2026-10-25T02:00:00Z",
        ),
        (
            Tz::Australia__Lord_Howe,
            "2026-10-04T02:15:00",
            "2026-10-03T15:45:00Z",
        ),
        (
            Tz::America__Sao_Paulo,
            "2018-11-04T00:00:00",
            "2018-11-04T03:00:00Z",
        ),
        // The whole of 30 December was skipped: noon of it is noon of the 31st.
        (
            Tz::Pacific__Apia,
            "2011-12-30T12:00:00",
            "2011-12-30T22:00:00Z",
        ),
    ] {
        assert_eq!(
            Calendar::always(zone).from_local(local.parse().unwrap()),
            at(utc),
            "{zone} {local}"
        );
    }
}

#[test]
fn a_tail_past_midnight_belongs_to_the_date_it_falls_on() {
    let nights = all_week("22:00-06:00");
    let christmas = date("2026-12-25");
    let closed = Calendar::new(Tz::UTC, nights.clone().with_holiday(christmas, "Christmas"));
    for (time, open) in [
        ("2026-12-24T23:59:00Z", true),
        ("2026-12-25T00:00:00Z", false),
        ("2026-12-25T22:00:00Z", false),
        ("2026-12-26T00:00:00Z", true),
        ("2026-12-26T05:59:00Z", true),
        ("2026-12-26T06:00:00Z", false),
    ] {
        assert_eq!(closed.is_open(at(time)), open, "{time}");
    }
    let half = nights.with_half_day(
        christmas,
        "Christmas",
        vec![span("10:00-12:00"), span("23:00-07:00")],
    );
    let half = Calendar::new(Tz::UTC, half);
    assert_eq!(half.open_on(christmas).total(), TimeDelta::hours(3));
    assert_eq!(
        half.open_on(date("2026-12-26")).total(),
        TimeDelta::hours(7 + 2)
    );
    assert!(
        half.segments(at("2026-12-25T23:00:00Z"), at("2026-12-26T07:00:00Z"))
            .len()
            == 1
    );
}

#[test]
fn yearly_holidays_close_the_years_that_have_the_date() {
    let hours = all_week("09:00-17:00")
        .with_yearly(2, 29, "leap day")
        .unwrap();
    let calendar = Calendar::new(
        Tz::UTC,
        hours.with_half_day(date("2032-02-29"), "half", vec![span("09:00-10:00")]),
    );
    assert!(calendar.open_on(date("2028-02-29")).is_empty());
    assert!(!calendar.open_on(date("2028-02-28")).is_empty());
    assert_eq!(
        calendar.open_on(date("2032-02-29")).total(),
        TimeDelta::hours(1)
    );
    let leap_day = calendar.hours().holiday(date("2028-02-29")).unwrap();
    assert_eq!(leap_day.name[""], "leap day");
    assert_eq!(
        Hours::empty().with_yearly(2, 30, "x"),
        Err(HoursError::YearlyDate { month: 2, day: 30 })
    );
}

#[test]
fn around_the_clock_honors_holidays() {
    let hours = Hours::always().with_holiday(date("2026-12-25"), "Christmas");
    let brussels = Calendar::new(Tz::Europe__Brussels, hours);
    let eve = at("2026-12-24T22:00:00Z");
    assert_eq!(
        brussels.add(eve, TimeDelta::hours(1)),
        Some(at("2026-12-24T23:00:00Z"))
    );
    assert_eq!(
        brussels.add(eve, TimeDelta::hours(2)),
        Some(at("2026-12-26T00:00:00Z"))
    );
    assert_eq!(brussels.hours().regular_day_minutes(), 1440);
}

#[test]
fn a_half_day_of_every_year_has_its_own_hours_each_year() {
    let morning = vec![Span::parse("09:00-12:00").unwrap()];
    let hours = Hours::mon_fri(Span::parse("09:00-17:00").unwrap())
        .with_yearly_half_day(12, 24, "Christmas Eve", morning)
        .unwrap();
    let calendar = Calendar::new(chrono_tz::UTC, hours);
    for year in [2026, 2027, 2029] {
        let noon = |time: &str| format!("{year}-12-24T{time}:00Z").parse().unwrap();
        assert!(calendar.is_open(noon("11:59")), "{year}");
        assert!(!calendar.is_open(noon("12:00")), "{year}");
    }
}

#[test]
fn a_night_shift_closes_the_business_day_on_which_it_began() {
    let nights = Hours::mon_fri(span("22:00-06:00"));
    let plain = Calendar::new(Tz::UTC, nights.clone());
    for (start, days, closes) in [
        ("2026-12-21T23:00:00Z", 0, "2026-12-22T06:00:00Z"),
        ("2026-12-21T23:00:00Z", 1, "2026-12-23T06:00:00Z"),
        // Closed: the shift of the evening is the first.
        ("2026-12-21T12:00:00Z", 1, "2026-12-23T06:00:00Z"),
        // No shift begins on a weekend, though Saturday is open until six.
        ("2026-12-18T23:00:00Z", 1, "2026-12-22T06:00:00Z"),
        ("2026-12-19T02:00:00Z", 0, "2026-12-19T06:00:00Z"),
    ] {
        assert_eq!(
            plain.end_of_day(at(start), days),
            Some(at(closes)),
            "{start} {days}"
        );
    }
    let christmas = Calendar::new(
        Tz::UTC,
        nights.with_holiday(date("2026-12-25"), "Christmas"),
    );
    let eve = at("2026-12-23T23:00:00Z");
    assert_eq!(
        christmas.end_of_day(eve, 1),
        Some(at("2026-12-25T00:00:00Z"))
    );
}

/// Day by day from the first: the day of the month stays, unless the month ends before it.
#[test]
fn months_keep_the_day_of_the_month_and_the_time_of_the_day_as_a_walk_through_the_dates_says() {
    let brussels = Calendar::always(chrono_tz::Europe::Brussels);
    let first = date("2026-01-01");
    for start in first.iter_days().take(3 * 366) {
        let noon = start.and_hms_opt(12, 30, 0).unwrap();
        for months in [1_u32, 2, 3, 11, 12, 25] {
            // Walks to the month, then to its day or its end.
            let mut walk = start;
            for _ in 0..months {
                let from = walk.month();
                walk = walk.iter_days().find(|day| day.month() != from).unwrap();
            }
            let of_month = walk
                .iter_days()
                .take_while(|day| day.month() == walk.month());
            let day = of_month
                .filter(|day| day.day() <= start.day())
                .last()
                .unwrap();
            let later = brussels.calendar_months(brussels.from_local(noon), months);
            let wanted = day.and_hms_opt(12, 30, 0).unwrap();
            assert_eq!(brussels.local(later), wanted, "{start} + {months}");
            if day.day() == start.day() {
                let back = brussels.calendar_months_before(later, months);
                assert_eq!(brussels.local(back), noon);
            }
        }
    }
    // Into a gap and a fold of the clock: 02:30 is skipped on 29 March, and comes twice on 25 October 2026.
    let at = |text: &str| text.parse::<Instant>().unwrap();
    let into_gap = brussels.calendar_months(at("2026-02-28T01:30:00Z"), 1);
    assert_eq!(into_gap, at("2026-03-28T01:30:00Z"));
    let into_gap = brussels.calendar_months(at("2026-01-29T01:30:00Z"), 2);
    assert_eq!(into_gap, at("2026-03-29T01:30:00Z"));
    let into_fold = brussels.calendar_months(at("2026-09-25T00:30:00Z"), 1);
    assert_eq!(into_fold, at("2026-10-25T00:30:00Z"));
}

/// Goes on from the day that the instant ends or lies in, by dates alone.
#[test]
fn a_due_time_on_a_closed_date_keeps_its_time_of_day_on_the_next_open_one() {
    let zone = Tz::Europe__Brussels;
    let hours = Hours::mon_fri(Span::parse("09:00-17:00").unwrap());
    let hours = hours.with_holiday(date("2026-04-06"), "Easter Monday");
    let office = Calendar::new(zone, hours);
    let open = |day: NaiveDate| {
        !matches!(day.weekday(), chrono::Weekday::Sat | chrono::Weekday::Sun)
            && day != date("2026-04-06")
    };
    // Over both changes of the clocks, which are on Sundays, and the turn of a year.
    for (from, days) in [("2026-03-26", 14), ("2026-10-23", 6), ("2026-12-30", 8)] {
        for step in 0..days * 48 {
            let day = date(from) + TimeDelta::days(step / 48);
            let minute = TimeDelta::minutes(step % 48 * 30 + 7);
            for clock in [minute, TimeDelta::hours(24)] {
                let due = office.from_local(day.and_time(chrono::NaiveTime::MIN) + clock);
                let wanted = day.iter_days().find(|day| open(*day)).unwrap();
                let wanted = wanted.and_time(chrono::NaiveTime::MIN) + clock;
                // A time that the clock skips on its own date is another one everywhere.
                if office.local(due) == day.and_time(chrono::NaiveTime::MIN) + clock {
                    let found = office.on_open_day(due).unwrap();
                    assert_eq!(office.local(found), wanted, "{day} {clock}");
                }
            }
        }
    }
    let never = Calendar::new(zone, Hours::empty());
    assert_eq!(
        never.on_open_day(office.from_local(date("2026-04-06").and_hms_opt(9, 0, 0).unwrap())),
        None
    );
}

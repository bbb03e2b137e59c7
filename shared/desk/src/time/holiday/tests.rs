//! Rules of holidays against published dates, and against walks through each year.
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::*;

/// Easter Sundays from 2000 on, ten years a line: to 2050 as published with the tests of dateutil, the rest
/// as dateutil reckons them.
const WESTERN: [&str; 10] = [
    "04-23 04-15 03-31 04-20 04-11 03-27 04-16 04-08 03-23 04-12",
    "04-04 04-24 04-08 03-31 04-20 04-05 03-27 04-16 04-01 04-21",
    "04-12 04-04 04-17 04-09 03-31 04-20 04-05 03-28 04-16 04-01",
    "04-21 04-13 03-28 04-17 04-09 03-25 04-13 04-05 04-25 04-10",
    "04-01 04-21 04-06 03-29 04-17 04-09 03-25 04-14 04-05 04-18",
    "04-10 04-02 04-21 04-06 03-29 04-18 04-02 04-22 04-14 03-30",
    "04-18 04-10 03-26 04-15 04-06 03-29 04-11 04-03 04-22 04-14",
    "03-30 04-19 04-10 03-26 04-15 04-07 04-19 04-11 04-03 04-23",
    "04-07 03-30 04-19 04-04 03-26 04-15 03-31 04-20 04-11 04-03",
    "04-16 04-08 03-30 04-12 04-04 04-24 04-15 03-31 04-20 04-12",
];
const ORTHODOX: [&str; 10] = [
    "04-30 04-15 05-05 04-27 04-11 05-01 04-23 04-08 04-27 04-19",
    "04-04 04-24 04-15 05-05 04-20 04-12 05-01 04-16 04-08 04-28",
    "04-19 05-02 04-24 04-16 05-05 04-20 04-12 05-02 04-16 04-08",
    "04-28 04-13 05-02 04-24 04-09 04-29 04-20 04-05 04-25 04-17",
    "05-06 04-21 04-13 05-03 04-24 04-09 04-29 04-21 04-05 04-25",
    "04-17 05-07 04-21 04-13 05-03 04-18 04-09 04-29 04-14 05-04",
    "04-25 04-10 04-30 04-22 04-13 04-26 04-18 04-10 04-29 04-14",
    "05-04 04-19 04-10 04-30 04-22 04-07 04-26 04-18 05-08 04-23",
    "04-14 05-04 04-19 04-11 04-30 04-15 04-07 04-27 04-18 05-01",
    "04-23 04-08 04-27 04-19 04-11 04-24 04-15 05-05 04-27 04-12",
];

fn rule(text: &str) -> HolidayRule {
    HolidayRule::parse(text).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn year_of(year: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    first.iter_days().take_while(move |day| day.year() == year)
}

#[test]
fn easter_is_when_the_published_tables_say() {
    for (text, table, last) in [
        ("easter", WESTERN, "2100-03-28"),
        ("orthodox easter", ORTHODOX, "2100-05-02"),
    ] {
        let days = table.iter().flat_map(|line| line.split(' '));
        for (year, day) in (2000..).zip(days) {
            let wanted = date(&format!("{year}-{day}"));
            assert_eq!(rule(text).day_of(year), Some(wanted), "{text} {year}");
            let monday = rule(&format!("{text} + 1")).day_of(year);
            assert_eq!(monday, wanted.succ_opt());
        }
        assert_eq!(rule(text).day_of(2100), Some(date(last)));
    }
}

#[test]
fn a_weekday_of_a_month_is_the_one_that_a_walk_through_the_year_meets() {
    for year in 2000..=2100 {
        for month in 1..=12 {
            for (name, weekday) in crate::time::WEEKDAY_NAMES {
                let such = |day: &NaiveDate| day.month() == month && day.weekday() == weekday;
                let met: Vec<_> = year_of(year).filter(such).collect();
                for nth in 1..=5_u8 {
                    let base = HolidayBase::Nth {
                        nth,
                        weekday,
                        month,
                    };
                    let wanted = met.get(usize::from(nth) - 1).copied();
                    assert_eq!(base.day_of(year), wanted, "{nth} {name} {month} {year}");
                }
                let last = HolidayBase::Last { weekday, month };
                assert_eq!(last.day_of(year), met.last().copied());
            }
        }
    }
}

#[test]
fn a_weekday_beside_a_date_is_the_nearest_on_that_side() {
    for year in 2000..=2100 {
        for day in year_of(year).filter(|day| day.day() % 9 == 2 || day.day() > 27) {
            for (name, weekday) in crate::time::WEEKDAY_NAMES {
                let such = |other: &NaiveDate| other.weekday() == weekday;
                let back = |from: NaiveDate| (0..7).map(move |n| from - TimeDelta::days(n));
                let on = |from: NaiveDate| (0..7).map(move |n| from + TimeDelta::days(n));
                let walked = [
                    (Side::Before, back(day - TimeDelta::days(1)).find(such)),
                    (Side::OnOrBefore, back(day).find(such)),
                    (Side::OnOrAfter, on(day).find(such)),
                    (Side::After, on(day + TimeDelta::days(1)).find(such)),
                ];
                for (side, wanted) in walked {
                    let date = DayOfYear {
                        month: day.month(),
                        day: day.day(),
                    };
                    let base = HolidayBase::Near {
                        weekday,
                        side,
                        date,
                    };
                    assert_eq!(base.day_of(year), wanted, "{name} {side:?} {day}");
                }
            }
        }
    }
}

#[test]
fn a_rule_is_read_back_as_it_is_written() {
    for text in [
        "easter",
        "easter - 2",
        "orthodox easter + 1",
        "4th thu nov",
        "4th thu nov + 1",
        "last mon may",
        "1st mon sep",
        "mon before 05-25",
        "fri after 06-19",
        "mon on or after 08-01",
        "wed on or before 11-22",
        "02-29",
    ] {
        assert_eq!(rule(text).to_string(), text);
    }
    assert_eq!(rule("easter+1"), rule("easter + 1"));
    assert_eq!(rule("easter-2"), rule("easter - 2"));
    assert_eq!(rule("4th thu nov+1"), rule("4th thu nov + 1"));
}

#[test]
fn a_rule_that_cannot_be_read_names_the_wrong_word() {
    for (text, message) in [
        ("eastern + 1", "`eastern` is not a date and begins no rule"),
        (
            "orthodox xmas",
            "`orthodox xmas` is not a date and begins no rule",
        ),
        (
            "4th thurs nov",
            "`thurs` is not a day of the week: write mon, tue, wed, thu, fri, sat or sun",
        ),
        (
            "4th thu november",
            "`november` is not a month: write jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec",
        ),
        (
            "mon near 05-25",
            "`near` does not say where: write before, after, on or before, on or after",
        ),
        (
            "mon on and after 05-25",
            "`on and after` does not say where: write before, after, on or before, on or after",
        ),
        (
            "mon before 25-05",
            "`25-05` is not a day of the year: write `05-25`",
        ),
        (
            "easter + one",
            "`one` is not a number of days up to 100: write `+ 1` or `- 2`",
        ),
        (
            "easter + 500",
            "`500` is not a number of days up to 100: write `+ 1` or `- 2`",
        ),
        ("easter monday", "`monday` is more than a rule needs"),
        ("easter + 1 + 1", "`+` is more than a rule needs"),
        ("4th thu", "`4th thu` breaks off: a rule needs more words"),
        ("easter +", "`easter +` breaks off: a rule needs more words"),
        ("6th mon feb", "`6th` is not a date and begins no rule"),
        // 29 February is the fifth Monday in 2016, 2044, 2072: nobody means that.
        ("5th mon feb", "hardly any year has a day `5th mon feb`"),
        ("11-31", "`11-31` is not a date and begins no rule"),
    ] {
        assert_eq!(HolidayRule::parse(text).unwrap_err().to_string(), message);
    }
}

fn listed(on: &str, observed: Observed) -> ListedDay {
    let once = on.parse().ok().map(ListedDate::Once);
    ListedDay {
        on: once.unwrap_or_else(|| ListedDate::Each(rule(on))),
        observed,
        from: None,
        until: None,
        day: DayHours::default(),
    }
}

fn days(list: &HolidayList, year: i32) -> String {
    let days = list.days_in(year).into_iter();
    let days: Vec<_> = days
        .map(|(date, _)| date.format("%m-%d").to_string())
        .collect();
    days.join(" ")
}

/// The dates on which the United Kingdom and the United States said that their offices are closed.
#[test]
fn substitute_days_are_those_that_governments_published() {
    let christmas = ["12-25", "12-26", "01-01"];
    let uk = christmas.map(|on| listed(on, Observed::NextWeekday));
    let uk = HolidayList(uk.to_vec());
    for (year, wanted) in [
        (2020, "01-01 12-25 12-26 12-28"),
        (2021, "01-01 12-25 12-26 12-27 12-28"),
        (2022, "01-01 01-03 12-25 12-26 12-27"),
        (2023, "01-01 01-02 12-25 12-26"),
        (2027, "01-01 12-25 12-26 12-27 12-28"),
    ] {
        assert_eq!(days(&uk, year), wanted, "{year}");
    }
    let us = ["01-01", "06-19", "07-04", "11-11", "12-25"];
    let us = us.map(|on| listed(on, Observed::NearestWeekday));
    let us = HolidayList(us.to_vec());
    for (year, wanted) in [
        (2020, "01-01 06-19 07-03 07-04 11-11 12-25"),
        // New Year's Day of 2022 is a Saturday, and was observed in 2021.
        (
            2021,
            "01-01 06-18 06-19 07-04 07-05 11-11 12-24 12-25 12-31",
        ),
        (2022, "01-01 06-19 06-20 07-04 11-11 12-25 12-26"),
        (2023, "01-01 01-02 06-19 07-04 11-10 11-11 12-25"),
    ] {
        assert_eq!(days(&us, year), wanted, "{year}");
    }
    let monday = HolidayList(vec![listed("01-26", Observed::Monday)]);
    for (year, wanted) in [
        (2025, "01-26 01-27"),
        (2026, "01-26"),
        (2019, "01-26 01-28"),
    ] {
        assert_eq!(days(&monday, year), wanted, "{year}");
    }
}

#[test]
fn a_day_that_moves_from_a_sunday_leaves_its_own_date_open() {
    let kings_day = HolidayList(vec![listed("04-27", Observed::SaturdayForSunday)]);
    // 27 April is a Saturday in 2024, a Sunday in 2025 and 2031.
    for (year, wanted) in [
        (2024, "04-27"),
        (2025, "04-26"),
        (2026, "04-27"),
        (2031, "04-26"),
    ] {
        assert_eq!(days(&kings_day, year), wanted, "{year}");
    }
}

#[test]
fn a_substitute_day_passes_over_days_that_are_listed_for_one_year() {
    let mut list = vec![listed("12-25", Observed::NextWeekday)];
    list.push(listed("2021-12-27", Observed::OnItsDate));
    let list = HolidayList(list);
    assert_eq!(days(&list, 2021), "12-25 12-28");
}

#[test]
fn every_weekend_is_observed_on_a_weekday_by_a_count_through_the_dates() {
    for year in 2000..=2100 {
        for on in ["02-29", "12-31", "01-01", "easter", "7-04"] {
            for observed in [
                Observed::OnItsDate,
                Observed::NearestWeekday,
                Observed::NextWeekday,
                Observed::Monday,
            ] {
                let list = HolidayList(vec![listed(on, observed)]);
                let mut wanted = Vec::new();
                for own in (year - 1..=year + 1).filter_map(|year| rule(on).day_of(year)) {
                    wanted.push(own);
                    let weekend = matches!(own.weekday(), Weekday::Sat | Weekday::Sun);
                    let mut away = (1..4).map(|n| match observed {
                        Observed::NearestWeekday if own.weekday() == Weekday::Sat => {
                            own - TimeDelta::days(n)
                        }
                        Observed::OnItsDate
                        | Observed::SaturdayForSunday
                        | Observed::NearestWeekday
                        | Observed::NextWeekday
                        | Observed::Monday => own + TimeDelta::days(n),
                    });
                    let weekday =
                        away.find(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
                    wanted.extend(weekday.filter(|_| weekend && observed != Observed::OnItsDate));
                }
                wanted.retain(|day| day.year() == year);
                wanted.sort_unstable();
                let found: Vec<_> = list.days_in(year).iter().map(|(date, _)| *date).collect();
                assert_eq!(found, wanted, "{on} {observed:?} {year}");
            }
        }
    }
}

#[test]
fn a_rule_holds_from_its_first_year_to_its_last() {
    let juneteenth = ListedDay {
        from: Some(2021),
        until: Some(2023),
        ..listed("06-19", Observed::NearestWeekday)
    };
    let list = HolidayList(vec![juneteenth]);
    let found = (2019..=2025).map(|year| days(&list, year));
    let wanted = ["", "", "06-18 06-19", "06-19 06-20", "06-19", "", ""];
    assert_eq!(found.collect::<Vec<_>>(), wanted);
}

//! Laws of business time, tried on random calendars, zones and instants.
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;

/// Zones with hour, half-hour and midnight changes, folds across midnight, and a skipped date.
const ZONES: [Tz; 8] = [
    Tz::UTC,
    Tz::Europe__Brussels,
    Tz::America__New_York,
    Tz::Australia__Lord_Howe,
    Tz::America__Sao_Paulo,
    Tz::America__St_Johns,
    Tz::Pacific__Apia,
    Tz::Asia__Kathmandu,
];

/// 2010-12-01, so that changes at 00:01 in St John's and the skipped date in Apia are near.
const EPOCH: i64 = 1_291_161_600;
const SECONDS: i64 = 400 * 86_400;

/// Rules, and the dates that the calendars of 2010 to 2012 show for them.
const RULED: [(&str, [&str; 3]); 4] = [
    ("easter + 1", ["2010-04-05", "2011-04-25", "2012-04-09"]),
    ("4th thu nov", ["2010-11-25", "2011-11-24", "2012-11-22"]),
    ("last fri dec", ["2010-12-31", "2011-12-30", "2012-12-28"]),
    (
        "mon on or after 12-27",
        ["2010-12-27", "2012-01-02", "2012-12-31"],
    ),
];

fn instant() -> impl Strategy<Value = Instant> {
    (0..SECONDS).prop_map(|second| Instant::from_timestamp(EPOCH + second, 0).unwrap())
}

fn span() -> impl Strategy<Value = Span> {
    (0_u16..24, 0_u16..=24).prop_map(|(open, close)| Span::new(open * 60, close * 60).unwrap())
}

fn hours() -> impl Strategy<Value = Hours> {
    let weekly = prop::array::uniform7(prop::collection::vec(span(), 0..3));
    let date = (0_i64..400)
        .prop_map(|day| NaiveDate::from_ymd_opt(2010, 12, 1).unwrap() + TimeDelta::days(day));
    let dated = prop::collection::vec((date, prop::collection::vec(span(), 0..2)), 0..4);
    let yearly = prop::collection::vec((1_u32..=12, 1_u32..=28), 0..3);
    let ruled = prop::collection::vec((0..RULED.len(), prop::collection::vec(span(), 0..2)), 0..3);
    let day = || (1_u32..=12, 1_u32..=28).prop_map(|(month, day)| DayOfYear { month, day });
    let week = prop::array::uniform7(prop::collection::vec(span(), 0..2));
    let season = prop::option::weighted(0.4, (day(), day(), week));
    let always = prop::bool::weighted(0.1);
    (weekly, dated, yearly, ruled, season, always).prop_map(
        |(weekly, dated, yearly, ruled, season, always)| {
            let mut hours = Hours {
                weekly,
                always,
                ..Hours::empty()
            };
            for (date, open) in dated {
                hours = hours.with_half_day(date, "dated", open);
            }
            for (month, day) in yearly {
                hours = hours.with_yearly(month, day, "yearly").unwrap();
            }
            if let Some((from, until, weekly)) = season {
                hours.seasons.push(Season {
                    name: String::new(),
                    dates: SeasonDates::Yearly { from, until },
                    weekly,
                });
            }
            for (place, open) in ruled {
                let day = DayHours::named(&place.to_string(), open);
                hours.ruled.push(HolidayList(vec![ListedDay {
                    on: ListedDate::Each(HolidayRule::parse(RULED[place].0).unwrap()),
                    observed: Observed::OnItsDate,
                    from: None,
                    until: None,
                    day,
                }]));
            }
            hours
        },
    )
}

fn calendar() -> impl Strategy<Value = Calendar> {
    (prop::sample::select(&ZONES[..]), hours()).prop_map(|(zone, hours)| Calendar::new(zone, hours))
}

fn amount() -> impl Strategy<Value = TimeDelta> {
    (0_i64..200 * 3600).prop_map(TimeDelta::seconds)
}

fn pauses() -> impl Strategy<Value = Vec<Pause>> {
    let pause = (instant(), 0_i64..30 * 86_400);
    let ended = pause.prop_map(|(from, len)| (from, Some(from + TimeDelta::seconds(len))));
    prop::collection::vec(ended, 0..4)
}

/// The definition itself: looks at one wall-clock minute, and knows no offsets.
fn open_by_definition(hours: &Hours, local: NaiveDateTime) -> bool {
    let minute = u16::try_from(local.hour() * 60 + local.minute()).unwrap();
    let date = local.date();
    let own = |span: &Span| minute >= span.open && (span.close <= span.open || minute < span.close);
    let tail = |span: &Span| span.close <= span.open && minute < span.close;
    if let Some(open) = special(hours, date) {
        return open.iter().any(own);
    }
    let eve = date.pred_opt().unwrap();
    usual(hours, date).iter().any(own)
        || usual(hours, eve).iter().any(tail)
        || special(hours, eve).is_some_and(|open| open.iter().any(tail))
}

/// The spans of a holiday or half day, which win over all others: a day that is closed each year over half days,
/// and of several half days the first.
fn special(hours: &Hours, date: NaiveDate) -> Option<Vec<Span>> {
    if let Some(day) = hours.holidays.get(&date) {
        return Some(day.open.clone());
    }
    if hours.yearly.contains_key(&(date.month(), date.day())) {
        return Some(Vec::new());
    }
    let lists = hours.ruled.iter().map(|list| &list.0[0].day);
    let shown = |day: &&DayHours| {
        let place: usize = day.name[""].parse().unwrap();
        RULED[place].1.contains(&date.to_string().as_str())
    };
    let ruled: Vec<_> = lists.filter(shown).collect();
    let closed = ruled.iter().find(|day| day.open.is_empty());
    closed.or(ruled.first()).map(|day| day.open.clone())
}

/// The spans of a date's weekday, in its season.
fn usual(hours: &Hours, date: NaiveDate) -> Vec<Span> {
    let weekday = usize::try_from(date.weekday().num_days_from_monday()).unwrap();
    let season = hours.seasons.iter().find(|season| {
        let SeasonDates::Yearly { from, until } = season.dates else {
            return false;
        };
        let day = (date.month(), date.day());
        let (from, until) = ((from.month, from.day), (until.month, until.day));
        let (after, before) = (from <= day, day <= until);
        if from <= until {
            after && before
        } else {
            after || before
        }
    });
    match season {
        Some(season) => season.weekly[weekday].clone(),
        None if hours.always => vec![Span::ALL_DAY],
        None => hours.weekly[weekday].clone(),
    }
}

/// The spans that open on a date, by the definition.
fn opening(hours: &Hours, date: NaiveDate) -> Vec<Span> {
    special(hours, date).unwrap_or_else(|| usual(hours, date))
}

/// Goes on minute by minute from the start: each minute of a date that one of its own windows has open is a
/// minute of that business day, and so is one after midnight that such a window runs on to.
fn close_by_minutes(hours: &Hours, wall: &Calendar, start: Instant, days: u32) -> Option<Instant> {
    let today = wall.local(start).date();
    let minute = TimeDelta::minutes(1);
    let start = start - TimeDelta::seconds(i64::from(start.second()));
    let mut days_seen: Vec<(NaiveDate, Instant)> = Vec::new();
    for step in 0..60 * 24 * 90 {
        let at = start + minute * step;
        let local = wall.local(at);
        let (date, eve) = (local.date(), local.date().pred_opt().unwrap());
        let clock = u16::try_from(local.hour() * 60 + local.minute()).unwrap();
        let starts = opening(hours, date);
        let own = starts
            .iter()
            .any(|span| clock >= span.open && (span.close <= span.open || clock < span.close));
        let replaced = special(hours, date).is_some();
        let tail = !replaced
            && opening(hours, eve)
                .iter()
                .any(|span| span.close <= span.open && clock < span.close);
        let mut belongs = |day: NaiveDate, begins: bool| match days_seen
            .iter_mut()
            .find(|(seen, _)| *seen == day)
        {
            Some((_, end)) => *end = at + minute,
            None if begins && day > today => days_seen.push((day, at + minute)),
            None => {}
        };
        if tail {
            belongs(eve, false);
        }
        if own {
            belongs(date, true);
        }
        // Two dates later nothing of that day is left.
        let wanted = usize::try_from(days).unwrap();
        if let Some((_, end)) = days_seen
            .get(wanted - 1)
            .filter(|(day, _)| date > *day + TimeDelta::days(2))
        {
            return Some(*end);
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_calendar_is_open_when_its_wall_clock_minute_is(calendar in calendar(), times in prop::collection::vec(instant(), 40)) {
        // Just before and after changes: St John's (at 00:01 local), Apia's skipped date, Brussels.
        let tricky = [
            "2011-03-13T03:30:30Z",
            "2011-03-13T03:31:00Z",
            "2011-11-06T02:30:30Z",
            "2011-11-06T02:31:00Z",
            "2011-12-30T09:59:59Z",
            "2011-12-30T10:00:00Z",
            "2011-03-27T01:00:00Z",
        ];
        let tricky = tricky.map(|text| text.parse::<Instant>().unwrap());
        for at in times.into_iter().chain(tricky) {
            let local = calendar.local(at);
            prop_assert_eq!(calendar.is_open(at), open_by_definition(calendar.hours(), local), "{}", local);
        }
    }

    #[test]
    fn between_is_additive(calendar in calendar(), mut at in prop::array::uniform3(instant())) {
        at.sort();
        let [a, b, c] = at;
        prop_assert_eq!(calendar.between(a, c), calendar.between(a, b) + calendar.between(b, c));
        prop_assert_eq!(calendar.between(c, a), TimeDelta::zero());
    }

    #[test]
    fn segments_sum_to_the_time_between(calendar in calendar(), a in instant(), b in instant(), pauses in pauses()) {
        let open = calendar.segments(a, b);
        prop_assert_eq!(open.total(), calendar.between(a, b));
        let counted = open.subtract(&Segments::from_pauses(&pauses));
        prop_assert_eq!(counted.total(), calendar.between_with_pauses(a, b, &pauses));
    }

    #[test]
    fn adding_and_measuring_are_inverse(calendar in calendar(), from in instant(), amount in amount()) {
        if let Some(due) = calendar.add(from, amount) {
            prop_assert_eq!(calendar.between(from, due), amount);
            // Earliest: a moment before, it was less.
            if amount > TimeDelta::zero() {
                prop_assert!(calendar.between(from, due - TimeDelta::milliseconds(1)) < amount);
                prop_assert!(calendar.close_or_open(due));
            }
            let back = calendar.subtract(due, amount).unwrap();
            prop_assert_eq!(calendar.between(back, due), amount);
            prop_assert!(back >= from);
            prop_assert_eq!(calendar.add(due, -amount), Some(back));
        }
    }

    #[test]
    fn a_later_start_or_a_longer_amount_is_never_due_earlier(
        calendar in calendar(), a in instant(), b in instant(), x in amount(), y in amount()
    ) {
        let (from, later) = (a.min(b), a.max(b));
        let (short, long) = (x.min(y), x.max(y));
        if let (Some(first), Some(last)) = (calendar.add(from, short), calendar.add(later, long)) {
            prop_assert!(first <= last);
        }
    }

    #[test]
    fn a_pause_never_makes_anything_due_earlier(
        calendar in calendar(), from in instant(), amount in amount(), pauses in pauses()
    ) {
        let mut before = calendar.add(from, amount);
        for count in 1..=pauses.len() {
            let with = calendar.add_with_pauses(from, amount, &pauses[..count]);
            match (before, with) {
                (Some(before), Some(with)) => prop_assert!(before <= with),
                (None, Some(_)) => prop_assert!(false, "a pause made never into {with:?}"),
                (_, None) => {}
            }
            before = with;
        }
        if let Some(due) = before {
            prop_assert_eq!(calendar.between_with_pauses(from, due, &pauses), amount);
        }
    }

    #[test]
    fn a_business_day_closes_with_the_last_window_that_opened_on_it(
        zone in prop::sample::select(&ZONES[..]), hours in hours(), start in instant(), days in 1_u32..4
    ) {
        let calendar = Calendar::new(zone, hours);
        let wall = Calendar::always(zone);
        if let Some(first) = calendar.next_open(start).filter(|first| first.timestamp() < EPOCH + SECONDS) {
            let counted = close_by_minutes(calendar.hours(), &wall, first, days);
            let closes = calendar.end_of_day(start, days);
            // The oracle looks three months ahead.
            let near = closes.filter(|at| *at < first + TimeDelta::days(87));
            if counted.is_some() || near.is_some() {
                prop_assert_eq!(closes, counted, "{:?}", calendar);
            }
        }
    }

    #[test]
    fn around_the_clock_every_zone_agrees(from in instant(), amount in amount(), zone in prop::sample::select(&ZONES[..])) {
        prop_assert_eq!(Calendar::always(zone).add(from, amount), Some(from + amount));
    }

    #[test]
    fn the_dates_of_a_year_have_all_its_business_time(calendar in calendar()) {
        let days = NaiveDate::from_ymd_opt(2011, 12, 20).unwrap().iter_days().take(20);
        let dates: Vec<_> = days.collect();
        let midnight = |date: NaiveDate| calendar.from_local(date.and_time(chrono::NaiveTime::MIN));
        let whole = calendar.between(midnight(dates[0]), midnight(dates[19]));
        let sum: TimeDelta = dates[..19].iter().map(|date| calendar.open_on(*date).total()).sum();
        prop_assert_eq!(sum, whole);
    }

    #[test]
    fn next_open_is_open_and_nothing_before_it_is(calendar in calendar(), from in instant()) {
        if let Some(next) = calendar.next_open(from) {
            prop_assert!(calendar.is_open(next));
            prop_assert_eq!(calendar.between(from, next), TimeDelta::zero());
            prop_assert_eq!(next == from, calendar.is_open(from));
        }
    }

    #[test]
    fn a_local_time_that_exists_is_read_back(zone in prop::sample::select(&ZONES[..]), at in instant()) {
        let calendar = Calendar::always(zone);
        let local = calendar.local(at);
        prop_assert_eq!(calendar.local(calendar.from_local(local)), local);
        prop_assert!(calendar.from_local(local) <= at);
    }
}

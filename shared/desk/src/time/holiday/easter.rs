//! Easter Sunday, by the western and by the eastern reckoning.
use chrono::{Days, NaiveDate};

/// The western date (the Gregorian computus in whole numbers, Meeus/Jones/Butcher).
pub(super) fn western(year: i32) -> Option<NaiveDate> {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let moon_shift = century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15;
    let moon = (19 * golden + moon_shift) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let since = moon + sunday - 7 * late + 114;
    date(year, since / 31, since % 31 + 1)
}

/// The eastern date (the Julian computus, Meeus), as the Gregorian calendar writes it.
pub(super) fn orthodox(year: i32) -> Option<NaiveDate> {
    let moon = (19 * (year % 19) + 15) % 30;
    let sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    let since = moon + sunday + 114;
    let julian = date(year, since / 31, since % 31 + 1)?;
    let behind = year / 100 - year / 400 - 2;
    julian.checked_add_days(Days::new(u64::try_from(behind).ok()?))
}

fn date(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

//! Durations: what can be read can be written back, and counted in any calendar.
use chrono_tz::Tz;
use desk::time::{Amount, Calendar, Hours, Span, Value, minute_of_day};

/// Reads the text as a duration and as the other short texts of the same family.
pub fn amount(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(minute) = minute_of_day(text) {
        assert!(minute <= 24 * 60, "{text:?} is minute {minute}");
    }
    if let Ok(span) = Span::parse(text) {
        count_on(Hours::mon_fri(span), text);
    }
    if let Ok(amount) = Amount::parse(text) {
        let shown = amount.to_string();
        assert_eq!(
            Amount::parse(&shown),
            Ok(amount),
            "{text:?} shows as {shown:?}"
        );
        if let Value::Time(time) = amount.value {
            assert!(time >= chrono::TimeDelta::zero(), "{text:?} is negative");
            let always = Calendar::always(Tz::UTC);
            let due = always.add(crate::morning(), time);
            assert_eq!(due, crate::morning().checked_add_signed(time), "{text:?}");
        }
    }
}

/// A year of these hours adds up.
fn count_on(hours: Hours, text: &str) {
    let calendar = Calendar::new(Tz::Europe__Brussels, hours);
    let year = chrono::TimeDelta::days(365);
    let (from, to) = (crate::morning(), crate::morning() + year);
    let between = calendar.between(from, to);
    assert!(between <= year, "{text:?} is open longer than time passes");
    if let Some(due) = calendar.add(from, between) {
        assert!(due <= to, "{text:?} counts {between} until {due}");
        assert_eq!(calendar.between(from, due), between, "{text:?}");
    }
}

//! Days of the week as policies write them: `mon-fri`, `sat,sun`, `daily`.
use chrono::Weekday;

use crate::policy::syntax::Suggestion;

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

pub(super) fn weekday(text: &str) -> Option<Weekday> {
    DAYS.iter()
        .find(|(name, _)| *name == text)
        .map(|(_, day)| *day)
}

/// The places (Monday 0) named by `mon-fri`, `sat,sun`, `fri-mon` or `daily`.
pub(super) fn weekdays(text: &str) -> Option<Vec<usize>> {
    if text == "daily" {
        return Some((0..7).collect());
    }
    let place = |name: &str| DAYS.iter().position(|(known, _)| *known == name.trim());
    let mut days = Vec::new();
    for part in text.split(',') {
        match part.split_once('-') {
            None => days.push(place(part)?),
            Some((from, to)) => {
                let (from, to) = (place(from)?, place(to)?);
                let length = (to + 7 - from) % 7;
                days.extend((0..=length).map(|n| (from + n) % 7));
            }
        }
    }
    Some(days)
}

/// The nearest day of the week for each word that is none.
pub(super) fn near_days(text: &str) -> String {
    let names = DAYS.map(|(name, _)| name);
    let mut known = names.to_vec();
    known.push("daily");
    let nearest = |word: &str| match Suggestion::of(word, &known) {
        Suggestion::Meant(day) => Some(day),
        Suggestion::OneOf(_) | Suggestion::NoneDeclared => None,
    };
    let mended = text.split(',').map(|part| {
        let ends: Option<Vec<_>> = part.split('-').map(|end| nearest(end.trim())).collect();
        ends.map(|ends| ends.join("-"))
    });
    let mended: Option<Vec<_>> = mended.collect();
    match mended.map(|parts| parts.join(",")) {
        Some(days) if weekdays(&days).is_some() => format!("did you mean `{days}`?"),
        _ => "write `mon`, `mon-fri` or `sat,sun`; or extends, zone, hours, span, holidays"
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_lists_and_ranges_also_across_the_week_end() {
        assert_eq!(weekdays("mon-fri"), Some(vec![0, 1, 2, 3, 4]));
        assert_eq!(weekdays("sat,sun"), Some(vec![5, 6]));
        assert_eq!(weekdays("fri-mon"), Some(vec![4, 5, 6, 0]));
        assert_eq!(weekdays("mon, wed-thu"), Some(vec![0, 2, 3]));
        assert_eq!(weekdays("monday"), None);
    }
}

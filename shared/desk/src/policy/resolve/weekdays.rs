//! Days of the week that were probably meant.
use crate::policy::syntax::Suggestion;
use crate::time::{WEEKDAY_NAMES, Weekdays};

/// The nearest day of the week for each word that is none.
pub(super) fn near_days(text: &str) -> String {
    let names = WEEKDAY_NAMES.map(|(name, _)| name);
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
        Some(days) if Weekdays::parse(&days).is_some() => format!("did you mean `{days}`?"),
        _ => {
            "write `mon`, `mon-fri` or `sat,sun`; or extends, zone, hours, span, seasons, holidays"
                .to_owned()
        }
    }
}

//! Opening hours in one line: weekdays of equal hours joined.
use super::audience::{Audience, Wording};
use super::renderer::joined;
use crate::policy::CalendarRule;
use crate::time::Span;

/// Weekdays of equal hours are joined: `Mon to Fri 09:00-17:00`.
pub(super) fn open<A: Audience>(audience: &A, rule: &CalendarRule) -> Wording<A> {
    let mut open = if rule.hours.always {
        audience.around_the_clock()?
    } else {
        weekly(audience, &rule.hours.weekly)?
    };
    for season in &rule.hours.seasons {
        let days = weekly(audience, &season.weekly)?;
        let season = audience.season(&season.dates, days)?;
        open.push_str(&format!("; {season}"));
    }
    Ok(open)
}

fn weekly<A: Audience>(audience: &A, weekly: &[Vec<Span>; 7]) -> Wording<A> {
    let mut runs: Vec<(usize, usize, String)> = Vec::new();
    for (place, spans) in weekly.iter().enumerate() {
        let spans = spans_of(spans);
        match runs.last_mut() {
            Some((_, last, same)) if *same == spans => *last = place,
            Some(_) | None => runs.push((place, place, spans)),
        }
    }
    let open = runs.iter().filter(|(_, _, spans)| !spans.is_empty());
    let open =
        open.map(|(first, last, spans)| Ok(format!("{} {spans}", audience.days(*first, *last)?)));
    joined::<A>(open, ", ")
}

pub(super) fn spans_of(spans: &[Span]) -> String {
    let spans: Vec<_> = spans.iter().map(ToString::to_string).collect();
    spans.join(" ")
}

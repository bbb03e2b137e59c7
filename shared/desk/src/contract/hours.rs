//! Renders opening hours: one row a calendar, with weekdays of equal hours joined.
use super::audience::{Audience, Column, Heading, Wording, Written};
use super::renderer::{Renderer, joined};
use crate::policy::CalendarRule;
use crate::time::Span;

impl<A: Audience> Renderer<A> {
    pub(super) fn hours(&self) -> Written<A> {
        let mut rows = Vec::new();
        for (name, rule) in &self.policy().calendars {
            rows.push(vec![
                name.clone(),
                self.open(rule)?,
                self.0.zone(rule)?,
                self.0.closed(rule)?,
            ]);
        }
        if rows.is_empty() && !A::SHOWS_EMPTY_HOURS {
            return Ok(Vec::new());
        }
        let head = self.head(&[Column::Calendar, Column::Open, Column::Zone, Column::Closed])?;
        self.table(Heading::Hours, head, rows)
    }

    /// Weekdays of equal hours are joined: `Mon to Fri 09:00-17:00`.
    fn open(&self, rule: &CalendarRule) -> Wording<A> {
        if rule.hours.always {
            return self.0.around_the_clock();
        }
        let mut runs: Vec<(usize, usize, String)> = Vec::new();
        for (place, spans) in rule.hours.weekly.iter().enumerate() {
            let spans = spans_of(spans);
            match runs.last_mut() {
                Some((_, last, same)) if *same == spans => *last = place,
                Some(_) | None => runs.push((place, place, spans)),
            }
        }
        let open = runs.iter().filter(|(_, _, spans)| !spans.is_empty());
        let open =
            open.map(|(first, last, spans)| Ok(format!("{} {spans}", self.0.days(*first, *last)?)));
        joined::<A>(open, ", ")
    }
}

pub(super) fn spans_of(spans: &[Span]) -> String {
    let spans: Vec<_> = spans.iter().map(ToString::to_string).collect();
    spans.join(" ")
}

//! Business time with pauses: stretches during which a clock stands still.
use chrono::TimeDelta;

use super::{Calendar, Instant, Segment, Segments};

/// From when to when a clock stands still; without an end, it still does.
///
/// Pauses may overlap, be empty, and come in any order.
pub type Pause = (Instant, Option<Instant>);

impl Segments {
    /// The union of the pauses; one without an end runs to the end of time.
    #[must_use]
    pub fn from_pauses(pauses: &[Pause]) -> Self {
        let end_of_time = Instant::MAX_UTC;
        let all = pauses.iter();
        all.filter_map(|(from, to)| Segment::new(*from, to.unwrap_or(end_of_time)))
            .collect()
    }
}

impl Calendar {
    /// Like [`Calendar::add`], while `pauses` do not count.
    ///
    /// A pause that begins exactly at the due instant does not move it. `None` is never: the
    /// calendar does not open long enough, or a pause without an end begins before due.
    ///
    /// ```
    /// use desk::time::{Calendar, Hours, Instant, Span};
    /// use chrono::TimeDelta;
    /// let office = Calendar::new(chrono_tz::UTC, Hours::mon_fri(Span::parse("09:00-17:00")?));
    /// let at = |text: &str| text.parse::<Instant>().unwrap();
    /// let asked = (at("2026-11-23T10:00:00Z"), Some(at("2026-11-23T12:00:00Z")));
    /// let due = office.add_with_pauses(at("2026-11-23T09:00:00Z"), TimeDelta::hours(4), &[asked]);
    /// assert_eq!(due, Some(at("2026-11-23T15:00:00Z")));
    /// # Ok::<(), desk::time::HoursError>(())
    /// ```
    #[must_use]
    pub fn add_with_pauses(
        &self,
        start: Instant,
        amount: TimeDelta,
        pauses: &[Pause],
    ) -> Option<Instant> {
        if pauses.is_empty() || amount <= TimeDelta::zero() {
            return self.add(start, amount);
        }
        let (mut from, mut left) = (start, amount);
        for pause in &Segments::from_pauses(pauses) {
            if pause.end <= from {
                continue;
            }
            let available = self.between(from, pause.start);
            if left <= available {
                break;
            }
            left -= available;
            from = pause.end;
            if from == Instant::MAX_UTC {
                return None;
            }
        }
        self.add(from, left)
    }

    /// Like [`Calendar::between`], while `pauses` do not count.
    #[must_use]
    pub fn between_with_pauses(&self, from: Instant, to: Instant, pauses: &[Pause]) -> TimeDelta {
        let Some(whole) = Segment::new(from, to) else {
            return TimeDelta::zero();
        };
        let paused = Segments::from_pauses(pauses);
        let inside = paused.iter().filter_map(|pause| pause.intersection(&whole));
        let paused: TimeDelta = inside
            .map(|pause| self.between(pause.start, pause.end))
            .sum();
        self.between(from, to) - paused
    }
}

//! Virtual time: the only clock of an emulator, and one that can be moved forward.
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, TimeDelta};
use desk::time::Instant;

/// Whether time runs by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockMode {
    /// The machine's time plus what it was moved by.
    Running,
    /// Stands at this instant until it is moved.
    Frozen(Instant),
}

/// A shared clock; clones show the same time. Precise to the millisecond.
#[derive(Debug, Clone)]
pub struct VirtualClock {
    running: bool,
    /// Running: milliseconds ahead of the machine. Frozen: milliseconds since 1970.
    millis: Arc<AtomicI64>,
}

impl VirtualClock {
    /// A clock in the given mode.
    #[must_use]
    pub fn new(mode: ClockMode) -> Self {
        let (running, millis) = match mode {
            ClockMode::Running => (true, 0),
            ClockMode::Frozen(at) => (false, at.timestamp_millis()),
        };
        Self {
            running,
            millis: Arc::new(AtomicI64::new(millis)),
        }
    }

    /// The time it is.
    #[must_use]
    pub fn now(&self) -> Instant {
        let millis = self.millis.load(Ordering::SeqCst);
        let since_1970 = if self.running {
            machine_millis().saturating_add(millis)
        } else {
            millis
        };
        DateTime::from_timestamp_millis(since_1970).unwrap_or(DateTime::UNIX_EPOCH)
    }

    /// Moves forward to `at`; an instant that has passed changes nothing.
    pub fn move_to(&self, at: Instant) {
        let ahead = at.signed_duration_since(self.now()).num_milliseconds();
        self.millis.fetch_add(ahead.max(0), Ordering::SeqCst);
    }

    /// Whether time runs by itself.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.running
    }

    /// How far ahead of the machine a running clock is; zero for a frozen one.
    #[must_use]
    pub fn ahead(&self) -> TimeDelta {
        let millis = if self.running {
            self.millis.load(Ordering::SeqCst)
        } else {
            0
        };
        TimeDelta::try_milliseconds(millis).unwrap_or(TimeDelta::zero())
    }
}

/// Reads `90s`, `15m`, `1h`, `2d` as a time span.
///
/// # Errors
/// Says what is wrong with the text.
pub fn parse_span(text: &str) -> Result<TimeDelta, String> {
    let wrong = || format!("`{text}` is not a time span such as 90s, 15m, 1h or 2d");
    let unit = text
        .chars()
        .last()
        .filter(char::is_ascii)
        .ok_or_else(wrong)?;
    let number: i64 = text[..text.len() - 1].parse().map_err(|_| wrong())?;
    let span = match unit {
        's' => TimeDelta::try_seconds(number),
        'm' => TimeDelta::try_minutes(number),
        'h' => TimeDelta::try_hours(number),
        'd' => TimeDelta::try_days(number),
        _ => None,
    };
    // Longer than ten years is a slip of the keyboard, not a wish.
    span.filter(|span| *span >= TimeDelta::zero() && *span <= TimeDelta::days(3660))
        .ok_or_else(wrong)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where this machine's clock is read"
)]
fn machine_millis() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};

    use super::{ClockMode, VirtualClock, parse_span};

    #[test]
    fn a_frozen_clock_moves_only_when_moved_and_only_forward() {
        let start: DateTime<chrono::Utc> = "2026-03-02T09:00:00Z".parse().unwrap();
        let clock = VirtualClock::new(ClockMode::Frozen(start));
        assert_eq!(clock.now(), start);
        clock.move_to(start + TimeDelta::hours(1));
        clock.move_to(start);
        assert_eq!(clock.now(), start + TimeDelta::hours(1));
    }

    #[test]
    fn a_running_clock_keeps_what_it_was_moved_by() {
        let clock = VirtualClock::new(ClockMode::Running);
        let before = clock.now();
        clock.move_to(before + TimeDelta::hours(2));
        assert!(clock.now() - before >= TimeDelta::hours(2));
        assert!(clock.ahead() > TimeDelta::minutes(119));
    }

    #[test]
    fn spans_are_read_with_their_unit() {
        assert_eq!(parse_span("90s"), Ok(TimeDelta::seconds(90)));
        assert_eq!(parse_span("1h"), Ok(TimeDelta::hours(1)));
        for wrong in ["", "h", "1", "-1h", "1w", "99999d", "1é"] {
            assert!(parse_span(wrong).is_err(), "{wrong}");
        }
    }
}

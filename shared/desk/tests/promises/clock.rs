//! The oracle's own clock: when it began, what became of it, and how that is called.
use super::minutes::Minute;

/// How a clock stands, in the words of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Running,
    Paused,
    Met,
    MetLate,
    Breached,
    Ended,
    Unanswered,
    Canceled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// By what ends the metric.
    Own,
    Settled,
    Unanswered,
    GoesOn,
}

/// One clock.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    pub(crate) cycle: u32,
    pub(crate) start: Minute,
    pub(crate) met: Option<Minute>,
    /// When it ended unmet, and how.
    pub(crate) ends: Vec<(Minute, End)>,
    pub(crate) declared: Option<Minute>,
    pub(crate) withdrawn: bool,
    /// The due minute that stood when it was last open.
    pub(crate) due: Option<Minute>,
}

impl Clock {
    pub(crate) fn begins(cycle: u32, start: Minute) -> Self {
        Self {
            cycle,
            start,
            met: None,
            ends: Vec::new(),
            declared: None,
            withdrawn: false,
            due: None,
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.met.is_none() && self.ends.is_empty()
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.declared.is_some() && !self.withdrawn
    }

    pub(crate) fn was_kept(&self) -> bool {
        matches!((self.met, self.due), (Some(met), Some(due)) if met <= due)
    }

    pub(crate) fn goes_on(&mut self) {
        if self.withdrawn {
            *self = Self {
                cycle: self.cycle + 1,
                declared: None,
                withdrawn: false,
                ..self.clone()
            };
        }
    }

    pub(crate) fn standing(&self, now: Minute) -> Standing {
        let late_at = |at: Minute| self.is_broken() || self.due.is_some_and(|due| due < at);
        match (self.met, self.ends.first()) {
            (Some(met), _) if late_at(met) => Standing::MetLate,
            (Some(_), _) => Standing::Met,
            (None, Some((at, _))) if late_at(*at) => Standing::Breached,
            (None, Some((_, End::Own | End::Settled))) => Standing::Ended,
            (None, Some((_, End::Unanswered))) => Standing::Unanswered,
            (None, Some((_, End::GoesOn))) => Standing::Canceled,
            (None, None) if self.due.is_none() => Standing::Paused,
            (None, None) if late_at(now) => Standing::Breached,
            (None, None) => Standing::Running,
        }
    }
}

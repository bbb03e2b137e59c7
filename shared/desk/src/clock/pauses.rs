//! The pauses of a ticket that let a metric's clock stand still.
use crate::clock::DeadlineCalculation;
use crate::ticket::ClockTarget;
use crate::time::{Instant, Pause};

impl DeadlineCalculation<'_> {
    /// The pauses this metric knows: statuses it names, and the time a reopened ticket was resolved.
    ///
    /// An ongoing resolution is no pause: the due instant stays what it was.
    #[must_use]
    pub fn pauses(&self) -> Vec<Pause> {
        let waits = self.state.waits.iter();
        waits
            .filter(|wait| match wait.status.as_str() {
                "resolved" | "closed" => wait.to.is_some(),
                name => self.metric.pauses.iter().any(|pausing| pausing == name),
            })
            .map(|wait| (wait.from, wait.to))
            .collect()
    }

    /// The pauses that move a target: none moves a date that was agreed.
    #[must_use]
    pub fn pauses_of(&self, target: &ClockTarget) -> Vec<Pause> {
        match target {
            ClockTarget::Agreed { .. } => Vec::new(),
            ClockTarget::Within { .. }
            | ClockTarget::By { .. }
            | ClockTarget::Slot { .. }
            | ClockTarget::Nothing => self.pauses(),
        }
    }

    /// The pauses of a clock that was met at `at`: none goes on after that, and being resolved until then is one.
    #[must_use]
    pub fn pauses_before(&self, at: Instant) -> Vec<Pause> {
        let resolved = self.state.waits.iter();
        let resolved = resolved.filter(|wait| wait.to.is_none() && wait.status == "resolved");
        let pauses = self.pauses().into_iter();
        pauses
            .chain(resolved.map(|wait| (wait.from, None)))
            .filter(|(from, _)| *from < at)
            .map(|(from, to)| (from, Some(to.map_or(at, |to| to.min(at)))))
            .collect()
    }

    /// As [`Self::pauses`], with an ongoing one ending at `at`: to compare targets at a change.
    #[must_use]
    pub fn pauses_until(&self, at: Instant) -> Vec<Pause> {
        let pauses = self.pauses().into_iter();
        pauses
            .map(|(from, to)| (from, Some(to.unwrap_or(at.max(from)))))
            .collect()
    }
}

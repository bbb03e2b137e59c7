//! Queue position of a ticket in its desk, in the policy's order.
use crate::clock::DeadlineCalculation;
use crate::policy::{Policy, QueueKey};
use crate::ticket::State;
use crate::time::Instant;

/// A part of a queue position; positions are compared part by part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueuePart {
    /// From 0, the highest first; none stands behind all others.
    Rank(Option<usize>),
    /// The earliest first; none stands behind all others.
    At(Option<Instant>),
}

/// The parts of a ticket's queue position.
///
/// A due instant counts as it was promised, without the pauses since: so the position stays where it is
/// when a status changes, and moves when a promise does or one of them is kept.
#[must_use]
pub fn queue_position(state: &State, policy: &Policy) -> Vec<QueuePart> {
    let part = |key: &QueueKey| match key {
        QueueKey::Priority => {
            let priority = state.subject.priority.as_deref();
            QueuePart::Rank(priority.and_then(|priority| policy.priority_rank(priority)))
        }
        QueueKey::Due => QueuePart::At(promised_at(state, policy)),
        QueueKey::Opened => QueuePart::At(Some(state.opened_at)),
        QueueKey::Scale(name) => QueuePart::Rank(rank(state, policy, name)),
    };
    policy.queue.iter().map(part).collect()
}

/// The value on a scale is the answer, or the field of the form, of the scale's name.
fn rank(state: &State, policy: &Policy, scale: &str) -> Option<usize> {
    let subject = &state.subject;
    let value = subject.answers.get(scale);
    let value = value.or_else(|| subject.fields.get(scale))?;
    let mut known = policy.scales.get(scale)?.iter();
    known.position(|known| known == value)
}

fn promised_at(state: &State, policy: &Policy) -> Option<Instant> {
    let open = state.clocks.iter();
    let open = open.filter(|clock| clock.is_open());
    let due = open.filter_map(|clock| {
        let metric = policy.metric(&clock.metric)?;
        let calculation = DeadlineCalculation {
            policy,
            state,
            metric,
        };
        calculation.due(&clock.target, clock.basis_at, &[])
    });
    due.min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::story::{Story, classify, shipped, words};
    use crate::lifecycle::{Act, commands};
    use crate::ticket::Opening;

    const MONDAY: &str = "2026-03-09T10:00:00Z";

    fn ocr(often: Option<&str>) -> Story {
        let answers = often.map(|often| words(&[("factuur_vaak", often)]));
        let opening = Opening {
            ticket_type: Some("ocr".to_owned()),
            answers: answers.unwrap_or_default(),
            ..Opening::default()
        };
        Story::opens(shipped("whitevision"), MONDAY, opening)
    }

    /// As the parts are compared: what there is comes before what there is not.
    fn place(story: &Story) -> Vec<(bool, Option<usize>, Option<Instant>)> {
        let parts = queue_position(&story.state, &story.policy).into_iter();
        let comparable = parts.map(|part| match part {
            QueuePart::Rank(rank) => (rank.is_none(), rank, None),
            QueuePart::At(at) => (at.is_none(), None, at),
        });
        comparable.collect()
    }

    #[test]
    fn the_place_stays_where_it_is_when_a_status_changes_and_moves_with_the_promise() {
        let opening = Opening::default();
        let mut story = Story::opens(shipped("whitevision"), MONDAY, opening);
        let first = classify("storing", "regulier");
        story.agent("2026-03-09T10:05:00Z", first).unwrap();
        let before = place(&story);
        let wait = Act::Wait(commands::EnterWait { status: None });
        story.agent("2026-03-09T10:10:00Z", wait).unwrap();
        assert_eq!(place(&story), before);
        story.agent("2026-03-10T10:00:00Z", Act::Resume).unwrap();
        assert_eq!(place(&story), before);
        let to = "acuut".to_owned();
        let raise = Act::ChangePriority(commands::ChangePriority {
            to,
            correction: false,
        });
        story.agent("2026-03-10T10:05:00Z", raise).unwrap();
        assert!(place(&story) < before);
    }

    #[test]
    fn invoices_that_come_often_are_treated_with_a_higher_priority() {
        let [often, rarely, unknown] = [Some("yes"), Some("no"), None].map(ocr);
        assert!(place(&often) < place(&rarely));
        assert!(place(&rarely) < place(&unknown));
    }
}

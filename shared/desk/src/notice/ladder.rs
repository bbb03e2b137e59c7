//! Notices of ladder steps: warnings and escalations, delayed by quiet hours.
use crate::clock::{DeadlineCalculation, seen_from};
use crate::notice::{NoticeDraft, Recipient, TicketNews};
use crate::policy::Ladder;
use crate::ticket::{State, TicketFacts};
use crate::time::Instant;

/// A ladder step that was taken.
pub(crate) struct StepTaken<'a> {
    /// The ticket before it.
    pub(crate) before: &'a State,
    pub(crate) metric: &'a str,
    /// The index in the policy's ladder, from 0.
    pub(crate) step: usize,
}

impl TicketNews<'_> {
    /// The notices of a ladder step, one for each of its recipients.
    pub(crate) fn of_step(&self, taken: &StepTaken<'_>) -> Vec<NoticeDraft> {
        let metric = self.policy.metric(taken.metric);
        let ladder = metric.and_then(|metric| self.policy.ladders.get(metric.ladder.as_ref()?));
        let Some((ladder, step)) =
            ladder.and_then(|ladder| Some((ladder, ladder.steps.get(taken.step)?)))
        else {
            return Vec::new();
        };
        let recipients = |roles: &[String]| -> Vec<Recipient> {
            let one = |role: &String| {
                let level = seen_from(step, role, taken.before.level);
                self.recipient(role, level)
            };
            roles.iter().filter_map(one).collect()
        };
        let due = taken.before.clock(taken.metric);
        let due = due.and_then(|clock| clock.due_at);
        let is_late = due.is_some_and(|due| self.recorded_at > due);
        let name = if is_late { "escalation" } else { "warning" };
        let cc = recipients(&step.cc);
        let not_before = self.quiet_until(ladder, taken.metric);
        let mut seen = std::collections::BTreeSet::new();
        recipients(&step.notify)
            .into_iter()
            .filter(|to| seen.insert(to.clone()))
            .map(|to| {
                let cc = cc.iter().filter(|copied| **copied != to).cloned().collect();
                NoticeDraft {
                    not_before,
                    metric: Some(taken.metric.to_owned()),
                    step: Some(taken.step),
                    digest: true,
                    receipt: false,
                    ..self.notice(name, name, to, cc)
                }
            })
            .collect()
    }

    /// Quiet hours delay the notice, never the step.
    fn quiet_until(&self, ladder: &Ladder, metric: &str) -> Instant {
        let now = self.recorded_at;
        let Some((quiet, metric)) = ladder.quiet.as_ref().zip(self.policy.metric(metric)) else {
            return now;
        };
        let exempt = quiet.unless.as_ref();
        if exempt.is_some_and(|unless| unless.eval(&TicketFacts::new(self.policy, self.state))) {
            return now;
        }
        let calculation = DeadlineCalculation {
            policy: self.policy,
            state: self.state,
            metric,
        };
        let calendar = calculation.calendar(Some(&quiet.outside));
        calendar.next_open(now).unwrap_or(now)
    }
}

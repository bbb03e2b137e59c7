//! Promises that a requester may count on, with the reason: the policy's row in force, in their language.
use super::clean;
use super::error::MailError;
use super::letter::{PromiseView, Promised, UnansweredView};
use crate::clock::{ClockView, Phase, Shown, views};
use crate::i18n::{SentenceError, Sentences, format_amount, label};
use crate::policy::{Event, Key, Metric, Policy, Promise, Target, Words};
use crate::ticket::{Clock, ClockTarget, State};
use crate::time::Instant;

/// The promises that the requester of a ticket may see at `now`: running clocks with their due
/// instant and reason, and promises in words. Internal metrics, met ones, and those that stand
/// still or are broken are left out, and so are those that the delivery of `notice`, in which they would be
/// said, fulfils.
///
/// # Errors
/// [`MailError::Sentence`] when a locale file is at fault.
pub fn promises_of(
    state: &State,
    policy: &Policy,
    locale: &str,
    notice: Option<&str>,
    now: Instant,
) -> Result<Vec<PromiseView>, MailError> {
    let sentences = Sentences::of(locale)?;
    let reason = Reason {
        sentences: &sentences,
        state,
        policy,
        locale,
    };
    let mut promises = Vec::new();
    for view in views(state, policy, now)
        .iter()
        .filter(|view| view.shown != Shown::ToStaffOnly)
        .filter(|view| !notice.is_some_and(|notice| fulfils(policy, notice, &view.metric)))
    {
        promises.extend(reason.promise(view)?);
    }
    Ok(promises)
}

/// The promises that a requester could see and that ended with the ticket at the latest, kept by nobody.
///
/// # Errors
/// [`MailError::Sentence`] when a locale file is at fault.
pub fn unanswered_of(
    state: &State,
    policy: &Policy,
    locale: &str,
    now: Instant,
) -> Result<Vec<UnansweredView>, MailError> {
    let sentences = Sentences::of(locale)?;
    let views = views(state, policy, now).into_iter();
    let unanswered = views.filter(|view| {
        let ended = matches!(view.phase, Phase::Unanswered | Phase::Breached);
        ended && view.shown == Shown::Whole
    });
    let unanswered = unanswered.filter_map(|view| {
        Some(UnansweredView {
            metric_label: label(&sentences, "metric", &view.metric),
            due_at: view.due_at?,
        })
    });
    Ok(unanswered.collect())
}

/// Whether the delivery of a notice is what a metric promises.
fn fulfils(policy: &Policy, notice: &str, metric: &str) -> bool {
    let metric = policy.metric(metric);
    let mut met_by = metric.into_iter().flat_map(|metric| &metric.met_by);
    met_by.any(|trigger| matches!(&trigger.event, Event::NoticeDelivered(name) if name == notice))
}

pub(super) struct Reason<'a> {
    pub(super) sentences: &'a Sentences,
    pub(super) state: &'a State,
    pub(super) policy: &'a Policy,
    pub(super) locale: &'a str,
}

impl Reason<'_> {
    fn promise(&self, view: &ClockView) -> Result<Option<PromiseView>, SentenceError> {
        let Some(metric) = self.policy.metric(&view.metric) else {
            return Ok(None);
        };
        let row = self.row(metric, view.policy_line);
        let in_words = || {
            let words = view.words.as_ref()?;
            let words = self.policy.words(words, self.locale).to_owned();
            Some(Promised::InWords(words))
        };
        let said = match view.phase {
            Phase::Running | Phase::Paused | Phase::Breached if view.shown == Shown::WordsOnly => {
                in_words()
            }
            Phase::NoPromise => in_words(),
            Phase::Running => Some(match view.due_at {
                Some(due_at) => Promised::By {
                    due_at,
                    because: self.because(metric, row)?,
                },
                None => Promised::InWords(self.sentences.format("to-be-agreed", &[])?),
            }),
            Phase::Paused
            | Phase::Met
            | Phase::MetLate
            | Phase::Breached
            | Phase::Ended
            | Phase::Unanswered
            | Phase::Canceled => None,
        };
        Ok(said.map(|said| PromiseView {
            metric: view.metric.clone(),
            metric_label: label(self.sentences, "metric", &view.metric),
            said,
        }))
    }

    pub(super) fn row<'p>(&'p self, metric: &'p Metric, line: u64) -> Option<&'p Target> {
        let overlays = self.policy.add_ons.values();
        let overlays = overlays.filter_map(|add_on| add_on.targets.get(&metric.name));
        let mut rows = metric
            .overrides
            .iter()
            .chain(overlays.flatten())
            .chain(&metric.targets);
        rows.find(|row| row.line == line)
    }

    /// The rest of a sentence after "because".
    pub(super) fn because(
        &self,
        metric: &Metric,
        row: Option<&Target>,
    ) -> Result<Option<String>, SentenceError> {
        let mut clocks = self.state.clocks.iter();
        let clock = clocks.find(|clock| clock.metric == metric.name);
        let Some(Clock { target, .. }) = clock else {
            return Ok(None);
        };
        match (target, row) {
            (ClockTarget::Agreed { due: Some(_), .. }, _) => {
                self.sentences.format("because-agreed", &[]).map(Some)
            }
            (
                ClockTarget::Within {
                    amount, calendar, ..
                },
                Some(row),
            ) => {
                let amount = format_amount(
                    self.sentences,
                    amount,
                    self.is_always_open(calendar.as_deref()),
                )?;
                if matches!(row.promise, Promise::Agreed(_)) {
                    let values = [("amount", amount.into())];
                    let because = self.sentences.format("because-until-agreed", &values);
                    return because.map(Some);
                }
                let own = format!("because-{}", metric.name.replace('_', "-"));
                let label = label(self.sentences, "metric", &metric.name);
                let values = [
                    ("who", self.who(row)?.into()),
                    ("amount", amount.into()),
                    ("metric", clean::line(&label).into()),
                ];
                let said = self.sentences.format(&own, &values);
                said.or_else(|_| self.sentences.format("because-other", &values))
                    .map(Some)
            }
            (ClockTarget::Slot { .. }, Some(row)) => {
                let values = [
                    ("who", self.who(row)?.into()),
                    ("times", self.times(metric)?.into()),
                ];
                self.sentences.format("because-slot", &values).map(Some)
            }
            (
                ClockTarget::Within {
                    amount, calendar, ..
                },
                None,
            ) if metric.commitment.is_some() => {
                let amount = format_amount(
                    self.sentences,
                    amount,
                    self.is_always_open(calendar.as_deref()),
                )?;
                let values = [("amount", amount.into())];
                self.sentences
                    .format("because-commitment", &values)
                    .map(Some)
            }
            // A deadline by day has no sentence of its own: its due instant says it all.
            (ClockTarget::By { .. }, _)
            | (ClockTarget::Within { .. } | ClockTarget::Slot { .. }, None)
            | (ClockTarget::Agreed { due: None, .. } | ClockTarget::Nothing, _) => Ok(None),
        }
    }

    /// The tickets that a row speaks of, by the plan, type and priority that its condition names.
    fn who(&self, row: &Target) -> Result<String, SentenceError> {
        let (policy, subject) = (self.policy, &self.state.subject);
        let keys = row.when.keys();
        let plan = subject.plan.as_ref().filter(|_| keys.contains(&Key::Plan));
        let plan = plan.and_then(|id| Some(&policy.plans.get(id)?.name));
        let kind = subject.ticket_type.as_ref();
        let kind = kind.filter(|_| keys.contains(&Key::Type));
        let kind = kind.and_then(|id| Some(&policy.types.get(id)?.name));
        let priority = subject.priority.as_ref();
        let priority = priority.filter(|_| keys.contains(&Key::Priority));
        let priority = priority.and_then(|id| {
            let mut known = policy.priorities.iter();
            Some(&known.find(|known| known.id == *id)?.name)
        });
        let name = |names: &Words| clean::line(policy.words(names, self.locale));
        let mut who = match plan.map(name) {
            Some(plan) => self
                .sentences
                .format("who-plan", &[("plan", plan.into())])?,
            None => self.sentences.format("who", &[])?,
        };
        if let Some(kind) = kind.map(name) {
            who.push(' ');
            who.push_str(
                &self
                    .sentences
                    .format("who-type", &[("type", kind.into())])?,
            );
        }
        if let Some(priority) = priority.map(name) {
            who.push(' ');
            let values = [("priority", priority.into())];
            who.push_str(&self.sentences.format("who-priority", &values)?);
        }
        Ok(who)
    }

    /// `09:00, 12:30 and 16:00`
    fn times(&self, metric: &Metric) -> Result<String, SentenceError> {
        let at = metric.slots.as_ref().map_or(&[][..], |slots| &slots.at);
        let at = at.iter().map(|at| format!("{:02}:{:02}", at / 60, at % 60));
        let times: Vec<_> = at.collect();
        match times.split_last() {
            Some((last, first)) if !first.is_empty() => {
                let first = first.join(", ").into();
                let values = [("first", first), ("last", last.as_str().into())];
                self.sentences.format("times-and", &values)
            }
            Some((only, _)) => Ok(only.clone()),
            None => Ok(String::new()),
        }
    }

    fn is_always_open(&self, calendar: Option<&str>) -> bool {
        let rule = calendar.and_then(|name| self.policy.calendars.get(name));
        rule.is_none_or(|rule| rule.hours.always)
    }
}

#[cfg(test)]
mod tests;

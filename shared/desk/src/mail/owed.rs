//! Promises that a ticket's staff owe, and why: running promises, also those that customers do not see.
use super::error::MailError;
use super::letter::OwedView;
use super::reason::Reason;
use crate::clock::views;
use crate::i18n::{Sentences, label};
use crate::policy::Policy;
use crate::ticket::State;
use crate::time::Instant;

/// The promises due on a ticket at `now`, the earliest first; what is late stays due until it is done.
///
/// # Errors
/// [`MailError::Sentence`] when a locale file is at fault.
pub fn owed_of(
    state: &State,
    policy: &Policy,
    locale: &str,
    now: Instant,
) -> Result<Vec<OwedView>, MailError> {
    let sentences = Sentences::of(locale)?;
    let reason = Reason {
        sentences: &sentences,
        state,
        policy,
        locale,
    };
    let mut owed = Vec::new();
    for view in views(state, policy, now) {
        let open = state
            .clock(&view.metric)
            .is_some_and(|clock| clock.is_open());
        let (Some(due_at), Some(metric)) = (view.due_at, policy.metric(&view.metric)) else {
            continue;
        };
        if !open {
            continue;
        }
        owed.push(OwedView {
            metric_label: label(&sentences, "metric", &view.metric),
            due_at,
            overdue: now - due_at,
            because: reason.because(metric, reason.row(metric, view.policy_line))?,
        });
    }
    owed.sort_by_key(|owed| owed.due_at);
    Ok(owed)
}

//! Notices that a fact sends, and the memory of those that are sent once.
use crate::lifecycle::Fact;
use crate::lifecycle::before::Before;
use crate::notice::{NoticeDraft, TicketNews};
use crate::policy::{Event, Policy};
use crate::ticket::State;

/// The notices that a fact sends; the ticket remembers those that are sent once.
pub(super) fn sent_by(
    fact: &Fact,
    events: &[Event],
    before: &Before,
    state: &mut State,
    policy: &Policy,
) -> Vec<NoticeDraft> {
    let news = TicketNews {
        policy,
        state,
        by: &fact.by,
        fact_seq: fact.seq,
        recorded_at: fact.recorded_at,
        events,
    };
    let drafts = fact.body.effect().notices(&news, before);
    let once = policy.notices.iter().filter(|notice| notice.once);
    let sent = once.filter(|once| drafts.iter().any(|draft| draft.name == once.name));
    let sent: Vec<_> = sent.map(|notice| notice.name.clone()).collect();
    state.already_notified.extend(sent);
    drafts
}

//! Notices that a fact sends, the memory of those that are sent once, and what a step is to the staff.
use crate::lifecycle::before::Before;
use crate::lifecycle::{Fact, FactBody};
use crate::notice::{NoticeDraft, StaffNews, TicketNews};
use crate::policy::{Event, Policy};
use crate::ticket::{ClassificationState, State};

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

/// The news that a step's facts are to whoever has to act on the ticket; of several, the first of these.
pub(super) fn news_for_staff(
    before: Option<&State>,
    after: &State,
    facts: &[Fact],
) -> Option<StaffNews> {
    let has = |of: fn(&FactBody) -> bool| facts.iter().any(|fact| of(&fact.body));
    if facts.is_empty() || !after.status.is_live() || after.merged_into.is_some() {
        return None;
    }
    if has_arrived(before, after) {
        return Some(StaffNews::Arrived);
    }
    let before = before?;
    if has(|body| matches!(body, FactBody::HandedOver(_))) {
        return Some(StaffNews::HandedOver);
    }
    let moved = before.assignee != after.assignee || before.team != after.team;
    if moved && (after.assignee.is_some() || after.team.is_some()) {
        return Some(StaffNews::Assigned);
    }
    let answered = has(|body| matches!(body, FactBody::RequesterReplied(_) | FactBody::Completed));
    answered.then_some(StaffNews::RequesterReplied)
}

/// Whether a ticket is classified for the first time, or nobody could classify it in time.
fn has_arrived(before: Option<&State>, after: &State) -> bool {
    let unseen = before.is_none_or(|before| {
        before.classified == ClassificationState::No && before.classify_tries == 0
    });
    let seen = after.classified != ClassificationState::No || after.classify_tries > 0;
    unseen && seen
}

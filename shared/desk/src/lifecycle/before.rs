//! The ticket before a fact, as far as what follows has to know it.
use crate::lifecycle::Fact;
use crate::lifecycle::reopening::ended_at;
use crate::ticket::{ClassificationState, State};
use crate::time::Instant;

/// The ticket before a fact. A copy is kept only for facts that promises may depend on.
pub(crate) struct Before {
    /// When the ticket had ended, if it had.
    pub(crate) ended_at: Option<Instant>,
    /// How far classification had come.
    pub(crate) classified: ClassificationState,
    /// The values that promises depend on; none where this fact cannot change them.
    pub(crate) values: Option<State>,
}

impl Before {
    pub(crate) fn of(state: &State, fact: &Fact) -> Self {
        let is_first = !state.firsts.contains_key(fact.body.kind());
        let changes = is_first || fact.body.effect().traits().changes_promises;
        Self {
            ended_at: ended_at(state),
            classified: state.classified,
            values: changes.then(|| values(state)),
        }
    }
}

/// The values that deadlines depend on; the rest is left empty.
fn values(state: &State) -> State {
    State {
        version: state.version,
        policy_version: String::new(),
        reference: String::new(),
        requester: String::new(),
        request_hash: String::new(),
        subject: state.subject.clone(),
        requested_priority: state.requested_priority.clone(),
        priority_by: state.priority_by,
        opened_at: state.opened_at,
        last_word_at: None,
        status: state.status.clone(),
        missing: state.missing.clone(),
        classified: state.classified,
        classify_tries: 0,
        classify_asked_at: None,
        assignee: None,
        team: None,
        level: state.level,
        emptied: Vec::new(),
        difficulty: state.difficulty.clone(),
        commitment_minutes: state.commitment_minutes,
        channels: state.channels.clone(),
        milestones: state.milestones.clone(),
        firsts: state.firsts.clone(),
        waits: state.waits.clone(),
        scheduled_rules: std::collections::BTreeMap::new(),
        clocks: state.clocks.clone(),
        quoting: crate::ticket::QuoteState::default(),
        merged_into: None,
        parent: None,
        children: 0,
        fan_outs: Vec::new(),
        absorbed: Vec::new(),
        resolved_at: state.resolved_at,
        already_notified: std::collections::BTreeSet::new(),
        causes: Vec::new(),
    }
}

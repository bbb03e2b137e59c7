//! Conditions on a notice: that it is as it was read, or in one of some states.
use super::notice::SOURCE;
use super::{Notice, NoticeId, NoticeState};
use crate::keys;
use crate::store::item::{n, s};
use crate::store::{Update, WriteCondition};

impl Notice {
    /// A change of the notice only while it is exactly as it was read. A claim raises `tries`, so this also tells the
    /// holder of a claim from the one before.
    pub(super) fn while_unchanged(&self) -> Update {
        let condition = WriteCondition::none()
            .equals("status", s(self.state.name()))
            .equals("tries", n(self.tries));
        let condition = match self.due_at {
            Some(due) => {
                let entry = keys::due_at(due, &self.id.to_string());
                condition.equals(keys::DUE_SK, s(entry))
            }
            None => condition.absent(keys::DUE_SK),
        };
        change(&self.id, condition)
    }
}

/// A change of a notice only while it is in one of these states.
pub(super) fn while_in(id: &NoticeId, states: &[NoticeState]) -> Update {
    let states = states.iter().map(|state| s(state.name()));
    change(id, WriteCondition::none().one_of("status", states))
}

fn change(id: &NoticeId, condition: WriteCondition) -> Update {
    Update::of(id.key(), condition.hands_back())
}

impl Update {
    pub(super) fn state(self, state: NoticeState) -> Self {
        self.set("status", s(state.name()))
    }

    /// A finished notice leaves the index, and nobody needs to know where its request came from.
    pub(super) fn finished(self) -> Self {
        self.remove(&[keys::DUE_PK, keys::DUE_SK, SOURCE])
    }
}

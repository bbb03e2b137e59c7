//! Lanes of the Outbox: which mails go first when there is not time for all of them.
use std::ops::Range;

use desk::notice::{NoticeDraft, Recipient};

use crate::{LANES, SHARDS};

/// The lane of a notice in the index `due`. It follows from the draft, so a notice never changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeLane {
    /// A step of a ladder, or news to somebody of the desk: a person has to act.
    Alarm,
    /// News to a customer.
    News,
    /// A receipt: it says that a request arrived, and everybody can cause one.
    Receipt,
}

impl NoticeLane {
    /// All lanes, the most urgent first.
    pub const ALL: [Self; LANES] = [Self::Alarm, Self::News, Self::Receipt];

    /// The lane of a notice.
    #[must_use]
    pub fn of(draft: &NoticeDraft) -> Self {
        match &draft.to {
            Recipient::Role { .. } => Self::Alarm,
            Recipient::Requester | Recipient::OrganisationAdmins => {
                if draft.metric.is_some() {
                    Self::Alarm
                } else if draft.receipt {
                    Self::Receipt
                } else {
                    Self::News
                }
            }
        }
    }

    /// Its shards of the index `due`.
    #[must_use]
    pub fn shards(self) -> Range<usize> {
        let first = self.number() * SHARDS;
        first..first + SHARDS
    }

    pub(super) fn number(self) -> usize {
        match self {
            Self::Alarm => 0,
            Self::News => 1,
            Self::Receipt => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lanes_share_no_shard_and_leave_none_out() {
        let all: Vec<_> = NoticeLane::ALL
            .into_iter()
            .flat_map(NoticeLane::shards)
            .collect();
        assert_eq!(all, (0..LANES * SHARDS).collect::<Vec<_>>());
    }
}

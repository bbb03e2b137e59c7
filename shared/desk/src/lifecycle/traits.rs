//! Traits of a fact: how promises, rules, assignment and the parts of an incident treat it.
use crate::lifecycle::assignment::Assigns;
use crate::lifecycle::incident::Action;
use crate::lifecycle::recalculation::Restart;
use crate::policy::Event;

/// The traits of a fact; a usual one may change promises, and nothing else follows from it.
#[derive(Debug, Clone)]
pub(crate) struct Traits {
    /// The event that it is to the policy, where that is always the same.
    pub(crate) event: Option<Event>,
    /// Whether promises may depend on values that it changes: subject, status, level, milestones and the like.
    pub(crate) changes_promises: bool,
    /// Whether its cause is remembered. The scan's facts need not be: an obligation that is discharged is gone.
    pub(crate) remembers_cause: bool,
    /// Whether it is public activity, which restarts inactivity rules.
    pub(crate) is_public: bool,
    /// Whether promises that it changes are counted from their start, or from the change.
    pub(crate) restart: Restart,
    /// Its effect on the assignee.
    pub(crate) assigns: Assigns,
    /// The action that the parts of a major incident take after it.
    pub(crate) for_parts: Option<Action>,
}

impl Traits {
    /// A fact that may change promises, and is no event.
    pub(crate) fn usual() -> Self {
        Self {
            event: None,
            changes_promises: true,
            remembers_cause: true,
            is_public: false,
            restart: Restart::Never,
            assigns: Assigns::Nobody,
            for_parts: None,
        }
    }

    /// A usual fact that is an event.
    pub(crate) fn of(event: Event) -> Self {
        Self {
            event: Some(event),
            ..Self::usual()
        }
    }

    pub(crate) fn keeps_promises(self) -> Self {
        Self {
            changes_promises: false,
            ..self
        }
    }

    pub(crate) fn of_the_scan(self) -> Self {
        Self {
            remembers_cause: false,
            ..self
        }
    }

    pub(crate) fn public(self) -> Self {
        Self {
            is_public: true,
            ..self
        }
    }

    pub(crate) fn restarts(self, restart: Restart) -> Self {
        Self { restart, ..self }
    }

    pub(crate) fn assigns(self, assigns: Assigns) -> Self {
        Self { assigns, ..self }
    }

    pub(crate) fn for_parts(self, action: Action) -> Self {
        Self {
            for_parts: Some(action),
            ..self
        }
    }
}

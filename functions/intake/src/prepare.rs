//! Preparing a ticket: everything that is decided about it before it is written, once for all tickets of a request.
use std::sync::Arc;

use desk::lifecycle::{Act, Command, commands};
use desk::policy::Policy;
use desk::ticket::{Actor, Opening};
use desk::time::Instant;
use escalon_aws::problem::Problem;
use escalon_aws::{Contact, Organisation, TicketId};

use crate::answer::Opened;
use crate::draft::Draft;
use crate::{completeness, eligibility, person};

/// The policy that a request is opened under, and the instant from which its tickets count.
pub(crate) struct PolicyInForce {
    pub(crate) version: String,
    pub(crate) policy: Arc<Policy>,
    pub(crate) start: Instant,
}

impl PolicyInForce {
    /// The one that a ticket is under already.
    pub(crate) fn of(opened: &Opened) -> Self {
        Self {
            version: opened.state.policy_version.clone(),
            policy: opened.policy.clone(),
            start: opened.state.opened_at,
        }
    }
}

/// A ticket that its desk serves, ready to be opened.
pub(crate) struct PreparedTicket {
    opening: Opening,
    pub(crate) contact: Contact,
    missing: Vec<String>,
    pub(crate) by: Actor,
}

impl PreparedTicket {
    /// Asks the policy whether it serves this person, and whether the required information is there.
    pub(crate) fn prepare(
        desk: &str,
        draft: &Draft,
        organisation: Option<&Organisation>,
        policy: &PolicyInForce,
    ) -> Result<Self, Problem> {
        let start = policy.start;
        let policy = &policy.policy;
        let contact = person::contact(desk, draft, organisation, policy);
        let opening = person::opening(desk, draft, organisation, &contact, policy)?;
        eligibility::check(policy, &opening)?;
        Ok(Self {
            missing: completeness::missing(policy, draft, start)?,
            by: person::actor(&opening),
            opening,
            contact,
        })
    }

    pub(crate) fn command(&self, policy: &PolicyInForce, hash: &str, id: &TicketId) -> Command {
        let act = Act::Open(commands::Open {
            opening: self.opening.clone(),
            requester: self.contact.id.clone(),
            request_hash: hash.to_owned(),
            policy_version: policy.version.clone(),
            reference: id.reference(),
            missing: self.missing.clone(),
        });
        Command {
            by: self.by.clone(),
            occurred_at: policy.start,
            late_reason: None,
            cause: format!("open:{}", id.name()),
            act,
        }
    }
}

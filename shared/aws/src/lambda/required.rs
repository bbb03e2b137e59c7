//! Records that a path names: found, or a problem with status 404 that says which is missing.
use std::sync::Arc;

use desk::policy::Policy;

use super::problem::Problem;
use crate::{Desks, Loaded, TicketId, Tickets};

impl Desks {
    /// The policy of a desk for new tickets, with its version.
    ///
    /// # Errors
    /// A problem: there is no such desk, or the store did not answer.
    pub async fn require_policy(&self, desk: &str) -> Result<(String, Arc<Policy>), Problem> {
        let found = self.current(desk).await?;
        let missing = || Problem::not_found("desk", format!("there is no desk `{desk}`"));
        found.ok_or_else(|| missing().said("no-desk", []))
    }
}

impl Tickets {
    /// The ticket's snapshot.
    ///
    /// # Errors
    /// A problem: there is no such ticket, or the store did not answer.
    pub async fn require(&self, id: &TicketId) -> Result<Loaded, Problem> {
        let found = self.load(id).await?;
        found.ok_or_else(|| Problem::no_ticket(id))
    }
}

impl Problem {
    /// A ticket that does not exist.
    #[must_use]
    pub fn no_ticket(id: &TicketId) -> Self {
        Self::not_found("ticket", format!("there is no ticket {}", id.reference()))
    }
}

//! The command `merge`: two tickets of one desk become one.
use desk::time::Instant;
use escalon_aws::TicketId;
use escalon_aws::problem::Problem;
use lambda_http::{Body, Response};

use crate::DeskApi;
use crate::applied;
use crate::command_body::CommandBody;
use crate::ticket_name;

impl DeskApi {
    pub(crate) async fn merge(
        &self,
        id: &TicketId,
        into: &str,
        body: &CommandBody,
        cause: &str,
        now: Instant,
    ) -> Result<Response<Body>, Problem> {
        let into = ticket_name::in_field(id.desk(), into, "into")?;
        let command = body.command(cause, now);
        let merged = self.ledger.merge(id, &into, &command, body.version, now);
        let merged = merged.await?;
        if !merged.facts.is_empty() {
            tracing::info!(ticket.id = %id, into = %into, "merged");
        }
        Ok(applied::answer(id, &merged, now))
    }
}

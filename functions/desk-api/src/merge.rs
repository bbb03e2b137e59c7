//! The command `merge`: two tickets of one desk become one.
use desk::time::Instant;
use escalon_aws::problem::Problem;
use escalon_aws::{CommandRequest, TicketId};
use lambda_http::{Body, Response};

use crate::DeskApi;
use crate::applied;
use crate::command_body::CommandBody;
use crate::commands::RequestKey;
use crate::ticket_name;

impl DeskApi {
    pub(crate) async fn merge(
        &self,
        id: &TicketId,
        into: &str,
        body: &CommandBody,
        key: &RequestKey<'_>,
        now: Instant,
    ) -> Result<Response<Body>, Problem> {
        let into = ticket_name::in_field(id.desk(), into, "into")?;
        let request = CommandRequest {
            version: body.version,
            key: key.remembered.clone(),
            ..CommandRequest::from(body.command(key.cause, now))
        };
        let merged = self.ledger.merge(id, &into, &request, now);
        let merged = merged.await?;
        if !merged.facts.is_empty() {
            tracing::info!(ticket.id = %id, into = %into, "merged");
        }
        Ok(applied::answer(id, &merged, now))
    }
}

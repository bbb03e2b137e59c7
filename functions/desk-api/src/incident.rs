//! The commands `adopt` and `join`: tickets become parts of a major incident.
//!
//! Both write on the parent alone, in one transaction; each child is reached by the fan-out that
//! this asks for, a moment later.
use desk::lifecycle::{Act, commands, may_be_part_of};
use desk::ticket::State;
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
    pub(crate) async fn adopt(
        &self,
        id: &TicketId,
        children: &[String],
        body: &CommandBody,
        key: &RequestKey<'_>,
        now: Instant,
    ) -> Result<Response<Body>, Problem> {
        let mut names = Vec::new();
        let mut writes = Vec::new();
        for (index, child) in children.iter().enumerate() {
            let field = format!("children[{index}]");
            let child = ticket_name::in_field(id.desk(), child, &field)?;
            if child == *id {
                return Err(Problem::invalid(&field, "a ticket is no part of itself"));
            }
            if self.may_join(&child, id, &field).await? {
                writes.push(self.ledger.tickets.link(id, &child)?);
                names.push(child.name().to_owned());
            }
        }
        let adopted = self.ledger.apply(id, now, |_, _| {
            let mut command = body.command(key.cause, now);
            command.act = Act::Adopt(commands::Adopt {
                children: names.clone(),
            });
            Some(CommandRequest {
                writes: writes.clone(),
                version: body.version.filter(|_| is_the_parents(body)),
                key: key.remembered.clone(),
                ..CommandRequest::from(command)
            })
        });
        let adopted = adopted.await?;
        tracing::info!(ticket.id = %id, children = names.len(), "adopted");
        Ok(applied::answer(id, &adopted, now))
    }

    /// Whether it is news that the ticket is a part of that parent.
    async fn may_join(
        &self,
        child: &TicketId,
        parent: &TicketId,
        field: &str,
    ) -> Result<bool, Problem> {
        let found = self.ledger.tickets.load(child).await?;
        let unknown = || format!("there is no ticket {}", child.reference());
        let state = found
            .ok_or_else(|| Problem::invalid(field, unknown()))?
            .state;
        let allowed = may_be_part_of(&state, parent.name());
        allowed.map_err(|refusal| Problem::from(refusal).at(field))?;
        Ok(!is_part_of(&state, parent))
    }
}

/// With `join` the caller has seen the child.
fn is_the_parents(body: &CommandBody) -> bool {
    matches!(body.act, Act::Adopt(_))
}

fn is_part_of(state: &State, parent: &TicketId) -> bool {
    let own = state.parent.as_ref();
    own.is_some_and(|own| own.ticket == parent.name())
}

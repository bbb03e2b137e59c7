//! The commands `adopt` and `join`: tickets become parts of a major incident.
//!
//! Both write on the parent alone, in one transaction; each child is reached by the fan-out that
//! this asks for, a moment later.
use desk::lifecycle::{Act, Refusal, commands, may_be_part_of};
use desk::ticket::State;
use desk::time::Instant;
use escalon_aws::problem::{self, Problem};
use escalon_aws::{CommandRequest, StoreError, TicketId};
use lambda_http::http::StatusCode;
use lambda_http::{Body, Response};

use crate::DeskApi;
use crate::act::answer;
use crate::merge::of_desk;
use crate::wish::Wish;

impl DeskApi {
    pub(crate) async fn adopt(
        &self,
        id: &TicketId,
        children: &[String],
        wish: &Wish,
        cause: &str,
        now: Instant,
    ) -> Result<Response<Body>, Problem> {
        let mut names = Vec::new();
        let mut writes = Vec::new();
        for (place, child) in children.iter().enumerate() {
            let field = format!("children[{place}]");
            let invalid = |detail: String| Problem::invalid(&field, detail);
            let child = of_desk(id.desk(), child).map_err(invalid)?;
            if child == *id {
                return Err(invalid("a ticket is no part of itself".to_owned()));
            }
            if self.may_join(&child, id, &field).await? {
                let write = self.ledger.tickets.link(id, &child);
                writes.push(write.map_err(|error| Problem::from(&error))?);
                names.push(child.name().to_owned());
            }
        }
        let adopted = self.ledger.apply(id, now, |_, _| {
            let mut command = wish.command(cause, now);
            command.act = Act::Adopt(commands::Adopt {
                children: names.clone(),
            });
            Some(CommandRequest {
                writes: writes.clone(),
                version: wish.version.filter(|_| is_the_parents(wish)),
                ..CommandRequest::from(command)
            })
        });
        let adopted = adopted.await.map_err(|error| Problem::from(&error))?;
        tracing::info!(ticket.id = %id, children = names.len(), "adopted");
        Ok(problem::json(StatusCode::OK, &answer(id, &adopted, now)))
    }

    /// Whether it is news that the ticket is a part of that parent.
    async fn may_join(
        &self,
        child: &TicketId,
        parent: &TicketId,
        field: &str,
    ) -> Result<bool, Problem> {
        let problem = |error: StoreError| Problem::from(&error);
        let loaded = self.ledger.tickets.load(child).await.map_err(problem)?;
        let unknown =
            || Problem::invalid(field, format!("there is no ticket {}", child.reference()));
        let state = loaded.ok_or_else(unknown)?.state;
        let refused = |refusal: Refusal| Problem::from(&refusal).at(field);
        may_be_part_of(&state, parent.name()).map_err(refused)?;
        Ok(!is_part_of(&state, parent))
    }
}

/// With `join` the caller has seen the child.
fn is_the_parents(wish: &Wish) -> bool {
    matches!(wish.act, Act::Adopt(_))
}

fn is_part_of(state: &State, parent: &TicketId) -> bool {
    let own = state.parent.as_ref();
    own.is_some_and(|own| own.ticket == parent.name())
}

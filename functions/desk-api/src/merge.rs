//! The command `merge`: two tickets of one desk become one.
use desk::time::Instant;
use escalon_aws::TicketId;
use escalon_aws::problem::{self, Problem};
use lambda_http::http::StatusCode;
use lambda_http::{Body, Response};

use crate::DeskApi;
use crate::act::answer;
use crate::wish::Wish;

impl DeskApi {
    pub(crate) async fn merge(
        &self,
        id: &TicketId,
        into: &str,
        wish: &Wish,
        cause: &str,
        now: Instant,
    ) -> Result<Response<Body>, Problem> {
        let into = of_desk(id.desk(), into).map_err(|detail| Problem::invalid("into", detail))?;
        let command = wish.command(cause, now);
        let merged = self.ledger.merge(id, &into, &command, wish.version, now);
        let merged = merged.await.map_err(|error| Problem::from(&error))?;
        if !merged.facts.is_empty() {
            tracing::info!(ticket.id = %id, into = %into, "merged");
        }
        Ok(problem::json(StatusCode::OK, &answer(id, &merged, now)))
    }
}

/// A ticket of this desk, named alone or as `desk/ticket`.
pub(crate) fn of_desk(desk: &str, text: &str) -> Result<TicketId, String> {
    let (of, name) = text.rsplit_once('/').unwrap_or((desk, text));
    if of != desk {
        return Err(format!("a ticket of the desk `{of}`, and this is `{desk}`"));
    }
    TicketId::parse(desk, name).map_err(|error| error.to_string())
}

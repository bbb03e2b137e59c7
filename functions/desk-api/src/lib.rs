//! HTTP: agents list, read and act.
//!
//! Reading shows why: clocks with the stretches that were counted, and the timeline of facts.
//! Acting is one command on one ticket, decided by the policy and written in one transaction.
mod act;
mod list;
mod read;
mod wish;

use aws_sdk_dynamodb::Client;
use desk::time::Instant;
use escalon_aws::config::{Tables, Unset};
use escalon_aws::problem::Problem;
use escalon_aws::{Ledger, QueueIndex, TicketId};
use lambda_http::http::{Method, StatusCode};
use lambda_http::{Body, Request, RequestExt, Response};

/// The function with the ports it needs.
#[derive(Debug, Clone)]
pub struct DeskApi {
    ledger: Ledger,
    queue: QueueIndex,
    tickets_table: String,
}

impl DeskApi {
    /// The function with its ports, from its environment.
    ///
    /// # Errors
    /// Names the variable that is not set.
    pub fn from(lookup: &impl Fn(&str) -> Option<String>, client: Client) -> Result<Self, Unset> {
        let tables = Tables::from(lookup)?;
        Ok(Self {
            ledger: Ledger::new(client.clone(), &tables),
            queue: QueueIndex::new(client, &tables.tickets),
            tickets_table: tables.tickets,
        })
    }

    /// Answers one request at `now`; a refusal is a problem document and has written nothing.
    pub async fn handle(&self, request: &Request, now: Instant) -> Response<Body> {
        let answer = self.route(request, now).await;
        answer.unwrap_or_else(|problem| problem.answer())
    }

    async fn route(&self, request: &Request, now: Instant) -> Result<Response<Body>, Problem> {
        let parameters = request.path_parameters();
        let desk = parameters.first("desk").unwrap_or_default();
        match (request.method(), parameters.first("ticket")) {
            (&Method::GET, None) => self.list(desk, request, now).await,
            (&Method::GET, Some(ticket)) => self.read(&ticket_id(desk, ticket)?, now).await,
            (&Method::POST, Some(ticket)) => {
                let id = ticket_id(desk, ticket)?;
                self.act(&id, request, now).await
            }
            _ => {
                let title = "this is not done here";
                let detail = format!("{} is not served at this path", request.method());
                let status = StatusCode::METHOD_NOT_ALLOWED;
                Err(Problem::new(status, "method", title, detail))
            }
        }
    }
}

fn ticket_id(desk: &str, ticket: &str) -> Result<TicketId, Problem> {
    TicketId::parse(desk, ticket).map_err(|error| Problem::not_found("ticket", error.to_string()))
}

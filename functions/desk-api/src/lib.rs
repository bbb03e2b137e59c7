//! HTTP: agents list, read and act.
//!
//! Reading shows why: clocks with the stretches that were counted, and the timeline of facts.
//! Acting is one command on one ticket, decided by the policy and written in one transaction.
//! Customers' organisations and who may do what in their name are kept here as well.
mod act;
mod agents;
mod customer;
mod family;
mod list;
mod merge;
mod people;
mod read;
mod wish;

use aws_sdk_dynamodb::Client;
use desk::time::Instant;
use escalon_aws::config::{Tables, Unset};
use escalon_aws::problem::Problem;
use escalon_aws::{Ledger, Organisations, QueueIndex, TicketId};
use lambda_http::http::{Method, StatusCode};
use lambda_http::{Body, Request, RequestExt, Response};

/// The function with the ports it needs.
#[derive(Debug, Clone)]
pub struct DeskApi {
    ledger: Ledger,
    queue: QueueIndex,
    organisations: Organisations,
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
            queue: QueueIndex::new(client.clone(), &tables.tickets),
            organisations: Organisations::new(client, &tables.tickets),
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
        let organisation = parameters.first("organisation");
        if let Some(organisation) = organisation {
            let place = (desk, organisation);
            return match (request.method(), parameters.first("person")) {
                (&Method::GET, None) => self.organisation(place).await,
                (&Method::PUT, None) => self.replace(place, request).await,
                (&Method::PUT, Some(person)) => self.give_access(place, person, request).await,
                _ => Err(not_done(request)),
            };
        }
        if request.raw_http_path().contains("/agents") {
            return match (request.method(), parameters.first("agent")) {
                (&Method::GET, None) => self.agents(desk).await,
                (&Method::PUT, Some(agent)) => self.put_agent(desk, agent, request).await,
                _ => Err(not_done(request)),
            };
        }
        match (request.method(), parameters.first("ticket")) {
            (&Method::GET, None) => self.list(desk, request, now).await,
            (&Method::GET, Some(ticket)) => self.read(&ticket_id(desk, ticket)?, now).await,
            (&Method::POST, Some(ticket)) => {
                let id = ticket_id(desk, ticket)?;
                self.act(&id, request, now).await
            }
            _ => Err(not_done(request)),
        }
    }
}

fn not_done(request: &Request) -> Problem {
    let title = "this is not done here";
    let detail = format!("{} is not served at this path", request.method());
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method", title, detail)
}

fn ticket_id(desk: &str, ticket: &str) -> Result<TicketId, Problem> {
    TicketId::parse(desk, ticket).map_err(|error| Problem::not_found("ticket", error.to_string()))
}

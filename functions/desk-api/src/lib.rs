//! HTTP: agents list, read and act.
//!
//! Reading shows why: clocks with the stretches that were counted, and the timeline of facts.
//! Acting is one command on one ticket, decided by the policy and written in one transaction.
//! Customers' organisations and who may do what in their name are kept here as well.
mod access;
mod agents;
mod applied;
mod bounds;
mod command_body;
mod commands;
mod incident;
mod list;
mod merge;
mod organisation;
mod organisation_draft;
mod read;
mod ticket_name;

use aws_sdk_dynamodb::Client;
use desk::time::Instant;
use escalon_aws::config::{Tables, Unset};
use escalon_aws::problem::{self, Problem, ProblemKind};
use escalon_aws::{Ledger, Organisations, QueueIndex};
use lambda_http::http::Method;
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
        answer.unwrap_or_else(|problem| match problem::accepted_locales(request).first() {
            Some(locale) => problem.in_language(locale).answer(),
            None => problem.answer(),
        })
    }

    async fn route(&self, request: &Request, now: Instant) -> Result<Response<Body>, Problem> {
        bounds::path(request)?;
        let parameters = request.path_parameters();
        let desk = parameters.first("desk").unwrap_or_default();
        let organisation = parameters.first("organisation");
        if let Some(organisation) = organisation {
            let path = (desk, organisation);
            return match (request.method(), parameters.first("person")) {
                (&Method::GET, None) => self.organisation(path).await,
                (&Method::PUT, None) => self.replace_organisation(path, request).await,
                (&Method::PUT, Some(person)) => self.give_access(path, person, request).await,
                _ => Err(not_served(request)),
            };
        }
        if is_about_agents(request) {
            return match (request.method(), parameters.first("agent")) {
                (&Method::GET, None) => self.agents(desk).await,
                (&Method::PUT, Some(agent)) => self.put_agent(desk, agent, request).await,
                _ => Err(not_served(request)),
            };
        }
        match (request.method(), parameters.first("ticket")) {
            (&Method::GET, None) => self.list(desk, request, now).await,
            (&Method::GET, Some(ticket)) => {
                let id = ticket_name::in_path(desk, ticket)?;
                self.read(&id, now).await
            }
            (&Method::POST, Some(ticket)) => {
                let id = ticket_name::in_path(desk, ticket)?;
                self.act(&id, request, now).await
            }
            _ => Err(not_served(request)),
        }
    }
}

/// Whether the path is that of the desk's agents. A desk or a ticket may have any name, also one that begins so.
fn is_about_agents(request: &Request) -> bool {
    let parameters = request.path_parameters();
    let all = request.raw_http_path().ends_with("/agents");
    parameters.first("agent").is_some() || (all && parameters.first("ticket").is_none())
}

fn not_served(request: &Request) -> Problem {
    let detail = format!("{} is not served at this path", request.method());
    Problem::new(ProblemKind::Method, detail)
}

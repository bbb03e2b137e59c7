//! HTTP: a ticket comes in.
//!
//! [`Intake::handle`] tells the story: read the request, find the policy in force, prepare the ticket (the
//! requester, eligibility, required information), open it in one transaction, answer what is promised. A
//! repeated request (same Idempotency-Key) finds the ticket it opened and changes nothing.
mod answer;
mod completeness;
mod describe;
mod draft;
mod dry_run;
mod eligibility;
mod person;
mod prepare;
mod request;
mod split;

use aws_sdk_dynamodb::Client;
use desk::i18n::RefusalValue;
use desk::time::Instant;
use escalon_aws::config::{Tables, Unset};
use escalon_aws::problem::{self, Problem, ProblemKind};
use escalon_aws::{ApplyError, CommandRequest, Ledger, StoreError, TicketId};
use lambda_http::http::{Method, StatusCode};
use lambda_http::{Body, Request, RequestExt, Response};

use crate::answer::Opened;
use crate::prepare::{PolicyInForce, PreparedTicket};
use crate::request::IntakeRequest;
use crate::split::{RequestedTicket, split};

pub use dry_run::dry_run;

/// Longest name of a desk in a path, in bytes: what is longer fits into no key of the store.
const LONGEST_DESK: usize = 254;

/// The function with the ports it needs.
#[derive(Debug, Clone)]
pub struct Intake {
    ledger: Ledger,
    tickets_table: String,
}

impl Intake {
    /// The function with its ports, from its environment.
    ///
    /// # Errors
    /// Names the variable that is not set.
    pub fn from(lookup: &impl Fn(&str) -> Option<String>, client: Client) -> Result<Self, Unset> {
        let tables = Tables::from(lookup)?;
        Ok(Self {
            ledger: Ledger::new(client, &tables),
            tickets_table: tables.tickets,
        })
    }

    /// Answers one request at `now`; a refusal is a problem document and has written nothing.
    pub async fn handle(&self, request: &Request, now: Instant) -> Response<Body> {
        let parameters = request.path_parameters();
        let desk = parameters.first("desk").unwrap_or_default();
        let answer = if desk.len() > LONGEST_DESK {
            let detail = format!("at most {LONGEST_DESK} bytes, not {}", desk.len());
            Err(Problem::invalid("desk", detail))
        } else if request.method() == Method::GET {
            self.describe(desk).await
        } else {
            self.open(desk, request, now).await
        };
        match answer {
            Ok(answer) => answer,
            Err(problem) => self.in_words(problem, desk, request).await.answer(),
        }
    }

    /// A refusal in the language of whoever reads it: the first one that they ask for and the desk speaks, else the desk's own.
    async fn in_words(&self, problem: Problem, desk: &str, request: &Request) -> Problem {
        let mut wishes = problem::accepted_locales(request);
        wishes.extend(request::locale_of(request.body()));
        match self.ledger.desks.require_policy(desk).await {
            Ok((_, policy)) => {
                let wish = wishes.iter().find(|wish| policy.speaks(wish));
                problem.in_language(policy.locale_of(wish.map(String::as_str)))
            }
            Err(_) => problem.in_language(wishes.first().map_or("en", String::as_str)),
        }
    }

    async fn describe(&self, desk: &str) -> Result<Response<Body>, Problem> {
        let (_, policy) = self.ledger.desks.require_policy(desk).await?;
        Ok(problem::json(StatusCode::OK, &describe::form(&policy)))
    }

    async fn open(
        &self,
        desk: &str,
        request: &Request,
        now: Instant,
    ) -> Result<Response<Body>, Problem> {
        let request = IntakeRequest::read(desk, request)?;
        let first = self
            .find_opened(&request, &request.key.ticket(desk, 0))
            .await?;
        let (status, policy) = match &first {
            // A repeated request goes on where it stopped: same policy, same start.
            Some(opened) => (StatusCode::OK, PolicyInForce::of(opened)),
            None => (StatusCode::CREATED, self.policy_in_force(desk, now).await?),
        };
        let opened = self.open_missing(&request, &policy, first, now).await?;
        Ok(answer::answer(status, &opened, now))
    }

    /// Opens the request's tickets that are not there yet, in their order.
    async fn open_missing(
        &self,
        request: &IntakeRequest<'_>,
        policy: &PolicyInForce,
        first: Option<Opened>,
        now: Instant,
    ) -> Result<Vec<Opened>, Problem> {
        let tickets = split(&policy.policy, request);
        let mut opened = Vec::from_iter(first);
        let mut prepared = None;
        for (number, ticket) in tickets.iter().enumerate().skip(opened.len()) {
            // Whether the first is there was asked already.
            if number > 0
                && let Some(known) = self.find_opened(request, &ticket.id).await?
            {
                opened.push(known);
                continue;
            }
            let prepared = match &prepared {
                Some(prepared) => prepared,
                None => prepared.insert(self.prepare(request, policy).await?),
            };
            opened.push(
                self.open_one(request, policy, prepared, ticket, now)
                    .await?,
            );
        }
        Ok(opened)
    }

    /// The ticket of that name, if this very request has opened it already.
    async fn find_opened(
        &self,
        request: &IntakeRequest<'_>,
        id: &TicketId,
    ) -> Result<Option<Opened>, Problem> {
        let Some(loaded) = self.ledger.tickets.load(id).await? else {
            return Ok(None);
        };
        let state = loaded.state;
        if state.request_hash != request.hash {
            let detail = format!("it has opened the ticket {}", id.reference());
            let problem = Problem::new(ProblemKind::KeyReused, detail).at("idempotency-key");
            let reference = RefusalValue::Text(id.reference());
            return Err(problem.said("key-reused", [("reference", reference)]));
        }
        let version = &state.policy_version;
        let policy = self.ledger.desks.policy(request.desk, version).await?;
        let id = id.clone();
        Ok(Some(Opened { id, state, policy }))
    }

    async fn policy_in_force(&self, desk: &str, now: Instant) -> Result<PolicyInForce, Problem> {
        let (version, policy) = self.ledger.desks.require_policy(desk).await?;
        if !policy.is_in_force(now) {
            let detail = format!("its policy is in force from {}", policy.effective_from);
            let problem = Problem::new(ProblemKind::NotInForce, detail).at("desk");
            let from = RefusalValue::Text(policy.effective_from.to_string());
            return Err(problem.said("not-in-force", [("from", from)]));
        }
        Ok(PolicyInForce {
            version,
            policy,
            start: now,
        })
    }

    async fn prepare(
        &self,
        request: &IntakeRequest<'_>,
        policy: &PolicyInForce,
    ) -> Result<PreparedTicket, Problem> {
        let (desk, draft) = (request.desk, &request.draft);
        let organisation = person::organisation(&self.ledger.desks, desk, draft).await?;
        PreparedTicket::prepare(desk, draft, organisation.as_ref(), policy)
    }

    async fn open_one(
        &self,
        request: &IntakeRequest<'_>,
        policy: &PolicyInForce,
        prepared: &PreparedTicket,
        ticket: &RequestedTicket,
        now: Instant,
    ) -> Result<Opened, Problem> {
        let id = &ticket.id;
        let command = CommandRequest {
            texts: vec![ticket.draft.text(prepared.by.clone(), policy.start)],
            writes: vec![prepared.contact.write(&self.tickets_table, request.desk)?],
            source: request.source.clone(),
            ..CommandRequest::from(prepared.command(policy, &request.hash, id))
        };
        match self.ledger.open(id, &policy.policy, command, now).await {
            Ok(applied) => {
                tracing::info!(ticket.id = %id, "received");
                Ok(Opened {
                    id: id.clone(),
                    state: applied.state,
                    policy: policy.policy.clone(),
                })
            }
            // Somebody opened it between our look and our write: then this is a repeated request.
            Err(ApplyError::Store(StoreError::Conflict { .. })) => {
                let opened = self.find_opened(request, id).await?;
                opened.ok_or_else(Problem::unavailable)
            }
            Err(error) => Err(error.into()),
        }
    }
}

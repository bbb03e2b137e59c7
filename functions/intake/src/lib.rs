//! HTTP: a ticket comes in.
//!
//! `receive` is the story: read the request, find the desk's policy and the customer, ask the
//! policy whether the ticket is proper, open it in one transaction, tell what is promised. A
//! repeated request (same Idempotency-Key) finds the ticket it opened and changes nothing.
mod describe;
mod draft;
mod opened;
mod person;
mod proper;

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use desk::policy::Policy;
use desk::ticket::{Act, Actor, Command};
use desk::time::Instant;
use escalon_aws::config::{Tables, Unset};
use escalon_aws::problem::{self, Problem};
use escalon_aws::{Also, ApplyError, Ledger, StoreError, TicketId};
use lambda_http::http::{Method, StatusCode};
use lambda_http::request::RequestContext;
use lambda_http::{Body, Request, RequestExt, Response};
use sha2::{Digest, Sha256};

use crate::draft::Draft;
use crate::opened::Opened;

/// The header by which a client may repeat a request without opening a second ticket.
const KEY: &str = "idempotency-key";
const LONGEST_KEY: usize = 200;

/// The function with the ports it needs.
#[derive(Debug, Clone)]
pub struct Intake {
    ledger: Ledger,
    tickets_table: String,
}

/// A request as it came: whose desk, under which key, with which words.
struct Asked<'r> {
    desk: &'r str,
    id: TicketId,
    hash: String,
    body: &'r Body,
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
        let answer = if request.method() == Method::GET {
            self.describe(desk).await
        } else {
            self.open(desk, request, now).await
        };
        answer.unwrap_or_else(|problem| problem.answer())
    }

    async fn describe(&self, desk: &str) -> Result<Response<Body>, Problem> {
        let (_, policy) = self.policy(desk).await?;
        Ok(problem::json(StatusCode::OK, &describe::form(&policy)))
    }

    async fn open(
        &self,
        desk: &str,
        request: &Request,
        now: Instant,
    ) -> Result<Response<Body>, Problem> {
        let asked = Asked {
            desk,
            id: TicketId::of_key(desk, &key(request)?),
            hash: hash(request.body()),
            body: request.body(),
        };
        let draft: Draft = problem::body(asked.body)?;
        draft.check()?;
        if let Some(known) = self.known(&asked).await? {
            return Ok(known.answer(StatusCode::OK, &asked.id, now));
        }
        match self.receive(&asked, &draft, now).await {
            Ok(opened) => Ok(opened.answer(StatusCode::CREATED, &asked.id, now)),
            Err(NotOpened::Refused(problem)) => Err(problem),
            Err(NotOpened::Raced) => {
                let known = self.known(&asked).await?.ok_or_else(Problem::unavailable)?;
                Ok(known.answer(StatusCode::OK, &asked.id, now))
            }
        }
    }

    /// The ticket that this key has opened already.
    async fn known(&self, asked: &Asked<'_>) -> Result<Option<Opened>, Problem> {
        let loaded = self.ledger.tickets.load(&asked.id).await;
        let Some(loaded) = loaded.map_err(|error| Problem::from(&error))? else {
            return Ok(None);
        };
        let state = loaded.state;
        if state.request_hash != asked.hash {
            let title = "the Idempotency-Key was used for another request";
            let detail = format!("it has opened the ticket {}", asked.id.reference());
            let problem = Problem::new(StatusCode::CONFLICT, "key-reused", title, detail);
            return Err(problem.at("idempotency-key"));
        }
        let version = &state.policy_version;
        let policy = self.ledger.desks.policy(asked.desk, version).await;
        let policy = policy.map_err(|error| Problem::from(&error))?;
        Ok(Some(Opened { state, policy }))
    }

    async fn policy(&self, desk: &str) -> Result<(String, Arc<Policy>), Problem> {
        let found = self.ledger.desks.current(desk).await;
        let found = found.map_err(|error| Problem::from(&error))?;
        found.ok_or_else(|| Problem::not_found("desk", format!("there is no desk `{desk}`")))
    }

    async fn receive(
        &self,
        asked: &Asked<'_>,
        draft: &Draft,
        now: Instant,
    ) -> Result<Opened, NotOpened> {
        let (version, policy) = self.policy(asked.desk).await?;
        let organisation = person::organisation(&self.ledger.desks, asked.desk, draft).await?;
        let contact = person::contact(asked.desk, draft, organisation.as_ref(), &policy);
        let opening = person::opening(draft, organisation.as_ref(), &contact, &policy)?;
        let missing = proper::missing(&policy, draft, now)?;
        let act = Act::Open {
            opening,
            requester: contact.id.clone(),
            request_hash: asked.hash.clone(),
            policy_version: version,
            reference: asked.id.reference(),
            missing,
        };
        let command = Command {
            by: Actor::Requester,
            occurred_at: now,
            cause: format!("open:{}", asked.id.name()),
            act,
        };
        let wish = Also {
            texts: vec![draft.text(now)],
            writes: vec![
                contact
                    .write(&self.tickets_table, asked.desk)
                    .map_err(ApplyError::Store)?,
            ],
            ..Also::from(command)
        };
        let applied = self.ledger.open(&asked.id, &policy, wish, now).await?;
        tracing::info!(ticket.id = %asked.id, "received");
        Ok(Opened {
            state: applied.state,
            policy,
        })
    }
}

/// Why a request opened no ticket.
enum NotOpened {
    Refused(Problem),
    /// Somebody opened it between our look and our write: then this is a repeated request.
    Raced,
}

impl From<Problem> for NotOpened {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem)
    }
}

impl From<ApplyError> for NotOpened {
    fn from(error: ApplyError) -> Self {
        match &error {
            ApplyError::Store(StoreError::Conflict { .. }) => Self::Raced,
            ApplyError::Store(_) | ApplyError::Refused(_) | ApplyError::Stale { .. } => {
                Self::Refused(Problem::from(&error))
            }
        }
    }
}

/// The key that names the ticket: the client's, or the request's own id, which is never repeated.
fn key(request: &Request) -> Result<String, Problem> {
    let Some(key) = request.headers().get(KEY) else {
        let RequestContext::ApiGatewayV2(context) = request.request_context() else {
            return Err(Problem::invalid(KEY, "the header is missing"));
        };
        return Ok(format!(
            "request:{}",
            context.request_id.unwrap_or_default()
        ));
    };
    let key = key.to_str().unwrap_or_default();
    if key.is_empty() || key.len() > LONGEST_KEY {
        let detail = format!("a key has 1 to {LONGEST_KEY} visible ASCII characters");
        return Err(Problem::invalid(KEY, detail));
    }
    Ok(format!("key:{key}"))
}

fn hash(body: &Body) -> String {
    let digest = Sha256::digest(body.as_ref());
    let bytes = digest.iter().take(16);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

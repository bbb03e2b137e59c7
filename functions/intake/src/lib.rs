//! HTTP: a ticket comes in.
//!
//! `receive` is the story: read the request, find the desk's policy and the customer, ask the
//! policy whether the ticket is proper, open it in one transaction, tell what is promised. A
//! repeated request (same Idempotency-Key) finds the ticket it opened and changes nothing.
mod describe;
mod door;
mod draft;
mod dry_run;
mod opened;
mod parts;
mod person;
mod proper;

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use desk::lifecycle::{Act, Command, commands};
use desk::policy::Policy;
use desk::ticket::{Actor, Opening};
use desk::time::Instant;
use escalon_aws::config::{Tables, Unset};
use escalon_aws::problem::{self, Problem};
use escalon_aws::{
    ApplyError, CommandRequest, Contact, Ledger, Organisation, StoreError, TicketId,
};
use lambda_http::http::{Method, StatusCode};
use lambda_http::request::RequestContext;
use lambda_http::{Body, Request, RequestExt, Response};
use sha2::{Digest, Sha256};

use crate::draft::Draft;
use crate::opened::Opened;
use crate::parts::{Part, parts};

pub use dry_run::dry_run;

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
    key: String,
    hash: String,
    draft: Draft,
}

/// What is to be opened, once for all tickets of a request.
struct Wanted {
    opening: Opening,
    contact: Contact,
    missing: Vec<String>,
    by: Actor,
}

/// The policy that a request is opened under, and since when its tickets count.
struct Under {
    version: String,
    policy: Arc<Policy>,
    start: Instant,
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
            key: key(request)?,
            hash: hash(request.body()),
            draft: problem::body(request.body())?,
        };
        asked.draft.check()?;
        let first = TicketId::of_key(desk, &asked.key);
        let (status, under) = match self.known(&asked, &first).await? {
            // A repeated request goes on where it stopped: same policy, same start.
            Some(known) => (StatusCode::OK, under(known)),
            None => (StatusCode::CREATED, self.in_force(desk, now).await?),
        };
        let opened = self.receive(&asked, &under, now).await?;
        Ok(opened::answer(status, &opened, now))
    }

    /// Opens what is not there yet of a request's tickets, in their order.
    async fn receive(
        &self,
        asked: &Asked<'_>,
        under: &Under,
        now: Instant,
    ) -> Result<Vec<Opened>, Problem> {
        let mut wanted = None;
        let mut opened = Vec::new();
        for part in parts(&under.policy, asked.desk, &asked.key, &asked.draft) {
            if let Some(known) = self.known(asked, &part.id).await? {
                opened.push(known);
                continue;
            }
            let wanted = match &wanted {
                Some(wanted) => wanted,
                None => wanted.insert(self.wanted(asked, under).await?),
            };
            opened.push(match self.open_one(asked, under, wanted, part, now).await {
                Ok(opened) => opened,
                Err(NotOpened::Refused(problem)) => return Err(problem),
                Err(NotOpened::Raced(id)) => {
                    let known = self.known(asked, &id).await?;
                    known.ok_or_else(Problem::unavailable)?
                }
            });
        }
        Ok(opened)
    }

    /// The ticket that this key has opened already.
    async fn known(&self, asked: &Asked<'_>, id: &TicketId) -> Result<Option<Opened>, Problem> {
        let loaded = self.ledger.tickets.load(id).await;
        let Some(loaded) = loaded.map_err(|error| Problem::from(&error))? else {
            return Ok(None);
        };
        let state = loaded.state;
        if state.request_hash != asked.hash {
            let title = "the Idempotency-Key was used for another request";
            let detail = format!("it has opened the ticket {}", id.reference());
            let problem = Problem::new(StatusCode::CONFLICT, "key-reused", title, detail);
            return Err(problem.at("idempotency-key"));
        }
        let version = &state.policy_version;
        let policy = self.ledger.desks.policy(asked.desk, version).await;
        let policy = policy.map_err(|error| Problem::from(&error))?;
        let id = id.clone();
        Ok(Some(Opened { id, state, policy }))
    }

    async fn in_force(&self, desk: &str, now: Instant) -> Result<Under, Problem> {
        let (version, policy) = self.policy(desk).await?;
        if !policy.is_in_force(now) {
            let title = "this desk is not open yet";
            let detail = format!("its policy is in force from {}", policy.effective_from);
            let problem = Problem::new(StatusCode::FORBIDDEN, "not-in-force", title, detail);
            return Err(problem.at("desk"));
        }
        Ok(Under {
            version,
            policy,
            start: now,
        })
    }

    async fn policy(&self, desk: &str) -> Result<(String, Arc<Policy>), Problem> {
        let found = self.ledger.desks.current(desk).await;
        let found = found.map_err(|error| Problem::from(&error))?;
        found.ok_or_else(|| Problem::not_found("desk", format!("there is no desk `{desk}`")))
    }

    /// Asks the policy whether it serves whoever asks, and whether the ticket is proper.
    async fn wanted(&self, asked: &Asked<'_>, under: &Under) -> Result<Wanted, Problem> {
        let (desk, draft) = (asked.desk, &asked.draft);
        let organisation = person::organisation(&self.ledger.desks, desk, draft).await?;
        Wanted::of(desk, draft, organisation.as_ref(), under)
    }

    async fn open_one(
        &self,
        asked: &Asked<'_>,
        under: &Under,
        wanted: &Wanted,
        part: Part,
        now: Instant,
    ) -> Result<Opened, NotOpened> {
        let command = wanted.command(under, &asked.hash, &part.id);
        let contact = wanted.contact.write(&self.tickets_table, asked.desk);
        let wish = CommandRequest {
            texts: vec![part.draft.text(wanted.by.clone(), under.start)],
            writes: vec![contact.map_err(|error| NotOpened::Refused(Problem::from(&error)))?],
            ..CommandRequest::from(command)
        };
        match self.ledger.open(&part.id, &under.policy, wish, now).await {
            Ok(applied) => {
                tracing::info!(ticket.id = %part.id, "received");
                Ok(Opened {
                    id: part.id,
                    state: applied.state,
                    policy: under.policy.clone(),
                })
            }
            // Somebody opened it between our look and our write: then this is a repeated request.
            Err(ApplyError::Store(StoreError::Conflict { .. })) => Err(NotOpened::Raced(part.id)),
            Err(error) => Err(NotOpened::Refused(Problem::from(&error))),
        }
    }
}

impl Wanted {
    fn of(
        desk: &str,
        draft: &Draft,
        organisation: Option<&Organisation>,
        under: &Under,
    ) -> Result<Self, Problem> {
        let policy = &under.policy;
        let contact = person::contact(desk, draft, organisation, policy);
        let opening = person::opening(desk, draft, organisation, &contact, policy)?;
        door::admitted(policy, &opening)?;
        Ok(Self {
            missing: proper::missing(policy, draft, under.start)?,
            by: person::actor(&opening),
            opening,
            contact,
        })
    }

    fn command(&self, under: &Under, hash: &str, id: &TicketId) -> Command {
        let act = Act::Open(commands::Open {
            opening: self.opening.clone(),
            requester: self.contact.id.clone(),
            request_hash: hash.to_owned(),
            policy_version: under.version.clone(),
            reference: id.reference(),
            missing: self.missing.clone(),
        });
        Command {
            by: self.by.clone(),
            occurred_at: under.start,
            cause: format!("open:{}", id.name()),
            act,
        }
    }
}

fn under(known: Opened) -> Under {
    Under {
        version: known.state.policy_version,
        policy: known.policy,
        start: known.state.opened_at,
    }
}

/// Why a ticket was not opened.
enum NotOpened {
    Refused(Problem),
    /// It is there by now.
    Raced(TicketId),
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

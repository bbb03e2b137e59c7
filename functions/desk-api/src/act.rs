//! `POST /desks/{desk}/tickets/{ticket}/commands`: one command on one ticket.
use desk::clock::views;
use desk::lifecycle::{Act, Command, TextRule, commands};
use desk::mail_address::MailAddress;
use desk::ticket::{Actor, State};
use desk::time::Instant;
use escalon_aws::problem::{self, Problem};
use escalon_aws::{Applied, CommandRequest, Contact, Organisation, StoreError, Text, TicketId};
use lambda_http::http::StatusCode;
use lambda_http::request::RequestContext;
use lambda_http::{Body, Request, RequestExt, Response};
use serde_json::{Map, Value, json};

use crate::DeskApi;
use crate::merge::of_desk;
use crate::read::unknown;
use crate::wish::{Wish, takes_text};

/// The header by which a client may repeat a command that is then done once.
const KEY: &str = "idempotency-key";

impl DeskApi {
    pub(crate) async fn act(
        &self,
        id: &TicketId,
        request: &Request,
        now: Instant,
    ) -> Result<Response<Body>, Problem> {
        let fields: Map<String, Value> = problem::body(request.body())?;
        let wish = Wish::read(fields)?;
        let wish = self.known(id, wish).await?;
        let cause = cause(request);
        if let Act::MergeInto(commands::MergeInto { other }) = &wish.act {
            return self.merge(id, other, &wish, &cause, now).await;
        }
        if let Act::Adopt(commands::Adopt { children }) = &wish.act {
            return self.adopt(id, children, &wish, &cause, now).await;
        }
        if let Act::AskToJoin(commands::AskToJoin { parent }) = &wish.act {
            let parent = of_desk(id.desk(), parent);
            let parent = parent.map_err(|detail| Problem::invalid("parent", detail))?;
            let children = [id.name().to_owned()];
            return self.adopt(&parent, &children, &wish, &cause, now).await;
        }
        let contact = self.corrected(id, &wish).await?;
        let table = &self.tickets_table;
        let write = contact
            .map(|contact| contact.write(table, id.desk()))
            .transpose();
        let write = write.map_err(|error| Problem::from(&error))?;
        let applied = self
            .ledger
            .apply(id, now, |state, _| {
                Some(CommandRequest {
                    writes: write.iter().cloned().collect(),
                    ..command(&wish, state, &cause, now)
                })
            })
            .await
            .map_err(|error| Problem::from(&error))?;
        for fact in &applied.facts {
            tracing::info!(ticket.id = %id, kind = fact.body.kind(), "acted");
        }
        Ok(problem::json(StatusCode::OK, &answer(id, &applied, now)))
    }

    /// An answer to a quote, with what the requester's organisation says of whoever gives it.
    async fn known(&self, id: &TicketId, wish: Wish) -> Result<Wish, Problem> {
        if wish.by != Actor::Requester || !wish.answers_a_quote() {
            return Ok(wish);
        }
        let problem = |error: StoreError| Problem::from(&error);
        let (desks, desk) = (&self.ledger.desks, id.desk());
        let loaded = self.ledger.tickets.load(id).await.map_err(problem)?;
        let state = loaded.ok_or_else(|| unknown(id))?.state;
        let organisation = match state.subject.organisation.get("id") {
            Some(name) => desks.organisation(desk, name).await.map_err(problem)?,
            None => None,
        };
        let email = match &wish.contact {
            Some(email) => email.clone(),
            None => {
                let contact = desks.contact(desk, &state.requester).await;
                let contact = contact.map_err(problem)?;
                contact.map(|contact| contact.email).unwrap_or_default()
            }
        };
        let approver = Organisation::approver(organisation.as_ref(), desk, &email);
        Ok(wish.of(approver))
    }

    /// The requester with the address put right, when that is what a `resend` brings.
    async fn corrected(&self, id: &TicketId, wish: &Wish) -> Result<Option<Contact>, Problem> {
        let (Act::Resend(_), Some(email)) = (&wish.act, &wish.email) else {
            return Ok(None);
        };
        let checked = MailAddress::check(email);
        checked.map_err(|error| Problem::invalid("email", error.to_string()))?;
        let problem = |error: StoreError| Problem::from(&error);
        let loaded = self.ledger.tickets.load(id).await.map_err(problem)?;
        let state = loaded.ok_or_else(|| unknown(id))?.state;
        let contact = self.ledger.desks.contact(id.desk(), &state.requester).await;
        let contact = contact.map_err(problem)?.ok_or_else(|| unknown(id))?;
        Ok(Some(Contact {
            email: email.clone(),
            ..contact
        }))
    }
}

pub(crate) fn command(wish: &Wish, state: &State, cause: &str, now: Instant) -> CommandRequest {
    let seq = state.version + 1;
    let act = wish.act_with_text(seq);
    let text = wish.text.as_ref().filter(|_| takes_text(&act));
    let text = text.map(|body| Text {
        seq,
        by: wish.by.clone(),
        at: wish.at.unwrap_or(now),
        subject: None,
        body: body.clone(),
        internal: act.text() == TextRule::Internal,
        attachments: Vec::new(),
    });
    CommandRequest {
        texts: text.into_iter().collect(),
        writes: Vec::new(),
        version: wish.version,
        command: Command {
            by: wish.by.clone(),
            occurred_at: wish.at.unwrap_or(now),
            cause: cause.to_owned(),
            act,
        },
    }
}

/// The client's key, or the request's own id, which is never repeated.
fn cause(request: &Request) -> String {
    let key = request.headers().get(KEY).and_then(|key| key.to_str().ok());
    if let Some(key) = key.filter(|key| !key.is_empty()) {
        let key: String = key.chars().take(200).collect();
        return format!("key:{key}");
    }
    let RequestContext::ApiGatewayV2(context) = request.request_context() else {
        return "request".to_owned();
    };
    format!("request:{}", context.request_id.unwrap_or_default())
}

pub(crate) fn answer(id: &TicketId, applied: &Applied, now: Instant) -> Value {
    let state = &applied.state;
    json!({
        "ticket": id.name(),
        "version": state.version,
        "status": state.status.name(),
        "priority": state.subject.priority,
        "level": state.level,
        "facts": applied.facts,
        "clocks": views(state, &applied.policy, now),
    })
}

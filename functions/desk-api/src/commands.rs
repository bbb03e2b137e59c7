//! `POST /desks/{desk}/tickets/{ticket}/commands`: one command on one ticket.
use desk::lifecycle::{Act, Command, TextRule, commands};
use desk::mail_address::MailAddress;
use desk::ticket::{Actor, State};
use desk::time::Instant;
use escalon_aws::problem::{self, Problem};
use escalon_aws::{
    CommandKey, CommandRequest, Contact, IdempotencyKey, Organisation, Text, TicketId,
};
use lambda_http::{Body, Request, Response};
use serde_json::{Map, Value};

use crate::DeskApi;
use crate::command_body::{CommandBody, takes_text};
use crate::{applied, bounds, ticket_name};

impl DeskApi {
    pub(crate) async fn act(
        &self,
        id: &TicketId,
        request: &Request,
        now: Instant,
    ) -> Result<Response<Body>, Problem> {
        let fields: Map<String, Value> = problem::body(request.body())?;
        bounds::command(&fields)?;
        let body = CommandBody::read(fields)?;
        let body = self.with_approver(id, body).await?;
        let key = IdempotencyKey::of_command(request);
        let key = &RequestKey {
            cause: key.cause(),
            remembered: key.of_body(request.body()),
        };
        if let Act::MergeInto(commands::MergeInto { other }) = &body.act {
            return self.merge(id, other, &body, key, now).await;
        }
        if let Act::Adopt(commands::Adopt { children }) = &body.act {
            return self.adopt(id, children, &body, key, now).await;
        }
        if let Act::AskToJoin(commands::AskToJoin { parent }) = &body.act {
            let parent = ticket_name::in_field(id.desk(), parent, "parent")?;
            let children = [id.name().to_owned()];
            return self.adopt(&parent, &children, &body, key, now).await;
        }
        let contact = self.corrected_contact(id, &body).await?;
        let table = &self.tickets_table;
        let write = contact.map(|contact| contact.write(table, id.desk()));
        let write = write.transpose()?;
        let applied = self.ledger.apply(id, now, |state, _| {
            Some(CommandRequest {
                writes: write.iter().cloned().collect(),
                ..command_request(&body, state, key, now)
            })
        });
        let applied = applied.await?;
        for fact in &applied.facts {
            tracing::info!(ticket.id = %id, kind = fact.body.kind(), "acted");
        }
        Ok(applied::answer(id, &applied, now))
    }

    /// An answer to a quote, with the role that the requester's organisation gives to the person who answers.
    async fn with_approver(
        &self,
        id: &TicketId,
        body: CommandBody,
    ) -> Result<CommandBody, Problem> {
        if body.by != Actor::Requester || !body.answers_a_quote() {
            return Ok(body);
        }
        let (desks, desk) = (&self.ledger.desks, id.desk());
        let state = self.ledger.tickets.require(id).await?.state;
        let organisation = match state.subject.organisation.get("id") {
            Some(name) => desks.organisation(desk, name).await?,
            None => None,
        };
        let email = match &body.contact {
            Some(email) => email.clone(),
            None => {
                let contact = desks.contact(desk, &state.requester).await?;
                contact.map(|contact| contact.email).unwrap_or_default()
            }
        };
        let approver = Organisation::approver(organisation.as_ref(), desk, &email);
        Ok(body.approved_by(approver))
    }

    /// The requester with the address put right, when that is what a `resend` brings.
    async fn corrected_contact(
        &self,
        id: &TicketId,
        body: &CommandBody,
    ) -> Result<Option<Contact>, Problem> {
        let (Act::Resend(_), Some(email)) = (&body.act, &body.email) else {
            return Ok(None);
        };
        let checked = MailAddress::check(email);
        checked.map_err(|error| Problem::invalid("email", error.to_string()))?;
        let state = self.ledger.tickets.require(id).await?.state;
        let contact = self
            .ledger
            .desks
            .contact(id.desk(), &state.requester)
            .await?;
        let contact = contact.ok_or_else(|| Problem::no_ticket(id))?;
        Ok(Some(Contact {
            email: email.clone(),
            ..contact
        }))
    }
}

/// The key of a request: its cause, and what is remembered of it.
pub(crate) struct RequestKey<'r> {
    pub(crate) cause: &'r str,
    pub(crate) remembered: Option<CommandKey>,
}

fn command_request(
    body: &CommandBody,
    state: &State,
    key: &RequestKey<'_>,
    now: Instant,
) -> CommandRequest {
    let seq = state.version + 1;
    let act = body.act_with_text(seq);
    let text = body.text.as_ref().filter(|_| takes_text(&act));
    let text = text.map(|words| Text {
        seq,
        by: body.by.clone(),
        at: body.at.unwrap_or(now),
        subject: None,
        body: words.clone(),
        internal: act.text() == TextRule::Internal,
        attachments: Vec::new(),
    });
    CommandRequest {
        texts: text.into_iter().collect(),
        writes: Vec::new(),
        version: body.version,
        source: None,
        key: key.remembered.clone(),
        command: Command {
            act,
            ..body.command(key.cause, now)
        },
    }
}

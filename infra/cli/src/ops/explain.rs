//! `ops explain`: a ticket's story by its reference alone.
use std::io::Write;

use desk::clock::{explain_in_words, wall_time};
use desk::lifecycle::{FactBody, facts};
use desk::notice::Recipient;
use escalon_aws::{Desks, NoticeId, Outbox, TicketId, Tickets};

use super::failed;
use crate::outcome::{CommandError, CommandOutcome};
use crate::stack::Stack;

/// Notices of one transition; more would not fit into it.
const NOTICES: usize = 20;

pub(super) async fn explain(
    stack: &Stack,
    reference: &str,
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    let tickets = Tickets::new(stack.dynamodb.clone(), &stack.tickets);
    let desks = Desks::new(stack.dynamodb.clone(), &stack.tickets);
    let broken = |error| failed("explain", &error);
    for desk in desks.all().await.map_err(broken)? {
        let id = TicketId::parse(&desk, reference).map_err(|error| failed("explain", &error))?;
        let Some(loaded) = tickets.load(&id).await.map_err(broken)? else {
            continue;
        };
        let facts = tickets.facts(&id).await.map_err(broken)?;
        let version = &loaded.state.policy_version;
        let policy = desks.policy(&desk, version).await.map_err(broken)?;
        let zone = policy.zone;
        let wall = |at| wall_time(at, zone);
        let state = &loaded.state;
        writeln!(
            out,
            "{} at {desk}, {}, under version {version} of its policy (times in {zone})",
            id.reference(),
            state.status.name()
        )?;
        writeln!(out)?;
        for fact in &facts {
            let late = (fact.recorded_at - fact.occurred_at).num_seconds();
            let late = if late > 1 {
                format!("  known {late} s later")
            } else {
                String::new()
            };
            writeln!(
                out,
                "{}  {}{}{late}",
                wall(fact.occurred_at),
                fact.body.kind(),
                subject_of_fact(&fact.body)
            )?;
            for notice in notices(stack, &id, fact.seq).await? {
                writeln!(out, "{:32}mail to {notice}", "")?;
            }
        }
        // A clock that runs past its due instant is declared late within a minute, by a fact.
        let until = facts
            .last()
            .map_or(state.opened_at, |fact| fact.recorded_at);
        write!(out, "{}", explain_in_words(state, &policy, until))?;
        return Ok(CommandOutcome::AllWell);
    }
    writeln!(out, "no desk has a ticket {reference}")?;
    Ok(CommandOutcome::FoundWrong)
}

/// The promise or step that a fact is about.
fn subject_of_fact(body: &FactBody) -> String {
    if let FactBody::Breached(facts::Breached { metric, .. }) = body {
        return format!(" {metric}");
    }
    if let FactBody::PolicyRepinned(facts::PolicyRepinned { policy_version, .. }) = body {
        return format!(" to version {policy_version}");
    }
    if let FactBody::Escalated(facts::Escalated { metric, steps, .. }) = body {
        let steps: Vec<_> = steps.iter().map(|step| (step + 1).to_string()).collect();
        return format!(" {metric}, step {}", steps.join(", "));
    }
    String::new()
}

fn recipient_name(to: &Recipient) -> &str {
    match to {
        Recipient::Requester => "the requester",
        Recipient::OrganisationAdmins => "the organisation's admins",
        Recipient::Role { role, .. } => role,
    }
}

async fn notices(stack: &Stack, id: &TicketId, fact_seq: u64) -> Result<Vec<String>, CommandError> {
    let outbox = Outbox::new(stack.dynamodb.clone(), &stack.outbox);
    let mut told = Vec::new();
    for index in 0..NOTICES {
        let id = NoticeId {
            ticket: id.clone(),
            fact_seq,
            place: index,
        };
        let found = outbox.load(&id).await;
        let Some(notice) = found.map_err(|error| failed("explain", &error))? else {
            break;
        };
        let why = notice.reason.map(|reason| format!(" ({reason})"));
        told.push(format!(
            "{}: {}, {:?}{}",
            recipient_name(&notice.draft.to),
            notice.draft.text,
            notice.state,
            why.unwrap_or_default()
        ));
    }
    Ok(told)
}

//! `ops stuck` and `ops redrive`: what has failed, and another try for it.
use std::io::Write;

use escalon_aws::{Failing, FailureQueue, NoticeId, TicketId};

use super::failed;
use crate::outcome::{CommandError, CommandOutcome, counted};
use crate::stack::Stack;

pub(super) async fn list(
    stack: &Stack,
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    let mut verdict = CommandOutcome::AllWell;
    let (mut tickets, mut notices) = (0_usize, 0_usize);
    for (_, failing) in failing_in_both_tables(stack).await? {
        let (at, owner) = failing.entry.due_sk.split_once('#').unwrap_or_default();
        let (what, count) = match failing.status {
            None => ("ticket", &mut tickets),
            Some(_) => ("notice", &mut notices),
        };
        *count += 1;
        let stuck = if failing.stuck { ", STUCK" } else { "" };
        let state = failing.status.as_deref().unwrap_or("put off");
        writeln!(
            out,
            "{what} {}: {}, {} tries, next at {at}{stuck}",
            owner_name(owner),
            state.to_lowercase(),
            failing.failures
        )?;
        if failing.stuck {
            verdict = CommandOutcome::FoundWrong;
        }
    }
    writeln!(
        out,
        "{} and {} have failed and wait",
        counted(tickets, "ticket"),
        counted(notices, "notice")
    )?;
    Ok(verdict)
}

/// The name by which a person knows the owner of an entry, so that `explain` understands it.
fn owner_name(owner: &str) -> String {
    if let Ok(ticket) = owner.parse::<TicketId>() {
        return format!("{} at {}", ticket.reference(), ticket.desk());
    }
    match owner.parse::<NoticeId>() {
        Ok(notice) => {
            let ticket = &notice.ticket;
            format!("{owner} of {} at {}", ticket.reference(), ticket.desk())
        }
        Err(_) => owner.to_owned(),
    }
}

pub(super) async fn redrive(
    stack: &Stack,
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    let released = release(stack, |_| true).await?;
    writeln!(out, "{released} will be tried by the next sweep")?;
    Ok(CommandOutcome::AllWell)
}

/// Lets those be tried at once that are meant; answers how many that are.
pub(super) async fn release(
    stack: &Stack,
    meant: impl Fn(&Failing) -> bool,
) -> Result<usize, CommandError> {
    let mut released = 0;
    for (operator, failing) in failing_in_both_tables(stack).await? {
        if meant(&failing) {
            let done = operator.release(&failing, stack.now()).await;
            released += usize::from(done.map_err(|error| failed("redrive", &error))?);
        }
    }
    Ok(released)
}

async fn failing_in_both_tables(
    stack: &Stack,
) -> Result<Vec<(FailureQueue, Failing)>, CommandError> {
    let mut all = Vec::new();
    for table in [&stack.tickets, &stack.outbox] {
        let operator = FailureQueue::new(stack.dynamodb.clone(), table);
        let found = operator.failing(stack.now()).await;
        let found = found.map_err(|error| failed("stuck", &error))?;
        all.extend(found.into_iter().map(|failing| (operator.clone(), failing)));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::owner_name;

    #[test]
    fn what_has_failed_is_called_by_the_reference_that_explain_wants() {
        for (owner, name) in [
            ("acme#7KX2M4QP9ZTB1", "7KX2-M4QP-9ZTB-1 at acme"),
            (
                "acme_7KX2M4QP9ZTB1_4_0",
                "acme_7KX2M4QP9ZTB1_4_0 of 7KX2-M4QP-9ZTB-1 at acme",
            ),
            ("something else", "something else"),
        ] {
            assert_eq!(owner_name(owner), name);
        }
    }
}

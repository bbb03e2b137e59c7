//! `ops restore-rehearsal`: the table of tickets is restored beside itself, looked through, and deleted again.
use std::io::Write;
use std::time::Duration;

use aws_sdk_dynamodb::types::TableStatus;
use desk::lifecycle::fold_under;
use escalon_aws::{Desks, QueueIndex, Tickets};

use super::failed;
use crate::outcome::{CommandError, CommandOutcome, counted};
use crate::stack::Stack;

const VERB: &str = "restore-rehearsal";
const PAUSE: Duration = Duration::from_secs(2);
/// Six hours: large tables take long, and a rehearsal that hangs is told.
const LOOKS: usize = 3 * 3600;
/// How many tickets of each desk are folded again.
const SAMPLE: usize = 50;

/// The tickets that were found in the restored table.
#[derive(Debug, Default)]
struct Rehearsed {
    desks: usize,
    tickets: usize,
    torn: usize,
}

pub(super) async fn rehearse(
    stack: &Stack,
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    if stack.is_on_this_machine() {
        return Err(CommandError::Ops {
            verb: VERB,
            reason: "the desk on this machine has no recovery to rehearse; name a stack".to_owned(),
        });
    }
    let name = format!(
        "{}-rehearsal-{}",
        stack.tickets,
        stack.now().format("%Y%m%d%H%M%S")
    );
    writeln!(out, "restoring {} into {name}", stack.tickets)?;
    let restore = stack
        .dynamodb
        .restore_table_to_point_in_time()
        .source_table_name(&stack.tickets)
        .target_table_name(&name)
        .use_latest_restorable_time(true);
    let restored = restore.send().await;
    restored.map_err(|error| failed(VERB, &error))?;
    // Whatever comes of it, the table is not left behind.
    let looked = check_restored_table(stack, &name).await;
    let deleted = delete_table(stack, &name).await;
    let found = looked?;
    deleted?;
    writeln!(
        out,
        "{}; {} folded again from their facts, {} of them otherwise than stored",
        counted(found.desks, "desk"),
        counted(found.tickets, "ticket"),
        found.torn
    )?;
    writeln!(out, "{name} is deleted again")?;
    Ok(CommandOutcome::of_check(found.torn == 0 && found.desks > 0))
}

async fn check_restored_table(stack: &Stack, table: &str) -> Result<Rehearsed, CommandError> {
    wait_until_active(stack, table).await?;
    let failed = |error| failed(VERB, &error);
    let desks = Desks::new(stack.dynamodb.clone(), table);
    let tickets = Tickets::new(stack.dynamodb.clone(), table);
    let queue = QueueIndex::new(stack.dynamodb.clone(), table);
    let mut found = Rehearsed::default();
    for desk in desks.all().await.map_err(failed)? {
        found.desks += 1;
        let (names, _) = queue.names(&desk, None).await.map_err(failed)?;
        for id in names.into_iter().take(SAMPLE) {
            found.tickets += 1;
            let facts = tickets.facts(&id).await.map_err(failed)?;
            let loaded = tickets.load(&id).await.map_err(failed)?;
            let Some(loaded) = loaded else {
                found.torn += 1;
                continue;
            };
            let policies = desks.policies(&desk, &facts).await.map_err(failed)?;
            let folded = fold_under(&facts, &policies);
            found.torn += usize::from(folded.as_ref() != Some(&loaded.state));
        }
    }
    Ok(found)
}

async fn wait_until_active(stack: &Stack, table: &str) -> Result<(), CommandError> {
    for _ in 0..LOOKS {
        let seen = stack
            .dynamodb
            .describe_table()
            .table_name(table)
            .send()
            .await;
        let seen = seen.map_err(|error| failed(VERB, &error))?.table;
        if seen.and_then(|table| table.table_status) == Some(TableStatus::Active) {
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(CommandError::Ops {
        verb: VERB,
        reason: format!("{table} was not restored within six hours"),
    })
}

async fn delete_table(stack: &Stack, table: &str) -> Result<(), CommandError> {
    let client = &stack.dynamodb;
    let update = client.update_table().table_name(table);
    let update = update.deletion_protection_enabled(false).send().await;
    update.map_err(|error| failed(VERB, &error))?;
    let deleted = client.delete_table().table_name(table).send().await;
    deleted.map(|_| ()).map_err(|error| failed(VERB, &error))
}

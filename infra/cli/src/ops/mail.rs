//! `ops pause-mail` and `resume-mail`: the mail service's own switch, so that nothing sends past it.
use std::io::Write;

use super::{failed, stuck};
use crate::outcome::{CommandError, CommandOutcome};
use crate::stack::Stack;

pub(super) async fn pause(
    stack: &Stack,
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    switch(stack, false).await?;
    writeln!(
        out,
        "no mail goes out; what is owed is tried again, less and less often, until resume-mail"
    )?;
    Ok(CommandOutcome::AllWell)
}

pub(super) async fn resume(
    stack: &Stack,
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    switch(stack, true).await?;
    // Held back ones would wait for their next try, which may be an hour away.
    let released = stuck::release(stack, |failing| failing.status.is_some()).await?;
    writeln!(
        out,
        "mail goes out; {released} that were held back go with the next sweep"
    )?;
    Ok(CommandOutcome::AllWell)
}

async fn switch(stack: &Stack, on: bool) -> Result<(), CommandError> {
    let set = stack.configuration_set();
    let request = stack.ses.put_configuration_set_sending_options();
    let request = request.configuration_set_name(set).sending_enabled(on);
    let sent = request.send().await;
    sent.map(|_| ())
        .map_err(|error| failed("pause-mail", &error))
}

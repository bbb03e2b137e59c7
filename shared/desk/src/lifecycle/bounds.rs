//! Bounds of a ticket: nothing that people send makes it grow without end.
//!
//! A snapshot is read and written with each transition, and the facts are read as a whole. What the desk's own functions
//! do is not refused here: it follows from a policy and from what people did.
use std::collections::BTreeMap;

use crate::lifecycle::check::limits::{ABSORBED, ENTRIES, FACTS, NAME, VALUE, WAITS};
use crate::lifecycle::{Act, Command, Refusal};
use crate::ticket::{Actor, State};

/// Refuses a command that would leave a ticket larger than it may be. What was too large before may stay, and even then
/// a ticket can be resolved, closed and merged into another.
pub(crate) fn refuse_growth(
    command: &Command,
    before: Option<&State>,
    after: &State,
) -> Result<(), Refusal> {
    match &command.by {
        Actor::System => return Ok(()),
        Actor::Requester => {}
        Actor::Agent { id, .. } => name("by", Some(id), None)?,
    }
    let subject = before.map(|before| &before.subject);
    values(
        "answers",
        &after.subject.answers,
        subject.map(|s| &s.answers),
    )?;
    values("fields", &after.subject.fields, subject.map(|s| &s.fields))?;
    let assignee = before.and_then(|before| before.assignee.as_deref());
    name("agent", after.assignee.as_deref(), assignee)?;
    missing(before, after)?;
    if ends(command) {
        return Ok(());
    }
    room(before, after)
}

/// Whether the command brings a ticket to its end.
fn ends(command: &Command) -> bool {
    matches!(command.act, Act::Resolve | Act::Close | Act::MergeInto(_))
}

fn room(before: Option<&State>, after: &State) -> Result<(), Refusal> {
    let Some(before) = before else {
        return Ok(());
    };
    let more_waits = after.waits.len() > before.waits.len() || !before.status.is_live();
    if after.status.is_live() && more_waits && after.waits.len() > WAITS {
        return Err(Refusal::TooManyWaits { limit: WAITS });
    }
    if after.absorbed.len() > ABSORBED && after.absorbed.len() > before.absorbed.len() {
        return Err(invalid(
            "into",
            format!("a ticket that took over {ABSORBED} others already"),
        ));
    }
    if after.version > FACTS && after.version > before.version {
        return Err(Refusal::TooManyFacts { limit: FACTS });
    }
    Ok(())
}

fn missing(before: Option<&State>, after: &State) -> Result<(), Refusal> {
    if before.is_some_and(|before| before.missing == after.missing) {
        return Ok(());
    }
    if after.missing.len() > ENTRIES {
        return Err(invalid("missing", format!("longer than {ENTRIES} entries")));
    }
    let mut missing = after.missing.iter();
    match missing.find(|name| is_longer(name, VALUE)) {
        Some(_) => Err(invalid(
            "missing",
            format!("longer than {VALUE} characters"),
        )),
        None => Ok(()),
    }
}

fn values(
    field: &'static str,
    after: &BTreeMap<String, String>,
    before: Option<&BTreeMap<String, String>>,
) -> Result<(), Refusal> {
    if after.len() > ENTRIES && before.is_none_or(|before| after.len() > before.len()) {
        return Err(invalid(
            field,
            format!("longer than {ENTRIES} entries in all"),
        ));
    }
    let is_new =
        |name: &String, value: &String| before.and_then(|before| before.get(name)) != Some(value);
    let mut new = after.iter().filter(|(name, value)| is_new(name, value));
    match new.find(|(name, value)| is_longer(name, VALUE) || is_longer(value, VALUE)) {
        Some(_) => Err(invalid(
            field,
            format!("longer than {VALUE} characters in one entry"),
        )),
        None => Ok(()),
    }
}

fn name(field: &'static str, after: Option<&str>, before: Option<&str>) -> Result<(), Refusal> {
    match after.filter(|after| Some(*after) != before && is_longer(after, NAME)) {
        Some(_) => Err(invalid(field, format!("longer than {NAME} characters"))),
        None => Ok(()),
    }
}

fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && text.chars().count() > most
}

fn invalid(field: &'static str, why: String) -> Refusal {
    Refusal::Invalid { field, why }
}

#[cfg(test)]
mod tests;

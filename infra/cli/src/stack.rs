//! The stack that a command works on: the names of its tables and of its configuration set.
//!
//! CloudFormation names tables after the stack, the logical name and a suffix of its own:
//! `escalon-Tickets-1ABC2DEF3GHI`. So the services' own lists say what a stack's outputs would.
use std::path::Path;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::DisplayErrorContext;
use chrono::TimeDelta;
use desk::time::Instant;
use escalon_aws::config::Unset;
use escalon_aws::lambda::Account;

use emulator::{ClockMode, Files, StateError, VirtualClock};
use local::{DATABASE, IN_MEMORY};

/// A stack with what commands need of it.
#[derive(Debug)]
pub(crate) struct Stack {
    pub(crate) dynamodb: Client,
    pub(crate) ses: aws_sdk_sesv2::Client,
    pub(crate) tickets: String,
    pub(crate) outbox: String,
    /// Its name; none for the desk on this machine, whose configuration set has its logical name.
    name: Option<String>,
    /// How far the desk's clock was moved.
    ahead: TimeDelta,
}

/// The stack to work on: a deployed one, or the desk that runs on this machine.
#[derive(Debug, Clone, clap::Args)]
#[command(group(clap::ArgGroup::new("where").required(true).args(["stack", "laptop"])))]
pub(crate) struct StackTarget {
    /// The stack's name, as `sam deploy` was told.
    #[arg(long)]
    pub(crate) stack: Option<String>,
    /// Its table of tickets, where an earlier stack of that name has left one behind.
    #[arg(long, requires = "stack", conflicts_with = "laptop")]
    pub(crate) tickets: Option<String>,
    /// Its Outbox, likewise.
    #[arg(long, requires = "stack", conflicts_with = "laptop")]
    pub(crate) outbox: Option<String>,
    /// The desk that `cargo run` has started on this machine, in this folder.
    #[arg(long)]
    pub(crate) laptop: bool,
}

/// The reason why a stack cannot be worked on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StackError {
    #[error(
        "credentials are missing; `eval \"$(aws configure export-credentials --format env)\"` sets them, \
         AWS_REGION says where"
    )]
    Account(#[from] Unset),
    #[error("no desk runs on this machine, in this folder; `cargo run` starts one")]
    NoLaptop,
    #[error(
        "two desks run on this machine, one in files and one in memory; stop the one that is not meant"
    )]
    TwoLaptops,
    #[error("the desk on this machine cannot be asked")]
    Laptop(#[source] StateError),
    #[error("{what} of the account cannot be listed: {reason}")]
    List { what: &'static str, reason: String },
    #[error("the stack {stack} has no {what}; is the name right, and the region?")]
    None { stack: String, what: &'static str },
    #[error(
        "the stack {stack} has several {what}: {found}; an earlier stack of that name has left one behind, say which with --tickets and --outbox"
    )]
    Several {
        stack: String,
        what: &'static str,
        found: String,
    },
}

impl Stack {
    /// Finds the stack that is meant; one in the account and region that the environment names.
    ///
    /// # Errors
    /// There are no credentials, the account cannot be asked, or the name is not clear; or no desk runs on
    /// this machine.
    pub(crate) async fn find(target: &StackTarget) -> Result<Self, StackError> {
        let Some(stack) = &target.stack else {
            return Self::on_this_machine([DATABASE, IN_MEMORY].map(Path::new));
        };
        let account = Account::from(&environment)?;
        let dynamodb = account.dynamodb();
        let tables = match (&target.tickets, &target.outbox) {
            (Some(_), Some(_)) => Vec::new(),
            (_, _) => table_names(&dynamodb).await?,
        };
        let table = |given: &Option<String>, logical: &'static str| match given {
            Some(given) => Ok(given.clone()),
            None => table_of_stack(stack, logical, &tables),
        };
        Ok(Self {
            tickets: table(&target.tickets, "Tickets")?,
            outbox: table(&target.outbox, "Outbox")?,
            ses: account.ses(),
            dynamodb,
            name: Some(stack.clone()),
            ahead: TimeDelta::zero(),
        })
    }

    /// The one desk that runs beside one of these paths.
    pub(crate) fn on_this_machine(places: [&Path; 2]) -> Result<Self, StackError> {
        let mut found = Vec::new();
        for place in places {
            let files = Files::beside(place).map_err(StackError::Laptop)?;
            if let Some(running) = files.running().map_err(StackError::Laptop)? {
                found.push((files, running));
            }
        }
        let (files, running) = match (found.pop(), found.pop()) {
            (Some(only), None) => only,
            (None, _) => return Err(StackError::NoLaptop),
            (Some(_), Some(_)) => return Err(StackError::TwoLaptops),
        };
        let state = files.load().map_err(StackError::Laptop)?;
        let account = |endpoint: &str| {
            let lookup = |name: &str| {
                let value = match name {
                    "AWS_ENDPOINT_URL" => endpoint,
                    "AWS_REGION" | "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" => "local",
                    _ => return None,
                };
                Some(value.to_owned())
            };
            Account::from(&lookup)
        };
        Ok(Self {
            dynamodb: account(&running.dynamodb)?.dynamodb(),
            ses: account(&running.ses)?.ses(),
            tickets: "Tickets".to_owned(),
            outbox: "Outbox".to_owned(),
            name: None,
            ahead: state.ahead(),
        })
    }

    /// Whether it is the desk that `cargo run` has started.
    #[must_use]
    pub(crate) fn is_on_this_machine(&self) -> bool {
        self.name.is_none()
    }

    /// The time it is there.
    #[must_use]
    pub(crate) fn now(&self) -> Instant {
        VirtualClock::new(ClockMode::Running).now() + self.ahead
    }

    /// The environment that its functions have, as far as commands borrow them.
    pub(crate) fn lookup(&self) -> impl Fn(&str) -> Option<String> {
        let (tickets, outbox) = (self.tickets.clone(), self.outbox.clone());
        move |name| match name {
            "TICKETS_TABLE" => Some(tickets.clone()),
            "OUTBOX_TABLE" => Some(outbox.clone()),
            _ => None,
        }
    }

    /// The configuration set that every mail goes through, as the template names it.
    #[must_use]
    pub(crate) fn configuration_set(&self) -> String {
        match &self.name {
            Some(stack) => format!("{stack}-mail"),
            None => "MailEventsSet".to_owned(),
        }
    }
}

/// The operator's environment; the region may go by its older name.
#[expect(
    clippy::disallowed_methods,
    reason = "commands run for a person, whose environment says which account is meant"
)]
fn environment(name: &str) -> Option<String> {
    let read = |name: &str| std::env::var(name).ok();
    match name {
        "AWS_REGION" => read(name).or_else(|| read("AWS_DEFAULT_REGION")),
        name => read(name),
    }
}

async fn table_names(client: &Client) -> Result<Vec<String>, StackError> {
    let mut names = Vec::new();
    let mut from = None;
    loop {
        let page = client.list_tables().set_exclusive_start_table_name(from);
        let page = page.send().await.map_err(|error| StackError::List {
            what: "the tables",
            reason: DisplayErrorContext(error).to_string(),
        })?;
        names.extend(page.table_names.unwrap_or_default());
        from = page.last_evaluated_table_name;
        if from.is_none() {
            return Ok(names);
        }
    }
}

/// The one name that CloudFormation made for this resource.
fn table_of_stack(stack: &str, what: &'static str, names: &[String]) -> Result<String, StackError> {
    let of_stack = |name: &&String| {
        let suffix = name.strip_prefix(&format!("{stack}-{what}-"));
        suffix.is_some_and(|suffix| suffix.chars().all(|c| c.is_ascii_alphanumeric()))
    };
    let found: Vec<_> = names.iter().filter(of_stack).collect();
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(StackError::None {
            stack: stack.to_owned(),
            what,
        }),
        several => Err(StackError::Several {
            stack: stack.to_owned(),
            what,
            found: several
                .iter()
                .map(|name| name.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::table_of_stack;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_table_is_found_by_its_stack_and_no_other_stack_is_taken_for_it() {
        let all = names(&[
            "escalon-Tickets-1ABC",
            "escalon-Outbox-2DEF",
            "escalon-dev-Tickets-3GHI",
            "other",
        ]);
        assert_eq!(
            table_of_stack("escalon", "Tickets", &all).unwrap(),
            "escalon-Tickets-1ABC"
        );
        assert_eq!(
            table_of_stack("escalon-dev", "Tickets", &all).unwrap(),
            "escalon-dev-Tickets-3GHI"
        );
        assert!(table_of_stack("nobody", "Tickets", &all).is_err());
    }

    #[test]
    fn a_table_that_an_earlier_stack_left_behind_is_named_and_not_guessed() {
        let all = names(&["escalon-Tickets-1ABC", "escalon-Tickets-2DEF"]);
        let error = table_of_stack("escalon", "Tickets", &all)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("escalon-Tickets-1ABC, escalon-Tickets-2DEF"),
            "{error}"
        );
    }
}

//! The seed of a new machine: the policies, two organisations a desk, and a few tickets.
//!
//! Everything here is data: the policies of `infra/policies`, taken in by `build.rs`, and `demo.yaml`.
//! Seeding twice changes nothing: a policy is published under its own hash, an organisation is put where
//! it stands, and a ticket is known by its Idempotency-Key.
use std::collections::BTreeMap;
use std::sync::LazyLock;

use desk::policy::compile;
use emulator::{Emulator, SchedulerError};
use escalon_aws::chain;
use escalon_aws::{Organisation, Publisher};
use serde::Deserialize;

/// Desk name and text of every policy that is shipped.
const POLICIES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/policies.rs"));
const DEMO: &str = include_str!("../demo.yaml");

/// The amount of data that is put in at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seed {
    Nothing,
    /// The shipped policies and their organisations.
    Desks,
    /// And a few tickets for each.
    Demo,
}

/// The reason why a new machine could not be seeded.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    #[error("the demo data is not as expected: {0}")]
    Data(String),
    #[error("no function of the template says where `{variable}` is")]
    NoTable { variable: &'static str },
    #[error("the policy of {desk} cannot be published: {reason}")]
    Policy { desk: String, reason: String },
    #[error("the organisation {organisation} of {desk} cannot be stored: {reason}")]
    Organisation {
        desk: String,
        organisation: String,
        reason: String,
    },
    #[error("the demo ticket {key} was refused: {answer}")]
    Ticket { key: String, answer: String },
    #[error(transparent)]
    Scheduler(#[from] SchedulerError),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Demo {
    walkthrough: Vec<WalkthroughStep>,
    desks: BTreeMap<String, DemoDesk>,
}

/// A command that a newcomer can type.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WalkthroughStep {
    pub(crate) what: String,
    /// `{base}` stands for where the machine is served.
    pub(crate) command: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoDesk {
    organisations: Vec<serde_json::Value>,
    tickets: Vec<DemoTicket>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoTicket {
    key: String,
    body: serde_json::Value,
}

/// A desk as the first page lists it.
#[derive(Debug, Clone)]
pub(crate) struct ListedDesk {
    pub(crate) desk: String,
    pub(crate) name: String,
    pub(crate) locales: Vec<String>,
    pub(crate) zone: String,
    pub(crate) plans: Vec<String>,
}

/// The shipped desks, as their policies describe them. Compiled once: the five take a sixth of a second.
pub(crate) fn desk_list() -> &'static [ListedDesk] {
    static LIST: LazyLock<Vec<ListedDesk>> = LazyLock::new(read_desk_list);
    &LIST
}

fn read_desk_list() -> Vec<ListedDesk> {
    let compiled = POLICIES.iter().filter_map(|(_, text)| compile(text).ok());
    let listed = |checked: desk::policy::Checked| {
        let policy = checked.policy;
        let name = policy
            .locales
            .first()
            .and_then(|locale| policy.name.get(locale));
        let name = name.or_else(|| policy.name.values().next()).cloned();
        ListedDesk {
            name: name.unwrap_or_else(|| policy.desk.clone()),
            desk: policy.desk,
            locales: policy.locales,
            zone: policy.zone.to_string(),
            plans: policy.plans.into_keys().collect(),
        }
    };
    compiled.map(listed).collect()
}

/// The organisations that a desk begins with.
pub(crate) fn organisations(desk: &str) -> Vec<String> {
    let seeded = demo().ok().and_then(|demo| demo.desks.get(desk));
    let organisations = seeded.into_iter().flat_map(|desk| &desk.organisations);
    let names =
        organisations.filter_map(|organisation| organisation["id"].as_str().map(str::to_owned));
    names.collect()
}

/// The walkthrough: what to try, step by step.
pub(crate) fn walkthrough() -> &'static [WalkthroughStep] {
    demo().map_or(&[], |demo| &demo.walkthrough)
}

/// The demo data, read once: the pages ask for it at each request.
fn demo() -> Result<&'static Demo, SeedError> {
    static READ: LazyLock<Result<Demo, String>> =
        LazyLock::new(|| serde_saphyr::from_str(DEMO).map_err(|error| error.to_string()));
    READ.as_ref()
        .map_err(|error| SeedError::Data(error.clone()))
}

/// Puts in what is asked for, and lets everything happen that it sets off; what is there already stays as it is.
///
/// # Errors
/// The demo data is wrong, or the emulator does not take it.
pub async fn seed(
    emulator: &Emulator,
    seed: Seed,
    progress: &(dyn Fn(&str) + Send + Sync),
) -> Result<(), SeedError> {
    if seed == Seed::Nothing {
        return Ok(());
    }
    for (name, _) in POLICIES {
        progress(&format!("publishing the policy of {name}"));
        publish_desk(emulator, name).await?;
    }
    if seed == Seed::Demo {
        progress("opening demo tickets");
        open_demo_tickets(emulator).await?;
    }
    Ok(emulator.settle().await?)
}

/// Publishes the policy of one shipped desk and enters its organisations.
///
/// # Errors
/// No desk of that name is shipped, or the emulator does not take it.
pub async fn publish_desk(emulator: &Emulator, desk: &str) -> Result<(), SeedError> {
    let failed = |reason: String| SeedError::Policy {
        desk: desk.to_owned(),
        reason,
    };
    let shipped = POLICIES.iter().find(|(name, _)| *name == desk);
    let (_, text) = shipped.ok_or_else(|| failed("it is not shipped".to_owned()))?;
    let publisher = Publisher::new(emulator.dynamodb().clone(), tickets_table(emulator)?);
    let published = publisher.publish(desk, text).await;
    published.map_err(|error| failed(chain(&error)))?;
    let seeded = demo()?.desks.get(desk);
    for organisation in seeded.into_iter().flat_map(|desk| &desk.organisations) {
        let organisation: Organisation = serde_json::from_value(organisation.clone())
            .map_err(|error| SeedError::Data(format!("{desk}: {error}")))?;
        let stored = publisher.put_organisation(desk, &organisation).await;
        stored.map_err(|error| SeedError::Organisation {
            desk: desk.to_owned(),
            organisation: organisation.id.clone(),
            reason: chain(&error),
        })?;
    }
    Ok(())
}

async fn open_demo_tickets(emulator: &Emulator) -> Result<(), SeedError> {
    for (name, data) in &demo()?.desks {
        for ticket in &data.tickets {
            let headers = [
                ("content-type", "application/json"),
                ("idempotency-key", ticket.key.as_str()),
            ];
            let body = ticket.body.to_string().into_bytes();
            let path = format!("/desks/{name}/tickets");
            let answer = emulator.http("POST", &path, &headers, &body).await;
            if !answer.status.is_success() {
                let answer = String::from_utf8_lossy(&answer.body).into_owned();
                return Err(SeedError::Ticket {
                    key: ticket.key.clone(),
                    answer,
                });
            }
        }
    }
    Ok(())
}

fn tickets_table(emulator: &Emulator) -> Result<String, SeedError> {
    const VARIABLE: &str = "TICKETS_TABLE";
    let functions = emulator.template().functions.iter();
    let mut tables = functions.filter_map(|function| function.env.get(VARIABLE));
    let table = tables.next().cloned();
    table.ok_or(SeedError::NoTable { variable: VARIABLE })
}

#[cfg(test)]
mod tests {
    use super::{POLICIES, demo, desk_list};

    #[test]
    fn every_shipped_desk_has_a_policy_two_organisations_and_tickets() {
        let demo = demo().unwrap();
        assert_eq!(desk_list().len(), POLICIES.len());
        for (name, _) in POLICIES {
            let desk = &demo.desks[*name];
            assert_eq!(desk.organisations.len(), 2, "{name}");
            assert!(!desk.tickets.is_empty(), "{name}");
        }
        assert!(
            demo.walkthrough
                .iter()
                .all(|step| step.command.contains("{base}"))
        );
    }
}

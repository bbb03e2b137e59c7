//! What a new machine begins with: the policies, two organisations a desk, and a few tickets.
//!
//! Everything here is data: the policies of `infra/policies`, taken in by `build.rs`, and `demo.yaml`.
//! Sowing twice changes nothing: a policy is published under its own hash, an organisation is put where
//! it stands, and a ticket is known by its Idempotency-Key.
use std::collections::BTreeMap;

use desk::policy::compile;
use escalon_aws::chain;
use escalon_aws::{Organisation, Publisher};
use serde::Deserialize;

use crate::start::Desk;

/// Desk name and text of every policy that is shipped.
const POLICIES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/policies.rs"));
const DEMO: &str = include_str!("../demo.yaml");

/// How much is put in at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seed {
    Nothing,
    /// The shipped policies and their organisations.
    Desks,
    /// And a few tickets for each.
    Demo,
}

/// Why a new machine could not be filled.
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
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Demo {
    tour: Vec<TourStep>,
    desks: BTreeMap<String, DemoDesk>,
}

/// Something a newcomer can type.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TourStep {
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

/// What the first page says of a desk.
#[derive(Debug, Clone)]
pub(crate) struct DeskCard {
    pub(crate) desk: String,
    pub(crate) name: String,
    pub(crate) locales: Vec<String>,
    pub(crate) zone: String,
    pub(crate) plans: Vec<String>,
}

/// Every shipped desk, as its policy describes it.
pub(crate) fn cards() -> Vec<DeskCard> {
    let compiled = POLICIES.iter().filter_map(|(_, text)| compile(text).ok());
    let card = |checked: desk::policy::Checked| {
        let policy = checked.policy;
        let name = policy
            .locales
            .first()
            .and_then(|locale| policy.name.get(locale));
        let name = name.or_else(|| policy.name.values().next()).cloned();
        DeskCard {
            name: name.unwrap_or_else(|| policy.desk.clone()),
            desk: policy.desk,
            locales: policy.locales,
            zone: policy.zone.to_string(),
            plans: policy.plans.into_keys().collect(),
        }
    };
    compiled.map(card).collect()
}

/// The organisations that a desk begins with.
pub(crate) fn organisations(desk: &str) -> Vec<String> {
    let known = demo().ok().and_then(|mut demo| demo.desks.remove(desk));
    let known = known.into_iter().flat_map(|desk| desk.organisations);
    let names = known.filter_map(|organisation| organisation["id"].as_str().map(str::to_owned));
    names.collect()
}

/// What to try, step by step.
pub(crate) fn tour() -> Vec<TourStep> {
    demo().map(|demo| demo.tour).unwrap_or_default()
}

fn demo() -> Result<Demo, SeedError> {
    serde_saphyr::from_str(DEMO).map_err(|error| SeedError::Data(error.to_string()))
}

/// Puts in what is asked for; what is there already stays as it is.
pub(crate) async fn sow(
    desk: &Desk,
    seed: Seed,
    progress: &(dyn Fn(&str) + Send + Sync),
) -> Result<(), SeedError> {
    match seed {
        Seed::Nothing => Ok(()),
        Seed::Desks => desks(desk, progress).await.map(|_| ()),
        Seed::Demo => {
            let demo = desks(desk, progress).await?;
            progress("opening demo tickets");
            tickets(desk, &demo).await
        }
    }
}

async fn desks(desk: &Desk, progress: &(dyn Fn(&str) + Send + Sync)) -> Result<Demo, SeedError> {
    let demo = demo()?;
    let store = Publisher::new(desk.dynamodb().clone(), table(desk, "TICKETS_TABLE")?);
    for (name, text) in POLICIES {
        progress(&format!("publishing the policy of {name}"));
        let failed = |reason: String| SeedError::Policy {
            desk: (*name).to_owned(),
            reason,
        };
        store
            .publish(name, text)
            .await
            .map_err(|error| failed(chain(&error)))?;
        let organisations = demo
            .desks
            .get(*name)
            .map_or(&[][..], |desk| &desk.organisations);
        for organisation in organisations {
            let organisation: Organisation = serde_json::from_value(organisation.clone())
                .map_err(|error| SeedError::Data(format!("{name}: {error}")))?;
            store
                .put_organisation(name, &organisation)
                .await
                .map_err(|error| SeedError::Organisation {
                    desk: (*name).to_owned(),
                    organisation: organisation.id.clone(),
                    reason: chain(&error),
                })?;
        }
    }
    Ok(demo)
}

async fn tickets(desk: &Desk, demo: &Demo) -> Result<(), SeedError> {
    for (name, data) in &demo.desks {
        for ticket in &data.tickets {
            let headers = [
                ("content-type", "application/json"),
                ("idempotency-key", ticket.key.as_str()),
            ];
            let body = ticket.body.to_string().into_bytes();
            let answer = desk
                .http("POST", &format!("/desks/{name}/tickets"), &headers, &body)
                .await;
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

fn table(desk: &Desk, variable: &'static str) -> Result<String, SeedError> {
    let mut found = desk
        .template()
        .functions
        .iter()
        .filter_map(|function| function.env.get(variable));
    found.next().cloned().ok_or(SeedError::NoTable { variable })
}

#[cfg(test)]
mod tests {
    use super::{POLICIES, cards, demo};

    #[test]
    fn every_shipped_desk_has_a_policy_two_organisations_and_tickets() {
        let demo = demo().unwrap();
        assert_eq!(cards().len(), POLICIES.len());
        for (name, _) in POLICIES {
            let desk = &demo.desks[*name];
            assert_eq!(desk.organisations.len(), 2, "{name}");
            assert!(!desk.tickets.is_empty(), "{name}");
        }
        assert!(demo.tour.iter().all(|step| step.command.contains("{base}")));
    }
}

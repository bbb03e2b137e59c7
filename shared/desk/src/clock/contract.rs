//! A contract of one organisation, which prevails over the policy: targets stored with it.
use std::collections::BTreeMap;

use crate::policy::{Condition, Metric, Policy, Promise, Target};
use crate::ticket::State;
use crate::time::Amount;

/// A term of a contract that the desk's policy cannot follow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContractError {
    /// It is about something that the policy does not promise.
    #[error("the policy has no metric `{name}`; it has {known}")]
    Metric {
        /// As the contract names it.
        name: String,
        /// The metrics that there are.
        known: String,
    },
    /// It is about a priority that the policy does not have.
    #[error("the policy has no priority `{name}`")]
    Priority {
        /// As the contract names it.
        name: String,
    },
    /// It promises no time.
    #[error("`{text}` is no duration such as `4 business hours`, and not `none`")]
    Amount {
        /// As it is written.
        text: String,
    },
}

/// Whether the policy can follow every term of a contract: `resolution`, or `resolution/urgent` for
/// one priority, each with an amount or `none`.
///
/// # Errors
/// The name of the first wrong term, and what is wrong with it.
pub fn check_contract(
    policy: &Policy,
    terms: &BTreeMap<String, String>,
) -> Result<(), (String, ContractError)> {
    for (name, text) in terms {
        check(policy, name, text).map_err(|error| (name.clone(), error))?;
    }
    Ok(())
}

fn check(policy: &Policy, name: &str, text: &str) -> Result<(), ContractError> {
    let (metric, priority) = match name.split_once('/') {
        Some((metric, priority)) => (metric, Some(priority)),
        None => (name, None),
    };
    if policy.metric(metric).is_none() {
        let known: Vec<_> = policy.metrics.iter().map(|known| &*known.name).collect();
        return Err(ContractError::Metric {
            name: metric.to_owned(),
            known: known.join(", "),
        });
    }
    if let Some(priority) = priority.filter(|name| policy.priority_rank(name).is_none()) {
        let name = priority.to_owned();
        return Err(ContractError::Priority { name });
    }
    match promise(text) {
        Some(_) => Ok(()),
        None => Err(ContractError::Amount {
            text: text.to_owned(),
        }),
    }
}

fn promise(text: &str) -> Option<Promise> {
    match text.trim() {
        "none" => Some(Promise::None),
        text => Amount::parse(text).ok().map(Promise::Within),
    }
}

/// The target that the organisation's contract promises for this metric: for its priority, else at all.
pub(crate) fn contracted(state: &State, metric: &Metric) -> Option<Target> {
    let contract = &state.subject.contract;
    if contract.is_empty() {
        return None;
    }
    let priority = state.subject.priority.as_ref();
    let of_priority = priority.map(|priority| format!("{}/{priority}", metric.name));
    let text = of_priority.and_then(|name| contract.get(&name));
    let text = text.or_else(|| contract.get(&metric.name))?;
    Some(Target {
        when: Condition::always(),
        promise: promise(text)?,
        calendar: None,
        begins: None,
        line: 0,
    })
}

//! Ticket profiles: every combination of the values by which a policy tells tickets apart.
use super::Policy;
use crate::policy::syntax::{Condition, Facts, Key, Test, Values};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Beyond this many combinations a check gives up rather than take seconds.
const MOST: usize = 20_000;

/// The profile of a ticket: a value, or none, for each key that matters.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TicketProfile(BTreeMap<Key, Option<String>>);

impl Facts for TicketProfile {
    fn values(&self, key: &Key) -> Values<'_> {
        match self.0.get(key) {
            None => Values::Unknown,
            Some(None) => Values::None,
            Some(Some(value)) => Values::One(Cow::Borrowed(value)),
        }
    }
}

impl TicketProfile {
    pub(crate) fn get(&self, key: &Key) -> Option<&str> {
        self.0.get(key)?.as_deref()
    }

    fn with(&self, key: Key, value: Option<&str>) -> Self {
        let mut more = self.clone();
        more.0.insert(key, value.map(str::to_owned));
        more
    }

    /// The plan, type and priority alone: its cell of the promise matrix.
    pub(crate) fn cell(&self) -> Self {
        let own = [Key::Plan, Key::Type, Key::Priority];
        let kept = self.0.iter().filter(|(key, _)| own.contains(key));
        Self(
            kept.map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        )
    }
}

impl std::fmt::Display for TicketProfile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let named = self.0.iter().filter_map(|(key, value)| {
            let value = value.as_ref()?;
            Some(format!("{key} = {value}"))
        });
        let named: Vec<_> = named.collect();
        if named.is_empty() {
            f.write_str("every ticket")
        } else {
            f.write_str(&named.join(", "))
        }
    }
}

/// The promise matrix: plans by types by the priorities of each type, in the policy's own order.
pub(crate) fn promise_matrix(policy: &Policy) -> Vec<TicketProfile> {
    let plans = or_none(policy.plans.keys());
    let types = or_none(policy.types.keys());
    let mut matrix = Vec::new();
    for plan in &plans {
        for ticket_type in &types {
            let mut priorities: Vec<_> = policy
                .priorities_of(*ticket_type)
                .into_iter()
                .map(Some)
                .collect();
            if priorities.is_empty() {
                priorities.push(None);
            }
            for priority in priorities {
                let profile = TicketProfile::default()
                    .with(Key::Plan, *plan)
                    .with(Key::Type, *ticket_type);
                matrix.push(profile.with(Key::Priority, priority));
            }
        }
    }
    matrix
}

fn or_none<'k>(names: impl Iterator<Item = &'k String>) -> Vec<Option<&'k str>> {
    let mut names: Vec<_> = names.map(|name| Some(name.as_str())).collect();
    if names.is_empty() {
        names.push(None);
    }
    names
}

/// The promise matrix, split further by every other value that `conditions` name; the value that nobody
/// names counts as none. `None` if that is too much to look at.
pub(crate) fn ticket_profiles<'c>(
    policy: &Policy,
    conditions: impl Iterator<Item = &'c Condition>,
) -> Option<Vec<TicketProfile>> {
    let mut scales: BTreeMap<Key, Vec<Option<String>>> = BTreeMap::new();
    for atom in conditions.flat_map(Condition::atoms) {
        if matches!(atom.key, Key::Plan | Key::Type | Key::Priority) {
            continue;
        }
        let scale = scales.entry(atom.key.clone()).or_insert_with(|| vec![None]);
        for value in named(&atom.test) {
            if !scale.contains(&Some(value.clone())) {
                scale.push(Some(value));
            }
        }
    }
    let mut profiles = promise_matrix(policy);
    for (key, scale) in scales {
        if profiles.len().saturating_mul(scale.len()) > MOST {
            return None;
        }
        profiles = profiles
            .iter()
            .flat_map(|profile| {
                scale
                    .iter()
                    .map(|value| profile.with(key.clone(), value.as_deref()))
            })
            .collect();
    }
    Some(profiles)
}

/// The values of a test; around a bound, one on either side of it.
fn named(test: &Test) -> Vec<String> {
    match test {
        Test::Compare(_, bound) => {
            vec![
                bound.to_string(),
                "-1000000".to_owned(),
                "1000000".to_owned(),
            ]
        }
        Test::Equals(_) | Test::Differs(_) | Test::In(_) => test.named().to_vec(),
    }
}

//! The kinds of ticket that a policy tells apart: every combination of the values it names.
use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::policy::Policy;
use crate::policy::condition::Test;
use crate::policy::{Condition, Facts, Key, Values};

/// Beyond this many combinations a check gives up rather than take seconds.
const MOST: usize = 20_000;

/// One kind of ticket: a value, or none, for each key that matters.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind(BTreeMap<Key, Option<String>>);

impl Facts for Kind {
    fn values(&self, key: &Key) -> Values<'_> {
        match self.0.get(key) {
            None => Values::Unknown,
            Some(None) => Values::None,
            Some(Some(value)) => Values::One(Cow::Borrowed(value)),
        }
    }
}

impl Kind {
    pub(crate) fn get(&self, key: &Key) -> Option<&str> {
        self.0.get(key)?.as_deref()
    }

    fn with(&self, key: Key, value: Option<&str>) -> Self {
        let mut more = self.clone();
        more.0.insert(key, value.map(str::to_owned));
        more
    }

    /// The plan, type and priority alone.
    pub(crate) fn cell(&self) -> Self {
        let own = [Key::Plan, Key::Type, Key::Priority];
        let kept = self.0.iter().filter(|(key, _)| own.contains(key));
        Self(
            kept.map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        )
    }
}

impl std::fmt::Display for Kind {
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

/// Plans by types by the priorities of each type, in the policy's own order.
pub(crate) fn cells(policy: &Policy) -> Vec<Kind> {
    let plans = or_none(policy.plans.keys());
    let types = or_none(policy.types.keys());
    let mut cells = Vec::new();
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
                let kind = Kind::default()
                    .with(Key::Plan, *plan)
                    .with(Key::Type, *ticket_type);
                cells.push(kind.with(Key::Priority, priority));
            }
        }
    }
    cells
}

fn or_none<'k>(names: impl Iterator<Item = &'k String>) -> Vec<Option<&'k str>> {
    let mut names: Vec<_> = names.map(|name| Some(name.as_str())).collect();
    if names.is_empty() {
        names.push(None);
    }
    names
}

/// The cells, split further by every other value that `conditions` name; the value that nobody
/// names counts as none. `None` if that is too much to look at.
pub(crate) fn kinds<'c>(
    policy: &Policy,
    conditions: impl Iterator<Item = &'c Condition>,
) -> Option<Vec<Kind>> {
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
    let mut kinds = cells(policy);
    for (key, scale) in scales {
        if kinds.len().saturating_mul(scale.len()) > MOST {
            return None;
        }
        kinds = kinds
            .iter()
            .flat_map(|kind| {
                scale
                    .iter()
                    .map(|value| kind.with(key.clone(), value.as_deref()))
            })
            .collect();
    }
    Some(kinds)
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

//! Ticket profiles: every combination of the values by which a policy tells tickets apart.
use super::Policy;
use super::arrival::truths_of_arrival;
use crate::policy::syntax::{Arrival, Condition, Facts, Key, Test, Values};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Beyond this many combinations a check gives up rather than take seconds.
const MOST: usize = 20_000;

/// Of a key with many values, every set of so many is looked at; of more, those of two and of all.
const MOST_IN_SETS: usize = 4;

/// The profile of a ticket: the values for each key that matters; none, or one, but for the keys that have many.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TicketProfile {
    values: BTreeMap<Key, Vec<String>>,
    /// The truths of the moment of arrival.
    arrival: BTreeMap<Arrival, bool>,
}

impl Facts for TicketProfile {
    fn received(&self, arrival: &Arrival) -> Option<bool> {
        self.arrival.get(arrival).copied()
    }

    fn values(&self, key: &Key) -> Values<'_> {
        match self.values.get(key).map(Vec::as_slice) {
            None => Values::Unknown,
            Some([]) => Values::None,
            Some([value]) => Values::One(Cow::Borrowed(value)),
            Some(values) => {
                Values::Many(values.iter().map(|v| Cow::Borrowed(v.as_str())).collect())
            }
        }
    }
}

impl TicketProfile {
    pub(crate) fn get(&self, key: &Key) -> Option<&str> {
        self.values.get(key)?.first().map(String::as_str)
    }

    fn with(&self, key: Key, value: Option<&str>) -> Self {
        self.with_all(key, value.into_iter().map(str::to_owned).collect())
    }

    fn with_all(&self, key: Key, values: Vec<String>) -> Self {
        let mut more = self.clone();
        more.values.insert(key, values);
        more
    }

    /// Whether nothing is said of the ticket but what it lacks.
    pub(in crate::policy) fn is_of_nothing(&self) -> bool {
        self.arrival.is_empty() && self.values.values().all(Vec::is_empty)
    }

    /// The keys that conditions ask for, and of which the ticket has none of the values they name.
    pub(in crate::policy) fn lacks(&self) -> impl Iterator<Item = &Key> {
        let cell = [Key::Plan, Key::Type, Key::Priority];
        let none = self.values.iter().filter(|(_, values)| values.is_empty());
        none.map(|(key, _)| key)
            .filter(move |key| !cell.contains(key))
    }

    /// The plan, type and priority alone: its cell of the promise matrix.
    pub(crate) fn cell(&self) -> Self {
        let own = [Key::Plan, Key::Type, Key::Priority];
        let kept = self.values.iter().filter(|(key, _)| own.contains(key));
        Self {
            values: kept
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
            arrival: BTreeMap::new(),
        }
    }
}

impl std::fmt::Display for TicketProfile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let named = self.values.iter().flat_map(|(key, values)| {
            let each = values.iter();
            each.map(move |value| format!("{key} = {value}"))
        });
        let arrived = self.arrival.iter().map(|(arrival, held)| {
            let not = if *held { "" } else { "not " };
            format!("{not}{arrival}")
        });
        let named: Vec<_> = named.chain(arrived).collect();
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
/// names counts as none. Where one condition asks twice for a key that a ticket has many values of, its sets of
/// values count. What can be true together of an arrival splits them as well. `None` if that is too much to look at.
pub(crate) fn ticket_profiles<'c>(
    policy: &Policy,
    conditions: impl Iterator<Item = &'c Condition>,
) -> Option<Vec<TicketProfile>> {
    split(policy, promise_matrix(policy), conditions)
}

/// Every ticket that `conditions` can tell from another, also one without a plan, type or priority yet.
/// `None` if that is too much to look at.
pub(in crate::policy) fn tickets<'c>(
    policy: &Policy,
    conditions: impl Iterator<Item = &'c Condition> + Clone,
) -> Option<Vec<TicketProfile>> {
    let asked: BTreeSet<Key> = conditions.clone().flat_map(Condition::keys).collect();
    let priorities = policy.priorities.iter().map(|known| &known.id);
    let scales: [(Key, Vec<&String>); 3] = [
        (Key::Plan, policy.plans.keys().collect()),
        (Key::Type, policy.types.keys().collect()),
        (Key::Priority, priorities.collect()),
    ];
    let mut profiles = vec![TicketProfile::default()];
    for (key, values) in scales.iter().filter(|(key, _)| asked.contains(key)) {
        profiles = profiles
            .iter()
            .flat_map(|profile| {
                let each = values
                    .iter()
                    .map(|value| profile.with(key.clone(), Some(value)));
                std::iter::once(profile.with(key.clone(), None)).chain(each)
            })
            .collect();
    }
    let fits =
        |profile: &TicketProfile| match (profile.get(&Key::Type), profile.get(&Key::Priority)) {
            (Some(of), Some(priority)) => policy.priorities_of(Some(of)).contains(&priority),
            (_, _) => true,
        };
    profiles.retain(fits);
    split(policy, profiles, conditions)
}

/// Splits profiles by every value that conditions name of other keys.
fn split<'c>(
    policy: &Policy,
    mut profiles: Vec<TicketProfile>,
    conditions: impl Iterator<Item = &'c Condition>,
) -> Option<Vec<TicketProfile>> {
    let mut scales: BTreeMap<Key, Scale> = BTreeMap::new();
    let mut arrivals: BTreeSet<&Arrival> = BTreeSet::new();
    for condition in conditions {
        arrivals.extend(condition.arrivals());
        let atoms = condition.atoms();
        for atom in &atoms {
            if matches!(atom.key, Key::Plan | Key::Type | Key::Priority) {
                continue;
            }
            let scale = scales.entry(atom.key.clone()).or_default();
            let twice = atoms.iter().filter(|other| other.key == atom.key).count() > 1;
            scale.together |= twice && atom.key.has_many();
            for value in named(&atom.key, &atom.test) {
                if !scale.named.contains(&value) {
                    scale.named.push(value);
                }
            }
        }
    }
    for (key, scale) in scales {
        let mut values = scale.values();
        if key == Key::Level {
            // Every ticket has a level.
            values.retain(|values| !values.is_empty());
        }
        if profiles.len().saturating_mul(values.len()) > MOST {
            return None;
        }
        profiles = profiles
            .iter()
            .flat_map(|profile| {
                values
                    .iter()
                    .map(|values| profile.with_all(key.clone(), values.clone()))
            })
            .collect();
    }
    if !arrivals.is_empty() {
        let truths = truths_of_arrival(policy, &arrivals);
        if profiles.len().saturating_mul(truths.len()) > MOST {
            return None;
        }
        let arrived = |profile: &TicketProfile, arrival: &BTreeMap<Arrival, bool>| TicketProfile {
            values: profile.values.clone(),
            arrival: arrival.clone(),
        };
        profiles = profiles
            .iter()
            .flat_map(|profile| truths.iter().map(|truth| arrived(profile, truth)))
            .collect();
    }
    Some(profiles)
}

/// The values of a key that conditions name.
#[derive(Default)]
struct Scale {
    named: Vec<String>,
    /// Whether a condition may ask for several of them at once.
    together: bool,
}

impl Scale {
    /// The values that a ticket may have of the key: nothing, one of the values, or a set of them.
    fn values(self) -> Vec<Vec<String>> {
        let mut all = vec![Vec::new()];
        all.extend(self.named.iter().map(|value| vec![value.clone()]));
        if !self.together {
            return all;
        }
        let mut sets: Vec<Vec<String>> = vec![Vec::new()];
        let small = self.named.len() <= MOST_IN_SETS;
        for value in &self.named {
            let grown = sets.iter().filter(|set| small || set.len() < 2);
            let grown = grown.map(|set| set.iter().chain([value]).cloned().collect());
            let grown: Vec<_> = grown.collect();
            sets.extend(grown);
        }
        all.extend(sets.into_iter().filter(|set| set.len() > 1));
        if !small {
            all.push(self.named);
        }
        all
    }
}

/// The values of a test; around a bound, some on either side of it.
fn named(key: &Key, test: &Test) -> Vec<String> {
    if *key == Key::Level {
        return (1..=9).map(|level: u8| level.to_string()).collect();
    }
    match test {
        Test::Compare(_, bound) => {
            let mut values = vec![
                bound.to_string(),
                "-1000000".to_owned(),
                "1000000".to_owned(),
            ];
            values.extend(bound.neighbors().map(|near| near.to_string()));
            values
        }
        Test::Equals(_) | Test::Differs(_) | Test::In(_) => test.named().to_vec(),
    }
}

//! A table of promises made short: only the keys that matter, and kinds of tickets with equal promises in one row.
use crate::policy::{Key, Policy, TicketProfile};

/// The promises of a metric, one row for each group of kinds of tickets.
pub(super) struct Kinds {
    /// The columns: of plan, type and priority those that matter.
    pub(super) keys: Vec<Key>,
    pub(super) rows: Vec<KindsRow>,
    /// Lines that every row had.
    pub(super) common: Vec<String>,
}

/// One group of kinds: for each key its values, or all there are; and what they are promised.
#[derive(Clone)]
pub(super) struct KindsRow {
    pub(super) values: Vec<Values>,
    pub(super) lines: Vec<String>,
}

/// The values of one key in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Values {
    All,
    /// Of each value its types, where it is the missing priority.
    These(Vec<Option<String>>),
}

impl Kinds {
    /// Each kind of ticket with the lines of its promise, the first of which is for all such tickets.
    pub(super) fn of(policy: &Policy, kinds: Vec<(TicketProfile, Vec<String>)>) -> Self {
        let mut keys = Vec::new();
        let known = [
            (Key::Plan, policy.plans.is_empty()),
            (Key::Type, policy.types.is_empty()),
            (Key::Priority, policy.priorities.is_empty()),
        ];
        keys.extend(
            known
                .into_iter()
                .filter(|(_, none)| !none)
                .map(|(key, _)| key),
        );
        let (kinds, common) = without_common(kinds);
        for key in [Key::Type, Key::Plan, Key::Priority] {
            let fewer: Vec<_> = keys
                .iter()
                .filter(|known| **known != key)
                .cloned()
                .collect();
            if decided_by(&fewer, &kinds) {
                keys = fewer;
            }
        }
        let mut rows: Vec<KindsRow> = Vec::new();
        for (kind, lines) in &kinds {
            let value = |key: &Key| Values::These(vec![kind.get(key).map(str::to_owned)]);
            let values: Vec<_> = keys.iter().map(value).collect();
            if !rows.iter().any(|row| row.values == values) {
                let lines = lines.clone();
                rows.push(KindsRow { values, lines });
            }
        }
        for column in (0..keys.len()).rev() {
            rows = joined(rows, column);
        }
        for (column, key) in keys.iter().enumerate() {
            let mut every: Vec<_> = kinds.iter().map(|(kind, _)| kind.get(key)).collect();
            every.sort_unstable();
            every.dedup();
            for row in &mut rows {
                if let Some(values) = row.values.get_mut(column)
                    && matches!(values, Values::These(these) if these.len() == every.len())
                {
                    *values = Values::All;
                }
            }
        }
        rows.sort_by_cached_key(|row| {
            let places = row.values.iter().zip(&keys);
            let places = places.map(|(values, key)| first_place(policy, key, values));
            places.collect::<Vec<_>>()
        });
        Self { keys, rows, common }
    }
}

/// Where the first of the values stands in the file; a missing one comes after them, and what holds for all last.
fn first_place(policy: &Policy, key: &Key, values: &Values) -> (bool, Option<usize>) {
    let Values::These(these) = values else {
        return (true, None);
    };
    let place = |id: &String| {
        if *key == Key::Plan {
            policy.plans.get_index_of(id)
        } else if *key == Key::Type {
            policy.types.get_index_of(id)
        } else {
            policy.priority_rank(id)
        }
    };
    let places = these.iter().map(|value| value.as_ref().and_then(place));
    let places = places.map(|place| place.or(Some(usize::MAX)));
    (false, places.min().flatten())
}

type Promised = Vec<(TicketProfile, Vec<String>)>;

/// Lines beyond the first that stand in every row are said once.
fn without_common(mut kinds: Promised) -> (Promised, Vec<String>) {
    let Some((_, first)) = kinds.first() else {
        return (kinds, Vec::new());
    };
    let everywhere = |line: &&String| kinds.iter().all(|(_, lines)| lines.contains(line));
    let common: Vec<_> = first.iter().skip(1).filter(everywhere).cloned().collect();
    for (_, lines) in &mut kinds {
        let mut place = 0;
        lines.retain(|line| {
            place += 1;
            place == 1 || !common.contains(line)
        });
    }
    (kinds, common)
}

/// Whether tickets that agree in `keys` are promised the same.
fn decided_by(keys: &[Key], kinds: &Promised) -> bool {
    kinds.iter().all(|(one, lines)| {
        kinds.iter().all(|(other, others)| {
            let agree = keys.iter().all(|key| one.get(key) == other.get(key));
            !agree || lines == others
        })
    })
}

/// Rows that differ in one column alone, as one.
fn joined(rows: Vec<KindsRow>, column: usize) -> Vec<KindsRow> {
    let mut out: Vec<KindsRow> = Vec::new();
    for row in rows {
        let same = |other: &&mut KindsRow| {
            let mut cells = other.values.iter().zip(&row.values).enumerate();
            other.lines == row.lines && cells.all(|(place, (a, b))| place == column || a == b)
        };
        let known = out.iter_mut().find(same);
        match (
            known.and_then(|known| known.values.get_mut(column)),
            row.values.get(column),
        ) {
            (Some(Values::These(known)), Some(Values::These(more))) => {
                known.extend(more.iter().cloned());
            }
            (_, _) => out.push(row),
        }
    }
    out
}

//! Conditions on levels where nobody stands.
use std::borrow::Cow;
use std::collections::BTreeSet;

use super::asked::conditions;
use super::draft::Draft;
use crate::policy::syntax::{Condition, Facts, Findings, Key, Sense, Test, Values};

/// A ticket on that level, of which nothing else is known.
struct OnLevel(u8);

impl Facts for OnLevel {
    fn values(&self, key: &Key) -> Values<'_> {
        if *key == Key::Level {
            Values::One(Cow::Owned(self.0.to_string()))
        } else {
            Values::Unknown
        }
    }
}

/// Warns of each comparison that asks for a level which no ticket comes to.
pub(super) fn unknown(draft: Draft<'_>, found: &mut Findings) {
    let levels = known(draft);
    if draft.policy.teams.is_empty() && levels.len() == 1 {
        // A desk that names no level may hand tickets over to any.
        return;
    }
    for asked in conditions(draft) {
        let atoms = asked.condition.atoms().into_iter();
        for atom in atoms.filter(|atom| atom.key == Key::Level) {
            let missed = match &atom.test {
                Test::Equals(_) | Test::In(_) => {
                    let named = atom.test.named().iter();
                    let nowhere = |level: &&String| {
                        level
                            .parse()
                            .is_ok_and(|level: u8| !levels.contains(&level))
                    };
                    named.filter(nowhere).cloned().collect()
                }
                Test::Differs(_) => Vec::new(),
                Test::Compare(_, bound) => {
                    let only = Condition::only(Key::Level, atom.test.clone());
                    let nobody = !levels.iter().any(|level| only.eval(&OnLevel(*level)));
                    let bound = nobody.then(|| bound.to_string());
                    bound.into_iter().collect::<Vec<_>>()
                }
            };
            if found.knows_of(asked.node) {
                continue;
            }
            for level in missed {
                let message = match &atom.test {
                    Test::Compare(..) => format!("no ticket is ever `{atom}`: nobody stands there"),
                    Test::Equals(_) | Test::In(_) | Test::Differs(_) => {
                        format!("nobody stands on level {level}")
                    }
                };
                let known: Vec<_> = levels.iter().map(u8::to_string).collect();
                let help = match known.as_slice() {
                    [only] => format!(
                        "all teams stand on level {only}: declare one of another, or do not ask"
                    ),
                    several => format!(
                        "there are the levels {}; declare a team of another, or ask for one of them",
                        several.join(", ")
                    ),
                };
                let at = asked.place_of(&Key::Level, &level);
                found.sense(Sense::NoSuchLevel, at, message, help);
            }
        }
    }
}

/// Levels on which somebody stands: of teams, of contacts, of roles; where none is said, each that a step
/// raises to from the one below.
pub(super) fn known(draft: Draft<'_>) -> BTreeSet<u8> {
    let policy = draft.policy;
    let mut levels: BTreeSet<u8> = policy.teams.values().map(|team| team.level).collect();
    let roles = policy
        .roles
        .keys()
        .filter_map(|role| role.strip_prefix("level_")?.parse::<u8>().ok());
    levels.extend(roles);
    if let Some(table) = &policy.contacts {
        let place = table.by.iter().position(|key| key == "level");
        let cells = table.cells.keys();
        levels.extend(cells.filter_map(|path| path.split('/').nth(place?)?.parse::<u8>().ok()));
    }
    let said = !levels.is_empty();
    levels.insert(1);
    if !said {
        let steps = policy.ladders.values().flat_map(|ladder| &ladder.steps);
        let raised: BTreeSet<u8> = steps.filter_map(|step| step.raise_to).collect();
        for level in raised {
            if levels.contains(&level.saturating_sub(1)) {
                levels.insert(level);
            }
        }
    }
    levels
}

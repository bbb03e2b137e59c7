//! Decisions of the form and its answers by themselves: known when a ticket arrives, and no words can change it.
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{from_form, has_priority, matrix, open_to};
use crate::policy::{ClassifyRule, Key, Policy};
use crate::ticket::{State, TicketFacts};

/// The part of a ticket's classification that stands before anybody reads what was written.
#[serde_with::skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The type, where it is settled.
    #[serde(rename = "type")]
    pub ticket_type: Option<String>,
    /// The priority, where it is settled.
    pub priority: Option<String>,
    /// The area, where it is settled.
    pub area: Option<String>,
}

impl Settled {
    /// Whether nothing is settled.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// A value of a classification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sorted {
    /// The type.
    Type,
    /// The priority.
    Priority,
    /// The area.
    Area,
}

/// A classification as far as it needs no words, and the values that words may still decide.
///
/// Rules decide in the order of [`super::propose`]. One that reads, that is not sure, or that asks for a classification may
/// turn out to hold or not: what it would decide stays open, whatever the rules after it say. A priority is settled only with the type, since a
/// type may not have it.
#[must_use]
pub fn settle(policy: &Policy, state: &State) -> (Settled, BTreeSet<Sorted>) {
    let mut proposal = from_form(&state.subject);
    let mut open = BTreeSet::new();
    for rule in &policy.classify.rules {
        let holds = rule.when.eval(&TicketFacts::new(policy, state));
        let may_change = asks_for_a_classification(rule);
        if !holds && !may_change {
            continue;
        }
        let wanted = wanted(rule, &proposal, policy);
        if rule.reads() || !rule.sure || may_change {
            open.extend(wanted);
            continue;
        }
        for value in wanted.into_iter().filter(|value| !open.contains(value)) {
            let (to, from) = match value {
                Sorted::Type => (&mut proposal.ticket_type, &rule.set_type),
                Sorted::Priority => (&mut proposal.priority, &rule.set_priority),
                Sorted::Area => (&mut proposal.area, &rule.set_area),
            };
            to.clone_from(from);
        }
    }
    if !open.contains(&Sorted::Priority) {
        matrix(policy, state, &mut proposal);
    }
    let of_any_type = |priority: &String| {
        let mut types = policy.types.keys();
        types.all(|name| has_priority(policy, Some(name), priority))
    };
    if proposal.ticket_type.is_none()
        && proposal
            .priority
            .take_if(|found| !of_any_type(found))
            .is_some()
    {
        open.insert(Sorted::Priority);
    }
    let settled = Settled {
        ticket_type: proposal.ticket_type,
        priority: proposal.priority,
        area: proposal.area,
    };
    (settled, open)
}

/// Whether a rule may hold or not by what is found of the ticket meanwhile.
fn asks_for_a_classification(rule: &ClassifyRule) -> bool {
    let keys = rule.when.keys();
    [Key::Type, Key::Priority, Key::Area]
        .iter()
        .any(|key| keys.contains(key))
}

/// The values that a rule would decide, if it holds.
fn wanted(rule: &ClassifyRule, proposal: &super::Proposal, policy: &Policy) -> Vec<Sorted> {
    let names = open_to(rule, proposal, policy).into_iter();
    let value = |name| match name {
        "type" => Sorted::Type,
        "priority" => Sorted::Priority,
        _ => Sorted::Area,
    };
    names.map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::propose;
    use crate::lifecycle::story::{Story, shipped};
    use crate::ticket::Opening;

    const MONDAY: &str = "2026-03-09T10:00:00Z";

    fn opened(desk: &str, answers: &[(&str, &str)]) -> Story {
        let answers = answers.iter();
        let answers = answers.map(|(question, answer)| ((*question).into(), (*answer).into()));
        let opening = Opening {
            answers: answers.collect(),
            ..Opening::default()
        };
        Story::opens(shipped(desk), MONDAY, opening)
    }

    /// Words that would decide otherwise, if they could.
    const WORDS: [&str; 4] = [
        "",
        "All users are down, nothing works, the whole site is offline",
        "Ik heb een wens: een suggestie voor een nieuwe functie",
        "Question: how do I change my password? It is not urgent",
    ];

    #[test]
    fn what_answers_settle_no_words_change() {
        let mut settled_somewhere = 0;
        for (desk, answers) in [
            ("whise", &[("down", "yes"), ("workaround", "none")][..]),
            ("whise", &[("down", "no")]),
            ("wep", &[("stopped", "yes")]),
            ("wep", &[("users", "many")]),
            ("wotnot", &[("down", "yes")]),
            ("whitevision", &[("stilstand", "yes")]),
            ("whitevision", &[("doorwerken", "no")]),
            ("webpro", &[]),
        ] {
            let story = opened(desk, answers);
            let (settled, _) = settle(&story.policy, &story.state);
            for words in WORDS {
                let said = propose(&story.policy, &story.state, words, words);
                let keeps = |found: &Option<String>, settled: &Option<String>| {
                    settled.is_none() || found == settled
                };
                assert!(keeps(&said.priority, &settled.priority), "{desk} {words}");
                assert!(
                    keeps(&said.ticket_type, &settled.ticket_type),
                    "{desk} {words}"
                );
                assert!(keeps(&said.area, &settled.area), "{desk} {words}");
            }
            settled_somewhere += usize::from(settled.priority.is_some());
        }
        assert!(settled_somewhere >= 4, "{settled_somewhere}");
    }

    #[test]
    fn what_a_rule_that_reads_may_decide_stays_open() {
        let story = opened("whise", &[]);
        let (settled, open) = settle(&story.policy, &story.state);
        assert_eq!(settled.priority, None);
        assert!(open.contains(&Sorted::Priority), "{open:?}");
    }
}

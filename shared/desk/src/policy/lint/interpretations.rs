//! Interpretations of a policy: each point that its source leaves open can be read the other way, to see what
//! follows.
//!
//! For tools alone: no ticket is opened under another reading than the one that is published.
use super::{Checked, checked, compile};
use crate::policy::resolve::{Written, read, resolve};
use crate::policy::syntax::{At, Finding, Findings, Leads, Name, Node, NodeKind, Origin, Severity};

/// Compiles a policy with these assumptions read the other way.
///
/// # Errors
/// As [`compile`]; an id that is no assumption, or one that states no other reading.
///
/// ```
/// let text = "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
///     reply_to: help@acme.example.com\nmetrics: { triage: { targets: 24 elapsed hours } }\n\
///     assumptions: [{ id: a1, source: 24 hours, reading: elapsed,\
///     otherwise: { metrics.triage.targets: 3 calendar days } }]";
/// let other = desk::policy::assume(text, &["a1"]).unwrap().policy;
/// assert_eq!(other.metrics[0].targets[0].line, 8, "the row stands where the reading is written");
/// assert!(desk::policy::assume(text, &["a2"]).is_err());
/// ```
pub fn assume(text: &str, ids: &[&str]) -> Result<Checked, Vec<Finding>> {
    let Written {
        root,
        reasons,
        mut found,
    } = read(text)?;
    let mut taken = Vec::new();
    for id in ids {
        match root.assumption(id) {
            Ok(assumption) => taken.push(assumption),
            Err(known) => {
                let at = root.get("assumptions").map_or(At::line(1), |n| n.at);
                let help = match known.as_slice() {
                    [] => "no assumption of this policy states an `otherwise`".to_owned(),
                    known => format!("these can be: {}", known.join(", ")),
                };
                found.error(at, format!("`{id}` cannot be read the other way"), help);
            }
        }
    }
    let mut flipped = root.clone();
    flipped.read_as(&taken);
    checked(&flipped, reasons, found, |_, _, _| {})
}

/// Findings about the other readings of a policy that is right as it is: each is a policy of its own.
#[must_use]
pub fn other_readings(text: &str) -> Vec<Finding> {
    match (read(text), compile(text)) {
        (Ok(written), Ok(_)) => {
            let found = |flipped: &Node| {
                checked(flipped, Vec::new(), Findings::default(), |_, _, _| {}).err()
            };
            wrong(&written.root, |_| true, found)
        }
        _ => Vec::new(),
    }
}

/// As [`other_readings`], of those alone that add keys: only the whole says whether there are such keys.
pub(super) fn keys_that_are_none(root: &Node) -> Vec<Finding> {
    let adds_keys = |otherwise: &Node| {
        let mut patches = otherwise.entries().iter();
        patches.any(|(path, value)| {
            let items = || value.items().iter();
            items().any(Node::is_map) || root.walk(&path.text) == Ok(Leads::Beside)
        })
    };
    // Whether it makes sense is another question than whether there are such keys.
    let found = |flipped: &Node| Some(resolve(flipped, Findings::default(), Origin::Draft).1.0);
    wrong(root, adds_keys, found)
}

fn wrong(
    root: &Node,
    looked_at: impl Fn(&Node) -> bool,
    check: impl Fn(&Node) -> Option<Vec<Finding>>,
) -> Vec<Finding> {
    let mut found = Findings::default();
    for assumption in root.assumptions() {
        let otherwise = assumption.get("otherwise");
        let Some(otherwise) = otherwise.filter(|otherwise| looked_at(otherwise)) else {
            continue;
        };
        let mut flipped = root.clone();
        flipped.read_as(&[assumption]);
        let wrong = check(&flipped);
        let wrong = wrong.iter().flatten();
        for error in wrong.filter(|finding| finding.severity == Severity::Error) {
            let message = format!("read the other way, line {}: {}", error.line, error.message);
            found.error(otherwise.at, message, &*error.help);
        }
    }
    found.0
}

impl Node {
    fn assumptions(&self) -> &[Self] {
        self.get("assumptions").map_or(&[], Node::items)
    }

    /// The assumption of that id, if it states another reading; otherwise the ids of those that do.
    fn assumption(&self, id: &str) -> Result<&Self, Vec<String>> {
        let id_of = |node: &Self| node.get("id").and_then(Self::text).map(str::to_owned);
        let open = || {
            let all = self.assumptions().iter();
            all.filter(|node| node.get("otherwise").is_some())
        };
        let wanted = open().find(|node| id_of(node).as_deref() == Some(id));
        wanted.ok_or_else(|| open().filter_map(id_of).collect())
    }

    /// Applies the patches of assumptions, each to the place that its path has as written: what takes an
    /// element of a list away moves no other.
    fn read_as(&mut self, assumptions: &[&Self]) {
        let patches = assumptions.iter();
        let patches = patches.filter_map(|assumption| assumption.get("otherwise"));
        let patches: Vec<&(Name, Self)> = patches.flat_map(Self::entries).collect();
        let takes_away = |value: &Self| value.kind == NodeKind::Null;
        let mut removed: Vec<(Vec<&str>, &(Name, Self))> = Vec::new();
        for patch in patches {
            let (path, value) = patch;
            let parts: Vec<&str> = path.text.split('.').collect();
            if takes_away(value) {
                removed.push((parts, patch));
            } else {
                self.put(&parts, path.at, value);
            }
        }
        // The last elements go first.
        let place = |parts: &[&str]| -> Vec<usize> {
            parts.iter().map(|part| part.parse().unwrap_or(0)).collect()
        };
        removed.sort_by_key(|(parts, _)| std::cmp::Reverse(place(parts)));
        for (parts, (path, value)) in removed {
            self.put(&parts, path.at, value);
        }
        // Other paths would count what is there no longer.
        for place in 0..self.assumptions().len() {
            let place = place.to_string();
            let otherwise = ["assumptions", place.as_str(), "otherwise"];
            let nothing = Self {
                at: self.at,
                kind: NodeKind::Null,
            };
            self.put(&otherwise, self.at, &nothing);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::story::{Story, classify};
    use crate::policy::Edition;
    use crate::ticket::Opening;

    const SHIPPED: [&str; 5] = [
        include_str!("../../../../../infra/policies/whise.yaml"),
        include_str!("../../../../../infra/policies/whitevision.yaml"),
        include_str!("../../../../../infra/policies/webpro.yaml"),
        include_str!("../../../../../infra/policies/wotnot.yaml"),
        WEP,
    ];
    const WEP: &str = include_str!("../../../../../infra/policies/wep.yaml");

    #[test]
    fn every_reading_that_was_not_taken_is_another_policy_that_holds_together() {
        for text in SHIPPED {
            assert_eq!(other_readings(text), []);
            let taken = compile(text).unwrap().policy;
            let open = taken.assumptions.iter();
            for open in open.filter(|open| !open.otherwise.is_empty()) {
                let other = assume(text, &[&open.id]).unwrap().policy;
                let edition = Edition::published(text);
                assert!(!edition.may_become(&other), "{}: {}", taken.desk, open.id);
            }
        }
    }

    #[test]
    fn fifteen_minutes_in_the_evening_end_in_the_morning_when_they_are_read_as_business_time() {
        let due = |ids: &[&str]| {
            let policy = assume(WEP, ids).unwrap().policy;
            let evening = "2026-03-09T19:00:00Z";
            let mut story = Story::opens(policy, evening, Opening::default());
            story.agent(evening, classify("", "p1")).unwrap();
            story.due("resolution").unwrap()
        };
        assert_eq!(due(&[]), "2026-03-09T21:00:00Z");
        assert_eq!(due(&["critical"]), "2026-03-10T10:00:00Z");
        assert_eq!(due(&["critical", "zone"]), "2026-03-10T11:00:00Z");
    }

    #[test]
    fn a_reading_that_makes_no_policy_is_an_error_where_it_is_written() {
        let text = WEP.replace("15 business minutes", "15 busy minutes");
        let found = other_readings(&text);
        let message = &found[0].message;
        assert!(message.starts_with("read the other way"), "{found:?}");
        let refused = assume(&text, &["critical"]).unwrap_err();
        assert_eq!(refused[0].line, found[0].line);
    }

    #[test]
    fn patches_of_one_list_count_its_elements_as_they_are_written() {
        let text = "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
            reply_to: help@acme.example.com\nroles: { team_lead: lead@acme.example.com }\n\
            metrics: { triage: { targets: 24 elapsed hours } }\n\
            escalation: { standard: [{ at: 50%, notify: [assignee] }, { at: 75%, notify: [team_lead] }, { at: 100%, notify: [team_lead] }] }\n\
            assumptions: [{ id: a1, source: nothing, reading: three steps, otherwise: {\
            escalation.standard.0: ~, escalation.standard.1: ~, escalation.standard.2.at: 90% } }]";
        let other = assume(text, &["a1"]).unwrap().policy;
        let steps = &other.ladders["standard"].steps;
        assert_eq!(steps.len(), 1, "{steps:?}");
        assert_eq!(steps[0].at, crate::policy::StepAt::Share(90));
    }

    #[test]
    fn an_assumption_that_states_no_other_reading_cannot_be_flipped() {
        let text = include_str!("../../../../../infra/policies/whitevision.yaml");
        let refused = assume(text, &["contract"]).unwrap_err();
        assert!(refused[0].help.contains("acuut"), "{refused:?}");
    }

    #[test]
    fn nothing_in_the_place_of_a_value_takes_it_away() {
        let other = assume(WEP, &["ladder"]).unwrap().policy;
        let ladder = other.ladders.values().next().unwrap();
        let taken = compile(WEP).unwrap().policy;
        assert_eq!(
            ladder.steps.len() + 1,
            taken.ladders["standard"].steps.len()
        );
    }
}

//! Names of a policy: each that its check accepts is accepted by the command that takes such a name.
#![expect(
    clippy::unwrap_used,
    reason = "a policy that does not load, or a ticket that does not open, fails its test"
)]
use std::collections::{BTreeMap, BTreeSet};

use desk::lifecycle::{Act, Command, Refusal, Roster, commands, decide};
use desk::policy::{Policy, compile};
use desk::ticket::{Actor, Opening, State};
use desk::time::Instant;

const EVERYTHING: &str = include_str!("../src/policy/testdata/everything.yaml");

/// Names that stand in no policy.
const BUILT_IN: [&str; 16] = [
    "open",
    "incomplete",
    "resolved",
    "closed",
    "waiting_on_requester",
    "awaiting_approval",
    "waiting_on_third_party",
    "on_hold",
    "portal",
    "api",
    "email",
    "phone",
    "chat",
    "ticketing",
    "fax",
    "nonsense",
];

/// A kind of name: how a policy may use one, and the command that takes it.
struct Kind {
    what: &'static str,
    /// The line of the policy below which a use is written.
    below: &'static str,
    /// A use of the name `NAME`, the `ROW`th of its kind.
    usage: &'static str,
    /// A name that the policy surely has.
    declared: &'static str,
    command: fn(&str) -> Act,
}

const RULES: &str = "\nrules:\n";
const NOTICES: &str = "\nnotices:\n";

fn kinds() -> Vec<Kind> {
    let kind = |what, below, usage, declared, command| Kind {
        what,
        below,
        usage,
        declared,
        command,
    };
    vec![
        kind(
            "plan",
            RULES,
            "- { id: pROW, when: 'plan = \"NAME\"', do: { raise: 1 } }",
            "gold",
            |name| {
                commands::ChangePlan {
                    plan: Some(name.to_owned()),
                    add_ons: BTreeSet::new(),
                }
                .into()
            },
        ),
        kind(
            "add-on",
            RULES,
            "- { id: pROW, when: 'add_on = \"NAME\"', do: { raise: 1 } }",
            "night_watch",
            |name| {
                commands::ChangePlan {
                    plan: None,
                    add_ons: BTreeSet::from([name.to_owned()]),
                }
                .into()
            },
        ),
        kind(
            "type",
            RULES,
            "- { id: pROW, when: 'type = \"NAME\"', do: { raise: 1 } }",
            "wish",
            |name| {
                commands::ChangeType {
                    to: name.to_owned(),
                }
                .into()
            },
        ),
        kind(
            "priority",
            RULES,
            "- { id: pROW, when: 'priority = \"NAME\"', do: { raise: 1 } }",
            "normal",
            |name| {
                commands::ChangePriority {
                    to: name.to_owned(),
                    correction: false,
                }
                .into()
            },
        ),
        kind(
            "area",
            RULES,
            "- { id: pROW, when: 'area = \"NAME\"', do: { raise: 1 } }",
            "billing",
            |name| {
                commands::ChangeArea {
                    to: name.to_owned(),
                }
                .into()
            },
        ),
        kind(
            "channel",
            RULES,
            "- { id: pROW, when: 'channel = \"NAME\"', do: { raise: 1 } }",
            "phone",
            |name| {
                commands::ReachOut {
                    channel: name.to_owned(),
                }
                .into()
            },
        ),
        kind(
            "milestone",
            RULES,
            "- { id: pROW, when: 'milestone = \"NAME\"', do: { raise: 1 } }",
            "contract_signed",
            |name| {
                commands::ReachMilestone {
                    name: name.to_owned(),
                }
                .into()
            },
        ),
        kind(
            "difficulty",
            RULES,
            "- { id: pROW, when: 'difficulty = \"NAME\"', do: { raise: 1 } }",
            "simple",
            |name| {
                commands::TakeInCharge {
                    agent: "engineer_a".to_owned(),
                    difficulty: Some(name.to_owned()),
                    commit_hours: None,
                    reason: None,
                }
                .into()
            },
        ),
        kind(
            "impact",
            RULES,
            "- { id: pROW, when: 'impact = \"NAME\"', do: { raise: 1 } }",
            "company",
            |name| answer("impact", name),
        ),
        kind(
            "urgency",
            RULES,
            "- { id: pROW, when: 'urgency = \"NAME\"', do: { raise: 1 } }",
            "medium",
            |name| answer("urgency", name),
        ),
        kind(
            "answer",
            RULES,
            "- { id: pROW, when: 'bypass = \"NAME\"', do: { raise: 1 } }",
            "partial",
            |name| answer("bypass", name),
        ),
        kind(
            "status",
            RULES,
            "- { id: pROW, when: 'status = \"NAME\"', do: { raise: 1 } }",
            "waiting_on_supplier",
            status,
        ),
        kind(
            "status set by a rule",
            RULES,
            "- { id: pROW, when: plan = gold, do: { status: NAME } }",
            "on_hold",
            status,
        ),
        kind(
            "team",
            "\nrouting:\n",
            "- { when: plan = gold, team: NAME }",
            "finance",
            |name| {
                commands::HandOver {
                    to_level: 2,
                    team: Some(name.to_owned()),
                }
                .into()
            },
        ),
        kind(
            "notice",
            NOTICES,
            "pROW: { on: { fact: notice_bounced, notice: NAME }, text: reply }",
            "logged",
            |name| {
                commands::Resend {
                    notice: name.to_owned(),
                }
                .into()
            },
        ),
        kind(
            "metric",
            NOTICES,
            "pROW: { on: { fact: met, metric: NAME }, text: reply }",
            "resolution",
            |name| {
                commands::ExemptBreach {
                    metric: name.to_owned(),
                    reason: "Agreed.".to_owned(),
                }
                .into()
            },
        ),
    ]
}

fn answer(question: &str, value: &str) -> Act {
    let answers = BTreeMap::from([(question.to_owned(), value.to_owned())]);
    commands::ChangeAnswers { answers }.into()
}

/// The command that brings a ticket into a status; those of its life have commands of their own.
fn status(name: &str) -> Act {
    match name {
        "open" => Act::Resume,
        "incomplete" => commands::AskForInfo {
            missing: vec!["description".to_owned()],
        }
        .into(),
        "resolved" => Act::Resolve,
        "closed" => Act::Close,
        waiting => commands::EnterWait {
            status: Some(waiting.to_owned()),
        }
        .into(),
    }
}

/// Every word of the policy, and names that stand in none.
fn candidates() -> BTreeSet<&'static str> {
    let words = EVERYTHING.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let words = words.filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
    words.chain(BUILT_IN).collect()
}

/// The candidates that the check of a policy accepts as names of the kind.
fn accepted(kind: &Kind) -> Vec<&'static str> {
    let begin = EVERYTHING.find(kind.below).unwrap() + kind.below.len();
    let (before, after) = EVERYTHING.split_at(begin);
    let first = before.lines().count() + 1;
    let candidates: Vec<_> = candidates().into_iter().collect();
    let uses = candidates.iter().enumerate();
    let uses = uses.map(|(row, name)| {
        let usage = kind
            .usage
            .replace("NAME", name)
            .replace("ROW", &row.to_string());
        format!("  {usage}\n")
    });
    let text = [before, &uses.collect::<String>(), after].concat();
    let refused: BTreeSet<u64> = match compile(&text) {
        Ok(_) => BTreeSet::new(),
        Err(findings) => findings
            .iter()
            .filter(|finding| finding.message.starts_with("there is no"))
            .map(|finding| finding.line)
            .collect(),
    };
    let rows = candidates.iter().enumerate();
    let good = rows.filter(|(row, _)| !refused.contains(&u64::try_from(first + row).unwrap()));
    good.map(|(_, name)| *name).collect()
}

fn issue(policy: &Policy, state: Option<&State>, act: Act) -> Result<State, Refusal> {
    let now: Instant = "2026-03-10T10:00:00Z".parse().unwrap();
    let agent = Actor::Agent {
        id: "engineer_a".to_owned(),
        level: 2,
    };
    let by = state.map_or(Actor::Requester, |_| agent);
    let command = Command {
        by,
        occurred_at: now,
        late_reason: None,
        cause: format!("{act:?}"),
        act,
    };
    let decision = decide(state, &command, policy, &Roster::default(), now)?;
    Ok(decision.state)
}

/// An open ticket to which every command fits.
fn ticket(policy: &Policy) -> State {
    let opening = Opening {
        plan: Some("gold".to_owned()),
        ticket_type: Some("incident".to_owned()),
        priority: Some("high".to_owned()),
        channel: Some("portal".to_owned()),
        ..Opening::default()
    };
    let open = commands::Open {
        opening,
        requester: "requester".to_owned(),
        request_hash: "hash".to_owned(),
        policy_version: "3".to_owned(),
        reference: "7KX-2M4".to_owned(),
        missing: Vec::new(),
    };
    issue(policy, None, open.into()).unwrap()
}

#[test]
fn each_name_that_the_check_accepts_is_accepted_by_the_command_that_takes_it() {
    let policy = compile(EVERYTHING).unwrap().policy;
    let ticket = ticket(&policy);
    let mut refused = Vec::new();
    for kind in kinds() {
        let names = accepted(&kind);
        assert!(names.contains(&kind.declared), "{}: {names:?}", kind.what);
        assert!(!names.contains(&"nonsense"), "{}: {names:?}", kind.what);
        for name in names {
            let outcome = issue(&policy, Some(&ticket), (kind.command)(name));
            if let Err(
                refusal @ (Refusal::Unknown { .. }
                | Refusal::PriorityOfType { .. }
                | Refusal::NoBand { .. }),
            ) = outcome
            {
                refused.push(format!("{} `{name}`: {refusal}", kind.what));
            }
        }
    }
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn a_name_that_the_check_does_not_know_is_refused_by_the_command_as_well() {
    let policy = compile(EVERYTHING).unwrap().policy;
    let ticket = ticket(&policy);
    // Answers are the requester's own words; a difficulty without a commitment promises nothing.
    let free = ["impact", "urgency", "answer", "difficulty"];
    for kind in kinds().iter().filter(|kind| !free.contains(&kind.what)) {
        let outcome = issue(&policy, Some(&ticket), (kind.command)("nonsense"));
        assert!(
            matches!(outcome, Err(Refusal::Unknown { .. })),
            "{}: {outcome:?}",
            kind.what
        );
    }
}

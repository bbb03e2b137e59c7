//! Properties of every sequence of commands, for any ticket.
use std::collections::BTreeMap;

use chrono::TimeDelta;
use proptest::prelude::*;

use crate::clock::{Explanation, explain, next_due};
use crate::lifecycle::{
    Act, Command, DateGiven, Fact, FactBody, Roster, commands, decide, facts, fold, fold_all,
};
use crate::policy::{Policy, compile};
use crate::ticket::{Actor, Opening, State, Status};
use crate::time::Instant;

/// A metric beside those of the real policy, whose date is agreed.
const DELIVERY: &str =
    "metrics:\n  delivery: { targets: [{ within: agreed, until_agreed: 2 business days }] }\n";

/// A real policy: four plans, three priorities, two metrics with four-step ladders; and one metric more.
pub(super) fn policy() -> &'static Policy {
    static POLICY: std::sync::OnceLock<Policy> = std::sync::OnceLock::new();
    POLICY.get_or_init(|| {
        let shipped = include_str!("../../../../infra/policies/wotnot.yaml");
        let text = shipped.replacen("\nmetrics:\n", &format!("\n{DELIVERY}"), 1);
        compile(&text).unwrap().policy
    })
}

fn morning() -> Instant {
    "2026-03-09T04:30:00Z".parse().unwrap()
}

pub(super) fn act() -> impl Strategy<Value = Act> {
    let priority = prop::sample::select(vec!["p1", "p2", "p3"]);
    let plan = prop::sample::select(vec!["lite", "starter", "premium", "enterprise"]);
    prop_oneof![
        4 => Just(Act::Sweep),
        2 => Just(Act::Reply(commands::Reply { text: None })),
        1 => (60_i64..6_000, any::<bool>()).prop_map(|(minutes, again)| Act::AgreeDate(commands::AgreeDate {
            metric: "delivery".to_owned(),
            due: DateGiven::Instant(morning() + TimeDelta::minutes(minutes)),
            reason: again.then(|| "a part is late".to_owned()),
        })),
        2 => Just(Act::RequesterReply(commands::RequesterReply { text: None })),
        2 => Just(Act::Wait(commands::EnterWait { status: None })),
        1 => Just(Act::Resume),
        2 => Just(Act::Resolve),
        2 => Just(Act::Reopen),
        1 => Just(Act::Close),
        1 => Just(Act::Acknowledge),
        1 => Just(Act::NeedsInfo(commands::AskForInfo { missing: vec!["log".to_owned()] })),
        1 => Just(Act::Complete),
        2 => (priority.clone(), any::<bool>()).prop_map(|(to, correction)| {
            Act::ChangePriority(commands::ChangePriority { to: to.to_owned(), correction })
        }),
        1 => plan.prop_map(|plan| Act::ChangePlan(commands::ChangePlan { plan: Some(plan.to_owned()), add_ons: Default::default() })),
        1 => Just(Act::BuyAddOn(commands::BuyAddOn { add_on: "express".to_owned() })),
        2 => priority.prop_map(|priority| Act::Classify(commands::Classify {
            ticket_type: None,
            priority: Some(priority.to_owned()),
            area: None,
            trace: vec![],
            sure: true,
            correction: false,
        })),
        1 => (1_u8..=4).prop_map(|to_level| Act::HandOver(commands::HandOver { to_level, team: None })),
    ]
}

fn story() -> impl Strategy<Value = Vec<(i64, bool, Act)>> {
    prop::collection::vec((0_i64..3_000, any::<bool>(), act()), 1..40)
}

/// The values of a ticket that a promise may depend on, told without the code that relies on it.
fn values(state: &State) -> impl PartialEq + std::fmt::Debug + '_ {
    let subject = (&state.subject, &state.requested_priority, &state.channels);
    let stand = (
        &state.status,
        state.level,
        state.classified,
        &state.missing,
        &state.waits,
    );
    let committed = (
        &state.difficulty,
        state.commitment_minutes,
        &state.milestones,
    );
    (
        subject,
        stand,
        committed,
        state.opened_at,
        state.resolved_at,
    )
}

/// A ticket lived through: its facts in order and its state after them.
pub(super) struct Life {
    pub(super) facts: Vec<Fact>,
    pub(super) state: State,
    pub(super) now: Instant,
}

impl Life {
    pub(super) fn begin() -> Self {
        let opening = Opening {
            plan: Some("starter".to_owned()),
            ticket_type: Some("bug".to_owned()),
            priority: Some("p2".to_owned()),
            ..Opening::default()
        };
        let open = Act::Open(commands::Open {
            opening,
            requester: "r".to_owned(),
            request_hash: "h".to_owned(),
            policy_version: "1".to_owned(),
            reference: "R".to_owned(),
            missing: vec![],
        });
        let command = Command {
            by: Actor::Requester,
            occurred_at: morning(),
            late_reason: None,
            cause: "open".to_owned(),
            act: open,
        };
        let decision = decide(None, &command, policy(), &Roster::default(), morning()).unwrap();
        Self {
            facts: decision.facts,
            state: decision.state,
            now: morning(),
        }
    }

    /// Lets the command happen after so many minutes; a refusal changes nothing.
    pub(super) fn live(&mut self, minutes: i64, staff: bool, act: Act) {
        self.now += TimeDelta::minutes(minutes);
        let by = if staff {
            Actor::Agent {
                id: "a".to_owned(),
                level: 1,
            }
        } else {
            Actor::Requester
        };
        let cause = format!(
            "c{}",
            self.facts.len() * 1000 + usize::try_from(minutes).unwrap()
        );
        self.apply(Command {
            by,
            occurred_at: self.now,
            late_reason: None,
            cause,
            act,
        });
        let pending: Vec<_> = self
            .state
            .clocks
            .iter()
            .filter_map(|clock| {
                Some((
                    clock.metric.clone(),
                    clock.cycle,
                    clock.pending.as_ref()?.step,
                ))
            })
            .collect();
        for (metric, cycle, step) in pending {
            let cause = format!("step:{metric}:{cycle}:{step}:{}", self.facts.len());
            let act = Act::TakeStep(commands::TakeStep {
                metric,
                cycle,
                step,
            });
            self.apply(Command {
                by: Actor::System,
                occurred_at: self.now,
                late_reason: None,
                cause,
                act,
            });
        }
    }

    fn apply(&mut self, command: Command) {
        if let Ok(decision) = decide(
            Some(&self.state),
            &command,
            policy(),
            &Roster::default(),
            self.now,
        ) {
            self.facts.extend(decision.facts);
            self.state = decision.state;
        }
    }

    pub(super) fn through(story: Vec<(i64, bool, Act)>) -> Self {
        let mut life = Self::begin();
        for (minutes, staff, act) in story {
            life.live(minutes, staff, act);
        }
        life
    }
}

/// The minutes until `due` at which the account's calendar is open and no wait lets its clock stand still.
fn open_minutes(state: &State, account: &Explanation, due: Instant) -> i64 {
    let is_agreed = account.promise == "the agreed date";
    let pausing = &policy().metric(&account.metric).unwrap().pauses;
    let waits = state
        .waits
        .iter()
        .filter(|wait| match wait.status.as_str() {
            "resolved" | "closed" => wait.to.is_some(),
            status => pausing.iter().any(|pausing| pausing == status),
        });
    let waits: Vec<_> = waits.collect();
    let stands_still = |at: Instant| {
        let mut covering = waits.iter();
        covering.any(|wait| wait.from <= at && wait.to.is_none_or(|to| at < to))
    };
    let calendar = account.calendar.as_ref();
    let calendar = calendar.map(|name| policy().calendar(name, None, None).unwrap());
    let (mut at, mut minutes) = (account.from, 0);
    while at < due {
        let is_open = calendar
            .as_ref()
            .is_none_or(|calendar| calendar.is_open(at));
        minutes += i64::from(is_open && (is_agreed || !stands_still(at)));
        at += TimeDelta::minutes(1);
    }
    minutes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_snapshot_is_the_fold_of_its_facts(story in story()) {
        let life = Life::through(story);
        prop_assert_eq!(fold_all(&life.facts, policy()), Some(life.state));
    }

    #[test]
    fn facts_survive_being_stored(story in story()) {
        let life = Life::through(story);
        let stored = serde_json::to_string(&life.facts).unwrap();
        let read: Vec<Fact> = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(read, life.facts);
        let state: State = serde_json::from_str(&serde_json::to_string(&life.state).unwrap()).unwrap();
        prop_assert_eq!(state, life.state);
    }

    #[test]
    fn no_sequence_of_commands_loses_or_doubles_a_clock(story in story()) {
        let life = Life::through(story);
        let mut seen = BTreeMap::new();
        for clock in &life.state.clocks {
            *seen.entry(clock.metric.as_str()).or_insert(0) += 1;
        }
        prop_assert_eq!(seen.get("first_response"), Some(&1));
        prop_assert_eq!(seen.get("resolution"), Some(&1));
        prop_assert_eq!(seen.len(), life.state.clocks.len());
    }

    #[test]
    fn a_clock_breaks_at_most_once_a_cycle_and_never_early(story in story()) {
        let life = Life::through(story);
        let mut broken = BTreeMap::new();
        for fact in &life.facts {
            if let FactBody::Breached(facts::Breached { metric, cycle, due_at }) = &fact.body {
                *broken.entry((metric, cycle)).or_insert(0) += 1;
                prop_assert!(fact.recorded_at > *due_at);
            }
        }
        prop_assert!(broken.values().all(|times| *times == 1), "{:?}", broken);
    }

    #[test]
    fn each_step_of_a_ladder_is_taken_at_most_once(story in story()) {
        let life = Life::through(story);
        let mut taken = BTreeMap::new();
        for fact in &life.facts {
            if let FactBody::Escalated(facts::Escalated { metric, cycle, steps, .. }) = &fact.body {
                for step in steps {
                    *taken.entry((metric, cycle, step)).or_insert(0) += 1;
                }
            }
        }
        prop_assert!(taken.values().all(|times| *times == 1), "{:?}", taken);
    }

    #[test]
    fn a_resolved_or_closed_ticket_owes_nothing(story in story()) {
        let life = Life::through(story);
        if matches!(life.state.status, Status::Resolved | Status::Closed) {
            prop_assert_eq!(next_due(&life.state, policy()), None);
        }
    }

    #[test]
    fn a_repeated_cause_changes_nothing(story in story(), again in act()) {
        let mut life = Life::through(story);
        let by = Actor::Agent { id: "a".to_owned(), level: 1 };
        let command = Command { by, occurred_at: life.now, late_reason: None, cause: "twice".to_owned(), act: again };
        life.apply(command.clone());
        let before = life.facts.len();
        life.apply(command);
        prop_assert_eq!(life.facts.len(), before);
    }

    #[test]
    fn what_an_explanation_counts_is_what_a_count_minute_by_minute_finds(story in story()) {
        let life = Life::through(story);
        for account in explain(&life.state, policy()) {
            for pair in account.stretches.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
            let clock = life.state.clock(&account.metric).unwrap();
            if let (Some(due), None) = (account.due_at, clock.met_at) {
                let minutes = open_minutes(&life.state, &account, due);
                prop_assert_eq!(minutes, account.counted_minutes, "{:?}", account);
            }
        }
    }

    #[test]
    fn a_fact_that_changes_no_promise_leaves_all_that_promises_depend_on(story in story()) {
        let life = Life::through(story);
        let mut state = None;
        for fact in &life.facts {
            let before = state.clone();
            state = fold(state, fact, policy());
            if let Some(before) = before.filter(|_| !fact.body.effect().traits().changes_promises) {
                prop_assert_eq!(values(&before), values(state.as_ref().unwrap()), "{:?}", fact.body);
            }
        }
    }

    #[test]
    fn after_a_sweep_nothing_is_due(story in story()) {
        let mut life = Life::through(story);
        for _ in 0..3 {
            life.live(0, true, Act::Sweep);
        }
        let due = next_due(&life.state, policy());
        prop_assert!(due.is_none_or(|due| due > life.now), "{due:?} at {}", life.now);
    }
}

/// One fact of each kind, on a ticket that it changes wherever it changes any.
#[test]
fn each_kind_of_fact_has_a_sample_and_keeps_promises_if_it_says_so() {
    let samples: Vec<FactBody> = serde_json::from_str(include_str!("testdata/facts.json")).unwrap();
    let kinds: Vec<_> = samples.iter().map(FactBody::kind).collect();
    assert_eq!(kinds, crate::facts::KINDS);
    let life = Life::begin();
    for body in samples {
        let fact = Fact {
            seq: life.state.version + 1,
            v: 1,
            occurred_at: life.now + TimeDelta::minutes(5),
            recorded_at: life.now + TimeDelta::minutes(5),
            by: Actor::System,
            cause: "sample".to_owned(),
            body,
        };
        let effect = fact.body.effect();
        let mut after = life.state.clone();
        effect.apply(&mut after, &fact, policy());
        if !effect.traits().changes_promises {
            assert_eq!(values(&life.state), values(&after), "{}", fact.body.kind());
        }
        let stored = serde_json::to_string(&fact).unwrap();
        assert_eq!(serde_json::from_str::<Fact>(&stored).unwrap(), fact);
    }
}

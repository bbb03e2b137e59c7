//! A ticket lived through in a test: open it, let things happen at instants, look at it.
use std::collections::BTreeMap;

use crate::lifecycle::{Act, Command, Decision, Fact, Refusal, Roster, commands, decide};
use crate::notice::NoticeDraft;
use crate::policy::{Policy, compile};
use crate::ticket::{Actor, Clock, Opening, State};
use crate::time::Instant;

/// `2026-03-09T08:00:00Z`
pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// The shipped policy of that desk.
pub(crate) fn shipped(desk: &str) -> Policy {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/policies");
    let text = std::fs::read_to_string(format!("{folder}/{desk}.yaml")).unwrap();
    compile(&text).unwrap().policy
}

/// The policy that uses every construct once.
pub(crate) fn everything() -> Policy {
    let text = include_str!("../policy/testdata/everything.yaml");
    compile(text).unwrap().policy
}

pub(crate) fn words(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    owned.collect()
}

pub(crate) struct Story {
    pub(crate) policy: Policy,
    pub(crate) state: State,
    pub(crate) facts: Vec<Fact>,
    pub(crate) notices: Vec<NoticeDraft>,
}

impl Story {
    pub(crate) fn opens(policy: Policy, when: &str, opening: Opening) -> Self {
        let decision = open(&policy, when, opening).unwrap();
        Self {
            policy,
            state: decision.state,
            facts: decision.facts,
            notices: decision.notices,
        }
    }

    /// An agent of level 1 does something.
    pub(crate) fn agent(&mut self, when: &str, act: Act) -> Result<Vec<Fact>, Refusal> {
        let by = Actor::Agent {
            id: "agent".to_owned(),
            level: 1,
        };
        self.happens(when, when, by, act)
    }

    pub(crate) fn requester(&mut self, when: &str, act: Act) -> Result<Vec<Fact>, Refusal> {
        self.happens(when, when, Actor::Requester, act)
    }

    pub(crate) fn system(&mut self, when: &str, act: Act) -> Result<Vec<Fact>, Refusal> {
        self.happens(when, when, Actor::System, act)
    }

    /// Something happens in the world at `occurred`, and is heard of at `now`.
    pub(crate) fn happens(
        &mut self,
        occurred: &str,
        now: &str,
        by: Actor,
        act: Act,
    ) -> Result<Vec<Fact>, Refusal> {
        self.happens_for((occurred, now), by, None, act)
    }

    /// As [`Self::happens`], with a reason why it is entered late.
    pub(crate) fn happens_for(
        &mut self,
        (occurred, now): (&str, &str),
        by: Actor,
        reason: Option<&str>,
        act: Act,
    ) -> Result<Vec<Fact>, Refusal> {
        let command = Command {
            by,
            occurred_at: at(occurred),
            late_reason: reason.map(str::to_owned),
            cause: format!("cause-{}", self.facts.len()),
            act,
        };
        let decision = decide(
            Some(&self.state),
            &command,
            &self.policy,
            &Roster::default(),
            at(now),
        )?;
        self.state = decision.state;
        self.facts.extend(decision.facts.clone());
        self.notices.extend(decision.notices);
        Ok(decision.facts)
    }

    /// The minute's scan, and every step that it asks for.
    pub(crate) fn sweep(&mut self, now: &str) -> Vec<&'static str> {
        let mut facts = self.system(now, Act::Sweep).unwrap();
        let clocks = self.state.clocks.iter();
        let pending: Vec<_> = clocks
            .filter_map(|c| Some((c.metric.clone(), c.cycle, c.pending.as_ref()?.step)))
            .collect();
        for (metric, cycle, step) in pending {
            let act = Act::TakeStep(commands::TakeStep {
                metric,
                cycle,
                step,
            });
            facts.extend(self.system(now, act).unwrap());
        }
        facts.iter().map(|fact| fact.body.kind()).collect()
    }

    pub(crate) fn clock(&self, metric: &str) -> &Clock {
        let mut clocks = self.state.clocks.iter();
        clocks.find(|clock| clock.metric == metric).unwrap()
    }

    pub(crate) fn due(&self, metric: &str) -> Option<String> {
        let due = self.clock(metric).due_at?;
        Some(due.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
    }
}

pub(crate) fn open(policy: &Policy, when: &str, opening: Opening) -> Result<Decision, Refusal> {
    let act = Act::Open(commands::Open {
        opening,
        requester: "requester".to_owned(),
        request_hash: "hash".to_owned(),
        policy_version: "1".to_owned(),
        reference: "7KX-2M4".to_owned(),
        missing: vec![],
    });
    let command = Command {
        by: Actor::Requester,
        occurred_at: at(when),
        late_reason: None,
        cause: "open".to_owned(),
        act,
    };
    decide(None, &command, policy, &Roster::default(), at(when))
}

pub(crate) fn classify(ticket_type: &str, priority: &str) -> Act {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Act::Classify(commands::Classify {
        ticket_type: some(ticket_type),
        priority: some(priority),
        area: None,
        trace: vec![],
        sure: true,
        correction: false,
    })
}

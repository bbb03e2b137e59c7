//! The one decision function: what a command makes of a ticket, or why it is refused.
use std::collections::{BTreeSet, VecDeque};

use crate::policy::{Policy, Rule};
use crate::ticket::acts::{bodies, open};
use crate::ticket::assignment::Choice;
use crate::ticket::notice::notices_for;
use crate::ticket::{
    Act, Actor, Command, Fact, FactBody, NoticeDraft, Refusal, Roster, State, family, fold, rules,
    sweep,
};
use crate::time::Instant;

/// What is to be written, in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// In order; empty when the cause was applied before or there is nothing to do.
    pub facts: Vec<Fact>,
    /// The mails that the facts send.
    pub notices: Vec<NoticeDraft>,
    /// The state after the facts.
    pub state: State,
}

/// Decides `command` on a ticket at `now`, when nobody is away.
///
/// # Errors
/// A [`Refusal`] in the policy's terms; then nothing may be written.
pub fn decide(
    state: Option<&State>,
    command: &Command,
    policy: &Policy,
    now: Instant,
) -> Result<Decision, Refusal> {
    decide_among(state, command, policy, &Roster::default(), now)
}

/// As [`decide`], with the agents that are away: none of them gets the ticket.
///
/// # Errors
/// As [`decide`].
pub fn decide_among(
    state: Option<&State>,
    command: &Command,
    policy: &Policy,
    roster: &Roster,
    now: Instant,
) -> Result<Decision, Refusal> {
    if command.occurred_at > now {
        return Err(Refusal::InTheFuture {
            field: "occurred_at",
        });
    }
    let bodies = match (state, &command.act) {
        (None, Act::Open { .. }) => open(&command.act, policy)?,
        (None, _) => return Err(Refusal::NotOpened),
        (Some(state), _) if applied(state, command) => return Ok(nothing(state)),
        (Some(_), Act::Open { .. }) => return Err(Refusal::AlreadyOpened),
        (Some(state), Act::Sweep) => sweep::due_by(state, policy, now),
        (
            Some(state),
            Act::TakeStep {
                metric,
                cycle,
                step,
            },
        ) => sweep::take_step(state, policy, metric, *cycle, *step, now),
        (Some(state), _) => {
            after_what_was_late(state, bodies(state, command, policy)?, command, policy)
        }
    };
    let mut deciding = Deciding {
        policy,
        command,
        roster,
        now,
        state: state.cloned(),
        facts: vec![],
        notices: vec![],
        cascades: VecDeque::new(),
    };
    if command.act == Act::Sweep {
        deciding.break_silence();
    }
    // What a rule of silence did starts another only where it is told to.
    let before = deciding.state.clone();
    for body in bodies {
        deciding.add(body, command.by.clone(), &command.cause);
    }
    deciding.fan_out();
    deciding.follow_rules(before.as_ref());
    deciding.cascade();
    deciding.assign(state);
    deciding.withdraw_disproved();
    deciding.finish()
}

/// What was late when somebody acted is declared first: kept late is broken, whichever sweep was missed.
fn after_what_was_late(
    state: &State,
    bodies: Vec<FactBody>,
    command: &Command,
    policy: &Policy,
) -> Vec<FactBody> {
    if bodies.is_empty() {
        return bodies;
    }
    let mut all = sweep::broken_by(state, policy, command.occurred_at);
    all.extend(bodies);
    all
}

pub(crate) fn applied(state: &State, command: &Command) -> bool {
    !matches!(command.act, Act::Sweep) && state.causes.contains(&command.cause)
}

fn nothing(state: &State) -> Decision {
    Decision {
        facts: Vec::new(),
        notices: Vec::new(),
        state: state.clone(),
    }
}

struct Deciding<'a> {
    policy: &'a Policy,
    command: &'a Command,
    roster: &'a Roster,
    now: Instant,
    state: Option<State>,
    facts: Vec<Fact>,
    notices: Vec<NoticeDraft>,
    cascades: VecDeque<Cascade>,
}

/// What a rule did that may start other rules.
struct Cascade {
    before: State,
    after: State,
    /// The first of its facts.
    from: usize,
    /// Its own rules, so that none of them starts itself.
    rules: BTreeSet<String>,
}

impl Deciding<'_> {
    fn add(&mut self, body: FactBody, by: Actor, cause: &str) {
        let seq = self.state.as_ref().map_or(0, |state| state.version) + 1;
        let fact = Fact {
            seq,
            v: 1,
            occurred_at: self.command.occurred_at,
            recorded_at: self.now,
            by,
            cause: cause.to_owned(),
            body,
        };
        let before = self.state.take();
        let after = fold(before.clone(), &fact, self.policy);
        if let Some(after) = &after {
            let drafts = notices_for(self.policy, before.as_ref(), after, &fact);
            self.notices.extend(drafts);
        }
        self.state = after;
        self.facts.push(fact);
    }

    fn follow_rules(&mut self, before: Option<&State>) {
        let Some(after) = self.state.clone() else {
            return;
        };
        // What a merged ticket is about goes on elsewhere.
        if self.facts.is_empty() || after.merged_into.is_some() {
            return;
        }
        let correction = rules::from_the_start(before, &self.facts, self.policy);
        for rule in rules::that_follow(before, &after, &self.facts, self.policy) {
            let cause = format!("rule:{}:{}", rule.id, after.version);
            self.apply(rule, correction, &cause, &BTreeSet::new());
        }
    }

    fn break_silence(&mut self) {
        let Some(state) = self.state.clone() else {
            return;
        };
        for rule in sweep::silent(&state, self.policy, self.now) {
            self.apply(rule, false, &self.command.cause, &BTreeSet::new());
        }
    }

    /// Lets the rules follow that others started; no rule follows from itself, so that this ends.
    fn cascade(&mut self) {
        while let Some(cascade) = self.cascades.pop_front() {
            let Cascade { before, after, .. } = &cascade;
            let facts = self.facts.get(cascade.from..).unwrap_or_default();
            let follow = rules::that_follow(Some(before), after, facts, self.policy);
            let follow = follow
                .into_iter()
                .filter(|rule| !cascade.rules.contains(&rule.id));
            for rule in follow.collect::<Vec<_>>() {
                let cause = format!("rule:{}:{}", rule.id, after.version);
                self.apply(rule, false, &cause, &cascade.rules);
            }
        }
    }

    /// Does what a rule says; `by` are the rules that led to it.
    fn apply(&mut self, rule: &Rule, correction: bool, cause: &str, by: &BTreeSet<String>) {
        let Some(before) = self.state.clone() else {
            return;
        };
        let from = self.facts.len();
        for body in rules::applied(rule, &before, self.policy, correction) {
            self.add(body, Actor::System, cause);
        }
        if let Some(after) = self.state.clone().filter(|_| rule.cascade) {
            let mut rules = by.clone();
            rules.insert(rule.id.clone());
            self.cascades.push_back(Cascade {
                before,
                after,
                from,
                rules,
            });
        }
    }

    /// Asks that the children hear of what concerns them.
    fn fan_out(&mut self) {
        let Some(state) = self.state.as_ref().filter(|state| state.children > 0) else {
            return;
        };
        let told = self
            .facts
            .iter()
            .filter(|fact| family::concerns_children(&fact.body));
        let told: Vec<_> = told
            .map(|fact| fact.seq)
            .filter(|seq| state.fan_outs.iter().all(|open| open.fact != *seq))
            .collect();
        for fact in told {
            let cause = self.command.cause.clone();
            self.add(FactBody::FanOutRequested { fact }, Actor::System, &cause);
        }
    }

    /// Chooses who has the ticket, where what happened leaves that open.
    fn assign(&mut self, before: Option<&State>) {
        let Some(state) = self.state.as_ref().filter(|_| !self.facts.is_empty()) else {
            return;
        };
        let choice = Choice {
            policy: self.policy,
            roster: self.roster,
            by: &self.command.by,
            now: self.now,
        };
        if let Some(body) = choice.assignment(before, state, &self.facts) {
            let cause = format!("assign:{}", state.version);
            self.add(body, Actor::System, &cause);
        }
    }

    /// A clock that was declared broken and turns out to have been met in time.
    fn withdraw_disproved(&mut self) {
        let Some(state) = &self.state else { return };
        let disproved = state.clocks.iter().filter(|clock| {
            clock.breached_at.is_some()
                && !clock.withdrawn
                && matches!((clock.met_at, clock.due_at), (Some(met), Some(due)) if met <= due)
        });
        let disproved: Vec<_> = disproved
            .map(|clock| (clock.metric.clone(), clock.cycle))
            .collect();
        for (metric, cycle) in disproved {
            let cause = format!("withdraw:{metric}:{cycle}");
            self.add(
                FactBody::BreachWithdrawn { metric, cycle },
                Actor::System,
                &cause,
            );
        }
    }

    fn finish(self) -> Result<Decision, Refusal> {
        let state = self.state.ok_or(Refusal::NotOpened)?;
        Ok(Decision {
            facts: self.facts,
            notices: self.notices,
            state,
        })
    }
}

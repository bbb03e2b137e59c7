//! The one decision function: the facts and notices that a command becomes, or its refusal.
use std::collections::{BTreeSet, VecDeque};

use crate::lifecycle::assignment::{Choice, Roster};
use crate::lifecycle::bounds::refuse_growth;
use crate::lifecycle::command::{Command, Situation};
use crate::lifecycle::escalation::{BreachWithdrawn, breaches_due, disproved};
use crate::lifecycle::fold::fold_with_notices;
use crate::lifecycle::incident::FanOutRequested;
use crate::lifecycle::late_entry::{Entry, is_evidence, may_withdraw};
use crate::lifecycle::notices::news_for_staff;
use crate::lifecycle::{Act, Fact, FactBody, Refusal, automation};
use crate::notice::{NoticeDraft, StaffCall};
use crate::policy::{Policy, Rule};
use crate::ticket::{Actor, State};
use crate::time::Instant;

/// A decision: all that is to be written in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// In order; empty when the cause was applied before or there is nothing to do.
    pub facts: Vec<Fact>,
    /// The mails that the facts send.
    pub notices: Vec<NoticeDraft>,
    /// The state after the facts.
    pub state: State,
}

impl Decision {
    /// Nothing to do.
    pub(crate) fn nothing(state: &State) -> Self {
        Self {
            facts: Vec::new(),
            notices: Vec::new(),
            state: state.clone(),
        }
    }
}

/// Decides `command` on a ticket at `now`. No agent who is away by the roster gets the ticket.
///
/// # Errors
/// A [`Refusal`] in the policy's terms; then nothing may be written.
pub fn decide(
    state: Option<&State>,
    command: &Command,
    policy: &Policy,
    roster: &Roster,
    now: Instant,
) -> Result<Decision, Refusal> {
    if command.occurred_at > now {
        return Err(Refusal::InTheFuture { field: "at" });
    }
    let bodies = match (state, &command.act) {
        (None, Act::Open(open)) => open.first_facts(policy, command)?,
        (None, _) => return Err(Refusal::NotOpened),
        (Some(state), _) if command.was_applied(state) => return Ok(Decision::nothing(state)),
        (Some(state), _) => facts_of(state, command, policy, now)?,
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
        deciding.apply_rules_due();
    }
    // A scheduled rule starts another only where it is told to.
    let before = deciding.state.clone();
    for body in bodies {
        deciding.add(body, command.by.clone(), &command.cause);
    }
    deciding.fan_out();
    deciding.follow_rules(before.as_ref());
    deciding.cascade();
    deciding.assign(state);
    deciding.withdraw_disproved(state);
    deciding.tell_staff(state);
    let decision = deciding.finish()?;
    refuse_growth(command, state, &decision.state)?;
    Ok(decision)
}

/// The facts of a command. Before it is applied, every breach that was due by then is recorded, so that a late reply
/// is never recorded as in time when a sweep was missed.
fn facts_of(
    state: &State,
    command: &Command,
    policy: &Policy,
    now: Instant,
) -> Result<Vec<FactBody>, Refusal> {
    let case = Situation {
        state,
        policy,
        by: &command.by,
        occurred_at: command.occurred_at,
        now,
    };
    let bodies = command.decide(&case)?;
    if bodies.is_empty() || !command.act.records_breaches_first() {
        return Ok(bodies);
    }
    // What is entered long after it was done keeps no promise by being entered: what was due by now is late.
    let (until, entered) = match Entry::of(command, state, policy, now)? {
        Entry::Prompt => (command.occurred_at, None),
        Entry::Late(entered) => (now, Some(FactBody::from(entered))),
    };
    let breaches = breaches_due(state, policy, until).into_iter();
    let breaches = breaches.map(FactBody::from);
    Ok(breaches.chain(entered).chain(bodies).collect())
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

/// The effect of a rule that may start other rules.
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
        // That something is late, or entered late, is seen now.
        let seen_now = matches!(body, FactBody::Breached(_) | FactBody::EnteredLate(_));
        let occurred_at = if seen_now {
            self.now
        } else {
            self.command.occurred_at
        };
        let fact = Fact {
            seq,
            v: 1,
            occurred_at,
            recorded_at: self.now,
            by,
            cause: cause.to_owned(),
            body,
        };
        let folded = fold_with_notices(self.state.take(), &fact, self.policy);
        if let Some((state, notices)) = folded {
            self.state = Some(state);
            self.notices.extend(notices);
        }
        self.facts.push(fact);
    }

    fn follow_rules(&mut self, before: Option<&State>) {
        let Some(after) = self.state.clone() else {
            return;
        };
        // A merged ticket goes on elsewhere.
        if self.facts.is_empty() || after.merged_into.is_some() {
            return;
        }
        let correction = automation::counts_from_start(before, &self.facts, self.policy);
        for rule in automation::rules_that_follow(before, &after, &self.facts, self.policy) {
            let cause = format!("rule:{}:{}", rule.id, after.version);
            self.apply(rule, correction, &cause, &BTreeSet::new());
        }
    }

    fn apply_rules_due(&mut self) {
        let Some(state) = self.state.clone() else {
            return;
        };
        for rule in automation::rules_due(&state, self.policy, self.now) {
            self.apply(rule, false, &self.command.cause, &BTreeSet::new());
        }
    }

    /// Lets the rules follow that others started; no rule follows from itself, so that this ends.
    fn cascade(&mut self) {
        while let Some(cascade) = self.cascades.pop_front() {
            let Cascade { before, after, .. } = &cascade;
            let facts = self.facts.get(cascade.from..).unwrap_or_default();
            let follow = automation::rules_that_follow(Some(before), after, facts, self.policy);
            let follow = follow
                .into_iter()
                .filter(|rule| !cascade.rules.contains(&rule.id));
            for rule in follow.collect::<Vec<_>>() {
                let cause = format!("rule:{}:{}", rule.id, after.version);
                self.apply(rule, false, &cause, &cascade.rules);
            }
        }
    }

    /// Applies a rule; `by` are the rules that led to it.
    fn apply(&mut self, rule: &Rule, correction: bool, cause: &str, by: &BTreeSet<String>) {
        let Some(before) = self.state.clone() else {
            return;
        };
        let from = self.facts.len();
        for body in automation::facts_of_rule(rule, &before, self.policy, correction) {
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

    /// Asks that the parts of an incident hear of the facts that concern them.
    fn fan_out(&mut self) {
        let Some(state) = self.state.as_ref().filter(|state| state.children > 0) else {
            return;
        };
        let facts = self.facts.iter();
        let concerning = facts.filter(|fact| fact.body.concerns_parts());
        let asked: Vec<_> = concerning
            .map(|fact| fact.seq)
            .filter(|seq| state.fan_outs.iter().all(|open| open.fact != *seq))
            .collect();
        for fact in asked {
            let cause = self.command.cause.clone();
            self.add(FanOutRequested { fact }.into(), Actor::System, &cause);
        }
    }

    /// Chooses who has the ticket, where the facts leave that open.
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
        if let Some(assigned) = choice.assignment(before, state, &self.facts) {
            let cause = format!("assign:{}", state.version);
            self.add(assigned.into(), Actor::System, &cause);
        }
    }

    /// Withdraws the breach of a clock that turns out to have been met in time: by evidence, or by a lead who says why
    /// the act is entered late.
    fn withdraw_disproved(&mut self, before: Option<&State>) {
        let (Some(before), Some(state)) = (before, &self.state) else {
            return;
        };
        let reason = self.command.late_reason.clone();
        let by = match &self.command.by {
            _ if is_evidence(self.command) => Actor::System,
            lead if may_withdraw(lead) && reason.is_some() => lead.clone(),
            Actor::System | Actor::Requester | Actor::Agent { .. } => return,
        };
        for withdrawn in disproved(before, state) {
            let cause = format!("withdraw:{}:{}", withdrawn.metric, withdrawn.cycle);
            let reason = reason.clone();
            let withdrawn = BreachWithdrawn {
                reason,
                ..withdrawn
            };
            self.add(withdrawn.into(), by.clone(), &cause);
        }
    }

    /// Tells whoever has to act what the step is to them, unless another of its mails does.
    fn tell_staff(&mut self, before: Option<&State>) {
        let Some(state) = &self.state else {
            return;
        };
        let Some(news) = news_for_staff(before, state, &self.facts) else {
            return;
        };
        let call = StaffCall {
            policy: self.policy,
            state,
            by: &self.command.by,
            now: self.now,
            told: &self.notices,
        };
        self.notices.extend(call.draft(news));
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

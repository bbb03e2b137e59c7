//! The one decision function: what a command makes of a ticket, or why it is refused.
use crate::policy::Policy;
use crate::ticket::check::{Checks, limits};
use crate::ticket::commitment::commitment;
use crate::ticket::notice::notices_for;
use crate::ticket::{
    Act, Actor, Classified, Command, Fact, FactBody, NoticeDraft, Refusal, State, Status, fold,
    rules, sweep,
};
use crate::time::Instant;

/// What is to be written, in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// In order; empty when the cause was applied before or there is nothing to do.
    pub facts: Vec<Fact>,
    pub notices: Vec<NoticeDraft>,
    /// The state after the facts.
    pub state: State,
}

/// Decides `command` on a ticket at `now`.
///
/// # Errors
/// A [`Refusal`] in the policy's terms; then nothing may be written.
pub fn decide(
    state: Option<&State>,
    command: &Command,
    policy: &Policy,
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
        (Some(state), _) => bodies(state, command, policy)?,
    };
    let mut deciding = Deciding {
        policy,
        command,
        now,
        state: state.cloned(),
        facts: vec![],
        notices: vec![],
    };
    for body in bodies {
        deciding.add(body, command.by.clone(), &command.cause);
    }
    deciding.follow_rules(state);
    deciding.withdraw_disproved();
    deciding.finish()
}

fn applied(state: &State, command: &Command) -> bool {
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
    now: Instant,
    state: Option<State>,
    facts: Vec<Fact>,
    notices: Vec<NoticeDraft>,
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
        if self.facts.is_empty() {
            return;
        }
        let correction = rules::from_the_start(before, &self.facts, self.policy);
        for rule in rules::that_follow(before, &after, &self.facts, self.policy) {
            let Some(state) = self.state.clone() else {
                return;
            };
            let cause = format!("rule:{}:{}", rule.id, after.version);
            for body in rules::applied(rule, &state, self.policy, correction) {
                self.add(body, Actor::System, &cause);
            }
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

fn open(act: &Act, policy: &Policy) -> Result<Vec<FactBody>, Refusal> {
    let Act::Open {
        opening,
        requester,
        request_hash,
        policy_version,
        reference,
        missing,
    } = act
    else {
        return Err(Refusal::NotOpened);
    };
    let checks = Checks { policy };
    checks.opening(opening)?;
    let mut opening = opening.clone();
    if opening.priority.is_none() && checks.takes_priority(opening.ticket_type.as_deref()) {
        opening
            .priority
            .clone_from(&policy.classify.default_priority);
    }
    Ok(vec![FactBody::Received {
        opening,
        requester: requester.clone(),
        request_hash: request_hash.clone(),
        policy_version: policy_version.clone(),
        reference: reference.clone(),
        missing: missing.clone(),
    }])
}

fn bodies(state: &State, command: &Command, policy: &Policy) -> Result<Vec<FactBody>, Refusal> {
    use FactBody as F;
    let checks = Checks { policy };
    checks.allowed(state, command)?;
    Ok(match &command.act {
        Act::Open { .. } | Act::Sweep | Act::TakeStep { .. } => Vec::new(),
        Act::NeedsInfo { missing } => vec![F::NeedsInfo {
            missing: missing.clone(),
        }],
        Act::Complete if state.status == Status::Incomplete => vec![F::Completed],
        Act::Complete => Vec::new(),
        Act::Classify {
            ticket_type,
            priority,
            area,
            trace,
            sure,
            correction,
        } => {
            // A human's word stands against a machine's.
            if command.by == Actor::System && state.classified == Classified::ByHuman {
                return Ok(Vec::new());
            }
            checks.classification(
                state,
                ticket_type.as_deref(),
                priority.as_deref(),
                area.as_deref(),
            )?;
            vec![F::Classified {
                ticket_type: ticket_type.clone(),
                priority: priority.clone(),
                area: area.clone(),
                trace: trace.clone(),
                sure: *sure,
                correction: *correction,
            }]
        }
        Act::Assign { agent, team } => vec![F::Assigned {
            agent: agent.clone(),
            team: team.clone(),
        }],
        Act::TakeInCharge {
            agent,
            difficulty,
            commit_hours,
            reason,
        } => {
            let minutes = commitment(
                policy,
                state,
                difficulty.as_deref(),
                *commit_hours,
                reason.as_deref(),
            )?;
            vec![F::TakenInCharge {
                agent: agent.clone(),
                difficulty: difficulty.clone(),
                commitment_minutes: minutes,
                reason: reason.clone(),
            }]
        }
        Act::Reply { text } => vec![F::Replied { text: *text }],
        Act::RequesterReply { text } if state.status == Status::Resolved => {
            vec![F::RequesterReplied { text: *text }, F::Reopened]
        }
        Act::RequesterReply { text } => vec![F::RequesterReplied { text: *text }],
        Act::Note { text } => vec![F::Noted { text: *text }],
        Act::Contact { channel } => {
            checks.contact(channel)?;
            vec![F::Contacted {
                channel: channel.clone(),
            }]
        }
        Act::ChangeAnswers { answers } => answers_changed(state, answers, policy),
        Act::ReachMilestone { name } => {
            checks.milestone(name)?;
            vec![F::MilestoneReached { name: name.clone() }]
        }
        Act::Wait { status } => wait(state, status.as_deref(), &checks)?,
        Act::Resume => match state.status {
            Status::Waiting(_) => vec![F::StatusChanged {
                status: "open".to_owned(),
            }],
            Status::Incomplete | Status::Open | Status::Resolved | Status::Closed => Vec::new(),
        },
        Act::Resolve if state.status == Status::Resolved => Vec::new(),
        Act::Resolve => vec![F::Resolved],
        Act::Reopen if state.status.is_live() => Vec::new(),
        Act::Reopen => vec![F::Reopened],
        Act::Close => vec![F::Closed],
        Act::ChangePriority { to, correction } => {
            checks.classification(state, None, Some(to), None)?;
            if state.subject.priority.as_ref() == Some(to) {
                return Ok(Vec::new());
            }
            vec![F::PriorityChanged {
                to: to.clone(),
                correction: *correction,
            }]
        }
        Act::ChangePlan { plan, add_ons } => {
            checks.plan(plan.as_deref(), add_ons)?;
            vec![F::PlanChanged {
                plan: plan.clone(),
                add_ons: add_ons.clone(),
            }]
        }
        Act::ChangeType { to } => {
            checks.ticket_type(to)?;
            vec![F::TypeChanged { to: to.clone() }]
        }
        Act::ChangeArea { to } => {
            checks.area(to)?;
            vec![F::AreaChanged { to: to.clone() }]
        }
        Act::Escalate { to_level, team } => {
            checks.team(team.as_deref())?;
            let area = state
                .subject
                .area
                .as_ref()
                .and_then(|area| policy.areas.get(area));
            let by_area = area.and_then(|area| area.team.clone()).filter(|name| {
                policy
                    .teams
                    .get(name)
                    .is_some_and(|team| team.level == *to_level)
            });
            vec![F::HandedOver {
                level: *to_level,
                team: team.clone().or(by_area),
            }]
        }
        Act::Acknowledge => vec![F::Acknowledged],
        Act::NoticeDelivered { notice } => vec![F::NoticeDelivered {
            notice: notice.clone(),
        }],
        Act::NoticeBounced { notice } => vec![F::NoticeBounced {
            notice: notice.clone(),
        }],
        Act::Resend { notice } => {
            checks.notice(notice)?;
            vec![F::Resent {
                notice: notice.clone(),
            }]
        }
    })
}

fn wait(
    state: &State,
    status: Option<&str>,
    checks: &Checks<'_>,
) -> Result<Vec<FactBody>, Refusal> {
    let status = status.unwrap_or("waiting_on_requester");
    checks.status(status)?;
    if state.status.name() == status {
        return Ok(Vec::new());
    }
    if state.waits.len() >= limits::WAITS {
        return Err(Refusal::TooManyWaits {
            limit: limits::WAITS,
        });
    }
    Ok(vec![FactBody::StatusChanged {
        status: status.to_owned(),
    }])
}

/// New answers, and the priority that the impact matrix or a rule of classification makes of them.
fn answers_changed(
    state: &State,
    answers: &std::collections::BTreeMap<String, String>,
    policy: &Policy,
) -> Vec<FactBody> {
    let mut after = state.clone();
    after.subject.answers.extend(answers.clone());
    let mut bodies = vec![FactBody::AnswersChanged {
        answers: answers.clone(),
    }];
    // A human's word stands against a machine's.
    let proposal = crate::classify::from_answers(policy, &after)
        .filter(|_| state.classified != Classified::ByHuman);
    let priority = proposal.and_then(|proposal| proposal.priority);
    if let Some(priority) = priority.map(|found| rules::standing(state, found, policy))
        && state.subject.priority.as_ref() != Some(&priority)
    {
        bodies.push(FactBody::PriorityChanged {
            to: priority,
            correction: false,
        });
    }
    bodies
}

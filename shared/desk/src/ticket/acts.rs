//! What each act makes of a ticket: the facts of one wish, before anything follows from them.
use crate::policy::Policy;
use crate::ticket::check::{Checks, limits};
use crate::ticket::commitment::commitment;
use crate::ticket::{
    Act, Actor, Classified, Command, FactBody, Refusal, State, Status, consent, excuse, family,
    routing, rules,
};

pub(crate) fn open(act: &Act, policy: &Policy) -> Result<Vec<FactBody>, Refusal> {
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
    let approved = consent::at_opening(policy, &opening)?;
    let received = FactBody::Received {
        opening,
        requester: requester.clone(),
        request_hash: request_hash.clone(),
        policy_version: policy_version.clone(),
        reference: reference.clone(),
        missing: missing.clone(),
    };
    Ok(std::iter::once(received).chain(approved).collect())
}

pub(crate) fn bodies(
    state: &State,
    command: &Command,
    policy: &Policy,
) -> Result<Vec<FactBody>, Refusal> {
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
            level: None,
            skipped: Vec::new(),
            emptied: Vec::new(),
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
            let at = command.occurred_at;
            let team = team.as_deref();
            vec![routing::handed_over(state, policy, *to_level, team, at)?]
        }
        Act::Acknowledge => vec![F::Acknowledged],
        Act::MergeInto { other } => vec![F::MergedInto {
            other: other.clone(),
        }],
        Act::Absorb {
            other,
            opened_at,
            priority,
            clocks,
            waits,
        } => vec![F::Absorbed {
            other: other.clone(),
            opened_at: *opened_at,
            priority: checks.higher(state, priority.as_deref()),
            clocks: clocks.clone(),
            waits: waits.clone(),
        }],
        Act::Quote {
            amount_cents,
            currency,
            valid_until,
        } => {
            let quote = consent::Quote {
                amount_cents: *amount_cents,
                currency: currency.clone(),
                valid_until: *valid_until,
                quoted_at: command.occurred_at,
            };
            consent::quote(state, command, policy, &quote)?
        }
        Act::Approve { approver } => consent::approve(state, command, policy, approver.as_ref())?,
        Act::Decline { approver } => consent::decline(state, command, policy, approver.as_ref())?,
        Act::RecordWork { minutes, billable } => {
            consent::record_work(state, command, policy, *minutes, *billable)?
        }
        Act::Excuse { metric, reason } => excuse::decide(state, policy, metric, reason)?,
        Act::Adopt { children } => family::adopted(state, children)?,
        // It is the parent that adopts.
        Act::AskToJoin { parent } => {
            state.may_be_part_of(parent)?;
            Vec::new()
        }
        Act::Join {
            parent,
            parent_seq,
            announcement,
        } => family::joined(state, parent, *parent_seq, *announcement)?,
        Act::Follow {
            parent,
            parent_seq,
            deed,
            text,
        } => family::followed(state, parent, *parent_seq, *deed, *text),
        Act::FanOut { fact, after } => family::fanned_out(state, *fact, after.as_ref()),
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

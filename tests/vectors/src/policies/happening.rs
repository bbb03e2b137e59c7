//! Events of a case as commands to the ticket, and who gives them.
use super::case::{Happening, words};
use crate::Mismatch;
use desk::lifecycle::Act;
use desk::lifecycle::commands::{
    AgreeDate, AskForInfo, ChangeAnswers, ChangePriority, Classify, EnterWait, HandOver,
    ReachMilestone, ReachOut, Reply, RequesterReply, TakeInCharge,
};
use desk::ticket::Actor;

/// Who gives the command that an event is; `level` has the ticket.
pub(super) fn giver(happening: &Happening, level: u8) -> Actor {
    let agent = |level| Actor::Agent {
        id: "agent".to_owned(),
        level,
    };
    match happening {
        Happening::Completed { .. }
        | Happening::RequesterReplied { .. }
        | Happening::Reopened { .. }
        | Happening::Contacted { .. }
        | Happening::AnswersChanged { .. } => Actor::Requester,
        Happening::AgentReplied { .. }
        | Happening::Escalated { .. }
        | Happening::Acknowledged { .. } => agent(level),
        Happening::NeedsInfo { .. }
        | Happening::WaitingOnRequester { .. }
        | Happening::PriorityChanged { .. }
        | Happening::TakenInCharge { .. }
        | Happening::Resolved { .. }
        | Happening::Closed { .. }
        | Happening::Classified { .. }
        | Happening::Milestone { .. }
        | Happening::Agreed { .. } => agent(1),
    }
}

/// The command that an event is.
pub(super) fn act_of(happening: Happening) -> Result<Act, Mismatch> {
    Ok(match happening {
        Happening::NeedsInfo { .. } => Act::NeedsInfo(AskForInfo {
            missing: vec!["details".to_owned()],
        }),
        Happening::Completed { .. } => Act::Complete,
        Happening::AgentReplied { .. } => Act::Reply(Reply { text: None }),
        Happening::WaitingOnRequester { .. } => Act::Wait(EnterWait { status: None }),
        Happening::RequesterReplied { .. } => Act::RequesterReply(RequesterReply { text: None }),
        Happening::PriorityChanged { to, .. } => Act::ChangePriority(ChangePriority {
            to,
            correction: false,
        }),
        Happening::TakenInCharge {
            difficulty,
            commit_hours,
            reason,
            ..
        } => pickup(difficulty, commit_hours, reason)?,
        Happening::Escalated { to_level, .. } => Act::HandOver(HandOver {
            to_level,
            team: None,
        }),
        Happening::Resolved { .. } => Act::Resolve,
        Happening::Reopened { .. } => Act::Reopen,
        Happening::Closed { .. } => Act::Close,
        Happening::Acknowledged { .. } => Act::Acknowledge,
        Happening::Classified { .. } => classified_by_hand(),
        Happening::Contacted { channel, .. } => Act::Contact(ReachOut { channel }),
        Happening::AnswersChanged { answers, .. } => Act::ChangeAnswers(ChangeAnswers {
            answers: words(&answers),
        }),
        Happening::Milestone { name, .. } => Act::ReachMilestone(ReachMilestone { name }),
        Happening::Agreed {
            metric,
            due,
            reason,
            ..
        } => Act::AgreeDate(AgreeDate {
            metric,
            due,
            reason,
        }),
    })
}

/// The pick-up as the API takes it, whose numbers may be fractions.
fn pickup(
    difficulty: Option<String>,
    commit_hours: Option<serde_json::Number>,
    reason: Option<String>,
) -> Result<Act, Mismatch> {
    let mut fields =
        serde_json::json!({ "agent": "agent", "difficulty": difficulty, "reason": reason });
    if let (Some(hours), Some(fields)) = (commit_hours, fields.as_object_mut()) {
        fields.insert("commit_hours".to_owned(), hours.into());
    }
    let read = serde_json::from_value::<TakeInCharge>(fields.clone());
    let unread = |error| Mismatch::new("a pick-up", format!("{fields}: {error}"));
    read.map(Act::TakeInCharge).map_err(unread)
}

/// Confirmation by a person of what the ticket says already.
fn classified_by_hand() -> Act {
    Act::Classify(Classify {
        ticket_type: None,
        priority: None,
        area: None,
        trace: vec!["human".to_owned()],
        sure: true,
        correction: false,
    })
}

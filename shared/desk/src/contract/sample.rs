//! Sample tickets: one of each kind on an ordinary morning, to see what a policy comes to.
use chrono::{Datelike, Days, NaiveTime, Weekday};

use crate::lifecycle::{Act, Command, Roster, commands, decide};
use crate::policy::Key;
use crate::policy::Policy;
use crate::policy::TicketProfile;
use crate::ticket::{Actor, ClockTarget, Opening, State};
use crate::time::Instant;

/// Tuesday at ten, in the first full week of the policy.
pub(crate) fn morning(policy: &Policy) -> Instant {
    let mut days = policy.effective_from.iter_days().skip(7);
    let tuesday = days.find(|day| day.weekday() == Weekday::Tue);
    let day = tuesday.unwrap_or_else(|| policy.effective_from + Days::new(7));
    let ten = NaiveTime::from_hms_opt(10, 0, 0).unwrap_or_default();
    policy.always().from_local(day.and_time(ten))
}

/// The state of a ticket of that profile after it was opened; none if the policy refuses it.
pub(crate) fn opened(policy: &Policy, profile: &TicketProfile) -> Option<State> {
    let value = |key: Key| profile.get(&key).map(str::to_owned);
    let opening = Opening {
        plan: value(Key::Plan),
        ticket_type: value(Key::Type),
        priority: value(Key::Priority),
        ..Opening::default()
    };
    let now = morning(policy);
    let act = Act::Open(commands::Open {
        opening,
        requester: String::new(),
        request_hash: String::new(),
        policy_version: String::new(),
        reference: String::new(),
        missing: Vec::new(),
    });
    let command = Command {
        by: Actor::System,
        occurred_at: now,
        late_reason: None,
        cause: "sample".to_owned(),
        act,
    };
    Some(
        decide(None, &command, policy, &Roster::default(), now)
            .ok()?
            .state,
    )
}

/// The policy line of a target; 0 for none.
pub(crate) fn line_of(target: &ClockTarget) -> u64 {
    match target {
        ClockTarget::Nothing => 0,
        ClockTarget::Within { line, .. }
        | ClockTarget::By { line, .. }
        | ClockTarget::Agreed { line, .. }
        | ClockTarget::Slot { line } => *line,
    }
}

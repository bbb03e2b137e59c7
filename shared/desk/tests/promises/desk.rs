//! The desk under test: two tickets on the real engine, each beside its account.
use chrono::{Duration, TimeZone, Utc};
use desk::clock::{Phase, views};
use desk::lifecycle::{
    Act, Command, Decision, Fact, FactBody, MergeSide, Roster, commands, decide, merge,
};
use desk::policy::{Policy, compile};
use desk::ticket::{Actor, Opening, State};
use desk::time::Instant;

use super::account::{self, Account, METRICS};
use super::acts::{Deed, Entered};
use super::clock::Standing;
use super::minutes::Minute;

const POLICY: &str = "
desk: acme
name: Acme
locales: [en]
zone: UTC
effective_from: 2026-01-01
reply_to: help@acme.example.com
calendars: { office: { mon-fri: 09:00-17:00 } }
changes: { reopen_within: 2 calendar days }
roles: { lead: lead@acme.example.com }
metrics:
  first_response: { met_by: reply, targets: 2 business hours, ladder: none }
  resolution:
    pauses: waiting_on_requester
    targets: 8 business hours
    commitment: { normal: 1-40 business hours }
    ladder: standard
  update: { met_by: reply, every: 4 business hours, ladder: none }
  answer: { starts: requester_replied, met_by: reply, repeats: each_start, targets: 3 business hours, ladder: none }
escalation:
  standard: [{ at: 50%, notify: lead }, { at: 100%, notify: lead }]
";

/// The two tickets are opened on Tuesday and on Monday at ten: the second is the older.
const OPENED: [Minute; 2] = [(24 + 10) * 60, 10 * 60];

fn policy() -> &'static Policy {
    static POLICY_READ: std::sync::OnceLock<Policy> = std::sync::OnceLock::new();
    POLICY_READ.get_or_init(|| compile(POLICY).unwrap().policy)
}

fn instant(minute: Minute) -> Instant {
    Utc.with_ymd_and_hms(2026, 3, 2, 0, 0, 0).unwrap() + Duration::minutes(minute)
}

fn minute(instant: Instant) -> Minute {
    (instant - self::instant(0)).num_minutes()
}

/// A ticket and its account.
struct Ticket {
    state: State,
    facts: Vec<Fact>,
    account: Account,
}

pub(crate) struct Desk {
    tickets: [Option<Ticket>; 2],
    now: Minute,
    causes: u64,
}

impl Desk {
    pub(crate) fn opened() -> Self {
        Self {
            tickets: [None, Some(Ticket::opens(OPENED[1]))],
            now: OPENED[1],
            causes: 0,
        }
    }

    /// What the tickets were told, by kind of fact.
    pub(crate) fn told(&self) -> Vec<&'static str> {
        let tickets = self.tickets.iter().flatten();
        tickets
            .flat_map(|ticket| ticket.facts.iter().map(|fact| fact.body.kind()))
            .collect()
    }

    /// Lets an act happen on both sides; how they differ after it.
    pub(crate) fn act(&mut self, entered: &Entered) -> Option<String> {
        self.now += entered.after;
        if self.tickets[0].is_none() && self.now >= OPENED[0] {
            self.tickets[0] = Some(Ticket::opens(OPENED[0]));
        }
        self.causes += 1;
        let (now, causes) = (self.now, self.causes);
        if entered.swept {
            for ticket in self.tickets.iter_mut().flatten() {
                ticket.sweep(now);
            }
        }
        match (entered.deed, &mut self.tickets) {
            (Deed::Merge, [Some(survivor), Some(other)]) => {
                merge_both(survivor, other, now, causes)
            }
            (Deed::Merge, _) => {}
            (_, tickets) => {
                let ticket = tickets[entered.ticket].as_mut()?;
                if let Some(differs) = ticket.act(entered, now, causes) {
                    return Some(differs);
                }
            }
        }
        let tickets = self.tickets.iter().flatten();
        tickets.zip(0..).find_map(|(ticket, place): (_, usize)| {
            let differs = ticket.differs(now)?;
            Some(format!("ticket {place} at {now}: {differs}"))
        })
    }
}

fn merge_both(survivor: &mut Ticket, other: &mut Ticket, now: Minute, causes: u64) {
    let command = Command {
        by: agent(1),
        occurred_at: instant(now),
        late_reason: None,
        cause: format!("merge-{causes}"),
        act: Act::MergeInto(commands::MergeInto {
            other: "first".to_owned(),
        }),
    };
    let side = |name, state| MergeSide {
        name,
        state,
        policy: policy(),
    };
    let both = merge(
        side("second", &other.state),
        side("first", &survivor.state),
        &command,
        instant(now),
    );
    if let Ok(Some(both)) = both {
        other.take(both.other);
        survivor.take(both.survivor);
        survivor.account.merges(&mut other.account, now);
    }
}

fn agent(level: u8) -> Actor {
    Actor::Agent {
        id: "agent".to_owned(),
        level,
    }
}

impl Ticket {
    fn opens(at: Minute) -> Self {
        let act = Act::Open(commands::Open {
            opening: Opening::default(),
            requester: "requester".to_owned(),
            request_hash: "hash".to_owned(),
            policy_version: "1".to_owned(),
            reference: "7KX-2M4".to_owned(),
            missing: Vec::new(),
        });
        let command = Command {
            by: Actor::Requester,
            occurred_at: instant(at),
            late_reason: None,
            cause: "open".to_owned(),
            act,
        };
        let decision = decide(None, &command, policy(), &Roster::default(), instant(at)).unwrap();
        Self {
            state: decision.state,
            facts: decision.facts,
            account: Account::opens(at),
        }
    }

    fn take(&mut self, decision: Decision) {
        self.facts.extend(decision.facts);
        self.state = decision.state;
    }

    fn decide(&self, command: &Command, now: Minute) -> Option<Decision> {
        decide(
            Some(&self.state),
            command,
            policy(),
            &Roster::default(),
            instant(now),
        )
        .ok()
    }

    fn system(&mut self, cause: &str, act: Act, now: Minute) {
        let command = Command {
            by: Actor::System,
            occurred_at: instant(now),
            late_reason: None,
            cause: cause.to_owned(),
            act,
        };
        if let Some(decision) = self.decide(&command, now) {
            self.take(decision);
        }
    }

    /// The scan, and the steps that it asks for.
    fn sweep(&mut self, now: Minute) {
        self.system(&format!("sweep-{now}"), Act::Sweep, now);
        let clocks = self.state.clocks.iter();
        let pending: Vec<_> = clocks
            .filter_map(|clock| {
                Some((
                    clock.metric.clone(),
                    clock.cycle,
                    clock.pending.as_ref()?.step,
                ))
            })
            .collect();
        for (metric, cycle, step) in pending {
            let cause = format!("step-{metric}-{cycle}-{step}-{now}");
            self.system(
                &cause,
                Act::TakeStep(commands::TakeStep {
                    metric,
                    cycle,
                    step,
                }),
                now,
            );
        }
        self.account.declare(now, now);
    }

    fn act(&mut self, entered: &Entered, now: Minute, causes: u64) -> Option<String> {
        let late = match entered.deed {
            Deed::Reply | Deed::RequesterReply | Deed::Resolve => entered.late,
            Deed::Wait
            | Deed::Resume
            | Deed::Reopen
            | Deed::Close
            | Deed::CloseAsked
            | Deed::Commit
            | Deed::Withdraw
            | Deed::Merge => 0,
        };
        let act = account::Act {
            deed: entered.deed,
            at: now - late,
            now,
            level: entered.level,
            with_reason: entered.with_reason && late > 0,
        };
        // A reply on a ticket that stays resolved is a story of its own, which `scenarios` tell.
        if entered.deed == Deed::Reply && !self.account.is_live() {
            return None;
        }
        let command = Command {
            by: if matches!(entered.deed, Deed::RequesterReply | Deed::CloseAsked) {
                Actor::Requester
            } else {
                agent(entered.level)
            },
            occurred_at: instant(act.at),
            late_reason: act.with_reason.then(|| "it was on paper".to_owned()),
            cause: format!("act-{causes}"),
            act: command(entered),
        };
        let decided = self.decide(&command, now);
        let taken = decided
            .as_ref()
            .is_some_and(|decision| !decision.facts.is_empty());
        let idle = entered.deed == Deed::Wait && self.state.status.name() == "waiting_on_requester"
            || entered.deed == Deed::Resume && self.state.status.name() == "open";
        if taken != (self.account.takes(&act) && !idle) {
            return Some(format!("{act:?}: taken is {taken}"));
        }
        if let Some(decision) = decided.filter(|_| taken) {
            self.take(decision);
            self.account.follow(&act);
        }
        None
    }

    /// How the engine's clocks differ from the account's, what was told from what had to be, and which clock is silent.
    fn differs(&self, now: Minute) -> Option<String> {
        let expected = self.account.standings(now);
        for view in views(&self.state, policy(), instant(now)) {
            let due = view.due_at.map(minute);
            let is_open = self
                .state
                .clock(&view.metric)
                .is_some_and(desk::ticket::Clock::is_open);
            let seen = (standing(view.phase), due.filter(|_| is_open));
            let account = expected.get(view.metric.as_str()).copied();
            if account != Some((seen.0?, seen.1)) {
                return Some(format!(
                    "{}: the desk says {seen:?}, the account {account:?}",
                    view.metric
                ));
            }
        }
        let of_kind = |kind: &str| {
            self.facts
                .iter()
                .filter(|fact| fact.body.kind() == kind)
                .count()
        };
        let declared = |metric: &str| {
            let facts = self.facts.iter();
            let breached = facts.filter(|fact| matches!(&fact.body, FactBody::Breached(breached) if breached.metric == metric));
            breached.count()
        };
        for (metric, _) in METRICS {
            let (told, to_tell) = (
                declared(metric),
                self.account.declared.get(metric).copied().unwrap_or(0),
            );
            if told != to_tell {
                return Some(format!(
                    "{metric}: declared {told} times, to be declared {to_tell} times"
                ));
            }
        }
        let (withdrawn, right) = (of_kind("breach_withdrawn"), self.account.withdrawn);
        if withdrawn != right {
            return Some(format!(
                "{withdrawn} breaches were withdrawn, {right} rightly"
            ));
        }
        self.silent(now)
    }

    /// A clock that runs and would not tell that it is late.
    fn silent(&self, now: Minute) -> Option<String> {
        for (metric, due) in self.account.to_tell(now) {
            let after = due + 1;
            let command = Command {
                by: Actor::System,
                occurred_at: instant(after),
                late_reason: None,
                cause: "then".to_owned(),
                act: Act::Sweep,
            };
            let then = self.decide(&command, after)?;
            let told = then.facts.iter().any(
                |fact| matches!(&fact.body, FactBody::Breached(told) if told.metric == metric),
            );
            let asks = then.state.clock(metric).is_some_and(|clock| {
                clock
                    .pending
                    .as_ref()
                    .is_some_and(|pending| pending.step == 1)
            });
            if !told || (metric == "resolution" && !asks) {
                return Some(format!("{metric} will not tell at {after}"));
            }
        }
        None
    }
}

fn standing(phase: Phase) -> Option<Standing> {
    Some(match phase {
        Phase::Running => Standing::Running,
        Phase::Paused => Standing::Paused,
        Phase::Met => Standing::Met,
        Phase::MetLate => Standing::MetLate,
        Phase::Breached => Standing::Breached,
        Phase::Ended => Standing::Ended,
        Phase::Unanswered => Standing::Unanswered,
        Phase::Canceled => Standing::Canceled,
        Phase::NoPromise => return None,
    })
}

fn command(entered: &Entered) -> Act {
    match entered.deed {
        Deed::Reply => Act::Reply(commands::Reply { text: None }),
        Deed::RequesterReply => Act::RequesterReply(commands::RequesterReply { text: None }),
        Deed::Wait => Act::Wait(commands::EnterWait { status: None }),
        Deed::Resume => Act::Resume,
        Deed::Resolve => Act::Resolve,
        Deed::Reopen => Act::Reopen,
        Deed::Close | Deed::CloseAsked => Act::Close,
        Deed::Commit => Act::TakeInCharge(commands::TakeInCharge {
            agent: "agent".to_owned(),
            difficulty: Some("normal".to_owned()),
            commit_hours: Some(account::committed_by(entered.level).into()),
            reason: Some("it is more than it seemed".to_owned()),
        }),
        Deed::Withdraw => Act::Withdraw(commands::WithdrawBreach {
            metric: "resolution".to_owned(),
            reason: "it was on paper".to_owned(),
        }),
        Deed::Merge => Act::MergeInto(commands::MergeInto {
            other: "first".to_owned(),
        }),
    }
}

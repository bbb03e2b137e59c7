//! What must hold after every step, whatever the weather: read from the store itself, beside the functions.
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::TimeDelta;
use desk::clock::{next_due, steps};
use desk::policy::Policy;
use desk::ticket::{Clock, Fact, FactBody, State, fold, notices_for};
use desk::time::Instant;
use escalon_aws::{Desks, NOTICE_TAG, Notice, NoticeState, Outbox, TicketId, Tickets, keys};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::world::World;

/// How long after its time a thing may be undone once the weather is calm: three sweeps.
const GRACE: TimeDelta = TimeDelta::minutes(3);

/// The promises of the desk to whoever relies on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Invariant {
    /// Every ticket and every command that a client was told of is there.
    NothingAcceptedIsLost,
    /// No command was done twice.
    NothingIsDoneTwice,
    /// The snapshot is the fold of the facts.
    SnapshotIsTheFold,
    /// Each clock warns at most once per step and breaks at most once per cycle.
    ClocksTellOnce,
    /// No warning, breach or step before its time.
    NeverEarly,
    /// Each step of a ladder is taken at most once.
    StepsAreTakenOnce,
    /// A closed, merged or paused ticket is never escalated.
    NobodyIsWokenForNothing,
    /// The index `due` holds exactly what is due.
    DueIndexIsExact,
    /// Once the weather is calm, nothing stays overdue.
    ComesToRest,
    /// A promise that was kept late was declared broken.
    NoBreachIsMissed,
    /// Every notice ends as sent, folded or suppressed, and a sent one has a mail.
    EveryNoticeEnds,
    /// No notice is mailed twice.
    NobodyIsMailedTwice,
    /// The machine itself goes on.
    MachineGoesOn,
}

/// One broken promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Violation {
    /// Which one.
    pub invariant: Invariant,
    /// Of which ticket or notice, and how.
    pub detail: String,
}

impl Violation {
    pub(crate) fn machine(error: impl fmt::Display) -> Self {
        Self {
            invariant: Invariant::MachineGoesOn,
            detail: error.to_string(),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.invariant, self.detail)
    }
}

/// What was seen of each ticket so far.
pub(crate) struct Watch {
    tickets: Tickets,
    desks: Desks,
    outbox: Outbox,
    outbox_table: String,
    skew: TimeDelta,
    seen: BTreeMap<TicketId, Seen>,
}

#[derive(Default)]
struct Seen {
    state: Option<State>,
    once: BTreeSet<String>,
    causes: BTreeMap<String, BTreeSet<&'static str>>,
    /// How many notices each fact sends.
    notices: BTreeMap<u64, usize>,
}

impl Watch {
    pub(crate) fn new(world: &World, skew_ms: i64) -> Self {
        let store = world.desk.dynamodb().clone();
        let (tickets, outbox) = (world.table("TICKETS_TABLE"), world.table("OUTBOX_TABLE"));
        Self {
            tickets: Tickets::new(store.clone(), &tickets),
            desks: Desks::new(store.clone(), &tickets),
            outbox: Outbox::new(store, &outbox),
            outbox_table: outbox,
            skew: TimeDelta::milliseconds(skew_ms.abs()),
            seen: BTreeMap::new(),
        }
    }

    /// Looks at every ticket.
    pub(crate) async fn looks(&mut self, world: &World) -> Vec<Violation> {
        let mut found = Found::default();
        let ids: Vec<_> = world.tickets.iter().map(|known| known.id.clone()).collect();
        for id in ids {
            if let Err(error) = self.look(&id, world.desk.clock().now(), &mut found).await {
                found.add(Invariant::SnapshotIsTheFold, format!("{id}: {error}"));
            }
        }
        for (id, cause) in &world.accepted {
            let causes = self.seen.get(id).map(|seen| &seen.causes);
            if !causes.is_some_and(|causes| causes.contains_key(cause)) {
                found.add(
                    Invariant::NothingAcceptedIsLost,
                    format!("{id} has nothing of {cause}"),
                );
            }
        }
        found.0
    }

    async fn look(
        &mut self,
        id: &TicketId,
        now: Instant,
        found: &mut Found,
    ) -> Result<(), escalon_aws::StoreError> {
        let Some(loaded) = self.tickets.load(id).await? else {
            found.add(
                Invariant::NothingAcceptedIsLost,
                format!("{id} is not there"),
            );
            return Ok(());
        };
        let policy = self
            .desks
            .policy(id.desk(), &loaded.state.policy_version)
            .await?;
        let seen = self.seen.entry(id.clone()).or_default();
        let known = seen.state.as_ref().map_or(0, |state| state.version);
        if known != loaded.state.version || known == 0 {
            let latest = now + self.skew;
            for fact in self.tickets.facts(id).await? {
                if fact.seq > known {
                    seen.takes(id, &fact, &policy, latest, found);
                }
            }
        }
        if seen.state.as_ref() != Some(&loaded.state) {
            found.add(Invariant::SnapshotIsTheFold, format!("{id}"));
        }
        let entry = next_due(&loaded.state, &policy).map(|due| keys::due_at(due, &id.to_string()));
        // An entry that was put off after a failure is later than it should be, and says so.
        if loaded.failures == 0 && loaded.due_sk != entry {
            let (is, should) = (&loaded.due_sk, &entry);
            found.add(
                Invariant::DueIndexIsExact,
                format!("{id}: {is:?} and not {should:?}"),
            );
        }
        for clock in &loaded.state.clocks {
            if let (Some(met), Some(due), None) = (clock.met_at, clock.due_at, clock.breached_at)
                && met > due
            {
                let metric = &clock.metric;
                found.add(
                    Invariant::NoBreachIsMissed,
                    format!("{id}: {metric} was met late"),
                );
            }
        }
        Ok(())
    }

    /// Whether something waits that a sweep could do.
    pub(crate) async fn is_overdue(&self, world: &World) -> bool {
        !self.overdue(world, TimeDelta::zero()).await.is_empty()
    }

    async fn overdue(&self, world: &World, grace: TimeDelta) -> Vec<String> {
        let late = world.desk.clock().now() - grace;
        let mut overdue = Vec::new();
        for known in &world.tickets {
            let Ok(Some(loaded)) = self.tickets.load(&known.id).await else {
                continue;
            };
            let due = loaded
                .due_sk
                .as_deref()
                .and_then(|entry| entry.split('#').next()?.parse::<Instant>().ok());
            if due.is_some_and(|due| due < late) {
                overdue.push(format!("{} is due since {due:?}", known.id));
            }
        }
        for notice in self.notices(world).await {
            if notice.due_at.is_some_and(|due| due < late) {
                overdue.push(format!(
                    "notice {} is due since {:?}",
                    notice.id, notice.due_at
                ));
            }
        }
        overdue
    }

    /// What must hold when the weather has been calm for long.
    pub(crate) async fn at_the_end(&self, world: &World) -> Vec<Violation> {
        let mut found = Found::default();
        for late in self.overdue(world, GRACE).await {
            found.add(Invariant::ComesToRest, late);
        }
        let mailed: BTreeSet<_> = world
            .desk
            .mailbox()
            .all()
            .into_iter()
            .filter_map(|mail| mail.tags.get(NOTICE_TAG).cloned())
            .collect();
        let notices = self.notices(world).await;
        for (id, seen) in &self.seen {
            for (seq, sends) in &seen.notices {
                let of_fact =
                    |notice: &&Notice| notice.id.ticket == *id && notice.id.fact_seq == *seq;
                let there = notices.iter().filter(of_fact).count();
                if there != *sends {
                    let detail =
                        format!("{id}: fact {seq} sends {sends} notices, and {there} are there");
                    found.add(Invariant::EveryNoticeEnds, detail);
                }
            }
        }
        for notice in notices {
            let name = match (&notice.state, &notice.lead) {
                (NoticeState::Folded, Some(lead)) => lead.id.to_string(),
                (NoticeState::Sent | NoticeState::Delivered | NoticeState::Bounced, _) => {
                    notice.id.to_string()
                }
                (NoticeState::Pending | NoticeState::Claimed, _) => {
                    if notice.due_at.is_none() {
                        found.add(
                            Invariant::EveryNoticeEnds,
                            format!("{} is nowhere", notice.id),
                        );
                    }
                    continue;
                }
                (NoticeState::Suppressed | NoticeState::Folded, _) => continue,
            };
            if !mailed.contains(&name) {
                found.add(
                    Invariant::EveryNoticeEnds,
                    format!("{} has no mail", notice.id),
                );
            }
        }
        found.0
    }

    /// Mails of a notice beyond its first, to the same people.
    pub(crate) fn doubled(&self, world: &World) -> usize {
        let mails = world.desk.mailbox().all();
        let names = mails
            .iter()
            .map(|mail| (mail.tags.get(NOTICE_TAG), &mail.to, &mail.subject));
        let different: BTreeSet<_> = names.collect();
        mails.len() - different.len()
    }

    async fn notices(&self, world: &World) -> Vec<Notice> {
        let mut notices = Vec::new();
        let scan = world
            .desk
            .dynamodb()
            .scan()
            .table_name(&self.outbox_table)
            .send()
            .await;
        for item in scan.ok().and_then(|page| page.items).unwrap_or_default() {
            let name = item.get("notice").and_then(|name| name.as_s().ok());
            let Some(id) = name.and_then(|name| name.parse().ok()) else {
                continue;
            };
            notices.extend(self.outbox.load(&id).await.ok().flatten());
        }
        notices.sort_by(|a, b| a.id.cmp(&b.id));
        notices
    }

    /// A hash over all facts and mails.
    pub(crate) async fn trace(&self, world: &World) -> String {
        let mut hash = Sha256::new();
        for known in &world.tickets {
            for fact in self.tickets.facts(&known.id).await.unwrap_or_default() {
                hash.update(serde_json::to_vec(&fact).unwrap_or_default());
            }
        }
        for mail in world.desk.mailbox().all() {
            hash.update(format!("{} {:?} {}", mail.sent_at, mail.to, mail.subject));
        }
        let digest = hash.finalize();
        digest
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

impl Seen {
    fn takes(
        &mut self,
        id: &TicketId,
        fact: &Fact,
        policy: &Policy,
        latest: Instant,
        found: &mut Found,
    ) {
        if let Some(before) = &self.state {
            judge(id, fact, before, policy, found);
        }
        if fact.recorded_at > latest {
            let at = fact.recorded_at;
            found.add(
                Invariant::NeverEarly,
                format!("{id}: fact {} is of {at}", fact.seq),
            );
        }
        for (invariant, what) in told_once(&fact.body) {
            if !self.once.insert(what.clone()) {
                found.add(
                    invariant,
                    format!("{id}: {what} again by fact {}", fact.seq),
                );
            }
        }
        let kinds = self.causes.entry(fact.cause.clone()).or_default();
        let is_deed = matches!(
            fact.body,
            FactBody::Received { .. }
                | FactBody::Replied { .. }
                | FactBody::RequesterReplied { .. }
                | FactBody::Noted { .. }
        );
        if !kinds.insert(fact.body.kind()) && is_deed {
            found.add(
                Invariant::NothingIsDoneTwice,
                format!("{id}: {} by fact {}", fact.cause, fact.seq),
            );
        }
        let before = self.state.take();
        self.state = fold(before.clone(), fact, policy);
        if let Some(after) = &self.state {
            let sends = notices_for(policy, before.as_ref(), after, fact).len();
            self.notices.insert(fact.seq, sends);
        }
    }
}

/// What a clock may say once: the promise, and how it is told from others.
fn told_once(body: &FactBody) -> Vec<(Invariant, String)> {
    if let FactBody::Breached { metric, cycle, .. } = body {
        return vec![(
            Invariant::ClocksTellOnce,
            format!("{metric}/{cycle} broken"),
        )];
    }
    if let FactBody::Warned {
        metric,
        cycle,
        step,
    } = body
    {
        let what = format!("{metric}/{cycle} warned of step {step}");
        return vec![(Invariant::ClocksTellOnce, what)];
    }
    let FactBody::Escalated {
        metric,
        cycle,
        steps,
        ..
    } = body
    else {
        return Vec::new();
    };
    let step = |step| {
        (
            Invariant::StepsAreTakenOnce,
            format!("{metric}/{cycle} step {step}"),
        )
    };
    steps.iter().map(step).collect()
}

/// Whether a fact that time brings was right to come, given the ticket before it.
fn judge(id: &TicketId, fact: &Fact, before: &State, policy: &Policy, found: &mut Found) {
    let (metric, cycle, due_steps) = if let FactBody::Warned {
        metric,
        cycle,
        step,
    } = &fact.body
    {
        (metric, *cycle, vec![*step])
    } else if let FactBody::Escalated {
        metric,
        cycle,
        steps,
        ..
    } = &fact.body
    {
        (metric, *cycle, steps.clone())
    } else if let FactBody::Breached { metric, cycle, .. } = &fact.body {
        (metric, *cycle, Vec::new())
    } else {
        return;
    };
    let wakes = !due_steps.is_empty();
    let place = format!(
        "{id}: {} {metric}/{cycle} by fact {}",
        fact.body.kind(),
        fact.seq
    );
    let mut clocks = before.clocks.iter();
    let Some(clock) = clocks.find(|clock| clock.metric == *metric && clock.cycle == cycle) else {
        found.add(
            Invariant::NobodyIsWokenForNothing,
            format!("{place}: there is no such clock"),
        );
        return;
    };
    let is_at_rest = clock.due_at.is_none() || clock.canceled;
    if wakes && (is_at_rest || !before.status.is_live() || before.merged_into.is_some()) {
        found.add(Invariant::NobodyIsWokenForNothing, place.clone());
    }
    if let Some(early) = earlier_than(clock, fact, &due_steps, before, policy) {
        found.add(Invariant::NeverEarly, format!("{place}: due at {early}"));
    }
}

/// The due instant that a fact came before.
fn earlier_than(
    clock: &Clock,
    fact: &Fact,
    due_steps: &[usize],
    before: &State,
    policy: &Policy,
) -> Option<Instant> {
    let now = fact.recorded_at;
    if let FactBody::Breached { .. } = &fact.body {
        return clock.due_at.filter(|due| *due >= now);
    }
    let all = steps(policy, before, clock);
    let of_fact = all.iter().filter(|step| due_steps.contains(&step.step));
    of_fact.filter_map(|step| step.at).find(|at| *at > now)
}

#[derive(Default)]
struct Found(Vec<Violation>);

impl Found {
    fn add(&mut self, invariant: Invariant, detail: String) {
        self.0.push(Violation { invariant, detail });
    }
}

//! Invariant checker: looks at the store itself, beside the functions, after every step and at the end.
use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use desk::clock::next_due;
use desk::lifecycle::versions;
use desk::mail::TextKind;
use desk::time::Instant;
use escalon_aws::{Desks, NOTICE_TAG, Notice, NoticeState, Outbox, TicketId, Tickets, keys};
use sha2::{Digest, Sha256};

use crate::invariants::{Invariant, Violation};
use crate::ticket_history::{TicketHistory, Violations};
use crate::world::SimulatedDesk;

/// How long after its time a thing may be undone once the faults are over: three sweeps.
const GRACE: TimeDelta = TimeDelta::minutes(3);
/// Nothing that failed waits longer for its next try.
const LONGEST_BACK_OFF: TimeDelta = TimeDelta::minutes(65);

/// Histories of all tickets so far, held against the store.
pub(crate) struct InvariantChecker {
    tickets: Tickets,
    desks: Desks,
    outbox: Outbox,
    outbox_table: String,
    skew: TimeDelta,
    seen: BTreeMap<TicketId, TicketHistory>,
}

impl InvariantChecker {
    pub(crate) fn new(world: &SimulatedDesk, skew_ms: i64) -> Self {
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
    pub(crate) async fn check(&mut self, world: &SimulatedDesk) -> Vec<Violation> {
        let mut found = Violations::default();
        let ids: Vec<_> = world.tickets.iter().map(|known| known.id.clone()).collect();
        for id in ids {
            if let Err(error) = self
                .check_ticket(&id, world.desk.clock().now(), &mut found)
                .await
            {
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

    async fn check_ticket(
        &mut self,
        id: &TicketId,
        now: Instant,
        found: &mut Violations,
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
            let facts = self.tickets.facts(id).await?;
            for fact in facts.iter().filter(|fact| fact.seq > known) {
                if let Some(version) = versions(std::slice::from_ref(fact)).next() {
                    seen.policy = Some(self.desks.policy(id.desk(), version).await?);
                }
                let under = seen.policy.clone().unwrap_or_else(|| policy.clone());
                seen.takes(id, fact, &under, latest, found);
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
    pub(crate) async fn is_overdue(&self, world: &SimulatedDesk) -> bool {
        !self.overdue(world, TimeDelta::zero()).await.is_empty()
    }

    async fn overdue(&self, world: &SimulatedDesk, grace: TimeDelta) -> Vec<String> {
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
            // Whatever its entry says: what is put off for good is overdue all the same.
            let policy = self
                .desks
                .policy(known.id.desk(), &loaded.state.policy_version);
            let owed = policy
                .await
                .ok()
                .and_then(|policy| next_due(&loaded.state, &policy));
            if owed.is_some_and(|owed| owed < late - LONGEST_BACK_OFF) {
                overdue.push(format!("{} owes something since {owed:?}", known.id));
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

    /// Invariants that must hold when the faults have been over for long.
    pub(crate) async fn check_at_end(&self, world: &SimulatedDesk) -> Vec<Violation> {
        let mut found = Violations::default();
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
                // Whoever of the staff has to act is told of a step, which its facts alone do not say.
                let of_fact = |notice: &&Notice| {
                    let own = notice.id.ticket == *id && notice.id.fact_seq == *seq;
                    own && notice.draft.text != TextKind::Staff.name()
                };
                let there = notices.iter().filter(of_fact).count();
                if there != *sends {
                    let detail =
                        format!("{id}: fact {seq} sends {sends} notices, and {there} are there");
                    found.add(Invariant::EveryNoticeEnds, detail);
                }
            }
        }
        for notice in notices {
            let name = match (&notice.state, &notice.digest) {
                (NoticeState::Folded, Some(lead)) => lead.id.to_string(),
                (NoticeState::Sent | NoticeState::Delivered | NoticeState::Bounced, _) => {
                    notice.id.to_string()
                }
                (NoticeState::Claimed, _) => {
                    let detail = format!("{} is claimed for good", notice.id);
                    found.add(Invariant::EveryNoticeEnds, detail);
                    continue;
                }
                (NoticeState::Pending, _) => {
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
    pub(crate) fn doubled(&self, world: &SimulatedDesk) -> usize {
        let mails = world.desk.mailbox().all();
        let names = mails
            .iter()
            .map(|mail| (mail.tags.get(NOTICE_TAG), &mail.to, &mail.subject));
        let different: BTreeSet<_> = names.collect();
        mails.len() - different.len()
    }

    async fn notices(&self, world: &SimulatedDesk) -> Vec<Notice> {
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
    pub(crate) async fn trace(&self, world: &SimulatedDesk) -> String {
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

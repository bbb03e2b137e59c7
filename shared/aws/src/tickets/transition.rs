//! One transition of a ticket as the writes of one transaction: snapshot, facts, texts and notices, or nothing.
use aws_sdk_dynamodb::types::TransactWriteItem;
use desk::clock::next_due;
use desk::clock::queue_position;
use desk::lifecycle::{Decision, Fact};
use desk::notice::NoticeDraft;
use desk::policy::Policy;
use desk::ticket::{ClassificationState, State};
use desk::time::Instant;

use super::Text;
use super::reading::snapshot_key;
use crate::store::item::{self, Item, n, s};
use crate::store::{StoreTable, WriteCondition, due_entry, putting};
use crate::{Notice, StoreError, TicketId, keys};

/// A decision on one ticket with everything that is written with it.
pub(super) struct Transition<'a> {
    pub(super) id: &'a TicketId,
    /// The version that was decided upon; none for a new ticket.
    pub(super) from: Option<u64>,
    pub(super) state: &'a State,
    pub(super) policy: &'a Policy,
    pub(super) facts: &'a [Fact],
    pub(super) notices: &'a [NoticeDraft],
    pub(super) texts: &'a [Text],
    /// The source of the request that caused it, as a hash.
    pub(super) source: Option<&'a str>,
    /// Writes that a caller wants in the same transaction.
    pub(super) further: Vec<TransactWriteItem>,
    pub(super) now: Instant,
}

impl<'a> Transition<'a> {
    /// A decision alone, without words or further writes.
    pub(super) fn of(
        id: &'a TicketId,
        from: Option<u64>,
        policy: &'a Policy,
        decision: &'a Decision,
        now: Instant,
    ) -> Self {
        Self {
            id,
            from,
            state: &decision.state,
            policy,
            facts: &decision.facts,
            notices: &decision.notices,
            texts: &[],
            source: None,
            further: Vec::new(),
            now,
        }
    }

    /// The operation's id, which the snapshot carries as a hash of what is written, and the writes, the snapshot's first.
    pub(super) fn writes(
        self,
        tickets: &StoreTable,
        outbox: &str,
    ) -> Result<(String, Vec<TransactWriteItem>), StoreError> {
        let operation = self.operation()?;
        let condition = match self.from {
            None => WriteCondition::new_item(),
            Some(version) => WriteCondition::none().equals("version", n(version)),
        };
        let snapshot = snapshot_item(self.id, self.state, self.policy, &operation)?;
        let mut writes = vec![tickets.putting(snapshot, &condition.hands_back())?];
        let new = WriteCondition::new_item();
        for fact in self.facts {
            writes.push(tickets.putting(fact_item(self.id, fact)?, &new)?);
        }
        for text in self.texts {
            writes.push(tickets.putting(text_item(self.id, text)?, &new)?);
        }
        for (place, draft) in self.notices.iter().enumerate() {
            let notice = Notice::pending(self.id, place, draft.clone(), self.source, self.now);
            writes.push(putting(outbox, notice.to_item()?, &new)?);
        }
        writes.extend(self.further);
        Ok((operation, writes))
    }

    fn operation(&self) -> Result<String, StoreError> {
        let facts = serde_json::to_string(self.facts).map_err(StoreError::corrupt("a fact"))?;
        let from = self.from.unwrap_or_default().to_string();
        Ok(keys::hashed(&[&self.id.to_string(), &from, &facts]))
    }
}

/// A ticket's snapshot and facts as transitions leave them, to load many tickets at once.
///
/// # Errors
/// [`StoreError::Corrupt`] when one cannot be written as JSON.
pub fn ticket_items(
    id: &TicketId,
    state: &State,
    policy: &Policy,
    facts: &[Fact],
) -> Result<Vec<Item>, StoreError> {
    let snapshot = snapshot_item(id, state, policy, "loaded");
    let facts = facts.iter().map(|fact| fact_item(id, fact));
    std::iter::once(snapshot).chain(facts).collect()
}

fn fact_item(id: &TicketId, fact: &Fact) -> Result<Item, StoreError> {
    let key = item::key(keys::ticket(id), keys::fact(fact.seq));
    let attributes = [
        ("kind", s(fact.body.kind())),
        ("desk", s(id.desk())),
        ("ticket", s(id.name())),
        ("fact", item::to_json(fact, "a fact")?),
    ];
    Ok(item::record(key, attributes))
}

fn text_item(id: &TicketId, text: &Text) -> Result<Item, StoreError> {
    let key = item::key(keys::ticket(id), keys::text(text.seq));
    Ok(item::record(
        key,
        [("text", item::to_json(text, "a text")?)],
    ))
}

/// The snapshot with its places in the sparse indexes, which follow from the state alone.
pub(crate) fn snapshot_item(
    id: &TicketId,
    state: &State,
    policy: &Policy,
    operation: &str,
) -> Result<Item, StoreError> {
    let requester = keys::requester(id.desk(), &state.requester);
    let attributes = [
        ("version", n(state.version)),
        ("op", s(operation)),
        ("state", item::to_packed(state, "a snapshot")?),
        (keys::REQUESTER_PK, s(requester)),
        (
            keys::REQUESTER_SK,
            s(keys::requester_place(state.opened_at, id)),
        ),
    ];
    let mut snapshot = item::record(snapshot_key(id), attributes);
    if let Some(due) = next_due(state, policy) {
        snapshot.extend(due_entry(due, &id.to_string()));
    }
    if state.classified != ClassificationState::No && state.status.is_live() {
        let parts = queue_position(state, policy);
        let place = keys::queue_place(&parts, state.opened_at, id);
        snapshot.extend(item::item([
            (keys::QUEUE_PK, s(keys::queue(id.desk()))),
            (keys::QUEUE_SK, s(place)),
        ]));
    }
    Ok(snapshot)
}

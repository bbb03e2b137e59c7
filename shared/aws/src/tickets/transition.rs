//! One transition of a ticket as one transaction: snapshot, facts, texts and notices, or nothing.
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem};
use desk::clock::next_due;
use desk::clock::queue_position;
use desk::lifecycle::Fact;
use desk::notice::NoticeDraft;
use desk::policy::Policy;
use desk::ticket::{Classified, State};
use desk::time::Instant;

use crate::store::due_entry;
use crate::store::item::{self, Item, n, s};
use crate::store::table::{classify_error, put};
use crate::{Notice, StoreError, Text, TicketId, keys};

const SNAPSHOT: &str = "the ticket";

/// What is written together.
pub(crate) struct Transition<'a> {
    pub(crate) id: &'a TicketId,
    /// The version that was decided upon; none for a new ticket.
    pub(crate) from: Option<u64>,
    pub(crate) state: &'a State,
    pub(crate) policy: &'a Policy,
    pub(crate) facts: &'a [Fact],
    pub(crate) notices: &'a [NoticeDraft],
    pub(crate) texts: &'a [Text],
    pub(crate) also: Vec<TransactWriteItem>,
    pub(crate) now: Instant,
}

/// Where one transition is written.
pub(crate) struct Place<'a> {
    pub(crate) client: &'a Client,
    pub(crate) tickets: &'a str,
    pub(crate) outbox: &'a str,
}

impl Transition<'_> {
    /// Writes everything or nothing.
    ///
    /// The snapshot carries an operation id, a hash of what is written. A condition that fails
    /// hands the old item back: if it carries our id, a lost answer was retried by the SDK and the
    /// first attempt has done the work.
    pub(crate) async fn write(self, place: &Place<'_>) -> Result<(), StoreError> {
        let operation = self.operation()?;
        send(place, self.writes(place, &operation)?, &operation).await
    }

    /// Writes this transition and another ticket's together, or neither.
    pub(crate) async fn write_with(
        self,
        other: Transition<'_>,
        place: &Place<'_>,
    ) -> Result<(), StoreError> {
        let operation = self.operation()?;
        let mut writes = self.writes(place, &operation)?;
        let theirs = other.operation()?;
        writes.extend(other.writes(place, &theirs)?);
        send(place, writes, &operation).await
    }

    fn writes(
        self,
        place: &Place<'_>,
        operation: &str,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let mut writes = vec![self.snapshot(place, operation)?];
        for fact in self.facts {
            writes.push(put(place.tickets, fact_item(self.id, fact)?, true)?);
        }
        for text in self.texts {
            writes.push(put(place.tickets, self.text(text)?, true)?);
        }
        for (place_in_step, draft) in self.notices.iter().enumerate() {
            let notice = Notice::pending(self.id, place_in_step, draft.clone(), self.now);
            writes.push(put(place.outbox, notice.to_item()?, true)?);
        }
        writes.extend(self.also);
        Ok(writes)
    }

    fn operation(&self) -> Result<String, StoreError> {
        let facts = serde_json::to_string(self.facts).map_err(StoreError::corrupt("a fact"))?;
        let from = self.from.unwrap_or_default().to_string();
        Ok(keys::hashed(&[&self.id.to_string(), &from, &facts]))
    }

    fn snapshot(
        &self,
        place: &Place<'_>,
        operation: &str,
    ) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(place.tickets)
            .set_item(Some(snapshot_item(
                self.id,
                self.state,
                self.policy,
                operation,
            )?))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let put = match self.from {
            None => put.condition_expression("attribute_not_exists(PK)"),
            Some(version) => put
                .condition_expression("version = :seen")
                .expression_attribute_values(":seen", n(version)),
        };
        let put = put.build().map_err(StoreError::corrupt(SNAPSHOT))?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    fn text(&self, text: &Text) -> Result<Item, StoreError> {
        Ok(item::item([
            (keys::PK, s(keys::ticket(self.id))),
            (keys::SK, s(keys::text(text.seq))),
            ("text", item::to_json(text, "a text")?),
        ]))
    }
}

/// Sends one transaction; its first write carries the operation's id.
async fn send(
    place: &Place<'_>,
    writes: Vec<TransactWriteItem>,
    operation: &str,
) -> Result<(), StoreError> {
    let request = place.client.transact_write_items();
    let sent = request.set_transact_items(Some(writes)).send().await;
    match sent {
        Ok(_) => Ok(()),
        Err(error) => classify_error(error, Some(operation)),
    }
}

/// A ticket's snapshot and facts as transitions leave them, for whoever loads many at once.
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
    Ok(item::item([
        (keys::PK, s(keys::ticket(id))),
        (keys::SK, s(keys::fact(fact.seq))),
        ("kind", s(fact.body.kind())),
        ("desk", s(id.desk())),
        ("ticket", s(id.name())),
        ("fact", item::to_json(fact, "a fact")?),
    ]))
}

/// The snapshot with its places in the sparse indexes, which follow from the state alone.
pub(crate) fn snapshot_item(
    id: &TicketId,
    state: &State,
    policy: &Policy,
    operation: &str,
) -> Result<Item, StoreError> {
    let mut snapshot = item::item([
        (keys::PK, s(keys::ticket(id))),
        (keys::SK, s(keys::STATE)),
        ("version", n(state.version)),
        ("op", s(operation)),
        ("state", item::to_packed(state, "a snapshot")?),
        (
            keys::REQUESTER_PK,
            s(keys::requester(id.desk(), &state.requester)),
        ),
        (
            keys::REQUESTER_SK,
            s(keys::requester_place(state.opened_at, id)),
        ),
    ]);
    if let Some(due) = next_due(state, policy) {
        snapshot.extend(due_entry(due, &id.to_string()));
    }
    if state.classified != Classified::No && state.status.is_live() {
        let parts = queue_position(state, policy);
        let place = keys::queue_place(&parts, state.opened_at, id);
        snapshot.extend(item::item([
            (keys::QUEUE_PK, s(keys::queue(id.desk()))),
            (keys::QUEUE_SK, s(place)),
        ]));
    }
    Ok(snapshot)
}

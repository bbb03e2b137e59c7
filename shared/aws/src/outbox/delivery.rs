//! Delivery outcomes: how the mail service says that a sent notice ended.
use aws_sdk_dynamodb::types::TransactWriteItem;
use desk::time::Instant;

use super::change::while_in;
use super::{Notice, NoticeId, NoticeState, Outbox};
use crate::store::Update;
use crate::store::item::s;
use crate::{StoreError, keys};

/// How a mail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryOutcome {
    /// The recipient's server took it.
    Delivered,
    /// It came back, or was not even let out.
    Bounced,
}

impl DeliveryOutcome {
    /// The state it brings a notice to.
    #[must_use]
    pub fn state(self) -> NoticeState {
        match self {
            Self::Delivered => NoticeState::Delivered,
            Self::Bounced => NoticeState::Bounced,
        }
    }

    /// States that it may follow: a delivery counts after a bounce, a bounce not after a delivery.
    fn follows(self) -> &'static [NoticeState] {
        match self {
            Self::Delivered => &[
                NoticeState::Pending,
                NoticeState::Claimed,
                NoticeState::Sent,
                NoticeState::Bounced,
            ],
            Self::Bounced => &[
                NoticeState::Pending,
                NoticeState::Claimed,
                NoticeState::Sent,
            ],
        }
    }
}

impl Notice {
    /// Whether that outcome tells anything new of it.
    #[must_use]
    pub fn awaits(&self, outcome: DeliveryOutcome) -> bool {
        outcome.follows().contains(&self.state)
    }
}

impl Outbox {
    /// How the mail ended.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn ended(
        &self,
        id: &NoticeId,
        outcome: DeliveryOutcome,
        message_id: &str,
        at: Instant,
    ) -> Result<(), StoreError> {
        self.write(end(id, outcome, message_id, at)).await
    }

    /// As [`ended`](Self::ended), to be written together with the ticket's fact.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the write cannot be built.
    pub fn ending(
        &self,
        id: &NoticeId,
        outcome: DeliveryOutcome,
        message_id: &str,
        at: Instant,
    ) -> Result<TransactWriteItem, StoreError> {
        self.table.updating(end(id, outcome, message_id, at))
    }

    /// The recipient's server makes the mail wait; noted to explain why it is not there.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delayed(&self, id: &NoticeId, at: Instant) -> Result<(), StoreError> {
        let under_way = [
            NoticeState::Pending,
            NoticeState::Claimed,
            NoticeState::Sent,
        ];
        let change = while_in(id, &under_way).set("delayed_at", s(keys::stamp(at)));
        self.write(change).await
    }
}

fn end(id: &NoticeId, outcome: DeliveryOutcome, message_id: &str, at: Instant) -> Update {
    while_in(id, outcome.follows())
        .state(outcome.state())
        .set_once("message_id", s(message_id))
        .set("ended_at", s(keys::stamp(at)))
        .finished()
}

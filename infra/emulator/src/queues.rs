//! Queues in memory, with visibility in virtual time and an end for what fails too often.
use std::collections::{BTreeMap, VecDeque};

use aws_lambda_events::event::sqs::{SqsEvent, SqsMessage};
use desk::time::Instant;
use serde::{Deserialize, Serialize};

use crate::template::Queue;

/// The first failures are mended at once, as a busy machine's would be; later ones wait.
const PROMPT_RECEIVES: u32 = 3;
/// Receives after which a message is given up, if the template does not say.
const DEFAULT_RECEIVES: u32 = 10;

/// A message and the time from which it is seen; also the form it is kept in across restarts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Message {
    id: String,
    body: String,
    visible_at: Instant,
    receives: u32,
}

/// All queues of the template.
#[derive(Debug, Default)]
pub(crate) struct Queues {
    queues: BTreeMap<String, (Queue, VecDeque<Message>)>,
    sent: u64,
    given_up: Vec<String>,
}

impl Queues {
    pub(crate) fn new(declared: &[Queue]) -> Self {
        let queues = declared
            .iter()
            .map(|queue| (queue.name.clone(), (queue.clone(), VecDeque::new())));
        Self {
            queues: queues.collect(),
            sent: 0,
            given_up: Vec::new(),
        }
    }

    /// Puts a message into a queue, to be seen from `visible_at` on.
    pub(crate) fn send(&mut self, queue: &str, body: String, visible_at: Instant) {
        self.sent += 1;
        let id = format!("message-{}", self.sent);
        if let Some((_, messages)) = self.queues.get_mut(queue) {
            messages.push_back(Message {
                id,
                body,
                visible_at,
                receives: 0,
            });
        }
    }

    /// Takes up to `batch` visible messages out. Those that fail come back through [`Self::failed`].
    pub(crate) fn receive(
        &mut self,
        queue: &str,
        batch: usize,
        now: Instant,
    ) -> Vec<ReceivedMessage> {
        let Some((_, messages)) = self.queues.get_mut(queue) else {
            return Vec::new();
        };
        let mut taken = Vec::new();
        let mut kept = VecDeque::new();
        for mut message in messages.drain(..) {
            if message.visible_at <= now && taken.len() < batch {
                message.receives += 1;
                taken.push(ReceivedMessage(message));
            } else {
                kept.push_back(message);
            }
        }
        *messages = kept;
        taken
    }

    /// Puts a message back, or gives it up when it was received too often.
    pub(crate) fn failed(
        &mut self,
        queue: &str,
        ReceivedMessage(mut message): ReceivedMessage,
        now: Instant,
    ) {
        let Some((declared, messages)) = self.queues.get_mut(queue) else {
            return;
        };
        if message.receives >= declared.max_receives.unwrap_or(DEFAULT_RECEIVES) {
            tracing::error!(queue, message.id, "message given up");
            self.given_up.push(message.body);
            return;
        }
        let wait = if message.receives < PROMPT_RECEIVES {
            chrono::TimeDelta::zero()
        } else {
            declared.visibility
        };
        message.visible_at = now + wait;
        messages.push_back(message);
    }

    /// When the next hidden message comes into sight.
    pub(crate) fn next_after(&self, now: Instant) -> Option<Instant> {
        let messages = self.queues.values().flat_map(|(_, messages)| messages);
        messages
            .map(|message| message.visible_at)
            .filter(|at| *at > now)
            .min()
    }

    /// The messages that wait, by queue.
    pub(crate) fn waiting(&self) -> BTreeMap<String, Vec<Message>> {
        let waiting = self
            .queues
            .iter()
            .map(|(name, (_, messages))| (name.clone(), messages.iter().cloned().collect()));
        waiting.collect()
    }

    /// Puts back what waited when the emulator stopped.
    pub(crate) fn restore(&mut self, waiting: BTreeMap<String, Vec<Message>>) {
        for (name, kept) in waiting {
            if let Some((_, messages)) = self.queues.get_mut(&name) {
                messages.extend(kept);
            }
        }
    }

    /// Bodies of messages that were given up.
    #[cfg(test)]
    pub(crate) fn given_up(&self) -> &[String] {
        &self.given_up
    }
}

/// A message in a function's hands.
#[derive(Debug, Clone)]
pub(crate) struct ReceivedMessage(Message);

impl ReceivedMessage {
    pub(crate) fn id(&self) -> &str {
        &self.0.id
    }
}

/// The event a function gets for a batch.
pub(crate) fn queue_event(queue: &str, batch: &[ReceivedMessage]) -> SqsEvent {
    let mut event = SqsEvent::default();
    for ReceivedMessage(message) in batch {
        let mut record = SqsMessage::default();
        record.message_id = Some(message.id.clone());
        record.receipt_handle = Some(message.id.clone());
        record.body = Some(message.body.clone());
        record.attributes = [(
            "ApproximateReceiveCount".to_owned(),
            message.receives.to_string(),
        )]
        .into();
        record.event_source = Some("aws:sqs".to_owned());
        record.event_source_arn = Some(format!("arn:aws:sqs:local:000000000000:{queue}"));
        record.aws_region = Some("local".to_owned());
        event.records.push(record);
    }
    event
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use desk::time::Instant;

    use super::Queues;
    use crate::template::Queue;

    fn queues() -> (Queues, Instant) {
        let queue = Queue {
            name: "Q".to_owned(),
            visibility: TimeDelta::seconds(60),
            max_receives: Some(4),
        };
        (
            Queues::new(&[queue]),
            "2026-03-02T09:00:00Z".parse().unwrap(),
        )
    }

    #[test]
    fn a_message_is_seen_from_its_time_on() {
        let (mut queues, now) = queues();
        queues.send("Q", "late".to_owned(), now + TimeDelta::hours(1));
        assert!(queues.receive("Q", 10, now).is_empty());
        assert_eq!(queues.next_after(now), Some(now + TimeDelta::hours(1)));
        assert_eq!(queues.receive("Q", 10, now + TimeDelta::hours(1)).len(), 1);
    }

    #[test]
    fn a_message_that_fails_too_often_is_given_up() {
        let (mut queues, mut now) = queues();
        queues.send("Q", "poison".to_owned(), now);
        for _ in 0..4 {
            let message = queues.receive("Q", 10, now).remove(0);
            queues.failed("Q", message, now);
            now += TimeDelta::seconds(60);
        }
        assert!(queues.receive("Q", 10, now).is_empty());
        assert_eq!(queues.given_up(), ["poison"]);
    }
}

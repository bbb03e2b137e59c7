//! The flow of stream records, queue messages, and events of sent mails.
use aws_lambda_events::event::dynamodb::EventRecord;

use super::{Scheduler, SchedulerError, Work};
use crate::functions::{FunctionAnswer, Invocation};
use crate::journal::JournalEvent;
use crate::mail::{emitted_events, notification, recipient};
use crate::queues;
use crate::streams;
use crate::template::QueueSource;

impl Scheduler {
    /// Facts that were written are told in the journal, whoever reads them.
    pub(super) fn watch(&self, work: &mut Work) -> Result<bool, SchedulerError> {
        let now = self.clock.now();
        let mut busy = false;
        for watcher in &mut work.watchers {
            while let Some(batch) = watcher.next(&self.database, now)? {
                busy = true;
                for event in batch.records.iter().filter_map(fact_of) {
                    self.journal.tell(now, event);
                }
                watcher.done(&batch, &[], now);
            }
        }
        Ok(busy)
    }

    /// Events of sent mails go the way that the template declares.
    pub(super) fn forward_mail(&self, work: &mut Work) -> bool {
        let mut busy = false;
        while let Ok(mail) = work.sent.try_recv() {
            busy = true;
            let (to, subject) = (mail.to.clone(), mail.subject.clone());
            self.journal.tell(
                mail.sent_at,
                JournalEvent::Mailed {
                    mail: mail.id.clone(),
                    to,
                    subject,
                },
            );
            let destinations = self.template.mail_events.iter();
            for destination in destinations
                .filter(|d| mail.configuration_set.as_ref() == Some(&d.configuration_set))
            {
                let outcome = self.mailbox.outcome_for(recipient(&mail));
                let told = emitted_events(&mail, outcome).into_iter();
                for emitted_event in told.filter(|emitted_event| {
                    destination
                        .kinds
                        .iter()
                        .any(|kind| kind == emitted_event.kind)
                }) {
                    let body = notification(&destination.topic, &mail.id, &emitted_event);
                    let topics = self
                        .template
                        .topics
                        .iter()
                        .filter(|topic| topic.name == destination.topic);
                    for queue in topics.flat_map(|topic| &topic.queues) {
                        work.queues
                            .send(queue, body.clone(), emitted_event.known_at);
                    }
                }
            }
        }
        busy
    }

    pub(super) async fn read_stream(
        &self,
        work: &mut Work,
        index: usize,
    ) -> Result<bool, SchedulerError> {
        let now = self.clock.now();
        let Some(batch) = work.readers[index].next(&self.database, now)? else {
            return Ok(false);
        };
        let records = self.due_records(work, index, &batch);
        if records.is_empty() {
            work.readers[index].done(&batch, &[], now);
            return Ok(true);
        }
        let reader = &mut work.readers[index];
        let answer = self
            .invoke(
                &reader.function,
                Invocation::Stream(streams::stream_event(records)),
            )
            .await;
        match batch_failures(answer) {
            Ok(failed) => reader.done(&batch, &failed, now),
            Err(_) => reader.failed(&batch, now),
        }
        Ok(true)
    }

    pub(super) async fn read_queue(
        &self,
        work: &mut Work,
        function: &str,
        source: &QueueSource,
    ) -> bool {
        let now = self.clock.now();
        let batch = work.queues.receive(&source.queue, source.batch, now);
        if batch.is_empty() {
            return false;
        }
        let event = queues::queue_event(&source.queue, &batch);
        let failed = batch_failures(self.invoke(function, Invocation::Queue(event)).await);
        for message in batch {
            let is_failed = failed.as_ref().map_or(true, |failed| {
                // An empty or unknown identifier fails the whole batch.
                failed.iter().any(|id| id == message.id() || id.is_empty())
            });
            if is_failed {
                work.queues.failed(&source.queue, message, now);
            }
        }
        true
    }
}

pub(super) fn batch_failures(
    answer: Result<FunctionAnswer, String>,
) -> Result<Vec<String>, String> {
    match answer? {
        FunctionAnswer::Batch(failures) => streams::reported_failures(&failures),
        FunctionAnswer::Http(_) | FunctionAnswer::Report(_) => {
            Err("the answer is not that of a batch".to_owned())
        }
    }
}

fn fact_of(record: &EventRecord) -> Option<JournalEvent> {
    let is_fact = record.event_name == "INSERT" && text_of(record, "fact").is_some();
    let text = |name| text_of(record, name);
    is_fact.then_some(())?;
    Some(JournalEvent::Fact {
        desk: text("desk")?,
        ticket: text("ticket")?,
        kind: text("kind")?,
    })
}

pub(super) fn text_of(record: &EventRecord, name: &str) -> Option<String> {
    if let serde_dynamo::AttributeValue::S(text) = record.change.new_image.get(name)? {
        return Some(text.clone());
    }
    None
}

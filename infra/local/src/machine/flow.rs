//! What flows: records of streams, messages of queues, and what became of mails.
use aws_lambda_events::event::dynamodb::EventRecord;

use super::{Machine, MachineError, Work};
use crate::functions::{Answer, Invocation};
use crate::journal::What;
use crate::mail::{happenings, notification, recipient};
use crate::queues;
use crate::streams;
use crate::template::QueueSource;

impl Machine {
    /// Tells what was written, whoever reads it.
    pub(super) fn watch(&self, work: &mut Work) -> Result<bool, MachineError> {
        let now = self.clock.now();
        let mut busy = false;
        for watcher in &mut work.watchers {
            while let Some(batch) = watcher.next(&self.database, now)? {
                busy = true;
                for what in batch.records.iter().filter_map(fact_of) {
                    self.journal.tell(now, what);
                }
                watcher.done(&batch, &[], now);
            }
        }
        Ok(busy)
    }

    /// What becomes of sent mails goes the way that the template declares.
    pub(super) fn forward_mail(&self, work: &mut Work) -> bool {
        let mut busy = false;
        while let Ok(mail) = work.sent.try_recv() {
            busy = true;
            let (to, subject) = (mail.to.clone(), mail.subject.clone());
            self.journal.tell(
                mail.sent_at,
                What::Mailed {
                    mail: mail.id.clone(),
                    to,
                    subject,
                },
            );
            let destinations = self.template.mail_events.iter();
            for destination in destinations
                .filter(|d| mail.configuration_set.as_ref() == Some(&d.configuration_set))
            {
                let fate = self.mailbox.fate_of(recipient(&mail));
                let told = happenings(&mail, fate).into_iter();
                for happening in told
                    .filter(|happening| destination.kinds.iter().any(|kind| kind == happening.kind))
                {
                    let body = notification(&destination.topic, &mail.id, &happening);
                    let topics = self
                        .template
                        .topics
                        .iter()
                        .filter(|topic| topic.name == destination.topic);
                    for queue in topics.flat_map(|topic| &topic.queues) {
                        work.queues.send(queue, body.clone(), happening.known_at);
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
    ) -> Result<bool, MachineError> {
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
                Invocation::Stream(streams::event(records)),
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
        let event = queues::event(&source.queue, &batch);
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

pub(super) fn batch_failures(answer: Result<Answer, String>) -> Result<Vec<String>, String> {
    match answer? {
        Answer::Batch(failures) => streams::failures(&failures),
        Answer::Http(_) | Answer::Report(_) => Err("the answer is not that of a batch".to_owned()),
    }
}

fn fact_of(record: &EventRecord) -> Option<What> {
    let is_fact = record.event_name == "INSERT" && text_of(record, "fact").is_some();
    let text = |name| text_of(record, name);
    is_fact.then_some(())?;
    Some(What::Fact {
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

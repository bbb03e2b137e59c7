//! The scheduler loop: streams, queues, schedules and mail, moved by virtual time.
mod delivery;
mod flow;
mod time;

use delivery::Delayed;
pub use delivery::{Deliver, Delivery, StreamRecord};
pub use time::next_full_minute;

use std::collections::BTreeMap;

use aws_sdk_dynamodb::Client;
use desk::time::Instant;
use dynoxide::Database;
use tokio::sync::{Mutex, Notify, mpsc};

use crate::clock::VirtualClock;
use crate::functions::{FunctionAnswer, Handler, Invocation};
use crate::journal::{Journal, JournalEntry, JournalEvent};
use crate::local_state::{Files, LocalState, StateError};
use crate::mail::{Mailbox, SentMail};
use crate::queues::Queues;
use crate::schedules::{ScheduledCall, Timers};
use crate::streams::{self, StreamError, StreamReader};
use crate::template::Template;

/// Work that is not done after this many rounds feeds itself.
const ROUNDS: usize = 10_000;

/// The reason why the scheduler cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum SchedulerError {
    #[error(transparent)]
    Stream(#[from] StreamError),
    #[error("what is due in {table} cannot be read")]
    Due {
        table: String,
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    #[error("the functions keep each other busy and never come to rest")]
    NeverQuiet,
    #[error(transparent)]
    State(#[from] StateError),
}

/// The time that the clock was moved to, and what came of it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Advanced {
    pub now: Instant,
    pub happened: Vec<JournalEntry>,
}

/// Everything that runs.
pub(crate) struct Scheduler {
    pub(crate) template: Template,
    pub(crate) clock: VirtualClock,
    pub(crate) handlers: BTreeMap<String, Handler>,
    pub(crate) mailbox: Mailbox,
    pub(crate) client: Client,
    pub(crate) journal: Journal,
    /// Rung when there may be work, so that a running desk need not wait for its next round.
    pub(crate) bell: Notify,
    pub(crate) database: Database,
    pub(crate) deliver: Option<Deliver>,
    pub(crate) files: Option<Files>,
    pub(crate) work: Mutex<Work>,
}

/// Work that only one task at a time may move.
pub(crate) struct Work {
    readers: Vec<StreamReader>,
    watchers: Vec<StreamReader>,
    queues: Queues,
    timers: Timers,
    sent: mpsc::UnboundedReceiver<SentMail>,
    delayed: Delayed,
    saved: Vec<Option<String>>,
}

impl Work {
    /// The work of a template, as an earlier run has left it.
    pub(crate) fn new(
        template: &Template,
        now: Instant,
        state: LocalState,
        sent: mpsc::UnboundedReceiver<SentMail>,
    ) -> Self {
        let mut queues = Queues::new(&template.queues);
        queues.restore(state.messages);
        let watch = |table: &crate::template::Table| {
            let name = format!("watch/{}", table.name);
            StreamReader::watching("watch", &table.name, state.positions.get(&name).cloned())
        };
        let streaming = template
            .tables
            .iter()
            .filter(|table| table.stream.is_some());
        Self {
            readers: streams::stream_readers(&template.functions, &state.positions),
            watchers: streaming.map(watch).collect(),
            queues,
            timers: Timers::new(&template.functions, now),
            sent,
            delayed: Delayed::default(),
            saved: Vec::new(),
        }
    }
}

impl Scheduler {
    /// Does all work that is there, until nothing is left that can be done at this time.
    pub(crate) async fn settle(&self) -> Result<(), SchedulerError> {
        let mut work = self.work.lock().await;
        self.settle_with(&mut work).await
    }

    /// One round of a running clock: what its schedules ask for, then all work there is.
    pub(crate) async fn tick(&self) -> Result<(), SchedulerError> {
        let mut work = self.work.lock().await;
        let firings = work.timers.due(self.clock.now());
        self.fire(firings).await;
        self.settle_with(&mut work).await
    }

    /// Calls a function; a panic, an error or an answer of the wrong kind is told and never success.
    pub(crate) async fn invoke(
        &self,
        function: &str,
        invocation: Invocation,
    ) -> Result<FunctionAnswer, String> {
        let now = self.clock.now();
        let answer = match self.handlers.get(function) {
            // On a task of its own, where a panic ends the task and not the scheduler.
            Some(handler) => match tokio::spawn(handler(invocation, now)).await {
                Ok(answer) => answer,
                Err(panic) => Err(panic.to_string()),
            },
            None => Err("no code is bound to this function".to_owned()),
        };
        if let Err(why) = &answer {
            tracing::error!(function, why, "function failed");
            let event = JournalEvent::Failed {
                function: function.to_owned(),
                why: why.clone(),
            };
            self.journal.tell(now, event);
        }
        answer
    }

    async fn settle_with(&self, work: &mut Work) -> Result<(), SchedulerError> {
        for _ in 0..ROUNDS {
            let mut busy = self.watch(work)?;
            busy |= self.forward_mail(work);
            for index in 0..work.readers.len() {
                busy |= self.read_stream(work, index).await?;
            }
            busy |= self.bring_delayed(work).await;
            for function in &self.template.functions {
                for source in &function.queues {
                    busy |= self.read_queue(work, &function.name, source).await;
                }
            }
            if !busy {
                return self.save(work);
            }
        }
        Err(SchedulerError::NeverQuiet)
    }

    fn save(&self, work: &mut Work) -> Result<(), SchedulerError> {
        let Some(files) = &self.files else {
            return Ok(());
        };
        let ahead_millis = self.clock.ahead().num_milliseconds();
        let messages = work.queues.waiting();
        let readers = || work.readers.iter().chain(&work.watchers);
        let mut now: Vec<_> = readers()
            .map(|reader| reader.position().map(str::to_owned))
            .collect();
        now.push(Some(format!(
            "{ahead_millis} {}",
            messages.values().map(Vec::len).sum::<usize>()
        )));
        if now == work.saved {
            return Ok(());
        }
        let position = |reader: &StreamReader| Some((reader.name(), reader.position()?.to_owned()));
        let state = LocalState {
            positions: readers().filter_map(position).collect(),
            messages,
            ahead_millis,
        };
        files.save(&state)?;
        work.saved = now;
        Ok(())
    }

    async fn fire(&self, firings: Vec<ScheduledCall>) {
        for firing in firings {
            let answer = self
                .invoke(&firing.function, Invocation::Schedule(firing.input))
                .await;
            if let Ok(FunctionAnswer::Report(report)) = answer
                && found_something(&report)
            {
                let event = JournalEvent::Reported {
                    schedule: firing.name,
                    report,
                };
                self.journal.tell(self.clock.now(), event);
            }
        }
    }
}

/// Reports of nothing but zeros come every minute and tell nobody anything.
fn found_something(report: &serde_json::Value) -> bool {
    let Some(fields) = report.as_object() else {
        return !report.is_null();
    };
    fields.values().any(|value| match value {
        serde_json::Value::Number(number) => number.as_f64() != Some(0.0),
        serde_json::Value::Bool(flag) => *flag,
        serde_json::Value::Array(items) => !items.is_empty(),
        serde_json::Value::Object(fields) => !fields.is_empty(),
        serde_json::Value::String(text) => !text.is_empty(),
        serde_json::Value::Null => false,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::found_something;

    #[test]
    fn only_reports_that_found_something_are_told() {
        assert!(!found_something(
            &json!({"found": 0, "stopped_for_time": false})
        ));
        assert!(found_something(&json!({"found": 1})));
        assert!(!found_something(&json!(null)));
    }
}

//! An emulator: started from the template, driven by tests or pages, stopped clean.
use std::collections::BTreeMap;
use std::fs::File;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use desk::time::Instant;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;

use crate::clock::VirtualClock;
use crate::engine::Engine;
use crate::functions::{Binder, Endpoints, Handler};
use crate::gateway::{self, HttpAnswer};
use crate::journal::{Journal, JournalEntry};
use crate::listeners::Listeners;
use crate::local_state::{Files, LocalState, StateError};
use crate::mail::{MailService, Mailbox};
use crate::options::{Options, StartError, Store};
use crate::scheduler::{Advanced, Scheduler, SchedulerError, Work};
use crate::template::Template;

/// The template this program was built with.
const TEMPLATE: &str = include_str!("../../../template.yaml");
/// How long a running emulator rests when nothing rings its bell.
const ROUND: Duration = Duration::from_millis(250);

/// The whole template, running on this machine.
pub struct Emulator {
    scheduler: Arc<Scheduler>,
    /// None once it was stopped.
    tasks: Mutex<Option<Tasks>>,
}

/// Tasks and the file lock of a running emulator.
#[derive(Default)]
struct Tasks {
    rounds: Option<JoinHandle<()>>,
    listeners: Option<Listeners>,
    /// Held until all tasks have ended.
    lock: Option<File>,
}

impl Emulator {
    /// Starts everything the template declares, and does what was left to do when it stopped.
    ///
    /// # Errors
    /// Says which part did not start and why.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let progress = options.progress.clone();
        progress("reading the template");
        let text = options.template.as_deref().unwrap_or(TEMPLATE);
        let template = Template::parse(text, &with_local_parameters(&options.parameters))?;
        let mut tasks = Tasks::default();
        let files = match &options.store {
            Store::Memory => options.announce.as_deref().map(Files::beside).transpose()?,
            Store::File(path) => Some(Files::beside(path)?),
        };
        // What is kept is in files that others must not write; in memory only the announcement is.
        let (kept, files) = match (&options.store, files) {
            (Store::File(_), Some(files)) => {
                tasks.lock = Some(files.lock()?);
                (Some(files.clone()), Some(files))
            }
            (Store::Memory, Some(files)) => match files.lock() {
                Ok(lock) => {
                    tasks.lock = Some(lock);
                    (None, Some(files))
                }
                Err(StateError::InUse { .. }) => {
                    progress("another desk runs in memory here: commands find that one");
                    (None, None)
                }
                Err(error) => return Err(error.into()),
            },
            (Store::Memory | Store::File(_), None) => (None, None),
        };
        let state = kept
            .as_ref()
            .map_or_else(|| Ok(LocalState::default()), Files::load)?;
        let clock = VirtualClock::new(options.clock);
        clock.move_to(clock.now() + state.ahead());

        progress("opening the store");
        let database = kept.as_ref().map(|files| &files.database);
        let engine = Engine::open(database, &template.tables, options.wrap_client.as_ref()).await?;
        let mailbox = Mailbox::open(kept.as_ref().map(|files| files.mailbox.clone()))?;
        let (tell, sent) = mpsc::unbounded_channel();
        let mail = MailService::new(mailbox.clone(), clock.clone(), tell);
        if let Some(files) = &files {
            let opened = Listeners::open(engine.database.clone(), &mail).await;
            let (listeners, running) = opened.map_err(StartError::Listeners)?;
            tasks.listeners = Some(listeners);
            files.announce(&running)?;
        }

        progress("binding the functions");
        let endpoints = Endpoints {
            dynamodb: engine.client.clone(),
            ses: mail.client(),
        };
        let handlers = bind_functions(&template, &options.binder, &endpoints)?;
        let work = Work::new(&template, clock.now(), state, sent);
        let scheduler = Arc::new(Scheduler {
            template,
            clock,
            mailbox,
            client: engine.client,
            journal: Journal::default(),
            bell: Notify::new(),
            database: engine.database,
            handlers,
            deliver: options.deliver,
            files,
            work: tokio::sync::Mutex::new(work),
        });
        scheduler.settle().await?;
        if scheduler.clock.is_running() {
            tasks.rounds = Some(tokio::spawn(run_rounds(scheduler.clone())));
        }
        Ok(Self {
            scheduler,
            tasks: Mutex::new(Some(tasks)),
        })
    }

    /// Calls the function behind a route of the template, as its HTTP API would. What the call sets off
    /// is done at the next [`settle`](Self::settle), or soon after by itself when the clock runs.
    pub async fn http(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> HttpAnswer {
        let (Ok(method), Ok(uri)) = (Method::from_bytes(method.as_bytes()), path.parse::<Uri>())
        else {
            return HttpAnswer::message(StatusCode::BAD_REQUEST, "Bad Request");
        };
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let (Ok(name), Ok(value)) = (
                HeaderName::from_bytes(name.as_bytes()),
                HeaderValue::from_str(value),
            ) else {
                return HttpAnswer::message(StatusCode::BAD_REQUEST, "Bad Request");
            };
            map.append(name, value);
        }
        self.call(&method, &uri, &map, body).await
    }

    /// Calls the function behind a route, as [`http`](Self::http) does, with a request that was parsed before.
    pub async fn call(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        body: &[u8],
    ) -> HttpAnswer {
        gateway::call_function(&self.scheduler, method, uri, headers, body).await
    }

    /// Does all work there is at this time: streams, queues, mail, until nothing is left.
    ///
    /// # Errors
    /// The store fails, or the functions never come to rest.
    pub async fn settle(&self) -> Result<(), SchedulerError> {
        self.scheduler.settle().await
    }

    /// Moves time forward to `to`, halting at every full minute at which something is due.
    ///
    /// # Errors
    /// As [`settle`](Self::settle).
    pub async fn advance(&self, to: Instant) -> Result<Advanced, SchedulerError> {
        self.scheduler.advance(to).await
    }

    /// Moves time forward by a span.
    ///
    /// # Errors
    /// As [`settle`](Self::settle).
    pub async fn advance_by(&self, span: TimeDelta) -> Result<Advanced, SchedulerError> {
        self.advance(self.clock().now() + span).await
    }

    /// The next due instant; not before now.
    ///
    /// # Errors
    /// The store fails.
    pub async fn next_due(&self) -> Result<Option<Instant>, SchedulerError> {
        self.scheduler.next_due().await
    }

    /// The mailbox: all mails sent, and what becomes of them.
    #[must_use]
    pub fn mailbox(&self) -> &Mailbox {
        &self.scheduler.mailbox
    }

    #[must_use]
    pub fn clock(&self) -> &VirtualClock {
        &self.scheduler.clock
    }

    /// The real SDK, pointed at the emulator's store.
    #[must_use]
    pub fn dynamodb(&self) -> &aws_sdk_dynamodb::Client {
        &self.scheduler.client
    }

    /// The engine beneath, for loads so large that no stream should tell of them.
    #[must_use]
    pub fn engine(&self) -> &dynoxide::Database {
        &self.scheduler.database
    }

    #[must_use]
    pub fn template(&self) -> &Template {
        &self.scheduler.template
    }

    /// The newest entries of the journal, at most so many, oldest first.
    #[must_use]
    pub fn journal(&self, most: usize) -> Vec<JournalEntry> {
        self.scheduler.journal.newest(most)
    }

    /// Stops: what is under way ends, and the files are whole.
    pub async fn stop(&self) {
        let tasks = {
            let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
            tasks.take()
        };
        let Some(tasks) = tasks else {
            return;
        };
        if let Some(rounds) = tasks.rounds {
            rounds.abort();
            let _ = rounds.await;
        }
        if let Err(error) = self.settle().await {
            tracing::error!(%error, "work is left for the next start");
        }
        if let Some(listeners) = tasks.listeners {
            listeners.close().await;
        }
        if let Some(files) = &self.scheduler.files {
            files.withdraw();
        }
        drop(tasks.lock);
    }
}

/// Parameters of the template: those chosen, and what one machine says where a deployment is asked.
fn with_local_parameters(chosen: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let local = [
        ("MailDomain", "escalon.example.com"),
        ("ReplySecret", "only-for-this-machine"),
    ];
    let local = local.map(|(name, value)| (name.to_owned(), value.to_owned()));
    local.into_iter().chain(chosen.clone()).collect()
}

fn bind_functions(
    template: &Template,
    binder: &Binder,
    endpoints: &Endpoints,
) -> Result<BTreeMap<String, Handler>, StartError> {
    let mut handlers = BTreeMap::new();
    for function in &template.functions {
        let name = function.name.clone();
        let bound = binder(&function.binary, &function.env, endpoints);
        let handler = bound.map_err(|reason| StartError::Function {
            function: name.clone(),
            reason,
        })?;
        let handler = handler.ok_or_else(|| StartError::UnknownBinary {
            function: name.clone(),
            binary: function.binary.clone(),
        })?;
        handlers.insert(name, handler);
    }
    Ok(handlers)
}

async fn run_rounds(scheduler: Arc<Scheduler>) {
    loop {
        // Either way there is a round: what the bell missed, the next one does.
        let _ = tokio::time::timeout(ROUND, scheduler.bell.notified()).await;
        if let Err(error) = scheduler.tick().await {
            tracing::error!(%error, "a round failed");
        }
    }
}

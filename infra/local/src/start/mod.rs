//! A desk on this machine: started from the template, driven by tests or a browser, stopped clean.
mod doors;
mod gateway;
mod options;

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use desk::time::Instant;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::engine::Engine;
use crate::functions::{Binder, Endpoints, Handler};
use crate::journal::Happened;
use crate::keep::{Files, Kept};
use crate::machine::{Advanced, Machine, MachineError, Parts};
use crate::mail::{MailService, Mailbox};
use crate::seed;
use crate::template::Template;
use crate::web;

use doors::Doors;
pub use gateway::HttpAnswer;
pub(crate) use gateway::call;
pub use options::{Options, StartError, Store};

/// The template this program was built with.
const TEMPLATE: &str = include_str!("../../../../template.yaml");
/// How long a running desk rests when nothing rings its bell.
const ROUND: Duration = Duration::from_millis(250);
/// How long requests that are under way may take when the desk stops.
const GOODBYE: Duration = Duration::from_secs(3);

/// A running desk.
pub struct Desk {
    machine: Arc<Machine>,
    doors: Option<Doors>,
    address: Option<SocketAddr>,
    rounds: Option<JoinHandle<()>>,
    pages: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
    /// Held until the desk is gone.
    _lock: Option<std::fs::File>,
}

impl Desk {
    /// Starts everything the template declares, and seeds it.
    ///
    /// # Errors
    /// Says which part did not start and why.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let progress = options.progress.clone();
        let listener = match options.port {
            Some(port) => Some(listen(port).await?),
            None => None,
        };
        progress("reading the template");
        let text = options.template.as_deref().unwrap_or(TEMPLATE);
        let template = Template::parse(text, &parameters(&options.parameters))?;
        let files = match &options.store {
            Store::Memory => None,
            Store::File(path) => Some(Files::beside(path)?),
        };
        let lock = files.as_ref().map(Files::lock).transpose()?;
        let kept = files
            .as_ref()
            .map_or_else(|| Ok(Kept::default()), Files::load)?;
        let clock = Clock::new(options.clock);
        clock.move_to(
            clock.now() + TimeDelta::try_milliseconds(kept.ahead_millis).unwrap_or_default(),
        );

        progress("opening the store");
        let engine = Engine::open(
            files.as_ref().map(|files| &files.database),
            &template.tables,
            options.line.as_ref(),
        )
        .await?;
        let mailbox = Mailbox::open(files.as_ref().map(|files| files.mailbox.clone()))?;
        let (tell, sent) = mpsc::unbounded_channel();

        let mail = MailService::new(mailbox.clone(), clock.clone(), tell);
        let mut doors = None;
        if let Some(files) = &files {
            let (open, running) = Doors::open(engine.database.clone(), &mail)
                .await
                .map_err(StartError::Doors)?;
            files.announce(&running)?;
            doors = Some(open);
        }

        progress("binding the functions");
        let endpoints = Endpoints {
            dynamodb: engine.client.clone(),
            ses: mail.client(),
        };
        let handlers = handlers(&template, &options.binder, &endpoints)?;
        let machine = Arc::new(Machine::new(Parts {
            template,
            clock,
            mailbox,
            client: engine.client,
            database: engine.database,
            handlers,
            deliver: options.deliver,
            files,
            kept,
            sent,
        }));
        let mut desk = Self {
            machine,
            doors,
            address: None,
            rounds: None,
            pages: None,
            _lock: lock,
        };
        seed::sow(&desk, options.seed, &*progress).await?;
        desk.settle().await?;
        if desk.machine.clock.is_running() {
            desk.rounds = Some(tokio::spawn(rounds(desk.machine.clone())));
        }
        if let Some(listener) = listener {
            desk.open(listener);
        }
        Ok(desk)
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
        call(&self.machine, &method, &uri, &map, body).await
    }

    /// Does all work there is at this time: streams, queues, mail, until nothing is left.
    ///
    /// # Errors
    /// The store fails, or the functions never come to rest.
    pub async fn settle(&self) -> Result<(), MachineError> {
        self.machine.settle().await
    }

    /// Moves time forward to `to`, halting at every full minute at which something is due.
    ///
    /// # Errors
    /// As [`settle`](Self::settle).
    pub async fn advance(&self, to: Instant) -> Result<Advanced, MachineError> {
        self.machine.advance(to).await
    }

    /// Moves time forward by a span.
    ///
    /// # Errors
    /// As [`settle`](Self::settle).
    pub async fn advance_by(&self, span: TimeDelta) -> Result<Advanced, MachineError> {
        self.advance(self.clock().now() + span).await
    }

    /// When the next thing is due; not before now.
    ///
    /// # Errors
    /// The store fails.
    pub async fn next_due(&self) -> Result<Option<Instant>, MachineError> {
        self.machine.next_due().await
    }

    /// All mails sent, and what becomes of them.
    #[must_use]
    pub fn mailbox(&self) -> &Mailbox {
        &self.machine.mailbox
    }

    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.machine.clock
    }

    /// The real SDK, pointed at the desk's store.
    #[must_use]
    pub fn dynamodb(&self) -> &aws_sdk_dynamodb::Client {
        &self.machine.client
    }

    /// The engine beneath, for loads so large that no stream should tell of them.
    #[must_use]
    pub fn engine(&self) -> &dynoxide::Database {
        &self.machine.database
    }

    #[must_use]
    pub fn template(&self) -> &Template {
        &self.machine.template
    }

    /// The newest happenings, oldest first.
    #[must_use]
    pub fn happened(&self) -> Vec<Happened> {
        self.machine.journal.since(0)
    }

    /// Where pages and API are served.
    #[must_use]
    pub fn address(&self) -> Option<SocketAddr> {
        self.address
    }

    /// Stops: no new requests, what is under way ends, the files are whole.
    pub async fn stop(mut self) {
        if let Some((stop, pages)) = self.pages.take() {
            drop(stop);
            // A browser that keeps its connection open must not keep the desk.
            let abort = pages.abort_handle();
            if tokio::time::timeout(GOODBYE, pages).await.is_err() {
                abort.abort();
            }
        }
        if let Some(rounds) = self.rounds.take() {
            rounds.abort();
            let _ = rounds.await;
        }
        if let Err(error) = self.settle().await {
            tracing::error!(%error, "work is left for the next start");
        }
        if let Some(doors) = self.doors.take() {
            doors.close().await;
        }
    }

    fn open(&mut self, listener: TcpListener) {
        self.address = listener.local_addr().ok();
        let (stop, stopped) = oneshot::channel::<()>();
        let app = web::router(self.machine.clone());
        let serve = axum::serve(listener, app).with_graceful_shutdown(async {
            // A dropped sender means the same as a message: stop.
            let _ = stopped.await;
        });
        let pages = tokio::spawn(async move {
            if let Err(error) = serve.await {
                tracing::error!(%error, "the pages ended");
            }
        });
        self.pages = Some((stop, pages));
    }
}

async fn listen(port: u16) -> Result<TcpListener, StartError> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|source| {
            if source.kind() == std::io::ErrorKind::AddrInUse {
                StartError::PortTaken { port }
            } else {
                StartError::Port { port, source }
            }
        })
}

/// What a local desk says where a deployment is asked.
fn parameters(chosen: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let local = [
        ("MailDomain", "escalon.example.com"),
        ("ReplySecret", "only-for-this-machine"),
    ];
    let local = local.map(|(name, value)| (name.to_owned(), value.to_owned()));
    local.into_iter().chain(chosen.clone()).collect()
}

fn handlers(
    template: &Template,
    binder: &Binder,
    endpoints: &Endpoints,
) -> Result<BTreeMap<String, Handler>, StartError> {
    let mut handlers = BTreeMap::new();
    for function in &template.functions {
        let name = function.name.clone();
        let bound = binder(&function.binary, &function.env, endpoints).map_err(|reason| {
            StartError::Function {
                function: name.clone(),
                reason,
            }
        })?;
        let binary = || function.binary.clone();
        let handler = bound.ok_or_else(|| StartError::UnknownBinary {
            function: name.clone(),
            binary: binary(),
        })?;
        handlers.insert(name, handler);
    }
    Ok(handlers)
}

async fn rounds(machine: Arc<Machine>) {
    loop {
        // Either way there is a round: what the bell missed, the next one does.
        let _ = tokio::time::timeout(ROUND, machine.bell.notified()).await;
        if let Err(error) = machine.tick().await {
            tracing::error!(%error, "a round failed");
        }
    }
}

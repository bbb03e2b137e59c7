//! Options of an emulator, and the reasons why one does not start.
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::clock::ClockMode;
use crate::connector::ClientWrapper;
use crate::engine::EngineError;
use crate::functions::{Binder, bind};
use crate::local_state::StateError;
use crate::mail::MailboxError;
use crate::scheduler::{Deliver, SchedulerError};
use crate::template::TemplateError;

/// The store of the tables: memory or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Store {
    /// Gone when the emulator stops.
    Memory,
    /// In this file and others beside it.
    File(PathBuf),
}

/// Options of an emulator.
#[derive(Clone)]
pub struct Options {
    /// The template's text; none: the one this program was built with.
    pub template: Option<String>,
    /// Values of the template's parameters, over those that one machine has.
    pub parameters: BTreeMap<String, String>,
    pub store: Store,
    /// The place where a store in memory tells commands how to reach it, as one in a file does beside the file.
    pub announce: Option<PathBuf>,
    pub clock: ClockMode,
    /// Wraps the SDK's HTTP client of the store; tests use it to inject faults.
    pub wrap_client: Option<ClientWrapper>,
    /// Loses stream records, repeats them, keeps them back: for tests of what happens then.
    pub deliver: Option<Deliver>,
    /// Ties the template's functions to code.
    pub binder: Binder,
    /// Told what is being done while the emulator starts.
    pub progress: Arc<dyn Fn(&str) + Send + Sync>,
}

impl Default for Options {
    /// In memory, with a running clock and the functions of this project.
    fn default() -> Self {
        Self {
            template: None,
            parameters: BTreeMap::new(),
            store: Store::Memory,
            announce: None,
            clock: ClockMode::Running,
            wrap_client: None,
            deliver: None,
            binder: Arc::new(bind),
            progress: Arc::new(|_| {}),
        }
    }
}

/// The reason why an emulator does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Template(#[from] TemplateError),
    #[error(transparent)]
    State(#[from] StateError),
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Mailbox(#[from] MailboxError),
    #[error("no loopback port for commands that look after the desk")]
    Listeners(#[source] std::io::Error),
    #[error("the function {function} cannot be started: {reason}")]
    Function { function: String, reason: String },
    #[error("nobody knows the binary `{binary}` of the function {function}")]
    UnknownBinary { function: String, binary: String },
    #[error(transparent)]
    Scheduler(#[from] SchedulerError),
}

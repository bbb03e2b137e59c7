//! How a desk is started, and why it is not.
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::clock::ClockMode;
use crate::engine::EngineError;
use crate::functions::{Binder, bind};
use crate::in_process::Line;
use crate::keep::KeepError;
use crate::machine::{Deliver, MachineError};
use crate::mail::MailboxError;
use crate::seed::{Seed, SeedError};
use crate::template::TemplateError;

/// Where tickets are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Store {
    /// Gone when the desk stops.
    Memory,
    /// In this file and others beside it.
    File(PathBuf),
}

/// How a desk is started.
#[derive(Clone)]
pub struct Options {
    /// The template's text; none: the one this program was built with.
    pub template: Option<String>,
    /// Values of the template's parameters, over those that a local desk has.
    pub parameters: BTreeMap<String, String>,
    pub store: Store,
    pub clock: ClockMode,
    /// Where pages and API are served; none: nowhere, and `Some(0)`: on any free port.
    pub port: Option<u16>,
    /// What is put in at the start.
    pub seed: Seed,
    /// What lies between the SDK and the store, for tests of a bad line.
    pub line: Option<Line>,
    /// Loses stream records, repeats them, keeps them back: for tests of what happens then.
    pub deliver: Option<Deliver>,
    /// Ties the template's functions to code.
    pub binder: Binder,
    /// Told what is being done while the desk starts.
    pub progress: Arc<dyn Fn(&str) + Send + Sync>,
}

impl Default for Options {
    /// In memory, with a running clock, the five desks with their organisations, and no port.
    fn default() -> Self {
        Self {
            template: None,
            parameters: BTreeMap::new(),
            store: Store::Memory,
            clock: ClockMode::Running,
            port: None,
            seed: Seed::Desks,
            line: None,
            deliver: None,
            binder: Arc::new(bind),
            progress: Arc::new(|_| {}),
        }
    }
}

/// Why a desk does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("port {port} is taken; stop what listens there, or choose another with --port")]
    PortTaken { port: u16 },
    #[error("port {port} cannot be used")]
    Port {
        port: u16,
        #[source]
        source: std::io::Error,
    },
    #[error(transparent)]
    Template(#[from] TemplateError),
    #[error(transparent)]
    Keep(#[from] KeepError),
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Mailbox(#[from] MailboxError),
    #[error("no loopback port for commands that look after the desk")]
    Doors(#[source] std::io::Error),
    #[error("the function {function} cannot be started: {reason}")]
    Function { function: String, reason: String },
    #[error("nobody knows the binary `{binary}` of the function {function}")]
    UnknownBinary { function: String, binary: String },
    #[error(transparent)]
    Seed(#[from] SeedError),
    #[error(transparent)]
    Machine(#[from] MachineError),
}

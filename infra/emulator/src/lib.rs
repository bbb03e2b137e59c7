//! The template on one machine: what `template.yaml` declares, with the clock in your hands.
//!
//! [`template`] reads the template; the scheduler joins up what it declares (an embedded DynamoDB engine,
//! its streams, queues, schedules, and a mail service that fills a [`Mailbox`]) and moves it by a
//! [`VirtualClock`]. [`bind`] is the only function that knows which code a function of the template runs.
//! [`Emulator`] is all of it, started: tests drive it, and the package `local` puts desks and pages upon it.
mod clock;
mod connector;
mod due;
mod emulator;
mod engine;
mod functions;
mod gateway;
mod journal;
mod listeners;
mod local_state;
mod mail;
mod options;
mod queues;
mod routes;
mod scheduler;
mod schedules;
mod streams;
pub mod template;

pub use clock::{ClockMode, VirtualClock, parse_span};
pub use connector::ClientWrapper;
pub use emulator::Emulator;
pub use engine::{EngineError, database_client};
pub use functions::{Binder, BoxFuture, Endpoints, FunctionAnswer, Handler, Invocation, bind};
pub use gateway::HttpAnswer;
pub use journal::{JournalEntry, JournalEvent};
pub use local_state::{Files, Running, StateError};
pub use mail::{AddressOutcome, Mailbox, MailboxError, SentMail};
pub use options::{Options, StartError, Store};
pub use scheduler::{Advanced, Deliver, Delivery, SchedulerError, StreamRecord, next_full_minute};
pub use streams::StreamError;

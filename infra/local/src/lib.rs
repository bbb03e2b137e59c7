//! Escalon on one machine: what `template.yaml` declares, with the clock in your hands.
//!
//! [`template`] reads the template; `machine` joins up what it declares — an embedded DynamoDB engine,
//! its streams, queues, schedules, and a mail server that fills a [`Mailbox`] — and moves it by a virtual
//! [`Clock`]. [`bind`] is the one place that knows which code a function of the template runs.
//! [`Desk`] is all of it, started: journeys drive it from tests, `serve` from a browser. [`tools`] are
//! the commands that look at policies without running a desk.
pub mod cli;
mod clock;
mod due;
mod engine;
mod functions;
mod in_process;
mod journal;
mod keep;
mod machine;
mod mail;
mod queues;
mod routes;
mod schedules;
mod seed;
mod start;
mod streams;
pub mod template;
pub mod tools;
mod web;

pub use clock::{Clock, ClockMode, parse_span};
pub use engine::{EngineError, way_to_database};
pub use functions::{Answer, Binder, BoxFuture, Endpoints, Handler, Invocation, bind};
pub use in_process::Line;
pub use journal::{Happened, What};
pub use keep::KeepError;
pub use machine::{Advanced, Deliver, Delivery, MachineError, Passing};
pub use mail::{Fate, Mail, Mailbox, MailboxError};
pub use seed::{Seed, SeedError};
pub use start::{Desk, HttpAnswer, Options, StartError, Store};
pub use streams::StreamError;

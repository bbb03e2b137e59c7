//! Lambda's side of a function: how it starts, what it is told, and the shapes of its events and answers.
//!
//! [`serve`] is the whole of a `main.rs`: logs, account, function, clock and deadline. It is the one place beside
//! `infra/emulator` that reads the clock and the environment.
pub mod account;
pub mod config;
#[cfg(feature = "http")]
mod idempotency_key;
mod log;
pub mod metrics;
#[cfg(feature = "http")]
pub mod problem;
#[cfg(feature = "http")]
mod problem_kind;
mod problem_language;
#[cfg(feature = "http")]
mod required;
mod serve;
pub mod stream;

pub use account::Account;
#[cfg(feature = "http")]
pub use idempotency_key::IdempotencyKey;
pub use lambda_runtime::Error;
pub use log::chain;
#[cfg(feature = "http")]
pub use serve::serve_http;
pub use serve::{Environment, InvocationTime, serve};

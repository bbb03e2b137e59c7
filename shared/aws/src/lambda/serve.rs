//! Starting a function and giving it its events, with the clock and the deadline of each.
#![expect(
    clippy::disallowed_methods,
    reason = "here, and nowhere else in a function, the environment and the clock are read"
)]
use std::future::Future;
use std::time::{Duration, SystemTime};

use desk::time::Instant;
use lambda_runtime::{Context, Error, LambdaEvent, service_fn};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::account::Account;
use super::config::Unset;
use super::log;

/// A reader of the process's environment.
pub type Environment = fn(&str) -> Option<String>;

/// One invocation of a function: the instant it began and the time it may take.
#[derive(Debug, Clone, Copy)]
pub struct InvocationTime {
    /// The time as it was when the event came in.
    pub now: Instant,
    deadline: SystemTime,
}

impl InvocationTime {
    fn of(context: &Context) -> Self {
        Self {
            now: chrono::Utc::now(),
            deadline: context.deadline(),
        }
    }

    /// A check whether more may be begun, to be asked before each piece of work: it says no once only `reserve` is
    /// left of the time that Lambda grants.
    pub fn has_time(self, reserve: Duration) -> impl Fn() -> bool {
        let stop_at = self.deadline.checked_sub(reserve);
        move || stop_at.is_none_or(|at| SystemTime::now() < at)
    }
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Makes a function of its environment and answers events for as long as the process lives.
///
/// # Errors
/// A variable is not set, or Lambda cannot be reached.
pub fn serve<T, E, A, F>(
    make: impl FnOnce(&Environment, &Account) -> Result<T, Unset>,
    answer: impl Fn(&'static T, E, InvocationTime) -> F,
) -> Result<(), Error>
where
    T: 'static,
    E: DeserializeOwned,
    A: Serialize,
    F: Future<Output = Result<A, Error>>,
{
    let function = start(make)?;
    let answered = service_fn(|event: LambdaEvent<E>| {
        let invocation = InvocationTime::of(&event.context);
        answer(function, event.payload, invocation)
    });
    block_on(lambda_runtime::run(answered))
}

/// Serves as [`serve`] does, for a function behind the API.
///
/// # Errors
/// As [`serve`].
#[cfg(feature = "http")]
pub fn serve_http<T, A, F>(
    make: impl FnOnce(&Environment, &Account) -> Result<T, Unset>,
    answer: impl Fn(&'static T, lambda_http::Request, Instant) -> F,
) -> Result<(), Error>
where
    T: 'static,
    A: lambda_http::IntoResponse,
    F: Future<Output = A> + Send,
{
    use futures_util::FutureExt;

    let function = start(make)?;
    let answered = service_fn(|request: lambda_http::Request| {
        let answered = answer(function, request, chrono::Utc::now());
        answered.map(Ok::<_, Error>)
    });
    block_on(lambda_http::run(answered))
}

/// Begins the log and makes the function, which lives as long as the process.
fn start<T>(
    make: impl FnOnce(&Environment, &Account) -> Result<T, Unset>,
) -> Result<&'static T, Error> {
    let environment: Environment = environment;
    log::begin(&environment)?;
    let account = Account::from(&environment)?;
    Ok(Box::leak(Box::new(make(&environment, &account)?)))
}

fn block_on(running: impl Future<Output = Result<(), Error>>) -> Result<(), Error> {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build()?.block_on(running)
}

//! The one place that ties a function of the template to the code it runs.
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use aws_lambda_events::event::dynamodb::Event as StreamEvent;
use aws_lambda_events::event::sqs::SqsEvent;
use desk::time::Instant;
use serde_json::Value;

/// A boxed future, as async closures behind a pointer need it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a function is started with.
#[derive(Debug)]
pub enum Invocation {
    Http(Box<lambda_http::Request>),
    Stream(StreamEvent),
    /// A schedule's input; null without one.
    Schedule(Value),
    Queue(SqsEvent),
}

/// What a function returns.
#[derive(Debug)]
pub enum Answer {
    Http(lambda_http::Response<lambda_http::Body>),
    /// Of a stream or a queue: `{"batchItemFailures": [{"itemIdentifier": …}]}`.
    Batch(Value),
    /// Of a schedule: what was found and done.
    Report(Value),
}

/// A function, ready to be called with what starts it and the time it is.
pub type Handler =
    Arc<dyn Fn(Invocation, Instant) -> BoxFuture<'static, Result<Answer, String>> + Send + Sync>;

/// Clients for the services of this machine.
#[derive(Debug, Clone)]
pub struct Endpoints {
    pub dynamodb: aws_sdk_dynamodb::Client,
    pub ses: aws_sdk_sesv2::Client,
}

/// Finds the handler of a binary, given its environment as the template resolves it.
pub type Binder = Arc<
    dyn Fn(&str, &BTreeMap<String, String>, &Endpoints) -> Result<Option<Handler>, String>
        + Send
        + Sync,
>;

/// The handler of a binary; none for a name that nobody knows.
///
/// # Errors
/// Names the variable that the function's environment lacks.
pub fn bind(
    _binary: &str,
    _env: &BTreeMap<String, String>,
    _endpoints: &Endpoints,
) -> Result<Option<Handler>, String> {
    Ok(None)
}

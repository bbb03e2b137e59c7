//! The one place that ties a function of the template to the code it runs.
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use aws_lambda_events::event::dynamodb::Event as StreamEvent;
use aws_lambda_events::event::sqs::SqsEvent;
use breach_scan::BreachScan;
use classify::Classify;
use desk::time::Instant;
use desk_api::DeskApi;
use escalate::Escalate;
use escalon_aws::chain;
use escalon_aws::config::Unset;
use escalon_aws::stream::BatchAnswer;
use intake::Intake;
use mail_events::MailEvents;
use notify::Notify;
use serde_json::Value;

/// A boxed future, as async closures behind a pointer need it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An event that a function is started with.
#[derive(Debug)]
pub enum Invocation {
    Http(Box<lambda_http::Request>),
    Stream(StreamEvent),
    /// A schedule's input; null without one.
    Schedule(Value),
    Queue(SqsEvent),
}

/// An answer of a function.
#[derive(Debug)]
pub enum FunctionAnswer {
    Http(lambda_http::Response<lambda_http::Body>),
    /// Of a stream or a queue: `{"batchItemFailures": [{"itemIdentifier": …}]}`.
    Batch(Value),
    /// Of a schedule: what was found and done.
    Report(Value),
}

/// A function, ready to be called with what starts it and the time it is.
pub type Handler = Arc<
    dyn Fn(Invocation, Instant) -> BoxFuture<'static, Result<FunctionAnswer, String>> + Send + Sync,
>;

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
    binary: &str,
    env: &BTreeMap<String, String>,
    endpoints: &Endpoints,
) -> Result<Option<Handler>, String> {
    bound(binary, env, endpoints).map_err(|unset| unset.to_string())
}

fn bound(
    binary: &str,
    env: &BTreeMap<String, String>,
    endpoints: &Endpoints,
) -> Result<Option<Handler>, Unset> {
    let lookup = |name: &str| env.get(name).cloned();
    let store = endpoints.dynamodb.clone();
    Ok(Some(match binary {
        "intake" => handler(Intake::from(&lookup, store)?, |intake, event, now| {
            Box::pin(async move {
                Ok(FunctionAnswer::Http(
                    intake.handle(&event.http()?, now).await,
                ))
            })
        }),
        "desk-api" => handler(DeskApi::from(&lookup, store)?, |api, event, now| {
            Box::pin(async move { Ok(FunctionAnswer::Http(api.handle(&event.http()?, now).await)) })
        }),
        "classify" => handler(Classify::from(&lookup, store)?, |classify, event, now| {
            Box::pin(async move { batch(&classify.records(event.stream()?, now).await) })
        }),
        "escalate" => handler(Escalate::from(&lookup, store)?, |escalate, event, now| {
            Box::pin(async move { batch(&escalate.records(event.stream()?, now).await) })
        }),
        "breach-scan" => handler(BreachScan::from(&lookup, store)?, |scan, event, now| {
            Box::pin(async move {
                let input = serde_json::from_value(event.schedule()?).unwrap_or_default();
                report(
                    &scan
                        .run(input, now, &|| true)
                        .await
                        .map_err(|e| chain(&e))?,
                )
            })
        }),
        "notify" => {
            let notify = Notify::from(&lookup, store, endpoints.ses.clone())?;
            handler(notify, |notify, event, now| {
                Box::pin(async move {
                    if let Invocation::Stream(event) = event {
                        return batch(&notify.records(event, now).await);
                    }
                    event.schedule()?;
                    report(&notify.due(now, &|| true).await)
                })
            })
        }
        "mail-events" => handler(MailEvents::from(&lookup, store)?, |events, event, now| {
            Box::pin(async move { batch(&events.messages(event.queue()?, now).await) })
        }),
        _ => return Ok(None),
    }))
}

/// A function's own type, kept and handed to each call.
fn handler<F, C>(function: F, call: C) -> Handler
where
    F: Clone + Send + Sync + 'static,
    C: Fn(F, Invocation, Instant) -> BoxFuture<'static, Result<FunctionAnswer, String>>
        + Send
        + Sync
        + 'static,
{
    Arc::new(move |invocation, now| call(function.clone(), invocation, now))
}

fn batch(answer: &BatchAnswer) -> Result<FunctionAnswer, String> {
    let value = serde_json::to_value(answer).map_err(|error| error.to_string())?;
    Ok(FunctionAnswer::Batch(value))
}

fn report(report: &impl serde::Serialize) -> Result<FunctionAnswer, String> {
    let value = serde_json::to_value(report).map_err(|error| error.to_string())?;
    Ok(FunctionAnswer::Report(value))
}

/// A function that is started by something it does not know fails, as it would on AWS.
impl Invocation {
    fn http(self) -> Result<lambda_http::Request, String> {
        match self {
            Self::Http(request) => Ok(*request),
            Self::Stream(_) | Self::Schedule(_) | Self::Queue(_) => Err("no request".to_owned()),
        }
    }

    fn stream(self) -> Result<StreamEvent, String> {
        match self {
            Self::Stream(event) => Ok(event),
            Self::Http(_) | Self::Schedule(_) | Self::Queue(_) => Err("no stream".to_owned()),
        }
    }

    fn schedule(self) -> Result<Value, String> {
        match self {
            Self::Schedule(input) => Ok(input),
            Self::Http(_) | Self::Stream(_) | Self::Queue(_) => Err("no schedule".to_owned()),
        }
    }

    fn queue(self) -> Result<SqsEvent, String> {
        match self {
            Self::Queue(event) => Ok(event),
            Self::Http(_) | Self::Stream(_) | Self::Schedule(_) => Err("no queue".to_owned()),
        }
    }
}

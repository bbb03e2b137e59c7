//! Fault connector: wraps the SDK's HTTP client; it can fail on either side of a call, and remembers all writes.
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::body::SdkBody;
use chrono::TimeDelta;
use desk::time::Instant;
use dynoxide::Database;
use emulator::{VirtualClock, database_client};
use http::StatusCode;
use serde_json::{Value, json};

use crate::faults::{CallKind, Fault, Faults};
use crate::function_host;
use crate::mutations::Mutation;

/// Longer than anything a function does at one instant, shorter than its time-out.
const SLOW: Duration = Duration::from_secs(1);

/// Writes that the engine accepted, each with its time: enough to show the table as it was.
#[derive(Debug, Clone, Default)]
pub(crate) struct WriteHistory {
    clock: Arc<OnceLock<VirtualClock>>,
    writes: Arc<Mutex<Vec<(Instant, HttpRequest)>>>,
    replica: Arc<Mutex<Option<Replica>>>,
}

/// A second engine that is behind the first one.
#[derive(Debug)]
struct Replica {
    way: SharedHttpClient,
    applied: usize,
}

impl WriteHistory {
    /// From now on writes have a time; what was written before is long past.
    pub(crate) fn begins(&self, clock: VirtualClock) {
        self.clock.get_or_init(|| clock);
    }

    /// The client of the engine, with every write remembered.
    pub(crate) fn over(&self, inner: SharedHttpClient) -> SharedHttpClient {
        let past = self.clone();
        http_client_fn(
            move |settings: &HttpConnectorSettings, components: &RuntimeComponents| {
                SharedHttpConnector::new(HistoryConnector {
                    inner: inner.http_connector(settings, components),
                    past: past.clone(),
                })
            },
        )
    }

    fn now(&self) -> Instant {
        self.clock
            .get()
            .map_or(Instant::UNIX_EPOCH, VirtualClock::now)
    }

    /// A second engine as the first one was `lag` ago, or newer if it was asked before.
    async fn connector(&self, lag: TimeDelta, call: &ConnectorContext) -> SharedHttpConnector {
        let (way, missing) = {
            let mut replica = self.replica.lock().unwrap_or_else(PoisonError::into_inner);
            let replica = replica.get_or_insert_with(Replica::empty);
            let writes = self.writes.lock().unwrap_or_else(PoisonError::into_inner);
            let until = self.now() - lag;
            let seen = writes.iter().take_while(|(at, _)| *at <= until).count();
            let missing: Vec<_> = writes
                .iter()
                .take(seen)
                .skip(replica.applied)
                .filter_map(|(_, request)| request.try_clone())
                .collect();
            replica.applied = replica.applied.max(seen);
            (replica.way.clone(), missing)
        };
        let connector = way.http_connector(&call.settings, &call.components);
        for write in missing {
            // It was accepted once, by an engine that stood where this one stands.
            let _ = connector.call(write).await;
        }
        connector
    }
}

impl Replica {
    fn empty() -> Self {
        let database = Database::memory().unwrap_or_else(|error| unreachable_engine(&error));
        Self {
            way: database_client(database),
            applied: 0,
        }
    }
}

#[expect(
    clippy::panic,
    reason = "a simulation without an engine cannot say anything"
)]
fn unreachable_engine(error: &dyn std::error::Error) -> ! {
    panic!("no engine in memory: {error}")
}

#[derive(Debug, Clone)]
struct ConnectorContext {
    settings: HttpConnectorSettings,
    components: RuntimeComponents,
}

#[derive(Debug)]
struct HistoryConnector {
    inner: SharedHttpConnector,
    past: WriteHistory,
}

impl HttpConnector for HistoryConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let copy = is_write(operation(request.headers()))
            .then(|| request.try_clone())
            .flatten();
        let (inner, past) = (self.inner.clone(), self.past.clone());
        HttpConnectorFuture::new(async move {
            let response = inner.call(request).await?;
            if let Some(copy) = copy.filter(|_| response.status().is_success()) {
                let now = past.now();
                let mut writes = past.writes.lock().unwrap_or_else(PoisonError::into_inner);
                writes.push((now, copy));
            }
            Ok(response)
        })
    }
}

/// Faults, mutation and past writes that all connectors of one run share.
#[derive(Debug, Clone)]
pub(crate) struct FaultConnectors {
    pub(crate) faults: Arc<Faults>,
    pub(crate) past: WriteHistory,
    pub(crate) mutation: Option<Mutation>,
    /// Requests that the mutation has changed or answered: a bug that changes none was not seeded.
    pub(crate) mutated: Arc<AtomicU64>,
}

impl FaultConnectors {
    /// A function's client of the store, with the faults in it.
    pub(crate) fn over(&self, function: &str, inner: SharedHttpClient) -> SharedHttpClient {
        let (connectors, function) = (self.clone(), Arc::from(function));
        http_client_fn(
            move |settings: &HttpConnectorSettings, components: &RuntimeComponents| {
                SharedHttpConnector::new(FaultConnector {
                    inner: inner.http_connector(settings, components),
                    function: Arc::clone(&function),
                    connectors: connectors.clone(),
                    call: ConnectorContext {
                        settings: settings.clone(),
                        components: components.clone(),
                    },
                })
            },
        )
    }
}

#[derive(Debug, Clone)]
struct FaultConnector {
    inner: SharedHttpConnector,
    function: Arc<str>,
    connectors: FaultConnectors,
    call: ConnectorContext,
}

impl HttpConnector for FaultConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let connector = self.clone();
        HttpConnectorFuture::new(async move { connector.pass(request).await })
    }
}

impl FaultConnector {
    async fn pass(&self, mut request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
        if let Some(mutation) = self.connectors.mutation {
            let original = json_of(&request);
            let answer = mutation.mutate_request(&self.function, &mut request);
            if answer.is_some() || json_of(&request) != original {
                self.connectors.mutated.fetch_add(1, Ordering::Relaxed);
            }
            if let Some(answer) = answer {
                return Ok(answer);
            }
        }
        let operation = operation(request.headers()).to_owned();
        let kind = kind(&request);
        let fault = self.connectors.faults.at(kind);
        // A call is where a function may be overtaken by another one.
        tokio::task::yield_now().await;
        let answer = self.through(request, kind, fault).await;
        tokio::task::yield_now().await;
        match self.connectors.mutation {
            Some(mutation) => mutation.mutate_response(&self.function, &operation, answer),
            None => answer,
        }
    }

    async fn through(
        &self,
        request: HttpRequest,
        kind: CallKind,
        fault: Option<Fault>,
    ) -> Result<HttpResponse, ConnectorError> {
        match fault {
            None => self.inner.call(request).await,
            Some(Fault::Rejected) => Ok(rejected(kind)),
            Some(Fault::RequestLost) => Err(dead()),
            Some(Fault::AnswerLost) => {
                self.inner.call(request).await?;
                Err(dead())
            }
            Some(Fault::Throttled) => Ok(throttled(&request, kind)),
            Some(Fault::Conflict) => Ok(conflict(&request, kind)),
            Some(Fault::Duplicated) => {
                if let Some(first) = request.try_clone() {
                    self.inner.call(first).await?;
                }
                self.inner.call(request).await
            }
            Some(Fault::Slow) => {
                tokio::time::sleep(SLOW).await;
                self.inner.call(request).await
            }
            Some(Fault::Stale(seconds)) => {
                let lag = TimeDelta::seconds(i64::from(seconds));
                let past = self.connectors.past.connector(lag, &self.call).await;
                past.call(request).await
            }
            Some(Fault::CrashBefore) => function_host::crash().await,
            Some(Fault::CrashAfter) => {
                // Whatever the answer is, nobody is there to read it.
                let _ = self.inner.call(request).await;
                function_host::crash().await
            }
        }
    }
}

fn dead() -> ConnectorError {
    ConnectorError::io("the connection went dead".into())
}

/// The operation that a request to the store names; empty for a request to the mail service.
pub(crate) fn operation(headers: &Headers) -> &str {
    let target = headers.get("x-amz-target").unwrap_or_default();
    target.rsplit('.').next().unwrap_or_default()
}

fn is_write(operation: &str) -> bool {
    !matches!(
        operation,
        "" | "GetItem" | "Query" | "Scan" | "BatchGetItem" | "DescribeTable"
    )
}

fn kind(request: &HttpRequest) -> CallKind {
    match operation(request.headers()) {
        "" => CallKind::Mail,
        "TransactWriteItems" => CallKind::Transaction,
        other if is_write(other) => CallKind::Write,
        _ if is_consistent(request) => CallKind::ConsistentRead,
        _ => CallKind::Read,
    }
}

fn is_consistent(request: &HttpRequest) -> bool {
    json_of(request).is_some_and(|body| body["ConsistentRead"] == true)
}

pub(crate) fn json_of(request: &HttpRequest) -> Option<Value> {
    serde_json::from_slice(request.body().bytes()?).ok()
}

fn rejected(kind: CallKind) -> HttpResponse {
    match kind {
        CallKind::Mail => of_mail(
            StatusCode::INTERNAL_SERVER_ERROR,
            "InternalServiceErrorException",
        ),
        CallKind::Read | CallKind::ConsistentRead | CallKind::Write | CallKind::Transaction => {
            of_store(
                StatusCode::INTERNAL_SERVER_ERROR,
                "InternalServerError",
                json!({}),
            )
        }
    }
}

fn throttled(request: &HttpRequest, kind: CallKind) -> HttpResponse {
    match kind {
        CallKind::Mail => of_mail(StatusCode::TOO_MANY_REQUESTS, "TooManyRequestsException"),
        CallKind::Transaction => canceled(request, "ThrottlingError"),
        CallKind::Read | CallKind::ConsistentRead | CallKind::Write => of_store(
            StatusCode::BAD_REQUEST,
            "ProvisionedThroughputExceededException",
            json!({}),
        ),
    }
}

fn conflict(request: &HttpRequest, kind: CallKind) -> HttpResponse {
    match kind {
        CallKind::Transaction => canceled(request, "TransactionConflict"),
        CallKind::Mail | CallKind::Read | CallKind::ConsistentRead | CallKind::Write => of_store(
            StatusCode::BAD_REQUEST,
            "TransactionConflictException",
            json!({}),
        ),
    }
}

/// As DynamoDB tells it: one reason per item, in order.
fn canceled(request: &HttpRequest, code: &str) -> HttpResponse {
    let items = json_of(request).and_then(|body| body["TransactItems"].as_array().map(Vec::len));
    let reasons: Vec<_> = (0..items.unwrap_or(1))
        .map(|place| json!({"Code": if place == 0 { code } else { "None" }}))
        .collect();
    let more = json!({"CancellationReasons": reasons});
    of_store(
        StatusCode::BAD_REQUEST,
        "TransactionCanceledException",
        more,
    )
}

fn of_store(status: StatusCode, kind: &str, mut body: Value) -> HttpResponse {
    body["__type"] = Value::from(format!("com.amazonaws.dynamodb.v20120810#{kind}"));
    body["message"] = Value::from("simulated");
    HttpResponse::new(status.into(), SdkBody::from(body.to_string()))
}

fn of_mail(status: StatusCode, kind: &'static str) -> HttpResponse {
    let mut answer = HttpResponse::new(status.into(), SdkBody::from(r#"{"message": "simulated"}"#));
    answer.headers_mut().insert("x-amzn-errortype", kind);
    answer
}

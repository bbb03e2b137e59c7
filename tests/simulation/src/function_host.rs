//! Function host: runs the real functions, each of which may crash on the way, be called twice, and have a wrong clock.
use std::collections::BTreeMap;
use std::future::{Future, pending};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::TimeDelta;
use desk::time::Instant;
use emulator::{Binder, BoxFuture, Endpoints, FunctionAnswer, Handler, Invocation, bind};
use tokio::sync::Notify;

use crate::fault_connector::FaultConnectors;

tokio::task_local! {
    static LIFE: Arc<Notify>;
}

/// The running function ends here; what it was about to do is never done.
pub(crate) async fn crash<T>() -> T {
    // Outside a function nobody crashes, and nobody draws that fault.
    let _ = LIFE.try_with(|life| life.notify_one());
    pending().await
}

/// The functions of one run.
#[derive(Clone)]
pub(crate) struct FunctionHost {
    connectors: FaultConnectors,
    /// How far each function's clock is from the world's.
    skew: TimeDelta,
    handlers: Arc<Mutex<BTreeMap<String, Handler>>>,
    invocations: Arc<AtomicU64>,
}

impl FunctionHost {
    pub(crate) fn new(connectors: FaultConnectors, skew: TimeDelta) -> Self {
        Self {
            connectors,
            skew,
            handlers: Arc::default(),
            invocations: Arc::default(),
        }
    }

    /// Binds the real functions, each over connectors of its own.
    pub(crate) fn binder(&self) -> Binder {
        let functions = self.clone();
        Arc::new(move |binary, env, endpoints| {
            let over = functions.endpoints(binary, endpoints);
            let Some(inner) = bind(binary, env, &over)? else {
                return Ok(None);
            };
            let handler = functions.handler(binary, inner);
            let mut handlers = functions
                .handlers
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            handlers.insert(binary.to_owned(), handler.clone());
            Ok(Some(handler))
        })
    }

    /// A function of that name, to be called beside the machine.
    pub(crate) fn function(&self, name: &str) -> Option<Handler> {
        let handlers = self.handlers.lock().unwrap_or_else(PoisonError::into_inner);
        handlers.get(name).cloned()
    }

    fn endpoints(&self, function: &str, endpoints: &Endpoints) -> Endpoints {
        let store = endpoints.dynamodb.config();
        let ses = endpoints.ses.config();
        let over = |inner: Option<_>| inner.map(|inner| self.connectors.over(function, inner));
        let mut to_store = store.to_builder();
        to_store.set_http_client(over(store.http_client()));
        let mut to_ses = ses.to_builder();
        to_ses.set_http_client(over(ses.http_client()));
        if let Some(mutation) = self.connectors.mutation {
            to_ses = mutation.mutate_mailer(to_ses);
        }
        Endpoints {
            dynamodb: aws_sdk_dynamodb::Client::from_conf(to_store.build()),
            ses: aws_sdk_sesv2::Client::from_conf(to_ses.build()),
        }
    }

    fn handler(&self, function: &str, inner: Handler) -> Handler {
        // Without the others: handlers that hold each other would hold their desk for good.
        let functions = Self {
            handlers: Arc::default(),
            ..self.clone()
        };
        let function = function.to_owned();
        Arc::new(move |invocation, now| -> BoxFuture<'static, _> {
            let (functions, function, inner) = (functions.clone(), function.clone(), inner.clone());
            Box::pin(async move { functions.work(&function, &inner, invocation, now).await })
        })
    }

    async fn work(
        &self,
        function: &str,
        inner: &Handler,
        invocation: Invocation,
        now: Instant,
    ) -> Result<FunctionAnswer, String> {
        let number = self.invocations.fetch_add(1, Ordering::SeqCst);
        let ahead = self
            .connectors
            .mutation
            .map(|mutation| mutation.clock_offset(function));
        let now = now + self.skew + ahead.unwrap_or_default();
        let again =
            copy(&invocation).filter(|_| self.connectors.faults.invokes_twice(function, number));
        if let Some(again) = again {
            // What the first of the two answers is nobody's business.
            let _ = live(inner(again, now)).await;
        }
        live(inner(invocation, now)).await
    }
}

/// Runs a function until it ends or crashes.
async fn live(
    work: impl Future<Output = Result<FunctionAnswer, String>>,
) -> Result<FunctionAnswer, String> {
    let life = Arc::new(Notify::new());
    let ended = life.clone();
    tokio::select! {
        biased;
        () = ended.notified() => Err("the function died".to_owned()),
        answer = LIFE.scope(life, work) => answer,
    }
}

/// A request of a client is made once; everything else may come twice.
fn copy(invocation: &Invocation) -> Option<Invocation> {
    match invocation {
        Invocation::Http(_) => None,
        Invocation::Stream(event) => Some(Invocation::Stream(event.clone())),
        Invocation::Schedule(input) => Some(Invocation::Schedule(input.clone())),
        Invocation::Queue(event) => Some(Invocation::Queue(event.clone())),
    }
}

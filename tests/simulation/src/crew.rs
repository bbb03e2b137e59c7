//! The functions at work: each may die on the way, be called twice, and have a clock that is wrong.
use std::collections::BTreeMap;
use std::future::{Future, pending};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::TimeDelta;
use desk::time::Instant;
use escalon::{Answer, Binder, BoxFuture, Endpoints, Handler, Invocation, bind};
use tokio::sync::Notify;

use crate::line::Lines;

tokio::task_local! {
    static LIFE: Arc<Notify>;
}

/// The running function ends here; what it was about to do is never done.
pub(crate) async fn die<T>() -> T {
    // Outside a function nobody dies, and nobody draws that fault.
    let _ = LIFE.try_with(|life| life.notify_one());
    pending().await
}

/// The functions of one run.
#[derive(Clone)]
pub(crate) struct Crew {
    lines: Lines,
    /// How far each function's clock is from the world's.
    skew: TimeDelta,
    handlers: Arc<Mutex<BTreeMap<String, Handler>>>,
    invocations: Arc<AtomicU64>,
}

impl Crew {
    pub(crate) fn new(lines: Lines, skew: TimeDelta) -> Self {
        Self {
            lines,
            skew,
            handlers: Arc::default(),
            invocations: Arc::default(),
        }
    }

    /// Binds the real functions, each over lines of its own.
    pub(crate) fn binder(&self) -> Binder {
        let crew = self.clone();
        Arc::new(move |binary, env, endpoints| {
            let over = crew.endpoints(binary, endpoints);
            let Some(inner) = bind(binary, env, &over)? else {
                return Ok(None);
            };
            let handler = crew.handler(binary, inner);
            let mut handlers = crew.handlers.lock().unwrap_or_else(PoisonError::into_inner);
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
        let over = |inner: Option<_>| inner.map(|inner| self.lines.over(function, inner));
        let mut to_store = store.to_builder();
        to_store.set_http_client(over(store.http_client()));
        let mut to_ses = ses.to_builder();
        to_ses.set_http_client(over(ses.http_client()));
        if let Some(sabotage) = self.lines.sabotage {
            to_ses = sabotage.spoil_mailer(to_ses);
        }
        Endpoints {
            dynamodb: aws_sdk_dynamodb::Client::from_conf(to_store.build()),
            ses: aws_sdk_sesv2::Client::from_conf(to_ses.build()),
        }
    }

    fn handler(&self, function: &str, inner: Handler) -> Handler {
        // Without the others: handlers that hold each other would hold their desk for good.
        let crew = Self {
            handlers: Arc::default(),
            ..self.clone()
        };
        let function = function.to_owned();
        Arc::new(move |invocation, now| -> BoxFuture<'static, _> {
            let (crew, function, inner) = (crew.clone(), function.clone(), inner.clone());
            Box::pin(async move { crew.work(&function, &inner, invocation, now).await })
        })
    }

    async fn work(
        &self,
        function: &str,
        inner: &Handler,
        invocation: Invocation,
        now: Instant,
    ) -> Result<Answer, String> {
        let number = self.invocations.fetch_add(1, Ordering::SeqCst);
        let ahead = self.lines.sabotage.map(|sabotage| sabotage.ahead(function));
        let now = now + self.skew + ahead.unwrap_or_default();
        let again =
            copy(&invocation).filter(|_| self.lines.weather.invokes_twice(function, number));
        if let Some(again) = again {
            // What the first of the two answers is nobody's business.
            let _ = live(inner(again, now)).await;
        }
        live(inner(invocation, now)).await
    }
}

/// Runs a function until it ends or dies.
async fn live(work: impl Future<Output = Result<Answer, String>>) -> Result<Answer, String> {
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

//! Requests to a running desk over a socket, a bounded number at a time, and how long they took.
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant as Stopwatch};

use desk::time::Instant;
use emulator::{Emulator, Options};
use http_body_util::BodyExt;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use local::{Desk, DeskOptions, Seed};
use serde_json::json;

/// How long the last mails may take after the last request.
const PATIENCE: Duration = Duration::from_secs(120);

/// Result of a load.
#[derive(Debug, Clone)]
pub struct Load {
    pub pace: Pace,
    pub clients: usize,
    pub tickets: usize,
    /// From the first request until its last answer.
    pub answered_in: Duration,
    /// From the first request until the last mail was taken.
    pub mailed_in: Duration,
    /// Milliseconds from sending a request to its answer, sorted.
    pub intake: Vec<f64>,
    /// Milliseconds from sending a request to the mail service taking the acknowledgement, sorted.
    pub chain: Vec<f64>,
}

/// The value below which that share of a sorted list lies.
#[must_use]
pub fn percentile(sorted: &[f64], per_hundred: usize) -> f64 {
    let place = (sorted.len() * per_hundred).div_ceil(100).max(1) - 1;
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

/// When a client opens its next ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// As soon as the last one is answered.
    Answered,
    /// As soon as the last one is acknowledged by mail.
    Mailed,
}

/// Opens so many tickets at a desk on this machine, `clients` at a time.
pub async fn load(pace: Pace, clients: usize, tickets: usize) -> Load {
    let desk = Desk::start(DeskOptions {
        emulator: Options::default(),
        seed: Seed::Desks,
        port: 0,
    });
    let desk = Arc::new(desk.await.unwrap());
    let address = desk.address();
    let client = Client::builder(TokioExecutor::new()).build_http::<String>();
    let url = format!("http://{address}/desks/wotnot/tickets");
    let next = Arc::new(AtomicUsize::new(0));
    let began = Stopwatch::now();
    let workers = (0..clients).map(|_| {
        let (client, url, next, desk) = (client.clone(), url.clone(), next.clone(), desk.clone());
        tokio::spawn(async move {
            let mut done = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= tickets {
                    return done;
                }
                done.push(open(&client, &url, number, desk.emulator()).await);
                if pace == Pace::Mailed {
                    mailed(desk.emulator(), number).await;
                }
            }
        })
    });
    let mut sent = Vec::new();
    for worker in workers.collect::<Vec<_>>() {
        sent.extend(worker.await.unwrap());
    }
    let answered_in = began.elapsed();
    let mut intake: Vec<_> = sent.iter().map(|sent| millis(sent.took)).collect();
    intake.sort_by(f64::total_cmp);
    let mut chain = Vec::new();
    for sent in &sent {
        let mailed_at = mailed(desk.emulator(), sent.number).await;
        let took = (mailed_at - sent.at).to_std().unwrap_or_default();
        chain.push(millis(took));
    }
    let mailed_in = began.elapsed();
    chain.sort_by(f64::total_cmp);
    if let Some(desk) = Arc::into_inner(desk) {
        desk.stop().await;
    }
    Load {
        pace,
        clients,
        tickets,
        answered_in,
        mailed_in,
        intake,
        chain,
    }
}

struct Sent {
    number: usize,
    at: Instant,
    took: Duration,
}

async fn open(
    client: &Client<HttpConnector, String>,
    url: &str,
    number: usize,
    emulator: &Emulator,
) -> Sent {
    let body = json!({
        "requester": {"email": address(number), "name": "Dana"}, "organisation": "acme",
        "subject": "All bots offline", "description": "Nothing loads since this morning.",
    });
    let request = http::Request::post(url)
        .header("content-type", "application/json")
        .header("idempotency-key", format!("load-{number}"))
        .body(body.to_string())
        .unwrap();
    let (at, began) = (emulator.clock().now(), Stopwatch::now());
    let answer = client.request(request).await.unwrap();
    let status = answer.status();
    let body = answer.into_body().collect().await.unwrap();
    let took = began.elapsed();
    assert_eq!(status, 201, "{:?}", body.to_bytes());
    Sent { number, at, took }
}

/// When the mail service took the acknowledgement.
async fn mailed(emulator: &Emulator, number: usize) -> Instant {
    let began = Stopwatch::now();
    loop {
        if let Some(mail) = emulator.mailbox().mails_to(&address(number)).first() {
            return mail.sent_at;
        }
        assert!(
            began.elapsed() < PATIENCE,
            "ticket {number} is not acknowledged"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn address(number: usize) -> String {
    format!("load-{number}@example.com")
}

fn millis(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

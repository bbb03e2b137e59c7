//! Starts each release binary under a tiny Runtime API, beside a bare `lambda_runtime` function, and prints what that
//! takes: `cold-start BINARIES ZIPS`, two folders.
//!
//! Init is the time from starting the program until it asks for its first event, and computed is how long it was on a
//! processor until then. Of each the shortest of many starts counts, with the functions taking turns: another program
//! on the machine can only make a start longer. Memory is the most that the program ever held, after one event whose
//! calls to AWS are all refused. Exits with 1 when a figure is above its bound.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command that prints a table"
)]
mod runtime_api;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use runtime_api::{Started, start};

/// Starts of each program.
const ROUNDS: usize = 100;
/// An init, and what is computed for it, may take so many times that of the bare function.
const MOST_TIMES: f64 = 2.0;
/// The most memory in KiB, and the largest zip in bytes.
const MOST_MEMORY: u64 = 40 * 1024;
const MOST_ZIP: u64 = 5 * 1024 * 1024;

/// The bare function, and an event that fits each of the others.
const SCHEDULE: &str = "{}";
const RECORDS: &str = r#"{"Records": []}"#;
const REQUEST: &str = r#"{"version": "2.0", "routeKey": "GET /desks/{desk}", "rawPath": "/desks/d", "rawQueryString": "",
  "headers": {"host": "localhost"}, "pathParameters": {"desk": "d"}, "isBase64Encoded": false,
  "requestContext": {"accountId": "1", "apiId": "a", "domainName": "localhost", "domainPrefix": "d",
  "http": {"method": "GET", "path": "/desks/d", "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "c"},
  "requestId": "r", "routeKey": "GET /desks/{desk}", "stage": "$default", "time": "25/Nov/2026:00:00:00 +0000",
  "timeEpoch": 1795564800000}}"#;
const PROGRAMS: [(&str, &str); 8] = [
    ("hello", SCHEDULE),
    ("breach-scan", SCHEDULE),
    ("classify", RECORDS),
    ("desk-api", REQUEST),
    ("escalate", RECORDS),
    ("intake", REQUEST),
    ("mail-events", RECORDS),
    ("notify", SCHEDULE),
];

struct Measured {
    name: &'static str,
    init: Duration,
    computed: Duration,
    memory: u64,
    zip: Option<u64>,
}

fn main() -> ExitCode {
    let mut folders = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(binaries), Some(zips)) = (folders.next(), folders.next()) else {
        eprintln!("cold-start BINARIES ZIPS");
        return ExitCode::from(2);
    };
    match measure(&binaries, &zips) {
        Ok(table) => print(&table),
        Err(error) => {
            eprintln!("cold-start: {error}");
            ExitCode::from(2)
        }
    }
}

fn measure(binaries: &Path, zips: &Path) -> Result<Vec<Measured>, String> {
    let mut table: Vec<_> = PROGRAMS
        .iter()
        .map(|(name, _)| Measured {
            name,
            init: Duration::MAX,
            computed: Duration::MAX,
            memory: 0,
            zip: std::fs::metadata(zips.join(format!("{name}.zip")))
                .ok()
                .map(|found| found.len()),
        })
        .collect();
    for _ in 0..ROUNDS {
        for (measured, (name, event)) in table.iter_mut().zip(PROGRAMS) {
            let started = start(&binaries.join(name), event);
            let started: Started = started.map_err(|error| format!("{name}: {error}"))?;
            measured.init = measured.init.min(started.init);
            measured.computed = measured.computed.min(started.computed);
            measured.memory = measured.memory.max(started.memory);
        }
    }
    Ok(table)
}

fn print(table: &[Measured]) -> ExitCode {
    println!(
        "| function | init, best of {ROUNDS} | beside hello | computed, best of {ROUNDS} | beside hello | peak memory | zip |"
    );
    println!("|---|---|---|---|---|---|---|");
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let (init, computed) = table
        .first()
        .map_or((0.0, 0.0), |bare| (ms(bare.init), ms(bare.computed)));
    let mut too_much = Vec::new();
    for measured in table {
        let (waited, worked) = (ms(measured.init), ms(measured.computed));
        let times = [waited / init, worked / computed];
        let [of_init, of_computed] = times;
        let memory = measured.memory;
        let zip = measured
            .zip
            .map_or_else(|| "-".to_owned(), |zip| format!("{} KiB", zip / 1024));
        let name = measured.name;
        println!(
            "| {name} | {waited:.2} ms | {of_init:.2} | {worked:.2} ms | {of_computed:.2} | {memory} KiB | {zip} |"
        );
        if times.iter().any(|times| *times > MOST_TIMES)
            || memory > MOST_MEMORY
            || measured.zip.is_some_and(|zip| zip > MOST_ZIP)
        {
            too_much.push(name);
        }
    }
    if too_much.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!(
        "\nabove {MOST_TIMES} times hello, {MOST_MEMORY} KiB or {MOST_ZIP} bytes: {}",
        too_much.join(", ")
    );
    ExitCode::FAILURE
}

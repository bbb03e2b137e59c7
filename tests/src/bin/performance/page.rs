//! The page: absolute figures, the ratio to what was promised, and what they mean.
use std::fmt::Write;
use std::time::Duration;

use tests::field::MeasuredSweep;
use tests::load::{Load, Pace, percentile};

use crate::business::Business;
use crate::machine::Machine;
use crate::plot::count;
use crate::sweeps::Storm;

/// The bounds that are promised.
const ADD_NS: f64 = 100.0;
const CALENDARS_NS: f64 = 2_000_000.0;
const CHECK_NS: f64 = 50_000_000.0;

pub(crate) struct Found<'a> {
    pub(crate) machine: &'a Machine,
    pub(crate) load_at_the_end: String,
    pub(crate) business: &'a Business,
    pub(crate) sweeps: &'a [(usize, MeasuredSweep)],
    pub(crate) storm: &'a Storm,
    pub(crate) loads: &'a [Load],
    pub(crate) capacity: &'a str,
}

pub(crate) fn write(found: &Found<'_>) -> String {
    let machine = found.machine;
    format!(
        "# Performance

Written by `cargo run --release -p tests --bin performance`; do not edit. Every figure is of that one run.

| machine | |
|---|---|
| processor | {} |
| cores | {} |
| memory | {} GiB |
| compiler | {}, profile `release` as it ships (`opt-level = \"s\"`, fat LTO) |
| commit | {} |
| load average at the beginning and at the end | {} and {} |

The store is the embedded engine on the same machine. Its units are those of DynamoDB; its times are not.
Times grow with whatever else the machine does: look at the load average before comparing, and at ratios first.

{}\n{}\n{}\n{}\n{}",
        machine.processor,
        machine.cores,
        machine.memory_gib,
        machine.compiler,
        machine.commit,
        machine.load_at_the_beginning,
        found.load_at_the_end,
        business(found.business),
        capacity(found.capacity),
        sweeps(found.sweeps),
        storm(found.storm),
        loads(found.loads),
    )
}

fn business(business: &Business) -> String {
    let mut text = "## Business time

An office with a lunch break and holidays in Brussels. `add` asks when so much business time has passed, `between` how
much lies between two instants. The years are compiled already; what that costs stands below.

| calendar days | add, ns | between, ns | the slower, of 100 ns |
|---|---|---|---|
"
    .to_owned();
    for ((days, add), (_, between)) in business.add.iter().zip(&business.between) {
        let share = add.max(*between) / ADD_NS;
        writeln!(text, "| {days} | {add:.1} | {between:.1} | {share:.2} |").unwrap();
    }
    let add = business.add_40_hours;
    write!(
        text,
        "
![add and between by span](performance/business-time.svg)

Adding 40 business hours: {add:.1} ns.

| desk | its calendars for two years, us | of 2 ms | check of its policy, ms | of 50 ms |
|---|---|---|---|---|
"
    )
    .unwrap();
    for ((desk, calendars), (_, check)) in business.calendars.iter().zip(&business.checks) {
        writeln!(
            text,
            "| {desk} | {:.0} | {:.2} | {:.2} | {:.2} |",
            calendars / 1e3,
            calendars / CALENDARS_NS,
            check / 1e6,
            check / CHECK_NS
        )
        .unwrap();
    }
    text
}

fn capacity(table: &str) -> String {
    format!(
        "## What a ticket costs

Read and write units by step, function, table and index, as the store counts them (`ReturnConsumedCapacity`), once the desk
is warm. A transaction costs twice a plain write, its indexes do not. Creating, classifying, answering and resolving
with two mails may cost 44 write units; what tells the ticket of a mail's delivery (mail-events) comes on top.
The table is a test: `cargo test -p tests --test contracts capacity`.

```text
{}
```
",
        table.trim()
    )
}

fn sweeps(sweeps: &[(usize, MeasuredSweep)]) -> String {
    let mut text = "## A sweep

The same 1,000 tickets are due, and more and more are open. They are found by asking all shards, one after the other; then
each is read (strongly), decided and written. The times are the shortest of five sweeps, each with another 1,000 due. What grows is the time that
the embedded engine takes for the same requests. The table's stream is off and transactions carry no token: the engine numbers a stream
record by looking at all before it, and checks a token by looking at those of ten minutes, and that would be measured instead.

| open tickets | units of the index | other read units | write units | finding them, ms | of the smallest size's | all of it, s | of the smallest size's |
|---|---|---|---|---|---|---|---|
"
    .to_owned();
    for (open, sweep) in sweeps {
        let share = |of: fn(&MeasuredSweep) -> Duration| {
            let first = sweeps.first().map_or(sweep, |(_, first)| first);
            of(sweep).as_secs_f64() / of(first).as_secs_f64()
        };
        let MeasuredSweep {
            index,
            reads,
            writes,
            finding,
            took,
            ..
        } = sweep;
        writeln!(
            text,
            "| {open} | {index} | {reads} | {writes} | {:.1} | {:.2} | {:.2} | {:.2} |",
            finding.as_secs_f64() * 1e3,
            share(|sweep| sweep.finding),
            took.as_secs_f64(),
            share(|sweep| sweep.took),
        )
        .unwrap();
    }
    text.push_str("\n![cost of a sweep by open tickets](performance/sweep.svg)\n");
    text
}

fn storm(storm: &Storm) -> String {
    let runs = storm.runs.len();
    let took: Duration = storm.runs.iter().map(|run| run.took).sum();
    let longest = storm
        .runs
        .iter()
        .map(|run| run.took)
        .max()
        .unwrap_or_default();
    let index: f64 = storm.runs.iter().map(|run| run.index).sum();
    format!(
        "## A storm

{} tickets are due at once. A run of the sweep begins new work for 45 seconds at most (its time-out less its reserve), and the
next begins a minute later. It took {runs} runs, {:.0} seconds of work in all, the longest {:.1} seconds: cleared within {runs} minutes, of ten.
{:.0} tickets a second; {:.0} due entries by read unit of the index, over all runs. {} entries were handled before a more
overdue one of their shard that was still left when a run ended.
",
        storm.due,
        took.as_secs_f64(),
        longest.as_secs_f64(),
        count(storm.due) / took.as_secs_f64(),
        count(storm.due) / index,
        storm.out_of_order,
    )
}

fn loads(loads: &[Load]) -> String {
    let mut text = "## Intake, and the whole chain

Tickets are opened over a socket, so many at a time, at a desk as `cargo run --release` starts it. The chain is intake,
stream, notify and the mail service taking the acknowledgement; classification and the queue's work go on beside it.

| at a time | next ticket when the last is | tickets | answered, a second | intake p50, ms | p99 | mailed, a second | chain p50, ms | p99 |
|---|---|---|---|---|---|---|---|---|
"
    .to_owned();
    for load in loads {
        let rate = |took: Duration| count(load.tickets) / took.as_secs_f64();
        writeln!(
            text,
            "| {} | {} | {} | {:.0} | {:.1} | {:.1} | {:.0} | {:.0} | {:.0} |",
            load.clients,
            pace(load.pace),
            load.tickets,
            rate(load.answered_in),
            percentile(&load.intake, 50),
            percentile(&load.intake, 99),
            rate(load.mailed_in),
            percentile(&load.chain, 50),
            percentile(&load.chain, 99),
        )
        .unwrap();
    }
    text.push_str(
        "
What limits it is the laptop's stand-in, not the functions. The embedded engine is one SQLite file behind one lock, so more
clients wait longer instead of being answered faster; it numbers a stream record by looking at all before it, so that each
write takes longer the more there were; and one loop hands out all streams, a function at a time, so that faster
intake makes a queue before the mails. On AWS each is a service of its own, and each shard has its own reader.
",
    );
    text
}

fn pace(pace: Pace) -> &'static str {
    match pace {
        Pace::Answered => "answered",
        Pace::Mailed => "mailed",
    }
}

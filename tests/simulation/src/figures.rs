//! Figures of `docs/reliability.md`: how often, of how many, and how sure that is.
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::crash::{crash_points, pairs, with_crashes};
use crate::{Fault, Mutation, Rates, RunOutcome, Scenario, simulate, simulate_all};

/// Sizes of a run of all figures.
#[derive(Debug, Clone, Copy)]
pub struct FigureSizes {
    /// Random scenarios with all faults.
    pub seeds: u64,
    /// Tickets under the figures' faults.
    pub tickets: usize,
    /// Mails of which one in fifty is taken by a function that crashes.
    pub mails: usize,
    /// Seeds with an index that is up to 15 minutes behind.
    pub lagging: u64,
    /// Every so many pairs of stops one is run.
    pub pair_stride: usize,
}

const HEAD: &str = "# Reliability\n\n\
    Nothing is lost, nothing is done twice, nobody is mailed twice: tried in a simulation of the whole desk (`tests/simulation`),\n\
    with the real functions, SDK and engine, in virtual time. A seed decides what people do and what goes wrong. This file is written by\n\n\
    ```sh\n\
    cargo run --profile simulation -p simulation -- figures\n\
    ```\n\n\
    After every step each invariant is checked against the store itself; `ARCHITECTURE.md` names them. A seed that fails is run again and\n\
    made short by `cargo run --profile simulation -p simulation -- replay SEED`. The bounds are one-sided, at 95 %.\n";

const TAIL: &str = "## Shown by tests beside it\n\n\
    | what | test |\n|---|---|\n\
    | a thousand tickets that nobody can read, at the head of the scan, leave their neighbours on time; a poison record in each source keeps \
    nobody waiting for five minutes | `tests/journeys/poison.rs` |\n\
    | whichever record of a stream is lost, the same steps are taken and the same people told | `tests/journeys/lost_records.rs` |\n\
    | twenty sweeps at once, after five hours without any, break each promise once | `tests/simulation/tests/simulation.rs` |\n\
    | two senders at once send one mail; a lost answer, a lost mail and a dead sender each delay by the lease at most | `tests/contracts/sending.rs` |\n\
    | a sweep that runs out of time has handled the most overdue of each shard | `tests/contracts/sweeping.rs` |\n\
    | the same seed is the same run, and a scenario that fails is shortened to a few steps | `tests/simulation/tests/simulation.rs` |\n";

/// Tickets of one busy scenario.
pub const BUSY: usize = 40;
/// Seeds in which each mutation has to be caught.
const SEEDS_PER_MUTATION: u64 = 60;

/// Runs everything and writes it down as Markdown; each part is told as it is done.
pub fn figures(sizes: FigureSizes, tell: &dyn Fn(&str)) -> String {
    let parts: [&dyn Fn() -> String; 6] = [
        &|| storm(sizes.tickets),
        &|| crashes_at_mail(sizes.mails),
        &|| rough(sizes.seeds),
        &|| lagging(sizes.lagging),
        &|| crashes(sizes.pair_stride),
        &bugs,
    ];
    let mut document = HEAD.to_owned();
    for part in parts {
        let part = part();
        tell(&part);
        document.push('\n');
        document.push_str(&part);
    }
    document.push('\n');
    document.push_str(TAIL);
    document
}

/// Totals of several runs.
#[derive(Debug, Default)]
struct Totals {
    runs: usize,
    tickets: usize,
    mails: usize,
    doubled: usize,
    ticket_days: i64,
    calls: usize,
    slowest_to_quiet: u32,
    faults: BTreeMap<&'static str, usize>,
    /// The seeds in which a promise was broken; crashes have none.
    broken: BTreeMap<String, BTreeSet<u64>>,
}

impl Totals {
    fn of(scenarios: &[Scenario]) -> Self {
        let sum = Mutex::new(Self::default());
        simulate_all(scenarios, None, &|scenario, outcome| {
            sum.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .add(scenario, outcome);
        });
        sum.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&mut self, scenario: &Scenario, outcome: RunOutcome) {
        self.runs += 1;
        self.tickets += outcome.tickets;
        self.mails += outcome.mails;
        self.doubled += outcome.doubled;
        self.ticket_days += outcome.ticket_days;
        self.calls += outcome.calls.len();
        self.slowest_to_quiet = self.slowest_to_quiet.max(outcome.minutes_to_quiet);
        for fault in outcome.faults.values() {
            *self.faults.entry(name(*fault)).or_default() += 1;
        }
        for violation in outcome.violations {
            let name = format!("{:?}", violation.invariant);
            let seeds = self.broken.entry(name).or_default();
            seeds.extend(scenario.seed());
        }
    }

    fn broken(&self, of: usize, what: &str) -> String {
        if self.broken.is_empty() {
            return format!("no promise broken (95 % bound: {} of {what})", bound(0, of));
        }
        let broken = self
            .broken
            .iter()
            .map(|(name, seeds)| format!("{name} in seeds {seeds:?}"));
        format!("BROKEN: {}", broken.collect::<Vec<_>>().join(", "))
    }

    fn faults(&self) -> String {
        let faults = self
            .faults
            .iter()
            .map(|(name, times)| format!("{times} {name}"));
        faults.collect::<Vec<_>>().join(", ")
    }
}

fn storm(tickets: usize) -> String {
    let scenarios: Vec<_> = (0..tickets.div_ceil(BUSY) as u64)
        .map(|seed| Scenario::busy(1_000_000 + seed, Rates::FIGURES, BUSY))
        .collect();
    let sum = Totals::of(&scenarios);
    format!(
        "## Tickets under errors, lost answers and crashes\n\n\
         {} tickets with {} mails while 5 % of the calls fail, 2 % lose their answer and at 1 % the function crashes \
         ({}): {}; quiet after at most {} sweeps; {} mails doubled.\n",
        sum.tickets,
        sum.mails,
        sum.faults(),
        sum.broken(sum.tickets, "tickets"),
        sum.slowest_to_quiet,
        sum.doubled,
    )
}

fn crashes_at_mail(mails: usize) -> String {
    let mut sum = Totals::default();
    let mut seed = 2_000_000;
    while sum.mails < mails && sum.broken.is_empty() {
        let scenarios: Vec<_> = (0..8)
            .map(|place| Scenario::busy(seed + place, Rates::CRASHES_AT_MAIL, BUSY))
            .collect();
        seed += 8;
        let more = Totals::of(&scenarios);
        sum.runs += more.runs;
        sum.tickets += more.tickets;
        sum.mails += more.mails;
        sum.doubled += more.doubled;
        sum.broken.extend(more.broken);
        for (name, times) in more.faults {
            *sum.faults.entry(name).or_default() += times;
        }
    }
    format!(
        "## Mails that are taken by a function that crashes\n\n\
         {} mails, {}: {}; {} doubled (95 % bound: {} of mails).\n",
        sum.mails,
        sum.faults(),
        sum.broken(sum.mails, "mails"),
        sum.doubled,
        bound(sum.doubled, sum.mails),
    )
}

fn rough(seeds: u64) -> String {
    let scenarios: Vec<_> = (1..=seeds)
        .map(|seed| Scenario::of(seed, Rates::MIXED))
        .collect();
    let sum = Totals::of(&scenarios);
    format!(
        "## A bit of everything\n\n\
         {} seeds, {} tickets, {} ticket-days, {} mails, {} calls, of which {}: {}; {} mails doubled; \
         quiet after at most {} minutes.\n",
        sum.runs,
        sum.tickets,
        sum.ticket_days,
        sum.mails,
        sum.calls,
        sum.faults(),
        sum.broken(sum.runs, "scenarios"),
        sum.doubled,
        sum.slowest_to_quiet,
    )
}

fn lagging(seeds: u64) -> String {
    let scenarios: Vec<_> = (0..seeds)
        .map(|seed| Scenario::of(3_000_000 + seed, Rates::LAGGING))
        .collect();
    let sum = Totals::of(&scenarios);
    format!(
        "## An index that is behind\n\n\
         {} seeds in which every read that may be behind is behind by up to 15 minutes ({}), {} tickets: {}.\n",
        sum.runs,
        sum.faults(),
        sum.tickets,
        sum.broken(sum.runs, "scenarios"),
    )
}

fn crashes(stride: usize) -> String {
    let scenario = Scenario::whole_life();
    let calls = simulate(&scenario, None).calls;
    let all = crash_points(&calls);
    let singles: Vec<_> = all
        .iter()
        .map(|stop| with_crashes(&scenario, [*stop]))
        .collect();
    let doubles: Vec<_> = pairs(&all, stride)
        .map(|pair| with_crashes(&scenario, pair))
        .collect();
    let (single, double) = (Totals::of(&singles), Totals::of(&doubles));
    format!(
        "## Crashes at every call\n\n\
         A whole life of three tickets makes {} calls that a function can crash before or after: {} single crashes, {}; \
         {} pairs (one in {stride}), {}.\n",
        calls.len(),
        single.runs,
        single.broken(single.runs, "crashes"),
        double.runs,
        double.broken(double.runs, "pairs"),
    )
}

fn bugs() -> String {
    let mut table = String::from(
        "## Seeded bugs\n\n\
         Each is seeded at the connector to the services, as if somebody had forgotten a condition, an index entry, a lease.\n\n\
         | bug | caught by | in seed |\n|---|---|---|\n",
    );
    for (mutation, by) in all_caught() {
        let (seed, broken) = by.map_or(
            ("none".to_owned(), "NOTHING".to_owned()),
            |(seed, broken)| (seed.to_string(), broken),
        );
        // Writing into a string cannot fail.
        let _ = writeln!(table, "| {mutation:?} | {broken} | {seed} |");
    }
    let guarded = Mutation::GUARDED.map(|mutation| format!("{mutation:?}"));
    let _ = writeln!(
        table,
        "\nNothing is broken by {}: a second guard stands behind each, the window of one mail to an address at a time and \
         the next write of the ticket.",
        guarded.join(" and ")
    );
    table
}

/// Mutations with the invariant that catches each, looked for on all cores.
#[must_use]
pub fn all_caught() -> Vec<(Mutation, Option<(u64, String)>)> {
    let found = Mutex::new(Vec::new());
    let next = AtomicUsize::new(0);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(mutation) = Mutation::ALL.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let by = caught(*mutation);
                    let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
                    found.push((*mutation, by));
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.sort_unstable();
    found
}

/// The first seed in which a mutation breaks an invariant, or mails somebody twice more often than without it.
#[must_use]
pub fn caught(mutation: Mutation) -> Option<(u64, String)> {
    (1..=SEEDS_PER_MUTATION).find_map(|seed| {
        let outcome = simulate(&Scenario::of(seed, Rates::MIXED), Some(mutation));
        if let Some(violation) = outcome.violations.first() {
            return Some((seed, format!("{:?}", violation.invariant)));
        }
        (outcome.doubled > 0).then(|| (seed, "NobodyIsMailedTwice".to_owned()))
    })
}

fn name(fault: Fault) -> &'static str {
    match fault {
        Fault::Rejected => "server errors",
        Fault::AnswerLost => "lost answers",
        Fault::RequestLost => "lost requests",
        Fault::Throttled => "throttled",
        Fault::Conflict => "conflicts",
        Fault::Duplicated => "duplicated",
        Fault::Slow => "slow",
        Fault::Stale(_) => "stale reads",
        Fault::CrashBefore => "crashes before",
        Fault::CrashAfter => "crashes after",
    }
}

/// The one-sided 95 % upper bound of a rate: exact for none of `of`, Wilson's for more.
fn bound(times: usize, of: usize) -> String {
    if of == 0 {
        return "none run".to_owned();
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of runs are far below 2^52"
    )]
    let (k, n) = (times as f64, of as f64);
    let bound = if times == 0 {
        1.0 - 0.05_f64.powf(1.0 / n)
    } else {
        let (z, p) = (1.645, k / n);
        let spread = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        (p + z * z / (2.0 * n) + spread) / (1.0 + z * z / n)
    };
    format!("{:.0} per million", bound * 1e6)
}

#[cfg(test)]
mod tests {
    use super::bound;

    #[test]
    fn the_bound_of_nothing_in_ten_thousand_is_the_rule_of_three() {
        assert_eq!(bound(0, 10_000), "300 per million");
        assert_eq!(bound(1, 10_000), "448 per million");
    }
}

//! How many instructions the hot paths take: `cargo run --release -p desk --example instructions`.
//!
//! Callgrind counts the same on a busy machine as on an idle one, so that these figures can be compared from
//! commit to commit. Each case runs itself under valgrind, some times and not at all; the difference
//! is its own. The expected counts stand in `instructions.txt` beside this file; `-- --accept` writes them anew.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a program for the command line that ends when it cannot count"
)]
use std::hint::black_box;
use std::process::{Command, ExitCode};

use chrono::TimeDelta;
use desk::contract::check;
use desk::policy::{ZoneOf, compile, load};
use desk::time::{Calendar, Hours, Instant, Span};

const POLICY: &str = include_str!("../../../infra/policies/wep.yaml");
const EXPECTED: &str = include_str!("instructions.txt");
/// How far a count may be from the expected one, in hundredths. Hash maps differ a little from run to run.
const TOLERANCE: u64 = 5;

/// The most that a function may pay for its policy when it starts, whatever is accepted in `instructions.txt`: a quarter
/// of 20,426,189, which a whole check of the same policy took when this was written.
const MOST: (&str, u64) = ("load-a-policy", 5_100_000);

/// Name, and how often it is done for one count.
const CASES: [(&str, u64); 9] = [
    ("add-1-day", 1000),
    ("add-2-years", 1000),
    ("add-10-years", 1000),
    ("between-1-day", 1000),
    ("between-2-years", 1000),
    ("between-10-years", 1000),
    ("calendars-of-a-desk", 4),
    ("check-a-policy", 2),
    ("load-a-policy", 4),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [case, times] => {
            run(case, times.parse().unwrap());
            ExitCode::SUCCESS
        }
        ["--accept"] => {
            let lines = CASES.map(|(case, times)| format!("{case} {}\n", count(case, times)));
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/instructions.txt");
            std::fs::write(path, lines.concat()).unwrap();
            ExitCode::SUCCESS
        }
        _ => compare(),
    }
}

fn compare() -> ExitCode {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("NOT COUNTED: valgrind is not installed (Debian's package `valgrind`)");
        return ExitCode::SUCCESS;
    }
    let mut failed = false;
    println!("{:20} {:>12} {:>12}", "case", "expected", "instructions");
    for (case, times) in CASES {
        let line = EXPECTED
            .lines()
            .find_map(|line| line.strip_prefix(case)?.strip_prefix(' '));
        let expected: u64 = line.map_or(0, |count| count.trim().parse().unwrap());
        let counted = count(case, times);
        let wrong = counted.abs_diff(expected) * 100 > expected * TOLERANCE;
        let too_dear = case == MOST.0 && counted > MOST.1;
        let remark = match (too_dear, wrong) {
            (true, _) => "  above its ceiling",
            (false, true) => "  differs",
            (false, false) => "",
        };
        println!("{case:20} {expected:>12} {counted:>12}{remark}");
        failed |= wrong || too_dear;
    }
    if failed {
        println!("dearer or cheaper by more than {TOLERANCE} %: look why, then run with --accept");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Instructions of one time.
fn count(case: &str, times: u64) -> u64 {
    (collected(case, times) - collected(case, 0)) / times
}

fn collected(case: &str, times: u64) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe().unwrap())
        .args([case, &times.to_string()])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find_map(|line| line.split_once("Collected :"));
    line.map(|(_, count)| count.trim().parse().unwrap())
        .unwrap()
}

fn run(case: &str, times: u64) {
    let from: Instant = "2026-03-09T08:12:34.567Z".parse().unwrap();
    let office = Hours::mon_fri(Span::parse("09:00-17:30").unwrap());
    let office = Calendar::new(chrono_tz::Europe::Brussels, office);
    let days = match case.rsplit_once('-') {
        Some((case, "day")) if case.ends_with("-1") => 1,
        Some((case, "years")) if case.ends_with("-2") => 730,
        _ => 3652,
    };
    let to = from + TimeDelta::days(days);
    let amount = office.between(from, to);
    let policy = compile(POLICY).unwrap().policy;
    for _ in 0..times {
        if case.starts_with("add") {
            black_box(office.add(black_box(from), black_box(amount)));
        } else if case.starts_with("between") {
            black_box(office.between(black_box(from), black_box(to)));
        } else if case == "check-a-policy" {
            black_box(check(black_box(POLICY)).is_ok());
        } else if case == "load-a-policy" {
            black_box(load(black_box(POLICY)).is_ok());
        } else {
            for rule in policy.calendars.values() {
                let zone = match rule.zone {
                    ZoneOf::Fixed(zone) => zone,
                    ZoneOf::Organisation | ZoneOf::Contact => policy.zone,
                };
                let calendar = Calendar::new(zone, rule.hours.clone());
                black_box(calendar.between(from, from + TimeDelta::days(365)));
            }
        }
    }
}

//! Business time: adding and measuring, from one day to ten years of a calendar; and what it costs to get there.
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up ends")]
use std::hint::black_box;

use chrono::{NaiveDate, TimeDelta};
use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use desk::policy::{Policy, ZoneOf, compile};
use desk::time::{Calendar, Hours, Instant, Span};

const POLICIES: [(&str, &str); 5] = [
    (
        "webpro",
        include_str!("../../../infra/policies/webpro.yaml"),
    ),
    ("wep", include_str!("../../../infra/policies/wep.yaml")),
    ("whise", include_str!("../../../infra/policies/whise.yaml")),
    (
        "whitevision",
        include_str!("../../../infra/policies/whitevision.yaml"),
    ),
    (
        "wotnot",
        include_str!("../../../infra/policies/wotnot.yaml"),
    ),
];

/// How far a question reaches, in calendar days.
const SPANS: [(&str, i64); 7] = [
    ("0001-days", 1),
    ("0007-days", 7),
    ("0030-days", 30),
    ("0365-days", 365),
    ("0730-days", 730),
    ("1826-days", 1826),
    ("3652-days", 3652),
];

/// An office with a lunch break and holidays, on a Monday morning.
fn office() -> (Calendar, Instant) {
    let morning = Span::parse("09:00-12:30").unwrap();
    let weekdays = Hours::mon_fri(morning).with_days(
        &[
            chrono::Weekday::Mon,
            chrono::Weekday::Tue,
            chrono::Weekday::Wed,
            chrono::Weekday::Thu,
            chrono::Weekday::Fri,
        ],
        Span::parse("13:30-18:00").unwrap(),
    );
    let hours = weekdays
        .with_yearly(12, 25, "Christmas")
        .unwrap()
        .with_yearly(1, 1, "New Year")
        .unwrap()
        .with_holiday(
            NaiveDate::from_ymd_opt(2026, 4, 6).unwrap(),
            "Easter Monday",
        );
    let calendar = Calendar::new(chrono_tz::Europe::Brussels, hours);
    (calendar, "2026-03-09T08:12:34.567Z".parse().unwrap())
}

fn business_time(c: &mut Criterion) {
    let (calendar, from) = office();
    let mut group = c.benchmark_group("add");
    for (name, days) in SPANS {
        let amount = calendar.between(from, from + TimeDelta::days(days));
        group.bench_with_input(BenchmarkId::from_parameter(name), &amount, |b, amount| {
            b.iter(|| calendar.add(black_box(from), black_box(*amount)));
        });
    }
    group.finish();
    let mut group = c.benchmark_group("between");
    for (name, days) in SPANS {
        let to = from + TimeDelta::days(days);
        group.bench_with_input(BenchmarkId::from_parameter(name), &to, |b, to| {
            b.iter(|| calendar.between(black_box(from), black_box(*to)));
        });
    }
    group.finish();
    // The question that other libraries are measured by.
    let week = TimeDelta::hours(40);
    c.bench_function("add-40-business-hours", |b| {
        b.iter(|| calendar.add(black_box(from), black_box(week)));
    });
}

/// This year and the next of every calendar of a desk, from hours to running sums.
fn calendars(policy: &Policy) -> TimeDelta {
    let from: Instant = "2026-03-09T08:00:00Z".parse().unwrap();
    let to = from + TimeDelta::days(365);
    let mut open = TimeDelta::zero();
    for rule in policy.calendars.values() {
        let zone = match rule.zone {
            ZoneOf::Fixed(zone) => zone,
            ZoneOf::Organisation | ZoneOf::Contact => policy.zone,
        };
        open += Calendar::new(zone, rule.hours.clone()).between(from, to);
    }
    open
}

fn policies(c: &mut Criterion) {
    let mut group = c.benchmark_group("calendars-of-a-desk");
    for (name, text) in POLICIES {
        let policy = compile(text).unwrap().policy;
        group.bench_function(name, |b| b.iter(|| calendars(black_box(&policy))));
    }
    group.finish();
    let mut group = c.benchmark_group("check-a-policy");
    for (name, text) in POLICIES {
        group.bench_function(name, |b| {
            b.iter_batched(
                || text,
                |text| compile(black_box(text)),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, business_time, policies);
criterion_main!(benches);

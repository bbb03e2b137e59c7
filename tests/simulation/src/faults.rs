//! Faults of a call, decided by the call's number alone, so that a run can be repeated and shortened.
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// A fault of one call of a function to the store or to the mail service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The service fails before it has done anything.
    Rejected,
    /// The service has done it, and the answer is lost.
    AnswerLost,
    /// The request is lost; the caller cannot tell.
    RequestLost,
    /// The service has no capacity; of a transaction, one of its items.
    Throttled,
    /// Another transaction holds an item.
    Conflict,
    /// The network hands the request over twice.
    Duplicated,
    /// The answer takes seconds, while others go on.
    Slow,
    /// Writes of the last so many seconds are not seen yet, where consistency was not asked for.
    Stale(u32),
    /// The function crashes before its request leaves.
    CrashBefore,
    /// The function crashes when the service has done its part.
    CrashAfter,
}

/// The kind of a call; not every fault can happen to every call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallKind {
    /// May be answered from the past.
    Read,
    /// Is answered from the present.
    ConsistentRead,
    /// One item.
    Write,
    /// Several items or none.
    Transaction,
    /// A mail.
    Mail,
}

/// How often each fault happens, in parts per thousand of the calls that it can happen to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rates {
    /// See [`Fault::Rejected`].
    pub rejected: u16,
    /// See [`Fault::AnswerLost`].
    pub answer_lost: u16,
    /// See [`Fault::RequestLost`].
    pub request_lost: u16,
    /// See [`Fault::Throttled`].
    pub throttled: u16,
    /// See [`Fault::Conflict`].
    pub conflict: u16,
    /// See [`Fault::Duplicated`].
    pub duplicated: u16,
    /// See [`Fault::Slow`].
    pub slow: u16,
    /// See [`Fault::Stale`].
    pub stale: u16,
    /// Crashes, half of them before and half after the call.
    pub crashes: u16,
    /// Crashes after the mail service took a mail.
    pub crashes_after_mail: u16,
    /// Stream records that never arrive.
    pub record_lost: u16,
    /// Stream records that arrive two to five times.
    pub record_repeated: u16,
    /// Stream records that arrive up to 24 hours late.
    pub record_late: u16,
    /// Invocations that are made twice.
    pub invoked_twice: u16,
}

impl Rates {
    /// Rates of the figures: 5 % server errors, 2 % lost answers, 1 % crashes.
    pub const FIGURES: Self = Self {
        rejected: 50,
        answer_lost: 20,
        crashes: 10,
        ..Self::CALM
    };

    /// Nothing goes wrong.
    pub const CALM: Self = Self {
        rejected: 0,
        answer_lost: 0,
        request_lost: 0,
        throttled: 0,
        conflict: 0,
        duplicated: 0,
        slow: 0,
        stale: 0,
        crashes: 0,
        crashes_after_mail: 0,
        record_lost: 0,
        record_repeated: 0,
        record_late: 0,
        invoked_twice: 0,
    };

    /// One mail in fifty is taken and nobody lives to note it.
    pub const CRASHES_AT_MAIL: Self = Self {
        crashes_after_mail: 20,
        ..Self::CALM
    };

    /// Every read that may be behind is behind, by up to 15 minutes.
    pub const LAGGING: Self = Self {
        stale: 1000,
        ..Self::CALM
    };

    /// A bit of everything.
    pub const MIXED: Self = Self {
        rejected: 20,
        answer_lost: 15,
        request_lost: 5,
        throttled: 10,
        conflict: 15,
        duplicated: 10,
        slow: 10,
        stale: 100,
        crashes: 10,
        crashes_after_mail: 10,
        record_lost: 50,
        record_repeated: 50,
        record_late: 50,
        invoked_twice: 20,
    };

    fn table(self, kind: CallKind) -> Vec<(u16, Fault)> {
        let mut table = vec![
            (self.rejected, Fault::Rejected),
            (self.answer_lost, Fault::AnswerLost),
            (self.request_lost, Fault::RequestLost),
            (self.throttled, Fault::Throttled),
            (self.slow, Fault::Slow),
            (self.crashes / 2, Fault::CrashBefore),
            (self.crashes.div_ceil(2), Fault::CrashAfter),
        ];
        match kind {
            CallKind::Read => table.push((self.stale, Fault::Stale(0))),
            CallKind::Write | CallKind::Transaction => table.extend([
                (self.conflict, Fault::Conflict),
                (self.duplicated, Fault::Duplicated),
            ]),
            CallKind::Mail => table.push((self.crashes_after_mail, Fault::CrashAfter)),
            CallKind::ConsistentRead => {}
        }
        table
    }
}

/// Origin of the faults of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultSource {
    /// By these rates, from this seed.
    Seeded { seed: u64, rates: Rates },
    /// Exactly these, by the number of the call; records arrive as they should.
    Listed(BTreeMap<u64, Fault>),
}

/// The faults of one run, and a count of them.
#[derive(Debug)]
pub struct Faults {
    source: FaultSource,
    calls: Mutex<Vec<CallKind>>,
    /// Records so far, by the function that they are for.
    records: Mutex<BTreeMap<String, u64>>,
    are_off: AtomicBool,
    met: Mutex<BTreeMap<u64, Fault>>,
}

/// The longest that an index, or a read that asked for no consistency, is behind.
const LONGEST_LAG: TimeDelta = TimeDelta::minutes(15);

impl Faults {
    /// The faults of a run, which begins without any.
    #[must_use]
    pub fn new(source: FaultSource) -> Self {
        Self {
            source,
            calls: Mutex::default(),
            records: Mutex::default(),
            are_off: AtomicBool::new(true),
            met: Mutex::default(),
        }
    }

    /// Calls fail from now on as the source says.
    pub fn start(&self) {
        self.are_off.store(false, Ordering::SeqCst);
    }

    /// No call fails from now on.
    pub fn stop(&self) {
        self.are_off.store(true, Ordering::SeqCst);
    }

    /// The next call's fault, if there is one. Calls without faults are not counted.
    pub fn at(&self, kind: CallKind) -> Option<Fault> {
        if self.are_off.load(Ordering::SeqCst) {
            return None;
        }
        let call = {
            let mut calls = lock(&self.calls);
            calls.push(kind);
            calls.len() as u64 - 1
        };
        let fault = match &self.source {
            FaultSource::Listed(faults) => faults.get(&call).copied(),
            FaultSource::Seeded { seed, rates } => drawn(*seed, call, &rates.table(kind)),
        };
        let fault = fault.map(|fault| match (fault, &self.source) {
            (Fault::Stale(_), FaultSource::Seeded { seed, .. }) => Fault::Stale(lag(*seed, call)),
            (other, _) => other,
        })?;
        lock(&self.met).insert(call, fault);
        Some(fault)
    }

    /// Calls that were made while faults were on, in order.
    pub fn calls(&self) -> Vec<CallKind> {
        lock(&self.calls).clone()
    }

    /// The faults that happened, by the number of the call.
    pub fn faults(&self) -> BTreeMap<u64, Fault> {
        lock(&self.met).clone()
    }

    /// After how long the next record for a function arrives, once per entry.
    pub fn delivery(&self, function: &str) -> Vec<TimeDelta> {
        let at_once = vec![TimeDelta::zero()];
        let number = {
            // Sequence numbers of the stream differ from run to run.
            let mut records = lock(&self.records);
            let number = records.entry(function.to_owned()).or_default();
            *number += 1;
            number.to_string()
        };
        let Some((mut dice, rates)) = self.dice(&[function, "record", &number]) else {
            return at_once;
        };
        let faults = [
            (rates.record_lost, 0),
            (rates.record_repeated, 1),
            (rates.record_late, 2),
        ];
        let late = |dice: &mut fastrand::Rng| TimeDelta::minutes(dice.i64(1..=24 * 60));
        match pick(&mut dice, &faults) {
            Some(0) => Vec::new(),
            Some(1) => {
                let more = dice.usize(1..=4);
                at_once
                    .into_iter()
                    .chain((0..more).map(|_| late(&mut dice)))
                    .collect()
            }
            Some(_) => vec![late(&mut dice)],
            None => at_once,
        }
    }

    /// Whether an invocation is made twice, by its number.
    pub fn invokes_twice(&self, function: &str, number: u64) -> bool {
        self.dice(&[function, "twice", &number.to_string()])
            .is_some_and(|(mut dice, rates)| {
                pick(&mut dice, &[(rates.invoked_twice, ())]).is_some()
            })
    }

    fn dice(&self, what: &[&str]) -> Option<(fastrand::Rng, Rates)> {
        match &self.source {
            FaultSource::Seeded { seed, rates } if !self.are_off.load(Ordering::SeqCst) => {
                Some((fastrand::Rng::with_seed(mixed(*seed, what)), *rates))
            }
            FaultSource::Seeded { .. } | FaultSource::Listed(_) => None,
        }
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn drawn(seed: u64, call: u64, table: &[(u16, Fault)]) -> Option<Fault> {
    let mut dice = fastrand::Rng::with_seed(mixed(seed, &["call", &call.to_string()]));
    pick(&mut dice, table)
}

fn lag(seed: u64, call: u64) -> u32 {
    let mut dice = fastrand::Rng::with_seed(mixed(seed, &["lag", &call.to_string()]));
    let longest = u32::try_from(LONGEST_LAG.num_seconds()).unwrap_or(u32::MAX);
    dice.u32(1..=longest)
}

fn pick<T: Copy>(dice: &mut fastrand::Rng, table: &[(u16, T)]) -> Option<T> {
    let mut at = dice.u16(0..1000);
    for (rate, what) in table {
        if at < *rate {
            return Some(*what);
        }
        at -= rate;
    }
    None
}

/// A seed of its own for each thing that is decided (FNV-1a over its names).
fn mixed(seed: u64, what: &[&str]) -> u64 {
    let bytes = what.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::{CallKind, Fault, FaultSource, Faults, Rates};

    fn started(seed: u64) -> Faults {
        let rates = Rates::MIXED;
        let faults = Faults::new(FaultSource::Seeded { seed, rates });
        faults.start();
        faults
    }

    #[test]
    fn the_same_seed_draws_the_same_faults_and_a_list_of_them_too() {
        let faults = |faults: &Faults| {
            (0..2_000)
                .map(|_| faults.at(CallKind::Read))
                .collect::<Vec<_>>()
        };
        let first = started(7);
        let met = faults(&first);
        assert_eq!(met, faults(&started(7)));
        assert_ne!(met, faults(&started(8)));
        let listed = Faults::new(FaultSource::Listed(first.faults()));
        listed.start();
        assert_eq!(met, faults(&listed));
    }

    #[test]
    fn faults_come_as_often_as_they_should_and_only_where_they_can() {
        let faults = started(1);
        let met: Vec<_> = (0..10_000)
            .filter_map(|_| faults.at(CallKind::Mail))
            .collect();
        let lost = met
            .iter()
            .filter(|fault| **fault == Fault::AnswerLost)
            .count();
        assert!(
            (100..200).contains(&lost),
            "{lost} of 10,000 at 15 in a thousand"
        );
        assert!(
            !met.iter()
                .any(|fault| matches!(fault, Fault::Stale(_) | Fault::Conflict))
        );
    }

    #[test]
    fn nothing_fails_while_faults_are_off() {
        let faults = started(1);
        faults.stop();
        assert!((0..1_000).all(|_| faults.at(CallKind::Read).is_none()));
        assert_eq!(faults.delivery("classify"), [chrono::TimeDelta::zero()]);
    }
}

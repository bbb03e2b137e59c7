//! Scenario: the steps that people take and when, drawn from a seed, so that they can be repeated and shortened.
use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta};
use desk::time::Instant;
use serde::{Deserialize, Serialize};

use crate::faults::{FaultSource, Rates};

/// Everything that decides a run: steps, faults and clocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scenario {
    /// The first instant.
    pub begins: Instant,
    /// The steps, in order.
    pub steps: Vec<ScenarioStep>,
    /// The faults.
    pub faults: FaultSource,
    /// How far the functions' clocks are ahead of the world's, in milliseconds.
    pub skew_ms: i64,
}

/// One thing that somebody does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScenarioStep {
    /// A customer writes to a desk.
    Open {
        desk: usize,
        customer: usize,
        words: usize,
    },
    /// Somebody does something to a ticket, counted round.
    Act {
        ticket: usize,
        action: ScenarioAction,
    },
    /// An agent and a customer act on a ticket at the same moment, while sweeps run.
    Race {
        ticket: usize,
        actions: [ScenarioAction; 2],
        sweeps: u8,
    },
    /// Time passes.
    Pass { minutes: u32 },
    /// Time passes, and no schedule fires.
    Stall { minutes: u32 },
    /// A desk publishes another edition of its policy; open tickets keep theirs or move to it.
    Republish { desk: usize, moves: bool },
    /// An agent is away for some hours; zero: back again.
    Absent {
        desk: usize,
        agent: usize,
        hours: u32,
    },
    /// Everybody's mail bounces at that address from now on, or no longer.
    Bounce { customer: usize, bounces: bool },
}

/// A command on a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScenarioAction {
    /// An agent answers.
    Reply,
    /// An agent answered that many minutes ago, and says so now.
    RepliedBefore(u16),
    /// The customer answered that many minutes ago, and an agent says so now.
    CustomerRepliedBefore(u16),
    /// The matter was solved that many minutes ago.
    ResolvedBefore(u16),
    /// A lead says that the breach of a metric, counted round, was none.
    Withdraw(u8),
    /// A date so many hours ahead is agreed for a metric, counted round.
    AgreeDate { metric: u8, hours: u16 },
    /// The customer answers.
    CustomerReplies,
    /// An agent leaves a note.
    Note,
    /// The ticket waits for the customer.
    Wait,
    /// It no longer waits.
    Resume,
    /// The matter is solved.
    Resolve,
    /// It is not.
    Reopen,
    /// The ticket ends.
    Close,
    /// An agent accepts the ticket.
    TakeInCharge,
    /// An agent has seen the alarm.
    Acknowledge,
    /// The priority becomes the policy's first, second, …, counted round.
    Priority(u8),
    /// A team of the next level takes over.
    HandOver,
    /// The ticket is the same matter as another one of its desk, counted round.
    MergeInto(usize),
    /// The other tickets of its desk become parts of it.
    AdoptAll,
}

/// Most steps that a random scenario has.
const LONGEST: usize = 24;

impl Scenario {
    /// The scenario of a seed, with faults at these rates.
    #[must_use]
    pub fn of(seed: u64, rates: Rates) -> Self {
        let mut dice = fastrand::Rng::with_seed(seed);
        let minutes = dice.i64(0..330 * 24 * 60);
        let length = dice.usize(6..=LONGEST);
        let mut steps = vec![open(&mut dice)];
        while steps.len() < length {
            steps.push(step(&mut dice));
        }
        let skewed = rates != Rates::default() && dice.u8(0..4) == 0;
        Self {
            begins: new_year() + TimeDelta::minutes(minutes),
            steps,
            faults: FaultSource::Seeded { seed, rates },
            skew_ms: if skewed { dice.i64(-3_000..=3_000) } else { 0 },
        }
    }

    /// Many tickets, each of which comes in, is answered or not, and ends.
    #[must_use]
    pub fn busy(seed: u64, rates: Rates, tickets: usize) -> Self {
        let mut dice = fastrand::Rng::with_seed(seed);
        let mut steps = Vec::new();
        for _ in 0..tickets {
            steps.push(open(&mut dice));
        }
        for _ in 0..tickets {
            let action = action(&mut dice);
            let ticket = dice.usize(0..tickets);
            steps.push(ScenarioStep::Act { ticket, action });
            if dice.u8(0..8) == 0 {
                let minutes = dice.u32(1..300);
                steps.push(ScenarioStep::Pass { minutes });
            }
        }
        Self {
            steps,
            ..Self::of(seed, rates)
        }
    }

    /// One ticket through all that a desk does by itself and two more beside it: it comes in, is classified,
    /// warned of, broken, escalated, answered, merged, adopted, resolved; without any faults.
    #[must_use]
    pub fn whole_life() -> Self {
        let act = |ticket, action| ScenarioStep::Act { ticket, action };
        let open = |words| ScenarioStep::Open {
            desk: 3,
            customer: 0,
            words,
        };
        Self {
            begins: new_year() + TimeDelta::hours(30),
            steps: vec![
                open(0),
                ScenarioStep::Pass { minutes: 40 },
                act(0, ScenarioAction::TakeInCharge),
                act(0, ScenarioAction::Reply),
                ScenarioStep::Pass { minutes: 200 },
                open(4),
                open(1),
                act(1, ScenarioAction::MergeInto(0)),
                act(2, ScenarioAction::AdoptAll),
                act(2, ScenarioAction::Reply),
                act(0, ScenarioAction::Wait),
                ScenarioStep::Pass { minutes: 60 },
                act(0, ScenarioAction::CustomerReplies),
                act(2, ScenarioAction::Resolve),
                act(0, ScenarioAction::Reopen),
                ScenarioStep::Pass { minutes: 600 },
                act(0, ScenarioAction::Close),
            ],
            faults: FaultSource::Listed(BTreeMap::new()),
            skew_ms: 0,
        }
    }

    /// The seed of its faults, where they have one.
    #[must_use]
    pub fn seed(&self) -> Option<u64> {
        match self.faults {
            FaultSource::Seeded { seed, .. } => Some(seed),
            FaultSource::Listed(_) => None,
        }
    }

    /// The scenario in words, one step a line, for the engineer who has to find out.
    #[must_use]
    pub fn describe(&self) -> String {
        let steps = self.steps.iter().map(|step| format!("  {step:?}\n"));
        let faults = match &self.faults {
            FaultSource::Seeded { seed, rates } => format!("  faults of seed {seed}, {rates:?}\n"),
            FaultSource::Listed(faults) => faults
                .iter()
                .map(|(call, fault)| format!("  call {call}: {fault:?}\n"))
                .collect(),
        };
        let steps: String = steps.collect();
        format!(
            "{} (clocks {} ms ahead)\n{steps}{faults}",
            self.begins, self.skew_ms
        )
    }
}

/// Policies are in force, and no desk is on its holidays.
fn new_year() -> Instant {
    DateTime::from_timestamp(1_767_571_200, 0).unwrap_or_default()
}

fn open(dice: &mut fastrand::Rng) -> ScenarioStep {
    ScenarioStep::Open {
        desk: dice.usize(0..5),
        customer: dice.usize(0..4),
        words: dice.usize(0..8),
    }
}

fn step(dice: &mut fastrand::Rng) -> ScenarioStep {
    let ticket = dice.usize(0..6);
    match dice.u8(0..100) {
        0..=14 => open(dice),
        15..=49 => ScenarioStep::Act {
            ticket,
            action: action(dice),
        },
        50..=57 => ScenarioStep::Race {
            ticket,
            actions: [action(dice), action(dice)],
            sweeps: dice.u8(1..=4),
        },
        58..=91 => ScenarioStep::Pass {
            minutes: span(dice),
        },
        92..=93 => ScenarioStep::Republish {
            desk: dice.usize(0..5),
            moves: dice.bool(),
        },
        94 => ScenarioStep::Stall {
            minutes: dice.u32(1..180),
        },
        95..=97 => ScenarioStep::Absent {
            desk: dice.usize(0..5),
            agent: dice.usize(0..6),
            hours: dice.u32(0..48),
        },
        _ => ScenarioStep::Bounce {
            customer: dice.usize(0..4),
            bounces: dice.bool(),
        },
    }
}

/// Minutes, hours or days, each as likely.
fn span(dice: &mut fastrand::Rng) -> u32 {
    match dice.u8(0..3) {
        0 => dice.u32(1..60),
        1 => dice.u32(60..600),
        _ => dice.u32(600..3 * 24 * 60),
    }
}

fn action(dice: &mut fastrand::Rng) -> ScenarioAction {
    match dice.u8(0..36) {
        0..=4 => ScenarioAction::Reply,
        5 => ScenarioAction::RepliedBefore(dice.u16(1..300)),
        6..=8 => ScenarioAction::CustomerReplies,
        9 => ScenarioAction::Note,
        10..=12 => ScenarioAction::Wait,
        13..=14 => ScenarioAction::Resume,
        15..=17 => ScenarioAction::Resolve,
        18..=19 => ScenarioAction::Reopen,
        20 => ScenarioAction::Close,
        21..=22 => ScenarioAction::TakeInCharge,
        23 => ScenarioAction::Acknowledge,
        24..=25 => ScenarioAction::Priority(dice.u8(0..4)),
        26 => ScenarioAction::HandOver,
        27..=28 => ScenarioAction::MergeInto(dice.usize(0..6)),
        29 => ScenarioAction::CustomerRepliedBefore(dice.u16(1..300)),
        30 => ScenarioAction::ResolvedBefore(dice.u16(1..300)),
        31..=32 => ScenarioAction::Withdraw(dice.u8(0..6)),
        33..=34 => ScenarioAction::AgreeDate {
            metric: dice.u8(0..6),
            hours: dice.u16(1..96),
        },
        _ => ScenarioAction::AdoptAll,
    }
}

//! Promises of the desk under faults: a few scenarios here, as many as you like by `cargo run -p simulation`.
#![expect(clippy::unwrap_used, reason = "a run that cannot go on ends its test")]
use std::sync::Mutex;

use simulation::crash::{crash_points, pairs, with_crashes};
use simulation::{
    FaultSource, Invariant, Mutation, Rates, RunOutcome, Scenario, ScenarioAction, ScenarioStep,
    shrink, simulate, simulate_all,
};

/// Runs all of them; the first one that breaks a promise is made short, described, and fails the test.
fn hold(scenarios: &[Scenario]) -> Vec<RunOutcome> {
    let outcomes = Mutex::new(Vec::new());
    let broken: Mutex<Option<(Scenario, Invariant)>> = Mutex::new(None);
    simulate_all(scenarios, None, &|scenario, outcome| {
        if let Some(violation) = outcome.violations.first() {
            let mut broken = broken.lock().unwrap();
            broken.get_or_insert((scenario.clone(), violation.invariant));
        }
        outcomes.lock().unwrap().push(outcome);
    });
    if let Some((scenario, invariant)) = broken.into_inner().unwrap() {
        let short = shrink(&scenario, invariant, None);
        let violations = simulate(&short, None).violations;
        panic!(
            "{invariant:?} is broken: {violations:?}\n{}",
            short.describe()
        );
    }
    outcomes.into_inner().unwrap()
}

#[test]
fn no_promise_is_broken_in_any_of_sixteen_seeds() {
    let scenarios: Vec<_> = (1..=16)
        .map(|seed| Scenario::of(seed, Rates::MIXED))
        .collect();
    let outcomes = hold(&scenarios);
    let faults: usize = outcomes.iter().map(|outcome| outcome.faults.len()).sum();
    assert!(faults > 500, "{faults} faults are no rough faults");
    let doubled: usize = outcomes.iter().map(|outcome| outcome.doubled).sum();
    let mails: usize = outcomes.iter().map(|outcome| outcome.mails).sum();
    assert!(
        doubled * 100 <= mails,
        "{doubled} of {mails} mails were sent twice"
    );
}

#[test]
fn the_same_seed_is_the_same_run() {
    for seed in [3, 5, 8] {
        let scenario = Scenario::of(seed, Rates::MIXED);
        let (first, second) = (simulate(&scenario, None), simulate(&scenario, None));
        assert_eq!(first, second, "seed {seed}");
        assert!(!first.faults.is_empty());
    }
}

#[test]
fn nothing_is_lost_and_nobody_escalated_twice_under_errors_lost_answers_and_crashes() {
    let scenarios: Vec<_> = (0..1)
        .map(|seed| Scenario::busy(seed, Rates::FIGURES, 20))
        .collect();
    let outcomes = hold(&scenarios);
    let tickets: usize = outcomes.iter().map(|outcome| outcome.tickets).sum();
    assert!(tickets > 15, "{tickets} tickets");
}

#[test]
fn an_index_that_is_up_to_15_minutes_behind_misses_nothing() {
    let scenarios: Vec<_> = (0..4)
        .map(|seed| Scenario::of(seed, Rates::LAGGING))
        .collect();
    let outcomes = hold(&scenarios);
    assert!(
        outcomes
            .iter()
            .map(|outcome| outcome.faults.len())
            .sum::<usize>()
            > 20
    );
}

#[test]
fn a_function_may_die_at_any_of_a_sample_of_its_calls() {
    let scenario = Scenario::whole_life();
    let calm = simulate(&scenario, None);
    assert_eq!(calm.violations, []);
    let all = crash_points(&calm.calls);
    assert!(all.len() > 300, "{} places to die at", all.len());
    let singles = all
        .iter()
        .step_by(all.len() / 8)
        .map(|stop| with_crashes(&scenario, [*stop]));
    let doubles =
        pairs(&all, all.len() * all.len() / 2 / 3).map(|pair| with_crashes(&scenario, pair));
    hold(&singles.chain(doubles).collect::<Vec<_>>());
}

#[test]
fn twenty_sweeps_at_once_after_an_outage_of_the_schedules_break_each_promise_once() {
    let open = |customer| ScenarioStep::Open {
        desk: 3,
        customer,
        words: 0,
    };
    let race = ScenarioStep::Race {
        ticket: 0,
        actions: [ScenarioAction::Note, ScenarioAction::Note],
        sweeps: 20,
    };
    let scenario = Scenario {
        steps: vec![
            open(0),
            open(1),
            open(2),
            ScenarioStep::Stall { minutes: 300 },
            race.clone(),
            race,
        ],
        ..Scenario::whole_life()
    };
    let outcomes = hold(&[scenario]);
    assert_eq!(outcomes[0].doubled, 0);
    assert!(outcomes[0].mails > 6, "{} mails", outcomes[0].mails);
}

/// The others take many seeds: `cargo run --profile simulation -p simulation -- check` tries all.
#[test]
fn a_seeded_bug_is_caught() {
    for mutation in [
        Mutation::FactsLost,
        Mutation::EntryLate,
        Mutation::MarkedBeforeSent,
    ] {
        assert!(simulation::caught(mutation).is_some(), "{mutation:?}");
    }
}

/// Nothing is broken by them; so nothing else would tell if they were not seeded.
#[test]
fn a_bug_behind_a_second_guard_is_really_seeded() {
    for mutation in Mutation::GUARDED {
        let mut seeds = 1..=20;
        let changes = |seed| simulate(&Scenario::of(seed, Rates::MIXED), Some(mutation)).mutated;
        assert!(seeds.any(|seed| changes(seed) > 0), "{mutation:?}");
    }
}

#[test]
fn a_scenario_that_fails_is_shortened_to_a_few_steps() {
    let mutation = Some(Mutation::EntryDropped);
    let long = Scenario::of(1, Rates::MIXED);
    let broken = simulate(&long, mutation)
        .violations
        .first()
        .unwrap()
        .invariant;
    let short = shrink(&long, broken, mutation);
    assert!(short.steps.len() <= 2, "{}", short.describe());
    let again = simulate(&short, mutation).violations;
    assert!(again.iter().any(|violation| violation.invariant == broken));
    assert!(matches!(short.faults, FaultSource::Listed(_)));
}

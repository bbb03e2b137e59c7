//! The promises of the desk, in all weathers: bounded here, as long as you like by `cargo run -p simulation`.
#![expect(clippy::unwrap_used, reason = "a run that cannot go on ends its test")]
use std::sync::Mutex;

use simulation::crash::{pairs, stopped, stops};
use simulation::{
    Deed, Invariant, Outcome, Rates, Sabotage, Source, Step, Story, shrink, simulate, simulate_all,
};

/// Runs all of them; the first one that breaks a promise is told, made short, and fails the test.
fn hold(stories: &[Story]) -> Vec<Outcome> {
    let outcomes = Mutex::new(Vec::new());
    let broken: Mutex<Option<(Story, Invariant)>> = Mutex::new(None);
    simulate_all(stories, None, &|story, outcome| {
        if let Some(violation) = outcome.violations.first() {
            let mut broken = broken.lock().unwrap();
            broken.get_or_insert((story.clone(), violation.invariant));
        }
        outcomes.lock().unwrap().push(outcome);
    });
    if let Some((story, invariant)) = broken.into_inner().unwrap() {
        let short = shrink(&story, invariant, None);
        let violations = simulate(&short, None).violations;
        panic!("{invariant:?} is broken: {violations:?}\n{}", short.told());
    }
    outcomes.into_inner().unwrap()
}

#[test]
fn no_promise_is_broken_in_any_of_sixteen_seeds() {
    let stories: Vec<_> = (1..=16).map(|seed| Story::of(seed, Rates::ROUGH)).collect();
    let outcomes = hold(&stories);
    let faults: usize = outcomes.iter().map(|outcome| outcome.faults.len()).sum();
    assert!(faults > 500, "{faults} faults are no rough weather");
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
        let story = Story::of(seed, Rates::ROUGH);
        let (first, second) = (simulate(&story, None), simulate(&story, None));
        assert_eq!(first, second, "seed {seed}");
        assert!(!first.faults.is_empty());
    }
}

#[test]
fn nothing_is_lost_and_nobody_escalated_twice_under_errors_lost_answers_and_deaths() {
    let stories: Vec<_> = (0..1)
        .map(|seed| Story::busy(seed, Rates::FIGURES, 20))
        .collect();
    let outcomes = hold(&stories);
    let tickets: usize = outcomes.iter().map(|outcome| outcome.tickets).sum();
    assert!(tickets > 15, "{tickets} tickets");
}

#[test]
fn an_index_that_is_up_to_15_minutes_behind_misses_nothing() {
    let stories: Vec<_> = (0..4).map(|seed| Story::of(seed, Rates::LAGGING)).collect();
    let outcomes = hold(&stories);
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
    let story = Story::whole_life();
    let calm = simulate(&story, None);
    assert_eq!(calm.violations, []);
    let all = stops(&calm.calls);
    assert!(all.len() > 300, "{} places to die at", all.len());
    let singles = all
        .iter()
        .step_by(all.len() / 8)
        .map(|stop| stopped(&story, [*stop]));
    let doubles = pairs(&all, all.len() * all.len() / 2 / 3).map(|pair| stopped(&story, pair));
    hold(&singles.chain(doubles).collect::<Vec<_>>());
}

#[test]
fn twenty_sweeps_at_once_after_an_outage_of_the_schedules_break_each_promise_once() {
    let open = |customer| Step::Open {
        desk: 3,
        customer,
        words: 0,
    };
    let race = Step::Race {
        ticket: 0,
        deeds: [Deed::Note, Deed::Note],
        sweeps: 20,
    };
    let story = Story {
        steps: vec![
            open(0),
            open(1),
            open(2),
            Step::Stall { minutes: 300 },
            race.clone(),
            race,
        ],
        ..Story::whole_life()
    };
    let outcomes = hold(&[story]);
    assert_eq!(outcomes[0].doubled, 0);
    assert!(outcomes[0].mails > 6, "{} mails", outcomes[0].mails);
}

/// The others take many seeds: `cargo run --profile simulation -p simulation -- check` tries all.
#[test]
fn a_mistake_put_in_on_purpose_is_caught() {
    for mistake in [
        Sabotage::FactsLost,
        Sabotage::EntryLate,
        Sabotage::MarkedBeforeSent,
    ] {
        assert!(simulation::caught(mistake).is_some(), "{mistake:?}");
    }
}

#[test]
fn a_story_that_fails_is_told_by_a_few_steps() {
    let mistake = Some(Sabotage::EntryDropped);
    let long = Story::of(1, Rates::ROUGH);
    let broken = simulate(&long, mistake)
        .violations
        .first()
        .unwrap()
        .invariant;
    let short = shrink(&long, broken, mistake);
    assert!(short.steps.len() <= 2, "{}", short.told());
    let again = simulate(&short, mistake).violations;
    assert!(again.iter().any(|violation| violation.invariant == broken));
    assert!(matches!(short.weather, Source::Listed(_)));
}

//! Properties of a merge: for any two lives before and after it, no promise is lost or doubled.
use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::clock::next_due;
use crate::lifecycle::properties::{Life, act, policy};
use crate::lifecycle::{FactBody, commands, facts, fold_all};
use crate::ticket::{Actor, Clock};

fn stories() -> impl Strategy<Value = Vec<(i64, bool, Act)>> {
    prop::collection::vec((0_i64..2_000, any::<bool>(), act()), 0..16)
}

fn command(cause: &str, now: Instant) -> Command {
    Command {
        by: Actor::Agent {
            id: "a".to_owned(),
            level: 1,
        },
        occurred_at: now,
        late_reason: None,
        cause: cause.to_owned(),
        act: Act::MergeInto(commands::MergeInto {
            other: "survivor".to_owned(),
        }),
    }
}

fn side<'l>(name: &'l str, life: &'l Life) -> MergeSide<'l> {
    MergeSide {
        name,
        state: &life.state,
        policy: policy(),
    }
}

fn merged(other: &Life, survivor: &Life, cause: &str) -> Result<Option<MergeResult>, Refusal> {
    let now = other.now.max(survivor.now);
    let (other, survivor) = (side("other", other), side("survivor", survivor));
    merge(other, survivor, &command(cause, now), now)
}

fn open_clocks(state: &State) -> BTreeMap<String, Clock> {
    let open = state.clocks.iter();
    let open = open.filter(|clock| clock.met_at.is_none() && clock.canceled.is_none());
    open.map(|clock| (clock.metric.clone(), clock.clone()))
        .collect()
}

fn take(life: &mut Life, decision: Decision, now: Instant) {
    life.facts.extend(decision.facts);
    life.state = decision.state;
    life.now = now;
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_command_sequence_with_merges_loses_or_doubles_a_clock(
        first in stories(),
        second in stories(),
        after in stories(),
    ) {
        let (mut other, mut survivor) = (Life::through(first), Life::through(second));
        let (was, had) = (other.state.clone(), survivor.state.clone());
        let promised = open_clocks(&was);
        let Ok(Some(both)) = merged(&other, &survivor, "merge") else {
            return Ok(());
        };
        let now = other.now.max(survivor.now);
        take(&mut other, both.other, now);
        take(&mut survivor, both.survivor, now);
        prop_assert!(open_clocks(&other.state).is_empty());
        let unmet = was.clocks.iter().filter(|clock| clock.met_at.is_none()).count();
        let canceled = other.state.clocks.iter().filter(|clock| clock.canceled.is_some()).count();
        prop_assert_eq!(unmet, canceled);
        let goes_on = open_clocks(&survivor.state);
        for (metric, clock) in &promised {
            let fulfilled = had.clocks.iter().any(|own| own.metric == *metric && own.met_at.is_some());
            match goes_on.get(metric) {
                Some(own) => prop_assert!(own.started_at <= clock.started_at),
                None => prop_assert!(fulfilled, "{metric} is lost"),
            }
        }
        prop_assert_eq!(survivor.state.opened_at, had.opened_at.min(was.opened_at));
        let rank = |state: &State| policy().priority_rank(state.subject.priority.as_deref().unwrap());
        prop_assert_eq!(rank(&survivor.state), rank(&had).min(rank(&was)));

        for (minutes, staff, act) in after {
            survivor.live(minutes, staff, act.clone());
            other.live(minutes, staff, act);
        }
        prop_assert_eq!(next_due(&other.state, policy()), None);
        prop_assert_eq!(other.facts.last().unwrap().body.kind(), "merged_into");
        let mut metrics: Vec<_> = survivor.state.clocks.iter().map(|clock| &clock.metric).collect();
        metrics.dedup();
        prop_assert_eq!(metrics.len(), survivor.state.clocks.len());
        prop_assert_eq!(fold_all(&survivor.facts, policy()), Some(survivor.state));
        prop_assert_eq!(fold_all(&other.facts, policy()), Some(other.state));
    }

    #[test]
    fn a_step_that_was_taken_on_either_ticket_of_one_start_is_not_taken_again(
        first in stories(),
        after in stories(),
    ) {
        // Both begin at the same instant, so what one has said of a promise holds for the other.
        let (mut other, mut survivor) = (Life::through(first), Life::begin());
        let Ok(Some(both)) = merged(&other, &survivor, "merge") else {
            return Ok(());
        };
        let now = other.now;
        let done: BTreeMap<String, std::collections::BTreeSet<usize>> = open_clocks(&other.state)
            .into_iter()
            .filter(|(_, clock)| clock.cycle == 1)
            .map(|(metric, clock)| (metric, clock.steps_done))
            .collect();
        take(&mut other, both.other, now);
        take(&mut survivor, both.survivor, now);
        for (minutes, staff, act) in after {
            survivor.live(minutes, staff, act);
        }
        // A breach of the survivor's own is news: its steps are told, also where the other's were.
        let breaks = |metric: &str| survivor.facts.iter().any(|fact| {
            matches!(&fact.body, FactBody::Breached(breached) if breached.metric == metric && breached.cycle == 1)
        });
        let anew: Vec<_> = done.keys().filter(|metric| breaks(metric)).cloned().collect();
        for fact in &survivor.facts {
            if let FactBody::Escalated(facts::Escalated { metric, cycle: 1, steps, .. }) = &fact.body
                && let Some(done) = done.get(metric)
            {
                // The first step of this policy's ladders is the only one before due.
                let twice = |step: &&usize| done.contains(*step) && (**step == 0 || !anew.contains(metric));
                prop_assert!(!steps.iter().any(|step| twice(&step)), "{metric} {steps:?}");
            }
        }
    }

    #[test]
    fn merging_twice_into_itself_or_into_what_has_ended_is_refused(first in stories()) {
        let mut other = Life::through(first);
        let survivor = Life::begin();
        let Ok(Some(both)) = merged(&other, &survivor, "merge") else {
            return Ok(());
        };
        let now = other.now;
        take(&mut other, both.other, now);
        prop_assert_eq!(merged(&other, &survivor, "merge"), Ok(None));
        let again = merged(&other, &survivor, "again").unwrap_err();
        prop_assert_eq!(again, Refusal::Merged { into: "survivor".to_owned() });
        let back = merged(&survivor, &other, "back").unwrap_err();
        prop_assert_eq!(back.field(), Some("into"));
    }
}

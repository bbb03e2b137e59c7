//! The account of a merge: which clocks go over, from when, and what was told of them already.
use super::account::{Account, Life, Still};
use super::clock::{Clock, End};
use super::minutes::Minute;

impl Account {
    /// Another ticket goes on in this one.
    pub(crate) fn merges(&mut self, other: &mut Self, now: Minute) {
        other.declare(now, now);
        self.declare(now, now);
        let promised: Vec<_> = other
            .clocks
            .iter()
            .filter(|(_, clock)| clock.is_open() && other.life != Life::Merged)
            .map(|(name, clock)| (*name, clock.clone()))
            .collect();
        for clock in other
            .clocks
            .values_mut()
            .filter(|clock| clock.met.is_none())
        {
            if clock.ends.iter().all(|(_, end)| *end == End::Own) {
                clock.ends.push((now, End::GoesOn));
            }
        }
        let before = other.stills.iter().filter(|still| still.from < self.opened);
        let until = self.opened;
        let before: Vec<_> = before
            .map(|still| Still {
                to: Some(still.to.map_or(until, |to| to.min(until))),
                ..*still
            })
            .collect();
        other.enter(Life::Closed, now);
        other.life = Life::Merged;
        self.stills.splice(0..0, before);
        for (name, theirs) in &promised {
            self.take_over(name, theirs.start);
        }
        for (name, clock) in &mut self.clocks {
            if *name != "answer" && clock.cycle == 1 && clock.met.is_none() {
                clock.start = clock.start.min(other.opened);
            }
        }
        self.opened = self.opened.min(other.opened);
        self.count();
        for (name, theirs) in &promised {
            if let Some(clock) = self.clocks.get_mut(name)
                && clock.met.is_none()
                && clock.start == theirs.start
            {
                let told = theirs
                    .declared
                    .filter(|told| clock.due.is_some_and(|due| due < *told));
                clock.declared = clock.declared.or(told);
            }
        }
    }

    fn take_over(&mut self, name: &'static str, start: Minute) {
        let clock = self
            .clocks
            .entry(name)
            .or_insert_with(|| Clock::begins(1, start));
        if clock.is_open() {
            clock.start = clock.start.min(start);
        } else if clock.met.is_none() || name == "answer" {
            *clock = Clock::begins(clock.cycle + 1, start);
        }
    }
}

//! The account that the oracle keeps of one ticket: its own clocks, by counting minutes.
use std::collections::BTreeMap;

use super::acts::Deed;
use super::clock::{Clock, End, Standing};
use super::minutes::{Minute, Stretch, after};

/// Minutes within which a ticket that is reopened goes on with its clocks: two days.
const REOPEN_WITHIN: Minute = 2 * 24 * 60;
/// Minutes within which an act is entered without a reason.
const BACKDATING: Minute = 15;

/// The metrics of the policy, with their open minutes.
pub(crate) const METRICS: [(&str, i64); 4] = [
    ("first_response", 120),
    ("resolution", 480),
    ("update", 240),
    ("answer", 180),
];

/// The hours that an agent of a level commits to.
pub(crate) fn committed_by(level: u8) -> u32 {
    if level == 1 { 3 } else { 20 }
}

/// A stretch in which the ticket stood in a status other than open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Still {
    pub(super) from: Minute,
    pub(super) to: Option<Minute>,
    /// It waited for its requester, which only the resolution heeds.
    pub(super) waiting: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Life {
    Open,
    Waiting,
    Resolved,
    Closed,
    Merged,
}

/// One act as the oracle sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Act {
    pub(crate) deed: Deed,
    /// When it was done.
    pub(crate) at: Minute,
    /// When it was entered.
    pub(crate) now: Minute,
    pub(crate) level: u8,
    pub(crate) with_reason: bool,
}

/// One ticket.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(super) opened: Minute,
    pub(super) life: Life,
    resolved: Option<Minute>,
    ended: Option<Minute>,
    pub(super) stills: Vec<Still>,
    last_word: Option<Minute>,
    /// The minutes that an agent committed to, in the place of the resolution's own.
    committed: Option<i64>,
    pub(super) clocks: BTreeMap<&'static str, Clock>,
    /// The breaches that are to be declared by now, by metric.
    pub(crate) declared: BTreeMap<&'static str, usize>,
    /// The breaches that are withdrawn by now.
    pub(crate) withdrawn: usize,
}

impl Account {
    pub(crate) fn opens(opened: Minute) -> Self {
        let begins = METRICS.iter().filter(|(name, _)| *name != "answer");
        let mut account = Self {
            opened,
            life: Life::Open,
            resolved: None,
            ended: None,
            stills: Vec::new(),
            last_word: None,
            committed: None,
            clocks: begins
                .map(|(name, _)| (*name, Clock::begins(1, opened)))
                .collect(),
            declared: BTreeMap::new(),
            withdrawn: 0,
        };
        account.count();
        account
    }

    pub(crate) fn is_live(&self) -> bool {
        matches!(self.life, Life::Open | Life::Waiting)
    }

    pub(crate) fn is_merged(&self) -> bool {
        self.life == Life::Merged
    }

    /// How each clock stands, and its due minute while it is open.
    pub(crate) fn standings(
        &self,
        now: Minute,
    ) -> BTreeMap<&'static str, (Standing, Option<Minute>)> {
        let seen = self.resolved.map_or(now, |resolved| resolved.min(now));
        let standing = |clock: &Clock| {
            let due = clock.due.filter(|_| clock.is_open());
            (clock.standing(seen), due)
        };
        let clocks = self.clocks.iter();
        clocks
            .map(|(name, clock)| (*name, standing(clock)))
            .collect()
    }

    /// The clocks that run and have not told: each with the minute after which it must.
    pub(crate) fn to_tell(&self, now: Minute) -> Vec<(&'static str, Minute)> {
        let open = self.clocks.iter().filter(|(_, clock)| clock.is_open());
        let silent = open.filter(|(_, clock)| self.is_live() && clock.declared.is_none());
        silent
            .filter_map(|(name, clock)| Some((*name, clock.due?.max(now))))
            .collect()
    }

    /// Whether the act is taken at all; one that is not changes nothing.
    pub(crate) fn takes(&self, act: &Act) -> bool {
        let answers = matches!(
            act.deed,
            Deed::Reply | Deed::Resolve | Deed::Close | Deed::CloseAsked
        );
        let bound = self.last_word.filter(|_| answers).unwrap_or(self.opened);
        let in_time = act.now - act.at <= BACKDATING || act.with_reason;
        let dated = act.at >= bound.max(self.opened) && in_time;
        let stands = match act.deed {
            Deed::Reply | Deed::Wait | Deed::Resume | Deed::Resolve | Deed::Commit => {
                self.is_live()
            }
            Deed::RequesterReply | Deed::Close | Deed::CloseAsked => {
                self.is_live() || self.life == Life::Resolved
            }
            Deed::Reopen => matches!(self.life, Life::Resolved | Life::Closed),
            Deed::Withdraw => act.level >= 2 && !self.is_merged() && self.may_be_withdrawn(),
            Deed::Merge => self.is_live() || self.life == Life::Resolved,
        };
        dated && stands
    }

    fn may_be_withdrawn(&self) -> bool {
        let Some(clock) = self.clocks.get("resolution") else {
            return false;
        };
        let later = clock.is_open()
            && clock
                .due
                .is_some_and(|due| clock.declared.is_some_and(|told| due > told));
        clock.is_broken() && (clock.was_kept() || later)
    }

    /// Lets an act happen that is taken.
    pub(crate) fn follow(&mut self, act: &Act) {
        let before = self.clone();
        let is_late = act.now - act.at > BACKDATING;
        self.declare(if is_late { act.now } else { act.at }, act.now);
        let at = act.at;
        match act.deed {
            Deed::Reply => self.reply(at),
            Deed::RequesterReply => self.requester_writes(at),
            Deed::Wait if self.life == Life::Waiting => *self = before.clone(),
            Deed::Wait => self.enter(Life::Waiting, at),
            Deed::Resume if self.life == Life::Open => *self = before.clone(),
            Deed::Resume => self.enter(Life::Open, at),
            Deed::Resolve => self.resolve(at),
            Deed::Reopen => self.reopen(at),
            Deed::Close => self.close(at, End::Unanswered),
            Deed::CloseAsked => self.close(at, End::Settled),
            Deed::Commit => self.committed = Some(i64::from(committed_by(act.level)) * 60),
            Deed::Withdraw => self.withdraw(),
            Deed::Merge => {}
        }
        self.count();
        if act.level >= 2 && act.with_reason && matches!(act.deed, Deed::Reply | Deed::Resolve) {
            self.withdraw_disproved(&before);
        }
    }

    /// The scan: what was due before `until` and not kept is declared broken.
    pub(crate) fn declare(&mut self, until: Minute, now: Minute) {
        if !self.is_live() {
            return;
        }
        for (name, clock) in &mut self.clocks {
            let is_due = clock.due.is_some_and(|due| due < until);
            if clock.is_open() && clock.declared.is_none() && is_due {
                clock.declared = Some(now);
                *self.declared.entry(name).or_insert(0) += 1;
            }
        }
    }

    fn reply(&mut self, at: Minute) {
        for (name, clock) in &mut self.clocks {
            let earlier = *name == "first_response" && clock.met.is_some_and(|met| at < met);
            if !(clock.is_open() || earlier && clock.ends.is_empty()) || *name == "resolution" {
                continue;
            }
            let met = at.max(clock.start);
            clock.met = Some(met);
            if *name == "update" {
                *clock = Clock::begins(clock.cycle + 1, met);
            }
        }
    }

    fn requester_writes(&mut self, at: Minute) {
        self.last_word = self.last_word.max(Some(at));
        if self.life == Life::Waiting {
            self.enter(Life::Open, at);
        }
        let cycle = match self.clocks.get("answer") {
            None => Some(1),
            Some(clock) => (!clock.is_open()).then_some(clock.cycle + 1),
        };
        if let Some(cycle) = cycle {
            self.clocks.insert("answer", Clock::begins(cycle, at));
        }
        self.count();
        if self.life == Life::Resolved {
            self.reopen(at);
        }
    }

    pub(super) fn enter(&mut self, life: Life, at: Minute) {
        if let Some(last) = self.stills.last_mut().filter(|last| last.to.is_none()) {
            last.to = Some(at.max(last.from));
        }
        if life != Life::Open {
            let waiting = life == Life::Waiting;
            self.stills.push(Still {
                from: at,
                to: None,
                waiting,
            });
        }
        self.life = life;
    }

    fn resolve(&mut self, at: Minute) {
        for (name, clock) in &mut self.clocks {
            if !clock.is_open() {
                continue;
            }
            match *name {
                "resolution" => clock.met = Some(at.max(clock.start)),
                "update" | "answer" => clock.ends.push((at, End::Own)),
                _ => {}
            }
        }
        self.enter(Life::Resolved, at);
        self.resolved = Some(at);
        self.ended = Some(at);
    }

    fn close(&mut self, at: Minute, end: End) {
        let (seen, end) = self
            .resolved
            .map_or((at, end), |resolved| (resolved, End::Settled));
        for clock in self.clocks.values_mut().filter(|clock| clock.met.is_none()) {
            if clock.ends.iter().all(|(_, end)| *end == End::Own) {
                clock.ends.push((seen, end));
            }
        }
        self.enter(Life::Closed, at);
        self.ended = self.resolved.or(Some(at));
    }

    fn reopen(&mut self, at: Minute) {
        let ended = self.ended.take().unwrap_or(at);
        self.enter(Life::Open, at);
        self.resolved = None;
        if at > ended + REOPEN_WITHIN {
            self.begin_again(at);
            return;
        }
        for (name, clock) in &mut self.clocks {
            let was_open = clock.is_open();
            if *name == "resolution" && clock.met.is_some_and(|met| met >= ended) {
                clock.met = None;
            }
            clock
                .ends
                .retain(|(at, end)| *at < ended || *end == End::GoesOn);
            if clock.is_open() && !was_open {
                clock.goes_on();
            }
        }
    }

    fn begin_again(&mut self, at: Minute) {
        self.stills.clear();
        self.committed = None;
        for (name, clock) in &mut self.clocks {
            match *name {
                "answer" if clock.start < at => clock.ends.push((at, End::GoesOn)),
                "answer" => {}
                _ => *clock = Clock::begins(clock.cycle + 1, at),
            }
        }
    }

    fn withdraw(&mut self) {
        if let Some(clock) = self.clocks.get_mut("resolution") {
            self.withdrawn += 1;
            clock.withdrawn = true;
            if clock.is_open() {
                clock.goes_on();
            }
        }
    }

    fn withdraw_disproved(&mut self, before: &Self) {
        for (name, clock) in &mut self.clocks {
            let known = before.clocks.get(name);
            let known = known.is_some_and(|known| known.cycle == clock.cycle && known.was_kept());
            if clock.is_broken() && clock.was_kept() && !known {
                clock.withdrawn = true;
                self.withdrawn += 1;
            }
        }
    }

    /// Counts the due minute of each clock that is open.
    pub(super) fn count(&mut self) {
        let stills = self.stills.clone();
        for (name, clock) in &mut self.clocks {
            let minutes = METRICS.iter().find(|(metric, _)| metric == name);
            let counted = |still: &&Still| match still.waiting {
                true => *name == "resolution",
                false => still.to.is_some(),
            };
            let still: Vec<Stretch> = stills
                .iter()
                .filter(counted)
                .map(|still| (still.from, still.to))
                .collect();
            if let Some((_, minutes)) = minutes.filter(|_| clock.is_open()) {
                let committed = self.committed.filter(|_| *name == "resolution");
                clock.due = after(clock.start, committed.unwrap_or(*minutes), &still);
            }
        }
    }
}

//! Audiences of a contract: the words that each reads, and the sections that are for it alone.
use super::page::PagePart;
use crate::policy::{
    Atom, CalendarRule, Condition, Key, Ladder, Metric, Policy, Slots, StepAt, Words,
};
use crate::time::Amount;

/// The policy and the locale in which its own words are chosen.
#[derive(Clone, Copy)]
pub(super) struct Terms<'p> {
    pub(super) policy: &'p Policy,
    pub(super) locale: &'p str,
}

impl<'p> Terms<'p> {
    pub(super) fn words(&self, words: &'p Words) -> &'p str {
        self.policy.words(words, self.locale)
    }

    /// The name of a plan, type or priority; its id where the policy gives it none.
    pub(super) fn name_of(&self, key: &Key, id: &str) -> String {
        let policy = self.policy;
        let plan = policy.plans.get(id).map(|plan| (Key::Plan, &plan.name));
        let known = policy.types.get(id).map(|known| (Key::Type, &known.name));
        let mut priorities = policy.priorities.iter();
        let priority = priorities.find(|priority| priority.id == id);
        let priority = priority.map(|priority| (Key::Priority, &priority.name));
        let mut named = [plan, known, priority].into_iter().flatten();
        let words = named.find(|(of, _)| of == key).map(|(_, name)| name);
        let name = words.map_or("", |words| self.words(words));
        if name.is_empty() { id } else { name }.to_owned()
    }
}

/// Headings of the sections that every audience reads.
#[derive(Clone, Copy)]
pub(super) enum Heading<'t> {
    Hours,
    Promises,
    Priorities,
    /// The ladder of these metrics.
    Escalation(&'t str),
    Readings,
}

/// Columns of the tables that every audience reads.
#[derive(Clone, Copy)]
pub(super) enum Column {
    Plan,
    Type,
    Priority,
    Calendar,
    Open,
    Zone,
    Closed,
    Means,
    When,
    For,
    Level,
    Tells,
    Copy,
    Id,
    Source,
    Reading,
}

/// Several parts of a page, or why they cannot be written.
pub(super) type Written<A> = Result<Vec<PagePart>, <A as Audience>::Error>;

/// One line or cell of a page, or why it cannot be written.
pub(super) type Wording<A> = Result<String, <A as Audience>::Error>;

/// The reader of a contract: wording of all that the renderer walks over.
pub(super) trait Audience {
    /// The reason why a word can be missing; there is none where no locale file is asked.
    type Error;
    /// Joins the comparisons of a condition.
    const AND: &'static str;
    /// Authors see that no hours are declared; customers are spared an empty table.
    const SHOWS_EMPTY_HOURS: bool;

    fn terms(&self) -> Terms<'_>;
    fn language(&self) -> &str;
    fn sees(&self, metric: &Metric) -> bool;

    fn intro(&self) -> Wording<Self>;
    fn heading(&self, of: Heading<'_>) -> Wording<Self>;
    fn column(&self, column: Column) -> Wording<Self>;
    fn metric(&self, name: &str) -> String;
    fn role(&self, role: &str) -> String;

    fn around_the_clock(&self) -> Wording<Self>;
    /// Weekdays from the first to the last, Monday being 0.
    fn days(&self, first: usize, last: usize) -> Wording<Self>;
    fn zone(&self, rule: &CalendarRule) -> Wording<Self>;
    fn closed(&self, rule: &CalendarRule) -> Wording<Self>;

    fn amount(&self, amount: &Amount) -> Wording<Self>;
    /// An amount, with the calendar that counts it where one does.
    fn amount_in(&self, amount: &Amount, calendar: Option<&str>) -> Wording<Self>;
    fn nothing(&self) -> Wording<Self>;
    fn slots(&self, times: &str, slots: &Slots) -> Wording<Self>;
    fn band(&self, difficulty: &str, from: String, to: String) -> Wording<Self>;
    fn committed(&self, bands: String) -> Wording<Self>;
    /// A promise that holds only under a further condition.
    fn if_also(&self, promise: String, condition: String) -> Wording<Self>;
    fn atom(&self, atom: &Atom) -> Wording<Self>;
    /// The tickets of a step or a notice.
    fn condition(&self, when: &Condition) -> Wording<Self>;

    fn step_at(&self, at: &StepAt) -> Wording<Self>;
    fn before_steps(&self, ladder: &Ladder) -> Result<Option<String>, Self::Error>;
    fn after_steps(&self, ladder: &Ladder) -> Result<Option<String>, Self::Error>;

    /// Sections of this audience alone, between the priorities and the ladders.
    fn before_ladders(&self) -> Written<Self>;
    /// Limits, shares and credits.
    fn measures(&self) -> Written<Self>;
    /// Sections of this audience alone, between the ladders and the readings.
    fn after_ladders(&self) -> Written<Self>;
    /// Sections of this audience alone, at the end.
    fn closing(&self) -> Written<Self>;

    /// The comparisons of a condition that `wanted` picks; a condition that is more than a list of
    /// comparisons stands as written.
    fn atoms(&self, when: &Condition, wanted: impl Fn(&Key) -> bool) -> Wording<Self> {
        let text = when.to_string();
        if text.contains(" or ") || text.contains("not ") {
            return Ok(text);
        }
        let atoms = when.atoms().into_iter().filter(|atom| wanted(&atom.key));
        let atoms: Result<Vec<_>, _> = atoms.map(|atom| self.atom(atom)).collect();
        Ok(atoms?.join(Self::AND))
    }
}

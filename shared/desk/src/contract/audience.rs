//! Audiences of a contract: the words that each reads, and the sections that are for it alone.
use super::grid::Offer;
use super::page::PagePart;
use crate::policy::{AddOn, Condition, Intended, Key, Ladder, Metric, Policy, StepAt, Words};
use crate::time::SeasonDates;

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

    /// The name of a plan, add-on, type, priority or area; its id where the policy gives it none.
    pub(super) fn name_of(&self, key: &Key, id: &str) -> String {
        let policy = self.policy;
        let named = match key {
            Key::Plan => policy.plans.get(id).map(|plan| &plan.name),
            Key::AddOn => policy.add_ons.get(id).map(|add_on| &add_on.name),
            Key::Type => policy.types.get(id).map(|known| &known.name),
            Key::Area => policy.areas.get(id).map(|area| &area.name),
            Key::Priority | Key::RequestedPriority => {
                let mut priorities = policy.priorities.iter();
                let known = priorities.find(|priority| priority.id == id);
                known.map(|priority| &priority.name)
            }
            Key::Channel
            | Key::Status
            | Key::Level
            | Key::Difficulty
            | Key::Impact
            | Key::Urgency
            | Key::Locale
            | Key::Milestone
            | Key::Fact
            | Key::Organisation(_)
            | Key::Contact(_)
            | Key::Field(_)
            | Key::Answer(_) => None,
        };
        let name = named.map_or("", |words| self.words(words));
        if name.is_empty() { id } else { name }.to_owned()
    }
}

/// Headings of the sections that every audience reads.
#[derive(Clone, Copy)]
pub(super) enum Heading<'t> {
    Priorities,
    AddOns,
    Contacts,
    /// The ladder of these metrics.
    Escalation(&'t str),
    Readings,
}

/// Columns of the tables that every audience reads.
#[derive(Clone, Copy)]
pub(super) enum Column {
    Priority,
    Means,
    When,
    For,
    Level,
    Tells,
    Copy,
    AddOn,
    Changes,
    Address,
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
    /// Authors meet ids, and columns that are empty; customers are spared both.
    const SHOWS_ALL: bool;

    fn terms(&self) -> Terms<'_>;
    fn language(&self) -> &str;
    fn sees(&self, metric: &Metric) -> bool;

    fn intro(&self) -> Wording<Self>;
    fn heading(&self, of: Heading<'_>) -> Wording<Self>;
    fn column(&self, column: Column) -> Wording<Self>;
    fn metric(&self, name: &str) -> String;
    fn role(&self, role: &str) -> String;
    /// A key that a table of contacts goes by, and one of its values.
    fn key(&self, key: &Key) -> Wording<Self>;
    fn value(&self, key: &Key, id: &str) -> String;

    fn around_the_clock(&self) -> Wording<Self>;
    /// Weekdays from the first to the last, Monday being 0.
    fn days(&self, first: usize, last: usize) -> Wording<Self>;
    /// What is open between two dates; empty where nothing is.
    fn season(&self, dates: &SeasonDates, open: String) -> Wording<Self>;
    fn hours_of(&self, calendar: &str) -> Wording<Self>;
    fn add_on(&self, id: &str, add_on: &AddOn) -> Wording<Self>;

    /// A name, and what is said of it.
    fn labeled(&self, label: String, value: String) -> Wording<Self>;
    /// A promise without its condition.
    fn promise(&self, metric: &Metric, offer: &Offer<'_>) -> Wording<Self>;
    /// The tickets of a step or a notice.
    fn condition(&self, when: &Condition) -> Wording<Self>;
    /// A cell of the table of contacts; empty where nobody is told.
    fn contact(&self, address: Option<&str>) -> Wording<Self>;
    /// The reason why something is meant as it stands.
    fn intended(&self, intended: &Intended) -> Wording<Self>;

    fn step_at(&self, at: &StepAt) -> Wording<Self>;
    fn before_steps(&self, ladder: &Ladder) -> Result<Option<String>, Self::Error>;
    fn after_steps(&self, ladder: &Ladder) -> Result<Option<String>, Self::Error>;

    /// When the desk works, and how time is counted.
    fn hours(&self) -> Written<Self>;
    /// Each metric with what it promises to which tickets.
    fn promises(&self) -> Written<Self>;
    /// Sections of this audience alone, between the priorities and the ladders.
    fn before_ladders(&self) -> Written<Self>;
    /// Limits, shares and credits.
    fn measures(&self) -> Written<Self>;
    /// Sections of this audience alone, between the ladders and the readings.
    fn after_ladders(&self) -> Written<Self>;
    /// Sections of this audience alone, at the end.
    fn closing(&self) -> Written<Self>;
}

//! Conditions in words: for each key a phrase that follows the word "tickets".
use super::Customer;
use crate::contract::audience::{Audience, Wording};
use crate::policy::{Clause, Comparison, Condition, Key};

impl Customer<'_> {
    /// `with priority Urgent and reported by phone`
    pub(super) fn clause(&self, when: &Condition) -> Wording<Self> {
        self.part(&when.clause(), Place::Alone)
    }

    fn part(&self, clause: &Clause, place: Place) -> Wording<Self> {
        match clause {
            Clause::Always => self.plain("all-tickets"),
            Clause::All(parts) => self.parts("list-and", parts, place),
            Clause::Any(parts) => self.parts("list-or", parts, place),
            Clause::Is(key, values) => self.about(key, "cond", self.one_of(key, values)?),
            Clause::IsNot(key, values) => self.about(key, "cond-not", self.one_of(key, values)?),
            Clause::Arrived(arrival, true) => self.arrival(arrival),
            Clause::Arrived(arrival, false) => {
                self.with("cond-not", "condition", self.arrival(arrival)?)
            }
            Clause::Compare(key, order, bound) => {
                let id = match order {
                    Comparison::Less => "less-than",
                    Comparison::AtMost => "at-most",
                    Comparison::More => "more-than",
                    Comparison::AtLeast => "at-least",
                };
                let value = self.with(id, "n", bound.to_string())?;
                self.about(key, "cond", value)
            }
        }
    }

    fn parts(&self, joint: &str, parts: &[Clause], place: Place) -> Wording<Self> {
        let words: Result<Vec<_>, _> = parts
            .iter()
            .map(|part| self.part(part, Place::Among))
            .collect();
        let list = self.list(joint, &words?)?;
        Ok(match place {
            Place::Alone => list,
            Place::Among => format!("({list})"),
        })
    }

    fn one_of(&self, key: &Key, values: &[String]) -> Wording<Self> {
        let values: Result<Vec<_>, _> = values.iter().map(|id| self.within(key, id)).collect();
        self.list("list-or", &values?)
    }

    /// A value as it stands within a phrase: a channel takes its preposition with it, words of the desk's own
    /// stand in quotes.
    fn within(&self, key: &Key, id: &str) -> Wording<Self> {
        let name = self.value(key, id);
        match key {
            Key::Channel => match self.sentences.known(&format!("by-{}", dashed(id))) {
                Some(way) => Ok(way),
                None => self.with("by-other", "name", name),
            },
            Key::Answer(_) | Key::Field(_) | Key::Status | Key::Milestone => {
                self.with("quoted-word", "word", name)
            }
            Key::Plan
            | Key::AddOn
            | Key::Type
            | Key::Priority
            | Key::RequestedPriority
            | Key::Area
            | Key::Level
            | Key::Difficulty
            | Key::Impact
            | Key::Urgency
            | Key::Locale
            | Key::Fact
            | Key::Organisation(_)
            | Key::Contact(_) => Ok(name),
        }
    }

    /// The phrase of a key, from the messages that begin with `kind`.
    fn about(&self, key: &Key, kind: &str, value: String) -> Wording<Self> {
        let (id, name) = match key {
            Key::Plan => ("plan", None),
            Key::AddOn => ("add-on", None),
            Key::Type => ("type", None),
            Key::Priority => ("priority", None),
            Key::Area => ("area", None),
            Key::Channel => ("channel", None),
            Key::Status => ("status", None),
            Key::Level => ("level", None),
            Key::Difficulty => ("difficulty", None),
            Key::Impact => ("impact", None),
            Key::Urgency => ("urgency", None),
            Key::Locale => ("locale", None),
            Key::Milestone => ("milestone", None),
            Key::Fact => ("fact", None),
            Key::RequestedPriority => ("requested", None),
            Key::Organisation(name) => ("organisation", Some(self.label("attribute", name))),
            Key::Contact(name) => ("contact", Some(self.label("attribute", name))),
            Key::Field(name) => ("field", Some(self.label("field", name))),
            Key::Answer(id) => ("answer", Some(self.question(id))),
        };
        let mut values = vec![("value", value.into())];
        values.extend(name.map(|name| ("name", name.into())));
        self.sentences.format(&format!("{kind}-{id}"), &values)
    }

    /// A question in its own words.
    fn question(&self, id: &str) -> String {
        let mut questions = self.terms.policy.classify.questions.iter();
        let known = questions.find(|question| question.id == id);
        let text = known.map_or("", |question| self.terms.words(&question.text));
        if text.is_empty() {
            id.replace('_', " ")
        } else {
            text.to_owned()
        }
    }

    /// The words for a value; what neither the policy nor the locale names stands as its id says it.
    pub(super) fn named(&self, key: &Key, id: &str) -> String {
        match key {
            Key::Plan
            | Key::AddOn
            | Key::Type
            | Key::Area
            | Key::Priority
            | Key::RequestedPriority => {
                let name = self.terms.name_of(key, id);
                if name == id {
                    id.replace('_', " ")
                } else {
                    name
                }
            }
            Key::Channel => self.label("channel", id),
            Key::Status => self.label("status", id),
            Key::Difficulty => self.label("difficulty", id),
            Key::Locale => self.label("language", id),
            Key::Fact => self.label("event", id),
            Key::Milestone => self.label("milestone", id),
            Key::Level | Key::Impact | Key::Urgency => self.label("value", id),
            Key::Organisation(name) | Key::Contact(name) if name == "country" => id.to_uppercase(),
            Key::Organisation(_) | Key::Contact(_) | Key::Field(_) | Key::Answer(_) => {
                self.label("value", id)
            }
        }
    }

    /// `a, b and c`
    pub(super) fn list(&self, joint: &str, words: &[String]) -> Wording<Self> {
        Ok(match words {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => {
                let first = first.join(", ");
                let values = [("first", first.into()), ("last", last.as_str().into())];
                self.sentences.format(joint, &values)?
            }
        })
    }
}

/// Whether a clause stands alone or among others, where it takes brackets.
#[derive(Clone, Copy)]
enum Place {
    Alone,
    Among,
}

pub(super) fn dashed(id: &str) -> String {
    id.to_lowercase().replace('_', "-")
}

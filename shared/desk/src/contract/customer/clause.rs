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
            Clause::Is(key, values) => self.is(key, values),
            Clause::IsNot(key, values) => {
                let condition = self.is(key, values)?;
                self.with("cond-not", "condition", condition)
            }
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
                self.about(key, value)
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

    fn is(&self, key: &Key, values: &[String]) -> Wording<Self> {
        let values: Vec<_> = values.iter().map(|id| self.within(key, id)).collect();
        let value = self.list("list-or", &values)?;
        self.about(key, value)
    }

    /// A value as it stands within a phrase: a channel takes its preposition with it.
    fn within(&self, key: &Key, id: &str) -> String {
        let name = self.value(key, id);
        if *key != Key::Channel {
            return name;
        }
        let way = self.sentences.known(&format!("by-{}", dashed(id)));
        way.unwrap_or_else(|| {
            let other = self.with("by-other", "name", name.clone());
            other.unwrap_or(name)
        })
    }

    fn about(&self, key: &Key, value: String) -> Wording<Self> {
        let named = |id: &str, name: String| {
            let values = [("name", name.into()), ("value", value.clone().into())];
            self.sentences.format(id, &values)
        };
        let id = match key {
            Key::Plan => "cond-plan",
            Key::AddOn => "cond-add-on",
            Key::Type => "cond-type",
            Key::Priority => "cond-priority",
            Key::Area => "cond-area",
            Key::Channel => "cond-channel",
            Key::Status => "cond-status",
            Key::Level => "cond-level",
            Key::Difficulty => "cond-difficulty",
            Key::Impact => "cond-impact",
            Key::Urgency => "cond-urgency",
            Key::Locale => "cond-locale",
            Key::Milestone => "cond-milestone",
            Key::Fact => "cond-fact",
            Key::RequestedPriority => "cond-requested",
            Key::Organisation(name) => {
                return named("cond-organisation", self.label("attribute", name));
            }
            Key::Contact(name) => return named("cond-contact", self.label("attribute", name)),
            Key::Field(name) => return named("cond-field", self.label("field", name)),
            Key::Answer(id) => return named("cond-answer", self.question(id)),
        };
        self.with(id, "value", value)
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
            Key::Channel => self
                .own_words(id)
                .unwrap_or_else(|| self.label("channel", id)),
            Key::Status => self.label("status", id),
            Key::Difficulty => self.label("difficulty", id),
            Key::Locale => self.label("language", id),
            Key::Fact => self.label("event", id),
            Key::Milestone | Key::Level | Key::Impact | Key::Urgency => self.label("value", id),
            Key::Organisation(name) | Key::Contact(name) if name == "country" => id.to_uppercase(),
            Key::Organisation(_) | Key::Contact(_) | Key::Field(_) | Key::Answer(_) => {
                self.label("value", id)
            }
        }
    }

    /// The words that the policy's texts have for a channel or calendar of its own.
    pub(super) fn own_words(&self, id: &str) -> Option<String> {
        let words = self.terms.policy.texts.get(id)?;
        Some(self.terms.words(words).to_owned())
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

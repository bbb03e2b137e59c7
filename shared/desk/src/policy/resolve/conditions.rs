//! Reads conditions, and checks that each of their comparisons asks for a name that the policy has.
use super::names::Silence;
use super::near::{is_time_of_year, near_arrival, near_condition};
use super::reader::{ListsOfHolidays, Purpose, Reader, strings};
use crate::policy::file::{Or, SymbolKind, When};
use crate::policy::syntax::{
    Arrival, At, Atom, Condition, ConditionError, Key, Node, PLAIN_KEYS, Suggestion,
};

impl Reader<'_> {
    /// A condition; without one it always holds.
    pub(super) fn condition(&mut self, when: Option<When<'_>>) -> Condition {
        let Some(When { node, text, .. }) = when else {
            return Condition::always();
        };
        match Condition::parse(text) {
            Ok(condition) => {
                for atom in condition.atoms() {
                    self.atom(atom, node, text);
                }
                for arrival in condition.arrivals() {
                    self.arrival(arrival, node, text);
                }
                condition
            }
            // A value that a comma has cut is told of already.
            Err(_) if self.found.has_error_at(node.at) => Condition::always(),
            Err(error) => {
                let at = node.inside(error.column() - 1);
                let near = near_arrival(text).or_else(|| near_condition(text));
                let help = if let Some(near) = &near {
                    near
                } else if matches!(error, ConditionError::Limit { .. }) {
                    "set an attribute of the organisation when it is used up, and ask that: `organisation.budget = used`"
                } else if text.contains('[') {
                    "write round brackets, as in `priority in (p1 p2)`"
                } else {
                    "a condition reads `plan = gold and priority in (high, urgent)`"
                };
                self.found.error(at, error.to_string(), help);
                Condition::always()
            }
        }
    }

    /// Checks that a question about the arrival names what the policy has.
    fn arrival(&mut self, arrival: &Arrival, node: &Node, text: &str) {
        if let Arrival::OnHoliday(list) = arrival {
            self.holidays = ListsOfHolidays::AskedFor;
            if let Some(list) = list {
                let at = value_at(node, text, 0, list);
                self.known(SymbolKind::Holidays, list, at);
            } else if self.names.of(SymbolKind::Holidays).is_empty() {
                let message = "the policy has no list of holidays";
                self.found
                    .error(node.at, message, "add `holidays:` with the dates");
            }
        }
        if let Some(calendar) = arrival.calendar() {
            let at = value_at(node, text, 0, calendar);
            let is_time_of_year = is_time_of_year(calendar);
            if is_time_of_year && !self.names.has(SymbolKind::Calendar, calendar) {
                let message = format!(
                    "there is no calendar `{calendar}`, and no other way to ask for a time of the year"
                );
                let help =
                    "declare a calendar that is open then alone, by `seasons`, and ask for it";
                self.found.error(at, message, help);
            } else {
                self.known(SymbolKind::Calendar, calendar, at);
            }
        }
    }

    /// The condition of an exception.
    pub(super) fn exception(&mut self, unless: Option<When<'_>>) -> Option<Condition> {
        let unless = unless?;
        self.purpose = Purpose::Except;
        let condition = self.condition(Some(unless));
        self.purpose = Purpose::Select;
        Some(condition)
    }

    /// Checks that a comparison asks for something that can be.
    fn atom(&mut self, atom: &Atom, node: &Node, text: &str) {
        let key = atom.key.to_string();
        let start = text.find(&key).unwrap_or(0);
        let kind = match &atom.key {
            Key::Plan => SymbolKind::Plan,
            Key::AddOn => SymbolKind::AddOn,
            Key::Type => SymbolKind::Type,
            Key::Priority | Key::RequestedPriority => SymbolKind::Priority,
            Key::Area => SymbolKind::Area,
            Key::Channel => SymbolKind::Channel,
            Key::Status => SymbolKind::Status,
            Key::Difficulty => SymbolKind::Difficulty,
            Key::Locale => SymbolKind::Locale,
            Key::Milestone => SymbolKind::Milestone,
            Key::Fact => SymbolKind::Fact,
            Key::Impact => SymbolKind::Impact,
            Key::Urgency => SymbolKind::Urgency,
            Key::Answer(id) => return self.answer(id, atom, node, (text, start)),
            Key::Level | Key::Organisation(_) | Key::Contact(_) | Key::Field(_) => return,
        };
        // Without a matrix, impact and urgency are answers of the author's own words.
        if matches!(kind, SymbolKind::Impact | SymbolKind::Urgency)
            && self.names.of(kind).is_empty()
        {
            return;
        }
        for value in atom.test.named() {
            let at = value_at(node, text, start + key.len(), value);
            let slip = || Suggestion::of(value, self.names.of(kind)).is_near();
            if self.purpose == Purpose::Except && !self.names.has(kind, value) && !slip() {
                let message = format!(
                    "there is no {} `{value}`: this excepts nothing",
                    kind.what()
                );
                self.found
                    .warning(at, message, "declare it, or remove the exception");
            } else {
                self.known(kind, value, at);
            }
        }
    }

    fn answer(&mut self, id: &str, atom: &Atom, node: &Node, (text, start): (&str, usize)) {
        let at = node.inside(text.get(..start).map_or(0, |before| before.chars().count()));
        if !self.names.has(SymbolKind::Question, id) {
            if self.names.silence(SymbolKind::Question) == Some(Silence::Told) {
                return;
            }
            let mut known: Vec<_> = PLAIN_KEYS.iter().map(|key| (*key).to_owned()).collect();
            known.extend_from_slice(self.names.of(SymbolKind::Question));
            self.found
                .unknown(at, SymbolKind::Question.what(), id, &known);
            return;
        }
        let asked = self.file.classify.as_ref().and_then(|all| all.ask.as_ref());
        let mut options = match asked.and_then(|ask| ask.get(id)) {
            Some(Or::Full(question)) => strings(question.options.as_ref()),
            Some(Or::Short(_)) | None => Vec::new(),
        };
        if options.is_empty() {
            options = vec!["yes".to_owned(), "no".to_owned()];
        }
        for value in atom
            .test
            .named()
            .iter()
            .filter(|value| !options.contains(value))
        {
            let at = value_at(node, text, start + id.len(), value);
            self.found.unknown(at, "answer", value, &options);
        }
    }
}

/// The place of a value in a condition, looked for after the byte `from`.
fn value_at(node: &Node, text: &str, from: usize, value: &str) -> At {
    let rest = text.get(from..).unwrap_or_default();
    let offset = rest.find(value).map_or(0, |at| from + at);
    node.inside(
        text.get(..offset)
            .map_or(0, |before| before.chars().count()),
    )
}

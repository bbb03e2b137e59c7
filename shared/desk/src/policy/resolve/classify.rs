//! Compiles classification, rules after intake, and assumptions.
use crate::policy::model::{
    Assumption, Classification, ClassifyRule, Matrix, Phrases, Question, Rule, Words,
};
use crate::policy::syntax::{Condition, Name, Node, Origin, PLAIN_KEYS, Suggestion};
use std::collections::BTreeMap;

use super::reader::{Reader, string, strings};
use crate::policy::file::{
    self, Anything, Automatic, List, NameOf, Or, SymbolKind, Text, Truth, Wording, names,
};

impl Reader<'_> {
    pub(super) fn classification(&mut self) -> Classification {
        let Some(section) = &self.file.classify else {
            return Classification::default();
        };
        let default = section.default.as_ref();
        let default_type = self.name(default.and_then(|set| set.r#type));
        let priority = default.and_then(|set| set.priority);
        let default_priority = self.name(priority);
        let default_area = self.name(default.and_then(|set| set.area));
        self.priorities_that_types_have(&Condition::always(), priority);
        let rules = section
            .rules
            .as_ref()
            .map_or(&[][..], |rules| &rules.0.items);
        let says = self.sayings(section.says.as_ref(), rules);
        let questions = section.ask.iter().flatten();
        Classification {
            default_type,
            default_priority,
            default_area,
            questions: questions
                .map(|(id, question)| self.question(id, question))
                .collect(),
            rules: self.classify_rules(rules, &says),
            says,
            matrix: section.matrix.as_ref().map(|matrix| self.matrix(matrix)),
            automatic_counts: section.automatic == Some(Automatic::Counts),
        }
    }

    fn question(&mut self, id: &Name, question: &file::Question<'_>) -> Question {
        let (text, options) = match question {
            Or::Short(text) => (self.words(Wording(text.node)), Vec::new()),
            Or::Full(question) => {
                let text = question.text.map(|text| self.words(text));
                let mut text = text.unwrap_or_default();
                for (locale, words) in &question.per_locale {
                    self.in_locale(locale, words.text, &mut text);
                }
                (text, strings(question.options.as_ref()))
            }
        };
        if PLAIN_KEYS.contains(&id.text.as_str()) {
            let message = format!("`{}` is a key of every ticket", id.text);
            self.found
                .error(id.at, message, "give the question another id");
        }
        if text.is_empty() {
            self.found
                .error(id.at, "this question has no words", "write `{ en: … }`");
        }
        Question {
            id: id.text.clone(),
            text,
            options,
        }
    }

    /// The words of a question in one more language.
    fn in_locale(&mut self, locale: &Name, words: &str, text: &mut Words) {
        if self.names.has(SymbolKind::Locale, &locale.text)
            || self.names.silence(SymbolKind::Locale).is_some()
        {
            text.insert(locale.text.clone(), words.to_owned());
            return;
        }
        let mut known = self.names.of(SymbolKind::Locale).to_vec();
        known.extend(["options", "text"].map(str::to_owned));
        let what = "key or locale of a question";
        self.found.unknown(locale.at, what, &locale.text, &known);
    }

    fn classify_rules(
        &mut self,
        items: &[file::ClassifyRule<'_>],
        says: &BTreeMap<String, Phrases>,
    ) -> Vec<ClassifyRule> {
        let mut rules: Vec<ClassifyRule> = Vec::new();
        for item in items {
            let set = item.set.as_ref();
            let priority = set.and_then(|set| set.priority);
            let rule = ClassifyRule {
                id: self.unique_id(item.id, rules.iter().map(|rule| rule.id.as_str())),
                when: self.condition(item.when),
                phrases: self.phrases(item.phrases.as_ref()),
                says: self.saying_names(item.says.as_ref(), says),
                unless: self.saying_names(item.unless.as_ref(), says),
                sure: item.sure != Some(Truth::No),
                set_type: self.name(set.and_then(|set| set.r#type)),
                set_priority: self.name(priority),
                set_area: self.name(set.and_then(|set| set.area)),
                line: item.node.at.line,
            };
            match rule.set_type {
                Some(_) => self.priority_of_type(&rule, priority),
                None => self.priorities_that_types_have(&rule.when, priority),
            }
            if self.origin == Origin::Draft {
                self.unreachable(&rule, rules.as_slice(), item.node);
            }
            rules.push(rule);
        }
        rules
    }

    /// Warns of a rule after one that always decides the same things.
    fn unreachable(&mut self, rule: &ClassifyRule, before: &[ClassifyRule], node: &Node) {
        let sets = |r: &ClassifyRule| {
            [
                r.set_type.is_some(),
                r.set_priority.is_some(),
                r.set_area.is_some(),
            ]
        };
        let covers = |earlier: &ClassifyRule| {
            let all = sets(rule)
                .iter()
                .zip(sets(earlier))
                .all(|(later, first)| !later || first);
            let same = earlier.when == rule.when
                && earlier.phrases == rule.phrases
                && earlier.says == rule.says
                && earlier.unless == rule.unless;
            all && (same || (earlier.when.is_always() && !earlier.reads()))
        };
        if let Some(earlier) = before.iter().find(|earlier| covers(earlier)) {
            let message = format!(
                "`{}` is never reached: `{}` decides first",
                rule.id, earlier.id
            );
            self.found
                .warning(node.at, message, "move it up or remove it");
        }
    }

    fn priority_of_type(
        &mut self,
        rule: &ClassifyRule,
        written: Option<NameOf<'_, names::Priority>>,
    ) {
        let (Some(ticket_type), Some(priority), Some(written)) =
            (&rule.set_type, &rule.set_priority, written)
        else {
            return;
        };
        let types = self.file.types.as_ref();
        let Some(of_type) = types.and_then(|types| types.get(ticket_type)) else {
            return;
        };
        let known = strings(of_type.priorities.as_ref());
        if !known.contains(priority) {
            let what = format!("priority of the type `{ticket_type}` called");
            self.found.unknown(written.at(), &what, priority, &known);
        }
    }

    fn unique_id<'r>(
        &mut self,
        id: Option<Text<'_>>,
        mut taken: impl Iterator<Item = &'r str>,
    ) -> String {
        let Some(id) = id else { return String::new() };
        if taken.any(|other| other == id.text) {
            let message = format!("the id `{}` is taken", id.text);
            self.found.error(id.at(), message, "give it another");
        }
        id.text.to_owned()
    }

    fn matrix(&mut self, matrix: &file::Matrix<'_>) -> Matrix {
        let impact = strings(matrix.impact.as_ref());
        let urgency = strings(matrix.urgency.as_ref());
        let size = format!(
            "it has {} impacts by {} urgencies",
            impact.len(),
            urgency.len()
        );
        let mut priority = Vec::new();
        if let Some(List(rows)) = &matrix.priority {
            if rows.items.len() != impact.len() {
                let message = format!("the matrix has {} rows", rows.items.len());
                self.found.error(rows.node.at, message, size.clone());
            }
            for List(row) in rows {
                if row.items.len() != urgency.len() {
                    let message = format!("this row has {} cells", row.items.len());
                    self.found.error(row.node.at, message, size.clone());
                }
                self.priorities_that_types_have(&Condition::always(), row.into_iter().copied());
                priority.push(self.names_of(Some(row)));
            }
        }
        Matrix {
            impact,
            urgency,
            priority,
        }
    }

    pub(super) fn rules(&mut self) -> Vec<Rule> {
        let mut rules: Vec<Rule> = Vec::new();
        for item in self.file.rules.iter().flatten() {
            let deed = item.r#do.as_ref();
            let raise: i8 = self.number(deed.and_then(|deed| deed.raise)).unwrap_or(0);
            let lower: i8 = self.number(deed.and_then(|deed| deed.lower)).unwrap_or(0);
            let rule = Rule {
                id: self.unique_id(item.id, rules.iter().map(|rule| rule.id.as_str())),
                when: self.condition(item.when),
                after: item.after.and_then(|after| self.amount(after)),
                set_priority: self.name(deed.and_then(|deed| deed.priority)),
                raise_by: raise.saturating_sub(lower),
                set_status: self.name(deed.and_then(|deed| deed.status)),
                notify: self.recipients(deed.and_then(|deed| deed.notify.as_ref())),
                cascade: item.cascade == Some(Truth::Yes),
                line: item.node.at.line,
            };
            self.priorities_that_types_have(&rule.when, deed.and_then(|deed| deed.priority));
            rules.push(rule);
        }
        rules
    }

    pub(super) fn assumptions(&mut self) -> Vec<Assumption> {
        let mut assumptions: Vec<Assumption> = Vec::new();
        for item in self.file.assumptions.iter().flatten() {
            let patches = item.otherwise.as_ref().map_or(&[][..], |all| &all.entries);
            for (path, _) in patches {
                if self.is_told(&path.text) {
                    continue;
                }
                if let Err((part, known)) = self.root.walk(&path.text) {
                    let message = format!("there is nothing at `{}` to flip", path.text);
                    let near = Suggestion::of(&part, &known);
                    let help = near.or("a path reads `metrics.first_response.targets.0.within`");
                    self.found.error(path.at, message, help);
                }
            }
            let otherwise = patches
                .iter()
                .map(|(path, Anything(to))| (path.text.clone(), to.to_json()));
            let assumption = Assumption {
                id: self.unique_id(item.id, assumptions.iter().map(|other| other.id.as_str())),
                source: string(item.source),
                reading: string(item.reading),
                otherwise: otherwise.collect(),
            };
            assumptions.push(assumption);
        }
        assumptions
    }
}

//! Compiles classification, rules after intake, and assumptions.
use crate::policy::model::{
    Assumption, Classification, ClassifyRule, Matrix, Phrases, Question, Rule,
};
use crate::policy::syntax::{Condition, Name, Node, PLAIN_KEYS, Suggestion};
use std::collections::BTreeMap;

use super::reader::{Reader, strings};
use crate::policy::file::SymbolKind;

impl Reader<'_> {
    pub(super) fn classification(&mut self) -> Classification {
        let section = self.section("classify");
        let get = |key: &str| section.and_then(|node| node.get(key));
        let default = get("default");
        let default_type = self.name(SymbolKind::Type, default.and_then(|node| node.get("type")));
        let priority = default.and_then(|node| node.get("priority"));
        let default_priority = self.name(SymbolKind::Priority, priority);
        self.priorities_that_types_have(&Condition::always(), priority);
        let questions = get("ask").map_or(&[][..], Node::entries);
        let rules = get("rules").map_or(&[][..], Node::items);
        let says = self.sayings(get("says"), rules);
        Classification {
            default_type,
            default_priority,
            questions: questions
                .iter()
                .map(|(id, node)| self.question(id, node))
                .collect(),
            rules: self.classify_rules(rules, &says),
            says,
            matrix: get("matrix").and_then(|node| self.matrix(node)),
            automatic_counts: get("automatic").and_then(Node::text) == Some("counts"),
        }
    }

    fn question(&mut self, id: &Name, node: &Node) -> Question {
        let mut text = match node.get("text") {
            Some(text) => self.words(text),
            None if node.is_map() => BTreeMap::new(),
            None => self.words(node),
        };
        for (locale, words) in node.entries() {
            if matches!(locale.text.as_str(), "options" | "text") {
                continue;
            }
            if !self.names.has(SymbolKind::Locale, &locale.text) {
                let mut known = self.names.of(SymbolKind::Locale).to_vec();
                known.extend(["options", "text"].map(str::to_owned));
                let what = "key or locale of a question";
                self.found.unknown(locale.at, what, &locale.text, &known);
            } else if let Some(words) = words.text() {
                text.insert(locale.text.clone(), words.to_owned());
            }
        }
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
            options: strings(node.get("options")),
        }
    }

    fn classify_rules(
        &mut self,
        items: &[Node],
        says: &BTreeMap<String, Phrases>,
    ) -> Vec<ClassifyRule> {
        let mut rules: Vec<ClassifyRule> = Vec::new();
        for node in items {
            let set = node.get("set");
            let get = |key: &str| set.and_then(|set| set.get(key));
            let rule = ClassifyRule {
                id: self.unique_id(node, rules.iter().map(|rule| rule.id.as_str())),
                when: self.condition(node.get("when")),
                phrases: self.phrases(node.get("phrases")),
                says: self.saying_names(node.get("says"), says),
                unless: self.saying_names(node.get("unless"), says),
                sure: !matches!(node.get("sure").and_then(Node::text), Some("false" | "no")),
                set_type: self.name(SymbolKind::Type, get("type")),
                set_priority: self.name(SymbolKind::Priority, get("priority")),
                set_area: self.name(SymbolKind::Area, get("area")),
                line: node.at.line,
            };
            match rule.set_type {
                Some(_) => self.priority_of_type(&rule, get("priority")),
                None => self.priorities_that_types_have(&rule.when, get("priority")),
            }
            self.unreachable(&rule, rules.as_slice(), node);
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

    fn priority_of_type(&mut self, rule: &ClassifyRule, node: Option<&Node>) {
        let (Some(ticket_type), Some(priority), Some(node)) =
            (&rule.set_type, &rule.set_priority, node)
        else {
            return;
        };
        let types = self.section("types");
        let of_type = types.and_then(|types| types.get(ticket_type)?.get("priorities"));
        let known = strings(of_type);
        if !known.contains(priority) {
            let what = format!("priority of the type `{ticket_type}` called");
            self.found.unknown(node.at, &what, priority, &known);
        }
    }

    fn unique_id<'r>(&mut self, node: &Node, mut taken: impl Iterator<Item = &'r str>) -> String {
        let id = strings(node.get("id"))
            .into_iter()
            .next()
            .unwrap_or_default();
        if let (true, Some(at)) = (taken.any(|other| other == id), node.get("id")) {
            self.found
                .error(at.at, format!("the id `{id}` is taken"), "give it another");
        }
        id
    }

    fn matrix(&mut self, node: &Node) -> Option<Matrix> {
        let (impact, urgency) = (strings(node.get("impact")), strings(node.get("urgency")));
        let table = node.get("priority")?;
        let size = format!(
            "it has {} impacts by {} urgencies",
            impact.len(),
            urgency.len()
        );
        if table.items().len() != impact.len() {
            let message = format!("the matrix has {} rows", table.items().len());
            self.found.error(table.at, message, size.clone());
        }
        let mut priority = Vec::new();
        for row in table.items() {
            if row.items().len() != urgency.len() {
                let message = format!("this row has {} cells", row.items().len());
                self.found.error(row.at, message, size.clone());
            }
            self.priorities_that_types_have(&Condition::always(), Some(row));
            priority.push(self.names_of(SymbolKind::Priority, Some(row)));
        }
        Some(Matrix {
            impact,
            urgency,
            priority,
        })
    }

    pub(super) fn rules(&mut self) -> Vec<Rule> {
        let mut rules: Vec<Rule> = Vec::new();
        for node in self.section("rules").map_or(&[][..], Node::items) {
            let deed = node.get("do");
            let get = |key: &str| deed.and_then(|deed| deed.get(key));
            let raise: i8 = self.number(get("raise")).unwrap_or(0);
            let lower: i8 = self.number(get("lower")).unwrap_or(0);
            let rule = Rule {
                id: self.unique_id(node, rules.iter().map(|rule| rule.id.as_str())),
                when: self.condition(node.get("when")),
                after: node.get("after").and_then(|after| self.amount(after)),
                set_priority: self.name(SymbolKind::Priority, get("priority")),
                raise_by: raise.saturating_sub(lower),
                set_status: self.name(SymbolKind::Status, get("status")),
                notify: self.recipients(get("notify")),
                cascade: matches!(
                    node.get("cascade").and_then(Node::text),
                    Some("true" | "yes")
                ),
                line: node.at.line,
            };
            self.priorities_that_types_have(&rule.when, get("priority"));
            rules.push(rule);
        }
        rules
    }

    pub(super) fn assumptions(&mut self) -> Vec<Assumption> {
        let mut assumptions: Vec<Assumption> = Vec::new();
        for node in self.section("assumptions").map_or(&[][..], Node::items) {
            let text = |key: &str| {
                strings(node.get(key))
                    .into_iter()
                    .next()
                    .unwrap_or_default()
            };
            let patches = node.get("otherwise").map_or(&[][..], Node::entries);
            for (path, _) in patches {
                if let Err((part, known)) = self.root.walk(&path.text) {
                    let message = format!("there is nothing at `{}` to flip", path.text);
                    let near = Suggestion::of(&part, &known);
                    let help = near.or("a path reads `metrics.first_response.targets.0.within`");
                    self.found.error(path.at, message, help);
                }
            }
            let otherwise = patches
                .iter()
                .map(|(path, to)| (path.text.clone(), to.to_json()));
            let assumption = Assumption {
                id: self.unique_id(node, assumptions.iter().map(|other| other.id.as_str())),
                source: text("source"),
                reading: text("reading"),
                otherwise: otherwise.collect(),
            };
            assumptions.push(assumption);
        }
        assumptions
    }
}

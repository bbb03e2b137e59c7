//! Names, amounts, conditions and instants of a policy in its reader's words.
use super::Writer;
use crate::mail::{MailError, metric_label, said, status_label};
use crate::policy::{Atom, Condition, Key, StepAt, Test, Words};
use crate::time::Amount;

impl Writer<'_> {
    pub(super) fn words<'w>(&'w self, words: &'w Words) -> &'w str {
        self.policy.words(words, self.locale)
    }

    pub(super) fn metric(&self, name: &str) -> String {
        metric_label(self.locale, name).unwrap_or_else(|_| name.replace('_', " "))
    }

    pub(super) fn status(&self, name: &str) -> String {
        status_label(self.locale, name).unwrap_or_else(|_| name.replace('_', " "))
    }

    pub(super) fn role(&self, role: &str) -> String {
        let known = self.say.known(&format!("role-{}", role.replace('_', "-")));
        known.unwrap_or_else(|| role.replace('_', " "))
    }

    /// An amount, with the calendar that counts it where one does.
    pub(super) fn amount(
        &self,
        amount: &Amount,
        calendar: Option<&str>,
    ) -> Result<String, MailError> {
        let rule = calendar.and_then(|name| self.policy.calendars.get(name));
        let always_open = rule.is_none_or(|rule| rule.hours.always);
        let amount = said(&self.say, amount, always_open)?;
        match calendar.filter(|_| !always_open) {
            Some(calendar) => {
                let values = [("amount", amount.into()), ("calendar", calendar.into())];
                self.say.say("of-calendar", &values)
            }
            None => Ok(amount),
        }
    }

    pub(super) fn step_at(&self, at: &StepAt) -> Result<String, MailError> {
        let after = |id: &str, amount: &Amount| {
            let amount = said(&self.say, amount, false)?;
            self.say.say(id, &[("amount", amount.into())])
        };
        match at {
            StepAt::Share(0) => self.say.say("when-at-once", &[]),
            StepAt::Share(100) => self.say.say("when-due", &[]),
            StepAt::Share(share) => self.say.say("when-share", &[("share", (*share).into())]),
            StepAt::BeforeDue(amount) => after("when-before-due", amount),
            StepAt::AfterDue(amount) => after("when-after-due", amount),
            StepAt::AfterStart(amount) => after("when-after-start", amount),
            StepAt::AfterPrevious(amount) => after("when-after-previous", amount),
        }
    }

    /// `Plan: Gold; Priority: Urgent, High`; what is more than a list of values stands as written.
    pub(super) fn condition(&self, when: &Condition) -> Result<String, MailError> {
        if when.is_always() {
            return self.say.say("all-tickets", &[]);
        }
        self.atoms(when, |_| true)
    }

    /// The comparisons of a condition that `wanted` picks.
    pub(super) fn atoms(
        &self,
        when: &Condition,
        wanted: impl Fn(&Key) -> bool,
    ) -> Result<String, MailError> {
        let text = when.to_string();
        if text.contains(" or ") || text.contains("not ") {
            return Ok(text);
        }
        let atoms = when.atoms().into_iter().filter(|atom| wanted(&atom.key));
        let atoms: Result<Vec<_>, _> = atoms.map(|atom| self.atom(atom)).collect();
        Ok(atoms?.join("; "))
    }

    fn atom(&self, atom: &Atom) -> Result<String, MailError> {
        let columns = [
            (Key::Plan, "col-plan"),
            (Key::Type, "col-type"),
            (Key::Priority, "col-priority"),
        ];
        let column = columns.iter().find(|(key, _)| *key == atom.key);
        let Some((_, column)) = column else {
            return Ok(atom.to_string());
        };
        match &atom.test {
            Test::Equals(_) | Test::In(_) => {
                let values = atom.test.named().iter();
                let values: Vec<_> = values.map(|id| self.value(&atom.key, id)).collect();
                let column = self.say.say(column, &[])?.into();
                let values = [("label", column), ("value", values.join(", ").into())];
                self.say.say("labeled", &values)
            }
            Test::Differs(_) | Test::Compare(..) => Ok(atom.to_string()),
        }
    }

    /// The name of a plan, type or priority.
    pub(super) fn value(&self, key: &Key, id: &str) -> String {
        let policy = self.policy;
        let plan = policy.plans.get(id).map(|plan| (Key::Plan, &plan.name));
        let known = policy.types.get(id).map(|known| (Key::Type, &known.name));
        let mut priorities = policy.priorities.iter();
        let priority = priorities.find(|priority| priority.id == id);
        let priority = priority.map(|priority| (Key::Priority, &priority.name));
        let named = [plan, known, priority].into_iter().flatten();
        let words = named
            .filter(|(of, _)| of == key)
            .map(|(_, name)| name)
            .next();
        let name = words.map_or("", |words| self.words(words));
        if name.is_empty() { id } else { name }.to_owned()
    }
}

//! Sections of a contract that only customers read: needs of tickets, ways to reach the desk, signatures.
use super::Customer;
use crate::contract::audience::{Audience, Wording, Written};
use crate::contract::page::PagePart;
use crate::i18n::{SentenceError, label};
use crate::policy::Proper;

impl Customer<'_> {
    fn titled(&self, id: &str) -> Result<PagePart, SentenceError> {
        self.plain(id).map(PagePart::Heading)
    }

    fn columns(&self, ids: &[&str]) -> Result<Vec<String>, SentenceError> {
        ids.iter().map(|id| self.plain(id)).collect()
    }

    pub(super) fn needs_of_tickets(&self) -> Written<Self> {
        let mut rows = Vec::new();
        let general = self.terms.policy.proper.as_ref();
        if let Some(proper) = general {
            rows.push(vec![self.plain("all-tickets")?, self.needs(proper)?]);
        }
        for known in self.terms.policy.types.values() {
            let mut needs = Vec::new();
            if let Some(proper) = &known.proper {
                needs.push(self.needs(proper)?);
            }
            if let Some(consent) = &known.consent {
                needs.push(match consent.free_minutes {
                    None => self.plain("needs-quote")?,
                    Some(free) => {
                        let free = [("n", i64::from(free).into())];
                        let free = [("amount", self.sentences.format("minutes", &free)?.into())];
                        self.sentences.format("needs-quote-beyond", &free)?
                    }
                });
            }
            if !needs.is_empty() {
                rows.push(vec![
                    self.terms.words(&known.name).to_owned(),
                    needs.join("; "),
                ]);
            }
        }
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let head = self.columns(&["col-type", "col-needs"])?;
        Ok(vec![
            self.titled("page-tickets")?,
            PagePart::Table { head, rows },
        ])
    }

    fn needs(&self, proper: &Proper) -> Wording<Self> {
        let mut needs = Vec::new();
        if !proper.fields.is_empty() {
            let fields = proper.fields.join(", ").replace('_', " ");
            needs.push(
                self.sentences
                    .format("needs-fields", &[("fields", fields.into())])?,
            );
        }
        if proper.attachments > 0 {
            let n = [("n", proper.attachments.into())];
            needs.push(self.sentences.format("needs-attachments", &n)?);
        }
        if let Some(age) = &proper.document_age {
            let age = [("amount", self.amount(age)?.into())];
            needs.push(self.sentences.format("needs-age", &age)?);
        }
        if let Some(what) = &proper.one_per {
            let what = [("what", what.as_str().into())];
            needs.push(self.sentences.format("needs-one-per", &what)?);
        }
        Ok(needs.join("; "))
    }

    pub(super) fn reach(&self) -> Written<Self> {
        let policy = self.terms.policy;
        let mut points = Vec::new();
        if !policy.intake.open_to.is_empty() {
            let others = policy.intake.others.as_ref();
            let others = others.map_or("", |others| self.terms.words(others));
            let groups = policy.intake.open_to.join(", ");
            let values = [("groups", groups.into()), ("others", others.into())];
            points.push(
                self.sentences
                    .format("open-to-only", &values)?
                    .trim()
                    .to_owned(),
            );
        }
        points.push(policy.channels.join(", ").replace('_', " "));
        if let Some(emergency) = &policy.emergency {
            let number = emergency.number.as_str().into();
            let values = [
                ("number", number),
                ("text", self.terms.words(&emergency.text).into()),
            ];
            points.push(self.sentences.format("emergency-number", &values)?);
        }
        let links = policy.links.iter();
        points.extend(links.map(|link| format!("{}: {}", self.terms.words(&link.label), link.url)));
        let mut parts = vec![self.titled("page-reach")?, PagePart::Points(points)];
        let plans: Vec<_> = policy
            .plans
            .values()
            .filter(|plan| !plan.channels.is_empty())
            .collect();
        if !plans.is_empty() {
            let row = |name, channels: &[String]| {
                vec![
                    self.terms.words(name).to_owned(),
                    channels.join(", ").replace('_', " "),
                ]
            };
            let rows = plans
                .iter()
                .map(|plan| row(&plan.name, &plan.channels))
                .collect();
            let head = self.columns(&["col-plan", "col-channels"])?;
            parts.push(PagePart::Table { head, rows });
        }
        Ok(parts)
    }

    pub(super) fn good_to_know(&self) -> Written<Self> {
        let mut points = Vec::new();
        for metric in self
            .terms
            .policy
            .metrics
            .iter()
            .filter(|metric| !metric.internal)
        {
            for status in &metric.pauses {
                let metric_label = self.metric(&metric.name);
                let values = [
                    ("metric", metric_label.into()),
                    ("status", label(&self.sentences, "status", status).into()),
                ];
                points.push(self.sentences.format("pauses-while", &values)?);
            }
        }
        let window = self.amount(&self.terms.policy.changes.reopen_within)?;
        points.push(
            self.sentences
                .format("reopened", &[("amount", window.into())])?,
        );
        Ok(vec![
            self.titled("page-good-to-know")?,
            PagePart::Points(points),
        ])
    }

    pub(super) fn signatures(&self) -> Written<Self> {
        let desk = [(
            "desk",
            self.terms.words(&self.terms.policy.name).to_owned().into(),
        )];
        let lines = vec![
            self.sentences.format("page-for-desk", &desk)?,
            self.plain("page-for-customer")?,
        ];
        Ok(vec![
            self.titled("page-signatures")?,
            PagePart::Signatures(lines),
        ])
    }
}

//! Sections of a contract that only customers read: needs of tickets, ways to reach the desk, signatures.
use super::Customer;
use crate::contract::audience::{Audience, Wording, Written};
use crate::contract::page::PagePart;
use crate::policy::{Key, Proper};

impl Customer<'_> {
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
                rows.push(vec![self.plain_name(&known.name), needs.join("\n")]);
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
            let fields = proper.fields.iter().map(|field| self.label("field", field));
            let fields = self.list("list-and", &fields.collect::<Vec<_>>())?;
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
            let age = [("amount", self.amount(age, true)?.into())];
            needs.push(self.sentences.format("needs-age", &age)?);
        }
        if let Some(what) = &proper.one_per {
            let what = [("what", self.label("field", what).into())];
            needs.push(self.sentences.format("needs-one-per", &what)?);
        }
        Ok(needs.join("\n"))
    }

    pub(super) fn reach(&self) -> Written<Self> {
        let policy = self.terms.policy;
        let mut points = Vec::new();
        if !policy.intake.open_to.is_empty() {
            let others = policy.intake.others.as_ref();
            let others = others.map_or("", |others| self.terms.words(others));
            let groups = policy.intake.open_to.iter();
            let groups: Vec<_> = groups.map(|group| self.label("group", group)).collect();
            let groups = self.list("list-and", &groups)?;
            let values = [("groups", groups.into()), ("others", others.into())];
            let line = self.sentences.format("open-to-only", &values)?;
            points.push(line.trim().to_owned());
        }
        let channels = self.channels(&policy.channels)?;
        let id = if self.plans_open_more() {
            "reach-by-all"
        } else {
            "reach-by"
        };
        let channels = self.with(id, "channels", channels)?;
        let redirect = policy.intake.redirect.as_ref();
        let redirect = redirect.map_or("", |redirect| self.terms.words(redirect));
        points.push(format!("{channels} {redirect}").trim().to_owned());
        if let Some(emergency) = &policy.emergency {
            let mut values = vec![
                ("number", emergency.number.as_str().into()),
                ("text", self.terms.words(&emergency.text).into()),
            ];
            let id = if emergency.when.is_always() {
                "emergency-number"
            } else {
                values.push(("condition", self.clause(&emergency.when)?.into()));
                "emergency-number-if"
            };
            points.push(self.sentences.format(id, &values)?.trim().to_owned());
        }
        for link in &policy.links {
            let label = self.terms.words(&link.label).to_owned();
            let values = [("label", label.into()), ("value", link.url.as_str().into())];
            points.push(self.sentences.format("labeled", &values)?);
        }
        Ok(vec![self.titled("page-reach")?, PagePart::Points(points)])
    }

    /// Whether a plan or an add-on opens channels beside those that are open to everybody.
    fn plans_open_more(&self) -> bool {
        let policy = self.terms.policy;
        let of_plans = policy.plans.values().flat_map(|plan| &plan.channels);
        let of_add_ons = policy.add_ons.values().flat_map(|add_on| &add_on.channels);
        let mut bought = of_plans.chain(of_add_ons);
        bought.any(|channel| !policy.channels.contains(channel))
    }

    /// Channels in the words of the reader.
    pub(super) fn channels(&self, channels: &[String]) -> Wording<Self> {
        let named = channels
            .iter()
            .map(|channel| self.value(&Key::Channel, channel));
        self.list("list-and", &named.collect::<Vec<_>>())
    }

    pub(super) fn good_to_know(&self) -> Written<Self> {
        let policy = self.terms.policy;
        let mut points = Vec::new();
        if policy.priorities.len() > 1 {
            points.extend(self.changing()?);
        }
        let window = self.amount(&policy.changes.reopen_within, true)?;
        points.push(self.with("reopened", "amount", window)?);
        Ok(vec![
            self.titled("page-good-to-know")?,
            PagePart::Points(points),
        ])
    }

    /// Paragraphs of the policy's own, for what no key says.
    pub(super) fn own_terms(&self) -> Vec<PagePart> {
        let terms = self.terms.policy.terms.iter();
        let parts = terms.flat_map(|term| {
            let said = |words| self.terms.words(words).to_owned();
            [
                PagePart::Heading(said(&term.title)),
                PagePart::Line(said(&term.text)),
            ]
        });
        parts.collect()
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

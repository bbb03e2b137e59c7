//! A policy as a page that a customer can read and sign, in one of its languages.
mod cells;
mod hours;
mod sheet;
mod speak;

use crate::mail::MailError;
use crate::mail::Words as Sentences;
use crate::policy::{Ladder, Policy, Proper, Step};

pub use sheet::Page;
use sheet::Part;

/// What the policy promises, to whom, and what happens when it is late.
///
/// Words of the policy are in the locale where it has them, else in its first one. What only staff
/// see stays out: internal metrics, addresses, conditions of classification.
///
/// # Errors
/// [`MailError::Words`] when a locale file is at fault.
pub fn page(policy: &Policy, locale: &str) -> Result<Page, MailError> {
    let writer = Writer {
        policy,
        locale,
        say: Sentences::of(locale)?,
    };
    let mut parts = vec![writer.intro()?];
    parts.extend(writer.hours()?);
    parts.extend(writer.promises()?);
    parts.extend(writer.priorities()?);
    parts.extend(writer.tickets()?);
    parts.extend(writer.reach()?);
    parts.extend(writer.ladders()?);
    parts.extend(writer.good_to_know()?);
    parts.extend(writer.readings()?);
    parts.extend(writer.signatures()?);
    Ok(Page {
        lang: writer.say.tag().to_owned(),
        title: writer.words(&policy.name).to_owned(),
        parts,
    })
}

pub(super) struct Writer<'p> {
    policy: &'p Policy,
    locale: &'p str,
    say: Sentences,
}

type Written = Result<Vec<Part>, MailError>;

impl Writer<'_> {
    fn intro(&self) -> Result<Part, MailError> {
        let policy = self.policy;
        let values = [
            ("desk", self.words(&policy.name).to_owned().into()),
            ("from", policy.effective_from.to_string().into()),
            ("zone", policy.zone.name().into()),
        ];
        self.say.say("page-intro", &values).map(Part::Line)
    }

    fn heading(&self, id: &str) -> Result<Part, MailError> {
        self.say.say(id, &[]).map(Part::Heading)
    }

    fn head(&self, ids: &[&str]) -> Result<Vec<String>, MailError> {
        ids.iter().map(|id| self.say.say(id, &[])).collect()
    }

    fn priorities(&self) -> Written {
        if self.policy.priorities.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.policy.priorities.iter();
        let row = |name, means| vec![self.words(name).to_owned(), self.words(means).to_owned()];
        let rows = rows
            .map(|priority| row(&priority.name, &priority.means))
            .collect();
        let head = self.head(&["col-priority", "col-means"])?;
        Ok(vec![
            self.heading("page-priorities")?,
            Part::Table { head, rows },
        ])
    }

    fn tickets(&self) -> Written {
        let mut rows = Vec::new();
        let general = self.policy.proper.as_ref();
        if let Some(proper) = general {
            rows.push(vec![self.say.say("all-tickets", &[])?, self.needs(proper)?]);
        }
        for known in self.policy.types.values() {
            let mut needs = Vec::new();
            if let Some(proper) = &known.proper {
                needs.push(self.needs(proper)?);
            }
            if let Some(consent) = &known.consent {
                needs.push(match consent.free_minutes {
                    None => self.say.say("needs-quote", &[])?,
                    Some(free) => {
                        let free = [("n", i64::from(free).into())];
                        let free = [("amount", self.say.say("minutes", &free)?.into())];
                        self.say.say("needs-quote-beyond", &free)?
                    }
                });
            }
            if !needs.is_empty() {
                rows.push(vec![self.words(&known.name).to_owned(), needs.join("; ")]);
            }
        }
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let head = self.head(&["col-type", "col-needs"])?;
        Ok(vec![
            self.heading("page-tickets")?,
            Part::Table { head, rows },
        ])
    }

    fn needs(&self, proper: &Proper) -> Result<String, MailError> {
        let mut needs = Vec::new();
        if !proper.fields.is_empty() {
            let fields = proper.fields.join(", ").replace('_', " ");
            needs.push(self.say.say("needs-fields", &[("fields", fields.into())])?);
        }
        if proper.attachments > 0 {
            let n = [("n", proper.attachments.into())];
            needs.push(self.say.say("needs-attachments", &n)?);
        }
        if let Some(age) = &proper.document_age {
            let age = [("amount", self.amount(age, None)?.into())];
            needs.push(self.say.say("needs-age", &age)?);
        }
        if let Some(what) = &proper.one_per {
            let what = [("what", what.as_str().into())];
            needs.push(self.say.say("needs-one-per", &what)?);
        }
        Ok(needs.join("; "))
    }

    fn reach(&self) -> Written {
        let policy = self.policy;
        let mut points = Vec::new();
        if !policy.intake.open_to.is_empty() {
            let others = policy.intake.others.as_ref();
            let others = others.map_or("", |others| self.words(others));
            let groups = policy.intake.open_to.join(", ");
            let values = [("groups", groups.into()), ("others", others.into())];
            points.push(self.say.say("open-to-only", &values)?.trim().to_owned());
        }
        points.push(policy.channels.join(", ").replace('_', " "));
        if let Some(emergency) = &policy.emergency {
            let number = emergency.number.as_str().into();
            let values = [
                ("number", number),
                ("text", self.words(&emergency.text).into()),
            ];
            points.push(self.say.say("emergency-number", &values)?);
        }
        let links = policy.links.iter();
        points.extend(links.map(|link| format!("{}: {}", self.words(&link.label), link.url)));
        let mut parts = vec![self.heading("page-reach")?, Part::Points(points)];
        let plans: Vec<_> = policy
            .plans
            .values()
            .filter(|plan| !plan.channels.is_empty())
            .collect();
        if !plans.is_empty() {
            let row = |name, channels: &[String]| {
                vec![
                    self.words(name).to_owned(),
                    channels.join(", ").replace('_', " "),
                ]
            };
            let rows = plans
                .iter()
                .map(|plan| row(&plan.name, &plan.channels))
                .collect();
            let head = self.head(&["col-plan", "col-channels"])?;
            parts.push(Part::Table { head, rows });
        }
        Ok(parts)
    }

    fn ladders(&self) -> Written {
        let mut parts = Vec::new();
        for (name, ladder) in &self.policy.ladders {
            let metrics = self.policy.metrics.iter();
            let of =
                metrics.filter(|metric| metric.ladder.as_ref() == Some(name) && !metric.internal);
            let of: Vec<_> = of.map(|metric| self.metric(&metric.name)).collect();
            if of.is_empty() {
                continue;
            }
            let values = [("metrics", of.join(", ").into())];
            parts.push(Part::Heading(self.say.say("page-escalation", &values)?));
            parts.extend(self.ladder(ladder)?);
        }
        Ok(parts)
    }

    fn ladder(&self, ladder: &Ladder) -> Written {
        let rows: Result<Vec<_>, _> = ladder.steps.iter().map(|step| self.step(step)).collect();
        let head = self.head(&["col-when", "col-for", "col-level", "col-tells", "col-copy"])?;
        let mut parts = vec![Part::Table { head, rows: rows? }];
        if let Some(quiet) = &ladder.quiet {
            let mut values = vec![("calendar", quiet.outside.as_str().into())];
            let line = match &quiet.unless {
                None => "quiet-outside",
                Some(unless) => {
                    values.push(("condition", self.condition(unless)?.into()));
                    "quiet-outside-unless"
                }
            };
            parts.push(Part::Line(self.say.say(line, &values)?));
        }
        Ok(parts)
    }

    fn step(&self, step: &Step) -> Result<Vec<String>, MailError> {
        let roles = |roles: &[String]| {
            let named: Vec<_> = roles.iter().map(|role| self.role(role)).collect();
            named.join(", ")
        };
        let level = step.raise_to.map(|level| level.to_string());
        Ok(vec![
            self.step_at(&step.at)?,
            self.condition(&step.when)?,
            level.unwrap_or_default(),
            roles(&step.notify),
            roles(&step.cc),
        ])
    }

    fn good_to_know(&self) -> Written {
        let mut points = Vec::new();
        for metric in self.policy.metrics.iter().filter(|metric| !metric.internal) {
            for status in &metric.pauses {
                let label = self.metric(&metric.name);
                let values = [
                    ("metric", label.into()),
                    ("status", self.status(status).into()),
                ];
                points.push(self.say.say("pauses-while", &values)?);
            }
        }
        let window = self.amount(&self.policy.changes.reopen_within, None)?;
        points.push(self.say.say("reopened", &[("amount", window.into())])?);
        Ok(vec![
            self.heading("page-good-to-know")?,
            Part::Points(points),
        ])
    }

    fn readings(&self) -> Written {
        if self.policy.assumptions.is_empty() {
            return Ok(Vec::new());
        }
        let open = self.policy.assumptions.iter();
        let rows =
            open.map(|open| vec![open.id.clone(), open.source.clone(), open.reading.clone()]);
        let rows = rows.collect();
        let head = self.head(&["col-id", "col-source", "col-reading"])?;
        Ok(vec![
            self.heading("page-readings")?,
            Part::Table { head, rows },
        ])
    }

    fn signatures(&self) -> Written {
        let desk = [("desk", self.words(&self.policy.name).to_owned().into())];
        let lines = vec![
            self.say.say("page-for-desk", &desk)?,
            self.say.say("page-for-customer", &[])?,
        ];
        Ok(vec![
            self.heading("page-signatures")?,
            Part::Signatures(lines),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::ticket::story::{everything, shipped};

    #[test]
    fn each_shipped_policy_is_a_page_in_its_own_language() {
        for desk in ["webpro", "wep", "whise", "whitevision", "wotnot"] {
            let policy = shipped(desk);
            let page = page(&policy, &policy.locales[0]).unwrap();
            insta::assert_snapshot!(format!("page_of_{desk}"), page.markdown());
            assert!(page.html().starts_with("<!DOCTYPE html>"), "{desk}");
        }
    }

    #[test]
    fn one_policy_is_a_page_in_each_of_its_languages() {
        let policy = everything();
        for locale in ["en", "nl", "fr"] {
            let page = page(&policy, locale).unwrap();
            insta::assert_snapshot!(format!("page_of_everything_{locale}"), page.markdown());
        }
    }

    #[test]
    fn no_address_of_staff_stands_on_the_page() {
        let policy = shipped("wotnot");
        let text = page(&policy, "en").unwrap().html();
        for address in policy.roles.values() {
            assert!(!text.contains(address), "{address}");
        }
    }
}

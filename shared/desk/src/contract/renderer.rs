//! Renders the contract: a walk over hours, promises, priorities and ladders, in an audience's words.
use super::audience::{Audience, Column, Heading, Wording, Written};
use super::page::{Page, PagePart};
use crate::policy::{Ladder, Policy, Step};

/// The contract for one audience.
pub(super) struct Renderer<A>(pub(super) A);

impl<A: Audience> Renderer<A> {
    /// The whole page.
    pub(super) fn page(&self) -> Result<Page, A::Error> {
        let mut parts = vec![PagePart::Line(self.0.intro()?)];
        parts.extend(self.hours()?);
        parts.extend(self.promises()?);
        parts.extend(self.0.measures()?);
        parts.extend(self.priorities()?);
        parts.extend(self.0.before_ladders()?);
        parts.extend(self.ladders()?);
        parts.extend(self.0.after_ladders()?);
        parts.extend(self.readings()?);
        parts.extend(self.0.closing()?);
        Ok(Page {
            lang: self.0.language().to_owned(),
            title: self.0.terms().words(&self.policy().name).to_owned(),
            parts,
        })
    }

    pub(super) fn policy(&self) -> &Policy {
        self.0.terms().policy
    }

    /// A section that is one table.
    pub(super) fn table(
        &self,
        heading: Heading<'_>,
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    ) -> Written<A> {
        let heading = PagePart::Heading(self.0.heading(heading)?);
        Ok(vec![heading, PagePart::Table { head, rows }])
    }

    pub(super) fn head(&self, columns: &[Column]) -> Result<Vec<String>, A::Error> {
        columns
            .iter()
            .map(|column| self.0.column(*column))
            .collect()
    }

    fn priorities(&self) -> Written<A> {
        let terms = self.0.terms();
        let priorities = &terms.policy.priorities;
        if priorities.is_empty() {
            return Ok(Vec::new());
        }
        let row = |name, means| vec![terms.words(name).to_owned(), terms.words(means).to_owned()];
        let rows = priorities.iter();
        let rows = rows.map(|priority| row(&priority.name, &priority.means));
        let head = self.head(&[Column::Priority, Column::Means])?;
        self.table(Heading::Priorities, head, rows.collect())
    }

    fn ladders(&self) -> Written<A> {
        let mut parts = Vec::new();
        for (name, ladder) in &self.policy().ladders {
            let metrics = self.policy().metrics.iter();
            let of = metrics
                .filter(|metric| metric.ladder.as_ref() == Some(name) && self.0.sees(metric))
                .map(|metric| self.0.metric(&metric.name));
            let of: Vec<_> = of.collect();
            if !of.is_empty() {
                parts.extend(self.ladder(&of.join(", "), ladder)?);
            }
        }
        Ok(parts)
    }

    fn ladder(&self, metrics: &str, ladder: &Ladder) -> Written<A> {
        let mut parts = vec![PagePart::Heading(
            self.0.heading(Heading::Escalation(metrics))?,
        )];
        parts.extend(self.0.before_steps(ladder)?.map(PagePart::Line));
        let head = self.head(&[
            Column::When,
            Column::For,
            Column::Level,
            Column::Tells,
            Column::Copy,
        ])?;
        let rows: Result<Vec<_>, _> = ladder.steps.iter().map(|step| self.step(step)).collect();
        parts.push(PagePart::Table { head, rows: rows? });
        parts.extend(self.0.after_steps(ladder)?.map(PagePart::Line));
        Ok(parts)
    }

    fn step(&self, step: &Step) -> Result<Vec<String>, A::Error> {
        let level = step.raise_to.map(|level| level.to_string());
        Ok(vec![
            self.0.step_at(&step.at)?,
            self.0.condition(&step.when)?,
            level.unwrap_or_default(),
            roles(&self.0, &step.notify),
            roles(&self.0, &step.cc),
        ])
    }

    fn readings(&self) -> Written<A> {
        let assumptions = &self.policy().assumptions;
        if assumptions.is_empty() {
            return Ok(Vec::new());
        }
        let rows = assumptions
            .iter()
            .map(|open| vec![open.id.clone(), open.source.clone(), open.reading.clone()]);
        let head = self.head(&[Column::Id, Column::Source, Column::Reading])?;
        self.table(Heading::Readings, head, rows.collect())
    }
}

/// Roles and addresses as an audience reads them.
pub(super) fn roles(audience: &impl Audience, roles: &[String]) -> String {
    let named: Vec<_> = roles.iter().map(|role| audience.role(role)).collect();
    named.join(", ")
}

/// One line of a list of bands, steps or promises.
pub(super) fn joined<A: Audience>(
    lines: impl Iterator<Item = Wording<A>>,
    with: &str,
) -> Wording<A> {
    let lines: Result<Vec<_>, _> = lines.collect();
    Ok(lines?.join(with))
}

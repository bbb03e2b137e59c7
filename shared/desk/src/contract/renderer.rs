//! Renders the contract: a walk over the compiled policy, in an audience's words.
use super::audience::{Audience, Column, Heading, Wording, Written};
use super::grid::{offer, promises_anything};
use super::page::{Page, PagePart};
use crate::policy::{AddOn, ContactTable, Key, Ladder, Policy, Step, TicketProfile};

/// The contract for one audience.
pub(super) struct Renderer<A>(pub(super) A);

impl<A: Audience> Renderer<A> {
    /// The whole page.
    pub(super) fn page(&self) -> Result<Page, A::Error> {
        let mut parts = vec![PagePart::Line(self.0.intro()?)];
        parts.extend(self.0.hours()?);
        parts.extend(self.0.promises()?);
        parts.extend(self.add_ons()?);
        parts.extend(self.0.measures()?);
        parts.extend(self.priorities()?);
        parts.extend(self.0.before_ladders()?);
        parts.extend(self.ladders()?);
        parts.extend(self.contacts()?);
        parts.extend(self.0.after_ladders()?);
        parts.extend(self.readings()?);
        parts.extend(self.0.closing()?);
        Ok(Page {
            lang: self.0.language().to_owned(),
            title: self.0.terms().words(&self.policy().name).to_owned(),
            parts,
        })
    }

    fn policy(&self) -> &Policy {
        self.0.terms().policy
    }

    /// A section that is one table; columns in which no row says anything are left out for customers.
    fn table(
        &self,
        heading: Heading<'_>,
        columns: &[Column],
        rows: Vec<Vec<String>>,
    ) -> Written<A> {
        let heading = PagePart::Heading(self.0.heading(heading)?);
        Ok(vec![heading, self.rows(columns, rows)?])
    }

    fn rows(&self, columns: &[Column], mut rows: Vec<Vec<String>>) -> Result<PagePart, A::Error> {
        let head: Result<Vec<_>, _> = columns.iter().map(|of| self.0.column(*of)).collect();
        let mut head = head?;
        if !A::SHOWS_ALL {
            let said = |place: usize| {
                let mut cells = rows.iter().filter_map(|row| row.get(place));
                cells.any(|cell| !cell.is_empty())
            };
            let said: Vec<_> = (0..head.len()).map(said).collect();
            for cells in rows.iter_mut().chain([&mut head]) {
                let mut said = said.iter();
                cells.retain(|_| said.next().copied().unwrap_or(true));
            }
        }
        Ok(PagePart::Table { head, rows })
    }

    fn priorities(&self) -> Written<A> {
        let terms = self.0.terms();
        let priorities = &terms.policy.priorities;
        let said = priorities.iter().any(|known| !known.means.is_empty());
        if priorities.is_empty() || !(said || A::SHOWS_ALL) {
            return Ok(Vec::new());
        }
        let rows = priorities.iter().map(|priority| {
            let name = self.0.value(&Key::Priority, &priority.id);
            vec![name, terms.words(&priority.means).to_owned()]
        });
        let columns = [Column::Priority, Column::Means];
        self.table(Heading::Priorities, &columns, rows.collect())
    }

    fn add_ons(&self) -> Written<A> {
        let mut rows = Vec::new();
        for (id, add_on) in &self.policy().add_ons {
            for (condition, change) in self.changes(add_on)? {
                rows.push(vec![self.0.add_on(id, add_on)?, condition, change]);
            }
        }
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let columns = [Column::AddOn, Column::For, Column::Changes];
        self.table(Heading::AddOns, &columns, rows)
    }

    /// What an add-on gives, and to which tickets.
    fn changes(&self, add_on: &AddOn) -> Result<Vec<(String, String)>, A::Error> {
        let mut changes = Vec::new();
        for row in &add_on.hours {
            let condition = self.0.condition(&row.when)?;
            changes.push((condition, self.0.hours_of(&row.calendar)?));
        }
        if !add_on.channels.is_empty() {
            let channels = add_on.channels.iter();
            let channels = channels.map(|channel| self.0.value(&Key::Channel, channel));
            let channels: Vec<_> = channels.collect();
            changes.push((String::new(), channels.join(", ")));
        }
        let any = TicketProfile::default();
        let policy = self.policy();
        let metrics = policy.metrics.iter().filter(|metric| self.0.sees(metric));
        for metric in metrics {
            for row in add_on.targets.get(&metric.name).into_iter().flatten() {
                let Some(offer) = offer(policy, metric, row, &any) else {
                    continue;
                };
                let promise = self.0.promise(metric, &offer)?;
                let change = self.0.labeled(self.0.metric(&metric.name), promise)?;
                changes.push((self.0.condition(&row.when)?, change));
            }
        }
        Ok(changes)
    }

    fn ladders(&self) -> Written<A> {
        let mut parts = Vec::new();
        for (name, ladder) in &self.policy().ladders {
            let metrics = self.policy().metrics.iter();
            let of = metrics
                .filter(|metric| metric.ladder.as_ref() == Some(name) && self.0.sees(metric))
                .filter(|metric| A::SHOWS_ALL || promises_anything(self.policy(), metric))
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
        let columns = [
            Column::When,
            Column::For,
            Column::Level,
            Column::Tells,
            Column::Copy,
        ];
        let all = ladder.own_steps().all(|step| step.when.is_always());
        let steps = ladder.own_steps();
        let rows: Result<Vec<_>, _> = steps
            .map(|step| self.step(step, all && !A::SHOWS_ALL))
            .collect();
        parts.push(self.rows(&columns, rows?)?);
        parts.extend(self.0.after_steps(ladder)?.map(PagePart::Line));
        Ok(parts)
    }

    fn step(&self, step: &Step, for_all: bool) -> Result<Vec<String>, A::Error> {
        let level = step.raise_to.map(|level| level.to_string());
        let condition = if for_all {
            String::new()
        } else {
            self.0.condition(&step.when)?
        };
        Ok(vec![
            self.0.step_at(&step.at)?,
            condition,
            level.unwrap_or_default(),
            roles(&self.0, &step.notify),
            roles(&self.0, &step.cc),
        ])
    }

    fn contacts(&self) -> Written<A> {
        let Some(table) = &self.policy().contacts else {
            return Ok(Vec::new());
        };
        let keys: Vec<_> = table.by.iter().filter_map(|by| Key::named(by)).collect();
        let head: Result<Vec<_>, _> = keys.iter().map(|key| self.0.key(key)).collect();
        let mut head = head?;
        head.push(self.0.column(Column::Address)?);
        let mut rows = Vec::new();
        for (path, address) in in_order(self.policy(), table, &keys) {
            let values = path.iter().zip(&keys);
            let mut row: Vec<_> = values.map(|(id, key)| self.0.value(key, id)).collect();
            row.push(self.0.contact(address)?);
            rows.push(row);
        }
        let heading = PagePart::Heading(self.0.heading(Heading::Contacts)?);
        Ok(vec![heading, PagePart::Table { head, rows }])
    }

    fn readings(&self) -> Written<A> {
        let assumptions = &self.policy().assumptions;
        let intended = self.intended()?;
        if assumptions.is_empty() && intended.is_empty() {
            return Ok(Vec::new());
        }
        let mut columns = vec![Column::Id, Column::Source, Column::Reading];
        let rows = assumptions.iter().map(|open| {
            let mut row = vec![open.id.clone(), open.source.clone(), open.reading.clone()];
            if !A::SHOWS_ALL {
                row.remove(0);
            }
            row
        });
        let rows: Vec<_> = rows.collect();
        if !A::SHOWS_ALL {
            columns.remove(0);
        }
        let head: Result<Vec<_>, _> = columns.iter().map(|of| self.0.column(*of)).collect();
        let mut parts = vec![PagePart::Heading(self.0.heading(Heading::Readings)?)];
        if !rows.is_empty() {
            parts.push(PagePart::Statements { head: head?, rows });
        }
        if !intended.is_empty() {
            parts.push(PagePart::Points(intended));
        }
        Ok(parts)
    }

    /// The reasons of what would be warned of, but for metrics that the audience does not see.
    fn intended(&self) -> Result<Vec<String>, A::Error> {
        let hidden = self.policy().metrics.iter();
        let hidden: Vec<_> = hidden
            .filter(|metric| !self.0.sees(metric))
            .map(|metric| metric.name.as_str())
            .collect();
        let told = self.policy().intended.iter();
        told.filter(|intended| !intended.path.split(", ").any(|name| hidden.contains(&name)))
            .map(|intended| self.0.intended(intended))
            .collect()
    }
}

/// The cells of a table of contacts, priorities in their own order.
fn in_order<'p>(
    policy: &Policy,
    table: &'p ContactTable,
    keys: &[Key],
) -> Vec<(Vec<&'p str>, Option<&'p str>)> {
    let mut cells: Vec<_> = table
        .cells
        .iter()
        .map(|(path, address)| (path.split('/').collect::<Vec<_>>(), address.as_deref()))
        .collect();
    cells.sort_by_key(|(path, _)| {
        let places = path.iter().zip(keys);
        let places =
            places.map(|(id, key)| policy.priority_rank(id).filter(|_| *key == Key::Priority));
        let places: Vec<_> = places.collect();
        (places, path.clone())
    });
    cells
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

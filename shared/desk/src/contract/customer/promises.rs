//! What is promised, a metric at a time: a sentence on its clock, then which tickets are promised what.
use super::Customer;
use crate::contract::audience::{Audience, Wording, Written};
use crate::contract::grid::{Cell, Offer, cell, promises_time};
use crate::contract::kinds::{Kinds, KindsRow, Values};
use crate::contract::page::PagePart;
use crate::i18n::SentenceError;
use crate::policy::{
    CalendarOf, Combine, Event, Key, Metric, Policy, Promise, Repeats, Roll, UntilAgreed,
    promise_matrix,
};

impl Customer<'_> {
    pub(super) fn metrics(&self) -> Written<Self> {
        let mut parts = vec![self.titled("page-promises")?];
        let metrics = self.terms.policy.metrics.iter();
        for metric in metrics.filter(|metric| self.sees(metric)) {
            parts.push(PagePart::Subheading(self.metric(&metric.name)));
            parts.extend(self.metric_parts(metric)?);
        }
        Ok(parts)
    }

    fn metric_parts(&self, metric: &Metric) -> Written<Self> {
        let policy = self.terms.policy;
        let mut kinds = Vec::new();
        let mut most_further = 0;
        for kind in promise_matrix(policy) {
            let cell = cell(policy, metric, &kind);
            most_further = most_further.max(cell.further.len());
            kinds.push((kind, self.cell(metric, &cell)?));
        }
        let mut kinds = Kinds::of(policy, kinds);
        let nothing = self.plain("nothing-promised")?;
        if let ([row], []) = (kinds.rows.as_slice(), kinds.common.as_slice())
            && row.lines == [nothing]
        {
            return Ok(vec![PagePart::Line(self.plain("nothing-promised-at-all")?)]);
        }
        let mut parts = Vec::new();
        if shows_time(policy, metric) {
            parts.push(PagePart::Line(self.clock(metric)?));
        }
        match kinds.rows.as_slice() {
            [row] if kinds.keys.is_empty() => {
                let further = row.lines.iter().skip(1).chain(&kinds.common);
                let mut further: Vec<_> = further.cloned().collect();
                let promise = row.lines.first().cloned().unwrap_or_default();
                if further.is_empty() {
                    let line = self.with("promised", "promise", promise)?;
                    parts.push(PagePart::Line(line));
                } else {
                    further.push(self.with("promised-otherwise", "promise", promise)?);
                    parts.push(PagePart::Points(further));
                }
                kinds.common.clear();
            }
            rows => parts.push(self.table(&kinds, rows)?),
        }
        let mut notes = kinds.common;
        if most_further > 1 {
            notes.push(self.plain(match metric.combine {
                Combine::MostSpecific => "first-applies",
                Combine::Strictest => "earliest-applies",
            })?);
        }
        if !notes.is_empty() {
            parts.push(PagePart::Points(notes));
        }
        parts.extend(self.bands(metric)?);
        Ok(parts)
    }

    fn table(&self, kinds: &Kinds, rows: &[KindsRow]) -> Result<PagePart, SentenceError> {
        let mut head = Vec::new();
        for key in &kinds.keys {
            head.push(self.key(key)?);
        }
        head.push(self.plain("col-promise")?);
        let mut out = Vec::new();
        for row in rows {
            let mut cells = Vec::new();
            for (key, values) in kinds.keys.iter().zip(&row.values) {
                cells.push(match values {
                    Values::All => self.plain("every-value")?,
                    Values::These(these) => self.values(kinds, key, these)?,
                });
            }
            cells.push(row.lines.join("\n"));
            out.push(cells);
        }
        Ok(PagePart::Table { head, rows: out })
    }

    /// Names of values; of a missing priority the types that have none.
    fn values(&self, kinds: &Kinds, key: &Key, values: &[Option<String>]) -> Wording<Self> {
        let names = values.iter().flatten();
        let names: Vec<_> = names.map(|id| self.value(key, id)).collect();
        let mut lines = vec![names.join(", ")];
        if values.iter().any(Option::is_none) {
            lines.push(if kinds.keys.contains(&Key::Type) {
                self.plain("no-priority")?
            } else {
                let types = self.terms.policy.types.iter();
                let without = types.filter(|(_, known)| known.priorities.is_empty());
                let without: Vec<_> = without.map(|(id, _)| self.value(&Key::Type, id)).collect();
                self.with("without-priority", "types", without.join(", "))?
            });
        }
        lines.retain(|line| !line.is_empty());
        Ok(lines.join("\n"))
    }

    /// What starts the clock, keeps the promise, and stops time.
    fn clock(&self, metric: &Metric) -> Wording<Self> {
        let starts = if metric.starts.is_empty() {
            self.plain("event-received")?
        } else {
            self.events(&metric.starts)?
        };
        let mut said = vec![self.with("metric-starts", "events", starts)?];
        if let Some(from) = &metric.counted_from {
            let event = self.events([from])?;
            said.push(self.with("metric-counted-from", "event", event)?);
        }
        if !metric.met_by.is_empty() {
            let events = self.events(&metric.met_by)?;
            said.push(self.with("metric-met", "events", events)?);
        }
        // That a closed ticket has no clock goes without saying.
        let ends = metric.ended_by.iter();
        let ends: Vec<_> = ends.filter(|end| end.event != Event::Closed).collect();
        if !ends.is_empty() {
            let events = self.events(ends)?;
            said.push(self.with("metric-ended", "events", events)?);
        }
        match metric.repeats {
            Repeats::Never => {}
            Repeats::AfterMet => said.push(self.plain("metric-again-met")?),
            Repeats::EachStart => said.push(self.plain("metric-again-start")?),
        }
        if metric.pauses.is_empty() {
            said.push(self.plain("metric-no-pauses")?);
        } else {
            let statuses = metric.pauses.iter();
            let statuses: Result<Vec<_>, _> = statuses
                .map(|status| self.with("quoted-word", "word", self.value(&Key::Status, status)))
                .collect();
            let statuses = self.list("list-or", &statuses?)?;
            said.push(self.with("metric-pauses", "statuses", statuses)?);
        }
        match metric.roll {
            Roll::Never => {}
            Roll::NextOpening => said.push(self.plain("metric-roll")?),
            Roll::NextOpenDay => said.push(self.plain("metric-roll-day")?),
        }
        said.extend(self.begins(metric)?);
        if let Some(settle) = &metric.settle {
            said.push(self.with("metric-settle", "amount", self.amount(settle, true)?)?);
        }
        Ok(said.join(" "))
    }

    /// The promise for all such tickets, then each that needs a further condition.
    fn cell(&self, metric: &Metric, cell: &Cell<'_>) -> Result<Vec<String>, SentenceError> {
        let base: Result<Vec<_>, _> = cell
            .base
            .iter()
            .map(|offer| self.promise(metric, offer))
            .collect();
        let base = base?;
        let mut lines = vec![match base.as_slice() {
            [] => self.plain("nothing-promised")?,
            [only] => only.clone(),
            _ => {
                let list = self.list("list-or", &base)?;
                self.with("whichever-first", "promises", list)?
            }
        }];
        for offer in &cell.further {
            let values = [
                ("promise", self.promise(metric, offer)?.into()),
                ("condition", self.clause(&offer.when)?.into()),
            ];
            lines.push(self.sentences.format("if-also", &values)?);
        }
        Ok(lines)
    }

    pub(super) fn offered(&self, metric: &Metric, offer: &Offer<'_>) -> Wording<Self> {
        let said = match offer.promise {
            Promise::Within(amount) => self.amount_in(amount, &offer.hours)?,
            Promise::Words(words) | Promise::WordsWithClock(words, _) => {
                return Ok(self.terms.words(words).to_owned());
            }
            Promise::By(by) => self.due_by(by)?,
            Promise::None => self.plain("nothing-promised")?,
            Promise::Slot => self.slots(metric)?,
            Promise::Committed => self.plain("committed")?,
            Promise::Agreed(UntilAgreed::Nothing) => self.plain("agreed")?,
            Promise::Agreed(UntilAgreed::Within(amount)) => {
                let until = self.amount_in(amount, &offer.hours)?;
                self.with("agreed-until", "promise", until)?
            }
            Promise::Agreed(UntilAgreed::By(by)) => {
                self.with("agreed-until", "promise", self.due_by(by)?)?
            }
        };
        self.cut_off(metric, offer, said)
    }

    /// The times that an agent may commit to.
    fn bands(&self, metric: &Metric) -> Written<Self> {
        let Some(commitment) = &metric.commitment else {
            return Ok(Vec::new());
        };
        let mut rows = Vec::new();
        for band in &commitment.bands {
            let counted = match &metric.calendar {
                CalendarOf::Always => true,
                CalendarOf::Named(name) => self.never_closes(name),
                CalendarOf::Plan | CalendarOf::ByTicket(_) => false,
            };
            rows.push(vec![
                self.value(&Key::Difficulty, &band.difficulty),
                self.amount(&band.from, counted)?,
                self.amount(&band.to, counted)?,
            ]);
        }
        let head = self.columns(&["col-difficulty", "col-least", "col-most"])?;
        Ok(vec![
            PagePart::Line(self.plain("commitment")?),
            PagePart::Table { head, rows },
        ])
    }
}

/// Whether a customer is promised a time at all: words have no clock that they could see.
fn shows_time(policy: &Policy, metric: &Metric) -> bool {
    let add_ons = policy.add_ons.values();
    let bought = add_ons.filter_map(|add_on| add_on.targets.get(&metric.name));
    let rows = metric.targets.iter().chain(&metric.overrides);
    let mut rows = rows.chain(bought.flatten());
    rows.any(|row| promises_time(&row.promise) && row.promise.words().is_none())
}

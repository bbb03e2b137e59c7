//! Reads limits, shares and credits.
#[cfg(test)]
mod tests;

use super::reader::Reader;
use crate::policy::file::{self, KeptShares, Or, Scalar};
use crate::policy::model::{Credit, Earned, Kept, KeptShare, Limits, Metric, PerPeriod, Period};
use crate::policy::syntax::{At, Condition, Number, Suggestion};

/// A wrong value: the message, and the help.
type Wrong = (String, String);

/// `10 per month`
fn per_period(text: &str) -> Result<PerPeriod, Wrong> {
    let help = || "write `10 per month`".to_owned();
    let not = || (format!("`{text}` is no number per period"), help());
    let (number, period) = text.split_once(" per ").ok_or_else(not)?;
    let number = Number::parse(number.trim()).ok_or_else(not)?;
    if number <= Number::ZERO {
        let help = "write at least 1, or leave it out".to_owned();
        return Err((format!("`{text}` is nothing at all"), help));
    }
    let period = period_named(period.trim())?;
    Ok(PerPeriod { number, period })
}

fn period_named(word: &str) -> Result<Period, Wrong> {
    let known = Period::WORDS.map(|(known, _)| known);
    let found = Period::WORDS.iter().find(|(known, _)| *known == word);
    found.map(|(_, period)| *period).ok_or_else(|| {
        let help = Suggestion::of(word, &known).to_string();
        (format!("there is no period `{word}`"), help)
    })
}

/// `10 per month`, and no half ticket.
fn whole_per_period(text: &str) -> Result<PerPeriod, Wrong> {
    let found = per_period(text)?;
    if found.number.is_whole() {
        return Ok(found);
    }
    let message = format!("`{}` is not a whole number", found.number);
    Err((message, "write `10 per month`".to_owned()))
}

/// `95%`
fn share(text: &str) -> Result<Number, Wrong> {
    let number = text.trim().strip_suffix('%').map(str::trim_end);
    match number.and_then(Number::parse) {
        Some(number) if number > Number::ZERO && number <= Number::HUNDRED => Ok(number),
        Some(_) | None => {
            let help = "write more than 0 % and at most 100 %, as in `95%`".to_owned();
            Err((format!("`{text}` is no share"), help))
        }
    }
}

/// `95% per month`
fn kept(text: &str) -> Result<Kept, Wrong> {
    let Some((percent, period)) = text.split_once(" per ") else {
        let message = format!("`{text}` does not say over what time");
        let own = share(text).map_or_else(|_| "95%".to_owned(), |own| format!("{own}%"));
        return Err((message, format!("write `{own} per month`")));
    };
    Ok(Kept {
        share: share(percent)?,
        period: period_named(period.trim())?,
    })
}

impl Reader<'_> {
    fn read_as<T, M>(
        &mut self,
        written: Option<Scalar<'_, M>>,
        read: impl Fn(&str) -> Result<T, Wrong>,
    ) -> Option<T> {
        let written = written?;
        match read(written.text) {
            Ok(value) => Some(value),
            Err((message, help)) => {
                self.found.error(written.at(), message, help);
                None
            }
        }
    }

    /// The limits of a plan or an add-on.
    pub(super) fn limits(&mut self, limits: Option<&file::Limits<'_>>) -> Limits {
        let Some(section) = limits else {
            return Limits::default();
        };
        if section.node.entries().is_empty() {
            let help = "write `{ tickets: 10 per month }`";
            self.found
                .error(section.node.at, "nothing is limited here", help);
        }
        let at_a_time = self.number(section.at_a_time);
        if let (Some(count), Some(0)) = (section.at_a_time, at_a_time) {
            let help = "write at least 1, or leave it out";
            self.found.error(count.at(), "`0` is nothing at all", help);
        }
        Limits {
            at_a_time,
            tickets: self.read_as(section.tickets, whole_per_period),
            hours: self.read_as(section.hours, per_period),
        }
    }

    /// The shares of tickets for which a metric is kept.
    pub(super) fn kept(&mut self, shares: Option<&KeptShares<'_>>) -> Vec<KeptShare> {
        match shares {
            None => Vec::new(),
            Some(Or::Short(share)) => {
                let kept = self.read_as(Some(*share), kept);
                let when = Condition::always();
                kept.map(|kept| KeptShare { when, kept })
                    .into_iter()
                    .collect()
            }
            Some(Or::Full(rows)) => {
                let row = |row: &file::ShareRow<'_>| {
                    let when = self.condition(row.when);
                    let kept = self.read_as(row.share, kept)?;
                    Some(KeptShare { when, kept })
                };
                rows.into_iter().filter_map(row).collect()
            }
        }
    }

    /// The credits of the policy, whose metrics are read.
    pub(super) fn credits(&mut self, metrics: &[Metric]) -> Vec<Credit> {
        let mut credits: Vec<Credit> = Vec::new();
        for row in self.file.credits.iter().flatten() {
            let at = row.node.at;
            let names = self.names_of(row.metric.as_ref());
            let when = self.condition(row.when);
            let earned = self.earned(row);
            let (false, Some(earned), Some(credit)) = (names.is_empty(), earned, row.credit) else {
                continue;
            };
            let credit = Credit {
                metrics: names,
                when,
                earned,
                credit: self.words(credit),
                at_most: row.at_most.map(|most| self.words(most)),
            };
            self.check_share(&credit, &credits, metrics, at);
            credits.push(credit);
        }
        credits
    }

    /// By what a credit is earned: one thing.
    fn earned(&mut self, row: &file::Credit<'_>) -> Option<Earned> {
        // A word that is no unit is said all the same.
        let per = row.node.get("per").is_some();
        let said = [row.below.is_some(), row.breaches.is_some(), per];
        if said.into_iter().filter(|said| *said).count() != 1 {
            let message = "a credit is earned by one of `below`, `breaches` and `per`";
            let help = "write one of `below: 95%`, `breaches: 3 per month`, `per: begun hour`";
            self.found.error(row.node.at, message, help);
            return None;
        }
        let below = self.read_as(row.below, share);
        let breaches = self.read_as(row.breaches, whole_per_period);
        let below = below.map(Earned::Below);
        let breaches = breaches.map(Earned::Breaches);
        below.or(breaches).or(row.per.map(Earned::PerBegun))
    }

    /// A share below which something is paid: each metric says what is kept, and shares fall row by row.
    fn check_share(&mut self, credit: &Credit, before: &[Credit], metrics: &[Metric], at: At) {
        let Earned::Below(share) = credit.earned else {
            return;
        };
        for name in &credit.metrics {
            self.check_share_of(name, share, metrics, at);
        }
        let same = |other: &&Credit| other.metrics == credit.metrics && other.when == credit.when;
        let mut shares = before
            .iter()
            .filter(same)
            .filter_map(|other| match other.earned {
                Earned::Below(share) => Some(share),
                Earned::Breaches(_) | Earned::PerBegun(_) => None,
            });
        if shares.next_back().is_some_and(|last| last <= share) {
            let names = credit.metrics.join("` and `");
            let message = format!("the shares of `{names}` do not fall from row to row");
            self.found
                .error(at, message, "write the highest share first");
        }
    }

    fn check_share_of(&mut self, name: &str, share: Number, metrics: &[Metric], at: At) {
        let metric = metrics.iter().find(|metric| metric.name == name);
        let written = self.file.metrics.as_ref();
        let written = written.and_then(|metrics| metrics.get(name));
        let kept = metric.map_or(&[][..], |metric| &metric.kept);
        let highest = kept
            .iter()
            .map(|row| row.kept.share)
            .reduce(|one, other| if other > one { other } else { one });
        match highest {
            // What cannot be read of the metric is told there.
            None if written.is_none_or(|written| written.kept.is_some()) => {}
            None => {
                let message = format!("`{name}` does not say which share is kept");
                let help = format!("add `kept: {share}% per month` to the metric");
                self.found.error(at, message, help);
            }
            Some(kept) if share > kept => {
                let message = format!("`{name}` is kept at {kept}%: this pays above it");
                let help = format!("write `below: {kept}%`");
                self.found.error(at, message, help);
            }
            Some(_) => {}
        }
    }
}

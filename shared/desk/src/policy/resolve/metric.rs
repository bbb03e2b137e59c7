//! Compiles metrics: what starts and meets them, slots, commitments, and the defaults of what is not said.
use super::reader::Reader;
use crate::policy::file::{self, ByName, NameOf, Scalar, SymbolKind, Text, Truth, names};
use crate::policy::model::{
    Band, Begins, BusinessDay, Combine, Commitment, Link, Metric, Repeats, Roll, Slots,
};
use crate::policy::syntax::{Condition, Event, Name, Trigger};
use crate::time::{Amount, Counting, Value, minute_of_day};

impl Reader<'_> {
    pub(super) fn metrics(&mut self) -> Vec<Metric> {
        let Some(section) = &self.file.metrics else {
            return Vec::new();
        };
        if section.node.entries().is_empty() {
            let message = "the policy promises nothing";
            self.found.error(section.node.at, message, "add a metric");
        }
        section
            .into_iter()
            .map(|(name, metric)| self.metric(name, metric))
            .collect()
    }

    fn metric(&mut self, name: &Name, written: &file::Metric<'_>) -> Metric {
        let slots = written.slots.as_ref().and_then(|slots| self.slots(slots));
        let commitment = written.commitment.as_ref();
        let commitment = commitment.map(|bands| self.commitment(bands));
        let starts = self.triggers_or(written.starts.as_ref(), Event::Received);
        let counted_from = self.triggers(written.counted_from.as_ref());
        let repeats = match (written.repeats, &written.every) {
            (Some(repeats), _) => repeats,
            (None, Some(_)) => Repeats::AfterMet,
            (None, None) if starts.iter().all(|start| comes_again(&start.event)) => {
                Repeats::EachStart
            }
            (None, None) => Repeats::Never,
        };
        let when = self.condition(written.when);
        let ended_by = match &written.ended_by {
            Some(ends) => self.triggers(Some(ends)),
            None => usual_ends(repeats),
        };
        Metric {
            name: name.text.clone(),
            line: name.at.line,
            starts,
            counted_from: counted_from.into_iter().next(),
            met_by: self.triggers_or(written.met_by.as_ref(), Event::Resolved),
            ended_by,
            settle: written.settle.and_then(|settle| self.amount(settle)),
            pauses: self.names_of(written.pauses.as_ref()),
            calendar: self
                .calendar_of(written.calendar.as_ref())
                .unwrap_or_else(|| self.usual_calendar(written)),
            business_day: self.business_day(written.business_day),
            combine: written.combine.unwrap_or(Combine::MostSpecific),
            targets: self.targets(name, written, &when),
            when,
            overrides: self.rows(written.overrides.as_ref(), &Condition::always()),
            slots,
            kept: self.kept(written.kept.as_ref()),
            repeats,
            commitment,
            begins: self
                .begins(written.begins, written.cut_off)
                .unwrap_or(Begins::AtOnce),
            roll: written.roll.unwrap_or(Roll::Never),
            ladder: self.ladder_of(written.ladder),
            internal: written.internal == Some(Truth::Yes),
        }
    }

    fn business_day<M>(&mut self, written: Option<Scalar<'_, M>>) -> BusinessDay {
        let Some(written) = written else {
            return BusinessDay::SameTime;
        };
        let text = written.text;
        match text {
            "window" => return BusinessDay::Window,
            "same_time" => return BusinessDay::SameTime,
            "close" => return BusinessDay::Close,
            _ => {}
        }
        match Amount::parse(text).map(|amount| amount.value) {
            Ok(Value::Time(time)) if time.num_minutes() > 0 => {
                BusinessDay::Minutes(time.num_minutes())
            }
            Ok(_) | Err(_) => {
                let message = format!("`{text}` is not what a business day can be");
                let help = "write `window`, `same_time`, `close`, or hours such as `8 hours`";
                self.found.error(written.at(), message, help);
                BusinessDay::SameTime
            }
        }
    }

    fn slots(&mut self, slots: &file::Slots<'_>) -> Option<Slots> {
        let mut at = Vec::new();
        for time in slots.at.iter().flatten() {
            match minute_of_day(time.text) {
                Ok(minute) => at.push(minute),
                Err(error) => {
                    let help = "write `09:00`";
                    self.found.error(time.at(), error.to_string(), help);
                }
            }
        }
        at.sort_unstable();
        at.dedup();
        if let ([], Some(times)) = (at.as_slice(), &slots.at) {
            let help = "write `[09:00, 16:00]`";
            self.found.error(times.node.at, "there is no slot", help);
        }
        let grace = slots.grace.and_then(|grace| self.amount(grace));
        let none = Amount::time(Counting::Elapsed, chrono::TimeDelta::zero());
        let calendar = self.name(slots.calendar)?;
        Some(Slots {
            at,
            calendar,
            grace: grace.unwrap_or(none),
        })
    }

    fn commitment(&mut self, bands: &ByName<'_, Text<'_>>) -> Commitment {
        if bands.node.entries().is_empty() {
            self.found.error(
                bands.node.at,
                "there is no band to commit to",
                "write `simple: 2-6 hours`",
            );
        }
        let bands = bands.into_iter();
        let bands = bands.filter_map(|(difficulty, band)| self.band(difficulty, *band));
        Commitment {
            bands: bands.collect(),
        }
    }

    /// `2-6 elapsed hours`: both ends in the unit that follows.
    fn band(&mut self, difficulty: &Name, band: Text<'_>) -> Option<Band> {
        let (at, text) = (band.at(), band.text);
        let help = "write `2-6 elapsed hours`";
        let ends = text.split_once('-').and_then(|(from, rest)| {
            let (to, unit) = rest.trim().split_once(' ')?;
            Some((format!("{} {unit}", from.trim()), format!("{to} {unit}")))
        });
        let ends = ends.map(|(from, to)| (Amount::parse(&from), Amount::parse(&to)));
        match ends {
            Some((Ok(from), Ok(to))) => {
                if from.as_minutes().is_none() || to.as_minutes().is_none() {
                    let message = format!(
                        "the band of `{}` is in days of unknown length",
                        difficulty.text
                    );
                    self.found
                        .error(at, message, "write hours, as in `72-336 elapsed hours`");
                }
                if size(from) > size(to) || size(to) == 0 {
                    let message = format!("the band of `{}` is empty", difficulty.text);
                    self.found.error(at, message, "the smaller end comes first");
                }
                Some(Band {
                    difficulty: difficulty.text.clone(),
                    from,
                    to,
                })
            }
            Some((Err(error), _) | (_, Err(error))) => {
                self.found.error(at, error.to_string(), help);
                None
            }
            None => {
                self.found
                    .error(at, format!("`{text}` is not a band"), help);
                None
            }
        }
    }

    /// The ladder a metric names, or the usual one.
    fn ladder_of(&mut self, ladder: Option<NameOf<'_, names::Ladder>>) -> Option<String> {
        if let Some(ladder) = ladder {
            return match ladder.text {
                "none" => None,
                _ => self.name(Some(ladder)),
            };
        }
        let ladders = self.names.of(SymbolKind::Ladder);
        let usual = ["standard", "default"];
        let usual = usual
            .iter()
            .find(|name| self.names.has(SymbolKind::Ladder, name));
        match (usual, ladders) {
            (Some(name), _) => Some((*name).to_owned()),
            (None, [only]) => Some(only.clone()),
            (None, _) => None,
        }
    }

    /// Links shown before and after the form.
    pub(super) fn links(&mut self) -> Vec<Link> {
        let mut links = Vec::new();
        for link in self.file.links.iter().flatten() {
            if let (Some(label), Some(url)) = (link.label, link.url) {
                links.push(Link {
                    label: self.words(label),
                    url: url.text.to_owned(),
                });
            }
        }
        links
    }
}

/// What ends a metric that does not say: the ticket's closing, and where it comes again and again its resolution.
fn usual_ends(repeats: Repeats) -> Vec<Trigger> {
    let events = match repeats {
        Repeats::Never => vec![Event::Closed],
        Repeats::AfterMet | Repeats::EachStart => vec![Event::Closed, Event::Resolved],
    };
    let trigger = |event| Trigger {
        event,
        when: Condition::always(),
        who: None,
    };
    events.into_iter().map(trigger).collect()
}

/// Events of a requester that come again and again, each time owed an answer.
fn comes_again(event: &Event) -> bool {
    matches!(event, Event::RequesterReplied | Event::Contacted)
}

/// The size of an amount, to compare two of the same unit.
fn size(amount: Amount) -> i64 {
    match amount.value {
        Value::Time(time) => time.num_milliseconds(),
        Value::Days(days) => i64::from(days) * 86_400_000,
        Value::Months(months) => i64::from(months) * 30 * 86_400_000,
    }
}

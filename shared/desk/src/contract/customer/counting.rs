//! How a promise's time is counted, said once for the whole page.
use std::collections::BTreeSet;

use super::Customer;
use crate::contract::audience::Audience;
use crate::i18n::SentenceError;
use crate::policy::{BusinessDay, CalendarOf, Metric, Promise, Target};
use crate::time::{Amount, Counting, Value};

impl Customer<'_> {
    /// What a business hour, a business day and a calendar day are, where a promise counts them.
    pub(super) fn counting(&self) -> Result<Vec<String>, SentenceError> {
        let mut said = BTreeSet::new();
        let mut points: Vec<(Option<String>, String)> = Vec::new();
        let mut elapsed = false;
        let mut dates = false;
        let mut hours = false;
        for (metric, amount) in self.amounts() {
            let business = self.counts_hours(metric, amount);
            elapsed |= !business && amount.counting != Counting::Calendar;
            dates |= amount.counting == Counting::Calendar;
            hours |= business;
            if let (true, Value::Days(_)) = (business, amount.value) {
                for text in self.business_day(metric)? {
                    if said.insert((metric.name.clone(), text.clone())) {
                        points.push((Some(self.metric(&metric.name)), text));
                    }
                }
            }
        }
        let mut out = Vec::new();
        if hours {
            out.push(self.plain("count-hours")?);
        }
        let texts: BTreeSet<_> = points.iter().map(|(_, text)| text.clone()).collect();
        let alike = points.iter().all(|(of, _)| {
            let own = points.iter().filter(|(other, _)| other == of);
            own.count() == texts.len()
        });
        let mut once = BTreeSet::new();
        for (of, text) in points {
            if !alike {
                let values = [
                    ("label", of.unwrap_or_default().into()),
                    ("value", text.into()),
                ];
                out.push(self.sentences.format("labeled", &values)?);
            } else if once.insert(text.clone()) {
                out.push(text);
            }
        }
        if dates {
            out.push(self.plain("count-dates")?);
        }
        if elapsed {
            let alone = out.is_empty();
            out.push(self.plain(if alone {
                "count-elapsed-only"
            } else {
                "count-elapsed"
            })?);
        }
        Ok(out)
    }

    /// Whether an amount of a metric runs only while the desk is open.
    fn counts_hours(&self, metric: &Metric, amount: &Amount) -> bool {
        match amount.counting {
            Counting::Elapsed | Counting::Calendar => false,
            Counting::Business => true,
            Counting::Bare => match &metric.calendar {
                CalendarOf::Always => false,
                CalendarOf::Named(name) => !self.never_closes(name),
                CalendarOf::Plan => !self.calendars_shown().is_empty(),
                CalendarOf::ByTicket(_) => true,
            },
        }
    }

    fn business_day(&self, metric: &Metric) -> Result<Vec<String>, SentenceError> {
        let time = |minutes: i64| self.amount(&Amount::minutes(minutes, Counting::Elapsed), true);
        Ok(match metric.business_day {
            BusinessDay::SameTime => vec![self.plain("count-day-same-time")?],
            BusinessDay::Close => vec![self.plain("count-day-close")?],
            BusinessDay::Minutes(minutes) => {
                vec![self.with("count-day-minutes", "amount", time(minutes)?)?]
            }
            BusinessDay::Window => {
                let mut windows = Vec::new();
                for name in self.calendars_of(metric) {
                    let Some(rule) = self.terms.policy.calendars.get(name) else {
                        continue;
                    };
                    let window = time(rule.hours.regular_day_minutes())?;
                    windows.push((self.calendar(name), window));
                }
                let same = windows
                    .windows(2)
                    .all(|pair| matches!(pair, [a, b] if a.1 == b.1));
                let amount = match windows.first() {
                    Some((_, only)) if same => only.clone(),
                    _ => {
                        let each = windows.iter();
                        let each: Vec<_> = each
                            .map(|(name, window)| format!("{window} ({name})"))
                            .collect();
                        self.list("list-or", &each)?
                    }
                };
                vec![self.with("count-day-window", "amount", amount)?]
            }
        })
    }

    /// Calendars in which a metric's business days count.
    fn calendars_of(&self, metric: &Metric) -> BTreeSet<&str> {
        let policy = self.terms.policy;
        let rows = metric.targets.iter().chain(&metric.overrides);
        let mut names = BTreeSet::new();
        for row in rows {
            let days = matches!(&row.promise, Promise::Within(amount) if matches!(amount.value, Value::Days(_)));
            if !days {
                continue;
            }
            match row.calendar.as_ref().unwrap_or(&metric.calendar) {
                CalendarOf::Always => {}
                CalendarOf::ByTicket(rows) => {
                    names.extend(rows.iter().filter_map(|row| match &row.calendar {
                        CalendarOf::Named(name) => Some(name.as_str()),
                        CalendarOf::Always | CalendarOf::Plan | CalendarOf::ByTicket(_) => None,
                    }))
                }
                CalendarOf::Named(name) => {
                    names.insert(name.as_str());
                }
                CalendarOf::Plan => {
                    let plans = policy.plans.values().flat_map(|plan| &plan.hours);
                    names.extend(plans.map(|row| row.calendar.as_str()));
                }
            }
        }
        names.retain(|name| !self.never_closes(name));
        // Not captured by `self`: the names live in the policy.
        names
            .into_iter()
            .filter_map(|name| policy.calendars.get_key_value(name))
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// Every amount that a visible row promises, with the metric it is of.
    pub(super) fn amounts(&self) -> Vec<(&Metric, &Amount)> {
        let policy = self.terms.policy;
        let mut amounts = Vec::new();
        let metrics = policy.metrics.iter().filter(|metric| self.sees(metric));
        for metric in metrics {
            let add_ons = policy.add_ons.values();
            let overlays = add_ons.filter_map(|add_on| add_on.targets.get(&metric.name));
            let rows: Vec<&Target> = metric
                .targets
                .iter()
                .chain(&metric.overrides)
                .chain(overlays.flatten())
                .collect();
            for row in rows {
                if let Promise::Within(amount) = &row.promise {
                    amounts.push((metric, amount));
                }
            }
            let bands = metric.commitment.iter().flat_map(|known| &known.bands);
            amounts.extend(bands.map(|band| (metric, &band.to)));
        }
        amounts
    }

    /// Calendars that a customer meets on the page, closed at times.
    pub(super) fn calendars_shown(&self) -> BTreeSet<&str> {
        let policy = self.terms.policy;
        let mut names = BTreeSet::new();
        let metrics = policy.metrics.iter().filter(|metric| self.sees(metric));
        for metric in metrics {
            let rows = metric.targets.iter().chain(&metric.overrides);
            let rows = rows.filter_map(|row| row.calendar.as_ref());
            for calendar in rows.chain([&metric.calendar]) {
                names.extend(named_by(calendar));
            }
            names.extend(metric.slots.iter().map(|slots| slots.calendar.as_str()));
        }
        let plans = policy.plans.values().flat_map(|plan| &plan.hours);
        let add_ons = policy.add_ons.values().flat_map(|add_on| &add_on.hours);
        names.extend(plans.chain(add_ons).map(|row| row.calendar.as_str()));
        names.extend(
            policy
                .routing
                .iter()
                .filter_map(|route| route.hours.as_deref()),
        );
        let quiet = policy
            .ladders
            .values()
            .filter_map(|ladder| ladder.quiet.as_ref());
        names.extend(quiet.map(|quiet| quiet.outside.as_str()));
        names.retain(|name| !self.never_closes(name));
        names
    }
}

/// The calendars that a metric or row may count in, but for the plan's.
fn named_by(calendar: &CalendarOf) -> Vec<&str> {
    match calendar {
        CalendarOf::Named(name) => vec![name],
        CalendarOf::ByTicket(rows) => {
            let rows = rows.iter().flat_map(|row| named_by(&row.calendar));
            rows.collect()
        }
        CalendarOf::Plan | CalendarOf::Always => Vec::new(),
    }
}

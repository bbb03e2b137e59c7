//! Finding things in a compiled policy by name.
use chrono_tz::Tz;

use crate::policy::{Metric, Policy, Words, ZoneOf};
use crate::time::Calendar;

impl Policy {
    /// The metric of that name.
    #[must_use]
    pub fn metric(&self, name: &str) -> Option<&Metric> {
        self.metrics.iter().find(|metric| metric.name == name)
    }

    /// 0 is the most urgent; none for a name that the policy does not know.
    #[must_use]
    pub fn priority_rank(&self, id: &str) -> Option<usize> {
        self.priorities.iter().position(|priority| priority.id == id)
    }

    /// The words in `locale`, in its language, or in the desk's first locale.
    #[must_use]
    pub fn words<'w>(&self, words: &'w Words, locale: &str) -> &'w str {
        let language = locale.split(['-', '_']).next().unwrap_or(locale);
        let first = self.locales.first().map_or("en", String::as_str);
        [locale, language, first]
            .iter()
            .find_map(|tag| words.get(*tag))
            .or_else(|| words.values().next())
            .map_or("", String::as_str)
    }

    /// The calendar of that name, on the wall clock it follows.
    #[must_use]
    pub fn calendar(&self, name: &str, organisation: Option<Tz>, contact: Option<Tz>) -> Option<Calendar> {
        let rule = self.calendars.get(name)?;
        let zone = match rule.zone {
            ZoneOf::Fixed(zone) => zone,
            ZoneOf::Organisation => organisation.unwrap_or(self.zone),
            ZoneOf::Contact => contact.or(organisation).unwrap_or(self.zone),
        };
        Some(Calendar::new(zone, rule.hours.clone()))
    }
}

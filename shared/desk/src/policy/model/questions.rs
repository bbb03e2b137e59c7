//! Questions about a compiled policy: ranks, words, calendars, who is on call.
use chrono::Datelike;
use chrono_tz::Tz;

use super::vocabulary::{RELATIVE_ROLES, STATUSES_OF_ITS_LIFE};
use super::{Metric, Policy, TicketType, Words, ZoneOf};
use crate::time::{Calendar, Hours, Instant, Value};

impl Policy {
    /// The place of a priority among all, 0 being the most urgent.
    #[must_use]
    pub fn priority_rank(&self, priority: &str) -> Option<usize> {
        self.priorities
            .iter()
            .position(|known| known.id == priority)
    }

    /// The statuses in which a ticket can be put to wait: built-in ones, and those that the policy declares.
    pub fn waiting_statuses(&self) -> impl Iterator<Item = &String> {
        let of_life = |status: &str| STATUSES_OF_ITS_LIFE.contains(&status);
        self.statuses.iter().filter(move |status| !of_life(status))
    }

    /// The metric of that name.
    #[must_use]
    pub fn metric(&self, name: &str) -> Option<&Metric> {
        self.metrics.iter().find(|metric| metric.name == name)
    }

    /// The priorities a ticket of this type can have: all, where the policy has no types or the
    /// type is not known yet.
    #[must_use]
    pub fn priorities_of(&self, ticket_type: Option<&str>) -> Vec<&str> {
        let of_type = |name: &str| {
            self.types
                .get(name)
                .map(|known: &TicketType| &known.priorities)
        };
        match ticket_type.and_then(of_type) {
            Some(priorities) => priorities.iter().map(String::as_str).collect(),
            None => self
                .priorities
                .iter()
                .map(|known| known.id.as_str())
                .collect(),
        }
    }

    /// The words for a reader: in their locale, else in that language, else in the first locale
    /// of the policy, else whatever there is; empty only for empty words.
    #[must_use]
    pub fn words<'w>(&self, words: &'w Words, locale: &str) -> &'w str {
        let language = locale.split(['-', '_']).next().unwrap_or_default();
        let first = self.locales.first().map_or("", String::as_str);
        [locale, language, first]
            .iter()
            .find_map(|tag| words.get(*tag))
            .or_else(|| words.values().next())
            .map_or("", String::as_str)
    }

    /// The locale in which the desk speaks to a reader: theirs where it speaks that language, else its first.
    #[must_use]
    pub fn locale_of<'l>(&'l self, wish: Option<&'l str>) -> &'l str {
        let first = self.locales.first().map_or("en", String::as_str);
        wish.filter(|wish| self.speaks(wish)).unwrap_or(first)
    }

    /// Whether the desk speaks the language of a locale.
    #[must_use]
    pub fn speaks(&self, locale: &str) -> bool {
        let language = |tag: &str| {
            let head = tag.split(['-', '_']).next().unwrap_or_default();
            head.to_ascii_lowercase()
        };
        let mut locales = self.locales.iter();
        locales.any(|known| language(known) == language(locale))
    }

    /// A calendar of the policy on the clock of the desk, the organisation or the contact.
    ///
    /// A calendar in the contact's zone takes the organisation's when the contact has none, and
    /// the desk's zone last. A calendar is compiled once for each zone.
    #[must_use]
    pub fn calendar(
        &self,
        name: &str,
        organisation_zone: Option<Tz>,
        contact_zone: Option<Tz>,
    ) -> Option<Calendar> {
        let rule = self.calendars.get(name)?;
        let zone = match rule.zone {
            ZoneOf::Fixed(zone) => zone,
            ZoneOf::Organisation => organisation_zone.unwrap_or(self.zone),
            ZoneOf::Contact => contact_zone.or(organisation_zone).unwrap_or(self.zone),
        };
        Some(self.compiled(name, zone, || rule.hours.clone()))
    }

    /// Around the clock in the desk's zone, compiled once as the policy's own calendars are.
    #[must_use]
    pub(crate) fn always(&self) -> Calendar {
        self.compiled("", self.zone, Hours::always)
    }

    fn compiled(&self, name: &str, zone: Tz, hours: impl FnOnce() -> Hours) -> Calendar {
        // A poisoned lock still holds whole calendars: each is inserted in one step.
        let mut compiled = match self.compiled.0.lock() {
            Ok(compiled) => compiled,
            Err(poisoned) => poisoned.into_inner(),
        };
        if let Some(known) = compiled.get(&(name.to_owned(), zone)) {
            return known.clone();
        }
        let calendar = Calendar::new(zone, hours());
        compiled.insert((name.to_owned(), zone), calendar.clone());
        calendar
    }

    /// The agent on call at `now`: of that team, or of the only team that has a rota. The first turn
    /// begins at midnight of the day from which the policy is in force; nobody is on call outside
    /// the rota's calendar.
    #[must_use]
    pub fn on_call(&self, team: Option<&str>, now: Instant) -> Option<&str> {
        let own = team.and_then(|name| self.teams.get(name)?.on_call.as_ref());
        let mut rotas = self.teams.values().filter_map(|team| team.on_call.as_ref());
        let rota = match (own, rotas.next(), rotas.next()) {
            (Some(own), ..) => own,
            (None, Some(only), None) => only,
            (None, ..) => return None,
        };
        let hours = rota.calendar.as_deref();
        let calendar = hours.and_then(|name| self.calendar(name, None, None));
        if calendar.is_some_and(|calendar| !calendar.is_open(now)) {
            return None;
        }
        let local = self.always();
        let since = self.effective_from.and_time(chrono::NaiveTime::MIN);
        let passed = match rota.turn.value {
            Value::Days(days) => {
                let whole = (local.local(now) - since).num_days();
                whole.div_euclid(i64::from(days.max(1)))
            }
            Value::Months(months) => {
                let today = local.local(now).date();
                let first = self.effective_from;
                let years = i64::from(today.year() - first.year());
                let whole = years * 12 + i64::from(today.month()) - i64::from(first.month());
                // A turn begins on the day of the month of the first one, or on the last day of a shorter month.
                let begun = first
                    .checked_add_months(chrono::Months::new(u32::try_from(whole).unwrap_or(0)));
                let whole = if begun.is_some_and(|begun| today < begun) {
                    whole - 1
                } else {
                    whole
                };
                whole.div_euclid(i64::from(months.max(1)))
            }
            Value::Time(turn) => {
                let whole = (now - local.from_local(since)).num_milliseconds();
                whole.div_euclid(turn.num_milliseconds().max(1))
            }
        };
        let count = i64::try_from(rota.rota.len())
            .ok()
            .filter(|count| *count > 0)?;
        let place = usize::try_from(passed.rem_euclid(count)).ok()?;
        rota.rota.get(place).map(String::as_str)
    }

    /// Whether the policy is in force, by the desk's own calendar.
    #[must_use]
    pub fn is_in_force(&self, now: Instant) -> bool {
        now.with_timezone(&self.zone).date_naive() >= self.effective_from
    }

    /// Whether a role is filled by the ticket itself: assignee, requester, level above, ….
    #[must_use]
    pub fn is_relative_role(&self, role: &str) -> bool {
        RELATIVE_ROLES.contains(&role) && !self.roles.contains_key(role)
    }
}

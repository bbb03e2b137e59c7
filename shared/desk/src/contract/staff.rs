//! Staff as the audience of a contract: the policy's own terms, in English.
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt::Write;

use chrono::Datelike;

use super::audience::{Audience, Column, Heading, Terms, Wording, Written};
use super::grid::Offer;
use super::hours::open;
use super::page::PagePart;
use super::renderer::roles;
use super::staff_measures::measures;
use crate::policy::{
    AddOn, CalendarRule, Condition, Intended, Key, Ladder, Metric, Notice, Sold, StepAt, Trigger,
    ZoneOf,
};
use crate::time::SeasonDates;

mod promises;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The policy's author, and the staff that keeps its promises.
pub(super) struct Staff<'p>(pub(super) Terms<'p>);

impl Audience for Staff<'_> {
    type Error = Infallible;
    const SHOWS_ALL: bool = true;

    fn terms(&self) -> Terms<'_> {
        self.0
    }

    fn language(&self) -> &str {
        self.0.locale
    }

    fn sees(&self, _: &Metric) -> bool {
        true
    }

    fn intro(&self) -> Wording<Self> {
        let policy = self.0.policy;
        Ok(format!(
            "Desk `{}`, {}, edition {}, in force from {}. Languages: {}. Replies: {}.",
            policy.desk,
            policy.zone,
            policy.version,
            policy.effective_from,
            policy.locales.join(", "),
            policy.reply_to,
        ))
    }

    fn heading(&self, of: Heading<'_>) -> Wording<Self> {
        let heading = match of {
            Heading::Priorities => "Priorities",
            Heading::AddOns => "Add-ons",
            Heading::Contacts => "Contacts",
            Heading::Escalation(metrics) => return Ok(format!("Escalation: {metrics}")),
            Heading::Readings => "Assumptions",
        };
        Ok(heading.to_owned())
    }

    fn column(&self, column: Column) -> Wording<Self> {
        let column = match column {
            Column::Priority => "Priority",
            Column::Means => "Means",
            Column::When => "At",
            Column::For => "For",
            Column::Level => "Level",
            Column::Tells => "Tells",
            Column::Copy => "Copy",
            Column::AddOn => "Add-on",
            Column::Changes => "Gives",
            Column::Address => "Address",
            Column::Id => "Id",
            Column::Source => "The source says",
            Column::Reading => "Read as",
        };
        Ok(column.to_owned())
    }

    fn metric(&self, name: &str) -> String {
        name.to_owned()
    }

    fn role(&self, role: &str) -> String {
        match self.0.policy.roles.get(role) {
            Some(address) => format!("{role} <{address}>"),
            None => role.to_owned(),
        }
    }

    fn around_the_clock(&self) -> Wording<Self> {
        Ok("around the clock".to_owned())
    }

    fn days(&self, first: usize, last: usize) -> Wording<Self> {
        let day = |place: usize| DAYS.get(place).copied().unwrap_or_default();
        if first == last {
            return Ok(day(first).to_owned());
        }
        Ok(format!("{}-{}", day(first), day(last)))
    }

    fn season(&self, dates: &SeasonDates, open: String) -> Wording<Self> {
        let open = if open.is_empty() { "–" } else { &open };
        Ok(format!("{dates}: {open}"))
    }

    fn hours_of(&self, calendar: &str) -> Wording<Self> {
        Ok(format!("hours of `{calendar}`"))
    }

    fn add_on(&self, id: &str, add_on: &AddOn) -> Wording<Self> {
        let name = self.value(&Key::AddOn, id);
        Ok(match add_on.sold {
            Sold::PerOrganisation => name,
            Sold::PerTicket => format!("{name} (per ticket)"),
        })
    }

    fn key(&self, key: &Key) -> Wording<Self> {
        Ok(key.to_string())
    }

    fn value(&self, key: &Key, id: &str) -> String {
        self.0.name_of(key, id)
    }

    fn intended(&self, intended: &Intended) -> Wording<Self> {
        Ok(format!("{}: {}", intended.path, intended.reason))
    }

    fn labeled(&self, label: String, value: String) -> Wording<Self> {
        Ok(format!("{label}: {value}"))
    }

    fn contact(&self, address: Option<&str>) -> Wording<Self> {
        Ok(address.unwrap_or("–").to_owned())
    }

    fn promise(&self, metric: &Metric, offer: &Offer<'_>) -> Wording<Self> {
        Ok(self.offered(metric, offer))
    }

    fn hours(&self) -> Written<Self> {
        let mut rows = Vec::new();
        for (name, rule) in &self.0.policy.calendars {
            rows.push(vec![
                name.clone(),
                open(self, rule)?,
                zone(rule),
                closed(rule),
            ]);
        }
        let head = ["Calendar", "Open", "Zone", "Holidays"].map(str::to_owned);
        Ok(vec![
            PagePart::Heading("Hours".to_owned()),
            PagePart::Table {
                head: head.to_vec(),
                rows,
            },
        ])
    }

    fn promises(&self) -> Written<Self> {
        Ok(self.matrix())
    }

    fn condition(&self, when: &Condition) -> Wording<Self> {
        Ok(tickets(when))
    }

    fn step_at(&self, at: &StepAt) -> Wording<Self> {
        Ok(match at {
            StepAt::Share(100) => "due".to_owned(),
            StepAt::Share(share) => format!("{share} %"),
            StepAt::BeforeDue(amount) => format!("{amount} before due"),
            StepAt::AfterDue(amount) => format!("{amount} after due"),
            StepAt::AfterStart(amount) => format!("{amount} after start"),
            StepAt::AfterPrevious(amount) => format!("{amount} after the previous step"),
        })
    }

    fn before_steps(&self, ladder: &Ladder) -> Result<Option<String>, Infallible> {
        let stops = triggers(&ladder.stops_on);
        let again = ladder.again.map(|again| {
            let (after, times) = (again.after, again.times);
            format!("; begins again {after} after its last step, {times} times")
        });
        let again = again.unwrap_or_default();
        Ok(Some(format!("Stops on {stops}{}{again}.", quiet(ladder))))
    }

    fn after_steps(&self, _: &Ladder) -> Result<Option<String>, Infallible> {
        Ok(None)
    }

    fn measures(&self) -> Written<Self> {
        Ok(measures(self.0.policy))
    }

    fn before_ladders(&self) -> Written<Self> {
        Ok(self.rules())
    }

    fn after_ladders(&self) -> Written<Self> {
        let notices = &self.0.policy.notices;
        let to_staff = self.mails_to_staff();
        if notices.is_empty() {
            return Ok(to_staff);
        }
        let rows = notices.iter().map(|notice| self.notice(notice)).collect();
        let head = ["On", "To", "Copy", "Text", "For"].map(str::to_owned);
        let mails = [
            PagePart::Heading("Mails".to_owned()),
            PagePart::Table {
                head: head.to_vec(),
                rows,
            },
        ];
        Ok(mails.into_iter().chain(to_staff).collect())
    }

    fn closing(&self) -> Written<Self> {
        Ok(Vec::new())
    }
}

impl Staff<'_> {
    fn notice(&self, notice: &Notice) -> Vec<String> {
        let unless = notice.unless.as_ref();
        let unless = unless.map(|unless| format!(", unless {unless}"));
        let once = if notice.once { ", once" } else { "" };
        vec![
            triggers(&notice.on),
            roles(self, &notice.to),
            roles(self, &notice.cc),
            notice.text.clone(),
            tickets(&notice.when) + &unless.unwrap_or_default() + once,
        ]
    }
}

fn tickets(when: &Condition) -> String {
    if when.is_always() {
        "all".to_owned()
    } else {
        when.to_string()
    }
}

fn quiet(ladder: &Ladder) -> String {
    let Some(quiet) = &ladder.quiet else {
        return String::new();
    };
    let unless = quiet.unless.as_ref();
    let unless = unless.map(|unless| format!(" unless {unless}"));
    let unless = unless.unwrap_or_default();
    format!("; outside `{}` mails wait{unless}", quiet.outside)
}

fn triggers(triggers: &[Trigger]) -> String {
    let each = triggers.iter().map(|trigger| {
        let mut text = trigger.event.to_string();
        if let Some(who) = trigger.who {
            let _ = write!(text, " by {who}");
        }
        if !trigger.when.is_always() {
            let _ = write!(text, " when {}", trigger.when);
        }
        text
    });
    each.collect::<Vec<_>>().join(", ")
}

fn zone(rule: &CalendarRule) -> String {
    match rule.zone {
        ZoneOf::Fixed(zone) => zone.to_string(),
        ZoneOf::Organisation => "the organisation's".to_owned(),
        ZoneOf::Contact => "the contact's".to_owned(),
    }
}

/// How many dates of each year are holidays.
fn closed(rule: &CalendarRule) -> String {
    let mut years = BTreeMap::<i32, usize>::new();
    for date in rule.hours.holidays.keys() {
        *years.entry(date.year()).or_default() += 1;
    }
    let years = years.iter().map(|(year, days)| format!("{days} in {year}"));
    let mut parts: Vec<_> = years.collect();
    let by_rule = rule
        .hours
        .ruled
        .iter()
        .flat_map(crate::time::HolidayList::by_rule);
    let each_year = rule.hours.yearly.len() + by_rule.count();
    if each_year > 0 {
        parts.push(format!("{each_year} each year"));
    }
    parts.join(", ")
}

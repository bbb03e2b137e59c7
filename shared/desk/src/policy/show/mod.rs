//! What a policy promises to whom, as a page in Markdown.
mod phrases;
mod promises;

use std::fmt::Write;

use crate::policy::{Notice, Policy, Step, Words};
use phrases::{all_or, holidays, hours, quiet, step_at, triggers, zone};

/// The page: hours, every promise for every kind of ticket, ladders, notices and assumptions.
///
/// A duration that the policy leaves bare is shown with the calendar that counts it.
#[must_use]
pub fn show(policy: &Policy) -> String {
    let mut page = String::new();
    let locale = policy.locales.first().map_or("en", String::as_str);
    let desk = Page { policy, locale };
    let parts = [
        desk.head(),
        desk.calendars(),
        desk.promises(),
        desk.priorities(),
        desk.ladders(),
        desk.notices(),
        desk.assumptions(),
    ];
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !page.is_empty() {
            page.push('\n');
        }
        page.push_str(part);
    }
    page
}

struct Page<'p> {
    policy: &'p Policy,
    locale: &'p str,
}

/// A Markdown table; cells may hold anything but line breaks.
fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    text.push_str(&line(head.iter().map(|cell| (*cell).to_owned()).collect()));
    text.push_str(&line(head.iter().map(|_| "---".to_owned()).collect()));
    for row in rows {
        text.push_str(&line(
            row.iter().map(|cell| cell.replace('|', "\\|")).collect(),
        ));
    }
    text
}

impl Page<'_> {
    fn words(&self, words: &Words) -> String {
        self.policy.words(words, self.locale).to_owned()
    }

    fn head(&self) -> String {
        let policy = self.policy;
        format!(
            "# {}\n\nDesk `{}`, {}, edition {}, in force from {}. Languages: {}. Replies: {}.\n",
            self.words(&policy.name),
            policy.desk,
            policy.zone,
            policy.version,
            policy.effective_from,
            policy.locales.join(", "),
            policy.reply_to,
        )
    }

    fn calendars(&self) -> String {
        let rows: Vec<_> = self
            .policy
            .calendars
            .iter()
            .map(|(name, rule)| vec![name.clone(), hours(rule), zone(rule), holidays(rule)])
            .collect();
        format!(
            "## Hours\n\n{}",
            table(&["Calendar", "Open", "Zone", "Holidays"], &rows)
        )
    }

    fn priorities(&self) -> String {
        if self.policy.priorities.is_empty() {
            return String::new();
        }
        let rows: Vec<_> = self
            .policy
            .priorities
            .iter()
            .map(|priority| vec![self.words(&priority.name), self.words(&priority.means)])
            .collect();
        format!("## Priorities\n\n{}", table(&["Priority", "Means"], &rows))
    }

    fn ladders(&self) -> String {
        let mut text = String::new();
        for (name, ladder) in &self.policy.ladders {
            let metrics = self.policy.metrics.iter();
            let of: Vec<_> = metrics
                .filter(|metric| metric.ladder.as_ref() == Some(name))
                .map(|metric| metric.name.as_str())
                .collect();
            if of.is_empty() {
                continue;
            }
            let rows: Vec<_> = ladder.steps.iter().map(|step| self.step(step)).collect();
            let head = ["At", "For", "Level", "Tells", "Copy"];
            let _ = write!(
                text,
                "## Escalation: {}\n\nStops on {}{}.\n\n{}",
                of.join(", "),
                triggers(&ladder.stops_on),
                quiet(ladder),
                table(&head, &rows)
            );
            text.push('\n');
        }
        text.trim_end_matches('\n').to_owned() + if text.is_empty() { "" } else { "\n" }
    }

    fn step(&self, step: &Step) -> Vec<String> {
        vec![
            step_at(&step.at),
            all_or(&step.when),
            step.raise_to
                .map(|level| level.to_string())
                .unwrap_or_default(),
            self.roles(&step.notify),
            self.roles(&step.cc),
        ]
    }

    fn roles(&self, roles: &[String]) -> String {
        let named = roles.iter().map(|role| match self.policy.roles.get(role) {
            Some(address) => format!("{role} <{address}>"),
            None => role.clone(),
        });
        named.collect::<Vec<_>>().join(", ")
    }

    fn notices(&self) -> String {
        if self.policy.notices.is_empty() {
            return String::new();
        }
        let rows: Vec<_> = self
            .policy
            .notices
            .iter()
            .map(|notice| self.notice(notice))
            .collect();
        format!(
            "## Mails\n\n{}",
            table(&["On", "To", "Copy", "Text", "For"], &rows)
        )
    }

    fn notice(&self, notice: &Notice) -> Vec<String> {
        let unless = notice.unless.as_ref();
        let unless = unless.map(|unless| format!(", unless {unless}"));
        vec![
            triggers(&notice.on),
            self.roles(&notice.to),
            self.roles(&notice.cc),
            notice.text.clone(),
            all_or(&notice.when)
                + &unless.unwrap_or_default()
                + if notice.once { ", once" } else { "" },
        ]
    }

    fn assumptions(&self) -> String {
        if self.policy.assumptions.is_empty() {
            return String::new();
        }
        let rows: Vec<_> = self
            .policy
            .assumptions
            .iter()
            .map(|open| vec![open.id.clone(), open.source.clone(), open.reading.clone()])
            .collect();
        format!(
            "## Assumptions\n\n{}",
            table(&["Id", "The source says", "Read as"], &rows)
        )
    }
}

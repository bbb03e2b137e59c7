//! Short phrases for steps, triggers, hours and holidays.
use std::collections::BTreeMap;
use std::fmt::Write;

use crate::policy::{CalendarRule, Condition, Ladder, StepAt, Trigger, ZoneOf};

pub(super) fn all_or(when: &Condition) -> String {
    if when.is_always() {
        "all".to_owned()
    } else {
        when.to_string()
    }
}

pub(super) fn step_at(at: &StepAt) -> String {
    match at {
        StepAt::Share(100) => "due".to_owned(),
        StepAt::Share(share) => format!("{share} %"),
        StepAt::BeforeDue(amount) => format!("{amount} before due"),
        StepAt::AfterDue(amount) => format!("{amount} after due"),
        StepAt::AfterStart(amount) => format!("{amount} after start"),
        StepAt::AfterPrevious(amount) => format!("{amount} after the previous step"),
    }
}

pub(super) fn quiet(ladder: &Ladder) -> String {
    let Some(quiet) = &ladder.quiet else {
        return String::new();
    };
    let unless = quiet.unless.as_ref();
    let unless = unless.map(|unless| format!(" unless {unless}"));
    format!(
        "; outside `{}` mails wait{}",
        quiet.outside,
        unless.unwrap_or_default()
    )
}

pub(super) fn triggers(triggers: &[Trigger]) -> String {
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

pub(super) fn zone(rule: &CalendarRule) -> String {
    match rule.zone {
        ZoneOf::Fixed(zone) => zone.to_string(),
        ZoneOf::Organisation => "the organisation's".to_owned(),
        ZoneOf::Contact => "the contact's".to_owned(),
    }
}

/// `mon-fri 09:00-17:00`, days of equal hours joined.
pub(super) fn hours(rule: &CalendarRule) -> String {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    if rule.hours.always {
        return "around the clock".to_owned();
    }
    let mut runs: Vec<(usize, usize, String)> = Vec::new();
    for (place, spans) in rule.hours.weekly.iter().enumerate() {
        let spans: Vec<_> = spans.iter().map(ToString::to_string).collect();
        let spans = spans.join(" ");
        match runs.last_mut() {
            Some((_, last, same)) if *same == spans => *last = place,
            Some(_) | None => runs.push((place, place, spans)),
        }
    }
    let day = |place: usize| DAYS.get(place).copied().unwrap_or_default();
    let open: Vec<_> = runs
        .iter()
        .filter(|(_, _, spans)| !spans.is_empty())
        .map(|(first, last, spans)| {
            if first == last {
                format!("{} {spans}", day(*first))
            } else {
                format!("{}-{} {spans}", day(*first), day(*last))
            }
        })
        .collect();
    open.join(", ")
}

/// How many dates of each year are holidays.
pub(super) fn holidays(rule: &CalendarRule) -> String {
    use chrono::Datelike;
    let mut years = BTreeMap::<i32, usize>::new();
    for date in rule.hours.holidays.keys() {
        *years.entry(date.year()).or_default() += 1;
    }
    let mut parts: Vec<_> = years
        .iter()
        .map(|(year, days)| format!("{days} in {year}"))
        .collect();
    if !rule.hours.yearly.is_empty() {
        parts.push(format!("{} each year", rule.hours.yearly.len()));
    }
    parts.join(", ")
}

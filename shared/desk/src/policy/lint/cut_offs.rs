//! Cut-offs that cut nothing off: outside the hours, or where no time begins.
use super::draft::{Draft, written_rows};
use super::sanity::names_of;
use crate::policy::model::{CalendarOf, Metric, Policy, Promise, UntilAgreed};
use crate::policy::syntax::{Findings, Node, Sense};
use crate::time::{Hours, Span, minute_of_day};

const DAY: u16 = 24 * 60;

/// Warns of each.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    for (name, node, metric) in draft.metrics() {
        if let Some(written) = node.get("cut_off") {
            let own = metric.targets.iter().chain(&metric.overrides);
            let mut own = own.filter(|row| begins_some_time(&row.promise)).peekable();
            if own.peek().is_none() {
                nothing_begins(&name.text, written, found);
            } else {
                let calendars = own.map(|row| row.calendar.as_ref().unwrap_or(&metric.calendar));
                outside_hours(draft.policy, calendars.collect(), written, found);
            }
        }
        rows(draft.policy, node, metric, found);
    }
}

fn rows(policy: &Policy, node: &Node, metric: &Metric, found: &mut Findings) {
    for (written, row) in written_rows(node).iter().zip(&metric.targets) {
        let Some(cut_off) = written.get("cut_off") else {
            continue;
        };
        if begins_some_time(&row.promise) {
            let calendar = row.calendar.as_ref().unwrap_or(&metric.calendar);
            outside_hours(policy, vec![calendar], cut_off, found);
        } else {
            nothing_begins("this row", cut_off, found);
        }
    }
}

fn begins_some_time(promise: &Promise) -> bool {
    match promise {
        Promise::Within(_)
        | Promise::By(_)
        | Promise::WordsWithClock(..)
        | Promise::Committed
        | Promise::Agreed(UntilAgreed::Within(_) | UntilAgreed::By(_)) => true,
        Promise::Words(_)
        | Promise::None
        | Promise::Slot
        | Promise::Agreed(UntilAgreed::Nothing) => false,
    }
}

fn nothing_begins(what: &str, written: &Node, found: &mut Findings) {
    let what = if what.contains(' ') {
        what.to_owned()
    } else {
        format!("`{what}`")
    };
    let message = format!("{what} promises no time that a cut-off could move");
    found.sense(Sense::IdleCutOff, written.at, message, "remove `cut_off`");
}

/// A cut-off that no day of the calendars has between its first opening and its last close.
fn outside_hours(
    policy: &Policy,
    calendars: Vec<&CalendarOf>,
    written: &Node,
    found: &mut Findings,
) {
    let Ok(minute) = minute_of_day(written.text().unwrap_or_default()) else {
        return;
    };
    let names = calendars
        .iter()
        .flat_map(|calendar| names_of(policy, calendar));
    let mut hours = names.filter_map(|name| Some((name, &policy.calendars.get(name)?.hours)));
    let Some((name, first)) = hours.next() else {
        return;
    };
    if cuts(first, minute) || hours.any(|(_, hours)| cuts(hours, minute)) {
        return;
    }
    let text = written.text().unwrap_or_default();
    let opens_later = days(first).all(|(open, _)| minute <= open);
    let (message, help) = if opens_later {
        let message =
            format!("`{name}` is not open yet at {text}: every report would count a day later");
        (message, "write a time within its hours")
    } else {
        let message = format!("`{name}` is closed at {text}: the cut-off changes nothing");
        (
            message,
            "write a time within its hours, or remove `cut_off`",
        )
    };
    found.sense(Sense::IdleCutOff, written.at, message, help);
}

fn cuts(hours: &Hours, minute: u16) -> bool {
    let inside = |open: u16, close: u16| open < minute && minute < close;
    // A night shift may be cut after midnight.
    let at_night = |open: u16, close: u16| minute <= open && minute + DAY < close;
    days(hours).any(|(open, close)| inside(open, close) || at_night(open, close))
}

/// The first opening and the last close of each weekday, of every season; after midnight minutes go on.
fn days(hours: &Hours) -> impl Iterator<Item = (u16, u16)> {
    let seasons = hours.seasons.iter().flat_map(|season| &season.weekly);
    let always = hours.always.then_some((0, DAY));
    let close = |span: &Span| {
        if span.is_overnight() {
            span.close + DAY
        } else {
            span.close
        }
    };
    let days = hours.weekly.iter().chain(seasons).filter_map(move |spans| {
        let open = spans.iter().map(|span| span.open).min()?;
        Some((open, spans.iter().map(close).max()?))
    });
    always.into_iter().chain(days)
}

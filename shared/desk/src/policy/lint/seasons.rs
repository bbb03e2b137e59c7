//! Seasons that cannot be meant: over before the policy begins, those of the calendar itself, from the wrong end.
use super::draft::Draft;
use super::week;
use crate::policy::model::CalendarRule;
use crate::policy::syntax::{Findings, Node, Sense};
use crate::time::{Season, SeasonDates, Span};

/// Dates of a season that is written from its end to its begin, at least.
const MOST_OF_A_YEAR: usize = 200;

/// Warns of each of one calendar.
pub(super) fn senseless(draft: Draft<'_>, node: &Node, rule: &CalendarRule, found: &mut Findings) {
    let written = node.get("seasons").map_or(&[][..], Node::entries);
    for (name, node) in written {
        week::senseless(node, found);
        let mut seasons = rule.hours.seasons.iter();
        let Some(season) = seasons.find(|season| season.name == name.text) else {
            continue;
        };
        let until = node.get("until").map_or(name.at, |until| until.at);
        if let SeasonDates::Once { until: last, .. } = season.dates
            && last < draft.policy.effective_from
        {
            let message = format!(
                "the season `{}` is over before the policy begins",
                name.text
            );
            let help = "write the dates of this year, or `07-01` for every year";
            found.sense(Sense::PastSeason, until, message, help);
        } else if !rule.hours.always && season.weekly == rule.hours.weekly {
            let message = format!("the season `{}` has the calendar's own hours", name.text);
            let help = "write other hours, or remove the season";
            found.sense(Sense::IdleSeason, name.at, message, help);
        } else if let Some(dates) = written_from_its_end(rule, season) {
            let message = format!(
                "the season `{}` runs over New Year, for {dates} days of the year",
                name.text
            );
            let help = "write the date on which it begins under `from`, its last under `until`";
            let from = node.get("from").map_or(name.at, |from| from.at);
            found.sense(Sense::SwappedSeason, from, message, help);
        }
    }
}

/// How many dates a season has that takes most of the year over New Year, and is open for less than the calendar is: a
/// calendar's own days are those of most of the year.
fn written_from_its_end(rule: &CalendarRule, season: &Season) -> Option<usize> {
    let SeasonDates::Yearly { from, until } = season.dates else {
        return None;
    };
    let minutes = |week: &[Vec<Span>; 7]| {
        let spans = week.iter().flatten();
        spans.map(|span| u32::from(week::length(span))).sum::<u32>()
    };
    let fewer = rule.hours.always || minutes(&season.weekly) < minutes(&rule.hours.weekly);
    if from <= until || !fewer {
        return None;
    }
    let year = chrono::NaiveDate::from_ymd_opt(2027, 1, 1)?;
    let dates = year.iter_days().take(365);
    let dates = dates.filter(|date| season.dates.contain(*date)).count();
    (dates > MOST_OF_A_YEAR).then_some(dates)
}

//! Rows that a stricter one always wins over, where the strictest row counts.
use crate::contract::certainty::never_later;
use crate::contract::grid::{Offer, offer, promises_time};
use crate::policy::{
    At, Combine, Findings, Metric, Places, Policy, Sense, Target, TicketProfile, promise_matrix,
};

/// Warns of each.
pub(super) fn looser_rows(policy: &Policy, places: Places<'_>, found: &mut Findings) {
    let strictest = |metric: &&Metric| metric.combine == Combine::Strictest;
    let mut matrix = None;
    for metric in policy.metrics.iter().filter(strictest) {
        let matrix = matrix.get_or_insert_with(|| promise_matrix(policy));
        for place in 0..metric.targets.len() {
            let at = places.item(&["metrics", &metric.name, "targets"], place);
            let Some(at) = at.filter(|at| !found.knows(*at)) else {
                continue;
            };
            let beaten_by = |place: usize| always_stricter(policy, metric, place, matrix);
            if let Some(stricter) = beaten_by(place)
                && !of_a_table(metric, place, stricter, beaten_by)
            {
                say(at, stricter.line, found);
            }
        }
    }
}

fn say(at: At, line: u64, found: &mut Findings) {
    let message =
        format!("the strictest row counts, and line {line} is never due later than this one");
    let help = "remove it, write it under `overrides`, or `combine: most_specific`";
    found.sense(Sense::NeverWins, at, message, help);
}

/// Whether a row is one of a table that asks for the same, of which others count, and what beats it is of another table:
/// who publishes two tables and says that the stricter one holds has such rows.
fn of_a_table<'m>(
    metric: &'m Metric,
    place: usize,
    stricter: &Target,
    beaten_by: impl Fn(usize) -> Option<&'m Target>,
) -> bool {
    let keys = metric.targets.get(place).map(|row| row.when.keys());
    let alike = |row: &Target| Some(row.when.keys()) == keys;
    let mut rows = metric.targets.iter().enumerate();
    !alike(stricter)
        && rows.any(|(other, row)| other != place && alike(row) && beaten_by(other).is_none())
}

/// A row that is stricter for some kind of ticket, where each kind that a row is for has such a one.
fn always_stricter<'m>(
    policy: &Policy,
    metric: &'m Metric,
    place: usize,
    matrix: &[TicketProfile],
) -> Option<&'m Target> {
    let own = metric.targets.get(place)?;
    // Rows that are said once for two metrics may count in the other.
    let mut others = policy
        .metrics
        .iter()
        .filter(|other| other.name != metric.name);
    if others.any(|other| other.targets.iter().any(|row| row.line == own.line)) {
        return None;
    }
    // Two rows for the same tickets are told as such.
    let same = metric.targets.iter().filter(|row| row.when == own.when);
    if same.count() > 1 {
        return None;
    }
    let mut stricter = None;
    for kind in matrix {
        let Some(row) = offer(policy, metric, own, kind) else {
            continue;
        };
        if !promises_time(row.promise) {
            return None;
        }
        let wins = |(other, target): (usize, &'m Target)| {
            let offered = offer(policy, metric, target, kind)?;
            let covers = offered.when.is_always() || offered.when == row.when;
            let never = |one: &Offer<'_>, than: &Offer<'_>| never_later(policy, metric, one, than);
            let tie = never(&row, &offered) && place < other;
            (covers && other != place && never(&offered, &row) && !tie).then_some(target)
        };
        let mut all = metric.targets.iter().enumerate();
        stricter = Some(all.find_map(wins)?);
    }
    stricter
}

//! Coverage of the promise matrix: cells that nobody filled.
use crate::policy::model::{Metric, Policy, TicketProfile, ticket_profiles};
use crate::policy::syntax::{At, Findings};
use std::collections::BTreeSet;

/// A cell without a row is an error: `none` has to be said. One that misses only some tickets of
/// the cell is worth a look.
pub(super) fn cells_without_row(policy: &Policy, metric: &Metric, found: &mut Findings) {
    let conditions = metric.targets.iter().map(|row| &row.when);
    let starts = metric.starts.iter().map(|trigger| &trigger.when);
    let Some(profiles) = ticket_profiles(policy, conditions.chain(starts)) else {
        return;
    };
    let begins = |profile: &TicketProfile| {
        let mut starts = metric.starts.iter();
        starts.any(|trigger| trigger.when.eval_known(profile) != Some(false))
    };
    let promised = |profile: &TicketProfile| {
        let mut rows = metric.targets.iter();
        rows.any(|row| row.when.eval_known(profile) != Some(false))
    };
    let concerned: Vec<_> = profiles.iter().filter(|profile| begins(profile)).collect();
    let without: Vec<_> = concerned
        .iter()
        .filter(|profile| !promised(profile))
        .copied()
        .collect();
    let with: BTreeSet<TicketProfile> = concerned
        .iter()
        .filter(|profile| promised(profile))
        .map(|profile| profile.cell())
        .collect();
    let (partly, wholly): (Vec<&TicketProfile>, Vec<&TicketProfile>) = without
        .into_iter()
        .partition(|profile| with.contains(&profile.cell()));
    let wholly: BTreeSet<TicketProfile> = wholly.iter().map(|profile| profile.cell()).collect();
    if !wholly.is_empty() {
        let message = format!(
            "`{}` says nothing of {}",
            metric.name,
            listed(wholly.iter().map(TicketProfile::to_string))
        );
        let help = "add a row for it; `within: none` promises nothing";
        found.error(At::line(metric.line), message, help);
    }
    if !partly.is_empty() {
        let listed = listed(partly.iter().map(|profile| profile.to_string()));
        let message = format!(
            "`{}` says nothing of some tickets: {listed} and nothing else",
            metric.name
        );
        let help = "add a last row without that condition";
        found.warning(At::line(metric.line), message, help);
    }
}

/// The first few, and how many more there are.
fn listed(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len().saturating_sub(3);
    let shown: Vec<_> = names.take(3).collect();
    let shown = shown.join("; ");
    if more == 0 {
        shown
    } else {
        format!("{shown}; and {more} more")
    }
}

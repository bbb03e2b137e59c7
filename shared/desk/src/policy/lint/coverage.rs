//! Coverage of the promise matrix: cells that nobody filled.
use super::channels::open_channels;
use super::draft::Draft;
use super::levels;
use crate::policy::model::{Metric, Policy, TicketProfile, ticket_profiles};
use crate::policy::syntax::{At, Condition, Findings, Key};
use std::collections::BTreeSet;

/// A cell without a row is an error: `none` has to be said. One that misses only some tickets of
/// the cell is worth a look.
pub(super) fn cells_without_row(draft: Draft<'_>, metric: &Metric, found: &mut Findings) {
    let policy = draft.policy;
    let conditions = metric.targets.iter().map(|row| &row.when);
    let starts = metric.starts.iter().map(|trigger| &trigger.when);
    let conditions = conditions.chain(starts);
    let Some(mut profiles) = ticket_profiles(policy, conditions.clone()) else {
        return;
    };
    if !policy.teams.is_empty() {
        // A level of no team has no tickets to promise anything.
        let levels: Vec<_> = levels::known(draft).iter().map(u8::to_string).collect();
        let is_one = |level: &str| levels.iter().any(|known| known == level);
        profiles.retain(|profile| profile.get(&Key::Level).is_none_or(is_one));
    }
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
        let asked: Vec<&Condition> = conditions.collect();
        let rest = partly.iter().map(|profile| rest(policy, &asked, profile));
        let message = format!(
            "`{}` says nothing of some tickets: {}",
            metric.name,
            listed(rest)
        );
        let help = "add a last row without that condition";
        found.warning(At::line(metric.line), message, help);
    }
}

/// A ticket that no row fits, in words: what it is, and of which keys it has no value that a condition names.
fn rest(policy: &Policy, conditions: &[&Condition], profile: &TicketProfile) -> String {
    let lacks = profile.lacks().map(|key| {
        let atoms = conditions.iter().flat_map(|condition| condition.atoms());
        let atoms: Vec<_> = atoms.filter(|atom| atom.key == *key).collect();
        let is_named = |channel: &String| {
            let mut atoms = atoms.iter();
            atoms.any(|atom| atom.test.named().contains(channel))
        };
        if *key == Key::Channel && open_channels(policy).all(is_named) {
            "those without a channel".to_owned()
        } else {
            format!("those whose `{key}` is none of these rows'")
        }
    });
    let lacks: Vec<_> = lacks.collect();
    match (profile.is_of_nothing(), lacks.join(" and ")) {
        (true, lacks) if !lacks.is_empty() => lacks,
        (_, lacks) if lacks.is_empty() => profile.to_string(),
        (_, lacks) => format!("{profile}, {lacks}"),
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

#[cfg(test)]
mod tests {
    /// Warnings about a desk with two channels that promises these rows.
    fn warnings(rows: &str) -> Vec<String> {
        let text = format!(
            "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
             reply_to: help@acme.example.com\nchannels: [phone, email]\n\
             metrics:\n  reply: {{ targets: [{rows}] }}\n"
        );
        let found = crate::policy::compile(&text).unwrap().warnings;
        found.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn tickets_that_no_row_fits_are_told_by_what_they_lack() {
        let phone = "{ when: channel = phone, within: 1 elapsed hour }";
        let both = format!("{phone}, {{ when: channel = email, within: 4 elapsed hours }}");
        assert_eq!(
            warnings(&both),
            ["`reply` says nothing of some tickets: those without a channel"]
        );
        assert_eq!(
            warnings(phone),
            ["`reply` says nothing of some tickets: those whose `channel` is none of these rows'"]
        );
    }
}

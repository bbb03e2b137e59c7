//! Channels that are not open, wherever a condition asks for them.
use super::asked::{Asked, Moment, conditions};
use super::draft::Draft;
use crate::policy::model::{Policy, TicketProfile, tickets};
use crate::policy::syntax::{At, Condition, Findings, Key, Sense, Test};

/// Warns of each channel that a condition asks for and that opens no ticket, or none of those concerned.
pub(super) fn closed(draft: Draft<'_>, found: &mut Findings) {
    none(draft, found);
    // Whoever reaches out again may do so by any channel.
    let asked = conditions(draft).into_iter();
    for asked in asked.filter(|asked| asked.moment == Moment::Any) {
        if !found.knows_of(asked.node) && !closed_to_all(draft, &asked, found) {
            closed_to_these(draft.policy, &asked.condition, asked.node.at, found);
        }
    }
}

/// Lists that name no channel: of everybody, of a plan, of an add-on.
fn none(draft: Draft<'_>, found: &mut Findings) {
    let sold = ["plans", "add_ons"].into_iter();
    let sold = sold.flat_map(|section| draft.entries(&[section]));
    let sold = sold.filter_map(|(_, node)| node.get("channels"));
    for written in draft.at(&["channels"]).into_iter().chain(sold) {
        if written.items().is_empty() {
            let message = "no channel is named here";
            let help = "write those that are open, as in `[portal, email]`, or remove `channels`";
            found.sense(Sense::NoChannel, written.at, message, help);
        }
    }
}

fn closed_to_all(draft: Draft<'_>, asked: &Asked<'_>, found: &mut Findings) -> bool {
    let named = named(&asked.condition);
    let shut = named
        .iter()
        .filter(|name| !is_open(draft.policy, name, None));
    let shut: Vec<_> = shut.collect();
    let Some(first) = shut.first() else {
        return false;
    };
    let all: Vec<_> = shut.iter().map(|channel| format!("`{channel}`")).collect();
    let message = match all.as_slice() {
        [only] => format!("the channel {only} is not open"),
        several => format!("the channels {} are not open", several.join(" and ")),
    };
    let all = all.join(" and ");
    let help = if draft.at(&["channels"]).is_some() {
        format!("add {all} to `channels`, or ask for another")
    } else {
        format!("add {all} to the `channels` of a plan, or ask for another")
    };
    let at = asked.place_of(&Key::Channel, first);
    found.sense(Sense::ClosedChannel, at, message, help);
    true
}

/// Warns of a condition that asks for a channel by which no ticket of its kind comes.
pub(super) fn closed_to_these(policy: &Policy, when: &Condition, at: At, found: &mut Findings) {
    let named = named(when);
    let is_shut = |name: &String| !is_open(policy, name, None);
    if named.is_empty() || named.iter().any(is_shut) {
        return;
    }
    let Some(all) = tickets(policy, std::iter::once(when)) else {
        return;
    };
    let mut held = all.iter().filter(|ticket| when.eval(*ticket)).peekable();
    let closed = |ticket: &TicketProfile| {
        let plan = ticket.get(&Key::Plan);
        let mut shut = named.iter().filter(|name| !is_open(policy, name, plan));
        shut.any(|name| Condition::only(Key::Channel, Test::Equals(name.clone())).eval(ticket))
    };
    if let (Some(_), Some(channel)) = (held.peek(), named.first())
        && held.all(closed)
    {
        let message = format!("the channel `{channel}` is not open for these tickets");
        let help = format!("add `{channel}` to the `channels` of their plan, or ask for another");
        found.sense(Sense::ClosedChannel, at, message, help);
    }
}

/// The channels that a condition names, each once.
fn named(condition: &Condition) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    let atoms = condition.atoms().into_iter();
    for atom in atoms.filter(|atom| atom.key == Key::Channel) {
        for channel in atom.test.named() {
            if !named.contains(channel) {
                named.push(channel.clone());
            }
        }
    }
    named
}

/// The channels that open tickets to anybody.
pub(super) fn open_channels(policy: &Policy) -> impl Iterator<Item = &String> {
    open_to(policy, None)
}

/// Whether a channel opens tickets of that plan, or of any.
fn is_open(policy: &Policy, channel: &str, plan: Option<&str>) -> bool {
    open_to(policy, plan).any(|known| known == channel)
}

fn open_to<'p>(policy: &'p Policy, plan: Option<&str>) -> impl Iterator<Item = &'p String> {
    let of_plans = policy.plans.iter();
    let of_plans = of_plans.filter(move |(name, _)| plan.is_none_or(|plan| *name == plan));
    let of_plans = of_plans.flat_map(|(_, plan)| &plan.channels);
    let of_add_ons = policy.add_ons.values().flat_map(|add_on| &add_on.channels);
    policy.channels.iter().chain(of_plans).chain(of_add_ons)
}

//! Limits, shares and credits as a policy's author reads them, in the policy's own terms.
use super::page::PagePart;
use crate::policy::{Condition, Credit, Earned, Limits, Policy};

/// The section; nothing where the policy says nothing of the kind.
pub(super) fn measures(policy: &Policy) -> Vec<PagePart> {
    let plans = policy.plans.iter().map(|(id, plan)| (id, &plan.limits));
    let add_ons = policy.add_ons.iter();
    let add_ons = add_ons.map(|(id, add_on)| (id, &add_on.limits));
    let limited = plans
        .chain(add_ons)
        .filter(|(_, limits)| !limits.is_empty());
    let mut points: Vec<_> = limited
        .map(|(id, limits)| format!("{id}: {}", shown(limits)))
        .collect();
    for metric in &policy.metrics {
        let shares = metric.kept.iter();
        points.extend(shares.map(|row| {
            let when = shown_when(&row.when);
            format!("{}{when}: kept {}", metric.name, row.kept)
        }));
    }
    points.extend(policy.credits.iter().map(credit));
    if points.is_empty() {
        return Vec::new();
    }
    let heading = "Limits, shares, credits (shown, not counted yet)";
    vec![
        PagePart::Heading(heading.to_owned()),
        PagePart::Points(points),
    ]
}

fn shown(limits: &Limits) -> String {
    let at_a_time = limits.at_a_time.map(|number| format!("{number} at a time"));
    let tickets = limits
        .tickets
        .map(|limit| format!("{} tickets per {}", limit.number, limit.period.word()));
    let hours = limits
        .hours
        .map(|limit| format!("{} hours per {}", limit.number, limit.period.word()));
    let all: Vec<_> = [at_a_time, tickets, hours].into_iter().flatten().collect();
    all.join(", ")
}

fn credit(credit: &Credit) -> String {
    let earned = match credit.earned {
        Earned::Below(share) => format!("below {share}%"),
        Earned::Breaches(breaches) => format!("{breaches} broken"),
        Earned::PerBegun(unit) => format!("per begun {}", unit.word()),
    };
    let when = shown_when(&credit.when);
    let words = |words: &crate::policy::Words| words.values().next().cloned().unwrap_or_default();
    let most = credit.at_most.as_ref();
    let most = most.map_or_else(String::new, |most| format!(", at most {}", words(most)));
    let text = words(&credit.credit);
    let metrics = credit.metrics.join(" + ");
    format!("{metrics}{when}: {earned}, {text}{most}")
}

fn shown_when(when: &Condition) -> String {
    if when.is_always() {
        String::new()
    } else {
        format!(" when {when}")
    }
}

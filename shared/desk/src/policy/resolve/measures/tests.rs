//! What limits, shares and credits say, and what is wrong with those that say nothing.
use crate::policy::{Earned, Policy, compile};

/// A policy with a plan of these limits, a metric of this share, and these credits.
fn policy(limits: &str, kept: &str, credits: &str) -> Result<Policy, String> {
    let text = format!(
        "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
         reply_to: help@acme.example.com\n\
         calendars: {{ office: {{ mon-fri: 09:00-17:00 }} }}\n\
         plans: {{ gold: {{ hours: office, limits: {limits} }} }}\n\
         metrics: {{ resolution: {{ kept: {kept}, targets: 4 hours }}, other: {{ targets: 4 hours }} }}\n\
         credits: {credits}\n"
    );
    match compile(&text) {
        Ok(checked) => Ok(checked.policy),
        Err(found) => Err(found
            .iter()
            .map(|one| format!("{} ({})\n", one.message, one.help))
            .collect()),
    }
}

const LIMITS: &str = "{ at_a_time: 1, tickets: 10 per month, hours: 2.5 per quarter }";
const CREDITS: &str = "[{ metric: resolution, below: 95%, credit: 5% of the fee },\n \
    { metric: resolution, below: 90.5%, credit: 10% of the fee },\n \
    { metric: resolution, when: plan = gold, below: 95%, credit: 20% of the fee },\n \
    { metric: other, breaches: 3 per year, credit: a month, at_most: two months },\n \
    { metric: other, per: begun business hour, credit: 50 euros }]";

#[test]
fn limits_shares_and_credits_are_read_as_they_are_said() {
    let policy = policy(LIMITS, "99.5% per week", CREDITS).unwrap();
    let limits = policy.plans["gold"].limits;
    assert_eq!(limits.at_a_time, Some(1));
    assert_eq!(limits.tickets.unwrap().to_string(), "10 per month");
    assert_eq!(limits.hours.unwrap().to_string(), "2.5 per quarter");
    let kept = |place: usize| -> Vec<String> {
        let shares = policy.metrics[place].kept.iter();
        shares
            .map(|row| format!("{}: {}", row.when, row.kept))
            .collect()
    };
    assert_eq!(kept(0), ["always: 99.5% per week"]);
    assert!(kept(1).is_empty());
    let earned = policy.credits.iter().map(|credit| match credit.earned {
        Earned::Below(share) => format!("below {share}"),
        Earned::Breaches(breaches) => breaches.to_string(),
        Earned::PerBegun(unit) => unit.word().to_owned(),
    });
    let earned: Vec<_> = earned.collect();
    let said = [
        "below 95",
        "below 90.5",
        "below 95",
        "3 per year",
        "business hour",
    ];
    assert_eq!(earned, said);
    let most = policy.credits[3].at_most.as_ref().unwrap();
    assert_eq!(most["en"], "two months");
}

#[test]
fn a_share_may_differ_by_ticket_and_a_credit_count_several_promises_together() {
    let rows = "[{ when: plan = gold, share: 99% per week }, { share: 90% per week }]";
    let credits = "[{ metric: [resolution, other], breaches: 3 per year, credit: a month },\n \
        { metric: resolution, below: 95%, credit: 5% }]";
    let policy = policy(LIMITS, rows, credits).unwrap();
    let kept = policy.metrics[0].kept.iter();
    let kept: Vec<_> = kept
        .map(|row| format!("{}: {}", row.when, row.kept))
        .collect();
    assert_eq!(kept, ["plan = gold: 99% per week", "always: 90% per week"]);
    assert_eq!(policy.credits[0].metrics, ["resolution", "other"]);
}

#[test]
fn what_is_no_limit_share_or_credit_is_named_with_what_would_be() {
    for (limits, kept, credits, message) in [
        ("{}", "9% per day", "[]", "nothing is limited here (write"),
        (
            "{ tickets: 10 a month }",
            "9% per day",
            "[]",
            "`10 a month` is no number per period (write `10 per month`)",
        ),
        (
            "{ tickets: 10 per moth }",
            "9% per day",
            "[]",
            "there is no period `moth` (did you mean `month`?)",
        ),
        (
            "{ tickets: 1.5 per month }",
            "9% per day",
            "[]",
            "`1.5` is not a whole number",
        ),
        (
            "{ hours: 0 per month }",
            "9% per day",
            "[]",
            "`0 per month` is nothing at all",
        ),
        (
            "{ hours: -1 per month }",
            "9% per day",
            "[]",
            "`-1 per month` is nothing at all",
        ),
        (
            "{ at_a_time: 0 }",
            "9% per day",
            "[]",
            "`0` is nothing at all",
        ),
        (
            "{ at_a_time: one }",
            "9% per day",
            "[]",
            "`one` is not a whole number",
        ),
        (
            LIMITS,
            "95%",
            "[]",
            "`95%` does not say over what time (write `95% per month`)",
        ),
        (LIMITS, "95 per month", "[]", "`95` is no share"),
        (LIMITS, "0% per month", "[]", "`0%` is no share"),
        (LIMITS, "101% per month", "[]", "`101%` is no share"),
        (
            LIMITS,
            "95% per fortnight",
            "[]",
            "there is no period `fortnight`",
        ),
        (
            LIMITS,
            "9% per day",
            "[{ metric: resolutions, per: begun day, credit: x }]",
            "there is no metric `resolutions`",
        ),
        (
            LIMITS,
            "9% per day",
            "[{ metric: other, credit: x }]",
            "a credit is earned by one of",
        ),
        (
            LIMITS,
            "9% per day",
            "[{ metric: other, per: begun day, breaches: 1 per day, credit: x }]",
            "a credit is earned by one of",
        ),
        (
            LIMITS,
            "9% per day",
            "[{ metric: other, per: hour, credit: x }]",
            "`hour` is not possible here (there is `begun hour`",
        ),
        (
            LIMITS,
            "9% per day",
            "[{ metric: other, below: 5%, credit: x }]",
            "`other` does not say which share is kept",
        ),
        (
            LIMITS,
            "9% per day",
            "[{ metric: resolution, below: 10%, credit: x }]",
            "`resolution` is kept at 9%: this pays above it (write `below: 9%`)",
        ),
        (
            LIMITS,
            "9% per day",
            "[{ metric: resolution, below: 5%, credit: x }, { metric: resolution, below: 6%, credit: y }]",
            "the shares of `resolution` do not fall",
        ),
        (
            LIMITS,
            "9% per day",
            "[{ metric: resolution, below: 5%, credit: x }, { metric: resolution, below: 5%, credit: y }]",
            "the shares of `resolution` do not fall",
        ),
        (
            LIMITS,
            "9% per day",
            "[{ metric: resolution, when: limit.hours = reached, breaches: 1 per day, credit: x }]",
            "`limit.hours` cannot be asked",
        ),
    ] {
        let told = policy(limits, kept, credits).unwrap_err();
        assert!(told.contains(message), "{message}:\n{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
    }
}

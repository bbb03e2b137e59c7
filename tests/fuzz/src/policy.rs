//! Policy files: a wrong one is told its mistakes, a right one can be shown and lived under.
use desk::clock::{next_due, views};
use desk::contract::{check, page, show};
use desk::lifecycle::{Act, Command, Decision, Roster, commands, decide, fold_all};
use desk::policy::{Finding, Policy, Severity, load};
use desk::ticket::{Actor, Opening};
use desk::time::Instant;

/// Longer files are not looked at: they say nothing that several short ones do not.
const LONGEST: usize = 64 * 1024;
/// So many sweeps a ticket may need until it owes nothing for now.
const SWEEPS: usize = 12;

/// Reads the text as a policy file and lives under it for a while.
pub fn policy(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if text.len() > LONGEST {
        return;
    }
    match check(text) {
        Err(findings) => {
            let is_error = |finding: &Finding| finding.severity == Severity::Error;
            assert!(findings.iter().any(is_error), "refused without an error");
            for finding in &findings {
                stands_in(finding, text);
            }
        }
        Ok(checked) => {
            for finding in &checked.warnings {
                stands_in(finding, text);
            }
            // Functions read it by a quicker way, which has to lead to the same policy.
            assert_eq!(load(text).as_ref(), Ok(&checked.policy));
            live(&checked.policy);
        }
    }
}

/// A finding names a place that the file has; YAML ends a line at a carriage return, too.
fn stands_in(finding: &Finding, text: &str) {
    let lines = text.split(['\n', '\r']).count() + 1;
    assert!(
        finding.line >= 1 && usize::try_from(finding.line).is_ok_and(|line| line <= lines),
        "{finding} in a file of {lines} lines"
    );
    assert!(
        !finding.message.is_empty(),
        "{}: nothing said",
        finding.line
    );
}

/// Shows it to people and runs a ticket through it.
fn live(policy: &Policy) {
    assert!(show(policy).contains(&policy.desk));
    for locale in policy.locales.iter().map(String::as_str).chain(["en"]) {
        // A language without its words is refused, not shown half.
        let _ = page(policy, locale);
    }
    let mut now = crate::morning();
    let open = Act::Open(commands::Open {
        opening: Opening {
            plan: policy.plans.keys().next().cloned(),
            ticket_type: policy.types.keys().next().cloned(),
            ..Opening::default()
        },
        requester: "r".to_owned(),
        request_hash: "h".to_owned(),
        policy_version: "v".to_owned(),
        reference: "R".to_owned(),
        missing: Vec::new(),
    });
    let Ok(opened) = decide(
        None,
        &command(open, "open", now),
        policy,
        &Roster::default(),
        now,
    ) else {
        return;
    };
    let mut facts = opened.facts;
    let mut state = opened.state;
    for sweep in 0..SWEEPS {
        let shown = views(&state, policy, now);
        assert!(shown.iter().all(|clock| !clock.metric.is_empty()));
        let Some(due) = next_due(&state, policy) else {
            break;
        };
        now = now.max(due);
        let cause = format!("sweep {sweep}");
        let Ok(Decision {
            facts: new,
            state: next,
            ..
        }) = decide(
            Some(&state),
            &command(Act::Sweep, &cause, now),
            policy,
            &Roster::default(),
            now,
        )
        else {
            break;
        };
        facts.extend(new);
        state = next;
    }
    assert_eq!(fold_all(&facts, policy).as_ref(), Some(&state));
}

fn command(act: Act, cause: &str, now: Instant) -> Command {
    Command {
        by: Actor::System,
        occurred_at: now,
        late_reason: None,
        cause: cause.to_owned(),
        act,
    }
}

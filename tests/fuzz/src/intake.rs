//! Requests to open a ticket: whatever comes in is taken or refused, and never the server's fault.
use std::sync::{Arc, LazyLock};

use desk::classify::propose;
use desk::clock::next_due;
use desk::policy::{Policy, compile};
use desk::ticket::State;
use serde_json::Value;

static POLICIES: LazyLock<Vec<Arc<Policy>>> = LazyLock::new(|| {
    let texts = [
        include_str!("../../../infra/policies/whise.yaml"),
        include_str!("../../../infra/policies/whitevision.yaml"),
        include_str!("../../../infra/policies/webpro.yaml"),
        include_str!("../../../infra/policies/wotnot.yaml"),
        include_str!("../../../infra/policies/wep.yaml"),
    ];
    let policies = texts.map(|text| Arc::new(compile(text).unwrap().policy));
    policies.into_iter().collect()
});

/// Gives the body to each of the five desks.
pub fn intake(bytes: &[u8]) {
    let value: Option<Value> = serde_json::from_slice(bytes).ok();
    let words = |field: &str| {
        let text = value.as_ref().and_then(|value| value[field].as_str());
        text.unwrap_or_default().to_owned()
    };
    let (subject, description) = (words("subject"), words("description"));
    for policy in POLICIES.iter() {
        match intake::dry_run(&policy.desk, bytes, policy, crate::morning()) {
            Err(problem) => {
                assert!((400..500).contains(&problem.status), "{problem:?}");
                assert!(!problem.detail.is_empty(), "{problem:?}");
                let status = problem.answer().status().as_u16();
                assert_eq!(status, problem.status);
            }
            Ok((tickets, answer)) => {
                assert_eq!(answer.status().as_u16(), 201);
                assert!(!tickets.is_empty());
                for ticket in &tickets {
                    is_sound(ticket, policy, &subject, &description);
                }
            }
        }
    }
}

fn is_sound(ticket: &State, policy: &Policy, subject: &str, description: &str) {
    let stored = serde_json::to_string(ticket).unwrap();
    let read: State = serde_json::from_str(&stored).unwrap();
    assert_eq!(&read, ticket, "the snapshot is not read as it was written");
    assert!(next_due(ticket, policy).is_some(), "nobody classifies it");
    let proposal = propose(policy, ticket, subject, description);
    let priority = proposal.priority.as_ref();
    assert!(
        priority.is_none_or(|name| policy.priorities.iter().any(|known| &known.id == name)),
        "{proposal:?}"
    );
}

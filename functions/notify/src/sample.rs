//! Contexts of the shipped desks, for tests.
use std::sync::Arc;

use desk::lifecycle::{Act, Command, Roster, commands, decide};
use desk::notice::{NoticeDraft, Recipient};
use desk::policy::compile;
use desk::ticket::{Actor, Opening, State};
use desk::time::Instant;
use escalon_aws::{Contact, Organisation};

use crate::context::NoticeContext;
use crate::inbound::InboundMail;
use crate::staff::RequesterWords;

pub(crate) const NOW: &str = "2026-03-09T08:00:00Z";

pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// A ticket of that type and priority, opened on a Monday morning.
pub(crate) fn context(desk: &str, ticket_type: &str, priority: &str) -> NoticeContext {
    let some = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/policies");
    let text = std::fs::read_to_string(format!("{folder}/{desk}.yaml")).unwrap();
    let policy = Arc::new(compile(&text).unwrap().policy);
    let act = Act::Open(commands::Open {
        opening: Opening {
            ticket_type: some(ticket_type),
            priority: some(priority),
            ..Opening::default()
        },
        requester: "contact".to_owned(),
        request_hash: "h".to_owned(),
        policy_version: "1".to_owned(),
        reference: "K7Q2-9F".to_owned(),
        missing: vec![],
    });
    let opened = decide(
        None,
        &command("open", act),
        &policy,
        &Roster::default(),
        at(NOW),
    )
    .unwrap();
    NoticeContext {
        state: opened.state,
        policy,
        contact: Some(contact()),
        organisation: Some(organisation()),
        reply: None,
        words: RequesterWords::default(),
        url: None,
        inbound: InboundMail::Off,
    }
}

/// The ticket after something happened to it.
pub(crate) fn after(context: &NoticeContext, cause: &str, act: Act, now: Instant) -> State {
    let command = Command {
        occurred_at: now,
        ..command(cause, act)
    };
    let decided = decide(
        Some(&context.state),
        &command,
        &context.policy,
        &Roster::default(),
        now,
    );
    decided.unwrap().state
}

fn command(cause: &str, act: Act) -> Command {
    let agent = Actor::Agent {
        id: "agent".to_owned(),
        level: 1,
    };
    let by = if matches!(act, Act::Sweep | Act::TakeStep(_)) {
        Actor::System
    } else {
        agent
    };
    Command {
        by,
        occurred_at: at(NOW),
        late_reason: None,
        cause: cause.to_owned(),
        act,
    }
}

pub(crate) fn contact() -> Contact {
    Contact {
        id: "contact".to_owned(),
        email: "ann@example.com".to_owned(),
        name: None,
        locale: None,
        zone: None,
        organisation: Some("acme".to_owned()),
    }
}

pub(crate) fn organisation() -> Organisation {
    Organisation {
        id: "acme".to_owned(),
        ..Organisation::default()
    }
}

pub(crate) fn draft(name: &str, text: &str, to: Recipient) -> NoticeDraft {
    NoticeDraft {
        name: name.to_owned(),
        text: text.to_owned(),
        to,
        cc: vec![],
        fact_seq: 1,
        not_before: at(NOW),
        metric: None,
        step: None,
        digest: false,
        receipt: false,
    }
}

pub(crate) fn role(role: &str) -> Recipient {
    Recipient::Role {
        role: role.to_owned(),
        address: format!("{role}@example.com"),
    }
}

/// The notice of the first step of a ladder.
pub(crate) fn alarm(metric: &str) -> NoticeDraft {
    NoticeDraft {
        metric: Some(metric.to_owned()),
        step: Some(0),
        digest: true,
        ..draft("warning", "warning", role("assignee"))
    }
}

/// A ticket whose first response is nearly due, with the first step of its ladder taken.
pub(crate) fn warned() -> (NoticeContext, Instant) {
    let mut context = context("whise", "", "high");
    let now = at("2026-03-09T11:00:00Z");
    context.state = after(&context, "sweep", Act::Sweep, now);
    let act = Act::TakeStep(commands::TakeStep {
        metric: "first_response".to_owned(),
        cycle: 1,
        step: 0,
    });
    context.state = after(&context, "step", act, now);
    (context, now)
}

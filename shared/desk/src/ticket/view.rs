//! A ticket as conditions see it.
use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::policy::{Facts, Key, Policy, Values};
use crate::ticket::State;

/// Answers the keys of `when` from a ticket's state.
pub struct TicketFacts<'a> {
    state: &'a State,
}

impl<'a> TicketFacts<'a> {
    /// The view of `state`.
    #[must_use]
    pub fn new(state: &'a State) -> Self {
        Self { state }
    }
}

impl Facts for TicketFacts<'_> {
    fn values(&self, key: &Key) -> Values<'_> {
        let subject = &self.state.subject;
        match key {
            Key::Plan => one(subject.plan.as_deref()),
            Key::AddOn => many(&subject.add_ons),
            Key::Type => one(subject.ticket_type.as_deref()),
            Key::Priority => one(subject.priority.as_deref()),
            Key::RequestedPriority => one(self.state.requested_priority.as_deref()),
            Key::Area => one(subject.area.as_deref()),
            Key::Channel => many(&self.state.channels),
            Key::Status => one(Some(self.state.status.name())),
            Key::Level => Values::One(Cow::Owned(self.state.level.to_string())),
            Key::Difficulty => one(self.state.difficulty.as_deref()),
            Key::Impact => one(subject.answers.get("impact").map(String::as_str)),
            Key::Urgency => one(subject.answers.get("urgency").map(String::as_str)),
            Key::Locale => one(subject.locale.as_deref()),
            Key::Milestone => many(&self.state.milestones),
            Key::Fact => many(self.state.firsts.keys()),
            Key::Organisation(name) => named(&subject.organisation, name),
            Key::Contact(name) => named(&subject.contact, name),
            Key::Field(name) => named(&subject.fields, name),
            Key::Answer(name) => named(&subject.answers, name),
        }
    }
}

fn one(value: Option<&str>) -> Values<'_> {
    value.map_or(Values::None, |value| Values::One(Cow::Borrowed(value)))
}

fn many<'v>(values: impl IntoIterator<Item = &'v String>) -> Values<'v> {
    Values::Many(
        values
            .into_iter()
            .map(|value| Cow::Borrowed(value.as_str()))
            .collect(),
    )
}

fn named<'v>(values: &'v BTreeMap<String, String>, name: &str) -> Values<'v> {
    one(values.get(name).map(String::as_str))
}

/// Where a role of the policy can be reached for this ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contact {
    At(String),
    Requester,
    OrganisationAdmins,
    /// The policy says that nobody is told.
    DeclaredEmpty,
    Unknown,
}

/// Resolves a role, also one relative to the ticket, at an escalation level.
#[must_use]
pub fn contact(policy: &Policy, state: &State, role: &str, level: u8) -> Contact {
    match role {
        "requester" => return Contact::Requester,
        "organisation_admins" => return Contact::OrganisationAdmins,
        "assignee" | "owner" => {
            if let Some(address) = state
                .assignee
                .as_ref()
                .and_then(|agent| policy.roles.get(agent))
            {
                return Contact::At(address.clone());
            }
        }
        "level_above" => return by_level(policy, state, level.saturating_add(1)),
        "level_below" => return by_level(policy, state, level.saturating_sub(1).max(1)),
        "level" => return by_level(policy, state, level),
        _ => {}
    }
    match policy.roles.get(role) {
        Some(address) => Contact::At(address.clone()),
        None => Contact::Unknown,
    }
}

fn by_level(policy: &Policy, state: &State, level: u8) -> Contact {
    let Some(table) = &policy.contacts else {
        return policy
            .roles
            .get(&format!("level_{level}"))
            .map_or(Contact::Unknown, |address| Contact::At(address.clone()));
    };
    let subject = &state.subject;
    let path = table.by.iter().map(|key| match key.as_str() {
        "level" => Some(level.to_string()),
        "priority" => subject.priority.clone(),
        "plan" => subject.plan.clone(),
        "type" => subject.ticket_type.clone(),
        "area" => subject.area.clone(),
        other => subject
            .organisation
            .get(other.strip_prefix("organisation.").unwrap_or(other))
            .cloned(),
    });
    let Some(path) = path.collect::<Option<Vec<_>>>() else {
        return Contact::Unknown;
    };
    match table.cells.get(&path.join("/")) {
        Some(Some(address)) => Contact::At(address.clone()),
        Some(None) => Contact::DeclaredEmpty,
        None => Contact::Unknown,
    }
}

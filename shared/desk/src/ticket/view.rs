//! A ticket as conditions see it.
use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::policy::{Facts, Key, Policy, Values};
use crate::ticket::State;
use crate::time::Instant;

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
    /// A mail address.
    At(String),
    /// Whoever asked.
    Requester,
    /// The administrators of the requester's organisation.
    OrganisationAdmins,
    /// The policy says that nobody is told.
    DeclaredEmpty,
    /// Nobody is known in that role.
    Unknown,
}

/// Resolves a role, also one relative to the ticket, at an escalation level.
#[must_use]
pub fn contact(policy: &Policy, state: &State, role: &str, level: u8) -> Contact {
    if role.contains('@') {
        return Contact::At(role.to_owned());
    }
    match role {
        "requester" => Contact::Requester,
        "organisation_admins" => Contact::OrganisationAdmins,
        "level_above" => by_level(policy, state, level.saturating_add(1)),
        "level_below" => by_level(policy, state, level.saturating_sub(1).max(1)),
        "contact" | "level" => by_level(policy, state, level),
        _ => person(policy, state, role)
            .or_else(|| policy.roles.get(role).cloned())
            .or_else(|| policy.roles.get(stand_in(role)?).cloned())
            .map_or(Contact::Unknown, Contact::At),
    }
}

/// Who fills a relative role for this very ticket.
fn person(policy: &Policy, state: &State, role: &str) -> Option<String> {
    let named = |name: &str| policy.roles.get(name).cloned();
    let team = state.team.as_deref();
    match role {
        "assignee" | "owner" => named(state.assignee.as_deref()?),
        "owner_manager" => named(&format!("{}_manager", state.assignee.as_deref()?)),
        "account_manager" => {
            let manager = state.subject.organisation.get("account_manager")?;
            named(manager).or_else(|| manager.contains('@').then(|| manager.clone()))
        }
        "team" => named(team?),
        "team_lead" => named(&format!("{}_lead", team?)),
        "on_call" => named(&format!("{}_on_call", team?)),
        _ => None,
    }
}

/// The role that answers for one whose own address the policy does not give.
fn stand_in(role: &str) -> Option<&'static str> {
    match role {
        "owner" => Some("assignee"),
        "owner_manager" => Some("manager"),
        "team" => Some("team_lead"),
        _ => None,
    }
}

/// Resolves a role at an instant: who is on call depends on the time.
#[must_use]
pub fn contact_at(policy: &Policy, state: &State, role: &str, level: u8, now: Instant) -> Contact {
    if role == "on_call"
        && let Some(address) = policy
            .on_call(state.team.as_deref(), now)
            .and_then(|agent| policy.roles.get(agent))
    {
        return Contact::At(address.clone());
    }
    contact(policy, state, role, level)
}

fn by_level(policy: &Policy, state: &State, level: u8) -> Contact {
    let Some(table) = &policy.contacts else {
        let role = policy.roles.get(&format!("level_{level}"));
        return role.map_or(Contact::Unknown, |address| Contact::At(address.clone()));
    };
    let facts = TicketFacts::new(state);
    let path = table.by.iter().map(|name| {
        let key = Key::named(name)?;
        if key == Key::Level {
            return Some(level.to_string());
        }
        match facts.values(&key) {
            Values::One(value) => Some(value.into_owned()),
            Values::Many(values) => values.first().map(|value| value.clone().into_owned()),
            Values::None | Values::Unknown => None,
        }
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

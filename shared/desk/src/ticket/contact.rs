//! The contacts of a ticket: which address or person a role of the policy stands for.
use crate::policy::{Facts, Key, Policy, Values};
use crate::ticket::{State, TicketFacts};
use crate::time::Instant;

/// The contact behind a role of the policy, for one ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoleContact {
    /// A mail address.
    At(String),
    /// The requester.
    Requester,
    /// The administrators of the requester's organisation.
    OrganisationAdmins,
    /// The policy says that nobody is told.
    DeclaredEmpty,
    /// Nobody is known in that role.
    Unknown,
}

/// The contact of a role, also of one relative to the ticket, at an escalation level.
#[must_use]
pub fn contact(policy: &Policy, state: &State, role: &str, level: u8) -> RoleContact {
    if role.contains('@') {
        return RoleContact::At(role.to_owned());
    }
    match role {
        "requester" => RoleContact::Requester,
        "organisation_admins" => RoleContact::OrganisationAdmins,
        "level_above" => by_level(policy, state, level.saturating_add(1)),
        "level_below" => by_level(policy, state, level.saturating_sub(1).max(1)),
        "contact" | "level" => by_level(policy, state, level),
        _ => person(policy, state, role)
            .or_else(|| policy.roles.get(role).cloned())
            .or_else(|| policy.roles.get(stand_in(role)?).cloned())
            .map_or(RoleContact::Unknown, RoleContact::At),
    }
}

/// The address of a role that is relative to the ticket.
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

/// The contact of a role at an instant: who is on call depends on the time.
#[must_use]
pub fn contact_at(
    policy: &Policy,
    state: &State,
    role: &str,
    level: u8,
    now: Instant,
) -> RoleContact {
    if role == "on_call"
        && let Some(address) = policy
            .on_call(state.team.as_deref(), now)
            .and_then(|agent| policy.roles.get(agent))
    {
        return RoleContact::At(address.clone());
    }
    contact(policy, state, role, level)
}

fn by_level(policy: &Policy, state: &State, level: u8) -> RoleContact {
    let Some(table) = &policy.contacts else {
        let role = policy.roles.get(&format!("level_{level}"));
        return role.map_or(RoleContact::Unknown, |address| {
            RoleContact::At(address.clone())
        });
    };
    let facts = TicketFacts::new(policy, state);
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
        return RoleContact::Unknown;
    };
    match table.cells.get(&path.join("/")) {
        Some(Some(address)) => RoleContact::At(address.clone()),
        Some(None) => RoleContact::DeclaredEmpty,
        None => RoleContact::Unknown,
    }
}

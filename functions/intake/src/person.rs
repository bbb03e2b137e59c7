//! The requester: their contact, their organisation, and the attributes of both that the policy sees.
use std::collections::BTreeMap;

use desk::lifecycle::may_approve;
use desk::people::Role;
use desk::policy::{Policy, Sold};
use desk::ticket::{Actor, ApprovalLimit, Opener, Opening};
use escalon_aws::problem::Problem;
use escalon_aws::{Contact, Desks, Organisation, keys};

use crate::draft::{Draft, OpenedBy};

/// The organisation that the draft names.
pub(crate) async fn organisation(
    desks: &Desks,
    desk: &str,
    draft: &Draft,
) -> Result<Option<Organisation>, Problem> {
    let Some(name) = &draft.organisation else {
        return Ok(None);
    };
    let found = desks.organisation(desk, name).await?;
    let detail = || format!("the desk knows no organisation `{name}`");
    found
        .ok_or_else(|| Problem::invalid("organisation", detail()))
        .map(Some)
}

/// The person as they are kept; their language is theirs, else their organisation's, else the desk's.
pub(crate) fn contact(
    desk: &str,
    draft: &Draft,
    organisation: Option<&Organisation>,
    policy: &Policy,
) -> Contact {
    let person = &draft.requester;
    let theirs = || organisation.and_then(|organisation| organisation.locale.clone());
    let desks_own = || policy.locales.first().cloned();
    Contact {
        id: keys::contact_id(desk, person.email.as_str()),
        email: person.email.to_string(),
        name: person.name.clone(),
        locale: person.locale.clone().or_else(theirs).or_else(desks_own),
        zone: person.zone.clone(),
        organisation: draft.organisation.clone(),
    }
}

/// The opening as the policy sees it. An organisation's contract says which plan it has.
pub(crate) fn opening(
    desk: &str,
    draft: &Draft,
    organisation: Option<&Organisation>,
    contact: &Contact,
    policy: &Policy,
) -> Result<Opening, Problem> {
    let bought = organisation.and_then(|organisation| organisation.plan.clone());
    let plan = match (bought, draft.plan.clone()) {
        (Some(bought), Some(named)) if bought != named => {
            let detail = format!("the organisation has the plan `{bought}`, not `{named}`");
            return Err(Problem::invalid("plan", detail));
        }
        (Some(bought), _) => Some(bought),
        (None, named) => named,
    };
    if plan.is_none() && !policy.plans.is_empty() {
        let plans: Vec<_> = policy.plans.keys().map(String::as_str).collect();
        let detail = format!(
            "what is promised depends on the plan: name an `organisation` that has one, or one of {}",
            plans.join(", ")
        );
        return Err(Problem::invalid("plan", detail));
    }
    let mut add_ons =
        organisation.map_or_else(|| draft.add_ons.clone(), |found| found.add_ons.clone());
    let for_this_ticket = draft.add_ons.iter().filter(|name| {
        let add_on = policy.add_ons.get(*name);
        add_on.is_some_and(|add_on| add_on.sold == Sold::PerTicket)
    });
    add_ons.extend(for_this_ticket.cloned());
    let named = |name: &str, value: &Option<String>| Some((name.to_owned(), value.clone()?));
    let role = organisation.map(|found| role(found, &contact.email));
    let about_contact = [
        named("zone", &contact.zone),
        named("locale", &contact.locale),
        named("role", &role),
        named("group", &draft.group),
    ];
    Ok(Opening {
        plan,
        add_ons,
        ticket_type: draft.ticket_type.clone(),
        priority: draft.priority.clone(),
        area: draft.area.clone(),
        channel: draft.channel.clone(),
        locale: contact.locale.clone(),
        organisation: organisation.map_or_else(BTreeMap::new, attributes),
        contact: about_contact.into_iter().flatten().collect(),
        answers: draft.answers.clone(),
        fields: draft.fields.clone(),
        opened_by: opener(desk, draft, organisation),
        approval: approval(desk, draft, organisation)?,
        contract: organisation.map_or_else(BTreeMap::new, |found| found.contract.clone()),
    })
}

/// An approval that comes with the ticket, if the person who opens it may give one.
fn approval(
    desk: &str,
    draft: &Draft,
    organisation: Option<&Organisation>,
) -> Result<Option<ApprovalLimit>, Problem> {
    let Some(ceiling) = &draft.approval else {
        return Ok(None);
    };
    let email = match &draft.opened_by {
        Some(OpenedBy::Agent { .. }) => {
            let detail = "an approval is given by the customer, not for them";
            return Err(Problem::invalid("approval", detail));
        }
        Some(OpenedBy::Contact { email }) => email,
        None => draft.requester.email.as_str(),
    };
    let approver = Organisation::approver(organisation, desk, email);
    may_approve(&approver, &keys::contact_id(desk, email))
        .map_err(|refusal| Problem::from(refusal).at("approval"))?;
    Ok(Some(ceiling.clone()))
}

/// The person who opens the ticket, unless that is its requester.
fn opener(desk: &str, draft: &Draft, organisation: Option<&Organisation>) -> Option<Opener> {
    match draft.opened_by.as_ref()? {
        OpenedBy::Agent { agent, role } => Some(Opener::Agent {
            agent: agent.clone(),
            role: role.clone(),
        }),
        OpenedBy::Contact { email } => {
            let contact = keys::contact_id(desk, email);
            let is_requester = contact == keys::contact_id(desk, draft.requester.email.as_str());
            (!is_requester).then(|| Opener::Contact {
                contact,
                role: organisation.map_or_else(|| "stranger".to_owned(), |o| role(o, email)),
            })
        }
    }
}

/// The actor on record as having opened the ticket.
pub(crate) fn actor(opening: &Opening) -> Actor {
    match &opening.opened_by {
        Some(Opener::Agent { agent, .. }) => Actor::Agent {
            id: agent.clone(),
            level: 1,
        },
        Some(Opener::Contact { .. }) | None => Actor::Requester,
    }
}

/// The role of a person within their organisation; without one they are a user.
fn role(organisation: &Organisation, email: &str) -> String {
    let role = organisation.members().role_of(email);
    role.unwrap_or(Role::User).name().to_owned()
}

fn attributes(organisation: &Organisation) -> BTreeMap<String, String> {
    let mut attributes = organisation.attributes.clone();
    attributes.insert("id".to_owned(), organisation.id.clone());
    attributes
}

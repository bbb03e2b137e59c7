//! Who asks: the contact, their organisation, and what the policy sees of both.
use std::collections::BTreeMap;

use desk::policy::Policy;
use desk::ticket::Opening;
use escalon_aws::problem::Problem;
use escalon_aws::{Contact, Desks, Organisation, keys};

use crate::draft::Draft;

/// The organisation that the draft names.
pub(crate) async fn organisation(
    desks: &Desks,
    desk: &str,
    draft: &Draft,
) -> Result<Option<Organisation>, Problem> {
    let Some(name) = &draft.organisation else {
        return Ok(None);
    };
    let found = desks.organisation(desk, name).await;
    let found = found.map_err(|error| Problem::from(&error))?;
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
        id: keys::contact_id(desk, &person.email),
        email: person.email.trim().to_owned(),
        name: person.name.clone(),
        locale: person.locale.clone().or_else(theirs).or_else(desks_own),
        zone: person.zone.clone(),
        organisation: draft.organisation.clone(),
    }
}

/// What the policy looks at. An organisation's contract says which plan it has.
pub(crate) fn opening(
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
    let add_ons = organisation.map_or_else(|| draft.add_ons.clone(), |found| found.add_ons.clone());
    let named = |name: &str, value: &Option<String>| Some((name.to_owned(), value.clone()?));
    let about_contact = [
        named("zone", &contact.zone),
        named("locale", &contact.locale),
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
    })
}

fn attributes(organisation: &Organisation) -> BTreeMap<String, String> {
    let mut attributes = organisation.attributes.clone();
    attributes.insert("id".to_owned(), organisation.id.clone());
    attributes
}

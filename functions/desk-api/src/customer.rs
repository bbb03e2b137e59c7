//! `/desks/{desk}/organisations/{organisation}`: what a customer has bought, and its people.
use std::collections::{BTreeMap, BTreeSet};

use desk::clock::check_contract;
use desk::mail_address::MailAddress;
use desk::people::{LastAdmin, Members, Role};
use desk::policy::Policy;
use escalon_aws::problem::{self, Problem};
use escalon_aws::{Organisation, Seen, StoreError, keys};
use lambda_http::http::StatusCode;
use lambda_http::{Body, Request, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::DeskApi;
use crate::people::By;

/// Longest name of an organisation, and most entries of each list.
const NAME: usize = 100;
const ENTRIES: usize = 500;
/// The attribute by which the policy's role of that name finds its person.
const MANAGER: &str = "account_manager";

/// An organisation as the desk's staff write it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    by: By,
    /// The revision that the caller has seen; refused when it was replaced since.
    #[serde(default)]
    revision: Option<u64>,
    #[serde(default)]
    plan: Option<String>,
    #[serde(default)]
    add_ons: BTreeSet<String>,
    #[serde(default)]
    attributes: BTreeMap<String, String>,
    #[serde(default)]
    contract: BTreeMap<String, String>,
    #[serde(default)]
    locale: Option<String>,
    #[serde(default)]
    admins: Vec<String>,
    #[serde(default)]
    co_admins: Vec<String>,
    #[serde(default)]
    users: Vec<String>,
}

impl Draft {
    /// The lists of people, each with its field.
    fn people(&self) -> [(&'static str, &[String]); 3] {
        [
            ("admins", &self.admins),
            ("co_admins", &self.co_admins),
            ("users", &self.users),
        ]
    }
}

impl DeskApi {
    pub(crate) async fn organisation(
        &self,
        place: (&str, &str),
    ) -> Result<Response<Body>, Problem> {
        let (desk, _) = place;
        let seen = self.seen(place).await?;
        let organisation = seen.organisation.ok_or_else(|| unknown(place))?;
        let shown = shown(desk, &organisation, seen.revision);
        Ok(problem::json(StatusCode::OK, &shown))
    }

    /// What was bought and agreed is for the desk's own staff to write.
    pub(crate) async fn replace(
        &self,
        place: (&str, &str),
        request: &Request,
    ) -> Result<Response<Body>, Problem> {
        let (desk, id) = place;
        let draft: Draft = problem::body(request.body())?;
        if let By::Contact { .. } = draft.by {
            let title = "not yours to do";
            let detail = "only an agent writes what was bought; an admin gives people access";
            let problem = Problem::new(StatusCode::FORBIDDEN, "not-allowed", title, detail);
            return Err(problem.at("by"));
        }
        let found = self.ledger.desks.current(desk).await;
        let found = found.map_err(|error| Problem::from(&error))?;
        let (_, policy) = found
            .ok_or_else(|| Problem::not_found("desk", format!("there is no desk `{desk}`")))?;
        check(&draft, id, &policy)?;
        let seen = self.seen(place).await?;
        addresses(&draft, seen.organisation.as_ref())?;
        if let Some(revision) = draft.revision.filter(|known| *known != seen.revision) {
            let detail = format!("it is at revision {}, not {revision}", seen.revision);
            return Err(stale(detail));
        }
        let before = seen.organisation.as_ref().map(Organisation::members);
        let members = Members {
            admins: draft.admins,
            co_admins: draft.co_admins,
            users: draft.users,
        };
        let members = members.replacing(&before.unwrap_or_default());
        let organisation = Organisation {
            id: id.to_owned(),
            plan: draft.plan,
            add_ons: draft.add_ons,
            attributes: draft.attributes,
            contract: draft.contract,
            locale: draft.locale,
            ..Organisation::default()
        };
        let organisation = organisation.with_members(members.map_err(|e| last_admin(e, "admins"))?);
        let stored = self.organisations.replace(desk, &seen, &organisation, None);
        match stored.await {
            Ok(()) => {}
            Err(StoreError::Conflict { .. }) => {
                return Err(stale("somebody else has replaced it just now".to_owned()));
            }
            Err(error) => return Err(Problem::from(&error)),
        }
        tracing::info!(organisation.id = id, "organisation replaced");
        let shown = shown(desk, &organisation, seen.revision + 1);
        Ok(problem::json(StatusCode::OK, &shown))
    }

    pub(crate) async fn seen(&self, (desk, id): (&str, &str)) -> Result<Seen, Problem> {
        let seen = self.organisations.load(desk, id).await;
        seen.map_err(|error| Problem::from(&error))
    }
}

fn check(draft: &Draft, id: &str, policy: &Policy) -> Result<(), Problem> {
    if id.is_empty() || id.len() > NAME || !id.bytes().all(is_plain) {
        let detail = "a name has 1 to 100 of a-z, 0-9 and hyphens";
        return Err(Problem::invalid("organisation", detail));
    }
    let known = |field: &str, name: &String, known: Vec<&str>| {
        if known.contains(&name.as_str()) {
            return Ok(());
        }
        let detail = format!("the policy has no `{name}`; it has {}", known.join(", "));
        Err(Problem::invalid(field, detail))
    };
    if let Some(plan) = &draft.plan {
        known("plan", plan, policy.plans.keys().map(|id| &**id).collect())?;
    }
    for add_on in &draft.add_ons {
        let all = policy.add_ons.keys().map(|id| &**id).collect();
        known("add_ons", add_on, all)?;
    }
    check_contract(policy, &draft.contract).map_err(|(term, error)| {
        Problem::invalid(&format!("contract.{term}"), error.to_string())
    })?;
    for (field, list) in draft.people() {
        if list.len() > ENTRIES {
            return Err(Problem::invalid(field, format!("at most {ENTRIES} people")));
        }
    }
    Ok(())
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

/// Checks each address that is new to the organisation; one that it has already stays as it is.
fn addresses(draft: &Draft, before: Option<&Organisation>) -> Result<(), Problem> {
    let known = before.map(Organisation::members).unwrap_or_default();
    let known = [known.admins, known.co_admins, known.users].concat();
    let check = |field: &str, email: &String| {
        let checked = MailAddress::check(email);
        checked.map_err(|error| Problem::invalid(field, error.to_string()))
    };
    for (field, list) in draft.people() {
        let people = list.iter().enumerate();
        for (place, email) in people.filter(|(_, email)| !known.contains(email)) {
            check(&format!("{field}[{place}]"), email)?;
        }
    }
    // The account manager is a role of the policy or, with an `@`, an address.
    let manager = draft.attributes.get(MANAGER);
    let kept = before.and_then(|before| before.attributes.get(MANAGER));
    match manager.filter(|manager| manager.contains('@') && Some(*manager) != kept) {
        Some(manager) => check(&format!("attributes.{MANAGER}"), manager),
        None => Ok(()),
    }
}

/// The organisation with its people, each by the opaque id that facts hold.
pub(crate) fn shown(desk: &str, organisation: &Organisation, revision: u64) -> Value {
    let of = |list: &[String], role: Role| -> Vec<Value> {
        let one = |email: &String| json!({"contact": keys::contact_id(desk, email), "email": email, "role": role});
        list.iter().map(one).collect()
    };
    let people = [
        of(&organisation.admins, Role::Admin),
        of(&organisation.co_admins, Role::CoAdmin),
        of(&organisation.users, Role::User),
    ];
    json!({
        "id": organisation.id,
        "revision": revision,
        "plan": organisation.plan,
        "add_ons": organisation.add_ons,
        "attributes": organisation.attributes,
        "contract": organisation.contract,
        "locale": organisation.locale,
        "people": people.concat(),
    })
}

pub(crate) fn unknown((desk, id): (&str, &str)) -> Problem {
    let detail = format!("the desk `{desk}` knows no organisation `{id}`");
    Problem::not_found("organisation", detail)
}

pub(crate) fn last_admin(refusal: LastAdmin, field: &str) -> Problem {
    let title = "somebody has to answer for an organisation";
    Problem::new(
        StatusCode::CONFLICT,
        "last-admin",
        title,
        refusal.to_string(),
    )
    .at(field)
}

fn stale(detail: String) -> Problem {
    let title = "the organisation has changed";
    let status = StatusCode::PRECONDITION_FAILED;
    Problem::new(status, "stale-version", title, detail).at("revision")
}

//! `PUT /desks/{desk}/organisations/{organisation}/people/{person}`: who may do what in its name.
use desk::mail_address::MailAddress;
use desk::people::Role;
use escalon_aws::problem::{self, Problem};
use escalon_aws::{Contact, Organisation, StoreError, keys};
use lambda_http::http::StatusCode;
use lambda_http::{Body, Request, Response};
use serde::Deserialize;

use crate::DeskApi;
use crate::customer::{last_admin, shown, unknown};

/// Decisions on one request before it is given back as unavailable.
const ROUNDS: usize = 4;

/// Who gives access. Until an authorizer stands before the API, the caller is trusted.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(crate) enum By {
    Agent {
        #[serde(rename = "agent")]
        _agent: String,
    },
    /// Somebody of the organisation, by mail address.
    Contact { contact: String },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Access {
    by: By,
    role: Role,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    locale: Option<String>,
}

impl DeskApi {
    pub(crate) async fn give_access(
        &self,
        place: (&str, &str),
        person: &str,
        request: &Request,
    ) -> Result<Response<Body>, Problem> {
        let (desk, id) = place;
        let access: Access = problem::body(request.body())?;
        let known = self.person(desk, person).await?;
        let email = known.as_ref().map_or(person, |known| &known.email);
        let newcomer = Contact {
            id: keys::contact_id(desk, email),
            email: email.to_owned(),
            name: access.name.clone(),
            locale: access.locale.clone(),
            zone: None,
            organisation: Some(id.to_owned()),
        };
        let newcomer = known.is_none().then_some(&newcomer);
        for _ in 0..ROUNDS {
            let seen = self.seen(place).await?;
            let before = seen.organisation.clone().ok_or_else(|| unknown(place))?;
            may_give(&access.by, &before)?;
            let members = before.members().with(email, access.role);
            let members = members.map_err(|refusal| last_admin(refusal, "role"))?;
            if members == before.members() && newcomer.is_none() {
                let shown = shown(desk, &before, seen.revision);
                return Ok(problem::json(StatusCode::OK, &shown));
            }
            let after = before.with_members(members);
            let stored = self.organisations.replace(desk, &seen, &after, newcomer);
            match stored.await {
                Ok(()) => {
                    let contact = keys::contact_id(desk, email);
                    tracing::info!(organisation.id = id, contact.id = contact, "access given");
                    let shown = shown(desk, &after, seen.revision + 1);
                    return Ok(problem::json(StatusCode::OK, &shown));
                }
                // Whoever came first may have left fewer admins: decide again.
                Err(StoreError::Conflict { .. }) => {}
                Err(error) => return Err(Problem::from(&error)),
            }
        }
        Err(Problem::unavailable())
    }

    /// The person of the path, where the desk knows them already.
    async fn person(&self, desk: &str, person: &str) -> Result<Option<Contact>, Problem> {
        let id = if person.contains('@') {
            keys::contact_id(desk, person)
        } else {
            person.to_owned()
        };
        let found = self.ledger.desks.contact(desk, &id).await;
        let found = found.map_err(|error| Problem::from(&error))?;
        if found.is_none() && MailAddress::check(person).is_err() {
            let detail = format!("the desk knows no contact `{person}`, and it is no mail address");
            return Err(Problem::not_found("person", detail));
        }
        Ok(found)
    }
}

fn may_give(by: &By, organisation: &Organisation) -> Result<(), Problem> {
    let role = match by {
        By::Agent { .. } => return Ok(()),
        By::Contact { contact } => organisation.members().role_of(contact),
    };
    match role {
        Some(Role::Admin) => Ok(()),
        Some(Role::CoAdmin | Role::User) | None => {
            let title = "not yours to do";
            let detail = "only an admin of the organisation gives its people access";
            let problem = Problem::new(StatusCode::FORBIDDEN, "not-allowed", title, detail);
            Err(problem.at("by"))
        }
    }
}

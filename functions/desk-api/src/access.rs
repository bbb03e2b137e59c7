//! `PUT /desks/{desk}/organisations/{organisation}/people/{person}`: access for one person.
use desk::mail_address::MailAddress;
use desk::people::Role;
use escalon_aws::problem::{self, Problem, ProblemKind};
use escalon_aws::{Contact, Organisation, StoreError, keys};
use lambda_http::{Body, Request, Response};
use serde::Deserialize;

use crate::DeskApi;
use crate::organisation::{answer, last_admin, no_organisation};
use crate::organisation_draft::Editor;

/// Decisions on one request before it is given back as unavailable.
const ROUNDS: usize = 4;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Access {
    by: Editor,
    role: Role,
    name: Option<String>,
    locale: Option<String>,
}

impl DeskApi {
    pub(crate) async fn give_access(
        &self,
        path: (&str, &str),
        person: &str,
        request: &Request,
    ) -> Result<Response<Body>, Problem> {
        let (desk, id) = path;
        let access: Access = problem::body(request.body())?;
        let known = self.find_contact(desk, person).await?;
        let email = known.as_ref().map_or(person, |known| &known.email);
        let contact = keys::contact_id(desk, email);
        let newcomer = Contact {
            id: contact.clone(),
            email: email.to_owned(),
            name: access.name.clone(),
            locale: access.locale.clone(),
            zone: None,
            organisation: Some(id.to_owned()),
        };
        let newcomer = known.is_none().then_some(&newcomer);
        for _ in 0..ROUNDS {
            let seen = self.organisations.load(desk, id).await?;
            let before = seen.organisation.clone();
            let before = before.ok_or_else(|| no_organisation(path))?;
            may_give(&access.by, &before)?;
            let members = before.members().with(email, access.role);
            let members = members.map_err(|refusal| last_admin(refusal, "role"))?;
            if members == before.members() && newcomer.is_none() {
                return Ok(answer(desk, &before, seen.revision));
            }
            let after = before.with_members(members);
            let stored = self.organisations.replace(desk, &seen, &after, newcomer);
            match stored.await {
                Ok(()) => {
                    tracing::info!(organisation.id = id, contact.id = contact, "access given");
                    return Ok(answer(desk, &after, seen.revision + 1));
                }
                // Another request was first and may have left fewer admins: decide again.
                Err(StoreError::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Problem::unavailable())
    }

    /// The person of the path, where the desk knows them already.
    async fn find_contact(&self, desk: &str, person: &str) -> Result<Option<Contact>, Problem> {
        let id = if person.contains('@') {
            keys::contact_id(desk, person)
        } else {
            person.to_owned()
        };
        let found = self.ledger.desks.contact(desk, &id).await?;
        if found.is_none() && MailAddress::check(person).is_err() {
            let detail = format!("the desk knows no contact `{person}`, and it is no mail address");
            return Err(Problem::not_found("person", detail));
        }
        Ok(found)
    }
}

fn may_give(by: &Editor, organisation: &Organisation) -> Result<(), Problem> {
    let role = match by {
        Editor::Agent { .. } => return Ok(()),
        Editor::Contact { contact } => organisation.members().role_of(contact),
    };
    match role {
        Some(Role::Admin) => Ok(()),
        Some(Role::CoAdmin | Role::User) | None => {
            let detail = "only an admin of the organisation gives its people access";
            Err(Problem::new(ProblemKind::NotAllowed, detail).at("by"))
        }
    }
}

//! `/desks/{desk}/organisations/{organisation}`: a customer's contract and its people.
use desk::people::{LastAdmin, Role};
use escalon_aws::problem::{self, Problem, ProblemKind};
use escalon_aws::{Organisation, Seen, StoreError, keys};
use lambda_http::http::StatusCode;
use lambda_http::{Body, Request, Response};
use serde_json::{Value, json};

use crate::DeskApi;
use crate::organisation_draft::{Editor, OrganisationDraft};

impl DeskApi {
    pub(crate) async fn organisation(&self, path: (&str, &str)) -> Result<Response<Body>, Problem> {
        let (desk, id) = path;
        let seen = self.organisations.load(desk, id).await?;
        let organisation = seen.organisation.ok_or_else(|| no_organisation(path))?;
        Ok(answer(desk, &organisation, seen.revision))
    }

    /// Replaces what was bought and agreed, which is for the desk's own staff to write.
    pub(crate) async fn replace_organisation(
        &self,
        path: (&str, &str),
        request: &Request,
    ) -> Result<Response<Body>, Problem> {
        let (desk, id) = path;
        let draft: OrganisationDraft = problem::body(request.body())?;
        if let Editor::Contact { .. } = draft.by {
            let detail = "only an agent writes what was bought; an admin gives people access";
            return Err(Problem::new(ProblemKind::NotAllowed, detail).at("by"));
        }
        let (_, policy) = self.ledger.desks.require_policy(desk).await?;
        draft.check(id, &policy)?;
        let seen = self.organisations.load(desk, id).await?;
        let Seen {
            organisation: before,
            revision,
        } = &seen;
        draft.check_addresses(before.as_ref())?;
        if let Some(stated) = draft.revision.filter(|stated| stated != revision) {
            return Err(stale(format!("it is at revision {revision}, not {stated}")));
        }
        let organisation = draft.organisation(id, before.as_ref());
        let organisation = organisation.map_err(|refusal| last_admin(refusal, "admins"))?;
        let stored = self.organisations.replace(desk, &seen, &organisation, None);
        match stored.await {
            Ok(()) => {}
            Err(StoreError::Conflict { .. }) => {
                return Err(stale("somebody else has replaced it just now".to_owned()));
            }
            Err(error) => return Err(error.into()),
        }
        tracing::info!(organisation.id = id, "organisation replaced");
        Ok(answer(desk, &organisation, seen.revision + 1))
    }
}

/// The organisation with its people, each by the opaque id that facts hold.
pub(crate) fn answer(desk: &str, organisation: &Organisation, revision: u64) -> Response<Body> {
    let people = |list: &[String], role: Role| -> Vec<Value> {
        let one = |email: &String| json!({"contact": keys::contact_id(desk, email), "email": email, "role": role});
        list.iter().map(one).collect()
    };
    let people = [
        people(&organisation.admins, Role::Admin),
        people(&organisation.co_admins, Role::CoAdmin),
        people(&organisation.users, Role::User),
    ];
    let answer = json!({
        "id": organisation.id,
        "revision": revision,
        "plan": organisation.plan,
        "add_ons": organisation.add_ons,
        "attributes": organisation.attributes,
        "contract": organisation.contract,
        "locale": organisation.locale,
        "people": people.concat(),
    });
    problem::json(StatusCode::OK, &answer)
}

pub(crate) fn no_organisation((desk, id): (&str, &str)) -> Problem {
    let detail = format!("the desk `{desk}` knows no organisation `{id}`");
    Problem::not_found("organisation", detail)
}

pub(crate) fn last_admin(refusal: LastAdmin, field: &str) -> Problem {
    Problem::new(ProblemKind::LastAdmin, refusal.to_string()).at(field)
}

fn stale(detail: String) -> Problem {
    Problem::new(ProblemKind::Stale, detail).at("revision")
}

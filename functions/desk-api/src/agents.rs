//! `GET /desks/{desk}/agents` and `PUT /desks/{desk}/agents/{agent}`: teams and absences.
use std::collections::{BTreeMap, BTreeSet};

use desk::policy::Policy;
use escalon_aws::Agent;
use escalon_aws::problem::{self, Problem};
use lambda_http::http::StatusCode;
use lambda_http::{Body, Request, Response};
use serde_json::{Value, json};

use crate::DeskApi;

impl DeskApi {
    pub(crate) async fn agents(&self, desk: &str) -> Result<Response<Body>, Problem> {
        let (_, policy) = self.ledger.desks.require_policy(desk).await?;
        let known = self.ledger.desks.agents(desk).await?;
        let agents = teams_of(&policy).into_iter().map(|(agent, teams)| {
            let away = known.get(&agent).and_then(|agent| agent.absent_until);
            json!({"agent": agent, "teams": teams, "absent_until": away})
        });
        let list = json!({"agents": agents.collect::<Vec<Value>>()});
        Ok(problem::json(StatusCode::OK, &list))
    }

    /// Takes the whole record: an agent who is back is stored without `absent_until`.
    pub(crate) async fn put_agent(
        &self,
        desk: &str,
        agent: &str,
        request: &Request,
    ) -> Result<Response<Body>, Problem> {
        let known: Agent = problem::body(request.body())?;
        let (_, policy) = self.ledger.desks.require_policy(desk).await?;
        let teams = teams_of(&policy);
        let Some(teams) = teams.get(agent) else {
            let detail = format!("no team of the desk has the member `{agent}`");
            return Err(Problem::not_found("agent", detail));
        };
        self.ledger.desks.put_agent(desk, agent, &known).await?;
        tracing::info!(desk, agent, "agent kept");
        let kept = json!({"agent": agent, "teams": teams, "absent_until": known.absent_until});
        Ok(problem::json(StatusCode::OK, &kept))
    }
}

/// Every agent that the policy names, with the teams they are in.
fn teams_of(policy: &Policy) -> BTreeMap<String, BTreeSet<String>> {
    let mut teams: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, team) in &policy.teams {
        for agent in &team.members {
            teams.entry(agent.clone()).or_default().insert(name.clone());
        }
    }
    teams
}

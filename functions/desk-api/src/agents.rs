//! `GET /desks/{desk}/agents` and `PUT /desks/{desk}/agents/{agent}`: who is in which team, who is away.
use std::collections::{BTreeMap, BTreeSet};

use desk::policy::Policy;
use escalon_aws::problem::{self, Problem};
use escalon_aws::{Agent, StoreError};
use lambda_http::http::StatusCode;
use lambda_http::{Body, Request, Response};
use serde_json::{Value, json};

use crate::DeskApi;

impl DeskApi {
    pub(crate) async fn agents(&self, desk: &str) -> Result<Response<Body>, Problem> {
        let policy = self.policy_of(desk).await?;
        let known = self.ledger.desks.agents(desk).await;
        let known = known.map_err(|error: StoreError| Problem::from(&error))?;
        let agents = teams_of(&policy).into_iter().map(|(agent, teams)| {
            let away = known.get(&agent).and_then(|agent| agent.absent_until);
            json!({"agent": agent, "teams": teams, "absent_until": away})
        });
        let list = json!({"agents": agents.collect::<Vec<Value>>()});
        Ok(problem::json(StatusCode::OK, &list))
    }

    /// Takes the whole record: who is back is stored without `absent_until`.
    pub(crate) async fn put_agent(
        &self,
        desk: &str,
        agent: &str,
        request: &Request,
    ) -> Result<Response<Body>, Problem> {
        let known: Agent = problem::body(request.body())?;
        let policy = self.policy_of(desk).await?;
        let teams = teams_of(&policy);
        let Some(teams) = teams.get(agent) else {
            let detail = format!("no team of the desk has the member `{agent}`");
            return Err(Problem::not_found("agent", detail));
        };
        let stored = self.ledger.desks.put_agent(desk, agent, &known).await;
        stored.map_err(|error| Problem::from(&error))?;
        tracing::info!(desk, agent, "agent kept");
        let kept = json!({"agent": agent, "teams": teams, "absent_until": known.absent_until});
        Ok(problem::json(StatusCode::OK, &kept))
    }

    async fn policy_of(&self, desk: &str) -> Result<std::sync::Arc<Policy>, Problem> {
        let known = self.ledger.desks.current(desk).await;
        let known = known.map_err(|error| Problem::from(&error))?;
        let unknown = || Problem::not_found("desk", format!("there is no desk `{desk}`"));
        known.map(|(_, policy)| policy).ok_or_else(unknown)
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

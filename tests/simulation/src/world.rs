//! One run: the real desk on one machine, people who act on it, and what they were promised.
use std::sync::Arc;

use chrono::TimeDelta;
use desk::time::Instant;
use escalon::{ClockMode, Desk, Fate, Options, Passing, Seed};
use escalon_aws::TicketId;

use crate::crew::Crew;
use crate::invariants::Violation;
use crate::line::{Lines, Past};
use crate::people::address;
use crate::sabotage::Sabotage;
use crate::story::{Step, Story};
use crate::watch::Watch;
use crate::weather::Weather;

/// Desk, organisation and language of the customers.
pub(crate) const DESKS: [(&str, &str, &str); 5] = [
    (
        "whise",
        "harbour-estates",
        include_str!("../../../infra/policies/whise.yaml"),
    ),
    (
        "whitevision",
        "de-vries-bouw",
        include_str!("../../../infra/policies/whitevision.yaml"),
    ),
    (
        "webpro",
        "boulangerie-martin",
        include_str!("../../../infra/policies/webpro.yaml"),
    ),
    (
        "wotnot",
        "acme",
        include_str!("../../../infra/policies/wotnot.yaml"),
    ),
    (
        "wep",
        "milano-office",
        include_str!("../../../infra/policies/wep.yaml"),
    ),
];

/// A ticket that a client was told exists.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) id: TicketId,
    pub(crate) desk: usize,
    pub(crate) opened_at: Instant,
}

pub(crate) struct World {
    pub(crate) desk: Desk,
    pub(crate) tickets: Vec<Known>,
    /// What causes the facts that clients were told of, by ticket.
    pub(crate) accepted: Vec<(TicketId, String)>,
    pub(crate) weather: Arc<Weather>,
    pub(crate) crew: Crew,
    /// By desk, as its API lists them.
    pub(crate) agents: Vec<Vec<String>>,
    pub(crate) priorities: Vec<Vec<String>>,
    pub(crate) editions: usize,
    pub(crate) step: usize,
}

impl World {
    pub(crate) async fn begins(
        story: &Story,
        sabotage: Option<Sabotage>,
    ) -> Result<Self, Violation> {
        let weather = Arc::new(Weather::new(story.weather.clone()));
        let past = Past::default();
        let lines = Lines {
            weather: weather.clone(),
            past: past.clone(),
            sabotage,
        };
        let crew = Crew::new(lines, TimeDelta::milliseconds(story.skew_ms));
        let (line, on_the_way) = (past.clone(), weather.clone());
        let options = Options {
            clock: ClockMode::Frozen(story.begins),
            seed: Seed::Desks,
            binder: crew.binder(),
            line: Some(Arc::new(move |inner| line.over(inner))),
            deliver: Some(Arc::new(move |record: &Passing<'_>| {
                on_the_way.delivery(record.function)
            })),
            ..Options::default()
        };
        let desk = Desk::start(options).await.map_err(Violation::machine)?;
        past.begins(desk.clock().clone());
        let mut world = Self {
            desk,
            tickets: Vec::new(),
            accepted: Vec::new(),
            weather,
            crew,
            agents: Vec::new(),
            priorities: Vec::new(),
            editions: 0,
            step: 0,
        };
        for (desk, _, _) in DESKS {
            let agents = world
                .names(&format!("/desks/{desk}/agents"), "agents", "agent")
                .await;
            world.agents.push(agents);
            let priorities = world
                .names(&format!("/desks/{desk}"), "priorities", "id")
                .await;
            world.priorities.push(priorities);
        }
        Ok(world)
    }

    pub(crate) async fn takes(&mut self, step: &Step) -> Vec<Violation> {
        match step {
            Step::Open {
                desk,
                customer,
                words,
            } => self.opens(*desk, *customer, *words).await,
            Step::Act { ticket, deed } => {
                let key = format!("step-{}", self.step);
                if let Some(known) = self.ticket(*ticket) {
                    self.acts(&known, *deed, &key).await;
                }
            }
            Step::Race {
                ticket,
                deeds,
                sweeps,
            } => self.races(*ticket, *deeds, *sweeps).await,
            Step::Pass { minutes } => {
                return self.passes(TimeDelta::minutes(i64::from(*minutes))).await;
            }
            Step::Stall { minutes } => {
                let clock = self.desk.clock();
                clock.move_to(clock.now() + TimeDelta::minutes(i64::from(*minutes)));
                return Vec::new();
            }
            Step::Republish { desk, moves } => self.republishes(*desk, *moves).await,
            Step::Absent { desk, agent, hours } => self.leaves(*desk, *agent, *hours).await,
            Step::Bounce { customer, bounces } => {
                let fate = if *bounces {
                    Fate::Bounced
                } else {
                    Fate::Delivered
                };
                for (desk, _, _) in DESKS {
                    self.desk.mailbox().decide(&address(*customer, desk), fate);
                }
            }
        }
        self.settles().await
    }

    async fn settles(&self) -> Vec<Violation> {
        let settled = self.desk.settle().await;
        settled.err().map(Violation::machine).into_iter().collect()
    }

    pub(crate) async fn passes(&self, span: TimeDelta) -> Vec<Violation> {
        let passed = self.desk.advance_by(span).await;
        passed.err().map(Violation::machine).into_iter().collect()
    }

    /// Sweeps once a minute until nothing is overdue that anybody could do something about.
    pub(crate) async fn comes_to_rest(
        &self,
        watch: &Watch,
        violations: &mut Vec<Violation>,
    ) -> u32 {
        let mut minutes = 0;
        while violations.is_empty() && minutes < 90 && watch.is_overdue(self).await {
            minutes += 1;
            violations.extend(self.passes(TimeDelta::minutes(1)).await);
        }
        minutes
    }

    /// The table that a function of the template knows by that variable.
    pub(crate) fn table(&self, variable: &str) -> String {
        let mut functions = self.desk.template().functions.iter();
        let found = functions.find_map(|function| function.env.get(variable));
        found.cloned().unwrap_or_default()
    }
}

//! Simulated desk of one run: the real functions on one machine, people who act on it, and the promises they got.
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use chrono::TimeDelta;
use desk::time::Instant;
use emulator::{AddressOutcome, ClockMode, Emulator, Options, StreamRecord};
use escalon_aws::TicketId;
use local::{Seed, seed};

use crate::fault_connector::{FaultConnectors, WriteHistory};
use crate::faults::Faults;
use crate::function_host::FunctionHost;
use crate::invariant_checker::InvariantChecker;
use crate::invariants::Violation;
use crate::mutations::Mutation;
use crate::people::address;
use crate::scenario::{Scenario, ScenarioStep};

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
pub(crate) struct OpenedTicket {
    pub(crate) id: TicketId,
    pub(crate) desk: usize,
    pub(crate) opened_at: Instant,
}

pub(crate) struct SimulatedDesk {
    pub(crate) desk: Emulator,
    pub(crate) tickets: Vec<OpenedTicket>,
    /// Causes of the facts that clients were told of, by ticket.
    pub(crate) accepted: Vec<(TicketId, String)>,
    pub(crate) faults: Arc<Faults>,
    pub(crate) functions: FunctionHost,
    /// By desk, as its API lists them.
    pub(crate) agents: Vec<Vec<String>>,
    pub(crate) priorities: Vec<Vec<String>>,
    /// By desk, as its policy names them.
    pub(crate) metrics: Vec<Vec<String>>,
    pub(crate) editions: usize,
    pub(crate) step: usize,
    /// Requests that the seeded bug has changed.
    pub(crate) mutated: Arc<AtomicU64>,
}

impl SimulatedDesk {
    pub(crate) async fn begins(
        scenario: &Scenario,
        mutation: Option<Mutation>,
    ) -> Result<Self, Violation> {
        let faults = Arc::new(Faults::new(scenario.faults.clone()));
        let past = WriteHistory::default();
        let mutated = Arc::new(AtomicU64::new(0));
        let connectors = FaultConnectors {
            faults: faults.clone(),
            past: past.clone(),
            mutation,
            mutated: mutated.clone(),
        };
        let functions = FunctionHost::new(connectors, TimeDelta::milliseconds(scenario.skew_ms));
        let (history, deliveries) = (past.clone(), faults.clone());
        let options = Options {
            clock: ClockMode::Frozen(scenario.begins),
            binder: functions.binder(),
            wrap_client: Some(Arc::new(move |inner| history.over(inner))),
            deliver: Some(Arc::new(move |record: &StreamRecord<'_>| {
                deliveries.delivery(record.function)
            })),
            ..Options::default()
        };
        let desk = Emulator::start(options).await.map_err(Violation::machine)?;
        let seeded = seed(&desk, Seed::Desks, &|_| {}).await;
        seeded.map_err(Violation::machine)?;
        past.begins(desk.clock().clone());
        let mut world = Self {
            desk,
            mutated,
            tickets: Vec::new(),
            accepted: Vec::new(),
            faults,
            functions,
            agents: Vec::new(),
            priorities: Vec::new(),
            metrics: DESKS.map(|(_, _, text)| metrics(text)).to_vec(),
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

    pub(crate) async fn takes(&mut self, step: &ScenarioStep) -> Vec<Violation> {
        match step {
            ScenarioStep::Open {
                desk,
                customer,
                words,
            } => self.opens(*desk, *customer, *words).await,
            ScenarioStep::Act { ticket, action } => {
                let key = format!("step-{}", self.step);
                if let Some(known) = self.ticket(*ticket) {
                    self.acts(&known, *action, &key).await;
                }
            }
            ScenarioStep::Race {
                ticket,
                actions,
                sweeps,
            } => self.races(*ticket, *actions, *sweeps).await,
            ScenarioStep::Pass { minutes } => {
                return self.passes(TimeDelta::minutes(i64::from(*minutes))).await;
            }
            ScenarioStep::Stall { minutes } => {
                let clock = self.desk.clock();
                clock.move_to(clock.now() + TimeDelta::minutes(i64::from(*minutes)));
                return Vec::new();
            }
            ScenarioStep::Republish { desk, moves } => self.republishes(*desk, *moves).await,
            ScenarioStep::Absent { desk, agent, hours } => self.leaves(*desk, *agent, *hours).await,
            ScenarioStep::Bounce { customer, bounces } => {
                let fate = if *bounces {
                    AddressOutcome::Bounced
                } else {
                    AddressOutcome::Delivered
                };
                for (desk, _, _) in DESKS {
                    self.desk
                        .mailbox()
                        .set_outcome(&address(*customer, desk), fate);
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
        checker: &InvariantChecker,
        violations: &mut Vec<Violation>,
    ) -> u32 {
        let mut minutes = 0;
        while violations.is_empty() && minutes < 90 && checker.is_overdue(self).await {
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

fn metrics(policy: &str) -> Vec<String> {
    let compiled = desk::policy::compile(policy).ok();
    let metrics = compiled
        .into_iter()
        .flat_map(|compiled| compiled.policy.metrics);
    metrics.map(|metric| metric.name).collect()
}

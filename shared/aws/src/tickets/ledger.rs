//! Decide, then store: the one way a ticket changes.
use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::TransactWriteItem;
use desk::lifecycle::{Command, Decision, Fact, PolicyMove, Refusal, Roster, decide};
use desk::policy::Policy;
use desk::ticket::State;
use desk::time::Instant;

use super::promises;
use super::transition::{Place, Transition};
use crate::config::Tables;
use crate::store::table::classify_error;
use crate::{Desks, StoreError, Text, TicketId, Tickets};

/// Decisions on one request before it is given back as a conflict.
pub(crate) const ROUNDS: usize = 4;

/// Appends facts to tickets, each transition in one transaction.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// The ledger's own reader.
    pub tickets: Tickets,
    /// The policies that tickets are decided by.
    pub desks: Desks,
    outbox: String,
}

/// A command with what is written beside its facts.
#[derive(Debug, Clone)]
pub struct CommandRequest {
    /// What is to happen.
    pub command: Command,
    /// What a person wrote; left out when the command turns out to have been applied before.
    pub texts: Vec<Text>,
    /// Further writes of the same transaction, made even when the ticket does not change.
    pub writes: Vec<TransactWriteItem>,
    /// The version that whoever asks has seen, if they care.
    pub version: Option<u64>,
}

impl From<Command> for CommandRequest {
    fn from(command: Command) -> Self {
        Self {
            command,
            texts: Vec::new(),
            writes: Vec::new(),
            version: None,
        }
    }
}

/// What is written beside a decision.
#[derive(Default)]
struct Beside {
    texts: Vec<Text>,
    writes: Vec<TransactWriteItem>,
}

impl From<CommandRequest> for Beside {
    fn from(also: CommandRequest) -> Self {
        Self {
            texts: also.texts,
            writes: also.writes,
        }
    }
}

/// What became of a command.
#[derive(Debug, Clone)]
pub struct Applied {
    /// The ticket after it.
    pub state: State,
    /// The policy that the ticket is under.
    pub policy: Arc<Policy>,
    /// The new facts; none when there was nothing to do.
    pub facts: Vec<Fact>,
}

/// Why a command did not become facts.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// The policy or the ticket's status stands against it; trying again changes nothing.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Whoever asks has seen an older ticket than there is.
    #[error("the ticket is at version {current}, not {seen}")]
    Stale {
        /// The version they have seen.
        seen: u64,
        /// The version there is.
        current: u64,
    },
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Ledger {
    /// A ledger over both tables.
    #[must_use]
    pub fn new(client: Client, tables: &Tables) -> Self {
        Self {
            tickets: Tickets::new(client.clone(), &tables.tickets),
            desks: Desks::new(client, &tables.tickets),
            outbox: tables.outbox.clone(),
        }
    }

    /// Opens a ticket that is not there yet.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it is there already; otherwise as [`apply`](Self::apply).
    pub async fn open(
        &self,
        id: &TicketId,
        policy: &Arc<Policy>,
        wish: CommandRequest,
        now: Instant,
    ) -> Result<Applied, ApplyError> {
        let decision = decide(None, &wish.command, policy, &Roster::default(), now)?;
        let written = self
            .write(id, None, policy, decision, wish.into(), now)
            .await?;
        promises::tell(None, &written, now);
        Ok(written)
    }

    /// Loads the ticket, asks `wish` what is to happen to it, decides, and stores the answer.
    ///
    /// When somebody else writes in between, all of it is done again. `wish` may see that nothing
    /// is left to do and say `None`.
    ///
    /// # Errors
    /// [`ApplyError::Refused`] (a missing ticket is [`Refusal::NotOpened`]) and
    /// [`ApplyError::Stale`] leave everything as it was; [`StoreError::Conflict`] after several
    /// rounds asks for a later try.
    pub async fn apply(
        &self,
        id: &TicketId,
        now: Instant,
        wish: impl Fn(&State, &Policy) -> Option<CommandRequest>,
    ) -> Result<Applied, ApplyError> {
        let mut rounds = 0;
        loop {
            rounds += 1;
            let loaded = self.tickets.load(id).await?;
            let state = loaded.ok_or(Refusal::NotOpened)?.state;
            let policy = self.desks.policy(id.desk(), &state.policy_version).await?;
            let Some(wish) = wish(&state, &policy) else {
                return Ok(unchanged(state, policy));
            };
            if let Some(seen) = wish.version.filter(|seen| *seen != state.version) {
                let current = state.version;
                return Err(ApplyError::Stale { seen, current });
            }
            let roster = self.roster(id, &wish.command, &policy).await?;
            let decision = decide(Some(&state), &wish.command, &policy, &roster, now)?;
            if decision.facts.is_empty() && wish.writes.is_empty() {
                return Ok(unchanged(state, policy));
            }
            let from = Some(state.version);
            match self
                .write(id, from, &policy, decision, wish.into(), now)
                .await
            {
                Err(StoreError::Conflict { .. }) if rounds < ROUNDS => {}
                written => {
                    let written = written?;
                    promises::tell(Some(&state), &written, now);
                    return Ok(written);
                }
            }
        }
    }

    /// Moves an open ticket to another version of its desk's policy; one that is there or has ended stays.
    ///
    /// # Errors
    /// As [`apply`](Self::apply); [`ApplyError::Refused`] when the version does not know what the ticket is.
    pub async fn repin(
        &self,
        id: &TicketId,
        version: &str,
        now: Instant,
    ) -> Result<Applied, ApplyError> {
        let to = self.desks.policy(id.desk(), version).await?;
        let mut rounds = 0;
        loop {
            rounds += 1;
            let loaded = self.tickets.load(id).await?;
            let state = loaded.ok_or(Refusal::NotOpened)?.state;
            let from = self.desks.policy(id.desk(), &state.policy_version).await?;
            let migration = PolicyMove {
                from: &from,
                to: &to,
                version,
            };
            let decision = migration.decide(&state, now)?;
            if decision.facts.is_empty() {
                return Ok(unchanged(state, from));
            }
            let seen = Some(state.version);
            match self
                .write(id, seen, &to, decision, Beside::default(), now)
                .await
            {
                Err(StoreError::Conflict { .. }) if rounds < ROUNDS => {}
                written => return Ok(written?),
            }
        }
    }

    /// Who is away, where the command may choose somebody.
    async fn roster(
        &self,
        id: &TicketId,
        command: &Command,
        policy: &Policy,
    ) -> Result<Roster, StoreError> {
        if !command.act.may_assign(policy) {
            return Ok(Roster::default());
        }
        let agents = self.desks.agents(id.desk()).await?;
        let away = agents
            .into_iter()
            .filter_map(|(agent, known)| Some((agent, known.absent_until?)));
        Ok(Roster::away(away))
    }

    async fn write(
        &self,
        id: &TicketId,
        from: Option<u64>,
        policy: &Arc<Policy>,
        decision: Decision,
        beside: Beside,
        now: Instant,
    ) -> Result<Applied, StoreError> {
        if decision.facts.is_empty() {
            self.only(beside.writes).await?;
            return Ok(unchanged(decision.state, policy.clone()));
        }
        let transition = Transition {
            id,
            from,
            state: &decision.state,
            policy,
            facts: &decision.facts,
            notices: &decision.notices,
            texts: &beside.texts,
            also: beside.writes,
            now,
        };
        // Boxed, so that the futures of all handlers stay small.
        Box::pin(transition.write(&self.place())).await?;
        Ok(Applied {
            state: decision.state,
            policy: policy.clone(),
            facts: decision.facts,
        })
    }

    /// Writes that no fact goes with.
    async fn only(&self, writes: Vec<TransactWriteItem>) -> Result<(), StoreError> {
        let request = self.tickets.client.transact_write_items();
        match request.set_transact_items(Some(writes)).send().await {
            Ok(_) => Ok(()),
            Err(error) => classify_error(error, None),
        }
    }

    pub(crate) fn place(&self) -> Place<'_> {
        Place {
            client: &self.tickets.client,
            tickets: &self.tickets.table,
            outbox: &self.outbox,
        }
    }
}

pub(crate) fn unchanged(state: State, policy: Arc<Policy>) -> Applied {
    Applied {
        state,
        policy,
        facts: Vec::new(),
    }
}

//! Decide, then store: the one way a ticket changes.
use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::TransactWriteItem;
use desk::lifecycle::{Act, Command, Decision, Fact, PolicyMove, Refusal, Roster, decide};
use desk::policy::Policy;
use desk::ticket::{Actor, State};
use desk::time::Instant;

use super::command_key::{CommandKey, KnownKey};
use super::oversize::refuse_oversize;
use super::promises;
use super::transition::Transition;
use super::{Loaded, Text, Tickets};
use crate::config::{Tables, Unset};
use crate::store::retry_conflicts;
use crate::{Desks, StoreError, TicketId};

/// Appends facts to tickets, each transition in one transaction.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// The ledger's own reader.
    pub tickets: Tickets,
    /// The policies that tickets are decided by.
    pub desks: Desks,
    outbox: String,
}

/// A command on a ticket, with everything that is written beside its facts.
#[derive(Debug, Clone)]
pub struct CommandRequest {
    /// The command itself.
    pub command: Command,
    /// Words that a person wrote; left out when the command turns out to have been applied before.
    pub texts: Vec<Text>,
    /// Further writes of the same transaction, made even when the ticket does not change.
    pub writes: Vec<TransactWriteItem>,
    /// The version that the person who asks has seen, if they care.
    pub version: Option<u64>,
    /// The source of the request, as a hash: what one source causes has limits.
    pub source: Option<String>,
    /// The key that the client gave it, by which it is done once.
    pub key: Option<CommandKey>,
}

impl CommandRequest {
    /// A command of the desk itself, applied once for its cause.
    #[must_use]
    pub fn of_system(cause: impl Into<String>, act: Act, now: Instant) -> Self {
        Self::from(Command {
            by: Actor::System,
            occurred_at: now,
            late_reason: None,
            cause: cause.into(),
            act,
        })
    }
}

impl From<Command> for CommandRequest {
    fn from(command: Command) -> Self {
        Self {
            command,
            texts: Vec::new(),
            writes: Vec::new(),
            version: None,
            source: None,
            key: None,
        }
    }
}

/// A ticket after a command.
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
    /// The person who asks has seen an older ticket than there is.
    #[error("the ticket is at version {current}, not {seen}")]
    Stale {
        /// The version they have seen.
        seen: u64,
        /// The version there is.
        current: u64,
    },
    /// The client gave its key to another request before.
    #[error("the key belongs to another command on this ticket")]
    KeyReused,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ApplyError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(StoreError::Conflict { .. }))
    }
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

    /// A ledger over the tables that the environment names.
    ///
    /// # Errors
    /// Names the variable that is not set.
    pub fn from(lookup: &impl Fn(&str) -> Option<String>, client: Client) -> Result<Self, Unset> {
        Ok(Self::new(client, &Tables::from(lookup)?))
    }

    /// Opens a ticket that is not there yet.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it is there already; otherwise as [`apply`](Self::apply).
    pub async fn open(
        &self,
        id: &TicketId,
        policy: &Arc<Policy>,
        request: CommandRequest,
        now: Instant,
    ) -> Result<Applied, ApplyError> {
        let decision = decide(None, &request.command, policy, &Roster::default(), now)?;
        refuse_oversize(&request.command, &decision.state)?;
        let written = self.store(id, None, policy, decision, request, now).await?;
        promises::tell(None, &written, now);
        Ok(written)
    }

    /// Loads the ticket, asks `request` for the command on it, decides, and stores the answer.
    ///
    /// When somebody else writes in between, all of it is done again. `request` may see that nothing is left to do and
    /// say `None`.
    ///
    /// # Errors
    /// [`ApplyError::Refused`] (a missing ticket is [`Refusal::NotOpened`]) and
    /// [`ApplyError::Stale`] leave everything as it was; [`StoreError::Conflict`] after several
    /// rounds asks for a later try.
    pub async fn apply(
        &self,
        id: &TicketId,
        now: Instant,
        request: impl Fn(&State, &Policy) -> Option<CommandRequest>,
    ) -> Result<Applied, ApplyError> {
        let request = &request;
        let attempt = || async move {
            let (state, policy) = self.load(id).await?.ok_or(Refusal::NotOpened)?;
            let Some(request) = request(&state, &policy) else {
                return Ok(unchanged(state, policy));
            };
            let known = self.known_key(id, request.key.as_ref(), now).await?;
            if known == KnownKey::Repeated {
                return Ok(unchanged(state, policy));
            }
            refuse_stale(request.version, &state)?;
            let roster = self.roster(id, &request.command, &policy).await?;
            let decision = decide(Some(&state), &request.command, &policy, &roster, now)?;
            refuse_oversize(&request.command, &decision.state)?;
            let from = Some(state.version);
            let written = self
                .store(id, from, &policy, decision, request, now)
                .await?;
            promises::tell(Some(&state), &written, now);
            Ok(written)
        };
        self.retry(id, now, attempt).await
    }

    /// Moves an open ticket to another version of its desk's policy; one that is there or has ended stays.
    ///
    /// # Errors
    /// As [`apply`](Self::apply); [`ApplyError::Refused`] when the version does not know what the ticket is.
    pub async fn migrate(
        &self,
        id: &TicketId,
        version: &str,
        now: Instant,
    ) -> Result<Applied, ApplyError> {
        let to = self.desks.policy(id.desk(), version).await?;
        let to = &to;
        let attempt = || async move {
            let (state, from) = self.load(id).await?.ok_or(Refusal::NotOpened)?;
            let migration = PolicyMove {
                from: &from,
                to,
                version,
            };
            let decision = migration.decide(&state, now)?;
            if decision.facts.is_empty() {
                return Ok(unchanged(state, from));
            }
            let transition = Transition::of(id, Some(state.version), to, &decision, now);
            self.commit([transition]).await?;
            Ok(applied(decision, to.clone()))
        };
        self.retry(id, now, attempt).await
    }

    /// A ticket and the policy that it is under.
    pub(super) async fn load(
        &self,
        id: &TicketId,
    ) -> Result<Option<(State, Arc<Policy>)>, StoreError> {
        let Some(Loaded { state, .. }) = self.tickets.load(id).await? else {
            return Ok(None);
        };
        let policy = self.desks.policy(id.desk(), &state.policy_version).await?;
        Ok(Some((state, policy)))
    }

    /// The agents who are away, if the command may choose somebody.
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

    /// Stores a decision with what its request wants written beside it, even where nothing is decided.
    async fn store(
        &self,
        id: &TicketId,
        from: Option<u64>,
        policy: &Arc<Policy>,
        decision: Decision,
        request: CommandRequest,
        now: Instant,
    ) -> Result<Applied, StoreError> {
        let mut further = request.writes;
        if let Some(key) = &request.key {
            further.push(self.tickets.remember_key(id, key, now)?);
        }
        if !decision.facts.is_empty() {
            let transition = Transition {
                texts: &request.texts,
                source: request.source.as_deref(),
                further,
                ..Transition::of(id, from, policy, &decision, now)
            };
            self.commit([transition]).await?;
        } else if !further.is_empty() {
            self.tickets.table.transact(further, None).await?;
        }
        Ok(applied(decision, policy.clone()))
    }

    /// Writes a transition, or those of two tickets together, or nothing.
    pub(super) async fn commit<const N: usize>(
        &self,
        transitions: [Transition<'_>; N],
    ) -> Result<(), StoreError> {
        let table = &self.tickets.table;
        let (mut first, mut writes) = (None, Vec::new());
        for transition in transitions {
            let (operation, theirs) = transition.writes(table, &self.outbox)?;
            first.get_or_insert(operation);
            writes.extend(theirs);
        }
        // Boxed, so that the futures of all handlers stay small.
        Box::pin(table.transact(writes, first.as_deref())).await
    }

    /// Loads and decides again while somebody else writes in between.
    pub(super) async fn retry<F>(
        &self,
        id: &TicketId,
        now: Instant,
        attempt: impl Fn() -> F,
    ) -> Result<Applied, ApplyError>
    where
        F: Future<Output = Result<Applied, ApplyError>>,
    {
        let request = format!("{id} {now}");
        retry_conflicts(&request, ApplyError::is_conflict, attempt).await
    }
}

/// Refuses a request of somebody who has seen an older ticket.
pub(super) fn refuse_stale(seen: Option<u64>, state: &State) -> Result<(), ApplyError> {
    let current = state.version;
    match seen.filter(|seen| *seen != current) {
        Some(seen) => Err(ApplyError::Stale { seen, current }),
        None => Ok(()),
    }
}

fn applied(decision: Decision, policy: Arc<Policy>) -> Applied {
    Applied {
        state: decision.state,
        policy,
        facts: decision.facts,
    }
}

pub(super) fn unchanged(state: State, policy: Arc<Policy>) -> Applied {
    Applied {
        state,
        policy,
        facts: Vec::new(),
    }
}

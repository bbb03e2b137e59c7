//! Major incidents: an action on the parent is done on each of its parts.
//!
//! The oldest fact that the parent still owes its children is taken, a chunk of children at a time;
//! the fact that says how far it came brings the next chunk. Each child is a transition of its own,
//! and remembers the last fact it followed: a record that comes twice, or a run that broke off, does
//! nothing twice. A record that is lost only delays: the parent stays in the index until the last
//! child was told. A child that refuses or cannot be read is logged and passed over.
use desk::lifecycle::{Act, Action, Announcement, Command, Fact, FactBody, commands, facts};
use desk::ticket::{Actor, FanOut, State};
use desk::time::Instant;
use escalon_aws::{ApplyError, CommandRequest, StoreError, Text, TicketId, chain};

use crate::Escalate;

/// Children that one record reaches: a few seconds' work.
const CHUNK: i32 = 50;

/// News of the parent for its children, as far as it is the same for all of them.
struct IncidentNews<'n> {
    parent: &'n TicketId,
    fact: Fact,
    /// The words that were written with it.
    text: Option<Text>,
    now: Instant,
}

impl Escalate {
    /// Tells the next chunk of children of the oldest fact that they are owed.
    pub(crate) async fn fan_out(&self, id: &TicketId, now: Instant) -> Result<(), ApplyError> {
        let Some(loaded) = self.ledger.tickets.load(id).await? else {
            return Ok(());
        };
        let open = loaded.state.fan_outs.iter().min_by_key(|open| open.fact);
        let Some(open) = open else { return Ok(()) };
        let news = self.news(id, open.fact, now).await?;
        let children = match &news {
            Some(news) => self.chunk(news, open).await?,
            None => Vec::new(),
        };
        if let Some(news) = &news {
            for child in &children {
                self.notify_child(news, child).await?;
            }
        }
        let more = children.len() == usize::try_from(CHUNK).unwrap_or_default();
        let after = children.last().filter(|_| more).cloned();
        self.record_progress(id, open.fact, after, now).await
    }

    async fn news<'n>(
        &self,
        parent: &'n TicketId,
        seq: u64,
        now: Instant,
    ) -> Result<Option<IncidentNews<'n>>, StoreError> {
        let Some(fact) = self.ledger.tickets.fact(parent, seq).await? else {
            return Ok(None);
        };
        let text = if let FactBody::Replied(facts::Replied { text: Some(seq) }) = fact.body {
            self.ledger.tickets.text(parent, seq).await?
        } else {
            None
        };
        Ok(Some(IncidentNews {
            parent,
            fact,
            text,
            now,
        }))
    }

    /// The next children: those that were just adopted, or all that there are.
    async fn chunk(
        &self,
        news: &IncidentNews<'_>,
        open: &FanOut,
    ) -> Result<Vec<String>, StoreError> {
        let after = open.after.as_deref();
        if let FactBody::Adopted(facts::Adopted { children }) = &news.fact.body {
            let rest = children.iter();
            let rest = rest.filter(|name| after.is_none_or(|after| name.as_str() > after));
            let most = usize::try_from(CHUNK).unwrap_or_default();
            return Ok(rest.take(most).cloned().collect());
        }
        self.ledger
            .tickets
            .children(news.parent, after, CHUNK)
            .await
    }

    /// Lets one child follow; only what a retry can mend is an error.
    async fn notify_child(&self, news: &IncidentNews<'_>, name: &str) -> Result<(), ApplyError> {
        let Ok(child) = TicketId::parse(news.parent.desk(), name) else {
            return Ok(());
        };
        let told = match news.fact.body.action_of_parts() {
            None => self.join(news, &child).await,
            Some(action) => self.follow(news, &child, action).await,
        };
        match told {
            Ok(()) => Ok(()),
            Err(
                error @ ApplyError::Store(
                    StoreError::Unavailable { .. } | StoreError::Conflict { .. },
                ),
            ) => Err(error),
            Err(
                error @ (ApplyError::Refused(_) | ApplyError::Stale { .. } | ApplyError::KeyReused),
            ) => {
                tracing::info!(ticket.id = %child, %error, "a child does not follow");
                Ok(())
            }
            Err(
                error @ ApplyError::Store(StoreError::Corrupt { .. } | StoreError::Missing { .. }),
            ) => {
                tracing::error!(ticket.id = %child, cause = chain(&error), "a child cannot follow");
                Ok(())
            }
        }
    }

    /// The child becomes a part; its organisation hears of it by the first that does.
    async fn join(&self, news: &IncidentNews<'_>, child: &TicketId) -> Result<(), ApplyError> {
        let Some(loaded) = self.ledger.tickets.load(child).await? else {
            return Ok(());
        };
        let organisation = loaded.state.subject.organisation.get("id");
        if let Some(organisation) = organisation
            && !self
                .ledger
                .tickets
                .is_notified(news.parent, organisation)
                .await?
        {
            let told = self
                .ledger
                .tickets
                .remember_notified(news.parent, organisation)?;
            let first = self
                .join_as(news, child, Announcement::First, vec![told])
                .await;
            match first {
                // Another child of theirs was faster.
                Err(ApplyError::Store(StoreError::Conflict { .. })) => {}
                done => return done,
            }
        }
        self.join_as(news, child, Announcement::Made, Vec::new())
            .await
    }

    async fn join_as(
        &self,
        news: &IncidentNews<'_>,
        child: &TicketId,
        announcement: Announcement,
        writes: Vec<aws_sdk_dynamodb::types::TransactWriteItem>,
    ) -> Result<(), ApplyError> {
        let act = Act::Join(commands::Join {
            parent: news.parent.name().to_owned(),
            parent_seq: news.fact.seq,
            announcement,
        });
        let request = |state: &State| {
            state.parent.is_none().then(|| CommandRequest {
                writes: writes.clone(),
                ..CommandRequest::from(news.command(Actor::System, act.clone()))
            })
        };
        let applied = self
            .ledger
            .apply(child, news.now, |state, _| request(state));
        applied.await.map(drop)
    }

    async fn follow(
        &self,
        news: &IncidentNews<'_>,
        child: &TicketId,
        action: Action,
    ) -> Result<(), ApplyError> {
        let request = |state: &State| {
            // The words are kept with each ticket that they were said on.
            let seq = state.version + 1;
            let text = news.text.as_ref().map(|text| Text {
                seq,
                ..text.clone()
            });
            let act = Act::Follow(commands::Follow {
                parent: news.parent.name().to_owned(),
                parent_seq: news.fact.seq,
                action,
                text: text.as_ref().map(|text| text.seq),
            });
            let texts = text.into_iter().filter(|_| state.status.is_live());
            CommandRequest {
                texts: texts.collect(),
                ..CommandRequest::from(news.command(news.fact.by.clone(), act))
            }
        };
        let applied = self
            .ledger
            .apply(child, news.now, |state, _| Some(request(state)));
        applied.await.map(drop)
    }

    async fn record_progress(
        &self,
        id: &TicketId,
        fact: u64,
        after: Option<String>,
        now: Instant,
    ) -> Result<(), ApplyError> {
        let cause = format!("fan-out:{fact}:{}", after.as_deref().unwrap_or("end"));
        let applied = self.ledger.apply(id, now, |_, _| {
            let after = after.clone();
            let act = Act::FanOut(commands::RecordFanOut { fact, after });
            Some(CommandRequest::of_system(&cause, act, now))
        });
        let applied = applied.await?;
        if !applied.facts.is_empty() {
            tracing::info!(ticket.id = %id, fact, "children told");
        }
        Ok(())
    }
}

impl IncidentNews<'_> {
    fn command(&self, by: Actor, act: Act) -> Command {
        Command {
            by,
            // What was done in time was done in time for every child, however late they hear; what was entered late is
            // no proof, and counts from its entry.
            occurred_at: self.fact.recorded_at.min(self.now),
            late_reason: None,
            cause: format!("parent:{}:{}", self.parent.name(), self.fact.seq),
            act,
        }
    }
}

//! Commands to a ticket: who issues them, at which stages of its life they are taken, and the list's macro.
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::Policy;
use crate::ticket::{Actor, State, Status};
use crate::time::Instant;

/// A command: who issued it, when it happened, and the idempotency key that prevents applying it twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Who issues it.
    pub by: Actor,
    /// The world's time; at most `now`.
    pub occurred_at: Instant,
    /// Why it is entered long after it happened.
    pub late_reason: Option<String>,
    /// Idempotency key, source fact, or notice and event.
    pub cause: String,
    /// The act that is to happen.
    pub act: super::Act,
}

/// The issuers of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issuer {
    /// Requesters, agents and the desk's own functions.
    Anyone,
    /// Agents and the desk's own functions.
    Staff,
    /// The desk's own functions; no person issues it by hand.
    Desk,
}

/// The stages of a ticket's life, each further from being worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Incomplete, open or waiting.
    Live,
    /// Resolved.
    Resolved,
    /// Closed.
    Closed,
    /// Merged into another ticket, which goes on in its stead.
    Merged,
}

/// The text that goes with a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRule {
    /// None is taken.
    None,
    /// One for the requester and staff.
    Public,
    /// One for staff alone.
    Internal,
}

/// The terms on which a command is taken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CommandTerms {
    issuer: Issuer,
    /// The last stage of a ticket's life at which it is taken.
    last_stage: Stage,
    text: TextRule,
    /// Whether somebody may have to be chosen for the ticket, so that it matters who is away.
    may_assign: bool,
    /// Whether breaches that were due by then are recorded before its facts; the scan's own commands record them.
    records_breaches_first: bool,
    /// What the act answers, and so cannot come before.
    answers: Answered,
}

/// The event that an act answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answered {
    /// The opening of the ticket.
    Opening,
    /// The requester's last word.
    LastWord,
}

impl CommandTerms {
    pub(crate) const ANYONE: Self = Self {
        issuer: Issuer::Anyone,
        last_stage: Stage::Resolved,
        text: TextRule::None,
        may_assign: false,
        records_breaches_first: true,
        answers: Answered::Opening,
    };
    pub(crate) const STAFF: Self = Self {
        issuer: Issuer::Staff,
        ..Self::ANYONE
    };
    pub(crate) const DESK: Self = Self {
        issuer: Issuer::Desk,
        ..Self::ANYONE
    };

    pub(crate) const fn until(self, last_stage: Stage) -> Self {
        Self { last_stage, ..self }
    }

    pub(crate) const fn with_text(self, text: TextRule) -> Self {
        Self { text, ..self }
    }

    pub(crate) const fn may_assign(self) -> Self {
        Self {
            may_assign: true,
            ..self
        }
    }

    pub(crate) const fn answering_the_last_word(self) -> Self {
        Self {
            answers: Answered::LastWord,
            ..self
        }
    }

    pub(crate) const fn by_the_scan(self) -> Self {
        Self {
            records_breaches_first: false,
            ..self
        }
    }
}

/// The situation in which a command is decided.
pub(crate) struct Situation<'a> {
    pub(crate) state: &'a State,
    pub(crate) policy: &'a Policy,
    pub(crate) by: &'a Actor,
    /// The world's time.
    pub(crate) occurred_at: Instant,
    pub(crate) now: Instant,
}

/// The decision on a command, told by the command's own story.
pub(crate) trait Decide {
    /// The facts that the command becomes; none when there is nothing to do.
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal>;

    /// The terms on which it is taken.
    fn terms(&self) -> CommandTerms {
        CommandTerms::ANYONE
    }

    /// Names the text by the sequence number of the item that holds it.
    fn set_text(&mut self, _seq: u64) {}
}

impl super::Act {
    /// Who may issue the command.
    #[must_use]
    pub fn issuer(&self) -> Issuer {
        self.story().terms().issuer
    }

    /// The text that goes with the command.
    #[must_use]
    pub fn text(&self) -> TextRule {
        self.story().terms().text
    }

    /// The command with its text, an item of that sequence number.
    #[must_use]
    pub fn with_text(mut self, seq: u64) -> Self {
        if let Some(story) = self.story_mut() {
            story.set_text(seq);
        }
        self
    }

    /// Whether deciding on it may choose an agent, so that it has to be known who is away.
    #[must_use]
    pub fn may_assign(&self, policy: &Policy) -> bool {
        let staffed = policy.teams.values().any(|team| !team.members.is_empty());
        staffed && self.story().terms().may_assign
    }

    pub(crate) fn records_breaches_first(&self) -> bool {
        self.story().terms().records_breaches_first
    }

    pub(crate) fn answers(&self) -> Answered {
        self.story().terms().answers
    }
}

impl Command {
    /// Whether the ticket was given this very command before.
    pub(crate) fn was_applied(&self, state: &State) -> bool {
        self.act != super::Act::Sweep && state.causes.contains(&self.cause)
    }

    /// The facts that the command becomes.
    ///
    /// # Errors
    /// A [`Refusal`]: of its issuer, of the stage of the ticket's life, or of its own story.
    pub(crate) fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let story = self.act.story();
        let terms = story.terms();
        match (terms.issuer, situation.by) {
            (Issuer::Staff, Actor::Requester) => {
                return Err(Refusal::NotAllowed { who: "an agent" });
            }
            (Issuer::Anyone | Issuer::Staff | Issuer::Desk, _) => {}
        }
        situation.taken_until(terms.last_stage)?;
        story.decide(situation)
    }
}

impl Situation<'_> {
    /// Refuses what comes too late in the ticket's life.
    fn taken_until(&self, last: Stage) -> Result<(), Refusal> {
        let stage = match (&self.state.merged_into, &self.state.status) {
            (Some(into), _) if last < Stage::Merged => {
                return Err(Refusal::Merged { into: into.clone() });
            }
            (Some(_), _) => Stage::Merged,
            (None, Status::Closed) => Stage::Closed,
            (None, Status::Resolved) => Stage::Resolved,
            (None, Status::Incomplete | Status::Open | Status::Waiting(_)) => Stage::Live,
        };
        match stage {
            _ if stage <= last => Ok(()),
            Stage::Resolved => Err(Refusal::WrongStatus {
                status: "resolved".to_owned(),
                needs: "reopen it first",
            }),
            Stage::Live | Stage::Closed | Stage::Merged => Err(Refusal::Closed),
        }
    }
}

macro_rules! commands {
    ($($(#[$doc:meta])* $name:literal $(| $alias:literal)? $variant:ident $(($($story:ident)::+))? $([$($bare:ident)::+])?;)*) => {
        /// The commands by name; each variant with fields holds the struct of its story.
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[expect(
            clippy::large_enum_variant,
            reason = "one at a time, on its way to being decided or written; never kept in number"
        )]
        pub enum Act {
            $($(#[$doc])* #[serde(rename = $name $(, alias = $alias)?)] $variant $(($($story)::+))?,)*
        }

        /// The structs of the commands that have fields.
        pub mod commands {
            $($(pub use super::$($story)::+;)?)*
        }

        impl Act {
            /// The names of all commands, as requests write them.
            pub const NAMES: &[&str] = &[$($name),*];

            /// The command's name, as requests write it.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $name,)*
                }
            }

            fn story(&self) -> &dyn $crate::lifecycle::command::Decide {
                match self {
                    $($(Self::$variant(command) => {
                        let command: &$($story)::+ = command;
                        command
                    })?
                    $(Self::$variant => &$($bare)::+,)?)*
                }
            }

            fn story_mut(&mut self) -> Option<&mut dyn $crate::lifecycle::command::Decide> {
                match self {
                    $($(Self::$variant(command) => {
                        let command: &mut $($story)::+ = command;
                        Some(command)
                    })?
                    $(Self::$variant => { let _ = $($bare)::+; None })?)*
                }
            }
        }

        $($(impl From<$($story)::+> for Act {
            fn from(command: $($story)::+) -> Self {
                Self::$variant(command)
            }
        })?)*
    };
}
pub(crate) use commands;

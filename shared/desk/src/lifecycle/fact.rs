//! Facts of a ticket: append-only, holding ids and values but never people's words.
use serde::{Deserialize, Serialize};

use crate::facts::for_each_fact;
use crate::lifecycle::before::Before;
use crate::lifecycle::clocks::Clocks;
use crate::lifecycle::traits::Traits;
use crate::notice::{NoticeDraft, TicketNews};
use crate::policy::{Event, Policy};
use crate::ticket::{Actor, State};
use crate::time::Instant;

/// A fact as stored: one thing that happened to a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Position in the ticket's history, from 1, without gaps.
    pub seq: u64,
    /// The wire version of this fact's shape.
    #[serde(default = "first_version")]
    pub v: u8,
    /// When it happened in the world or in transport (a delivery event's own time).
    pub occurred_at: Instant,
    /// When this desk learned of it.
    pub recorded_at: Instant,
    /// Who acted.
    pub by: Actor,
    /// The cause; a repeated one changes nothing.
    pub cause: String,
    /// The fact itself.
    #[serde(flatten)]
    pub body: FactBody,
}

fn first_version() -> u8 {
    1
}

/// The effect of a fact on its ticket, told by the fact's own story.
pub(crate) trait Effect {
    /// Changes the ticket, beside its clocks.
    fn apply(&self, _state: &mut State, _fact: &Fact, _policy: &Policy) {}

    /// The events that the fact is to the policy, the most particular last; `state` is the ticket after it.
    fn events(&self, _state: &State, _fact: &Fact) -> Vec<Event> {
        self.traits().event.into_iter().collect()
    }

    /// The notices that it sends.
    fn notices(&self, news: &TicketNews<'_>, _before: &Before) -> Vec<NoticeDraft> {
        news.answering()
    }

    /// Changes clocks before their promises are looked at again.
    fn change_clocks(&self, _clocks: &mut Clocks<'_>) {}

    /// Changes clocks after their promises were recalculated.
    fn after_recalculation(&self, _clocks: &mut Clocks<'_>) {}

    /// Changes clocks at the very end, when their due instants are known.
    fn after_deadlines(&self, _clocks: &mut Clocks<'_>) {}

    /// The traits by which others treat the fact.
    fn traits(&self) -> Traits {
        Traits::usual()
    }
}

macro_rules! bodies {
    ($($(#[$doc:meta])* $kind:literal $name:ident $(($story:ident))? $([$bare:ident])?;)*) => {
        /// The facts by kind; each variant with fields holds the struct of its story.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind")]
        #[expect(
            clippy::large_enum_variant,
            reason = "one at a time, on its way to being decided or written; never kept in number"
        )]
        pub enum FactBody {
            $($(#[$doc])* #[serde(rename = $kind)] $name $((crate::lifecycle::$story::$name))?,)*
        }

        /// The structs of the facts that have fields.
        pub mod facts {
            $($(pub use crate::lifecycle::$story::$name;)?)*
        }

        impl FactBody {
            /// The stable name of the kind, as stored in the attribute `kind` and filtered by streams.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => $kind,)*
                }
            }

            pub(crate) fn effect(&self) -> &dyn Effect {
                match self {
                    $($(Self::$name(body) => {
                        let body: &crate::lifecycle::$story::$name = body;
                        body
                    })?
                    $(Self::$name => &crate::lifecycle::$bare::$name,)?)*
                }
            }
        }

        $($(impl From<crate::lifecycle::$story::$name> for FactBody {
            fn from(body: crate::lifecycle::$story::$name) -> Self {
                Self::$name(body)
            }
        })?)*
    };
}
for_each_fact!(bodies);

//! A ticket is what happened to it: facts, their fold, and the decisions that add to them.
mod acts;
mod check;
#[cfg(test)]
mod clauses;
mod clocks;
mod command;
mod commitment;
mod decide;
mod fact;
mod fold;
#[cfg(test)]
mod laws;
mod notice;
mod opening;
mod refusal;
mod reopen;
mod retarget;
mod rules;
mod sorting;
mod state;
#[cfg(test)]
pub(crate) mod story;
mod sweep;
#[cfg(test)]
mod tests;
mod trigger;
mod view;

pub use command::{Act, Command};
pub use decide::{Decision, decide};
pub use fact::{Fact, FactBody};
pub use fold::{fold, fold_all};
pub use notice::{NoticeDraft, Recipient};
pub use opening::{Actor, Opening};
pub use refusal::Refusal;
pub use state::{Classified, Clock, ClockTarget, Held, Pending, State, Status, Wait};
pub(crate) use sweep::next_silence;
pub use view::{Contact, TicketFacts, contact, contact_at};

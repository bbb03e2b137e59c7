//! A ticket is what happened to it: facts, their fold, and the decisions that add to them.
mod acts;
mod assignment;
mod check;
#[cfg(test)]
mod clauses;
mod clocks;
mod command;
mod commitment;
mod consent;
mod decide;
mod door;
mod excuse;
mod fact;
mod family;
mod fold;
#[cfg(test)]
mod laws;
mod merge;
mod notice;
mod opening;
mod queue;
mod refusal;
mod reopen;
mod repin;
mod retarget;
mod routing;
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
pub use consent::{
    Administered, Answer, Approver, Ceiling, Consent, ConsentRefusal, Given, Quote, may_approve,
};
pub use decide::{Decision, decide, decide_among};
pub use door::{Opener, SentElsewhere, admit};
pub use excuse::Excuse;
pub use fact::{Fact, FactBody};
pub use family::{Announcement, Deed, FanOut, Life, Parent};
pub use fold::{fold, fold_all, fold_under, versions};
pub use merge::{Carried, Merged, Side, merge};
pub use notice::{NoticeDraft, Recipient, notices_for};
pub use opening::{Actor, Opening};
pub use queue::{Place, queue_place};
pub use refusal::Refusal;
pub use repin::{Brought, Repin};
pub use routing::{Roster, Skipped, Why, asks_who_is_there};
pub use state::{Classified, Clock, ClockTarget, Held, Pending, State, Status, Wait};
pub(crate) use sweep::next_silence;
pub use view::{Contact, TicketFacts, contact, contact_at};

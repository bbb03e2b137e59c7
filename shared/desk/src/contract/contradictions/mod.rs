//! Promises that contradict each other, found on a sample ticket of each kind: a response after the end, a more
//! urgent priority that waits longer, an add-on that is worse than its plan.
//!
//! Times in different units are compared at several instants of a week, and one is called later only if it
//! is so at each of them.
mod add_ons;
mod order;
mod responses;
mod times;

use crate::policy::{Findings, Places, Policy};
use times::kinds;

/// Warns of each.
pub(super) fn contradictions(policy: &Policy, places: Places<'_>, found: &mut Findings) {
    let kinds = kinds(policy);
    responses::after_the_end(policy, places, &kinds, found);
    order::of_priorities(policy, places, &kinds, found);
    add_ons::worse_than_their_plan(policy, places, &kinds, found);
}

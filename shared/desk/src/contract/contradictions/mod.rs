//! Promises that contradict each other, found on a sample ticket of each kind: a response after the end, a more
//! urgent priority that waits longer, an add-on that is worse than its plan, a step before its clock.
//!
//! Times in different units are compared at several instants of a week, and one is called later only if it is sooner at
//! none of them. Kinds of tickets that answer alike whatever is asked are tried once, and so are two targets.
mod add_ons;
mod arrivals;
mod asked;
mod order;
mod responses;
mod samples;
mod steps;
mod strictest;
mod times;
mod unpromised;
#[cfg(test)]
mod work;

use crate::policy::{Findings, Places, Policy};
use samples::Samples;

/// Warns of each.
pub(super) fn contradictions(policy: &Policy, places: Places<'_>, found: &mut Findings) {
    let samples = Samples::of(policy);
    look(&samples, places, found);
}

fn look(samples: &Samples<'_>, places: Places<'_>, found: &mut Findings) {
    responses::after_the_end(samples, places, found);
    order::of_priorities(samples, places, found);
    add_ons::worse_than_their_plan(samples, places, found);
    steps::out_of_their_clock(samples, places, found);
    arrivals::due_out_of_order(samples, places, found);
    strictest::looser_rows(samples.policy, places, found);
}

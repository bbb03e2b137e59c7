//! Promises that contradict each other, found on a sample ticket of each kind.
use std::collections::BTreeSet;

use super::sample;
use crate::policy::{At, Findings, Policy, promise_matrix};

/// A first response due after the resolution, on a ticket opened on an ordinary morning.
pub(super) fn response_after_resolution(policy: &Policy, found: &mut Findings) {
    let mut reported = BTreeSet::new();
    for profile in promise_matrix(policy) {
        let Some(state) = sample::opened(policy, &profile) else {
            continue;
        };
        let due = |name: &str| {
            let clock = state.clocks.iter().find(|clock| clock.metric == name)?;
            Some((clock.due_at?, sample::line_of(&clock.target)))
        };
        let (Some((first, line)), Some((last, _))) = (due("first_response"), due("resolution"))
        else {
            continue;
        };
        if first > last && reported.insert(line) {
            let message = format!("the first response to {profile} is due after its resolution");
            let help = "promise the response sooner, or the end later";
            found.warning(At { line, column: 1 }, message, help);
        }
    }
}

//! Size of a snapshot: it is one item of the store, and has to be read again.
use desk::lifecycle::{Command, Refusal};
use desk::ticket::{Actor, State};

use super::ApplyError;
use crate::StoreError;

/// The largest snapshot that people's commands may leave, in bytes of JSON: a quarter of what is unpacked, and less than
/// an item holds even where it does not shrink.
const LARGEST: usize = 256 * 1024;

/// Refuses a person's command after which the snapshot could not be kept.
pub(super) fn refuse_oversize(command: &Command, state: &State) -> Result<(), ApplyError> {
    let size = serde_json::to_vec(state).map_err(StoreError::corrupt("a snapshot"))?;
    match command.by {
        Actor::Requester | Actor::Agent { .. } if size.len() > LARGEST => {
            Err(Refusal::TooLarge { limit: LARGEST }.into())
        }
        Actor::Requester | Actor::Agent { .. } | Actor::System => Ok(()),
    }
}

//! Pauses between tries: short, growing, and different for each request without a random number.
use std::time::Duration;

use super::keys;

/// Tries of one request before its conflict is given back.
const ROUNDS: u32 = 4;
/// The longest pause after the first try; each further one doubles it.
const FIRST_PAUSE_MS: u64 = 16;

/// Tries again, after a short pause, while somebody else's write comes in between; the last conflict is given back.
///
/// `request` tells this request from those that it meets, so that they do not meet again at the next try.
pub(crate) async fn retry_conflicts<T, E, F>(
    request: &str,
    is_conflict: impl Fn(&E) -> bool,
    attempt: impl Fn() -> F,
) -> Result<T, E>
where
    F: Future<Output = Result<T, E>>,
{
    let mut round = 1;
    loop {
        match attempt().await {
            Err(error) if round < ROUNDS && is_conflict(&error) => {
                tokio::time::sleep(pause(request, round)).await;
                round += 1;
            }
            done => return done,
        }
    }
}

/// The pause after the try of that number: between half and the whole of 16, 32, 64, … milliseconds.
pub(super) fn pause(request: &str, round: u32) -> Duration {
    let longest = FIRST_PAUSE_MS << round.saturating_sub(1).min(6);
    let hash = keys::hashed(&[request, &round.to_string()]);
    let spread = hash
        .get(..4)
        .and_then(|hex| u64::from_str_radix(hex, 16).ok());
    Duration::from_millis(longest / 2 + spread.unwrap_or_default() % (longest / 2 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_grows_with_the_rounds_and_differs_between_requests() {
        for (round, longest) in [(1, 16), (2, 32), (3, 64), (40, 1024)] {
            let pauses: std::collections::BTreeSet<_> = (0..50)
                .map(|request| pause(&request.to_string(), round).as_millis())
                .collect();
            assert!(
                pauses
                    .iter()
                    .all(|pause| (longest / 2..=longest).contains(pause))
            );
            assert!(pauses.len() > 5, "{pauses:?}");
        }
        assert_eq!(pause("same", 2), pause("same", 2));
    }

    #[tokio::test(start_paused = true)]
    async fn only_conflicts_are_tried_again_and_four_times_at_most() {
        for (error, tries) in [("conflict", 4), ("away", 1)] {
            let tried = std::cell::Cell::new(0);
            let done: Result<(), _> = retry_conflicts(
                "r",
                |e| *e == "conflict",
                || {
                    tried.set(tried.get() + 1);
                    std::future::ready(Err(error))
                },
            )
            .await;
            assert_eq!((done, tried.get()), (Err(error), tries));
        }
    }
}

//! Runs policy cases: a ticket, what happens to it, and the deadlines a policy promises.
mod case;
mod expect;
mod happening;
mod notified;
mod play;
#[cfg(test)]
mod tests;
mod unknown;

use serde::Deserialize;
use serde_json::Value as Json;

pub use case::{Case, CaseTicket};
use expect::check;
pub use play::{Played, Refused, play};

use crate::{CaseResult, Failure, Mismatch, VectorsError};
use desk::policy::Policy;

/// A file of cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cases: Vec<Json>,
    /// Documentation of the lists that policies carry themselves.
    #[serde(default, rename = "holidays")]
    _holidays: Option<Json>,
}

/// Runs a file of cases; `policy` finds a desk's policy, or says why there is none.
///
/// # Errors
/// The file is not of this format.
pub fn run(
    json: &str,
    policy: &mut dyn FnMut(&str) -> Result<std::sync::Arc<Policy>, String>,
) -> Result<Vec<CaseResult>, VectorsError> {
    let file: File = serde_json::from_str(json).map_err(VectorsError::from)?;
    let cases = file.cases.into_iter().enumerate();
    Ok(cases
        .map(|(place, case)| outcome(place, case, policy))
        .collect())
}

fn outcome(
    place: usize,
    case: Json,
    policy: &mut dyn FnMut(&str) -> Result<std::sync::Arc<Policy>, String>,
) -> CaseResult {
    let text = |key: &str| case.get(key).and_then(Json::as_str).map(str::to_owned);
    let id = text("id").unwrap_or_else(|| format!("case {place}"));
    let name = text("name");
    let result = serde_json::from_value::<Case>(case)
        .map_err(|error| Mismatch::new("a case this runner knows", error.to_string()))
        .and_then(|case| {
            let policy = policy(&case.desk).map_err(|error| Mismatch::new("a policy", error))?;
            Ok((case, policy))
        })
        .map_err(Failure::from)
        .and_then(|(case, policy)| check(&case, &policy));
    CaseResult { id, name, result }
}

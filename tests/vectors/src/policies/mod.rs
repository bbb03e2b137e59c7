//! Runs policy cases: a ticket, what happens to it, and the deadlines a policy promises.
mod case;
mod expect;
mod play;

use serde::Deserialize;
use serde_json::Value as Json;

pub use case::{Case, CaseTicket};
use expect::check;
pub use play::{Played, play};

use crate::{CaseResult, VectorsError, mismatch};
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
    Ok(file
        .cases
        .into_iter()
        .map(|case| outcome(case, policy))
        .collect())
}

fn outcome(
    case: Json,
    policy: &mut dyn FnMut(&str) -> Result<std::sync::Arc<Policy>, String>,
) -> CaseResult {
    let text = |key: &str| case.get(key).and_then(Json::as_str).map(str::to_owned);
    let (id, name) = (text("id").unwrap_or_else(|| "?".to_owned()), text("name"));
    let result = serde_json::from_value::<Case>(case)
        .map_err(|error| mismatch("a case this runner knows", &error.to_string()))
        .and_then(|case| {
            let policy = policy(&case.desk).map_err(|error| mismatch("a policy", &error))?;
            check(&case, &policy)
        });
    CaseResult { id, name, result }
}

//! `policy publish`: puts policies in force for new tickets of a deployed stack.
use std::io::Write;
use std::path::PathBuf;

use desk::policy::compile;
use escalon_aws::Publisher;
use escalon_aws::runtime::chain;

use super::stack::{Named, Stack};
use super::{ToolError, Verdict, check, read};

/// Checks every file and, when none has an error, publishes each in one transaction.
///
/// The version is a hash of the text: publishing twice changes nothing, and publishing the text of
/// an earlier version puts that one in force again. Open tickets keep the version they have.
///
/// # Errors
/// A file that cannot be read, or a stack that cannot be found or written.
pub async fn publish(
    files: &[PathBuf],
    named: &Named,
    out: &mut dyn Write,
) -> Result<Verdict, ToolError> {
    if check(files, out)? == Verdict::Bad {
        writeln!(out, "nothing was published")?;
        return Ok(Verdict::Bad);
    }
    let stack = Stack::find(named).await?;
    let publisher = Publisher::new(stack.dynamodb.clone(), &stack.tickets);
    for path in files {
        let text = read(path)?;
        let Ok(checked) = compile(&text) else {
            // Between the check and now somebody has changed the file.
            return Err(ToolError::Policy { path: path.clone() });
        };
        let desk = checked.policy.desk;
        let version = publisher.publish(&desk, &text).await;
        let version = version.map_err(|error| ToolError::Publish {
            desk: desk.clone(),
            reason: chain(&error),
        })?;
        writeln!(
            out,
            "{desk}: version {version} is in force in {}",
            stack.tickets
        )?;
    }
    Ok(Verdict::Good)
}

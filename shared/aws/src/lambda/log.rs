//! Logs of a function: JSON lines, metrics, and an error told with its causes.
use std::error::Error;

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use super::config::{Unset, required};
use super::metrics::{Embedded, METRICS};

/// Logs as JSON lines, filtered by `RUST_LOG`, `info` without it; metrics in CloudWatch's own form.
pub(super) fn begin(lookup: &impl Fn(&str) -> Option<String>) -> Result<(), Unset> {
    let metrics = Embedded::new(required(lookup, "STACK")?);
    // No pattern language: compiling one would be a tenth of a cold start.
    let wanted = lookup("RUST_LOG").filter(|wanted| !wanted.is_empty());
    let wanted = wanted.and_then(|wanted| wanted.parse::<Targets>().ok());
    let wanted = wanted.unwrap_or_else(|| Targets::new().with_default(LevelFilter::INFO));
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .with_current_span(false)
        .without_time()
        .with_filter(wanted.with_target(METRICS, LevelFilter::OFF));
    let _ = tracing_subscriber::registry()
        .with(metrics)
        .with(lines)
        .try_init();
    Ok(())
}

/// An error with all that caused it, for one line of a log.
#[must_use]
pub fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

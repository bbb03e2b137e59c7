//! Schedule: what is due becomes facts; once a day, the audit.
//!
//! Both are reconcilers: they take no state from one run to the next, and two at once do no harm.
mod audit;
mod report;
mod sweep;

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use desk::time::Instant;
use escalon_aws::config::{Tables, Unset};
use escalon_aws::metrics::METRICS;
use escalon_aws::{ConsistencyAudit, DueIndex, Ledger, QueueIndex, StoreError};
use serde::Deserialize;

pub use report::{Audited, Report, Swept};

/// How long before its time-out a run begins no further page.
pub const RESERVE: Duration = Duration::from_secs(10);

/// Input of the schedule. Anything else in it is the scheduler's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Input {
    /// Whether this is the daily audit instead of the minute's sweep.
    #[serde(default)]
    pub audit: bool,
    /// When the scheduler meant it to start, as far as it says.
    pub scheduled_at: Option<String>,
}

impl Input {
    /// For how many seconds the scheduler was late, as far as it says.
    fn lag_s(&self, now: Instant) -> Option<i64> {
        let scheduled_at = self.scheduled_at.as_ref()?.parse::<Instant>().ok()?;
        Some((now - scheduled_at).num_seconds().max(0))
    }
}

/// The function with the ports it needs.
#[derive(Debug, Clone)]
pub struct BreachScan {
    ledger: Ledger,
    due: DueIndex,
    queue: QueueIndex,
    consistency: ConsistencyAudit,
}

impl BreachScan {
    /// The function with its ports, from its environment.
    ///
    /// # Errors
    /// Names the variable that is not set.
    pub fn from(lookup: &impl Fn(&str) -> Option<String>, client: Client) -> Result<Self, Unset> {
        let tables = Tables::from(lookup)?;
        Ok(Self {
            ledger: Ledger::new(client.clone(), &tables),
            due: DueIndex::new(client.clone(), &tables.tickets),
            queue: QueueIndex::new(client.clone(), &tables.tickets),
            consistency: ConsistencyAudit::new(client, &tables.tickets),
        })
    }

    /// Sweeps or audits at `now`, as long as there is time, and tells in one line what came of it.
    ///
    /// # Errors
    /// Nothing could be read at all; what single tickets refuse is counted in the report.
    pub async fn run(
        &self,
        input: Input,
        now: Instant,
        has_time: &impl Fn() -> bool,
    ) -> Result<Report, StoreError> {
        if let Some(lag) = input.lag_s(now) {
            tracing::info!(target: METRICS, at = now.timestamp_millis(), ScanLagSeconds = lag);
        }
        let report = if input.audit {
            Report::Audited(self.audit(now, has_time).await?)
        } else {
            Report::Swept(self.sweep(now, has_time).await?)
        };
        report.log(now);
        Ok(report)
    }
}

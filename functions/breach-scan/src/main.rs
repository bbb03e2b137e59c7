//! Lambda on a schedule: every minute what is due, once a day the audit.
#![expect(
    clippy::disallowed_methods,
    reason = "here the environment and the clock are read"
)]
use breach_scan::{BreachScan, Firing};
use escalon_aws::runtime::{Account, log};
use lambda_runtime::{Error, LambdaEvent, run, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let lookup = |name: &str| std::env::var(name).ok();
    log(&lookup)?;
    let scan = BreachScan::from(&lookup, Account::from(&lookup)?.dynamodb())?;
    let scan = &scan;
    run(service_fn(|event: LambdaEvent<Firing>| async move {
        let stop_at = event.context.deadline().checked_sub(breach_scan::RESERVE);
        let has_time = move || stop_at.is_none_or(|at| std::time::SystemTime::now() < at);
        Ok::<_, Error>(
            scan.fired(event.payload, chrono::Utc::now(), &has_time)
                .await?,
        )
    }))
    .await
}

//! Lambda on a schedule: every minute the sweep of what is due, once a day the audit.
use breach_scan::{BreachScan, RESERVE};
use escalon_aws::lambda::{Error, serve};

fn main() -> Result<(), Error> {
    serve(
        |lookup, account| BreachScan::from(lookup, account.dynamodb()),
        async |scan, input, call| Ok(scan.run(input, call.now, &call.has_time(RESERVE)).await?),
    )
}

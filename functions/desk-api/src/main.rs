//! Lambda behind the routes by which agents list, read and act.
#![expect(
    clippy::disallowed_methods,
    reason = "here the environment and the clock are read"
)]
use desk_api::DeskApi;
use escalon_aws::runtime::{Account, log};

use lambda_http::{Error, Request, run, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let lookup = |name: &str| std::env::var(name).ok();
    log(&lookup)?;
    let api = DeskApi::from(&lookup, Account::from(&lookup)?.dynamodb())?;
    let api = &api;
    run(service_fn(|request: Request| async move {
        Ok::<_, Error>(api.handle(&request, chrono::Utc::now()).await)
    }))
    .await
}

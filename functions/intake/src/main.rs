//! Lambda behind `POST /desks/{desk}/tickets` and `GET /desks/{desk}`.
#![expect(
    clippy::disallowed_methods,
    reason = "here the environment and the clock are read"
)]
use escalon_aws::runtime::{Account, log};
use intake::Intake;
use lambda_http::{Error, Request, run, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let lookup = |name: &str| std::env::var(name).ok();
    log(&lookup)?;
    let intake = Intake::from(&lookup, Account::from(&lookup)?.dynamodb())?;
    let intake = &intake;
    run(service_fn(|request: Request| async move {
        Ok::<_, Error>(intake.handle(&request, chrono::Utc::now()).await)
    }))
    .await
}

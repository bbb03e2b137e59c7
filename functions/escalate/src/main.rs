//! Lambda on the stream of tickets, for facts that ask for a step of a ladder.
#![expect(
    clippy::disallowed_methods,
    reason = "here the environment and the clock are read"
)]
use aws_lambda_events::event::dynamodb::Event;
use escalate::Escalate;
use escalon_aws::runtime::{Account, log};
use lambda_runtime::{Error, LambdaEvent, run, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let lookup = |name: &str| std::env::var(name).ok();
    log(&lookup)?;
    let escalate = Escalate::from(&lookup, Account::from(&lookup)?.dynamodb())?;
    let escalate = &escalate;
    run(service_fn(|event: LambdaEvent<Event>| async move {
        Ok::<_, Error>(escalate.records(event.payload, chrono::Utc::now()).await)
    }))
    .await
}

//! Lambda on the queue of mail events: what became of each mail.
#![expect(
    clippy::disallowed_methods,
    reason = "here the environment and the clock are read"
)]
use aws_lambda_events::event::sqs::SqsEvent;
use escalon_aws::runtime::{Account, log};
use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use mail_events::MailEvents;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let lookup = |name: &str| std::env::var(name).ok();
    log(&lookup)?;
    let events = MailEvents::from(&lookup, Account::from(&lookup)?.dynamodb())?;
    let events = &events;
    run(service_fn(|event: LambdaEvent<SqsEvent>| async move {
        Ok::<_, Error>(events.messages(event.payload, chrono::Utc::now()).await)
    }))
    .await
}

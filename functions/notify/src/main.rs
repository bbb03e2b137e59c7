//! Lambda on the Outbox's stream and on a schedule: a notice becomes one mail.
#![expect(
    clippy::disallowed_methods,
    reason = "here the environment and the clock are read"
)]
use escalon_aws::runtime::{Account, log};
use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use notify::{Input, Notify, RESERVE};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let lookup = |name: &str| std::env::var(name).ok();
    log(&lookup)?;
    let account = Account::from(&lookup)?;
    let notify = Notify::from(&lookup, account.dynamodb(), account.ses())?;
    let notify = &notify;
    run(service_fn(|event: LambdaEvent<Input>| async move {
        let stop_at = event.context.deadline().checked_sub(RESERVE);
        let has_time = move || stop_at.is_none_or(|at| std::time::SystemTime::now() < at);
        let now = chrono::Utc::now();
        Ok::<_, Error>(notify.answer(event.payload, now, &has_time).await)
    }))
    .await
}

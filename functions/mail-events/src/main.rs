//! Lambda on the queue of mail events: how each mail ended.
use escalon_aws::lambda::{Error, serve};
use mail_events::MailEvents;

fn main() -> Result<(), Error> {
    serve(
        |lookup, account| MailEvents::from(lookup, account.dynamodb()),
        async |events, event, call| Ok(events.messages(event, call.now).await),
    )
}

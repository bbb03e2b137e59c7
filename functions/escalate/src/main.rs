//! Lambda on the stream of tickets, for facts that ask for a step of a ladder.
use escalate::Escalate;
use escalon_aws::lambda::{Error, serve};

fn main() -> Result<(), Error> {
    serve(
        |lookup, account| Escalate::from(lookup, account.dynamodb()),
        async |escalate, event, call| Ok(escalate.records(event, call.now).await),
    )
}

//! Lambda on the stream of tickets, for facts that ask for a classification.
use classify::Classify;
use escalon_aws::lambda::{Error, serve};

fn main() -> Result<(), Error> {
    serve(
        |lookup, account| Classify::from(lookup, account.dynamodb()),
        async |classify, event, call| Ok(classify.records(event, call.now).await),
    )
}

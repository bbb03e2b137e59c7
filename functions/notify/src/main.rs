//! Lambda on the Outbox's stream and on a schedule: a notice becomes one mail.
use escalon_aws::lambda::{Error, serve};
use notify::{Notify, RESERVE};

fn main() -> Result<(), Error> {
    serve(
        |lookup, account| Notify::from(lookup, account.dynamodb(), account.ses()),
        async |notify, input, call| {
            Ok(notify
                .answer(input, call.now, &call.has_time(RESERVE))
                .await)
        },
    )
}

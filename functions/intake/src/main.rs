//! Lambda behind `POST /desks/{desk}/tickets` and `GET /desks/{desk}`.
use escalon_aws::lambda::{Error, serve_http};
use intake::Intake;

fn main() -> Result<(), Error> {
    serve_http(
        |lookup, account| Intake::from(lookup, account.dynamodb()),
        |intake, request, now| async move { intake.handle(&request, now).await },
    )
}

//! Lambda behind the routes by which agents list, read and act.
use desk_api::DeskApi;
use escalon_aws::lambda::{Error, serve_http};

fn main() -> Result<(), Error> {
    serve_http(
        |lookup, account| DeskApi::from(lookup, account.dynamodb()),
        |api, request, now| async move { api.handle(&request, now).await },
    )
}

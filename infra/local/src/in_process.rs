//! AWS services inside this process: the real SDK writes and reads every request, and no socket is between.
use std::fmt;
use std::sync::Arc;

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use http::StatusCode;

/// What lies between the SDK and a service: takes the way there, gives the way that is used instead.
pub type Line = Arc<dyn Fn(SharedHttpClient) -> SharedHttpClient + Send + Sync>;

/// Answers as a service does: an HTTP status, the kind of error there is, and a JSON body.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) error: Option<&'static str>,
    pub(crate) json: String,
}

/// A way to a service that is a function.
pub(crate) fn way_to(
    service: impl Fn(&HttpRequest) -> Reply + Send + Sync + 'static,
) -> SharedHttpClient {
    let connector = SharedHttpConnector::new(InProcess(Arc::new(service)));
    http_client_fn(move |_, _| connector.clone())
}

#[derive(Clone)]
struct InProcess(Arc<dyn Fn(&HttpRequest) -> Reply + Send + Sync>);

impl fmt::Debug for InProcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InProcess")
    }
}

impl HttpConnector for InProcess {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let service = self.0.clone();
        HttpConnectorFuture::new(async move {
            // A call takes time: whoever asks several things at once gets their answers in turn.
            tokio::task::yield_now().await;
            Ok(response(service(&request)))
        })
    }
}

fn response(reply: Reply) -> HttpResponse {
    let mut response = HttpResponse::new(reply.status.into(), SdkBody::from(reply.json));
    if let Some(error) = reply.error {
        response.headers_mut().insert("x-amzn-errortype", error);
    }
    response
}

//! Connectors to AWS services inside this process: the real SDK writes and reads every request, and no socket is between.
use std::fmt;
use std::sync::Arc;

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use http::StatusCode;

/// Wraps the SDK's HTTP client; tests use it to inject faults.
pub type ClientWrapper = Arc<dyn Fn(SharedHttpClient) -> SharedHttpClient + Send + Sync>;

/// A service's reply: an HTTP status, the kind of error there is, and a JSON body.
pub(crate) struct ServiceReply {
    pub(crate) status: StatusCode,
    pub(crate) error: Option<&'static str>,
    pub(crate) json: String,
}

/// An HTTP client of the SDK whose service is a function.
pub(crate) fn in_process_client(
    service: impl Fn(&HttpRequest) -> ServiceReply + Send + Sync + 'static,
) -> SharedHttpClient {
    let connector = SharedHttpConnector::new(InProcess(Arc::new(service)));
    http_client_fn(move |_, _| connector.clone())
}

#[derive(Clone)]
struct InProcess(Arc<dyn Fn(&HttpRequest) -> ServiceReply + Send + Sync>);

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

fn response(reply: ServiceReply) -> HttpResponse {
    let mut response = HttpResponse::new(reply.status.into(), SdkBody::from(reply.json));
    if let Some(error) = reply.error {
        response.headers_mut().insert("x-amzn-errortype", error);
    }
    response
}

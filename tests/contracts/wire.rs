//! The line to the mail service, which can be cut on either side of it.
use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
    http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;

/// Fault of the next request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WireFault {
    /// It arrives, and its answer does not.
    AnswerLost,
    /// It does not arrive; the sender cannot tell.
    RequestLost,
    /// The service says that it takes no mail for now.
    Throttled,
    /// The service says that the mail is wrong.
    Refused,
}

/// The faults to come, in order; none: the line works.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wire(Arc<Mutex<Vec<WireFault>>>);

impl Wire {
    pub(crate) fn breaks(&self, faults: impl IntoIterator<Item = WireFault>) {
        self.0.lock().unwrap().extend(faults);
    }

    /// The same client over this line.
    pub(crate) fn over(&self, client: &aws_sdk_sesv2::Client) -> aws_sdk_sesv2::Client {
        let inner = client.config().http_client().unwrap();
        let wire = self.clone();
        let http = http_client_fn(move |settings: &HttpConnectorSettings, components| {
            SharedHttpConnector::new(WireConnector {
                inner: inner.http_connector(settings, components),
                wire: wire.clone(),
            })
        });
        let config = client.config().to_builder().http_client(http).build();
        aws_sdk_sesv2::Client::from_conf(config)
    }

    fn next(&self) -> Option<WireFault> {
        let mut faults = self.0.lock().unwrap();
        (!faults.is_empty()).then(|| faults.remove(0))
    }
}

#[derive(Debug)]
struct WireConnector {
    inner: SharedHttpConnector,
    wire: Wire,
}

impl HttpConnector for WireConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let lost = || ConnectorError::timeout("the line went dead".into());
        match self.wire.next() {
            None => self.inner.call(request),
            Some(WireFault::RequestLost) => HttpConnectorFuture::ready(Err(lost())),
            Some(WireFault::Throttled) => answer(429, "TooManyRequestsException"),
            Some(WireFault::Refused) => answer(400, "MessageRejected"),
            Some(WireFault::AnswerLost) => {
                let arrives = self.inner.call(request);
                HttpConnectorFuture::new(async move {
                    arrives.await?;
                    Err(lost())
                })
            }
        }
    }
}

fn answer(status: u16, kind: &'static str) -> HttpConnectorFuture {
    let status = status.try_into().unwrap();
    let mut answer = HttpResponse::new(status, SdkBody::from(r#"{"message": "no"}"#));
    answer.headers_mut().insert("x-amzn-errortype", kind);
    HttpConnectorFuture::ready(Ok(answer))
}

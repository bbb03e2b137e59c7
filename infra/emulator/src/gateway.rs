//! The HTTP API without its wire: a request in, the answer of the function behind its route out.
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};

use crate::functions::{FunctionAnswer, Invocation};
use crate::routes;
use crate::scheduler::Scheduler;

/// An answer of a function over HTTP.
#[derive(Debug, Clone)]
pub struct HttpAnswer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl HttpAnswer {
    /// The body as JSON; null when it is none.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// An answer as API Gateway gives it: a status and a message.
    #[must_use]
    pub fn message(status: StatusCode, message: &str) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(
            http::header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        let body = serde_json::json!({ "message": message })
            .to_string()
            .into_bytes();
        Self {
            status,
            headers,
            body,
        }
    }
}

/// Calls the function behind a route; what goes wrong is answered as API Gateway answers it.
pub(crate) async fn call_function(
    scheduler: &Scheduler,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: &[u8],
) -> HttpAnswer {
    let Some(found) = routes::find_route(&scheduler.template, method, uri.path()) else {
        return HttpAnswer::message(StatusCode::NOT_FOUND, "Not Found");
    };
    let Ok(request) = routes::request(&found, method, uri, headers, body, scheduler.clock.now())
    else {
        return HttpAnswer::message(StatusCode::BAD_REQUEST, "Bad Request");
    };
    let answer = scheduler
        .invoke(found.function, Invocation::Http(Box::new(request)))
        .await;
    scheduler.bell.notify_one();
    match answer {
        Ok(FunctionAnswer::Http(response)) => {
            let (parts, body) = response.into_parts();
            HttpAnswer {
                status: parts.status,
                headers: parts.headers,
                body: body.to_vec(),
            }
        }
        Ok(FunctionAnswer::Batch(_) | FunctionAnswer::Report(_)) | Err(_) => {
            HttpAnswer::message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
        }
    }
}

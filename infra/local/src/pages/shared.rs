//! Requests and answers that the pages share: the template's own API, and problems.
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use emulator::{Emulator, HttpAnswer};
use serde_json::Value;

pub(super) type EmulatorState = State<Arc<Emulator>>;

/// Asks the template's own route, as anybody would over HTTP.
pub(super) async fn ask_api(
    emulator: &Emulator,
    method: Method,
    path: &str,
    body: &Value,
) -> HttpAnswer {
    let Ok(uri) = path.parse::<Uri>() else {
        let detail = "this is no name of a desk or ticket";
        return HttpAnswer::message(StatusCode::NOT_FOUND, detail);
    };
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let headers = HeaderMap::new();
    emulator
        .call(&method, &uri, &headers, body.as_bytes())
        .await
}

/// The answer of a function, passed on as it is.
pub(super) fn pass_on(answer: HttpAnswer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    response
}

/// A problem of this machine's own.
pub(super) fn problem(status: StatusCode, detail: &str) -> Response {
    let title = status.canonical_reason().unwrap_or_default();
    let body = serde_json::json!({
        "type": "about:blank", "status": status.as_u16(), "title": title, "detail": detail
    });
    let mut response = (status, body.to_string()).into_response();
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// The address of this machine as its reader knows it, as far as the request tells.
pub(super) fn base_url(headers: &HeaderMap) -> String {
    let host = text_of_header(headers, header::HOST);
    format!("http://{}", host.unwrap_or("localhost"))
}

/// Browsers say where a post comes from; a page of another origin has no business here.
pub(super) fn is_foreign(headers: &HeaderMap) -> bool {
    let host = text_of_header(headers, header::HOST);
    match (text_of_header(headers, header::ORIGIN), host) {
        (Some(origin), Some(host)) => origin != format!("http://{host}"),
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// The value of a header that is text.
pub(super) fn text_of_header(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::is_foreign;

    #[test]
    fn a_page_of_another_origin_is_foreign() {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static("localhost:8787"));
        assert!(!is_foreign(&headers));
        headers.insert("origin", HeaderValue::from_static("http://localhost:8787"));
        assert!(!is_foreign(&headers));
        headers.insert("origin", HeaderValue::from_static("https://example.com"));
        assert!(is_foreign(&headers));
    }
}

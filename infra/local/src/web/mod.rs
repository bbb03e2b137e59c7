//! What this machine serves: the template's routes, and pages to watch and move a desk.
mod clock;
mod layout;
mod mailbox;
mod open;
mod start;
mod ticket;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::machine::Machine;
use crate::start::{HttpAnswer, call};

/// What an HTTP API takes.
const MAX_BODY: usize = 10 * 1024 * 1024;

type Shared = State<Arc<Machine>>;

/// Pages first, then whatever the template routes.
pub(crate) fn router(machine: Arc<Machine>) -> Router {
    Router::new()
        .route("/", get(start::page))
        .route("/mailbox", get(mailbox::list))
        .route("/mailbox/{id}", get(mailbox::mail))
        .route("/mailbox/{id}/html", get(mailbox::html))
        .route("/_local/mailbox", get(mailbox::json))
        .route("/_local/mailbox/last", get(mailbox::last))
        .route("/open/{desk}", get(open::page).post(open::sent))
        .route(
            "/watch/{desk}/{ticket}",
            get(ticket::page).post(ticket::act),
        )
        .route("/clock", get(clock::page))
        .route("/_local/clock", post(clock::moved))
        .fallback(to_function)
        .with_state(machine)
}

async fn to_function(State(machine): Shared, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return problem(
            StatusCode::PAYLOAD_TOO_LARGE,
            "the body is larger than 10 MB",
        );
    };
    call(&machine, &parts.method, &parts.uri, &parts.headers, &body)
        .await
        .into_response()
}

impl IntoResponse for HttpAnswer {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}

/// An answer of this machine's own that something is wrong.
fn problem(status: StatusCode, detail: &str) -> Response {
    let title = status.canonical_reason().unwrap_or_default();
    let body = serde_json::json!({
        "type": "about:blank", "status": status.as_u16(), "title": title, "detail": detail
    });
    let mut response = (status, body.to_string()).into_response();
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// Where the reader has this machine, as far as the request tells.
fn base(headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    format!("http://{}", host.unwrap_or("localhost"))
}

/// Browsers say where a post comes from; a page of another origin has no business here.
fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &axum::http::HeaderValue| value.to_str().ok())
    };
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin != format!("http://{host}"),
        (Some(_), None) => true,
        (None, _) => false,
    }
}

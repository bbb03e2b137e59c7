//! Pages to watch and move a desk, and the template's routes beside them.
mod clock;
mod layout;
mod mailbox;
mod open;
mod shared;
mod start;
mod ticket;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use emulator::Emulator;

use shared::{EmulatorState, pass_on, problem};

/// The largest body that an HTTP API takes.
const MAX_BODY: usize = 10 * 1024 * 1024;

/// The address of a ticket's page, as mails to staff name it.
pub(crate) fn ticket_pages(address: SocketAddr) -> String {
    let page = ticket::ticket_page_path("{desk}", "{ticket}");
    format!("http://{address}{page}")
}

/// Pages first, then whatever the template routes.
pub(crate) fn router(emulator: Arc<Emulator>) -> Router {
    Router::new()
        .route("/", get(start::page))
        .route("/mailbox", get(mailbox::list))
        .route("/mailbox/{id}", get(mailbox::mail))
        .route("/mailbox/{id}/html", get(mailbox::html))
        .route("/_local/mailbox", get(mailbox::json))
        .route("/_local/mailbox/last", get(mailbox::last))
        .route("/open/{desk}", get(open::page).post(open::open_ticket))
        .route(
            "/watch/{desk}/{ticket}",
            get(ticket::page).post(ticket::act),
        )
        .route("/clock", get(clock::page))
        .route("/_local/clock", post(clock::move_clock))
        .fallback(call_function)
        .with_state(emulator)
}

async fn call_function(State(emulator): EmulatorState, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return problem(
            StatusCode::PAYLOAD_TOO_LARGE,
            "the body is larger than 10 MB",
        );
    };
    let answer = emulator.call(&parts.method, &parts.uri, &parts.headers, &body);
    pass_on(answer.await)
}

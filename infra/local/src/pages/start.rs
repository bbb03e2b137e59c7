//! The first page: which desks there are, what to try, what happened.
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Html;
use maud::{Markup, html};

use super::layout;
use super::shared::{EmulatorState, base_url};
use crate::seed::{self, ListedDesk};

const SHOWN: usize = 40;

pub(super) async fn page(State(emulator): EmulatorState, headers: HeaderMap) -> Html<String> {
    let base = base_url(&headers);
    let body = html! {
        h1 { "Support desks on this machine" }
        p {
            "Each desk keeps its own written policy. Nothing here leaves the machine: mail lands in the "
            a href="/mailbox" { "mailbox" } ", and you move time on the " a href="/clock" { "clock" } " page."
        }
        (desk_table(seed::desk_list()))
        h2 { "What to try" }
        p { "In a terminal, one after the other:" }
        @for step in seed::walkthrough() {
            p { (step.what) }
            pre { (step.command.trim_end().replace("{base}", &base)) }
        }
        h2 { "What happened lately" }
        (layout::journal(&emulator.journal(SHOWN)))
    };
    layout::page("Start", "/", emulator.clock(), &body)
}

fn desk_table(desks: &[ListedDesk]) -> Markup {
    html! {
        table {
            thead {
                tr {
                    th scope="col" { "desk" } th scope="col" { "language" } th scope="col" { "zone" }
                    th scope="col" { "plans" } th scope="col" { "look at" }
                }
            }
            tbody {
                @for desk in desks {
                    tr {
                        th scope="row" { (desk.name) }
                        td { (desk.locales.join(", ")) }
                        td { (desk.zone) }
                        td { @if desk.plans.is_empty() { "one for all" } @else { (desk.plans.join(", ")) } }
                        td {
                            a href={ "/open/" (desk.desk) } { "open a ticket" } " · "
                            a href={ "/desks/" (desk.desk) } { "its form" } " · "
                            a href={ "/desks/" (desk.desk) "/tickets" } { "its queue" }
                        }
                    }
                }
            }
        }
    }
}

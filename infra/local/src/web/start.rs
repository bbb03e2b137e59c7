//! The first page: which desks there are, what to try, what happened.
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Html;
use maud::{Markup, html};

use super::{Shared, base, layout};
use crate::seed::{self, DeskCard};

const SHOWN: usize = 40;

pub(super) async fn page(State(machine): Shared, headers: HeaderMap) -> Html<String> {
    let cards = seed::cards();
    let base = base(&headers);
    let all = machine
        .journal
        .since(machine.journal.mark().saturating_sub(SHOWN));
    let body = html! {
        h1 { "Support desks on this machine" }
        p {
            "Each desk keeps its own written policy. Nothing here leaves the machine: mail lands in the "
            a href="/mailbox" { "mailbox" } ", and you move time on the " a href="/clock" { "clock" } " page."
        }
        (desks(&cards))
        h2 { "What to try" }
        p { "In a terminal, one after the other:" }
        @for step in seed::tour() {
            p { (step.what) }
            pre { (step.command.trim_end().replace("{base}", &base)) }
        }
        h2 { "What happened lately" }
        (layout::happenings(&all))
    };
    layout::page("Start", "/", &machine.clock, &body)
}

fn desks(cards: &[DeskCard]) -> Markup {
    html! {
        table {
            thead {
                tr {
                    th scope="col" { "desk" } th scope="col" { "language" } th scope="col" { "zone" }
                    th scope="col" { "plans" } th scope="col" { "look at" }
                }
            }
            tbody {
                @for card in cards {
                    tr {
                        th scope="row" { (card.name) }
                        td { (card.locales.join(", ")) }
                        td { (card.zone) }
                        td { @if card.plans.is_empty() { "one for all" } @else { (card.plans.join(", ")) } }
                        td {
                            a href={ "/open/" (card.desk) } { "open a ticket" } " · "
                            a href={ "/desks/" (card.desk) } { "its form" } " · "
                            a href={ "/desks/" (card.desk) "/tickets" } { "its queue" }
                        }
                    }
                }
            }
        }
    }
}

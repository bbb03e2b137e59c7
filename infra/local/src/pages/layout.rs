//! The layout that all pages share. No scripts, nothing fetched from elsewhere.
use axum::response::Html;
use chrono::SecondsFormat;
use desk::time::Instant;
use emulator::{JournalEntry, JournalEvent, VirtualClock};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = "
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 22%, transparent); --soft: color-mix(in srgb, currentColor 7%, transparent); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 0 1rem 3rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; padding: 1rem 0; border-bottom: 1px solid var(--line); }
header strong { font-size: 1.2rem; } nav { display: flex; gap: 1rem; } header time { margin-left: auto; }
h1 { font-size: 1.6rem; margin: 1.5rem 0 .5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); }
td code, td:last-child { overflow-wrap: anywhere; }
pre { background: var(--soft); padding: .75rem 1rem; overflow-x: auto; white-space: pre-wrap; border-radius: .4rem; font-size: .875rem; }
time, code { font-variant-numeric: tabular-nums; } td time { white-space: nowrap; }
form { display: inline-block; margin: 0 .5rem .5rem 0; } h3 { font-size: 1rem; margin: 1.2rem 0 .2rem; } button, input, select, textarea { font: inherit; padding: .35rem .8rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dt { opacity: .75; } dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 36rem; border: 1px solid var(--line); border-radius: .4rem; background: #fff; }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 2px solid; outline-offset: 2px; }
";

/// A whole page; `here` is the path of the navigation entry it belongs to.
pub(super) fn page(title: &str, here: &str, clock: &VirtualClock, body: &Markup) -> Html<String> {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · Escalon" }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    strong { "Escalon" }
                    nav aria-label="Pages" {
                        @for (path, name) in [("/", "Start"), ("/mailbox", "Mailbox"), ("/clock", "Clock")] {
                            a href=(path) aria-current=[(path == here).then_some("page")] { (name) }
                        }
                    }
                    (moment(clock.now()))
                }
                main { (body) }
            }
        }
    };
    Html(page.into_string())
}

/// An instant for people and machines.
pub(super) fn moment(at: Instant) -> Markup {
    html! {
        time datetime=(at.to_rfc3339_opts(SecondsFormat::Millis, true)) { (at.format("%Y-%m-%d %H:%M:%S UTC")) }
    }
}

/// The journal, newest first.
pub(super) fn journal(entries: &[JournalEntry]) -> Markup {
    html! {
        @if entries.is_empty() {
            p { "Nothing happened yet." }
        } @else {
            table {
                thead { tr { th scope="col" { "when" } th scope="col" { "what" } } }
                tbody {
                    @for entry in entries.iter().rev() {
                        tr { td { (moment(entry.at)) } td { (event(&entry.event)) } }
                    }
                }
            }
        }
    }
}

fn event(event: &JournalEvent) -> Markup {
    html! {
        @match event {
            JournalEvent::Fact { desk, ticket, kind } => {
                a href={ "/watch/" (desk) "/" (ticket) } { (desk) "/" (ticket) } " " (kind.replace('_', " "))
            }
            JournalEvent::Mailed { mail, to, subject } => {
                "mail to " (to.join(", ")) ": " a href={ "/mailbox/" (mail) } { (subject) }
            }
            JournalEvent::Reported { schedule, report } => { (schedule) " " code { (report.to_string()) } }
            JournalEvent::Failed { function, why } => { strong { (function) " failed: " } (why) }
        }
    }
}

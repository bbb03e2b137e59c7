//! A mail's body as blocks, written once as plain text and once as HTML.
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::autolink::{Piece, pieces};
use super::clean;

/// One block of a mail. Values are clean; escaping is HTML's own business.
pub(super) enum MailBlock {
    /// One sentence or more, in one line.
    Line(String),
    /// A text of an agent or the policy, in paragraphs of lines.
    Written(Vec<Vec<String>>),
    /// A label and its value per row.
    Facts(Vec<String>),
    /// A sentence and the points that follow it.
    List { lead: String, points: Vec<String> },
    /// A sentence and the addresses that follow it: label (may be empty) and address.
    Links {
        lead: String,
        links: Vec<(String, String)>,
    },
    /// Words of somebody else, after a sentence that says whose; `rest` says that there is more.
    Quoted {
        lead: String,
        lines: Vec<String>,
        rest: Option<String>,
    },
    /// A line between what a person wrote and what the desk adds.
    Rule,
    /// One ticket of a digest: the sentence and its page.
    Entry { line: String, url: Option<String> },
}

/// The plain text part.
pub(super) fn text(blocks: &[MailBlock]) -> String {
    let mut all: Vec<String> = blocks.iter().map(text_of).collect();
    all.push(String::new());
    // The empty end gives a blank line too many; one line break closes the text.
    let mut joined = all.join("\n\n");
    joined.truncate(joined.trim_end().len());
    joined.push('\n');
    joined
}

fn text_of(block: &MailBlock) -> String {
    match block {
        MailBlock::Line(line) => line.clone(),
        MailBlock::Rule => "--".to_owned(),
        MailBlock::Written(paragraphs) => paragraphs
            .iter()
            .map(|lines| lines.join("\n"))
            .collect::<Vec<_>>()
            .join("\n\n"),
        MailBlock::Facts(rows) => rows.join("\n"),
        MailBlock::List { lead, points } => {
            let mut lines = vec![lead.clone()];
            lines.extend(points.iter().map(|point| format!("- {point}")));
            lines.join("\n")
        }
        MailBlock::Links { lead, links } => {
            let mut lines = vec![lead.clone()];
            lines.extend(links.iter().map(|(label, url)| {
                if label.is_empty() {
                    url.clone()
                } else {
                    format!("- {label}\n  {url}")
                }
            }));
            lines.join("\n")
        }
        MailBlock::Quoted { lead, lines, rest } => {
            let quoted = lines.iter().map(|line| format!("> {line}"));
            let quoted = quoted.map(|line| line.trim_end().to_owned());
            let all = std::iter::once(lead.clone()).chain(quoted);
            let all: Vec<_> = all.chain(rest.clone()).collect();
            all.join("\n")
        }
        MailBlock::Entry { line, url } => match url {
            Some(url) => format!("- {line}\n  {url}"),
            None => format!("- {line}"),
        },
    }
}

/// Colours for the night; mail programs that do not know of it leave them out.
const DARK: &str = "@media (prefers-color-scheme:dark){\
    body{background:#16191d!important;color:#e4e7eb!important}a{color:#8ab4f8}}";

/// The HTML part: a whole document, without anything a mail program would have to fetch.
pub(super) fn html(tag: &str, subject: &str, blocks: &[MailBlock]) -> String {
    // A line break after each block keeps lines under the 998 octets that mail transport allows,
    // and snapshots readable.
    let newline = PreEscaped("\n");
    html! {
        (DOCTYPE) (newline)
        html lang=(tag) {
            (newline)
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (subject) }
                style { (PreEscaped(DARK)) }
            }
            (newline)
            body style="margin:0;padding:24px;font:16px/1.5 sans-serif;color:#1f2933;background:#fff" {
                (newline)
                div style="max-width:36em;overflow-wrap:anywhere" {
                    (newline)
                    @for block in blocks { (html_of(block)) (newline) }
                }
            }
            (newline)
        }
        (newline)
    }
    .into_string()
}

fn html_of(block: &MailBlock) -> Markup {
    match block {
        MailBlock::Line(line) => html! { p { (line) } },
        MailBlock::Rule => html! { hr style="border:0;border-top:1px solid #9aa5b1"; },
        MailBlock::Written(paragraphs) => html! {
            @for lines in paragraphs { p { (broken(lines, linked)) } }
        },
        MailBlock::Facts(rows) => {
            html! { p style="border-left:3px solid #9aa5b1;padding-left:12px" { (broken(rows, plain)) } }
        }
        MailBlock::List { lead, points } => html! {
            p { (lead) }
            ul { @for point in points { li { (point) } } }
        },
        MailBlock::Links { lead, links } => match links.as_slice() {
            [(label, url)] if label.is_empty() => html! { p { (lead) " " (link(url, url)) } },
            several => html! {
                p { (lead) }
                ul { @for (label, url) in several { li { (link(label, url)) } } }
            },
        },
        MailBlock::Quoted { lead, lines, rest } => html! {
            p { (lead) }
            blockquote style="margin:0;border-left:3px solid #9aa5b1;padding-left:12px" { (broken(lines, plain)) }
            @if let Some(rest) = rest { p { (rest) } }
        },
        MailBlock::Entry { line, url } => html! {
            p {
                (line)
                @if let Some(url) = url { br; (link(url, url)) }
            }
        },
    }
}

fn plain(line: &str) -> Markup {
    html! { (line) }
}

/// A line that a person wrote, with its web addresses as links.
fn linked(line: &str) -> Markup {
    html! {
        @for piece in pieces(line) {
            @match piece {
                Piece::Words(words) => (words),
                Piece::Address(url) => (link(url, url)),
            }
        }
    }
}

fn broken(lines: &[String], written: impl Fn(&str) -> Markup) -> Markup {
    html! {
        @for (index, line) in lines.iter().enumerate() {
            @if index > 0 { br; (PreEscaped("\n")) }
            (written(line))
        }
    }
}

fn link(label: &str, url: &str) -> Markup {
    if clean::may_link(url) {
        html! { a href=(url) { (label) } }
    } else if label == url {
        html! { (label) }
    } else {
        html! { (label) ": " (url) }
    }
}

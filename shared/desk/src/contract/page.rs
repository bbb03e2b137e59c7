//! A page as data, written once as Markdown and once as HTML.
use std::fmt::Write;

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The style for paper, screen and a phone; no scripts, nothing to fetch.
const STYLE: &str = include_str!("page.css");

/// So many columns fit a phone; a table of more stands there as a card a row.
const NARROW: usize = 3;

/// A policy as a page, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub(super) lang: String,
    pub(super) title: String,
    pub(super) parts: Vec<PagePart>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PagePart {
    Heading(String),
    /// A part of the section above it.
    Subheading(String),
    Line(String),
    Points(Vec<String>),
    /// The first cell of a row names it; a cell may have several lines.
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    /// A table whose first cells are sentences, and so are not in bold.
    Statements {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    /// Lines to sign on.
    Signatures(Vec<String>),
}

impl Page {
    /// As Markdown, with tables.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n", self.title);
        for part in &self.parts {
            text.push('\n');
            part.markdown(&mut text);
        }
        text
    }

    /// As a whole HTML document.
    #[must_use]
    pub fn html(&self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang=(self.lang) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    h1 { (self.title) }
                    @for part in &self.parts { (part.html()) }
                }
            }
        };
        page.into_string()
    }
}

impl PagePart {
    fn markdown(&self, text: &mut String) {
        // Writing to a string cannot fail.
        let _ = match self {
            Self::Heading(heading) => writeln!(text, "## {heading}"),
            Self::Subheading(heading) => writeln!(text, "### {heading}"),
            Self::Line(line) => writeln!(text, "{line}"),
            Self::Points(points) => points
                .iter()
                .try_for_each(|point| writeln!(text, "- {point}")),
            Self::Table { head, rows } | Self::Statements { head, rows } => {
                let rule = vec!["---".to_owned(); head.len()];
                let lines = [head, &rule].into_iter().chain(rows);
                lines.into_iter().try_for_each(|cells| {
                    let cells: Vec<_> = cells.iter().map(|cell| cell_text(cell)).collect();
                    writeln!(text, "| {} |", cells.join(" | "))
                })
            }
            Self::Signatures(lines) => lines
                .iter()
                .try_for_each(|line| writeln!(text, "{line} ______________________\n")),
        };
    }

    fn html(&self) -> Markup {
        match self {
            Self::Heading(heading) => html! { h2 { (heading) } },
            Self::Subheading(heading) => html! { h3 { (heading) } },
            Self::Line(line) => html! { p { (line) } },
            Self::Points(points) => html! { ul { @for point in points { li { (point) } } } },
            Self::Table { head, rows } => html! {
                table.wide[head.len() > NARROW] { (table_html(head, rows)) }
            },
            Self::Statements { head, rows } => html! {
                table.text.wide[head.len() > NARROW] { (table_html(head, rows)) }
            },
            Self::Signatures(lines) => html! { div.sign { @for line in lines { p { (line) } } } },
        }
    }
}

fn table_html(head: &[String], rows: &[Vec<String>]) -> Markup {
    html! {
        thead { tr { @for cell in head { th scope="col" { (cell) } } } }
        tbody { @for row in rows { (row_html(head, row)) } }
    }
}

fn row_html(head: &[String], row: &[String]) -> Markup {
    html! {
        tr {
            @for (place, (label, cell)) in head.iter().zip(row).enumerate() {
                @if place == 0 {
                    th scope="row" data-label=(label) { (lines_html(cell)) }
                } @else {
                    td.empty[cell.is_empty()] data-label=(label) { (lines_html(cell)) }
                }
            }
        }
    }
}

fn lines_html(cell: &str) -> Markup {
    html! {
        @if cell.contains('\n') { @for line in cell.lines() { div { (line) } } } @else { (cell) }
    }
}

fn cell_text(cell: &str) -> String {
    cell.replace('|', "\\|").replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::{Page, PagePart};

    #[test]
    fn what_a_policy_says_is_escaped_in_both() {
        let page = Page {
            lang: "en".to_owned(),
            title: "A <b> & c".to_owned(),
            parts: vec![PagePart::Table {
                head: vec!["a|b".to_owned()],
                rows: vec![vec!["<script>".to_owned()]],
            }],
        };
        assert!(page.markdown().contains("| a\\|b |"));
        assert!(page.html().contains("&lt;script&gt;"));
        assert!(!page.html().contains("<b>"));
    }
}

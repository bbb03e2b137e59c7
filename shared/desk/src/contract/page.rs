//! A page as data, written once as Markdown and once as HTML.
use std::fmt::Write;

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The style for paper and screen; no scripts, nothing to fetch.
const STYLE: &str = "body{font:16px/1.5 Georgia,serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
    table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{border:1px solid #999;padding:.3rem .5rem;\
    text-align:left;vertical-align:top}.sign{margin-top:3rem;border-bottom:1px solid #333;width:24rem}";

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
    Line(String),
    Points(Vec<String>),
    Table {
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
            Self::Line(line) => writeln!(text, "{line}"),
            Self::Points(points) => points
                .iter()
                .try_for_each(|point| writeln!(text, "- {point}")),
            Self::Table { head, rows } => {
                let rule = vec!["---".to_owned(); head.len()];
                let lines = [head, &rule].into_iter().chain(rows);
                lines.into_iter().try_for_each(|cells| {
                    let cells: Vec<_> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
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
            Self::Line(line) => html! { p { (line) } },
            Self::Points(points) => html! { ul { @for point in points { li { (point) } } } },
            Self::Table { head, rows } => html! {
                table {
                    thead { tr { @for cell in head { th scope="col" { (cell) } } } }
                    tbody { @for row in rows { tr { @for cell in row { td { (cell) } } } } }
                }
            },
            Self::Signatures(lines) => html! { @for line in lines { p.sign { (line) } } },
        }
    }
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

//! YAML read into nodes that know their place; scalars stay as written.
//!
//! Nothing is guessed from a scalar's looks (`yes`, `24x7`, `09:00` and `2026-01-01` are words),
//! so that one reading of the file can report every mistake at its own line.
use std::collections::BTreeMap;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use crate::policy::syntax::{At, Findings, Name, Node, NodeKind};

/// Beyond these a file is refused: no real policy comes near.
const MAX_NODES: usize = 50_000;
const MAX_DEPTH: usize = 32;

/// Reads one YAML document; syntax errors and doubled keys become findings.
pub(in crate::policy) fn read(text: &str, found: &mut Findings) -> Option<Node> {
    let mut builder = Builder {
        found,
        anchors: BTreeMap::new(),
        nodes: 0,
    };
    let mut parser = Parser::new_from_str(text);
    match builder.document(&mut parser) {
        Ok(node) => node,
        Err(error) => {
            let at = place(error.marker().line(), error.marker().col());
            let help = not_yaml(text, at);
            builder.found.error(at, error.info(), help);
            None
        }
    }
}

/// The repair of a text that is no YAML: brackets within a condition are the usual reason.
fn not_yaml(text: &str, at: At) -> &'static str {
    let lines = text.lines().zip(1..);
    let mut near = lines.filter(|(_, line)| (at.line.saturating_sub(1)..=at.line).contains(line));
    if near.any(|(line, _)| line.contains(" in [")) {
        return "this is not YAML; in a condition write round brackets, as in `priority in (p1 p2)`";
    }
    "this is not YAML; mend it to see what follows"
}

fn place(line: usize, column: usize) -> At {
    let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    At {
        line: number(line),
        column: number(column).saturating_add(1),
    }
}

fn start(span: &Span) -> At {
    place(span.start.line(), span.start.col())
}

type Events<'t> = Parser<'t, StrInput<'t>>;

struct Builder<'f> {
    found: &'f mut Findings,
    anchors: BTreeMap<usize, Node>,
    nodes: usize,
}

impl Builder<'_> {
    fn document(&mut self, events: &mut Events<'_>) -> Result<Option<Node>, ScanError> {
        let mut document = None;
        while let Some(next) = events.next_event() {
            let (event, span) = next?;
            if event.is_node() {
                if document.is_some() {
                    let at = start(&span);
                    self.found
                        .error(at, "a policy is one document", "remove what follows `---`");
                    break;
                }
                document = Some(self.node(event, &span, events, 0)?);
            }
        }
        Ok(document)
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the parser's list of events may grow; what opens no node is empty"
    )]
    fn node(
        &mut self,
        event: Event<'_>,
        span: &Span,
        events: &mut Events<'_>,
        depth: usize,
    ) -> Result<Node, ScanError> {
        self.nodes += 1;
        if self.nodes > MAX_NODES || depth > MAX_DEPTH {
            return Err(ScanError::new(
                span.start,
                "the policy is too large or too deep",
            ));
        }
        let at = start(span);
        let anchor = event.anchor_id();
        let kind = match event {
            Event::Scalar(value, ScalarStyle::Plain, ..)
                if matches!(&*value, "" | "~" | "null") =>
            {
                NodeKind::Null
            }
            Event::Scalar(value, style, ..) => NodeKind::Text {
                value: value.into_owned(),
                quoted: style != ScalarStyle::Plain,
            },
            Event::SequenceStart(..) => NodeKind::List(self.list(events, depth)?),
            Event::MappingStart(..) => NodeKind::Map(self.map(events, depth)?),
            Event::Alias(id) => return self.alias(id, span),
            _ => NodeKind::Null,
        };
        let node = Node { at, kind };
        if let Some(id) = anchor.filter(|id| *id > 0) {
            self.anchors.insert(id, node.clone());
        }
        Ok(node)
    }

    fn alias(&mut self, id: usize, span: &Span) -> Result<Node, ScanError> {
        let node = self.anchors.get(&id).cloned();
        let node = node.ok_or_else(|| ScanError::new(span.start, "this alias has no anchor"))?;
        self.nodes += size(&node);
        if self.nodes > MAX_NODES {
            return Err(ScanError::new(span.start, "the aliases unfold to too much"));
        }
        Ok(node)
    }

    fn list(&mut self, events: &mut Events<'_>, depth: usize) -> Result<Vec<Node>, ScanError> {
        let mut items = Vec::new();
        while let Some(next) = events.next_event() {
            let (event, span) = next?;
            if event == Event::SequenceEnd {
                break;
            }
            if event.is_node() {
                items.push(self.node(event, &span, events, depth + 1)?);
            }
        }
        Ok(items)
    }

    fn map(
        &mut self,
        events: &mut Events<'_>,
        depth: usize,
    ) -> Result<Vec<(Name, Node)>, ScanError> {
        let mut entries: Vec<(Name, Node)> = Vec::new();
        let mut key: Option<Node> = None;
        while let Some(next) = events.next_event() {
            let (event, span) = next?;
            if event == Event::MappingEnd {
                break;
            }
            if !event.is_node() {
                continue;
            }
            let node = self.node(event, &span, events, depth + 1)?;
            let Some(key) = key.take() else {
                key = Some(node);
                continue;
            };
            let Some(text) = key.text().map(str::to_owned) else {
                self.found
                    .error(key.at, "a key is a word", "write `key: value`");
                continue;
            };
            if entries.iter().any(|(name, _)| name.text == text) {
                self.found.error(
                    key.at,
                    format!("`{text}` is there twice"),
                    "keep one of them",
                );
                continue;
            }
            entries.push((Name { text, at: key.at }, node));
        }
        Ok(entries)
    }
}

fn size(node: &Node) -> usize {
    match &node.kind {
        NodeKind::Null | NodeKind::Text { .. } => 1,
        NodeKind::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        NodeKind::Map(entries) => 1 + entries.iter().map(|(_, node)| size(node)).sum::<usize>(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_node_knows_its_line_and_column() {
        let mut found = Findings::default();
        let node = read("a: 1\nb:\n  - { c: \"x y\" }\n", &mut found).unwrap();
        let item = &node.get("b").unwrap().items()[0];
        assert_eq!(
            item.get("c").unwrap().at,
            At {
                line: 3,
                column: 10
            }
        );
        assert_eq!(node.entries()[1].0.at, At { line: 2, column: 1 });
        assert!(found.0.is_empty());
    }

    #[test]
    fn words_are_never_turned_into_numbers_or_truths() {
        let mut found = Findings::default();
        let node = read("[yes, 24x7, 09:00, 1.50, 2026-01-01]", &mut found).unwrap();
        let texts: Vec<_> = node.items().iter().filter_map(Node::text).collect();
        assert_eq!(texts, ["yes", "24x7", "09:00", "1.50", "2026-01-01"]);
    }

    #[test]
    fn a_doubled_key_and_bad_syntax_are_findings() {
        let mut found = Findings::default();
        read("a: 1\na: 2\n", &mut found);
        assert_eq!((found.0[0].line, found.0[0].column), (2, 1));
        let mut found = Findings::default();
        assert!(read("a: [1, 2\nb: 3\n", &mut found).is_none());
        assert_eq!(found.0.len(), 1);
    }

    #[test]
    fn a_bomb_of_aliases_is_refused() {
        let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for n in 1..9 {
            let p = n - 1;
            text += &format!("a{n}: &a{n} [*a{p}, *a{p}, *a{p}, *a{p}, *a{p}, *a{p}, *a{p}]\n");
        }
        let mut found = Findings::default();
        assert!(read(&text, &mut found).is_none());
    }
}

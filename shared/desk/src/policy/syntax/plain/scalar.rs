//! Scalars of plain YAML: in quotation marks, or as they stand.
use super::{Plain, Within};
use crate::policy::syntax::{Node, NodeKind};

impl<'t> Plain<'t> {
    pub(super) fn scalar(&mut self, within: Within) -> Option<Node> {
        let at = self.place();
        let quote = self.peek().filter(|quote| matches!(quote, b'"' | b'\''));
        let kind = match quote {
            Some(quote) => NodeKind::Text {
                value: self.quoted(quote)?,
                quoted: true,
            },
            None => match self.unquoted(within)? {
                "~" | "null" => NodeKind::Null,
                text => NodeKind::Text {
                    value: text.to_owned(),
                    quoted: false,
                },
            },
        };
        Some(Node { at, kind })
    }

    /// A text in quotation marks without a mark or an escape in it.
    pub(super) fn quoted(&mut self, quote: u8) -> Option<String> {
        let rest = self.text.get(self.at + 1..)?;
        let ends = |byte: &u8| *byte == quote || matches!(byte, b'\n' | b'\\');
        let end = rest.bytes().position(|byte| ends(&byte))?;
        self.at += end + 1;
        let is_closed = self.peek() == Some(quote) && self.after() != Some(quote);
        self.at += 1;
        is_closed.then(|| rest.get(..end).map(str::to_owned))?
    }

    pub(super) fn unquoted(&mut self, within: Within) -> Option<&'t str> {
        let from = self.at;
        let begins_plainly = match self.peek()? {
            b'-' => self.after()?.is_ascii_alphanumeric(),
            // At the beginning of a line three dots end a document.
            b'.' => self.at > self.line_start,
            first => !b" \n,[]{}#&*!|>'\"%@`?:".contains(&first),
        };
        if !begins_plainly {
            return None;
        }
        let mut end = from;
        while let Some(byte) = self.peek() {
            let is_over = match byte {
                b'\n' => true,
                b':' => match self.after() {
                    None | Some(b' ' | b'\n') => true,
                    Some(b',' | b'[' | b']' | b'{' | b'}') if within == Within::Flow => {
                        return None;
                    }
                    Some(_) => false,
                },
                b'#' => end < self.at,
                b',' | b'[' | b']' | b'{' | b'}' => within == Within::Flow,
                _ => false,
            };
            if is_over {
                break;
            }
            self.at += 1;
            if byte != b' ' {
                end = self.at;
            }
        }
        self.at = end;
        self.text.get(from..end)
    }
}

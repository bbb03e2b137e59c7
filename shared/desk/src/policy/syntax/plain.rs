//! Policies in plain YAML, read quickly: block mappings and lists, `{}` and `[]`, texts of one line, comments.
//!
//! At all else, and at anything doubtful, this reader gives up, and the library reads the text (`yaml`). Where it
//! answers, the library gives the same tree with the same places, which its tests hold it to.
use crate::policy::syntax::{At, Name, Node, NodeKind};

mod scalar;

/// Fewer bytes have fewer nodes than the library's limit.
const LONGEST: usize = 90_000;
const DEEPEST: usize = 16;
/// YAML allows a key 1,024 characters.
const LONGEST_KEY: usize = 128;

/// Reads a policy that is plain YAML; of any other text nothing, not even what is wrong with it.
pub(in crate::policy) fn read_plain(text: &str) -> Option<Node> {
    if text.len() > LONGEST || !has_plain_signs(text.as_bytes()) {
        return None;
    }
    let mut reader = Plain {
        text,
        at: 0,
        line: 1,
        line_start: 0,
        counted: 0,
        column: 1,
        indent: None,
    };
    reader.next_line()?;
    let root = reader.indent.filter(|indent| *indent == 0)?;
    let root = reader.mapping(root, 0)?;
    reader.indent.is_none().then_some(root)
}

/// Whether no sign is a tab, a carriage return, or one that YAML or Unicode treats in a way of its own.
fn has_plain_signs(bytes: &[u8]) -> bool {
    let is_odd = |byte: u8| (byte < b' ' && byte != b'\n') || byte == 0x7f || byte == 0xef;
    // Of the letters beyond ASCII those to U+009F are controls.
    let is_control = |pair: [u8; 2]| pair[0] == 0xc2 && pair[1] < 0xa0;
    let odd = bytes.iter().fold(false, |odd, byte| odd | is_odd(*byte));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    !odd && !pairs.fold(false, |odd, (one, two)| odd | is_control([*one, *two]))
}

/// Where a scalar stands: within `{}` and `[]` commas and brackets end it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Block,
    Flow,
}

/// A text, and how far it is read.
struct Plain<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    line_start: usize,
    /// Up to here the column is counted: places are told in characters.
    counted: usize,
    column: u64,
    /// Spaces before the line that was begun; none at the end of the text.
    indent: Option<usize>,
}

impl<'t> Plain<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn after(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at + 1).copied()
    }

    fn place(&mut self) -> At {
        let passed = self.text.as_bytes().get(self.counted..self.at);
        let begins_letter = |byte: &&u8| **byte & 0xc0 != 0x80;
        let letters = passed.unwrap_or_default().iter().filter(begins_letter);
        self.column += letters.count() as u64;
        self.counted = self.at;
        At {
            line: self.line,
            column: self.column,
        }
    }

    fn spaces(&mut self) -> usize {
        let from = self.at;
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
        self.at - from
    }

    fn new_line(&mut self) {
        self.at += 1;
        self.line += 1;
        self.line_start = self.at;
        self.counted = self.at;
        self.column = 1;
    }

    /// Passes over spaces, comments and line ends; answers whether a line was begun.
    fn blanks(&mut self) -> bool {
        let mut begun = self.at == self.line_start;
        loop {
            let spaces = self.spaces();
            match self.peek() {
                Some(b'\n') => {
                    self.new_line();
                    begun = true;
                }
                Some(b'#') if spaces > 0 || self.at == self.line_start => {
                    let rest = self.text.get(self.at..).unwrap_or_default();
                    self.at += rest.find('\n').unwrap_or(rest.len());
                }
                Some(_) | None => return begun,
            }
        }
    }

    /// Goes to the next line that says something; on this one nothing may be left.
    fn next_line(&mut self) -> Option<()> {
        let begun = self.blanks();
        self.indent = self.peek().map(|_| self.at - self.line_start);
        (begun || self.indent.is_none()).then_some(())
    }

    /// Goes on within brackets, whose further lines stand deeper than the block around them.
    fn within_brackets(&mut self, block: usize) -> Option<()> {
        let begun = self.blanks();
        (!begun || self.at - self.line_start > block).then_some(())
    }

    fn mapping(&mut self, column: usize, depth: usize) -> Option<Node> {
        let at = self.place();
        let mut entries: Vec<(Name, Node)> = Vec::new();
        loop {
            self.entry(Within::Block, &mut entries, |reader| {
                reader.value(column, depth)
            })?;
            if self.indent != Some(column) {
                break;
            }
        }
        let kind = NodeKind::Map(entries);
        let is_over = self.indent.is_none_or(|indent| indent < column);
        is_over.then_some(Node { at, kind })
    }

    fn entry(
        &mut self,
        within: Within,
        entries: &mut Vec<(Name, Node)>,
        value: impl FnOnce(&mut Self) -> Option<Node>,
    ) -> Option<()> {
        let from = self.at;
        let Node { at, kind } = self.scalar(within)?;
        let NodeKind::Text { value: text, .. } = kind else {
            return None;
        };
        let is_doubled = entries.iter().any(|(name, _)| name.text == text);
        if !self.ends_key() || is_doubled || self.at - from > LONGEST_KEY {
            return None;
        }
        self.at += 1;
        let node = value(self)?;
        entries.push((Name { text, at }, node));
        Some(())
    }

    fn ends_key(&self) -> bool {
        self.peek() == Some(b':') && matches!(self.after(), Some(b' ' | b'\n'))
    }

    /// The value of a key of a block mapping, on its line or on deeper ones.
    fn value(&mut self, column: usize, depth: usize) -> Option<Node> {
        self.spaces();
        if !matches!(self.peek(), Some(b'\n' | b'#')) {
            return self.item(column, depth);
        }
        self.next_line()?;
        let deeper = self.indent.filter(|indent| *indent > column)?;
        if self.is_dash() {
            self.list(deeper, deeper_than(depth)?)
        } else {
            self.mapping(deeper, deeper_than(depth)?)
        }
    }

    fn is_dash(&self) -> bool {
        self.peek() == Some(b'-') && self.after() == Some(b' ')
    }

    fn list(&mut self, column: usize, depth: usize) -> Option<Node> {
        let at = self.place();
        let mut items = Vec::new();
        while self.indent == Some(column) {
            if !self.is_dash() {
                return None;
            }
            self.at += 1;
            self.spaces();
            let from = self.at;
            let is_text = !matches!(self.peek(), Some(b'[' | b'{'));
            let is_mapping = is_text && self.scalar(Within::Block).is_some() && self.ends_key();
            self.at = from;
            items.push(if is_mapping {
                self.mapping(from - self.line_start, deeper_than(depth)?)?
            } else {
                self.item(column, depth)?
            });
        }
        let kind = NodeKind::List(items);
        let is_over = self.indent.is_none_or(|indent| indent < column);
        is_over.then_some(Node { at, kind })
    }

    /// A text or something in brackets that ends its line.
    fn item(&mut self, column: usize, depth: usize) -> Option<Node> {
        let node = match self.peek() {
            Some(b'[' | b'{') => self.brackets(column, deeper_than(depth)?)?,
            Some(_) | None => self.scalar(Within::Block)?,
        };
        self.next_line()?;
        Some(node)
    }

    fn brackets(&mut self, block: usize, depth: usize) -> Option<Node> {
        let at = self.place();
        let is_list = self.peek() == Some(b'[');
        let closing = if is_list { b']' } else { b'}' };
        let (mut items, mut entries) = (Vec::new(), Vec::new());
        self.at += 1;
        self.within_brackets(block)?;
        let mut is_open = self.peek() != Some(closing);
        while is_open {
            if is_list {
                items.push(self.bracketed(block, depth)?);
            } else {
                self.entry(Within::Flow, &mut entries, |reader| {
                    reader.spaces();
                    reader.bracketed(block, depth)
                })?;
            }
            self.within_brackets(block)?;
            is_open = self.peek() == Some(b',');
            if is_open {
                self.at += 1;
                self.within_brackets(block)?;
            }
        }
        if self.peek() != Some(closing) {
            return None;
        }
        self.at += 1;
        let kind = if is_list {
            NodeKind::List(items)
        } else {
            NodeKind::Map(entries)
        };
        Some(Node { at, kind })
    }

    fn bracketed(&mut self, block: usize, depth: usize) -> Option<Node> {
        match self.peek() {
            Some(b'[' | b'{') => self.brackets(block, deeper_than(depth)?),
            Some(_) | None => self.scalar(Within::Flow),
        }
    }
}

fn deeper_than(depth: usize) -> Option<usize> {
    (depth < DEEPEST).then_some(depth + 1)
}

#[cfg(test)]
mod tests;

//! Web addresses in what a person wrote: they become links in HTML, and nothing else does.

/// A piece of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'l> {
    Words(&'l str),
    /// An address that begins with `http://` or `https://`.
    Address(&'l str),
}

/// A line cut into words and addresses; together they are the line.
pub(super) fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some((before, address)) = next_address(rest) {
        if !before.is_empty() {
            pieces.push(Piece::Words(before));
        }
        pieces.push(Piece::Address(address));
        rest = rest.get(before.len() + address.len()..).unwrap_or_default();
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// The words before the first address, and the address.
fn next_address(line: &str) -> Option<(&str, &str)> {
    let lower = line.to_ascii_lowercase();
    let mut from = 0;
    loop {
        let found = lower.get(from..)?.find("http")? + from;
        let (before, rest) = line.split_at_checked(found)?;
        let scheme = ["https://", "http://"].into_iter().find(|scheme| {
            let head = rest.get(..scheme.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
        });
        let begins_a_word = !before.ends_with(char::is_alphanumeric);
        if let Some(scheme) = scheme.filter(|_| begins_a_word) {
            let address = up_to_its_end(rest);
            if address.len() > scheme.len() {
                return Some((before, address));
            }
        }
        from = found + "http".len();
    }
}

/// An address ends at a space or a quotation mark; the punctuation of the sentence around it is not part of it.
fn up_to_its_end(rest: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"“”„«»`|\\^{}".contains(c);
    let mut address = rest.split(ends).next().unwrap_or_default();
    loop {
        let opened = address.matches('(').count();
        let trimmed = match address.chars().next_back() {
            Some(')') if address.matches(')').count() > opened => 1,
            Some(last) if ".,;:!?'’]*_…".contains(last) => last.len_utf8(),
            Some(_) | None => return address,
        };
        address = address.get(..address.len() - trimmed).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::Piece::{Address, Words};
    use super::*;

    #[test]
    fn an_address_ends_where_the_sentence_goes_on() {
        for (line, cut) in [
            ("no address", vec![Words("no address")]),
            (
                "See https://a.example.com/x?y=1&z=2.",
                vec![
                    Words("See "),
                    Address("https://a.example.com/x?y=1&z=2"),
                    Words("."),
                ],
            ),
            (
                "(http://a.example.com/f(1)), HTTPS://B.example.com!",
                vec![
                    Words("("),
                    Address("http://a.example.com/f(1)"),
                    Words("), "),
                    Address("HTTPS://B.example.com"),
                    Words("!"),
                ],
            ),
            ("", vec![]),
        ] {
            assert_eq!(pieces(line), cut, "{line}");
        }
    }

    #[test]
    fn nothing_but_http_and_https_is_an_address() {
        for line in [
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://a.example.com",
            "https://",
            "http",
            "xhttps://a.example.com",
            "é http:/a.example.com",
        ] {
            assert_eq!(pieces(line), [Words(line)], "{line}");
        }
    }

    #[test]
    fn the_pieces_of_a_line_are_the_line() {
        let line = "é https://a.example.com/é\"onclick=x https://b.example.com…";
        let text = |piece: &Piece<'_>| match piece {
            Words(text) | Address(text) => (*text).to_owned(),
        };
        let joined: String = pieces(line).iter().map(text).collect();
        assert_eq!(joined, line);
    }
}

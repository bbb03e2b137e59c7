//! The headers that thread a mail with its ticket and keep robots from answering it.
use super::error::MailError;
use super::reply::parts;

/// The longest header value that the mail service takes, in bytes.
const LONGEST: usize = 870;

/// The author of a mail, to mail programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The desk itself: robots are told not to answer.
    Desk,
    /// An agent wrote it by hand, and it is a mail like any other.
    Person,
}

/// The headers of every mail about a ticket.
///
/// The mail service writes its own `Message-ID`, so mails cannot refer to one another. Instead all
/// of them refer to one name made of reference, desk and the reply address's domain, which puts
/// them in one conversation. `in_reply_to` is the `Message-ID` of the mail that is answered, if
/// there is one. `Auto-Submitted` (RFC 3834) and `X-Auto-Response-Suppress` stop mail loops, where no
/// person wrote the mail.
///
/// # Errors
/// [`MailError::Header`] when a value holds a line break, a control character or anything but
/// ASCII, or is too long; [`MailError::ReplyAddress`] when `reply_to` is not an address.
pub fn headers(
    author: Author,
    desk: &str,
    reference: &str,
    reply_to: &str,
    in_reply_to: Option<&str>,
) -> Result<Vec<(String, String)>, MailError> {
    let (_, domain) = parts(reply_to).ok_or(MailError::ReplyAddress)?;
    let thread = message_id("References", &format!("{reference}.{desk}@{domain}"))?;
    let (answered, references) = match in_reply_to {
        Some(id) => {
            let id = message_id("In-Reply-To", id)?;
            (id.clone(), format!("{thread} {id}"))
        }
        None => (thread.clone(), thread),
    };
    let automatic = match author {
        Author::Desk => vec![
            ("Auto-Submitted", "auto-generated".to_owned()),
            ("X-Auto-Response-Suppress", "All".to_owned()),
        ],
        Author::Person => Vec::new(),
    };
    let thread = [("In-Reply-To", answered), ("References", references)];
    let all = automatic.into_iter().chain(thread);
    all.map(|(name, value)| Ok((name.to_owned(), checked(name, value)?)))
        .collect()
}

/// A message id in its angle brackets; what stands in it may not close them or begin another.
fn message_id(name: &'static str, id: &str) -> Result<String, MailError> {
    let id = id.trim_matches(' ');
    let inner = id
        .strip_prefix('<')
        .and_then(|id| id.strip_suffix('>'))
        .unwrap_or(id);
    let sound = inner.bytes().all(|b| b.is_ascii_graphic()) && !inner.contains(['<', '>', ',']);
    if inner.is_empty() || !sound {
        return Err(MailError::Header { name });
    }
    Ok(format!("<{inner}>"))
}

fn checked(name: &'static str, value: String) -> Result<String, MailError> {
    let printable = value.bytes().all(|b| b == b' ' || b.is_ascii_graphic());
    if printable && value.len() <= LONGEST {
        Ok(value)
    } else {
        Err(MailError::Header { name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPLY_TO: &str = "support@acme.example.com";

    fn value(headers: &[(String, String)], name: &str) -> String {
        let found = headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    #[test]
    fn all_mails_of_a_ticket_share_one_conversation() {
        let first = headers(Author::Desk, "acme", "K7Q2-9F", REPLY_TO, None).unwrap();
        let next = headers(
            Author::Desk,
            "acme",
            "K7Q2-9F",
            REPLY_TO,
            Some("<1@mua.example.com>"),
        )
        .unwrap();
        let thread = "<K7Q2-9F.acme@acme.example.com>";
        assert_eq!(value(&first, "In-Reply-To"), thread);
        assert_eq!(value(&first, "References"), thread);
        assert_eq!(value(&next, "In-Reply-To"), "<1@mua.example.com>");
        assert_eq!(
            value(&next, "References"),
            format!("{thread} <1@mua.example.com>")
        );
    }

    #[test]
    fn robots_are_told_not_to_answer() {
        let all = headers(Author::Desk, "acme", "K7Q2-9F", REPLY_TO, None).unwrap();
        assert_eq!(value(&all, "Auto-Submitted"), "auto-generated");
        assert_eq!(value(&all, "X-Auto-Response-Suppress"), "All");
    }

    #[test]
    fn what_a_person_wrote_is_no_automatic_mail() {
        let all = headers(Author::Person, "acme", "K7Q2-9F", REPLY_TO, None).unwrap();
        let names: Vec<_> = all.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["In-Reply-To", "References"]);
    }

    #[test]
    fn no_line_break_enters_a_header_by_any_value() {
        for hostile in [
            "a\r\nBcc: x@example.com",
            "a\nb",
            "a\rb",
            "a\0b",
            "é",
            "a\u{2028}b",
            "a> <b",
        ] {
            for got in [
                headers(Author::Desk, hostile, "K7Q2-9F", REPLY_TO, None),
                headers(Author::Desk, "acme", hostile, REPLY_TO, None),
                headers(
                    Author::Desk,
                    "acme",
                    "K7Q2-9F",
                    &format!("support@{hostile}"),
                    None,
                ),
                headers(Author::Desk, "acme", "K7Q2-9F", REPLY_TO, Some(hostile)),
            ] {
                let refused =
                    matches!(got, Err(MailError::Header { .. } | MailError::ReplyAddress));
                assert!(refused, "{hostile:?}: {got:?}");
            }
        }
    }

    #[test]
    fn a_header_that_is_too_long_is_refused() {
        let long = "x".repeat(LONGEST);
        assert!(headers(Author::Desk, "acme", "K7Q2-9F", REPLY_TO, Some(&long)).is_err());
    }
}

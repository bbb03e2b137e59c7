//! Values from outside, made safe to stand in a line or a paragraph of a mail.

/// The most characters a subject has; longer ones are folded badly by mail programs.
const SUBJECT_CHARS: usize = 200;

/// The most lines of a requester's words that a mail shows; the rest is on the ticket.
const FOLD_LINES: usize = 20;
/// The most characters of one of them.
const FOLD_CHARS: usize = 300;

/// Characters that reorder or hide what stands around them: direction marks, embeddings,
/// overrides, isolates, zero-width and other invisible ones.
fn deceives(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{061C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
    )
}

/// One line: breaks and tabs become a space, control and deceiving characters go.
pub(super) fn line(value: &str) -> String {
    let mut clean = String::with_capacity(value.len());
    for c in value.chars() {
        let breaks = matches!(
            c,
            '\n' | '\r' | '\t' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        );
        if breaks || c == ' ' {
            if !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !c.is_control() && !deceives(c) {
            clean.push(c);
        }
    }
    clean.trim().to_owned()
}

/// A subject: one line, cut at [`SUBJECT_CHARS`].
pub(super) fn subject(value: &str) -> String {
    let clean = line(value);
    if clean.chars().count() <= SUBJECT_CHARS {
        return clean;
    }
    let mut cut: String = clean.chars().take(SUBJECT_CHARS - 1).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// Paragraphs of lines. Blank lines divide paragraphs; control and deceiving characters go,
/// except the marks that honest text in right-to-left scripts and joined emoji needs.
pub(super) fn paragraphs(value: &str) -> Vec<Vec<String>> {
    let even = value.replace("\r\n", "\n").replace('\r', "\n");
    let mut all = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for raw in even.split('\n') {
        let clean: String = raw.chars().filter_map(in_paragraph).collect();
        let clean = clean.trim_end();
        if !clean.is_empty() {
            lines.push(clean.to_owned());
        } else if !lines.is_empty() {
            all.push(std::mem::take(&mut lines));
        }
    }
    if !lines.is_empty() {
        all.push(lines);
    }
    all
}

/// The beginning of what somebody wrote, in lines of which a long one is several; and whether there is more.
pub(super) fn folded(value: &str) -> (Vec<String>, bool) {
    let mut lines = Vec::new();
    for (place, paragraph) in paragraphs(value).into_iter().enumerate() {
        if place > 0 {
            lines.push(String::new());
        }
        for line in paragraph {
            let signs: Vec<char> = line.chars().take(FOLD_LINES * FOLD_CHARS + 1).collect();
            lines.extend(signs.chunks(FOLD_CHARS).map(String::from_iter));
        }
        if lines.len() > FOLD_LINES {
            break;
        }
    }
    let more = lines.len() > FOLD_LINES;
    lines.truncate(FOLD_LINES);
    (lines, more)
}

fn in_paragraph(c: char) -> Option<char> {
    let honest = matches!(c, '\u{061C}' | '\u{200C}'..='\u{200F}');
    match c {
        '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        other if honest || !(other.is_control() || deceives(other)) => Some(other),
        _ => None,
    }
}

/// The rest of a sentence: one line without the full stop that the sentence brings itself.
pub(super) fn clause(value: &str) -> String {
    line(value).trim_end_matches(['.', ' ']).to_owned()
}

/// Whether an address may become a link. Anything else is shown as text only.
pub(super) fn may_link(url: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| {
            url.get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_and_hides_nothing() {
        assert_eq!(line("a\r\nBcc: x\t y\u{202E}z\u{0}"), "a Bcc: x yz");
        assert_eq!(line(" \n "), "");
    }

    #[test]
    fn a_subject_has_two_hundred_characters_at_most() {
        let kept = "é".repeat(200);
        assert_eq!(subject(&kept), kept);
        let cut = subject(&"é".repeat(201));
        assert_eq!(cut.chars().count(), 200);
        assert!(cut.ends_with('…'));
    }

    #[test]
    fn paragraphs_keep_their_lines_and_honest_marks() {
        let got = paragraphs("one\r\ntwo\r\rthree \u{200F}\u{202E}\u{7}\n\n\n");
        assert_eq!(got, [vec!["one", "two"], vec!["three \u{200F}"]]);
    }

    #[test]
    fn long_words_are_folded_after_twenty_lines() {
        let text = |lines: usize| {
            (1..=lines)
                .map(|n| format!("line {n}\n"))
                .collect::<String>()
        };
        let (kept, more) = folded(&text(20));
        assert_eq!((kept.len(), more), (20, false));
        let (kept, more) = folded(&text(21));
        assert_eq!((kept.len(), kept[19].as_str(), more), (20, "line 20", true));
        let (kept, more) = folded(&"é".repeat(100_000));
        assert_eq!((kept.len(), more), (20, true));
        assert!(kept.iter().all(|line| line.chars().count() <= 300));
        assert_eq!(
            folded("one\n\n\ntwo\u{202E}"),
            (vec!["one".into(), String::new(), "two".into()], false)
        );
    }

    #[test]
    fn only_addresses_that_a_browser_opens_safely_become_links() {
        assert!(may_link("HTTPS://desk.example.com/t/1"));
        assert!(may_link("tel:+3220000000"));
        assert!(!may_link("javascript:alert(1)"));
        assert!(!may_link("é"));
    }
}

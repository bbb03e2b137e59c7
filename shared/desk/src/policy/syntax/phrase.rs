//! The phrases of a policy: the words, alternatives, stems and gaps that a ticket's text is
//! searched for.
use std::fmt;

/// Languages that phrases may stand in beside the desk's own, since people write to a desk in other
/// languages than it answers in. What denies a phrase is known in each.
pub(crate) const PHRASE_LANGUAGES: [&str; 5] = ["en", "nl", "fr", "de", "it"];

/// How many words a gap (`...`) may swallow.
pub(crate) const GAP: usize = 5;

/// More gaps than this make a phrase mean anything, and its search slow.
const MOST_GAPS: usize = 3;

/// A stem of fewer letters is the beginning of too many words.
const SHORTEST_STEM: usize = 3;

/// A row of words. `can not/cannot log in` is said as it stands, with either of two words;
/// `publish*` is any word that begins so; `nobody ... work` leaves a few words out, within one
/// sentence. Case, accents and punctuation do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub(crate) slots: Vec<Slot>,
}

/// One place of a phrase, and the words that fill it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) forms: Vec<Form>,
    /// Other words may stand before it.
    pub(crate) after_gap: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) letters: String,
    /// Any ending may follow.
    pub(crate) stem: bool,
}

/// Why a phrase can never be said, or would be said by nearly everybody.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhraseError {
    /// Nothing but punctuation.
    #[error("a phrase needs a word")]
    NoWord,
    /// A gap at either end, or two in a row.
    #[error("a gap stands between two words")]
    LooseGap,
    /// It would mean anything.
    #[error("a phrase has at most three gaps")]
    TooManyGaps,
    /// The beginning of too many words.
    #[error("the stem `{stem}*` is too short to mean anything")]
    ShortStem {
        /// The letters before the star.
        stem: String,
    },
    /// An alternative of several words, or of none.
    #[error("`{word}` is not one word, so it cannot be an alternative")]
    NotOneWord {
        /// As written.
        word: String,
    },
}

impl Phrase {
    /// Reads a phrase as written in a policy.
    ///
    /// # Errors
    /// A [`PhraseError`] that says what makes it useless.
    pub fn parse(text: &str) -> Result<Self, PhraseError> {
        let mut slots = Vec::new();
        let mut after_gap = false;
        let mut gaps = 0;
        for part in text.split_whitespace() {
            if part == "..." {
                if slots.is_empty() || after_gap {
                    return Err(PhraseError::LooseGap);
                }
                after_gap = true;
                gaps += 1;
            } else if part.contains('/') {
                let forms = part.split('/').map(alternative).collect::<Result<_, _>>()?;
                slots.push(Slot { forms, after_gap });
                after_gap = false;
            } else {
                for form in forms(part)? {
                    slots.push(Slot {
                        forms: vec![form],
                        after_gap,
                    });
                    after_gap = false;
                }
            }
        }
        match (slots.is_empty(), after_gap, gaps > MOST_GAPS) {
            (true, _, _) => Err(PhraseError::NoWord),
            (_, true, _) => Err(PhraseError::LooseGap),
            (_, _, true) => Err(PhraseError::TooManyGaps),
            (false, false, false) => Ok(Self { slots }),
        }
    }
}

impl Form {
    pub(crate) fn fits(&self, word: &str) -> bool {
        if self.stem {
            word.starts_with(&self.letters)
        } else {
            word == self.letters
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = if self.stem { "*" } else { "" };
        write!(f, "{}{end}", self.letters)
    }
}

fn alternative(part: &str) -> Result<Form, PhraseError> {
    let mut forms = forms(part)?;
    match (forms.pop(), forms.is_empty()) {
        (Some(form), true) => Ok(form),
        (_, _) => Err(PhraseError::NotOneWord {
            word: part.to_owned(),
        }),
    }
}

/// The words of one part; `e-mail*` is two, and the star belongs to the last.
fn forms(part: &str) -> Result<Vec<Form>, PhraseError> {
    let stem = part.ends_with('*');
    // Nearly all words of a policy are plain letters, which need no look at accents, apostrophes and breaks.
    let bare = part.strip_suffix('*').unwrap_or(part);
    let is_plain = bare.bytes().all(|letter| letter.is_ascii_alphanumeric());
    if is_plain && bare.len() >= SHORTEST_STEM {
        let letters = bare.to_ascii_lowercase();
        return Ok(vec![Form { letters, stem }]);
    }
    let mut forms: Vec<_> = words(part)
        .map(|word| Form {
            letters: word.letters,
            stem: false,
        })
        .collect();
    if let (true, Some(last)) = (stem, forms.last_mut()) {
        last.stem = true;
        if last.letters.chars().count() < SHORTEST_STEM {
            let stem = last.letters.clone();
            return Err(PhraseError::ShortStem { stem });
        }
    }
    Ok(forms)
}

/// A word of a text, and what stands before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) letters: String,
    pub(crate) before: Break,
}

/// How far a word is cut off from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    None,
    Clause,
    Sentence,
}

/// The words of a text: lower case, without accents; a full stop within a number or a name, as in
/// `9.30`, ends no sentence, and neither does a line that was wrapped.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word> {
    let mut chars = text.chars().peekable();
    let mut before = Break::None;
    std::iter::from_fn(move || {
        let mut letters = String::new();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            let inner = next.is_some_and(char::is_alphanumeric);
            if c.is_alphanumeric() {
                plain(c, &mut letters);
                if inner || is_contraction(next, &mut chars) {
                    continue;
                }
                let word = Word {
                    letters: std::mem::take(&mut letters),
                    before,
                };
                before = Break::None;
                return Some(word);
            }
            let cut = match c {
                '.' | '!' | '?' if inner => Break::None,
                '.' | '!' | '?' | '…' => Break::Sentence,
                '\n' if next == Some('\n') => Break::Sentence,
                ',' | ';' | ':' | '(' | ')' | '–' | '—' => Break::Clause,
                _ => Break::None,
            };
            before = before.max(cut);
        }
        None
    })
}

/// Swallows the apostrophe of `can't`, so that it is one word; that of `l'appli` parts two.
fn is_contraction(
    next: Option<char>,
    chars: &mut std::iter::Peekable<std::str::Chars<'_>>,
) -> bool {
    let mut ahead = chars.clone();
    let apostrophe = next.is_some_and(|c| matches!(c, '\'' | '’'));
    let found =
        apostrophe && ahead.nth(1) == Some('t') && !ahead.next().is_some_and(char::is_alphanumeric);
    if found {
        chars.next();
    }
    found
}

/// The letter in lower case, without its accent: people leave accents out.
fn plain(c: char, into: &mut String) {
    for c in c.to_lowercase() {
        let plain = match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
            'ç' => 'c',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ñ' => 'n',
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            'ý' | 'ÿ' => 'y',
            other => other,
        };
        match plain {
            'œ' => into.push_str("oe"),
            'ß' => into.push_str("ss"),
            // What a decomposed accent leaves beside its letter.
            '\u{300}'..='\u{36f}' => {}
            plain => into.push(plain),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<String> {
        words(text).map(|word| word.letters).collect()
    }

    #[test]
    fn words_are_lower_case_and_lose_their_accents_and_apostrophes() {
        assert_eq!(
            letters("L'appli N'A pas démarré"),
            ["l", "appli", "n", "a", "pas", "demarre"]
        );
        assert_eq!(letters("It doesn’t work"), ["it", "doesnt", "work"]);
        assert_eq!(letters("Grüße, één œuvre"), ["grusse", "een", "oeuvre"]);
    }

    #[test]
    fn sentences_and_clauses_end_where_a_reader_hears_them_end() {
        let cuts = |text| words(text).map(|word| word.before).collect::<Vec<_>>();
        use Break::{Clause, None, Sentence};
        assert_eq!(
            cuts("Down. Since 9.30"),
            [None, Sentence, None, None, None][..4].to_vec()
        );
        assert_eq!(cuts("no, it is"), [None, Clause, None]);
        assert_eq!(cuts("one\ntwo\n\nthree"), [None, None, Sentence]);
    }

    #[test]
    fn a_word_of_plain_letters_is_read_as_any_other() {
        let policy = include_str!("../../../../../infra/policies/wep.yaml");
        let mut plain = 0;
        for part in policy.split(|c: char| !c.is_ascii_alphanumeric()) {
            if part.len() >= SHORTEST_STEM {
                let read: Vec<_> = forms(part)
                    .unwrap()
                    .into_iter()
                    .map(|f| f.letters)
                    .collect();
                assert_eq!(read, letters(part));
                plain += 1;
            }
        }
        assert!(plain > 1_000, "{plain}");
        let stem = Form {
            letters: "publish".to_owned(),
            stem: true,
        };
        assert_eq!(forms("Publish*").unwrap(), [stem]);
    }

    #[test]
    fn a_phrase_that_says_nothing_is_refused() {
        let refused = |text| Phrase::parse(text).unwrap_err();
        assert_eq!(refused("!"), PhraseError::NoWord);
        assert_eq!(refused("... down"), PhraseError::LooseGap);
        assert_eq!(refused("is ... ... down"), PhraseError::LooseGap);
        assert_eq!(refused("is down ..."), PhraseError::LooseGap);
        assert_eq!(
            refused("a ... b ... c ... d ... e"),
            PhraseError::TooManyGaps
        );
        assert!(matches!(refused("do*"), PhraseError::ShortStem { .. }));
        assert!(matches!(
            refused("e-mail/post"),
            PhraseError::NotOneWord { .. }
        ));
    }
}

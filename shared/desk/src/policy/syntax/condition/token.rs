//! Tokens of a condition: words, quoted texts and signs.
use super::error::ConditionError;

pub(super) const KEYWORDS: [&str; 5] = ["and", "or", "not", "in", "always"];

/// A word, a quoted text or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    Text(String),
    Sign(&'static str),
    End,
}

impl Token {
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Word(word) => format!("`{word}`"),
            Self::Text(text) => format!("\"{text}\""),
            Self::Sign(sign) => format!("`{sign}`"),
            Self::End => "the end".to_owned(),
        }
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '@' | ':' | '+' | '%')
}

/// Whether a value can stand without quotation marks.
pub(super) fn is_plain_word(value: &str) -> bool {
    !value.is_empty() && value.chars().all(is_word_char) && !KEYWORDS.contains(&value)
}

/// The words, texts and signs of a condition, each with its 1-based column.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, ConditionError> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut i = 0;
    while let Some(&c) = chars.get(i) {
        let at = i + 1;
        let followed = chars.get(i + 1) == Some(&'=');
        let (token, taken) = match c {
            c if c.is_whitespace() => {
                i += 1;
                continue;
            }
            '"' | '\'' => {
                let rest = chars.get(at..).unwrap_or_default();
                let end = rest.iter().position(|d| *d == c);
                let end = end.ok_or(ConditionError::Unclosed { at })?;
                let inner = rest.iter().take(end).collect();
                (Token::Text(inner), end + 2)
            }
            '(' => (Token::Sign("("), 1),
            ')' => (Token::Sign(")"), 1),
            ',' => (Token::Sign(","), 1),
            '!' if followed => (Token::Sign("!="), 2),
            '<' if followed => (Token::Sign("<="), 2),
            '>' if followed => (Token::Sign(">="), 2),
            '=' if followed => (Token::Sign("="), 2),
            '<' => (Token::Sign("<"), 1),
            '>' => (Token::Sign(">"), 1),
            '=' => (Token::Sign("="), 1),
            c if is_word_char(c) => {
                let rest = chars.get(i..).unwrap_or_default();
                let word: String = rest.iter().take_while(|d| is_word_char(**d)).collect();
                let taken = word.chars().count();
                (Token::Word(word), taken)
            }
            other => {
                let found = format!("`{other}`");
                let wanted = "a key, a value, an operator or a parenthesis";
                return Err(ConditionError::Expected { at, wanted, found });
            }
        };
        tokens.push((at, token));
        i += taken;
    }
    tokens.push((chars.len() + 1, Token::End));
    Ok(tokens)
}

//! Reads conditions: `plan = gold and (down = yes or level >= 2)`.
use super::ast::{Atom, Comparison, Condition, Term, Test};
use super::error::{ConditionError, DEPTH};
use super::number::Number;
use super::token::{KEYWORDS, Token, tokens};
use crate::policy::syntax::Key;

impl Condition {
    /// Reads a condition; an empty text and `always` hold of every ticket.
    ///
    /// # Errors
    /// The first place where the text stops being a condition, with its column.
    pub fn parse(text: &str) -> Result<Self, ConditionError> {
        let tokens = tokens(text)?;
        if tokens
            .first()
            .is_some_and(|(_, token)| *token == Token::End)
        {
            return Ok(Self::always());
        }
        let mut parser = Parser {
            tokens,
            next: 0,
            depth: 0,
        };
        let node = parser.any()?;
        match parser.peek() {
            Token::End => Ok(Self(node)),
            Token::Word(_) | Token::Text(_) | Token::Sign(_) => {
                Err(parser.expected("`and`, `or` or the end"))
            }
        }
    }
}

impl std::str::FromStr for Condition {
    type Err = ConditionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

pub(super) struct Parser {
    tokens: Vec<(usize, Token)>,
    pub(super) next: usize,
    depth: usize,
}

impl Parser {
    pub(super) fn peek(&self) -> &Token {
        self.tokens
            .get(self.next)
            .map_or(&Token::End, |(_, token)| token)
    }

    fn at(&self) -> usize {
        self.tokens
            .get(self.next)
            .or(self.tokens.last())
            .map_or(1, |(at, _)| *at)
    }

    pub(super) fn expected(&self, wanted: &'static str) -> ConditionError {
        ConditionError::Expected {
            at: self.at(),
            wanted,
            found: self.peek().shown(),
        }
    }

    pub(super) fn takes_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Token::Word(w) if w == word);
        self.next += usize::from(found);
        found
    }

    pub(super) fn takes_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Token::Sign(s) if *s == sign);
        self.next += usize::from(found);
        found
    }

    fn any(&mut self) -> Result<Term, ConditionError> {
        let mut parts = vec![self.all()?];
        while self.takes_word("or") {
            parts.push(self.all()?);
        }
        Ok(single_or(parts, Term::Any))
    }

    fn all(&mut self) -> Result<Term, ConditionError> {
        let mut parts = vec![self.one()?];
        while self.takes_word("and") {
            parts.push(self.one()?);
        }
        Ok(single_or(parts, Term::All))
    }

    fn one(&mut self) -> Result<Term, ConditionError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(ConditionError::TooDeep { at: self.at() });
        }
        let node = if self.takes_word("not") {
            Term::Not(Box::new(self.one()?))
        } else if self.takes_sign("(") {
            let inner = self.any()?;
            if !self.takes_sign(")") {
                return Err(self.expected("`)`"));
            }
            inner
        } else if self.takes_word("always") {
            Term::Always
        } else {
            self.atom()?
        };
        self.depth -= 1;
        Ok(node)
    }

    fn atom(&mut self) -> Result<Term, ConditionError> {
        let at = self.at();
        let word = match self.peek() {
            Token::Word(word) if !KEYWORDS.contains(&word.as_str()) => word.clone(),
            Token::Word(_) | Token::Text(_) | Token::Sign(_) | Token::End => {
                return Err(self.expected("a key such as `priority`"));
            }
        };
        if word.starts_with("limit.") {
            return Err(ConditionError::Limit { at, found: word });
        }
        self.next += 1;
        if word == "received"
            && let Some(arrival) = self.arrival()?
        {
            return Ok(arrival);
        }
        let key = Key::named(&word).ok_or(ConditionError::UnknownKey { at, found: word })?;
        if self.takes_word("not") {
            if !self.takes_word("in") {
                return Err(self.expected("`in`"));
            }
            if key == Key::Answer("received".to_owned()) && !matches!(self.peek(), Token::Sign("("))
            {
                return Err(self.expected("`(`; or write `not received in office`"));
            }
            let test = Test::In(self.list()?);
            return Ok(Term::Not(Box::new(Term::Atom(Atom { key, test }))));
        }
        if self.takes_word("in") {
            let test = Test::In(self.list()?);
            return Ok(Term::Atom(Atom { key, test }));
        }
        let test = self.test()?;
        Ok(Term::Atom(Atom { key, test }))
    }

    fn test(&mut self) -> Result<Test, ConditionError> {
        if self.takes_sign("=") {
            return Ok(Test::Equals(self.value()?));
        }
        if self.takes_sign("!=") {
            return Ok(Test::Differs(self.value()?));
        }
        let orders = [
            ("<=", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("<", Comparison::Less),
            (">", Comparison::More),
        ];
        for (sign, order) in orders {
            if self.takes_sign(sign) {
                let at = self.at();
                let found = self.value()?;
                let bound = Number::parse(&found);
                let bound = bound.ok_or(ConditionError::NotANumber { at, found })?;
                return Ok(Test::Compare(order, bound));
            }
        }
        Err(self.expected("`=`, `!=`, `in`, `<=`, `>=`, `<` or `>`"))
    }

    pub(super) fn value(&mut self) -> Result<String, ConditionError> {
        let value = match self.peek() {
            Token::Word(word) if !KEYWORDS.contains(&word.as_str()) => word.clone(),
            Token::Text(text) => text.clone(),
            Token::Word(_) | Token::Sign(_) | Token::End => {
                return Err(self.expected("a value"));
            }
        };
        self.next += 1;
        Ok(value)
    }

    fn list(&mut self) -> Result<Vec<String>, ConditionError> {
        if !self.takes_sign("(") {
            return Err(self.expected("`(`"));
        }
        let mut values = vec![self.value()?];
        while !self.takes_sign(")") {
            self.takes_sign(",");
            values.push(self.value()?);
        }
        Ok(values)
    }
}

fn single_or(mut parts: Vec<Term>, join: fn(Vec<Term>) -> Term) -> Term {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            join(parts)
        }
        (_, None) => Term::Always,
    }
}

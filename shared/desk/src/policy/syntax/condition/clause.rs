//! A condition as sentences need it: `not` stands at single comparisons, and one key is asked once.
use super::arrival::Arrival;
use super::ast::{Atom, Comparison, Condition, Term, Test};
use super::number::Number;
use crate::policy::syntax::{Facts, Key};

/// A condition with every `not` at a comparison, for readers who get it in words.
#[derive(Debug, Clone, PartialEq)]
pub enum Clause {
    /// It holds of every ticket.
    Always,
    /// All of these hold.
    All(Vec<Clause>),
    /// At least one of these holds.
    Any(Vec<Clause>),
    /// The value is one of these.
    Is(Key, Vec<String>),
    /// The value is none of these, or missing.
    IsNot(Key, Vec<String>),
    /// The value is a number so compared.
    Compare(Key, Comparison, Number),
    /// The answer to a question about the arrival is this.
    Arrived(Arrival, bool),
}

impl Condition {
    /// The condition in the form that sentences are made of.
    ///
    /// ```
    /// use desk::policy::{Clause, Condition, Key};
    /// let open = Condition::parse("not (type = wish or type = question)").unwrap();
    /// assert_eq!(open.clause(), Clause::IsNot(Key::Type, vec!["wish".into(), "question".into()]));
    /// ```
    #[must_use]
    pub fn clause(&self) -> Clause {
        self.0.clause(true)
    }

    /// The part that `facts` leave open; none when they rule the condition out.
    ///
    /// ```
    /// # use desk::policy::{Condition, Facts, Key, Values};
    /// struct Gold;
    /// impl Facts for Gold {
    ///     fn values(&self, key: &Key) -> Values<'_> {
    ///         if *key == Key::Plan { Values::One("gold".into()) } else { Values::Unknown }
    ///     }
    /// }
    /// let rest = |text: &str| Condition::parse(text).unwrap().given(&Gold).map(|open| open.to_string());
    /// assert_eq!(rest("plan = gold and channel = phone").as_deref(), Some("channel = phone"));
    /// assert_eq!(rest("plan = basic and channel = phone"), None);
    /// assert_eq!(rest("plan = gold").as_deref(), Some("always"));
    /// ```
    #[must_use]
    pub fn given(&self, facts: &dyn Facts) -> Option<Self> {
        match self.eval_known(facts) {
            Some(true) => Some(Self::always()),
            Some(false) => None,
            None => Some(Self(self.0.open(facts))),
        }
    }
}

impl Term {
    /// What is left of a term that `facts` do not decide.
    fn open(&self, facts: &dyn Facts) -> Self {
        let left = |parts: &[Self]| {
            let undecided = parts
                .iter()
                .filter(|part| Condition((*part).clone()).eval_known(facts).is_none());
            let mut left: Vec<_> = undecided.map(|part| part.open(facts)).collect();
            match (left.len(), left.pop()) {
                (1, Some(only)) => (Some(only), left),
                (_, Some(last)) => {
                    left.push(last);
                    (None, left)
                }
                (_, None) => (None, left),
            }
        };
        match self {
            Self::All(parts) => match left(parts) {
                (Some(only), _) => only,
                (None, parts) => Self::All(parts),
            },
            Self::Any(parts) => match left(parts) {
                (Some(only), _) => only,
                (None, parts) => Self::Any(parts),
            },
            Self::Not(inner) => Self::Not(Box::new(inner.open(facts))),
            Self::Always | Self::Atom(_) | Self::Arrival(_) => self.clone(),
        }
    }

    fn clause(&self, holds: bool) -> Clause {
        match self {
            Self::Always => Clause::Always,
            Self::Atom(atom) => atom.clause(holds),
            Self::Arrival(arrival) => Clause::Arrived(arrival.clone(), holds),
            Self::Not(inner) => inner.clause(!holds),
            Self::All(parts) => joined(parts, holds, holds),
            Self::Any(parts) => joined(parts, holds, !holds),
        }
    }
}

impl Atom {
    fn clause(&self, holds: bool) -> Clause {
        let key = self.key.clone();
        match (&self.test, holds) {
            (Test::Equals(_) | Test::In(_), true) | (Test::Differs(_), false) => {
                Clause::Is(key, self.test.named().to_vec())
            }
            (Test::Equals(_) | Test::In(_), false) | (Test::Differs(_), true) => {
                Clause::IsNot(key, self.test.named().to_vec())
            }
            (Test::Compare(order, bound), true) => Clause::Compare(key, *order, *bound),
            (Test::Compare(order, bound), false) => {
                let other = match order {
                    Comparison::Less => Comparison::AtLeast,
                    Comparison::AtMost => Comparison::More,
                    Comparison::More => Comparison::AtMost,
                    Comparison::AtLeast => Comparison::Less,
                };
                Clause::Compare(key, other, *bound)
            }
        }
    }
}

/// The clauses of `parts`, those of the same kind and key as one.
fn joined(parts: &[Term], holds: bool, together: bool) -> Clause {
    let mut out: Vec<Clause> = Vec::new();
    for part in parts {
        let clause = part.clause(holds);
        let inner = match clause {
            Clause::All(inner) if together => inner,
            Clause::Any(inner) if !together => inner,
            one @ (Clause::Always
            | Clause::All(_)
            | Clause::Any(_)
            | Clause::Is(..)
            | Clause::IsNot(..)
            | Clause::Compare(..)
            | Clause::Arrived(..)) => vec![one],
        };
        for clause in inner {
            let same = out.iter_mut().find_map(|known| match (known, &clause) {
                (Clause::Is(key, values), Clause::Is(other, more)) if !together && key == other => {
                    Some((values, more))
                }
                (Clause::IsNot(key, values), Clause::IsNot(other, more))
                    if together && key == other =>
                {
                    Some((values, more))
                }
                _ => None,
            });
            match same {
                Some((values, more)) => values.extend(more.iter().cloned()),
                None => out.push(clause),
            }
        }
    }
    match (out.len(), out.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            out.extend(last);
            if together {
                Clause::All(out)
            } else {
                Clause::Any(out)
            }
        }
    }
}

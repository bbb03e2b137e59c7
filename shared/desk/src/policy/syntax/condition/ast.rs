//! The one condition language, `when`: evaluation in two values for tickets, in three for checks.
use std::collections::BTreeSet;
use std::fmt;

use super::arrival::Arrival;
use super::number::Number;
use crate::policy::syntax::{Facts, Key, Values};

/// A condition over a ticket, such as `plan = gold and not type in (wish, question)`.
///
/// A value that is missing equals nothing: `x = y` is false and `x != y` is true of it.
///
/// ```
/// use desk::policy::Condition;
/// let gold = Condition::parse("priority = urgent and plan in (gold, silver)").unwrap();
/// assert_eq!(gold.specificity(), 2);
/// assert_eq!(gold.to_string(), "priority = urgent and plan in (gold, silver)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition(pub(in crate::policy::syntax) Term);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::policy::syntax) enum Term {
    Always,
    All(Vec<Term>),
    Any(Vec<Term>),
    Not(Box<Term>),
    Atom(Atom),
    Arrival(Arrival),
}

/// One comparison of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    /// The key asked about.
    pub key: Key,
    /// The test of its value.
    pub test: Test,
}

/// The test of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// `=`
    Equals(String),
    /// `!=`, true of a missing value
    Differs(String),
    /// `in (…)`
    In(Vec<String>),
    /// `<`, `<=`, `>`, `>=`; false of what is no number
    Compare(Comparison, Number),
}

impl Test {
    /// The values named by the test, for checks; none for numbers.
    #[must_use]
    pub fn named(&self) -> &[String] {
        match self {
            Self::Equals(value) | Self::Differs(value) => std::slice::from_ref(value),
            Self::In(values) => values,
            Self::Compare(..) => &[],
        }
    }
}

/// An order between numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Condition {
    /// The condition that holds of every ticket.
    #[must_use]
    pub fn always() -> Self {
        Self(Term::Always)
    }

    /// The condition of one comparison.
    pub(in crate::policy) fn only(key: Key, test: Test) -> Self {
        Self(Term::Atom(Atom { key, test }))
    }

    /// Whether the condition needs this comparison of its own to hold: it stands alone, or beside others in `and`.
    pub(in crate::policy) fn requires(&self, atom: &Atom) -> bool {
        let is = |term: &Term| matches!(term, Term::Atom(own) if own == atom);
        match &self.0 {
            Term::All(parts) => parts.iter().any(is),
            one @ (Term::Always
            | Term::Any(_)
            | Term::Not(_)
            | Term::Atom(_)
            | Term::Arrival(_)) => is(one),
        }
    }

    /// Its comparisons, if it holds exactly where all of them do; none where it asks otherwise.
    pub(in crate::policy) fn joined_comparisons(&self) -> Option<Vec<&Atom>> {
        let atom = |term: &'_ Term| matches!(term, Term::Atom(_));
        let plain = match &self.0 {
            Term::All(parts) => parts.iter().all(atom),
            one @ (Term::Always
            | Term::Any(_)
            | Term::Not(_)
            | Term::Atom(_)
            | Term::Arrival(_)) => atom(one),
        };
        plain.then(|| self.atoms())
    }

    /// The condition without what it needs of these keys.
    pub(in crate::policy) fn without(&self, keys: &[Key]) -> Self {
        let of_keys = |term: &Term| matches!(term, Term::Atom(atom) if keys.contains(&atom.key));
        let parts = match &self.0 {
            Term::All(parts) => parts.as_slice(),
            one @ (Term::Always
            | Term::Any(_)
            | Term::Not(_)
            | Term::Atom(_)
            | Term::Arrival(_)) => std::slice::from_ref(one),
        };
        let rest = parts.iter().filter(|part| !of_keys(part));
        rest.fold(Self::always(), |all, part| all.and(Self(part.clone())))
    }

    /// Whether this is `always`, the condition of a row without `when`.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.0 == Term::Always
    }

    /// Both conditions together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let parts = |node| match node {
            Term::Always => Vec::new(),
            Term::All(parts) => parts,
            one @ (Term::Any(_) | Term::Not(_) | Term::Atom(_) | Term::Arrival(_)) => vec![one],
        };
        let mut all = parts(self.0);
        all.extend(parts(other.0));
        match (all.len(), all.pop()) {
            (_, None) => Self::always(),
            (1, Some(only)) => Self(only),
            (_, Some(last)) => {
                all.push(last);
                Self(Term::All(all))
            }
        }
    }

    /// The opposite condition.
    #[must_use]
    pub fn negated(self) -> Self {
        Self(Term::Not(Box::new(self.0)))
    }

    /// Whether the condition holds of a ticket; what is not known is missing.
    #[must_use]
    pub fn eval(&self, facts: &dyn Facts) -> bool {
        self.0.eval(facts, Some(false)).unwrap_or(false)
    }

    /// Whether it holds; `None` when that depends on a key that `facts` cannot answer.
    #[must_use]
    pub fn eval_known(&self, facts: &dyn Facts) -> Option<bool> {
        self.0.eval(facts, None)
    }

    /// The number of comparisons that must hold together; of alternatives, the most.
    #[must_use]
    pub fn specificity(&self) -> usize {
        self.0.specificity(false)
    }

    /// Every key it asks about.
    #[must_use]
    pub fn keys(&self) -> BTreeSet<Key> {
        self.atoms()
            .into_iter()
            .map(|atom| atom.key.clone())
            .collect()
    }

    /// Every comparison, in the order written.
    #[must_use]
    pub fn atoms(&self) -> Vec<&Atom> {
        self.asked(|asked| match asked {
            Asked::Of(atom) => Some(atom),
            Asked::OfArrival(_) => None,
        })
    }

    /// Every question about the moment of arrival, in the order written.
    #[must_use]
    pub fn arrivals(&self) -> Vec<&Arrival> {
        self.asked(|asked| match asked {
            Asked::Of(_) => None,
            Asked::OfArrival(arrival) => Some(arrival),
        })
    }

    fn asked<'c, T>(&'c self, wanted: impl Fn(Asked<'c>) -> Option<T>) -> Vec<T> {
        let mut asked = Vec::new();
        self.0.collect(&mut asked);
        asked.into_iter().filter_map(wanted).collect()
    }
}

/// One question of a condition.
enum Asked<'c> {
    Of(&'c Atom),
    OfArrival(&'c Arrival),
}

impl Term {
    /// `missing` is what an atom over an unknown key amounts to: `Some(false)` reads it as a
    /// missing value, `None` leaves the question open.
    fn eval(&self, facts: &dyn Facts, missing: Option<bool>) -> Option<bool> {
        match self {
            Self::Always => Some(true),
            Self::Not(inner) => inner.eval(facts, missing).map(|held| !held),
            Self::Atom(atom) => atom.eval(facts, missing),
            Self::Arrival(arrival) => facts.received(arrival).or(missing),
            Self::All(parts) => decide(parts, false, facts, missing),
            Self::Any(parts) => decide(parts, true, facts, missing),
        }
    }

    fn specificity(&self, negated: bool) -> usize {
        let of = |parts: &[Self], together: bool| {
            let each = parts.iter().map(|part| part.specificity(negated));
            if together {
                each.sum()
            } else {
                each.max().unwrap_or(0)
            }
        };
        match self {
            Self::Always => 0,
            Self::Atom(_) | Self::Arrival(_) => 1,
            Self::Not(inner) => inner.specificity(!negated),
            Self::All(parts) => of(parts, !negated),
            Self::Any(parts) => of(parts, negated),
        }
    }

    fn collect<'a>(&'a self, asked: &mut Vec<Asked<'a>>) {
        match self {
            Self::Always => {}
            Self::Atom(atom) => asked.push(Asked::Of(atom)),
            Self::Arrival(arrival) => asked.push(Asked::OfArrival(arrival)),
            Self::Not(inner) => inner.collect(asked),
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.collect(asked);
                }
            }
        }
    }
}

/// Kleene's `and` (decided by one `false`) and `or` (decided by one `true`).
fn decide(
    parts: &[Term],
    decisive: bool,
    facts: &dyn Facts,
    missing: Option<bool>,
) -> Option<bool> {
    let mut open = false;
    for part in parts {
        match part.eval(facts, missing) {
            Some(held) if held == decisive => return Some(decisive),
            Some(_) => {}
            None => open = true,
        }
    }
    if open { None } else { Some(!decisive) }
}

impl Atom {
    fn eval(&self, facts: &dyn Facts, missing: Option<bool>) -> Option<bool> {
        let values = match facts.values(&self.key) {
            // An unknown value read as missing still makes `!=` true.
            Values::Unknown => return missing.map(|_| self.holds_of_any(&[])),
            Values::None => Vec::new(),
            Values::One(value) => vec![value],
            Values::Many(values) => values,
        };
        Some(self.holds_of_any(&values))
    }

    fn holds_of_any(&self, values: &[std::borrow::Cow<'_, str>]) -> bool {
        match &self.test {
            Test::Equals(wanted) => values.iter().any(|v| v == wanted),
            Test::Differs(wanted) => !values.iter().any(|v| v == wanted),
            Test::In(wanted) => values.iter().any(|v| wanted.iter().any(|w| v == w)),
            Test::Compare(order, bound) => {
                values
                    .iter()
                    .filter_map(|v| Number::parse(v))
                    .any(|v| match order {
                        Comparison::Less => v < *bound,
                        Comparison::AtMost => v <= *bound,
                        Comparison::More => v > *bound,
                        Comparison::AtLeast => v >= *bound,
                    })
            }
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f, 0)
    }
}

impl Term {
    /// `binding`: 0 at the top, 1 inside `or`, 2 inside `and`, 3 under `not`.
    fn write(&self, f: &mut fmt::Formatter<'_>, binding: u8) -> fmt::Result {
        let (own, word, parts) = match self {
            Self::Always => return f.write_str("always"),
            Self::Atom(atom) => return fmt::Display::fmt(atom, f),
            Self::Arrival(arrival) => return fmt::Display::fmt(arrival, f),
            Self::Not(inner) => {
                f.write_str("not ")?;
                return inner.write(f, 3);
            }
            Self::All(parts) => (2, " and ", parts),
            Self::Any(parts) => (1, " or ", parts),
        };
        let wrapped = binding > own;
        if wrapped {
            f.write_str("(")?;
        }
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                f.write_str(word)?;
            }
            part.write(f, own)?;
        }
        if wrapped { f.write_str(")") } else { Ok(()) }
    }
}

impl fmt::Display for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.key)?;
        match &self.test {
            Test::Equals(value) => write!(f, "= {}", quoted(value)),
            Test::Differs(value) => write!(f, "!= {}", quoted(value)),
            Test::In(values) => {
                let list: Vec<_> = values.iter().map(|v| quoted(v)).collect();
                write!(f, "in ({})", list.join(", "))
            }
            Test::Compare(order, bound) => {
                let sign = match order {
                    Comparison::Less => "<",
                    Comparison::AtMost => "<=",
                    Comparison::More => ">",
                    Comparison::AtLeast => ">=",
                };
                write!(f, "{sign} {bound}")
            }
        }
    }
}

pub(super) fn quoted(value: &str) -> std::borrow::Cow<'_, str> {
    let plain = super::token::is_plain_word(value);
    if plain {
        value.into()
    } else {
        format!("\"{value}\"").into()
    }
}

//! Classification, rules after intake, and assumptions.
use super::meanings::{Count, Duration, QuestionInLanguage, QuestionText, Role, Text, When};
use super::names::{Area, NameOf, Priority, Status, Type};
use super::section::section;
use super::values::{Anything, ByName, Closed, List, Many, Or, Scalar, Truth, Wording};

section! {
    /// Classification of a ticket by answers and words.
    "classification" Classify {
        /// `{ type, priority, area }` of a ticket that nothing decided. Such a result is flagged for a person.
        may default: Outcome<'n>,
        /// Questions of the form, by id. Each is a text, or words per locale with `options`; `text` if there is one
        /// language. Without `options`, the answers are `yes` and `no`.
        may ask: ByName<'n, Question<'n>>,
        /// Names for what people say, each with phrases per language.
        may says: ByName<'n, Phrases<'n>>,
        /// `{ id, when, phrases, says, unless, sure, set }`; the first match wins. `when` must fit, one of `phrases` and
        /// each saying of `says` must be said, none of `unless`. `set` has `type`, `priority`, `area`; `sure` set to `no`
        /// flags the result for a person.
        may rules: List<'n, ClassifyRule<'n>>,
        /// `impact` (rows), `urgency` (columns) and `priority`, a list per impact. The answers are called `impact` and
        /// `urgency`.
        may matrix: Matrix<'n>,
        /// `proposes`: a person confirms. `counts`: the machine's word meets `classified`.
        may automatic: Automatic = "`proposes`",
    }
}

/// Weight of a machine's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::policy) enum Automatic {
    Counts,
    Proposes,
}

impl Closed for Automatic {
    const WORDS: &'static [(&'static str, Self)] =
        &[("counts", Self::Counts), ("proposes", Self::Proposes)];
}

section! {
    /// A result of classification.
    "a classification result" Outcome {
        /// A type.
        may r#type: NameOf<'n, Type>,
        /// A priority.
        may priority: NameOf<'n, Priority>,
        /// An area.
        may area: NameOf<'n, Area>,
    }
}

/// A question: its text, or a record.
pub(in crate::policy) type Question<'n> = Or<Scalar<'n, QuestionText>, QuestionRecord<'n>>;

section! {
    /// A question of the form.
    "a question" QuestionRecord {
        /// The possible answers.
        may options: Many<'n, Text<'n>> = "yes and no",
        /// The question, if not given per locale.
        may text: Wording<'n>,
    } else "a locale"
    /// The question in that language.
    per_locale: Scalar<'n, QuestionInLanguage>
}

/// Phrases per language: `publish*` is any ending; `can not/cannot` either word; `nobody ... work` has a few words
/// between.
pub(in crate::policy) type Phrases<'n> = ByName<'n, Many<'n, Text<'n>>>;

section! {
    /// A rule that finds type, priority or area.
    "a classification rule" ClassifyRule {
        /// Name of the rule in the trace.
        need id: Text<'n>,
        /// Fields and answers it needs.
        may when: When<'n> = "all",
        /// Words per language, any of which is enough.
        may phrases: Phrases<'n>,
        /// Sayings that have to be said as well, each of them, as named under `says`.
        may says: Many<'n, Text<'n>>,
        /// Sayings of which none may be said.
        may unless: Many<'n, Text<'n>>,
        /// `no` proposes and asks a human to look.
        may sure: Truth = "yes",
        /// The result.
        need set: Outcome<'n>,
    }
}

section! {
    /// Impact by urgency to priority.
    "a matrix" Matrix {
        /// The rows.
        need impact: Many<'n, Text<'n>>,
        /// The columns.
        need urgency: Many<'n, Text<'n>>,
        /// One list of priorities per impact.
        need priority: List<'n, List<'n, NameOf<'n, Priority>>>,
    }
}

section! {
    /// A rule that acts after intake.
    "a rule" Rule {
        /// Name of the rule in the trace.
        need id: Text<'n>,
        /// The condition; the rule runs when it becomes true.
        need when: When<'n>,
        /// Or when it held in silence for so long.
        may after: Duration<'n>,
        /// The consequences.
        need r#do: Deed<'n>,
        /// `yes`: what it does may start other rules.
        may cascade: Truth = "no",
    }
}

section! {
    /// Consequences of a rule.
    "a consequence" Deed {
        /// The new priority.
        may priority: NameOf<'n, Priority>,
        /// Raise the priority by so many ranks.
        may raise: Count<'n>,
        /// Lower the priority by so many ranks.
        may lower: Count<'n>,
        /// The new status.
        may status: NameOf<'n, Status>,
        /// Roles and addresses that are told.
        may notify: Many<'n, Role<'n>>,
    }
}

section! {
    /// A reading of a point that the source leaves open.
    "an assumption" Assumption {
        /// Name by which it is flipped.
        need id: Text<'n>,
        /// The words that leave it open.
        need source: Text<'n>,
        /// The reading taken here.
        need reading: Text<'n>,
        /// The other reading, as a patch by path.
        may otherwise: ByName<'n, Anything<'n>>,
    }
}

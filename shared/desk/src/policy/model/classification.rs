//! The compiled form of classification, rules after intake, and what a source leaves open.
use super::Words;
use crate::policy::syntax::{Condition, PhraseList};
use crate::time::Amount;
use std::collections::BTreeMap;

/// How type, priority and area are found.
#[derive(Default, Debug, Clone, PartialEq)]
pub struct Classification {
    /// The type while nothing speaks for another.
    pub default_type: Option<String>,
    /// The priority while nothing speaks for another.
    pub default_priority: Option<String>,
    /// The area while nothing speaks for another.
    pub default_area: Option<String>,
    /// Structured questions of the form.
    pub questions: Vec<Question>,
    /// Names for what people say, each with its phrases.
    pub says: BTreeMap<String, Phrases>,
    /// In the order of the file; first match wins for each of type, priority and area.
    pub rules: Vec<ClassifyRule>,
    /// Impact by urgency to priority.
    pub matrix: Option<Matrix>,
    /// A machine's classification counts as the policy's classification.
    pub automatic_counts: bool,
}

/// A structured question of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The key that conditions ask for.
    pub id: String,
    /// The question, by locale.
    pub text: Words,
    /// Empty: yes or no.
    pub options: Vec<String>,
}

/// Locale to phrases, any of which is enough.
pub type Phrases = BTreeMap<String, PhraseList>;

/// A rule that decides type, priority or area.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassifyRule {
    /// Named in the trace.
    pub id: String,
    /// The condition on the ticket.
    pub when: Condition,
    /// Phrases of its own.
    pub phrases: Phrases,
    /// Sayings that have to be said, each of them, by name.
    pub says: Vec<String>,
    /// Sayings of which none may be said, by name.
    pub unless: Vec<String>,
    /// A rule that is not sure proposes, and asks a human to look.
    pub sure: bool,
    /// The type it decides for.
    pub set_type: Option<String>,
    /// The priority it decides for.
    pub set_priority: Option<String>,
    /// The area it decides for.
    pub set_area: Option<String>,
    /// 1-based line in the policy file.
    pub line: u64,
}

impl ClassifyRule {
    /// Whether it looks at what was written; otherwise its condition alone decides.
    #[must_use]
    pub fn reads(&self) -> bool {
        !(self.phrases.is_empty() && self.says.is_empty() && self.unless.is_empty())
    }
}

/// Impact by urgency to priority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// The rows.
    pub impact: Vec<String>,
    /// The columns.
    pub urgency: Vec<String>,
    /// `priority[impact][urgency]`.
    pub priority: Vec<Vec<String>>,
}

/// A rule that acts when a condition becomes true, or holds in silence for a while.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Named in the trace.
    pub id: String,
    /// Follows when this becomes true.
    pub when: Condition,
    /// Or when it held in silence for so long.
    pub after: Option<Amount>,
    /// The new priority.
    pub set_priority: Option<String>,
    /// Raise by so many ranks (negative lowers).
    pub raise_by: i8,
    /// The new status.
    pub set_status: Option<String>,
    /// Roles and addresses that are told.
    pub notify: Vec<String>,
    /// Whether what it does may start other rules.
    pub cascade: bool,
    /// 1-based line in the policy file.
    pub line: u64,
}

/// A point the published text leaves open.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumption {
    /// By which it is flipped.
    pub id: String,
    /// The words that leave it open.
    pub source: String,
    /// How they are read here.
    pub reading: String,
    /// Dotted path in the policy file to the value of the other reading.
    pub otherwise: BTreeMap<String, serde_json::Value>,
}

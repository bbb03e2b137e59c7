//! The grammar of classification, rules after intake, and assumptions.
use super::grammar::{Grammar, Record, record};
use super::values::{AMOUNT, COUNT, NAME, NAMES, ROLES, TEXT, TRUTH, WHEN};

pub(super) static CLASSIFY: Record = record! { "classification" {
    may default: Grammar::Record(&SET) => "What a ticket is until somebody knows better.";
    may ask: Grammar::Named(&QUESTION) => "Structured questions of the form, by id.";
    may says: Grammar::Named(&PHRASES) => "Names for what people say, each with its phrases.";
    may rules: Grammar::List(&Grammar::Record(&CLASSIFY_RULE)) => "First match wins.";
    may matrix: Grammar::Record(&MATRIX) => "Impact by urgency to priority.";
    may automatic: Grammar::OneOf(&["counts", "proposes"]) => "What a machine's word is worth.";
} };

pub(super) static SET: Record = record! { "a classification result" {
    may type: NAME => "A type.";
    may priority: NAME => "A priority.";
    may area: NAME => "An area.";
} };

pub(super) const QUESTION: Grammar = Grammar::Either(&[
    Grammar::Text("the question"),
    Grammar::Record(&QUESTION_RECORD),
]);

pub(super) static QUESTION_RECORD: Record = record! { "a question" {
    may options: NAMES => "The possible answers; yes and no, if left out.";
    may text: Grammar::Words => "The question, if not given per locale.";
} else Grammar::Text("the question in that language") };

/// `publish*`: any ending; `can not/cannot`: either word; `nobody ... work`: a few words between.
const PHRASES: Grammar = Grammar::Named(&Grammar::Many(&TEXT));

pub(super) static CLASSIFY_RULE: Record = record! { "a classification rule" {
    need id: TEXT => "Named in the trace.";
    may when: WHEN => "Fields and answers it needs.";
    may phrases: PHRASES => "Words per language, any of which is enough.";
    may says: NAMES => "What else has to be said, each of it, as named under `says`.";
    may unless: NAMES => "What must not be said, none of it.";
    may sure: TRUTH => "`no` proposes and asks a human to look.";
    need set: Grammar::Record(&SET) => "What it decides.";
} };

pub(super) static MATRIX: Record = record! { "a matrix" {
    need impact: NAMES => "The rows.";
    need urgency: NAMES => "The columns.";
    need priority: Grammar::List(&Grammar::List(&NAME)) => "One list of priorities per impact.";
} };

pub(super) static RULE: Record = record! { "a rule" {
    need id: TEXT => "Named in the trace.";
    need when: WHEN => "Runs when this becomes true.";
    may after: AMOUNT => "Or when it held in silence for so long.";
    need do: Grammar::Record(&DEED) => "What follows.";
    may cascade: TRUTH => "`yes`: what it does may start other rules.";
} };

pub(super) static DEED: Record = record! { "a consequence" {
    may priority: NAME => "The new priority.";
    may raise: COUNT => "Raise the priority by so many ranks.";
    may lower: COUNT => "Lower the priority by so many ranks.";
    may status: NAME => "The new status.";
    may notify: ROLES => "Who is told.";
} };

pub(super) static ASSUMPTION: Record = record! { "an assumption" {
    need id: TEXT => "By which it is flipped.";
    need source: TEXT => "The words that leave it open.";
    need reading: TEXT => "How they are read here.";
    may otherwise: Grammar::Named(&Grammar::Anything) => "The other reading, as a patch by path.";
} };

//! Sentences, labels, amounts, dates and money in a reader's language.
//!
//! `Sentences` are the messages of one locale (`locales/*.ftl`, Fluent): one file per locale with the same
//! messages. Values are put into them as they are; who writes a mail cleans them first.
mod amount;
mod date;
mod label;
mod money;
mod refusal;
mod sentences;

pub(crate) use amount::format_amount;
pub(crate) use date::{format_date, format_span};
pub(crate) use label::label;
pub use label::{metric_label, role_label, status_label, while_sorting};
pub(crate) use money::format_money;
pub use refusal::{RefusalValue, RefusalWords};
pub(crate) use sentences::Sentences;
pub use sentences::{SentenceError, shipped_locales};

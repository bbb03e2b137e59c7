//! A policy as a contract: one renderer writes its promises, for the staff that keeps them or for the customer
//! who signs them; and its promises are checked against each other on sample tickets.
//!
//! `Renderer` walks over hours, the promise matrix, priorities and ladders. An audience brings the words, and
//! the sections that are for it alone: `Staff` reads the policy's own terms, a `Customer` sentences in a
//! language.
mod audience;
mod certainty;
mod contradictions;
mod customer;
mod grid;
mod hours;
mod kinds;
mod page;
mod renderer;
mod sample;
mod staff;
mod staff_mail;
mod staff_measures;
#[cfg(test)]
mod tests;

use crate::i18n::SentenceError;
use crate::policy::{Checked, Finding, Policy, compile_with};
use audience::Terms;
use customer::Customer;
pub use page::Page;
use renderer::Renderer;
use staff::Staff;

/// A policy as a page that a customer can read and sign, in one of its languages.
///
/// Words of the policy are in the locale where it has them, else in its first one. What only staff
/// see stays out: internal metrics, addresses, conditions of classification.
///
/// # Errors
/// [`SentenceError`] when a locale file is at fault.
pub fn page(policy: &Policy, locale: &str) -> Result<Page, SentenceError> {
    let customer = Customer::new(Terms { policy, locale })?;
    Renderer(customer).page()
}

/// A policy as its author and its staff see it, as a page in Markdown: hours, every promise for every
/// kind of ticket, ladders, notices and assumptions.
///
/// A duration that the policy leaves bare is shown with the calendar that counts it.
#[must_use]
pub fn show(policy: &Policy) -> String {
    let locale = policy.locales.first().map_or("en", String::as_str);
    let staff = Staff(Terms { policy, locale });
    match Renderer(staff).page() {
        Ok(page) => page.markdown(),
        Err(never) => match never {},
    }
}

/// Promises checked as their author publishes them: the text as [`crate::policy::compile`] checks it, and
/// sample tickets to see whether its promises contradict each other.
///
/// # Errors
/// Every error of the file, and its warnings, in the order of the file.
///
/// ```
/// let text = "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
///     reply_to: help@acme.example.com\n\
///     metrics: { first_response: { targets: 4 elapsed hours }, resolution: { targets: 2 elapsed hours } }";
/// let warnings = desk::contract::check(text).unwrap().warnings;
/// assert!(warnings[0].message.contains("is due after its resolution"));
/// ```
pub fn check(text: &str) -> Result<Checked, Vec<Finding>> {
    compile_with(text, contradictions::contradictions)
}

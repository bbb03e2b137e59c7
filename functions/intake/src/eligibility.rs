//! Eligibility: who is not served here is told where to go, in the policy's words and with its links.
use desk::lifecycle::{Redirection, admit};
use desk::policy::Policy;
use desk::ticket::Opening;
use escalon_aws::problem::{Problem, ProblemKind, ProblemLink};

/// Checks that the policy serves this person, and that their plan opens the channel they came by.
///
/// # Errors
/// A problem that says where to go instead, in the reader's language.
pub(crate) fn check(policy: &Policy, opening: &Opening) -> Result<(), Problem> {
    admit(policy, opening).map_err(|elsewhere| problem(policy, opening, &elsewhere))
}

fn problem(policy: &Policy, opening: &Opening, elsewhere: &Redirection) -> Problem {
    let locale = opening.locale.as_deref().unwrap_or_default();
    let words = elsewhere.words().map(|words| policy.words(words, locale));
    let detail = words.map_or_else(|| elsewhere.to_string(), str::to_owned);
    let kind = match elsewhere {
        Redirection::NotForThem { .. } => ProblemKind::NotOpenTo,
        Redirection::OtherChannel { .. } => ProblemKind::Redirect,
    };
    let links = policy.links.iter().map(|link| ProblemLink {
        label: policy.words(&link.label, locale).to_owned(),
        url: link.url.clone(),
    });
    Problem {
        links: links.collect(),
        ..Problem::new(kind, detail).at(elsewhere.field())
    }
}

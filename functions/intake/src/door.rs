//! How somebody is told to go elsewhere: in the policy's words, with its links; nothing is written.
use desk::lifecycle::{Redirection, admit};
use desk::policy::Policy;
use desk::ticket::Opening;
use escalon_aws::problem::{Problem, ProblemLink};
use lambda_http::http::StatusCode;

/// Lets in those whom the policy serves, by the doors that their plan opens.
///
/// # Errors
/// A problem that says where to go instead, in the reader's language.
pub(crate) fn admitted(policy: &Policy, opening: &Opening) -> Result<(), Problem> {
    admit(policy, opening).map_err(|elsewhere| problem(policy, opening, &elsewhere))
}

fn problem(policy: &Policy, opening: &Opening, elsewhere: &Redirection) -> Problem {
    let locale = opening.locale.as_deref().unwrap_or_default();
    let words = elsewhere.words().map(|words| policy.words(words, locale));
    let detail = words.map_or_else(|| elsewhere.to_string(), str::to_owned);
    let (status, slug, title) = match elsewhere {
        Redirection::NotForThem { .. } => (
            StatusCode::FORBIDDEN,
            "not-open-to",
            "this desk is for others",
        ),
        Redirection::OtherChannel { .. } => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "redirect",
            "please come another way",
        ),
    };
    let links = policy.links.iter().map(|link| ProblemLink {
        label: policy.words(&link.label, locale).to_owned(),
        url: link.url.clone(),
    });
    Problem {
        links: links.collect(),
        ..Problem::new(status, slug, title, detail).at(elsewhere.field())
    }
}

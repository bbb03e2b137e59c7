//! The answer to a client: its ticket's reference, its status, and what is promised.
use std::sync::Arc;

use desk::clock::{Shown, views};
use desk::policy::Policy;
use desk::ticket::{State, TicketFacts};
use desk::time::Instant;
use escalon_aws::TicketId;
use escalon_aws::problem;
use lambda_http::http::{HeaderValue, StatusCode, header};
use lambda_http::{Body, Response};
use serde_json::{Value, json};

/// A ticket that is there, with the policy it is under.
pub(crate) struct Opened {
    pub(crate) id: TicketId,
    pub(crate) state: State,
    pub(crate) policy: Arc<Policy>,
}

/// The answer: the ticket or, where the request became several, the first and the list of all.
pub(crate) fn answer(status: StatusCode, opened: &[Opened], now: Instant) -> Response<Body> {
    let mut all: Vec<_> = opened.iter().map(|opened| opened.to_json(now)).collect();
    let mut first = all.first().cloned().unwrap_or_default();
    if all.len() > 1 {
        first["tickets"] = Value::Array(std::mem::take(&mut all));
    }
    let mut answer = problem::json(status, &first);
    let id = opened.first().map(|opened| &opened.id);
    let path = id.map(|id| format!("/desks/{}/tickets/{}", id.desk(), id.name()));
    if let Ok(path) = HeaderValue::from_str(&path.unwrap_or_default()) {
        answer.headers_mut().insert(header::LOCATION, path);
    }
    answer
}

impl Opened {
    fn to_json(&self, now: Instant) -> Value {
        let (id, state, policy) = (&self.id, &self.state, &self.policy);
        let locale = state.subject.locale.as_deref().unwrap_or_default();
        let promises = views(state, policy, now).into_iter();
        let promises = promises.filter(|clock| clock.shown != Shown::ToStaffOnly);
        let promises = promises.map(|clock| {
            let words = clock
                .words
                .as_ref()
                .map(|words| policy.words(words, locale));
            json!({
                "metric": clock.metric,
                "due_at": clock.due_at.filter(|_| clock.shown == Shown::Whole),
                "promise": (clock.shown == Shown::Whole).then_some(clock.promise),
                "words": words,
            })
        });
        let emergency = policy.emergency.as_ref();
        let emergency = emergency.filter(|known| known.when.eval(&TicketFacts::new(policy, state)));
        let emergency = emergency.map(
            |known| json!({"number": known.number, "text": policy.words(&known.text, locale)}),
        );
        let links = policy
            .links
            .iter()
            .map(|link| json!({"label": policy.words(&link.label, locale), "url": link.url}));
        json!({
            "ticket": id.name(),
            "reference": id.reference(),
            "status": state.status.name(),
            "version": state.version,
            "missing": state.missing,
            "promises": promises.collect::<Vec<_>>(),
            "emergency": emergency,
            "links": links.collect::<Vec<_>>(),
        })
    }
}

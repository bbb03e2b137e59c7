//! The answer to a client: its ticket's reference, its status, and what is promised.
use std::collections::BTreeSet;
use std::sync::Arc;

use desk::classify::{Sorted, settle};
use desk::clock::{Shown, views};
use desk::mail::while_sorting;
use desk::policy::Policy;
use desk::ticket::{ClassificationState, State, TicketFacts};
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
        let locale = policy.locale_of(state.subject.locale.as_deref());
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
            "classification": classification(state, policy, locale),
            "emergency": emergency,
            "links": links.collect::<Vec<_>>(),
        })
    }
}

/// The classification as far as it is settled, and the values that the words of the request still decide: until then the promises hold that
/// the answer states.
fn classification(state: &State, policy: &Policy, locale: &str) -> Value {
    let open = match state.classified {
        ClassificationState::No | ClassificationState::NotSure => settle(policy, state).1,
        ClassificationState::Proposed | ClassificationState::ByHuman => BTreeSet::new(),
    };
    let subject = &state.subject;
    let settled =
        |value: Sorted, found: &Option<String>| found.clone().filter(|_| !open.contains(&value));
    let note = while_sorting(locale).ok().filter(|_| !open.is_empty());
    json!({
        "type": settled(Sorted::Type, &subject.ticket_type),
        "priority": settled(Sorted::Priority, &subject.priority),
        "area": settled(Sorted::Area, &subject.area),
        "open": open,
        "note": note,
    })
}

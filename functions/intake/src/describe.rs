//! The desk as a form needs it before anything is sent: types, priorities, questions and links.
use desk::policy::Policy;
use serde_json::{Value, json};

/// The desk as its policy describes it; words come in all of its locales.
pub(crate) fn form(policy: &Policy) -> Value {
    let types = policy.types.iter().map(|(id, known)| {
        let required = known.proper.as_ref().or(policy.proper.as_ref());
        json!({
            "id": id,
            "name": known.name,
            "priorities": known.priorities,
            "needs": required.map(|required| json!({
                "fields": required.fields,
                "attachments": required.attachments,
                "document_age": required.document_age.as_ref().map(ToString::to_string),
                "one_per": required.one_per,
            })),
        })
    });
    let priorities = policy.priorities.iter();
    let priorities =
        priorities.map(|known| json!({"id": known.id, "name": known.name, "means": known.means}));
    let questions = policy.classify.questions.iter();
    let questions = questions
        .map(|known| json!({"id": known.id, "text": known.text, "options": known.options}));
    let areas = policy
        .areas
        .iter()
        .map(|(id, known)| json!({"id": id, "name": known.name}));
    let links = policy
        .links
        .iter()
        .map(|link| json!({"label": link.label, "url": link.url}));
    let emergency = policy.emergency.as_ref();
    json!({
        "desk": policy.desk,
        "name": policy.name,
        "locales": policy.locales,
        "zone": policy.zone.name(),
        "channels": policy.channels,
        "types": types.collect::<Vec<_>>(),
        "priorities": priorities.collect::<Vec<_>>(),
        "questions": questions.collect::<Vec<_>>(),
        "areas": areas.collect::<Vec<_>>(),
        "links": links.collect::<Vec<_>>(),
        "open_to": policy.intake.open_to,
        "others": policy.intake.others,
        "on_behalf": policy.intake.on_behalf,
        "redirect": policy.intake.redirect,
        "texts": policy.texts,
        "emergency": emergency.map(|known| json!({"number": known.number, "text": known.text})),
    })
}

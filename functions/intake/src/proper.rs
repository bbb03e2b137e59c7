//! Whether a ticket is proper: what its desk and its type need before work can begin.
use chrono::Days;
use desk::policy::{Improper, Policy, Proper};
use desk::time::{Instant, Value};
use escalon_aws::problem::Problem;
use lambda_http::http::StatusCode;

use crate::draft::Draft;

/// What is missing, where the policy lets an improper ticket wait.
///
/// # Errors
/// A problem that says what is missing, where the policy refuses it.
pub(crate) fn missing(
    policy: &Policy,
    draft: &Draft,
    now: Instant,
) -> Result<Vec<String>, Problem> {
    let ticket_type = draft.ticket_type.as_ref();
    let of_type = ticket_type.and_then(|name| policy.types.get(name)?.proper.as_ref());
    let mut waits = Vec::new();
    for proper in policy.proper.iter().chain(of_type) {
        let lacks = lacks(proper, policy, draft, now);
        match (lacks.first(), proper.otherwise) {
            (None, _) => {}
            (Some(first), Improper::Refuse) => return Err(refused(first, &lacks)),
            (Some(_), Improper::Wait) => waits.extend(lacks.into_iter().map(|lack| lack.field)),
        }
    }
    waits.sort();
    waits.dedup();
    Ok(waits)
}

struct Lack {
    field: String,
    why: String,
}

fn lacks(proper: &Proper, policy: &Policy, draft: &Draft, now: Instant) -> Vec<Lack> {
    let is_empty = |field: &&String| {
        let value = match field.as_str() {
            "subject" => Some(&draft.subject),
            "description" => Some(&draft.description),
            other => draft.fields.get(other),
        };
        value.is_none_or(|value| value.trim().is_empty())
    };
    let fields = proper.fields.iter().filter(is_empty).map(|field| Lack {
        field: field.clone(),
        why: format!("`{field}` is needed"),
    });
    let mut lacks: Vec<_> = fields.collect();
    let wanted = usize::try_from(proper.attachments).unwrap_or(usize::MAX);
    if draft.attachments.len() < wanted {
        lacks.push(Lack {
            field: "attachments".to_owned(),
            why: format!("{wanted} attached documents are needed"),
        });
    }
    lacks.extend(too_old(proper, policy, draft, now));
    lacks
}

/// A document that is older than allowed on the desk's own calendar, or that does not say.
fn too_old(proper: &Proper, policy: &Policy, draft: &Draft, now: Instant) -> Option<Lack> {
    let age = proper.document_age.as_ref()?;
    let days = match age.value {
        Value::Days(days) => u64::from(days),
        Value::Time(time) => u64::try_from(time.num_days()).ok()?,
    };
    let today = now.with_timezone(&policy.zone).date_naive();
    let oldest = today.checked_sub_days(Days::new(days))?;
    let place = draft
        .attachments
        .iter()
        .position(|file| file.document_date.is_none_or(|date| date < oldest))?;
    Some(Lack {
        field: format!("attachments[{place}].document_date"),
        why: format!("the document has to be of {oldest} or later"),
    })
}

fn refused(first: &Lack, lacks: &[Lack]) -> Problem {
    let detail: Vec<_> = lacks.iter().map(|lack| lack.why.as_str()).collect();
    let title = "the ticket is not complete";
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Problem::new(status, "not-proper", title, detail.join("; ")).at(&first.field)
}

//! Completeness: the required information without which a desk does not begin to work on a ticket.
use chrono::{Days, Months};
use desk::i18n::RefusalValue;
use desk::policy::{Improper, Policy, Proper};
use desk::time::{Instant, Value};
use escalon_aws::problem::{Problem, ProblemKind};

use crate::draft::Draft;

/// The missing information, where the policy lets an incomplete ticket wait for it.
///
/// # Errors
/// A problem that says what is missing, where the policy refuses such a ticket.
pub(crate) fn missing(
    policy: &Policy,
    draft: &Draft,
    now: Instant,
) -> Result<Vec<String>, Problem> {
    let ticket_type = draft.ticket_type.as_ref();
    let of_type = ticket_type.and_then(|name| policy.types.get(name)?.proper.as_ref());
    let mut waits = Vec::new();
    for required in policy.proper.iter().chain(of_type) {
        let gaps = gaps(required, policy, draft, now);
        match (gaps.first(), required.otherwise) {
            (None, _) => {}
            (Some(first), Improper::Refuse) => return Err(refused(first, &gaps)),
            (Some(_), Improper::Wait) => waits.extend(gaps.into_iter().map(|gap| gap.field)),
        }
    }
    waits.sort();
    waits.dedup();
    Ok(waits)
}

/// One piece of required information that is not there.
struct Gap {
    field: String,
    why: String,
    /// The sentence that says it in each language.
    said: (&'static str, [(&'static str, RefusalValue); 1]),
}

fn gaps(required: &Proper, policy: &Policy, draft: &Draft, now: Instant) -> Vec<Gap> {
    let is_empty = |field: &&String| {
        let value = match field.as_str() {
            "subject" => Some(&draft.subject),
            "description" => Some(&draft.description),
            other => draft.fields.get(other),
        };
        value.is_none_or(|value| value.trim().is_empty())
    };
    let fields = required.fields.iter().filter(is_empty).map(|field| Gap {
        field: field.clone(),
        why: format!("`{field}` is needed"),
        said: (
            "field-needed",
            [("field", RefusalValue::Text(field.clone()))],
        ),
    });
    let mut gaps: Vec<_> = fields.collect();
    let wanted = usize::try_from(required.attachments).unwrap_or(usize::MAX);
    if draft.attachments.len() < wanted {
        gaps.push(Gap {
            field: "attachments".to_owned(),
            why: match wanted {
                1 => "1 attached document is needed".to_owned(),
                several => format!("{several} attached documents are needed"),
            },
            said: ("documents-needed", [("n", RefusalValue::Count(wanted))]),
        });
    }
    gaps.extend(too_old(required, policy, draft, now));
    gaps
}

/// A document that is older than allowed on the desk's own calendar, or that does not say.
fn too_old(required: &Proper, policy: &Policy, draft: &Draft, now: Instant) -> Option<Gap> {
    let age = required.document_age.as_ref()?;
    let today = now.with_timezone(&policy.zone).date_naive();
    let oldest = match age.value {
        Value::Days(days) => today.checked_sub_days(Days::new(u64::from(days)))?,
        Value::Months(months) => today.checked_sub_months(Months::new(months))?,
        Value::Time(time) => {
            let days = u64::try_from(time.num_days()).ok()?;
            today.checked_sub_days(Days::new(days))?
        }
    };
    let index = draft
        .attachments
        .iter()
        .position(|file| file.document_date.is_none_or(|date| date < oldest))?;
    Some(Gap {
        field: format!("attachments[{index}].document_date"),
        why: format!("the document has to be of {oldest} or later"),
        said: (
            "document-age",
            [("oldest", RefusalValue::Text(oldest.to_string()))],
        ),
    })
}

fn refused(first: &Gap, gaps: &[Gap]) -> Problem {
    let detail: Vec<_> = gaps.iter().map(|gap| gap.why.as_str()).collect();
    let problem = Problem::new(ProblemKind::Incomplete, detail.join("; ")).at(&first.field);
    gaps.iter().fold(problem, |problem, gap| {
        let (name, values) = gap.said.clone();
        problem.said(name, values)
    })
}

//! Problems: documents (RFC 9457) that tell an HTTP client why a request is refused.
use desk::i18n::RefusalValue;
use desk::lifecycle::Refusal;
use lambda_http::http::{StatusCode, header};
use lambda_http::{Body, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{ApplyError, StoreError};

pub use super::problem_kind::ProblemKind;
pub use super::problem_language::{ProblemWords, accepted_locales};

/// The longest request body that is read, in bytes.
pub const LONGEST_BODY: usize = 128 * 1024;

/// A refusal that a program can act on and a person can read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Stable name of the kind of problem.
    #[serde(rename = "type")]
    pub kind: Box<str>,
    /// The kind in words.
    pub title: Box<str>,
    /// The HTTP status.
    pub status: u16,
    /// Detail of what is wrong with this very request.
    pub detail: String,
    /// Field of the request: a JSON path such as `requester.email`, a header, a part of the path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Links that lead on, in the reader's language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<ProblemLink>,
    /// The detail as the locale files say it, where they do.
    #[serde(skip)]
    pub words: Option<Box<ProblemWords>>,
}

/// A link that leads on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemLink {
    /// Label of the link.
    pub label: String,
    /// Address of the link.
    pub url: String,
}

impl Problem {
    /// A problem of that kind.
    #[must_use]
    pub fn new(kind: ProblemKind, detail: impl Into<String>) -> Self {
        let (status, slug, title) = kind.parts();
        Self {
            kind: format!("urn:escalon:problem:{slug}").into(),
            title: title.into(),
            status,
            detail: detail.into(),
            field: None,
            links: Vec::new(),
            words: None,
        }
    }

    /// The same problem, with its place in the request.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// A field with a wrong or missing value.
    #[must_use]
    pub fn invalid(field: &str, detail: impl Into<String>) -> Self {
        Self::new(ProblemKind::Invalid, detail).at(field)
    }

    /// A name in the path that nothing bears.
    #[must_use]
    pub fn not_found(field: &str, detail: impl Into<String>) -> Self {
        Self::new(ProblemKind::NotFound, detail).at(field)
    }

    /// The store is away; the same request may succeed later, and repeating it is safe.
    #[must_use]
    pub fn unavailable() -> Self {
        let detail = "please try again in a moment, with the same Idempotency-Key";
        Self::new(ProblemKind::Unavailable, detail).said("try-again", [])
    }

    /// The answer.
    #[must_use]
    pub fn answer(&self) -> Response<Body> {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut answer = json(status, self);
        let kind = header::HeaderValue::from_static("application/problem+json");
        answer.headers_mut().insert(header::CONTENT_TYPE, kind);
        if let Some(language) = self.language() {
            let language = header::HeaderValue::from_static(language);
            let headers = answer.headers_mut();
            headers.insert(header::CONTENT_LANGUAGE, language);
        }
        answer
    }
}

/// An answer that carries a value as JSON.
#[must_use]
pub fn json(status: StatusCode, value: &impl Serialize) -> Response<Body> {
    let (status, text) = match serde_json::to_string(value) {
        Ok(text) => (status, text),
        Err(error) => {
            tracing::error!(%error, "an answer cannot be written as JSON");
            (StatusCode::INTERNAL_SERVER_ERROR, "{}".to_owned())
        }
    };
    let mut answer = Response::new(Body::Text(text));
    *answer.status_mut() = status;
    let kind = header::HeaderValue::from_static("application/json");
    answer.headers_mut().insert(header::CONTENT_TYPE, kind);
    answer
}

/// Reads a JSON body into its type.
///
/// # Errors
/// A problem that names the field: too long (413), no JSON (400), an unknown, missing or
/// wrongly typed field (422).
pub fn body<T: DeserializeOwned>(body: &Body) -> Result<T, Problem> {
    let bytes: &[u8] = body.as_ref();
    if bytes.len() > LONGEST_BODY {
        let detail = format!(
            "the body has {} bytes; at most {LONGEST_BODY} are read",
            bytes.len()
        );
        return Err(Problem::new(ProblemKind::TooLong, detail).at("body"));
    }
    let value: serde_json::Value = serde_json::from_slice(bytes)
        .map_err(|error| Problem::new(ProblemKind::NoJson, error.to_string()).at("body"))?;
    value_of(value)
}

/// Reads a JSON value into its type.
///
/// # Errors
/// A problem that names the unknown, missing or wrongly typed field.
pub fn value_of<T: DeserializeOwned>(value: serde_json::Value) -> Result<T, Problem> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let detail = in_plain_words(error.inner().to_string());
        let named = named_in(&detail);
        let words = named.as_ref().map(|name| {
            let unknown = detail.starts_with("unknown");
            let sentence = if unknown {
                "unknown-field"
            } else {
                "missing-field"
            };
            (sentence, RefusalValue::Text(name.clone()))
        });
        let field = match (path.as_str(), named) {
            (".", Some(field)) => field,
            (".", None) => "body".to_owned(),
            (path, Some(field)) if !path.ends_with(&field) => format!("{path}.{field}"),
            (path, _) => path.to_owned(),
        };
        let problem = Problem::invalid(&field, detail);
        match words {
            Some((sentence, name)) => problem.said(sentence, [("name", name)]),
            None => problem,
        }
    })
}

/// A list where a mapping belongs is told by what should be there, and not by the name of a type of ours.
fn in_plain_words(detail: String) -> String {
    match detail.split_once(", expected struct ") {
        Some((found, _)) => format!("{found}, expected an object with named fields"),
        None => detail,
    }
}

/// The field that serde names in "unknown field `x`" and "missing field `x`".
fn named_in(detail: &str) -> Option<String> {
    let rest = ["unknown field `", "missing field `"]
        .iter()
        .find_map(|start| detail.strip_prefix(start))?;
    Some(rest.split('`').next()?.to_owned())
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let detail = refusal.to_string();
        let problem = match &refusal {
            Refusal::NotOpened => return Self::not_found("ticket", detail),
            Refusal::Closed => Self::new(ProblemKind::Status, detail)
                .at("ticket")
                .said("closed", []),
            Refusal::Merged { into } => {
                let into = RefusalValue::Text(into.clone());
                let problem = Self::new(ProblemKind::Status, detail).at("ticket");
                problem.said("merged", [("into", into)])
            }
            Refusal::AlreadyOpened | Refusal::WrongStatus { .. } => {
                Self::new(ProblemKind::Status, detail).at("ticket")
            }
            Refusal::NotAllowed { .. } | Refusal::NotOnBehalf { .. } => {
                Self::new(ProblemKind::NotAllowed, detail).at("by")
            }
            Refusal::Unknown { .. }
            | Refusal::Quote(_)
            | Refusal::PriorityOfType { .. }
            | Refusal::NoBand { .. }
            | Refusal::OutsideBand { .. }
            | Refusal::ReasonNeeded { .. }
            | Refusal::FieldNeeded { .. }
            | Refusal::Invalid { .. }
            | Refusal::InTheFuture { .. }
            | Refusal::BeforeItsCause { .. }
            | Refusal::EnteredTooLate
            | Refusal::TooManyWaits { .. }
            | Refusal::TooManyFacts { .. }
            | Refusal::TooLarge { .. }
            | Refusal::InThePast { .. } => Self::new(ProblemKind::Refused, detail),
        };
        match refusal.field() {
            Some(field) => problem.at(field),
            None => problem,
        }
    }
}

impl From<ApplyError> for Problem {
    fn from(error: ApplyError) -> Self {
        match error {
            ApplyError::Refused(refusal) => refusal.into(),
            ApplyError::Stale { .. } => {
                let detail = format!("{error}; read it again and decide again");
                Self::new(ProblemKind::Stale, detail).at("version")
            }
            ApplyError::KeyReused => {
                Self::new(ProblemKind::KeyReused, error.to_string()).at("idempotency-key")
            }
            ApplyError::Store(error) => error.into(),
        }
    }
}

/// Logs the cause, which the client is not shown.
impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let cause = crate::chain(&error);
        match error {
            StoreError::Unavailable { .. } | StoreError::Conflict { .. } => {
                tracing::warn!(cause, "store.unavailable");
                Self::unavailable()
            }
            StoreError::Missing { .. } | StoreError::Corrupt { .. } => {
                tracing::error!(cause, "store.corrupt");
                let detail = "we were told; trying again will not help";
                Self::new(ProblemKind::Internal, detail).said("internal", [])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use lambda_http::Body;
    use serde::Deserialize;

    use super::{LONGEST_BODY, Problem, body};

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        inner: Inner,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        count: u32,
    }

    fn refused(text: &str) -> (u16, String) {
        let problem: Problem = body::<Outer>(&Body::from(text)).unwrap_err();
        (problem.status, problem.field.unwrap_or_default())
    }

    #[test]
    fn a_refused_body_names_the_field() {
        assert_eq!(refused("{"), (400, "body".into()));
        assert_eq!(refused("[]"), (422, "body".into()));
        assert_eq!(refused("{}"), (422, "inner".into()));
        assert_eq!(refused(r#"{"inner":{}}"#), (422, "inner.count".into()));
        assert_eq!(
            refused(r#"{"inner":{"count":"x"}}"#),
            (422, "inner.count".into())
        );
        let typo = r#"{"inner":{"count":1,"cuont":2}}"#;
        assert_eq!(refused(typo), (422, "inner.cuont".into()));
        let list = body::<Outer>(&Body::from("[]")).unwrap_err().detail;
        assert!(
            list.ends_with("expected an object with named fields"),
            "{list}"
        );
        assert_eq!(refused(&" ".repeat(LONGEST_BODY + 1)), (413, "body".into()));
    }

    #[test]
    fn a_sound_body_is_read() {
        let read: Outer = body(&Body::from(r#"{"inner":{"count":1}}"#)).unwrap();
        assert_eq!(read.inner.count, 1);
    }
}

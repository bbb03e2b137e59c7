//! The request that opens tickets: the desk it is for, its key, and its body.
use escalon_aws::problem::{self, Problem};
use escalon_aws::{IdempotencyKey, keys, source_hash};
use lambda_http::request::RequestContext;
use lambda_http::{Body, Request, RequestExt};
use sha2::{Digest, Sha256};

use crate::draft::Draft;

/// A request as it was read and checked, without a look at its desk's policy.
pub(crate) struct IntakeRequest<'r> {
    pub(crate) desk: &'r str,
    /// The key of this requester.
    pub(crate) key: IdempotencyKey,
    /// The body's hash, which tells a repeated request from another one with the same key.
    pub(crate) hash: String,
    /// The source of the request, as a hash: what one source causes has limits.
    pub(crate) source: Option<String>,
    pub(crate) draft: Draft,
}

impl<'r> IntakeRequest<'r> {
    pub(crate) fn read(desk: &'r str, request: &Request) -> Result<Self, Problem> {
        Ok(Self {
            source: source(request),
            ..Self::new(desk, IdempotencyKey::of_opening(request)?, request.body())?
        })
    }

    pub(crate) fn new(desk: &'r str, key: IdempotencyKey, body: &Body) -> Result<Self, Problem> {
        let draft: Draft = problem::body(body)?;
        draft.check()?;
        let requester = keys::contact_id(desk, draft.requester.email.as_str());
        Ok(Self {
            desk,
            key: key.of_person(&requester),
            hash: hash(body),
            source: None,
            draft,
        })
    }
}

fn source(request: &Request) -> Option<String> {
    let RequestContext::ApiGatewayV2(context) = request.request_context() else {
        return None;
    };
    source_hash(context.http.source_ip.as_deref()?)
}

fn hash(body: &Body) -> String {
    let digest = Sha256::digest(body.as_ref());
    let bytes = digest.iter().take(16);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

/// The requester's locale, as a body says it that may be wrong in all else.
pub(crate) fn locale_of(body: &Body) -> Option<String> {
    let body: serde_json::Value = serde_json::from_slice(body.as_ref()).ok()?;
    let locale = body.pointer("/requester/locale")?.as_str()?;
    Some(locale.to_owned())
}

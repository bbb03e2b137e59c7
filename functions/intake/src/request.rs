//! The request that opens tickets: the desk it is for, its key, and its body.
use escalon_aws::IdempotencyKey;
use escalon_aws::problem::{self, Problem};
use lambda_http::{Body, Request};
use sha2::{Digest, Sha256};

use crate::draft::Draft;

/// A request as it was read and checked, without a look at its desk's policy.
pub(crate) struct IntakeRequest<'r> {
    pub(crate) desk: &'r str,
    pub(crate) key: IdempotencyKey,
    /// The body's hash, which tells a repeated request from another one with the same key.
    pub(crate) hash: String,
    pub(crate) draft: Draft,
}

impl<'r> IntakeRequest<'r> {
    pub(crate) fn read(desk: &'r str, request: &Request) -> Result<Self, Problem> {
        Self::new(desk, IdempotencyKey::of_opening(request)?, request.body())
    }

    pub(crate) fn new(desk: &'r str, key: IdempotencyKey, body: &Body) -> Result<Self, Problem> {
        let draft: Draft = problem::body(body)?;
        draft.check()?;
        Ok(Self {
            desk,
            key,
            hash: hash(body),
            draft,
        })
    }
}

fn hash(body: &Body) -> String {
    let digest = Sha256::digest(body.as_ref());
    let bytes = digest.iter().take(16);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

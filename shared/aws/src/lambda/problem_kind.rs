//! Kinds of problems: the one list of their statuses, names and titles.
/// A kind of problem: its status, its stable name, and its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// The body cannot be read as JSON.
    NoJson,
    /// This actor may not do this.
    NotAllowed,
    /// The policy serves others.
    NotOpenTo,
    /// The policy is in force later.
    NotInForce,
    /// The path names something that does not exist.
    NotFound,
    /// The path does not serve this method.
    Method,
    /// The Idempotency-Key belongs to another request.
    KeyReused,
    /// The ticket is not in a status for this.
    Status,
    /// Nobody would be left to administer the organisation.
    LastAdmin,
    /// The record was changed after the caller has read it.
    Stale,
    /// The body is longer than what is read.
    TooLong,
    /// A field is unknown, missing or wrong.
    Invalid,
    /// The policy refuses.
    Refused,
    /// The ticket lacks required information.
    Incomplete,
    /// The plan does not open this channel.
    Redirect,
    /// A stored record cannot be read.
    Internal,
    /// The store is away for now.
    Unavailable,
}

impl ProblemKind {
    /// The HTTP status, the end of the `type`, and the title.
    #[must_use]
    pub const fn parts(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::NoJson => (400, "no-json", "not valid JSON"),
            Self::NotAllowed => (403, "not-allowed", "forbidden"),
            Self::NotOpenTo => (403, "not-open-to", "not open to this group"),
            Self::NotInForce => (403, "not-in-force", "policy not yet in force"),
            Self::NotFound => (404, "not-found", "not found"),
            Self::Method => (405, "method", "method not allowed"),
            Self::KeyReused => (409, "key-reused", "Idempotency-Key already used"),
            Self::Status => (409, "status", "not possible in this status"),
            Self::LastAdmin => (409, "last-admin", "last admin of the organisation"),
            Self::Stale => (412, "stale-version", "changed in the meantime"),
            Self::TooLong => (413, "too-long", "request too long"),
            Self::Invalid => (422, "invalid", "invalid field"),
            Self::Refused => (422, "refused", "not allowed by the policy"),
            Self::Incomplete => (422, "not-proper", "required information missing"),
            Self::Redirect => (422, "redirect", "channel not in the plan"),
            Self::Internal => (500, "internal", "internal error"),
            Self::Unavailable => (503, "unavailable", "service unavailable"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ProblemKind as Kind;

    #[test]
    fn the_documentation_of_the_api_lists_each_kind_with_its_title() {
        let documented = include_str!("../../../../docs/http-api.md");
        let kinds = [
            Kind::NoJson,
            Kind::NotAllowed,
            Kind::NotOpenTo,
            Kind::NotInForce,
            Kind::NotFound,
            Kind::Method,
            Kind::KeyReused,
            Kind::Status,
            Kind::LastAdmin,
            Kind::Stale,
            Kind::TooLong,
            Kind::Invalid,
            Kind::Refused,
            Kind::Incomplete,
            Kind::Redirect,
            Kind::Internal,
            Kind::Unavailable,
        ];
        for kind in kinds {
            let (status, slug, title) = kind.parts();
            let row = format!("| {status} | `{slug}` | {title} |");
            assert!(documented.contains(&row), "{row}");
        }
    }
}

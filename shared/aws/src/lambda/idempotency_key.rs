//! Idempotency keys: the names by which a repeated request is known.
use lambda_http::http::HeaderValue;
use lambda_http::request::RequestContext;
use lambda_http::{Request, RequestExt};

use super::problem::Problem;
use crate::{CommandKey, TicketId};

/// The header by which a client may repeat a request that is then done once.
const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Before the keys of clients, which keeps them apart from the ids of requests.
const CLIENTS: &str = "key:";
/// Longest key of a client, in characters.
const LONGEST: usize = 200;

/// A request's idempotency key: the client's own or, without one, the request's id, which never comes twice.
///
/// A prefix (`key:` or `request:`) keeps the two apart. Both reach the store: the key of a command as its cause, the
/// key of an opening in the ticket's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The key of a request that opens a ticket, whose name is made of it.
    ///
    /// # Errors
    /// A problem when the key is empty, too long or not of visible signs, or when there is neither a key nor an id.
    pub fn of_opening(request: &Request) -> Result<Self, Problem> {
        let Some(header) = request.headers().get(IDEMPOTENCY_KEY) else {
            let id = request_id(request);
            return id.ok_or_else(|| Problem::invalid(IDEMPOTENCY_KEY, "the header is missing"));
        };
        let key = visible(header).filter(|key| key.len() <= LONGEST);
        key.map(Self::of_client).ok_or_else(|| {
            let detail = format!("a key has 1 to {LONGEST} visible ASCII characters");
            Problem::invalid(IDEMPOTENCY_KEY, detail)
        })
    }

    /// The key of a command. A client's key is cut where it is too long, and one that cannot be read counts as none.
    #[must_use]
    pub fn of_command(request: &Request) -> Self {
        let header = request.headers().get(IDEMPOTENCY_KEY);
        if let Some(key) = header.and_then(visible) {
            let key: String = key.chars().take(LONGEST).collect();
            return Self::of_client(&key);
        }
        request_id(request).unwrap_or_else(|| Self("request".to_owned()))
    }

    /// The key of a request without a client's key, by the id that the gateway gave it.
    #[must_use]
    pub fn of_request_id(id: &str) -> Self {
        Self(format!("request:{id}"))
    }

    fn of_client(key: &str) -> Self {
        Self(format!("{CLIENTS}{key}"))
    }

    /// The cause under which a command is stored: one that was applied changes nothing when it comes again.
    #[must_use]
    pub fn cause(&self) -> &str {
        &self.0
    }

    /// The key by which the command of this body is remembered; none without a client's key, since the id of a request
    /// never comes twice.
    #[must_use]
    pub fn of_body(&self, body: &[u8]) -> Option<CommandKey> {
        let of_client = self.0.starts_with(CLIENTS);
        of_client.then(|| CommandKey::of(&self.0, body))
    }

    /// The same key of a client, as that of one person: with it alone nobody takes the ticket of another. The door is open,
    /// so whoever knows both the key and the address still can.
    #[must_use]
    pub fn of_person(self, contact: &str) -> Self {
        if self.0.starts_with(CLIENTS) {
            Self(format!("{}\nby {contact}", self.0))
        } else {
            self
        }
    }

    /// The ticket that a request opens at this desk; of a request that opens several, the one of that number, from 0.
    ///
    /// The first has the name that the key gives, so that a repeated request is known by it. A key has no line breaks,
    /// so that no other key runs into the names of the others.
    #[must_use]
    pub fn ticket(&self, desk: &str, number: usize) -> TicketId {
        match number {
            0 => TicketId::of_key(desk, &self.0),
            number => TicketId::of_key(desk, &format!("{}\n{number}", self.0)),
        }
    }
}

/// The header's text, unless it is empty or has signs that cannot be seen.
fn visible(header: &HeaderValue) -> Option<&str> {
    header.to_str().ok().filter(|key| !key.is_empty())
}

fn request_id(request: &Request) -> Option<IdempotencyKey> {
    let RequestContext::ApiGatewayV2(context) = request.request_context() else {
        return None;
    };
    let id = context.request_id.unwrap_or_default();
    Some(IdempotencyKey::of_request_id(&id))
}

#[cfg(test)]
mod tests {
    use lambda_http::http::HeaderValue;
    use lambda_http::request::RequestContext;
    use lambda_http::{Body, Request, RequestExt};

    use super::{IDEMPOTENCY_KEY, IdempotencyKey};
    use crate::TicketId;

    fn request(key: Option<&[u8]>) -> Request {
        let mut request = Request::new(Body::Empty);
        if let Some(key) = key {
            let key = HeaderValue::from_bytes(key).unwrap();
            request.headers_mut().insert(IDEMPOTENCY_KEY, key);
        }
        let gateway = serde_json::json!({"requestId": "r-1", "http": {"method": "POST"}});
        let context = serde_json::from_value(gateway).unwrap();
        request.with_request_context(RequestContext::ApiGatewayV2(context))
    }

    #[test]
    fn a_command_is_stored_under_the_clients_key_or_the_requests_id() {
        let cause = |key| IdempotencyKey::of_command(&request(key)).cause().to_owned();
        assert_eq!(cause(Some(b"k-1")), "key:k-1");
        assert_eq!(cause(Some("é".as_bytes())), "request:r-1");
        assert_eq!(cause(Some(b"")), "request:r-1");
        assert_eq!(cause(None), "request:r-1");
        let long = "k".repeat(201);
        assert_eq!(
            cause(Some(long.as_bytes())),
            format!("key:{}", "k".repeat(200))
        );
    }

    #[test]
    fn a_ticket_is_opened_under_a_sound_key_or_the_requests_id() {
        let opening = |key| IdempotencyKey::of_opening(&request(key)).ok();
        let (cause, of_client) = ("request:r-1", IdempotencyKey::of_client);
        assert_eq!(opening(Some(b"k-1")), Some(of_client("k-1")));
        assert_eq!(
            opening(None).as_ref().map(IdempotencyKey::cause),
            Some(cause)
        );
        assert_eq!(
            opening(Some(&[b'k'; 200])),
            Some(of_client(&"k".repeat(200)))
        );
        assert_eq!(opening(Some(&[b'k'; 201])), None);
        assert_eq!(opening(Some(b"")), None);
        assert_eq!(opening(Some("é".as_bytes())), None);
    }

    #[test]
    fn a_key_opens_a_ticket_for_each_person_who_gives_it() {
        let of = |contact: &str| IdempotencyKey::of_client("k-1").of_person(contact);
        assert_eq!(of("ann").ticket("acme", 0), of("ann").ticket("acme", 0));
        assert_ne!(of("ann").ticket("acme", 0), of("bo").ticket("acme", 0));
        assert_ne!(of("ann").ticket("acme", 0), of("ann").ticket("acme", 1));
        let request = IdempotencyKey::of_request_id("r-1");
        assert_eq!(request.clone().of_person("ann"), request);
    }

    #[test]
    fn the_tickets_of_a_key_keep_their_names() {
        let key = IdempotencyKey::of_client("k-1");
        assert_eq!(key.ticket("acme", 0), TicketId::of_key("acme", "key:k-1"));
        assert_eq!(
            key.ticket("acme", 2),
            TicketId::of_key("acme", "key:k-1\n2")
        );
    }
}

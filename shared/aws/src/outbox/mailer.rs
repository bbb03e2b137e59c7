//! Handing one mail to the mail service, once.
use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::error::{BuildError, ProvideErrorMetadata, SdkError};
use aws_sdk_sesv2::operation::send_email::SendEmailError;
use aws_sdk_sesv2::types::{
    Body, Content, Destination, EmailContent, Message, MessageHeader, MessageTag,
};
use desk::mail::Rendered;

use super::{Failure, NoticeId, address_hash};

/// The tag by which events find the notice they tell of.
pub const NOTICE_TAG: &str = "notice";

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Sends mail and can do nothing else.
///
/// The client must not try again by itself: the service knows no idempotency, so only the
/// Outbox may decide that a mail is sent a second time.
#[derive(Debug, Clone)]
pub struct Mailer {
    client: Client,
    configuration_set: String,
}

/// A mail with its envelope.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// Name and address of the sender, ready for the header.
    pub from: String,
    /// The addresses that are meant.
    pub to: Vec<String>,
    /// The addresses that get a copy.
    pub cc: Vec<String>,
    /// The address that an answer goes to.
    pub reply_to: String,
    /// Threading, and words for robots.
    pub headers: Vec<(String, String)>,
    /// Subject and parts.
    pub content: Rendered,
}

impl Envelope {
    /// The hashes under which a notice remembers whom it was mailed to.
    #[must_use]
    pub fn hashes(&self) -> Vec<String> {
        self.to.iter().map(|to| address_hash(to)).collect()
    }
}

/// The mail service's answer to a mail, by what may be done about it.
#[derive(Debug)]
pub enum SendResult {
    /// It took the mail, and gave it a name.
    Sent {
        /// The service's name for the mail.
        message_id: String,
    },
    /// An address or the content is wrong; the same mail will never be taken.
    Refused(Cause),
    /// It was not sent, or nobody knows; a later try may succeed.
    Failed(Failure, Cause),
}

impl Mailer {
    /// Sends through this configuration set, whose events come back to `mail-events`.
    #[must_use]
    pub fn new(client: Client, configuration_set: impl Into<String>) -> Self {
        Self {
            client,
            configuration_set: configuration_set.into(),
        }
    }

    /// Sends one mail under the name of a notice, or of the head of a digest.
    pub async fn send(&self, notice: &NoticeId, envelope: &Envelope) -> SendResult {
        let (message, tag) = match (message(envelope), tag(notice)) {
            (Ok(message), Ok(tag)) => (message, tag),
            (Err(error), _) | (_, Err(error)) => return SendResult::Refused(error.into()),
        };
        let destination = Destination::builder()
            .set_to_addresses(Some(envelope.to.clone()))
            .set_cc_addresses(Some(envelope.cc.clone()))
            .build();
        let sent = self
            .client
            .send_email()
            .from_email_address(&envelope.from)
            .destination(destination)
            .reply_to_addresses(&envelope.reply_to)
            .content(EmailContent::builder().simple(message).build())
            .email_tags(tag)
            .configuration_set_name(&self.configuration_set)
            .send()
            .await;
        match sent {
            // The mail is out; without a name of its own it is known by its tag.
            Ok(answer) => SendResult::Sent {
                message_id: answer.message_id.unwrap_or_default(),
            },
            Err(error) => classify_error(error),
        }
    }
}

fn tag(notice: &NoticeId) -> Result<MessageTag, BuildError> {
    let tag = MessageTag::builder().name(NOTICE_TAG);
    tag.value(notice.to_string()).build()
}

fn message(envelope: &Envelope) -> Result<Message, BuildError> {
    let utf8 = |text: &str| Content::builder().data(text).charset("UTF-8").build();
    let content = &envelope.content;
    let body = Body::builder()
        .text(utf8(&content.text)?)
        .html(utf8(&content.html)?)
        .build();
    let headers = envelope
        .headers
        .iter()
        .map(|(name, value)| MessageHeader::builder().name(name).value(value).build());
    Ok(Message::builder()
        .subject(utf8(&content.subject)?)
        .body(body)
        .set_headers(Some(headers.collect::<Result<_, _>>()?))
        .build())
}

fn classify_error(error: SdkError<SendEmailError>) -> SendResult {
    let fault = MailFault::of(&error).into();
    match may_be_out(&error) {
        MayBeOut::Yes => SendResult::Failed(Failure::Unknown, fault),
        MayBeOut::NoAndNeverWill => SendResult::Refused(fault),
        MayBeOut::No => SendResult::Failed(Failure::NotSent, fault),
    }
}

/// A fault of sending as it may be logged: by its code. The service's own words can name the person who was mailed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
enum MailFault {
    #[error("the mail service answered {status} {code}")]
    Answered { status: u16, code: String },
    #[error("the mail service answered {status} {code}: an address is not verified")]
    Unverified { status: u16, code: String },
    #[error("the mail could not be built")]
    Unbuilt,
    #[error("the mail service did not answer in time")]
    Late,
    #[error("the mail service was not reached, or its answer was lost")]
    Unreached,
}

impl MailFault {
    fn of(error: &SdkError<SendEmailError>) -> Self {
        match error {
            SdkError::ServiceError(answer) => {
                let status = answer.raw().status().as_u16();
                let code = answer.err().code().unwrap_or("without a code").to_owned();
                if is_unverified(answer.err()) {
                    Self::Unverified { status, code }
                } else {
                    Self::Answered { status, code }
                }
            }
            SdkError::ConstructionFailure(_) => Self::Unbuilt,
            SdkError::TimeoutError(_) => Self::Late,
            // The SDK may come to know further ways to fail.
            SdkError::DispatchFailure(_) | SdkError::ResponseError(_) | _ => Self::Unreached,
        }
    }
}

/// "Email address is not verified" is said of the sender, or of everybody while the account is in the sandbox.
fn is_unverified(error: &SendEmailError) -> bool {
    error
        .message()
        .is_some_and(|said| said.contains("not verified"))
}

#[derive(Debug, PartialEq, Eq)]
enum MayBeOut {
    Yes,
    No,
    NoAndNeverWill,
}

fn may_be_out(error: &SdkError<SendEmailError>) -> MayBeOut {
    match error {
        SdkError::ConstructionFailure(_) => MayBeOut::No,
        // A connection may break after the request went through it.
        SdkError::DispatchFailure(failure) if failure.is_user() => MayBeOut::No,
        SdkError::ServiceError(answer) => {
            let status = answer.raw().status().as_u16();
            of_answer(answer.err(), status)
        }
        SdkError::TimeoutError(_)
        | SdkError::DispatchFailure(_)
        | SdkError::ResponseError(_)
        // The SDK may come to know further ways to fail.
        | _ => MayBeOut::Yes,
    }
}

fn of_answer(error: &SendEmailError, status: u16) -> MayBeOut {
    let of_this_mail = error.is_message_rejected() || error.is_bad_request_exception();
    // An operator verifies an address, and then the mail goes out.
    if of_this_mail && !is_unverified(error) {
        MayBeOut::NoAndNeverWill
    } else if status >= 500 && status != 503 {
        MayBeOut::Yes
    } else {
        MayBeOut::No
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_sesv2::types::error::{
        BadRequestException, MessageRejected, SendingPausedException, TooManyRequestsException,
    };

    use super::*;

    fn rejected(said: &str) -> SendEmailError {
        let meta = aws_sdk_sesv2::error::ErrorMetadata::builder()
            .message(said)
            .build();
        SendEmailError::MessageRejected(MessageRejected::builder().meta(meta).build())
    }

    #[test]
    fn what_is_wrong_with_the_mail_is_refused_and_all_else_is_tried_again() {
        let bad = BadRequestException::builder().build();
        let paused = SendingPausedException::builder().build();
        let throttled = TooManyRequestsException::builder().build();
        for (error, status, expected) in [
            (
                SendEmailError::BadRequestException(bad),
                400,
                MayBeOut::NoAndNeverWill,
            ),
            (rejected("illegal content"), 400, MayBeOut::NoAndNeverWill),
            (
                rejected("Email address is not verified."),
                400,
                MayBeOut::No,
            ),
            (
                SendEmailError::SendingPausedException(paused),
                400,
                MayBeOut::No,
            ),
            (
                SendEmailError::TooManyRequestsException(throttled),
                429,
                MayBeOut::No,
            ),
            (SendEmailError::unhandled("denied"), 403, MayBeOut::No),
            (SendEmailError::unhandled("busy"), 503, MayBeOut::No),
            (SendEmailError::unhandled("internal"), 500, MayBeOut::Yes),
        ] {
            assert_eq!(of_answer(&error, status), expected, "{status} {error:?}");
        }
    }

    #[test]
    fn a_fault_is_logged_by_its_code_and_never_in_the_words_of_the_service() {
        use aws_sdk_sesv2::config::http::HttpResponse;
        use aws_smithy_types::body::SdkBody;
        let answered = |said: &str| {
            let meta = aws_sdk_sesv2::error::ErrorMetadata::builder()
                .code("MessageRejected")
                .message(said)
                .build();
            let error = MessageRejected::builder().meta(meta).build();
            let status = 400_u16.try_into().unwrap();
            let raw = HttpResponse::new(status, SdkBody::empty());
            let error = SdkError::service_error(SendEmailError::MessageRejected(error), raw);
            match classify_error(error) {
                SendResult::Failed(_, cause) | SendResult::Refused(cause) => crate::chain(&*cause),
                SendResult::Sent { .. } => String::new(),
            }
        };
        let rejected = "the mail service answered 400 MessageRejected";
        assert_eq!(answered("bad header for ann@example.com"), rejected);
        assert_eq!(
            answered("Email address is not verified: ann@example.com"),
            format!("{rejected}: an address is not verified")
        );
    }

    #[test]
    fn a_lost_answer_may_mean_that_the_mail_is_out() {
        let timeout = SdkError::timeout_error("attempt time-out");
        assert_eq!(may_be_out(&timeout), MayBeOut::Yes);
        let never_left = SdkError::construction_failure("no endpoint");
        assert_eq!(may_be_out(&never_left), MayBeOut::No);
    }
}

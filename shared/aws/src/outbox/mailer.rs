//! Handing one mail to the mail service, once.
use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_sesv2::operation::send_email::SendEmailError;
use aws_sdk_sesv2::types::{
    Body, Content, Destination, EmailContent, Message, MessageHeader, MessageTag,
};
use desk::mail::Rendered;

use crate::NoticeId;

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

/// A mail with everything that surrounds it.
#[derive(Debug, Clone)]
pub struct Outgoing<'m> {
    /// The notice it is, or the lead of the digest it is.
    pub notice: &'m NoticeId,
    /// Name and address, ready for the header.
    pub from: &'m str,
    /// Who is meant.
    pub to: &'m [String],
    /// Who gets a copy.
    pub cc: &'m [String],
    /// Where an answer goes.
    pub reply_to: &'m str,
    /// Threading, and words for robots.
    pub headers: &'m [(String, String)],
    /// Subject and parts.
    pub mail: &'m Rendered,
}

/// Why the mail service did not take a mail, by what may be done about it.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// An address or the content is wrong; the same mail will never be taken.
    #[error("the mail service refuses this mail")]
    Refused(#[source] Cause),
    /// It was certainly not sent, and a later try may succeed.
    #[error("the mail service takes no mail now")]
    Unavailable(#[source] Cause),
    /// The answer was lost: it may have been sent.
    #[error("the mail service did not say whether it took the mail")]
    Unknown(#[source] Cause),
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

    /// Sends one mail; answers the service's name for it.
    ///
    /// # Errors
    /// [`SendError`] tells whether it may have been sent, and whether to try again.
    pub async fn send(&self, outgoing: &Outgoing<'_>) -> Result<String, SendError> {
        let message = message(outgoing).map_err(|error| SendError::Refused(error.into()))?;
        let tag = MessageTag::builder()
            .name(NOTICE_TAG)
            .value(outgoing.notice.to_string())
            .build()
            .map_err(|error| SendError::Refused(error.into()))?;
        let destination = Destination::builder()
            .set_to_addresses(Some(outgoing.to.to_vec()))
            .set_cc_addresses(Some(outgoing.cc.to_vec()))
            .build();
        let sent = self
            .client
            .send_email()
            .from_email_address(outgoing.from)
            .destination(destination)
            .reply_to_addresses(outgoing.reply_to)
            .content(EmailContent::builder().simple(message).build())
            .email_tags(tag)
            .configuration_set_name(&self.configuration_set)
            .send()
            .await;
        match sent {
            // The mail is out; without a name of its own it is known by its tag.
            Ok(answer) => Ok(answer.message_id.unwrap_or_default()),
            Err(error) => Err(classify_error(error)),
        }
    }
}

fn message(outgoing: &Outgoing<'_>) -> Result<Message, aws_sdk_sesv2::error::BuildError> {
    let utf8 = |text: &str| Content::builder().data(text).charset("UTF-8").build();
    let body = Body::builder()
        .text(utf8(&outgoing.mail.text)?)
        .html(utf8(&outgoing.mail.html)?)
        .build();
    let headers = outgoing
        .headers
        .iter()
        .map(|(name, value)| MessageHeader::builder().name(name).value(value).build());
    Ok(Message::builder()
        .subject(utf8(&outgoing.mail.subject)?)
        .body(body)
        .set_headers(Some(headers.collect::<Result<_, _>>()?))
        .build())
}

fn classify_error(error: SdkError<SendEmailError>) -> SendError {
    match may_be_out(&error) {
        MayBeOut::Yes => SendError::Unknown(error.into()),
        MayBeOut::NoAndNeverWill => SendError::Refused(error.into()),
        MayBeOut::No => SendError::Unavailable(error.into()),
    }
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
    // "Email address is not verified" is said of the sender, or of everybody while the account is
    // in the sandbox: an operator mends that, and then the mail goes out.
    let unverified = error
        .message()
        .is_some_and(|said| said.contains("not verified"));
    let of_this_mail = error.is_message_rejected() || error.is_bad_request_exception();
    if of_this_mail && !unverified {
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
    fn a_lost_answer_may_mean_that_the_mail_is_out() {
        let timeout = SdkError::timeout_error("attempt time-out");
        assert_eq!(may_be_out(&timeout), MayBeOut::Yes);
        let never_left = SdkError::construction_failure("no endpoint");
        assert_eq!(may_be_out(&never_left), MayBeOut::No);
    }
}

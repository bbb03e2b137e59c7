//! Inbound mail: whether what a customer answers comes into the ticket by itself.
use desk::mail::{AnswerBy, MailError, reply_address};
use desk::policy::Policy;

/// Whether something reads the answers to mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum InboundMail {
    /// Each ticket has an address of its own, and what is sent there is put into the ticket.
    On,
    /// Answers go to the desk's address, where a person reads them.
    #[default]
    Off,
}

impl InboundMail {
    /// `INBOUND_MAIL`, which the template sets to `on` or `off`; off where it is not set.
    pub(crate) fn from(lookup: &impl Fn(&str) -> Option<String>) -> Self {
        match lookup("INBOUND_MAIL").as_deref() {
            Some("on") => Self::On,
            Some(_) | None => Self::Off,
        }
    }

    /// The way to answer that a mail may name.
    pub(crate) fn answers(self, policy: &Policy) -> AnswerBy<'_> {
        match self {
            Self::On => AnswerBy::Reply,
            Self::Off => AnswerBy::Address(&policy.reply_to),
        }
    }

    /// The address that an answer to a mail goes to.
    pub(crate) fn reply_to(
        self,
        policy: &Policy,
        reference: &str,
        secret: &str,
    ) -> Result<String, MailError> {
        match self {
            Self::On => reply_address(&policy.reply_to, reference, secret.as_bytes()),
            Self::Off => Ok(policy.reply_to.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use desk::mail::verify_reply_address;

    use super::InboundMail;
    use crate::sample::context;

    #[test]
    fn an_answer_goes_into_its_ticket_or_to_the_desk() {
        let context = context("whise", "", "high");
        let to = |inbound: InboundMail| inbound.reply_to(&context.policy, "K7Q2-9F", "secret");
        let desk = &context.policy.reply_to;
        assert_eq!(to(InboundMail::Off).as_ref(), Ok(desk));
        let signed = to(InboundMail::On).unwrap();
        let found = verify_reply_address(&signed, desk, b"secret");
        assert_eq!(found.as_deref(), Some("K7Q2-9F"));
    }

    #[test]
    fn mail_comes_in_only_where_the_stack_says_so() {
        let read = |value: &str| {
            InboundMail::from(&|name| (name == "INBOUND_MAIL").then(|| value.to_owned()))
        };
        assert_eq!(read("on"), InboundMail::On);
        assert_eq!(read("off"), InboundMail::Off);
        assert_eq!(InboundMail::from(&|_| None), InboundMail::Off);
    }
}

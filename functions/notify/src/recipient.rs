//! Recipients of a notice: addresses, language and zone.
use chrono_tz::Tz;
use desk::notice::{NoticeDraft, Recipient};
use desk::policy::Policy;

use crate::context::NoticeContext;

/// The most recipients that the mail service takes for one mail.
pub(crate) const MOST_RECIPIENTS: usize = 50;

/// The people a mail goes to, and how they read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MailRecipient {
    pub(crate) to: Vec<String>,
    pub(crate) cc: Vec<String>,
    /// One of the policy's.
    pub(crate) locale: String,
    pub(crate) zone: Tz,
    /// In what role they are mailed, as the policy names it.
    pub(crate) role: String,
}

/// Why a notice is not mailed, and never will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unmailed {
    /// Its reason is gone.
    Obsolete,
    /// The contact was erased.
    NoAddress,
    /// The organisation has no administrators.
    NoAdministrators,
    /// Mail to the address came back for good, or was complained about.
    SuppressedAddress,
    /// The reply has no words, or they were erased.
    NoWords,
    /// The mail service refuses the address or the content.
    Refused,
    /// A receipt that waited for a day behind the limits of its source.
    Limited,
}

impl Unmailed {
    /// As it is stored.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Obsolete => "moot",
            Self::NoAddress => "no_address",
            Self::NoAdministrators => "no_administrators",
            Self::SuppressedAddress => "suppressed_address",
            Self::NoWords => "no_words",
            Self::Refused => "refused",
            Self::Limited => "limited",
        }
    }
}

/// Finds the recipient of a notice. Copies that nobody can get are left out.
pub(crate) fn recipient(
    draft: &NoticeDraft,
    context: &NoticeContext,
) -> Result<MailRecipient, Unmailed> {
    let to = addresses(&draft.to, context)?;
    let mut cc = Vec::new();
    for recipient in &draft.cc {
        for address in addresses(recipient, context).unwrap_or_default() {
            if !to.contains(&address) && !cc.contains(&address) {
                cc.push(address);
            }
        }
    }
    cc.truncate(MOST_RECIPIENTS.saturating_sub(to.len()));
    let customer = customer(context);
    let policy = &context.policy;
    let ((locale, zone), role) = match &draft.to {
        Recipient::Requester => (customer, "requester"),
        Recipient::OrganisationAdmins => (customer, "organisation_admins"),
        Recipient::Role { role, .. } => (staff(policy), role.as_str()),
    };
    Ok(MailRecipient {
        to,
        cc,
        locale,
        zone,
        role: role.to_owned(),
    })
}

fn addresses(recipient: &Recipient, context: &NoticeContext) -> Result<Vec<String>, Unmailed> {
    match recipient {
        Recipient::Role { address, .. } => Ok(vec![address.clone()]),
        Recipient::Requester => {
            let contact = context.contact.as_ref().ok_or(Unmailed::NoAddress)?;
            Ok(vec![contact.email.clone()])
        }
        Recipient::OrganisationAdmins => {
            let organisation = context.organisation.as_ref();
            let admins = organisation.map(|organisation| organisation.admins.clone());
            let admins = admins.filter(|admins| !admins.is_empty());
            let mut admins = admins.ok_or(Unmailed::NoAdministrators)?;
            admins.truncate(MOST_RECIPIENTS);
            Ok(admins)
        }
    }
}

/// The contact's own language and zone, else the organisation's, else the desk's. A language that
/// the policy does not speak is passed over: half of such a mail would be in another.
fn customer(context: &NoticeContext) -> (String, Tz) {
    let (contact, organisation) = (context.contact.as_ref(), context.organisation.as_ref());
    let policy = &context.policy;
    let wishes = [
        contact.and_then(|contact| contact.locale.as_deref()),
        context.state.subject.locale.as_deref(),
        organisation.and_then(|organisation| organisation.locale.as_deref()),
    ];
    let mut spoken = wishes.into_iter().flatten();
    let locale = spoken.find(|wish| policy.speaks(wish)).map(str::to_owned);
    let zones = [
        contact.and_then(|contact| contact.zone.as_deref()),
        organisation
            .and_then(|organisation| organisation.attributes.get("zone"))
            .map(String::as_str),
    ];
    let mut zones = zones.into_iter().flatten();
    let zone = zones.find_map(|zone| zone.parse().ok());
    let (first, own) = staff(policy);
    (locale.unwrap_or(first), zone.unwrap_or(own))
}

fn staff(policy: &Policy) -> (String, Tz) {
    let first = policy.locales.first().cloned();
    (first.unwrap_or_default(), policy.zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{context, draft, role};

    fn to(recipient: Recipient) -> NoticeDraft {
        draft("received", "acknowledgement", recipient)
    }

    #[test]
    fn a_customer_reads_in_their_own_language_and_zone_or_the_next_best() {
        let mut context = context("whise", "", "high");
        let mut policy = (*context.policy).clone();
        policy.locales = ["en", "nl", "fr"].map(str::to_owned).to_vec();
        context.policy = std::sync::Arc::new(policy);
        let read = |context: &NoticeContext| {
            let found = recipient(&to(Recipient::Requester), context).unwrap();
            (found.locale, found.zone.to_string())
        };
        let pair = |locale: &str, zone: &str| (locale.to_owned(), zone.to_owned());
        assert_eq!(read(&context), pair("en", "Europe/Brussels"));
        if let Some(organisation) = &mut context.organisation {
            organisation.locale = Some("fr".to_owned());
            let zone = ("zone".to_owned(), "Europe/Paris".to_owned());
            organisation.attributes.extend([zone]);
        }
        assert_eq!(read(&context), pair("fr", "Europe/Paris"));
        context.state.subject.locale = Some("nl-BE".to_owned());
        assert_eq!(read(&context), pair("nl-BE", "Europe/Paris"));
        if let Some(contact) = &mut context.contact {
            contact.locale = Some("de".to_owned());
            contact.zone = Some("Asia/Tokyo".to_owned());
        }
        assert_eq!(read(&context), pair("nl-BE", "Asia/Tokyo"));
    }

    #[test]
    fn staff_read_in_the_language_and_zone_of_the_desk() {
        let mut context = context("whitevision", "vraag", "");
        if let Some(contact) = &mut context.contact {
            contact.zone = Some("Asia/Tokyo".to_owned());
        }
        let found = recipient(&to(role("lead")), &context).unwrap();
        assert_eq!(found.zone.to_string(), "Europe/Amsterdam");
        assert_eq!((found.locale.as_str(), found.role.as_str()), ("nl", "lead"));
    }

    #[test]
    fn nobody_to_mail_has_a_name_and_a_copy_to_nobody_is_left_out() {
        let mut context = context("whise", "", "high");
        let admins = to(Recipient::OrganisationAdmins);
        assert_eq!(
            recipient(&admins, &context),
            Err(Unmailed::NoAdministrators)
        );
        let mut copied = to(Recipient::Requester);
        copied.cc = vec![Recipient::OrganisationAdmins, role("lead"), role("lead")];
        let found = recipient(&copied, &context).unwrap();
        assert_eq!(found.cc, ["lead@example.com"]);
        if let Some(organisation) = &mut context.organisation {
            organisation.admins = vec!["ann@example.com".to_owned(), "bo@example.com".to_owned()];
        }
        let found = recipient(&copied, &context).unwrap();
        assert_eq!(found.cc, ["bo@example.com", "lead@example.com"]);
        assert_eq!(recipient(&admins, &context).unwrap().to.len(), 2);
        context.contact = None;
        assert_eq!(recipient(&copied, &context), Err(Unmailed::NoAddress));
    }
}

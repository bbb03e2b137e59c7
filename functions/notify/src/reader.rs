//! Who is meant by a notice: addresses, language and zone.
use chrono_tz::Tz;
use desk::policy::Policy;
use desk::ticket::{NoticeDraft, Recipient};

use crate::dossier::Dossier;

/// The most recipients that the mail service takes for one mail.
pub(crate) const MOST_RECIPIENTS: usize = 50;

/// The people a mail goes to, and how they read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reader {
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
    /// What it would tell is over.
    Moot,
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
}

impl Unmailed {
    /// As it is stored.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Moot => "moot",
            Self::NoAddress => "no_address",
            Self::NoAdministrators => "no_administrators",
            Self::SuppressedAddress => "suppressed_address",
            Self::NoWords => "no_words",
            Self::Refused => "refused",
        }
    }
}

/// Finds the reader of a notice. Copies that nobody can get are left out.
pub(crate) fn reader(draft: &NoticeDraft, dossier: &Dossier) -> Result<Reader, Unmailed> {
    let to = addresses(&draft.to, dossier)?;
    let mut cc = Vec::new();
    for recipient in &draft.cc {
        for address in addresses(recipient, dossier).unwrap_or_default() {
            if !to.contains(&address) && !cc.contains(&address) {
                cc.push(address);
            }
        }
    }
    cc.truncate(MOST_RECIPIENTS.saturating_sub(to.len()));
    let customer = customer(dossier);
    let policy = &dossier.policy;
    let (reader, role) = match &draft.to {
        Recipient::Requester => (customer, "requester"),
        Recipient::OrganisationAdmins => (customer, "organisation_admins"),
        Recipient::Role { role, .. } => (staff(policy), role.as_str()),
    };
    let (locale, zone) = reader;
    Ok(Reader {
        to,
        cc,
        locale,
        zone,
        role: role.to_owned(),
    })
}

fn addresses(recipient: &Recipient, dossier: &Dossier) -> Result<Vec<String>, Unmailed> {
    match recipient {
        Recipient::Role { address, .. } => Ok(vec![address.clone()]),
        Recipient::Requester => {
            let contact = dossier.contact.as_ref().ok_or(Unmailed::NoAddress)?;
            Ok(vec![contact.email.clone()])
        }
        Recipient::OrganisationAdmins => {
            let organisation = dossier.organisation.as_ref();
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
fn customer(dossier: &Dossier) -> (String, Tz) {
    let (contact, organisation) = (dossier.contact.as_ref(), dossier.organisation.as_ref());
    let policy = &dossier.policy;
    let wishes = [
        contact.and_then(|contact| contact.locale.as_deref()),
        dossier.state.subject.locale.as_deref(),
        organisation.and_then(|organisation| organisation.locale.as_deref()),
    ];
    let mut spoken = wishes.into_iter().flatten();
    let locale = spoken.find(|wish| speaks(policy, wish)).map(str::to_owned);
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

fn speaks(policy: &Policy, wish: &str) -> bool {
    let language = |tag: &str| {
        let head = tag.split(['-', '_']).next().unwrap_or_default();
        head.to_ascii_lowercase()
    };
    let mut locales = policy.locales.iter();
    locales.any(|locale| language(locale) == language(wish))
}

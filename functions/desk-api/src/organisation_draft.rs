//! An organisation as the desk's staff write it, and the checks that it passes before it is stored.
use std::collections::{BTreeMap, BTreeSet};

use desk::clock::check_contract;
use desk::mail_address::MailAddress;
use desk::people::{LastAdmin, Members};
use desk::policy::Policy;
use escalon_aws::Organisation;
use escalon_aws::problem::Problem;
use serde::Deserialize;

/// Longest name of an organisation, and most entries of each list.
const NAME: usize = 100;
const ENTRIES: usize = 500;
/// Most attributes, and characters in each.
const ATTRIBUTES: usize = 40;
const VALUE: usize = 400;
/// The attribute by which the policy's role of that name finds its person.
const MANAGER: &str = "account_manager";

/// The person who changes an organisation. Until an authorizer stands before the API, the caller is trusted.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(crate) enum Editor {
    Agent {
        #[serde(rename = "agent")]
        _agent: String,
    },
    /// Somebody of the organisation, by mail address.
    Contact { contact: String },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganisationDraft {
    pub(crate) by: Editor,
    /// The revision that the caller has seen; refused when it was replaced since.
    pub(crate) revision: Option<u64>,
    plan: Option<String>,
    #[serde(default)]
    add_ons: BTreeSet<String>,
    #[serde(default)]
    attributes: BTreeMap<String, String>,
    #[serde(default)]
    contract: BTreeMap<String, String>,
    locale: Option<String>,
    #[serde(default)]
    admins: Vec<String>,
    #[serde(default)]
    co_admins: Vec<String>,
    #[serde(default)]
    users: Vec<String>,
}

impl OrganisationDraft {
    /// Checks everything but addresses: they depend on those that the organisation has already.
    pub(crate) fn check(&self, id: &str, policy: &Policy) -> Result<(), Problem> {
        if id.is_empty() || id.len() > NAME || !id.bytes().all(is_plain) {
            let detail = "a name has 1 to 100 of a-z, 0-9 and hyphens";
            return Err(Problem::invalid("organisation", detail));
        }
        if let Some(plan) = &self.plan {
            declared("plan", plan, policy.plans.keys())?;
        }
        for add_on in &self.add_ons {
            declared("add_ons", add_on, policy.add_ons.keys())?;
        }
        check_contract(policy, &self.contract).map_err(|(term, error)| {
            Problem::invalid(&format!("contract.{term}"), error.to_string())
        })?;
        self.check_attributes()?;
        for (field, list) in self.people() {
            if list.len() > ENTRIES {
                return Err(Problem::invalid(field, format!("at most {ENTRIES} people")));
            }
        }
        Ok(())
    }

    /// Each ticket of the organisation holds its attributes.
    fn check_attributes(&self) -> Result<(), Problem> {
        if self.attributes.len() > ATTRIBUTES {
            let detail = format!(
                "at most {ATTRIBUTES} entries, not {}",
                self.attributes.len()
            );
            return Err(Problem::invalid("attributes", detail));
        }
        let is_long = |text: &String| text.chars().count() > VALUE;
        let mut attributes = self.attributes.iter();
        match attributes.find(|(name, value)| is_long(name) || is_long(value)) {
            Some(_) => {
                let detail = format!("at most {VALUE} characters in a name or a value");
                Err(Problem::invalid("attributes", detail))
            }
            None => Ok(()),
        }
    }

    /// Checks each address that is new to the organisation; one that it has already stays as it is.
    pub(crate) fn check_addresses(&self, before: Option<&Organisation>) -> Result<(), Problem> {
        let known = before.map(Organisation::members).unwrap_or_default();
        let known = [known.admins, known.co_admins, known.users].concat();
        for (field, list) in self.people() {
            let people = list.iter().enumerate();
            for (index, email) in people.filter(|(_, email)| !known.contains(email)) {
                check_address(&format!("{field}[{index}]"), email)?;
            }
        }
        // The account manager is a role of the policy or, with an `@`, an address.
        let manager = self.attributes.get(MANAGER);
        let kept = before.and_then(|before| before.attributes.get(MANAGER));
        match manager.filter(|manager| manager.contains('@') && Some(*manager) != kept) {
            Some(manager) => check_address(&format!("attributes.{MANAGER}"), manager),
            None => Ok(()),
        }
    }

    /// The organisation as it is to be stored.
    ///
    /// # Errors
    /// [`LastAdmin`] when there was an administrator and would be none.
    pub(crate) fn organisation(
        self,
        id: &str,
        before: Option<&Organisation>,
    ) -> Result<Organisation, LastAdmin> {
        let members = Members {
            admins: self.admins,
            co_admins: self.co_admins,
            users: self.users,
        };
        let before = before.map(Organisation::members).unwrap_or_default();
        let organisation = Organisation {
            id: id.to_owned(),
            plan: self.plan,
            add_ons: self.add_ons,
            attributes: self.attributes,
            contract: self.contract,
            locale: self.locale,
            ..Organisation::default()
        };
        Ok(organisation.with_members(members.replacing(&before)?))
    }

    /// The lists of people, each with its field.
    fn people(&self) -> [(&'static str, &[String]); 3] {
        [
            ("admins", &self.admins),
            ("co_admins", &self.co_admins),
            ("users", &self.users),
        ]
    }
}

/// Checks that the policy declares a name.
fn declared<'p>(
    field: &str,
    name: &String,
    names: impl Iterator<Item = &'p String> + Clone,
) -> Result<(), Problem> {
    if names.clone().any(|known| known == name) {
        return Ok(());
    }
    let names: Vec<_> = names.map(String::as_str).collect();
    let detail = format!("the policy has no `{name}`; it has {}", names.join(", "));
    Err(Problem::invalid(field, detail))
}

fn check_address(field: &str, email: &str) -> Result<(), Problem> {
    let checked = MailAddress::check(email);
    checked.map_err(|error| Problem::invalid(field, error.to_string()))
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

//! A mail address, and the one check that it passes wherever one comes in.
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Longest address, in bytes (RFC 5321, section 4.5.3.1.3, without the angle brackets).
const LONGEST: usize = 254;
/// Longest part before the `@` (section 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;
/// Longest label of a domain (RFC 1035, section 2.3.4).
const LONGEST_LABEL: usize = 63;

/// A mail address that can be mailed and can stand in a header as it is: `support@acme.example.com`.
///
/// Before the `@` stand words of the signs that need no quotation marks, with single dots between
/// them; behind it a domain of two labels or more. Whether mail arrives there, the mail tells.
///
/// ```
/// use desk::mail_address::{MailAddress, NoMailAddress};
///
/// let address: MailAddress = "ann+tickets@example.com".parse()?;
/// assert_eq!(address.as_str(), "ann+tickets@example.com");
/// assert_eq!("Ann <ann@example.com>".parse::<MailAddress>(), Err(NoMailAddress));
/// # Ok::<(), NoMailAddress>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MailAddress(String);

/// A text that no mail can be addressed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no mail address")]
pub struct NoMailAddress;

impl MailAddress {
    /// The address as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The check alone, for a text that stays a text.
    ///
    /// # Errors
    /// [`NoMailAddress`].
    pub fn check(text: &str) -> Result<(), NoMailAddress> {
        let (local, domain) = text.split_once('@').ok_or(NoMailAddress)?;
        let sound = text.len() <= LONGEST
            && local.len() <= LONGEST_LOCAL
            && local.split('.').all(is_word)
            && domain.contains('.')
            && domain.split('.').all(is_label);
        sound.then_some(()).ok_or(NoMailAddress)
    }
}

/// The signs of an atom (RFC 5322, section 3.2.3).
fn is_word(word: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    !word.is_empty() && word.bytes().all(fits)
}

fn is_label(label: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let hyphen_outside = label.starts_with('-') || label.ends_with('-');
    (1..=LONGEST_LABEL).contains(&label.len()) && !hyphen_outside && label.bytes().all(fits)
}

impl TryFrom<String> for MailAddress {
    type Error = NoMailAddress;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::check(&text).map(|()| Self(text))
    }
}

impl FromStr for MailAddress {
    type Err = NoMailAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.to_owned().try_into()
    }
}

impl From<MailAddress> for String {
    fn from(address: MailAddress) -> Self {
        address.0
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::{MailAddress, NoMailAddress};

    /// Addresses that every door takes, and texts that none does.
    const TABLE: &str = include_str!("../../../tests/vectors/mail_addresses.json");

    fn listed(column: &str) -> Vec<String> {
        let table: Value = serde_json::from_str(TABLE).unwrap();
        serde_json::from_value(table[column].clone()).unwrap()
    }

    #[test]
    fn every_address_of_the_table_is_taken_or_refused_as_it_says() {
        for good in listed("good") {
            assert_eq!(MailAddress::check(&good), Ok(()), "{good:?}");
        }
        for bad in listed("bad") {
            assert_eq!(MailAddress::check(&bad), Err(NoMailAddress), "{bad:?}");
        }
    }

    #[test]
    fn each_part_may_be_as_long_as_mail_allows_and_no_longer() {
        let address = |local: usize, label: usize, labels: usize| {
            let label = "d".repeat(label);
            format!("{}@{}", "l".repeat(local), vec![label; labels].join("."))
        };
        let cases = [
            (address(64, 10, 2), true),
            (address(65, 10, 2), false),
            (address(1, 63, 2), true),
            (address(1, 64, 2), false),
            // 63 or 64, the sign, and labels of 62, 62, 62 and 1 with their dots.
            (address(63, 62, 3) + ".d", true),
            (address(64, 62, 3) + ".d", false),
        ];
        for (text, fits) in cases {
            assert_eq!(MailAddress::check(&text).is_ok(), fits, "{}", text.len());
        }
    }

    #[test]
    fn it_is_written_as_the_plain_string_and_read_through_the_check() {
        let address: MailAddress = serde_json::from_value(json!("ann@example.com")).unwrap();
        assert_eq!(json!(address), json!("ann@example.com"));
        let refused = serde_json::from_value::<MailAddress>(json!("ann")).unwrap_err();
        assert_eq!(refused.to_string(), "this is no mail address");
    }

    proptest! {
        #[test]
        fn what_is_taken_can_stand_in_a_header_alone(text in "\\PC{0,20}@?\\PC{0,20}|[a-c.@<> ,+-]{0,16}") {
            if let Ok(address) = text.parse::<MailAddress>() {
                let unsafe_signs = |sign: char| !sign.is_ascii_graphic() || "<>()[],;:\"\\".contains(sign);
                prop_assert!(!address.as_str().contains(unsafe_signs));
                prop_assert_eq!(address.as_str().matches('@').count(), 1);
                prop_assert!(address.as_str().len() <= 254);
            }
        }

        #[test]
        fn words_and_labels_make_an_address(
            local in "[a-z0-9_+'-]{1,20}(\\.[A-Z0-9_]{1,10}){0,3}",
            domain in "[a-z0-9]{1,20}(-[a-z0-9]{1,10}){0,2}(\\.[a-z]{2,10}){1,3}",
        ) {
            let text = format!("{local}@{domain}");
            prop_assert_eq!(text.parse::<MailAddress>().map(String::from), Ok(text));
        }
    }
}

//! A ticket's name: short enough to be spoken, and always the same for the same request.
use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// Crockford's base 32: no I, L, O or U. <https://www.crockford.com/base32.html>
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The check sign is the number modulo 37, in Crockford's alphabet and five signs more.
const CHECKS: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
/// Signs before the check: 60 bits, so that a million tickets of a desk meet once in two million desks.
const LENGTH: usize = 12;

/// A ticket of a desk.
///
/// The name is a hash of the desk and the Idempotency-Key it was opened with, so that a repeated
/// request finds its ticket without a further item. Of the 37 check signs five are letters that
/// neither addresses nor paths bear, so a name whose check would be one of them is hashed again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TicketId {
    desk: String,
    name: String,
}

/// A text that names no ticket.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is no ticket reference: it has twelve signs and a check sign, as in `7KX2-M4QP-9ZTB-1`"
)]
pub struct IdError {
    /// As it was written.
    pub text: String,
}

impl TicketId {
    /// The ticket that this key opens at this desk.
    #[must_use]
    pub fn of_key(desk: &str, key: &str) -> Self {
        let mut round = 0_u8;
        loop {
            let mut hash = Sha256::new();
            hash.update(desk.as_bytes());
            hash.update([0, round]);
            hash.update(key.as_bytes());
            let digest = hash.finalize();
            let number = digest
                .iter()
                .take(8)
                .fold(0_u64, |number, byte| (number << 8) | u64::from(*byte))
                >> 4;
            if let Some(name) = named(number) {
                return Self {
                    desk: desk.to_owned(),
                    name,
                };
            }
            round = round.wrapping_add(1);
        }
    }

    /// Reads a reference as a person writes it: any case, with or without hyphens, `O` for `0`.
    ///
    /// # Errors
    /// The text has another length, an unknown sign, or a check sign that does not fit.
    pub fn parse(desk: &str, text: &str) -> Result<Self, IdError> {
        let error = || IdError {
            text: text.chars().take(40).collect(),
        };
        let name: String = text
            .chars()
            .filter(|sign| *sign != '-')
            .map(|sign| match sign.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                sign => sign,
            })
            .collect();
        let number = name
            .bytes()
            .take(LENGTH)
            .try_fold(0_u64, |number, sign| {
                let value = SIGNS.iter().position(|known| *known == sign)?;
                Some((number << 5) | u64::try_from(value).ok()?)
            })
            .ok_or_else(error)?;
        if named(number).as_ref() != Some(&name) {
            return Err(error());
        }
        Ok(Self {
            desk: desk.to_owned(),
            name,
        })
    }

    /// The desk's short name.
    #[must_use]
    pub fn desk(&self) -> &str {
        &self.desk
    }

    /// The name in keys and paths: no hyphens.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name as people read it, in groups of four.
    #[must_use]
    pub fn reference(&self) -> String {
        let groups = self.name.as_bytes().chunks(4);
        let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
        groups.join("-")
    }
}

/// The signs of a number with their check; none when the check is no letter or digit.
fn named(number: u64) -> Option<String> {
    let sign = |place: usize| {
        let index = (number >> (5 * (LENGTH - 1 - place))) & 31;
        usize::try_from(index)
            .ok()
            .and_then(|index| SIGNS.get(index))
    };
    let check = CHECKS.get(usize::try_from(number % 37).ok()?)?;
    if !check.is_ascii_alphanumeric() {
        return None;
    }
    let mut name: String = (0..LENGTH)
        .filter_map(sign)
        .map(|sign| char::from(*sign))
        .collect();
    name.push(char::from(*check));
    Some(name)
}

impl fmt::Display for TicketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.desk, self.name)
    }
}

/// Reads what [`fmt::Display`] writes: desk and name, as they stand in keys.
impl FromStr for TicketId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (desk, name) = text.split_once('#').ok_or_else(|| IdError {
            text: text.chars().take(40).collect(),
        })?;
        Self::parse(desk, name)
    }
}

#[cfg(test)]
mod tests {
    use super::TicketId;

    #[test]
    fn the_same_key_opens_the_same_ticket_and_another_desk_another() {
        let id = TicketId::of_key("acme", "k-1");
        assert_eq!(id, TicketId::of_key("acme", "k-1"));
        assert_ne!(id.name(), TicketId::of_key("acme", "k-2").name());
        assert_ne!(id.name(), TicketId::of_key("umbrella", "k-1").name());
        assert_eq!(id.reference().len(), 16);
    }

    #[test]
    fn a_reference_is_read_as_people_write_it() {
        let id = TicketId::of_key("acme", "k-1");
        let spoken = id.reference().to_lowercase().replace('0', "o");
        assert_eq!(TicketId::parse("acme", &spoken), Ok(id.clone()));
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn one_wrong_sign_is_noticed() {
        let id = TicketId::of_key("acme", "k-1");
        let name = id.name();
        for place in 0..name.len() {
            for other in ["7", "A", "Z", "U"] {
                let mut wrong = name.to_owned();
                wrong.replace_range(place..=place, other);
                if wrong != name {
                    assert!(TicketId::parse("acme", &wrong).is_err(), "{wrong}");
                }
            }
        }
        for wrong in ["", "7", "é", "7KX2", &format!("{name}7")] {
            assert!(TicketId::parse("acme", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_name_can_stand_in_paths_and_addresses() {
        for key in 0..2_000 {
            let id = TicketId::of_key("acme", &key.to_string());
            assert!(id.name().bytes().all(|sign| sign.is_ascii_alphanumeric()));
            assert_eq!(TicketId::parse("acme", id.name()), Ok(id));
        }
    }
}

//! The name of a notice.
use std::fmt;
use std::str::FromStr;

use crate::store::item::{self, Item};
use crate::{TicketId, keys};

/// The name of a notice: also the tag by which the mail service's events find it, so it holds
/// letters, digits, `_` and `-` only.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NoticeId {
    /// The ticket it is about.
    pub ticket: TicketId,
    /// The fact that caused it.
    pub fact_seq: u64,
    /// Its place among the notices of one transition.
    pub place: usize,
}

impl NoticeId {
    /// The key of the notice's item.
    pub(super) fn key(&self) -> Item {
        item::key(keys::notice(&self.to_string()), keys::ONLY)
    }
}

/// A text that names no notice.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` names no notice")]
pub struct NoNotice {
    text: String,
}

impl fmt::Display for NoticeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (desk, ticket) = (self.ticket.desk(), self.ticket.name());
        write!(f, "{desk}_{ticket}_{}_{}", self.fact_seq, self.place)
    }
}

impl FromStr for NoticeId {
    type Err = NoNotice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts: Vec<_> = text.split('_').collect();
        let read = || {
            let [desk, ticket, seq, place] = parts.as_slice() else {
                return None;
            };
            Some(Self {
                ticket: TicketId::parse(desk, ticket).ok()?,
                fact_seq: seq.parse().ok()?,
                place: place.parse().ok()?,
            })
        };
        read().ok_or_else(|| NoNotice {
            text: text.chars().take(80).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::NoticeId;
    use crate::TicketId;

    #[test]
    fn a_name_can_be_a_tag_and_is_read_back() {
        let id = NoticeId {
            ticket: TicketId::of_key("white-vision", "k"),
            fact_seq: 12,
            place: 1,
        };
        let name = id.to_string();
        let allowed = |sign: u8| sign.is_ascii_alphanumeric() || sign == b'_' || sign == b'-';
        assert!(name.bytes().all(allowed), "{name}");
        assert_eq!(name.parse(), Ok(id));
        for wrong in ["", "a_b_c_d", "acme_1_2", &format!("{name}_3")] {
            assert!(wrong.parse::<NoticeId>().is_err(), "{wrong}");
        }
    }
}

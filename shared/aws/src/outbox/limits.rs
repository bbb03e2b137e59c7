//! Limits of receipts: how many of them may go to one address, and how many for one source.
//!
//! Everybody can cause a receipt by a request, under anybody's address. So an address gets one in ten minutes, and what
//! one source causes is limited each hour, for each mail domain and in all. The counters are items that expire. A count
//! whose answer was lost is counted twice, so a limit may err by one.
use chrono::TimeDelta;
use desk::time::Instant;

use super::Outbox;
use crate::store::item::{self, n, s};
use crate::store::{Update, WriteCondition, WriteOutcome};
use crate::{StoreError, TicketId, keys};

/// The time for which an address that got a receipt gets no other.
pub const RECEIPT_PAUSE: TimeDelta = TimeDelta::minutes(10);
/// Receipts in an hour that one source may cause to one mail domain.
const FOR_DOMAIN: u64 = 20;
/// Receipts in an hour that one source may cause in all.
const FOR_SOURCE: u64 = 200;
const HOUR: i64 = 3600;
/// Counters are kept so long after their hour, against clocks that differ.
const KEPT: i64 = HOUR;

const UNTIL: &str = "until";
const TICKET: &str = "ticket";
const COUNT: &str = "count";

/// The name of a source: where a request came from, as a hash.
///
/// A source is one address of IPv4 and a network of /64 of IPv6, which is what one customer of a provider has.
#[must_use]
pub fn source_hash(ip: &str) -> Option<String> {
    let network = match ip.trim().parse().ok()? {
        std::net::IpAddr::V4(ip) => ip.to_string(),
        std::net::IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
    };
    Some(keys::hashed(&["source", &network]))
}

/// Whether a receipt may go out now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// It may, and is counted.
    Admitted,
    /// A limit is reached.
    Waits {
        /// Until then.
        until: Instant,
    },
}

impl Outbox {
    /// Counts a receipt about a ticket to an address, unless a limit is reached. What a desk sends counts for that desk.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn admit_receipt(
        &self,
        ticket: &TicketId,
        email: &str,
        source: Option<&str>,
        now: Instant,
    ) -> Result<Admission, StoreError> {
        let taken = self.admit_address(ticket, email, now).await?;
        let (Admission::Admitted, Some(source)) = (taken, source) else {
            return Ok(taken);
        };
        let (desk, email) = (ticket.desk(), email.trim().to_lowercase());
        let domain = email.rsplit('@').next().unwrap_or_default();
        let of_domain = self.count(&[desk, source, domain], FOR_DOMAIN, now).await?;
        match of_domain {
            Admission::Admitted => self.count(&[desk, source], FOR_SOURCE, now).await,
            Admission::Waits { .. } => Ok(of_domain),
        }
    }

    /// Takes the ten minutes of an address for a ticket. Further receipts about the same ticket, such as that it is
    /// complete now, are no burden to anybody and pass.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn admit_address(
        &self,
        ticket: &TicketId,
        email: &str,
        now: Instant,
    ) -> Result<Admission, StoreError> {
        let key = keys::limit(&["address", ticket.desk(), &email.trim().to_lowercase()]);
        let ours = (TICKET, s(ticket.name()));
        let free =
            WriteCondition::none().absent_or_at_most_unless(UNTIL, s(keys::stamp(now)), ours);
        let until = now + RECEIPT_PAUSE;
        let update = Update::of(item::key(key, keys::ONLY), free.hands_back())
            .set(UNTIL, s(keys::stamp(until)))
            .set(TICKET, s(ticket.name()))
            .set(keys::EXPIRES_AT, expiry(until));
        Ok(match self.table.update_if(update).await? {
            WriteOutcome::Done => Admission::Admitted,
            WriteOutcome::Refused(item) => {
                let known = item.as_ref().and_then(|item| item::text(item, UNTIL));
                let until = known.and_then(|known| known.parse().ok()).unwrap_or(until);
                Admission::Waits { until }
            }
        })
    }

    /// Counts one in this hour of the clock, whose counter has a name of its own: no reader sees an hour that is over,
    /// however late the store deletes it.
    async fn count(&self, of: &[&str], most: u64, now: Instant) -> Result<Admission, StoreError> {
        let hour = now.timestamp().div_euclid(HOUR);
        let name = hour.to_string();
        let mut parts = vec!["source", &name];
        parts.extend(of);
        let until = now + TimeDelta::seconds((hour + 1) * HOUR - now.timestamp());
        let room = WriteCondition::none().absent_or_at_most(COUNT, n(most.saturating_sub(1)));
        let update = Update::of(item::key(keys::limit(&parts), keys::ONLY), room)
            .count_up(COUNT)
            .set(keys::EXPIRES_AT, expiry(until));
        Ok(match self.table.update_if(update).await? {
            WriteOutcome::Done => Admission::Admitted,
            WriteOutcome::Refused(_) => Admission::Waits { until },
        })
    }
}

fn expiry(until: Instant) -> aws_sdk_dynamodb::types::AttributeValue {
    n(u64::try_from(until.timestamp() + KEPT).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::source_hash;

    #[test]
    fn a_source_is_one_address_or_the_network_of_one_customer_and_never_in_clear() {
        let of = |ip: &str| source_hash(ip);
        assert_eq!(of("2001:db8:0:1::7"), of("2001:db8:0:1:ffff::1"));
        assert_ne!(of("2001:db8:0:1::7"), of("2001:db8:0:2::7"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
        assert!(!of("192.0.2.1").unwrap().contains("192"));
        assert_eq!(of("unknown"), None);
    }
}

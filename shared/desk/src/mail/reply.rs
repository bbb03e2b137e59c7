//! The signed address that leads an answer back to its ticket.
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::error::MailError;

/// Bytes of the signature that stand in the address: 80 bits, 20 hexadecimal characters.
const SIGNED: usize = 10;
/// The longest local part that mail transport allows (RFC 5321).
const LOCAL: usize = 64;

/// `support+k7q2-9f.<signature>@…`: the desk's address with the ticket in it.
///
/// The address is lower case, because mail programs may change its case; the signature covers the
/// desk's own address too, so that it is worth nothing at another desk.
///
/// # Errors
/// [`MailError::ReplyAddress`], [`MailError::Reference`] or [`MailError::Secret`], as they say.
pub fn reply_address(reply_to: &str, ticket_ref: &str, secret: &[u8]) -> Result<String, MailError> {
    let (local, domain) = parts(reply_to).ok_or(MailError::ReplyAddress)?;
    let reference = ticket_ref.to_ascii_lowercase();
    if !sound(&reference) {
        return Err(MailError::Reference);
    }
    let signature: String = signer(reply_to, &reference, secret)?
        .finalize()
        .into_bytes()
        .iter()
        .take(SIGNED)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let local = format!("{local}+{reference}.{signature}");
    if local.len() > LOCAL {
        return Err(MailError::ReplyAddress);
    }
    Ok(format!("{local}@{domain}"))
}

/// The ticket's reference, in upper case, when `address` was made by [`reply_address`] for this
/// desk with this secret; `None` for any other address, a forged one among them.
#[must_use]
pub fn verify_reply_address(address: &str, reply_to: &str, secret: &[u8]) -> Option<String> {
    let address = address.to_ascii_lowercase();
    let (desk_local, desk_domain) = parts(reply_to)?;
    let (local, domain) = parts(&address)?;
    let (desk, tagged) = local.rsplit_once('+')?;
    let (reference, signature) = tagged.rsplit_once('.')?;
    let same_desk =
        desk.eq_ignore_ascii_case(desk_local) && domain.eq_ignore_ascii_case(desk_domain);
    if !same_desk || !sound(reference) {
        return None;
    }
    let signature = from_hex(signature).filter(|bytes| bytes.len() == SIGNED)?;
    signer(reply_to, reference, secret)
        .ok()?
        .verify_truncated_left(&signature)
        .ok()?;
    Some(reference.to_ascii_uppercase())
}

/// Local part and domain, when both may stand in a header as they are.
pub(super) fn parts(address: &str) -> Option<(&str, &str)> {
    let (local, domain) = address.rsplit_once('@')?;
    let sound = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
    };
    (sound(local) && sound(domain)).then_some((local, domain))
}

fn sound(reference: &str) -> bool {
    !reference.is_empty()
        && reference
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn signer(reply_to: &str, reference: &str, secret: &[u8]) -> Result<Hmac<Sha256>, MailError> {
    if secret.is_empty() {
        return Err(MailError::Secret);
    }
    let mut signer = Hmac::<Sha256>::new_from_slice(secret).map_err(|_| MailError::Secret)?;
    signer.update(reply_to.to_ascii_lowercase().as_bytes());
    // Neither part can hold a line break, so no two pairs sign alike.
    signer.update(b"\n");
    signer.update(reference.as_bytes());
    Ok(signer)
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    text.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESK: &str = "support@acme.example.com";
    const SECRET: &[u8] = b"a secret of the test";

    #[test]
    fn an_answer_finds_its_ticket_whatever_the_case() {
        let address = reply_address(DESK, "K7Q2-9F", SECRET).unwrap();
        assert!(address.starts_with("support+k7q2-9f."));
        assert!(address.ends_with("@acme.example.com"));
        for seen in [address.clone(), address.to_uppercase()] {
            let got = verify_reply_address(&seen, DESK, SECRET);
            assert_eq!(got.as_deref(), Some("K7Q2-9F"));
        }
    }

    #[test]
    fn a_desk_address_with_a_tag_of_its_own_works() {
        let desk = "mail+help@example.com";
        let address = reply_address(desk, "A1", SECRET).unwrap();
        let got = verify_reply_address(&address, desk, SECRET);
        assert_eq!(got.as_deref(), Some("A1"));
    }

    #[test]
    fn a_changed_reference_signature_desk_or_secret_is_refused() {
        let address = reply_address(DESK, "K7Q2-9F", SECRET).unwrap();
        let (head, _) = address.split_once('.').unwrap();
        let other_desk = "help@acme.example.com";
        for forged in [
            address.replace("k7q2-9f", "k7q2-9g"),
            address.replace("support", "help"),
            address.replace("acme", "emca"),
            format!("{head}.@acme.example.com"),
            format!("{head}.00@acme.example.com"),
            format!("{head}.00000000000000000000@acme.example.com"),
            format!("{head}.zz000000000000000000@acme.example.com"),
            DESK.to_owned(),
            "@".to_owned(),
            String::new(),
        ] {
            assert_eq!(
                verify_reply_address(&forged, DESK, SECRET),
                None,
                "{forged}"
            );
        }
        assert_eq!(verify_reply_address(&address, DESK, b"another"), None);
        let moved = address.replace("support", "help");
        assert_eq!(verify_reply_address(&moved, other_desk, SECRET), None);
    }

    #[test]
    fn what_cannot_stand_in_an_address_is_refused() {
        let breaks = "A1\r\nBcc: x@example.com";
        assert_eq!(
            reply_address(DESK, breaks, SECRET),
            Err(MailError::Reference)
        );
        assert_eq!(reply_address(DESK, "", SECRET), Err(MailError::Reference));
        for desk in [
            "support",
            "@example.com",
            "support@",
            "a\r\nb@example.com",
            "a b@example.com",
        ] {
            assert_eq!(
                reply_address(desk, "A1", SECRET),
                Err(MailError::ReplyAddress)
            );
        }
        let long = format!("{}@example.com", "x".repeat(60));
        assert_eq!(
            reply_address(&long, "A1", SECRET),
            Err(MailError::ReplyAddress)
        );
        assert_eq!(reply_address(DESK, "A1", b""), Err(MailError::Secret));
    }
}

//! Who a mail is from, as its header says it.
use super::clean;
use super::error::MailError;
use super::reply::parts;

/// Characters of an encoded word between its marks: 75 with them (RFC 2047).
const WORD: usize = 75 - "=?UTF-8?Q??=".len();

/// `"Acme Support" <acme@mail.example.com>`; a name that is not ASCII becomes encoded words.
///
/// # Errors
/// [`MailError::Header`] when the address may not stand in a header.
pub fn sender(name: &str, address: &str) -> Result<String, MailError> {
    let error = || MailError::Header { name: "From" };
    parts(address).ok_or_else(error)?;
    let name = clean::line(name);
    if name.is_empty() {
        return Ok(address.to_owned());
    }
    let shown = if name.is_ascii() {
        quoted(&name)
    } else {
        encoded(&name)
    };
    Ok(format!("{shown} <{address}>"))
}

fn quoted(name: &str) -> String {
    let escaped = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// Encoded words in "Q", none of which ends within a character.
fn encoded(name: &str) -> String {
    let mut words = Vec::new();
    let mut word = String::new();
    for sign in name.chars() {
        let written = in_q(sign);
        if word.len() + written.len() > WORD {
            words.push(std::mem::take(&mut word));
        }
        word.push_str(&written);
    }
    words.push(word);
    let words: Vec<_> = words
        .iter()
        .map(|word| format!("=?UTF-8?Q?{word}?="))
        .collect();
    words.join(" ")
}

fn in_q(sign: char) -> String {
    match sign {
        ' ' => "_".to_owned(),
        sign if sign.is_ascii_alphanumeric() => sign.to_string(),
        sign => {
            let mut bytes = [0; 4];
            let bytes = sign.encode_utf8(&mut bytes).bytes();
            bytes.map(|byte| format!("={byte:02X}")).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "acme@mail.example.com";

    #[test]
    fn a_name_is_quoted_and_another_alphabet_encoded() {
        for (name, shown) in [
            ("Acme Support", "\"Acme Support\" <acme@mail.example.com>"),
            (
                "A \"B\" \\ C, D",
                "\"A \\\"B\\\" \\\\ C, D\" <acme@mail.example.com>",
            ),
            (
                "Équipe d'accueil",
                "=?UTF-8?Q?=C3=89quipe_d=27accueil?= <acme@mail.example.com>",
            ),
            ("", ADDRESS),
        ] {
            assert_eq!(sender(name, ADDRESS).unwrap(), shown);
        }
    }

    #[test]
    fn a_long_name_is_cut_between_characters() {
        let shown = sender(&"é".repeat(40), ADDRESS).unwrap();
        let words: Vec<_> = shown.split(' ').filter(|w| w.starts_with("=?")).collect();
        assert!(words.len() > 1);
        for word in words {
            assert!(word.len() <= 75, "{word}");
            let held = word.trim_start_matches("=?UTF-8?Q?").trim_end_matches("?=");
            assert_eq!(held.len() % "=C3=A9".len(), 0, "{word}");
        }
    }

    #[test]
    fn nothing_breaks_out_of_the_header() {
        let shown = sender("a\r\nBcc: x@example.com", ADDRESS).unwrap();
        assert_eq!(shown, "\"a Bcc: x@example.com\" <acme@mail.example.com>");
        for address in ["a\r\nb@example.com", "a b@example.com", "nobody", "a>@b"] {
            assert!(sender("Acme", address).is_err(), "{address}");
        }
    }
}

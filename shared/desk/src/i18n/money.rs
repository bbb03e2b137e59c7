//! Amounts of money in a reader's words.
use super::sentences::{SentenceError, Sentences};

/// Currencies (ISO 4217) without a smaller unit.
const WHOLE: [&str; 16] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
    "XAF", "XOF", "XPF",
];
/// Currencies whose smaller unit is a thousandth.
const THOUSANDTHS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// So many of a currency's smallest unit.
pub(crate) fn format_money(
    sentences: &Sentences,
    units: u64,
    currency: &str,
) -> Result<String, SentenceError> {
    let amount = if WHOLE.contains(&currency) {
        units.to_string()
    } else {
        let sign = sentences.format("decimal-sign", &[])?;
        let (unit, digits) = if THOUSANDTHS.contains(&currency) {
            (1000, 3)
        } else {
            (100, 2)
        };
        format!("{}{sign}{:0digits$}", units / unit, units % unit)
    };
    let values = [("amount", amount.into()), ("currency", currency.into())];
    sentences.format("money", &values)
}

#[cfg(test)]
mod tests {
    use super::{Sentences, format_money};

    #[test]
    fn an_amount_has_the_decimals_of_its_currency_and_the_sign_of_its_reader() {
        for (locale, units, currency, said) in [
            ("en", 24_000, "EUR", "EUR 240.00"),
            ("en", 5, "EUR", "EUR 0.05"),
            ("nl", 24_050, "EUR", "EUR 240,50"),
            ("fr", 24_050, "EUR", "240,50\u{A0}EUR"),
            ("fr", 24_050, "XOF", "24050\u{A0}XOF"),
            ("en", 1_234, "TND", "TND 1.234"),
        ] {
            let sentences = Sentences::of(locale).unwrap();
            assert_eq!(format_money(&sentences, units, currency).unwrap(), said);
        }
    }
}

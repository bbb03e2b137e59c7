//! Decimal numbers that conditions compare.
use std::fmt;

/// A decimal number, exact to three places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(i64);

impl Number {
    /// 0.
    pub const ZERO: Self = Self(0);
    /// 100, the most that a share can be in percent.
    pub const HUNDRED: Self = Self(100_000);

    /// Whether it has no decimals.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0 % 1000 == 0
    }

    /// Reads `12`, `-3` or `0.125`; nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let decimal = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !decimal(whole) || !decimal(part) || part.len() > 3 {
            return None;
        }
        let thousandths: i64 = format!("{part:0<3}").parse().ok()?;
        let whole: i64 = whole.parse().ok()?;
        let value = whole.checked_mul(1000)?.checked_add(thousandths)?;
        Some(Self(if negative { -value } else { value }))
    }

    /// The nearest numbers on either side.
    pub(in crate::policy) fn neighbors(self) -> [Self; 2] {
        [
            Self(self.0.saturating_sub(1)),
            Self(self.0.saturating_add(1)),
        ]
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if part == 0 {
            write!(f, "{sign}{whole}")
        } else {
            let digits = format!("{part:03}");
            write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
        }
    }
}

//! Amounts as policies write them, right and wrong.
use proptest::prelude::*;

use super::parse::LONGEST;
use super::*;

#[test]
fn amounts_are_read_and_written_back() {
    for (text, shown) in [
        ("15 elapsed minutes", "15 elapsed minutes"),
        ("4 business hours", "4 business hours"),
        ("2 business days", "2 business days"),
        ("1 business day", "1 business day"),
        ("1 calendar week", "7 calendar days"),
        ("2 weeks", "14 calendar days"),
        ("1 calendar week 1 day", "8 calendar days"),
        ("90 minutes", "1 hour 30 minutes"),
        ("1.5 business hours", "1 business hour 30 minutes"),
        (
            "1 business hour 30 business minutes",
            "1 business hour 30 minutes",
        ),
        ("30 seconds", "30 seconds"),
        ("1 elapsed second", "1 elapsed second"),
        ("0.25 seconds", "0.25 seconds"),
        ("2 days", "2 days"),
        ("1.5 elapsed days", "36 elapsed hours"),
        ("1 elapsed week", "168 elapsed hours"),
        ("0 minutes", "0 minutes"),
        ("3 months", "3 calendar months"),
        ("1 calendar month", "1 calendar month"),
        ("1 year 6 months", "18 calendar months"),
        ("  5   business   minutes ", "5 business minutes"),
    ] {
        let amount = Amount::parse(text).unwrap();
        assert_eq!(amount.to_string(), shown, "{text}");
        assert_eq!(Amount::parse(shown), Ok(amount), "{text}");
    }
}

#[test]
fn wrong_amounts_say_what_would_be_right() {
    for (text, part) in [
        ("", "write `4 business hours`"),
        ("24x7", "is a calendar"),
        ("4h", "`4h` is not a number"),
        ("-1 hours", "without a sign"),
        ("1.2.3 hours", "is not a number"),
        ("two hours", "`two`"),
        ("4", "has no unit"),
        ("4 business", "has no unit"),
        ("4 fortnights", "`fortnights`"),
        ("2 working days", "say business days"),
        ("1 elapsed month", "`elapsed months` differ in length"),
        ("2 business years", "`business months` differ in length"),
        ("1 month 3 days", "mixes months"),
        ("3 days 1 month", "mixes months"),
        ("1.5 months", "part of a month"),
        ("101 years", "at most 100 years"),
        ("99999999999 months", "at most 100 years"),
        ("2 business weeks", "say business days"),
        ("3 calendar hours", "say elapsed or business"),
        ("1 business day 4 hours", "mixes days"),
        ("1.5 business days", "part of a day"),
        ("1 business hour 30 elapsed minutes", "counts in two ways"),
        ("1 hour 30 business minutes", "counts in two ways"),
        ("0.0001 seconds", "at least a millisecond"),
        ("99999999999999999999 hours", "at most 100 years"),
        ("101 elapsed days and", "`and`"),
    ] {
        let error = Amount::parse(text).unwrap_err().to_string();
        assert!(error.contains(part), "{text}: {error}");
    }
}

#[test]
fn a_bare_amount_takes_its_metrics_counting() {
    let bare = Amount::parse("2 days").unwrap();
    assert_eq!(
        bare.or_counting(Counting::Business),
        Amount::days(Counting::Business, 2)
    );
    let said = Amount::parse("2 elapsed hours").unwrap();
    assert_eq!(said.or_counting(Counting::Business), said);
}

#[test]
fn an_amount_is_a_text_in_files() {
    let amount: Amount = serde_json::from_str("\"4 business hours\"").unwrap();
    assert_eq!(
        serde_json::to_string(&amount).unwrap(),
        "\"4 business hours\""
    );
    let error = serde_json::from_str::<Amount>("\"4 bananas\"").unwrap_err();
    assert!(error.to_string().contains("`bananas` is not a unit"));
}

proptest! {
    #[test]
    fn display_and_parse_are_inverse(time in 0..LONGEST, days in 0_u32..9_999, how in 0..4) {
        let counting = [Counting::Elapsed, Counting::Business, Counting::Bare, Counting::Calendar];
        let counting = counting[usize::try_from(how).unwrap()];
        let amount = match counting {
            Counting::Calendar if time % 2 == 0 => Amount::months(days % 1200),
            Counting::Elapsed => Amount::time(counting, TimeDelta::milliseconds(time)),
            Counting::Business | Counting::Bare if time % 2 == 0 => {
                Amount::time(counting, TimeDelta::milliseconds(time))
            }
            Counting::Business | Counting::Bare | Counting::Calendar => Amount::days(counting, days),
        };
        prop_assert_eq!(Amount::parse(&amount.to_string()), Ok(amount));
    }
}

#[test]
fn days_that_are_each_short_enough_can_be_too_long_together() {
    assert!(Amount::parse("36525 days").is_ok());
    assert_eq!(
        Amount::parse("28002 days 28002 days"),
        Err(AmountError::Range("28002 days 28002 days".to_owned()))
    );
}

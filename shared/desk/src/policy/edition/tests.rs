//! Editions against texts that change them.
use super::*;
use crate::policy::compile;

const PUBLISHED: &str = include_str!("../testdata/everything.yaml");

fn told(text: &str) -> Vec<String> {
    let policy = compile(text).ok().map(|checked| checked.policy);
    let found = Edition::published(PUBLISHED).against(text, policy.as_ref());
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn a_change_of_holidays_alone_is_told_from_one_of_promises() {
    let text = include_str!("../../../../../infra/policies/wep.yaml");
    let policy = |text: &str| compile(text).unwrap().policy;
    let published = policy(text);
    let raised = text.replace("version: 4\n", "version: 5\n");
    assert!(!published.differs_in_holidays_alone(&policy(&raised)));
    let fewer = raised.replace("    12-25: Christmas Day\n", "");
    assert!(published.differs_in_holidays_alone(&policy(&fewer)));
    let longer = fewer.replace("within: 4 business hours", "within: 5 business hours");
    assert!(!published.differs_in_holidays_alone(&policy(&longer)));
}

#[test]
fn what_means_the_same_is_the_same_edition_wherever_its_lines_stand() {
    let moved = format!(
        "# Ours.\n\n{}",
        PUBLISHED.replace("name: Gold", "name: \"Gold\"")
    );
    assert_eq!(told(&moved), [""; 0]);
    assert_eq!(told(PUBLISHED), [""; 0]);
}

#[test]
fn a_line_that_is_gone_is_named_with_its_words_and_its_place() {
    let without: Vec<&str> = PUBLISHED
        .lines()
        .filter(|line| !line.contains("help_center") && !line.contains("/help }"))
        .collect();
    let told = told(&without.join("\n"));
    assert_eq!(
        told,
        [
            "9:1: warning: line 9: `- { label: Help center, url: https://acme.example.com/help }` \
          of edition 3, gone here (put back before line 9, or write `version: 4` to publish this \
          as the next edition)"
        ]
    );
}

#[test]
fn another_line_and_a_line_more_say_what_the_edition_says() {
    let changed = PUBLISHED.replace("zone: Europe/Brussels", "zone: Europe/Paris");
    assert_eq!(
        told(&changed),
        [
            "4:1: warning: edition 3 says otherwise, line 4: `zone: Europe/Brussels` (write that again, \
          or write `version: 4` to publish this as the next edition)"
        ]
    );
    let more = PUBLISHED.replace(
        "  always: 24x7\n",
        "  always: 24x7\n  day: { mon: 09:00-10:00 }\n",
    );
    let told = told(&more);
    assert!(
        told[0].contains("edition 3 has no such line (take it out, or"),
        "{told:?}"
    );
    assert_eq!(told.len(), 1);
}

#[test]
fn the_number_itself_is_told_when_it_is_not_that_of_the_published_one() {
    let later = PUBLISHED
        .replace("version: 3", "version: 4")
        .replace("Gold", "Silver");
    assert_eq!(
        told(&later),
        [
            "6:10: warning: edition 4 is not published yet, 3 is (publish it, or write `version: 3` again)"
        ]
    );
    let earlier = PUBLISHED.replace("version: 3\n", "");
    assert_eq!(
        told(&earlier),
        [
            "6:1: warning: this is edition 1, and 3 is published already (write `version: 3` again, or \
          `version: 4` to publish this as the next edition)"
        ]
    );
}

#[test]
fn a_broken_text_is_told_what_changed_as_well() {
    let broken = PUBLISHED.replace("zone: Europe/Brussels", "zone: Europe/Brusels");
    assert!(told(&broken)[0].starts_with("4:1: warning: edition 3 says otherwise"));
    assert!(!told("a: [1").is_empty());
}

#[test]
fn only_a_later_edition_or_the_same_meaning_takes_the_place_of_one() {
    let published = Edition::published(PUBLISHED);
    let may = |text: &str| published.may_become(&compile(text).unwrap().policy);
    assert!(may(PUBLISHED));
    assert!(may(&format!("# Ours.\n{PUBLISHED}")));
    assert!(!may(&PUBLISHED.replace("name: Gold", "name: Silver")));
    assert!(!may(&PUBLISHED.replace("version: 3", "version: 2")));
    assert!(may(&PUBLISHED.replace("version: 3", "version: 4")));
}

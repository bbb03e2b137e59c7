//! The contract for customers, as a page of each shipped policy and in each language.
use super::page;
use crate::lifecycle::story::{everything, shipped};

#[test]
fn each_shipped_policy_is_a_page_in_its_own_language() {
    for desk in ["webpro", "wep", "whise", "whitevision", "wotnot"] {
        let policy = shipped(desk);
        let page = page(&policy, &policy.locales[0]).unwrap();
        insta::assert_snapshot!(format!("page_of_{desk}"), page.markdown());
        assert!(page.html().starts_with("<!DOCTYPE html>"), "{desk}");
    }
}

#[test]
fn one_policy_is_a_page_in_each_of_its_languages() {
    let policy = everything();
    for locale in ["en", "nl", "fr"] {
        let page = page(&policy, locale).unwrap();
        insta::assert_snapshot!(format!("page_of_everything_{locale}"), page.markdown());
    }
}

#[test]
fn no_address_of_staff_stands_on_the_page() {
    let policy = shipped("wotnot");
    let text = page(&policy, "en").unwrap().html();
    for address in policy.roles.values() {
        assert!(!text.contains(address), "{address}");
    }
}

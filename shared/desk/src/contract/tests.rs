//! The contract for customers, as a page of each shipped policy and in each language.
use super::page;
use crate::lifecycle::story::{everything, shipped};

mod agreed;
mod hours;
mod names;
mod promises;

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
    for locale in crate::i18n::shipped_locales() {
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

/// A policy with these sections beside what each must have.
fn policy_with(sections: &str) -> crate::policy::Policy {
    let text = format!(
        "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
        reply_to: help@acme.example.com\n{sections}"
    );
    crate::policy::compile(&text).unwrap().policy
}

#[test]
fn contacts_that_a_ladder_tells_are_roles_to_customers_and_addresses_to_staff() {
    let policy = everything();
    let table = policy.contacts.as_ref().unwrap();
    let addresses: Vec<_> = table.cells.values().flatten().collect();
    for locale in crate::i18n::shipped_locales() {
        let text = page(&policy, locale).unwrap().markdown();
        for address in &addresses {
            assert!(!text.contains(*address), "{locale} {address}\n{text}");
        }
    }
    let english = page(&policy, "en").unwrap().markdown();
    assert!(english.contains("| Urgent | 1 | a contact of ours |"));
    assert!(english.contains("| Urgent | 2 | the team lead |"));
    assert!(english.contains("| High | 3 | nobody |"), "{english}");
    let staff = super::show(&policy);
    for address in addresses {
        assert!(staff.contains(address), "{address}\n{staff}");
    }
}

#[test]
fn contacts_that_no_ladder_tells_are_there_for_customers_to_turn_to() {
    let policy = policy_with(
        "metrics: { resolution: { targets: 4 elapsed hours } }\n\
        contacts: { by: [level], 1: desk@acme.example.com }\n",
    );
    let text = page(&policy, "en").unwrap().markdown();
    assert!(text.contains("| 1 | desk@acme.example.com |"), "{text}");
}

#[test]
fn the_reason_of_a_silenced_warning_stands_among_the_readings_in_each_language() {
    let policy = policy_with(
        "calendars: { office: { mon-thu: 09:00-17:00, fri: 09:00-12:00 } }\n\
        metrics:\n\
        \x20 resolution: { calendar: office, intended: Fridays are short, targets: 2 business days }\n\
        \x20 secret: { internal: yes, calendar: office, intended: our own affair, targets: 2 business days }\n",
    );
    for (locale, line) in [
        ("en", "- Intended: Fridays are short"),
        ("nl", "- Bewust zo: Fridays are short"),
        ("fr", "- Voulu\u{A0}: Fridays are short"),
        ("de", "- So gewollt: Fridays are short"),
        ("it", "- Voluto così: Fridays are short"),
    ] {
        let page = page(&policy, locale).unwrap().markdown();
        assert!(page.contains(line), "{locale}:\n{page}");
        assert!(!page.contains("our own affair"), "{locale}:\n{page}");
    }
    assert!(super::show(&policy).contains("our own affair"));
}

#[test]
fn a_ladder_that_begins_again_says_so_once_in_each_language() {
    let text = "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
        reply_to: help@acme.example.com\n\
        metrics: { resolution: { targets: 4 elapsed hours } }\n\
        roles: { assignee: a@acme.example.com }\n\
        escalation: { standard: { steps: [{ at: 100%, notify: [assignee] }], again: { after: 30 elapsed minutes, times: 3 } } }\n";
    let policy = crate::policy::compile(text).unwrap().policy;
    for (locale, again) in [
        ("en", "begin again 30 minutes later, up to 3 times"),
        ("nl", "30 minuten later opnieuw, hoogstens 3 keer"),
        ("fr", "recommencent 30 minutes plus tard, 3 fois au plus"),
        ("de", "30 Minuten später von Neuem, höchstens 3-mal"),
        ("it", "ricominciano 30 minuti più tardi, al massimo 3 volte"),
    ] {
        let page = page(&policy, locale).unwrap().markdown();
        assert_eq!(page.matches(again).count(), 1, "{page}");
    }
}

//! WEP: sentences of its text that its policy alone shows.
use std::collections::BTreeSet;

use desk::classify::propose;
use desk::lifecycle::{admit, commands};
use desk::ticket::{Actor, Opening};

use crate::{after, opened, policy};

#[test]
fn wep_takes_questions_by_mail_at_the_address_it_names() {
    let wep = policy("wep");
    assert_eq!(wep.reply_to, "nerds@wep.example.com");
    assert!(wep.channels.contains(&"email".to_owned()));
    let by = |channel: &str| {
        let opening = Opening {
            channel: Some(channel.to_owned()),
            ..Opening::default()
        };
        assert_eq!(admit(&wep, &opening), Ok(()));
        opened(&wep, opening)
    };
    let found = propose(&wep, &by("email"), "", "A question about the calendar.");
    assert_eq!(found.priority.as_deref(), Some("p4"));
    assert_eq!(
        by("email").clocks,
        by("portal").clocks,
        "mail is promised what the form is"
    );
}

/// Areas of WEP with their names and the members of their teams: one letter for each person of the text, who has the same in
/// every team.
const AREAS: [(&str, &str, &[&str]); 10] = [
    ("website", "Website", &["web_a", "web_b", "web_c"]),
    ("omgt_crm", "OMGT / CRM", &["crm_a", "crm_b", "crm_c"]),
    ("mywep", "MyWEP", &["crm_a", "crm_c"]),
    ("justcall", "JustCall", &["l1_a", "l1_b"]),
    ("zoho", "Zoho", &["zoho_a", "l1_d"]),
    ("office", "Office.com", &["l1_a", "l1_b"]),
    ("cyber_security", "Cyber Security", &["l1_a"]),
    ("hardware", "Hardware", &["l1_a", "l1_b"]),
    ("bamboo", "Bamboo", &["crm_c"]),
    ("formstack", "Formstack", &["crm_c"]),
];

#[test]
fn each_area_of_wep_goes_to_its_own_people_at_level_2_and_to_nobody_else() {
    let wep = policy("wep");
    assert_eq!(
        wep.teams["first_line"].members,
        ["l1_a", "l1_b", "l1_c", "l1_d"]
    );
    assert_eq!(wep.areas.len(), AREAS.len());
    for (area, name, members) in AREAS {
        let known = &wep.areas[area];
        assert_eq!(wep.words(&known.name, "en"), name);
        let team = &wep.teams[known.team.as_ref().unwrap()];
        assert_eq!(team.level, 2, "{area}");
        assert_eq!(team.members, members, "{area}");
        let first = opened(
            &wep,
            Opening {
                area: Some(area.to_owned()),
                ..Opening::default()
            },
        );
        assert_eq!(
            (first.level, first.team.as_deref()),
            (1, Some("first_line")),
            "{area}"
        );
        let triage = commands::Classify {
            ticket_type: None,
            priority: Some("p3".to_owned()),
            area: None,
            trace: Vec::new(),
            sure: true,
            correction: false,
        };
        let first = after(Some(&first), Actor::System, triage, &wep);
        let by = Actor::Agent {
            id: "l1_c".to_owned(),
            level: 1,
        };
        let hand_over = commands::HandOver {
            to_level: 2,
            team: None,
        };
        let second = after(Some(&first), by, hand_over, &wep);
        assert_eq!(
            (second.level, second.team.as_ref()),
            (2, known.team.as_ref()),
            "{area}"
        );
        let assignee = second.assignee.unwrap();
        assert!(members.contains(&assignee.as_str()), "{area}: {assignee}");
    }
    let levels: BTreeSet<_> = wep.teams.values().map(|team| team.level).collect();
    assert_eq!(levels, BTreeSet::from([1, 2, 3]));
}

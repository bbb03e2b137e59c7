use super::*;
use crate::clock::{next_due, obligations};
use crate::lifecycle::story::{Story, at, classify, shipped};
use crate::lifecycle::{Act, commands, fold_all};
use crate::notice::Recipient;
use crate::ticket::{Actor, Opening};

const MONDAY: &str = "2026-03-09T09:00:00Z";

fn ticket(desk: &str) -> Story {
    Story::opens(shipped(desk), MONDAY, Opening::default())
}

fn child() -> Story {
    let mut story = ticket("wep");
    story.agent(MONDAY, classify("", "p2")).unwrap();
    story.system(MONDAY, join(Announcement::First)).unwrap();
    story
}

fn join(announcement: Announcement) -> Act {
    Act::Join(commands::Join {
        parent: "parent".to_owned(),
        parent_seq: 5,
        announcement,
    })
}

fn follow(parent_seq: u64, deed: Action) -> Act {
    Act::Follow(commands::Follow {
        parent: "parent".to_owned(),
        parent_seq,
        action: deed,
        text: None,
    })
}

fn adopt(children: &[&str]) -> Act {
    Act::Adopt(commands::Adopt {
        children: children.iter().map(|name| (*name).to_owned()).collect(),
    })
}

fn kinds(facts: &[Fact]) -> Vec<&'static str> {
    facts.iter().map(|fact| fact.body.kind()).collect()
}

#[test]
fn the_ladders_of_a_child_rest_while_its_parent_lives_and_climb_when_it_is_on_its_own() {
    let mut story = child();
    let swept = story.sweep("2026-03-20T09:00:00Z");
    // What was promised is still broken, and says so; nobody is woken.
    assert!(swept.contains(&"breached"), "{swept:?}");
    assert!(!swept.contains(&"escalated") && !swept.contains(&"warned"));
    let release = follow(9, Action::Release);
    story.system("2026-03-20T09:30:00Z", release).unwrap();
    assert_eq!(story.state.parent, None);
    assert!(story.sweep("2026-03-20T09:31:00Z").contains(&"escalated"));
    assert_eq!(fold_all(&story.facts, &story.policy), Some(story.state));
}

#[test]
fn the_clocks_of_a_child_are_met_by_the_parents_reply_and_resolution_at_their_time() {
    let mut story = ticket("wep");
    story.system(MONDAY, classify("", "p2")).unwrap();
    story.system(MONDAY, join(Announcement::First)).unwrap();
    let by = || Actor::Agent {
        id: "ann".to_owned(),
        level: 1,
    };
    // Heard of late, done in time: the breach is withdrawn.
    story.sweep("2026-03-09T11:00:00Z");
    let (done, heard) = ("2026-03-09T09:30:00Z", "2026-03-09T11:05:00Z");
    let facts = story.happens(done, heard, by(), follow(6, Action::Reply));
    assert_eq!(
        kinds(&facts.unwrap()),
        ["replied", "followed", "breach_withdrawn"]
    );
    assert_eq!(story.clock("first_response").met_at, Some(at(done)));
    let facts = story.happens(heard, heard, by(), follow(7, Action::Resolve));
    assert_eq!(kinds(&facts.unwrap()), ["resolved", "followed"]);
    assert!(story.clock("resolution").met_at.is_some());
    assert_eq!(next_due(&story.state, &story.policy), None);
    // Asked again, it speaks for itself.
    let asks = Act::RequesterReply(commands::RequesterReply { text: None });
    story.requester("2026-03-10T09:00:00Z", asks).unwrap();
    assert!(!story.state.ladders_rest());
}

#[test]
fn a_child_follows_each_fact_of_its_parent_once_and_no_other_parent() {
    let mut story = child();
    let first = story.agent(MONDAY, follow(6, Action::Reply)).unwrap();
    assert_eq!(kinds(&first), ["replied", "followed"]);
    for seq in [6, 5] {
        let again = story.agent(MONDAY, follow(seq, Action::Reply)).unwrap();
        assert!(again.is_empty(), "{seq}");
    }
    let other = Act::Follow(commands::Follow {
        parent: "other".to_owned(),
        parent_seq: 9,
        action: Action::Resolve,
        text: None,
    });
    assert!(story.agent(MONDAY, other).unwrap().is_empty());
    assert!(
        story
            .system(MONDAY, join(Announcement::First))
            .unwrap()
            .is_empty()
    );
}

#[test]
fn what_concerns_the_children_is_owed_to_them_until_the_last_was_told() {
    let mut story = ticket("wep");
    let facts = story.agent(MONDAY, adopt(&["b", "a", "b"])).unwrap();
    assert_eq!(kinds(&facts), ["adopted", "fan_out_requested"]);
    assert_eq!(story.state.children, 2);
    let seq = facts[0].seq;
    let owed = |story: &Story| {
        let owed = obligations(&story.state, &story.policy).into_iter();
        let mut owed =
            owed.filter(|(_, owed)| *owed == crate::clock::Obligation::FanOut { fact: seq });
        owed.next().map(|(at, _)| at)
    };
    assert_eq!(owed(&story), Some(at("2026-03-09T09:02:00Z")));
    assert!(
        story
            .sweep("2026-03-09T09:02:00Z")
            .contains(&"fan_out_requested")
    );
    assert_eq!(owed(&story), Some(at("2026-03-09T09:06:00Z")));
    let told = |after: Option<&str>| {
        Act::FanOut(commands::RecordFanOut {
            fact: seq,
            after: after.map(str::to_owned),
        })
    };
    story
        .system("2026-03-09T09:03:00Z", told(Some("b")))
        .unwrap();
    assert_eq!(story.state.fan_outs[0].after.as_deref(), Some("b"));
    assert_eq!(owed(&story), Some(at("2026-03-09T09:05:00Z")));
    // A slower run takes nothing back.
    let slow = story
        .system("2026-03-09T09:03:00Z", told(Some("a")))
        .unwrap();
    assert!(slow.is_empty());
    story.system("2026-03-09T09:04:00Z", told(None)).unwrap();
    assert_eq!(owed(&story), None);
    // Also what ends a ticket is owed.
    story.agent("2026-03-09T09:05:00Z", Act::Resolve).unwrap();
    assert_eq!(
        next_due(&story.state, &story.policy),
        Some(at("2026-03-09T09:07:00Z"))
    );
    assert_eq!(fold_all(&story.facts, &story.policy), Some(story.state));
}

#[test]
fn a_part_has_no_parts_and_belongs_to_one_incident() {
    let mut part = child();
    assert_eq!(
        part.agent(MONDAY, adopt(&["x"])).unwrap_err().field(),
        Some("children")
    );
    let other = Act::Join(commands::Join {
        parent: "other".to_owned(),
        parent_seq: 1,
        announcement: Announcement::Made,
    });
    assert_eq!(
        part.system(MONDAY, other).unwrap_err().field(),
        Some("parent")
    );
    let mut whole = ticket("wep");
    whole.agent(MONDAY, adopt(&["x"])).unwrap();
    let joins = whole.system(MONDAY, join(Announcement::Made));
    assert_eq!(joins.unwrap_err().field(), Some("parent"));
    let many: Vec<_> = (0..41).map(|number| number.to_string()).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    assert_eq!(
        whole.agent(MONDAY, adopt(&many)).unwrap_err().field(),
        Some("children")
    );
}

#[test]
fn we_keep_administrators_informed_of_disturbances_once_for_each_incident() {
    let announced = |announcement: Announcement| {
        let mut story = ticket("whitevision");
        story.system(MONDAY, classify("storing", "acuut")).unwrap();
        let before = story.notices.len();
        story.system(MONDAY, join(announcement)).unwrap();
        story.notices[before..].to_vec()
    };
    let first = announced(Announcement::First);
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].to, Recipient::OrganisationAdmins);
    assert_eq!(first[0].text, "announcement");
    assert!(announced(Announcement::Made).is_empty());
}

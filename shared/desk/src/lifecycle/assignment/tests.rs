use super::*;
use crate::lifecycle::story::{Story, at, classify, open, shipped};
use crate::lifecycle::{Act, Command, Fact, FactBody, commands, decide, facts};
use crate::ticket::{Actor, Opening};

const MONDAY: &str = "2026-03-09T10:00:00Z";

fn away(agents: &[&str]) -> Roster {
    let until = at("2026-03-20T08:00:00Z");
    Roster::away(agents.iter().map(|agent| ((*agent).to_owned(), until)))
}

/// A ticket of WEP in that area, with the first line.
fn wep(area: &str) -> Story {
    let area = Some(area.to_owned());
    let opening = Opening {
        area,
        ..Opening::default()
    };
    let mut story = Story::opens(shipped("wep"), MONDAY, opening);
    story.agent(MONDAY, classify("", "p3")).unwrap();
    story
}

fn acts(story: &mut Story, by: &str, act: Act, roster: &Roster) -> Vec<Fact> {
    let command = Command {
        by: Actor::Agent {
            id: by.to_owned(),
            level: 1,
        },
        occurred_at: at(MONDAY),
        late_reason: None,
        cause: format!("c{}", story.facts.len()),
        act,
    };
    let state = Some(&story.state);
    let decision = decide(state, &command, &story.policy, roster, at(MONDAY)).unwrap();
    story.state = decision.state;
    story.facts.extend(decision.facts.clone());
    decision.facts
}

fn hand_over(to_level: u8) -> Act {
    Act::HandOver(commands::HandOver {
        to_level,
        team: None,
    })
}

fn assigned(facts: &[Fact]) -> &FactBody {
    let mut bodies = facts.iter().rev().map(|fact| &fact.body);
    bodies
        .find(|body| matches!(body, FactBody::Assigned(_)))
        .unwrap()
}

#[test]
fn the_first_line_performs_the_initial_triage_of_all_incoming_tickets() {
    let story = wep("zoho");
    assert_eq!(story.state.team.as_deref(), Some("first_line"));
    let members = &story.policy.teams["first_line"].members;
    assert!(members.contains(story.state.assignee.as_ref().unwrap()));
}

#[test]
fn a_hand_over_goes_to_the_person_who_hands_over_only_where_no_other_is_there() {
    for by in ["l1_a", "l1_b"] {
        let mut story = wep("justcall");
        let facts = acts(&mut story, by, hand_over(2), &Roster::default());
        let assignee = story.state.assignee.as_deref().unwrap();
        assert_ne!(assignee, by);
        assert_eq!(story.state.team.as_deref(), Some("justcall_l2"));
        let FactBody::Assigned(facts::Assigned { skipped, .. }) = assigned(&facts) else {
            panic!("{facts:?}");
        };
        assert!(skipped.contains(&SkippedAgent {
            agent: by.to_owned(),
            why: SkipReason::SamePerson
        }));
    }
}

#[test]
fn the_only_member_of_a_level_keeps_a_ticket_that_they_hand_over_to_it_and_the_level_moves() {
    let mut story = wep("cyber_security");
    let facts = acts(&mut story, "l1_a", hand_over(2), &Roster::default());
    assert_eq!(story.state.level, 2);
    assert_eq!(story.state.team.as_deref(), Some("cyber_security_l2"));
    assert_eq!(story.state.assignee.as_deref(), Some("l1_a"));
    let FactBody::Assigned(facts::Assigned {
        skipped, emptied, ..
    }) = assigned(&facts)
    else {
        panic!("{facts:?}");
    };
    assert_eq!((skipped.len(), emptied.len()), (0, 0));
    // So it is with the only one who is there, and with whoever holds the ticket.
    let mut story = wep("zoho");
    acts(&mut story, "l1_d", hand_over(2), &away(&["zoho_a"]));
    assert_eq!(story.state.level, 2);
    assert_eq!(story.state.assignee.as_deref(), Some("l1_d"));
}

#[test]
fn a_team_in_which_nobody_is_there_leaves_the_ticket_to_the_next_level_with_a_flag() {
    let mut story = wep("cyber_security");
    let facts = acts(&mut story, "l1_b", hand_over(2), &away(&["l1_a"]));
    assert_eq!(story.state.level, 3);
    assert_eq!(story.state.team.as_deref(), Some("external"));
    assert_eq!(story.state.assignee.as_deref(), Some("external_expert"));
    assert_eq!(story.state.emptied, ["cyber_security_l2"]);
    let FactBody::Assigned(facts::Assigned { emptied, level, .. }) = assigned(&facts) else {
        panic!("{facts:?}");
    };
    assert_eq!((emptied.len(), *level), (1, Some(3)));
    // Handed back to somebody who is there, the flag goes.
    acts(&mut story, "lead", hand_over(1), &Roster::default());
    assert!(story.state.emptied.is_empty());
}

#[test]
fn where_nobody_is_left_on_any_level_the_ticket_stays_flagged_with_the_team_it_was_for() {
    let mut story = wep("cyber_security");
    let roster = away(&["l1_a", "external_expert"]);
    acts(&mut story, "l1_b", hand_over(2), &roster);
    assert_eq!(story.state.team.as_deref(), Some("cyber_security_l2"));
    assert_eq!(story.state.assignee, None);
    assert_eq!(story.state.emptied, ["cyber_security_l2", "external"]);
}

#[test]
fn the_assignee_stays_unless_absent_or_escalated() {
    let opening = Opening::default();
    let mut story = Story::opens(shipped("webpro"), MONDAY, opening);
    story.agent(MONDAY, classify("bug", "")).unwrap();
    let first = story.state.assignee.clone().unwrap();
    let asks = || Act::RequesterReply(commands::RequesterReply { text: None });
    let there = Roster::default();
    for _ in 0..3 {
        let to = "technique".to_owned();
        acts(
            &mut story,
            "lead",
            Act::ChangeType(commands::ChangeType { to }),
            &there,
        );
        acts(&mut story, "lead", asks(), &there);
        assert_eq!(story.state.assignee.as_ref(), Some(&first));
    }
    acts(&mut story, "lead", asks(), &away(&[&first]));
    let second = story.state.assignee.clone().unwrap();
    assert_ne!(second, first);
    acts(&mut story, "lead", asks(), &there);
    assert_eq!(story.state.assignee, Some(second));
}

#[test]
fn an_absence_moves_that_persons_tickets_and_no_others_and_tickets_spread() {
    let policy = shipped("webpro");
    let members = &policy.teams["support"].members;
    let mut counts = std::collections::BTreeMap::new();
    for number in 0..300 {
        let mut state = open(&policy, MONDAY, Opening::default()).unwrap().state;
        state.reference = format!("R{number}");
        let chosen = |roster: &Roster| {
            let choice = Choice {
                policy: &policy,
                roster,
                by: &Actor::System,
                now: at(MONDAY),
            };
            choice.among(&state, "support", &[]).agent.unwrap()
        };
        let usual = chosen(&Roster::default());
        let without = chosen(&away(&["agent_a"]));
        assert!(without != "agent_a" && (usual == "agent_a" || usual == without));
        *counts.entry(usual).or_insert(0) += 1;
    }
    assert_eq!(counts.len(), members.len());
    assert!(counts.values().all(|count| *count > 70), "{counts:?}");
}

#[test]
fn an_absence_ends_at_its_instant() {
    let roster = away(&["l1_a"]);
    let until = at("2026-03-20T08:00:00Z");
    assert!(roster.is_away("l1_a", until - chrono::TimeDelta::milliseconds(1)));
    assert!(!roster.is_away("l1_a", until));
    assert!(!roster.is_away("l1_b", at(MONDAY)));
}

#[test]
fn a_hand_over_to_a_level_or_team_that_there_is_not_is_refused_by_its_field() {
    let mut story = wep("zoho");
    let facts = story.facts.len();
    let wrong_level = story.agent(MONDAY, hand_over(7)).unwrap_err();
    assert_eq!(wrong_level.field(), Some("to_level"));
    let team = Some("first_line".to_owned());
    let wrong_team = Act::HandOver(commands::HandOver { to_level: 2, team });
    assert_eq!(
        story.agent(MONDAY, wrong_team).unwrap_err().field(),
        Some("team")
    );
    assert_eq!(story.facts.len(), facts);
}

#[test]
fn a_route_is_preferred_in_its_hours_and_taken_outside_them_where_there_is_no_other() {
    let text = |rest: &str| {
        format!(
            "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
             reply_to: help@acme.example.com\n\
             calendars: {{ office: {{ mon-fri: \"09:00-17:00\" }} }}\n\
             teams: {{ day: {{ members: [ann] }}, night: {{ members: [bob] }} }}\n\
             metrics: {{ resolution: {{ targets: 4 business hours }} }}\n\
             routing: [{{ team: day, hours: office }}{rest}]\n"
        )
    };
    let team = |rest: &str, when: &str| {
        let policy = crate::policy::compile(&text(rest)).unwrap().policy;
        open(&policy, when, Opening::default()).unwrap().state.team
    };
    let night = "2026-03-09T23:00:00Z";
    assert_eq!(team(", { team: night }", MONDAY).as_deref(), Some("day"));
    assert_eq!(team(", { team: night }", night).as_deref(), Some("night"));
    assert_eq!(team("", night).as_deref(), Some("day"));
}

#[test]
fn a_new_ticket_opens_at_the_level_that_its_route_says_until_somebody_moves_it() {
    let text = "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
        reply_to: help@acme.example.com\n\
        calendars: { office: { mon-fri: \"09:00-17:00\" } }\n\
        types: { outage: {}, question: {} }\n\
        teams: { first: { members: [ann, bob] }, experts: { level: 2, members: [cy, di] } }\n\
        metrics: { resolution: { targets: 4 business hours } }\n\
        routing: [{ when: type = outage, team: experts, level: 2 }, { team: first }]\n";
    let policy = crate::policy::compile(text).unwrap().policy;
    let place = |story: &Story| {
        let team = story.state.team.clone().unwrap();
        let members = &story.policy.teams[&team].members;
        if let Some(assignee) = &story.state.assignee {
            assert!(members.contains(assignee), "{team}: {assignee}");
        }
        (story.state.level, team)
    };
    let at_level = |level: u8, team: &str| (level, team.to_owned());
    let opening = Opening {
        ticket_type: Some("outage".to_owned()),
        ..Opening::default()
    };
    let story = Story::opens(policy.clone(), MONDAY, opening);
    assert_eq!(place(&story), at_level(2, "experts"));
    // A classification sends it there, and its correction back.
    let mut story = Story::opens(policy.clone(), MONDAY, Opening::default());
    assert_eq!(place(&story), at_level(1, "first"));
    story.system(MONDAY, classify("outage", "")).unwrap();
    assert_eq!(place(&story), at_level(2, "experts"));
    story.agent(MONDAY, classify("question", "")).unwrap();
    assert_eq!(place(&story), at_level(1, "first"));
    // Whoever handed it over knew where it belongs.
    story.agent(MONDAY, hand_over(2)).unwrap();
    story.agent(MONDAY, classify("question", "")).unwrap();
    assert_eq!(story.state.level, 2);
    let mut taken = Story::opens(policy, MONDAY, Opening::default());
    let take = commands::TakeInCharge {
        agent: "ann".to_owned(),
        difficulty: None,
        commit_hours: None,
        reason: None,
    };
    taken.agent(MONDAY, take.into()).unwrap();
    taken.agent(MONDAY, classify("outage", "")).unwrap();
    assert_eq!(taken.state.level, 1);
}

#[test]
fn assignments_of_before_there_were_levels_and_flags_still_fold() {
    let old = r#"{"kind":"assigned","agent":"ann","team":"support"}"#;
    let body: FactBody = serde_json::from_str(old).unwrap();
    let expected = FactBody::Assigned(facts::Assigned {
        agent: Some("ann".to_owned()),
        team: Some("support".to_owned()),
        level: None,
        skipped: vec![],
        emptied: vec![],
    });
    assert_eq!(body, expected);
}

//! Who of the staff hears of what, and when: without a word in the policy, and by its words.
use super::{desk, of};
use crate::lifecycle::story::{Story, classify};
use crate::lifecycle::{Act, commands};
use crate::notice::{NoticeDraft, Recipient};
use crate::policy::Policy;
use crate::ticket::Actor;

const SUNDAY: &str = "2026-03-08T02:00:00Z";
const MONDAY: &str = "2026-03-09T10:00:00Z";
/// The first opening after that Sunday.
const OPENING: &str = "2026-03-09T08:00:00Z";

/// Two teams of which `ann` and `bob` have addresses; a High ticket is promised elapsed time, all else business time.
fn policy(staff: &str) -> Policy {
    desk(&format!(
        "metrics: {{ first_response: {{ calendar: office, met_by: {{ fact: reply, who: agent }}, targets: \
         [{{ when: priority = high, within: 2 elapsed hours }}, {{ within: 8 business hours }}] }} }}\n\
         teams: {{ desk: {{ members: [ann, bob] }}, experts: {{ level: 2, members: [eve] }} }}\n\
         routing: [{{ team: desk }}]\n\
         roles: {{ ann: ann@example.com, bob: bob@example.com, assignee: desk@example.com, \
         team_lead: lead@example.com, on_call: on-call@example.com }}\n{staff}\n"
    ))
}

fn opens(staff: &str, when: &str, priority: &str) -> Story {
    let mut story = Story::opens(policy(staff), when, of(priority));
    story.system(when, classify("", priority)).unwrap();
    story
}

/// The mails to staff so far: what of, to whom, and when.
fn told(story: &Story) -> Vec<(String, Vec<String>, String)> {
    let own = story.notices.iter().filter(|draft| draft.text == "staff");
    let one = |draft: &NoticeDraft| {
        let all = std::iter::once(&draft.to).chain(&draft.cc);
        let addresses = all.map(|to| match to {
            Recipient::Role { address, .. } => address.replace("@example.com", ""),
            Recipient::Requester | Recipient::OrganisationAdmins => "customer".to_owned(),
        });
        let at = draft.not_before;
        let at = at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        (draft.name.clone(), addresses.collect(), at)
    };
    own.map(one).collect()
}

fn one(name: &str, to: &[&str], at: &str) -> (String, Vec<String>, String) {
    let to = to.iter().map(|to| (*to).to_owned()).collect();
    (name.to_owned(), to, at.to_owned())
}

fn assignee(story: &Story) -> String {
    story.state.assignee.clone().unwrap()
}

fn by(agent: &str) -> Actor {
    Actor::Agent {
        id: agent.to_owned(),
        level: 1,
    }
}

#[test]
fn the_assignee_hears_of_a_new_ticket_once_however_many_facts_it_takes() {
    let story = opens("", MONDAY, "low");
    let kinds: Vec<_> = story.facts.iter().map(|fact| fact.body.kind()).collect();
    assert_eq!(kinds, ["received", "classified", "assigned"]);
    assert_eq!(told(&story), [one("arrived", &[&assignee(&story)], MONDAY)]);
}

#[test]
fn what_is_urgent_wakes_whoever_is_on_call_and_all_else_waits_for_the_opening() {
    let story = opens("", SUNDAY, "high");
    assert_eq!(told(&story), [one("arrived", &["on-call"], SUNDAY)]);
    let story = opens("", SUNDAY, "low");
    let owner = assignee(&story);
    assert_eq!(told(&story), [one("arrived", &[&owner], OPENING)]);
}

#[test]
fn an_urgent_ticket_waits_where_no_promise_covers_the_hour() {
    let story = opens("staff: { urgent: priority = low }", SUNDAY, "low");
    let owner = assignee(&story);
    assert_eq!(told(&story), [one("arrived", &[&owner], OPENING)]);
}

#[test]
fn what_is_due_within_the_hour_is_urgent_and_what_is_not_is_not() {
    let mut story = opens("", SUNDAY, "high");
    let lower = Act::ChangePriority(commands::ChangePriority {
        to: "mid".to_owned(),
        correction: false,
    });
    story.agent(SUNDAY, lower).unwrap();
    story.notices.clear();
    let reply = || Act::RequesterReply(commands::RequesterReply { text: None });
    story.requester("2026-03-09T14:59:00Z", reply()).unwrap();
    let owner = assignee(&story);
    // Due at 16:00Z, when the office closes.
    assert_eq!(
        story.due("first_response").as_deref(),
        Some("2026-03-09T16:00:00Z")
    );
    assert_eq!(
        told(&story),
        [one("requester_replied", &[&owner], "2026-03-09T14:59:00Z")]
    );
    story.notices.clear();
    story.requester("2026-03-10T03:00:00Z", reply()).unwrap();
    // It is late, so it is urgent; but nobody promised to be there at night.
    assert_eq!(
        told(&story),
        [one("requester_replied", &[&owner], "2026-03-10T08:00:00Z")]
    );
}

#[test]
fn nobody_is_told_of_what_they_did() {
    let mut story = opens("", MONDAY, "low");
    story.notices.clear();
    let take = |agent: &str| {
        Act::TakeInCharge(commands::TakeInCharge {
            agent: agent.to_owned(),
            difficulty: None,
            commit_hours: None,
            reason: None,
        })
    };
    let other = if assignee(&story) == "ann" {
        "bob"
    } else {
        "ann"
    };
    story
        .happens(MONDAY, MONDAY, by(other), take(other))
        .unwrap();
    assert_eq!(told(&story), []);
    // Whoever is given a ticket by somebody else hears of it.
    let given = Act::Assign(commands::Assign {
        agent: Some("ann".to_owned()),
        team: None,
    });
    story
        .happens(MONDAY, MONDAY, by("bob"), given.clone())
        .unwrap();
    let expected = if other == "ann" {
        vec![]
    } else {
        vec![one("assigned", &["ann"], MONDAY)]
    };
    assert_eq!(told(&story), expected);
}

#[test]
fn a_hand_over_is_told_where_the_ticket_went_and_never_to_the_holder_who_gave_it() {
    let mut story = opens("", MONDAY, "low");
    let holder = assignee(&story);
    story.notices.clear();
    let hand = |level: u8| {
        Act::HandOver(commands::HandOver {
            to_level: level,
            team: None,
        })
    };
    story.happens(MONDAY, MONDAY, by(&holder), hand(2)).unwrap();
    assert_eq!(assignee(&story), "eve");
    // Eve has no address of her own: the agents' shared one hears.
    assert_eq!(told(&story), [one("handed_over", &["desk"], MONDAY)]);
    story.notices.clear();
    story.happens(MONDAY, MONDAY, by("eve"), hand(2)).unwrap();
    // She is alone at that level and keeps it: nobody has news.
    assert_eq!(assignee(&story), "eve");
    assert_eq!(told(&story), []);
}

#[test]
fn a_hand_over_by_somebody_else_never_comes_back_to_the_holder() {
    let mut story = opens("", MONDAY, "low");
    let holder = assignee(&story);
    let other = if holder == "ann" { "bob" } else { "ann" };
    story.notices.clear();
    let hand = Act::HandOver(commands::HandOver {
        to_level: 1,
        team: None,
    });
    story.happens(MONDAY, MONDAY, by("eve"), hand).unwrap();
    assert_eq!(assignee(&story), other);
    assert_eq!(told(&story), [one("handed_over", &[other], MONDAY)]);
}

#[test]
fn a_policy_says_who_hears_or_that_nobody_does() {
    let staff = "staff: { arrived: [team_lead, on_call], requester_replied: none }";
    let mut story = opens(staff, MONDAY, "low");
    assert_eq!(told(&story), [one("arrived", &["lead", "on-call"], MONDAY)]);
    story.notices.clear();
    let reply = Act::RequesterReply(commands::RequesterReply { text: None });
    story.requester(MONDAY, reply).unwrap();
    assert_eq!(told(&story), []);
    assert_eq!(told(&opens("staff: none", MONDAY, "high")), []);
}

#[test]
fn one_step_is_one_mail_to_one_person() {
    let notices = "notices: { high: { on: classified, to: on_call, text: classified, when: priority = high } }";
    let story = opens(notices, SUNDAY, "high");
    let to_on_call = story.notices.iter().filter(|draft| {
        matches!(&draft.to, Recipient::Role { address, .. } if address == "on-call@example.com")
    });
    assert_eq!(to_on_call.count(), 1);
    assert_eq!(told(&story), []);
}

#[test]
fn without_any_person_the_level_hears_and_without_that_the_desk_itself() {
    let bare = |roles: &str| {
        let metrics = "metrics: { first_response: { targets: 8 business hours } }";
        let policy = desk(&format!("{metrics}\n{roles}\n"));
        let mut story = Story::opens(policy, MONDAY, of("low"));
        story.system(MONDAY, classify("", "low")).unwrap();
        told(&story)
    };
    let desk_itself = one("arrived", &["support@acme.example.com"], MONDAY);
    assert_eq!(bare(""), [desk_itself]);
    let level = "roles: { level_1: first@example.com, team_lead: lead@example.com }";
    assert_eq!(bare(level), [one("arrived", &["first"], MONDAY)]);
    let lead = "roles: { team_lead: lead@example.com }";
    assert_eq!(bare(lead), [one("arrived", &["lead"], MONDAY)]);
}

#[test]
fn a_ticket_that_nobody_could_classify_in_time_is_told_of_once() {
    let mut story = Story::opens(policy(""), MONDAY, of("low"));
    assert_eq!(told(&story), []);
    story.sweep("2026-03-09T10:16:00Z");
    story.sweep("2026-03-09T10:40:00Z");
    let at = "2026-03-09T10:16:00Z";
    assert_eq!(told(&story), [one("arrived", &["ann", "bob"], at)]);
}

//! Quote and approval as policies and people live it.
use crate::lifecycle::story::{Story, at, everything, shipped};
use crate::lifecycle::{Act, FactBody, QuoteRefusal, Refusal, commands, facts};
use crate::people::Role;
use crate::ticket::{Answer, ApprovalLimit, Approver, Opening, OrganisationAdmins};

const MONDAY: &str = "2026-03-09T08:00:00Z";

fn opening(ticket_type: &str) -> Opening {
    Opening {
        ticket_type: Some(ticket_type.to_owned()),
        ..Opening::default()
    }
}

fn quote(cents: u64) -> Act {
    Act::Quote(commands::MakeQuote {
        amount_cents: cents,
        currency: "EUR".to_owned(),
        valid_until: at("2026-03-13T16:00:00Z"),
    })
}

const APPROVE: Act = Act::Approve(commands::Approve { approver: None });
const DECLINE: Act = Act::Decline(commands::Decline { approver: None });

fn billed(minutes: u32) -> Act {
    Act::RecordWork(commands::RecordWork {
        minutes,
        billable: true,
    })
}

fn free(minutes: u32) -> Act {
    Act::RecordWork(commands::RecordWork {
        minutes,
        billable: false,
    })
}

fn refused(result: Result<Vec<crate::lifecycle::Fact>, Refusal>) -> QuoteRefusal {
    match result {
        Err(Refusal::Quote(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

fn kinds(facts: &[crate::lifecycle::Fact]) -> Vec<&'static str> {
    facts.iter().map(|fact| fact.body.kind()).collect()
}

#[test]
fn nothing_is_billed_before_what_was_quoted_is_approved() {
    let mut story = Story::opens(shipped("webpro"), MONDAY, opening("modification"));
    assert_eq!(
        refused(story.agent("2026-03-09T09:00:00Z", billed(30))),
        QuoteRefusal::NotApproved {
            why: "nothing was quoted"
        }
    );
    story.agent("2026-03-09T09:00:00Z", quote(12_000)).unwrap();
    assert_eq!(story.state.status.name(), "awaiting_approval");
    let refusal = refused(story.agent("2026-03-09T09:30:00Z", billed(30)));
    assert_eq!(refusal.field(), "billable");
    story.requester("2026-03-09T10:00:00Z", APPROVE).unwrap();
    assert_eq!(story.state.status.name(), "open");
    story.agent("2026-03-09T11:00:00Z", billed(30)).unwrap();
    assert_eq!(story.state.quoting.billable_minutes, 30);
    // Entered later, but done before anybody agreed.
    let early = story.happens(
        "2026-03-09T09:45:00Z",
        "2026-03-09T12:00:00Z",
        crate::ticket::Actor::Agent {
            id: "agent".to_owned(),
            level: 1,
        },
        billed(15),
    );
    assert_eq!(
        refused(early),
        QuoteRefusal::NotApproved {
            why: "it came later than this work"
        }
    );
}

#[test]
fn a_quote_is_approved_while_it_is_valid_and_only_when_there_is_one() {
    let mut story = Story::opens(shipped("webpro"), MONDAY, opening("modification"));
    let nothing = refused(story.requester("2026-03-09T09:00:00Z", APPROVE));
    assert_eq!(nothing, QuoteRefusal::NothingQuoted);
    story.agent("2026-03-09T09:00:00Z", quote(12_000)).unwrap();
    let late = refused(story.requester("2026-03-13T16:00:01Z", APPROVE));
    assert_eq!(late.field(), "valid_until");
    story.requester("2026-03-13T16:00:00Z", APPROVE).unwrap();
    let again = story.requester("2026-03-13T17:00:00Z", APPROVE).unwrap();
    assert_eq!(kinds(&again), Vec::<&str>::new());
    let back = refused(story.requester("2026-03-13T17:00:00Z", DECLINE));
    assert_eq!(back, QuoteRefusal::AlreadyApproved);
}

#[test]
fn a_declined_quote_opens_the_ticket_and_bills_nothing_until_another_is_approved() {
    let mut story = Story::opens(shipped("webpro"), MONDAY, opening("modification"));
    story.agent("2026-03-09T09:00:00Z", quote(12_000)).unwrap();
    story.requester("2026-03-09T10:00:00Z", DECLINE).unwrap();
    assert_eq!(story.state.status.name(), "open");
    assert!(matches!(
        story.state.quoting.answer,
        Answer::Declined { .. }
    ));
    let refusal = refused(story.agent("2026-03-09T10:30:00Z", billed(10)));
    assert_eq!(refusal.field(), "billable");
    story.agent("2026-03-09T11:00:00Z", quote(9_000)).unwrap();
    story.requester("2026-03-09T12:00:00Z", APPROVE).unwrap();
    story.agent("2026-03-09T13:00:00Z", billed(10)).unwrap();
}

#[test]
fn clocks_that_pause_on_it_stand_still_while_a_quote_waits() {
    let mut story = Story::opens(shipped("webpro"), MONDAY, opening("modification"));
    let take = Act::TakeInCharge(commands::TakeInCharge {
        agent: "agent".to_owned(),
        difficulty: Some("simple".to_owned()),
        commit_hours: Some(4.into()),
        reason: None,
    });
    story.agent("2026-03-09T08:00:00Z", take).unwrap();
    assert_eq!(story.due("resolution").unwrap(), "2026-03-09T12:00:00Z");
    story.agent("2026-03-09T09:00:00Z", quote(12_000)).unwrap();
    assert_eq!(story.due("resolution"), None);
    story.requester("2026-03-09T11:00:00Z", APPROVE).unwrap();
    assert_eq!(story.due("resolution").unwrap(), "2026-03-09T14:00:00Z");
}

#[test]
fn a_question_answered_within_ten_minutes_is_free_and_more_is_quoted() {
    let mut story = Story::opens(shipped("whitevision"), MONDAY, opening("vraag"));
    story.agent("2026-03-09T09:00:00Z", free(7)).unwrap();
    assert_eq!(
        refused(story.agent("2026-03-09T09:10:00Z", free(4))),
        QuoteRefusal::BeyondFree {
            free: 10,
            worked: 7
        }
    );
    story.agent("2026-03-09T09:10:00Z", free(3)).unwrap();
    story.agent("2026-03-09T09:20:00Z", quote(4_500)).unwrap();
    story.requester("2026-03-09T09:30:00Z", APPROVE).unwrap();
    story.agent("2026-03-09T10:00:00Z", billed(20)).unwrap();
}

#[test]
fn approval_given_at_opening_covers_what_is_quoted_below_it() {
    let beforehand = Opening {
        approval: Some(ApprovalLimit {
            up_to_cents: 20_000,
            currency: "EUR".to_owned(),
        }),
        ..opening("configuratie")
    };
    let mut story = Story::opens(shipped("whitevision"), MONDAY, beforehand.clone());
    assert_eq!(kinds(&story.facts), ["received", "approved"]);
    story.agent("2026-03-09T09:00:00Z", billed(15)).unwrap();
    let facts = story.agent("2026-03-09T10:00:00Z", quote(20_000)).unwrap();
    assert_eq!(kinds(&facts), ["quoted", "approved"]);
    assert_eq!(story.state.status.name(), "open");
    // What goes beyond it is asked.
    let facts = story.agent("2026-03-09T11:00:00Z", quote(20_001)).unwrap();
    assert_eq!(kinds(&facts), ["quoted"]);
    assert_eq!(story.state.status.name(), "awaiting_approval");
    assert_eq!(
        refused(story.agent("2026-03-09T12:00:00Z", billed(15))).field(),
        "billable"
    );
    // And only where the policy takes it.
    let refusal = crate::lifecycle::story::open(
        &shipped("whitevision"),
        MONDAY,
        Opening {
            ticket_type: Some("vraag".to_owned()),
            ..beforehand
        },
    );
    assert_eq!(refusal.unwrap_err().field(), Some("approval"));
}

#[test]
fn only_whoever_may_decide_for_the_organisation_answers() {
    let by = |contact: &str, role, organisation| {
        Act::Approve(commands::Approve {
            approver: Some(Approver {
                contact: contact.to_owned(),
                role,
                organisation,
            }),
        })
    };
    use OrganisationAdmins::{Decide, NoneNamed};
    let cases = [
        ("requester", None, NoneNamed, true),
        ("colleague", None, NoneNamed, false),
        ("requester", Some(Role::User), Decide, false),
        ("requester", None, Decide, false),
        ("requester", Some(Role::CoAdmin), Decide, true),
        ("colleague", Some(Role::Admin), Decide, true),
    ];
    for (contact, role, organisation, may) in cases {
        let mut story = Story::opens(shipped("webpro"), MONDAY, opening("modification"));
        story.agent("2026-03-09T09:00:00Z", quote(100)).unwrap();
        let answer = story.requester("2026-03-09T10:00:00Z", by(contact, role, organisation));
        assert_eq!(answer.is_ok(), may, "{contact} {role:?} {organisation:?}");
    }
    let mut story = Story::opens(shipped("webpro"), MONDAY, opening("modification"));
    story.agent("2026-03-09T09:00:00Z", quote(100)).unwrap();
    let agents = story.agent("2026-03-09T10:00:00Z", APPROVE);
    assert!(matches!(agents, Err(Refusal::NotAllowed { .. })));
}

#[test]
fn a_type_without_consent_takes_no_quote_and_bills_freely() {
    let mut story = Story::opens(shipped("webpro"), MONDAY, opening("bug"));
    let refusal = refused(story.agent("2026-03-09T09:00:00Z", quote(100)));
    assert_eq!(refusal.field(), "type");
    story.agent("2026-03-09T09:00:00Z", billed(30)).unwrap();
}

#[test]
fn a_decline_is_no_approval_and_a_quote_is_told_once() {
    let text = include_str!("../../policy/testdata/everything.yaml");
    assert!(text.contains("consent: quote"));
    let mut story = Story::opens(
        everything(),
        MONDAY,
        Opening {
            plan: everything().plans.keys().next().cloned(),
            ..opening("change")
        },
    );
    story.agent("2026-03-09T09:00:00Z", quote(100)).unwrap();
    story.requester("2026-03-09T10:00:00Z", DECLINE).unwrap();
    let declined = story.facts.last().unwrap().body.clone();
    assert_eq!(
        declined,
        FactBody::Declined(facts::Declined { contact: None })
    );
    assert!(!story.state.firsts.contains_key("approved"));
}

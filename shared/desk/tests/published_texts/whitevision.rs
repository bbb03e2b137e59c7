//! WhiteVision: sentences of its text that its policy alone shows.
use desk::lifecycle::admit;
use desk::ticket::Opening;

use crate::{policy, read};

#[test]
fn whitevision_turns_nobody_away_who_uses_its_software() {
    let whitevision = policy("whitevision");
    assert!(whitevision.intake.open_to.is_empty());
    for group in [None, Some("customer"), Some("user")] {
        let group = group.map(|group| ("group".to_owned(), group.to_owned()));
        let opening = Opening {
            contact: group.into_iter().collect(),
            channel: Some("portal".to_owned()),
            ..Opening::default()
        };
        assert_eq!(admit(&whitevision, &opening), Ok(()));
    }
}

#[test]
fn whitevision_asks_what_it_needs_to_judge_a_report() {
    let whitevision = policy("whitevision");
    let questions = whitevision.classify.questions.iter();
    let asked: Vec<_> = questions.map(|question| question.id.as_str()).collect();
    assert_eq!(asked, ["stilstand", "doorwerken", "factuur_vaak"]);
    for (answers, expected) in [
        (&[("stilstand", "yes")][..], "acuut"),
        (&[("doorwerken", "no")], "hoog"),
        (&[("doorwerken", "yes")], "regulier"),
    ] {
        let found = read(&whitevision, "Een storing.", answers);
        assert_eq!(found.priority.as_deref(), Some(expected), "{answers:?}");
    }
    let ocr = whitevision.types["ocr"].proper.as_ref().unwrap();
    assert_eq!(
        (ocr.attachments, ocr.one_per.as_deref()),
        (1, Some("invoice"))
    );
    assert!(ocr.fields.contains(&"description".to_owned()));
}

#[test]
fn whitevision_says_in_its_own_texts_what_becomes_of_wishes_and_of_occasional_invoices() {
    let whitevision = policy("whitevision");
    for (text, words) in [
        (
            "wens",
            &[
                "inspiratie",
                "voortgang",
                "niet op de hoogte",
                "releasenotes",
            ][..],
        ),
        (
            "niet_individueel",
            &["af en toe", "niet altijd individueel"],
        ),
        (
            "ocr",
            &[
                "binnen een week",
                "Niet alle OCR-vragen",
                "slechte kwaliteit",
                "vaak worden verwerkt gaan voor",
            ],
        ),
    ] {
        let said = whitevision.words(&whitevision.texts[text], "nl");
        for word in words {
            assert!(said.contains(word), "{text}, {word}: {said}");
        }
    }
}

#[test]
fn a_quoted_question_of_whitevision_goes_on_once_it_is_agreed_to_without_losing_time() {
    let whitevision = policy("whitevision");
    for metric in &whitevision.metrics {
        let stands = metric
            .pauses
            .iter()
            .any(|status| status == "awaiting_approval");
        assert_eq!(stands, metric.name == "resolution", "{}", metric.name);
    }
}

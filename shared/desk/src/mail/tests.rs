//! Each text in each locale as a snapshot, and what hostile values may not do.
use chrono::TimeDelta;
use chrono_tz::{Europe::Brussels, Tz};

use super::*;

/// Names and reasons as a policy would give them in this locale.
struct Sample {
    locale: &'static str,
    zone: Tz,
    kind: &'static str,
    priority: &'static str,
    status: &'static str,
    first: &'static str,
    resolution: &'static str,
    soon: &'static str,
    because: &'static str,
    emergency: &'static str,
    link: &'static str,
    body: &'static str,
    extra: &'static str,
}

const SAMPLES: [Sample; 5] = [
    Sample {
        locale: "en",
        zone: Brussels,
        kind: "Incident",
        priority: "Urgent",
        status: "Waiting for you",
        first: "First response",
        resolution: "Resolution",
        soon: "as soon as possible",
        because: "the plan Gold promises an answer within 4 business hours",
        emergency: "Nothing works at all? Call +32 2 000 00 00.",
        link: "Frequent questions",
        body: "We restarted the export.\nPlease try again.\n\nDoes it work now?",
        extra: "The desk is closed on public holidays.",
    },
    Sample {
        locale: "nl",
        zone: Brussels,
        kind: "Storing",
        priority: "Acuut",
        status: "Wacht op jou",
        first: "Eerste antwoord",
        resolution: "Oplossing",
        soon: "zo snel mogelijk",
        because: "je abonnement Goud belooft een antwoord binnen 4 werkuren",
        emergency: "Werkt er niets meer? Bel +32 2 000 00 00.",
        link: "Veelgestelde vragen",
        body: "We hebben de export opnieuw gestart.\nProbeer het nog eens.\n\nWerkt het nu?",
        extra: "Op feestdagen zijn we gesloten.",
    },
    Sample {
        locale: "fr",
        zone: Brussels,
        kind: "Incident",
        priority: "Urgent",
        status: "En attente de votre réponse",
        first: "Première réponse",
        resolution: "Résolution",
        soon: "dès que possible",
        because: "la formule Or promet une réponse en 4 heures ouvrées",
        emergency: "Plus rien ne fonctionne ? Appelez le +32 2 000 00 00.",
        link: "Questions fréquentes",
        body: "Nous avons relancé l'export.\nMerci de réessayer.\n\nEst-ce que cela fonctionne ?",
        extra: "Nous sommes fermés les jours fériés.",
    },
    Sample {
        locale: "de",
        zone: Brussels,
        kind: "Störung",
        priority: "Dringend",
        status: "Wartet auf Ihre Antwort",
        first: "Erste Antwort",
        resolution: "Lösung",
        soon: "so bald wie möglich",
        because: "der Tarif Gold sagt eine Antwort in 4 Geschäftsstunden zu",
        emergency: "Geht gar nichts mehr? Rufen Sie +32 2 000 00 00 an.",
        link: "Häufige Fragen",
        body: "Wir haben den Export neu gestartet.\nBitte versuchen Sie es noch einmal.\n\nFunktioniert es jetzt?",
        extra: "An Feiertagen ist geschlossen.",
    },
    Sample {
        locale: "it",
        zone: Brussels,
        kind: "Guasto",
        priority: "Urgente",
        status: "In attesa della Sua risposta",
        first: "Prima risposta",
        resolution: "Risoluzione",
        soon: "appena possibile",
        because: "il piano Gold promette una risposta entro 4 ore lavorative",
        emergency: "Non funziona più nulla? Chiami il +32 2 000 00 00.",
        link: "Domande frequenti",
        body: "Abbiamo riavviato l'esportazione.\nProvi di nuovo.\n\nOra funziona?",
        extra: "Nei giorni festivi siamo chiusi.",
    },
];

fn letter(sample: &Sample, text: TextKind) -> Letter<'_> {
    let due = "2026-11-24T09:00:00Z".parse().unwrap();
    let late = TimeDelta::minutes(if text == TextKind::Warning { -95 } else { 25 });
    let is_news = text == TextKind::Staff;
    let is_for_staff = is_news || matches!(text, TextKind::Escalation | TextKind::Warning);
    Letter {
        text,
        locale: sample.locale,
        zone: sample.zone,
        desk_name: "Acme Support",
        ticket: TicketView {
            reference: "K7Q2-9F".to_owned(),
            kind_name: Some(sample.kind.to_owned()),
            priority_name: Some(sample.priority.to_owned()),
            area_name: None,
            goes_on_as: (text == TextKind::Merged).then(|| "M3X8-0C".to_owned()),
            status_name: (text == TextKind::StatusChanged).then(|| sample.status.to_owned()),
            url: Some("https://desk.example.com/t/K7Q2-9F?a=1&b=2".to_owned()),
            quote: (text == TextKind::StatusChanged).then(|| QuoteView {
                amount_cents: 24_050,
                currency: "EUR".to_owned(),
                valid_until: due,
            }),
        },
        promise: vec![
            PromiseView {
                metric: "resolution".to_owned(),
                metric_label: sample.resolution.to_owned(),
                said: Promised::InWords(sample.soon.to_owned()),
            },
            PromiseView {
                metric: "first_response".to_owned(),
                metric_label: sample.first.to_owned(),
                said: Promised::By {
                    due_at: due,
                    because: Some(sample.because.to_owned()),
                },
            },
        ],
        emergency: Some(EmergencyView {
            number: "+32 2 000 00 00".to_owned(),
            text: sample.emergency.to_owned(),
        }),
        answers: AnswerBy::Address("support@acme.example.com"),
        unanswered: vec![UnansweredView {
            metric_label: sample.resolution.to_owned(),
            due_at: due,
        }],
        links: vec![(
            sample.link.to_owned(),
            "https://acme.example.com/faq".to_owned(),
        )],
        body: Some(sample.body),
        escalation: (!is_news).then(|| EscalationView {
            metric_label: sample.first.to_owned(),
            level: Some(2),
            due_at: due,
            overdue: late,
            step_share: Some(150),
            role: "team_lead".to_owned(),
        }),
        extra_text: Some(sample.extra),
        staff: is_for_staff.then(|| staff(sample)),
    }
}

/// The view of staff beside the ticket; one promise is late and one is not.
fn staff(sample: &Sample) -> StaffView<'_> {
    let owed = |label: &str, due: &str, overdue: i64, because: Option<&str>| OwedView {
        metric_label: label.to_owned(),
        due_at: due.parse().unwrap(),
        overdue: TimeDelta::minutes(overdue),
        because: because.map(str::to_owned),
    };
    StaffView {
        occasion: StaffOccasion::Arrived,
        role: "on_call".to_owned(),
        customer: Some("harbour-estates".to_owned()),
        plan: Some("Gold".to_owned()),
        holder: Some("agent_b (Support)".to_owned()),
        owed: vec![
            owed(
                sample.first,
                "2026-11-24T09:00:00Z",
                -15,
                Some(sample.because),
            ),
            owed(sample.resolution, "2026-12-01T09:00:00Z", -10_095, None),
        ],
        subject: Some("Nothing loads"),
        words: Some("Since this morning nothing loads.\n\nAll our offices wait."),
    }
}

/// A mail to staff about something that happened.
fn news(sample: &Sample, occasion: StaffOccasion) -> Letter<'_> {
    let mut letter = letter(sample, TextKind::Staff);
    letter.staff = letter.staff.map(|staff| StaffView { occasion, ..staff });
    letter
}

fn shown(mail: &Rendered) -> String {
    let Rendered {
        subject,
        text,
        html,
    } = mail;
    // Spaces that do not break look like others: show them.
    format!("Subject: {subject}\n\n{text}\n----\n{html}").replace('\u{A0}', "⍽")
}

#[test]
fn every_text_reads_well_in_every_locale() {
    for sample in &SAMPLES {
        for text in TextKind::ALL {
            let one = letter(sample, text);
            let mail = if text == TextKind::Digest {
                let mut other = letter(sample, TextKind::Warning);
                other.ticket.reference = "M3X8-0C".to_owned();
                digest(&[letter(sample, TextKind::Escalation), other], 0).unwrap()
            } else {
                render(&one).unwrap()
            };
            insta::assert_snapshot!(format!("{text}_{}", sample.locale), shown(&mail));
        }
    }
}

#[test]
fn every_mail_to_staff_reads_well_in_every_locale() {
    for sample in &SAMPLES {
        for occasion in StaffOccasion::ALL {
            let mail = render(&news(sample, occasion)).unwrap();
            insta::assert_snapshot!(
                format!("staff_{occasion:?}_{}", sample.locale),
                shown(&mail)
            );
        }
    }
}

#[test]
fn a_subject_to_staff_says_what_is_due_when_and_what_it_is_about() {
    let subject = |change: fn(&mut StaffView<'_>)| {
        let mut letter = letter(&SAMPLES[0], TextKind::Staff);
        letter.staff.iter_mut().for_each(change);
        render(&letter).unwrap().subject
    };
    let whole = "[K7Q2-9F] Urgent: first response by 10:00 — Nothing loads";
    assert_eq!(subject(|_| {}), whole);
    let tomorrow = "[K7Q2-9F] Urgent: resolution by Tue 1 Dec, 10:00 — Nothing loads";
    assert_eq!(subject(|staff| drop(staff.owed.remove(0))), tomorrow);
    let late = "[K7Q2-9F] Urgent: assigned, first response 20 minutes late — Nothing loads";
    let assigned = |staff: &mut StaffView<'_>| {
        staff.occasion = StaffOccasion::Assigned;
        staff.owed[0].overdue = TimeDelta::minutes(20);
    };
    assert_eq!(subject(assigned), late);
    let bare = |staff: &mut StaffView<'_>| {
        staff.owed.clear();
        staff.subject = None;
    };
    assert_eq!(subject(bare), "[K7Q2-9F] Urgent: new ticket");
    let broken = |staff: &mut StaffView<'_>| staff.subject = Some("a\r\nBcc: x@example.com");
    assert!(subject(broken).ends_with(" — a Bcc: x@example.com"));
}

#[test]
fn long_words_of_a_requester_are_folded_and_the_rest_is_on_the_ticket() {
    let words = "All our offices wait.\n".repeat(30);
    let mut letter = letter(&SAMPLES[0], TextKind::Staff);
    letter
        .staff
        .iter_mut()
        .for_each(|staff| staff.words = Some(&words));
    let mail = render(&letter).unwrap();
    assert_eq!(mail.text.matches("> All our offices wait.").count(), 20);
    assert!(
        mail.text.contains("The rest is on the ticket."),
        "{}",
        mail.text
    );
}

#[test]
fn only_staff_are_mailed_what_a_requester_wrote() {
    for text in TextKind::ALL {
        let mail = render(&letter(&SAMPLES[0], text)).unwrap();
        let carries = mail.text.contains("All our offices wait.");
        let staff = matches!(
            text,
            TextKind::Escalation | TextKind::Warning | TextKind::Staff
        );
        assert_eq!(carries, staff, "{text}");
    }
}

#[test]
fn the_acknowledgement_states_the_promise_and_its_reason() {
    let mail = render(&letter(&SAMPLES[0], TextKind::Acknowledgement)).unwrap();
    let promise = "You get a first answer by Tue 24 Nov 2026, 10:00 (Europe/Brussels), because the plan \
                   Gold promises an answer within 4 business hours.";
    assert!(mail.text.contains(promise), "{}", mail.text);
}

#[test]
fn only_a_reply_carries_what_a_person_wrote() {
    for text in TextKind::ALL {
        let mail = render(&letter(&SAMPLES[0], text)).unwrap();
        let carries = mail.text.contains("restarted the export");
        assert_eq!(carries, text == TextKind::Reply, "{text}");
    }
}

#[test]
fn hostile_values_are_escaped_in_html_and_stay_in_their_line() {
    const HOSTILE: &str =
        "<script>alert(\"1\")</script>\r\nBcc: x@example.com\u{202E}&{ $reference }";
    for text in TextKind::ALL {
        let mut hostile = letter(&SAMPLES[0], text);
        hostile.desk_name = HOSTILE;
        hostile.body = Some(HOSTILE);
        hostile.extra_text = Some(HOSTILE);
        hostile.emergency = Some(EmergencyView {
            number: HOSTILE.to_owned(),
            text: HOSTILE.to_owned(),
        });
        for ended in &mut hostile.unanswered {
            ended.metric_label = HOSTILE.to_owned();
        }
        hostile.answers = AnswerBy::Address(HOSTILE);
        hostile.ticket = TicketView {
            reference: HOSTILE.to_owned(),
            kind_name: Some(HOSTILE.to_owned()),
            priority_name: Some(HOSTILE.to_owned()),
            area_name: Some(HOSTILE.to_owned()),
            goes_on_as: Some(HOSTILE.to_owned()),
            status_name: Some(HOSTILE.to_owned()),
            url: Some(format!("javascript:{HOSTILE}")),
            quote: hostile.ticket.quote.map(|quote| QuoteView {
                currency: HOSTILE.to_owned(),
                ..quote
            }),
        };
        if let Some(staff) = &mut hostile.staff {
            for shown in [&mut staff.customer, &mut staff.plan, &mut staff.holder] {
                *shown = Some(HOSTILE.to_owned());
            }
            staff.role = HOSTILE.to_owned();
            (staff.subject, staff.words) = (Some(HOSTILE), Some(HOSTILE));
            for owed in &mut staff.owed {
                owed.metric_label = HOSTILE.to_owned();
                owed.because = Some(HOSTILE.to_owned());
            }
        }
        hostile.links = vec![(HOSTILE.to_owned(), "\" onclick=\"x".to_owned())];
        for promise in &mut hostile.promise {
            promise.metric_label = HOSTILE.to_owned();
            promise.said = match promise.said {
                Promised::InWords(_) => Promised::InWords(HOSTILE.to_owned()),
                Promised::By { due_at, .. } => Promised::By {
                    due_at,
                    because: Some(HOSTILE.to_owned()),
                },
            };
        }
        if let Some(step) = &mut hostile.escalation {
            step.metric_label = HOSTILE.to_owned();
            step.role = HOSTILE.to_owned();
        }
        let Rendered {
            subject,
            text: plain,
            html,
        } = render(&hostile).unwrap();
        assert!(!html.contains("<script"), "{text}: {html}");
        assert!(!html.contains("href=\"javascript"), "{text}: {html}");
        assert!(!html.contains("\" onclick"), "{text}: {html}");
        assert!(!subject.chars().any(char::is_control), "{text}");
        assert!(subject.chars().count() <= 200, "{text}");
        for part in [&subject, &plain, &html] {
            assert!(!part.contains(['\r', '\u{202E}', '\u{2068}']), "{text}");
        }
    }
}

#[test]
fn a_text_that_lacks_a_part_is_refused_and_says_which() {
    for (text, missing) in [
        (TextKind::Reply, "body"),
        (TextKind::StatusChanged, "ticket.status_name"),
        (TextKind::Merged, "ticket.goes_on_as"),
        (TextKind::Escalation, "escalation"),
        (TextKind::Warning, "escalation"),
        (TextKind::Staff, "staff"),
        (TextKind::Digest, "escalation"),
    ] {
        let mut poor = letter(&SAMPLES[0], text);
        poor.staff = None;
        poor.body = None;
        poor.escalation = None;
        poor.ticket.status_name = None;
        poor.ticket.goes_on_as = None;
        assert_eq!(render(&poor), Err(MailError::Incomplete { text, missing }));
    }
    assert_eq!(digest(&[], 0), Err(MailError::EmptyDigest));
}

#[test]
fn a_bare_letter_is_still_a_whole_mail() {
    for text in TextKind::ALL {
        let mut bare = letter(&SAMPLES[0], text);
        bare.ticket.kind_name = None;
        bare.ticket.priority_name = None;
        bare.ticket.url = None;
        bare.promise.clear();
        bare.unanswered.clear();
        bare.emergency = None;
        bare.links.clear();
        bare.extra_text = None;
        if let Some(staff) = &mut bare.staff {
            (staff.customer, staff.plan, staff.holder) = (None, None, None);
            (staff.subject, staff.words) = (None, None);
            staff.owed.clear();
        }
        let mail = render(&bare).unwrap();
        let ends = if text == TextKind::Reply {
            "mention the reference K7Q2-9F.\n"
        } else {
            "Kind regards,\nAcme Support\n"
        };
        assert!(mail.text.ends_with(ends), "{text}: {}", mail.text);
        assert!(!mail.text.contains("\n\n\n"), "{text}: {}", mail.text);
    }
}

#[test]
fn each_metric_is_promised_in_a_sentence_of_its_own() {
    let mut all = String::new();
    for sample in &SAMPLES {
        let mut one = letter(sample, TextKind::DateAgreed);
        for metric in [
            "first_response",
            "next_response",
            "periodic_update",
            "triage",
            "pickup",
            "workaround",
            "resolution",
            "parts_ordered",
        ] {
            one.promise.truncate(1);
            one.promise[0] = PromiseView {
                metric: metric.to_owned(),
                metric_label: metric.replace('_', " "),
                said: Promised::By {
                    due_at: "2026-11-24T09:00:00Z".parse().unwrap(),
                    because: None,
                },
            };
            let text = render(&one).unwrap().text;
            let mut paragraphs = text.split("\n\n");
            let said = paragraphs.find(|said| said.contains("10:00"));
            all.push_str(&format!("{} {metric}: {}\n", sample.locale, said.unwrap()));
        }
    }
    insta::assert_snapshot!(all.replace('\u{A0}', "⍽"));
}

#[test]
fn a_reply_is_what_the_person_wrote_with_the_desk_under_it() {
    let mut reply = letter(&SAMPLES[2], TextKind::Reply);
    reply.body = Some("Bonjour Anne,\n\nVoyez https://acme.example.com/faq?a=1&b=<2>.\n\nPaul");
    let mail = render(&reply).unwrap();
    let begins =
        "Bonjour Anne,\n\nVoyez https://acme.example.com/faq?a=1&b=<2>.\n\nPaul\n\nAcme Support\n";
    assert!(mail.text.starts_with(begins), "{}", mail.text);
    assert!(!mail.text.contains("Cordialement"), "{}", mail.text);
    let link = "Voyez <a href=\"https://acme.example.com/faq?a=1&amp;b=\">\
                https://acme.example.com/faq?a=1&amp;b=</a>&lt;2&gt;.";
    assert!(mail.html.contains(link), "{}", mail.html);
}

#[test]
fn nobody_is_asked_to_answer_a_mail_that_nothing_reads() {
    for sample in &SAMPLES {
        for text in TextKind::ALL {
            let mut one = letter(sample, text);
            let by_address = render(&one).unwrap();
            one.answers = AnswerBy::Reply;
            let by_mail = render(&one).unwrap();
            let sentences = crate::i18n::Sentences::of(sample.locale).unwrap();
            let asks = |mail: &Rendered| {
                let asking = ["answer-this-mail", "reopen-by-mail", "still-needed-by-mail"];
                let mut asking = asking.iter().filter_map(|id| sentences.known(id));
                asking.any(|asking| mail.text.contains(&asking))
            };
            assert!(!asks(&by_address), "{text}: {}", by_address.text);
            let names = by_address.text.contains("support@acme.example.com");
            assert_eq!(asks(&by_mail), names, "{text}: {}", by_mail.text);
        }
    }
}

#[test]
fn the_same_letter_gives_the_same_mail() {
    for text in TextKind::ALL {
        let sample = letter(&SAMPLES[1], text);
        assert_eq!(render(&sample), render(&sample));
    }
}

#[test]
fn a_locale_nobody_translated_is_written_in_english() {
    let mut foreign = letter(&SAMPLES[0], TextKind::Acknowledgement);
    foreign.locale = "pt-BR";
    let english = render(&letter(&SAMPLES[0], TextKind::Acknowledgement));
    assert_eq!(render(&foreign), english);
}

#[test]
fn a_policy_names_texts_in_snake_case() {
    for text in TextKind::ALL {
        assert_eq!(text.to_string().parse(), Ok(text));
    }
    assert!(TextKind::is_known("status_changed"));
    assert!(!TextKind::is_known("StatusChanged"));
    let unknown = "statuschanged".parse::<TextKind>();
    assert_eq!(
        unknown.unwrap_err().to_string(),
        "no text is called `statuschanged`"
    );
}

#[test]
fn zero_seconds_late_is_due_now() {
    let mut now = letter(&SAMPLES[0], TextKind::Escalation);
    if let Some(step) = &mut now.escalation {
        step.overdue = TimeDelta::zero();
    }
    let mail = render(&now).unwrap();
    let subject = "[K7Q2-9F] Urgent: first response due now — Nothing loads";
    assert_eq!(mail.subject, subject);
}

#[test]
fn a_digest_counts_what_it_does_not_tell_of() {
    let letters = [letter(&SAMPLES[0], TextKind::Escalation)];
    let mail = digest(&letters, 400).unwrap();
    assert!(mail.subject.contains("401 tickets"), "{}", mail.subject);
    assert!(mail.text.contains("400 further tickets"), "{}", mail.text);
}

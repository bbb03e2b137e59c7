//! Message content of a notice: what its recipient is shown, taken from the ticket as it is now.
use desk::mail::{
    EmergencyView, EscalationView, Letter, MailError, QuoteView, TextKind, TicketView, UnknownText,
    metric_label, promises_of, status_label, unanswered_of,
};
use desk::notice::{NoticeDraft, Recipient};
use desk::policy::{Policy, StepAt};
use desk::ticket::{Answer, ClassificationState, State, TicketFacts};
use desk::time::Instant;
use escalon_aws::TicketId;

use crate::context::NoticeContext;
use crate::obsolete::clock_of;
use crate::recipient::MailRecipient;
use crate::staff::{staff, text_for};

/// Why a notice cannot be written: a fault of ours or of the policy, which a person has to mend.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unwritten {
    #[error(transparent)]
    Text(#[from] UnknownText),
    #[error(transparent)]
    Mail(#[from] MailError),
}

/// The content of one notice's mail.
pub(crate) fn content<'d>(
    draft: &NoticeDraft,
    context: &'d NoticeContext,
    recipient: &'d MailRecipient,
    now: Instant,
) -> Result<Letter<'d>, Unwritten> {
    let (policy, state) = (&*context.policy, &context.state);
    let text = text_for(draft, text_of(draft, state)?);
    let locale = recipient.locale.as_str();
    let to_customer = match &draft.to {
        Recipient::Requester | Recipient::OrganisationAdmins => true,
        Recipient::Role { .. } => false,
    };
    Ok(Letter {
        text,
        locale,
        zone: recipient.zone,
        desk_name: policy.words(&policy.name, locale),
        ticket: TicketView {
            quote: quote(state).filter(|_| to_customer),
            url: context.url.clone(),
            goes_on_as: goes_on_as(state),
            ..ticket(policy, state, locale, to_customer)?
        },
        promise: if to_customer {
            promises_of(state, policy, locale, Some(&draft.name), now)?
        } else {
            Vec::new()
        },
        emergency: emergency(policy, state, locale).filter(|_| to_customer),
        answers: context.inbound.answers(policy),
        unanswered: if to_customer {
            unanswered_of(state, policy, locale, now)?
        } else {
            Vec::new()
        },
        links: if to_customer {
            links(policy, locale)
        } else {
            Vec::new()
        },
        body: context.reply.as_deref(),
        escalation: escalation(draft, context, recipient, now)?,
        extra_text: extra_text(draft, text, policy, state, locale),
        staff: staff(draft, context, recipient, now)?,
    })
}

/// The text of a notice. A ticket that goes on in another one is not closed to its requester.
fn text_of(draft: &NoticeDraft, state: &State) -> Result<TextKind, UnknownText> {
    let text: TextKind = draft.text.parse()?;
    let says_it_ended = match text {
        TextKind::StatusChanged | TextKind::Resolved => true,
        TextKind::Acknowledgement
        | TextKind::Logged
        | TextKind::Classified
        | TextKind::DateAgreed
        | TextKind::Reply
        | TextKind::Unanswered
        | TextKind::Merged
        | TextKind::Escalation
        | TextKind::Warning
        | TextKind::WishAcknowledgement
        | TextKind::Redirect
        | TextKind::Announcement
        | TextKind::Staff
        | TextKind::Digest => false,
    };
    let to_staff = matches!(draft.to, Recipient::Role { .. });
    let merged = says_it_ended && !to_staff && state.merged_into.is_some();
    Ok(if merged { TextKind::Merged } else { text })
}

/// The reference of the ticket in which this one goes on.
fn goes_on_as(state: &State) -> Option<String> {
    let other = state.merged_into.as_ref()?;
    // How a name is spoken does not depend on the desk.
    let spoken = TicketId::parse("", other).map(|id| id.reference());
    Some(spoken.unwrap_or_else(|_| other.clone()))
}

/// The ticket as its reader sees it. To a customer, what only the policy's default says is not shown as if somebody had
/// found it.
fn ticket(
    policy: &Policy,
    state: &State,
    locale: &str,
    to_customer: bool,
) -> Result<TicketView, MailError> {
    let (subject, usual) = (&state.subject, &policy.classify);
    let unsure = match state.classified {
        ClassificationState::No | ClassificationState::NotSure => to_customer,
        ClassificationState::Proposed | ClassificationState::ByHuman => false,
    };
    let kind = subject.ticket_type.as_ref();
    let kind = kind.filter(|kind| !(unsure && Some(*kind) == usual.default_type.as_ref()));
    let kind = kind.and_then(|kind| policy.types.get(kind));
    let area = subject
        .area
        .as_ref()
        .and_then(|area| policy.areas.get(area));
    let priority = subject.priority.as_ref();
    let priority =
        priority.filter(|found| !(unsure && Some(*found) == usual.default_priority.as_ref()));
    let priority = priority.and_then(|id| {
        let mut known = policy.priorities.iter();
        known.find(|known| known.id == *id)
    });
    let name = |words| policy.words(words, locale).to_owned();
    Ok(TicketView {
        reference: state.reference.clone(),
        kind_name: kind.map(|kind| name(&kind.name)),
        priority_name: priority.map(|priority| name(&priority.name)),
        area_name: area.map(|area| name(&area.name)),
        status_name: Some(status_label(locale, state.status.name())?),
        goes_on_as: None,
        url: None,
        quote: None,
    })
}

/// The quote that nobody has answered yet.
fn quote(state: &State) -> Option<QuoteView> {
    let consent = &state.quoting;
    let open = matches!(consent.answer, Answer::None);
    let quote = consent.quote.as_ref().filter(|_| open)?;
    Some(QuoteView {
        amount_cents: quote.amount_cents,
        currency: quote.currency.clone(),
        valid_until: quote.valid_until,
    })
}

/// The number for emergencies, where this is one.
fn emergency(policy: &Policy, state: &State, locale: &str) -> Option<EmergencyView> {
    let emergency = policy.emergency.as_ref()?;
    let holds = emergency.when.eval(&TicketFacts::new(policy, state));
    holds.then(|| EmergencyView {
        number: emergency.number.clone(),
        text: policy.words(&emergency.text, locale).to_owned(),
    })
}

fn links(policy: &Policy, locale: &str) -> Vec<(String, String)> {
    let links = policy.links.iter();
    links
        .map(|link| {
            (
                policy.words(&link.label, locale).to_owned(),
                link.url.clone(),
            )
        })
        .collect()
}

/// The escalation that a step of a ladder tells of. Without a running clock there is nothing to tell, and the
/// notice is obsolete.
fn escalation(
    draft: &NoticeDraft,
    context: &NoticeContext,
    recipient: &MailRecipient,
    now: Instant,
) -> Result<Option<EscalationView>, MailError> {
    let clock = clock_of(draft, &context.state);
    let due_at = clock.and_then(|clock| clock.due_at);
    let (Some(clock), Some(due_at), Some(index)) = (clock, due_at, draft.step) else {
        return Ok(None);
    };
    let policy = &*context.policy;
    let ladder = policy
        .metric(&clock.metric)
        .and_then(|metric| policy.ladders.get(metric.ladder.as_ref()?));
    let step = ladder.and_then(|ladder| ladder.steps.get(index));
    // What comes again is no share of the time.
    let at = step.filter(|step| step.round == 0).map(|step| &step.at);
    let step_share = at.and_then(|at| match at {
        StepAt::Share(share) => Some(*share),
        StepAt::BeforeDue(_)
        | StepAt::AfterDue(_)
        | StepAt::AfterStart(_)
        | StepAt::AfterPrevious(_) => None,
    });
    Ok(Some(EscalationView {
        metric_label: metric_label(&recipient.locale, &clock.metric)?,
        level: Some(context.state.level),
        due_at,
        overdue: now - due_at,
        step_share,
        role: recipient.role.clone(),
    }))
}

/// The policy's paragraph for this notice or, where a ticket is taken in, for its type.
fn extra_text<'d>(
    draft: &NoticeDraft,
    text: TextKind,
    policy: &'d Policy,
    state: &State,
    locale: &str,
) -> Option<&'d str> {
    let taken_in = match text {
        TextKind::Acknowledgement
        | TextKind::Logged
        | TextKind::Classified
        | TextKind::WishAcknowledgement => true,
        TextKind::StatusChanged
        | TextKind::DateAgreed
        | TextKind::Reply
        | TextKind::Resolved
        | TextKind::Unanswered
        | TextKind::Merged
        | TextKind::Escalation
        | TextKind::Warning
        | TextKind::Redirect
        | TextKind::Announcement
        | TextKind::Staff
        | TextKind::Digest => false,
    };
    let of_type = state.subject.ticket_type.as_ref().filter(|_| taken_in);
    let found = policy
        .texts
        .get(&draft.name)
        .or_else(|| policy.texts.get(of_type?))?;
    Some(policy.words(found, locale))
}

#[cfg(test)]
mod tests {
    use desk::mail::render;

    use super::*;
    use crate::recipient::recipient;
    use crate::sample::{NOW, alarm, at, context, draft, role, warned};

    fn mailed(draft: &NoticeDraft, context: &NoticeContext, now: Instant) -> String {
        let recipient = recipient(draft, context).unwrap();
        let content = content(draft, context, &recipient, now).unwrap();
        let mail = render(&content).unwrap();
        format!("{}\n{}", mail.subject, mail.text)
    }

    fn assert_contains(mail: &str, parts: &[&str]) {
        for part in parts {
            assert!(mail.contains(part), "{part}\n{mail}");
        }
    }

    fn received(to: Recipient) -> NoticeDraft {
        draft("received", "acknowledgement", to)
    }

    #[test]
    fn a_requester_is_told_what_is_promised_and_where_to_call() {
        let context = context("whitevision", "storing", "acuut");
        let mail = mailed(&received(Recipient::Requester), &context, at(NOW));
        let parts = [
            "[K7Q2-9F]",
            "Type: Storing",
            "Prioriteit: Acuut",
            "Status: Open",
            "We beoordelen je ticket uiterlijk ma 9 mrt 2026 om 09:15 (Europe/Amsterdam): tickets met \
             prioriteit Acuut worden binnen 15 minuten beoordeeld.",
            "\nLigt het hele systeem stil? Bel direct: +31 20 555 0100",
            "https://klantportaal.whitevision.example.com",
        ];
        assert_contains(&mail, &parts);
    }

    #[test]
    fn a_number_for_emergencies_is_shown_only_in_one() {
        let context = context("whitevision", "storing", "hoog");
        let mail = mailed(&received(Recipient::Requester), &context, at(NOW));
        assert!(!mail.contains("Bel direct"), "{mail}");
    }

    #[test]
    fn a_default_that_nobody_is_sure_of_is_not_shown_as_what_was_found() {
        let context = context("wep", "", "");
        let mail = mailed(&received(Recipient::Requester), &context, at(NOW));
        assert!(!mail.contains("Priority:"), "{mail}");
    }

    #[test]
    fn nobody_is_asked_to_answer_a_mail_unless_answers_come_in() {
        let mut context = context("whise", "", "high");
        let replies = draft("resolved", "resolved", Recipient::Requester);
        let mail = mailed(&replies, &context, at(NOW));
        assert!(mail.contains(&context.policy.reply_to), "{mail}");
        assert!(!mail.contains("reply to this email"), "{mail}");
        context.inbound = crate::inbound::InboundMail::On;
        let mail = mailed(&replies, &context, at(NOW));
        assert!(mail.contains("reply to this email"), "{mail}");
    }

    #[test]
    fn a_mail_does_not_promise_what_its_own_delivery_keeps() {
        let context = context("whise", "", "high");
        let logged = mailed(
            &draft("logged", "logged", Recipient::Requester),
            &context,
            at(NOW),
        );
        assert!(!logged.contains("first answer by"), "{logged}");
        let other = mailed(&received(Recipient::Requester), &context, at(NOW));
        assert!(other.contains("first answer by"), "{other}");
    }

    #[test]
    fn a_merged_ticket_is_not_called_closed_to_its_requester() {
        let mut context = context("whitevision", "storing", "hoog");
        context.state.merged_into = Some("7KX2M4QP9ZTB1".to_owned());
        let closed = draft("status_changed", "status_changed", Recipient::Requester);
        let mail = mailed(&closed, &context, at(NOW));
        assert!(mail.contains("gaat verder als"), "{mail}");
        assert!(!mail.contains("staat nu op"), "{mail}");
    }

    #[test]
    fn staff_are_mailed_nothing_that_is_written_for_customers() {
        let context = context("whitevision", "storing", "acuut");
        let mail = mailed(&received(role("lead")), &context, at(NOW));
        assert_contains(&mail, &["Acuut: beoordeling uiterlijk 09:15", "als lead"]);
        for part in ["van ons", "Bel direct", "klantportaal", "Bedankt"] {
            assert!(!mail.contains(part), "{part}\n{mail}");
        }
    }

    #[test]
    fn the_policy_s_paragraph_for_a_type_stands_where_a_ticket_is_taken_in() {
        let context = context("whitevision", "wens", "");
        let paragraph = "Wensen bewaren we als inspiratie.";
        let taken_in = mailed(&received(Recipient::Requester), &context, at(NOW));
        assert!(taken_in.contains(paragraph), "{taken_in}");
        let resolved = draft("resolved", "resolved", Recipient::Requester);
        let resolved = mailed(&resolved, &context, at(NOW));
        assert!(!resolved.contains(paragraph), "{resolved}");
        let by_name = draft("niet_individueel", "resolved", Recipient::Requester);
        let by_name = mailed(&by_name, &context, at(NOW));
        assert!(by_name.contains("Facturen die af en toe"), "{by_name}");
    }

    #[test]
    fn an_alarm_says_how_much_time_is_left_and_why_its_recipient_gets_it() {
        let (context, now) = warned();
        let mail = mailed(&alarm("first_response"), &context, now);
        let parts = [
            "[K7Q2-9F] High: first response by 13:00, 1 hour left",
            "on Mon 9 Mar 2026, 13:00 (Europe/Brussels)",
            "You receive this email as agent.",
            "This step comes at 75 % of the target.",
        ];
        assert_contains(&mail, &parts);
    }

    #[test]
    fn a_text_that_nobody_knows_is_an_error_and_not_an_empty_mail() {
        let context = context("whise", "", "high");
        let strange = draft("received", "greeting", Recipient::Requester);
        let recipient = recipient(&strange, &context).unwrap();
        let written = content(&strange, &context, &recipient, at(NOW));
        assert!(matches!(written, Err(Unwritten::Text(_))));
    }
}

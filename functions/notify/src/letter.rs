//! A notice as a letter: what its reader is shown, taken from the ticket as it is now.
use desk::mail::{
    EscalationView, Letter, MailError, PromiseView, QuoteView, TextKind, TicketView, UnknownText,
    metric_label, promises_of, status_label,
};
use desk::notice::{NoticeDraft, Recipient};
use desk::policy::{Policy, StepAt};
use desk::ticket::{Answer, State, TicketFacts};
use desk::time::Instant;

use crate::dossier::Dossier;
use crate::moot::clock_of;
use crate::reader::Reader;

/// Why a notice cannot be written: a fault of ours or of the policy, which a person has to mend.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unwritten {
    #[error(transparent)]
    Text(#[from] UnknownText),
    #[error(transparent)]
    Mail(#[from] MailError),
}

/// The letter of one notice.
pub(crate) fn letter<'d>(
    draft: &NoticeDraft,
    dossier: &'d Dossier,
    reader: &'d Reader,
    now: Instant,
) -> Result<Letter<'d>, Unwritten> {
    let (policy, state) = (&*dossier.policy, &dossier.state);
    let text: TextKind = draft.text.parse()?;
    let locale = reader.locale.as_str();
    let to_customer = match &draft.to {
        Recipient::Requester | Recipient::OrganisationAdmins => true,
        Recipient::Role { .. } => false,
    };
    Ok(Letter {
        text,
        locale,
        zone: reader.zone,
        desk_name: policy.words(&policy.name, locale),
        ticket: TicketView {
            quote: quote(state).filter(|_| to_customer),
            ..ticket(policy, state, locale)?
        },
        promise: promises(to_customer, dossier, locale, now)?,
        emergency: emergency(policy, state, locale).filter(|_| to_customer),
        links: if to_customer {
            links(policy, locale)
        } else {
            Vec::new()
        },
        body: dossier.reply.as_deref(),
        escalation: escalation(draft, dossier, reader, now)?,
        extra_text: extra_text(draft, text, policy, state, locale),
    })
}

fn ticket(policy: &Policy, state: &State, locale: &str) -> Result<TicketView, MailError> {
    let subject = &state.subject;
    let kind = subject.ticket_type.as_ref();
    let kind = kind.and_then(|kind| policy.types.get(kind));
    let priority = subject.priority.as_ref().and_then(|id| {
        let mut known = policy.priorities.iter();
        known.find(|known| known.id == *id)
    });
    let name = |words| policy.words(words, locale).to_owned();
    Ok(TicketView {
        reference: state.reference.clone(),
        kind_name: kind.map(|kind| name(&kind.name)),
        priority_name: priority.map(|priority| name(&priority.name)),
        status_name: Some(status_label(locale, state.status.name())?),
        url: None,
        quote: None,
    })
}

/// What a quote says that nobody has answered.
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

fn promises(
    to_customer: bool,
    dossier: &Dossier,
    locale: &str,
    now: Instant,
) -> Result<Vec<PromiseView>, MailError> {
    if to_customer {
        promises_of(&dossier.state, &dossier.policy, locale, now)
    } else {
        Ok(Vec::new())
    }
}

/// The policy's own sentence, with the number at its end.
fn emergency(policy: &Policy, state: &State, locale: &str) -> Option<String> {
    let emergency = policy.emergency.as_ref()?;
    if !emergency.when.eval(&TicketFacts::new(state)) {
        return None;
    }
    let said = policy.words(&emergency.text, locale).trim();
    let number = &emergency.number;
    Some(if said.is_empty() {
        number.clone()
    } else if said.contains(number.as_str()) {
        said.to_owned()
    } else {
        format!("{}: {number}", said.trim_end_matches('.'))
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

/// What a step of a ladder tells. Without a running clock there is nothing to tell, and the
/// notice is moot.
fn escalation(
    draft: &NoticeDraft,
    dossier: &Dossier,
    reader: &Reader,
    now: Instant,
) -> Result<Option<EscalationView>, MailError> {
    let clock = clock_of(draft, &dossier.state);
    let due_at = clock.and_then(|clock| clock.due_at);
    let (Some(clock), Some(due_at), Some(index)) = (clock, due_at, draft.step) else {
        return Ok(None);
    };
    let policy = &*dossier.policy;
    let ladder = policy
        .metric(&clock.metric)
        .and_then(|metric| policy.ladders.get(metric.ladder.as_ref()?));
    let at = ladder.and_then(|ladder| Some(&ladder.steps.get(index)?.at));
    let step_share = at.and_then(|at| match at {
        StepAt::Share(share) => Some(*share),
        StepAt::BeforeDue(_)
        | StepAt::AfterDue(_)
        | StepAt::AfterStart(_)
        | StepAt::AfterPrevious(_) => None,
    });
    Ok(Some(EscalationView {
        metric_label: metric_label(&reader.locale, &clock.metric)?,
        level: Some(dossier.state.level),
        due_at,
        overdue: now - due_at,
        step_share,
        role: reader.role.clone(),
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
        | TextKind::Reply
        | TextKind::Resolved
        | TextKind::Escalation
        | TextKind::Warning
        | TextKind::Redirect
        | TextKind::Announcement
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
    use crate::reader::reader;
    use crate::sample::{NOW, alarm, at, dossier, draft, role, warned};

    fn mailed(draft: &NoticeDraft, dossier: &Dossier, now: Instant) -> String {
        let reader = reader(draft, dossier).unwrap();
        let letter = letter(draft, dossier, &reader, now).unwrap();
        let mail = render(&letter).unwrap();
        format!("{}\n{}", mail.subject, mail.text)
    }

    fn received(to: Recipient) -> NoticeDraft {
        draft("received", "acknowledgement", to)
    }

    #[test]
    fn a_requester_is_told_what_is_promised_and_where_to_call() {
        let dossier = dossier("whitevision", "storing", "acuut");
        let mail = mailed(&received(Recipient::Requester), &dossier, at(NOW));
        for part in [
            "[K7Q2-9F]",
            "Type: Storing",
            "Prioriteit: Acuut",
            "Status: Open",
            "uiterlijk ma 9 mrt 2026 09:15 (Europe/Amsterdam), want tickets met prioriteit Acuut \
             worden binnen 15 minuten beoordeeld.",
            "Bij nood: Ligt het hele systeem stil? Bel direct: +31 20 555 0100",
            "https://klantportaal.whitevision.example.com",
        ] {
            assert!(mail.contains(part), "{part}\n{mail}");
        }
    }

    #[test]
    fn a_number_for_emergencies_is_shown_only_in_one() {
        let dossier = dossier("whitevision", "storing", "hoog");
        let mail = mailed(&received(Recipient::Requester), &dossier, at(NOW));
        assert!(!mail.contains("Bij nood"), "{mail}");
    }

    #[test]
    fn staff_are_told_no_promise_and_no_number() {
        let dossier = dossier("whitevision", "storing", "acuut");
        let mail = mailed(&received(role("lead")), &dossier, at(NOW));
        for part in ["uiterlijk", "Bij nood", "klantportaal"] {
            assert!(!mail.contains(part), "{part}\n{mail}");
        }
    }

    #[test]
    fn the_policy_s_paragraph_for_a_type_stands_where_a_ticket_is_taken_in() {
        let dossier = dossier("whitevision", "wens", "");
        let paragraph = "Wensen bewaren we als inspiratie.";
        let taken_in = mailed(&received(Recipient::Requester), &dossier, at(NOW));
        assert!(taken_in.contains(paragraph), "{taken_in}");
        let resolved = draft("resolved", "resolved", Recipient::Requester);
        let resolved = mailed(&resolved, &dossier, at(NOW));
        assert!(!resolved.contains(paragraph), "{resolved}");
        let by_name = draft("niet_individueel", "resolved", Recipient::Requester);
        let by_name = mailed(&by_name, &dossier, at(NOW));
        assert!(by_name.contains("Facturen die af en toe"), "{by_name}");
    }

    #[test]
    fn an_alarm_says_how_much_time_is_left_and_why_its_reader_gets_it() {
        let (dossier, now) = warned();
        let mail = mailed(&alarm("first_response"), &dossier, now);
        for part in [
            "[K7Q2-9F] First response: 1 hour left",
            "on Mon 9 Mar 2026, 13:00 (Europe/Brussels)",
            "You receive this mail as assignee.",
            "This step comes at 75 % of the target.",
        ] {
            assert!(mail.contains(part), "{part}\n{mail}");
        }
    }

    #[test]
    fn a_text_that_nobody_knows_is_an_error_and_not_an_empty_mail() {
        let dossier = dossier("whise", "", "high");
        let strange = draft("received", "greeting", Recipient::Requester);
        let reader = reader(&strange, &dossier).unwrap();
        let written = letter(&strange, &dossier, &reader, at(NOW));
        assert!(matches!(written, Err(Unwritten::Text(_))));
    }
}

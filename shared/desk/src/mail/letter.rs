//! Letters: mails before they have words.
use chrono::TimeDelta;
use chrono_tz::Tz;

use super::kind::TextKind;
use crate::time::Instant;

/// One mail to one reader, as data. Names are in the reader's locale already.
#[derive(Debug, Clone)]
pub struct Letter<'a> {
    /// Which text.
    pub text: TextKind,
    /// The reader's locale (`nl`, `fr-BE`). One that is not shipped falls back to its language,
    /// then to `en`.
    pub locale: &'a str,
    /// The reader's zone: every date is written in it, and names it.
    pub zone: Tz,
    /// Who signs.
    pub desk_name: &'a str,
    /// The ticket it is about.
    pub ticket: TicketView,
    /// Promises to the reader. Shown to requesters only; leave internal metrics out.
    pub promise: Vec<PromiseView>,
    /// The promises that ended with the ticket; only `unanswered` shows them.
    pub unanswered: Vec<UnansweredView>,
    /// The number to call, where the ticket is an emergency.
    pub emergency: Option<EmergencyView>,
    /// How the reader answers.
    pub answers: AnswerBy<'a>,
    /// Label and address.
    pub links: Vec<(String, String)>,
    /// An agent's public reply; only `reply` shows it. No other text carries what a person wrote,
    /// because acknowledgements that quote are used to relay spam.
    pub body: Option<&'a str>,
    /// Needed by `escalation` and `warning`, and by their lines in a digest.
    pub escalation: Option<EscalationView>,
    /// A paragraph of the policy's own, after the first one.
    pub extra_text: Option<&'a str>,
    /// The view of staff beside the ticket; needed by `staff`, and by nobody's mail but theirs.
    pub staff: Option<StaffView<'a>>,
}

/// The ticket as a mail shows it. No subject line: that is the requester's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TicketView {
    /// The reference that can be spoken.
    pub reference: String,
    /// The type's name, in the reader's locale; none while only a default speaks for it.
    pub kind_name: Option<String>,
    /// The priority's name, in the reader's locale; none while only a default speaks for it.
    pub priority_name: Option<String>,
    /// The area's name, in the reader's locale.
    pub area_name: Option<String>,
    /// The status's name, in the reader's locale. `status_changed` needs it.
    pub status_name: Option<String>,
    /// The reference of the ticket in which this one goes on. `merged` needs it.
    pub goes_on_as: Option<String>,
    /// The ticket's page for this reader.
    pub url: Option<String>,
    /// The quote for the work, while nobody has answered.
    pub quote: Option<QuoteView>,
}

/// The ticket as staff see it: what customers are never shown, and what a requester wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffView<'a> {
    /// The occasion of the mail.
    pub occasion: StaffOccasion,
    /// Why this reader gets it: a role, as the policy names it (`team_lead`).
    pub role: String,
    /// The organisation that asks, else the person.
    pub customer: Option<String>,
    /// The plan's name, in the reader's locale.
    pub plan: Option<String>,
    /// Who has the ticket: an agent, a team, or both.
    pub holder: Option<String>,
    /// The promises that are due, the earliest first.
    pub owed: Vec<OwedView>,
    /// The requester's subject line.
    pub subject: Option<&'a str>,
    /// The requester's words that the mail is about.
    pub words: Option<&'a str>,
}

/// The occasion of a mail to staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffOccasion {
    /// A ticket came in.
    Arrived,
    /// Somebody or a team got it.
    Assigned,
    /// It was given to another level.
    HandedOver,
    /// The requester wrote again.
    RequesterReplied,
    /// Its type, priority or area was found or changed.
    Classified,
    /// Anything else of which the policy tells staff.
    News,
}

impl StaffOccasion {
    /// Every occasion.
    pub const ALL: [Self; 6] = [
        Self::Arrived,
        Self::Assigned,
        Self::HandedOver,
        Self::RequesterReplied,
        Self::Classified,
        Self::News,
    ];

    /// The occasion of a notice that the desk sends by itself, by its name.
    #[must_use]
    pub fn of_notice(name: &str) -> Self {
        match name {
            "arrived" => Self::Arrived,
            "assigned" => Self::Assigned,
            "handed_over" => Self::HandedOver,
            "requester_replied" => Self::RequesterReplied,
            _ => Self::News,
        }
    }
}

/// A running promise as staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedView {
    /// The metric's name, in the reader's locale.
    pub metric_label: String,
    /// When it is, or was, due.
    pub due_at: Instant,
    /// How late it is at the time of writing; negative is the time left.
    pub overdue: TimeDelta,
    /// Why, as the rest of a sentence after "because".
    pub because: Option<String>,
}

/// A quote as whoever answers it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteView {
    /// In the smallest unit of the currency.
    pub amount_cents: u64,
    /// ISO 4217, such as `EUR`.
    pub currency: String,
    /// The last moment at which it can be approved.
    pub valid_until: Instant,
}

/// The way in which a requester answers a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerBy<'a> {
    /// Answering the mail: what comes to its `Reply-To` is put into the ticket.
    Reply,
    /// Writing to the desk's own address, which a person reads.
    Address(&'a str),
}

/// The number for emergencies with the policy's own sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyView {
    /// The number to call.
    pub number: String,
    /// The sentence in the reader's locale, with or without the number in it; may be empty.
    pub text: String,
}

/// One promise as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseView {
    /// The metric, as the policy names it: it chooses the sentence.
    pub metric: String,
    /// The metric's name, in the reader's locale.
    pub metric_label: String,
    /// The thing that is promised.
    pub said: Promised,
}

/// The content of a promise: an instant, or words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promised {
    /// A clock runs that the reader may see.
    By {
        /// When it is due.
        due_at: Instant,
        /// Why, as the rest of a sentence after "because".
        because: Option<String>,
    },
    /// The policy's words: "as soon as possible".
    InWords(String),
}

/// A promise that ended with its ticket, and nobody kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnansweredView {
    /// The metric's name, in the reader's locale.
    pub metric_label: String,
    /// When it was due, or would have been.
    pub due_at: Instant,
}

/// One step of a ladder as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscalationView {
    /// The metric's name, in the reader's locale.
    pub metric_label: String,
    /// The level the ticket has now.
    pub level: Option<u8>,
    /// When the promise is, or was, due.
    pub due_at: Instant,
    /// How late it is at the time of writing; negative is the time left.
    pub overdue: TimeDelta,
    /// Percent of the target at which this step comes.
    pub step_share: Option<u32>,
    /// Why this reader gets it: a role, as the policy names it (`team_lead`).
    pub role: String,
}

/// A mail ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// One line of at most 200 characters, without control characters.
    pub subject: String,
    /// The plain text part; lines end with `\n`.
    pub text: String,
    /// The HTML part: a whole document without scripts, images or anything to fetch.
    pub html: String,
}

//! Proposes type, priority and area from fields, structured answers and words; says what decided.
mod denial;
mod settled;
#[cfg(test)]
mod tests;
mod text;

pub use settled::{Settled, Sorted, settle};
use text::{Said, Text};

use crate::policy::{ClassifyRule, Phrases, Policy};
use crate::ticket::{Opening, State, TicketFacts};

/// Notes on rules that were passed over; more would tell nobody more.
const MOST_NOTES: usize = 2;

/// The proposal that the rules make for a ticket. `sure` is false where only the policy's default stands, or a
/// rule that is not sure itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The type found.
    pub ticket_type: Option<String>,
    /// The priority found.
    pub priority: Option<String>,
    /// The area found.
    pub area: Option<String>,
    /// The rules and the words that decided, in the order they decided.
    pub trace: Vec<String>,
    /// Whether more than the policy's default speaks for it.
    pub sure: bool,
}

/// Proposes a classification for what a requester wrote.
///
/// The first rule that holds decides each of type, priority and area; what the requester chose on
/// the form stands; then the impact matrix; then the policy's default, flagged for a human. A rule
/// that reads holds when its own phrases and each saying it names are said and not denied, and
/// nothing of what it excludes is said.
#[must_use]
pub fn propose(policy: &Policy, state: &State, subject: &str, body: &str) -> Proposal {
    let text = Text::of(subject, body);
    let mut proposal = from_form(&state.subject);
    let mut notes = Vec::new();
    for rule in &policy.classify.rules {
        if !rule.when.eval(&TicketFacts::new(policy, state))
            || open_to(rule, &proposal, policy).is_empty()
        {
            continue;
        }
        match reading(rule, policy, &text) {
            Reading::Holds(words) => take(&mut proposal, rule, &words, policy),
            Reading::PassedOver(why) => notes.push(format!("passed over {}: {why}", rule.id)),
            Reading::Silent => {}
        }
    }
    proposal.trace.extend(notes.into_iter().take(MOST_NOTES));
    default_type(policy, &mut proposal);
    default_area(policy, &mut proposal);
    drop_priority_of_another_type(policy, &mut proposal);
    matrix(policy, state, &mut proposal);
    default_priority(policy, state, &mut proposal);
    if !proposal.sure {
        proposal.trace.push("default: not sure".to_owned());
    }
    proposal
}

/// As [`propose`], looking at the structured answers alone; `None` when they decide nothing.
#[must_use]
pub fn from_answers(policy: &Policy, state: &State) -> Option<Proposal> {
    let mut proposal = Proposal {
        ticket_type: state.subject.ticket_type.clone(),
        priority: None,
        area: state.subject.area.clone(),
        trace: Vec::new(),
        sure: true,
    };
    for rule in policy.classify.rules.iter().filter(|rule| !rule.reads()) {
        if !rule.when.is_always() && rule.when.eval(&TicketFacts::new(policy, state)) {
            take(&mut proposal, rule, &[], policy);
        }
    }
    matrix(policy, state, &mut proposal);
    proposal.priority.is_some().then_some(proposal)
}

fn from_form(opening: &Opening) -> Proposal {
    let mut trace = Vec::new();
    if opening.ticket_type.is_some() {
        trace.push("form: type".to_owned());
    }
    Proposal {
        ticket_type: opening.ticket_type.clone(),
        priority: None,
        area: opening.area.clone(),
        trace,
        sure: true,
    }
}

/// The values that a rule would still decide.
fn open_to(rule: &ClassifyRule, proposal: &Proposal, policy: &Policy) -> Vec<&'static str> {
    let mut open = Vec::new();
    let ticket_type = match (&proposal.ticket_type, &rule.set_type) {
        (None, Some(own)) => {
            open.push("type");
            Some(own.as_str())
        }
        (decided, _) => decided.as_deref(),
    };
    if let (None, Some(priority)) = (&proposal.priority, &rule.set_priority)
        && has_priority(policy, ticket_type, priority)
    {
        open.push("priority");
    }
    if proposal.area.is_none() && rule.set_area.is_some() {
        open.push("area");
    }
    open
}

fn take(proposal: &mut Proposal, rule: &ClassifyRule, words: &[String], policy: &Policy) {
    let decided = open_to(rule, proposal, policy);
    if decided.is_empty() {
        return;
    }
    for of in &decided {
        match *of {
            "type" => proposal.ticket_type.clone_from(&rule.set_type),
            "priority" => proposal.priority.clone_from(&rule.set_priority),
            _ => proposal.area.clone_from(&rule.set_area),
        }
    }
    let words = match words {
        [] => String::new(),
        words => format!(" (\"{}\")", words.join("\", \"")),
    };
    let doubt = if rule.sure { "" } else { ", not sure" };
    proposal.sure &= rule.sure;
    let decided = decided.join(", ");
    proposal
        .trace
        .push(format!("rule {}{words}: {decided}{doubt}", rule.id));
}

/// Whether tickets of that type take that priority; any do while the type is open.
fn has_priority(policy: &Policy, ticket_type: Option<&str>, priority: &str) -> bool {
    let found = ticket_type.and_then(|name| policy.types.get(name));
    found.is_none_or(|found| found.priorities.iter().any(|known| known == priority))
}

fn matrix(policy: &Policy, state: &State, proposal: &mut Proposal) {
    let (None, Some(matrix)) = (&proposal.priority, &policy.classify.matrix) else {
        return;
    };
    let answers = &state.subject.answers;
    let place = |scale: &[String], name: &str| {
        let answer = answers.get(name)?;
        scale.iter().position(|known| known == answer)
    };
    let cell = place(&matrix.impact, "impact").zip(place(&matrix.urgency, "urgency"));
    let found = cell.and_then(|(impact, urgency)| matrix.priority.get(impact)?.get(urgency));
    let ticket_type = proposal.ticket_type.as_deref();
    if let Some(priority) = found.filter(|found| has_priority(policy, ticket_type, found)) {
        proposal.priority = Some(priority.clone());
        proposal.trace.push("matrix: impact and urgency".to_owned());
    }
}

/// A rule may decide the priority while the type is still open.
fn drop_priority_of_another_type(policy: &Policy, proposal: &mut Proposal) {
    let ticket_type = proposal.ticket_type.as_deref();
    let other = |priority: &String| !has_priority(policy, ticket_type, priority);
    if let Some(priority) = proposal.priority.take_if(|priority| other(priority)) {
        let trace = format!("no priority `{priority}` of this type");
        proposal.trace.push(trace);
    }
}

fn default_type(policy: &Policy, proposal: &mut Proposal) {
    if proposal.ticket_type.is_none() && !policy.types.is_empty() {
        proposal
            .ticket_type
            .clone_from(&policy.classify.default_type);
        proposal.sure = false;
    }
}

/// The usual area, which makes nothing unsure: a person asks for a type and a priority.
fn default_area(policy: &Policy, proposal: &mut Proposal) {
    if proposal.area.is_none() {
        proposal.area.clone_from(&policy.classify.default_area);
    }
}

fn default_priority(policy: &Policy, state: &State, proposal: &mut Proposal) {
    let takes_priority = !policy.priorities.is_empty()
        && proposal
            .ticket_type
            .as_ref()
            .and_then(|name| policy.types.get(name))
            .is_none_or(|found| !found.priorities.is_empty());
    if proposal.priority.is_none() && takes_priority {
        let fits =
            |priority: &String| has_priority(policy, proposal.ticket_type.as_deref(), priority);
        let default = policy.classify.default_priority.clone();
        let asked = state
            .requested_priority
            .clone()
            .filter(|asked| fits(asked) && Some(asked) != default.as_ref());
        if asked.is_some() {
            proposal.trace.push("form: priority".to_owned());
            proposal.priority = asked;
            return;
        }
        proposal.priority = default.filter(fits);
        proposal.sure = false;
    }
}

/// The reading of a text by one rule.
enum Reading {
    /// All that it looks for is said, with these words.
    Holds(Vec<String>),
    /// It would hold, but for these words.
    PassedOver(String),
    Silent,
}

fn reading(rule: &ClassifyRule, policy: &Policy, text: &Text) -> Reading {
    let says = &policy.classify.says;
    let own = Some(&rule.phrases).filter(|phrases| !phrases.is_empty());
    let named = |names: &[String]| -> Vec<&Phrases> {
        names.iter().filter_map(|name| says.get(name)).collect()
    };
    let mut words = Vec::new();
    let mut denied = None;
    for wanted in own.into_iter().chain(named(&rule.says)) {
        match said(wanted, text) {
            Some(Said::Plainly(said)) => words.push(said),
            Some(Said::Denied { words, by }) => {
                denied = denied.or(Some(format!("\"{words}\" after \"{by}\"")));
            }
            None => return Reading::Silent,
        }
    }
    if let Some(denied) = denied {
        return Reading::PassedOver(denied);
    }
    for unwanted in named(&rule.unless) {
        if let Some(Said::Plainly(words)) = said(unwanted, text) {
            return Reading::PassedOver(format!("\"{words}\""));
        }
    }
    Reading::Holds(words)
}

fn said(phrases: &Phrases, text: &Text) -> Option<Said> {
    let mut denied = None;
    for (locale, phrases) in phrases {
        match text.says(locale, phrases.phrases()) {
            Some(said @ Said::Plainly(_)) => return Some(said),
            Some(said @ Said::Denied { .. }) => denied = denied.or(Some(said)),
            None => {}
        }
    }
    denied
}

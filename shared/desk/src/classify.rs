//! Proposes type, priority and area from fields, structured answers and words; says what decided.
use crate::policy::{ClassifyRule, Policy};
use crate::ticket::{Opening, State, TicketFacts};

/// What the rules make of a ticket. `sure` is false where only the policy's default stands.
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
/// The first rule that fits decides each of type, priority and area; what the requester chose on
/// the form stands; then the impact matrix; then the policy's default, flagged for a human.
#[must_use]
pub fn propose(policy: &Policy, state: &State, subject: &str, body: &str) -> Proposal {
    let text = normalized(&format!("{subject} \n {body}"));
    let mut proposal = from_form(&state.subject);
    for rule in &policy.classify.rules {
        if !rule.when.eval(&TicketFacts::new(state)) {
            continue;
        }
        let words = phrase_in(rule, &text);
        if rule.phrases.is_empty() || words.is_some() {
            take(&mut proposal, rule, words.as_deref(), policy);
        }
    }
    matrix(policy, state, &mut proposal);
    defaults(policy, state, &mut proposal);
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
    for rule in policy
        .classify
        .rules
        .iter()
        .filter(|rule| rule.phrases.is_empty())
    {
        if !rule.when.is_always() && rule.when.eval(&TicketFacts::new(state)) {
            take(&mut proposal, rule, None, policy);
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

fn take(proposal: &mut Proposal, rule: &ClassifyRule, words: Option<&str>, policy: &Policy) {
    let mut decided = Vec::new();
    if let (None, Some(ticket_type)) = (&proposal.ticket_type, &rule.set_type) {
        proposal.ticket_type = Some(ticket_type.clone());
        decided.push("type");
    }
    if let (None, Some(priority)) = (&proposal.priority, &rule.set_priority)
        && has_priority(policy, proposal.ticket_type.as_deref(), priority)
    {
        proposal.priority = Some(priority.clone());
        decided.push("priority");
    }
    if let (None, Some(area)) = (&proposal.area, &rule.set_area) {
        proposal.area = Some(area.clone());
        decided.push("area");
    }
    if !decided.is_empty() {
        let words = words
            .map(|words| format!(" (\"{words}\")"))
            .unwrap_or_default();
        proposal
            .trace
            .push(format!("rule {}{words}: {}", rule.id, decided.join(", ")));
    }
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
    if let Some(priority) =
        cell.and_then(|(impact, urgency)| matrix.priority.get(impact)?.get(urgency))
    {
        proposal.priority = Some(priority.clone());
        proposal.trace.push("matrix: impact and urgency".to_owned());
    }
}

fn defaults(policy: &Policy, state: &State, proposal: &mut Proposal) {
    if proposal.ticket_type.is_none() && !policy.types.is_empty() {
        proposal
            .ticket_type
            .clone_from(&policy.classify.default_type);
        proposal.sure = false;
    }
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
    if !proposal.sure {
        proposal.trace.push("default: not sure".to_owned());
    }
}

fn phrase_in(rule: &ClassifyRule, text: &str) -> Option<String> {
    let mut phrases = rule.phrases.values().flatten();
    phrases
        .find(|phrase| text.contains(&normalized(phrase)))
        .cloned()
}

/// Lower case, punctuation as spaces, one space between words, spaces at both ends: so that a
/// phrase is found as whole words only.
fn normalized(text: &str) -> String {
    let letters = text
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' });
    let lowered: String = letters.flat_map(char::to_lowercase).collect();
    let words: Vec<_> = lowered.split_whitespace().collect();
    format!(" {} ", words.join(" "))
}

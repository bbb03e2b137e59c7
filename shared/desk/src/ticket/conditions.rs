//! The values of a ticket that conditions (`when`) ask for.
use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::policy::{Arrival, Event, Facts, Key, Policy, Trigger, Values, Who};
use crate::ticket::{Actor, State};

/// The ticket's values by the keys of `when`.
pub struct TicketFacts<'a> {
    policy: &'a Policy,
    state: &'a State,
}

impl<'a> TicketFacts<'a> {
    /// The view of `state`, by the calendars of `policy`.
    #[must_use]
    pub fn new(policy: &'a Policy, state: &'a State) -> Self {
        Self { policy, state }
    }
}

impl Facts for TicketFacts<'_> {
    fn received(&self, arrival: &Arrival) -> Option<bool> {
        let zone = |attributes: &BTreeMap<String, String>| attributes.get("zone")?.parse().ok();
        let subject = &self.state.subject;
        let zones = (zone(&subject.organisation), zone(&subject.contact));
        Some(self.policy.answers(arrival, self.state.opened_at, zones))
    }

    fn values(&self, key: &Key) -> Values<'_> {
        let subject = &self.state.subject;
        match key {
            Key::Plan => one(subject.plan.as_deref()),
            Key::AddOn => many(&subject.add_ons),
            Key::Type => one(subject.ticket_type.as_deref()),
            Key::Priority => one(subject.priority.as_deref()),
            Key::RequestedPriority => one(self.state.requested_priority.as_deref()),
            Key::Area => one(subject.area.as_deref()),
            Key::Channel => many(&self.state.channels),
            Key::Status => one(Some(self.state.status.name())),
            Key::Level => Values::One(Cow::Owned(self.state.level.to_string())),
            Key::Difficulty => one(self.state.difficulty.as_deref()),
            Key::Impact => one(subject.answers.get("impact").map(String::as_str)),
            Key::Urgency => one(subject.answers.get("urgency").map(String::as_str)),
            Key::Locale => one(subject.locale.as_deref()),
            Key::Milestone => many(&self.state.milestones),
            Key::Fact => many(self.state.firsts.keys()),
            Key::Organisation(name) => named(&subject.organisation, name),
            Key::Contact(name) => named(&subject.contact, name),
            Key::Field(name) => named(&subject.fields, name),
            Key::Answer(name) => named(&subject.answers, name),
        }
    }
}

fn one(value: Option<&str>) -> Values<'_> {
    value.map_or(Values::None, |value| Values::One(Cow::Borrowed(value)))
}

fn many<'v>(values: impl IntoIterator<Item = &'v String>) -> Values<'v> {
    Values::Many(
        values
            .into_iter()
            .map(|value| Cow::Borrowed(value.as_str()))
            .collect(),
    )
}

fn named<'v>(values: &'v BTreeMap<String, String>, name: &str) -> Values<'v> {
    one(values.get(name).map(String::as_str))
}

/// Whether a trigger of the policy answers to an event, done by that actor, on the ticket as it is now.
pub(crate) fn answers_to(
    trigger: &Trigger,
    event: &Event,
    by: &Actor,
    policy: &Policy,
    state: &State,
) -> bool {
    let same = match (&trigger.event, event) {
        (Event::Status(None), Event::Status(_)) => true,
        (wanted, event) => wanted == event,
    };
    same && acted(trigger, by) && trigger.when.eval(&TicketFacts::new(policy, state))
}

fn acted(trigger: &Trigger, by: &Actor) -> bool {
    match (trigger.who, by) {
        (None, _) => true,
        (Some(Who::System), Actor::System) => true,
        (Some(Who::Agent), Actor::Agent { .. }) => true,
        (Some(Who::Requester), Actor::Requester) => true,
        (Some(Who::Level(wanted)), Actor::Agent { level, .. }) => wanted == *level,
        (Some(_), _) => false,
    }
}

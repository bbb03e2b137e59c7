//! Checks of names against the policy: each refusal names the field that is wrong.
use std::collections::BTreeSet;

use crate::lifecycle::Refusal;
use crate::lifecycle::opening::on_behalf;
use crate::policy::Policy;
use crate::ticket::{Opening, State};

/// Bounds that keep a snapshot small.
pub(crate) mod limits {
    use crate::lifecycle::Refusal;

    /// Pauses of one ticket, so that its snapshot stays well under 8 KB.
    pub(crate) const WAITS: usize = 64;
    /// Answers, fields, and pieces of missing information.
    pub(crate) const ENTRIES: usize = 40;
    /// Longest of each, and of its name, in characters.
    pub(crate) const VALUE: usize = 400;
    /// Longest name of an agent, in characters.
    pub(crate) const NAME: usize = 100;
    /// Tickets that one ticket takes over.
    pub(crate) const ABSORBED: usize = 64;
    /// Facts of one ticket, all of which are read to audit it and to show it.
    pub(crate) const FACTS: u64 = 2_000;
    /// Longest reason, in characters.
    const REASON: usize = 300;

    /// Refuses a reason that is too long for a fact.
    pub(crate) fn reason(field: &'static str, text: &str) -> Result<(), Refusal> {
        if text.chars().count() <= REASON {
            return Ok(());
        }
        Err(Refusal::Invalid {
            field,
            why: format!("longer than {REASON} characters"),
        })
    }
}

pub(crate) struct Checks<'a> {
    pub(crate) policy: &'a Policy,
}

pub(crate) fn unknown<'k>(
    field: &'static str,
    value: &str,
    known: impl IntoIterator<Item = &'k String>,
) -> Refusal {
    let known: Vec<_> = known.into_iter().map(String::as_str).collect();
    let known = if known.is_empty() {
        "none".to_owned()
    } else {
        known.join(", ")
    };
    Refusal::Unknown {
        field,
        value: value.to_owned(),
        known,
    }
}

impl Checks<'_> {
    pub(crate) fn opening(&self, opening: &Opening) -> Result<(), Refusal> {
        self.plan(opening.plan.as_deref(), &opening.add_ons)?;
        if let Some(ticket_type) = &opening.ticket_type {
            self.ticket_type(ticket_type)?;
        }
        if let Some(priority) = &opening.priority {
            self.priority(opening.ticket_type.as_deref(), priority)?;
        }
        if let Some(area) = &opening.area {
            self.area(area)?;
        }
        if let Some(channel) = &opening.channel {
            self.channel(channel)?;
        }
        on_behalf(self.policy, opening)
    }

    pub(crate) fn plan(
        &self,
        plan: Option<&str>,
        add_ons: &BTreeSet<String>,
    ) -> Result<(), Refusal> {
        if let Some(plan) = plan.filter(|plan| !self.policy.plans.contains_key(*plan)) {
            return Err(unknown("plan", plan, self.policy.plans.keys()));
        }
        match add_ons
            .iter()
            .find(|add_on| !self.policy.add_ons.contains_key(*add_on))
        {
            Some(add_on) => Err(unknown("add_ons", add_on, self.policy.add_ons.keys())),
            None => Ok(()),
        }
    }

    pub(crate) fn ticket_type(&self, value: &str) -> Result<(), Refusal> {
        if self.policy.types.contains_key(value) {
            return Ok(());
        }
        Err(unknown("type", value, self.policy.types.keys()))
    }

    fn priority(&self, ticket_type: Option<&str>, value: &str) -> Result<(), Refusal> {
        if self.policy.priority_rank(value).is_none() {
            return Err(unknown(
                "priority",
                value,
                self.policy.priorities.iter().map(|known| &known.id),
            ));
        }
        let Some((name, found)) =
            ticket_type.and_then(|name| Some((name, self.policy.types.get(name)?)))
        else {
            return Ok(());
        };
        if found.priorities.iter().any(|known| known == value) {
            return Ok(());
        }
        let known = if found.priorities.is_empty() {
            "none".to_owned()
        } else {
            found.priorities.join(", ")
        };
        Err(Refusal::PriorityOfType {
            ticket_type: name.to_owned(),
            priority: value.to_owned(),
            known,
        })
    }

    pub(crate) fn classification(
        &self,
        state: &State,
        ticket_type: Option<&str>,
        priority: Option<&str>,
        area: Option<&str>,
    ) -> Result<(), Refusal> {
        if let Some(ticket_type) = ticket_type {
            self.ticket_type(ticket_type)?;
        }
        if let Some(priority) = priority {
            self.priority(
                ticket_type.or(state.subject.ticket_type.as_deref()),
                priority,
            )?;
        }
        area.map_or(Ok(()), |area| self.area(area))
    }

    /// A priority that the ticket can have and that is higher than its own.
    pub(crate) fn higher(&self, state: &State, other: Option<&str>) -> Option<String> {
        let other = other?;
        let known = self
            .policy
            .priorities_of(state.subject.ticket_type.as_deref());
        let rank = |priority: &str| known.iter().position(|known| *known == priority);
        let theirs = rank(other)?;
        let own = state.subject.priority.as_deref().and_then(rank);
        own.is_none_or(|own| theirs < own).then(|| other.to_owned())
    }

    pub(crate) fn area(&self, value: &str) -> Result<(), Refusal> {
        if self.policy.areas.contains_key(value) {
            return Ok(());
        }
        Err(unknown("area", value, self.policy.areas.keys()))
    }

    pub(crate) fn team(&self, value: Option<&str>) -> Result<(), Refusal> {
        match value.filter(|team| !self.policy.teams.contains_key(*team)) {
            Some(team) => Err(unknown("team", team, self.policy.teams.keys())),
            None => Ok(()),
        }
    }

    /// A channel by which tickets are opened.
    pub(crate) fn channel(&self, value: &str) -> Result<(), Refusal> {
        let known = &self.policy.channels;
        let plans = self.policy.plans.values().flat_map(|plan| &plan.channels);
        let add_ons = self
            .policy
            .add_ons
            .values()
            .flat_map(|add_on| &add_on.channels);
        if known
            .iter()
            .chain(plans)
            .chain(add_ons)
            .any(|channel| channel == value)
        {
            return Ok(());
        }
        Err(unknown("channel", value, known))
    }

    /// A channel by which the requester reaches out again: a call counts, also where calls open nothing.
    pub(crate) fn contact(&self, value: &str) -> Result<(), Refusal> {
        if crate::policy::CHANNELS.contains(&value) {
            return Ok(());
        }
        self.channel(value)
    }

    pub(crate) fn milestone(&self, value: &str) -> Result<(), Refusal> {
        if self.policy.milestones.iter().any(|known| known == value) {
            return Ok(());
        }
        Err(unknown("milestone", value, &self.policy.milestones))
    }

    pub(crate) fn notice(&self, value: &str) -> Result<(), Refusal> {
        let known = || self.policy.notices.iter().map(|notice| &notice.name);
        if known().any(|name| name == value) {
            return Ok(());
        }
        Err(unknown("notice", value, known()))
    }

    pub(crate) fn status(&self, value: &str) -> Result<(), Refusal> {
        let known: BTreeSet<&String> = self.policy.waiting_statuses().collect();
        if known.iter().any(|known| *known == value) {
            return Ok(());
        }
        Err(unknown("status", value, known))
    }
}

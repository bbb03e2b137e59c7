//! Mails to staff that hold without being written: whoever has to act hears of it, in time and not at night for nothing.
//!
//! Urgent mails go at once, at any hour that the ticket's promise covers; others wait for the desk's hours.
//! Nobody is told of what they did, or of what another mail of the same step tells them.
use super::{NoticeDraft, Recipient, same_address};
use crate::policy::{Hearers, Policy};
use crate::ticket::{Actor, RoleContact, State, contact_at};
use crate::time::Instant;

/// The text of these mails; their names say what happened.
const TEXT: &str = "staff";

/// News of a ticket for whoever has to act on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StaffNews {
    /// It came in and is classified, or nobody could classify it.
    Arrived,
    /// Somebody or a team got it.
    Assigned,
    /// An agent gave it to another level.
    HandedOver,
    /// The requester answered, or completed it.
    RequesterReplied,
}

impl StaffNews {
    /// The policy's word for it.
    fn name(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Assigned => "assigned",
            Self::HandedOver => "handed_over",
            Self::RequesterReplied => "requester_replied",
        }
    }

    fn hearers(self, policy: &Policy) -> &Hearers {
        match self {
            Self::Arrived => &policy.staff.arrived,
            Self::Assigned => &policy.staff.assigned,
            Self::HandedOver => &policy.staff.handed_over,
            Self::RequesterReplied => &policy.staff.requester_replied,
        }
    }
}

/// The ticket after a step, as far as mails to staff look at it.
pub(crate) struct StaffCall<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) state: &'a State,
    /// Who acted.
    pub(crate) by: &'a Actor,
    pub(crate) now: Instant,
    /// The step's other mails.
    pub(crate) told: &'a [NoticeDraft],
}

impl StaffCall<'_> {
    /// The mail about the news; none where nobody is left to tell.
    pub(crate) fn draft(&self, news: StaffNews) -> Option<NoticeDraft> {
        let not_before = self.not_before();
        let hearers = match news.hearers(self.policy) {
            Hearers::Nobody => return None,
            Hearers::These(roles) => roles.iter().flat_map(|role| self.named(role)).collect(),
            Hearers::WhoeverActs if self.acts_already() => return None,
            Hearers::WhoeverActs => self.whoever_acts(not_before),
        };
        let mut left = Vec::new();
        for hearer in hearers {
            if !self.knows_already(&hearer)
                && !left.iter().any(|other: &Recipient| other.is_same(&hearer))
            {
                left.push(hearer);
            }
        }
        let mut left = left.into_iter();
        Some(NoticeDraft {
            name: news.name().to_owned(),
            text: TEXT.to_owned(),
            to: left.next()?,
            cc: left.collect(),
            fact_seq: self.state.version,
            not_before,
            metric: None,
            step: None,
            digest: true,
            receipt: false,
        })
    }

    /// Whether the person who acted is the one who has the ticket.
    fn acts_already(&self) -> bool {
        matches!(self.by, Actor::Agent { id, .. } if self.state.assignee.as_ref() == Some(id))
    }

    /// Whether somebody acted themselves, or gets another mail of the same step.
    fn knows_already(&self, hearer: &Recipient) -> bool {
        let own = match self.by {
            Actor::Agent { id, .. } => self.policy.roles.get(id),
            Actor::System | Actor::Requester => None,
        };
        let acted = match (hearer, own) {
            (Recipient::Role { address, .. }, Some(own)) => same_address(own, address),
            (_, _) => false,
        };
        let mut told = self.told.iter();
        acted || told.any(|draft| draft.tells(hearer))
    }

    fn named(&self, role: &str) -> Option<Recipient> {
        let level = self.state.level;
        let found = contact_at(self.policy, self.state, role, level, self.now);
        match found {
            RoleContact::At(address) => Some(at(role, &address)),
            RoleContact::Requester => Some(Recipient::Requester),
            RoleContact::OrganisationAdmins => Some(Recipient::OrganisationAdmins),
            RoleContact::DeclaredEmpty => None,
            // Nobody is known in that role: the desk itself must hear of it.
            RoleContact::Unknown => Some(at(role, &self.policy.reply_to)),
        }
    }

    /// Who has to act: at a closed hour whoever is on call; else the assignee, else the team, else the level, else
    /// the desk itself.
    fn whoever_acts(&self, not_before: Instant) -> Vec<Recipient> {
        let wakes = not_before <= self.now && !self.hours().is_open(self.now);
        let on_call = self.known("on_call").filter(|_| wakes);
        let assignee = || {
            let has_one = self.state.assignee.is_some();
            self.known("assignee").filter(|_| has_one)
        };
        if let Some(one) = on_call.or_else(assignee) {
            return vec![one];
        }
        let several = [self.of_teams(self.state.team.iter()), self.of_level()];
        if let Some(found) = several.into_iter().find(|found| !found.is_empty()) {
            return found;
        }
        let desk = || at("team", &self.policy.reply_to);
        let shared = ["assignee", "team_lead"].into_iter();
        let shared = shared.filter_map(|role| self.known(role)).next();
        vec![shared.unwrap_or_else(desk)]
    }

    /// The address of a role, where the policy gives one.
    fn known(&self, role: &str) -> Option<Recipient> {
        let level = self.state.level;
        match contact_at(self.policy, self.state, role, level, self.now) {
            RoleContact::At(address) => Some(at(role, &address)),
            RoleContact::Requester
            | RoleContact::OrganisationAdmins
            | RoleContact::DeclaredEmpty
            | RoleContact::Unknown => None,
        }
    }

    /// The address of the level, else its teams.
    fn of_level(&self) -> Vec<Recipient> {
        if let Some(level) = self.known("level") {
            return vec![level];
        }
        let of_level = self.policy.teams.iter();
        let of_level = of_level.filter(|(_, team)| team.level == self.state.level);
        self.of_teams(of_level.map(|(name, _)| name))
    }

    /// Per team its own address, else those of its members, else that of its lead.
    fn of_teams<'n>(&self, names: impl Iterator<Item = &'n String>) -> Vec<Recipient> {
        names.flat_map(|name| self.of_team(name)).collect()
    }

    fn of_team(&self, name: &str) -> Vec<Recipient> {
        let roles = &self.policy.roles;
        if let Some(address) = roles.get(name) {
            return vec![at("team", address)];
        }
        let team = self.policy.teams.get(name);
        let members = team.iter().flat_map(|team| &team.members);
        let addresses = members.filter_map(|member| roles.get(member));
        let members: Vec<_> = addresses.map(|address| at("team", address)).collect();
        if !members.is_empty() {
            return members;
        }
        let lead = roles.get(&format!("{name}_lead"));
        let lead = lead.map(|address| at("team_lead", address));
        lead.into_iter().collect()
    }
}

fn at(role: &str, address: &str) -> Recipient {
    Recipient::Role {
        role: role.to_owned(),
        address: address.to_owned(),
    }
}

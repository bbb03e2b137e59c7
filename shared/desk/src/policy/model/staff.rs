//! The compiled form of mails to staff that hold without being written.
use crate::policy::syntax::Condition;

/// Mails to staff: who hears of what happens to a ticket, and in which hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMail {
    /// The tickets of which staff hear at once.
    pub urgent: Urgent,
    /// The calendar whose opening the other mails wait for; none takes the hours of the ticket's metrics.
    pub hours: Option<String>,
    /// Who hears of a new ticket.
    pub arrived: Hearers,
    /// Who hears that somebody or a team got a ticket.
    pub assigned: Hearers,
    /// Who hears that a ticket was given to another level.
    pub handed_over: Hearers,
    /// Who hears that the requester answered.
    pub requester_replied: Hearers,
}

/// The tickets of which staff hear at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Urgent {
    /// The first of the priorities, and those of which something is due within an hour.
    ByDefault,
    /// Those for which this holds.
    When(Condition),
}

/// The hearers of one kind of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hearers {
    /// The assignee, else the team, else the level, else the desk itself.
    WhoeverActs,
    /// These roles and addresses.
    These(Vec<String>),
    /// Nobody.
    Nobody,
}

impl StaffMail {
    /// All of them, to whoever has to act.
    pub(in crate::policy) const BY_DEFAULT: Self = Self {
        urgent: Urgent::ByDefault,
        hours: None,
        arrived: Hearers::WhoeverActs,
        assigned: Hearers::WhoeverActs,
        handed_over: Hearers::WhoeverActs,
        requester_replied: Hearers::WhoeverActs,
    };

    /// Whether nobody hears of anything.
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.hearers()
            .into_iter()
            .all(|(_, hearers)| *hearers == Hearers::Nobody)
    }

    /// Who hears of each kind of news, by the policy's word for it.
    #[must_use]
    pub fn hearers(&self) -> [(&'static str, &Hearers); 4] {
        [
            ("arrived", &self.arrived),
            ("assigned", &self.assigned),
            ("handed_over", &self.handed_over),
            ("requester_replied", &self.requester_replied),
        ]
    }

    /// The same, to be said otherwise.
    pub(in crate::policy) fn hearers_mut(&mut self) -> [&mut Hearers; 4] {
        [
            &mut self.arrived,
            &mut self.assigned,
            &mut self.handed_over,
            &mut self.requester_replied,
        ]
    }
}

//! The desk itself: links, emergencies, who may open a ticket, where tickets go.
use super::meanings::{Count, Text, When};
use super::names::{Calendar, NameOf, Team};
use super::section::section;
use super::values::{ByName, Many, Wording};

section! {
    /// A link shown before and after the form.
    "a link" Link {
        /// Words of the link.
        need label: Wording<'n>,
        /// Address it leads to.
        need url: Text<'n>,
    }
}

section! {
    /// A phone number shown before sending.
    "an emergency" Emergency {
        /// The phone number.
        need number: Text<'n>,
        /// The tickets for which it is shown.
        may when: When<'n> = "all",
        /// Words beside it.
        may text: Wording<'n>,
    }
}

section! {
    /// Rules of who may open a ticket, and how.
    "intake rules" Intake {
        /// Those who may open a ticket.
        may open_to: Many<'n, Text<'n>>,
        /// Roles that may open one for somebody else.
        may on_behalf: Many<'n, Text<'n>>,
        /// Words for everybody else: where to go.
        may others: Wording<'n>,
        /// The answer on a channel that the plan does not open.
        may redirect: Wording<'n>,
    }
}

section! {
    /// A row that gives tickets to a team, before the area's team.
    "a route" Route {
        /// The tickets it is for. First match wins.
        may when: When<'n> = "all",
        /// The team.
        need team: NameOf<'n, Team>,
        /// The level at which a new ticket opens that takes this row, with a team of that level.
        may level: Count<'n> = "1",
        /// Preferred hours: a row in its hours comes before one that is not.
        may hours: NameOf<'n, Calendar>,
    }
}

section! {
    /// Words for readers of what has no `name` of its own: for each kind the name in this file, and a text or one per locale.
    "names for readers" ReaderNames {
        /// Calendars.
        may calendars: ByName<'n, Wording<'n>>,
        /// Metrics.
        may metrics: ByName<'n, Wording<'n>>,
        /// Statuses of your own.
        may statuses: ByName<'n, Wording<'n>>,
        /// Milestones.
        may milestones: ByName<'n, Wording<'n>>,
        /// Teams.
        may teams: ByName<'n, Wording<'n>>,
        /// Roles.
        may roles: ByName<'n, Wording<'n>>,
        /// Channels of your own.
        may channels: ByName<'n, Wording<'n>>,
        /// Notices that a promise names.
        may notices: ByName<'n, Wording<'n>>,
        /// Difficulties of a commitment.
        may difficulties: ByName<'n, Wording<'n>>,
        /// Fields of the form.
        may fields: ByName<'n, Wording<'n>>,
        /// Attributes of organizations and contacts.
        may attributes: ByName<'n, Wording<'n>>,
        /// Values of fields, answers, attributes, impact and urgency.
        may values: ByName<'n, Wording<'n>>,
    }
}

section! {
    /// A paragraph of the page for what no key says. It promises no time: nothing counts it.
    "a term" Term {
        /// Heading of the paragraph.
        need title: Wording<'n>,
        /// The paragraph.
        need text: Wording<'n>,
    }
}

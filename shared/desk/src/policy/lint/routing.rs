//! Routing: rows that no ticket takes, and teams of areas that never get their tickets.
use super::conditions::{Holds, holds};
use super::draft::Draft;
use super::first_match::{Of, Row, covered, taken, taker};
use crate::policy::model::{Route, TicketProfile, tickets};
use crate::policy::syntax::{Condition, Findings, Key, Node, Sense, Test};

/// The level at which tickets open where no row says another.
const FIRST: u8 = 1;

/// Warns of each.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    let routes = routes(draft);
    for (place, routed) in routes.iter().enumerate() {
        let before = &routes[..place];
        routed.of_no_ticket(draft, found);
        routed.at_its_level(draft, before, found);
        routed.of_new_tickets(draft, before, found);
    }
    areas(draft, &routes, found);
    one_team(&routes, found);
}

/// Rows that all name one team, of which the last takes whatever is left.
fn one_team(routes: &[Routed<'_>], found: &mut Findings) {
    for pair in routes.windows(2) {
        let [routed, next] = pair else { continue };
        let (own, last) = (routed.route, next.route);
        let same = own.team == last.team && own.level == last.level && own.hours == last.hours;
        if same && last.when.is_always() && !own.when.is_always() && !found.knows(routed.node.at) {
            let message = format!(
                "this row changes nothing: the next sends all to `{}`",
                own.team
            );
            let help = "name another team, or remove the row";
            found.sense(Sense::UnreachableRow, routed.node.at, message, help);
            return;
        }
    }
}

/// A row of routing as it is written and as it is understood.
struct Routed<'p> {
    node: &'p Node,
    route: &'p Route,
    /// The level of its team.
    level: u8,
}

fn routes(draft: Draft<'_>) -> Vec<Routed<'_>> {
    let nodes = draft.items(&["routing"]).iter();
    let pairs = nodes.zip(&draft.policy.routing);
    let routed = pairs.filter_map(|(node, route)| {
        let level = draft.policy.teams.get(&route.team)?.level;
        Some(Routed { node, route, level })
    });
    routed.collect()
}

impl<'p> Routed<'p> {
    fn row(&self) -> Row<'p> {
        Row {
            at: self.node.at,
            when: &self.route.when,
        }
    }

    /// Whether a new ticket may take it.
    fn opens(&self) -> bool {
        self.route.level.is_some() || self.level == FIRST
    }

    /// Whether it stands before another at all hours of that.
    fn stands_before(&self, other: &Self) -> bool {
        self.route.hours.is_none() || self.route.hours == other.route.hours
    }

    fn rows<'a>(
        &self,
        before: &'a [Routed<'p>],
        like: impl Fn(&&'a Routed<'p>) -> bool,
    ) -> Vec<Row<'p>> {
        let before = before.iter().filter(|other| other.stands_before(self));
        before.filter(like).map(Routed::row).collect()
    }

    /// A row that asks for a level on which its team does not stand.
    fn of_no_ticket(&self, draft: Draft<'_>, found: &mut Findings) {
        let when = &self.route.when;
        let own = Condition::only(Key::Level, Test::Equals(self.level.to_string()));
        let there = own.and(when.clone());
        let written = self.node.get("when").filter(|when| !found.knows_of(when));
        let (Some(written), true) = (written, when.keys().contains(&Key::Level)) else {
            return;
        };
        if holds(draft.policy, &there) == Some(Holds::Never) {
            let (team, level) = (&self.route.team, self.level);
            let message = format!(
                "`{team}` is a team of level {level}, and no ticket there is ever `{when}`"
            );
            let help = format!("ask for `level = {level}`, or name another team");
            found.sense(Sense::UnreachableRow, written.at, message, help);
        }
    }

    /// A row to whose level tickets may come, and which others of that level stand before.
    fn at_its_level(&self, draft: Draft<'_>, before: &[Self], found: &mut Findings) {
        let opening = self.rows(before, |other| other.opens());
        let before = self.rows(before, |other| other.level == self.level);
        let of = Of::Level(self.level);
        let opens = self.route.level.is_some()
            && !taken(draft.policy, Of::Level(FIRST), self.row(), &opening);
        if opens {
            return;
        }
        covered(draft.policy, of, self.row(), &before, found);
    }

    /// A row for new tickets, all of which rows before it take, of whatever level.
    fn of_new_tickets(&self, draft: Draft<'_>, before: &[Self], found: &mut Findings) {
        let asks_level = self.route.when.keys().contains(&Key::Level);
        if !self.opens() || asks_level || found.knows(self.node.at) {
            return;
        }
        let before = self.rows(before, |other| other.opens());
        let (of, row) = (Of::Level(FIRST), self.row());
        if !taken(draft.policy, of, row, &before) {
            return;
        }
        let taker = taker(draft.policy, of, row, &before);
        let level = self.level;
        let at_level = Condition::only(Key::Level, Test::Equals(level.to_string()));
        let later = at_level.and(self.route.when.clone());
        let (message, instead) = match self.route.level {
            Some(level) => (
                format!("no ticket opens at level {level} by this row: {taker}"),
                format!("`when: {later}` in the place of `level`"),
            ),
            None => (
                format!("no new ticket takes this row: {taker}"),
                format!("`when: {later}`"),
            ),
        };
        let help =
            format!("move it up; for tickets that come to level {level} later write {instead}");
        found.sense(Sense::UnreachableRow, row.at, message, help);
    }
}

/// Teams of areas whose tickets all go elsewhere by routing, which comes first.
fn areas(draft: Draft<'_>, routes: &[Routed<'_>], found: &mut Findings) {
    for (name, node) in draft.entries(&["areas"]) {
        let area = draft.policy.areas.get(&name.text);
        let Some(team) = area.and_then(|area| area.team.as_ref()) else {
            continue;
        };
        let Some(level) = draft.policy.teams.get(team).map(|team| team.level) else {
            continue;
        };
        let of_level = || routes.iter().filter(|routed| routed.level == level);
        let own = Condition::only(Key::Area, Test::Equals(name.text.clone()));
        let conditions = of_level().map(|routed| &routed.route.when);
        let conditions: Vec<_> = conditions.chain([&own]).collect();
        let Some(all) = tickets(draft.policy, conditions.iter().copied()) else {
            continue;
        };
        let level_of = |ticket: &TicketProfile| ticket.get(&Key::Level).map(str::to_owned);
        let mut concerned = all
            .iter()
            .filter(|ticket| own.eval(*ticket))
            .filter(|ticket| {
                let on = level_of(ticket);
                on.is_none_or(|on| on == level.to_string())
            });
        let elsewhere = |ticket: &TicketProfile| {
            let mut fitting = of_level().filter(|routed| routed.route.when.eval(ticket));
            let first = fitting.next();
            first.is_some_and(|first| first.route.team != *team)
                && fitting.all(|routed| routed.route.team != *team)
        };
        if !concerned.all(elsewhere) {
            continue;
        }
        let message = format!(
            "`routing` gives the tickets of `{}` to others than `{team}`",
            name.text
        );
        let row = if level == FIRST {
            format!("{{ when: area = {}, team: {team} }}", name.text)
        } else {
            format!(
                "{{ when: level = {level} and area = {}, team: {team} }}",
                name.text
            )
        };
        let help = format!("write `{row}` before those rows, or remove `team`");
        let at = node.get("team").map_or(name.at, |team| team.at);
        found.sense(Sense::IdleAreaTeam, at, message, help);
    }
}

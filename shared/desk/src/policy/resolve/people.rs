//! Compiles plans, add-ons, types, priorities, areas, teams, intake and routing.
use crate::policy::model::{
    AddOn, Area, AtOpening, ConsentKind, ConsentRule, Emergency, HoursRow, Improper, Intake, Named,
    OnCall, Plan, Priority, Proper, QueueKey, Route, Team, TicketType, Words,
};
use crate::policy::syntax::{Condition, Key, Node};
use std::collections::BTreeMap;

use super::reader::{Reader, strings};
use crate::policy::file::SymbolKind;
use crate::time::{Amount, Counting};

impl Reader<'_> {
    pub(super) fn plans(&mut self) -> Named<Plan> {
        let mut plans = Named::new();
        for (id, node) in self.entries("plans") {
            let plan = Plan {
                name: self.words_or(node.get("name"), &id.text),
                hours: self.hours_rows(node.get("hours"), true),
                channels: strings(node.get("channels")),
                limits: self.limits(node.get("limits")),
            };
            plans.insert(id.text.clone(), plan);
        }
        plans
    }

    pub(super) fn add_ons(&mut self) -> Named<AddOn> {
        let mut add_ons = Named::new();
        for (id, node) in self.entries("add_ons") {
            let scope = self.condition(node.get("when"));
            let within = |row: HoursRow| HoursRow {
                when: scope.clone().and(row.when),
                ..row
            };
            let hours = self.hours_rows(node.get("hours"), false);
            let mut targets = BTreeMap::new();
            for (metric, rows) in node.get("targets").map_or(&[][..], Node::entries) {
                self.known(SymbolKind::Metric, &metric.text, metric.at);
                targets.insert(metric.text.clone(), self.rows(Some(rows), &scope));
            }
            let add_on = AddOn {
                name: self.words_or(node.get("name"), &id.text),
                hours: hours.into_iter().map(within).collect(),
                channels: strings(node.get("channels")),
                targets,
                limits: self.limits(node.get("limits")),
            };
            add_ons.insert(id.text.clone(), add_on);
        }
        add_ons
    }

    pub(super) fn types(&mut self) -> Named<TicketType> {
        let mut types = Named::new();
        for (id, node) in self.entries("types") {
            let one = TicketType {
                name: self.words_or(node.get("name"), &id.text),
                priorities: self.names_of(SymbolKind::Priority, node.get("priorities")),
                proper: node.get("proper").map(|proper| self.proper(proper)),
                consent: node.get("consent").map(|consent| self.consent(consent)),
            };
            types.insert(id.text.clone(), one);
        }
        types
    }

    fn consent(&mut self, node: &Node) -> ConsentRule {
        let word = |key: &str| node.get(key).and_then(Node::text);
        let free = node.get("free_work");
        let free_minutes = free.and_then(|free| {
            let minutes = self.amount(free)?.as_minutes();
            let minutes = minutes.and_then(|minutes| u32::try_from(minutes).ok());
            if minutes.is_none() {
                let message = "work is counted in minutes or hours";
                self.found
                    .error(free.at, message, "write `10 elapsed minutes`");
            }
            minutes
        });
        ConsentRule {
            kind: match node.text().or_else(|| word("kind")) {
                Some("approval") => ConsentKind::Approval,
                Some(_) | None => ConsentKind::Quote,
            },
            at_opening: match word("at_opening") {
                Some("true" | "yes") => AtOpening::Taken,
                Some(_) | None => AtOpening::NotTaken,
            },
            free_minutes,
        }
    }

    pub(super) fn proper(&mut self, node: &Node) -> Proper {
        let age = node.get("document_age").and_then(|age| {
            let text = age.text()?.trim();
            let text = text.strip_prefix("at most ").unwrap_or(text);
            let parsed = Amount::parse(text);
            if let Err(error) = &parsed {
                self.found
                    .error(age.at, error.to_string(), "write `at most 14 days`");
            }
            parsed.ok()
        });
        Proper {
            fields: strings(node.get("fields")),
            attachments: self.number(node.get("attachments")).unwrap_or(0),
            document_age: age,
            one_per: strings(node.get("one_per")).into_iter().next(),
            otherwise: match node.get("otherwise").and_then(Node::text) {
                Some("refuse") => Improper::Refuse,
                Some(_) | None => Improper::Wait,
            },
        }
    }

    pub(super) fn priorities(&mut self) -> Vec<Priority> {
        let mut priorities = Vec::new();
        for (id, node) in self.entries("priorities") {
            let name = self.name_within(node, &id.text);
            let means = node
                .get("means")
                .map(|means| self.words(means))
                .unwrap_or_default();
            priorities.push(Priority {
                id: id.text.clone(),
                name,
                means,
            });
        }
        priorities
    }

    pub(super) fn areas(&mut self) -> Named<Area> {
        let mut areas = Named::new();
        for (id, node) in self.entries("areas") {
            let name = self.name_within(node, &id.text);
            let team = self.name(SymbolKind::Team, node.get("team"));
            areas.insert(id.text.clone(), Area { name, team });
        }
        areas
    }

    pub(super) fn teams(&mut self) -> Named<Team> {
        let mut teams = Named::new();
        for (id, node) in self.entries("teams") {
            let level = self.number(node.get("level")).unwrap_or(1);
            if let (false, Some(node)) = ((1..=9).contains(&level), node.get("level")) {
                self.found
                    .error(node.at, "a level is 1 to 9", "write `level: 2`");
            }
            let members = strings(node.get("members"));
            let on_call = node.get("on_call").map(|rota| self.on_call(rota, &members));
            teams.insert(
                id.text.clone(),
                Team {
                    level,
                    members,
                    on_call,
                },
            );
        }
        teams
    }

    fn on_call(&mut self, node: &Node, members: &[String]) -> OnCall {
        for item in node.get("rota").map_or(&[][..], Node::items) {
            let agent = item.text().unwrap_or_default();
            if !members.iter().any(|member| member == agent) {
                self.found
                    .unknown(item.at, "member of the team", agent, members);
            }
        }
        let turn = node.get("turn").and_then(|turn| self.amount(turn));
        OnCall {
            calendar: self.name(SymbolKind::Calendar, node.get("calendar")),
            rota: strings(node.get("rota")),
            turn: turn.unwrap_or(Amount::days(Counting::Calendar, 7)),
        }
    }

    pub(super) fn emergency(&mut self) -> Option<Emergency> {
        let node = self.section("emergency")?;
        Some(Emergency {
            number: strings(node.get("number"))
                .into_iter()
                .next()
                .unwrap_or_default(),
            when: self.condition(node.get("when")),
            text: node
                .get("text")
                .map(|text| self.words(text))
                .unwrap_or_default(),
        })
    }

    pub(super) fn intake(&mut self) -> Intake {
        let Some(node) = self.section("intake") else {
            return Intake::default();
        };
        Intake {
            open_to: strings(node.get("open_to")),
            on_behalf: strings(node.get("on_behalf")),
            others: node.get("others").map(|words| self.words(words)),
            redirect: node.get("redirect").map(|words| self.words(words)),
        }
    }

    pub(super) fn routing(&mut self) -> Vec<Route> {
        let mut routes = Vec::new();
        for node in self.section("routing").map_or(&[][..], Node::items) {
            let when: Condition = self.condition(node.get("when"));
            let hours = self.name(SymbolKind::Calendar, node.get("hours"));
            let level = self.number(node.get("level"));
            if let Some(team) = self.name(SymbolKind::Team, node.get("team")) {
                let route = Route {
                    when,
                    team,
                    level,
                    hours,
                };
                self.first_level(&route, node);
                routes.push(route);
            }
        }
        routes
    }

    /// Finds a row whose team is of another level than the tickets that take it.
    fn first_level(&mut self, route: &Route, node: &Node) {
        let teams = self.section("teams");
        let team = teams.and_then(|teams| teams.get(&route.team)?.get("level")?.text());
        let of_team = team.and_then(|level| level.parse::<u8>().ok()).unwrap_or(1);
        let asks_level = route.when.keys().contains(&Key::Level);
        let help = format!("write `level: {of_team}`, or name another team");
        match route.level {
            Some(level) if level != of_team => {
                let at = node.get("level").map_or(node.at, |level| level.at);
                let message = format!("`{}` is a team of level {of_team}", route.team);
                self.found.error(at, message, help);
            }
            None if of_team != 1 && !asks_level => {
                let message = format!(
                    "`{}` is a team of level {of_team}, and a new ticket opens at level 1: it never takes this row",
                    route.team
                );
                let help = format!("add `level: {of_team}`");
                self.found.warning(node.at, message, help);
            }
            Some(_) | None => {}
        }
    }

    /// The order of a queue; by priority and age where the policy does not say.
    pub(super) fn queue(&mut self) -> Vec<QueueKey> {
        let Some(node) = self.section("queue") else {
            return vec![QueueKey::Priority, QueueKey::Opened];
        };
        let scales = self.section("scales").map_or(&[][..], Node::entries);
        let mut known: Vec<_> = ["priority", "due", "opened"].map(str::to_owned).to_vec();
        known.extend(scales.iter().map(|(name, _)| name.text.clone()));
        let mut keys = Vec::new();
        for item in node.items() {
            match item.text().unwrap_or_default() {
                "priority" => keys.push(QueueKey::Priority),
                "due" => keys.push(QueueKey::Due),
                "opened" => keys.push(QueueKey::Opened),
                name if known.iter().any(|known| known == name) => {
                    keys.push(QueueKey::Scale(name.to_owned()));
                }
                name => self
                    .found
                    .unknown(item.at, "order of a queue", name, &known),
            }
        }
        keys
    }

    /// A section of words by name.
    pub(super) fn named_words(&mut self, section: &str) -> BTreeMap<String, Words> {
        let entries = self.entries(section);
        entries
            .iter()
            .map(|(id, node)| (id.text.clone(), self.words(node)))
            .collect()
    }
}

//! Compiles plans, add-ons, types, priorities, areas, teams, intake and routing.
use crate::policy::model::{
    AddOn, Area, AtOpening, ConsentKind, ConsentRule, Emergency, HoursRow, Improper, Intake, Named,
    OnCall, Plan, Priority, Proper, QueueKey, Route, Sold, Team, TicketType, Words,
};
use crate::policy::syntax::Key;
use std::collections::BTreeMap;

use super::reader::{Reader, string, strings};
use crate::policy::file::{self, Consent, Or, SymbolKind, Truth, Wording};
use crate::time::{Amount, Counting};

impl Reader<'_> {
    pub(super) fn plans(&mut self) -> Named<Plan> {
        let mut plans = Named::new();
        for (id, plan) in self.file.plans.iter().flatten() {
            let plan = Plan {
                name: self.words_or(plan.name, &id.text),
                hours: self.hours_rows(plan.hours.as_ref(), true),
                channels: strings(plan.channels.as_ref()),
                limits: self.limits(plan.limits.as_ref()),
            };
            plans.insert(id.text.clone(), plan);
        }
        plans
    }

    pub(super) fn add_ons(&mut self) -> Named<AddOn> {
        let mut add_ons = Named::new();
        for (id, written) in self.file.add_ons.iter().flatten() {
            let scope = self.condition(written.when);
            let within = |row: HoursRow| HoursRow {
                when: scope.clone().and(row.when),
                ..row
            };
            let hours = self.hours_rows(written.hours.as_ref(), false);
            let mut targets = BTreeMap::new();
            for (metric, rows) in written.targets.iter().flatten() {
                self.known(SymbolKind::Metric, &metric.text, metric.at);
                targets.insert(metric.text.clone(), self.rows(Some(rows), &scope));
            }
            let add_on = AddOn {
                name: self.words_or(written.name, &id.text),
                hours: hours.into_iter().map(within).collect(),
                channels: strings(written.channels.as_ref()),
                sold: written.sold.unwrap_or(Sold::PerOrganisation),
                targets,
                limits: self.limits(written.limits.as_ref()),
            };
            add_ons.insert(id.text.clone(), add_on);
        }
        add_ons
    }

    pub(super) fn types(&mut self) -> Named<TicketType> {
        let mut types = Named::new();
        for (id, written) in self.file.types.iter().flatten() {
            let one = TicketType {
                name: self.words_or(written.name, &id.text),
                priorities: self.names_of(written.priorities.as_ref()),
                proper: written.proper.as_ref().map(|proper| self.proper(proper)),
                consent: written
                    .consent
                    .as_ref()
                    .map(|consent| self.consent(consent)),
            };
            types.insert(id.text.clone(), one);
        }
        types
    }

    fn consent(&mut self, consent: &Or<ConsentKind, Consent<'_>>) -> ConsentRule {
        let consent = match consent {
            Or::Short(kind) => {
                return ConsentRule {
                    kind: *kind,
                    at_opening: AtOpening::NotTaken,
                    free_minutes: None,
                };
            }
            Or::Full(consent) => consent,
        };
        let free_minutes = consent.free_work.and_then(|free| {
            let minutes = self.amount(free)?.as_minutes();
            let minutes = minutes.and_then(|minutes| u32::try_from(minutes).ok());
            if minutes.is_none() {
                let message = "work is counted in minutes or hours";
                self.found
                    .error(free.at(), message, "write `10 elapsed minutes`");
            }
            minutes
        });
        ConsentRule {
            kind: consent.kind.unwrap_or(ConsentKind::Quote),
            at_opening: match consent.at_opening {
                Some(Truth::Yes) => AtOpening::Taken,
                Some(Truth::No) | None => AtOpening::NotTaken,
            },
            free_minutes,
        }
    }

    pub(super) fn proper(&mut self, proper: &file::Proper<'_>) -> Proper {
        let age = proper.document_age.and_then(|age| {
            let text = age.text.trim();
            let text = text.strip_prefix("at most ").unwrap_or(text);
            let parsed = Amount::parse(text);
            if let Err(error) = &parsed {
                self.found
                    .error(age.at(), error.to_string(), "write `at most 14 days`");
            }
            parsed.ok()
        });
        Proper {
            fields: strings(proper.fields.as_ref()),
            attachments: self.number(proper.attachments).unwrap_or(0),
            document_age: age,
            one_per: proper.one_per.map(|one| one.text.to_owned()),
            otherwise: proper.otherwise.unwrap_or(Improper::Wait),
        }
    }

    pub(super) fn priorities(&mut self) -> Vec<Priority> {
        let mut priorities = Vec::new();
        for (id, written) in self.file.priorities.iter().flatten() {
            let (name, means) = match written {
                Or::Short(name) => (Some(Wording(name.node)), None),
                Or::Full(record) => (record.name, record.means),
            };
            let name = self.words_or(name, &id.text);
            let means = means.map(|means| self.words(means)).unwrap_or_default();
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
        for (id, written) in self.file.areas.iter().flatten() {
            let (name, team) = match written {
                Or::Short(name) => (Some(Wording(name.node)), None),
                Or::Full(record) => (record.name, record.team),
            };
            let name = self.words_or(name, &id.text);
            let team = self.name(team);
            areas.insert(id.text.clone(), Area { name, team });
        }
        areas
    }

    pub(super) fn teams(&mut self) -> Named<Team> {
        let mut teams = Named::new();
        for (id, team) in self.file.teams.iter().flatten() {
            let level = self.number(team.level).unwrap_or(1);
            if let (false, Some(written)) = ((1..=9).contains(&level), team.level) {
                self.found
                    .error(written.at(), "a level is 1 to 9", "write `level: 2`");
            }
            let members = strings(team.members.as_ref());
            let on_call = team.on_call.as_ref();
            let on_call = on_call.map(|rota| self.on_call(rota, &members));
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

    fn on_call(&mut self, rota: &file::OnCall<'_>, members: &[String]) -> OnCall {
        let agents = rota.rota.iter().flatten();
        if let (Some(first), true) = (rota.rota.iter().flatten().next(), members.is_empty()) {
            let named: Vec<_> = agents.clone().map(|agent| agent.text).collect();
            let message = "the team of this rota has no members";
            let help = format!("add `members: [{}]` to the team", named.join(", "));
            self.found.error(first.at(), message, help);
        }
        for agent in agents.filter(|_| !members.is_empty()) {
            if !members.iter().any(|member| member == agent.text) {
                let what = "member of the team";
                self.found.unknown(agent.at(), what, agent.text, members);
            }
        }
        let turn = rota.turn.and_then(|turn| self.amount(turn));
        OnCall {
            calendar: self.name(rota.calendar),
            rota: strings(rota.rota.as_ref()),
            turn: turn.unwrap_or(Amount::days(Counting::Calendar, 7)),
        }
    }

    pub(super) fn emergency(&mut self) -> Option<Emergency> {
        let emergency = self.file.emergency.as_ref()?;
        let text = emergency.text.map(|text| self.words(text));
        Some(Emergency {
            number: string(emergency.number),
            when: self.condition(emergency.when),
            text: text.unwrap_or_default(),
        })
    }

    pub(super) fn intake(&mut self) -> Intake {
        let Some(intake) = &self.file.intake else {
            return Intake::default();
        };
        Intake {
            open_to: strings(intake.open_to.as_ref()),
            on_behalf: strings(intake.on_behalf.as_ref()),
            others: intake.others.map(|words| self.words(words)),
            redirect: intake.redirect.map(|words| self.words(words)),
        }
    }

    pub(super) fn routing(&mut self) -> Vec<Route> {
        let mut routes = Vec::new();
        for written in self.file.routing.iter().flatten() {
            let when = self.condition(written.when);
            let hours = self.name(written.hours);
            let level = self.number(written.level);
            if let Some(team) = self.name(written.team) {
                let route = Route {
                    when,
                    team,
                    level,
                    hours,
                };
                self.first_level(&route, written);
                routes.push(route);
            }
        }
        routes
    }

    /// Finds a row whose team is of another level than the tickets that take it.
    fn first_level(&mut self, route: &Route, written: &file::Route<'_>) {
        let teams = self.file.teams.as_ref();
        let Some(team) = teams.and_then(|teams| teams.get(&route.team)) else {
            return;
        };
        let of_team = team.level.and_then(|level| level.text.parse::<u8>().ok());
        let of_team = of_team.unwrap_or(1);
        let asks_level = route.when.keys().contains(&Key::Level);
        let help = format!("write `level: {of_team}`, or name another team");
        match route.level {
            Some(level) if level != of_team => {
                let at = written.level.map_or(written.node.at, |level| level.at());
                let message = format!("`{}` is a team of level {of_team}", route.team);
                self.found.error(at, message, help);
            }
            None if of_team != 1 && !asks_level => {
                let message = format!(
                    "`{}` is a team of level {of_team}, and a new ticket opens at level 1: it never takes this row",
                    route.team
                );
                let help = format!("add `level: {of_team}`");
                self.found.warning(written.node.at, message, help);
            }
            Some(_) | None => {}
        }
    }

    /// The order of a queue; by priority and age where the policy does not say.
    pub(super) fn queue(&mut self) -> Vec<QueueKey> {
        let Some(queue) = &self.file.queue else {
            return vec![QueueKey::Priority, QueueKey::Opened];
        };
        let written = self.root.get("scales");
        let scales = self.file.scales.iter();
        let scales = scales.flat_map(|scales| scales.node.entries());
        let mut known: Vec<_> = ["priority", "due", "opened"].map(str::to_owned).to_vec();
        known.extend(scales.map(|(name, _)| name.text.clone()));
        let mut keys = Vec::new();
        for item in queue {
            match item.text {
                "priority" => keys.push(QueueKey::Priority),
                "due" => keys.push(QueueKey::Due),
                "opened" => keys.push(QueueKey::Opened),
                name if known.iter().any(|known| known == name) => {
                    keys.push(QueueKey::Scale(name.to_owned()));
                }
                // Where the section of scales cannot be read, that is the one mistake.
                _ if written.is_some_and(|scales| !scales.is_map()) => {}
                name => self
                    .found
                    .unknown(item.at(), "order of a queue", name, &known),
            }
        }
        keys
    }

    /// Texts of the portal and the mails, by name.
    pub(super) fn texts(&mut self) -> BTreeMap<String, Words> {
        let texts = self.file.texts.iter().flatten();
        texts
            .map(|(id, words)| (id.text.clone(), self.words(*words)))
            .collect()
    }
}

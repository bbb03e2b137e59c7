//! How a ticket gets its type and priority, what changes it later, and who takes it.
use super::Customer;
use crate::contract::audience::{Audience, Wording, Written};
use crate::contract::page::PagePart;
use crate::i18n::SentenceError;
use crate::policy::{ClassifyRule, Key, Loosened, Matrix, Route, Rule, Tightened};

impl Customer<'_> {
    pub(super) fn deciding(&self) -> Written<Self> {
        let classify = &self.terms.policy.classify;
        let mut parts = Vec::new();
        let outcome = self.outcome([
            ("outcome-type", Key::Type, classify.default_type.as_deref()),
            (
                "outcome-priority",
                Key::Priority,
                classify.default_priority.as_deref(),
            ),
            ("outcome-area", Key::Area, classify.default_area.as_deref()),
        ])?;
        if !outcome.is_empty() {
            let line = self.with("decide-default", "outcome", outcome)?;
            parts.push(PagePart::Line(line));
        }
        let mut rows = Vec::new();
        let told = |rule: &&ClassifyRule| !rule.reads() && !rule.when.is_always();
        for rule in classify.rules.iter().filter(told) {
            let outcome = self.outcome([
                ("outcome-type", Key::Type, rule.set_type.as_deref()),
                (
                    "outcome-priority",
                    Key::Priority,
                    rule.set_priority.as_deref(),
                ),
                ("outcome-area", Key::Area, rule.set_area.as_deref()),
            ])?;
            rows.push(vec![self.clause(&rule.when)?, outcome]);
        }
        if !rows.is_empty() {
            let head = self.columns(&["col-tickets", "col-becomes"])?;
            parts.push(PagePart::Statements { head, rows });
        }
        if let Some(matrix) = &classify.matrix {
            parts.push(self.matrix(matrix)?);
        }
        let mut points = Vec::new();
        if classify.rules.iter().any(ClassifyRule::reads) {
            points.push(self.plain("decide-reading")?);
        }
        for rule in &self.terms.policy.rules {
            points.extend(self.rule(rule)?);
        }
        let routed = |route: &&Route| !route.when.is_always();
        for route in self.terms.policy.routing.iter().filter(routed) {
            points.push(self.route(route)?);
        }
        if !points.is_empty() {
            parts.push(PagePart::Points(points));
        }
        let mut rows = Vec::new();
        for (id, area) in &self.terms.policy.areas {
            if let Some(team) = &area.team {
                let level = self.level_of(team).to_string();
                rows.push(vec![
                    self.value(&Key::Area, id),
                    self.label("team", team),
                    level,
                ]);
            }
        }
        if !rows.is_empty() {
            let head = self.columns(&["col-area", "col-team", "col-level"])?;
            parts.push(PagePart::Table { head, rows });
        }
        if !parts.is_empty() {
            parts.insert(0, self.titled("page-deciding")?);
        }
        Ok(parts)
    }

    /// `type Incident and priority Urgent`
    fn outcome(&self, set: [(&str, Key, Option<&str>); 3]) -> Wording<Self> {
        let set = set.into_iter().filter_map(|(message, key, id)| {
            let value = self.value(&key, id?);
            Some(self.with(message, "value", value))
        });
        let said: Result<Vec<_>, _> = set.collect();
        self.list("list-and", &said?)
    }

    fn matrix(&self, matrix: &Matrix) -> Result<PagePart, SentenceError> {
        let urgency = matrix.urgency.iter();
        let mut head = vec![self.plain("col-impact-urgency")?];
        head.extend(urgency.map(|id| self.value(&Key::Urgency, id)));
        let rows = matrix.impact.iter().zip(&matrix.priority);
        let rows = rows.map(|(impact, priorities)| {
            let mut row = vec![self.value(&Key::Impact, impact)];
            row.extend(priorities.iter().map(|id| self.value(&Key::Priority, id)));
            row
        });
        Ok(PagePart::Table {
            head,
            rows: rows.collect(),
        })
    }

    fn rule(&self, rule: &Rule) -> Result<Option<String>, SentenceError> {
        let mut effects = Vec::new();
        if let Some(priority) = &rule.set_priority {
            let name = self.value(&Key::Priority, priority);
            effects.push(self.with("effect-priority", "value", name)?);
        }
        match rule.raise_by {
            0 => {}
            1.. => effects.push(self.count("effect-raise", i64::from(rule.raise_by))?),
            _ => effects.push(self.count("effect-lower", i64::from(-rule.raise_by))?),
        }
        if let Some(status) = &rule.set_status {
            let name = self.value(&Key::Status, status);
            effects.push(self.with("effect-status", "value", name)?);
        }
        if rule.notify == ["requester"] {
            effects.push(self.plain("effect-notify-you")?);
        } else if !rule.notify.is_empty() {
            let roles: Vec<_> = rule.notify.iter().map(|role| self.role(role)).collect();
            let roles = self.list("list-and", &roles)?;
            effects.push(self.with("effect-notify", "roles", roles)?);
        }
        if effects.is_empty() {
            return Ok(None);
        }
        let effect = self.list("list-and", &effects)?;
        let mut values = vec![
            ("condition", self.clause(&rule.when)?.into()),
            ("effect", effect.into()),
        ];
        let id = match &rule.after {
            None => "rule-now",
            Some(after) => {
                values.push(("amount", self.amount(after, false)?.into()));
                "rule-after"
            }
        };
        self.sentences.format(id, &values).map(Some)
    }

    fn route(&self, route: &Route) -> Wording<Self> {
        let level = route.level.unwrap_or_else(|| self.level_of(&route.team));
        let mut values = vec![
            ("condition", self.clause(&route.when)?.into()),
            ("team", self.label("team", &route.team).into()),
            ("level", level.to_string().into()),
        ];
        let id = match &route.hours {
            None => "route",
            Some(hours) => {
                values.push(("hours", self.calendar(hours).into()));
                "route-in-hours"
            }
        };
        self.sentences.format(id, &values)
    }

    fn level_of(&self, team: &str) -> u8 {
        let team = self.terms.policy.teams.get(team);
        team.map_or(1, |team| team.level)
    }

    /// What becomes of a running promise when the ticket changes.
    pub(super) fn changing(&self) -> Result<[String; 2], SentenceError> {
        let changes = &self.terms.policy.changes;
        let tightened = match changes.tightened {
            Tightened::EarlierOfOldAndNewFromChange => "tightened-earlier",
            Tightened::FromStart => "tightened-from-start",
            Tightened::FromChange => "tightened-from-change",
            Tightened::Keep => "tightened-keep",
        };
        let loosened = match changes.loosened {
            Loosened::FromStart => "loosened-from-start",
            Loosened::FromChange => "loosened-from-change",
            Loosened::Keep => "loosened-keep",
        };
        Ok([self.plain(tightened)?, self.plain(loosened)?])
    }
}

//! Questions of promises about a ticket, so that kinds of tickets which answer alike need be tried once only.
use std::collections::BTreeSet;

use crate::policy::{
    AddOn, CalendarOf, Condition, HoursRow, Key, Metric, Policy, Target, TicketProfile,
};

/// The questions of some promises about the kind of a ticket.
#[derive(Default)]
pub(super) struct Asked {
    keys: BTreeSet<Key>,
    /// Whether time counts in the hours of the plan.
    hours_of_plan: bool,
}

/// Keys whose values may follow from plan, type and priority by what intake does.
const DERIVED: [Key; 6] = [
    Key::RequestedPriority,
    Key::Area,
    Key::Level,
    Key::Status,
    Key::Milestone,
    Key::Fact,
];

impl Asked {
    /// The questions of metrics, of what add-ons promise in them, and of the hours that they count in.
    pub(super) fn by(policy: &Policy, metrics: &[&Metric]) -> Self {
        let mut asked = Self::default();
        for metric in metrics {
            asked.condition(&metric.when);
            metric
                .starts
                .iter()
                .for_each(|start| asked.condition(&start.when));
            asked.calendar(&metric.calendar);
            let rows = metric.targets.iter().chain(&metric.overrides);
            rows.for_each(|row| asked.row(row));
        }
        if asked.hours_of_plan {
            let plans = policy.plans.values();
            plans.for_each(|plan| asked.hours(&plan.hours));
        }
        asked
    }

    /// And those of an add-on about one metric.
    pub(super) fn and_add_on(mut self, add_on: &AddOn, metric: &Metric) -> Self {
        self.hours(&add_on.hours);
        let rows = add_on.targets.get(&metric.name);
        rows.into_iter().flatten().for_each(|row| self.row(row));
        self
    }

    /// And those of a further condition.
    pub(super) fn and(mut self, condition: &Condition) -> Self {
        self.condition(condition);
        self
    }

    /// A text that is the same for kinds of tickets which answer alike. Types that nothing asks for differ in their
    /// priorities alone, plans in their hours.
    pub(super) fn answers(&self, policy: &Policy, kind: &TicketProfile) -> String {
        let all = DERIVED.iter().any(|key| self.keys.contains(key));
        let asks = |key: &Key| all || self.keys.contains(key);
        let of = |key: &Key| kind.get(key).unwrap_or_default();
        let plan = of(&Key::Plan);
        let plan = if asks(&Key::Plan) {
            policy.plans.get_index_of(plan)
        } else if self.hours_of_plan {
            let hours = policy.plans.get(plan).map(|plan| &plan.hours);
            let mut plans = policy.plans.values();
            plans.position(|other| Some(&other.hours) == hours)
        } else {
            None
        };
        let named = of(&Key::Type);
        let named = if asks(&Key::Type) {
            policy.types.get_index_of(named)
        } else {
            let priorities = policy.types.get(named).map(|known| &known.priorities);
            let mut types = policy.types.values();
            types.position(|other| Some(&other.priorities) == priorities)
        };
        let priority = if asks(&Key::Priority) {
            of(&Key::Priority)
        } else {
            ""
        };
        format!("{plan:?} {named:?} {priority}")
    }

    fn row(&mut self, row: &Target) {
        self.condition(&row.when);
        if let Some(calendar) = &row.calendar {
            self.calendar(calendar);
        }
    }

    fn calendar(&mut self, calendar: &CalendarOf) {
        match calendar {
            CalendarOf::Plan => self.hours_of_plan = true,
            CalendarOf::Always | CalendarOf::Named(_) => {}
            CalendarOf::ByTicket(rows) => {
                for row in rows {
                    self.condition(&row.when);
                    self.calendar(&row.calendar);
                }
            }
        }
    }

    fn hours(&mut self, rows: &[HoursRow]) {
        rows.iter().for_each(|row| self.condition(&row.when));
    }

    fn condition(&mut self, when: &Condition) {
        self.keys
            .extend(when.atoms().into_iter().map(|atom| atom.key.clone()));
    }
}

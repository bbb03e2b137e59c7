//! Meaning of a policy: its promises without the lines they were written on, to compare two by.
use crate::policy::model::{Named, Policy};
use crate::policy::syntax::Intended;

impl Policy {
    /// The edition of a policy that does not say which one it is.
    pub const FIRST_EDITION: u32 = 1;

    /// Whether two versions differ in their holidays and in nothing else that they promise.
    #[must_use]
    pub fn differs_in_holidays_alone(&self, other: &Self) -> bool {
        let comparable = |policy: &Self| Self {
            version: 0,
            effective_from: chrono::NaiveDate::default(),
            ..policy.clone().without_places()
        };
        let (own, others) = (comparable(self), comparable(other));
        own != others && own.without_holidays() == others.without_holidays()
    }

    fn without_holidays(mut self) -> Self {
        self.holidays = Named::default();
        for calendar in self.calendars.values_mut() {
            calendar.hours.clear_holidays();
        }
        self
    }

    /// The policy without the lines it was written on, so that two can be compared by what they say.
    pub(super) fn without_places(mut self) -> Self {
        for calendar in self.calendars.values_mut() {
            calendar.line = 0;
        }
        for metric in &mut self.metrics {
            metric.line = 0;
            for row in metric.targets.iter_mut().chain(&mut metric.overrides) {
                row.line = 0;
            }
        }
        let rows = self
            .add_ons
            .values_mut()
            .flat_map(|add_on| add_on.targets.values_mut());
        rows.flatten().for_each(|row| row.line = 0);
        self.classify.rules.iter_mut().for_each(|row| row.line = 0);
        self.rules.iter_mut().for_each(|row| row.line = 0);
        let steps = self
            .ladders
            .values_mut()
            .flat_map(|ladder| &mut ladder.steps);
        steps.for_each(|step| step.line = 0);
        self.notices.iter_mut().for_each(|row| row.line = 0);
        for intended in &mut self.intended {
            *intended = Intended {
                path: std::mem::take(&mut intended.path),
                reason: std::mem::take(&mut intended.reason),
                ..Intended::default()
            };
        }
        self
    }
}

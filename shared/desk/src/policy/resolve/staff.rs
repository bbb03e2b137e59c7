//! Compiles the mails to staff.
use super::reader::Reader;
use crate::policy::file::{self, NoStaffMail, Or};
use crate::policy::model::{Hearers, StaffMail, Urgent};

impl Reader<'_> {
    pub(super) fn staff(&mut self) -> StaffMail {
        let mut staff = StaffMail::BY_DEFAULT;
        let written = match &self.file.staff {
            None => return staff,
            Some(Or::Short(NoStaffMail::Off)) => {
                for hearers in staff.hearers_mut() {
                    *hearers = Hearers::Nobody;
                }
                return staff;
            }
            Some(Or::Full(written)) => written,
        };
        if written.urgent.is_some() {
            staff.urgent = Urgent::When(self.condition(written.urgent));
        }
        staff.hours = self.name(written.hours);
        let lists = [
            &written.arrived,
            &written.assigned,
            &written.handed_over,
            &written.requester_replied,
        ];
        for (hearers, list) in staff.hearers_mut().into_iter().zip(lists) {
            if let Some(list) = list {
                *hearers = self.hearers(list);
            }
        }
        staff
    }

    fn hearers(&mut self, list: &file::Hearers<'_>) -> Hearers {
        if list.is_none() {
            return Hearers::Nobody;
        }
        Hearers::These(self.recipients(Some(list)))
    }
}

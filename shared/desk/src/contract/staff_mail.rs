//! Mails to staff on the page of the staff: who hears of what, and in which hours.
use super::page::PagePart;
use super::renderer::roles;
use super::staff::Staff;
use crate::policy::{Hearers, Urgent};

impl Staff<'_> {
    pub(super) fn mails_to_staff(&self) -> Vec<PagePart> {
        let heading = PagePart::Heading("Mails to staff".to_owned());
        let staff = &self.0.policy.staff;
        if staff.is_off() {
            return vec![
                heading,
                PagePart::Line("None but those of ladders.".to_owned()),
            ];
        }
        let urgent = match &staff.urgent {
            Urgent::ByDefault if self.0.policy.priorities.is_empty() => {
                "of which something is due within an hour".to_owned()
            }
            Urgent::ByDefault => {
                "of the first priority, and those of which something is due within an hour"
                    .to_owned()
            }
            Urgent::When(when) => format!("for which `{when}`"),
        };
        let hours = match &staff.hours {
            Some(hours) => format!("`{hours}` opens"),
            None => "the desk's hours for the ticket begin".to_owned(),
        };
        let line = format!(
            "At once, at any hour that their promise covers, of tickets {urgent}. All others wait until {hours}."
        );
        let rows = staff.hearers().map(|(news, hearers)| {
            let hearers = match hearers {
                Hearers::WhoeverActs => "whoever has to act".to_owned(),
                Hearers::These(named) => roles(self, named),
                Hearers::Nobody => "nobody".to_owned(),
            };
            vec![news.replace('_', " "), hearers]
        });
        vec![
            heading,
            PagePart::Line(line),
            PagePart::Table {
                head: ["Of", "To"].map(str::to_owned).to_vec(),
                rows: rows.to_vec(),
            },
        ]
    }
}

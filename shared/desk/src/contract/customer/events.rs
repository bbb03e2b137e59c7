//! What starts and keeps a promise, in words: clauses that follow "once".
use super::Customer;
use crate::contract::audience::{Audience, Wording};
use crate::policy::{Event, Key, Trigger, Who};

impl Customer<'_> {
    /// `we have answered you or the ticket is resolved`; who must act is said once for all that it is said of.
    pub(super) fn events<'t>(
        &self,
        triggers: impl IntoIterator<Item = &'t Trigger>,
    ) -> Wording<Self> {
        let mut groups: Vec<(Option<Who>, Vec<String>)> = Vec::new();
        for trigger in triggers {
            let mut event = self.event(&trigger.event)?;
            if !trigger.when.is_always() {
                let condition = self.clause(&trigger.when)?;
                let values = [("event", event.into()), ("condition", condition.into())];
                event = self.sentences.format("event-if", &values)?;
            }
            // What agents do is what "we" do.
            let who = trigger.who.filter(|who| *who != Who::Agent);
            match groups.iter_mut().find(|(known, _)| *known == who) {
                Some((_, events)) if events.contains(&event) => {}
                Some((_, events)) => events.push(event),
                None => groups.push((who, vec![event])),
            }
        }
        let groups: Result<Vec<_>, _> = groups
            .iter()
            .map(|(who, events)| self.done_by(*who, self.list("events-or", events)?))
            .collect();
        self.list("events-or", &groups?)
    }

    fn done_by(&self, who: Option<Who>, events: String) -> Wording<Self> {
        let id = match who {
            Some(Who::Level(level)) => {
                let values = [
                    ("event", events.into()),
                    ("level", level.to_string().into()),
                ];
                return self.sentences.format("event-of-level", &values);
            }
            Some(Who::Requester) => "event-of-you",
            Some(Who::System) => "event-of-system",
            Some(Who::Agent) | None => return Ok(events),
        };
        self.with(id, "event", events)
    }

    fn event(&self, event: &Event) -> Wording<Self> {
        let id = match event {
            Event::Status(Some(name)) => {
                return self.with(
                    "event-status-named",
                    "status",
                    self.value(&Key::Status, name),
                );
            }
            Event::NoticeDelivered(name) => {
                return self.with(
                    "event-notice-delivered",
                    "notice",
                    self.label("notice", name),
                );
            }
            Event::NoticeBounced(name) => {
                return self.with("event-notice-bounced", "notice", self.label("notice", name));
            }
            Event::Milestone(name) => {
                let name = self.value(&Key::Milestone, name);
                return self.with("event-milestone", "milestone", name);
            }
            Event::Met(metric) => return self.with("event-met", "metric", self.metric(metric)),
            Event::Complete => "event-complete",
            Event::Received => "event-received",
            Event::Classified => "event-classified",
            Event::Assigned => "event-assigned",
            Event::TakenInCharge => "event-taken-in-charge",
            Event::DateAgreed => "event-date-agreed",
            Event::Reply => "event-replied",
            Event::RequesterReplied => "event-requester-replied",
            Event::Noted => "event-noted",
            Event::Escalated => "event-escalated",
            Event::HandedOver => "event-handed-over",
            Event::Acknowledged => "event-acknowledged",
            Event::Resolved => "event-resolved",
            Event::Reopened => "event-reopened",
            Event::Closed => "event-closed",
            Event::Unanswered => "event-unanswered",
            Event::Warned => "event-warned",
            Event::Breached => "event-breached",
            Event::PriorityChanged => "event-priority-changed",
            Event::Contacted => "event-contacted",
            Event::AnswersChanged => "event-answers-changed",
            Event::PlanChanged => "event-plan-changed",
            Event::TypeChanged => "event-type-changed",
            Event::AreaChanged => "event-area-changed",
            Event::NeedsInfo => "event-needs-info",
            Event::Status(None) => "event-status-changed",
            Event::Joined => "event-joined",
            Event::Approved => "event-approved",
            Event::QuoteRequested => "event-quote-requested",
        };
        self.plain(id)
    }
}

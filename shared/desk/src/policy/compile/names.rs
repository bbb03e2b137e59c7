//! Every name a policy declares, gathered before anything is resolved.
use crate::policy::yaml::Node;

/// What a name can be a name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::policy) enum Sort {
    Plan,
    AddOn,
    Type,
    Priority,
    Calendar,
    Holidays,
    Area,
    Team,
    Metric,
    Notice,
    Ladder,
    Milestone,
    Role,
    Question,
    Text,
    Status,
    Channel,
    Difficulty,
    Locale,
    Impact,
    Urgency,
    Fact,
}

impl Sort {
    pub(in crate::policy) fn what(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::AddOn => "add-on",
            Self::Type => "type",
            Self::Priority => "priority",
            Self::Calendar => "calendar",
            Self::Holidays => "list of holidays",
            Self::Area => "area",
            Self::Team => "team",
            Self::Metric => "metric",
            Self::Notice => "notice",
            Self::Ladder => "ladder",
            Self::Milestone => "milestone",
            Self::Role => "role or contact",
            Self::Question => "key or question",
            Self::Text => "text",
            Self::Status => "status",
            Self::Channel => "channel",
            Self::Difficulty => "difficulty",
            Self::Locale => "locale",
            Self::Impact => "impact",
            Self::Urgency => "urgency",
            Self::Fact => "fact",
        }
    }
}

/// Roles that every ticket fills by itself.
pub(in crate::policy) const RELATIVE_ROLES: [&str; 14] = [
    "level",
    "assignee",
    "owner",
    "owner_manager",
    "level_above",
    "level_below",
    "account_manager",
    "requester",
    "organisation_admins",
    "team",
    "team_lead",
    "manager",
    "on_call",
    "contact",
];

/// Texts that every desk has without writing them.
pub(in crate::policy) const BUILT_IN_TEXTS: [&str; 12] = [
    "acknowledgement",
    "logged",
    "classified",
    "status_changed",
    "reply",
    "resolved",
    "escalation",
    "warning",
    "wish_acknowledgement",
    "redirect",
    "digest",
    "announcement",
];

const BUILT_IN_STATUSES: [&str; 8] = [
    "incomplete",
    "open",
    "waiting_on_requester",
    "awaiting_approval",
    "waiting_on_third_party",
    "on_hold",
    "resolved",
    "closed",
];

/// The channels that every desk knows; the first two are open wherever plans name their own.
pub(crate) const CHANNELS: [&str; 6] = ["portal", "api", "email", "phone", "chat", "ticketing"];

/// Kinds of facts, as `fact = …` asks for them.
const FACTS: [&str; 44] = [
    "received",
    "needs_info",
    "completed",
    "classified",
    "classification_requested",
    "assigned",
    "taken_in_charge",
    "replied",
    "requester_replied",
    "noted",
    "contacted",
    "answers_changed",
    "milestone_reached",
    "status_changed",
    "resolved",
    "reopened",
    "closed",
    "priority_changed",
    "plan_changed",
    "type_changed",
    "area_changed",
    "handed_over",
    "acknowledged",
    "notice_delivered",
    "notice_bounced",
    "resent",
    "rule_applied",
    "merged_into",
    "absorbed",
    "quoted",
    "approved",
    "declined",
    "work_recorded",
    "warned",
    "breached",
    "breach_withdrawn",
    "breach_excused",
    "requested",
    "escalated",
    "adopted",
    "fan_out_requested",
    "fanned_out",
    "joined",
    "followed",
];

/// All declared names, each list in the order of the file.
#[derive(Debug, Default)]
pub(in crate::policy) struct Names(Vec<(Sort, Vec<String>)>);

impl Names {
    pub(in crate::policy) fn of(&self, sort: Sort) -> &[String] {
        self.0
            .iter()
            .find(|(s, _)| *s == sort)
            .map_or(&[], |(_, names)| names)
    }

    pub(in crate::policy) fn has(&self, sort: Sort, name: &str) -> bool {
        self.of(sort).iter().any(|known| known == name)
    }

    fn add(&mut self, sort: Sort, names: impl IntoIterator<Item = String>) {
        let at = self
            .0
            .iter()
            .position(|(s, _)| *s == sort)
            .unwrap_or_else(|| {
                self.0.push((sort, Vec::new()));
                self.0.len() - 1
            });
        if let Some((_, known)) = self.0.get_mut(at) {
            for name in names {
                if !known.contains(&name) {
                    known.push(name);
                }
            }
        }
    }

    pub(in crate::policy) fn gather(root: &Node) -> Self {
        let mut names = Self::default();
        let sections = [
            ("plans", Sort::Plan),
            ("add_ons", Sort::AddOn),
            ("types", Sort::Type),
            ("priorities", Sort::Priority),
            ("calendars", Sort::Calendar),
            ("holidays", Sort::Holidays),
            ("areas", Sort::Area),
            ("teams", Sort::Team),
            ("metrics", Sort::Metric),
            ("notices", Sort::Notice),
            ("roles", Sort::Role),
            ("texts", Sort::Text),
        ];
        for (section, sort) in sections {
            names.add(sort, keys(root.get(section)));
        }
        names.add(Sort::Calendar, ["24x7".to_owned()]);
        names.add(Sort::Role, RELATIVE_ROLES.map(str::to_owned));
        names.add(Sort::Text, BUILT_IN_TEXTS.map(str::to_owned));
        names.add(Sort::Status, BUILT_IN_STATUSES.map(str::to_owned));
        names.add(Sort::Status, texts(root.get("statuses")));
        names.add(Sort::Fact, FACTS.map(str::to_owned));
        names.add(Sort::Locale, texts(root.get("locales")));
        names.add(Sort::Milestone, texts(root.get("milestones")));
        let ladders = keys(root.get("escalation"));
        let is_ladder = |name: &String| !matches!(name.as_str(), "stops_on" | "quiet");
        names.add(Sort::Ladder, ladders.into_iter().filter(is_ladder));
        names.gather_scattered(root);
        names
    }

    fn gather_scattered(&mut self, root: &Node) {
        self.add(Sort::Channel, CHANNELS.map(str::to_owned));
        self.add(Sort::Channel, texts(root.get("channels")));
        for section in ["plans", "add_ons"] {
            for (_, plan) in root.get(section).map_or(&[][..], Node::entries) {
                self.add(Sort::Channel, texts(plan.get("channels")));
            }
        }
        for (_, metric) in root.get("metrics").map_or(&[][..], Node::entries) {
            self.add(Sort::Difficulty, keys(metric.get("commitment")));
        }
        let classify = root.get("classify");
        self.add(
            Sort::Question,
            keys(classify.and_then(|node| node.get("ask"))),
        );
        let matrix = classify.and_then(|node| node.get("matrix"));
        self.add(
            Sort::Impact,
            texts(matrix.and_then(|node| node.get("impact"))),
        );
        self.add(
            Sort::Urgency,
            texts(matrix.and_then(|node| node.get("urgency"))),
        );
    }
}

fn keys(node: Option<&Node>) -> Vec<String> {
    node.map_or(&[][..], Node::entries)
        .iter()
        .map(|(name, _)| name.text.clone())
        .collect()
}

fn texts(node: Option<&Node>) -> Vec<String> {
    node.map_or(&[][..], Node::items)
        .iter()
        .filter_map(Node::text)
        .map(str::to_owned)
        .collect()
}

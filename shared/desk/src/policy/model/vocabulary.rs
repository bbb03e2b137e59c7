//! Vocabulary of the language: names that every policy may use without declaring them.

/// The calendar that every policy may name without declaring it.
pub const AROUND_THE_CLOCK: &str = "24x7";

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
pub(in crate::policy) const BUILT_IN_TEXTS: [&str; 15] = [
    "acknowledgement",
    "logged",
    "classified",
    "status_changed",
    "reply",
    "resolved",
    "unanswered",
    "merged",
    "escalation",
    "warning",
    "date_agreed",
    "wish_acknowledgement",
    "redirect",
    "digest",
    "announcement",
];

/// Statuses that every ticket can have without being declared.
pub(in crate::policy) const BUILT_IN_STATUSES: [&str; 8] = [
    "incomplete",
    "open",
    "waiting_on_requester",
    "awaiting_approval",
    "waiting_on_third_party",
    "on_hold",
    "resolved",
    "closed",
];

/// Built-in statuses that a ticket enters by what happens to it: nobody puts it there to wait.
pub(in crate::policy) const STATUSES_OF_ITS_LIFE: [&str; 4] =
    ["incomplete", "open", "resolved", "closed"];

/// The channels that every desk knows; the first two are open wherever plans name their own.
pub(crate) const CHANNELS: [&str; 6] = ["portal", "api", "email", "phone", "chat", "ticketing"];

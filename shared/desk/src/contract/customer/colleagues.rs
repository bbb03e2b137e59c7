//! Colleagues whom a desk tells of a ticket: customers read their roles, and addresses only where they may turn to them.
use super::Customer;

impl Customer<'_> {
    /// A role, or somebody of the desk whom only an address names.
    pub(super) fn colleague(&self, role: &str) -> String {
        if !role.contains('@') {
            return self.label("role", role);
        }
        let mut roles = self.terms.policy.roles.iter();
        match roles.find(|(_, address)| *address == role) {
            Some((named, _)) => self.label("role", named),
            None => self.sentences.known("contact-ours").unwrap_or_default(),
        }
    }

    /// Whether a ladder tells the contacts of the table: they are colleagues who hear of late tickets. A table
    /// that no ladder uses is there for customers.
    pub(super) fn contacts_are_told(&self) -> bool {
        let ladders = self.terms.policy.ladders.values();
        let mut steps = ladders.flat_map(|ladder| &ladder.steps);
        steps.any(|step| {
            step.notify
                .iter()
                .chain(&step.cc)
                .any(|role| by_table(role))
        })
    }
}

/// The roles whose address is looked up in the table of contacts.
fn by_table(role: &str) -> bool {
    matches!(role, "contact" | "level" | "level_above" | "level_below")
}

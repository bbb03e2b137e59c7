//! Who somebody is within a customer's organisation, and that it always keeps an administrator.
use serde::{Deserialize, Serialize};

/// The role of a person within their organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Is told of everything, approves, and gives others access.
    Admin,
    /// Approves beside an administrator.
    CoAdmin,
    /// Asks.
    User,
}

impl Role {
    /// The name as policies and requests write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::CoAdmin => "co_admin",
            Self::User => "user",
        }
    }
}

/// The people of an organisation by their mail addresses; each has one role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Members {
    /// Its administrators.
    pub admins: Vec<String>,
    /// Those who stand beside them.
    pub co_admins: Vec<String>,
    /// Everybody else who was given access.
    pub users: Vec<String>,
}

/// An organisation would be left without anybody to turn to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an organisation keeps at least one admin: name another first")]
pub struct LastAdmin;

impl Members {
    /// The role of an address, whatever its case; none for somebody who was given no access.
    #[must_use]
    pub fn role_of(&self, email: &str) -> Option<Role> {
        let of = |role: Role| self.of(role).iter().any(|known| same(known, email));
        [Role::Admin, Role::CoAdmin, Role::User]
            .into_iter()
            .find(|role| of(*role))
    }

    /// The members with one person in that role, and in no other.
    ///
    /// # Errors
    /// [`LastAdmin`] when nobody would be left to administer.
    pub fn with(&self, email: &str, role: Role) -> Result<Self, LastAdmin> {
        let mut after = self.clone();
        for list in [&mut after.admins, &mut after.co_admins, &mut after.users] {
            list.retain(|known| !same(known, email));
        }
        let list = match role {
            Role::Admin => &mut after.admins,
            Role::CoAdmin => &mut after.co_admins,
            Role::User => &mut after.users,
        };
        list.push(email.trim().to_owned());
        if after.admins.is_empty() {
            return Err(LastAdmin);
        }
        Ok(after)
    }

    /// These members in place of those there were.
    ///
    /// # Errors
    /// [`LastAdmin`] when there was an administrator and would be none.
    pub fn replacing(self, before: &Self) -> Result<Self, LastAdmin> {
        if self.admins.is_empty() && !before.admins.is_empty() {
            return Err(LastAdmin);
        }
        Ok(self)
    }

    fn of(&self, role: Role) -> &[String] {
        match role {
            Role::Admin => &self.admins,
            Role::CoAdmin => &self.co_admins,
            Role::User => &self.users,
        }
    }
}

fn same(known: &str, email: &str) -> bool {
    known.trim().eq_ignore_ascii_case(email.trim())
}

#[cfg(test)]
mod tests {
    use super::{LastAdmin, Members, Role};

    fn members() -> Members {
        Members {
            admins: vec!["ann@example.com".to_owned()],
            ..Members::default()
        }
    }

    #[test]
    fn each_person_has_one_role_whatever_the_case_of_the_address() {
        let members = members().with("bob@example.com", Role::Admin).unwrap();
        let members = members.with("BOB@example.com", Role::CoAdmin).unwrap();
        assert_eq!(members.role_of("Bob@Example.com"), Some(Role::CoAdmin));
        assert_eq!(members.admins, ["ann@example.com"]);
        assert_eq!(members.role_of("eve@example.com"), None);
    }

    #[test]
    fn the_last_administrator_stays_one() {
        let members = members();
        assert_eq!(members.with("ann@example.com", Role::User), Err(LastAdmin));
        assert_eq!(Members::default().replacing(&members), Err(LastAdmin));
        let empty = Members::default();
        assert_eq!(empty.clone().replacing(&empty), Ok(empty.clone()));
        assert_eq!(empty.with("bob@example.com", Role::User), Err(LastAdmin));
    }
}

//! Configuration of a function: variables of its environment, read once and by name.

/// A variable that the template should have set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the environment variable {name} is not set")]
pub struct Unset {
    /// The variable.
    pub name: &'static str,
}

/// The value of a variable, through whatever knows it: the process's environment in `main.rs`, the
/// template's resolved map on a laptop.
///
/// # Errors
/// The variable is not set, or empty.
pub fn required(
    lookup: &impl Fn(&str) -> Option<String>,
    name: &'static str,
) -> Result<String, Unset> {
    lookup(name)
        .filter(|value| !value.is_empty())
        .ok_or(Unset { name })
}

/// The two tables, as every function is told them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tables {
    /// `TICKETS_TABLE`
    pub tickets: String,
    /// `OUTBOX_TABLE`
    pub outbox: String,
}

impl Tables {
    /// Reads both names.
    ///
    /// # Errors
    /// Names the variable that is not set.
    pub fn from(lookup: &impl Fn(&str) -> Option<String>) -> Result<Self, Unset> {
        Ok(Self {
            tickets: required(lookup, "TICKETS_TABLE")?,
            outbox: required(lookup, "OUTBOX_TABLE")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Tables, Unset};

    #[test]
    fn the_variable_that_is_missing_is_named() {
        let lookup = |name: &str| (name == "TICKETS_TABLE").then(|| "t".to_owned());
        let missing = Err(Unset {
            name: "OUTBOX_TABLE",
        });
        assert_eq!(Tables::from(&lookup), missing);
    }
}

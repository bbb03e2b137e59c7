//! The draft of a ticket: the body that a person sends to open it.
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use chrono_tz::Tz;
use desk::i18n::RefusalValue;
use desk::mail_address::MailAddress;
use desk::ticket::{Actor, ApprovalLimit};
use desk::time::Instant;
use escalon_aws::problem::Problem;
use escalon_aws::{Attachment, Text};
use serde::Deserialize;

/// Longest subject, in characters.
const SUBJECT: usize = 300;
/// Longest description, in bytes: half of what one item of the store holds, with room to spare.
const DESCRIPTION: usize = 100_000;
/// Entries in `fields`, `answers` and `attachments`, and characters of each value.
const ENTRIES: usize = 40;
const VALUE: usize = 400;
/// Longest name of an organisation, an agent or a role, in characters.
const NAME: usize = 100;

/// A ticket as a client may send it; any other field is refused by name.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Draft {
    pub(crate) requester: RequesterDraft,
    pub(crate) subject: String,
    #[serde(default)]
    pub(crate) description: String,
    pub(crate) organisation: Option<String>,
    /// The requester's relation to the desk's company, where no contract says it.
    pub(crate) group: Option<String>,
    /// The person who opens it, where that is not the requester.
    pub(crate) opened_by: Option<OpenedBy>,
    #[serde(default)]
    pub(crate) add_ons: BTreeSet<String>,
    pub(crate) plan: Option<String>,
    /// Yes to work up to an amount, before anything is quoted.
    pub(crate) approval: Option<ApprovalLimit>,
    #[serde(rename = "type")]
    pub(crate) ticket_type: Option<String>,
    pub(crate) priority: Option<String>,
    #[serde(default)]
    pub(crate) answers: BTreeMap<String, String>,
    pub(crate) area: Option<String>,
    pub(crate) channel: Option<String>,
    #[serde(default)]
    pub(crate) fields: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) attachments: Vec<AttachedFile>,
}

/// The requester as they give themselves.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RequesterDraft {
    pub(crate) name: Option<String>,
    pub(crate) email: MailAddress,
    pub(crate) locale: Option<String>,
    pub(crate) zone: Option<String>,
}

/// The person who opens a ticket for somebody else: one of the staff, or a colleague by their address.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(crate) enum OpenedBy {
    Agent {
        agent: String,
        #[serde(default = "agent")]
        role: String,
    },
    Contact {
        /// Checked with the draft: behind an untagged enum serde forgets which field is wrong.
        email: String,
    },
}

fn agent() -> String {
    "agent".to_owned()
}

/// A file that comes with the ticket, described.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttachedFile {
    pub(crate) name: String,
    pub(crate) media_type: Option<String>,
    pub(crate) document_date: Option<NaiveDate>,
}

impl Draft {
    /// Checks that need no policy: addresses, lengths, numbers of entries.
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if let Some(OpenedBy::Contact { email }) = &self.opened_by {
            let checked = MailAddress::check(email);
            checked.map_err(|error| Problem::invalid("opened_by.email", error.to_string()))?;
        }
        length("organisation", self.organisation.as_deref(), NAME)?;
        if let Some(OpenedBy::Agent { agent, role }) = &self.opened_by {
            length("opened_by.agent", Some(agent), NAME)?;
            length("opened_by.role", Some(role), NAME)?;
        }
        length("group", self.group.as_deref(), VALUE)?;
        length("requester.name", self.requester.name.as_deref(), VALUE)?;
        length("requester.locale", self.requester.locale.as_deref(), 35)?;
        if let Some(zone) = &self.requester.zone
            && zone.parse::<Tz>().is_err()
        {
            let detail = format!("`{zone}` is no IANA time zone, such as Europe/Brussels");
            let value = RefusalValue::Text(zone.clone());
            let problem = Problem::invalid("requester.zone", detail);
            return Err(problem.said("zone", [("value", value)]));
        }
        if self.subject.trim().is_empty() {
            let problem = Problem::invalid("subject", "a subject is needed");
            return Err(problem.said("subject-needed", []));
        }
        length("subject", Some(&self.subject), SUBJECT)?;
        if self.description.len() > DESCRIPTION {
            let detail = format!(
                "at most {DESCRIPTION} bytes, not {}",
                self.description.len()
            );
            let values = most_and(DESCRIPTION, self.description.len());
            return Err(Problem::invalid("description", detail).said("bytes", values));
        }
        entries("answers", &self.answers)?;
        entries("fields", &self.fields)?;
        if self.attachments.len() > ENTRIES {
            let problem = Problem::invalid("attachments", format!("at most {ENTRIES} files"));
            return Err(problem.said("files", [("most", RefusalValue::Count(ENTRIES))]));
        }
        for (index, file) in self.attachments.iter().enumerate() {
            let field = format!("attachments[{index}].name");
            length(&field, Some(&file.name), VALUE)?;
        }
        Ok(())
    }

    /// The opening message as it is kept.
    pub(crate) fn text(&self, by: Actor, now: Instant) -> Text {
        let attachments = self.attachments.iter().map(|file| Attachment {
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            document_date: file.document_date,
        });
        Text {
            seq: 1,
            by,
            at: now,
            subject: Some(self.subject.clone()),
            body: self.description.clone(),
            internal: false,
            attachments: attachments.collect(),
        }
    }
}

fn length(field: &str, text: Option<&str>, most: usize) -> Result<(), Problem> {
    let long = text.map_or(0, |text| text.chars().count());
    if long > most {
        let detail = format!("at most {most} characters, not {long}");
        return Err(Problem::invalid(field, detail).said("characters", most_and(most, long)));
    }
    Ok(())
}

/// A limit, and how much was sent.
fn most_and(most: usize, n: usize) -> Vec<(&'static str, RefusalValue)> {
    vec![
        ("most", RefusalValue::Count(most)),
        ("n", RefusalValue::Count(n)),
    ]
}

fn entries(field: &str, values: &BTreeMap<String, String>) -> Result<(), Problem> {
    if values.len() > ENTRIES {
        let problem = Problem::invalid(field, format!("at most {ENTRIES} entries"));
        return Err(problem.said("entries", [("most", RefusalValue::Count(ENTRIES))]));
    }
    for (name, value) in values {
        length(&format!("{field}.{name}"), Some(value), VALUE)?;
        length(&format!("{field}.{name}"), Some(name), VALUE)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use escalon_aws::problem;
    use serde_json::{Value, json};

    use super::Draft;

    fn refused(change: &[(&str, Value)]) -> Option<String> {
        let mut body = json!({"requester": {"email": "ann@example.com"}, "subject": "Hello"});
        for (pointer, value) in change {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            body.pointer_mut(parent).unwrap()[name] = value.clone();
        }
        let draft = problem::value_of(body).and_then(|draft: Draft| draft.check());
        draft.err().and_then(|problem| problem.field)
    }

    #[test]
    fn a_short_draft_is_enough() {
        assert_eq!(refused(&[]), None);
    }

    #[test]
    fn the_wrong_field_is_named() {
        let wrong = json!("ann@example");
        assert_eq!(
            refused(&[("/requester/email", wrong.clone())]).as_deref(),
            Some("requester.email")
        );
        let by = json!({"email": wrong});
        assert_eq!(
            refused(&[("/opened_by", by)]).as_deref(),
            Some("opened_by.email")
        );
        let cases = [
            ("/requester/zone", json!("Mars/Phobos"), "requester.zone"),
            ("/subject", json!("  "), "subject"),
            ("/subject", json!("x".repeat(301)), "subject"),
            ("/description", json!("x".repeat(100_001)), "description"),
            ("/answers", json!({"down": "x".repeat(401)}), "answers.down"),
        ];
        for (pointer, value, field) in cases {
            assert_eq!(refused(&[(pointer, value)]).as_deref(), Some(field));
        }
    }
}

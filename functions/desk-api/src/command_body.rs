//! The body of a command: its actor, its time, the version it was decided on, and the command itself.
use desk::lifecycle::{Act, Command, Issuer, TextRule, commands};
use desk::ticket::{Actor, Approver};
use desk::time::Instant;
use escalon_aws::problem::{Problem, value_of};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Longest text of one reply or note, in bytes.
const TEXT: usize = 100_000;

/// The fields around a command, the same for all commands.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Around {
    /// The actor. Until requests are authorized by a function of their own, the caller is trusted.
    by: Author,
    /// The time of the act, for one that is entered later than it was done.
    at: Option<Instant>,
    /// Why it is entered long after it was done.
    late_reason: Option<String>,
    /// The version that the caller has seen; refused when the ticket has changed since.
    version: Option<u64>,
    text: Option<String>,
    /// With `resend`: the address put right.
    email: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Author {
    Requester,
    /// A colleague of the requester, by mail address.
    #[serde(untagged)]
    Contact {
        contact: String,
    },
    #[serde(untagged)]
    Agent {
        agent: String,
        #[serde(default = "first_level")]
        level: u8,
    },
}

fn first_level() -> u8 {
    1
}

/// A command as it came.
#[derive(Debug, Clone)]
pub(crate) struct CommandBody {
    /// The colleague who acts in the requester's name, by mail address.
    pub(crate) contact: Option<String>,
    pub(crate) by: Actor,
    pub(crate) at: Option<Instant>,
    pub(crate) late_reason: Option<String>,
    pub(crate) version: Option<u64>,
    pub(crate) act: Act,
    pub(crate) text: Option<String>,
    pub(crate) email: Option<String>,
}

impl CommandBody {
    /// Reads a body whose fields are those of [`Around`] and of the command it names.
    pub(crate) fn read(mut fields: Map<String, Value>) -> Result<Self, Problem> {
        let mut around = Map::new();
        for name in ["by", "at", "late_reason", "version", "text", "email"] {
            if let Some(value) = fields.remove(name) {
                around.insert(name.to_owned(), value);
            }
        }
        let around: Around = value_of(Value::Object(around))?;
        let act = command(fields)?;
        let (by, contact) = match around.by {
            Author::Requester => (Actor::Requester, None),
            Author::Contact { contact } => (Actor::Requester, Some(contact)),
            Author::Agent { agent, level } => (Actor::Agent { id: agent, level }, None),
        };
        let body = Self {
            by,
            contact,
            at: around.at,
            late_reason: around.late_reason,
            version: around.version,
            text: around.text,
            email: around.email,
            act: act.by_hand(),
        };
        body.check()?;
        Ok(body)
    }

    /// The command, without words.
    pub(crate) fn command(&self, cause: &str, now: Instant) -> Command {
        Command {
            by: self.by.clone(),
            occurred_at: self.at.unwrap_or(now),
            late_reason: self.late_reason.clone(),
            cause: cause.to_owned(),
            act: self.act.clone(),
        }
    }

    fn check(&self) -> Result<(), Problem> {
        if self.act.issuer() == Issuer::Desk {
            let detail = "this command is for the desk's own functions";
            return Err(Problem::invalid("command", detail));
        }
        let is_empty = self
            .text
            .as_deref()
            .is_none_or(|text| text.trim().is_empty());
        match (takes_text(&self.act), is_empty) {
            (true, true) => return Err(Problem::invalid("text", "say something")),
            (false, false) => {
                return Err(Problem::invalid("text", "this command takes no text"));
            }
            (true, false) | (false, true) => {}
        }
        if self.text.as_ref().is_some_and(|text| text.len() > TEXT) {
            return Err(Problem::invalid("text", format!("at most {TEXT} bytes")));
        }
        match (&self.act, &self.contact, self.at) {
            // Whether a quote was still valid is for the clock to say.
            (Act::Approve(_) | Act::Decline(_), _, Some(_)) => {
                return Err(Problem::invalid("at", "an answer counts from now"));
            }
            (Act::Approve(_) | Act::Decline(_), _, None) | (_, None, _) => {}
            (_, Some(_), _) => {
                let detail = "a colleague only answers quotes; be an agent or the requester";
                return Err(Problem::invalid("by", detail));
            }
        }
        match (&self.act, &self.email) {
            (Act::Resend(_), _) | (_, None) => Ok(()),
            (_, Some(_)) => Err(Problem::invalid("email", "only `resend` takes an address")),
        }
    }

    /// Whether it matters who of the customer's people acts.
    pub(crate) fn answers_a_quote(&self) -> bool {
        matches!(self.act, Act::Approve(_) | Act::Decline(_))
    }

    /// The same command, with the approver as their organisation knows them.
    pub(crate) fn approved_by(mut self, by: Approver) -> Self {
        if let Act::Approve(commands::Approve { approver })
        | Act::Decline(commands::Decline { approver }) = &mut self.act
        {
            *approver = Some(by);
        }
        self
    }

    /// The act with its text's number, on a ticket whose next fact has that number.
    pub(crate) fn act_with_text(&self, seq: u64) -> Act {
        self.act.clone().with_text(seq)
    }
}

/// The command that the fields name, with its own fields. It is read under its name and not by a
/// tag among its fields: behind a tag serde forgets which field is wrong.
fn command(mut fields: Map<String, Value>) -> Result<Act, Problem> {
    let named = fields.remove("command");
    let Some(name) = named.as_ref().and_then(Value::as_str) else {
        let detail = "name the command, such as reply, resolve or change_priority";
        return Err(Problem::invalid("command", detail));
    };
    if let Ok(bare) = serde_json::from_value::<Act>(Value::from(name)) {
        return match fields.keys().next() {
            Some(field) => Err(Problem::invalid(field, "this command has no such field")),
            None => Ok(bare),
        };
    }
    let whole = Map::from_iter([(name.to_owned(), Value::Object(fields))]);
    value_of(Value::Object(whole)).map_err(|problem: Problem| {
        let inside = problem.field.as_deref().unwrap_or_default();
        let inside = inside.strip_prefix(&format!("{name}."));
        let field = inside.unwrap_or("command").to_owned();
        problem.at(field)
    })
}

pub(crate) fn takes_text(act: &Act) -> bool {
    act.text() != TextRule::None
}

#[cfg(test)]
mod tests {
    use desk::lifecycle::{Act, commands};
    use serde_json::json;

    use super::CommandBody;

    fn read(body: serde_json::Value) -> Result<CommandBody, (u16, Option<String>)> {
        let fields = body.as_object().unwrap().clone();
        CommandBody::read(fields).map_err(|problem| (problem.status, problem.field))
    }

    #[test]
    fn a_command_is_read_with_the_fields_around_it() {
        let body = read(json!({"command": "reply", "text": "Done.", "by": {"agent": "ann"}}));
        let body = body.unwrap();
        assert_eq!(
            body.act_with_text(7),
            Act::Reply(commands::Reply { text: Some(7) })
        );
        assert!(
            read(json!({"command": "requester_reply", "text": "?", "by": "requester"})).is_ok()
        );
    }

    #[test]
    fn a_hand_over_is_read_by_its_name_and_by_the_one_it_had_before() {
        let named = |command: &str| {
            let by = json!({"agent": "ann"});
            read(json!({"command": command, "to_level": 2, "by": by})).unwrap()
        };
        assert_eq!(named("hand_over").act.name(), "hand_over");
        assert_eq!(named("escalate").act, named("hand_over").act);
    }

    #[test]
    fn a_wrong_command_names_the_field() {
        let by = json!({"agent": "ann"});
        let cases = [
            (json!({"command": "resolve"}), "by"),
            (json!({"by": by}), "command"),
            (json!({"by": by, "command": "explode"}), "command"),
            (json!({"by": by, "command": "sweep"}), "command"),
            (json!({"by": by, "command": "reply"}), "text"),
            (json!({"by": by, "command": "resolve", "text": "x"}), "text"),
            (
                json!({"by": by, "command": "resolve", "email": "a@example.com"}),
                "email",
            ),
            (json!({"by": by, "command": "change_priority"}), "to"),
            (
                json!({"by": by, "command": "change_priority", "to": 7}),
                "to",
            ),
            (
                json!({"by": by, "command": "take_in_charge", "agent": "ann", "commit_hours": -1}),
                "commit_hours",
            ),
            (
                json!({"by": by, "command": "change_plan", "add_ons": [7]}),
                "add_ons[0]",
            ),
            (
                json!({"by": by, "command": "change_priority", "to": "p1", "colour": 1}),
                "colour",
            ),
            (json!({"by": by, "command": 7}), "command"),
            (
                json!({"by": by, "command": "resolve", "colour": 1}),
                "colour",
            ),
            (
                json!({"by": by, "command": "resolve", "version": "x"}),
                "version",
            ),
            (json!({"by": by, "command": "resolve", "at": "noon"}), "at"),
        ];
        for (body, field) in cases {
            let refused = read(body.clone()).unwrap_err();
            assert_eq!(refused, (422, Some(field.to_owned())), "{body}");
        }
    }
}

//! Bounds of a request: names of the path and values of the body that are longer than anything here can be.
//!
//! Longer names would not fit into a key of the store, which then answers as if it were away.
use escalon_aws::problem::Problem;
use lambda_http::{Request, RequestExt};
use serde_json::{Map, Value};

/// Longest name in a path, in bytes: a mail address has at most 254.
const NAME: usize = 254;
/// Longest value of a field but for words, in characters.
const VALUE: usize = 400;
/// Most entries of a list or a map.
const ENTRIES: usize = 40;
/// Fields whose own checks allow more, or say better what is wrong.
const WORDS: [&str; 1] = ["text"];

/// Refuses names of the path that are too long, by the name of their parameter.
pub(crate) fn path(request: &Request) -> Result<(), Problem> {
    let parameters = request.path_parameters();
    let asked = request.query_string_parameters();
    for (name, value) in parameters.iter().chain(asked.iter()) {
        if value.len() > NAME {
            let detail = format!("at most {NAME} bytes, not {}", value.len());
            return Err(Problem::invalid(name, detail));
        }
    }
    Ok(())
}

/// Refuses a command that holds more than any command can use, by its field.
pub(crate) fn command(fields: &Map<String, Value>) -> Result<(), Problem> {
    let bounded = fields
        .iter()
        .filter(|(name, _)| !WORDS.contains(&name.as_str()));
    for (name, field) in bounded {
        value(name, name, field)?;
    }
    Ok(())
}

fn value(field: &str, path: &str, found: &Value) -> Result<(), Problem> {
    match found {
        Value::String(text) => text_of(path, text),
        Value::Array(entries) => {
            number(path, entries.len())?;
            let mut entries = entries.iter().enumerate();
            entries.try_for_each(|(index, entry)| value(field, &format!("{path}[{index}]"), entry))
        }
        Value::Object(entries) => {
            number(path, entries.len())?;
            let mut entries = entries.iter();
            entries.try_for_each(|(name, entry)| {
                // The name itself may be what is too long.
                text_of(field, name)?;
                value(field, &format!("{path}.{name}"), entry)
            })
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

fn text_of(path: &str, text: &str) -> Result<(), Problem> {
    let long = text.chars().count();
    if long > VALUE {
        let detail = format!("at most {VALUE} characters, not {long}");
        return Err(Problem::invalid(path, detail));
    }
    Ok(())
}

fn number(path: &str, entries: usize) -> Result<(), Problem> {
    if entries > ENTRIES {
        let detail = format!("at most {ENTRIES} entries, not {entries}");
        return Err(Problem::invalid(path, detail));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::command;

    #[test]
    fn whatever_is_too_long_is_named() {
        let long = "x".repeat(401);
        let many: Vec<_> = (0..41).map(|n| n.to_string()).collect();
        let cases = [
            (json!({"agent": long}), "agent"),
            (json!({"by": {"agent": long}}), "by.agent"),
            (json!({"missing": many}), "missing"),
            (json!({"missing": ["a", long]}), "missing[1]"),
            (json!({"answers": {"down": long}}), "answers.down"),
            (json!({"answers": {long.clone(): "yes"}}), "answers"),
        ];
        for (body, field) in cases {
            let refused = command(body.as_object().unwrap()).unwrap_err();
            assert_eq!(
                (refused.status, refused.field.as_deref()),
                (422, Some(field))
            );
        }
        let sound = json!({"text": "x".repeat(100_000), "reason": "é".repeat(400), "level": 1});
        assert_eq!(command(sound.as_object().unwrap()), Ok(()));
    }
}

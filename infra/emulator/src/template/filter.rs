//! Event filters of stream mappings: literal equality, `prefix` and `exists`, as Lambda matches them.
use serde_json::Value;

use super::TemplateError;

/// One pattern: every path must match, and each by one of its alternatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    paths: Vec<(Vec<String>, Vec<FilterTest>)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum FilterTest {
    Equals(Value),
    Prefix(String),
    Exists(bool),
}

impl Filter {
    /// Reads a filter's `Pattern`; `at` is its path, for errors.
    ///
    /// # Errors
    /// The pattern is not JSON, or compares in a way that the emulator does not know.
    pub fn parse(at: &str, pattern: &str) -> Result<Self, TemplateError> {
        let pattern: Value =
            serde_json::from_str(pattern).map_err(|source| TemplateError::NotJson {
                at: at.to_owned(),
                source,
            })?;
        let mut paths = Vec::new();
        collect(at, &mut Vec::new(), &pattern, &mut paths)?;
        Ok(Self { paths })
    }

    /// Whether a record, in the form Lambda shows it to a function, passes.
    #[must_use]
    pub fn passes(&self, record: &Value) -> bool {
        self.paths.iter().all(|(path, tests)| {
            let found = path.iter().try_fold(record, |value, key| value.get(key));
            tests.iter().any(|test| test.holds(found))
        })
    }
}

impl FilterTest {
    fn parse(at: &str, value: &Value) -> Result<Self, TemplateError> {
        let Value::Object(fields) = value else {
            return Ok(Self::Equals(value.clone()));
        };
        match (fields.get("prefix"), fields.get("exists")) {
            (Some(Value::String(prefix)), None) if fields.len() == 1 => {
                Ok(Self::Prefix(prefix.clone()))
            }
            (None, Some(Value::Bool(exists))) if fields.len() == 1 => Ok(Self::Exists(*exists)),
            (_, _) => Err(TemplateError::unsupported(
                at,
                &format!("the comparison {value}"),
            )),
        }
    }

    fn holds(&self, found: Option<&Value>) -> bool {
        match self {
            Self::Equals(expected) => found == Some(expected),
            Self::Prefix(prefix) => found
                .and_then(Value::as_str)
                .is_some_and(|text| text.starts_with(prefix)),
            Self::Exists(expected) => found.is_some() == *expected,
        }
    }
}

fn collect(
    at: &str,
    path: &mut Vec<String>,
    pattern: &Value,
    paths: &mut Vec<(Vec<String>, Vec<FilterTest>)>,
) -> Result<(), TemplateError> {
    match pattern {
        Value::Object(fields) => {
            for (key, inner) in fields {
                path.push(key.clone());
                collect(at, path, inner, paths)?;
                path.pop();
            }
            Ok(())
        }
        Value::Array(alternatives) => {
            let tests = alternatives
                .iter()
                .map(|a| FilterTest::parse(at, a))
                .collect::<Result<_, _>>()?;
            paths.push((path.clone(), tests));
            Ok(())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Err(
            TemplateError::unsupported(at, "a filter value outside a list"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Filter;

    fn passes(pattern: &str, record: &serde_json::Value) -> bool {
        Filter::parse("here", pattern).unwrap().passes(record)
    }

    #[test]
    fn equality_prefix_and_existence_decide() {
        let record =
            json!({"eventName": "INSERT", "dynamodb": {"NewImage": {"kind": {"S": "received"}}}});
        let kinds = |list: &str| {
            format!(
                r#"{{"eventName":["INSERT"],"dynamodb":{{"NewImage":{{"kind":{{"S":{list}}}}}}}}}"#
            )
        };
        assert!(passes(&kinds(r#"["completed","received"]"#), &record));
        assert!(!passes(&kinds(r#"["breached"]"#), &record));
        assert!(passes(&kinds(r#"[{"prefix":"rec"}]"#), &record));
        assert!(passes(
            r#"{"dynamodb":{"OldImage":[{"exists":false}]}}"#,
            &record
        ));
        assert!(!passes(r#"{"eventName":["MODIFY"]}"#, &record));
    }

    #[test]
    fn an_unknown_comparison_is_an_error_that_names_it() {
        let error =
            Filter::parse("Classify.Received", r#"{"a":[{"anything-but":["x"]}]}"#).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("Classify.Received: the comparison"),
            "{error}"
        );
    }
}

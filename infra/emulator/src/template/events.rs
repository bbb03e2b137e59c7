//! The events that start a function, read: routes, schedules, streams and queues.
use chrono::TimeDelta;
use serde_json::Value;

use super::fields::{list, missing, plain, string};
use super::resolve::{References, owner};
use super::{ApiRoute, Filter, Function, QueueSource, Schedule, StreamSource, TemplateError};

pub(super) fn read_event(
    function: &mut Function,
    names: &References,
    at: &str,
    declared: &Value,
) -> Result<(), TemplateError> {
    let kind = string(at, declared, "Type")?;
    let properties = declared
        .get("Properties")
        .ok_or_else(|| missing(at, "Properties"))?;
    let properties = names.resolve(at, properties)?;
    match kind {
        "HttpApi" => function.routes.push(route(at, &properties)?),
        "ScheduleV2" => function.schedules.push(schedule(at, &properties)?),
        "DynamoDB" => function.streams.push(stream(at, &properties)?),
        "SQS" => function.queues.push(QueueSource {
            queue: owner(string(at, &properties, "Queue")?).to_owned(),
            batch: count(&properties, "BatchSize", 10),
        }),
        other => {
            return Err(TemplateError::unsupported(
                at,
                &format!("the event {other}"),
            ));
        }
    }
    Ok(())
}

fn route(at: &str, properties: &Value) -> Result<ApiRoute, TemplateError> {
    let path = string(at, properties, "Path")?;
    if path.contains('+') || path.contains('$') {
        return Err(TemplateError::unsupported(at, &format!("the path {path}")));
    }
    Ok(ApiRoute {
        method: string(at, properties, "Method")?.to_ascii_uppercase(),
        path: path.to_owned(),
    })
}

fn schedule(at: &str, properties: &Value) -> Result<Schedule, TemplateError> {
    let expression = string(at, properties, "ScheduleExpression")?;
    let every = rate(expression)
        .ok_or_else(|| TemplateError::unsupported(at, &format!("the schedule `{expression}`")))?;
    let input = match properties.get("Input") {
        None => Value::Null,
        Some(input) => {
            serde_json::from_str(&plain(input)).map_err(|source| TemplateError::NotJson {
                at: at.to_owned(),
                source,
            })?
        }
    };
    Ok(Schedule {
        name: at.to_owned(),
        every,
        input,
    })
}

/// `rate(1 minute)`, `rate(2 hours)`, `rate(1 day)`.
fn rate(expression: &str) -> Option<TimeDelta> {
    let (number, unit) = expression
        .strip_prefix("rate(")?
        .strip_suffix(')')?
        .split_once(' ')?;
    let number: i64 = number.parse().ok().filter(|number| *number > 0)?;
    match unit {
        "minute" | "minutes" => TimeDelta::try_minutes(number),
        "hour" | "hours" => TimeDelta::try_hours(number),
        "day" | "days" => TimeDelta::try_days(number),
        _ => None,
    }
}

fn stream(at: &str, properties: &Value) -> Result<StreamSource, TemplateError> {
    let reference = string(at, properties, "Stream")?;
    let Some(table) = reference.strip_suffix(".StreamArn") else {
        return Err(TemplateError::unsupported(
            at,
            &format!("the stream `{reference}`"),
        ));
    };
    let filters = properties
        .pointer("/FilterCriteria")
        .map_or(&[][..], |criteria| list(criteria, "Filters"));
    let filters = filters
        .iter()
        .map(|filter| Filter::parse(at, string(at, filter, "Pattern")?))
        .collect::<Result<_, _>>()?;
    let retries = properties
        .get("MaximumRetryAttempts")
        .and_then(Value::as_u64)
        .unwrap_or(10);
    Ok(StreamSource {
        table: table.to_owned(),
        filters,
        batch: count(properties, "BatchSize", 100),
        retries: u32::try_from(retries).unwrap_or(u32::MAX),
    })
}

fn count(properties: &Value, key: &str, default: usize) -> usize {
    properties
        .get(key)
        .and_then(Value::as_u64)
        .and_then(|n| usize::try_from(n).ok())
        .unwrap_or(default)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::rate;

    #[test]
    fn rates_are_read_and_cron_is_not() {
        assert_eq!(rate("rate(1 minute)"), Some(TimeDelta::minutes(1)));
        assert_eq!(rate("rate(2 hours)"), Some(TimeDelta::hours(2)));
        assert_eq!(rate("rate(0 days)"), None);
        assert_eq!(rate("cron(0 2 * * ? *)"), None);
    }
}

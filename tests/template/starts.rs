//! Rules about what starts a function: streams, schedules, queues, routes.
use std::collections::BTreeMap;

use desk::lifecycle::FactBody;
use serde_json::{Value, json};

use crate::reading::{Templates, items, number, pointed};

/// Routes that everybody may call, because they are the public form.
const PUBLIC: [&str; 2] = ["POST /desks/{desk}/tickets", "GET /desks/{desk}"];

/// Each stream mapping reports what failed, halves what it cannot read, gives up in the end, says
/// so, and hears of new items only.
pub(crate) fn streams(templates: &Templates) -> Vec<String> {
    let given_up = |event: &Value| {
        let target = &event["DestinationConfig"]["OnFailure"]["Destination"];
        pointed(target).is_some_and(|queue| is_queue(templates, &queue))
    };
    let new_only = |event: &Value| {
        let filters = event["FilterCriteria"]["Filters"].as_array();
        filters.is_some_and(|filters| {
            !filters.is_empty()
                && filters.iter().all(|filter| {
                    let pattern = filter["Pattern"].as_str().unwrap_or_default();
                    let pattern: Value = serde_json::from_str(pattern).unwrap_or_default();
                    pattern["eventName"] == json!(["INSERT"])
                })
        })
    };
    let finite = |value: &Value| number(value).is_some_and(|count| count > 0);
    let events = templates.events("DynamoDB").into_iter();
    events
        .filter(|(_, _, event)| {
            !(event["FunctionResponseTypes"] == json!(["ReportBatchItemFailures"])
                && event["BisectBatchOnFunctionError"] == true
                && finite(&event["MaximumRetryAttempts"])
                && finite(&event["MaximumRecordAgeInSeconds"])
                && given_up(event)
                && new_only(event))
        })
        .map(|(_, at, _)| at)
        .collect()
}

/// Readers of the stream of tickets ask for kinds of facts that there are.
pub(crate) fn facts(templates: &Templates) -> Vec<String> {
    let mut unknown = Vec::new();
    for (_, at, event) in templates.events("DynamoDB") {
        if pointed(&event["Stream"]).as_deref() != Some("Tickets.StreamArn") {
            continue;
        }
        for filter in items(&event["FilterCriteria"]["Filters"]) {
            let pattern = filter["Pattern"].as_str().unwrap_or_default();
            let pattern: Value = serde_json::from_str(pattern).unwrap_or_default();
            let kinds = items(&pattern["dynamodb"]["NewImage"]["kind"]["S"]);
            let wrong = kinds.filter(|kind| !is_fact(kind));
            unknown.extend(wrong.map(|kind| format!("{at}: {kind}")));
        }
    }
    unknown
}

fn is_fact(kind: &Value) -> bool {
    // Of a kind that there is, the rest of the fact is what is missing.
    match serde_json::from_value::<FactBody>(json!({"kind": kind})) {
        Ok(_) => true,
        Err(error) => error.to_string().starts_with("missing field"),
    }
}

/// A stream throttles its third reader.
pub(crate) fn readers(templates: &Templates) -> Vec<String> {
    let mut readers: BTreeMap<String, usize> = BTreeMap::new();
    for (_, _, event) in templates.events("DynamoDB") {
        *readers
            .entry(pointed(&event["Stream"]).unwrap_or_default())
            .or_default() += 1;
    }
    readers.retain(|_, count| *count > 2);
    readers.into_keys().collect()
}

/// Events that come every minute are not tried again, neither by the scheduler nor by Lambda, and whatever
/// a schedule could not start is told.
pub(crate) fn schedules(templates: &Templates) -> Vec<String> {
    let mut broken = Vec::new();
    for (function, at, event) in templates.events("ScheduleV2") {
        let every_minute = event["ScheduleExpression"] == "rate(1 minute)";
        let retries = number(&event["RetryPolicy"]["MaximumRetryAttempts"]);
        let age = number(&event["RetryPolicy"]["MaximumEventAgeInSeconds"]);
        let calm = if every_minute {
            retries == Some(0) && age == Some(60)
        } else {
            retries.is_some_and(|retries| retries <= 3) && age.is_some()
        };
        let told = pointed(&event["DeadLetterConfig"]["Arn"]);
        if !calm || !told.is_some_and(|queue| is_queue(templates, &queue)) {
            broken.push(at);
        }
        let invoke = &templates.resource(function)["Properties"]["EventInvokeConfig"];
        let failed = pointed(&invoke["DestinationConfig"]["OnFailure"]["Destination"]);
        let once = number(&invoke["MaximumRetryAttempts"]) == Some(0);
        if !once || !failed.is_some_and(|queue| is_queue(templates, &queue)) {
            broken.push(format!("{function}.EventInvokeConfig"));
        }
    }
    broken
}

/// A queue hides a message for at least six times as long as its reader may take, gives it up in
/// the end, and its reader says which of a batch failed.
pub(crate) fn queues(templates: &Templates) -> Vec<String> {
    let functions: BTreeMap<_, _> = templates.functions().into_iter().collect();
    let mut broken = Vec::new();
    for (function, at, event) in templates.events("SQS") {
        let name = pointed(&event["Queue"]).unwrap_or_default();
        let name = name.trim_end_matches(".Arn");
        let queue = &templates.resource(name)["Properties"];
        let timeout = functions
            .get(function)
            .and_then(|function| number(&function["Timeout"]))
            .unwrap_or(3);
        let hidden = number(&queue["VisibilityTimeout"]).unwrap_or(30);
        let dead = pointed(&queue["RedrivePolicy"]["deadLetterTargetArn"]).unwrap_or_default();
        let kept = number(
            &templates.resource(dead.trim_end_matches(".Arn"))["Properties"]["MessageRetentionPeriod"],
        );
        let kept_longer =
            kept.unwrap_or(0) >= number(&queue["MessageRetentionPeriod"]).unwrap_or(345_600);
        let reports = event["FunctionResponseTypes"] == json!(["ReportBatchItemFailures"]);
        if hidden < 6 * timeout || !is_queue(templates, &dead) || !kept_longer || !reports {
            broken.push(at);
        }
    }
    broken
}

/// Callers of a route sign with AWS credentials, unless the route is one of the public form.
pub(crate) fn routes(templates: &Templates) -> Vec<String> {
    let mut broken = Vec::new();
    let auth = &templates.resource("Api")["Properties"]["Auth"];
    if auth["DefaultAuthorizer"] != "AWS_IAM" || auth["EnableIamAuthorizer"] != true {
        broken.push("Api".to_owned());
    }
    for (_, at, event) in templates.events("HttpApi") {
        let text = |key: &str| event[key].as_str().unwrap_or_default().to_owned();
        let route = format!("{} {}", text("Method"), text("Path"));
        let open = event["Auth"]["Authorizer"] == "NONE";
        if open != PUBLIC.contains(&route.as_str())
            || pointed(&event["ApiId"]).as_deref() != Some("Api")
        {
            broken.push(format!("{at} ({route})"));
        }
    }
    broken
}

/// A flood is refused at the door, and each request leaves a line.
pub(crate) fn interface(templates: &Templates) -> Vec<String> {
    let mut broken = Vec::new();
    for (name, api) in templates.of_type("AWS::Serverless::HttpApi") {
        let limits = &api["DefaultRouteSettings"];
        let throttled = ["ThrottlingRateLimit", "ThrottlingBurstLimit"]
            .iter()
            .all(|limit| number(&limits[*limit]).is_some_and(|limit| limit > 0));
        let logs = pointed(&api["AccessLogSettings"]["DestinationArn"]);
        let format = api["AccessLogSettings"]["Format"]
            .as_str()
            .unwrap_or_default();
        let is_json = serde_json::from_str::<Value>(format).is_ok();
        if !throttled || logs.is_none() || !is_json || format.contains("sourceIp") {
            broken.push(name.to_owned());
        }
    }
    broken
}

fn is_queue(templates: &Templates, arn: &str) -> bool {
    let name = arn.trim_end_matches(".Arn");
    templates.resource(name)["Type"] == "AWS::SQS::Queue"
}

//! A rule about what Lambda does in a function's name: it follows from what starts the function.
use std::collections::BTreeSet;

use serde_json::Value;

use crate::reading::{Templates, items, pointed};

const STREAM: [&str; 4] = [
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
];
const QUEUE: [&str; 3] = [
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
];
const LOG: [&str; 2] = ["logs:CreateLogStream", "logs:PutLogEvents"];

/// Each role lets Lambda read the streams and queues that start its function, report what it gave
/// up, and write the function's own log; no more of these, and none less.
pub(crate) fn platform(templates: &Templates) -> Vec<String> {
    let functions = templates.of_type("AWS::Serverless::Function").into_iter();
    functions
        .filter(|(name, function)| wanted(name, function) != granted(templates, name))
        .map(|(name, _)| format!("{name}Role"))
        .collect()
}

type Rights = BTreeSet<(String, String)>;

fn wanted(name: &str, function: &Value) -> Rights {
    let mut wanted = Rights::new();
    let mut add = |actions: &[&str], on: Option<String>| {
        let on = on.unwrap_or_default();
        wanted.extend(
            actions
                .iter()
                .map(|action| ((*action).to_owned(), on.clone())),
        );
    };
    add(&LOG, Some(format!("{name}Logs.Arn")));
    let failed = &function["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]["Destination"];
    if !failed.is_null() {
        add(&["sqs:SendMessage"], pointed(failed));
    }
    for event in function["Events"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(_, event)| event)
    {
        let properties = &event["Properties"];
        match event["Type"].as_str() {
            Some("DynamoDB") => {
                add(&STREAM, pointed(&properties["Stream"]));
                let given_up = &properties["DestinationConfig"]["OnFailure"]["Destination"];
                add(&["sqs:SendMessage"], pointed(given_up));
            }
            Some("SQS") => add(&QUEUE, pointed(&properties["Queue"])),
            _ => {}
        }
    }
    wanted
}

fn granted(templates: &Templates, name: &str) -> Rights {
    let role = format!("{name}Role");
    let mut granted = Rights::new();
    for (_, statement) in templates.statements().iter().filter(|(of, _)| *of == role) {
        for action in items(&statement["Action"]).filter_map(Value::as_str) {
            let of_lambda = STREAM.contains(&action)
                || ["sqs:", "logs:"]
                    .iter()
                    .any(|service| action.starts_with(service));
            if of_lambda {
                let resources = items(&statement["Resource"]).filter_map(pointed);
                granted.extend(resources.map(|on| (action.to_owned(), on)));
            }
        }
    }
    granted
}

//! Rules about tables and mail.
use serde_json::{Value, json};

use crate::reading::{Templates, items, pointed};

/// A table survives the stack, a slip of the hand and a bad release; it forgets what has expired.
pub(crate) fn tables(templates: &Templates) -> Vec<String> {
    let tables = templates.of_type("AWS::DynamoDB::Table").into_iter();
    tables
        .filter(|(name, table)| {
            let resource = templates.resource(name);
            !(resource["DeletionPolicy"] == "Retain"
                && resource["UpdateReplacePolicy"] == "Retain"
                && table["DeletionProtectionEnabled"] == true
                && table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] == true
                && table["SSESpecification"]["SSEEnabled"] == true
                && table["TimeToLiveSpecification"]
                    == json!({"AttributeName": "expires_at", "Enabled": true})
                && table["BillingMode"] == "PAY_PER_REQUEST"
                && table["StreamSpecification"]["StreamViewType"] == "NEW_IMAGE")
        })
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// Functions that may send mail send it through a configuration set, all of whose events reach a queue that
/// a function reads.
pub(crate) fn mail(templates: &Templates) -> Vec<String> {
    let mut broken = Vec::new();
    for (role, statement) in templates.statements() {
        if !items(&statement["Action"]).any(|action| action == "ses:SendEmail") {
            continue;
        }
        let function = role.trim_end_matches("Role");
        let variables = &templates.resource(function)["Properties"]["Environment"]["Variables"];
        let set = pointed(&variables["CONFIGURATION_SET"]).unwrap_or_default();
        if !events_are_heard(templates, &set) {
            broken.push(function.to_owned());
        }
    }
    broken
}

fn events_are_heard(templates: &Templates, set: &str) -> bool {
    let all = json!([
        "SEND",
        "DELIVERY",
        "BOUNCE",
        "COMPLAINT",
        "REJECT",
        "RENDERING_FAILURE",
        "DELIVERY_DELAY"
    ]);
    let mut destinations = templates
        .of_type("AWS::SES::ConfigurationSetEventDestination")
        .into_iter();
    destinations.any(|(_, destination)| {
        let told = &destination["EventDestination"];
        let topic = pointed(&told["SnsDestination"]["TopicARN"]).unwrap_or_default();
        pointed(&destination["ConfigurationSetName"]).as_deref() == Some(set)
            && told["Enabled"] == true
            && told["MatchingEventTypes"] == all
            && reaches_a_reader(templates, &topic)
    })
}

fn reaches_a_reader(templates: &Templates, topic: &str) -> bool {
    let subscriptions: Vec<&Value> =
        items(&templates.resource(topic)["Properties"]["Subscription"]).collect();
    let read = |queue: String| {
        let events = templates.events("SQS");
        events
            .iter()
            .any(|(_, _, event)| pointed(&event["Queue"]).as_ref() == Some(&queue))
    };
    subscriptions
        .iter()
        .any(|to| to["Protocol"] == "sqs" && pointed(&to["Endpoint"]).is_some_and(read))
}

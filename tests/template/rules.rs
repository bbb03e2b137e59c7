//! The rules by name; each says where it is broken.
use serde_json::Value;

use crate::reading::{Templates, items, object, pointed, resources};
use crate::{building, lambda, rights, starts, store};

/// Something that must always hold. It answers with the places where it does not.
pub(crate) struct TemplateRule {
    pub(crate) name: &'static str,
    pub(crate) places: fn(&Templates) -> Vec<String>,
}

pub(crate) const RULES: &[TemplateRule] = &[
    rule("streams end their retries", starts::streams),
    rule("streams ask for facts that there are", starts::facts),
    rule("two readers per stream", starts::readers),
    rule("schedules do not try again", starts::schedules),
    rule("queues outlast their readers", starts::queues),
    rule("routes are guarded", starts::routes),
    rule("the interface is throttled and logged", starts::interface),
    rule("every right is named", rights::named),
    rule("no right is a wildcard", rights::wildcards),
    rule("Lambda gets what it needs", lambda::platform),
    rule("functions have their own role", rights::own_role),
    rule("tables cannot be lost", store::tables),
    rule("mail tells what became of it", store::mail),
    rule("dead letters raise an alarm", dead_letters),
    rule("functions log where it ends", logs),
    rule("functions know their tables", environment),
    rule("functions can be built", building::programs),
    rule("parameters explain themselves", parameters),
];

const fn rule(name: &'static str, places: fn(&Templates) -> Vec<String>) -> TemplateRule {
    TemplateRule { name, places }
}

impl TemplateRule {
    pub(crate) fn broken_by(&self, templates: &Templates) -> Vec<String> {
        let places = (self.places)(templates).into_iter();
        places.map(|at| format!("{}: {at}", self.name)).collect()
    }
}

/// Each queue that nobody reads is a dead-letter queue, and an alarm looks at it.
fn dead_letters(templates: &Templates) -> Vec<String> {
    let read: Vec<_> = templates
        .events("SQS")
        .iter()
        .filter_map(|(_, _, event)| pointed(&event["Queue"]))
        .collect();
    let watched = &templates.resource("Observability")["Properties"]["Parameters"];
    let alarms = resources(&templates.observability, "AWS::CloudWatch::Alarm");
    let is_watched = |queue: &str| {
        let name = format!("{queue}.QueueName");
        let parameters = object(watched);
        let given = parameters
            .iter()
            .find(|(_, value)| pointed(value).as_ref() == Some(&name));
        given.is_some_and(|(parameter, _)| {
            alarms.iter().any(|(_, alarm)| {
                let looks = items(&alarm["Dimensions"])
                    .any(|dimension| pointed(&dimension["Value"]).as_ref() == Some(parameter));
                looks && !alarm["AlarmActions"].is_null() && alarm["Threshold"] == 0
            })
        })
    };
    let queues = templates.of_type("AWS::SQS::Queue").into_iter();
    queues
        .filter(|(name, _)| !read.contains(&format!("{name}.Arn")) && !is_watched(name))
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// Each function writes JSON into a group of its own, which forgets.
fn logs(templates: &Templates) -> Vec<String> {
    let groups = templates.of_type("AWS::Logs::LogGroup");
    let mut broken: Vec<String> = groups
        .iter()
        .filter(|(_, group)| {
            pointed(&group["RetentionInDays"]).as_deref() != Some("LogRetentionDays")
        })
        .map(|(name, _)| (*name).to_owned())
        .collect();
    for (name, function) in templates.functions() {
        let logging = &function
            .get("LoggingConfig")
            .cloned()
            .unwrap_or(Value::Null);
        let group = pointed(&logging["LogGroup"]);
        let own = format!("{name}Logs");
        let exists = groups.iter().any(|(group, _)| *group == own);
        if group.as_ref() != Some(&own) || !exists || logging["LogFormat"] != "JSON" {
            broken.push(name.to_owned());
        }
    }
    broken
}

/// Each function is told its stack and both tables and nothing of the interface in front of it,
/// which would be a circle; what they share holds no environment.
fn environment(templates: &Templates) -> Vec<String> {
    let mut broken = Vec::new();
    if !templates.main["Globals"]["Function"]["Environment"].is_null() {
        broken.push("Globals".to_owned());
    }
    let expected = [
        ("STACK", "AWS::StackName"),
        ("TICKETS_TABLE", "Tickets"),
        ("OUTBOX_TABLE", "Outbox"),
    ];
    for (name, properties) in templates.of_type("AWS::Serverless::Function") {
        let variables = object(&properties["Environment"]["Variables"]);
        for (variable, target) in expected {
            let given = variables.get(variable).and_then(pointed);
            if given.as_deref() != Some(target) {
                broken.push(format!("{name}.{variable}"));
            }
        }
        let circle = |value: &&Value| {
            pointed(value).is_some_and(|target| target == "Api" || target.starts_with("Api."))
        };
        if variables.values().any(|value| circle(&value)) {
            broken.push(format!("{name} knows the interface in front of it"));
        }
    }
    broken
}

fn parameters(templates: &Templates) -> Vec<String> {
    let all = [&templates.main, &templates.observability];
    let parameters = all
        .into_iter()
        .flat_map(|template| object(&template["Parameters"]));
    parameters
        .filter(|(_, parameter)| parameter["Description"].as_str().is_none_or(str::is_empty))
        .map(|(name, _)| name)
        .collect()
}

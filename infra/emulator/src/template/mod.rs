//! The SAM template, read as the description of what runs on this machine.
//!
//! Supported are the resources and properties that Escalon uses; anything else is an error that names
//! it, so that the laptop never runs something quietly different from what would be deployed.
mod error;
mod events;
mod fields;
mod filter;
mod model;
mod read;
mod resolve;
mod yaml;

use std::collections::BTreeMap;

use serde_json::Value;

pub use error::TemplateError;
pub use filter::Filter;
pub use model::{
    ApiRoute, Function, Index, MailEventTarget, Queue, QueueSource, Schedule, StreamSource, Table,
    TableKey, Template, Topic,
};

/// A template as written, the short forms of its functions in their long ones.
///
/// # Errors
/// It is not YAML.
pub fn document(text: &str) -> Result<Value, TemplateError> {
    let yaml::TaggedYaml(document) =
        serde_saphyr::from_str(text).map_err(|error| TemplateError::NotYaml(error.to_string()))?;
    Ok(document)
}

impl Template {
    /// Reads a template; `parameters` win over the defaults it declares.
    ///
    /// # Errors
    /// References the first thing that is missing, unknown or not supported, and where it stands.
    pub fn parse(text: &str, parameters: &BTreeMap<String, String>) -> Result<Self, TemplateError> {
        let document = document(text)?;
        let resources = fields::section(&document, "Resources")?;
        let names = resolve::References {
            parameters: parameter_values(&document, parameters)?,
            resources: resources.keys().cloned().collect(),
        };
        let globals = document
            .pointer("/Globals/Function")
            .cloned()
            .unwrap_or(Value::Null);
        let mut template = Self {
            tables: vec![],
            functions: vec![],
            topics: vec![],
            queues: vec![],
            mail_events: vec![],
        };
        for (name, resource) in resources {
            read::read_resource(&mut template, &names, &globals, name, resource)?;
        }
        Ok(template)
    }
}

fn parameter_values(
    document: &Value,
    chosen: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, TemplateError> {
    let Some(Value::Object(declared)) = document.get("Parameters") else {
        return Ok(BTreeMap::new());
    };
    declared
        .iter()
        .map(|(name, parameter)| {
            let default = parameter.get("Default").map(fields::plain);
            let value = chosen.get(name).cloned().or(default);
            let value = value.ok_or_else(|| TemplateError::Missing {
                at: format!("Parameters.{name}"),
                key: "Default".to_owned(),
            })?;
            Ok((name.clone(), value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Template, TemplateError};

    fn whole() -> Template {
        let text =
            std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../template.yaml"))
                .unwrap();
        let parameters = [
            ("MailDomain", "desk.example.com"),
            ("ReplySecret", "a-secret-for-tests"),
        ];
        let parameters = parameters.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Template::parse(&text, &parameters.into()).unwrap()
    }

    /// Every event of every function, as written: function, event and its properties.
    fn events() -> Vec<(String, String, serde_json::Value)> {
        let text =
            std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../template.yaml"))
                .unwrap();
        let super::yaml::TaggedYaml(document) = serde_saphyr::from_str(&text).unwrap();
        let mut events = Vec::new();
        for (name, resource) in document["Resources"].as_object().unwrap() {
            let declared = resource.pointer("/Properties/Events");
            for event in declared
                .and_then(serde_json::Value::as_object)
                .into_iter()
                .flatten()
                .map(|(_, event)| event)
            {
                let kind = event["Type"].as_str().unwrap().to_owned();
                events.push((name.clone(), kind, event["Properties"].clone()));
            }
        }
        events
    }

    #[test]
    fn whatever_starts_a_function_without_a_caller_ends_its_retries_and_tells_what_it_gave_up() {
        for (name, kind, event) in events() {
            let batch = serde_json::json!(["ReportBatchItemFailures"]);
            match kind.as_str() {
                "DynamoDB" => {
                    assert_eq!(event["FunctionResponseTypes"], batch, "{name}");
                    assert!(
                        event["MaximumRetryAttempts"].as_i64().unwrap() > 0,
                        "{name}"
                    );
                    assert!(
                        event["MaximumRecordAgeInSeconds"].as_i64().unwrap() > 0,
                        "{name}"
                    );
                    assert_eq!(event["BisectBatchOnFunctionError"], true, "{name}");
                    let given_up = event.pointer("/DestinationConfig/OnFailure/Destination");
                    assert!(given_up.is_some(), "{name}");
                    assert!(
                        event.pointer("/FilterCriteria/Filters/0").is_some(),
                        "{name}"
                    );
                }
                "SQS" => assert_eq!(event["FunctionResponseTypes"], batch, "{name}"),
                "ScheduleV2" => {
                    assert!(event.pointer("/DeadLetterConfig/Arn").is_some(), "{name}");
                    assert!(
                        event.pointer("/RetryPolicy/MaximumRetryAttempts").is_some(),
                        "{name}"
                    );
                }
                "HttpApi" => {}
                other => panic!("{name} is started by {other}"),
            }
        }
    }

    fn function<'a>(template: &'a Template, name: &str) -> &'a super::Function {
        template
            .functions
            .iter()
            .find(|function| function.name == name)
            .unwrap()
    }

    #[test]
    fn the_whole_template_is_read() {
        let template = whole();
        let binaries: Vec<_> = template
            .functions
            .iter()
            .map(|f| f.binary.as_str())
            .collect();
        assert_eq!(
            binaries,
            [
                "breach-scan",
                "classify",
                "desk-api",
                "escalate",
                "intake",
                "mail-events",
                "notify"
            ]
        );
        let routes: Vec<_> = template.functions.iter().flat_map(|f| &f.routes).collect();
        let routes: Vec<_> = routes
            .iter()
            .map(|r| format!("{} {}", r.method, r.path))
            .collect();
        assert_eq!(
            routes,
            [
                "POST /desks/{desk}/tickets/{ticket}/commands",
                "PUT /desks/{desk}/organisations/{organisation}/people/{person}",
                "PUT /desks/{desk}/agents/{agent}",
                "GET /desks/{desk}/tickets",
                "GET /desks/{desk}/agents",
                "GET /desks/{desk}/tickets/{ticket}",
                "GET /desks/{desk}/organisations/{organisation}",
                "PUT /desks/{desk}/organisations/{organisation}",
                "GET /desks/{desk}",
                "POST /desks/{desk}/tickets",
            ]
        );
    }

    #[test]
    fn tables_have_their_sparse_indexes_and_streams() {
        let template = whole();
        let indexes = |name: &str| {
            let table = template
                .tables
                .iter()
                .find(|table| table.name == name)
                .unwrap();
            assert_eq!(table.stream.as_deref(), Some("NEW_IMAGE"));
            table
                .indexes
                .iter()
                .map(|index| index.name.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(indexes("Tickets"), ["due", "queue", "requester"]);
        assert_eq!(indexes("Outbox"), ["due"]);
    }

    #[test]
    fn streams_are_filtered_by_the_kind_of_fact() {
        let template = whole();
        let record = |kind: &str| serde_json::json!({"eventName": "INSERT", "dynamodb": {"NewImage": {"kind": {"S": kind}}}});
        let hears = |name: &str, kind: &str| {
            let streams = &function(&template, name).streams;
            streams.iter().any(|stream| {
                stream
                    .filters
                    .iter()
                    .any(|filter| filter.passes(&record(kind)))
            })
        };
        for (name, kinds) in [
            (
                "Classify",
                ["received", "completed", "classification_requested"].as_slice(),
            ),
            ("Escalate", &["warned", "breached", "requested"]),
            ("Notify", &["notice"]),
        ] {
            for kind in kinds {
                assert!(hears(name, kind), "{name} {kind}");
            }
            assert!(!hears(name, "classified"), "{name}");
        }
    }

    #[test]
    fn two_readers_at_most_per_stream() {
        let template = whole();
        for table in &template.tables {
            let readers = template
                .functions
                .iter()
                .flat_map(|f| &f.streams)
                .filter(|s| s.table == table.name);
            assert!(readers.count() <= 2, "{}", table.name);
        }
    }

    #[test]
    fn schedules_queues_and_environment_are_wired() {
        let template = whole();
        let scan = function(&template, "BreachScan");
        assert_eq!(scan.schedules.len(), 2);
        assert_eq!(scan.schedules[0].input, serde_json::json!({"audit": true}));
        assert_eq!(scan.schedules[1].every, chrono::TimeDelta::minutes(1));
        let notify = function(&template, "Notify");
        assert_eq!(notify.env["MAIL_DOMAIN"], "desk.example.com");
        assert_eq!(notify.env["CONFIGURATION_SET"], "MailEventsSet");
        assert_eq!(notify.env["REPLY_SECRET"], "a-secret-for-tests");
        assert_eq!(notify.env["OUTBOX_TABLE"], "Outbox");
        assert_eq!(
            function(&template, "MailEvents").queues[0].queue,
            "MailEventsQueue"
        );
        assert_eq!(template.topics[0].queues, ["MailEventsQueue"]);
        assert_eq!(template.mail_events[0].topic, "MailEventsTopic");
        assert_eq!(template.mail_events[0].kinds.len(), 7);
    }

    #[test]
    fn an_unsupported_function_of_the_template_language_is_named_with_its_place() {
        let text = "Resources:\n  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: !Join ['-', [a, b]] } }\n";
        let error = Template::parse(text, &Default::default()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "Queue.QueueName: Fn::Join is not supported on this machine"
        );
    }

    #[test]
    fn an_unknown_resource_or_parameter_is_named() {
        let parse = |text: &str| Template::parse(text, &Default::default()).unwrap_err();
        let error = parse("Resources:\n  Bucket: { Type: AWS::S3::Bucket }\n");
        assert_eq!(
            error.to_string(),
            "Bucket: AWS::S3::Bucket is not supported on this machine"
        );
        let error = parse("Parameters:\n  Domain: { Type: String }\nResources: {}\n");
        assert!(matches!(error, TemplateError::Missing { at, .. } if at == "Parameters.Domain"));
    }
}

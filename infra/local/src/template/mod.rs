//! The SAM template, read as the description of what runs on this machine.
//!
//! Supported are the resources and properties that Escalon uses; anything else is an error that names
//! it, so that the laptop never runs something quietly different from what would be deployed.
mod events;
mod filter;
mod model;
mod read;
mod resolve;
mod yaml;

use std::collections::BTreeMap;

use serde_json::Value;

pub use filter::Filter;
pub use model::{
    Function, Index, Key, MailEvents, Queue, QueueSource, Route, Schedule, StreamSource, Table, Template, Topic,
};

/// Why a template cannot be run here. Places are written `Resource.Property`.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    #[error("the template is not YAML: {0}")]
    NotYaml(String),
    #[error("{at}: not JSON")]
    NotJson {
        at: String,
        #[source]
        source: serde_json::Error,
    },
    #[error("{at}: `{key}` is missing")]
    Missing { at: String, key: String },
    #[error("{at}: {what} is not supported on this machine")]
    Unsupported { at: String, what: String },
    #[error("{at}: `{name}` is neither a parameter nor a resource")]
    Unknown { at: String, name: String },
}

impl TemplateError {
    fn unsupported(at: &str, what: &str) -> Self {
        Self::Unsupported { at: at.to_owned(), what: what.to_owned() }
    }
}

impl Template {
    /// Reads a template; `parameters` win over the defaults it declares.
    ///
    /// # Errors
    /// Names the first thing that is missing, unknown or not supported, and where it stands.
    pub fn parse(text: &str, parameters: &BTreeMap<String, String>) -> Result<Self, TemplateError> {
        let yaml::Node(document) =
            serde_saphyr::from_str(text).map_err(|error| TemplateError::NotYaml(error.to_string()))?;
        let resources = read::section(&document, "Resources")?;
        let names = resolve::Names {
            parameters: given(&document, parameters)?,
            resources: resources.keys().cloned().collect(),
        };
        let globals = document.pointer("/Globals/Function").cloned().unwrap_or(Value::Null);
        let mut template =
            Self { tables: vec![], functions: vec![], topics: vec![], queues: vec![], mail_events: vec![] };
        for (name, resource) in resources {
            read::resource(&mut template, &names, &globals, name, resource)?;
        }
        Ok(template)
    }
}

fn given(document: &Value, chosen: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>, TemplateError> {
    let Some(Value::Object(declared)) = document.get("Parameters") else {
        return Ok(BTreeMap::new());
    };
    declared
        .iter()
        .map(|(name, parameter)| {
            let default = parameter.get("Default").map(read::plain);
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
        let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../template.yaml")).unwrap();
        Template::parse(&text, &[("MailDomain".to_owned(), "desk.example.com".to_owned())].into()).unwrap()
    }

    fn function<'a>(template: &'a Template, name: &str) -> &'a super::Function {
        template.functions.iter().find(|function| function.name == name).unwrap()
    }

    #[test]
    fn the_whole_template_is_read() {
        let template = whole();
        let binaries: Vec<_> = template.functions.iter().map(|f| f.binary.as_str()).collect();
        assert_eq!(
            binaries,
            ["breach-scan", "classify", "desk-api", "escalate", "intake", "mail-events", "notify"]
        );
        let routes: Vec<_> = template.functions.iter().flat_map(|f| &f.routes).collect();
        let routes: Vec<_> = routes.iter().map(|r| format!("{} {}", r.method, r.path)).collect();
        assert_eq!(
            routes,
            [
                "POST /desks/{desk}/tickets/{ticket}/commands",
                "GET /desks/{desk}/tickets",
                "GET /desks/{desk}/tickets/{ticket}",
                "GET /desks/{desk}",
                "POST /desks/{desk}/tickets",
            ]
        );
    }

    #[test]
    fn tables_have_their_sparse_indexes_and_streams() {
        let template = whole();
        let indexes = |name: &str| {
            let table = template.tables.iter().find(|table| table.name == name).unwrap();
            assert_eq!(table.stream.as_deref(), Some("NEW_IMAGE"));
            table.indexes.iter().map(|index| index.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(indexes("Tickets"), ["due", "queue", "requester"]);
        assert_eq!(indexes("Outbox"), ["due"]);
    }

    #[test]
    fn streams_are_filtered_by_the_kind_of_fact() {
        let template = whole();
        let record = |kind: &str| {
            serde_json::json!({"eventName": "INSERT", "dynamodb": {"NewImage": {"kind": {"S": kind}}}})
        };
        let hears = |name: &str, kind: &str| {
            let streams = &function(&template, name).streams;
            streams.iter().any(|stream| stream.filters.iter().any(|filter| filter.passes(&record(kind))))
        };
        for (name, kinds) in [
            ("Classify", ["received", "completed", "classification_requested"].as_slice()),
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
            let readers = template.functions.iter().flat_map(|f| &f.streams).filter(|s| s.table == table.name);
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
        assert_eq!(notify.env["OUTBOX_TABLE"], "Outbox");
        assert_eq!(function(&template, "MailEvents").queues[0].queue, "MailEventsQueue");
        assert_eq!(template.topics[0].queues, ["MailEventsQueue"]);
        assert_eq!(template.mail_events[0].topic, "MailEventsTopic");
        assert_eq!(template.mail_events[0].kinds.len(), 7);
    }

    #[test]
    fn an_unknown_resource_or_parameter_is_named() {
        let parse = |text: &str| Template::parse(text, &Default::default()).unwrap_err();
        let error = parse("Resources:\n  Bucket: { Type: AWS::S3::Bucket }\n");
        assert_eq!(error.to_string(), "Bucket: AWS::S3::Bucket is not supported on this machine");
        let error = parse("Parameters:\n  Domain: { Type: String }\nResources: {}\n");
        assert!(matches!(error, TemplateError::Missing { at, .. } if at == "Parameters.Domain"));
    }
}

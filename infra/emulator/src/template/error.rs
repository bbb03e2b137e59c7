//! The errors of a template, each with the path it is about.
/// The reason why a template cannot be run here. Paths are written `Resource.Property`.
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
    pub(super) fn unsupported(at: &str, what: &str) -> Self {
        Self::Unsupported {
            at: at.to_owned(),
            what: what.to_owned(),
        }
    }
}

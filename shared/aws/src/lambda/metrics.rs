//! Metrics: an event of the log that CloudWatch reads as figures, in its embedded metric format.
//!
//! A figure is a tracing event with the target [`METRICS`], its numbers as fields and the instant as `at`. In a Lambda the layer [`Embedded`] prints such an event as one
//! line in CloudWatch's format, with the stack as its dimension; elsewhere nobody listens. No call
//! is made and nothing waits.
use std::io::Write;

use serde_json::{Map, Value, json};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

/// The target of events that are metrics.
pub const METRICS: &str = "metrics";
/// The field that holds the instant, in milliseconds since 1970.
const AT: &str = "at";

/// Prints metrics as CloudWatch wants them embedded in a log.
#[derive(Debug, Clone)]
pub struct Embedded {
    stack: String,
}

impl Embedded {
    /// For the functions of this stack.
    #[must_use]
    pub fn new(stack: impl Into<String>) -> Self {
        Self {
            stack: stack.into(),
        }
    }

    /// One line of the log.
    fn line(&self, at: i64, figures: &Map<String, Value>) -> Value {
        let unit = |name: &str| match name.ends_with("Seconds") {
            true => "Seconds",
            false => "Count",
        };
        let metrics: Vec<_> = figures
            .keys()
            .map(|name| json!({"Name": name, "Unit": unit(name)}))
            .collect();
        let mut line = figures.clone();
        line.insert("Stack".to_owned(), json!(self.stack));
        line.insert(
            "_aws".to_owned(),
            json!({"Timestamp": at, "CloudWatchMetrics": [
                {"Namespace": "Escalon", "Dimensions": [["Stack"]], "Metrics": metrics}
            ]}),
        );
        Value::Object(line)
    }
}

impl<S: Subscriber> Layer<S> for Embedded {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != METRICS {
            return;
        }
        let mut figures = Figures::default();
        event.record(&mut figures);
        let line = self.line(figures.at, &figures.values);
        // A closed log is nobody's fault here, and no reason to fail a request.
        let _ = writeln!(std::io::stdout().lock(), "{line}");
    }
}

/// The numbers of one event; whatever is no number is no metric.
#[derive(Debug, Default)]
struct Figures {
    at: i64,
    values: Map<String, Value>,
}

impl Visit for Figures {
    fn record_i64(&mut self, field: &Field, value: i64) {
        if field.name() == AT {
            self.at = value;
        } else {
            self.values.insert(field.name().to_owned(), json!(value));
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.values.insert(field.name().to_owned(), json!(value));
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::Embedded;

    #[test]
    fn a_line_names_each_figure_with_its_unit_and_the_stack() {
        let mut figures = Map::new();
        figures.insert("Broken".to_owned(), json!(2));
        figures.insert("OldestDueSeconds".to_owned(), json!(61));
        let line = Embedded::new("escalon").line(1_700_000_000_000, &figures);
        assert_eq!(
            line,
            json!({
                "Broken": 2, "OldestDueSeconds": 61, "Stack": "escalon",
                "_aws": {"Timestamp": 1_700_000_000_000_i64, "CloudWatchMetrics": [{
                    "Namespace": "Escalon", "Dimensions": [["Stack"]], "Metrics": [
                        {"Name": "Broken", "Unit": "Count"},
                        {"Name": "OldestDueSeconds", "Unit": "Seconds"}
                    ]
                }]}
            })
        );
    }
}

//! Meter of each call to the store: its cost, as the store itself says (`ReturnConsumedCapacity`).
//!
//! The functions know nothing of it: their client gets an interceptor that asks for the figures on
//! the way out and reads them on the way back, in the JSON of whatever operation it is.
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::{
    BeforeTransmitInterceptorContextMut, FinalizerInterceptorContextRef,
};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_types::body::SdkBody;
use emulator::{Binder, Endpoints, bind};
use serde_json::{Map, Value, json};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Whether a call reads or writes; the two are paid for apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    Read,
    Write,
}

/// A place at which units are spent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The binary of the function that called.
    pub function: String,
    pub way: Way,
    /// The table's logical name.
    pub table: String,
    /// None for the table itself.
    pub index: Option<String>,
}

/// Units by where they were spent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spent(pub BTreeMap<Spot, f64>);

impl Spent {
    /// The units of those spots that `is` picks.
    pub fn units(&self, is: impl Fn(&Spot) -> bool) -> f64 {
        let picked = self.0.iter().filter(|(spot, _)| is(spot));
        picked.fold(0.0, |sum, (_, units)| sum + units)
    }

    /// Adds what was spent elsewhere.
    pub fn add(&mut self, other: &Self) {
        for (spot, units) in &other.0 {
            *self.0.entry(spot.clone()).or_default() += units;
        }
    }
}

/// Counts the units of all clients that run over it.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<Mutex<Spent>>);

impl Meter {
    /// The same client, metered under a function's name.
    #[must_use]
    pub fn over(&self, function: &str, client: &Client) -> Client {
        let probe = Probe {
            function: function.to_owned(),
            spent: self.0.clone(),
        };
        let config = client.config().to_builder().interceptor(probe).build();
        Client::from_conf(config)
    }

    /// Binds the real functions to metered clients.
    #[must_use]
    pub fn binder(&self) -> Binder {
        let meter = self.clone();
        Arc::new(move |binary, env, endpoints| {
            let metered = Endpoints {
                dynamodb: meter.over(binary, &endpoints.dynamodb),
                ses: endpoints.ses.clone(),
            };
            bind(binary, env, &metered)
        })
    }

    /// Units spent since the last look.
    #[must_use]
    pub fn take(&self) -> Spent {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[derive(Debug)]
struct Probe {
    function: String,
    spent: Arc<Mutex<Spent>>,
}

impl Probe {
    /// One table's share of a call: `{"TableName", "Table": {"CapacityUnits"}, "GlobalSecondaryIndexes"}`.
    fn record(&self, way: Way, consumed: &Value) {
        let units = |of: &Value| of["CapacityUnits"].as_f64().filter(|units| *units > 0.0);
        let table = consumed["TableName"].as_str().unwrap_or_default();
        let none = Map::new();
        let indexes = consumed["GlobalSecondaryIndexes"].as_object();
        let indexes = indexes.unwrap_or(&none).iter();
        let indexes = indexes.map(|(index, units)| (Some(index.clone()), units));
        let all = std::iter::once((None, &consumed["Table"])).chain(indexes);
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        for (index, of) in all {
            let spot = Spot {
                function: self.function.clone(),
                way,
                table: table.to_owned(),
                index,
            };
            if let Some(units) = units(of) {
                *spent.0.entry(spot).or_default() += units;
            }
        }
    }
}

impl Intercept for Probe {
    fn name(&self) -> &'static str {
        "meter"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let mut body: Value = serde_json::from_slice(request.body().bytes().unwrap_or_default())?;
        body["ReturnConsumedCapacity"] = json!("INDEXES");
        // The engine looks at the tokens of ten minutes at each transaction, which would be measured; here no
        // answer is lost, and units do not depend on it.
        if let Some(fields) = body.as_object_mut() {
            fields.remove("ClientRequestToken");
        }
        let body = serde_json::to_vec(&body)?;
        let length = body.len().to_string();
        request.headers_mut().insert("content-length", length);
        *request.body_mut() = SdkBody::from(body);
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(response) = context.response() else {
            return Ok(());
        };
        let operation = cfg.load::<Metadata>().map_or("", Metadata::name);
        let way = match operation {
            "GetItem" | "BatchGetItem" | "TransactGetItems" | "Query" => Way::Read,
            _ => Way::Write,
        };
        let body: Value = serde_json::from_slice(response.body().bytes().unwrap_or_default())?;
        let consumed = &body["ConsumedCapacity"];
        match consumed.as_array() {
            Some(tables) => tables.iter().for_each(|table| self.record(way, table)),
            None => self.record(way, consumed),
        }
        Ok(())
    }
}

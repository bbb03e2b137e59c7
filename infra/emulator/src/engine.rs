//! The embedded DynamoDB engine: opened in this process, given the template's tables.
use std::path::PathBuf;

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType, StreamSpecification, StreamViewType,
};
use aws_sdk_dynamodb::{Client, Config};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use dynoxide::{Database, DynoxideError};
use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::connector::{ClientWrapper, ServiceReply, in_process_client};
use crate::template::{Index, Table, TableKey};

/// The reason why the store could not be started.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error("the database {path} cannot be opened: {reason}")]
    Open { path: String, reason: String },
    #[error("table {table} cannot be created: {reason}")]
    Create { table: String, reason: String },
}

/// The open database, and the real SDK over it.
pub(crate) struct Engine {
    /// For reading streams, which the SDK client for tables cannot.
    pub(crate) database: Database,
    /// The real SDK, whose requests the database answers.
    pub(crate) client: Client,
}

impl Engine {
    /// Opens the database file, or a database in memory without one, and creates missing tables.
    ///
    /// # Errors
    /// The file cannot be opened, or the engine refuses a table.
    pub(crate) async fn open(
        file: Option<&PathBuf>,
        tables: &[Table],
        wrap_client: Option<&ClientWrapper>,
    ) -> Result<Self, EngineError> {
        let database = open(file)?;
        let http = database_client(database.clone());
        let client =
            sdk_client(wrap_client.map_or_else(|| http.clone(), |wrap| wrap(http.clone())));
        for table in tables {
            create(&client, table).await?;
        }
        Ok(Self { database, client })
    }
}

/// An HTTP client of the SDK whose service is a database: the operations of the JSON protocol that desks use.
#[must_use]
pub fn database_client(database: Database) -> SharedHttpClient {
    in_process_client(move |request| {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default();
        let body = request.body().bytes().unwrap_or_default();
        let (status, json) = match answer(&database, operation, body) {
            Ok(json) => (StatusCode::OK, json),
            Err(error) => {
                let status = StatusCode::from_u16(error.status_code());
                let status = status.unwrap_or(StatusCode::BAD_REQUEST);
                (status, error.to_json())
            }
        };
        ServiceReply {
            status,
            error: None,
            json,
        }
    })
}

fn answer(database: &Database, operation: &str, body: &[u8]) -> Result<String, DynoxideError> {
    match operation {
        "GetItem" => call(body, |request| database.get_item(request)),
        "Query" => call(body, |request| database.query(request)),
        "Scan" => call(body, |request| database.scan(request)),
        "BatchGetItem" => call(body, |request| database.batch_get_item(request)),
        "PutItem" => call(body, |request| database.put_item(request)),
        "UpdateItem" => call(body, |request| database.update_item(request)),
        "DeleteItem" => call(body, |request| database.delete_item(request)),
        "BatchWriteItem" => call(body, |request| database.batch_write_item(request)),
        "TransactWriteItems" => call(body, |request| database.transact_write_items(request)),
        "TransactGetItems" => call(body, |request| database.transact_get_items(request)),
        "CreateTable" => call(body, |request| database.create_table(request)),
        "DescribeTable" => call(body, |request| database.describe_table(request)),
        other => Err(DynoxideError::ValidationException(format!(
            "{other} is not an operation that desks use"
        ))),
    }
}

fn call<Request: DeserializeOwned, Response: Serialize>(
    body: &[u8],
    operation: impl FnOnce(Request) -> Result<Response, DynoxideError>,
) -> Result<String, DynoxideError> {
    let wrong = |error: serde_json::Error| DynoxideError::SerializationException(error.to_string());
    let response = operation(serde_json::from_slice(body).map_err(wrong)?)?;
    serde_json::to_string(&response).map_err(wrong)
}

fn open(file: Option<&PathBuf>) -> Result<Database, EngineError> {
    let Some(path) = file else {
        return Database::memory().map_err(|error| EngineError::Open {
            path: "in memory".to_owned(),
            reason: error.to_string(),
        });
    };
    let fail = |reason: String| EngineError::Open {
        path: path.display().to_string(),
        reason,
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| fail(error.to_string()))?;
    }
    Database::new(&path.to_string_lossy()).map_err(|error| fail(error.to_string()))
}

fn sdk_client(http: SharedHttpClient) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("local"))
        .credentials_provider(Credentials::new("local", "local", None, None, "escalon"))
        .http_client(http)
        .build();
    Client::from_conf(config)
}

async fn create(client: &Client, table: &Table) -> Result<(), EngineError> {
    let fail = |reason: String| EngineError::Create {
        table: table.name.clone(),
        reason,
    };
    let built = |error: aws_sdk_dynamodb::error::BuildError| fail(error.to_string());
    let mut request = client
        .create_table()
        .table_name(&table.name)
        .billing_mode(BillingMode::PayPerRequest)
        .set_key_schema(Some(key_schema(&table.key).map_err(built)?));
    for (name, kind) in &table.attributes {
        let attribute = AttributeDefinition::builder()
            .attribute_name(name)
            .attribute_type(ScalarAttributeType::from(kind.as_str()));
        request = request.attribute_definitions(attribute.build().map_err(built)?);
    }
    for index in &table.indexes {
        request = request.global_secondary_indexes(secondary(index).map_err(built)?);
    }
    if let Some(view) = &table.stream {
        let stream = StreamSpecification::builder()
            .stream_enabled(true)
            .stream_view_type(StreamViewType::from(view.as_str()));
        request = request.stream_specification(stream.build().map_err(built)?);
    }
    match request.send().await {
        Ok(_) => Ok(()),
        Err(error)
            if error
                .as_service_error()
                .is_some_and(|e| e.is_resource_in_use_exception()) =>
        {
            Ok(())
        }
        Err(error) => Err(fail(DisplayErrorContext(error).to_string())),
    }
}

fn key_schema(
    key: &TableKey,
) -> Result<Vec<KeySchemaElement>, aws_sdk_dynamodb::error::BuildError> {
    let element = |name: &str, kind: KeyType| {
        KeySchemaElement::builder()
            .attribute_name(name)
            .key_type(kind)
            .build()
    };
    let range = key.range.iter().map(|name| element(name, KeyType::Range));
    std::iter::once(element(&key.hash, KeyType::Hash))
        .chain(range)
        .collect()
}

fn secondary(index: &Index) -> Result<GlobalSecondaryIndex, aws_sdk_dynamodb::error::BuildError> {
    let included = (!index.included.is_empty()).then(|| index.included.clone());
    let projection = Projection::builder()
        .projection_type(ProjectionType::from(index.projection.as_str()))
        .set_non_key_attributes(included)
        .build();
    GlobalSecondaryIndex::builder()
        .index_name(&index.name)
        .set_key_schema(Some(key_schema(&index.key)?))
        .projection(projection)
        .build()
}

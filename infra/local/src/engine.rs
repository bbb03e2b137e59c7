//! The embedded DynamoDB engine: started on a loopback port, given the template's tables.
use std::path::PathBuf;

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType, StreamSpecification, StreamViewType,
};
use aws_sdk_dynamodb::{Client, Config};
use dynoxide::Database;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::template::{Index, Key, Table};

/// Why the store could not be started.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error("the database {path} cannot be opened: {reason}")]
    Open { path: String, reason: String },
    #[error("no loopback port for the database")]
    Port(#[source] std::io::Error),
    #[error("table {table} cannot be created: {reason}")]
    Create { table: String, reason: String },
}

/// The running engine.
pub(crate) struct Engine {
    /// For reading streams, which the SDK client for tables cannot.
    pub(crate) database: Database,
    /// The real SDK, pointed at the engine.
    pub(crate) client: Client,
    stop: Option<oneshot::Sender<()>>,
    server: Option<JoinHandle<Result<(), String>>>,
}

impl Engine {
    /// Opens the database file, or a database in memory without one, and creates missing tables.
    ///
    /// # Errors
    /// The file cannot be opened, no port is free, or the engine refuses a table.
    pub(crate) async fn start(
        file: Option<&PathBuf>,
        tables: &[Table],
    ) -> Result<Self, EngineError> {
        let database = open(file)?;
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .map_err(EngineError::Port)?;
        let address = listener.local_addr().map_err(EngineError::Port)?;
        let (stop, stopped) = oneshot::channel::<()>();
        let server = tokio::spawn(dynoxide::server::serve_with_shutdown(
            listener,
            database.clone(),
            async {
                // A dropped sender means the same as a message: stop.
                let _ = stopped.await;
            },
        ));
        let client = client(&format!("http://{address}"));
        let engine = Self {
            database,
            client,
            stop: Some(stop),
            server: Some(server),
        };
        for table in tables {
            create(&engine.client, table).await?;
        }
        Ok(engine)
    }

    /// Stops answering and closes the file.
    pub(crate) async fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(server) = self.server.take() {
            // Clients keep their connections open; waiting for them to go would take minutes.
            server.abort();
            let _ = server.await;
        }
    }
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

fn client(endpoint: &str) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("local"))
        .credentials_provider(Credentials::new("local", "local", None, None, "escalon"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(endpoint)
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

fn key_schema(key: &Key) -> Result<Vec<KeySchemaElement>, aws_sdk_dynamodb::error::BuildError> {
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

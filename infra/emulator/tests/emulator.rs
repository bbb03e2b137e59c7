//! The emulator itself, with small functions of its own: its promises, whatever code it runs.
#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on ends its test"
)]
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::types::AttributeValue;
use chrono::TimeDelta;
use emulator::{
    ClockMode, Emulator, Endpoints, FunctionAnswer, Handler, Invocation, JournalEvent, Options,
    StartError, Store, StreamRecord,
};
use serde_json::{Value, json};

const TEMPLATE: &str = r#"
Resources:
  Notes:
    Type: AWS::DynamoDB::Table
    Properties:
      StreamSpecification: { StreamViewType: NEW_IMAGE }
      AttributeDefinitions:
        - { AttributeName: PK, AttributeType: S }
        - { AttributeName: due_pk, AttributeType: S }
        - { AttributeName: due_sk, AttributeType: S }
      KeySchema: [{ AttributeName: PK, KeyType: HASH }]
      GlobalSecondaryIndexes:
        - IndexName: due
          KeySchema: [{ AttributeName: due_pk, KeyType: HASH }, { AttributeName: due_sk, KeyType: RANGE }]
          Projection: { ProjectionType: KEYS_ONLY }
  Write:
    Type: AWS::Serverless::Function
    Metadata: { BuildProperties: { Binary: write } }
    Properties:
      Environment: { Variables: { TABLE: !Ref Notes } }
      Events:
        Put: { Type: HttpApi, Properties: { Method: POST, Path: "/notes/{note}" } }
  Hear:
    Type: AWS::Serverless::Function
    Metadata: { BuildProperties: { Binary: hear } }
    Properties:
      Events:
        Written:
          Type: DynamoDB
          Properties:
            Stream: !GetAtt Notes.StreamArn
            MaximumRetryAttempts: 5
            FilterCriteria: { Filters: [{ Pattern: '{"eventName": ["INSERT"]}' }] }
  Sweep:
    Type: AWS::Serverless::Function
    Metadata: { BuildProperties: { Binary: sweep } }
    Properties:
      Environment: { Variables: { TABLE: !Ref Notes } }
      Events:
        EveryMinute: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 minute) } }
"#;

/// Notes heard, and how often hearing shall panic first.
#[derive(Clone, Default)]
struct Ears {
    heard: Arc<Mutex<Vec<String>>>,
    panics: Arc<AtomicUsize>,
}

fn start() -> desk::time::Instant {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

fn options(ears: &Ears) -> Options {
    let ears = ears.clone();
    let bind = move |binary: &str, env: &BTreeMap<String, String>, ends: &Endpoints| {
        let (client, table, ears) = (
            ends.dynamodb.clone(),
            env.get("TABLE").cloned(),
            ears.clone(),
        );
        let handler: Option<Handler> = match binary {
            "write" => Some(Arc::new(move |invocation, now| {
                let (client, table) = (client.clone(), table.clone().unwrap());
                Box::pin(write(client, table, invocation, now))
            })),
            "hear" => Some(Arc::new(move |invocation, _| {
                let ears = ears.clone();
                Box::pin(async move { hear(&ears, invocation) })
            })),
            "sweep" => Some(Arc::new(move |_, now| {
                let (client, table) = (client.clone(), table.clone().unwrap());
                Box::pin(sweep(client, table, now))
            })),
            _ => None,
        };
        Ok(handler)
    };
    Options {
        template: Some(TEMPLATE.to_owned()),
        clock: ClockMode::Frozen(start()),
        binder: Arc::new(bind),
        ..Options::default()
    }
}

async fn write(
    client: aws_sdk_dynamodb::Client,
    table: String,
    invocation: Invocation,
    now: desk::time::Instant,
) -> Result<FunctionAnswer, String> {
    use lambda_http::RequestExt;
    let Invocation::Http(request) = invocation else {
        return Err("not a request".to_owned());
    };
    let note = request.path_parameters().first("note").unwrap().to_owned();
    let due = now + TimeDelta::minutes(90) + TimeDelta::seconds(30);
    let put = client
        .put_item()
        .table_name(table)
        .item("PK", text(&note))
        .item("kind", text("note"));
    let put = put
        .item("due_pk", text("DUE#00"))
        .item("due_sk", text(&format!("{}#{note}", due.to_rfc3339())));
    put.send().await.map_err(|error| format!("{error:?}"))?;
    Ok(FunctionAnswer::Http(lambda_http::Response::new(
        "written".into(),
    )))
}

fn hear(ears: &Ears, invocation: Invocation) -> Result<FunctionAnswer, String> {
    let Invocation::Stream(event) = invocation else {
        return Err("not a stream".to_owned());
    };
    let left = ears.panics.load(Ordering::SeqCst);
    if left > 0 {
        ears.panics.store(left - 1, Ordering::SeqCst);
        panic!("the ears are deaf");
    }
    let mut heard = ears.heard.lock().unwrap();
    for record in event.records {
        let Some(serde_dynamo::AttributeValue::S(note)) = record.change.new_image.get("PK") else {
            continue;
        };
        heard.push(note.clone());
    }
    Ok(FunctionAnswer::Batch(json!({"batchItemFailures": []})))
}

async fn sweep(
    client: aws_sdk_dynamodb::Client,
    table: String,
    now: desk::time::Instant,
) -> Result<FunctionAnswer, String> {
    let found = client
        .scan()
        .table_name(&table)
        .index_name("due")
        .send()
        .await
        .map_err(|e| format!("{e:?}"))?;
    let mut swept = 0;
    for item in found.items() {
        let due: desk::time::Instant = item["due_sk"]
            .as_s()
            .unwrap()
            .split('#')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        if due <= now {
            swept += 1;
            let update = client
                .update_item()
                .table_name(&table)
                .key("PK", item["PK"].clone());
            update
                .update_expression("REMOVE due_pk, due_sk")
                .send()
                .await
                .map_err(|e| format!("{e:?}"))?;
        }
    }
    Ok(FunctionAnswer::Report(json!({ "swept": swept })))
}

async fn note(emulator: &Emulator, name: &str) {
    let answer = emulator
        .http("POST", &format!("/notes/{name}"), &[], b"")
        .await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn a_route_writes_a_stream_hears_and_a_schedule_sweeps_at_the_full_minute() {
    let ears = Ears::default();
    let emulator = Emulator::start(options(&ears)).await.unwrap();
    note(&emulator, "first").await;
    assert!(
        ears.heard.lock().unwrap().is_empty(),
        "nothing moves before it settles"
    );
    emulator.settle().await.unwrap();
    assert_eq!(*ears.heard.lock().unwrap(), ["first"]);
    assert_eq!(
        emulator.next_due().await.unwrap(),
        Some(start() + TimeDelta::seconds(90 * 60 + 30))
    );

    let advanced = emulator.advance_by(TimeDelta::days(30)).await.unwrap();
    assert_eq!(advanced.now, start() + TimeDelta::days(30));
    let reports: Vec<_> = advanced
        .happened
        .iter()
        .filter(|h| matches!(h.event, JournalEvent::Reported { .. }))
        .collect();
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0].at, start() + TimeDelta::minutes(91));
    assert_eq!(emulator.next_due().await.unwrap(), None);
    emulator.stop().await;
}

#[tokio::test]
async fn a_panic_is_not_success_and_the_record_is_tried_again() {
    let ears = Ears::default();
    ears.panics.store(2, Ordering::SeqCst);
    let emulator = Emulator::start(options(&ears)).await.unwrap();
    note(&emulator, "loud").await;
    emulator.settle().await.unwrap();
    assert_eq!(*ears.heard.lock().unwrap(), ["loud"]);
    let failed = emulator
        .journal(usize::MAX)
        .into_iter()
        .filter(|h| matches!(h.event, JournalEvent::Failed { .. }));
    assert_eq!(failed.count(), 2);
}

#[tokio::test]
async fn a_dropped_record_is_lost_once_for_all() {
    let ears = Ears::default();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let hook = move |record: &StreamRecord<'_>| {
        assert_eq!((record.table, record.kind), ("Notes", "note"));
        let is_first = count.fetch_add(1, Ordering::SeqCst) == 0;
        if is_first {
            vec![]
        } else {
            vec![TimeDelta::zero()]
        }
    };
    let emulator = Emulator::start(Options {
        deliver: Some(Arc::new(hook)),
        ..options(&ears)
    })
    .await
    .unwrap();
    note(&emulator, "lost").await;
    note(&emulator, "kept").await;
    emulator.settle().await.unwrap();
    assert_eq!(*ears.heard.lock().unwrap(), ["kept"]);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_record_may_come_again_and_hours_late() {
    let ears = Ears::default();
    let hours = [0, 2].map(TimeDelta::hours);
    let emulator = Emulator::start(Options {
        deliver: Some(Arc::new(move |_: &StreamRecord<'_>| hours.to_vec())),
        ..options(&ears)
    })
    .await
    .unwrap();
    note(&emulator, "twice").await;
    emulator.settle().await.unwrap();
    assert_eq!(*ears.heard.lock().unwrap(), ["twice"]);
    emulator.advance_by(TimeDelta::minutes(119)).await.unwrap();
    assert_eq!(*ears.heard.lock().unwrap(), ["twice"]);
    emulator.advance_by(TimeDelta::minutes(2)).await.unwrap();
    assert_eq!(*ears.heard.lock().unwrap(), ["twice", "twice"]);
}

#[tokio::test]
async fn a_restart_with_a_file_keeps_items_positions_and_the_moved_clock() {
    let folder = std::env::temp_dir().join(format!("escalon-emulator-{}", std::process::id()));
    let file = || Options {
        store: Store::File(folder.join("desk.db")),
        clock: ClockMode::Running,
        ..options(&Ears::default())
    };
    let emulator = Emulator::start(file()).await.unwrap();
    note(&emulator, "kept").await;
    emulator.advance_by(TimeDelta::hours(1)).await.unwrap();
    let before = emulator.clock().now();
    assert!(matches!(
        Emulator::start(file()).await,
        Err(StartError::State(emulator::StateError::InUse { .. }))
    ));
    emulator.stop().await;

    let ears = Ears::default();
    let emulator = Emulator::start(Options {
        binder: options(&ears).binder,
        ..file()
    })
    .await
    .unwrap();
    assert!(emulator.clock().now() >= before);
    assert!(
        emulator.next_due().await.unwrap().is_some(),
        "what is due is still due"
    );
    emulator.settle().await.unwrap();
    assert!(
        ears.heard.lock().unwrap().is_empty(),
        "a record that was heard is not heard again"
    );
    emulator.stop().await;
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_function_that_nobody_knows_is_named() {
    let bind = |_: &str, _: &BTreeMap<String, String>, _: &Endpoints| Ok(None);
    let options = Options {
        binder: Arc::new(bind),
        ..options(&Ears::default())
    };
    let error = Emulator::start(options).await.err().unwrap();
    assert_eq!(
        error.to_string(),
        "nobody knows the binary `hear` of the function Hear"
    );
}

#[tokio::test]
async fn what_has_no_route_or_breaks_is_answered_as_the_gateway_does() {
    let emulator = Emulator::start(options(&Ears::default())).await.unwrap();
    let answer = emulator.http("GET", "/notes/x", &[], b"").await;
    assert_eq!(
        (answer.status.as_u16(), answer.json()),
        (404, json!({"message": "Not Found"}))
    );
    let answer = emulator.http("POST", "not a path", &[], b"").await;
    assert_eq!(
        (answer.status.as_u16(), answer.json()["message"].clone()),
        (400, Value::from("Bad Request"))
    );
}

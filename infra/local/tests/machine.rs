//! The machine itself, with small functions of its own: what it promises whatever code it runs.
#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on ends its test"
)]
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::types::AttributeValue;
use chrono::TimeDelta;
use escalon::{
    Answer, ClockMode, Desk, Endpoints, Handler, Invocation, Options, Passing, Seed, StartError,
    Store, What,
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
        seed: Seed::Nothing,
        binder: Arc::new(bind),
        ..Options::default()
    }
}

async fn write(
    client: aws_sdk_dynamodb::Client,
    table: String,
    invocation: Invocation,
    now: desk::time::Instant,
) -> Result<Answer, String> {
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
    Ok(Answer::Http(lambda_http::Response::new("written".into())))
}

fn hear(ears: &Ears, invocation: Invocation) -> Result<Answer, String> {
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
    Ok(Answer::Batch(json!({"batchItemFailures": []})))
}

async fn sweep(
    client: aws_sdk_dynamodb::Client,
    table: String,
    now: desk::time::Instant,
) -> Result<Answer, String> {
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
    Ok(Answer::Report(json!({ "swept": swept })))
}

async fn note(desk: &Desk, name: &str) {
    let answer = desk.http("POST", &format!("/notes/{name}"), &[], b"").await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn a_route_writes_a_stream_hears_and_a_schedule_sweeps_at_the_full_minute() {
    let ears = Ears::default();
    let desk = Desk::start(options(&ears)).await.unwrap();
    note(&desk, "first").await;
    assert!(
        ears.heard.lock().unwrap().is_empty(),
        "nothing moves before it settles"
    );
    desk.settle().await.unwrap();
    assert_eq!(*ears.heard.lock().unwrap(), ["first"]);
    assert_eq!(
        desk.next_due().await.unwrap(),
        Some(start() + TimeDelta::seconds(90 * 60 + 30))
    );

    let advanced = desk.advance_by(TimeDelta::days(30)).await.unwrap();
    assert_eq!(advanced.now, start() + TimeDelta::days(30));
    let reports: Vec<_> = advanced
        .happened
        .iter()
        .filter(|h| matches!(h.what, What::Reported { .. }))
        .collect();
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0].at, start() + TimeDelta::minutes(91));
    assert_eq!(desk.next_due().await.unwrap(), None);
    desk.stop().await;
}

#[tokio::test]
async fn a_panic_is_not_success_and_the_record_is_tried_again() {
    let ears = Ears::default();
    ears.panics.store(2, Ordering::SeqCst);
    let desk = Desk::start(options(&ears)).await.unwrap();
    note(&desk, "loud").await;
    desk.settle().await.unwrap();
    assert_eq!(*ears.heard.lock().unwrap(), ["loud"]);
    let failed = desk
        .happened()
        .into_iter()
        .filter(|h| matches!(h.what, What::Failed { .. }));
    assert_eq!(failed.count(), 2);
}

#[tokio::test]
async fn a_dropped_record_is_lost_once_for_all() {
    let ears = Ears::default();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let hook = move |record: &Passing<'_>| {
        assert_eq!((record.table, record.kind), ("Notes", "note"));
        let is_first = count.fetch_add(1, Ordering::SeqCst) == 0;
        if is_first {
            vec![]
        } else {
            vec![TimeDelta::zero()]
        }
    };
    let desk = Desk::start(Options {
        deliver: Some(Arc::new(hook)),
        ..options(&ears)
    })
    .await
    .unwrap();
    note(&desk, "lost").await;
    note(&desk, "kept").await;
    desk.settle().await.unwrap();
    assert_eq!(*ears.heard.lock().unwrap(), ["kept"]);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_record_may_come_again_and_hours_late() {
    let ears = Ears::default();
    let hours = [0, 2].map(TimeDelta::hours);
    let desk = Desk::start(Options {
        deliver: Some(Arc::new(move |_: &Passing<'_>| hours.to_vec())),
        ..options(&ears)
    })
    .await
    .unwrap();
    note(&desk, "twice").await;
    desk.settle().await.unwrap();
    assert_eq!(*ears.heard.lock().unwrap(), ["twice"]);
    desk.advance_by(TimeDelta::minutes(119)).await.unwrap();
    assert_eq!(*ears.heard.lock().unwrap(), ["twice"]);
    desk.advance_by(TimeDelta::minutes(2)).await.unwrap();
    assert_eq!(*ears.heard.lock().unwrap(), ["twice", "twice"]);
}

#[tokio::test]
async fn a_restart_with_a_file_keeps_items_positions_and_the_moved_clock() {
    let folder = std::env::temp_dir().join(format!("escalon-machine-{}", std::process::id()));
    let file = || Options {
        store: Store::File(folder.join("desk.db")),
        clock: ClockMode::Running,
        ..options(&Ears::default())
    };
    let desk = Desk::start(file()).await.unwrap();
    note(&desk, "kept").await;
    desk.advance_by(TimeDelta::hours(1)).await.unwrap();
    let before = desk.clock().now();
    assert!(matches!(
        Desk::start(file()).await,
        Err(StartError::Keep(escalon::KeepError::InUse { .. }))
    ));
    desk.stop().await;

    let ears = Ears::default();
    let desk = Desk::start(Options {
        binder: options(&ears).binder,
        ..file()
    })
    .await
    .unwrap();
    assert!(desk.clock().now() >= before);
    assert!(
        desk.next_due().await.unwrap().is_some(),
        "what is due is still due"
    );
    desk.settle().await.unwrap();
    assert!(
        ears.heard.lock().unwrap().is_empty(),
        "a record that was heard is not heard again"
    );
    desk.stop().await;
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_taken_port_is_said_with_its_number() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let error = Desk::start(Options {
        port: Some(port),
        ..options(&Ears::default())
    })
    .await
    .err()
    .unwrap();
    assert!(matches!(error, StartError::PortTaken { .. }));
    let said = error.to_string();
    assert_eq!(
        said,
        format!("port {port} is taken; stop what listens there, or choose another with --port")
    );
}

#[tokio::test]
async fn a_function_that_nobody_knows_is_named() {
    let bind = |_: &str, _: &BTreeMap<String, String>, _: &Endpoints| Ok(None);
    let options = Options {
        binder: Arc::new(bind),
        ..options(&Ears::default())
    };
    let error = Desk::start(options).await.err().unwrap();
    assert_eq!(
        error.to_string(),
        "nobody knows the binary `hear` of the function Hear"
    );
}

#[tokio::test]
async fn what_has_no_route_or_breaks_is_answered_as_the_gateway_does() {
    let desk = Desk::start(options(&Ears::default())).await.unwrap();
    let answer = desk.http("GET", "/notes/x", &[], b"").await;
    assert_eq!(
        (answer.status.as_u16(), answer.json()),
        (404, json!({"message": "Not Found"}))
    );
    let answer = desk.http("POST", "not a path", &[], b"").await;
    assert_eq!(
        (answer.status.as_u16(), answer.json()["message"].clone()),
        (400, Value::from("Bad Request"))
    );
}

//! Mutations: bugs that engineers make, seeded at the connector; each must be caught by an invariant.
//!
//! The functions stay as they are; what they ask of the services is changed as if somebody had forgotten
//! a condition, an index entry, a lease. So no switch for tests is in any function.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a mutation changes the requests that it is about and leaves all others"
)]
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::base64;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::retry::RetryConfig;
use chrono::TimeDelta;
use http::StatusCode;
use miniz_oxide::inflate::decompress_to_vec;
use serde::Serialize;
use serde_json::{Value, json};

use crate::fault_connector::{json_of, operation};

/// A seeded bug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mutation {
    /// A transaction writes over whatever is there: the last writer wins.
    NoConditions,
    /// Facts are left out of the transaction.
    FactsLost,
    /// The snapshot is left out of the transaction.
    SnapshotLags,
    /// Notices are left out of the transaction.
    NoticesLost,
    /// Causes are not remembered: only the client's token would tell a repetition.
    CausesForgotten,
    /// The answer is given before anything is stored.
    AcceptsBeforeStoring,
    /// A ticket leaves the index `due` with every write.
    EntryDropped,
    /// A ticket is entered in the index an hour late.
    EntryLate,
    /// The sweep asks for what became due since the last one, and not for all that is due.
    CursorSweep,
    /// The sweep forgets half of the shards.
    HalfTheShards,
    /// The sweep's clock is ten minutes ahead.
    ClockAhead,
    /// A reader of a ticket sees no clock that is broken, as if a flag lived in memory only.
    ForgetsBreaches,
    /// A reader of a ticket sees no step that was taken.
    ForgetsSteps,
    /// A ticket is entered in the index an hour early.
    EntryEarly,
    /// A ticket is entered in a shard that nobody asks for.
    WrongShard,
    /// The sweep's clock is two hours behind.
    ClockBehind,
    /// A transaction that failed is taken for one that was done.
    ErrorsSwallowed,
    /// An entry that failed is put off for years.
    PutOffForever,
    /// A notice is claimed by whoever asks.
    NoClaimCondition,
    /// A claim ends the moment it is made.
    NoLease,
    /// A claim never ends.
    LeaseForever,
    /// A notice is marked as sent before it is.
    MarkedBeforeSent,
    /// That a mail was sent is not recorded.
    SentUnrecorded,
    /// The SDK tries again by itself when a mail's answer is lost.
    MailerTriesAgain,
    /// A notice is in no index: the stream alone brings it.
    StreamAlone,
}

impl Mutation {
    /// Those behind which stands a second guard, so that no promise is broken without them: the window of one mail
    /// to an address at a time behind the claim, and the next write of a ticket behind its index entry.
    pub const GUARDED: [Self; 2] = [Self::NoClaimCondition, Self::PutOffForever];

    /// All others: each breaks a promise within sixty seeds.
    pub const ALL: [Self; 23] = [
        Self::NoConditions,
        Self::FactsLost,
        Self::SnapshotLags,
        Self::NoticesLost,
        Self::CausesForgotten,
        Self::AcceptsBeforeStoring,
        Self::EntryDropped,
        Self::EntryLate,
        Self::EntryEarly,
        Self::WrongShard,
        Self::CursorSweep,
        Self::HalfTheShards,
        Self::ClockAhead,
        Self::ClockBehind,
        Self::ErrorsSwallowed,
        Self::ForgetsBreaches,
        Self::ForgetsSteps,
        Self::NoLease,
        Self::LeaseForever,
        Self::MarkedBeforeSent,
        Self::SentUnrecorded,
        Self::MailerTriesAgain,
        Self::StreamAlone,
    ];

    /// How far a function's clock is off.
    pub(crate) fn clock_offset(self, function: &str) -> TimeDelta {
        match self {
            Self::ClockAhead if function == "breach-scan" => TimeDelta::minutes(10),
            Self::ClockBehind if function == "breach-scan" => TimeDelta::hours(-2),
            _ => TimeDelta::zero(),
        }
    }

    /// Changes a request on its way; `Some`: it never leaves, and this is its answer.
    pub(crate) fn mutate_request(
        self,
        function: &str,
        request: &mut HttpRequest,
    ) -> Option<HttpResponse> {
        let operation = operation(request.headers()).to_owned();
        let mut body = json_of(request)?;
        match (self, operation.as_str()) {
            (Self::AcceptsBeforeStoring, "TransactWriteItems") if function == "intake" => {
                return Some(done());
            }
            (Self::SentUnrecorded, "UpdateItem") if sets_status(&body, &["SENT", "DELIVERED"]) => {
                return Some(done());
            }
            (_, "TransactWriteItems") => self.mutate_transaction(&mut body),
            (_, "UpdateItem") => self.mutate_update(&mut body),
            (_, "Query") => self.mutate_query(function, &mut body),
            (_, _) => return None,
        }
        *request.body_mut() = SdkBody::from(body.to_string());
        None
    }

    fn mutate_transaction(self, body: &mut Value) {
        let Some(items) = body["TransactItems"].as_array_mut() else {
            return;
        };
        match self {
            Self::FactsLost => items.retain(|write| !sort_key(write).starts_with("FACT#")),
            Self::SnapshotLags => items.retain(|write| sort_key(write) != "STATE" || is_new(write)),
            Self::NoticesLost => items.retain(|write| write["Put"]["Item"]["draft"].is_null()),
            Self::SentUnrecorded => items.retain(|write| write["Update"].is_null()),
            _ => {}
        }
        for put in items.iter_mut().filter_map(|write| write.get_mut("Put")) {
            self.mutate_put(put);
        }
    }

    fn mutate_put(self, put: &mut Value) {
        let is_snapshot = put["Item"]["SK"]["S"] == "STATE";
        let is_notice = !put["Item"]["draft"].is_null();
        match self {
            Self::NoConditions => {
                let condition = [
                    "ConditionExpression",
                    "ExpressionAttributeNames",
                    "ExpressionAttributeValues",
                ];
                remove(put, &condition);
            }
            Self::EntryDropped if is_snapshot => remove(&mut put["Item"], &["due_pk", "due_sk"]),
            Self::StreamAlone if is_notice => remove(&mut put["Item"], &["due_pk", "due_sk"]),
            Self::EntryLate if is_snapshot => shift(put, TimeDelta::hours(1)),
            Self::EntryEarly if is_snapshot => shift(put, TimeDelta::hours(-1)),
            Self::WrongShard if is_snapshot && !put["Item"]["due_pk"].is_null() => {
                put["Item"]["due_pk"] = json!({"S": "DUE#99"});
            }
            Self::CausesForgotten if is_snapshot => {
                if let Some(mut state) = snapshot(&put["Item"]) {
                    state["causes"] = json!([]);
                    put["Item"]["state"] = json!({"S": state.to_string()});
                }
            }
            _ => {}
        }
    }

    fn mutate_update(self, body: &mut Value) {
        let is_claim = sets_status(body, &["CLAIMED"]);
        match self {
            Self::NoClaimCondition if is_claim => {
                remove(body, &["ConditionExpression"]);
                forget_unused(body);
            }
            Self::NoLease if is_claim => lease_until(body, "2000-01-01T00:00:00.000Z"),
            Self::LeaseForever if is_claim => lease_until(body, "2100-01-01T00:00:00.000Z"),
            Self::MarkedBeforeSent if is_claim => {
                assign(body, "status", json!({"S": "SENT"}));
            }
            Self::PutOffForever if assigned(body, "failures").is_some() => {
                let until = assigned(body, "due_sk").and_then(|entry| entry["S"].as_str());
                if let Some(entry) = until.and_then(|entry| later(entry, TimeDelta::days(3_000))) {
                    assign(body, "due_sk", json!({"S": entry}));
                }
            }
            _ => {}
        }
    }

    fn mutate_query(self, function: &str, body: &mut Value) {
        if body["IndexName"] != "due" || function != "breach-scan" {
            return;
        }
        match self {
            Self::CursorSweep => {
                let until = body["ExpressionAttributeValues"][":last"]["S"].as_str();
                let since = until.and_then(|until| {
                    later(
                        &format!("{}#", until.trim_end_matches('$')),
                        TimeDelta::minutes(-1),
                    )
                });
                if let Some(since) = since {
                    body["ExpressionAttributeValues"][":since"] = json!({"S": since});
                    body["KeyConditionExpression"] =
                        json!("due_pk = :pk AND due_sk BETWEEN :since AND :last");
                }
            }
            Self::HalfTheShards => {
                let shard = body["ExpressionAttributeValues"][":pk"]["S"]
                    .as_str()
                    .unwrap_or_default();
                if shard.ends_with(['0', '2', '4', '6', '8']) {
                    body["ExpressionAttributeValues"][":pk"]["S"] = json!("DUE#99");
                }
            }
            _ => {}
        }
    }

    /// Changes what a function reads.
    pub(crate) fn mutate_response(
        self,
        function: &str,
        operation: &str,
        answer: Result<HttpResponse, ConnectorError>,
    ) -> Result<HttpResponse, ConnectorError> {
        if self == Self::ErrorsSwallowed && operation == "TransactWriteItems" {
            return Ok(done());
        }
        let mut answer = answer?;
        let is_reader = matches!(function, "breach-scan" | "escalate");
        let forgets = matches!(self, Self::ForgetsBreaches | Self::ForgetsSteps);
        if !is_reader || !forgets || !answer.status().is_success() {
            return Ok(answer);
        }
        let body = answer
            .body()
            .bytes()
            .and_then(|body| serde_json::from_slice::<Value>(body).ok());
        if let Some(mut body) = body
            && let Some(mut state) = snapshot(&body["Item"])
        {
            self.forget(&mut state);
            body["Item"]["state"] = json!({"S": state.to_string()});
            *answer.body_mut() = SdkBody::from(body.to_string());
        }
        Ok(answer)
    }

    fn forget(self, state: &mut Value) {
        for clock in state["clocks"].as_array_mut().into_iter().flatten() {
            match self {
                Self::ForgetsBreaches => clock["breached_at"] = Value::Null,
                Self::ForgetsSteps => clock["steps_done"] = json!([]),
                _ => {}
            }
        }
    }

    /// Changes how mails are sent.
    pub(crate) fn mutate_mailer(
        self,
        config: aws_sdk_sesv2::config::Builder,
    ) -> aws_sdk_sesv2::config::Builder {
        if self == Self::MailerTriesAgain {
            config.retry_config(RetryConfig::standard())
        } else {
            config
        }
    }
}

fn done() -> HttpResponse {
    HttpResponse::new(StatusCode::OK.into(), SdkBody::from("{}"))
}

/// The snapshot of an item, packed or not.
fn snapshot(item: &Value) -> Option<Value> {
    if let Some(text) = item["state"]["S"].as_str() {
        return serde_json::from_str(text).ok();
    }
    let packed = base64::decode(item["state"]["B"].as_str()?).ok()?;
    serde_json::from_slice(&decompress_to_vec(&packed).ok()?).ok()
}

fn sort_key(write: &Value) -> &str {
    write["Put"]["Item"]["SK"]["S"].as_str().unwrap_or_default()
}

fn is_new(write: &Value) -> bool {
    write["Put"]["ExpressionAttributeValues"].is_null()
}

/// Placeholder of the value that an update gives to an attribute; a condition may hold another one for the same.
fn placeholder(body: &Value, attribute: &str) -> Option<String> {
    let names = body["ExpressionAttributeNames"].as_object()?;
    let (name, _) = names.iter().find(|(_, of)| **of == attribute)?;
    let update = body["UpdateExpression"].as_str()?;
    let sets = update.split("REMOVE ").next()?.strip_prefix("SET ")?;
    let mut sets = sets.split(", ").filter_map(|set| set.split_once(" = "));
    let (_, value) = sets.find(|(set, _)| set == name)?;
    Some(value.trim().to_owned())
}

/// The value that an update gives to an attribute.
fn assigned<'b>(body: &'b Value, attribute: &str) -> Option<&'b Value> {
    let placeholder = placeholder(body, attribute)?;
    body["ExpressionAttributeValues"].get(placeholder)
}

/// Lets an update give an attribute another value.
fn assign(body: &mut Value, attribute: &str, value: Value) {
    let Some(placeholder) = placeholder(body, attribute) else {
        let update = body["UpdateExpression"].as_str().unwrap_or_default();
        let set = format!("SET #{attribute} = :{attribute}, ");
        body["UpdateExpression"] = Value::from(update.replacen("SET ", &set, 1));
        body["ExpressionAttributeNames"][format!("#{attribute}")] = Value::from(attribute);
        body["ExpressionAttributeValues"][format!(":{attribute}")] = value;
        return;
    };
    body["ExpressionAttributeValues"][placeholder] = value;
}

fn sets_status(body: &Value, to: &[&str]) -> bool {
    let status = assigned(body, "status").and_then(|status| status["S"].as_str());
    status.is_some_and(|status| to.contains(&status))
}

fn remove(of: &mut Value, names: &[&str]) {
    if let Some(fields) = of.as_object_mut() {
        fields.retain(|name, _| !names.contains(&name.as_str()));
    }
}

/// Moves a snapshot's entry in the index.
fn shift(put: &mut Value, by: TimeDelta) {
    let entry = put["Item"]["due_sk"]["S"].as_str();
    if let Some(entry) = entry.and_then(|entry| later(entry, by)) {
        put["Item"]["due_sk"]["S"] = Value::from(entry);
    }
}

/// Lets a claim end at another instant.
fn lease_until(body: &mut Value, end: &str) {
    let owner = body["Key"]["PK"]["S"].as_str().unwrap_or_default();
    let entry = format!("{end}#{}", owner.trim_start_matches("NOTICE#"));
    assign(body, "due_pk", json!({"S": "DUE#00"}));
    assign(body, "due_sk", json!({"S": entry}));
}

/// DynamoDB refuses values that no expression uses.
fn forget_unused(body: &mut Value) {
    let update = body["UpdateExpression"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let words: Vec<&str> = update
        .split(|c: char| !(c.is_alphanumeric() || "_:#".contains(c)))
        .collect();
    for part in ["ExpressionAttributeValues", "ExpressionAttributeNames"] {
        if let Some(fields) = body[part].as_object_mut() {
            fields.retain(|name, _| words.contains(&name.as_str()));
        }
    }
}

/// An entry of the index that much later.
fn later(entry: &str, by: TimeDelta) -> Option<String> {
    let (at, owner) = entry.split_once('#')?;
    let at: chrono::DateTime<chrono::Utc> = at.parse().ok()?;
    Some(format!(
        "{}#{owner}",
        (at + by).to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
    ))
}

//! Input of the function: the stream and the schedule, told apart by their shapes.
use aws_lambda_events::event::dynamodb::Event as StreamEvent;
use escalon_aws::stream::BatchAnswer;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::SweepReport;

/// Records of the Outbox's stream, or the schedule.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Value")]
pub enum NotifyInput {
    /// New notices.
    Stream(StreamEvent),
    /// A minute has passed.
    Schedule,
}

/// Answer of the function, in the shape that its caller understands.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum NotifyAnswer {
    /// To the stream.
    Batch(BatchAnswer),
    /// To whoever reads the log.
    Report(SweepReport),
}

impl TryFrom<Value> for NotifyInput {
    type Error = serde_json::Error;

    /// Input that has `Records` must be a stream's event: one that cannot be read is an error and
    /// never taken for the schedule, which would answer as if all of it were done.
    fn try_from(value: Value) -> Result<Self, Self::Error> {
        match value.get("Records") {
            Some(_) => serde_json::from_value(value).map(Self::Stream),
            None => Ok(Self::Schedule),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_shape_tells_the_stream_from_the_schedule() {
        let record = json!({"awsRegion": "local", "eventID": "1", "eventName": "INSERT",
            "eventVersion": "1.1", "eventSource": "aws:dynamodb", "eventSourceARN": "arn",
            "dynamodb": {"ApproximateCreationDateTime": 1, "Keys": {"PK": {"S": "NOTICE#x"}},
                "NewImage": {"notice": {"S": "x"}}, "SequenceNumber": "7", "SizeBytes": 1,
                "StreamViewType": "NEW_IMAGE"}});
        let read = |value: Value| serde_json::from_value::<NotifyInput>(value);
        assert!(matches!(
            read(json!({"Records": [record]})),
            Ok(NotifyInput::Stream(event)) if event.records.len() == 1
        ));
        for schedule in [
            json!({}),
            json!(null),
            json!({"time": "2026-03-09T08:00:00Z"}),
        ] {
            assert!(matches!(read(schedule), Ok(NotifyInput::Schedule)));
        }
        assert!(read(json!({"Records": [{"nonsense": 1}]})).is_err());
    }
}

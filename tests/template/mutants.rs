//! Templates with one thing broken each: the rule meant for it has to notice, and only that rule.
use serde_json::{Value, json};

use crate::reading::Templates;
use crate::rules::RULES;

struct Mutant {
    what: &'static str,
    caught_by: &'static str,
    change: fn(&mut Templates),
}

fn properties<'t>(templates: &'t mut Templates, name: &str) -> &'t mut Value {
    &mut templates.main["Resources"][name]["Properties"]
}

fn statements<'t>(templates: &'t mut Templates, role: &str) -> &'t mut Vec<Value> {
    let policies = &mut properties(templates, role)["Policies"];
    let statements = &mut policies[0]["PolicyDocument"]["Statement"];
    statements.as_array_mut().unwrap()
}

fn remove(value: &mut Value, key: &str) {
    value.as_object_mut().unwrap().remove(key).unwrap();
}

const MUTANTS: &[Mutant] = &[
    Mutant {
        what: "a stream mapping that answers for whole batches",
        caught_by: "streams end their retries",
        change: |t| {
            remove(
                &mut properties(t, "Classify")["Events"]["Received"]["Properties"],
                "FunctionResponseTypes",
            )
        },
    },
    Mutant {
        what: "a stream mapping that tries for ever",
        caught_by: "streams end their retries",
        change: |t| {
            properties(t, "Notify")["Events"]["Written"]["Properties"]["MaximumRetryAttempts"] =
                json!(-1)
        },
    },
    Mutant {
        what: "a stream mapping that tells nobody what it gave up",
        caught_by: "streams end their retries",
        change: |t| {
            remove(
                &mut properties(t, "Escalate")["Events"]["Due"]["Properties"],
                "DestinationConfig",
            )
        },
    },
    Mutant {
        what: "a stream mapping that waits for a fact that there is not",
        caught_by: "streams ask for facts that there are",
        change: |t| {
            properties(t, "Classify")["Events"]["Received"]["Properties"]["FilterCriteria"] = json!({"Filters":
                [{"Pattern": r#"{"eventName": ["INSERT"], "dynamodb": {"NewImage": {"kind": {"S": ["receipt"]}}}}"#}]})
        },
    },
    Mutant {
        what: "a stream mapping that hears of changes as well",
        caught_by: "streams end their retries",
        change: |t| {
            properties(t, "Classify")["Events"]["Received"]["Properties"]["FilterCriteria"]["Filters"]
                [0]["Pattern"] =
                json!(r#"{"dynamodb": {"NewImage": {"kind": {"S": ["received"]}}}}"#);
        },
    },
    Mutant {
        what: "a third reader of one stream",
        caught_by: "two readers per stream",
        change: |t| {
            properties(t, "Notify")["Events"]["Written"]["Properties"]["Stream"] =
                json!({"Fn::GetAtt": ["Tickets", "StreamArn"]});
        },
    },
    Mutant {
        what: "a sweep that the scheduler tries again",
        caught_by: "schedules do not try again",
        change: |t| {
            properties(t, "BreachScan")["Events"]["EveryMinute"]["Properties"]["RetryPolicy"]["MaximumRetryAttempts"] =
                json!(185);
        },
    },
    Mutant {
        what: "a sweep that Lambda tries twice more",
        caught_by: "schedules do not try again",
        change: |t| remove(properties(t, "BreachScan"), "EventInvokeConfig"),
    },
    Mutant {
        what: "a schedule without a dead-letter queue",
        caught_by: "schedules do not try again",
        change: |t| {
            remove(
                &mut properties(t, "BreachScan")["Events"]["DailyAudit"]["Properties"],
                "DeadLetterConfig",
            )
        },
    },
    Mutant {
        what: "a queue that shows a message again while it is worked on",
        caught_by: "queues outlast their readers",
        change: |t| properties(t, "MailEventsQueue")["VisibilityTimeout"] = json!(59),
    },
    Mutant {
        what: "a reader that was given more time than its queue",
        caught_by: "queues outlast their readers",
        change: |t| properties(t, "MailEvents")["Timeout"] = json!(20),
    },
    Mutant {
        what: "an agents' route that everybody may call",
        caught_by: "routes are guarded",
        change: |t| {
            properties(t, "DeskApi")["Events"]["Act"]["Properties"]["Auth"] =
                json!({"Authorizer": "NONE"})
        },
    },
    Mutant {
        what: "an interface without a guard",
        caught_by: "routes are guarded",
        change: |t| remove(properties(t, "Api"), "Auth"),
    },
    Mutant {
        what: "an interface that takes whatever comes",
        caught_by: "the interface is throttled and logged",
        change: |t| remove(properties(t, "Api"), "DefaultRouteSettings"),
    },
    Mutant {
        what: "a right without a name",
        caught_by: "every right is named",
        change: |t| remove(&mut statements(t, "IntakeRole")[0], "Sid"),
    },
    Mutant {
        what: "a right to do anything to a table",
        caught_by: "no right is a wildcard",
        change: |t| statements(t, "ClassifyRole")[2]["Action"] = json!("dynamodb:*"),
    },
    Mutant {
        what: "a right to scan",
        caught_by: "no right is a wildcard",
        change: |t| {
            statements(t, "DeskApiRole")[0]["Action"] = json!(["dynamodb:Query", "dynamodb:Scan"])
        },
    },
    Mutant {
        what: "a right on every index",
        caught_by: "no right is a wildcard",
        change: |t| {
            statements(t, "BreachScanRole")[0]["Resource"] =
                json!({"Fn::Sub": "${Tickets.Arn}/index/*"})
        },
    },
    Mutant {
        what: "a right on items whatever their keys",
        caught_by: "no right is a wildcard",
        change: |t| remove(&mut statements(t, "EscalateRole")[2], "Condition"),
    },
    Mutant {
        what: "a reader that may not read its stream",
        caught_by: "Lambda gets what it needs",
        change: |t| {
            statements(t, "EscalateRole").retain(|statement| statement["Sid"] != "ReadStream")
        },
    },
    Mutant {
        what: "a function that may empty a queue it does not read",
        caught_by: "Lambda gets what it needs",
        change: |t| {
            let more = json!({"Sid": "EmptyQueue", "Effect": "Allow", "Action": "sqs:DeleteMessage",
                "Resource": {"Fn::GetAtt": ["MailEventsQueue", "Arn"]}});
            statements(t, "IntakeRole").push(more);
        },
    },
    Mutant {
        what: "a ready-made policy",
        caught_by: "functions have their own role",
        change: |t| {
            properties(t, "Notify")["Policies"] =
                json!([{"DynamoDBCrudPolicy": {"TableName": "t"}}])
        },
    },
    Mutant {
        what: "two functions with one role",
        caught_by: "functions have their own role",
        change: |t| properties(t, "Intake")["Role"] = json!({"Fn::GetAtt": ["DeskApiRole", "Arn"]}),
    },
    Mutant {
        what: "a table that goes with the stack",
        caught_by: "tables cannot be lost",
        change: |t| remove(&mut t.main["Resources"]["Outbox"], "DeletionPolicy"),
    },
    Mutant {
        what: "a table that can be deleted by a slip",
        caught_by: "tables cannot be lost",
        change: |t| properties(t, "Tickets")["DeletionProtectionEnabled"] = json!(false),
    },
    Mutant {
        what: "a table without a way back",
        caught_by: "tables cannot be lost",
        change: |t| remove(properties(t, "Tickets"), "PointInTimeRecoverySpecification"),
    },
    Mutant {
        what: "mail outside the configuration set",
        caught_by: "mail tells what became of it",
        change: |t| {
            remove(
                &mut properties(t, "Notify")["Environment"]["Variables"],
                "CONFIGURATION_SET",
            )
        },
    },
    Mutant {
        what: "bounces that nobody hears of",
        caught_by: "mail tells what became of it",
        change: |t| {
            properties(t, "MailEventsDestination")["EventDestination"]["MatchingEventTypes"] =
                json!(["SEND", "DELIVERY"]);
        },
    },
    Mutant {
        what: "a dead-letter queue without an alarm",
        caught_by: "dead letters raise an alarm",
        change: |t| {
            remove(
                &mut properties(t, "Observability")["Parameters"],
                "MailEventsGivenUp",
            )
        },
    },
    Mutant {
        what: "an alarm that tells nobody",
        caught_by: "dead letters raise an alarm",
        change: |t| {
            remove(
                &mut t.observability["Resources"]["RecordsGivenUp"]["Properties"],
                "AlarmActions",
            )
        },
    },
    Mutant {
        what: "a log that is kept for ever",
        caught_by: "functions log where it ends",
        change: |t| remove(properties(t, "IntakeLogs"), "RetentionInDays"),
    },
    Mutant {
        what: "a function that writes into another's log",
        caught_by: "functions log where it ends",
        change: |t| {
            properties(t, "Escalate")["LoggingConfig"]["LogGroup"] = json!({"Ref": "ClassifyLogs"})
        },
    },
    Mutant {
        what: "a function that is told the wrong table",
        caught_by: "functions know their tables",
        change: |t| {
            properties(t, "Classify")["Environment"]["Variables"]["TICKETS_TABLE"] =
                json!({"Ref": "Outbox"})
        },
    },
    Mutant {
        what: "a function that knows the interface in front of it",
        caught_by: "functions know their tables",
        change: |t| {
            properties(t, "Intake")["Environment"]["Variables"]["BASE"] =
                json!({"Fn::GetAtt": ["Api", "ApiEndpoint"]});
        },
    },
    Mutant {
        what: "a function whose program is of a package that is not built by itself",
        caught_by: "functions can be built",
        change: |t| {
            t.main["Resources"]["Intake"]["Metadata"]["BuildProperties"]["Binary"] =
                json!("simulation");
        },
    },
    Mutant {
        what: "a parameter that nobody explains",
        caught_by: "parameters explain themselves",
        change: |t| remove(&mut t.main["Parameters"]["MailDomain"], "Description"),
    },
];

#[test]
fn each_broken_template_is_caught_by_the_rule_meant_for_it() {
    for mutant in MUTANTS {
        let mut templates = Templates::read();
        (mutant.change)(&mut templates);
        let caught: Vec<_> = RULES
            .iter()
            .filter(|rule| !rule.broken_by(&templates).is_empty())
            .map(|rule| rule.name)
            .collect();
        // Another rule may see it too: what is no longer called is a right too many.
        assert!(
            caught.contains(&mutant.caught_by),
            "{}: {caught:?}",
            mutant.what
        );
    }
}

#[test]
fn each_rule_has_a_mutant_that_needs_it() {
    for rule in RULES {
        let needed = MUTANTS.iter().any(|mutant| mutant.caught_by == rule.name);
        assert!(needed, "{}", rule.name);
    }
}

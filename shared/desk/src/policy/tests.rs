//! The language as a whole: the shipped policies, a broken one, and what each check says.
use super::{Edition, Finding, Severity, begins_late, holidays_that_end, schema};
use crate::contract::{check as compile, show};

pub(super) const SHIPPED: [(&str, &str); 5] = [
    (
        "whise",
        include_str!("../../../../infra/policies/whise.yaml"),
    ),
    (
        "whitevision",
        include_str!("../../../../infra/policies/whitevision.yaml"),
    ),
    (
        "webpro",
        include_str!("../../../../infra/policies/webpro.yaml"),
    ),
    (
        "wotnot",
        include_str!("../../../../infra/policies/wotnot.yaml"),
    ),
    ("wep", include_str!("../../../../infra/policies/wep.yaml")),
];

/// The editions that they are, in the same order.
const PUBLISHED: [&str; 5] = [
    include_str!("../../../../infra/policies/published/whise.yaml"),
    include_str!("../../../../infra/policies/published/whitevision.yaml"),
    include_str!("../../../../infra/policies/published/webpro.yaml"),
    include_str!("../../../../infra/policies/published/wotnot.yaml"),
    include_str!("../../../../infra/policies/published/wep.yaml"),
];

/// A desk that uses each construct of the language once.
const EVERYTHING: &str = include_str!("testdata/everything.yaml");
/// The same desk with one mistake in each of several sections.
const BROKEN: &str = include_str!("testdata/broken.yaml");

/// A small desk; `more` is added at the top level.
fn desk(metric: &str, more: &str) -> String {
    format!(
        "desk: acme\nname: Acme\nlocales: [en]\nzone: Europe/Brussels\neffective_from: 2026-01-01\n\
         reply_to: support@acme.example.com\n\
         calendars: {{ office: {{ mon-fri: 09:00-17:00 }} }}\n\
         priorities: {{ high: High, low: Low }}\n\
         metrics: {{ {metric} }}\n{more}"
    )
}

fn errors(text: &str) -> Vec<String> {
    let findings = compile(text).map(|checked| checked.warnings);
    let findings = findings.unwrap_or_else(|findings| findings);
    let errors = findings.iter().filter(|f| f.severity == Severity::Error);
    errors.map(ToString::to_string).collect()
}

fn warnings(text: &str) -> Vec<String> {
    let checked = compile(text).unwrap();
    checked.warnings.iter().map(ToString::to_string).collect()
}

/// A change of one takes a higher `version` and a run of `cargo run -- policy record` on it.
#[test]
fn the_shipped_policies_are_the_editions_that_were_recorded() {
    for ((desk, text), published) in SHIPPED.iter().zip(PUBLISHED) {
        let policy = compile(text).unwrap().policy;
        let changed = Edition::published(published).against(text, Some(&policy));
        assert_eq!(changed, Vec::<Finding>::new(), "{desk}");
    }
}

#[test]
fn the_shipped_policies_hold_together_without_a_warning() {
    for (desk, text) in SHIPPED {
        let checked = compile(text).unwrap_or_else(|found| panic!("{desk}: {found:?}"));
        assert_eq!(checked.policy.desk, desk);
        assert_eq!(checked.warnings, Vec::<Finding>::new(), "{desk}");
        let names = checked.policy.metrics.iter().map(|metric| &metric.name);
        assert!(
            names.count() >= 2,
            "{desk} promises response and resolution"
        );
    }
}

#[test]
fn what_a_policy_promises_is_shown_as_a_page() {
    for (desk, text) in SHIPPED {
        let policy = compile(text).unwrap().policy;
        insta::assert_snapshot!(format!("promises_of_{desk}"), show(&policy));
    }
}

#[test]
fn every_construct_of_the_language_is_understood() {
    let checked = compile(EVERYTHING).unwrap_or_else(|found| panic!("{found:#?}"));
    assert_eq!(checked.warnings, Vec::<Finding>::new());
    insta::assert_snapshot!("promises_of_everything", show(&checked.policy));
}

#[test]
fn a_broken_policy_reports_all_its_mistakes_at_once_with_line_and_repair() {
    let found = compile(BROKEN).unwrap_err();
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!("findings_of_broken", found.join("\n"));
    assert!(found.len() >= 10);
}

#[test]
fn a_cell_without_a_row_is_an_error_that_names_the_cell() {
    let text = desk(
        "first_response: { targets: [{ when: priority = high, within: 1 hour }] }",
        "",
    );
    assert_eq!(
        errors(&text),
        ["9:1: error: `first_response` says nothing of priority = low (add a row for it; `within: none` promises nothing)"]
            .map(|text| text.replace("9:12", "9:1"))
    );
}

#[test]
fn none_is_a_cell_like_any_other() {
    let rows = "{ when: priority = high, within: 1 hour }, { when: priority = low, within: none }";
    assert_eq!(
        errors(&desk(&format!("reply: {{ targets: [{rows}] }}"), "")),
        Vec::<String>::new()
    );
}

#[test]
fn a_row_that_no_ticket_meets_is_worth_a_look() {
    let rows = "{ when: priority = high and priority = low, within: 1 hour }, { within: 2 hours }";
    let found = warnings(&desk(&format!("reply: {{ targets: [{rows}] }}"), ""));
    assert!(
        found[0].contains("no ticket can ever be `priority = high and priority = low`"),
        "{found:?}"
    );
}

#[test]
fn a_route_to_a_team_of_another_level_says_so_or_is_found() {
    let routed = |row: &str| {
        let sections = format!(
            "teams: {{ first: {{}}, experts: {{ level: 2 }} }}\nrouting: [{row}, {{ team: first }}]\n"
        );
        desk("reply: { targets: 2 hours }", &sections)
    };
    for right in [
        "{ when: priority = high, team: experts, level: 2 }",
        "{ when: level = 2, team: experts }",
    ] {
        assert_eq!(warnings(&routed(right)), Vec::<String>::new());
    }
    let inert = warnings(&routed("{ when: priority = high, team: experts }"));
    assert!(inert[0].contains("add `level: 2`"), "{inert:?}");
    let wrong = errors(&routed(
        "{ when: priority = high, team: experts, level: 3 }",
    ));
    assert!(
        wrong[0].contains("`experts` is a team of level 2"),
        "{wrong:?}"
    );
}

#[test]
fn a_priority_that_no_ticket_concerned_can_have_is_set_nowhere() {
    let with = |sections: &str| {
        let types = "types: { fault: { priorities: [high] }, question: {} }\n";
        desk(
            "reply: { targets: 2 hours }",
            &format!("{types}{sections}\n"),
        )
    };
    for (sections, wrong) in [
        (
            "classify: { default: { priority: low } }",
            "no type has the priority `low`",
        ),
        (
            "classify: { matrix: { impact: [one, all], urgency: [some, any], priority: [[high, high], [high, low]] } }",
            "no type has the priority `low`",
        ),
        (
            "rules: [{ id: r, when: type = question, do: { priority: high } }]",
            "the type `question` has no priority `high`",
        ),
        (
            "classify: { rules: [{ id: r, when: type = question, set: { priority: high } }] }",
            "the type `question` has no priority `high`",
        ),
    ] {
        let found = errors(&with(sections));
        assert!(
            found.len() == 1 && found[0].contains(wrong),
            "{sections}: {found:?}"
        );
    }
    for right in [
        "classify: { default: { type: question, priority: high } }",
        "rules: [{ id: r, when: channel = phone, do: { priority: high } }]",
    ] {
        assert_eq!(errors(&with(right)), Vec::<String>::new(), "{right}");
    }
}

#[test]
fn two_values_of_a_key_that_has_many_are_met_together() {
    for both in [
        "channel = phone and channel = email",
        "fact = reopened and fact = replied and fact != escalated",
        "channel = phone and channel = email and channel = chat and channel = api and channel = portal",
    ] {
        let rows = format!("{{ when: {both}, within: 1 hour }}, {{ within: 2 hours }}");
        let found = warnings(&desk(&format!("reply: {{ targets: [{rows}] }}"), ""));
        assert_eq!(found, Vec::<String>::new());
    }
    let never = "channel = phone and channel != phone";
    let rows = format!("{{ when: {never}, within: 1 hour }}, {{ within: 2 hours }}");
    let found = warnings(&desk(&format!("reply: {{ targets: [{rows}] }}"), ""));
    assert!(found[0].contains("no ticket can ever be"), "{found:?}");
}

#[test]
fn a_response_after_the_resolution_is_worth_a_look() {
    let metrics = "first_response: { targets: 4 hours }, resolution: { targets: 2 hours }";
    let found = warnings(&desk(metrics, ""));
    assert!(
        found[0].contains("first response to priority = high is due after its resolution"),
        "{found:?}"
    );
}

#[test]
fn days_of_unequal_length_ask_what_a_business_day_is() {
    let text = desk(
        "resolution: { business_day: window, targets: 2 business days }",
        "",
    )
    .replace(
        "mon-fri: 09:00-17:00",
        "mon-thu: 09:00-17:00, fri: 09:00-13:00",
    );
    assert!(warnings(&text)[0].contains("differ in length"));
    let said = text.replace("window", "same_time");
    assert_eq!(warnings(&said), Vec::<String>::new());
}

#[test]
fn holidays_that_end_within_ninety_days_are_told() {
    let text = desk(
        "reply: { targets: 1 hour }",
        "holidays: { be: { 2026-12-25: Christmas } }\n",
    )
    .replace("mon-fri: 09:00-17:00", "mon-fri: 09:00-17:00, holidays: be");
    let checked = compile(&text).unwrap();
    let day = |text: &str| text.parse().unwrap();
    assert_eq!(holidays_that_end(&checked, day("2026-09-25")).len(), 0);
    let found = holidays_that_end(&checked, day("2026-09-26"));
    assert_eq!(
        found[0].message,
        "the holidays of `be` end on 2026-12-25, with Christmas"
    );
    let reason = "2026-12-25: Christmas, intended: the desk closes in January";
    let meant = compile(&text.replace("2026-12-25: Christmas", reason)).unwrap();
    assert_eq!(meant.warnings, Vec::<Finding>::new());
    assert_eq!(
        holidays_that_end(&meant, day("2027-01-01")),
        Vec::<Finding>::new()
    );
}

#[test]
fn a_first_day_more_than_three_years_ahead_is_told() {
    let text = desk("reply: { targets: 1 hour }", "");
    let text = text.replace("effective_from: 2026-01-01", "effective_from: 2062-01-01");
    let checked = compile(&text).unwrap();
    let day = |text: &str| text.parse().unwrap();
    assert_eq!(
        begins_late(&checked, day("2059-01-01")),
        Vec::<Finding>::new()
    );
    let found = begins_late(&checked, day("2058-12-31"));
    assert_eq!(
        found[0].message,
        "the policy begins on 2062-01-01: until then it takes no ticket"
    );
    assert_eq!(found[0].line, 5);
}

#[test]
fn a_contact_that_does_not_exist_is_an_error_with_the_name_that_was_meant() {
    let ladder = |role: &str| {
        format!(
            "escalation: {{ standard: [{{ at: 100%, notify: [{role}] }}] }}\n\
             roles: {{ team_lead: lead@acme.example.com }}\n"
        )
    };
    let with = |role: &str| desk("reply: { targets: 1 hour }", &ladder(role));
    let found = errors(&with("team_laed"));
    assert_eq!(
        found,
        ["10:47: error: there is no role or contact `team_laed` (did you mean `team_lead`?)"]
    );
    assert_eq!(errors(&with("team_lead")), Vec::<String>::new());
    let nobody = warnings(&with("manager"));
    assert!(
        nobody[0].contains("the role `manager` has no address"),
        "{nobody:?}"
    );
}

#[test]
fn the_schema_for_editors_is_current() {
    let stored = include_str!("../../../../infra/policies/policy.schema.json");
    let current = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    assert!(
        stored == current,
        "run `cargo run -p desk --example schema > infra/policies/policy.schema.json`"
    );
}

#[test]
fn no_text_makes_the_compiler_panic() {
    for (_, text) in SHIPPED {
        let lines: Vec<_> = text.lines().collect();
        for left_out in (0..lines.len()).step_by(3) {
            let mut fewer = lines.clone();
            fewer.remove(left_out);
            let _ = compile(&fewer.join("\n"));
        }
    }
}

#[test]
fn a_missing_contact_and_business_time_without_a_calendar_are_errors() {
    let table = |cells: &str| {
        desk(
            "reply: { targets: 1 hour }",
            &format!("contacts: {{ by: [priority, level], {cells} }}\n"),
        )
    };
    let both = "high: { 1: a@acme.example.com, 2: none }, low: { 1: a@acme.example.com, 2: none }";
    assert_eq!(errors(&table(both)), Vec::<String>::new());
    let hole = "high: { 1: a@acme.example.com, 2: none }, low: { 2: none }";
    let found = errors(&table(hole));
    assert!(
        found[0].contains("the contact low/1 is missing"),
        "{found:?}"
    );
    let left_out = warnings(&table("high: { 1: a@acme.example.com, 2: none }")).join("\n");
    assert!(
        left_out.contains("no contact for the priority `low`"),
        "{left_out:?}"
    );
    let two = desk("reply: { targets: 4 business hours }", "").replace(
        "office: { mon-fri: 09:00-17:00 }",
        "day: { mon-fri: 09:00-17:00 }, late: { mon-fri: 09:00-21:00 }",
    );
    let found = errors(&two);
    assert!(
        found[0].contains("in which calendar does this count?"),
        "{found:?}"
    );
    assert!(found[0].contains("day, late"), "{found:?}");
}

/// The errors of a file with the block below each of its keys (of so many spaces) written otherwise.
fn errors_otherwise(text: &str, indent: usize, otherwise: &str) -> Vec<(String, Vec<String>)> {
    let lines: Vec<&str> = text.lines().collect();
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut outcomes = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let Some((key, _)) = line.split_once(':').filter(|_| depth(line) == indent) else {
            continue;
        };
        if key.trim_start().starts_with(['-', '#', '{']) {
            continue;
        }
        let below = lines[start + 1..].iter();
        let below = below.take_while(|line| depth(line) > indent || line.is_empty());
        let end = start + 1 + below.count();
        let instead = otherwise.replace("KEY", key);
        let all = [&lines[..start], &[instead.as_str()], &lines[end..]].concat();
        outcomes.push((key.to_owned(), errors(&all.join("\n"))));
    }
    outcomes
}

#[test]
fn something_else_where_a_section_belongs_is_one_mistake() {
    let mut more = Vec::new();
    for indent in [0, 2] {
        let all = errors_otherwise(EVERYTHING, indent, "KEY: [[x]]");
        assert!(all.len() > 20);
        let is_one = |found: &[String]| found.len() == 1 && found[0].contains("not fit");
        more.extend(all.into_iter().filter(|(_, found)| !is_one(found)));
    }
    assert!(more.is_empty(), "{more:#?}");
}

#[test]
fn a_section_that_is_missing_is_missed_once_for_each_kind_of_its_names() {
    for (key, found) in errors_otherwise(EVERYTHING, 0, "") {
        let most = if key == "calendars" { 2 } else { 1 };
        assert!(found.len() <= most, "{key}: {found:#?}");
    }
}

//! Business time, measured by the benches of the domain; read from what Criterion writes down.
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Medians in nanoseconds.
pub(crate) struct Business {
    /// By calendar days.
    pub(crate) add: Vec<(u32, f64)>,
    pub(crate) between: Vec<(u32, f64)>,
    pub(crate) add_40_hours: f64,
    /// By desk.
    pub(crate) calendars: Vec<(String, f64)>,
    pub(crate) checks: Vec<(String, f64)>,
}

pub(crate) fn measure(repository: &Path) -> Business {
    let home = std::env::temp_dir().join(format!("escalon-criterion-{}", std::process::id()));
    let status = Command::new("cargo")
        .args(["bench", "-q", "-p", "desk", "--bench", "time", "--"])
        .args(["--warm-up-time", "1", "--measurement-time", "2"])
        .env("CRITERION_HOME", &home)
        .current_dir(repository)
        .stdout(std::process::Stdio::null())
        .status();
    assert!(status.unwrap().success(), "the benches failed");
    let days = |(name, nanoseconds): (String, f64)| {
        let days = name.split('-').next().and_then(|days| days.parse().ok());
        (days.unwrap(), nanoseconds)
    };
    let business = Business {
        add: medians(&home.join("add")).into_iter().map(days).collect(),
        between: medians(&home.join("between"))
            .into_iter()
            .map(days)
            .collect(),
        add_40_hours: median(&home.join("add-40-business-hours")).unwrap(),
        calendars: medians(&home.join("calendars-of-a-desk")),
        checks: medians(&home.join("check-a-policy")),
    };
    std::fs::remove_dir_all(&home).unwrap();
    business
}

fn medians(group: &Path) -> Vec<(String, f64)> {
    let mut folders: Vec<_> = std::fs::read_dir(group)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let named = folders.iter().filter_map(|folder| {
        let name = folder.file_name()?.to_string_lossy().into_owned();
        Some((name, median(folder)?))
    });
    named.collect()
}

fn median(bench: &Path) -> Option<f64> {
    let text = std::fs::read_to_string(bench.join("new/estimates.json")).ok()?;
    let estimates: Value = serde_json::from_str(&text).ok()?;
    estimates["median"]["point_estimate"].as_f64()
}

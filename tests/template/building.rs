//! Binaries that `sam build` has to find: it asks for `--bin NAME` in the folder of the template, where Cargo looks no further than
//! the workspace's default members.
use std::collections::BTreeSet;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

use crate::reading::{Templates, items};

const WORKSPACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");

/// Programs of the workspace's default members.
static PROGRAMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version",
        "1",
    ]);
    let answer = cargo.args(["--manifest-path", WORKSPACE]).output().unwrap();
    let workspace: Value = serde_json::from_slice(&answer.stdout).unwrap();
    let is_default = |package: &&Value| {
        items(&workspace["workspace_default_members"]).any(|id| *id == package["id"])
    };
    let packages = items(&workspace["packages"]).filter(is_default);
    let targets = packages.flat_map(|package| items(&package["targets"]));
    let programs = targets.filter(|target| items(&target["kind"]).any(|kind| kind == "bin"));
    programs
        .filter_map(|program| program["name"].as_str().map(str::to_owned))
        .collect()
});

/// Each function names a program that is built from the project's root, all of them into one folder.
pub(crate) fn programs(templates: &Templates) -> Vec<String> {
    let functions = templates.of_type("AWS::Serverless::Function").into_iter();
    functions
        .filter(|(name, function)| {
            let metadata = &templates.resource(name)["Metadata"];
            let program = metadata["BuildProperties"]["Binary"].as_str();
            !(metadata["BuildMethod"] == "rust-cargolambda"
                && function["CodeUri"] == "."
                && program.is_some_and(|program| PROGRAMS.contains(program)))
        })
        .map(|(name, _)| name.to_owned())
        .collect()
}

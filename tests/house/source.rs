//! The Rust files of this project, and which part of them is not for tests.
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub(crate) const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
/// Folders of the code that customers run, and of the tools around it.
pub(crate) const CODE: [&str; 3] = ["functions", "infra", "shared"];

pub(crate) fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Modules that a file declares for tests alone.
fn test_modules(text: &str) -> impl Iterator<Item = &str> {
    let lines: Vec<_> = text.lines().collect();
    let mut names = Vec::new();
    for pair in lines.windows(2) {
        let declared = pair[1]
            .trim_start_matches("pub(crate) ")
            .strip_prefix("mod ");
        if let (true, Some(name)) = (pair[0].trim() == "#[cfg(test)]", declared) {
            names.extend(name.strip_suffix(';'));
        }
    }
    names.into_iter()
}

/// Code files, each with its text before the tests at its end; test modules are left out.
pub(crate) fn code(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for folder in folders {
        rust_files(&Path::new(ROOT).join(folder), &mut files);
    }
    let read = |path: &PathBuf| std::fs::read_to_string(path).unwrap();
    let mut tests = BTreeSet::new();
    for path in &files {
        let stem = path.file_stem().unwrap();
        let home = path.parent().unwrap();
        let own = ["mod", "lib", "main"].iter().any(|name| stem == *name);
        let home = if own {
            home.to_owned()
        } else {
            home.join(stem)
        };
        tests.extend(test_modules(&read(path)).map(|name| home.join(name)));
    }
    let is_test = |path: &PathBuf| {
        let bare = path.with_extension("");
        let inside = path.strip_prefix(ROOT).unwrap().components().skip(1);
        let is_beside = inside.map(|part| part.as_os_str()).any(|part| {
            let beside_code = ["benches", "examples", "tests"];
            beside_code.iter().any(|folder| part == *folder)
        });
        is_beside || tests.iter().any(|test| bare.starts_with(test))
    };
    let code = files.iter().filter(|path| !is_test(path));
    let without = |text: String| {
        let code = text.split("#[cfg(test)]\nmod tests {").next();
        code.unwrap_or_default().to_owned()
    };
    code.map(|path| (path.clone(), without(read(path))))
        .collect()
}

//! Rules of the house that read the source itself.
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub(crate) const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
/// Where code lies that customers run.
const CODE: [&str; 4] = [
    "functions",
    "infra/local/src",
    "shared/aws/src",
    "shared/desk/src",
];

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

/// The modules that a file declares for tests alone.
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

/// Every file of the code with its text before the tests at its end; test modules are left out.
fn code() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for folder in CODE {
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
        tests.iter().any(|test| bare.starts_with(test))
    };
    let code = files.iter().filter(|path| !is_test(path));
    let without = |text: String| {
        let code = text.split("#[cfg(test)]\nmod tests {").next();
        code.unwrap_or_default().to_owned()
    };
    code.map(|path| (path.clone(), without(read(path))))
        .collect()
}

#[test]
fn no_companys_name_stands_in_the_code() {
    let policies = std::fs::read_dir(Path::new(ROOT).join("infra/policies")).unwrap();
    let names = policies.filter_map(|entry| {
        let path = entry.unwrap().path();
        let is_policy = path
            .extension()
            .is_some_and(|extension| extension == "yaml");
        is_policy.then(|| path.file_stem().unwrap().to_string_lossy().into_owned())
    });
    let names: Vec<_> = names.collect();
    assert_eq!(names.len(), 5);
    let code = code();
    assert!(code.len() > 100, "{}", code.len());
    for (path, text) in code {
        let text = text.to_lowercase();
        let words: BTreeSet<_> = text.split(|sign: char| !sign.is_alphanumeric()).collect();
        for name in &names {
            assert!(
                !words.contains(name.as_str()),
                "{name} in {}",
                path.display()
            );
        }
    }
}

#[test]
fn every_function_is_wired_in_a_short_main() {
    let mut mains = Vec::new();
    rust_files(&Path::new(ROOT).join("functions"), &mut mains);
    mains.retain(|path| path.ends_with("main.rs"));
    assert_eq!(mains.len(), 7);
    for path in mains {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 35, "{lines} lines in {}", path.display());
    }
}

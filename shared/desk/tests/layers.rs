//! Layers of the domain only look down: each folder imports those that stand above it in the list of
//! `src/lib.rs`, and each phase of the policy language those in the list of `src/policy/mod.rs`. Test modules
//! may look anywhere.
#![expect(
    clippy::unwrap_used,
    reason = "a source that cannot be read fails its test"
)]
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");

/// A folder whose parts have an order, and the file whose doc comment lists them: `//! 1. [`time`] …`.
struct Order {
    folder: &'static str,
    listed_in: &'static str,
}

const LAYERS: Order = Order {
    folder: "",
    listed_in: "lib.rs",
};

const PHASES: Order = Order {
    folder: "policy",
    listed_in: "mod.rs",
};

impl Order {
    /// The parts, the lowest layer first.
    fn parts(&self) -> Vec<String> {
        let text = read(&Path::new(SOURCES).join(self.folder).join(self.listed_in));
        let items = text.lines().filter_map(|line| {
            let (number, rest) = line.strip_prefix("//! ")?.split_once(". ")?;
            number.parse::<usize>().ok()?;
            // A public part is a link, a private one plain code.
            let name = rest.trim_start_matches('[').strip_prefix('`')?;
            Some(name.split_once('`')?.0.to_owned())
        });
        items.collect()
    }

    /// Every import of a part that stands later in the list.
    fn broken(&self) -> BTreeSet<String> {
        let parts = self.parts();
        let rank = |part: &str| parts.iter().position(|listed| listed == part);
        let depth = Path::new(self.folder).components().count();
        let mut broken = BTreeSet::new();
        for file in files(&Path::new(SOURCES).join(self.folder)) {
            let module = module_of(&file);
            let Some(part) = module.get(depth).filter(|part| *part != self.listed_in) else {
                continue;
            };
            let shown = file.strip_prefix(SOURCES).unwrap().display();
            let Some(own) = rank(part) else {
                broken.insert(format!(
                    "{shown}: `{part}` is missing in {}",
                    self.listed_in
                ));
                continue;
            };
            let own_folder = &module[..depth];
            for path in imports(&plain(&read(&file)), &module) {
                let Some(imported) = path.get(depth).filter(|_| path.starts_with(own_folder))
                else {
                    continue;
                };
                match rank(imported) {
                    Some(other) if other <= own => {}
                    Some(_) => {
                        broken.insert(format!(
                            "{shown}: `{part}` imports `{imported}`, which stands below it"
                        ));
                    }
                    None => {
                        broken.insert(format!(
                            "{shown}: `{imported}` is missing in {}",
                            self.listed_in
                        ));
                    }
                }
            }
        }
        broken
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// Every source below a folder that is not a test alone.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|end| end == "rs")
            && path.file_name().unwrap() != "lib.rs"
        {
            files.push(path);
        }
    }
    let is_test = |path: &PathBuf| {
        let module = module_of(path);
        (1..=module.len()).any(|length| is_test_module(&module[..length]))
    };
    files.retain(|path| !is_test(path));
    files.sort();
    files
}

/// The module that a file is: `policy/mod.rs` and `policy.rs` are both `policy`.
fn module_of(file: &Path) -> Vec<String> {
    let below = file.strip_prefix(SOURCES).unwrap().with_extension("");
    let parts = below
        .components()
        .map(|part| part.as_os_str().to_str().unwrap());
    let parts = parts.filter(|part| *part != "mod");
    parts.map(str::to_owned).collect()
}

/// Whether the parent declares the module with `#[cfg(test)]`.
fn is_test_module(module: &[String]) -> bool {
    let Some((name, parents)) = module.split_last() else {
        return false;
    };
    let folder = Path::new(SOURCES).join(parents.join("/"));
    let declared_in = [
        folder.join("mod.rs"),
        folder.with_extension("rs"),
        folder.join("lib.rs"),
    ];
    let text = declared_in
        .iter()
        .find(|path| path.exists())
        .map(|path| read(path));
    let text = text.unwrap_or_default();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().copied().unwrap_or_default();
        if line.trim() == "#[cfg(test)]" && next.ends_with(&format!("mod {name};")) {
            return true;
        }
    }
    false
}

/// The source without its comments and without what is compiled for tests alone.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        if code.starts_with("//") {
            continue;
        }
        if code != "#[cfg(test)]" {
            plain.push_str(line.split(" // ").next().unwrap_or_default());
            plain.push('\n');
            continue;
        }
        let indent = &line[..line.len() - code.len()];
        let end = format!("{indent}}}");
        let first = lines.next().unwrap_or_default();
        if !first.trim_end().ends_with([';', '}']) {
            lines.find(|line| line.starts_with(&end) || line.trim_end() == format!("{indent});"));
        }
    }
    plain
}

/// The modules of this crate that a source names, from the root: by `crate::` and by `super::`.
fn imports(code: &str, module: &[String]) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        found.extend(paths(&code[at + "crate::".len()..], &[]));
    }
    for (at, _) in code.match_indices("super::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c == ':' || c.is_alphanumeric()) {
            continue;
        }
        let mut rest = &code[at..];
        let mut base = module;
        while let Some(outer) = rest.strip_prefix("super::") {
            rest = outer;
            base = base.split_last().map_or(&[][..], |(_, parents)| parents);
        }
        found.extend(paths(rest, base));
    }
    found
}

/// The paths that begin here, below a module: `a::b`, or each of `{a::b, c}`.
fn paths(rest: &str, base: &[String]) -> Vec<Vec<String>> {
    if let Some(group) = rest.strip_prefix('{') {
        let mut depth = 0;
        let mut each = vec![String::new()];
        for c in group.chars() {
            match c {
                '}' if depth == 0 => break,
                ',' if depth == 0 => {
                    each.push(String::new());
                    continue;
                }
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            each.last_mut().unwrap().push(c);
        }
        return each
            .iter()
            .flat_map(|one| paths(one.trim(), base))
            .collect();
    }
    let mut path = base.to_vec();
    let mut rest = rest;
    loop {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        if name.is_empty() {
            break;
        }
        path.push(name.to_owned());
        match after.strip_prefix("::") {
            Some(group) if group.starts_with('{') => return paths(group, &path),
            Some(next) => rest = next,
            None => break,
        }
    }
    if path.len() == base.len() {
        Vec::new()
    } else {
        vec![path]
    }
}

#[test]
fn each_layer_of_the_domain_imports_only_those_above_it() {
    assert!(LAYERS.parts().len() > 5, "the list cannot be found");
    let broken = LAYERS.broken();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn each_phase_of_the_policy_language_imports_only_those_before_it() {
    assert!(PHASES.parts().len() > 5, "the list cannot be found");
    let broken = PHASES.broken();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn imports_are_found_in_groups_and_by_their_way_up_but_not_in_tests_and_comments() {
    let code = plain(
        "use crate::{mail::Letter, time::{Amount, Span}};\n// use crate::ticket::State;\n\
         use super::super::clock::due;\n#[cfg(test)]\nmod tests {\n    use crate::contract::page;\n}\n",
    );
    let module = ["policy", "lint", "unused"].map(str::to_owned);
    let found: Vec<_> = imports(&code, &module)
        .iter()
        .map(|path| path.join("::"))
        .collect();
    assert_eq!(
        found,
        [
            "mail::Letter",
            "policy::clock::due",
            "time::Amount",
            "time::Span"
        ]
    );
}

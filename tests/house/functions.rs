//! Lengths of functions outside tests, read off the shape that rustfmt gives them.
use crate::source::code;

/// Folders of the code, and of what tests are made with.
const FOLDERS: [&str; 7] = [
    "functions",
    "infra",
    "shared",
    "tests/fuzz/src",
    "tests/simulation/src",
    "tests/src",
    "tests/vectors/src",
];

/// Lines that no function may exceed.
const LONGEST: usize = 80;
/// Lines above which a function is long.
const LONG: usize = 70;
/// Long functions that there may be.
const MOST_LONG: usize = 5;

/// Every function of a formatted file: its name and its lines, from `fn` to the brace in the same column.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<_> = text.lines().collect();
    let mut found = Vec::new();
    for (first, line) in lines.iter().enumerate() {
        let Some(name) = declared(line) else { continue };
        let column = line.len() - line.trim_start().len();
        let ends = |later: &&str| later.len() > column && later.trim_end() == closing(column);
        // A declaration without a body, or with all of it on one line.
        let is_short = line.ends_with(';') || line.ends_with('}');
        let body = lines.iter().skip(first);
        let length = body.copied().take_while(|later| !ends(later)).count() + 1;
        found.push((name, if is_short { 1 } else { length }));
    }
    found
}

fn closing(column: usize) -> String {
    format!("{}}}", " ".repeat(column))
}

/// Name of the function that a line declares.
fn declared(line: &str) -> Option<String> {
    let (before, after) = line.trim_start().split_once("fn ")?;
    let mut words = before.split_whitespace();
    let is_declaration = words.all(|word| {
        matches!(word, "const" | "async" | "unsafe" | "extern")
            || word.starts_with("pub")
            || word.starts_with('"')
            || word.ends_with(')')
    });
    let name = after.chars();
    let name: String = name
        .take_while(|sign| sign.is_alphanumeric() || *sign == '_')
        .collect();
    (is_declaration && !name.is_empty()).then_some(name)
}

#[test]
fn a_function_fits_a_screen() {
    let mut long = Vec::new();
    let mut count = 0;
    for (path, text) in code(&FOLDERS) {
        for (name, lines) in functions(&text) {
            count += 1;
            if lines > LONG {
                long.push((lines, format!("{name} in {}", path.display())));
            }
        }
    }
    long.sort();
    assert!(count > 1_000, "{count} functions were read");
    assert!(long.len() <= MOST_LONG, "more than {LONG} lines: {long:#?}");
    let longest = long.last().map_or(0, |(lines, _)| *lines);
    assert!(longest <= LONGEST, "more than {LONGEST} lines: {long:#?}");
}

#[test]
fn a_function_is_as_long_as_from_its_name_to_its_brace() {
    let text = "impl A {\n    pub(crate) async fn long(\n        &self,\n    ) -> u8 {\n        if true {\n            1\n        } else {\n            2\n        }\n    }\n\n    fn short() {}\n}\n\nfn last() {\n    // A word about fn pointers.\n    let fn_name = 1;\n}\n";
    let read = functions(text);
    let expected = [("long", 9), ("short", 1), ("last", 4)];
    let expected = expected.map(|(name, lines)| (name.to_owned(), lines));
    assert_eq!(read, expected);
}

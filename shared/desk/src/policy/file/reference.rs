//! The reference of the manual: tables of the keys of each section, written between marks of the page.
use super::PolicyFile;
use super::grammar::{Grammar, KeyRule, Record};

const END: &str = "<!-- end of keys -->";

/// The page with its tables of keys written anew: after `<!-- keys of a metric -->` the keys of that section, after
/// `<!-- keys of a policy: desk, name -->` some of them, and after `<!-- keys of all other sections -->` those of the
/// sections that have no table of their own. Each table ends at `<!-- end of keys -->`.
#[must_use]
pub fn reference(page: &str) -> String {
    let mut records = Vec::new();
    PolicyFile::RECORD.gather(&mut records);
    let shown: Vec<&str> = page.lines().filter_map(marked).collect();
    let is_shown = |record: &Record| shown.iter().any(|mark| section_of(mark) == record.name);
    let mut lines = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        inside &= line != END;
        if !inside {
            lines.push(line.to_owned());
        }
        let Some(mark) = marked(line) else { continue };
        inside = true;
        if mark == "all other sections" {
            for record in records.iter().filter(|record| !is_shown(record)) {
                lines.extend([
                    String::new(),
                    format!("**{}**", heading(record.name)),
                    String::new(),
                ]);
                lines.extend(record.table(|_| true));
            }
            lines.push(String::new());
            continue;
        }
        let wanted = mark
            .split_once(": ")
            .map(|(_, keys)| keys.split(", ").collect::<Vec<_>>());
        let record = records
            .iter()
            .find(|record| record.name == section_of(mark));
        let is_wanted = |key: &str| wanted.as_ref().is_none_or(|wanted| wanted.contains(&key));
        match record {
            Some(record) => lines.extend(record.table(is_wanted)),
            None => lines.push(format!("No section is called `{mark}`.")),
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The words of a mark, if the line is one.
fn marked(line: &str) -> Option<&str> {
    line.strip_prefix("<!-- keys of ")?.strip_suffix(" -->")
}

fn section_of(mark: &str) -> &str {
    mark.split_once(": ").map_or(mark, |(section, _)| section)
}

fn heading(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

impl Record {
    fn table(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let named = self.rest.iter().map(|rest| (rest.name.to_owned(), rest));
        let keys = self.fields.iter().filter(|field| is_wanted(field.name));
        let keys = keys.map(|field| (format!("`{}`", field.name), field));
        let rows = named.filter(|_| is_wanted("")).chain(keys);
        let head = ["| key | default | |", "|---|---|---|"].map(str::to_owned);
        head.into_iter()
            .chain(rows.map(|(name, rule)| rule.row(&name)))
            .collect()
    }

    /// This record and those below it, each once, in the order in which they are met.
    fn gather<'r>(&'r self, records: &mut Vec<&'r Self>) {
        if records.iter().any(|known| known.name == self.name) {
            return;
        }
        records.push(self);
        for rule in self.fields.iter().chain(&self.rest) {
            rule.grammar.gather(records);
        }
    }
}

impl Grammar {
    fn gather<'r>(&'r self, records: &mut Vec<&'r Record>) {
        match self {
            Self::Text { .. } | Self::OneOf(_) | Self::Words | Self::Anything => {}
            Self::List(one) | Self::Many(one) | Self::Named(one) => one.gather(records),
            Self::Record(record) => record.gather(records),
            Self::Either(grammars) => grammars.iter().for_each(|one| one.gather(records)),
        }
    }
}

impl KeyRule {
    fn row(&self, name: &str) -> String {
        let default = if self.required {
            "required"
        } else {
            self.default
        };
        let default = if default.is_empty() {
            String::new()
        } else {
            format!(" {default}")
        };
        format!("| {name} |{default} | {} |", self.about.trim())
    }
}

//! Reasons for what looks like a mistake: `intended: "…"` in the mapping that a warning stands in.
use crate::policy::syntax::{At, Node, NodeKind};

/// The key of a reason.
pub(in crate::policy) const INTENDED: &str = "intended";
/// Sections whose mappings hold names of the author's and their texts.
const NAMES_ALONE: [&str; 6] = [
    "roles",
    "texts",
    "names",
    "terms",
    "contacts",
    "assumptions",
];

/// A reason why something that is warned of is meant as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intended {
    /// Where in the policy, in words: `metrics, resolution, targets, row 2`.
    pub path: String,
    /// The author's reason.
    pub reason: String,
    /// 1-based line in the policy file.
    pub line: u64,
    /// The key.
    pub(in crate::policy) at: At,
    /// The mapping in which it stands: its first place, and the first behind it.
    pub(in crate::policy) within: [At; 2],
}

impl Intended {
    /// Whether a place lies in the mapping. Findings about a whole line stand in its first column.
    pub(in crate::policy) fn covers(&self, at: At) -> bool {
        let [from, until] = self.within;
        (from <= at || (at.column == 1 && at.line == from.line)) && at < until
    }

    /// Whether both stand in rows of one list.
    pub(in crate::policy) fn is_beside(&self, other: &Self) -> bool {
        let list = |path: &str| {
            let place = path.rfind(", row ")?;
            let row = path.get(place + ", row ".len()..)?;
            let of_row = row.bytes().all(|byte| byte.is_ascii_digit());
            of_row.then(|| path.get(..place).map(str::to_owned))?
        };
        let own = list(&self.path);
        own.is_some() && own == list(&other.path)
    }
}

/// A place behind every other.
const END: At = At {
    line: u64::MAX,
    column: u64::MAX,
};

impl Node {
    /// Takes every reason out of the tree of a file: to all else they are no keys.
    pub(in crate::policy) fn take_reasons(&mut self) -> Vec<Intended> {
        let mut reasons = Vec::new();
        let NodeKind::Map(sections) = &mut self.kind else {
            return reasons;
        };
        let starts: Vec<At> = sections.iter().map(|(name, _)| name.at).collect();
        let ends = starts.into_iter().skip(1).chain(std::iter::once(END));
        for ((name, section), until) in sections.iter_mut().zip(ends) {
            if !NAMES_ALONE.contains(&name.text.as_str()) {
                let mut path = vec![name.text.clone()];
                section.take(&mut path, [name.at, until], &mut reasons);
            }
        }
        reasons
    }

    fn take(&mut self, path: &mut Vec<String>, within: [At; 2], reasons: &mut Vec<Intended>) {
        let [_, until] = within;
        match &mut self.kind {
            NodeKind::Null | NodeKind::Text { .. } => {}
            NodeKind::List(items) => {
                let starts: Vec<At> = items.iter().map(|item| item.at).collect();
                let ends = starts.into_iter().skip(1).chain(std::iter::once(until));
                for (place, (item, until)) in items.iter_mut().zip(ends).enumerate() {
                    path.push(format!("row {}", place + 1));
                    item.take(path, [item.at, until], reasons);
                    path.pop();
                }
            }
            NodeKind::Map(entries) => {
                let is_reason = |(name, value): &(super::Name, Self)| {
                    name.text == INTENDED && value.text().is_some()
                };
                for (name, value) in entries.iter().filter(|entry| is_reason(entry)) {
                    reasons.push(Intended {
                        path: path.join(", "),
                        reason: value.text().unwrap_or_default().to_owned(),
                        line: name.at.line,
                        at: name.at,
                        within,
                    });
                }
                let starts: Vec<At> = entries.iter().map(|(name, _)| name.at).collect();
                let ends = starts.into_iter().skip(1).chain(std::iter::once(until));
                for ((name, value), until) in entries.iter_mut().zip(ends) {
                    path.push(name.text.clone());
                    value.take(path, [name.at, until], reasons);
                    path.pop();
                }
                entries.retain(|entry| !is_reason(entry));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::syntax::{Findings, read};

    #[test]
    fn a_reason_covers_its_mapping_from_its_name_on_and_nothing_beside_it() {
        let text =
            "metrics:\n  a: { intended: so, targets: [{ intended: x, within: y }, z] }\n  b: c\n";
        let mut root = read(text, &mut Findings::default()).unwrap();
        let reasons = root.take_reasons();
        let [whole, row] = reasons.as_slice() else {
            panic!("{reasons:?}");
        };
        assert_eq!(
            (whole.path.as_str(), whole.reason.as_str()),
            ("metrics, a", "so")
        );
        assert_eq!(row.path, "metrics, a, targets, row 1");
        let at = |line, column| At { line, column };
        let covered = [at(1, 1), at(2, 1), at(2, 3), at(2, 60), at(3, 1), at(3, 3)]
            .map(|at| whole.covers(at));
        assert_eq!(covered, [false, true, true, true, true, false]);
        let of = |path: &str| Intended {
            path: path.to_owned(),
            ..Intended::default()
        };
        assert!(row.is_beside(&of("metrics, a, targets, row 12")));
        assert!(!row.is_beside(&of("metrics, b, targets, row 2")) && !whole.is_beside(whole));
        assert!(row.covers(at(2, 33)) && !row.covers(at(2, 62)));
        assert_eq!(
            root.get("metrics").unwrap().entries()[0].1.entries().len(),
            1
        );
    }
}

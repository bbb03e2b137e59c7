//! Compiles metrics: what starts and meets them, slots, commitments, and the defaults of what is not said.
use super::reader::{Reader, strings};
use crate::policy::file::SymbolKind;
use crate::policy::model::{
    Band, BusinessDay, Combine, Commitment, Link, Metric, Repeats, Roll, Slots,
};
use crate::policy::syntax::{At, Condition, Event, Name, Node, Trigger};
use crate::time::{Amount, Counting, Value, minute_of_day};

impl Reader<'_> {
    pub(super) fn metrics(&mut self) -> Vec<Metric> {
        let entries = self.entries("metrics");
        if let (Some(section), []) = (self.section("metrics"), entries) {
            self.found
                .error(section.at, "the policy promises nothing", "add a metric");
        }
        entries
            .iter()
            .map(|(name, node)| self.metric(name, node))
            .collect()
    }

    fn metric(&mut self, name: &Name, node: &Node) -> Metric {
        let slots = node.get("slots").and_then(|slots| self.slots(slots));
        let commitment = node.get("commitment").map(|bands| self.commitment(bands));
        let word = |key: &str| node.get(key).and_then(Node::text).unwrap_or_default();
        let starts = self.triggers_or(node.get("starts"), Event::Received);
        let repeats = match (word("repeats"), node.get("every")) {
            ("each_start", _) => Repeats::EachStart,
            ("after_met", _) => Repeats::AfterMet,
            ("never", _) => Repeats::Never,
            (_, Some(_)) => Repeats::AfterMet,
            (_, None) if starts.iter().all(|start| comes_again(&start.event)) => Repeats::EachStart,
            (_, None) => Repeats::Never,
        };
        let when = self.condition(node.get("when"));
        let ended_by = match node.get("ended_by") {
            Some(ends) => self.triggers(Some(ends)),
            None => usual_ends(repeats),
        };
        Metric {
            name: name.text.clone(),
            line: name.at.line,
            starts,
            counted_from: self.triggers(node.get("counted_from")).into_iter().next(),
            met_by: self.triggers_or(node.get("met_by"), Event::Resolved),
            ended_by,
            settle: node.get("settle").and_then(|settle| self.amount(settle)),
            pauses: self.names_of(SymbolKind::Status, node.get("pauses")),
            calendar: self
                .calendar_of(node.get("calendar"))
                .unwrap_or_else(|| self.usual_calendar(node)),
            business_day: self.business_day(node.get("business_day")),
            combine: match word("combine") {
                "strictest" => Combine::Strictest,
                _ => Combine::MostSpecific,
            },
            targets: self.targets(name, node, &when, (slots.is_some(), commitment.is_some())),
            when,
            overrides: self.rows(node.get("overrides"), &Condition::always()),
            slots,
            kept: self.kept(node.get("kept")),
            repeats,
            commitment,
            roll: match word("roll") {
                "next_opening" => Roll::NextOpening,
                _ => Roll::Never,
            },
            ladder: self.ladder_of(node.get("ladder")),
            internal: matches!(word("internal"), "true" | "yes"),
        }
    }

    fn business_day(&mut self, node: Option<&Node>) -> BusinessDay {
        let text = node.and_then(Node::text).unwrap_or("same_time");
        match text {
            "window" => return BusinessDay::Window,
            "same_time" => return BusinessDay::SameTime,
            "close" => return BusinessDay::Close,
            _ => {}
        }
        match Amount::parse(text).map(|amount| amount.value) {
            Ok(Value::Time(time)) if time.num_minutes() > 0 => {
                BusinessDay::Minutes(time.num_minutes())
            }
            Ok(_) | Err(_) => {
                let at = node.map_or_else(At::default, |node| node.at);
                let message = format!("`{text}` is not what a business day can be");
                let help = "write `window`, `same_time`, `close`, or hours such as `8 hours`";
                self.found.error(at, message, help);
                BusinessDay::SameTime
            }
        }
    }

    fn slots(&mut self, node: &Node) -> Option<Slots> {
        let mut at = Vec::new();
        for item in node.get("at").map_or(&[][..], Node::items) {
            match minute_of_day(item.text().unwrap_or_default()) {
                Ok(minute) => at.push(minute),
                Err(error) => self
                    .found
                    .error(item.at, error.to_string(), "write `09:00`"),
            }
        }
        at.sort_unstable();
        at.dedup();
        if let ([], Some(node)) = (at.as_slice(), node.get("at")) {
            self.found
                .error(node.at, "there is no slot", "write `[09:00, 16:00]`");
        }
        let grace = node.get("grace").and_then(|grace| self.amount(grace));
        let none = Amount::time(Counting::Elapsed, chrono::TimeDelta::zero());
        let calendar = self.name(SymbolKind::Calendar, node.get("calendar"))?;
        Some(Slots {
            at,
            calendar,
            grace: grace.unwrap_or(none),
        })
    }

    fn commitment(&mut self, node: &Node) -> Commitment {
        if node.entries().is_empty() {
            self.found.error(
                node.at,
                "there is no band to commit to",
                "write `simple: 2-6 hours`",
            );
        }
        let bands = node.entries();
        let bands = bands
            .iter()
            .filter_map(|(difficulty, band)| self.band(difficulty, band));
        Commitment {
            bands: bands.collect(),
        }
    }

    /// `2-6 elapsed hours`: both ends in the unit that follows.
    fn band(&mut self, difficulty: &Name, node: &Node) -> Option<Band> {
        let text = node.text()?;
        let help = "write `2-6 elapsed hours`";
        let ends = text.split_once('-').and_then(|(from, rest)| {
            let (to, unit) = rest.trim().split_once(' ')?;
            Some((format!("{} {unit}", from.trim()), format!("{to} {unit}")))
        });
        let ends = ends.map(|(from, to)| (Amount::parse(&from), Amount::parse(&to)));
        match ends {
            Some((Ok(from), Ok(to))) => {
                if from.as_minutes().is_none() || to.as_minutes().is_none() {
                    let message = format!(
                        "the band of `{}` is in days of unknown length",
                        difficulty.text
                    );
                    self.found.error(
                        node.at,
                        message,
                        "write hours, as in `72-336 elapsed hours`",
                    );
                }
                if size(from) > size(to) || size(to) == 0 {
                    let message = format!("the band of `{}` is empty", difficulty.text);
                    self.found
                        .error(node.at, message, "the smaller end comes first");
                }
                Some(Band {
                    difficulty: difficulty.text.clone(),
                    from,
                    to,
                })
            }
            Some((Err(error), _) | (_, Err(error))) => {
                self.found.error(node.at, error.to_string(), help);
                None
            }
            None => {
                self.found
                    .error(node.at, format!("`{text}` is not a band"), help);
                None
            }
        }
    }

    /// The ladder a metric names, or the usual one.
    fn ladder_of(&mut self, node: Option<&Node>) -> Option<String> {
        if let Some(node) = node {
            return match node.text() {
                Some("none") => None,
                Some(_) | None => self.name(SymbolKind::Ladder, Some(node)),
            };
        }
        let ladders = self.names.of(SymbolKind::Ladder);
        let usual = ["standard", "default"];
        let usual = usual
            .iter()
            .find(|name| self.names.has(SymbolKind::Ladder, name));
        match (usual, ladders) {
            (Some(name), _) => Some((*name).to_owned()),
            (None, [only]) => Some(only.clone()),
            (None, _) => None,
        }
    }

    /// Links shown before and after the form.
    pub(super) fn links(&mut self) -> Vec<Link> {
        let mut links = Vec::new();
        for item in self.section("links").map_or(&[][..], Node::items) {
            if let (Some(label), [url]) = (item.get("label"), strings(item.get("url")).as_slice()) {
                links.push(Link {
                    label: self.words(label),
                    url: url.clone(),
                });
            }
        }
        links
    }
}

/// What ends a metric that does not say: the ticket's closing, and where it comes again and again its resolution.
fn usual_ends(repeats: Repeats) -> Vec<Trigger> {
    let events = match repeats {
        Repeats::Never => vec![Event::Closed],
        Repeats::AfterMet | Repeats::EachStart => vec![Event::Closed, Event::Resolved],
    };
    let trigger = |event| Trigger {
        event,
        when: Condition::always(),
        who: None,
    };
    events.into_iter().map(trigger).collect()
}

/// Events of a requester that come again and again, each time owed an answer.
fn comes_again(event: &Event) -> bool {
    matches!(event, Event::RequesterReplied | Event::Contacted)
}

/// The size of an amount, to compare two of the same unit.
fn size(amount: Amount) -> i64 {
    match amount.value {
        Value::Time(time) => time.num_milliseconds(),
        Value::Days(days) => i64::from(days) * 86_400_000,
    }
}

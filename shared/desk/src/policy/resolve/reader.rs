//! Reads single values of a policy file, reporting each that cannot be read.
use crate::policy::model::Words;
use crate::policy::syntax::{At, Findings, Node, Origin, Suggestion};
use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::names::{Names, Silence};
use super::near::near_amount;
use crate::mail_address::MailAddress;
use crate::policy::file::{
    Count, Kind, Many, NameOf, PolicyFile, Scalar, SymbolKind, Text, Wording,
};
use crate::time::Amount;

/// The file, the names it declares, and what is wrong with it so far.
pub(in crate::policy) struct Reader<'a> {
    pub(in crate::policy) root: &'a Node,
    /// The same by section and key.
    pub(super) file: &'a PolicyFile<'a>,
    pub(in crate::policy) names: Names,
    pub(in crate::policy) found: Findings,
    /// The purpose of the condition being read.
    pub(super) purpose: Purpose,
    /// The way the text came.
    pub(super) origin: Origin,
    /// Kinds of names of which one was missed, and no section declares any.
    missed: Vec<SymbolKind>,
    /// Somebody names the calendar `24x7`, which need not be declared.
    pub(in crate::policy) around_the_clock: bool,
    /// A condition asks for the lists of holidays.
    pub(super) holidays: ListsOfHolidays,
}

/// Whether lists of holidays are asked for by themselves, and not only closed by calendars.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ListsOfHolidays {
    ForCalendars,
    AskedFor,
}

/// The purpose of a condition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Select,
    /// An `unless`: one that never holds excepts nothing, and harms nobody.
    Except,
}

impl<'a> Reader<'a> {
    pub(in crate::policy) fn new(
        file: &'a PolicyFile<'a>,
        found: Findings,
        origin: Origin,
    ) -> Self {
        Self {
            root: file.node,
            file,
            names: Names::gather(file),
            found,
            purpose: Purpose::Select,
            origin,
            missed: Vec::new(),
            around_the_clock: false,
            holidays: ListsOfHolidays::ForCalendars,
        }
    }

    /// Whether the name is declared; otherwise a finding.
    pub(super) fn known(&mut self, kind: SymbolKind, name: &str, at: At) -> bool {
        let known = self.names.has(kind, name);
        if !known && self.is_news(kind) {
            let declared = self.names.of(kind);
            if kind == SymbolKind::Calendar && declared.len() == 1 {
                let help = format!(
                    "write `calendars: {{ {name}: {{ mon-fri: 09:00-17:00 }} }}`, with your hours"
                );
                self.found
                    .error(at, format!("there is no calendar `{name}`"), help);
            } else {
                self.found.unknown(at, kind.what(), name, declared);
            }
        }
        self.around_the_clock |= kind == SymbolKind::Calendar && name == "24x7";
        known
    }

    /// Whether a name of a kind that is not declared is a mistake of its own: where the section of such names is
    /// missing or unreadable, that is one mistake, however many of its names are used.
    pub(super) fn is_news(&mut self, kind: SymbolKind) -> bool {
        match self.names.silence(kind) {
            None => true,
            Some(Silence::Told) => false,
            Some(Silence::Missing) => {
                let first = !self.missed.contains(&kind);
                self.missed.push(kind);
                first
            }
        }
    }

    /// Whether something on a path is told already, so that it is no news that the path leads nowhere.
    pub(super) fn is_told(&self, path: &str) -> bool {
        let mut node = self.root;
        for part in path.split('.') {
            let item = part.parse().ok().filter(|_| node.is_list());
            let next = item.map_or_else(|| node.get(part), |at: usize| node.items().get(at));
            let Some(next) = next else {
                let mut keys = PolicyFile::RECORD.fields.iter();
                return std::ptr::eq(node, self.root)
                    && keys.any(|key| key.required && key.name == part);
            };
            if self.found.has_error_at(next.at) {
                return true;
            }
            node = next;
        }
        false
    }

    /// A declared name.
    pub(super) fn name<K: Kind>(&mut self, name: Option<NameOf<'_, K>>) -> Option<String> {
        let name = name?;
        let known = self.known(K::KIND, name.text, name.at());
        known.then(|| name.text.to_owned())
    }

    /// Those of a list that are declared.
    pub(super) fn names_of<K: Kind>(
        &mut self,
        names: Option<&Many<'_, NameOf<'_, K>>>,
    ) -> Vec<String> {
        let names = names.into_iter().flatten();
        names.filter_map(|name| self.name(Some(*name))).collect()
    }

    /// Words per locale; a plain text is in the first locale.
    pub(super) fn words(&mut self, Wording(node): Wording<'_>) -> Words {
        if let Some(text) = node.text() {
            return self.in_first_locale(text);
        }
        let mut words = BTreeMap::new();
        for (locale, text) in node.entries() {
            // What is no text is told of already.
            if let Some(text) = text.text()
                && self.known(SymbolKind::Locale, &locale.text, locale.at)
            {
                words.insert(locale.text.clone(), text.to_owned());
            }
        }
        words
    }

    /// The words, or the id itself in the first locale.
    pub(super) fn words_or(&mut self, words: Option<Wording<'_>>, id: &str) -> Words {
        match words {
            Some(words) => self.words(words),
            None => self.in_first_locale(id),
        }
    }

    /// A text alone is in the first of `locales`.
    pub(super) fn in_first_locale(&self, text: &str) -> Words {
        let first = self.names.of(SymbolKind::Locale).first().cloned();
        BTreeMap::from([(first.unwrap_or_default(), text.to_owned())])
    }

    pub(super) fn amount<M>(&mut self, amount: Scalar<'_, M>) -> Option<Amount> {
        match Amount::parse(amount.text) {
            Ok(amount) => Some(amount),
            Err(error) => {
                let help = near_amount(amount.text).unwrap_or_else(|| {
                    "as in `15 elapsed minutes`, `4 business hours`, `2 business days`".to_owned()
                });
                self.found.error(amount.at(), error.to_string(), help);
                None
            }
        }
    }

    pub(super) fn number<N: std::str::FromStr>(&mut self, count: Option<Count<'_>>) -> Option<N> {
        let count = count?;
        let number = count.text.parse().ok();
        if number.is_none() {
            let message = format!("`{}` is not a whole number", count.text);
            self.found.error(count.at(), message, "write `2`");
        }
        number
    }

    pub(super) fn date(&mut self, date: Text<'_>) -> Option<NaiveDate> {
        let (at, text) = (date.at(), date.text);
        let date = text.parse().ok();
        if date.is_none() {
            let message = format!("`{text}` is not a date");
            self.found.error(at, message, "write `2026-12-24`");
        }
        date
    }

    pub(super) fn zone<M>(&mut self, zone: Scalar<'_, M>) -> Option<Tz> {
        let (at, text) = (zone.at(), zone.text);
        let zone = text.parse().ok();
        if zone.is_none() {
            let near = near_zone(text);
            let message = format!("there is no time zone `{text}`");
            self.found.error(at, message, near);
        }
        zone
    }

    pub(super) fn address<M>(&mut self, address: Scalar<'_, M>) -> String {
        let text = address.text;
        if self.origin == Origin::Draft && MailAddress::check(text).is_err() {
            let message = format!("`{text}` is not a mail address");
            let help = "write `support@acme.example.com`";
            self.found.error(address.at(), message, help);
        }
        text.to_owned()
    }
}

/// The texts of a list.
pub(super) fn strings<M>(texts: Option<&Many<'_, Scalar<'_, M>>>) -> Vec<String> {
    let texts = texts.into_iter().flatten();
    texts.map(|text| text.text.to_owned()).collect()
}

/// The text of a scalar, or nothing.
pub(super) fn string<M>(text: Option<Scalar<'_, M>>) -> String {
    text.map(|text| text.text.to_owned()).unwrap_or_default()
}

/// Letters by which people call a zone, and one that they may mean.
const LETTERS: [(&str, &str); 14] = [
    ("PST", "America/Los_Angeles"),
    ("PDT", "America/Los_Angeles"),
    ("MDT", "America/Denver"),
    ("CST", "America/Chicago"),
    ("CDT", "America/Chicago"),
    ("EDT", "America/New_York"),
    ("BST", "Europe/London"),
    ("CEST", "Europe/Paris"),
    ("EEST", "Europe/Athens"),
    ("GST", "Asia/Dubai"),
    ("IST", "Asia/Kolkata"),
    ("SGT", "Asia/Singapore"),
    ("JST", "Asia/Tokyo"),
    ("AEST", "Australia/Sydney"),
];

/// The zone that was probably meant: of those letters, or of that city.
fn near_zone(text: &str) -> String {
    if let Some((_, zone)) = LETTERS.iter().find(|(letters, _)| *letters == text) {
        return format!("write a city's zone, as in `{zone}`");
    }
    let zones = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let known: Vec<_> = zones.filter(|zone| zone.contains('/')).collect();
    let city = text.replace(' ', "_");
    let of_city = known
        .iter()
        .find(|zone| zone.rsplit('/').next() == Some(city.as_str()));
    if let Some(zone) = of_city {
        return format!("did you mean `{zone}`?");
    }
    Suggestion::of(text, &known).or("as in `Europe/Brussels`")
}

//! Values that may be anything, and are a slip of the pen: channels, languages, addresses of pages, zones, words, shares.
use super::draft::{Draft, written_rows};
use crate::policy::model::CHANNELS;
use crate::policy::syntax::{Findings, Node, Sense, Suggestion};
use crate::time::Amount;

/// Other words for channels that are known.
const CALLED: [(&str, &str); 9] = [
    ("mail", "email"),
    ("e-mail", "email"),
    ("e_mail", "email"),
    ("telephone", "phone"),
    ("tel", "phone"),
    ("call", "phone"),
    ("calls", "phone"),
    ("live_chat", "chat"),
    ("web", "portal"),
];
/// Zones that have one offset for all of the year, by the city whose clocks change.
const WITHOUT_SUMMER: [(&str, &str); 3] = [
    ("EST", "America/New_York"),
    ("MST", "America/Denver"),
    ("HST", "Pacific/Honolulu"),
];
/// Languages by their English and own names.
const LANGUAGES: [(&str, &str); 12] = [
    ("english", "en"),
    ("dutch", "nl"),
    ("nederlands", "nl"),
    ("french", "fr"),
    ("francais", "fr"),
    ("français", "fr"),
    ("german", "de"),
    ("deutsch", "de"),
    ("italian", "it"),
    ("italiano", "it"),
    ("spanish", "es"),
    ("español", "es"),
];
/// Words before a time that is promised.
const WITHIN: [&str; 6] = ["within", "in", "binnen", "sous", "innerhalb von", "entro"];
/// Words that say that there is nothing.
const NOTHING: [&str; 9] = [
    "",
    "none",
    "n/a",
    "na",
    "-",
    "–",
    "nothing",
    "not covered",
    "not applicable",
];

/// Warns of each.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    channels(draft, found);
    for locale in draft.items(&["locales"]) {
        language(locale, found);
    }
    for link in draft.items(&["links"]) {
        if let Some(url) = link.get("url") {
            address(url, found);
        }
    }
    zones(draft, found);
    for (_, node, _) in draft.metrics() {
        for row in written_rows(node) {
            promise_in_words(row, found);
        }
        shares(node.get("kept"), found);
    }
}

fn channels(draft: Draft<'_>, found: &mut Findings) {
    let sold = ["plans", "add_ons"].into_iter();
    let sold = sold.flat_map(|section| draft.entries(&[section]));
    let sold = sold.flat_map(|(_, node)| node.get("channels").map_or(&[][..], Node::items));
    for node in draft.items(&["channels"]).iter().chain(sold) {
        let text = node.text().unwrap_or_default();
        let plain = text.to_lowercase();
        let called = CALLED.iter().find(|(other, _)| *other == plain);
        let meant = match called {
            _ if CHANNELS.contains(&text) => continue,
            Some((_, known)) => format!("did you mean `{known}`?"),
            None => match Suggestion::of(&plain, &CHANNELS) {
                near @ Suggestion::Meant(_) => near.to_string(),
                Suggestion::OneOf(_) | Suggestion::NoneDeclared => continue,
            },
        };
        let message = format!("`{text}` would be a channel of your own");
        found.sense(Sense::NearChannel, node.at, message, meant);
    }
}

fn language(node: &Node, found: &mut Findings) {
    let text = node.text().unwrap_or_default();
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let is_tag = (2..=3).contains(&language.len())
        && language.bytes().all(|sign| sign.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|sign| sign.is_ascii_alphanumeric())
        });
    if is_tag {
        return;
    }
    let plain = text.to_lowercase();
    let named = LANGUAGES.iter().find(|(name, _)| *name == plain);
    // What people call the United Kingdom has another code.
    let tag = text.replace('_', "-").replace("-UK", "-GB");
    let help = match named {
        Some((_, tag)) => format!("write `{tag}`"),
        None if text.contains('_') => format!("write `{tag}`"),
        None => "write the tag of a language, as in `en`".to_owned(),
    };
    let message = format!("`{text}` is no tag of a language");
    found.sense(Sense::OddLocale, node.at, message, help);
}

fn address(node: &Node, found: &mut Findings) {
    let text = node.text().unwrap_or_default();
    let begins = ["https://", "http://", "mailto:", "tel:"];
    if begins.iter().any(|begin| text.starts_with(begin)) {
        return;
    }
    let help = match (
        text.contains('@'),
        text.contains('.') && !text.contains(' '),
    ) {
        (true, _) => format!("write `mailto:{text}`"),
        (false, true) => format!("write `https://{text}`"),
        (false, false) => {
            "write the address of a page, as in `https://example.com/help`".to_owned()
        }
    };
    let message = format!("`{text}` is no address that a reader can open");
    found.sense(Sense::OddLink, node.at, message, help);
}

fn zones(draft: Draft<'_>, found: &mut Findings) {
    let calendars = draft.entries(&["calendars"]).iter();
    let calendars = calendars.filter_map(|(_, node)| node.get("zone"));
    for node in draft.at(&["zone"]).into_iter().chain(calendars) {
        let text = node.text().unwrap_or_default();
        if let Some((_, city)) = WITHOUT_SUMMER.iter().find(|(zone, _)| *zone == text) {
            let message = format!("the clocks of `{text}` stay the same all year");
            let help = format!("write `{city}`, whose clocks people there read");
            found.sense(Sense::OddZone, node.at, message, help);
        }
    }
}

/// Words that name a time which no clock counts, or that promise nothing.
fn promise_in_words(row: &Node, found: &mut Findings) {
    let Some(words) = row.get("words") else {
        return;
    };
    let own = words.text().map(|_| words);
    let each = words.entries().iter().map(|(_, text)| text).chain(own);
    for node in each {
        let text = node.text().unwrap_or_default().trim().to_lowercase();
        if NOTHING.contains(&text.as_str()) {
            let message = "these words promise nothing, and say so to nobody";
            found.sense(
                Sense::TimeInWords,
                node.at,
                message,
                "write `within: none` in their place",
            );
            return;
        }
        let bare = WITHIN.iter().find_map(|within| text.strip_prefix(within));
        let bare = bare.unwrap_or(&text).trim();
        if row.get("internal").is_none() && Amount::parse(bare).is_ok() {
            let message = "these words name a time that no clock counts";
            let help = format!("write `within: {bare}` in their place");
            found.sense(Sense::TimeInWords, node.at, message, help);
            return;
        }
    }
}

/// Shares of less than one ticket in fifty, which are fractions of one that lack their factor.
fn shares(written: Option<&Node>, found: &mut Findings) {
    let Some(written) = written else { return };
    let one = written.text().map(|_| written);
    let rows = written.items().iter().filter_map(|row| row.get("share"));
    for node in one.into_iter().chain(rows) {
        let share = node.text().and_then(|text| text.split_once('%'));
        let number = share.and_then(|(number, _)| number.trim().parse::<f64>().ok());
        if let Some(number) = number.filter(|number| *number < 2.0) {
            let message = format!("`{number}%` of the tickets is next to none");
            let help = "write the share in percent, as in `95% per month`";
            found.sense(Sense::TinyShare, node.at, message, help);
        }
    }
}

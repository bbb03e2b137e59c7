//! Text of a requester, indexed so that every phrase finds itself.
use crate::classify::denial;
use crate::policy::{Break, Form, GAP, Phrase, Slot, Word, words};

/// The words of a subject and a body, without what was quoted.
#[derive(Debug)]
pub(super) struct Text {
    words: Vec<Placed>,
    /// Places of the words in the order of their letters, then of the text.
    by_letters: Vec<usize>,
}

#[derive(Debug)]
struct Placed {
    letters: String,
    sentence: usize,
    clause: usize,
}

/// A phrase that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// The policy's own words, not the requester's: traces outlive what a person wrote.
    Plainly(String),
    /// Said, and denied in the same breath by that word.
    Denied { words: String, by: String },
}

impl Text {
    pub(super) fn of(subject: &str, body: &str) -> Self {
        let written = body.lines().filter(|line| !line.starts_with('>'));
        let body = written.collect::<Vec<_>>().join("\n");
        let (mut sentence, mut clause) = (0, 0);
        let place = |Word { letters, before }: Word| {
            if before == Break::Sentence {
                sentence += 1;
            }
            if before > Break::None || denial::turns(&letters) {
                clause += 1;
            }
            Placed {
                letters,
                sentence,
                clause,
            }
        };
        let words: Vec<_> = words(&format!("{subject}\n\n{body}")).map(place).collect();
        let mut by_letters: Vec<_> = (0..words.len()).collect();
        by_letters.sort_by_key(|place| (words.get(*place).map(|it| it.letters.as_str()), *place));
        Self { words, by_letters }
    }

    /// Whether one of the phrases is said; the first that is not denied, otherwise the first.
    pub(super) fn says(&self, locale: &str, phrases: &[Phrase]) -> Option<Said> {
        let mut denied = None;
        for phrase in phrases {
            match self.find(locale, phrase) {
                Some(said @ Said::Plainly(_)) => return Some(said),
                Some(said @ Said::Denied { .. }) => denied = denied.or(Some(said)),
                None => {}
            }
        }
        denied
    }

    fn find(&self, locale: &str, phrase: &Phrase) -> Option<Said> {
        let (first, rest) = phrase.slots.split_first()?;
        let mut starts: Vec<_> = first
            .forms
            .iter()
            .flat_map(|it| self.places(it).iter().copied())
            .collect();
        starts.sort_unstable();
        let mut denied = None;
        for start in starts {
            let mut places = vec![start];
            if !self.follows(rest, &mut places) {
                continue;
            }
            let words = self.shown(phrase, &places);
            match self.denied(locale, &places) {
                Some(by) => denied = denied.or(Some(Said::Denied { words, by })),
                None => return Some(Said::Plainly(words)),
            }
        }
        denied
    }

    fn letters(&self, place: usize) -> &str {
        self.words.get(place).map_or("", |word| &word.letters)
    }

    /// The places of a first word: a range of the sorted places.
    fn places(&self, form: &Form) -> &[usize] {
        let sorted = &self.by_letters;
        let from = sorted.partition_point(|place| self.letters(*place) < form.letters.as_str());
        let rest = sorted.get(from..).unwrap_or_default();
        let many = rest.partition_point(|place| form.fits(self.letters(*place)));
        rest.get(..many).unwrap_or_default()
    }

    /// Whether the other words follow within the sentence; pushes where.
    fn follows(&self, slots: &[Slot], places: &mut Vec<usize>) -> bool {
        let (Some((slot, rest)), Some(last)) = (slots.split_first(), places.last().copied()) else {
            return true;
        };
        let reach = if slot.after_gap { GAP } else { 0 };
        for place in last + 1..=last + 1 + reach {
            let same = |word: &Placed| {
                self.words.get(last).map(|last| last.sentence) == Some(word.sentence)
                    && slot.forms.iter().any(|form| form.fits(&word.letters))
            };
            if self.words.get(place).is_some_and(same) {
                places.push(place);
                if self.follows(rest, places) {
                    return true;
                }
                places.pop();
            }
        }
        false
    }

    /// The word before the phrase, in its clause, or in a gap of it, that turns it round.
    fn denied(&self, locale: &str, places: &[usize]) -> Option<String> {
        let (first, last) = (*places.first()?, *places.last()?);
        let clause = self.words.get(first)?.clause;
        let before = (first.saturating_sub(denial::REACH)..first)
            .filter(|place| self.words.get(*place).map(|word| word.clause) == Some(clause));
        let within = (first..last).filter(|place| !places.contains(place));
        let mut around = before.chain(within);
        around
            .find(|place| denial::denies(locale, self.letters(*place), self.letters(place + 1)))
            .map(|place| self.letters(place).to_owned())
    }

    fn shown(&self, phrase: &Phrase, places: &[usize]) -> String {
        let mut shown = String::new();
        for (slot, place) in phrase.slots.iter().zip(places) {
            let gap = if slot.after_gap { " …" } else { "" };
            let word = self.letters(*place);
            let form = slot.forms.iter().find(|form| form.fits(word));
            let space = if shown.is_empty() { "" } else { " " };
            let form = form.map(Form::to_string).unwrap_or_default();
            shown.push_str(&format!("{gap}{space}{form}"));
        }
        shown
    }
}

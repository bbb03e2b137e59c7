//! Every place where a function can stop: before and after each call that it makes.
//!
//! A function waits for nothing but its calls, so these are also all the places at which its future can be
//! dropped. What dies with a read has done nothing yet, whichever side of the read it is on.
use std::collections::BTreeMap;

use crate::story::Story;
use crate::weather::{Fault, Kind, Source};

/// A stop: the number of the call, and on which side of it.
pub type Stop = (u64, Fault);

/// All stops of a story whose calls are these.
#[must_use]
pub fn stops(calls: &[Kind]) -> Vec<Stop> {
    let mut stops = Vec::new();
    for (call, kind) in (0..).zip(calls) {
        stops.push((call, Fault::DiesBefore));
        match kind {
            Kind::Write | Kind::Transaction | Kind::Mail => stops.push((call, Fault::DiesAfter)),
            Kind::Read | Kind::ConsistentRead => {}
        }
    }
    stops
}

/// The story in which a function dies at each of these stops.
#[must_use]
pub fn stopped(story: &Story, at: impl IntoIterator<Item = Stop>) -> Story {
    Story {
        weather: Source::Listed(at.into_iter().collect::<BTreeMap<_, _>>()),
        ..story.clone()
    }
}

/// Ordered pairs of stops, every `stride`-th of them.
pub fn pairs(stops: &[Stop], stride: usize) -> impl Iterator<Item = [Stop; 2]> {
    let all = stops.iter().enumerate().flat_map(|(place, first)| {
        let later = stops.iter().skip(place + 1);
        later.map(|second| [*first, *second])
    });
    all.step_by(stride.max(1))
}

//! Half-open stretches of the instant line, and the small algebra everything else is built on.
use chrono::TimeDelta;

use super::Instant;

/// The instants from `start` up to, and not including, `end`. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Segment {
    /// The first instant inside.
    pub start: Instant,
    /// The first instant after.
    pub end: Instant,
}

impl Segment {
    /// A segment, or nothing when `end` is not after `start`.
    #[must_use]
    pub fn new(start: Instant, end: Instant) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// Whether `at` lies inside; `end` does not.
    #[must_use]
    pub fn contains(&self, at: Instant) -> bool {
        self.start <= at && at < self.end
    }

    /// The stretch that both segments cover, if any.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// The elapsed time inside. Always positive.
    #[must_use]
    pub fn duration(&self) -> TimeDelta {
        self.end - self.start
    }
}

/// Segments in order of time, none touching or overlapping another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segments(Vec<Segment>);

impl Segments {
    /// No segment at all.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Sorts, and joins those that touch or overlap.
    ///
    /// ```
    /// use desk::time::{Segment, Segments};
    /// let at = |hour: u32| format!("2026-11-23T{hour:02}:00:00Z").parse().unwrap();
    /// let segment = |from, to| Segment::new(at(from), at(to)).unwrap();
    /// let joined = Segments::from_unsorted([segment(13, 17), segment(9, 12), segment(12, 13)]);
    /// assert_eq!(joined.iter().collect::<Vec<_>>(), [&segment(9, 17)]);
    /// ```
    #[must_use]
    pub fn from_unsorted(segments: impl IntoIterator<Item = Segment>) -> Self {
        let mut all: Vec<Segment> = segments.into_iter().collect();
        all.sort_unstable_by_key(|segment| segment.start);
        let mut joined = Self::empty();
        for segment in all {
            joined.push(segment);
        }
        joined
    }

    /// Appends a segment that starts no earlier than the last one, and joins the two if they touch.
    pub(super) fn push(&mut self, segment: Segment) {
        match self.0.last_mut() {
            Some(last) if segment.start <= last.end => last.end = last.end.max(segment.end),
            _ => self.0.push(segment),
        }
    }

    /// The segments in order of time.
    pub fn iter(&self) -> std::slice::Iter<'_, Segment> {
        self.0.iter()
    }

    /// The segments as a slice, in order of time.
    #[must_use]
    pub fn as_slice(&self) -> &[Segment] {
        &self.0
    }

    /// How many segments there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The elapsed time inside all segments together.
    #[must_use]
    pub fn total(&self) -> TimeDelta {
        self.iter().map(Segment::duration).sum()
    }

    /// Whether `at` lies inside one of the segments.
    #[must_use]
    pub fn contains(&self, at: Instant) -> bool {
        let next = self.0.partition_point(|segment| segment.end <= at);
        self.0.get(next).is_some_and(|segment| segment.contains(at))
    }

    /// The time that either list covers.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::from_unsorted(self.iter().chain(other.iter()).copied())
    }

    /// The time that both lists cover.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let (mut mine, mut theirs) = (self.iter().peekable(), other.iter().peekable());
        let mut common = Self::empty();
        while let (Some(a), Some(b)) = (mine.peek(), theirs.peek()) {
            if let Some(both) = a.intersection(b) {
                common.push(both);
            }
            if a.end <= b.end {
                mine.next();
            } else {
                theirs.next();
            }
        }
        common
    }

    /// The time that this list covers and `other` does not.
    #[must_use]
    pub fn subtract(&self, other: &Self) -> Self {
        let mut rest = Self::empty();
        for segment in self.iter() {
            let mut start = segment.start;
            let first = other.0.partition_point(|hole| hole.end <= start);
            for hole in other.0.iter().skip(first) {
                if hole.start >= segment.end {
                    break;
                }
                if let Some(left) = Segment::new(start, hole.start) {
                    rest.push(left);
                }
                start = start.max(hole.end);
            }
            if let Some(left) = Segment::new(start, segment.end) {
                rest.push(left);
            }
        }
        rest
    }
}

impl<'a> IntoIterator for &'a Segments {
    type Item = &'a Segment;
    type IntoIter = std::slice::Iter<'a, Segment>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<Segment> for Segments {
    fn from_iter<I: IntoIterator<Item = Segment>>(segments: I) -> Self {
        Self::from_unsorted(segments)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(minute: i64) -> Instant {
        Instant::from_timestamp_millis(minute * 60_000).unwrap()
    }

    fn list(pairs: &[(i64, i64)]) -> Segments {
        pairs
            .iter()
            .filter_map(|(start, end)| Segment::new(at(*start), at(*end)))
            .collect()
    }

    #[test]
    fn a_segment_is_half_open_and_never_empty() {
        let segment = Segment::new(at(10), at(20)).unwrap();
        for (minute, inside) in [(9, false), (10, true), (19, true), (20, false)] {
            assert_eq!(segment.contains(at(minute)), inside, "minute {minute}");
        }
        assert_eq!(Segment::new(at(10), at(10)), None);
        assert_eq!(Segment::new(at(11), at(10)), None);
    }

    #[test]
    fn touching_segments_become_one() {
        assert_eq!(list(&[(5, 9), (1, 3), (3, 5)]), list(&[(1, 9)]));
    }

    #[test]
    fn subtraction_cuts_at_both_ends_and_in_the_middle() {
        let all = list(&[(0, 10), (20, 30)]);
        assert_eq!(
            all.subtract(&list(&[(0, 2), (4, 5), (8, 22), (30, 40)])),
            list(&[(2, 4), (5, 8), (22, 30)])
        );
        assert_eq!(all.subtract(&Segments::empty()), all);
        assert!(all.subtract(&all).is_empty());
    }

    fn any_list() -> impl Strategy<Value = Segments> {
        prop::collection::vec((0_i64..200, 0_i64..40), 0..8).prop_map(|pairs| {
            let pairs: Vec<_> = pairs
                .iter()
                .map(|(start, len)| (*start, start + len))
                .collect();
            list(&pairs)
        })
    }

    proptest! {
        #[test]
        fn the_algebra_agrees_with_membership(a in any_list(), b in any_list(), minute in 0_i64..250) {
            let at = at(minute);
            prop_assert_eq!(a.union(&b).contains(at), a.contains(at) || b.contains(at));
            prop_assert_eq!(a.intersection(&b).contains(at), a.contains(at) && b.contains(at));
            prop_assert_eq!(a.subtract(&b).contains(at), a.contains(at) && !b.contains(at));
            prop_assert_eq!(
                a.intersection(&b).total() + a.subtract(&b).total(),
                a.total()
            );
        }
    }
}

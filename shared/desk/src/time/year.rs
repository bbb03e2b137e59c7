//! One UTC year of a calendar, compiled: its open segments with running sums, and its offsets.
//! All numbers are milliseconds since the epoch, or of duration.
use chrono::{NaiveDate, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::dates::DateRules;
use super::{Instant, Segment, Segments};

pub(super) const DAY_MS: i64 = 86_400_000;
const MINUTE_MS: i64 = 60_000;

/// A stretch of the year during which the zone's offset does not change.
#[derive(Debug, Clone, Copy)]
pub(super) struct Range {
    pub(super) from: i64,
    pub(super) to: i64,
    /// The offset added to UTC to get local time.
    pub(super) offset: i64,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) start: i64,
    pub(super) end: i64,
    /// The open time of this year before `start`.
    before: i64,
}

#[derive(Debug, Clone)]
pub(super) struct Year {
    pub(super) ranges: Box<[Range]>,
    pub(super) spans: Box<[Open]>,
    pub(super) total: i64,
    /// By the instants at which spans start, a mark each UTC day.
    starts: Marks,
    /// By the open time before each span, about a mark each span.
    passed: Marks,
}

impl Year {
    pub(super) fn compile(year: i32, zone: Tz, rules: &DateRules, breaks: &Segments) -> Self {
        let ranges = offset_ranges(zone, year_start(year), year_start(year + 1));
        let mut open = Segments::empty();
        for range in &ranges {
            let first = (range.from + range.offset).div_euclid(DAY_MS);
            let last = (range.to + range.offset - 1).div_euclid(DAY_MS);
            for day in first..=last {
                if let Some(date) = date_of(day) {
                    push_open(&mut open, *range, date, &rules.open_on(date));
                }
            }
        }
        let open = if breaks.is_empty() {
            open
        } else {
            open.subtract(breaks)
        };
        let mut total = 0;
        let spans = open.iter().map(|segment| {
            let (start, end) = (
                segment.start.timestamp_millis(),
                segment.end.timestamp_millis(),
            );
            let span = Open {
                start,
                end,
                before: total,
            };
            total += end - start;
            span
        });
        let spans: Box<[Open]> = spans.collect();
        let (from, to) = (year_start(year), year_start(year + 1));
        let even = total / i64::try_from(spans.len().max(1)).unwrap_or(1);
        Self {
            starts: Marks::of(from, to, DAY_MS, &spans, |span| span.start),
            passed: Marks::of(0, total, even, &spans, |span| span.before),
            ranges: ranges.into_boxed_slice(),
            spans,
            total,
        }
    }

    /// The open time of this year before `at`.
    pub(super) fn before(&self, at: i64) -> i64 {
        let next = self.starts.before(at, &self.spans, |span| span.start);
        match next.checked_sub(1).and_then(|last| self.spans.get(last)) {
            Some(span) => span.before + at.min(span.end) - span.start,
            None => 0,
        }
    }

    /// The earliest instant by which `amount` of this year's open time has passed.
    /// `amount` is more than 0 and at most `total`.
    pub(super) fn earliest_after(&self, amount: i64) -> Option<i64> {
        let next = self.passed.before(amount, &self.spans, |span| span.before);
        let span = self.spans.get(next.checked_sub(1)?)?;
        Some(span.start + amount - span.before)
    }

    /// The latest instant by which no more than `amount` of this year's open time has passed.
    /// `amount` is at least 0 and less than `total`.
    pub(super) fn latest_after(&self, amount: i64) -> Option<i64> {
        let next = self.spans.partition_point(|span| span.before <= amount);
        let span = self.spans.get(next.checked_sub(1)?)?;
        Some(span.start + amount - span.before)
    }

    /// The first span that ends after `at`.
    pub(super) fn next(&self, at: i64) -> Option<Open> {
        let next = self.spans.partition_point(|span| span.end <= at);
        self.spans.get(next).copied()
    }
}

/// Evenly spaced marks along a sorted list of spans, and how many spans lie before each: a search
/// begins between two of them, however long the list is.
#[derive(Debug, Clone)]
struct Marks {
    from: i64,
    step: i64,
    before: Box<[usize]>,
}

impl Marks {
    /// Marks from `from` to past `to`, along what `key` gives of each span.
    fn of(from: i64, to: i64, step: i64, spans: &[Open], key: fn(&Open) -> i64) -> Self {
        let step = step.max(1);
        let marks = (0..(to - from) / step + 2).map(|mark| from + mark * step);
        let before = marks.map(|mark| spans.partition_point(|span| key(span) < mark));
        Self {
            from,
            step,
            before: before.collect(),
        }
    }

    /// How many spans have a key before `at`.
    fn before(&self, at: i64, spans: &[Open], key: impl Fn(&Open) -> i64) -> usize {
        let mark = usize::try_from((at - self.from) / self.step).unwrap_or(0);
        let (Some(first), Some(end)) = (self.before.get(mark), self.before.get(mark + 1)) else {
            return spans.partition_point(|span| key(span) < at);
        };
        let between = spans.get(*first..*end).unwrap_or_default();
        first + between.partition_point(|span| key(span) < at)
    }
}

/// Appends the open segments of one date within a range of constant offset.
pub(super) fn push_open(out: &mut Segments, range: Range, date: NaiveDate, minutes: &[(u16, u16)]) {
    let midnight = day_of(date) * DAY_MS - range.offset;
    for (open, close) in minutes {
        let start = (midnight + i64::from(*open) * MINUTE_MS).max(range.from);
        let end = (midnight + i64::from(*close) * MINUTE_MS).min(range.to);
        let (start, end) = (
            Instant::from_timestamp_millis(start),
            Instant::from_timestamp_millis(end),
        );
        if let Some(segment) = start
            .zip(end)
            .and_then(|(start, end)| Segment::new(start, end))
        {
            out.push(segment);
        }
    }
}

/// Days since the epoch.
pub(super) fn day_of(date: NaiveDate) -> i64 {
    date.signed_duration_since(NaiveDate::default()).num_days()
}

fn date_of(day: i64) -> Option<NaiveDate> {
    NaiveDate::default().checked_add_signed(TimeDelta::try_days(day)?)
}

fn year_start(year: i32) -> i64 {
    NaiveDate::from_ymd_opt(year, 1, 1).map_or(0, |date| day_of(date) * DAY_MS)
}

fn offset_at(zone: Tz, at: i64) -> i64 {
    Instant::from_timestamp_millis(at).map_or(0, |at| {
        let offset = zone.offset_from_utc_datetime(&at.naive_utc()).fix();
        i64::from(offset.local_minus_utc()) * 1000
    })
}

/// Samples each day, and finds the second of every change by bisection.
fn offset_ranges(zone: Tz, from: i64, to: i64) -> Vec<Range> {
    let mut ranges = Vec::with_capacity(3);
    let mut open = Range {
        from,
        to,
        offset: offset_at(zone, from),
    };
    let mut day = from;
    while day < to {
        let next = (day + DAY_MS).min(to);
        let offset = offset_at(zone, next - 1000);
        if offset != open.offset {
            let change = change_between(zone, day, next - 1000, open.offset);
            ranges.push(Range { to: change, ..open });
            open = Range {
                from: change,
                to,
                offset,
            };
        }
        day = next;
    }
    ranges.push(open);
    ranges
}

/// The first second after `from`, at most `to`, at which the offset is no longer `offset`.
fn change_between(zone: Tz, from: i64, to: i64, offset: i64) -> i64 {
    let (mut same, mut changed) = (from / 1000, to / 1000);
    while changed - same > 1 {
        let middle = same + (changed - same) / 2;
        if offset_at(zone, middle * 1000) == offset {
            same = middle;
        } else {
            changed = middle;
        }
    }
    changed * 1000
}

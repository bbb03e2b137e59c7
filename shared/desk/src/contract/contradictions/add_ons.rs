//! Add-ons that give less than the plan that they are added to.
use std::collections::BTreeMap;

use super::asked::Asked;
use super::samples::Samples;
use super::times::Comparison;
use crate::policy::{
    AddOn, At, Combine, Findings, Key, Metric, Places, Policy, Promise, Sense, Target,
};
use crate::ticket::{State, TicketFacts};

/// Warns of each.
pub(super) fn worse_than_their_plan(
    samples: &Samples<'_>,
    places: Places<'_>,
    found: &mut Findings,
) {
    for (name, add_on) in &samples.policy.add_ons {
        let metrics = samples.policy.metrics.iter();
        let metrics = metrics
            .filter(|metric| !add_on.hours.is_empty() || add_on.targets.contains_key(&metric.name));
        let against: Vec<Against<'_>> = metrics
            .map(|metric| Against::of(samples, (name, add_on), metric))
            .collect();
        let one = OneAddOn {
            places,
            name,
            add_on,
        };
        one.judge(&against, found);
    }
}

struct OneAddOn<'p> {
    places: Places<'p>,
    name: &'p str,
    add_on: &'p AddOn,
}

impl OneAddOn<'_> {
    fn judge(&self, against: &[Against<'_>], found: &mut Findings) {
        let all = || against.iter().flat_map(|metric| metric.all());
        let sooner =
            all().any(|comparison| matches!(comparison, Comparison::Sooner | Comparison::Unknown));
        let worse = against.iter().find(|metric| metric.is_worse());
        let own = self.places.name(&["add_ons", self.name]);
        let own = own.unwrap_or(At::line(1));
        if let Some(worse) = worse.filter(|_| self.add_on.hours.is_empty() || !sooner) {
            let metric = &worse.metric.name;
            let path = ["add_ons", self.name, "targets", metric];
            let at = self.places.name(&path).unwrap_or(own);
            let message = format!(
                "with `{}` the `{metric}` is due later than without, and never sooner",
                self.name
            );
            let help = "promise a shorter time than the plans do, or wider hours";
            found.sense(Sense::LooserAddOn, at, message, help);
            return;
        }
        let rows_told = against
            .iter()
            .map(|metric| self.looser_rows(metric, found))
            .sum::<usize>();
        // Where a row is never met, its add-on changes nothing of course.
        let mut told = found.0.iter();
        let told = told.any(|finding| finding.sense == Some(Sense::NeverHolds));
        let equal = all().all(|comparison| comparison == Comparison::Equal);
        if equal
            && all().next().is_some()
            && rows_told == 0
            && self.add_on.channels.is_empty()
            && of_times_alone(self.add_on)
            && !told
            && !found.knows(own)
        {
            let message = format!("the add-on `{}` changes no due time", self.name);
            let help = "promise a shorter time than the plans do, or remove it";
            found.sense(Sense::IdleAddOn, own, message, help);
        }
    }

    /// Rows that give less than the plans do, beside others that give more; how many there are.
    fn looser_rows(&self, against: &Against<'_>, found: &mut Findings) -> usize {
        let metric = &against.metric.name;
        let path = ["add_ons", self.name, "targets", metric];
        let mut told = 0;
        for (row, comparisons) in &against.by_row {
            let taken = comparisons.contains(&Lies::TakenAway);
            let worse = comparisons.iter().all(|lies| lies.is_no_gain());
            let later = comparisons
                .iter()
                .any(|lies| !matches!(lies, Lies::By(Comparison::Equal)));
            if !worse || !later {
                continue;
            }
            let at = self.places.item(&path, *row);
            let at = at.or_else(|| self.places.name(&path));
            let name = self.name;
            let message = if taken {
                format!(
                    "with `{name}` these tickets lose the time of `{metric}` that they have without"
                )
            } else {
                format!("with `{name}` the `{metric}` of these tickets is due later than without")
            };
            let help = "promise a shorter time than the plans do, or remove the row";
            found.sense(Sense::LooserAddOn, at.unwrap_or(At::line(1)), message, help);
            told += 1;
        }
        told
    }
}

/// How the promise to a ticket with an add-on lies to the one without.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lies {
    By(Comparison),
    /// There is no time where there was one.
    TakenAway,
    /// There is a time where there was none, or other words.
    Given,
}

impl Lies {
    fn is_no_gain(self) -> bool {
        match self {
            Self::By(comparison) => match comparison {
                Comparison::Equal
                | Comparison::AlwaysLater
                | Comparison::UsuallyLater
                | Comparison::NeverSooner => true,
                Comparison::Sooner | Comparison::Unknown => false,
            },
            Self::TakenAway => true,
            Self::Given => false,
        }
    }

    /// As a comparison of times; none where nothing changes but words.
    fn comparison(self) -> Comparison {
        match self {
            Self::By(comparison) => comparison,
            Self::TakenAway | Self::Given => Comparison::Unknown,
        }
    }
}

/// One metric with and without an add-on, over all kinds of tickets.
struct Against<'p> {
    metric: &'p Metric,
    /// By the place of the row that counts among the add-on's.
    by_row: BTreeMap<usize, Vec<Lies>>,
    /// Of tickets that none of its rows is for.
    by_hours: Vec<Lies>,
}

impl<'p> Against<'p> {
    fn of(samples: &Samples<'_>, (name, add_on): (&str, &AddOn), metric: &'p Metric) -> Self {
        let policy = samples.policy;
        let mut against = Self {
            metric,
            by_row: BTreeMap::new(),
            by_hours: Vec::new(),
        };
        let rows = add_on
            .targets
            .get(&metric.name)
            .map_or(&[][..], Vec::as_slice);
        let asked = Asked::by(policy, &[metric]).and_add_on(add_on, metric);
        // Where another row may count at another hour, no row is blamed alone.
        let alone = metric.combine == Combine::MostSpecific
            && rows.iter().all(|row| row.when.arrivals().is_empty());
        for kind in samples.kinds(&asked) {
            let bought = kind.with_add_on(name);
            let row = row_that_counts(policy, &bought, rows).filter(|_| alone);
            if row.is_none() && alone && add_on.hours.is_empty() {
                against.by_hours.push(Lies::By(Comparison::Equal));
                continue;
            }
            let with = samples.promised(&bought, metric);
            let without = samples.promised(&kind.state, metric);
            let none = row.and_then(|row| {
                let promise = &rows.get(row)?.promise;
                Some(matches!(promise, Promise::None | Promise::Words(_)))
            });
            let lies = match (with.is_a_time(), without.is_a_time()) {
                (true, true) => Lies::By(with.against(&without)),
                (false, false) => continue,
                (false, true) if none == Some(true) => Lies::TakenAway,
                (true, false) | (false, true) => Lies::Given,
            };
            match row {
                Some(row) => against.by_row.entry(row).or_default().push(lies),
                None => against.by_hours.push(lies),
            }
        }
        against
    }

    fn all(&self) -> impl Iterator<Item = Comparison> {
        let lies = self.by_row.values().flatten().chain(&self.by_hours);
        lies.map(|lies| lies.comparison())
    }

    /// Whether some tickets are worse off, and none better.
    fn is_worse(&self) -> bool {
        let no_gain = |comparison| Lies::By(comparison).is_no_gain();
        self.all().all(no_gain) && self.all().any(|comparison| comparison != Comparison::Equal)
    }
}

/// The row of an add-on that counts for a ticket.
fn row_that_counts(policy: &Policy, state: &State, rows: &[Target]) -> Option<usize> {
    let facts = TicketFacts::new(policy, state);
    let fitting = rows.iter().enumerate().rev();
    let fitting = fitting.filter(|(_, row)| row.when.eval(&facts));
    let counts = fitting.max_by_key(|(_, row)| row.when.specificity());
    counts.map(|(place, _)| place)
}

/// Whether an add-on promises times alone, to tickets that the samples tell apart.
fn of_times_alone(add_on: &AddOn) -> bool {
    let known = |key: &Key| matches!(key, Key::Plan | Key::Type | Key::Priority);
    let rows = || add_on.targets.values().flatten();
    let conditions = rows()
        .map(|row| &row.when)
        .chain(add_on.hours.iter().map(|row| &row.when));
    let mut keys = conditions.flat_map(|when| when.keys());
    keys.all(|key| known(&key)) && rows().all(|row| matches!(row.promise, Promise::Within(_)))
}

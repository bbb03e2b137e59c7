//! Tickets that arrive later and are due earlier: a cut-off whose two days are not in order.
use chrono::{Datelike, TimeDelta, Timelike};

use super::asked::Asked;
use super::samples::Samples;
use super::times::Promised;
use crate::contract::sample;
use crate::policy::{Arrival, At, Findings, Places, Promise, Sense};
use crate::ticket::ClockTarget;
use crate::time::{Instant, weekday_name};

/// Warns of metrics whose deadlines by day are not in the order of arrival.
pub(super) fn due_out_of_order(samples: &Samples<'_>, places: Places<'_>, found: &mut Findings) {
    for metric in &samples.policy.metrics {
        for kind in samples.kinds(&Asked::by(samples.policy, &[metric])) {
            let promised = samples.promised(&kind.state, metric);
            let Some((earlier, later)) = out_of_order(&promised) else {
                continue;
            };
            let [earlier, later] = [earlier, later].map(|at| shown(samples, at));
            let message =
                format!("what arrives on {later} is due before what arrives on {earlier}");
            let help = "let the row of the cut-off ask for the day as well: `received on mon-fri and not received on holiday`";
            let at = places.value(&["metrics", &metric.name, "targets"]);
            let at = at.unwrap_or(At::line(metric.line));
            found.sense(Sense::LaterDueEarlier, at, message, help);
            break;
        }
    }
}

/// Two arrivals of which the later one is due earlier, both by a day; none where its rows ask for no arrival.
fn out_of_order(promised: &Promised<'_>) -> Option<(Instant, Instant)> {
    if promised.arrivals.is_empty() || promised.metric_counts_hours() {
        return None;
    }
    let minutes = promised.arrivals.iter().filter_map(|asked| match asked {
        Arrival::Before(minute, _) | Arrival::From(minute, _) => Some(i64::from(*minute)),
        Arrival::InHours(_) | Arrival::On(..) | Arrival::OnHoliday(_) => None,
    });
    let mut minutes: Vec<i64> = minutes.flat_map(|minute| [minute - 1, minute]).collect();
    minutes.extend([30, 8 * 60 + 30, 10 * 60, 16 * 60, 20 * 60]);
    minutes.sort_unstable();
    let policy = promised.calculation.policy;
    let morning = sample::morning(policy);
    let local = policy.always().local(morning).date();
    let mut last: Option<(Instant, Instant)> = None;
    for day in 0..8 {
        let midnight = (local + TimeDelta::days(day)).and_time(chrono::NaiveTime::MIN);
        for minute in &minutes {
            let at = policy
                .always()
                .from_local(midnight + TimeDelta::minutes(*minute));
            let Some(due) = promised.due(at) else {
                continue;
            };
            if let Some((before, due_before)) = last
                && due < due_before
            {
                return Some((before, at));
            }
            last = Some((at, due));
        }
    }
    None
}

impl Promised<'_> {
    /// Whether some row counts a length of time: those of other hours may well be longer.
    fn metric_counts_hours(&self) -> bool {
        let metric = self.calculation.metric;
        let mut rows = metric.targets.iter().chain(&metric.overrides);
        !matches!(self.target, ClockTarget::By { .. })
            || rows.any(|row| match row.promise {
                Promise::By(_) | Promise::None | Promise::Words(_) => false,
                Promise::Within(_)
                | Promise::WordsWithClock(..)
                | Promise::Slot
                | Promise::Committed
                | Promise::Agreed(_) => true,
            })
    }
}

fn shown(samples: &Samples<'_>, at: Instant) -> String {
    let local = samples.policy.always().local(at);
    let day = weekday_name(local.weekday());
    format!("{day} {:02}:{:02}", local.hour(), local.minute())
}

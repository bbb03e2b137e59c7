//! Where time begins: at an opening, or after a cut-off at that of the next open day.
use super::Customer;
use super::moments::clock_time;
use crate::contract::audience::Wording;
use crate::contract::grid::{Offer, promises_time};
use crate::i18n::SentenceError;
use crate::policy::{Begins, Metric};

impl Customer<'_> {
    /// Sentences on a metric's clock; none where all of its time begins at once.
    pub(super) fn begins(&self, metric: &Metric) -> Result<Vec<String>, SentenceError> {
        let mut said = Vec::new();
        if begins_of(metric).any(|begins| begins == Begins::NextOpening) {
            said.push(self.plain("metric-begins-opening")?);
        }
        if let Some(minute) = common_cut_off(metric) {
            said.push(self.with("metric-cut-off", "time", clock_time(minute))?);
        }
        Ok(said)
    }

    /// A promise with its cut-off, where that is not the one of all promises of its metric.
    pub(super) fn cut_off(
        &self,
        metric: &Metric,
        offer: &Offer<'_>,
        said: String,
    ) -> Wording<Self> {
        match offer.begins {
            Begins::AfterCutOff(minute)
                if promises_time(offer.promise) && common_cut_off(metric) != Some(minute) =>
            {
                let values = [
                    ("promise", said.into()),
                    ("time", clock_time(minute).into()),
                ];
                self.sentences.format("cut-off", &values)
            }
            Begins::AfterCutOff(_) | Begins::AtOnce | Begins::NextOpening => Ok(said),
        }
    }
}

/// Where the time begins of each row that promises one.
fn begins_of(metric: &Metric) -> impl Iterator<Item = Begins> {
    let rows = metric.targets.iter().chain(&metric.overrides);
    let rows = rows.filter(|row| promises_time(&row.promise));
    rows.map(|row| row.begins.unwrap_or(metric.begins))
}

/// The cut-off that all rows of a metric have.
fn common_cut_off(metric: &Metric) -> Option<u16> {
    let first = begins_of(metric).next()?;
    match first {
        Begins::AfterCutOff(minute) if begins_of(metric).all(|begins| begins == first) => {
            Some(minute)
        }
        Begins::AfterCutOff(_) | Begins::AtOnce | Begins::NextOpening => None,
    }
}

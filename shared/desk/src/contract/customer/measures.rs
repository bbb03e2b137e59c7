//! Limits, shares and credits of a contract, in a customer's words.
use super::Customer;
use crate::contract::audience::{Audience, Wording, Written};
use crate::contract::page::PagePart;
use crate::policy::{Condition, Credit, Earned, KeptShare, Limits, Metric, PerPeriod, Period};

impl Customer<'_> {
    pub(super) fn limits_and_credits(&self) -> Written<Self> {
        let mut parts = self.limits()?;
        parts.extend(self.shares()?);
        parts.extend(self.credits()?);
        Ok(parts)
    }

    fn period(&self, period: Period) -> Wording<Self> {
        self.plain(&format!("per-{}", period.word()))
    }

    fn limits(&self) -> Written<Self> {
        let policy = self.terms.policy;
        let plans = policy.plans.values().map(|plan| (&plan.name, &plan.limits));
        let add_ons = policy.add_ons.values();
        let add_ons = add_ons.map(|add_on| (&add_on.name, &add_on.limits));
        let mut points = Vec::new();
        for (name, limits) in plans
            .chain(add_ons)
            .filter(|(_, limits)| !limits.is_empty())
        {
            let name = self.plain_name(name);
            let values = [
                ("label", name.into()),
                ("value", self.limit(limits)?.into()),
            ];
            points.push(self.sentences.format("labeled", &values)?);
        }
        self.points("page-limits", points)
    }

    fn limit(&self, limits: &Limits) -> Wording<Self> {
        let mut all = Vec::new();
        if let Some(number) = limits.at_a_time {
            let values = [("n", i64::from(number).into())];
            all.push(self.sentences.format("limit-at-a-time", &values)?);
        }
        for (id, limit) in [
            ("limit-tickets", limits.tickets),
            ("limit-hours", limits.hours),
        ] {
            if let Some(limit) = limit {
                all.push(self.sentences.format(id, &self.per_period(limit)?)?);
            }
        }
        Ok(all.join(", "))
    }

    fn per_period(
        &self,
        limit: PerPeriod,
    ) -> Result<[(&'static str, fluent_bundle::FluentValue<'static>); 2], <Self as Audience>::Error>
    {
        let period = self.period(limit.period)?;
        Ok([
            ("number", self.decimal(&limit.number.to_string())?.into()),
            ("period", period.into()),
        ])
    }

    fn shares(&self) -> Written<Self> {
        let metrics = self.terms.policy.metrics.iter();
        let seen = metrics.filter(|metric| !metric.internal);
        let mut points = Vec::new();
        for metric in seen {
            for row in &metric.kept {
                points.push(self.share(metric, row)?);
            }
        }
        self.points("page-shares", points)
    }

    fn share(&self, metric: &Metric, KeptShare { when, kept }: &KeptShare) -> Wording<Self> {
        let metric = self.of_these(self.metric(&metric.name), when)?;
        let values = [
            ("metric", metric.into()),
            ("share", self.decimal(&kept.share.to_string())?.into()),
            ("period", self.period(kept.period)?.into()),
        ];
        self.sentences.format("kept-share", &values)
    }

    fn credits(&self) -> Written<Self> {
        let mut points = Vec::new();
        for credit in &self.terms.policy.credits {
            let metrics = credit.metrics.iter();
            let mut metrics = metrics.filter_map(|name| self.terms.policy.metric(name));
            if metrics.any(|metric| !metric.internal) {
                points.push(self.credit(credit)?);
            }
        }
        if self.has_steps() {
            points.push(self.plain("credit-steps")?);
        }
        self.points("page-credits", points)
    }

    /// Whether credits of one promise to the same tickets grow in steps, of which the furthest counts.
    fn has_steps(&self) -> bool {
        let credits = &self.terms.policy.credits;
        let same = |one: &Credit, other: &Credit| {
            let alike = match (one.earned, other.earned) {
                (Earned::Below(_), Earned::Below(_)) => true,
                (Earned::Breaches(one), Earned::Breaches(other)) => one.period == other.period,
                (Earned::Below(_) | Earned::Breaches(_) | Earned::PerBegun(_), _) => false,
            };
            alike && one.metrics == other.metrics && one.when == other.when
        };
        let mut later = credits.iter().enumerate();
        later.any(|(place, one)| credits.iter().skip(place + 1).any(|other| same(one, other)))
    }

    fn credit(&self, credit: &Credit) -> Wording<Self> {
        let metric = self.of_these(self.counted(&credit.metrics)?, &credit.when)?;
        let mut values = vec![
            ("metric", metric.into()),
            ("credit", self.terms.words(&credit.credit).to_owned().into()),
        ];
        let id = match credit.earned {
            Earned::Below(share) => {
                values.push(("share", self.decimal(&share.to_string())?.into()));
                "credit-below"
            }
            Earned::Breaches(breaches) => {
                values.extend(self.per_period(breaches)?);
                "credit-breaches"
            }
            Earned::PerBegun(unit) => {
                let unit = format!("begun-{}", unit.word().replace(' ', "-"));
                values.push(("unit", self.plain(&unit)?.into()));
                "credit-per-begun"
            }
        };
        let text = self.sentences.format(id, &values)?;
        let Some(most) = &credit.at_most else {
            return Ok(text);
        };
        let most = [("most", self.terms.words(most).to_owned().into())];
        let most = self.sentences.format("credit-at-most", &most)?;
        Ok(format!("{text}, {most}"))
    }

    /// The promise, or those of which the tickets count together.
    fn counted(&self, metrics: &[String]) -> Wording<Self> {
        let names: Vec<String> = metrics.iter().map(|name| self.metric(name)).collect();
        let all = self.list("list-and", &names)?;
        if names.len() == 1 {
            return Ok(all);
        }
        self.sentences
            .format("credit-together", &[("metrics", all.into())])
    }

    /// A promise to some tickets alone, where it is not to all.
    fn of_these(&self, promise: String, when: &Condition) -> Wording<Self> {
        if when.is_always() {
            return Ok(promise);
        }
        Ok(format!("{promise} ({})", self.condition(when)?))
    }

    /// A number with the locale's decimal sign.
    fn decimal(&self, number: &str) -> Wording<Self> {
        Ok(number.replace('.', &self.plain("decimal-sign")?))
    }

    fn points(&self, heading: &str, points: Vec<String>) -> Written<Self> {
        if points.is_empty() {
            return Ok(Vec::new());
        }
        let heading = PagePart::Heading(self.plain(heading)?);
        Ok(vec![heading, PagePart::Points(points)])
    }
}

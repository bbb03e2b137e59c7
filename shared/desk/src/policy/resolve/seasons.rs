//! Compiles seasons: dates between which a calendar has other days.
use super::reader::Reader;
use crate::policy::file::{ByName, Scalar, SeasonRecord};
use crate::policy::syntax::Name;
use crate::time::{DayOfYear, Hours, Season, SeasonDates};

impl Reader<'_> {
    /// The seasons of a calendar; two that hold on the same date are an error.
    pub(super) fn seasons(&mut self, all: &ByName<'_, SeasonRecord<'_>>) -> Vec<Season> {
        let mut seasons: Vec<Season> = Vec::new();
        for (name, record) in all {
            let Some(season) = self.season(name, record) else {
                continue;
            };
            let overlap = seasons.iter().find_map(|other| {
                let date = other.dates.overlap(&season.dates)?;
                let each_year = |dates| matches!(dates, SeasonDates::Yearly { .. });
                let date = if each_year(other.dates) && each_year(season.dates) {
                    date.format("%m-%d").to_string()
                } else {
                    date.to_string()
                };
                Some((other.name.clone(), date))
            });
            if let Some((other, date)) = overlap {
                let message = format!("`{}` and `{other}` are both in season on {date}", name.text);
                let help = "let one of them end before the other begins";
                self.found.error(name.at, message, help);
            }
            seasons.push(season);
        }
        seasons
    }

    fn season(&mut self, name: &Name, record: &SeasonRecord<'_>) -> Option<Season> {
        let mut hours = Hours::empty();
        for (days, spans) in &record.days {
            self.days(days, *spans, &mut hours);
        }
        if record.days.is_empty() {
            let message = format!("the season `{}` has no days", name.text);
            let help = "write its days, as in `mon-fri: 08:00-14:00`; or `daily: closed`";
            self.found.error(name.at, message, help);
        }
        Some(Season {
            name: name.text.clone(),
            dates: self.season_dates(record.from?, record.until?)?,
            weekly: hours.weekly,
        })
    }

    fn season_dates<M>(
        &mut self,
        from: Scalar<'_, M>,
        until: Scalar<'_, M>,
    ) -> Option<SeasonDates> {
        let (first, last) = (from.text, until.text);
        let yearly = (DayOfYear::parse(first), DayOfYear::parse(last));
        if let (Some(from), Some(until)) = yearly {
            return Some(SeasonDates::Yearly { from, until });
        }
        match (first.parse(), last.parse()) {
            (Ok(from), Ok(until)) if from <= until => Some(SeasonDates::Once { from, until }),
            (Ok(_), Ok(_)) => {
                let message = format!("the season ends on {last}, before it begins");
                self.found
                    .error(until.at(), message, "write the later date under `until`");
                None
            }
            (first_date, last_date) => {
                let first_is_day = first_date.is_ok() || yearly.0.is_some();
                let last_is_day = last_date.is_ok() || yearly.1.is_some();
                if first_is_day && last_is_day {
                    let message = "a season is of each year, or of one";
                    let help = "write both days with a year, or both without";
                    self.found.error(until.at(), message, help);
                }
                for (day, is_day) in [(from, first_is_day), (until, last_is_day)] {
                    if !is_day {
                        let message = format!("`{}` is not a day of a season", day.text);
                        let help = "write `07-01` for each year, or `2026-07-01`";
                        self.found.error(day.at(), message, help);
                    }
                }
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::compile;

    fn with_seasons(seasons: &str) -> String {
        format!(
            "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
             reply_to: help@acme.example.com\n\
             calendars: {{ office: {{ mon-fri: 09:00-17:00, seasons: {{ {seasons} }} }} }}\n\
             metrics: {{ triage: {{ targets: 4 hours }} }}\n"
        )
    }

    #[test]
    fn a_wrong_season_says_what_would_be_right() {
        for (seasons, message, help) in [
            (
                "summer: { from: 07-01, until: 09-15 }",
                "the season `summer` has no days",
                "`daily: closed`",
            ),
            (
                "summer: { from: 7/1, until: 09-15, mon: 09:00-12:00 }",
                "`7/1` is not a day of a season",
                "write `07-01` for each year",
            ),
            (
                "summer: { from: 2026-07-01, until: 09-15, mon: 09:00-12:00 }",
                "a season is of each year, or of one",
                "both days with a year",
            ),
            (
                "summer: { from: 2026-07-01, until: 2026-06-15, mon: 09:00-12:00 }",
                "the season ends on 2026-06-15, before it begins",
                "the later date under `until`",
            ),
            (
                "summer: { from: 07-01, until: 09-15, mon: 09:00-12:00 }, august: { from: 08-01, until: 08-31, daily: closed }",
                "`august` and `summer` are both in season on 08-01",
                "end before the other begins",
            ),
            (
                "summer: { from: 07-01, until: 09-15, mon-fry: 09:00-12:00 }",
                "`mon-fry` is not a day of the week",
                "did you mean `mon-fri`?",
            ),
        ] {
            let found = compile(&with_seasons(seasons)).unwrap_err();
            let told = found
                .iter()
                .any(|found| found.message == message && found.help.contains(help));
            assert!(told, "{found:?}");
        }
    }
}

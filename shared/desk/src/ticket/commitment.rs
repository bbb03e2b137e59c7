//! What an agent may commit to when taking a ticket in charge.
use crate::policy::{Band, Metric, Policy, Promise};
use crate::ticket::{Refusal, State, TicketFacts};

/// What the metric asks of whoever takes this ticket in charge.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Nothing,
    /// The metric promises a time of its own, which a commitment may replace.
    Maybe,
    Needs,
}

fn asks(metric: &Metric, state: &State) -> Asks {
    let facts = TicketFacts::new(state);
    let rows = metric.targets.iter().filter(|row| row.when.eval(&facts));
    let of_row = |promise: &Promise| match promise {
        Promise::Committed => Asks::Needs,
        Promise::Within(_) | Promise::Slot => Asks::Maybe,
        Promise::None | Promise::Words(_) | Promise::WordsWithClock(..) => Asks::Nothing,
    };
    let all: Vec<_> = rows.map(|row| of_row(&row.promise)).collect();
    let strongest = [Asks::Needs, Asks::Maybe];
    strongest
        .into_iter()
        .find(|asked| all.contains(asked))
        .unwrap_or(Asks::Nothing)
}

/// The minutes committed to, inside the band of the difficulty.
pub(crate) fn commitment(
    policy: &Policy,
    state: &State,
    difficulty: Option<&str>,
    hours: Option<u32>,
    reason: Option<&str>,
) -> Result<Option<i64>, Refusal> {
    let taking = policy.metrics.iter().filter_map(|metric| {
        let asked = asks(metric, state);
        let commitment = metric.commitment.as_ref()?;
        (asked != Asks::Nothing).then_some((asked, commitment))
    });
    let taking: Vec<_> = taking.collect();
    let needed = taking.iter().any(|(asked, _)| *asked == Asks::Needs);
    let hours = match (hours, needed) {
        (Some(_), _) if taking.is_empty() => {
            return Err(Refusal::Invalid {
                field: "commit_hours",
                why: "not taken by this policy for such a ticket".to_owned(),
            });
        }
        (None, false) => return Ok(None),
        (hours, _) => hours,
    };
    let difficulty = difficulty.ok_or(Refusal::FieldNeeded {
        field: "difficulty",
    })?;
    let hours = hours.ok_or(Refusal::FieldNeeded {
        field: "commit_hours",
    })?;
    let bands: Vec<_> = taking
        .iter()
        .flat_map(|(_, commitment)| &commitment.bands)
        .collect();
    let Some(band) = bands.iter().find(|band| band.difficulty == difficulty) else {
        let known: Vec<_> = bands.iter().map(|band| band.difficulty.as_str()).collect();
        return Err(Refusal::NoBand {
            difficulty: difficulty.to_owned(),
            known: known.join(", "),
        });
    };
    let minutes = within(band, hours)?;
    let later = state
        .commitment_minutes
        .is_some_and(|committed| minutes > committed);
    if later && reason.is_none_or(|reason| reason.trim().is_empty()) {
        return Err(Refusal::ReasonNeeded);
    }
    Ok(Some(minutes))
}

fn within(band: &Band, hours: u32) -> Result<i64, Refusal> {
    let minutes = i64::from(hours) * 60;
    let inside = |from: Option<i64>, to: Option<i64>| {
        from.is_some_and(|from| minutes >= from) && to.is_some_and(|to| minutes <= to)
    };
    if inside(band.from.as_minutes(), band.to.as_minutes()) {
        return Ok(minutes);
    }
    Err(Refusal::OutsideBand {
        hours,
        from: band.from.to_string(),
        to: band.to.to_string(),
        difficulty: band.difficulty.clone(),
    })
}

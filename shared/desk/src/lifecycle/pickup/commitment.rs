//! Commitment of an agent who takes a ticket in charge, inside the policy's band.
use crate::lifecycle::Refusal;
use crate::lifecycle::command::Situation;
use crate::lifecycle::pickup::{CommitHours, TakeInCharge};
use crate::policy::{Band, Metric, Policy, Promise};
use crate::ticket::{State, TicketFacts};

/// The commitment that a metric asks for when this ticket is taken in charge.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Nothing,
    /// The metric promises a time of its own, which a commitment may replace.
    Maybe,
    Needs,
}

fn asks(metric: &Metric, policy: &Policy, state: &State) -> Asks {
    let facts = TicketFacts::new(policy, state);
    let rows = metric.targets.iter().filter(|row| row.when.eval(&facts));
    let of_row = |promise: &Promise| match promise {
        Promise::Committed => Asks::Needs,
        Promise::Within(_) | Promise::By(_) | Promise::Slot => Asks::Maybe,
        Promise::None | Promise::Words(_) | Promise::WordsWithClock(..) | Promise::Agreed(_) => {
            Asks::Nothing
        }
    };
    let all: Vec<_> = rows.map(|row| of_row(&row.promise)).collect();
    let strongest = [Asks::Needs, Asks::Maybe];
    strongest
        .into_iter()
        .find(|asked| all.contains(asked))
        .unwrap_or(Asks::Nothing)
}

/// The minutes committed to, inside the band of the difficulty; none where no commitment is made.
pub(super) fn minutes(
    command: &TakeInCharge,
    situation: &Situation<'_>,
) -> Result<Option<i64>, Refusal> {
    let taking = situation.policy.metrics.iter().filter_map(|metric| {
        let asked = asks(metric, situation.policy, situation.state);
        let commitment = metric.commitment.as_ref()?;
        (asked != Asks::Nothing).then_some((asked, commitment))
    });
    let taking: Vec<_> = taking.collect();
    let needed = taking.iter().any(|(asked, _)| *asked == Asks::Needs);
    let hours = match (command.commit_hours, needed) {
        (Some(_), _) if taking.is_empty() => {
            return Err(Refusal::Invalid {
                field: "commit_hours",
                why: "not taken by this policy for such a ticket".to_owned(),
            });
        }
        (None, false) => return Ok(None),
        (hours, _) => hours,
    };
    let difficulty = command.difficulty.as_deref();
    let difficulty = difficulty.ok_or(Refusal::FieldNeeded {
        field: "difficulty",
    })?;
    let hours = hours.ok_or(Refusal::FieldNeeded {
        field: "commit_hours",
    })?;
    let bands = taking.iter().flat_map(|(_, commitment)| &commitment.bands);
    let minutes = within(band(bands, difficulty)?, hours)?;
    let committed = situation.state.commitment_minutes;
    let is_later = committed.is_some_and(|committed| minutes > committed);
    let reason = command.reason.as_deref().unwrap_or_default();
    if is_later && reason.trim().is_empty() {
        return Err(Refusal::ReasonNeeded {
            what: "a later commitment",
        });
    }
    Ok(Some(minutes))
}

fn band<'b>(bands: impl Iterator<Item = &'b Band>, difficulty: &str) -> Result<&'b Band, Refusal> {
    let bands: Vec<_> = bands.collect();
    let known = |band: &&&Band| band.difficulty == difficulty;
    bands.iter().find(known).copied().ok_or_else(|| {
        let known: Vec<_> = bands.iter().map(|band| band.difficulty.as_str()).collect();
        Refusal::NoBand {
            difficulty: difficulty.to_owned(),
            known: known.join(", "),
        }
    })
}

fn within(band: &Band, hours: CommitHours) -> Result<i64, Refusal> {
    let minutes = hours.minutes();
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

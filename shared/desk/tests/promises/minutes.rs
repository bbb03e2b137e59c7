//! Minutes, counted one at a time: which are open, and how many of them lie between two.

/// Minutes since Monday, 2026-03-02, midnight UTC.
pub(crate) type Minute = i64;

const DAY: Minute = 24 * 60;

/// Whether the desk is open: nine to five, from Monday to Friday.
pub(crate) fn is_open(minute: Minute) -> bool {
    let (day, of_day) = (minute.div_euclid(DAY) % 7, minute.rem_euclid(DAY));
    day < 5 && (9 * 60..17 * 60).contains(&of_day)
}

/// A stretch of time; one without an end goes on.
pub(crate) type Stretch = (Minute, Option<Minute>);

/// The first minute by which so many open minutes have passed that no stretch covers; none while one goes on before it.
pub(crate) fn after(from: Minute, open_minutes: i64, still: &[Stretch]) -> Option<Minute> {
    let (mut minute, mut counted) = (from, 0);
    while counted < open_minutes {
        let covers =
            |stretch: &&Stretch| stretch.0 <= minute && stretch.1.is_none_or(|end| minute < end);
        match still.iter().find(covers) {
            Some((_, None)) => return None,
            Some(_) => {}
            None => counted += i64::from(is_open(minute)),
        }
        minute += 1;
    }
    Some(minute)
}

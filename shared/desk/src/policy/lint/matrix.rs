//! Matrices in which more impact or urgency gives less priority.
use super::draft::Draft;
use crate::policy::syntax::{Findings, Sense};

/// Usual words for how much, from the most to the least.
const MUCH: [&[&str]; 3] = [
    &["critical", "high", "medium", "low"],
    &["urgent", "high", "normal", "low"],
    &["large", "medium", "small"],
];

/// How priorities go along one side of a matrix.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Goes {
    Down,
    Up,
    Nowhere,
    BothWays,
}

/// Warns of a matrix that rises and falls along one side, or rises where the words of that side fall.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    let (Some(matrix), Some(node)) = (
        &draft.policy.classify.matrix,
        draft.at(&["classify", "matrix", "priority"]),
    ) else {
        return;
    };
    let rank = |name: &String| draft.policy.priority_rank(name);
    let rows: Vec<Vec<Option<usize>>> = matrix
        .priority
        .iter()
        .map(|row| row.iter().map(rank).collect())
        .collect();
    let columns: Vec<Vec<Option<usize>>> = (0..matrix.urgency.len())
        .map(|place| {
            rows.iter()
                .map(|row| row.get(place).copied().flatten())
                .collect()
        })
        .collect();
    for (side, words, lines) in [
        ("impact", &matrix.impact, &columns),
        ("urgency", &matrix.urgency, &rows),
    ] {
        let goes = goes(lines);
        let against = falls(words) && goes == Goes::Up || rises(words) && goes == Goes::Down;
        let message = if goes == Goes::BothWays {
            format!("along the {side}, these priorities go up and down")
        } else if against {
            format!("more {side} gives a lower priority here")
        } else {
            continue;
        };
        let help = format!("write a higher priority for more {side}, all along");
        found.sense(Sense::MatrixOrder, node.at, message, help);
        return;
    }
}

fn goes(lines: &[Vec<Option<usize>>]) -> Goes {
    let pairs = lines.iter().flat_map(|line| line.windows(2));
    let (mut down, mut up) = (false, false);
    for pair in pairs {
        if let [Some(one), Some(then)] = pair {
            down |= then > one;
            up |= then < one;
        }
    }
    match (down, up) {
        (true, true) => Goes::BothWays,
        (true, false) => Goes::Down,
        (false, true) => Goes::Up,
        (false, false) => Goes::Nowhere,
    }
}

/// The places of words on a usual scale, all of one.
fn places(words: &[String]) -> Option<Vec<usize>> {
    let mut scales = MUCH.iter().map(|scale| {
        let places = words.iter().map(|word| {
            let word = word.to_lowercase();
            scale.iter().position(|known| *known == word)
        });
        places.collect::<Option<Vec<usize>>>()
    });
    scales.find_map(|places| places)
}

fn falls(words: &[String]) -> bool {
    let places = places(words);
    places.is_some_and(|places| places.len() > 1 && places.is_sorted())
}

fn rises(words: &[String]) -> bool {
    let places = places(words);
    places.is_some_and(|places| places.len() > 1 && places.iter().rev().is_sorted())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn priorities_go_down_up_nowhere_or_both_ways() {
        let line = |ranks: &[usize]| vec![ranks.iter().map(|rank| Some(*rank)).collect()];
        assert!(goes(&line(&[0, 0, 2])) == Goes::Down);
        assert!(goes(&line(&[2, 1])) == Goes::Up);
        assert!(goes(&line(&[1, 1])) == Goes::Nowhere);
        assert!(goes(&line(&[0, 2, 1])) == Goes::BothWays);
    }
}

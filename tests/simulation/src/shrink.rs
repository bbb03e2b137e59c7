//! From a long story that fails to a short one that fails in the same way.
use crate::invariants::Invariant;
use crate::story::Story;
use crate::weather::Source;
use crate::{Sabotage, simulate};

/// Runs that may be spent on making a story shorter.
const PATIENCE: usize = 400;

/// The shortest story found that breaks the same promise.
///
/// Parts of the story are left out, halves first and single steps last, and then faults; whatever can be
/// missing is left out for good.
#[must_use]
pub fn shrink(story: &Story, broken: Invariant, sabotage: Option<Sabotage>) -> Story {
    let mut shrinking = Shrinking {
        broken,
        sabotage,
        left: PATIENCE,
    };
    let mut story = story.clone();
    let listed = Story {
        weather: Source::Listed(simulate(&story, sabotage).faults),
        ..story.clone()
    };
    // Lost and late records are not in the list; without them the failure may be gone.
    if shrinking.fails(&listed) {
        story = listed;
    }
    story = shrinking.steps(story);
    shrinking.faults(story)
}

struct Shrinking {
    broken: Invariant,
    sabotage: Option<Sabotage>,
    left: usize,
}

impl Shrinking {
    fn fails(&mut self, story: &Story) -> bool {
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        let violations = simulate(story, self.sabotage).violations;
        violations
            .iter()
            .any(|violation| violation.invariant == self.broken)
    }

    fn steps(&mut self, mut story: Story) -> Story {
        let mut size = story.steps.len() / 2;
        while size > 0 {
            let mut from = 0;
            while from < story.steps.len() {
                let mut shorter = story.clone();
                let to = (from + size).min(shorter.steps.len());
                shorter.steps.drain(from..to);
                if self.fails(&shorter) {
                    story = shorter;
                } else {
                    from += size;
                }
            }
            size /= 2;
        }
        story
    }

    fn faults(&mut self, mut story: Story) -> Story {
        let Source::Listed(faults) = story.weather.clone() else {
            return story;
        };
        for call in faults.keys() {
            let mut calmer = story.clone();
            if let Source::Listed(faults) = &mut calmer.weather {
                faults.remove(call);
            }
            if self.fails(&calmer) {
                story = calmer;
            }
        }
        story
    }
}

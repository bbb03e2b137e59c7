//! Sequences of acts on two tickets, drawn by number.
use super::minutes::Minute;

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    Reply,
    RequesterReply,
    Wait,
    Resume,
    Resolve,
    Reopen,
    /// By the desk.
    Close,
    /// By the requester.
    CloseAsked,
    /// The agent takes the ticket in charge, and says how long that will take.
    Commit,
    /// The breach of the resolution, by a lead.
    Withdraw,
    /// The second ticket into the first.
    Merge,
}

impl Deed {
    pub(crate) const ALL: [Self; 11] = [
        Self::Reply,
        Self::RequesterReply,
        Self::Wait,
        Self::Resume,
        Self::Resolve,
        Self::Reopen,
        Self::Close,
        Self::CloseAsked,
        Self::Commit,
        Self::Withdraw,
        Self::Merge,
    ];

    /// How often it is drawn, beside the others.
    fn weight(self) -> u64 {
        match self {
            Self::Resolve | Self::Reopen => 6,
            Self::Reply | Self::RequesterReply => 4,
            Self::Wait | Self::Resume | Self::Close | Self::Withdraw => 2,
            Self::CloseAsked | Self::Commit | Self::Merge => 1,
        }
    }
}

/// One act, and its entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entered {
    pub(crate) deed: Deed,
    /// The ticket, 0 or 1.
    pub(crate) ticket: usize,
    /// Minutes since the entry before.
    pub(crate) after: Minute,
    /// Minutes since it was done.
    pub(crate) late: Minute,
    /// Whether a reason is given where it is late.
    pub(crate) with_reason: bool,
    /// The level of the agent who enters it.
    pub(crate) level: u8,
    /// Whether the scan came just before.
    pub(crate) swept: bool,
}

/// Numbers that look like chance and are the same each time (SplitMix64, public domain, by Sebastiano Vigna).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }

    fn minutes(&mut self, bound: u64) -> Minute {
        i64::try_from(self.below(bound)).unwrap()
    }
}

/// The sequence of that number.
pub(crate) fn sequence(seed: u64) -> Vec<Entered> {
    let mut numbers = Numbers(seed.wrapping_mul(0x1000_0001));
    let length = 3 + numbers.below(14);
    let mut acts: Vec<_> = (0..length).map(|_| entered(&mut numbers)).collect();
    if numbers.below(12) == 0 {
        acts.splice(0..0, two_lives(&mut numbers));
    }
    acts
}

/// A ticket that is closed with a question open, and lives again long after: that question is of its first life.
fn two_lives(numbers: &mut Numbers) -> [Entered; 5] {
    let days = 4 * 24 * 60 + numbers.minutes(24 * 60);
    let mut next = |deed: Deed, after: Minute| Entered {
        deed,
        ticket: 1,
        after: after + numbers.minutes(30),
        late: 0,
        with_reason: false,
        level: 1,
        swept: true,
    };
    [
        next(Deed::RequesterReply, 0),
        next(Deed::Close, 10),
        next(Deed::Reopen, days),
        next(Deed::Resolve, 10),
        next(Deed::Reopen, 10),
    ]
}

fn entered(numbers: &mut Numbers) -> Entered {
    if numbers.below(8) == 0 {
        return long_ago(numbers);
    }
    let all: u64 = Deed::ALL.iter().map(|deed| deed.weight()).sum();
    let mut drawn = numbers.below(all);
    let deed = Deed::ALL.into_iter().find(|deed| {
        let here = drawn < deed.weight();
        drawn = drawn.saturating_sub(deed.weight());
        here
    });
    let after = match numbers.below(12) {
        0 => numbers.minutes(6 * 24 * 60),
        1 | 2 => numbers.minutes(20 * 60),
        _ => numbers.minutes(4 * 60),
    };
    let late = match numbers.below(4) {
        0 => numbers.minutes(16),
        1 => numbers.minutes(5 * 60),
        2 if deed == Some(Deed::Resolve) => numbers.minutes(24 * 60),
        _ => 0,
    };
    Entered {
        deed: deed.unwrap(),
        ticket: usize::from(numbers.below(4) == 0),
        after,
        late,
        with_reason: numbers.below(8) > 0,
        level: if numbers.below(3) == 0 { 2 } else { 1 },
        swept: numbers.below(3) > 0,
    }
}

/// What a lead enters long after it was done, when it has been declared late.
fn long_ago(numbers: &mut Numbers) -> Entered {
    let after = 8 * 60 + numbers.minutes(16 * 60);
    Entered {
        deed: if numbers.below(2) == 0 {
            Deed::Resolve
        } else {
            Deed::Reply
        },
        ticket: usize::from(numbers.below(4) == 0),
        after,
        late: numbers.minutes(u64::try_from(after).unwrap()),
        with_reason: true,
        level: 2,
        swept: true,
    }
}

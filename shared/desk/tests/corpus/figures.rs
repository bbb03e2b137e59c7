//! Figures over tickets that were read, and how they are shown.
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Part, Read, reads};

/// So many of so many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Share {
    some: usize,
    all: usize,
}

impl Share {
    fn of<'r>(reads: impl Iterator<Item = &'r Read>, is: impl Fn(&Read) -> bool) -> Self {
        let (mut some, mut all) = (0, 0);
        for read in reads {
            all += 1;
            some += usize::from(is(read));
        }
        Self { some, all }
    }

    pub(crate) fn at_least(self, percent: usize) -> bool {
        self.some * 100 >= self.all * percent
    }

    pub(crate) fn at_most(self, percent: usize) -> bool {
        self.some * 100 <= self.all * percent
    }

    fn shown(self) -> String {
        if self.all == 0 {
            return "-".to_owned();
        }
        let percent = (self.some * 1000 + self.all / 2) / self.all;
        format!(
            "{}/{} {}.{} %",
            self.some,
            self.all,
            percent / 10,
            percent % 10
        )
    }
}

pub(crate) struct Figures {
    pub(crate) urgent_recall: Share,
    pub(crate) false_urgent: Share,
    pub(crate) not_sure: Share,
    pub(crate) right: Share,
    pub(crate) right_when_sure: Share,
    pub(crate) right_when_worded_otherwise: Share,
}

impl Figures {
    pub(crate) fn of(reads: &[&Read]) -> Self {
        let all = || reads.iter().copied();
        let with_urgency = || all().filter(|read| read.urgent.is_some());
        Self {
            urgent_recall: Share::of(all().filter(|it| it.is_urgent()), Read::is_called_urgent),
            false_urgent: Share::of(
                with_urgency().filter(|it| !it.is_urgent()),
                Read::is_called_urgent,
            ),
            not_sure: Share::of(all(), |it| !it.proposal.sure),
            right: Share::of(all(), Read::is_right),
            right_when_sure: Share::of(all().filter(|it| it.proposal.sure), Read::is_right),
            right_when_worded_otherwise: Share::of(
                all().filter(|it| !it.ticket.worded_like_rule),
                Read::is_right,
            ),
        }
    }

    fn row(&self, name: &str) -> String {
        let cells = [
            self.urgent_recall,
            self.false_urgent,
            self.not_sure,
            self.right,
            self.right_when_sure,
            self.right_when_worded_otherwise,
        ];
        let mut row = format!("{name:<12}");
        for cell in cells {
            let _ = write!(row, " {:>15}", cell.shown());
        }
        row
    }
}

pub(crate) fn report(part: Part) -> String {
    let desks = reads(part);
    let mut text = format!(
        "{:<12} {:>15} {:>15} {:>15} {:>15} {:>15} {:>15}\n",
        "", "urgent recall", "false urgent", "not sure", "right", "right if sure", "other words"
    );
    for (desk, reads) in &desks {
        let figures = Figures::of(&reads.iter().collect::<Vec<_>>());
        let _ = writeln!(text, "{}", figures.row(desk));
    }
    let all: Vec<_> = desks.iter().flat_map(|(_, reads)| reads).collect();
    let _ = writeln!(text, "{}", Figures::of(&all).row("all"));
    for (desk, reads) in &desks {
        let _ = write!(text, "\n{desk}: what it is, and what it is taken for\n");
        text.push_str(&confusion(reads));
    }
    text
}

fn confusion(reads: &[Read]) -> String {
    let mut cells: BTreeMap<(String, String), usize> = BTreeMap::new();
    for read in reads {
        *cells.entry((read.wanted(), read.got())).or_default() += 1;
    }
    let rows: BTreeSet<_> = cells.keys().map(|(want, _)| want.clone()).collect();
    let mut text = String::new();
    for want in rows {
        let of_row = cells.iter().filter(|((row, _), _)| *row == want);
        let taken: Vec<_> = of_row
            .map(|((_, got), count)| format!("{got} {count}"))
            .collect();
        let _ = writeln!(text, "  {want:<26} {}", taken.join(", "));
    }
    text
}

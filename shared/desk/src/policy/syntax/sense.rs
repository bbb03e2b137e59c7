//! Kinds of what a policy may say and nobody can mean, each with how bad it is.
use crate::policy::syntax::Severity;

/// Kind of a finding about the sense of a policy: the tests hold a senseless policy for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sense {
    /// A calendar without an open minute.
    NeverOpen,
    /// Spans of one day that overlap.
    OverlappingSpans,
    /// A span that ends where it begins, and so lasts a whole day.
    WholeDaySpan,
    /// A day of a calendar that a later key replaces.
    ReplacedDay,
    /// A day of a calendar that has these hours already.
    RepeatedDay,
    /// Hours of the afternoon written as those of the morning.
    NoonSlip,
    /// Hours around the clock, and other hours as well.
    HoursTwice,
    /// A season with the calendar's own hours.
    IdleSeason,
    /// A season that is over before the policy begins.
    PastSeason,
    /// A season from its end to its begin.
    SwappedSeason,
    /// A half day that is longer than the day.
    WiderHalfDay,
    /// A date that a yearly date says already.
    DoubledDate,
    /// A list of holidays without a day.
    EmptyHolidays,
    /// Holidays that were over before the policy began.
    PastHolidays,
    /// Quiet hours outside a calendar that never closes.
    NeverQuiet,
    /// A slot at which the calendar is never open.
    SlotOutsideHours,
    /// A time of no length.
    ZeroTime,
    /// Business time where no hours are declared.
    BusinessWithoutHours,
    /// A metric met by what begins every ticket.
    MetAtOnce,
    /// A metric that begins when nothing can meet it any more.
    NeverMet,
    /// A metric whose start never comes.
    NeverBegins,
    /// An end of a metric that ends nothing, or all of it.
    IdleEnd,
    /// A metric that starts and is met by the same fact.
    SameFact,
    /// Metrics that wait for each other.
    Circle,
    /// A pause that never is one.
    IdlePause,
    /// Metrics that promise the same under two names.
    IdenticalMetrics,
    /// A time to settle that is longer than the promise.
    LongSettle,
    /// Bands of a commitment in no order.
    UnorderedBands,
    /// Slots or bands that no row promises.
    UnpromisedTimes,
    /// A clock counted from what comes after its start.
    LateCount,
    /// A cut-off outside the hours, or where no time begins.
    IdleCutOff,
    /// A date that would have to be agreed again and again.
    AgreedAgain,
    /// An add-on that sells a date which is still to be agreed.
    AgreedAddOn,
    /// What waits for an agreed date where no row promises one.
    NoDate,
    /// A `roll` of times that are never outside hours.
    IdleRoll,
    /// A `begins` of times that wait for an opening anyway, or never do.
    IdleBegins,
    /// A share or a credit where no time is promised.
    IdleMeasure,
    /// A ladder of internal clocks that tells the requester.
    InternalTold,
    /// A trigger with words behind its fact.
    TrailingWords,
    /// A key of a trigger that belongs to another fact.
    ForeignKey,
    /// A key of a trigger that names what nobody declared.
    ForeignName,
    /// An actor who never does what the trigger waits for.
    WrongActor,
    /// A condition of no ticket.
    NeverHolds,
    /// A condition of every ticket.
    AlwaysHolds,
    /// A row for a channel on which no ticket comes.
    ClosedChannel,
    /// A list of channels without any.
    NoChannel,
    /// A channel that is nearly one that is known.
    NearChannel,
    /// A language that is no tag.
    OddLocale,
    /// An address of a page that is none.
    OddLink,
    /// A zone whose clocks never change, where they do.
    OddZone,
    /// Words that name a time, or nothing.
    TimeInWords,
    /// A share of next to no tickets.
    TinyShare,
    /// A row whose tickets all have a more specific one.
    NeverWins,
    /// A row behind others that take all its tickets.
    UnreachableRow,
    /// A level on which nobody stands.
    NoSuchLevel,
    /// A step that brings a ticket down again.
    LowerLevel,
    /// A step that stands behind a later one.
    StepOrder,
    /// A step before the start of its clock.
    BeforeStart,
    /// A step from the start of its clock that comes after due.
    LateStep,
    /// A ladder that what starts its clocks stops.
    StopsAtStart,
    /// A ladder that its own news stops.
    StopsItself,
    /// Steps of one moment, of which one is passed over.
    SameMoment,
    /// A person whom one step tells and copies.
    ToldTwice,
    /// A step that raises a ticket to where it is.
    SameLevel,
    /// A ladder without a step.
    EmptyLadder,
    /// A calendar, a list of holidays or a role that nothing names.
    UnusedName,
    /// A ladder that no metric has.
    UnusedLadder,
    /// Contacts whom nothing tells.
    UnusedContacts,
    /// A question whose answer nothing asks for.
    UnusedQuestion,
    /// A scale that orders no queue.
    UnusedScale,
    /// A milestone that nothing waits for.
    UnusedMilestone,
    /// A status that nothing waits for.
    UnusedStatus,
    /// A team that no ticket goes to.
    UnusedTeam,
    /// A priority that no type has.
    UnusedPriority,
    /// A team of an area to which routing sends none of its tickets.
    IdleAreaTeam,
    /// An add-on that changes nothing.
    IdleAddOn,
    /// An add-on that promises less than its plan.
    LooserAddOn,
    /// Different things with the same label.
    SameLabel,
    /// A type whose tickets nobody gives a priority.
    UnsetPriority,
    /// Tickets that nobody gives a type.
    UnsetType,
    /// Priorities of a type in another order than those of the file.
    TypeOrder,
    /// A priority that the matrix never comes to.
    UnreachedPriority,
    /// A matrix in which more impact or urgency gives less priority.
    MatrixOrder,
    /// Rules of one condition with opposite effects.
    OppositeRules,
    /// Rules that undo each other.
    UndoingRules,
    /// Rules that do the same of the same tickets.
    TwinRules,
    /// A rule that changes nothing.
    IdleRule,
    /// A rule that ends at once what waits for somebody.
    HastyRule,
    /// A rule that raises or lowers by more than there are priorities.
    FarRaise,
    /// A key of contacts that no ticket has.
    StrangeKey,
    /// A row of contacts for what nobody declared.
    StrangeCell,
    /// A notice or a rota of nobody.
    Nobody,
    /// Notices that mail the same to the same people.
    TwinNotices,
    /// An emergency without its number.
    NoNumber,
    /// A first day that no desk can mean.
    OddDate,
    /// A more urgent priority that is promised a later time.
    LaterUrgent,
    /// A more urgent priority without a time, where a less urgent one has some.
    UnpromisedUrgent,
    /// A ticket that arrives later and is due earlier.
    LaterDueEarlier,
    /// A deadline by day at a time when all is closed.
    ByOutsideHours,
    /// Priorities from the least urgent on.
    ReversedPriorities,
    /// A response that is due after the resolution.
    LateResponse,
    /// A reason that silences nothing.
    IdleReason,
}

impl Sense {
    /// Errors cannot work; warnings work, and cannot be meant.
    pub(in crate::policy) fn severity(self) -> Severity {
        let wrong = [
            Self::NeverOpen,
            Self::Circle,
            Self::TrailingWords,
            Self::ForeignName,
        ];
        if wrong.contains(&self) {
            Severity::Error
        } else {
            Severity::Warning
        }
    }
}

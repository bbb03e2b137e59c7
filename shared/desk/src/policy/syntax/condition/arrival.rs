//! The moment of arrival, which conditions ask of: `received in office`, `received before 12:00`.
use std::fmt;

use super::ast::{Term, quoted};
use super::error::ConditionError;
use super::parse::Parser;
use super::token::Token;
use crate::time::{Weekdays, minute_of_day};

/// A question about the instant at which a ticket was received. It has one answer for ever.
///
/// Clock times and dates are those of the desk's zone, or of the zone of the calendar named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arrival {
    /// `received in office`: that calendar was open.
    InHours(String),
    /// `received before 12:00`: minutes after midnight, themselves too late.
    Before(u16, WallClock),
    /// `received from 12:00`: minutes after midnight, or later on that day.
    From(u16, WallClock),
    /// `received on sat,sun`.
    On(Weekdays, WallClock),
    /// `received on holiday`: a date that a list closes; any list, without a name.
    OnHoliday(Option<String>),
}

/// The wall clock that a time of arrival is read from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WallClock {
    /// The desk's.
    OfDesk,
    /// That of the calendar of this name.
    OfCalendar(String),
}

impl Arrival {
    /// The calendar that it names.
    #[must_use]
    pub fn calendar(&self) -> Option<&str> {
        match self {
            Self::InHours(name)
            | Self::Before(_, WallClock::OfCalendar(name))
            | Self::From(_, WallClock::OfCalendar(name))
            | Self::On(_, WallClock::OfCalendar(name)) => Some(name),
            Self::Before(_, WallClock::OfDesk)
            | Self::From(_, WallClock::OfDesk)
            | Self::On(_, WallClock::OfDesk)
            | Self::OnHoliday(_) => None,
        }
    }
}

impl fmt::Display for Arrival {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = |minute: &u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        match self {
            Self::InHours(name) => write!(f, "received in {}", quoted(name)),
            Self::Before(minute, clock) => write!(f, "received before {}{clock}", time(minute)),
            Self::From(minute, clock) => write!(f, "received from {}{clock}", time(minute)),
            Self::On(days, clock) => write!(f, "received on {days}{clock}"),
            Self::OnHoliday(None) => f.write_str("received on holiday"),
            Self::OnHoliday(Some(list)) => write!(f, "received on holiday of {}", quoted(list)),
        }
    }
}

impl fmt::Display for WallClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OfDesk => Ok(()),
            Self::OfCalendar(name) => write!(f, " in {}", quoted(name)),
        }
    }
}

impl Parser {
    /// The rest of `received …`; nothing where `received` is the id of a question, as in `received = yes`.
    pub(super) fn arrival(&mut self) -> Result<Option<Term>, ConditionError> {
        let arrival = match self.peek() {
            Token::Word(word) => match word.as_str() {
                "in" => {
                    self.next += 1;
                    if matches!(self.peek(), Token::Sign("(")) {
                        self.next -= 1;
                        return Ok(None);
                    }
                    Arrival::InHours(self.named("the name of a calendar")?)
                }
                "before" => {
                    self.next += 1;
                    Arrival::Before(self.time()?, self.wall_clock()?)
                }
                "from" => {
                    self.next += 1;
                    Arrival::From(self.time()?, self.wall_clock()?)
                }
                "on" => {
                    self.next += 1;
                    self.arrival_on()?
                }
                "not" => return Ok(None),
                _ => {
                    let wanted = "`received in office`, `received before 12:00`, `received from 12:00` or `received on sat,sun`";
                    return Err(self.expected(wanted));
                }
            },
            Token::Text(_) | Token::Sign(_) | Token::End => return Ok(None),
        };
        Ok(Some(Term::Arrival(arrival)))
    }

    fn arrival_on(&mut self) -> Result<Arrival, ConditionError> {
        if self.takes_word("holiday") {
            let list = self.takes_word("of");
            let list = list.then(|| self.named("the name of a list of holidays"));
            return Ok(Arrival::OnHoliday(list.transpose()?));
        }
        let mut days = String::new();
        loop {
            let day = match self.peek() {
                Token::Word(word) if Weekdays::parse(word).is_some() => word.clone(),
                Token::Word(_) | Token::Text(_) | Token::Sign(_) | Token::End => {
                    return Err(self.expected("`holiday`, or days such as `mon-fri`"));
                }
            };
            self.next += 1;
            days.push_str(&day);
            let another =
                matches!(self.peek(), Token::Word(word) if Weekdays::parse(word).is_some());
            if !self.takes_sign(",") && !another {
                break;
            }
            days.push(',');
        }
        match Weekdays::parse(&days) {
            Some(days) => Ok(Arrival::On(days, self.wall_clock()?)),
            None => Err(self.expected("days such as `mon-fri`")),
        }
    }

    fn time(&mut self) -> Result<u16, ConditionError> {
        let minute = match self.peek() {
            Token::Word(word) => minute_of_day(word).ok(),
            Token::Text(_) | Token::Sign(_) | Token::End => None,
        };
        let minute = minute.ok_or_else(|| self.expected("a time such as `12:00`"))?;
        self.next += 1;
        Ok(minute)
    }

    fn wall_clock(&mut self) -> Result<WallClock, ConditionError> {
        if self.takes_word("in") {
            let name = self.named("the name of a calendar")?;
            return Ok(WallClock::OfCalendar(name));
        }
        Ok(WallClock::OfDesk)
    }

    fn named(&mut self, wanted: &'static str) -> Result<String, ConditionError> {
        self.value().map_err(|_| self.expected(wanted))
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::syntax::Condition;

    #[test]
    fn a_question_about_the_arrival_is_read_back_as_it_is_written() {
        for text in [
            "received in office",
            "not received in office",
            "received before 12:00 or received from 22:30",
            "received before 12:00 in office and plan = gold",
            "received on mon-fri",
            "received on sat,sun in \"the shop\"",
            "received on holiday and not received on holiday of belgium",
            "not (received in office and received on daily)",
        ] {
            assert_eq!(Condition::parse(text).unwrap().to_string(), text);
        }
        let spaced = Condition::parse("received on sat sun").unwrap();
        assert_eq!(spaced.to_string(), "received on sat,sun");
        assert_eq!(
            Condition::parse("received in office")
                .unwrap()
                .specificity(),
            1
        );
    }

    #[test]
    fn an_answer_to_a_question_called_received_is_still_one() {
        for text in ["received = yes", "received in (yes, no)", "received != no"] {
            let condition = Condition::parse(text).unwrap();
            assert_eq!(
                (condition.to_string().as_str(), condition.arrivals().len()),
                (text, 0)
            );
        }
    }

    #[test]
    fn what_cannot_be_asked_of_the_arrival_names_the_wrong_word() {
        for (text, message) in [
            (
                "received at 12:00",
                "expected `received in office`, `received before 12:00`, `received from 12:00` or `received on sat,sun`, found `at`",
            ),
            (
                "received before noon",
                "expected a time such as `12:00`, found `noon`",
            ),
            (
                "received from",
                "expected a time such as `12:00`, found the end",
            ),
            (
                "received on monday",
                "expected `holiday`, or days such as `mon-fri`, found `monday`",
            ),
            (
                "received on holiday of",
                "expected the name of a list of holidays, found the end",
            ),
            (
                "received in and plan = gold",
                "expected the name of a calendar, found `and`",
            ),
            (
                "received not in office",
                "expected `(`; or write `not received in office`, found `office`",
            ),
        ] {
            assert_eq!(Condition::parse(text).unwrap_err().to_string(), message);
        }
    }
}

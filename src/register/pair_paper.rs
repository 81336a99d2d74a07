//! The papers of a pair: which there are, by which clause, whether one is there on a day, and what doesn't hold without it.

use crate::domain::Day;

/// A paper of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairPaper {
    /// The order that fixes the pair.
    Order,
    /// The order by which a mentee joined it later.
    JoiningOrder,
    /// The written consent of the mentor.
    MentorConsent,
    /// The written consent of a mentee.
    MenteeConsent,
    /// The agreement to the mentor's contract, or the ground why none is due.
    Agreement,
    /// The approved program of a mentee.
    Program,
    /// The mentor's report on a program that is over.
    Report,
}

/// What there is of a paper on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperStanding {
    /// It is there.
    There,
    /// It is there, and something that it must say isn't known.
    Incomplete,
    /// Its date is still to come.
    Ahead,
    /// Its own term is over.
    Over,
    /// It was there and was taken back.
    Withdrawn,
    /// It isn't there.
    Missing,
    /// It needn't be.
    NotDue,
}

impl PairPaper {
    /// The word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::JoiningOrder => "joining_order",
            Self::MentorConsent => "mentor_consent",
            Self::MenteeConsent => "mentee_consent",
            Self::Agreement => "agreement",
            Self::Program => "program",
            Self::Report => "report",
        }
    }

    /// The word for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Order => "Приказ о закреплении",
            Self::JoiningOrder => "Приказ о включении",
            Self::MentorConsent => "Согласие наставника",
            Self::MenteeConsent => "Согласие наставляемого",
            Self::Agreement => "Соглашение с наставником",
            Self::Program => "Утверждённая программа",
            Self::Report => "Отчёт наставника",
        }
    }

    /// Where it is asked for.
    pub const fn clause(self) -> &'static str {
        match self {
            Self::Order | Self::JoiningOrder => "Ножай-Юрт, п. 2.7",
            Self::MentorConsent => "Ножай-Юрт, п. 2.3; ТК РФ, ст. 351.8",
            Self::MenteeConsent => "Ножай-Юрт, п. 2.4",
            Self::Agreement => "Ножай-Юрт, п. 2.5; ТК РФ, ст. 351.8",
            Self::Program => "Ножай-Юрт, п. 7.7 *",
            Self::Report => "Ножай-Юрт, п. 5.5",
        }
    }

    /// What doesn't hold without it.
    pub const fn without_it(self) -> &'static str {
        match self {
            Self::Order => "наставляемые не закреплены",
            Self::JoiningOrder => "наставляемый не закреплён",
            Self::MentorConsent => "наставничество поручать нельзя",
            Self::MenteeConsent => "приказ о закреплении издавать нельзя",
            Self::Agreement => "не установлены содержание, срок, форма и оплата работы",
            Self::Program => "наставляемый не вошёл в программу наставничества",
            Self::Report => "итог программы не подведён",
        }
    }

    /// The facts of shares that can't hold without it.
    pub const fn facts(self) -> &'static [&'static str] {
        match self {
            Self::Order | Self::JoiningOrder => &["ordered", "entered", "of_entered"],
            Self::Program => &["entered", "of_entered"],
            Self::MentorConsent | Self::MenteeConsent | Self::Agreement | Self::Report => &[],
        }
    }
}

impl PaperStanding {
    /// The word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::There => "there",
            Self::Incomplete => "incomplete",
            Self::Ahead => "ahead",
            Self::Over => "over",
            Self::Withdrawn => "withdrawn",
            Self::Missing => "missing",
            Self::NotDue => "not_due",
        }
    }

    /// The word for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::There => "есть",
            Self::Incomplete => "есть, но неполно",
            Self::Ahead => "с будущей датой",
            Self::Over => "срок истёк",
            Self::Withdrawn => "отозвано",
            Self::Missing => "нет",
            Self::NotDue => "не требуется",
        }
    }

    /// Whether nothing of the paper is wanting.
    pub const fn is_enough(self) -> bool {
        matches!(self, Self::There | Self::NotDue)
    }

    /// Of an order, which counts only with number and date.
    pub fn of_order(has_number: bool, dated: Option<Day>, day: Day) -> Self {
        match dated {
            Some(dated) if has_number && dated > day => Self::Ahead,
            Some(_) if has_number => Self::There,
            None if !has_number => Self::Missing,
            _ => Self::Incomplete,
        }
    }

    /// Of a consent.
    pub fn of_consent(given: Option<Day>, withdrawn: Option<Day>, day: Day) -> Self {
        match given {
            None => Self::Missing,
            Some(_) if withdrawn.is_some_and(|withdrawn| withdrawn <= day) => Self::Withdrawn,
            Some(given) if given > day => Self::Ahead,
            Some(_) => Self::There,
        }
    }

    /// Of the last agreement of a pair: its date, the last day of its own term, and whether all is known that it must say.
    pub fn of_agreement(dated: Option<Day>, until: Option<Day>, is_whole: bool, day: Day) -> Self {
        match dated {
            None => Self::Missing,
            Some(dated) if dated > day => Self::Ahead,
            Some(_) if until.is_some_and(|until| until < day) => Self::Over,
            Some(_) if is_whole => Self::There,
            Some(_) => Self::Incomplete,
        }
    }

    /// Of the report on a program that is over.
    pub fn of_report(reported: Option<Day>, day: Day) -> Self {
        match reported {
            None => Self::Missing,
            Some(reported) if reported > day => Self::Ahead,
            Some(_) => Self::There,
        }
    }

    /// Of a mentee's program: its approval and its last day, planned or actual.
    pub fn of_program(approved: Option<Day>, until: Day, day: Day) -> Self {
        match approved {
            None => Self::Missing,
            Some(approved) if approved > day => Self::Ahead,
            Some(_) if until < day => Self::Over,
            Some(_) => Self::There,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_there_from_its_day_on() {
        let day = |day| Day::new(2024, 5, day).unwrap();
        let today = day(15);
        for (given, withdrawn, standing) in [
            (None, None, "missing"),
            (Some(15), None, "there"),
            (Some(16), None, "ahead"),
            (Some(1), Some(15), "withdrawn"),
            (Some(1), Some(16), "there"),
        ] {
            let found = PaperStanding::of_consent(given.map(day), withdrawn.map(day), today);
            assert_eq!(found.code(), standing, "{given:?} {withdrawn:?}");
        }
        for (has_number, dated, standing) in [
            (true, Some(15), "there"),
            (true, Some(16), "ahead"),
            (false, Some(1), "incomplete"),
            (true, None, "incomplete"),
            (false, None, "missing"),
        ] {
            let found = PaperStanding::of_order(has_number, dated.map(day), today);
            assert_eq!(found.code(), standing, "{has_number} {dated:?}");
        }
        for (dated, until, is_whole, standing) in [
            (Some(1), Some(15), true, "there"),
            (Some(1), Some(14), true, "over"),
            (Some(1), None, false, "incomplete"),
            (Some(16), None, true, "ahead"),
            (None, None, false, "missing"),
        ] {
            let found = PaperStanding::of_agreement(dated.map(day), until.map(day), is_whole, today);
            assert_eq!(found.code(), standing, "{dated:?} {until:?} {is_whole}");
        }
        for (approved, until, standing) in
            [(Some(15), 15, "there"), (Some(16), 31, "ahead"), (Some(1), 14, "over"), (None, 31, "missing")]
        {
            let found = PaperStanding::of_program(approved.map(day), day(until), today);
            assert_eq!(found.code(), standing, "{approved:?} {until}");
        }
    }
}

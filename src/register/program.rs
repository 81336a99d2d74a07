//! Personalised programs (nozhay-yurt 1.6): whom they name, and the pairs under which they run.

use super::pair::PAIRS;
use super::person::PERSON;
use super::{Field, Register, Span};
use crate::domain::{Day, ProgramOutcome};

/// Programs.
pub static PROGRAMS: Register = Register {
    corrected_by: "program edit",
    is_numbered: true,
    span: Some(Span { first: "starts", last: "ended", owners: &[], busy: None }),
    ..Register::of(
        "programs",
        "программа",
        "program",
        &[
            NUMBER,
            TITLE,
            APPROVED,
            STARTS,
            FINISHES,
            LENGTH_REASON,
            ENDED,
            OUTCOME,
            END_REASON,
            APPROVAL_NUMBER,
            DIRECTIONS,
            GOALS,
            RESOURCES,
            STRENGTHS,
            REFLECTED,
            REPORTED,
        ],
    )
};

/// Whom a program names.
pub static PROGRAM_PEOPLE: Register = Register {
    told_apart_by: &["program_id", "person_id"],
    ..Register::of("program_people", "наставляемый программы", "program-person", &[PROGRAM, PERSON])
};

/// The pairs under which a program runs.
pub static PROGRAM_PAIRS: Register = Register {
    corrected_by: "program edit",
    told_apart_by: &["program_id", "pair_id"],
    ..Register::of(
        "program_pairs",
        "пара программы",
        "program-pair",
        &[PROGRAM, Field::row("pair_id", "Пара", &PAIRS).label(), LINKED_SINCE, LINKED_UNTIL],
    )
};

/// The methodist's own number.
pub const NUMBER: Field = Field::name("number", "Номер программы")
    .short("№")
    .key("number_key")
    .label()
    .required()
    .also(&["№ программы", "Программа", "Программа №"])
    .meaning("номер программы")
    .example("7");
/// What it is called.
pub const TITLE: Field = Field::text("title", "Название")
    .secret()
    .also(&["Название программы", "Наименование", "Наименование программы", "Тема"])
    .meaning("название программы")
    .edited_by("program edit")
    .option("title");
/// When it was approved; empty: a draft.
pub const APPROVED: Field = Field::day("approved", "Дата утверждения")
    .short("Утверждена")
    .also(&["Утверждена", "Дата утверждения программы"])
    .meaning("не указана — проект")
    .example("05.09.2022")
    .option("approved");
/// The first day.
pub const STARTS: Field = Field::day("starts", "Начало")
    .required()
    .also(&["Дата начала", "Начало программы", "Дата начала программы", "Срок реализации с"])
    .meaning("первый день программы")
    .example("05.09.2022")
    .option("start");
/// The last day as planned.
pub const FINISHES: Field = Field::day("finishes", "Окончание")
    .required()
    .also(&[
        "Дата окончания",
        "Окончание программы",
        "Дата окончания программы",
        "Дата завершения",
        "Срок реализации по",
    ])
    .meaning("последний день программы")
    .example("31.05.2023")
    .option("finish");
/// Why it is shorter than three months or longer than a year.
pub const LENGTH_REASON: Field = Field::text("length_reason", "Причина иного срока")
    .secret()
    .meaning("если программа короче 3 месяцев или длиннее года")
    .edited_by("program edit --length-reason")
    .option("length-reason");
/// The day of its actual end.
pub const ENDED: Field = Field::day("ended", "Завершена или отменена").option("ended");
/// Completed or cancelled.
pub const OUTCOME: Field = Field::set("outcome", "Итог", ProgramOutcome::SET);
/// Why it was cancelled.
pub const END_REASON: Field = Field::text("end_reason", "Причина отмены").secret().option("cancel-reason");

/// The number of the order that approved it.
pub const APPROVAL_NUMBER: Field = Field::text("approval_number", "Номер приказа об утверждении")
    .refines(&APPROVED)
    .also(&["Номер приказа об утверждении программы", "Приказ об утверждении", "№ приказа об утверждении"])
    .meaning("номер приказа, которым утверждена программа")
    .example("41-ОД")
    .edited_by("program edit --approval-number")
    .option("approval-number");
/// On what the mentor works with the mentee.
pub const DIRECTIONS: Field = Field::text("directions", "Направления")
    .secret()
    .also(&["Направления работы", "Направления наставнической деятельности"])
    .meaning("направления наставнической деятельности")
    .edited_by("program edit --directions")
    .option("directions");
/// What is to be reached (nozhay-yurt 5.3).
pub const GOALS: Field = Field::text("goals", "Цели")
    .secret()
    .also(&["Цель", "Цель программы", "Цели программы"])
    .meaning("чего нужно достичь")
    .edited_by("program edit --goals")
    .option("goals");
/// With what it is to be reached (nozhay-yurt 5.3).
pub const RESOURCES: Field = Field::text("resources", "Ресурсы")
    .secret()
    .also(&["Ресурсы программы", "Ресурсы наставляемого"])
    .meaning("на что можно опереться: люди, курсы, материалы")
    .edited_by("program edit --resources")
    .option("resources");
/// What the mentee is good at (nozhay-yurt 1.6).
pub const STRENGTHS: Field = Field::text("strengths", "Сильные стороны")
    .secret()
    .also(&["Сильные стороны наставляемого"])
    .meaning("сильные стороны наставляемого, которые программа поддерживает")
    .edited_by("program edit --strengths")
    .option("strengths");
/// When the mentee looked back on it (nozhay-yurt 5.5).
pub const REFLECTED: Field = Field::day("reflected", "Рефлексия наставляемого")
    .also(&["Дата рефлексии", "Дата рефлексии наставляемого"])
    .meaning("день, когда наставляемый подвёл итоги программы")
    .option("reflected");
/// When the mentor reported on it (nozhay-yurt 5.5).
pub const REPORTED: Field = Field::day("reported", "Отчёт наставника")
    .also(&["Дата отчёта наставника", "Дата отчёта"])
    .meaning("день, когда наставник представил отчёт о программе")
    .option("reported");

/// Which program.
pub const PROGRAM: Field = Field::row("program_id", "Программа", &PROGRAMS).label().required();

/// The first day under the pair; empty: from the first.
pub const LINKED_SINCE: Field = Field::day("since", "В паре с").option("since");
/// The last day under the pair; empty: still.
pub const LINKED_UNTIL: Field = Field::day("until", "В паре по").option("until");

/// Whether a program lasts 3 months to 1 year: start + 3 months ≤ finish + 1 day, and finish ≤ start + 1 year (nozhay-yurt 1.6).
pub fn has_due_length(starts: Day, finishes: Day) -> bool {
    starts.plus_months(3) <= finishes.next() && !is_over_a_year(starts, finishes)
}

/// Whether a program lasts longer than a year: reports mark it, whatever its reason.
pub fn is_over_a_year(starts: Day, finishes: Day) -> bool {
    finishes > starts.plus_months(12)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::has_due_length;
    use crate::domain::Day;

    #[test]
    fn three_months_to_a_year_to_the_day() {
        let fits = |a: &str, b: &str| has_due_length(Day::parse(a).unwrap(), Day::parse(b).unwrap());
        assert!(fits("01.09.2022", "30.11.2022"), "September to November are three months");
        assert!(!fits("01.09.2022", "29.11.2022"));
        assert!(fits("01.09.2022", "01.09.2023"));
        assert!(!fits("01.09.2022", "02.09.2023"));
        assert!(fits("30.11.2022", "27.02.2023"), "30 November + 3 months falls to 28 February");
        assert!(fits("29.02.2024", "28.02.2025"));
        assert!(!fits("29.02.2024", "01.03.2025"));
    }
}

//! Forms of mentoring in any wording.

use crate::common::Desk;

use super::mentoring::{IVANOVA, PETROV, column, imported, pairs, school, turned_away};

const FORMS: &[(&str, &[&str])] = &[
    (
        "педагог – педагог",
        &[
            "педагог–педагог",
            "Педагог — Педагог",
            "«учитель - учитель»",
            "воспитатель‑воспитатель",
            "педагог-молодой педагог",
        ],
    ),
    (
        "руководитель ОО – педагог",
        &[
            "руководитель образовательной организации — педагог",
            "руководитель ОО–учитель",
            "Руководитель ОО – педагог (учитель)",
            "руководитель-педагог",
        ],
    ),
    (
        "педагог вуза/колледжа – молодой педагог",
        &[
            "педагог вуза/колледжа — молодой педагог образовательной организации",
            "педагог вуза–молодой педагог",
            "педагог колледжа - молодой педагог",
        ],
    ),
    ("учитель – ученик", &["учитель–ученик", "педагог — ученик"]),
    ("учитель – студент", &["педагог-студент", "учитель–студент (педагог–студент)"]),
    ("работодатель – студент – ученик", &["работодатель–студент — ученик", "Работодатель-студент-ученик"]),
    ("работодатель – студент", &["работодатель — студент"]),
    ("работодатель – ученик", &["Работодатель  –  ученик"]),
    ("ученик – ученик", &["ученик-ученик"]),
    ("студент – ученик", &["СТУДЕНТ–УЧЕНИК"]),
];

#[test]
fn a_form_is_known_in_any_wording() {
    let desk = school();
    assert_eq!(FORMS.len(), desk.rows("pair form").len(), "every form of the acts is tried");
    let (mut file, mut expected) = (
        "Номер пары;СНИЛС наставника;СНИЛС наставляемого;Форма;Вторая пара тех же людей, причина\n".to_owned(),
        Vec::new(),
    );
    for (title, wordings) in FORMS {
        for wording in wordings.iter().chain([title]) {
            let by_command = expected.len() % 2 == 0;
            expected.push(format!("{}|{title}", expected.len() + 1));
            let number = expected.len();
            if by_command {
                desk.done(&format!(
                    "pair create --mentor {IVANOVA} --mentee {PETROV} --number {number} --form '{wording}' --despite проба"
                ));
            } else {
                file.push_str(&format!("{number};{IVANOVA};{PETROV};{wording};проба\n"));
            }
        }
    }
    imported(&desk, "pair", &file);
    let mut stored = column(&desk, "form");
    stored.sort_by_key(|row| row.split('|').next().unwrap().parse::<usize>().unwrap());
    assert_eq!(stored, expected);
}

#[test]
fn a_form_that_is_unknown_is_refused_until_the_district_enters_it() {
    let desk = school();
    let unknown =
        ["формы наставничества «Ветеран — Молодой педагог» нет; есть: педагог – педагог;", "nastavnik pair form"];
    desk.refused("pair create --mentor Иванова --mentee Петров --form 'Ветеран — Молодой педагог'", 1, &unknown);
    let header = "Номер пары;Наставник;Наставляемый;Форма\n";
    let row = "1;Белов Егор Ильич;Петров Пётр Петрович;Ветеран — Молодой педагог\n";
    desk.write("file.csv", format!("{header}{row}")).refused("pair import file.csv", 1, &unknown);
    desk.done("pair form ' ветеран –  молодой педагог' --mentor-outside");
    let taken = "такая форма наставничества уже есть";
    for again in ["ветеран-молодой педагог", "Ветеран ОО — молодой педагог", "воспитатель – воспитатель"]
    {
        desk.refused(&format!("pair form '{again}'"), 1, &[taken]);
    }
    desk.refused("pair form --mentor-outside", 2, &[]);
    // The form says who may come from outside: its mentor is entered by name, its mentee isn't.
    imported(&desk, "pair", &format!("{header}{row}"));
    assert_eq!(pairs(&desk), ["1|Белов Егор Ильич|Петров Пётр Петрович"]);
    assert_eq!(column(&desk, "form"), ["1|ветеран – молодой педагог"]);
    turned_away(
        &desk,
        "pair",
        &format!("{header}2;Белов Егор Ильич;Серова Яна Олеговна;ветеран–молодой педагог\n"),
        &["file.csv:2: наставляемый: нет человека «Серова Яна Олеговна»"],
    );
    assert_eq!(desk.rows("pair form").len(), FORMS.len() + 1);
}

/// «Работодатель – студент – ученик» is two pairs: what of them isn't there is found, whichever was entered first.
#[test]
fn a_pair_of_three_sides_wants_its_second_pair() {
    let desk = school().with([
        "mentor add 'Станков Павел Ильич' --category предприятие --date 01.09.2022",
        "mentor add 'Серов Иван Львович' --category студент --date 01.09.2022",
        "pair create --number 1 --mentor Станков --mentee Серов --form 'работодатель–студент–ученик' --start 01.10.2022",
        "pair create --number 2 --mentor Рощина --mentee Петров --form педагог–педагог --start 01.10.2022",
    ]);
    let found = |desk: &Desk, day: &str| -> Vec<String> {
        let told = desk.run(&format!("monitor check --only third_side_missing --format csv --today {day}"));
        assert_eq!(told.code, 0, "a note: {told:#?}");
        told.out.lines().skip(1).map(str::to_owned).collect()
    };
    let told = found(&desk, "01.12.2022");
    assert!(
        told.len() == 1 && told[0].contains("пара № 1") && told[0].contains("второй её пары нет: студента с учеником"),
        "{told:?}"
    );
    // The other way round: the student's pair with the pupil stands alone.
    let other = school().with([
        "mentor add 'Серов Иван Львович' --category студент --date 01.09.2022",
        "pair create --number 5 --mentor Серов --mentee 'Ивин Глеб' --form 'работодатель–студент–ученик' --start 01.10.2022",
    ]);
    let told = found(&other, "01.12.2022");
    assert!(told.len() == 1 && told[0].contains("работодателя со студентом"), "{told:?}");
    // With both nothing is wanting; once the first is over there is nothing to ask of it either.
    let desk = desk.with([
        "pair create --number 3 --mentor Серов --mentee 'Ивин Глеб' --form 'работодатель–студент–ученик' --start 01.10.2022",
    ]);
    assert_eq!(found(&desk, "01.12.2022"), [""; 0]);
    other.done("pair close 5 --date 31.12.2022");
    assert_eq!(found(&other, "01.02.2023"), [""; 0]);
}

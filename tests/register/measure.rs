//! The monitoring of programs in two stages, and what it says of their effect.

use crate::common::Desk;

fn desk() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 3' --kind школа",
        "org add 'Лицей № 4' --kind школа",
        "org staff add 'Ким Ян Львович' --org 1 --post учитель --hired 01.09.2012",
        "org staff add 'Ёжикова Юлия Яновна' --org 1 --post учитель --hired 01.09.2023",
        "org staff add 'Ли Анна' --org 2 --post учитель --hired 01.09.2023",
        "pair create --number 1 --mentor Ким --mentee Ёжикова --start 01.09.2023",
        "pair create --number 2 --mentor Ким --mentee Ёжикова --mentee 'Ли Анна' --kind 'в группе' --start 01.09.2023 --despite 'общая группа'",
        "program draft --number 1 --pair 1 --start 01.09.2023 --finish 31.05.2024",
        "program draft --number 2 --pair 2 --start 01.09.2023 --finish 31.05.2024",
    ])
}

/// Each measure that the act names (7.4, 7.5), in which direction it is better.
#[test]
fn the_measures_of_the_act_are_there() {
    let known = desk().cells("program measure kind", &["title", "unit", "direction"]);
    assert_eq!(known.len(), 16);
    for measure in [
        "Сопутствующие риски|число|down",
        "Успеваемость обучающихся|%|up",
        "Обучающиеся, успешно прошедшие ВПР, ОГЭ, ЕГЭ|%|up",
        "Участие обучающихся в олимпиадах|чел.|up",
        "Срок адаптации|мес.|down",
        "Планируют стать наставляемыми|чел.|up",
    ] {
        assert!(known.contains(&measure.to_owned()), "{measure}: {known:?}");
    }
}

#[test]
fn the_exit_is_set_against_the_entry() {
    let desk = desk().with([
        "program measure kind 'Опоздания' --unit раз --direction снижение",
        "program measure add 1 успеваемость --stage вход --value 72,5 --date 15.09.2023",
        "program measure add 1 успеваемость --stage выход --value 70.25 --date 20.05.2024",
        "program measure add 1 опоздания --stage вход --value 7 --date 15.09.2023",
        "program measure add 1 опоздания --stage выход --value 4 --date 20.05.2024",
        "program measure add 2 успеваемость --mentee 'Ли Анна' --stage вход --value 60 --date 16.09.2023",
        "program measure add 2 успеваемость --mentee 'Ли Анна' --stage выход --value 65,01 --date 21.05.2024",
        "program measure add 2 'Качество адаптации' --mentee 'Ли Анна' --stage вход --value -1 --date 16.09.2023",
    ]);
    let columns = ["program", "mentee", "org", "measure", "unit", "direction", "entry", "exit", "change"];
    let told = desk.done("monitor effect --format csv");
    assert!(
        told.err.contains("И на входе, и на выходе измерено: 3 из 4 показателей; лучше: 2, без изменений: 0, хуже: 1"),
        "{told:#?}"
    );
    assert_eq!(told.out.lines().next(), Some(columns.join(",").as_str()));
    assert_eq!(
        desk.cells("monitor effect", &columns),
        [
            "1|Ёжикова Юлия Яновна|СОШ № 3|Успеваемость обучающихся|%|up|72.5|70.25|-2.25",
            "1|Ёжикова Юлия Яновна|СОШ № 3|Опоздания|раз|down|7|4|-3",
            "2|Ли Анна|Лицей № 4|Успеваемость обучающихся|%|up|60|65.01|5.01",
            "2|Ли Анна|Лицей № 4|Качество адаптации|баллы|up|-1||",
        ]
    );
    // Of the district: (72,5 + 60) / 2 and (70,25 + 65,01) / 2.
    let mean = ["measure", "measured", "both", "entry", "exit", "change", "better", "worse"];
    assert_eq!(
        desk.cells("monitor effect --totals", &mean),
        [
            "Успеваемость обучающихся|2|2|66.25|67.63|1.38|1|1",
            "Качество адаптации|1|0||||0|0",
            "Опоздания|1|1|7|4|-3|1|0",
        ]
    );
    assert_eq!(
        desk.cells("monitor effect --by-org --measure успеваемость", &["org", "both", "change"]),
        ["Лицей № 4|1|5.01", "СОШ № 3|1|-2.25"]
    );
    // Before the exit only the entry is known.
    assert_eq!(
        desk.cells("monitor effect --program 1 --as-of 01.12.2023", &["measure", "entry", "exit"]),
        ["Успеваемость обучающихся|72.5|", "Опоздания|7|"]
    );
    let shown = desk.done("monitor effect --org 'СОШ № 3' --format excel").out;
    assert!(shown.contains("72,5;70,25;-2,25"), "{shown}");
}

#[test]
fn a_value_is_corrected_and_the_exit_is_never_before_the_entry() {
    let desk = desk().with([
        "program measure add 1 'срок адаптации' --stage выход --value 2 --date 20.05.2024",
        "program measure add 1 'срок адаптации' --stage вход --value 3 --date 15.09.2023",
    ]);
    let clause = "(Ножай-Юрт, п. 7.2)";
    desk.refused(
        "program measure edit 2 --date 21.05.2024",
        1,
        &["замер на выходе 20.05.2024 раньше замера на входе 21.05.2024", clause],
    );
    desk.refused("program measure add 2 успеваемость --stage вход --value 1 --date 01.09.2023", 1, &["--mentee НОМЕР"]);
    desk.refused(
        "program measure add 1 адаптации --stage вход --value 1 --date 01.09.2023",
        1,
        &["подходит несколько"],
    );
    desk.refused("program measure edit 2", 2, &["--value или --date"]);
    let told = desk.done("program measure edit 2 --value 3,5").err;
    assert!(told.contains("Замер № 2: Значение: 3 → 3,5"), "{told}");
    desk.write(
        "f.csv",
        "Номер программы;ФИО;Показатель;Этап;Значение;Дата\n1;;Срок адаптации;вход;4;15.09.2023\n2;Ли Анна;Качество адаптации;вход;6,75;16.09.2023\n",
    );
    let told = desk.done("program measure import f.csv").err;
    assert!(told.contains("записано: 1 новая запись, изменено: 1"), "{told}");
    assert_eq!(
        desk.cells("program measure list", &["program", "mentee", "measure", "stage", "value"]),
        [
            "1|Ёжикова Юлия Яновна|Срок адаптации|entry|4",
            "1|Ёжикова Юлия Яновна|Срок адаптации|exit|2",
            "2|Ли Анна|Качество адаптации|entry|6.75",
        ]
    );
}

//! Releases from duties: whom of a pair, by whose decision, for which days, and who stands in.

use super::mentoring::{card, imported, paired, turned_away};
use crate::common::Desk;

fn listed(desk: &Desk, line: &str) -> Vec<String> {
    desk.cells(line, &["pair", "name", "decision_number", "decision_date", "from", "to", "substitute"])
}

#[test]
fn a_participant_is_let_off_by_a_decision_with_somebody_in_his_place() {
    let desk = paired().with([
        "pair release add 1 Петров --number 31 --date 10.02.2024 --from 12.02.2024 --to 13.02.2024 --substitute 'Рощина О. Ю.' --purpose 'открытый урок'",
        "pair release add 1 Иванова --date 10.02.2024 --from 12.02.2024 --substitute 'Кац Л. М.'",
    ]);
    assert_eq!(
        listed(&desk, "pair release list --pair 1"),
        [
            "1|Петров Пётр Петрович|31|2024-02-10|2024-02-12|2024-02-13|Рощина О. Ю.",
            "1|Иванова Анна Ильинична||2024-02-10|2024-02-12|2024-02-12|Кац Л. М.",
        ]
    );
    let told = card(&desk, "pair show 1").join("\n");
    assert!(
        told.contains(
            "с 12.02.2024 по 13.02.2024|Петров Пётр Петрович, решение № 31 от 10.02.2024, замещает Рощина О. Ю."
        ),
        "{told}"
    );
    let clause = "(Ножай-Юрт, п. 1.7)";
    let add = "pair release add 1 Петров --date 10.03.2024";
    desk.refused(&format!("{add} --from 09.03.2024 --substitute Кац"), 1, &["раньше, чем принято решение", clause]);
    desk.refused(&format!("{add} --from 12.03.2024 --substitute ''"), 1, &["без замены не освобождают", clause]);
    desk.refused(&format!("{add} --from 12.03.2024"), 2, &["--substitute"]);
    desk.refused(
        "pair release add 1 Кац --date 10.03.2024 --from 12.03.2024 --substitute Рощина",
        1,
        &["Кац Лев Маркович: в паре № 1 не участвует", clause],
    );
    desk.refused("pair release edit 1 --to 11.02.2024", 1, &["кончается раньше, чем начинается"]);
    desk.refused("pair release edit 9 --to 11.02.2024", 1, &["nastavnik pair release list"]);
    desk.refused("pair release edit 1", 2, &["не указано, что исправить"]);
    desk.done("pair release edit 1 --to 14.02.2024 --purpose пусто");
    assert!(listed(&desk, "pair release list")[0].contains("|2024-02-12|2024-02-14|"));
}

#[test]
fn a_file_brings_releases_and_corrects_them() {
    let desk = paired();
    let header = "Номер пары;ФИО;Номер приказа;Дата приказа;Освобождён с;Освобождён по;Замена\n";
    let row = "1;Петров Пётр Петрович;31;10.02.2024;12.02.2024";
    imported(&desk, "pair release", &format!("{header}{row};12.02.2024;Рощина О. Ю.\n"));
    let again = imported(&desk, "pair release", &format!("{header}{row};13.02.2024;Рощина О. Ю.\n"));
    assert!(again.err.contains("изменено: 1"), "{again:?}");
    assert_eq!(
        listed(&desk, "pair release list"),
        ["1|Петров Пётр Петрович|31|2024-02-10|2024-02-12|2024-02-13|Рощина О. Ю."]
    );
    turned_away(
        &desk,
        "pair release",
        &format!("{header}1;Кац Лев Маркович;31;10.02.2024;12.02.2024;12.02.2024;Рощина О. Ю.\n"),
        &["file.csv:2: Кац Лев Маркович: в паре № 1 не участвует"],
    );
}

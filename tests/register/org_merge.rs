//! One organisation becomes a part of another: its staff goes on there without a break, past figures stay, the rest is told.

use super::two_schools::{district, figures, names};
use crate::common::Desk;
use crate::common::dump::{assert_same, dump};

/// The second school has papers, a curator, a place in a group, a mentor from outside and a personnel number too many.
fn desk() -> Desk {
    district().with([
        "org adopt 2 --order-number 5 --order-date 01.09.2021 --regulation-date 01.09.2021 --curator 'Ким Нина Сергеевна' --curator-date 01.09.2021",
        "org add 'Филиал в Лужках' --kind школа --parent 2",
        "org group add С1 'Проект «Маяк»' --kind 'сетевой проект' --network",
        "org group add С2 'Проект «Парус»' --kind 'сетевой проект'",
        "org group join С1 --org 2 --date 01.09.2021",
        "org group join С2 --org 1 --date 01.09.2021",
        "org group join С2 --org 2 --date 01.09.2021",
        "mentor add 'Станков Павел Ильич' --org 2 --category предприятие --date 01.09.2021 --capacity 2",
        "mentor add Ёлкина --date 01.09.2021",
        // Ким has in the second school the number that Кац has in the first.
        "org staff edit Ким --number 0012",
        "org staff add 'Соколов Олег Игоревич' --org 2 --post учитель --hired 01.09.2021 --number 15",
        "org staff add 'Дрозд Инна Львовна' --org 2 --post учитель --hired 01.09.2015",
        "org staff dismiss Дрозд --date 31.05.2022",
        "pair create --number 1 --mentor Ёлкина --mentee Ким --order-number 7 --order-date 01.09.2021",
    ])
}

const DAYS: [&str; 3] = ["31.12.2021", "31.12.2022", "31.08.2023"];

#[test]
fn the_staff_goes_on_in_the_successor() {
    let desk = desk();
    let before = DAYS.map(|day| (figures(&desk, day), names(&desk, day)));
    let (bytes, rows) = (desk.bytes(), dump(&desk.sql()));
    let line = "org merge 'СОШ № 2' --into 'СОШ № 1' --date 01.09.2023";

    // Tried, nothing is written, and the same is told.
    let tried = desk.done(&format!("{line} --dry-run"));
    assert!(tried.err.starts_with("Проверка: ничего не записано"), "{tried:#?}");
    assert!(bytes == desk.bytes());

    let told = desk.done(line);
    assert_eq!(told.out, tried.out);
    for words in [
        "закрыта 31.08.2023, преемник — № 1 МБОУ «СОШ № 1» с. Ясное",
        "Продолжается в преемнике с 01.09.2023: 3 записи о работе",
        "В группе «Проект «Маяк»» вместо неё с 01.09.2023 преемник",
        "Наставник не из сотрудников: № 6 Станков Павел Ильич записан за преемником с 01.09.2023",
        "участие её сотрудников в парах по её приказам — по 31.08.2023: 1 пара (№ 1)",
        "табельные номера, которые в преемнике заняты другими, сняты (1 запись)",
        "документы о внедрении не переносятся: приказ о внедрении, положение",
        "куратор закрытой организации (Ким Нина Сергеевна) преемнику не передаётся",
        "филиал остаётся за закрытой организацией: Филиал в Лужках; передать: nastavnik org edit 4 --parent 1",
    ] {
        assert!(told.err.contains(words), "{words}\n{told:#?}");
    }
    assert!(told.out.contains("без табельного номера: там"), "{told:#?}");
    for (day, before) in DAYS.into_iter().zip(before) {
        assert_eq!((figures(&desk, day), names(&desk, day)), before, "{day}");
    }

    let work = |day: &str| desk.cells(&format!("org staff list --org 1 --as-of {day}"), &["name", "number", "hired"]);
    assert_eq!(work("31.08.2023").len(), 3);
    assert_eq!(
        work("01.09.2023")[0..1].iter().chain(&work("01.09.2023")[3..]).cloned().collect::<Vec<_>>(),
        [
            "Ёлкина Вера Юрьевна||2023-09-01",
            "Ким Нина Сергеевна||2023-09-01",
            "Петров Пётр Петрович||2018-09-01",
            "Соколов Олег Игоревич|15|2023-09-01"
        ]
    );
    assert_eq!(desk.cells("org staff list --org 2 --as-of 31.08.2023", &["name"]).len(), 3);
    assert_eq!(desk.cells("org staff list --org 2 --as-of 01.09.2023", &["name"]).len(), 0);
    // Where the successor was a member already it isn't one twice.
    assert_eq!(
        desk.cells("org group show С2", &["id", "joined", "ended"]),
        ["1|2021-09-01|", "2|2021-09-01|2023-08-31"]
    );
    assert_eq!(
        desk.cells("org group show С1", &["id", "joined", "ended"]),
        ["1|2023-09-01|", "2|2021-09-01|2023-08-31"]
    );
    // The school that is no more is found, and says who took over.
    let card = desk.done("org show 'СОШ № 2'").out;
    assert!(card.contains("Преемник") && card.contains("№ 1 МБОУ «СОШ № 1» с. Ясное"), "{card}");
    assert!(desk.done("org show 1").out.contains("№ 2 МБОУ «СОШ № 2» с. Тихое"));

    // One entry, taken back whole.
    desk.done("org undo");
    let none = |rows: Vec<String>| -> Vec<String> {
        rows.into_iter().filter(|row| !row.starts_with("entries: ") && !row.starts_with("changes: ")).collect()
    };
    assert_same("undone", &none(rows), &none(dump(&desk.sql())));
}

#[test]
fn who_can_not_be_merged_is_refused() {
    let desk = desk();
    let refuse = |line: &str, words: &[&str]| _ = desk.refused(line, 1, words);
    refuse("org merge 1 --into 1 --date 01.09.2023", &["не присоединить к ней самой"]);
    refuse("org merge 1 --into 2 --date 01.09.1990", &["организация открыта только 01.09.1990"]);
    refuse("org merge 2 --into 1 --date 31.08.1990", &["преемник открыт только 01.09.1990"]);
    refuse("org merge 2 --into 'Филиал в Лужках' --date 01.09.2023", &["филиал организации"]);
    refuse("org merge 2 --into 1 --date 01.09.2030", &["больше чем на год впереди"]);
    desk.done("org merge 2 --into 1 --date 01.09.2023");
    let refuse = |line: &str, words: &[&str]| _ = desk.refused(line, 1, words);
    refuse("org merge 2 --into 3 --date 01.09.2024", &["уже закрыта 31.08.2023, преемник — № 1"]);
    refuse("org merge 3 --into 2 --date 01.09.2024", &["уже закрыта 31.08.2023"]);
}

/// Files that still name it are taken, and the row is told of.
#[test]
fn a_file_that_names_the_closed_one_is_told() {
    let desk = desk();
    desk.done("org merge 2 --into 1 --date 01.09.2023");
    desk.write(
        "s.csv",
        "ФИО;ИНН организации;Организация;Должность;Дата приёма;Дата увольнения\n\
         Щукин Лев Ильич;7736050003;СОШ № 2;учитель;01.09.2023;\n\
         Карпов Лев Ильич;7736050003;СОШ № 2;учитель;01.09.2020;31.08.2023\n",
    );
    let told = desk.done("org staff import s.csv");
    let note =
        "организация закрыта 31.08.2023, преемник — № 1 МБОУ «СОШ № 1» с. Ясное: МБОУ «СОШ № 2» с. Тихое: строка 2";
    assert!(told.err.contains(note), "{told:#?}");
    for line in [
        "org staff add 'Чижов Иван Ильич' --org 'СОШ № 2' --post учитель --hired 01.09.2023",
        "org staff transfer Чижов --to 'СОШ № 2' --date 01.10.2023 --post методист",
    ] {
        let told = desk.done(line);
        assert!(told.err.contains("организация закрыта 31.08.2023, преемник — № 1"), "{line}: {told:#?}");
    }
    desk.refused("org show СОШ", 1, &["закрыта 31.08.2023, преемник — № 1", "назовите точнее"]);
}

/// The order was of the organisation that is no more: by one of the successor the mentee goes on, as the merger says.
#[test]
fn a_mentee_goes_on_by_an_order_of_the_successor() {
    let desk = desk().with([
        "org staff edit Ким --born 01.02.2000 --teaching-since 01.09.2021",
        "org staff edit Соколов --born 01.02.2000 --teaching-since 01.09.2021",
        "pair create --number 2 --mentor Кац --mentee Соколов --org 2 --order-number 8 --order-date 01.09.2021",
        // Neither ends with the merger: one was over, one is by another organisation's order, one by none.
        "pair create --number 3 --mentor Кац --mentee Ким --order-number 9 --order-date 01.09.2021",
        "pair close 3 --date 31.08.2023",
        "pair create --number 4 --mentor Кац --mentee Соколов --org 1 --order-number 10 --order-date 01.10.2021 --despite 'второй предмет'",
        "pair create --number 5 --mentor Иванова --mentee Ким --start 01.09.2021",
    ]);
    let told = desk.done("org merge 2 --into 1 --date 01.09.2023").err;
    for words in [
        "по 31.08.2023: 1 пара (№ 1); если закрепление продолжается по приказу преемника: nastavnik pair leave ПАРА ЧЕЛОВЕК --date \
         31.08.2023, затем nastavnik pair join ПАРА ЧЕЛОВЕК --date 01.09.2023 --order-number НОМЕР --order-date ДАТА",
        "по 31.08.2023: 1 пара (№ 2), у них указана эта организация; если закрепление продолжается по приказу преемника: nastavnik \
         pair close ПАРА --date 31.08.2023, затем nastavnik pair create --mentor ЧЕЛОВЕК --mentee ЧЕЛОВЕК --start 01.09.2023",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    desk.done("pair close 4 --date 31.08.2023");
    let s7 = |day: &str| desk.cells(&format!("monitor indicators S7 --as-of {day}"), &["numerator", "denominator"]);
    let past = ["31.08.2022", "31.08.2023"].map(|day| figures(&desk, day));
    assert_eq!(s7("31.08.2023"), ["2|2"]);
    assert_eq!(s7("01.09.2023"), ["0|2"]);
    for line in [
        "pair leave 1 Ким --date 31.08.2023",
        "pair join 1 Ким --date 01.09.2023 --order-number 1-П --order-date 01.09.2023",
        "pair close 2 --date 31.08.2023",
        "pair create --mentor Кац --mentee Соколов --start 01.09.2023 --order-number 2-П --order-date 01.09.2023",
    ] {
        desk.done(line);
    }
    assert_eq!(s7("01.09.2023"), ["2|2"]);
    assert_eq!(["31.08.2022", "31.08.2023"].map(|day| figures(&desk, day)), past);
}

/// What becomes of the rows that name an organisation, for each column of the schema that does: those that go over have their
/// first and their last day, of those that stay it is said why.
const GO_OVER: &[(&str, &str, &str)] = &[
    ("employments.org_id", "hired", "dismissed"),
    ("members.org_id", "joined", "ended"),
    ("mentors.org_id", "registered", "retired"),
    ("needs.org_id", "dated", "removed"),
];
const STAY: &[(&str, &str)] = &[
    ("orgs.parent_id", "a branch is given to somebody by hand: it is told"),
    ("orgs.successor_id", "what it has taken over before is its own past"),
    ("former_orgs.org_id", "its own past"),
    ("documents.org_id", "the successor has papers of its own: it is told"),
    ("curators.org_id", "the successor appoints its own: it is told"),
    ("needs_confirmations.org_id", "whoever confirmed confirmed that list"),
    ("pairs.org_id", "the order was of this organisation: it is told what a new one wants"),
    ("reviews.org_id", "what was submitted was of this organisation"),
    ("targets.org_id", "the successor has its own plan, and past reports are held against this one"),
];

#[test]
fn whatever_names_the_organisation_goes_over_or_stays_for_a_reason() {
    let desk = desk().with([
        "org edit 2 --name 'МБОУ «СОШ № 2 имени Ёжикова»' --effective 01.09.2022",
        "org add 'Ясли' --kind 'детский сад'",
        "org close Ясли --date 31.08.2021 --successor 2",
        "org needs add Соколов --org 2 --need дефициты --subject химия --reverse да --date 01.09.2022",
        "org needs add Ким --org 2 --need 'молодой специалист' --date 01.10.2023",
        "org needs add Иванова --org 1 --need дефициты --date 01.09.2022",
        "org needs confirm --org 2 --date 02.09.2022",
        "pair edit 1 --org 2",
        "monitor target set N1 60 --year 2022 --org 2",
        "org review add положение --org 2 --title 'Положение о наставничестве' --date 01.10.2022",
        "mentor edit Станков --phone '8 (000) 123-45-67' --competences 'станки с ЧПУ'",
    ]);
    let columns = {
        let db = desk.sql();
        let sql = "SELECT s.name || '.' || f.\"from\" FROM sqlite_schema s JOIN pragma_foreign_key_list(s.name) f \
                   WHERE f.\"table\" = 'orgs' ORDER BY 1";
        let mut query = db.prepare(sql).unwrap();
        query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect::<Vec<String>>()
    };
    let mut known: Vec<_> =
        GO_OVER.iter().map(|(column, ..)| *column).chain(STAY.iter().map(|(column, _)| *column)).collect();
    known.sort_unstable();
    assert_eq!(columns, known, "left: what names organisations, right: of what it is said what becomes of it");
    let count = |column: &str, org: u8, further: &str| -> i64 {
        let (table, column) = column.split_once('.').unwrap();
        let sql = format!("SELECT count(*) FROM {table} WHERE {column} = {org} {further}");
        desk.sql().query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    let before: Vec<_> = STAY.iter().map(|(column, _)| count(column, 2, "")).collect();
    assert!(before.iter().all(|rows| *rows > 0), "{before:?}");
    let told = desk.done("org merge 2 --into 1 --date 01.09.2023").err;
    assert!(told.contains("В перечне нуждающихся в наставнике преемника с 01.09.2023: 2 человека"), "{told}");
    for (column, first, last) in GO_OVER {
        let held = format!("AND ({last} IS NULL OR {last} >= '2023-09-01')");
        assert_eq!(count(column, 2, &held), 0, "{column}: something is left behind");
        assert!(count(column, 1, &format!("AND {first} = '2023-09-01'")) > 0, "{column}: nothing went over");
    }
    assert_eq!(STAY.iter().map(|(column, _)| count(column, 2, "")).collect::<Vec<_>>(), before);
    // What goes over has all that was told of it.
    let needs =
        desk.cells("org needs list --all --org 1", &["name", "reason", "date", "subject", "reverse", "removed"]);
    assert_eq!(
        needs,
        [
            "Иванова Анна Ильинична|deficits|2022-09-01|||",
            "Ким Нина Сергеевна|novice|2023-10-01|||",
            "Соколов Олег Игоревич|deficits|2023-09-01|химия|true|",
        ]
    );
    let mentors = desk.cells("mentor list --as-of 01.09.2023", &["name", "org", "capacity", "phone", "competences"]);
    let expected = "Станков Павел Ильич|МБОУ «СОШ № 1» с. Ясное|2|8 (000) 123-45-67|станки с ЧПУ".to_owned();
    assert!(mentors.contains(&expected), "{mentors:?}");
}

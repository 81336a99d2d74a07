//! A person's data are destroyed: no byte of the name stays in the file, and no past figure moves.

use crate::common::Desk;

const SNILS: &str = "11223344595";
const DATES: [&str; 4] = ["31.12.2021", "31.12.2022", "31.05.2023", "15.06.2024"];

const STAFF: &str = "ФИО;СНИЛС;Дата рождения;Организация;Должность;Дата приёма;Табельный номер;Начало педагогической деятельности\n\
    Жемчужникова Инга Львовна;112-233-445 95;12.05.1995;Школа А;учитель физики;01.09.2020;77-Ж;01.09.2020\n\
    Петров Пётр Петрович;90010000794;01.02.1980;Школа А;учитель физики;01.09.2005;2;01.09.2005\n\
    Сидорова Вера Ивановна;;01.02.1999;Школа Б;педагог-психолог;01.09.2021;3;01.09.2021\n";

/// A district where Жемчужникова, later Кабардинова, stands everywhere where a name may stand.
fn world() -> Desk {
    let desk = Desk::new().with([
        "org add 'Школа А' --kind школа --inn 7707083893 --head 'Жемчужникова И. Л.'",
        "org add 'Школа Б' --kind школа --inn 7736050003 --head 'Сидоров А. А.'",
    ]);
    desk.write("Жемчужникова-и-другие.csv", STAFF).write(
        "answers.csv",
        "Номер пары;Роль;СНИЛС;Дата;Балл;Что помогло?\n\
         1;наставник;900-100-007 94;20.05.2022;9;Инга Жемчужникова старалась\n\
         1;наставляемый;112-233-445 95;20.05.2022;8;жемчужный характер наставника\n",
    );
    desk.with([
        "org staff import Жемчужникова-и-другие.csv",
        "org undo",
        "org undo 5",
        "org adopt 'Школа А' --order-number 1 --order-date 01.09.2021 --curator 'Жемчужникова Инга' --curator-date 01.09.2021",
        "org staff edit Жемчужникова --name 'Жемчугова Инга Львовна'",
        "org staff edit Жемчугова --name 'Жемчужникова Инга Львовна' --reason 'Жемчугова — ошибка в заявлении Жемчужниковой'",
        "org group add А РМО --kind клуб",
        "org group join А --person Жемчужникова --date 01.09.2021",
        "pair create --number 1 --mentor Петров --mentee Жемчужникова --order-number 5 --order-date 01.09.2021 --basis 'заявление Жемчужниковой И. Л. от 30.08.2021'",
        "program draft --number 1 --pair 1 --start 05.09.2021 --finish 31.05.2022 --title 'Первый год Жемчужниковой'",
        "program approve 1 --date 04.09.2021",
        "monitor survey import answers.csv",
        "mentor add Жемчужникова --date 01.09.2022",
        "pair create --number 2 --mentor Жемчужникова --mentee Сидорова --order-number 6 --order-date 01.09.2022",
        "org staff edit Жемчужникова --name 'Кабардинова Инга Львовна' --effective 01.03.2023",
        "org undo",
        "org staff edit Жемчужникова --name 'Кабардинова Инга Львовна' --effective 01.03.2023",
        "org edit 'Школа Б' --head 'Кабардинова И. Л.'",
        "org edit 'Школа Б' --head 'Сидоров А. А.' --reason 'Кабардинова отказалась'",
        "org staff transfer Кабардинова --to 'Школа Б' --date 01.09.2022",
    ])
}

const ENDED: [&str; 6] = [
    "pair close 1 --date 31.05.2022",
    "pair close 2 --date 31.05.2023",
    "mentor retire Кабардинова --date 31.05.2023",
    "org group leave А --person Кабардинова --date 31.05.2023",
    "org staff dismiss Кабардинова --date 31.08.2023",
    "org staff consent Кабардинова --given 01.09.2020",
];

/// All figures and all reasons, without names.
fn figures(desk: &Desk) -> Vec<String> {
    let mut figures = Vec::new();
    for day in DATES {
        figures.push(desk.done(&format!("monitor indicators --as-of {day} --format csv")).out);
        figures.push(desk.done(&format!("monitor indicators --as-of {day} --by org --format csv")).out);
        figures.push(desk.done(&format!("monitor indicators --period 2021-2022 --today {day} --format csv")).out);
        let line = format!("monitor explain ALL --as-of {day}");
        let mut who = desk.cells(&line, &["code", "org", "result", "reason"]);
        who.sort();
        figures.push(who.join("\n"));
    }
    figures
}

/// Whether a text stands anywhere in the file.
fn holds(desk: &Desk, text: &str) -> bool {
    desk.bytes().windows(text.len()).any(|bytes| bytes == text.as_bytes())
}

const TRACES: [&str; 11] = [
    "Жемчужников",
    "жемчужников",
    "Жемчугов",
    "жемчугов",
    "Кабардинов",
    "кабардинов",
    "Инга",
    " инга", // not the end of «мониторинга» in the schema
    SNILS,
    "77-Ж",
    "жемчужный",
];

#[test]
fn no_byte_of_the_name_stays_and_no_figure_moves() {
    let desk = world().with(ENDED);
    assert!(TRACES.iter().all(|trace| holds(&desk, trace)), "the world doesn't hold what is sought");
    let before = figures(&desk);
    let told = desk.done(
        "org staff erase Кабардинова --basis 'заявление Кабардиновой И. Л.' --reason 'просьба Кабардиновой' --yes",
    );
    for words in ["Персональные данные человека № 1 удалены, теперь это Удалённое лицо 1", "переписан заново"]
    {
        assert!(told.err.contains(words), "{told:?}");
    }
    assert!(!told.err.contains("осталось «"), "{told:?}");
    for trace in TRACES {
        assert!(!holds(&desk, trace), "{trace}");
    }
    // The copies that were made before it are told, and left to their owner.
    assert_eq!(desk.files(), ["answers.csv", "nastavnik.db", "nastavnik.db-backups", "Жемчужникова-и-другие.csv"]);
    assert_eq!(figures(&desk), before);
    // What others said and are stays, without the name.
    let basis = desk.done("pair show 1").out;
    assert!(basis.contains("заявление (удалено) от 30.08.2021"), "{basis}");
    let card = desk.cells("org staff show 1", &["field", "value"]);
    assert!(
        card.contains(&"Персональные данные|удалены 15.06.2024, основание: заявление (удалено)".into()),
        "{card:?}"
    );
    assert!(card.contains(&"Дата рождения|12.05.1995".into()), "{card:?}");
    assert!(card.contains(&"Согласие на обработку персональных данных|от 01.09.2020".into()), "{card:?}");
    assert!(desk.done("org show 'Школа Б'").out.contains("Сидоров А. А."));
    desk.refused("org staff show Кабардинова", 1, &["нет человека «Кабардинова»"]);
    desk.refused("org staff show 11223344595", 1, &["нет человека с таким СНИЛС"]);
}

/// An entry that was taken back leaves the name in the journal: it can be erased there, by the number or by the whole name.
#[test]
fn whoever_was_taken_back_is_erased_too() {
    for who in ["2", "'Жемчужникова Инга Львовна'", "112-233-44595"] {
        let desk = Desk::new().with([
            "org add 'Школа А' --kind школа",
            "org staff add 'Петров Пётр Петрович' --org 1 --post учитель --hired 01.09.2015 --born 01.02.1980",
            "org staff add 'Жемчужникова Инга Львовна' --org 1 --post учитель --hired 01.09.2020 --snils 11223344595 --number 77-Ж",
            "org undo",
            "org staff add 'Кац Лев Маркович' --org 1 --post учитель --hired 01.09.2020 --reason 'вместо Жемчужниковой Инги'",
        ]);
        let before = desk.cells("org history --of person:Кац", &["label", "field", "new"]);
        desk.refused("org staff erase Жемчужникова --yes", 1, &["нет человека «Жемчужникова»"]);
        desk.refused(
            &format!("org staff erase {who}"),
            1,
            &["Жемчужникова Инга Львовна (№ 2)", "в базе этого человека уже нет"],
        );
        let told = desk.done(&format!("org staff erase {who} --yes")).err;
        assert!(told.contains("Персональные данные человека № 2 удалены из журнала"), "{told}");
        for trace in ["Жемчужников", "жемчужников", "Инг", "11223344595", "77-Ж"] {
            assert!(!holds(&desk, trace), "{who}: {trace}");
        }
        assert_eq!(desk.cells("org history --of person:Кац", &["label", "field", "new"]), before);
        desk.refused("org undo 5", 1, &["затронута удалением персональных данных"]);
        desk.refused(&format!("org staff erase {who} --yes"), 1, &["нет человека"]);
        let entry = desk.cells("org history", &["entry", "command"]);
        assert_eq!(entry[0], "7|org staff erase");
        desk.done("org check");
    }
}

#[test]
fn it_says_first_what_it_does() {
    let desk = world().with(ENDED);
    std::fs::create_dir_all(desk.path("nastavnik.db-backups")).unwrap();
    desk.write("nastavnik.db-backups/nastavnik-2024-06-01.db", "");
    desk.refused(
        "org staff erase Кабардинова",
        1,
        &[
            "персональные данные будут удалены навсегда: Кабардинова Инга Львовна (№ 1); ничего не сделано",
            "удаляются ФИО",
            "остаются без имени",
            "отменить удаление нельзя",
            "резервные копии",
            "nastavnik-2024-06-01.db",
            "повторите команду с --yes",
        ],
    );
}

#[test]
fn whoever_still_works_is_not_erased() {
    let desk = world();
    let said = [
        "ещё работает или участвует",
        "работа: Школа Б, учитель физики — nastavnik org staff dismiss 1 --org 2 --date",
        "пара № 1 — nastavnik pair close 1 --date",
        "пара № 2 — nastavnik pair close 2",
        "реестр наставников — nastavnik mentor retire 1",
        "группа «РМО» — nastavnik org group leave РМО --person 1",
    ];
    desk.refused("org staff erase Кабардинова --yes", 1, &said);
    let desk = desk.with(&ENDED[..4]).with(["org staff dismiss Кабардинова --date 15.06.2024"]);
    desk.refused("org staff erase Кабардинова --yes", 1, &["работа: Школа Б, учитель физики, по 15.06.2024"]);
    desk.at("2024-06-16").done("org staff erase Кабардинова --yes");
}

#[test]
fn the_journal_tells_what_is_gone_and_undoes_nothing_of_it() {
    let desk = world().with(ENDED);
    desk.done("org staff erase Кабардинова --yes");
    let sql = "SELECT id FROM entries WHERE command = 'org staff erase'";
    let erasure: i64 = desk.sql().query_row(sql, [], |row| row.get(0)).unwrap();
    let gone = "персональных данных";
    desk.refused("org undo", 1, &[&format!("апись {erasure} (15.06.2024, org staff erase)"), gone]);
    let last: i64 = desk.sql().query_row("SELECT max(id) FROM entries", [], |row| row.get(0)).unwrap();
    assert_eq!(last, erasure);
    let told = desk.done(&format!("org history {erasure}")).out;
    assert!(told.contains("человек Удалённое лицо 1") && told.contains("(удалено)"), "{told}");
    let told = desk.done("org history --of person:1").out;
    assert!(told.contains("История: человек Удалённое лицо 1") && told.contains("(удалено)"), "{told}");
    for entry in 1..=last {
        desk.done(&format!("org history {entry}"));
    }
    // The import that brought the person, and the pair that was formed then.
    let sql = "SELECT max(id) FROM entries WHERE command = 'org staff import'";
    let import: i64 = desk.sql().query_row(sql, [], |row| row.get(0)).unwrap();
    let told = desk.refused(&format!("org undo {import}"), 1, &["а в ней удалены персональные данные"]);
    assert!(!told.err.contains("Кабардинова") && told.err.contains("Удалённое лицо 1"), "{told:?}");
    // What has nothing to do with the person is undone as ever.
    desk.done("org edit 'Школа Б' --site https://b.example");
    desk.done("org undo");
}

#[test]
fn a_namesake_keeps_everything() {
    let desk = world().with(ENDED);
    let maria =
        "org staff add 'Кабардинова Мария Петровна' --org 2 --post учитель --hired 01.09.2015 --born 01.01.1970";
    let desk = desk.with([
        maria,
        "org staff edit 'Кабардинова Мария' --number 9",
        "org edit 'Школа А' --head 'Кабардинова М. П.'",
        "org edit 'Школа Б' --head 'Кабардинова'",
        "org add 'Лицей имени Жемчужниковой' --kind школа",
    ]);
    let id: i64 = desk.sql().query_row("SELECT max(id) FROM people", [], |row| row.get(0)).unwrap();
    let history = desk.done(&format!("org history --of person:{id}")).out;
    let told = desk.done("org staff erase 'Кабардинова Инга' --yes").err;
    for words in [
        "организация Школа Б, поле «Руководитель»: осталось «Кабардинова» — это может быть другой человек",
        "организация Лицей имени Жемчужниковой, поле «Наименование»: осталось «Лицей имени Жемчужниковой» — это название",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    assert_eq!(desk.done(&format!("org history --of person:{id}")).out, history);
    assert!(desk.done("org show 'Школа А'").out.contains("Кабардинова М. П."));
    assert!(!holds(&desk, "Инга") && !holds(&desk, SNILS));
    assert_eq!(
        desk.cells("org staff list --org 2", &["name", "number"]),
        ["Кабардинова Мария Петровна|9", "Сидорова Вера Ивановна|3"]
    );
}

#[test]
fn who_is_erased_stays_so() {
    let desk = world().with(ENDED);
    desk.done("org staff erase Кабардинова --yes");
    for line in [
        "org staff edit 1 --name 'Кабардинова Инга Львовна'",
        "org staff edit 1 --name 'Кабардинова Инга Львовна' --effective 01.01.2024",
        "org staff edit 1 --snils 11223344595",
        "org staff consent 1 --given 01.01.2024",
    ] {
        desk.refused(line, 1, &["персональные данные человека № 1 удалены 15.06.2024"]);
    }
    // Once more: the file is written anew, the journal isn't.
    let entries = desk.done("org history --format csv").out;
    let told = desk.done("org staff erase 'Удалённое лицо 1'").err;
    assert!(told.contains("удалены 15.06.2024, менять нечего") && told.contains("переписан заново"), "{told}");
    assert_eq!(desk.done("org history --format csv").out, entries);
    // A file of the old days brings another person, and that is told, by a dry run too.
    for line in ["org staff import Жемчужникова-и-другие.csv --dry-run", "org staff import Жемчужникова-и-другие.csv"]
    {
        let told = desk.done(line).err;
        for words in [
            "Жемчужникова Инга Львовна: та же работа (Школа А, с 01.09.2020) уже записана — Удалённое лицо 1",
            "показатели за прошлые даты учитывают их работу дважды",
            "nastavnik org undo",
        ] {
            assert!(told.contains(words), "{line}: {told}");
        }
        assert!(!told.contains("Петров"), "{told}");
    }
    assert_ne!(desk.cells("org staff show Жемчужникова", &["value"])[0], "1");
    // Once it is told: nothing is added by the next one, and the check goes on telling it.
    assert!(!desk.done("org staff import Жемчужникова-и-другие.csv").err.contains("Удалённое лицо"));
    let found = desk.run("monitor check --format csv");
    let said = ["\nerased_again:", ",error,", "уже записана: Удалённое лицо 1"];
    assert!(said.iter().all(|words| found.out.contains(words)), "{found:?}");
    desk.done("org undo");
    let add = "org staff add 'Жемчужникова Инга Львовна' --org 1 --post 'учитель физики' --hired 01.09.2020";
    assert!(!desk.done(&format!("{add} --born 13.05.1995")).err.contains("уже записана"));
    desk.done("org undo");
    assert!(desk.done(add).err.contains("уже записана — Удалённое лицо 1"));
}

/// A file with a namesake, and with what may mean either of them.
fn doubtful() -> Desk {
    world().with(ENDED).with([
        "org staff add 'Кабардинова Мария Петровна' --org 2 --post учитель --hired 01.09.2015 --born 01.01.1970",
        "org edit 'Школа А' --head 'Кабардинова М. П.'",
        "org edit 'Школа Б' --head 'Кабардинова' --reason 'так просила Кабардинова'",
        "org edit 'Школа Б' --head 'Сидоров А. А.'",
        "pair create --number 3 --mentor 2 --mentee Сидорова --order-number 7 --order-date 01.09.2023",
        "pair close 3 --date 31.05.2024 --reason 'Кабардинова отказалась'",
        "pair create --number 4 --mentor 1 --mentee Сидорова --order-number 8 --order-date 01.09.2022 --basis 'Кабардинова просила'",
        "pair close 4 --date 31.05.2023",
        "org add 'Лицей имени Жемчужниковой' --kind школа",
    ])
}

#[test]
fn doubtful_places_are_told_before_and_after() {
    let desk = doubtful();
    let asked = desk.refused(
        "org staff erase 'Кабардинова Инга'",
        1,
        &[
            "добавьте --everywhere: после удаления программа этого имени уже не узнает",
            "пара 3, поле «Причина прекращения»: «Кабардинова»",
            "журнал, org edit 15.06.2024 (запись",
            "названия и коды с этим именем не меняются:",
            "Лицей имени Жемчужниковой",
        ],
    );
    let lines: Vec<_> = asked.err.lines().filter(|line| line.contains("журнал, ")).collect();
    assert!(lines.iter().enumerate().all(|(at, line)| !lines[..at].contains(line)), "{asked:?}");
    let told = desk.done("org staff erase 'Кабардинова Инга' --yes").err;
    for words in [
        "пара 3, поле «Причина прекращения»: осталось «Кабардинова» — это может быть другой человек; если тот же, исправьте: nastavnik pair edit",
        "пара 4, поле «Основание»: осталось «Кабардинова» — это может быть другой человек; если тот же, исправьте: nastavnik pair edit",
        "записи журнала не исправляются; с 16.06.2024 эту можно забыть вместе с прежними: nastavnik org history --prune-before 16.06.2024",
        "стёртого в его свободных местах не осталось",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    assert!(!told.contains("стёртого в нём не осталось") && !told.contains("вручную"), "{told}");
    let late = desk.done("org staff erase 1 --everywhere").err;
    assert!(late.contains("прежнее имя программе уже неизвестно"), "{late}");
}

/// The command that is named for a text does change it: of every field that has one, those that were once forgotten.
#[test]
fn what_a_command_can_put_right_names_the_command() {
    let desk = doubtful().with([
        "org group add Б 'Кружок Жемчужниковой' --kind клуб",
        "program draft --number П9 --pair 3 --start 01.09.2022 --finish 30.09.2022 --reason 'так решила Кабардинова'",
    ]);
    let told = desk.done("org staff erase 'Кабардинова Инга' --yes").err;
    for words in [
        "группа Б, поле «Название»: осталось «Кружок Жемчужниковой» — это название или код; исправьте: nastavnik org group edit",
        "программа П9, поле «Причина иного срока»: осталось «Кабардинова» — это может быть другой человек; если тот же, \
         исправьте: nastavnik program edit --length-reason",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    desk.done("org group edit Б --title Кружок");
    desk.done("program edit П9 --length-reason 'краткий курс'");
    // A pair is named by its number: that somebody in it was erased is in nobody's way.
    desk.done("pair edit 4 --basis 'заявление'");
}

#[test]
fn everywhere_means_doubtful_places_too() {
    let desk = doubtful();
    let asked = [
        "имя заменяется и там, где это может быть другой человек (--everywhere)",
        "пара 3, поле «Причина прекращения»: «Кабардинова»",
    ];
    desk.refused("org staff erase 'Кабардинова Инга' --everywhere", 1, &asked);
    let told = desk.done("org staff erase 'Кабардинова Инга' --everywhere --yes").err;
    assert!(told.contains("Лицей имени Жемчужниковой") && told.contains("исправьте: nastavnik org edit"), "{told}");
    assert!(!told.contains("другой человек"), "{told}");
    let sql = "SELECT end_reason FROM pairs WHERE number = '3'";
    let reason: String = desk.sql().query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(reason, "(удалено) отказалась");
    // Whoever else bears the name keeps it, in the register and where nobody else can be meant.
    assert!(desk.done("org show 'Школа А'").out.contains("Кабардинова М. П."));
    assert_eq!(desk.cells("org staff list --org 2", &["name"])[0], "Кабардинова Мария Петровна");
    assert!(!desk.done("org history --format csv").out.contains("просила Кабардинова"));
}

/// Two jobs that only their numbers told apart.
#[test]
fn numbers_go_even_where_they_tell_jobs_apart() {
    let desk = Desk::new().with([
        "org add 'Школа А' --kind школа",
        "org staff add 'Рощина Вера Львовна' --org 1 --post учитель --hired 01.09.2015 --number 444-1",
        "org staff add 'Рощина Вера Павловна' --org 1 --post учитель --hired 01.09.2015 --number 444-2",
    ]);
    // Whatever the commands make of it, the rows of one person:
    desk.sql().execute("UPDATE employments SET person_id = 1, dismissed = '2020-05-31'", []).unwrap();
    desk.done("org staff erase 1 --yes");
    assert!(!holds(&desk, "444-"));
    let mut numbers = Vec::new();
    desk.sql()
        .prepare("SELECT number FROM employments ORDER BY id")
        .unwrap()
        .query_map([], |row| row.get::<_, Option<String>>(0))
        .unwrap()
        .for_each(|number| numbers.push(number.unwrap()));
    assert_eq!(numbers, [None, Some("удалён 2".into())]);
}

/// Somebody reads: the data are gone, the file is written anew another time.
#[test]
fn a_reader_only_puts_off_the_packing() {
    let desk = world().with(ENDED);
    desk.done("org staff erase Кабардинова --yes");
    let reader = desk.sql();
    reader.execute_batch("BEGIN; SELECT count(*) FROM people").unwrap();
    let _: i64 = reader.query_row("SELECT count(*) FROM people", [], |row| row.get(0)).unwrap();
    let told = desk.run("org staff erase 1 --wait 1");
    assert_eq!(told.code, 3, "{told:?}");
    assert!(told.err.contains("повторите позже: nastavnik org staff erase 1"), "{told:?}");
    reader.execute_batch("ROLLBACK").unwrap();
    desk.done("org staff erase 1");
}

#[test]
fn a_consent_is_given_once_and_withdrawn_once() {
    let desk = world();
    desk.refused("org staff consent Петров", 2, &["--given"]);
    desk.refused("org staff consent Петров --given 01.01.2020 --withdrawn 01.01.2021", 2, &["не сочетается"]);
    desk.refused("org staff consent Петров --withdrawn 01.01.2021", 1, &["отзывать нечего"]);
    desk.done("org staff consent Петров --given 01.01.2020");
    let undo = "nastavnik org undo НОМЕР; номера записей: nastavnik org history --of person:2";
    desk.refused(
        "org staff consent Петров --given 01.01.2022",
        1,
        &["уже есть действующее согласие, от 01.01.2020", undo],
    );
    desk.refused(
        "org staff consent Петров --withdrawn 31.12.2019",
        1,
        &["согласие отозвано раньше, чем дано: дано 01.01.2020, а указан отзыв 31.12.2019", undo],
    );
    let told = desk.done("org staff consent Петров --withdrawn 01.01.2024").err;
    assert!(told.contains("в течение 30 дней (152-ФЗ, ст. 21, ч. 5)") && told.contains("org staff erase"), "{told}");
    desk.refused(
        "org staff consent Петров --withdrawn 02.01.2024",
        1,
        &["действующего согласия нет: оно отозвано 01.01.2024"],
    );
    desk.refused("org staff consent Петров --given 31.12.2023", 1, &["прежнее согласие отозвано 01.01.2024"]);
    desk.done("org staff consent Петров --given 02.01.2024");
    let card = desk.cells("org staff show Петров", &["field", "value"]);
    let consents: Vec<_> = card.iter().filter(|line| line.starts_with("Согласие")).collect();
    assert_eq!(
        consents,
        [
            "Согласие на обработку персональных данных|от 01.01.2020, отозвано 01.01.2024",
            "Согласие на обработку персональных данных|от 02.01.2024",
        ]
    );
}

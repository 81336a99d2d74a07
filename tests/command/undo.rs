//! Whatever a command changes, `org undo` takes back exactly, and an undoing is undone as exactly. The commands are found in
//! the tree, so that a new one can't be forgotten.

use std::collections::BTreeSet;
use std::fs;

use crate::common::district::district;
use crate::common::dump::dump;
use crate::common::{Desk, commands, words};

/// The number of the last entry.
fn last(desk: &Desk) -> i64 {
    desk.sql().query_row("SELECT max(id) FROM entries", [], |row| row.get(0)).unwrap()
}

const STAFF: &str = "ФИО;СНИЛС;Дата рождения;Организация;Должность;Дата приёма\n\
    Петров Пётр Петрович;90010000794;03.02.1996;СОШ № 1;учитель физики;01.09.2018\n\
    Новикова Нина Петровна;;01.02.1999;Детский сад «Ромашка»;педагог-психолог;01.09.2023\n";

/// The district, and files that change it.
pub fn world() -> Desk {
    let desk = district();
    desk.write(
        "absences.csv",
        "СНИЛС;ФИО;Вид отсутствия;С;По\n90010000794;;армия;01.07.2019;31.05.2020\n;Кац Лев Маркович;иное;01.09.2020;\n",
    );
    desk.write(
        "needs.csv",
        "Организация;ФИО;Причина;Дата;Снято\nСОШ № 1;Соколов Олег Игоревич;вновь прибывший;01.09.2023;31.05.2024\n\
         СОШ № 1;Петров Пётр Петрович;по желанию;01.09.2023;\n",
    );
    desk.write("targets.csv", "Код;Год;План\nN1;2030;60\nN3;2025;95,5\n");
    desk.write("posts.csv", "Должность;Педагогическая\nмастер на все руки;да\nдиспетчер;нет\n");
    desk.write("orgs.csv", "Наименование;Вид;ИНН;Руководитель\nСОШ № 1;школа;7707083893;Кац Лев Львович\nДом творчества;дополнительное образование;;\n")
        .write("renamed.csv", "ИНН;Наименование;Вид\n7707083893;Лицей № 1;СПО\n")
        .write("staff.csv", STAFF)
        .write("mentors.csv", "ФИО;Дата включения;Категория\nСоколов Олег Игоревич;01.09.2023;педагог\nКузнецов Кузьма Кузьмич;01.09.2022;предприятие\n")
        .write("groups.csv", "Код группы;Название;Вид группы\nМ1;РМО учителей;методическое объединение\nК;Клуб;клуб\n")
        .write("pairs.csv", "Номер пары;Наставник;Наставляемый;Дата начала;Дата согласия наставника\n1;Смирнова Анна Ильинична;Петров Пётр Петрович;01.09.2022;29.08.2022\n7;Петров Пётр Петрович;Рощина Ольга Юрьевна;01.09.2022;\n")
        .write("meetings.csv", "Номер пары;По графику;Дата;Тема\n1;10.09.2024;;план года\n1;;12.10.2022;программа по физике\n2/б;;01.03.2024;\n")
        .write("releases.csv", "Номер пары;ФИО;Дата решения;С;По;Кто замещает\n1;Смирнова Анна Ильинична;01.02.2023;02.02.2023;02.02.2023;Рощина\n1;Петров Пётр Петрович;03.10.2022;05.10.2022;05.10.2022;Кац\n")
        .write("tutors.csv", "Номер пары;ФИО;Тьютор с;Тьютор по\n1;Оглы Рашид Ахмед оглы;01.09.2023;31.05.2024\n2/б;Оглы Рашид Ахмед оглы;;\n")
        .write("agreements.csv", "Номер пары;Номер соглашения;Дата соглашения;Доплата\nЖ;9/1;30.08.2021;\n2/б;12;31.08.2023;2000 руб.\n")
        .write("programs.csv", "Номер программы;Номер пары;Начало;Окончание;Дата утверждения\nП3;1;01.09.2022;31.05.2023;04.09.2022\n7;1;05.09.2023;31.05.2024;\n")
        .write("deficits.csv", "Номер программы;Дефицит;Дата\nП1;Теряется на уроке;\nП1;Не знает программ;20.09.2022\n")
        .write("tasks.csv", "Номер программы;Задача;Срок;Результат;Наставляемый\nП1;Читать;30.09.2022;;\nП2;Вести журнал;;ведёт;Рощина Ольга Юрьевна\n")
        .write("stages.csv", "Номер программы;Этап;Начало этапа;Окончание этапа\nП2;подготовительный;01.09.2023;10.09.2023\nП2;проектировочный;11.09.2023;\n")
        .write("measures.csv", "Номер программы;Показатель;Этап;Значение;Дата\nП1;Успеваемость обучающихся;выход;78;25.05.2023\nП1;Качество адаптации;вход;6;15.09.2022\n")
        .write("corrections.csv", "Номер программы;Дата;Что изменено;Причина\nП1;16.01.2023;\"добавлены открытые уроки; =два\";другие итоги\nП1;01.02.2023;новые сроки;болезнь\n")
        .write("reviews.csv", "Организация;Предмет;Номер программы;Представлено;Заключение;Дата заключения;Эксперт\nСОШ № 1;программа;П1;02.09.2022;возвращено;04.09.2022;Петров Пётр Петрович\nСОШ № 1;положение;;01.09.2023;;;\n")
        .write("own.toml", OWN_ACT)
        .write("answers.csv", "Номер пары;Роль;СНИЛС;Дата;Балл;Что помогло?\n1;наставляемый;900-100-007 94;20.05.2023;9;беседы\n");
    desk
}

/// An act of the district's own.
const OWN_ACT: &str = "code = 'own'\ntitle = 'План'\n[[indicator]]\ncode = 'L2'\nclause = 'п. 1'\ntitle = 'Доля'\nunit = 'teacher'\n\
    kinds = ['general']\ncondition = ['registered']\n";

/// The commands that change rows, each with one or more ways to do so in the world above; parted by ` && `, the first ones
/// prepare.
pub const CHANGING: &[&str] = &[
    "org add 'Школа В' --kind школа --municipality 'Другой район'",
    "org edit 'СОШ № 1' --municipality 'Другой район'",
    "org staff edit Петров --post психолог",
    "org edit 'СОШ № 1' --name 'СОШ № 1 имени Б' --head 'Кац Лев Львович' --site https://school.example",
    "org edit 'СОШ № 1' --name 'Лицей № 1' --kind СПО --effective 01.09.2023",
    "org edit 'СОШ № 1' --kind СПО --effective 01.09.2022 && org edit 'СОШ № 1' --name 'Лицей № 1' --until 31.08.2022",
    "org edit 'СОШ № 1' --kind СПО --effective 01.09.2022 && org edit 'СОШ № 1' --name 'Лицей № 1'",
    "org edit Росинка --parent Ромашка",
    "org close 'СОШ № 1' --date 31.05.2024 --successor Артель",
    "org merge 'СОШ № 1' --into Ромашка --date 01.06.2024",
    "org import orgs.csv",
    "org import renamed.csv --effective 01.09.2022",
    "org staff import staff.csv --correct",
    "org workbook import staff.csv --correct",
    "org staff import staff.csv --effective 01.09.2023 --dismiss-absent 31.05.2024",
    "org staff add 'Новикова Нина Петровна' --org 2 --post логопед --hired 01.09.2023",
    "org staff edit Петров --born 01.02.1980 --sex мужской",
    "org staff edit Петров --name 'Кац Пётр Петрович' --effective 01.09.2022",
    "org staff transfer Петров --to 2 --date 01.09.2023",
    "org staff dismiss Петров --date 31.05.2024",
    "org staff merge Петров Соколов",
    "org staff absence import absences.csv",
    "org staff absence add Рощина --kind декрет --from 01.05.2024",
    "org staff absence edit 1 --to 31.05.2024 --kind иное",
    "org needs import needs.csv",
    "org needs add Петров --org 'СОШ № 1' --need 'после перерыва' --date 01.09.2023",
    "org needs edit 3 --need 'по желанию' --subject пусто --reverse нет",
    "org needs close Соколов --date 31.05.2024",
    "org needs confirm --org 'СОШ № 1' --date 01.06.2024",
    "org needs propose --as-of 01.09.2019 --create",
    "org staff consent Смирнова --given 01.09.2021",
    "org staff consent Смирнова --given 01.09.2021 && org staff consent Смирнова --withdrawn 31.05.2024",
    "org adopt Ромашка --order-number 7 --order-date 01.09.2022 --monitoring 31.05.2023",
    "org adopt 'СОШ № 1' --curator 'Петров Пётр' --curator-date 01.09.2023",
    "org adopt 'СОШ № 1' --order-repealed 31.05.2024",
    "org post import posts.csv",
    "org post set хранитель --pedagogical нет",
    "org post set завуч --stands-for заместитель",
    "org group import groups.csv",
    "org group add Б Клуб --kind клуб --network",
    "org group edit С1 --title Сеть --kind клуб",
    "org group edit С1 --network нет --effective 01.09.2023",
    "org group join М1 --person Соколов --date 01.09.2023",
    "org group join С1 --org Артель --date 01.09.2022",
    "org group leave М1 --person Смирнова --date 31.05.2023",
    "org group join С1 --org Артель --date 01.09.2022 && org group edit С1 --org Артель --joined 15.09.2022",
    "org group kind 'клуб чтения' --community",
    "mentor import mentors.csv",
    "mentor add Соколов --date 01.09.2023",
    "mentor retire Смирнова --date 31.05.2024",
    "mentor edit Смирнова --registered 01.10.2022 --org 'СОШ № 1' --no-limit --subject химия",
    "mentor edit Смирнова --on 01.09.2020 --retired 31.05.2021 --no-limit --category предприятие",
    "pair import pairs.csv",
    "pair create --number 7 --mentor Петров --mentee Рощина --order-number 6 --order-date 01.09.2022",
    "org needs add Оглы --need дефициты --date 01.06.2024 && pair suggest --create",
    "pair close 1 --date 31.05.2024 --reason 'переезд'",
    "pair close 1 --date 31.05.2024 && pair reopen 1",
    "pair edit 1 --order-number пусто --order-date пусто",
    "pair edit 1 --order-number 15/2 --until 31.05.2025 --basis заявление",
    "pair join 1 Рощина --date 01.02.2023 --order-number 20 --order-date 01.02.2023 --consent 31.01.2023",
    "pair leave 1 Петров --date 31.01.2024 --reason 'переезд'",
    "pair handover 1 --to Рощина --date 01.06.2024 --order-number 9 --order-date 31.05.2024",
    "pair renew 1 --until 31.05.2026 --order-number 40 --order-date 01.06.2024",
    "pair tutor import tutors.csv",
    "pair join 2/б Оглы --as тьютор --date 01.10.2023",
    "pair leave 1 Оглы --as тьютор --date 31.05.2024",
    "pair tutor edit 2 --joined 15.09.2023 --left 31.12.2023",
    "pair meet import meetings.csv",
    "pair meet add 1 --date 20.05.2024 --topic 'итоги года'",
    "pair meet edit 3 --due 11.06.2024 --form очно",
    "pair form 'мастер – подмастерье'",
    "pair release import releases.csv",
    "pair release add 1 Смирнова --date 01.02.2023 --from 02.02.2023 --substitute Рощина",
    "pair release edit 2 --to 08.10.2022 --purpose пусто",
    "pair agreement import agreements.csv",
    "pair agreement add 2/б --number 11 --date 31.08.2023 --until 31.05.2024",
    "pair agreement edit 1 --number 9/2 --form очно --pay пусто",
    "pair close 1 --date 31.05.2024 --ending 'по уведомлению' --notice 20.05.2024",
    "program import programs.csv",
    "program need import deficits.csv",
    "program need add П1 'Не знает программ' --method 'посещённый урок' --date 15.09.2022",
    "program need edit 1 --deficit 'Теряется на уроке' --date 16.09.2022",
    "program task import tasks.csv",
    "program task add П2 'Выучить программу' --mentee Петров --kind самообразование --due 30.09.2023",
    "program task done 2 --date 30.09.2023 --result 'удостоверение'",
    "program task edit 1 --due 30.11.2022 --responsible пусто --need пусто",
    "program stage П2 подготовительный --until 10.09.2023",
    "program stage П1 рефлексивно-аналитический --since 01.05.2023",
    "program import stages.csv",
    "program measure import measures.csv",
    "program measure add П1 'Срок адаптации' --stage выход --value 2,5 --date 25.05.2023",
    "program measure edit 2 --value 70 --date 16.09.2022",
    "program measure kind Тишина --unit % --direction рост",
    "program correction import corrections.csv",
    "program correction add П1 'новые сроки' --date 01.02.2023 --reason 'болезнь наставляемого'",
    "program correction edit 1 --reason 'болезнь наставника'",
    "org review import reviews.csv",
    "org review add положение --org Ромашка --date 02.06.2024 --expert Петров",
    "org review conclude 5 --verdict согласовано --date 03.06.2024 --expert 'Лавров И., центр'",
    "org review correct 3 --date 05.09.2022 --changes 'уточнены сроки'",
    "org review edit 2 --expert 'Лавров И., центр' --remarks 'нет'",
    "program draft --number 7 --pair 1 --start 05.09.2023 --finish 31.05.2024",
    "program approve П2 --date 31.08.2023",
    "program approve П2 --date 31.08.2023 --number 41-ОД",
    "program report П2 --date 29.09.2023",
    "program extend П2 --until 30.11.2023",
    "program edit П1 --goals 'Уверенность на уроке' --strengths 'Знает предмет' --reported 30.05.2023",
    "program edit П1 --title 'Первые шаги' --pair 1 --until 31.05.2023",
    "program approve П2 --date 31.08.2023 && program complete П2 --date 30.09.2023",
    "program approve П2 --date 31.08.2023 && program cancel П2 --date 15.09.2023 --reason 'болезнь'",
    "monitor survey import answers.csv",
    "monitor survey add 1 --role наставник --date 21.05.2023 --score 9 --stage выход",
    "monitor survey import answers.csv && monitor survey edit 1 --score 3 --date 21.05.2023 --stage выход",
    "monitor survey import answers.csv && monitor survey remove 1",
    "monitor indicators --act own.toml --keep",
    "monitor check waive start_missing:4 birth_missing:5 --reason 'спросить в школе' --until 31.12.2024",
    "monitor check waive birth_missing:4 --reason 'спросить в школе' --until 31.12.2024",
    "monitor check reopen birth_missing:4",
    "monitor setting acts --act own.toml --keep",
    "monitor setting acts spassky",
    "monitor setting acts --act own.toml --keep && monitor setting acts --remove own",
    "monitor setting acts spassky --from 01.09.2024",
    "monitor setting satisfaction 8 --from 01.09.2024",
    "monitor setting satisfaction 8 && monitor setting satisfaction --remove",
    "monitor setting age-limit 30",
    "monitor setting novice-years 2",
    "monitor setting age-on january",
    "monitor target import targets.csv",
    "monitor target set N1 60 --year 2030",
    "monitor target remove 1",
    "monitor run --add year S1 --export export --since 01.01.2023",
    "monitor run --add year S1 --export export --since 01.01.2023 && monitor run",
    "monitor run --add year S1 --export export && monitor run --remove 2",
    "org staff dismiss Петров --date 31.05.2024 && org undo",
    "org backup --keep 7 --share 50",
    "monitor setting since 01.09.2023",
];

/// The commands that change nothing: they leave the very bytes of the file.
const READING: &[&str] = &[
    "org list",
    "org show 1",
    "org staff list",
    "org staff show Смирнова",
    "org staff absence list",
    "org post list",
    "org needs list",
    "org needs show 2",
    "org group list",
    "org group show М1",
    "org history",
    "org backup",
    "org completions bash",
    "mentor list",
    "mentor show Смирнова",
    "pair list",
    "pair show 1",
    "pair meet list",
    "pair meet show 1",
    "pair tutor list",
    "pair suggest",
    "pair print order --org 1 --order 15",
    "pair print consent 1 --all",
    "mentor portfolio Смирнова",
    "pair release list",
    "pair agreement list",
    "pair agreement show 1",
    "pair print order --org 1 --order 15",
    "pair print consent 1 --all",
    "pair print agreement Ж --all",
    "pair print release Ж --all",
    "program list",
    "program show П1",
    "program need list",
    "program need show 1",
    "program task list",
    "program task show 1",
    "program route П2",
    "program schedule --period 2022-2023",
    "program print П1",
    "program measure list",
    "program correction list",
    "program correction show 1",
    "org review list",
    "org review show 4",
    "monitor check --fail-on error",
    "monitor check waivers",
    "monitor effect",
    "program stage П1",
    "monitor indicators",
    "monitor explain S2",
    "monitor compare 2023 2024",
    "monitor gap N1",
    "monitor trend N1",
    "monitor facts",
    "monitor setting acts",
    "monitor setting list",
    "monitor setting age-on",
    "monitor target list",
    "monitor passport",
    "monitor export --out export",
    "monitor run --list",
    "monitor survey show --pair 1",
];

/// What isn't undone but by other means, and why.
const OTHERWISE: &[(&str, &str)] = &[
    ("org init", "it makes the file"),
    ("org restore", "the file that it replaces is kept: another one goes back"),
    ("org check", "it ends with 3 where it finds anything; tests/command/check.rs sees that it changes nothing"),
    ("org staff erase", "what it destroys must not come back: tests/command/erase.rs"),
];

/// The words of a command line that name the command.
fn leaf(line: &str, leaves: &BTreeSet<String>) -> String {
    let words = words(line);
    let found = (1..=words.len().min(4)).rev().map(|n| words[..n].join(" ")).find(|path| leaves.contains(path));
    found.unwrap_or_else(|| panic!("no such command: {line}"))
}

/// The commands that do something themselves.
fn leaves() -> BTreeSet<String> {
    let own =
        commands().into_iter().filter(|(path, command)| !path.is_empty() && !command.is_subcommand_required_set());
    own.map(|(path, _)| path.join(" ")).filter(|path| !path.ends_with("help")).collect()
}

#[test]
fn every_command_is_known_to_change_or_to_read() {
    let leaves = leaves();
    let lines = CHANGING.iter().map(|line| line.rsplit(" && ").next().unwrap()).chain(READING.iter().copied());
    let known: BTreeSet<_> =
        lines.map(|line| leaf(line, &leaves)).chain(OTHERWISE.iter().map(|(path, _)| (*path).to_owned())).collect();
    assert!(leaves.len() > 40, "the tree wasn't walked: {leaves:?}");
    assert_eq!(known, leaves, "left: the commands of these lists, right: those of the program");
}

#[test]
fn every_change_is_undone_and_done_again() {
    let (origin, leaves) = (world(), leaves());
    for (turn, line) in CHANGING.iter().enumerate() {
        let (prepare, line) = line.rsplit_once(" && ").unwrap_or(("", line));
        fs::create_dir_all(origin.path("kept")).unwrap();
        fs::copy(origin.db(), origin.path("kept/db")).unwrap();
        let desk = &origin;
        prepare.split(" && ").filter(|line| !line.is_empty()).for_each(|line| _ = desk.done(line));
        let before = dump(&desk.sql());
        desk.done(&format!("{line} {}", if line.contains("--reason") { "" } else { "--reason 'так надо'" }));
        let after = dump(&desk.sql());
        assert_ne!(before, after, "{line}: nothing was changed");
        let entry = last(desk);
        let (command, reason): (String, Option<String>) = desk
            .sql()
            .query_row("SELECT command, reason FROM entries WHERE id = ?1", [entry], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!(command, leaf(line, &leaves));
        assert!(reason.is_some(), "{line}");
        // What holds of every entry alike is asked of some, by turns.
        let is_asked_more = turn % 4 == 0;
        if is_asked_more {
            desk.done(&format!("org history {entry}"));
        }
        desk.done(&format!("org undo {entry}"));
        assert_eq!(dump(&desk.sql()), before, "{line}: not undone");
        desk.done(&format!("org undo {}", last(desk)));
        assert_eq!(dump(&desk.sql()), after, "{line}: not done again");
        if is_asked_more {
            desk.done(&format!("org undo {entry}"));
            assert_eq!(dump(&desk.sql()), before, "{line}: not undone a second time");
        }
        let broken: Vec<String> = {
            let file = desk.sql();
            let mut check = file.prepare("PRAGMA foreign_key_check").unwrap();
            check.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        assert_eq!(broken, Vec::<String>::new(), "{line}");
        fs::copy(origin.path("kept/db"), origin.db()).unwrap();
        // What another round has exported is another database's.
        let _ = fs::remove_dir_all(origin.path("export"));
    }
}

/// The valid rows are found by trying and taking back; what came of the last try is in the journal nevertheless.
#[test]
fn an_import_of_the_valid_rows_is_undone() {
    let desk = world();
    let rows = "Рощина Ольга Юрьевна;08765430300;01.02.1980;СОШ № 1;учитель;01.09.2018\n\
                Кац Лев Львович;;31.02.1990;СОШ № 1;учитель;01.09.2015\n";
    desk.write("flawed.csv", STAFF.to_owned() + rows);
    let before = dump(&desk.sql());
    let told = desk.run("org staff import flawed.csv --correct --accept-valid");
    assert_eq!(told.code, 3, "{told:#?}");
    assert_ne!(dump(&desk.sql()), before);
    let fields: i64 = desk
        .sql()
        .query_row("SELECT count(*) FROM changes WHERE field IS NOT NULL AND entry_id = ?1", [last(&desk)], |row| {
            row.get(0)
        })
        .unwrap();
    assert!(fields > 0, "the import changes a field of somebody known");
    desk.done("org undo");
    assert_eq!(dump(&desk.sql()), before);
}

/// What later commands did to the rows of an entry, or built on them, stands in the way, by name; what they did to others or
/// took back themselves doesn't.
#[test]
fn nothing_is_undone_under_what_stands_on_it() {
    let desk = Desk::new().with([
        "org add 'Школа А' --kind школа",                                                   // 2
        "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015", // 3
        "org staff add 'Петров Пётр Петрович' --org 1 --post учитель --hired 01.09.2015",   // 4
        "org staff edit Иванова --born 12.05.1990",                                         // 5
        "mentor add Иванова --date 01.09.2021",                                             // 6
        "org staff edit Иванова --sex женский",                                             // 7
    ]);
    desk.refused("org undo 3", 1, &["запись 3", "не отменена", "Иванова Анна Ильинична", "org undo 7"]);
    desk.refused("org undo 2", 1, &["работа", "Петров Пётр Петрович", "Школа А", "запись 4"]);
    desk.done("org undo 5"); // 8: another field of the same row is nobody's business
    assert_eq!(
        desk.cells("org staff list", &["name", "born"]),
        ["Иванова Анна Ильинична|", "Петров Пётр Петрович|1990-05-12"].map(|row| row.replace("|1990-05-12", "|"))
    );
    desk.refused("org undo 5", 1, &["уже отменена записью 8", "org undo 8"]);
    desk.done("org undo 7"); // 9
    desk.refused("org undo 3", 1, &["наставник", "запись 6"]);
    desk.done("org undo 6"); // 10
    // Everything that stood on it is taken back, so it can go; then nothing that stood on it can come again.
    desk.done("org undo 3"); // 11
    assert_eq!(desk.cells("org staff list", &["name"]), ["Петров Пётр Петрович"]);
    for entry in [8, 9, 10] {
        desk.refused(&format!("org undo {entry}"), 1, &["Иванова Анна Ильинична"]);
    }
    desk.done("org undo 11"); // 12
    desk.done("org undo 10");
    assert_eq!(desk.cells("mentor list", &["name"]), ["Иванова Анна Ильинична"]);
    desk.refused("org undo 1", 1, &["не меняла строк базы"]);
    desk.refused("org undo 99", 1, &["нет записи журнала с номером 99", "org history"]);
    // A change past the program is noticed.
    desk.sql().execute("UPDATE people SET sex = 'male' WHERE name GLOB 'Петров*'", []).unwrap();
    desk.done("org staff edit Петров --sex женский");
    desk.sql().execute("UPDATE people SET sex = NULL WHERE name GLOB 'Петров*'", []).unwrap();
    desk.refused("org undo", 1, &["Петров Пётр Петрович"]);
}

/// Whoever comes after somebody who was taken back has a history of their own.
#[test]
fn the_history_of_a_person_is_that_persons() {
    let desk = Desk::new().with([
        "org add 'Школа А' --kind школа",
        "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015",
        "org undo",
        "org staff add 'Петров Пётр Петрович' --org 1 --post логопед --hired 01.09.2016",
        "org staff edit Петров --born 01.02.1980",
        "org staff edit Петров --born 01.03.1980 --reason 'описка'",
    ]);
    let steps = desk.cells("org history --of person:Петров", &["entry", "deed", "field", "old", "new"]);
    assert_eq!(
        steps,
        [
            "7|changed|born|1980-02-01|1980-03-01",
            "6|changed|born||1980-02-01",
            "5|added|name||Петров Пётр Петрович",
            "5|added|post_id||логопед",
            "5|added|hired||2016-09-01",
            "5|added|main||true",
        ]
    );
    assert_eq!(desk.cells("org history 7", &["label", "old", "new"]), ["Петров Пётр Петрович|1980-02-01|1980-03-01"]);
    assert_eq!(
        desk.cells("org history", &["entry", "command", "reason", "added", "changed", "removed", "undoes", "undone"])
            [..5],
        [
            "7|org staff edit|описка|0|1|0||",
            "6|org staff edit||0|1|0||",
            "5|org staff add||3|0|0||",
            "4|org undo||0|0|3|3|",
            "3|org staff add||3|0|0||4",
        ]
    );
    // Whoever comes back comes under the own number, which is nobody else's.
    desk.done("org undo 4");
    assert_eq!(desk.cells("org history --of person:Петров", &["entry", "deed", "field", "old", "new"]), steps);
}

/// What was taken back and done again has one history, and what is taken back has one still.
#[test]
fn the_history_goes_on_behind_what_was_undone() {
    let desk = world();
    desk.done("pair close 1 --date 31.05.2024 --reason 'переезд'");
    let closed = last(&desk);
    desk.done("pair create --number 7 --mentor Петров --mentee Рощина --order-number 6 --order-date 01.09.2022");
    let created = last(&desk);
    let history = |line: &str| desk.cells(line, &["entry", "deed", "field", "old", "new"]);
    let before = history("org history --of pair:7");
    assert!(before.contains(&format!("{created}|added|order_number||6")), "{before:?}");
    desk.done("org undo");
    let gone = history("org history --of pair:7");
    assert_eq!(gone[gone.len() - before.len()..], before, "what is gone still has its history");
    assert!(gone.contains(&format!("{}|removed|order_number|6|", created + 1)), "{gone:?}");
    desk.done(&format!("org undo {}", created + 1));
    let again = history("org history --of pair:7");
    assert_eq!(again[again.len() - gone.len()..], gone, "what is back is the same");
    // An entry tells its rows as it left them, whatever came later.
    desk.done("pair close 7 --date 31.05.2024");
    let told = desk.cells(&format!("org history {created}"), &["subject", "deed", "field", "new"]);
    assert!(told.contains(&"пара|added|order_dated|2022-09-01".into()), "{told:?}");
    assert!(!told.iter().any(|step| step.contains("ended")), "{told:?}");
    let removed = desk.cells(&format!("org history {}", created + 1), &["deed", "field", "old"]);
    assert!(removed.contains(&"removed|order_number|6".into()), "{removed:?}");
    assert_eq!(desk.cells("org history", &["entry", "about"])[4], format!("{closed}|пара 1"));
}

/// Whoever is hired or registered again can't be no more dismissed or retired.
#[test]
fn nothing_is_undone_under_what_followed_it() {
    let desk = world();
    for (first, then, name) in [
        (
            "org staff dismiss Петров --date 31.05.2023",
            "org staff add 'Петров Пётр Петрович' --snils 90010000794 --org 2 --post логопед --hired 01.06.2023",
            "работа Петров Пётр Петрович",
        ),
        (
            "mentor retire Смирнова --date 31.05.2023",
            "mentor add Смирнова --date 01.06.2023",
            "наставник Смирнова Анна Ильинична",
        ),
        (
            "org group leave М1 --person Смирнова --date 31.05.2023",
            "org group join М1 --person Смирнова --date 01.06.2023",
            "Смирнова Анна Ильинична",
        ),
    ] {
        desk.done(first);
        let entry = last(&desk);
        desk.done(then);
        let by = format!("nastavnik org undo {}", last(&desk));
        desk.refused(&format!("org undo {entry}"), 1, &["не отменена", name, &by]);
    }
    // A second job that has nothing to do with the first one is in nobody's way.
    desk.done("org staff edit Рощина --born 01.02.1980");
    let entry = last(&desk);
    desk.done("org staff add 'Рощина Ольга Юрьевна' --org Ромашка --post логопед --hired 01.09.2023 --side");
    desk.done(&format!("org undo {entry}"));
}

#[test]
fn the_journal_is_pruned_on_purpose_only() {
    let desk = Desk::new().at("2024-01-10").with(["org add 'Школа А' --kind школа"]).at("2024-06-15");
    let desk = desk.with(["org edit 'Школа А' --head 'Кац Лев Львович'"]);
    desk.refused("org history --prune-before 01.06.2024", 1, &["из журнала", "отменить", "--yes"]);
    desk.refused("org history --prune-before 16.06.2024 --yes", 1, &["ещё не наступил"]);
    let before = dump(&desk.sql());
    desk.done("org history --prune-before 01.06.2024 --yes --reason 'срок хранения'");
    assert_eq!(dump(&desk.sql()), before);
    assert_eq!(
        desk.cells("org history", &["entry", "command", "reason"]),
        ["4|org history|срок хранения", "3|org edit|", "1|org init|"]
    );
    desk.refused("org undo 2", 1, &["нет записи журнала с номером 2"]);
    desk.done("org undo 3");
    let told = desk.done("org history --prune-before 01.01.2023 --yes");
    assert!(told.err.contains("нет"), "{told:#?}");
    // Nobody else forgets: the schema itself holds on to the journal.
    for sql in [
        "DELETE FROM entries",
        "DELETE FROM changes",
        "UPDATE changes SET new = 'x'",
        "UPDATE entries SET made = '2020-01-01 00:00:00'",
    ] {
        assert!(desk.sql().execute(sql, []).is_err(), "{sql}");
    }
}

#[test]
fn whatever_only_reads_leaves_no_entry() {
    let desk = world();
    let bytes = desk.bytes();
    for line in READING {
        desk.done(line);
        assert!(desk.bytes() == bytes, "{line}");
    }
}

/// What comes back must not come back to what is gone, whoever came after.
#[test]
fn nothing_comes_back_to_what_is_gone() {
    let desk = Desk::new().with([
        "org add 'Школа А' --kind школа",                                                   // 2
        "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015", // 3
        "mentor add Иванова --date 01.09.2021",                                             // 4
        "org undo",                                                                         // 5
        "org undo",                                                                         // 6
        "org staff add 'Петров Пётр Петрович' --org 1 --post логопед --hired 01.09.2016",   // 7
    ]);
    desk.refused("org undo 5", 1, &["человек Иванова Анна Ильинична: запись 6"]);
    assert_eq!(desk.rows("mentor list"), Vec::<Vec<String>>::new());
    // A post that several needed went with the last of them.
    let desk = Desk::new().with([
        "org add 'Школа А' --kind школа",                                                 // 2
        "org staff add 'Петров Пётр Петрович' --org 1 --post логопед --hired 01.09.2016", // 3
        "org staff add 'Кац Лев Львович' --org 1 --post логопед --hired 01.09.2016",      // 4
        "org undo",                                                                       // 5
        "org undo",                                                                       // 6
        "org staff add 'Ким Инна Львовна' --org 1 --post учитель --hired 01.09.2016",     // 7
    ]);
    desk.refused("org undo 5", 1, &["должность логопед: запись 6"]);
    // A field that pointed at what is gone.
    let desk = Desk::new().with([
        "org add 'Школа А' --kind школа",                               // 2
        "org add 'Школа Б' --kind школа --municipality 'Другой район'", // 3
        "org edit 'Школа А' --municipality 'Другой район'",             // 4
        "org undo",                                                     // 5
        "org undo",                                                     // 6
        "org add 'Школа В' --kind школа --municipality 'Новый район'",  // 7
    ]);
    desk.refused("org undo 5", 1, &["Другой район: запись 6"]);
}

/// Rows of a range are rows too; and a rule of the schema that bars the way back says whose row it bars.
#[test]
fn what_cant_come_back_is_named() {
    let desk = Desk::new().with([
        "org add 'Школа А' --kind школа",                                                   // 2
        "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015", // 3
        "org staff add 'Петров Пётр Петрович' --org 1 --post учитель --hired 01.09.2015",   // 4
        "org undo",                                                                         // 5
        "org undo",                                                                         // 6
    ]);
    desk.write("staff.csv", STAFF.replace("СОШ № 1", "Школа А").replace("Детский сад «Ромашка»", "Школа А"));
    desk.done("org staff import staff.csv");
    desk.refused("org undo 5", 1, &["должность учитель: запись 6", "org undo 6"]);
    let desk = Desk::new().with([
        "org add 'Школа А' --kind школа", // 2
        "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015 --snils 11223344595", // 3
        "org staff edit 1 --snils 90010000794", // 4
        "org staff add 'Петров Пётр Петрович' --org 1 --post учитель --hired 01.09.2015 --snils 11223344595", // 5
    ]);
    desk.refused("org undo 4", 1, &["человек с таким СНИЛС уже есть", "Иванова Анна Ильинична"]);
}

/// Where the clock was set back, a pruned entry may be in the midst of others: what it did isn't known any more.
#[test]
fn nothing_is_undone_before_what_is_forgotten() {
    let desk = Desk::new().with([
        "org add 'Школа А' --kind школа",                                                   // 2
        "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015", // 3
    ]);
    let desk = desk.at("2024-01-10").with([
        "org undo",                                                                       // 4
        "org staff add 'Петров Пётр Петрович' --org 1 --post учитель --hired 01.09.2016", // 5
    ]);
    let desk = desk.at("2024-06-15").with(["org history --prune-before 01.06.2024 --yes"]);
    desk.refused("org undo 3", 1, &["запись 3", "удалена из журнала"]);
    assert_eq!(desk.cells("org staff list", &["name"]), ["Петров Пётр Петрович"]);
}

/// The cells of a history, a line a step.
fn history(desk: &Desk, of: &str) -> Vec<String> {
    desk.cells(&format!("org history {of}"), &["label", "new"])
}

/// Whoever was taken back leaves the number behind, and the journal goes on naming the one whom each entry was about.
#[test]
fn a_number_is_never_given_twice() {
    let desk = Desk::new().with(["org add Лицей --kind школа"]);
    let add = |name: &str, post: &str| {
        desk.done(&format!("org staff add '{name}' --org 1 --post {post} --hired 01.09.2020"));
        last(&desk)
    };
    let first = add("Петухова Нина Львовна", "учитель");
    desk.done("org undo");
    let second = add("Воробьёв Игорь Львович", "логопед");
    let people = |desk: &Desk| desk.cells("org staff list --all", &["person", "name"]);
    assert_eq!(people(&desk), ["2|Воробьёв Игорь Львович"]);
    for (entry, name, post) in
        [(first, "Петухова Нина Львовна", "учитель"), (second, "Воробьёв Игорь Львович", "логопед")]
    {
        let told = history(&desk, &entry.to_string()).join("\n");
        assert!(told.contains(name) && told.contains(post), "{told}");
        assert_eq!(told.contains("Петухова"), entry == first, "{told}");
    }
    // The undoing is undone: the old number comes back with its owner, and the next is another one still.
    desk.done("org undo 4");
    add("Юдина Светлана Ивановна", "тьютор");
    assert_eq!(people(&desk), ["2|Воробьёв Игорь Львович", "1|Петухова Нина Львовна", "3|Юдина Светлана Ивановна"]);
    // Over commands between which nothing is added, and over a journal that is forgotten.
    desk.done("org undo");
    desk.done("org staff consent Петухова --given 01.09.2020");
    desk.done("org history --prune-before 15.06.2024 --yes");
    add("Ким Анна", "тьютор");
    assert!(people(&desk).contains(&"4|Ким Анна".into()), "{:?}", people(&desk));
}

/// A file is taken back and comes again: people, work and posts get other numbers, however many they are.
#[test]
fn a_file_that_comes_again_gets_other_numbers() {
    for rows in [3, 10_050] {
        let desk = Desk::new().with(["org add Лицей --kind школа"]);
        let row = |n: i64| format!("Кац Лев {};{};Лицей;учитель {};01.09.2020\n", word(n), snils(n), n % 3);
        let table = (1..=rows).map(row).collect::<String>();
        desk.write("staff.csv", format!("ФИО;СНИЛС;Организация;Должность;Дата приёма\n{table}"));
        let numbers = || {
            let sql = "SELECT min(id), max(id), count(*) FROM people UNION ALL SELECT min(id), max(id), count(*) FROM employments";
            let db = desk.sql();
            let mut query = db.prepare(sql).unwrap();
            let read = |row: &rusqlite::Row<'_>| Ok([row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?]);
            query.query_map([], read).unwrap().map(Result::unwrap).collect::<Vec<_>>()
        };
        for time in 1..=2 {
            desk.done("org staff import staff.csv");
            let (first, last) = (rows * (time - 1) + 1, rows * time);
            assert_eq!(numbers(), [[first, last, rows]; 2], "{time}");
            desk.done("org undo");
        }
    }
}

/// A patronymic for a number, of letters alone.
fn word(n: i64) -> String {
    n.to_string()
        .chars()
        .map(|digit| char::from_u32('а' as u32 + digit as u32 - '0' as u32).unwrap())
        .collect::<String>()
        + "вич"
}

/// A СНИЛС whose check digits agree.
fn snils(n: i64) -> String {
    let number = format!("{:09}", 100_000_000 + n);
    let sum: i64 =
        number.chars().zip((1..=9).rev()).map(|(digit, weight)| i64::from(digit as u32 - '0' as u32) * weight).sum();
    format!("{number}{:02}", sum % 101 % 100)
}

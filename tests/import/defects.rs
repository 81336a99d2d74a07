//! k defects planted in a valid file are k reported defects, in one pass, each where it stands; and nothing is written.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::common::Desk;
use crate::common::dump::{assert_same, dump};

/// A kind of file: the command, the header, a valid row by its number.
struct File {
    import: &'static str,
    header: &'static [&'static str],
    row: fn(usize) -> Vec<String>,
    slips: &'static [Slip],
}

/// What can be wrong with a row: how it is spoilt, and what is said of it after the line: `:5: «…` or `: …`.
struct Slip {
    spoil: fn(&mut Vec<String>),
    told: &'static str,
}

/// Puts a text into a cell.
macro_rules! slip {
    ($at:expr, $text:expr, $told:expr) => {
        Slip { spoil: |row| row[$at] = $text.into(), told: $told }
    };
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// Three words that no two of the first 8,000 numbers share: a name.
fn name(n: usize) -> String {
    const LETTERS: [&str; 20] = [
        "а", "бе", "ви", "го", "ду", "жа", "зе", "ки", "ло", "му", "на", "пе", "ри", "со", "ту", "фа", "хе", "ци",
        "чо", "ша",
    ];
    let word: String = [n / 400 % 20, n / 20 % 20, n % 20].map(|digit| LETTERS[digit]).concat();
    format!("М{word}ва Анна Петровна")
}

/// A СНИЛС with its check number, by the rule of the Pension Fund: nine digits by their weights, modulo 101.
fn snils(n: usize) -> String {
    let number = format!("{:09}", 200_000_000 + n);
    let sum: usize = number.bytes().zip((1..=9).rev()).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    format!("{number}{:02}", sum % 101 % 100)
}

const STAFF: File = File {
    import: "org staff import",
    header: &[
        "Табельный номер",
        "СНИЛС",
        "ФИО",
        "Пол",
        "Дата рождения",
        "Организация",
        "Должность",
        "Дата приёма",
        "Дата увольнения",
        "Начало педагогической деятельности",
        "Основное место работы",
        "Педагогический работник",
    ],
    row: |n| {
        row(&[
            &(n + 1).to_string(),
            &snils(n),
            &name(n),
            "ж",
            "12.05.1990",
            "СОШ № 1",
            "учитель",
            "01.09.2015",
            "",
            "01.09.2012",
            "да",
            "",
        ])
    },
    slips: &[
        slip!(7, "31.02.2020", ":8: «Дата приёма»: «31.02.2020» — такого дня нет в календаре: проверьте дату"),
        slip!(7, "", ":8: «Дата приёма» — не заполнено"),
        slip!(7, "01.09.2030", ":8: «Дата приёма»: «01.09.2030» — дата больше чем на год впереди"),
        slip!(1, "112-233-445 96", ":2: «СНИЛС»: «112-233-445 96» — контрольное число СНИЛС не сходится"),
        slip!(1, "112-233-445", ":2: «СНИЛС»: «112-233-445» — в СНИЛС 11 цифр, а здесь 9"),
        slip!(2, "", ":3: «ФИО» — не заполнено"),
        slip!(2, "Ким В. Ю.", ":3: «ФИО»: «Ким В. Ю.» — инициалы не годятся: нужны имя и отчество полностью"),
        slip!(3, "средний", ":4: «Пол»: «средний» — допустимо: женский, мужской"),
        slip!(4, "01.01.2025", ":5: «Дата рождения»: «01.01.2025» — дата в будущем"),
        slip!(4, "1990", ":5: «Дата рождения»: «1990» — ожидается дата, а указан только год: добавьте день и месяц"),
        slip!(5, "СОШ № 77", ":6: «Организация»: «СОШ № 77» — нет организации «СОШ № 77»; "),
        slip!(5, "", ": не указана организация: нет ни ИНН, ни наименования"),
        slip!(6, "–", ":7: «Должность»: «–» — не заполнено"),
        slip!(8, "31.08.2015", ":9: «Дата увольнения»: «31.08.2015» — дата увольнения раньше даты приёма"),
        slip!(9, "давно", ":10: «Начало педагогической деятельности»: «давно» — ожидается дата "),
        slip!(10, "иногда", ":11: «Основное место работы»: «иногда» — ожидается да или нет"),
        slip!(11, "учитель", ":12: «Педагогический работник»: «учитель» — ожидается да или нет"),
        // The quote that opens and isn't closed, the text behind one that is, rows of other lengths.
        slip!(
            6,
            "\"учитель",
            ":7: «Должность»: «\"учитель;01.09.2015;;01.09.2012;да;» — кавычка открыта и не закрыта; закройте или уберите её"
        ),
        slip!(
            6,
            "\"учитель\" химии",
            ":7: «Должность»: «\"учитель\" химии» — текст после закрывающей кавычки; замените кавычки внутри ячейки на «ёлочки»"
        ),
        Slip {
            spoil: |row| row.truncate(9),
            told: ": в строке 9 столбцов, ожидается 12; проверьте разделители и кавычки",
        },
        Slip {
            spoil: |row| row.extend(["".into(), "лишнее".into()]),
            told: ": в строке 14 столбцов, ожидается 12; проверьте разделители и кавычки",
        },
        // A second word on the first person of the file (who stands in the database, too).
        Slip {
            spoil: |cells| *cells = with(FIRST, &[(4, "13.05.1990"), (7, "01.10.2016"), (0, "9001")]),
            told: ": поле «Дата рождения» не такое, как в строке 2: об одном человеке (Мааава Анна Петровна) сказано разное",
        },
    ],
};

/// The first person of the staff file, who is never spoilt.
const FIRST: &str = "1;20000000018;Мааава Анна Петровна;ж;12.05.1990;СОШ № 1;учитель;01.09.2015;;01.09.2012;да;";

/// A row of text with other cells.
fn with(line: &str, cells: &[(usize, &str)]) -> Vec<String> {
    let mut row: Vec<String> = line.split(';').map(str::to_owned).collect();
    cells.iter().for_each(|(at, text)| row[*at] = (*text).to_owned());
    row
}

const ORGS: File = File {
    import: "org import",
    header: &["Наименование", "Вид", "Дата открытия", "ИНН", "Дата закрытия", "Дата приказа о внедрении"],
    row: |n| row(&[&format!("Гимназия № {}", n + 1), "школа", "01.09.1990", "", "", "01.09.2021"]),
    slips: &[
        slip!(0, "", ":1: «Наименование» — не заполнено"),
        slip!(1, "цирк", ":2: «Вид»: «цирк» — допустимо: школа, "),
        slip!(1, "", ":2: «Вид» — не заполнено"),
        slip!(2, "1990", ":3: «Дата открытия»: «1990» — ожидается дата, а указан только год"),
        slip!(3, "7707083894", ":4: «ИНН»: «7707083894» — контрольная цифра ИНН не сходится"),
        slip!(3, "770708389", ":4: «ИНН»: «770708389» — в ИНН 10 или 12 цифр, а здесь 9"),
        slip!(4, "31.08.1990", ":5: «Дата закрытия»: «31.08.1990» — организация закрыта раньше, чем открыта"),
        slip!(5, "31.09.2021", ":6: «Дата приказа о внедрении»: «31.09.2021» — такого дня нет в календаре"),
        slip!(0, "\"Маяк\" центр", ":1: «Наименование»: «\"Маяк\" центр» — текст после закрывающей кавычки"),
        Slip { spoil: |row| row.truncate(2), told: ": в строке 2 столбца, ожидается 6; " },
    ],
};

const MENTORS: File = File {
    import: "mentor import",
    header: &[
        "ФИО",
        "СНИЛС",
        "Организация",
        "Категория",
        "Дата включения",
        "Дата исключения",
        "Предельное число наставляемых",
    ],
    row: |n| row(&[&name(n), "", "СОШ № 1", "педагог", "01.09.2021", "", "2"]),
    slips: &[
        slip!(0, "Никто Нигде Никогда", ": нет человека «Никто Нигде Никогда» среди сотрудников этой организации"),
        slip!(0, "Мааава А. П.", ":1: «ФИО»: «Мааава А. П.» — инициалы не годятся"),
        slip!(1, "20000000019", ":2: «СНИЛС»: «20000000019» — контрольное число СНИЛС не сходится"),
        slip!(2, "СОШ № 9", ":3: «Организация»: «СОШ № 9» — нет организации «СОШ № 9»"),
        slip!(3, "друг", ":4: «Категория»: «друг» — допустимо: педагог, предприятие, студент, обучающийся"),
        slip!(4, "", ":5: «Дата включения» — не заполнено"),
        slip!(
            4,
            "01.13.2021",
            ":5: «Дата включения»: «01.13.2021» — такого дня нет в календаре: похоже, месяц стоит впереди дня"
        ),
        slip!(
            5,
            "31.08.2021",
            ":6: «Дата исключения»: «31.08.2021» — дата исключения из реестра раньше даты включения"
        ),
        slip!(6, "много", ":7: «Предельное число наставляемых»: «много» — ожидается целое число"),
        Slip {
            spoil: |row| row.push("лишнее".into()), told: ": в строке 8 столбцов, ожидается 7; "
        },
    ],
};

const PAIRS: File = File {
    import: "pair import",
    header: &[
        "Номер пары",
        "Наставник",
        "Наставляемый",
        "Форма",
        "Вид",
        "Дата приказа",
        "Дата начала",
        "Дата прекращения",
    ],
    row: |n| {
        row(&[&format!("П-{n}"), &name(60), &name(n), "", "традиционное", "01.09.2022", "02.09.2022", "31.05.2023"])
    },
    slips: &[
        slip!(0, "", ":1: «Номер пары» — не заполнено"),
        slip!(1, "Никто Нигде Никогда", ": наставник: нет человека «Никто Нигде Никогда»"),
        slip!(2, "Мааава А. П.", ":3: «Наставляемый»: «Мааава А. П.» — инициалы не годятся"),
        Slip {
            spoil: |row| row[2] = row[1].clone(),
            told: ": наставник и наставляемый — один человек (Ножай-Юрт, п. 1.6)",
        },
        slip!(3, "мастер–подмастерье", ": формы наставничества «мастер–подмастерье» нет; есть: "),
        slip!(4, "медленное", ":5: «Вид»: «медленное» — допустимо: традиционное"),
        slip!(5, "скоро", ":6: «Дата приказа»: «скоро» — ожидается дата"),
        slip!(7, "01.09.2022", ":8: «Дата прекращения»: «01.09.2022» — пара прекращена раньше, чем начата"),
        // Another mentor for the first pair.
        Slip {
            spoil: |row| (row[0], row[1]) = ("П-0".into(), name(59)),
            told: ": строки пары П-0 расходятся: поле «Наставник» не такое, как в строке 2",
        },
    ],
};

impl File {
    /// A file of so many rows with slips in some of them, and what must be told, in the order of the lines.
    fn spoilt(&self, rows: usize, slips: &[(usize, usize)]) -> (String, Vec<String>) {
        let mut lines = vec![self.header.join(";")];
        let mut told = Vec::new();
        for at in 0..rows {
            let mut cells = (self.row)(at);
            assert_eq!(cells.len(), self.header.len());
            if let Some((_, slip)) = slips.iter().find(|(row, _)| *row == at) {
                (self.slips[*slip].spoil)(&mut cells);
                told.push(format!("  file.csv:{}{}", at + 2, self.slips[*slip].told));
            }
            lines.push(cells.join(";"));
        }
        (lines.join("\n") + "\n", told)
    }
}

/// How many rows, and different slips in different rows: never in the first, of which others speak.
fn spoilt_rows(file: &File) -> impl Strategy<Value = (usize, Vec<(usize, usize)>)> + use<> {
    let slips = file.slips.len();
    (2..50_usize).prop_flat_map(move |rows| {
        let places = prop::collection::btree_set(1..rows, 1..=slips.min(rows - 1));
        let order = Just((0..slips).collect::<Vec<_>>()).prop_shuffle();
        (Just(rows), places, order).prop_map(|(rows, places, order)| (rows, places.into_iter().zip(order).collect()))
    })
}

/// Plants defects in files of a kind, so many times, at a desk.
fn plant(desk: &Desk, file: &File, cases: u32) {
    let config = Config { failure_persistence: None, ..Config::with_cases(cases) };
    let outcome = TestRunner::new(config).run(&spoilt_rows(file), |(rows, slips)| {
        let (text, mut expected) = file.spoilt(rows, &slips);
        desk.write("file.csv", &text);
        let before = desk.bytes();
        let told = desk.run(&format!("{} file.csv", file.import));
        prop_assert_eq!(told.code, 1, "{}\n{:?}", text, told);
        prop_assert!(before == desk.bytes(), "the file has changed\n{text}");
        let mut lines: Vec<&str> = told.err.lines().filter(|line| !line.starts_with("Ошибка: ")).collect();
        prop_assert!(told.err.starts_with(&format!("Ошибка: file.csv: {} ошиб", slips.len())), "{text}\n{}", told.err);
        prop_assert_eq!(lines.len(), expected.len(), "{}\n{}", text, told.err);
        expected.retain(|line| match lines.iter().position(|told| told.starts_with(line.as_str())) {
            Some(at) => {
                lines.remove(at);
                false
            }
            None => true,
        });
        prop_assert!(expected.is_empty(), "not told: {expected:#?}\ntold instead: {lines:#?}\n{text}");
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{}: {failure}", file.import));
    // Every slip by itself, lest chance pass one over; and the file without any goes in.
    for slip in 0..file.slips.len() {
        let (text, expected) = file.spoilt(3, &[(1, slip)]);
        desk.write("file.csv", text).refused(
            &format!("{} file.csv", file.import),
            1,
            &["1 ошибка", expected[0].trim()],
        );
    }
    desk.write("file.csv", file.spoilt(50, &[]).0);
    let told = desk.done(&format!("{} file.csv", file.import));
    assert!(told.err.contains("записано: 50 новых записей"), "{told:?}");
}

/// A school; of the people of its staff file the first so many work there.
fn school(people: usize) -> Desk {
    let desk = Desk::new().with(["org add 'СОШ № 1' --kind школа", "org add 'СОШ № 2' --kind школа"]);
    if people > 0 {
        desk.write("staff.csv", STAFF.spoilt(people, &[]).0).done("org staff import staff.csv");
    }
    desk
}

#[test]
fn the_names_of_these_tests_are_many() {
    assert_eq!((0..8000).map(name).collect::<BTreeSet<_>>().len(), 8000);
    assert_eq!((STAFF.row)(0).join(";"), FIRST);
}

#[test]
fn defects_of_staff_are_told_one_by_one() {
    plant(&school(0), &STAFF, 24);
}

#[test]
fn defects_of_organisations_are_told_one_by_one() {
    plant(&school(0), &ORGS, 10);
}

#[test]
fn defects_of_mentors_are_told_one_by_one() {
    plant(&school(61), &MENTORS, 10);
}

#[test]
fn defects_of_pairs_are_told_one_by_one() {
    plant(&school(61), &PAIRS, 10);
}

/// A large file is entered otherwise than a small one: blank lines alone make it large, and change no word.
#[test]
fn a_large_file_tells_the_same() {
    let desk = school(0);
    let blank = " \n".repeat(150_000);
    let config = Config { failure_persistence: None, ..Config::with_cases(2) };
    let outcome = TestRunner::new(config).run(&spoilt_rows(&STAFF), |(rows, slips)| {
        let text = STAFF.spoilt(rows, &slips).0;
        let small = desk.write("file.csv", &text).run("org staff import file.csv");
        let large = desk.write("file.csv", text + &blank).refused("org staff import file.csv", 1, &[]);
        prop_assert_eq!(small, large);
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    let empty = desk.bytes();
    let text = STAFF.spoilt(50, &[]).0;
    let small = (desk.write("file.csv", &text).done("org staff import file.csv"), dump(&desk.sql()));
    std::fs::remove_dir_all(desk.path("nastavnik.db-backups")).unwrap();
    desk.write("nastavnik.db", &empty).write("file.csv", text + &blank);
    let large = (desk.done("org staff import file.csv"), dump(&desk.sql()));
    assert_same("a large file", &small.1, &large.1);
    assert_eq!(small.0, large.0);
}

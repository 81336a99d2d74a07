//! No command takes more than in proportion to what it works on: four times the rows are about four times the work, however they
//! are spread. All the people of a district may work in one school, all pairs may have one mentor, all people be in one group.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::cli;
use crate::error::EXIT_DONE;
use crate::store::steps;

/// Rows of the smaller file; the larger has four times as many.
const FEW: usize = 80;
/// How many times the work may become that of four times the rows: trees grow higher, nothing else may.
const MOST: f64 = 6.0;

/// A file in the making: its name, its header, and each row by its number.
struct Made {
    name: &'static str,
    header: &'static str,
    row: fn(usize) -> String,
}

/// A number that nobody has, with its check number.
fn snils(at: usize) -> String {
    let number = format!("{:09}", 900_000_000 + at);
    let sum: usize = number.bytes().zip((1..=9).rev()).map(|(b, weight)| usize::from(b - b'0') * weight).sum();
    format!("{number}{:02}", sum % 101 % 100)
}

/// As [`snils`], of an organisation.
fn inn(at: usize) -> String {
    let number = format!("{:09}", 259_900_000 + at);
    let weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    let sum: usize = number.bytes().zip(weights).map(|(b, weight)| usize::from(b - b'0') * weight).sum();
    format!("{number}{}", sum % 11 % 10)
}

/// A name that nobody else has, made of syllables.
fn name(at: usize) -> String {
    let syllables = ["ба", "ве", "ди", "жо", "зу", "ка", "ле", "ми", "но", "ру"];
    let word: String = format!("{at:05}").bytes().map(|b| syllables[usize::from(b - b'0')]).collect();
    let mut letters = word.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}ва Анна Ильинична", letters.as_str())
}

fn born(at: usize) -> String {
    format!("{:02}.{:02}.{}", at % 28 + 1, at / 28 % 12 + 1, 1970 + at / 336)
}

const ORGS: Made = Made {
    name: "orgs.csv",
    header: "Наименование;Краткое наименование;Вид;ИНН",
    row: |at| format!("МБОУ «Средняя школа села {}»;Школа {at};школа;{}", name(at).split(' ').next().unwrap(), inn(at)),
};
const MENTORS: Made = Made {
    name: "mentors.csv",
    header: "СНИЛС;ФИО;Дата включения",
    row: |at| format!("{};{};01.09.2021", snils(at), name(at)),
};
const PAIRS: Made = Made {
    name: "pairs.csv",
    header: "Номер пары;СНИЛС наставника;СНИЛС наставляемого;Форма;Номер приказа;Дата приказа",
    row: |at| format!("П-{at};{};{};педагог – педагог;1;01.10.2022", snils(0), snils(at + 1)),
};
const PAIR: Made = Made {
    name: "pair.csv",
    header: PAIRS.header,
    row: |at| format!("1;{};{};педагог – педагог;1;01.10.2022", snils(0), snils(at + 1)),
};
const PROGRAMS: Made = Made {
    name: "programs.csv",
    header: "Номер программы;Номер пары;СНИЛС наставляемого;Начало;Окончание",
    row: |at| format!("{at};1;{};01.10.2022;30.05.2023", snils(at + 1)),
};
const ANSWERS: Made = Made {
    name: "answers.csv",
    header: "Номер пары;Роль;СНИЛС;Дата;Балл",
    row: |at| format!("1;наставляемый;{};01.03.2023;8", snils(at + 1)),
};
const PROGRAMS_BY_NAME: Made = Made {
    name: "programs-by-name.csv",
    header: "Номер программы;Номер пары;Наставляемый;Начало;Окончание",
    row: |at| format!("{at};1;{};01.10.2022;30.05.2023", name(at + 1)),
};
const ANSWERS_BY_NAME: Made = Made {
    name: "answers-by-name.csv",
    header: "Номер пары;Роль;ФИО;Дата;Балл",
    row: |at| format!("1;наставляемый;{};01.03.2023;8", name(at + 1)),
};
const GROUPS: Made =
    Made {
        name: "groups.csv", header: "Код группы;Название;Вид группы", row: |at| format!("Г-{at};Клуб {at};клуб")
    };
const MEMBERS: Made = Made {
    name: "members.csv",
    header: "Код группы;СНИЛС;Дата вступления",
    row: |at| format!("Г-1;{};01.10.2022", snils(at)),
};

/// The staff of one school: with all keys; with a birth date; with nothing but the name.
const STAFF: Made = Made {
    name: "staff.csv",
    header: "Табельный номер;СНИЛС;ФИО;Дата рождения;ИНН организации;Должность;Дата приёма",
    row: |at| format!("{};{};{};{};{};учитель;01.09.2015", at + 1, snils(at), name(at), born(at), inn(1)),
};
const STAFF_BORN: Made = Made {
    name: "born.csv",
    header: "ФИО;Дата рождения;ИНН организации;Должность;Дата приёма",
    row: |at| format!("{};{};{};учитель;01.09.2015", name(at), born(at), inn(1)),
};
const STAFF_BARE: Made = Made {
    name: "bare.csv",
    header: "ФИО;ИНН организации;Должность;Дата приёма",
    row: |at| format!("{};{};учитель;01.09.2015", name(at), inn(1)),
};
/// One of each of very many schools, named by both keys; by the short name alone.
const STAFF_OF_MANY: Made = Made {
    name: "many.csv",
    header: "Табельный номер;СНИЛС;ФИО;ИНН организации;Организация;Должность;Дата приёма",
    row: |at| format!("{};{};{};{};Школа {at};учитель;01.09.2015", at + 1, snils(at), name(at), inn(at)),
};
/// Two schools by turns, as in a list of a district by names.
const STAFF_BY_TURNS: Made = Made {
    name: "turns.csv",
    header: STAFF.header,
    row: |at| format!("{};{};{};{};{};учитель;01.09.2015", at + 1, snils(at), name(at), born(at), inn(at % 2)),
};
/// Everybody of one name, told apart by the СНИЛС.
const STAFF_OF_ONE_NAME: Made = Made {
    name: "namesakes.csv",
    header: "Табельный номер;СНИЛС;ФИО;ИНН организации;Должность;Дата приёма",
    row: |at| format!("{};{};Ким Анна Ильинична;{};учитель;01.09.2015", at + 1, snils(at), inn(1)),
};
/// Everybody born on one day.
const STAFF_OF_ONE_DAY: Made = Made {
    name: "one-day.csv",
    header: STAFF.header,
    row: |at| format!("{};{};{};01.01.1980;{};учитель;01.09.2015", at + 1, snils(at), name(at), inn(1)),
};
impl Made {
    fn write(&self, folder: &Path, rows: usize) {
        let mut text = format!("{}\n", self.header);
        (0..rows).for_each(|at| writeln!(text, "{}", (self.row)(at)).unwrap());
        fs::write(folder.join(self.name), text).unwrap();
    }
}

/// What each of some commands takes on a copy of its own, on files of so many rows, after others have made what they work on.
fn work(rows: usize, before: &[&str], commands: &[&str], files: &[&Made]) -> Vec<u64> {
    let folder = tempfile::tempdir().unwrap();
    ORGS.write(folder.path(), rows);
    // One more than there are pairs: the mentor.
    files.iter().for_each(|made| made.write(folder.path(), rows + usize::from(made.header == STAFF.header)));
    let run = |db: &str, line: &str| {
        let is_file = |word: &str| word.ends_with(".csv");
        let word = |word| if is_file(word) { folder.path().join(word).into() } else { OsString::from(word) };
        let globals = ["nastavnik", "--quiet", "--today=2024-12-31", "--format=csv", "--output"].map(OsString::from);
        let places = [folder.path().join("out.csv").into(), "--db".into(), folder.path().join(db).into()];
        cli::run(globals.into_iter().chain(places).chain(line.split(' ').map(word)))
    };
    for line in ["org init --name Район", "org import orgs.csv"].iter().chain(before) {
        assert_eq!(run("a.db", line), EXIT_DONE, "{line}");
    }
    let one = |line: &&str| {
        fs::copy(folder.path().join("a.db"), folder.path().join("b.db")).unwrap();
        let begun = steps::done();
        run("b.db", line);
        steps::done() - begun
    };
    commands.iter().map(one).collect()
}

/// Holds that commands on four times the rows take about four times the work.
fn hold(before: &[&str], commands: &[&str], files: &[&Made]) {
    let [few, many] = [FEW, 4 * FEW].map(|rows| work(rows, before, commands, files));
    let told = commands.iter().zip(few.into_iter().zip(many)).map(|(command, (few, many))| {
        let growth = many as f64 / few as f64;
        (growth > MOST).then(|| format!("{growth:.1} times the work: {few} → {many} steps: {command} after {before:?}"))
    });
    let wrong: Vec<_> = told.flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const STAFF_IMPORT: &str = "org staff import staff.csv";

/// Holds it for a file that comes for the first time, and once more.
fn hold_import(before: &[&str], import: &str, files: &[&Made]) {
    hold(before, &[import], files);
    hold(&[before, &[import]].concat(), &[import], files);
}

#[test]
fn staff_of_one_school() {
    for made in [&STAFF, &STAFF_BORN, &STAFF_BARE, &STAFF_OF_ONE_NAME, &STAFF_OF_ONE_DAY] {
        let import = format!("org staff import {}", made.name);
        hold(&[], &[&import], &[made]);
        let again = ["", " --correct", " --effective=01.09.2024"].map(|mode| format!("{import}{mode}"));
        hold(&[&import], &again.each_ref().map(String::as_str), &[made]);
    }
}

#[test]
fn staff_of_many_schools_and_by_turns() {
    for made in [&STAFF_OF_MANY, &STAFF_BY_TURNS] {
        hold_import(&[], &format!("org staff import {}", made.name), &[made]);
    }
    hold(&[], &["org import orgs.csv"], &[]);
}

#[test]
fn pairs_of_one_mentor_and_mentees_of_one_pair() {
    hold_import(&[STAFF_IMPORT], "pair import pairs.csv", &[&STAFF, &PAIRS]);
    let in_pair = [STAFF_IMPORT, "pair import pair.csv"];
    hold_import(&in_pair[..1], in_pair[1], &[&STAFF, &PAIR]);
    // Each of the four on a file that has none of its rows; then once more on a file that has them.
    let by_key = ["program import programs.csv", "monitor survey import answers.csv"];
    let by_name = ["program import programs-by-name.csv", "monitor survey import answers-by-name.csv"];
    let imports = [by_key, by_name].concat();
    let files = [&STAFF, &PAIR, &PROGRAMS, &PROGRAMS_BY_NAME, &ANSWERS, &ANSWERS_BY_NAME];
    hold(&in_pair, &imports, &files);
    hold(&[&in_pair[..], &by_key].concat(), &imports, &files);
}

#[test]
fn members_of_one_group() {
    let before = [STAFF_IMPORT, "org group import groups.csv"];
    hold_import(&before, "org group import members.csv", &[&STAFF, &GROUPS, &MEMBERS]);
}

#[test]
fn lists_and_figures() {
    let before = [
        STAFF_IMPORT,
        "mentor import mentors.csv",
        "pair import pair.csv",
        "program import programs.csv",
        "monitor survey import answers.csv",
        "org group import groups.csv",
        "org group import members.csv",
    ];
    let commands = [
        "org list",
        "org staff list --all",
        "org show 2",
        "org check",
        "monitor check --fail-on error",
        "org history",
        "org undo",
        "mentor list",
        "mentor import mentors.csv",
        "pair list",
        "pair show 1",
        "program list",
        "monitor survey show",
        "org group list",
        "org group show Г-1",
        "monitor indicators",
        "monitor explain S3",
    ];
    hold(&before, &commands, &[&STAFF, &MENTORS, &PAIR, &PROGRAMS, &ANSWERS, &GROUPS, &MEMBERS]);
}

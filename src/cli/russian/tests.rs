#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use clap::error::ErrorKind;
use clap::{ArgGroup, Args, CommandFactory, Parser, Subcommand, ValueEnum};

use super::{failure, localise};
use crate::domain::Names;

/// Наставничество педагогов
#[derive(Parser)]
#[command(name = "nastavnik", version, after_help = "Примеры:\n  nastavnik org list\n  nastavnik pair show 7")]
struct Demo {
    /// Файл базы
    #[arg(long, global = true, value_name = "ФАЙЛ", env = "NASTAVNIK_DEMO_DB", default_value = "nastavnik.db")]
    db: String,
    /// Вид вывода
    #[arg(long, global = true, value_name = "ВИД", default_value = "table", help_heading = "Вывод")]
    format: Shape,
    /// Молчать
    #[arg(long, global = true, env = "NASTAVNIK_DEMO_QUIET")]
    quiet: bool,
    #[command(subcommand)]
    command: Room,
}

#[derive(Clone, ValueEnum)]
enum Shape {
    /// Для людей
    Table,
    Csv,
}

#[derive(Subcommand)]
enum Room {
    /// Организации
    Org {
        #[command(subcommand)]
        command: DemoOrg,
    },
    /// Пары
    Pair(DemoPair),
}

#[derive(Subcommand)]
enum DemoOrg {
    /// Создать базу
    ///
    /// Подробности о том, как она создаётся.
    Init {
        /// Название района
        #[arg(long, value_name = "НАЗВАНИЕ")]
        name: String,
    },
    /// Показать организации
    List,
}

#[derive(Args)]
#[command(group = ArgGroup::new("day").args(["on", "within"]))]
struct DemoPair {
    /// Сколько
    #[arg(long, value_name = "ЧИСЛО", value_parser = clap::value_parser!(u8).range(1..=9))]
    limit: Option<u8>,
    /// Каких лет
    #[arg(long, value_name = "ЛЕТ")]
    age: Option<u32>,
    /// В день
    #[arg(long, value_name = "ДАТА", value_parser = |text: &str| text.parse::<crate::domain::Day>())]
    on: Option<crate::domain::Day>,
    /// В пределах
    #[arg(long, value_name = "ДАТА", num_args = 2)]
    within: Vec<String>,
    /// Среди
    #[arg(long, value_name = "НОМЕР", num_args = 2..)]
    among: Vec<String>,
    /// Со знаком
    #[arg(long, value_name = "МЕРА", require_equals = true)]
    mark: Option<String>,
    /// Файл
    #[arg(value_name = "ФАЙЛ")]
    the_file: String,
    /// Номер
    #[arg(value_name = "НОМЕР")]
    a_number: Option<String>,
}

fn parse(line: &str) -> Result<clap::ArgMatches, clap::Error> {
    localise(Demo::command()).try_get_matches_from(format!("nastavnik {line}").split_whitespace())
}

fn page(line: &str) -> String {
    let error = parse(line).unwrap_err();
    assert!(failure(&error, &Names::default()).is_none(), "{line}: {error}");
    error.to_string()
}

/// What a person sees of a wrong line: the message and the hints.
fn told(line: &str) -> (ErrorKind, String) {
    let error = parse(line).unwrap_err();
    let failure = failure(&error, &Names::default()).unwrap_or_else(|| panic!("{line}: {error}"));
    assert_eq!(failure.exit_code(), 2);
    (error.kind(), [vec![failure.message], failure.hints].concat().join("\n"))
}

/// Words of three Latin letters or more that are neither commands nor options, values or files.
fn english(text: &str) -> BTreeSet<&str> {
    const TYPED: &[&str] =
        &["nastavnik", "org", "init", "list", "pair", "show", "orgs", "table", "csv", "xml", "tabl", "UTF-8"];
    text.split(|c: char| c.is_whitespace() || "«»[]()<>,:;?=…".contains(c))
        .filter(|word| !word.starts_with('-') && !word.contains(['.', '_']) && !TYPED.contains(word))
        .filter(|word| word.as_bytes().windows(3).any(|three| three.iter().all(u8::is_ascii_alphabetic)))
        .collect()
}

#[test]
fn every_page_is_russian() {
    for command in ["", "org ", "org init ", "org list ", "pair "] {
        for flag in ["-h", "--help"] {
            let page = page(&format!("{command}{flag}"));
            assert!(page.contains("Использование: nastavnik"), "{page}");
            assert!(page.contains("Показать эту справку"), "{page}");
            assert_eq!(page.contains("--version"), command.is_empty(), "{page}");
            assert_eq!(english(&page), BTreeSet::new(), "{page}");
        }
    }
    assert_eq!(page("--version"), format!("nastavnik {}\n", env!("CARGO_PKG_VERSION")));
    assert!(page("org").contains("Команды:"), "a command that lacks its command shows its page");
    assert_eq!(told("help").0, ErrorKind::InvalidSubcommand);
}

#[test]
fn arguments_come_before_options_and_keep_their_order() {
    assert_eq!(
        page("pair -h"),
        "\
Пары

Использование: nastavnik pair [ПАРАМЕТРЫ] <ФАЙЛ> [НОМЕР]

Аргументы:
  <ФАЙЛ>   Файл
  [НОМЕР]  Номер

Параметры:
      --limit <ЧИСЛО>             Сколько
      --age <ЛЕТ>                 Каких лет
      --on <ДАТА>                 В день
      --within <ДАТА> <ДАТА>      В пределах
      --among <НОМЕР> <НОМЕР>...  Среди
      --mark=<МЕРА>               Со знаком

Общие параметры:
      --db <ФАЙЛ>  Файл базы [по умолчанию: nastavnik.db] [переменная: NASTAVNIK_DEMO_DB]
      --quiet      Молчать [переменная: NASTAVNIK_DEMO_QUIET]
  -h, --help       Показать эту справку

Вывод:
      --format <ВИД>  Вид вывода [по умолчанию: table] [допустимо: table, csv]
"
    );
}

#[test]
fn examples_stay_at_the_end() {
    let page = page("--help");
    assert!(page.starts_with("Наставничество педагогов\n\nИспользование: nastavnik [ПАРАМЕТРЫ] <КОМАНДА>\n\nКоманды:"));
    assert!(page.ends_with("Примеры:\n  nastavnik org list\n  nastavnik pair show 7\n"), "{page}");
}

#[test]
fn every_error_is_russian() {
    use ErrorKind::*;
    let cases: &[(&str, ErrorKind, &str)] = &[
        ("--formt csv org", UnknownArgument, "неизвестный параметр «--formt»\nможет быть, «--format»?"),
        ("org list что", UnknownArgument, "лишнее слово «что»"),
        (
            "pair --nope",
            UnknownArgument,
            "неизвестный параметр «--nope»\nесли это значение, а не параметр, пишите: -- --nope",
        ),
        ("-- org list", UnknownArgument, "лишнее слово «org»\nчтобы вызвать команду «org», уберите -- перед ней"),
        ("orgs", InvalidSubcommand, "нет такой команды: «orgs»\nможет быть, «org»?"),
        ("--quiet", MissingSubcommand, "после «nastavnik» нужна команда: org, pair"),
        ("org init", MissingRequiredArgument, "не хватает обязательного: --name <НАЗВАНИЕ>"),
        ("pair", MissingRequiredArgument, "не хватает обязательного: <ФАЙЛ>"),
        (
            "--format xml org list",
            InvalidValue,
            "значение «xml» не подходит для «--format <ВИД>»\nдопустимо: table, csv\nПодробнее: та же команда с --help",
        ),
        (
            "--format tabl org list",
            InvalidValue,
            "значение «tabl» не подходит для «--format <ВИД>»\nможет быть, «table»?\nдопустимо: table, csv",
        ),
        ("org list --db", InvalidValue, "у «--db <ФАЙЛ>» нет значения"),
        (
            "pair --on 31.02.2024",
            ValueValidation,
            "значение «31.02.2024» не подходит для «--on <ДАТА>»: такого дня нет в календаре",
        ),
        ("pair --limit 10", ValueValidation, "для «--limit <ЧИСЛО>»: ожидается целое число в пределах 1…9"),
        ("pair --age много", ValueValidation, "для «--age <ЛЕТ>»: ожидается целое число"),
        ("pair --age 99999999999", ValueValidation, "для «--age <ЛЕТ>»: ожидается целое число в пределах"),
        (
            "pair ф --on 01.02.2024 --within 1 2",
            ArgumentConflict,
            "«--on <ДАТА>» не сочетается с «--within <ДАТА> <ДАТА>»",
        ),
        ("pair ф --mark=1 --mark=2", ArgumentConflict, "«--mark=<МЕРА>» указан дважды"),
        ("pair ф --within 1", WrongNumberOfValues, "у «--within <ДАТА> <ДАТА>» значений 1, а нужно 2"),
        ("pair ф --among 1", TooFewValues, "у «--among <НОМЕР> <НОМЕР>...» значений 1, а нужно не меньше 2"),
        ("pair ф --mark 1", NoEquals, "после «--mark=<МЕРА>» нужен знак «=» и значение"),
        ("org list --quiet=да", TooManyValues, "у «--quiet» лишнее значение «да»"),
    ];
    for (line, kind, expected) in cases {
        let (was, told) = told(line);
        assert_eq!(was, *kind, "{line}: {told}");
        assert!(told.contains(expected), "{line}: {told}");
        assert_eq!(english(&told), BTreeSet::new(), "{line}: {told}");
    }
}

#[test]
fn an_error_ends_with_usage_and_the_way_to_the_page() {
    assert!(told("org init").1.ends_with(
        "Использование: nastavnik org init [ПАРАМЕТРЫ] --name <НАЗВАНИЕ>\nПодробнее: nastavnik org init --help"
    ));
}

#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::{Day, OrgTitle, Percent, Share};

/// A row of the tests: its values as they are.
pub(super) type CellRow = Vec<Value<'static>>;

/// The value of a row at a place.
pub(super) fn at<const N: usize>(row: &CellRow) -> Value<'_> {
    row[N].clone()
}

/// A report without title and notes.
pub(super) fn report(columns: Vec<Column<CellRow>>, rows: Vec<CellRow>) -> Report {
    List::new("", columns).of(rows)
}

/// With people named or not, and temporary files where they don't matter.
pub(super) fn rendering(format: Format, width: usize, names: &Names) -> Rendering<'_> {
    Rendering { format, width, names, scratch: Path::new("target") }
}

/// What the report looks like at 80 columns.
pub(super) fn written(report: Report, format: Format) -> String {
    let mut out = Vec::new();
    report.write(rendering(format, 80, &Names::default()), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn all_values() -> Report {
    let share = |part, whole| Share { part, whole };
    let columns = vec![
        Column::both("empty", "Пусто", at::<0>),
        Column::both("text", "Текст", at::<1>),
        Column::both("int", "Число", at::<2>),
        Column::both("day", "День", at::<3>),
        Column::both("flag", "Да?", at::<4>),
        Column::data("code", "Вид", at::<5>),
        Column::table("share", "Доля", at::<6>),
        Column::both("percent", "Доля, %", at::<7>),
        Column::both("target", "План", at::<8>),
    ];
    let row = |text: &'static str, yes: bool, share: Share, target: &str| {
        vec![
            Value::Empty,
            Value::from(text),
            Value::from(-7_i64),
            Value::from(Day::new(2024, 9, 1)),
            Value::from(yes),
            Value::Code("general", "школа"),
            Value::Share(share),
            Value::Percent(share),
            Value::Target(Percent::parse(target).unwrap()),
        ]
    };
    report(columns, vec![row("а;\"б\",в", true, share(28, 286), "80"), row("", false, share(0, 0), "80,5")])
}

#[test]
fn every_value_has_its_word_in_csv() {
    assert_eq!(
        written(all_values(), Format::Csv),
        "empty,text,int,day,flag,code,percent,target\n\
         ,\"а;\"\"б\"\",в\",-7,2024-09-01,true,general,9.8,80\n\
         ,,-7,2024-09-01,false,general,,80.5\n"
    );
}

#[test]
fn every_value_has_its_word_in_excel() {
    assert_eq!(
        written(all_values(), Format::Excel),
        "\u{feff}Пусто;Текст;Число;День;Да?;Вид;Доля, %;План\r\n\
         ;\"а;\"\"б\"\",в\";-7;01.09.2024;да;школа;9,8;80\r\n\
         ;;-7;01.09.2024;нет;школа;;80,5\r\n"
    );
}

#[test]
fn every_value_has_its_word_in_json() {
    assert_eq!(
        written(all_values(), Format::Json),
        "[\n\
         {\"empty\":null,\"text\":\"а;\\\"б\\\",в\",\"int\":-7,\"day\":\"2024-09-01\",\"flag\":true,\
         \"code\":\"general\",\"percent\":9.8,\"target\":80},\n\
         {\"empty\":null,\"text\":\"\",\"int\":-7,\"day\":\"2024-09-01\",\"flag\":false,\
         \"code\":\"general\",\"percent\":null,\"target\":80.5}\n\
         ]\n"
    );
}

#[test]
fn every_value_has_its_word_in_a_table() {
    assert_eq!(
        written(all_values(), Format::Table),
        "\
Пусто  Текст    Число  День        Да?       Доля  Доля, %    План
──────────────────────────────────────────────────────────────────
–      а;\"б\",в     -7  01.09.2024  да   28 из 286    9,8 %    80 %
–                  -7  01.09.2024  нет     0 из 0        –  80,5 %
"
    );
}

#[test]
fn an_organisation_is_shortly_named_in_a_table_only() {
    let titles = [
        OrgTitle { full: "МБОУ «СОШ № 1» с. Ясное".into(), short: Some("СОШ № 1".into()) },
        OrgTitle { full: "МБДОУ «Ромашка»".into(), short: None },
    ];
    let columns = || [Column::both("org", "Организация", |title: &OrgTitle| title.into())];
    let written = |format| written(List::new("", columns()).of(titles.clone()), format);
    assert_eq!(written(Format::Table), "Организация\n───────────────\nСОШ № 1\nМБДОУ «Ромашка»\n");
    assert_eq!(written(Format::Csv), "org\nМБОУ «СОШ № 1» с. Ясное\nМБДОУ «Ромашка»\n");
    assert!(written(Format::Excel).contains("МБОУ «СОШ № 1» с. Ясное\r\n"));
    assert!(written(Format::Json).contains("{\"org\":\"МБОУ «СОШ № 1» с. Ясное\"}"));
}

#[test]
fn an_empty_report_says_so() {
    let empty = |format| written(List::new("Пары", [Column::both("name", "Имя", at::<0>)]).of(Vec::new()), format);
    assert_eq!(empty(Format::Table), "Пары\n(пусто)\n");
    assert_eq!(empty(Format::Csv), "name\n");
    assert_eq!(empty(Format::Excel), "\u{feff}Имя\r\n");
    assert_eq!(empty(Format::Json), "[]\n");
}

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::{ZipArchive, ZipWriter};

use super::*;
use crate::domain::{Percent, Share};
use crate::report::document::{DocumentFields, DocumentTemplate};
use crate::report::tests::{CellRow, at, rendering, report};
use crate::report::zip_entry::zip_entry_options;
use crate::report::{BarChart, Card, ChartFigure, Column, Format, List, ReportChart, TrendChart, TrendLine, Value};

fn bytes(report: Report) -> Vec<u8> {
    let mut out = Vec::new();
    report.write(rendering(Format::Docx, 0, &Names::default()), &mut out).unwrap();
    out
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

/// The paragraphs of a document, as another reader sees them; every part is sound.
fn paragraphs(bytes: &[u8]) -> Vec<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let mut text = String::new();
        archive.by_index(at).unwrap().read_to_string(&mut text).unwrap();
        let mut reader = Reader::from_str(&text);
        while !matches!(reader.read_event().unwrap(), Event::Eof) {}
    }
    let text = part(bytes, "word/document.xml");
    let (mut reader, mut all) = (Reader::from_str(&text), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return all,
            Event::Start(tag) if tag.name().as_ref() == "w:p" => all.push(String::new()),
            Event::Text(words) => all.last_mut().into_iter().for_each(|last: &mut String| last.push_str(&words)),
            Event::GeneralRef(entity) => {
                let sign = quick_xml::escape::resolve_predefined_entity(&entity).unwrap();
                all.last_mut().unwrap().push_str(sign);
            }
            _ => {}
        }
    }
}

#[test]
fn whatever_a_value_is_the_document_says_it_and_is_sound() {
    let long = "я".repeat(32_767);
    let hostile =
        ["=cmd|'/c calc'!A1", "<w:p>", "]]>", "&amp;", "{{ x }}", "{%tr endfor %}", "\"'", long.as_str(), "w:t"];
    let rows = hostile.iter().map(|text| vec![Value::from((*text).to_owned())]).collect();
    let told = paragraphs(&bytes(report(vec![Column::both("name", "Имя", at::<0>)], rows)));
    assert_eq!(told[0], "Имя");
    assert_eq!(told[1..=hostile.len()], hostile);
    let rows = vec![vec![Value::from("а\u{0}б\u{1b}[0m\u{b}в\u{ffff}\u{202e}\nг")]];
    let told = paragraphs(&bytes(report(vec![Column::both("name", "Имя", at::<0>)], rows)));
    assert_eq!(told[1], "а␀б␛[0m␋в\u{fffd}<U+202E> г");
}

#[test]
fn a_list_is_a_table_with_what_stands_above_and_below() {
    let columns = vec![
        Column::both("org", "Организация", at::<0>),
        Column::both("name", "ФИО", at::<1>),
        Column::data("inn", "ИНН", at::<2>),
        Column::both("count", "Учтено", at::<3>),
        Column::both("nothing", "Ничего", at::<4>),
    ];
    let row = |org: &str, name: &str, n: i64| -> CellRow {
        vec![org.to_owned().into(), name.to_owned().into(), "77".into(), n.into(), Value::Empty]
    };
    let list =
        List::new("Сотрудники:", columns).counted().grouped().lead(vec!["Сверху".into()]).notes(vec!["Снизу".into()]);
    let list = list.of(vec![row("Школа", "Ким", 1), row("Школа", "Цой", 2), row("Сад", "Пак", 3)]);
    let told = bytes(list);
    let expected =
        ["Сотрудники: 3", "Сверху", "ФИО", "Учтено", "Школа", "Ким", "1", "Цой", "2", "Сад", "Пак", "3", "Снизу"];
    assert_eq!(paragraphs(&told), expected);
    let body = part(&told, "word/document.xml");
    assert_eq!(body.matches("<w:tblHeader/>").count(), 1, "the headings are repeated");
    assert!(body.contains("w:left=\"1701\"") && body.contains("w:right=\"567\"") && body.contains("<w:titlePg/>"));
    assert_eq!(part(&told, "docProps/core.xml").matches("Сотрудники: 3").count(), 1);
    let none = List::new("Сотрудники:", vec![Column::both("name", "ФИО", at::<0>)]).counted().of(Vec::new());
    assert_eq!(paragraphs(&bytes(none)), ["Сотрудники: 0", "Записей нет."]);
}

#[test]
fn what_stands_in_a_short_line_stands_below_its_title() {
    let columns = vec![
        Column::both("act", "Акт", at::<0>),
        Column::both("by", "Разрез", at::<1>),
        Column::both("title", "Показатель", at::<2>),
        Column::both("part", "Учтено", at::<3>),
    ];
    let row = |by: &str, title: &str, part: i64| -> CellRow {
        let by = if by.is_empty() { Value::Empty } else { by.to_owned().into() };
        vec!["План".into(), by, title.to_owned().into(), part.into()]
    };
    let list = List::new("Доли", columns).titled();
    let list = list.of(vec![row("школы 1 из 2", "Первая", 1), row("", "Первая", 3), row("", "Вторая", 5)]);
    let expected = ["Доли", "Показатель", "Учтено", "План", "Первая", "3", "школы 1 из 2", "", "Вторая", "5", ""];
    assert_eq!(paragraphs(&bytes(list)), expected);
}

#[test]
fn a_card_is_a_table_a_part() {
    let mut card = Card::new("Ким Анна", "Человек");
    card.field("id", "Номер", 7_i64);
    card.heading("Работа");
    card.line("с 01.09.2020", "Школа: учитель");
    let told = paragraphs(&bytes(card.report(Vec::new())));
    assert_eq!(told[..6], ["Ким Анна", "Человек", "Номер", "7", "Работа", "с 01.09.2020"]);
}

#[test]
fn many_columns_lie_on_the_long_side_and_all_are_as_wide_as_the_page() {
    for (count, room) in [(5, 9638), (6, 14570), (14, 14570)] {
        let names: Vec<&'static str> = (0..count).map(|n| &*format!("c{n}").leak()).collect();
        let columns = names.iter().map(|name| Column::both(name, name, at::<0>)).collect();
        let body = part(&bytes(report(columns, vec![vec![Value::from("текст")]])), "word/document.xml");
        let widths = body
            .split("<w:gridCol w:w=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse::<usize>().unwrap());
        let widths: Vec<_> = widths.collect();
        assert_eq!((widths.len(), widths.iter().sum::<usize>()), (count, room));
        assert_eq!(body.contains("landscape"), room == 14570);
    }
}

#[test]
fn no_list_without_end_becomes_a_document() {
    let rows = (0..20_001).map(|_| vec![Value::from(1_i64)]).collect();
    let mut out = Vec::new();
    let told = report(vec![Column::both("n", "N", at::<0>)], rows)
        .write(rendering(Format::Docx, 0, &Names::default()), &mut out);
    assert!(told.unwrap_err().to_string().contains("список слишком велик") && out.is_empty());
}

#[test]
fn the_same_facts_are_the_same_bytes() {
    let of = || report(vec![Column::both("n", "N", at::<0>)], vec![vec![Value::from("Ким")]]);
    assert_eq!(bytes(of()), bytes(of()));
}

fn paper(template: Option<Vec<u8>>) -> Report {
    let row = |name: &str| DocumentFields::default().with("имя", name);
    let fields = DocumentFields::default()
        .with("организация", "Школа «А & Б»")
        .with("куратор", "")
        .with_rows("пары", vec![row("{{ x }}"), row("<w:p>")]);
    let template = template.map(|bytes| DocumentTemplate { path: Path::new("образец.docx").to_owned(), bytes });
    let paper = Document::new("Приказ", fields)
        .heading("{{ организация }}")
        .table_of("пара in пары", &[("№", 1, "{{ loop.index }}"), ("Имя", 5, "{{ пара.имя }}")])
        .statement("if куратор")
        .line("Куратор: {{ куратор }}")
        .statement("endif")
        .sides("Руководитель", "____");
    report(vec![Column::both("n", "N", at::<0>)], Vec::new()).with_document(paper.by_template(template))
}

/// The template as it was printed, with its main part changed.
fn changed(change: impl Fn(String) -> String) -> Vec<u8> {
    let mut printed = Vec::new();
    paper(None).document.unwrap().template(&mut printed).unwrap();
    let mut from = ZipArchive::new(Cursor::new(printed)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let (name, mut text) = (String::from_utf8_lossy(part.name_raw()).into_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        out.start_file(&name, zip_entry_options()).unwrap();
        out.write_all(if name == "word/document.xml" { change(text) } else { text }.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn refusal(template: Vec<u8>) -> String {
    let mut out = Vec::new();
    let told = paper(Some(template)).write(rendering(Format::Docx, 0, &Names::default()), &mut out);
    assert!(out.is_empty());
    told.unwrap_err().to_string()
}

#[test]
fn a_paper_is_filled_and_so_is_its_template() {
    let expected = ["Школа «А & Б»", "№", "Имя", "1", "{{ x }}", "2", "<w:p>", "Руководитель____"];
    assert_eq!(paragraphs(&bytes(paper(None))), expected);
    assert_eq!(paragraphs(&bytes(paper(Some(changed(|text| text))))), expected, "the printed template unchanged");
    assert_eq!(bytes(paper(Some(changed(|text| text)))), bytes(paper(Some(changed(|text| text)))));
    let torn = |text: String| {
        text.replace("{{ организация", "{</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:b/></w:rPr><w:t>{ органи</w:t></w:r><w:r><w:t>зация")
    };
    assert_eq!(paragraphs(&bytes(paper(Some(changed(torn)))))[0], "Школа «А & Б»");
}

#[test]
fn what_is_wrong_with_a_template_is_told_with_its_name() {
    assert_eq!(refusal(b"not a document".to_vec()), "образец.docx: это не документ Word (.docx)");
    let book = {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        out.start_file("xl/workbook.xml", zip_entry_options()).unwrap();
        out.finish().unwrap().into_inner()
    };
    assert!(refusal(book).contains("это не документ Word"));
    let told = refusal(changed(|text| text.replace("{{ организация }}", "{{ школа }}")));
    assert_eq!(told, "образец.docx: в образце неизвестное поле «школа»: среди полей документа его нет");
    // A condition that begins in a cell and ends behind the table.
    let told = refusal(changed(|text| {
        let text = text.replace(">№<", ">{% if куратор %}<");
        text.replacen("</w:tbl>", "</w:tbl><w:p><w:r><w:t>{% endif %}</w:t></w:r></w:p>", 1)
    }));
    assert!(told.contains("документ не открылся бы"), "{told}");
    // It unfolds without end.
    let told = refusal(changed(|text| text.replace("{{ организация }}", &" ".repeat(9 << 20))));
    assert!(told.contains("образец слишком велик"), "{told}");
}

fn figure(part: u64, whole: u64, target: Option<u32>, unknown: u64) -> ChartFigure {
    let target = target.map(|target| Percent::from_hundredths(target).unwrap());
    ChartFigure { share: Share { part, whole }, target, unknown }
}

#[test]
fn a_chart_is_a_table_of_bars_above_the_list() {
    let bars = vec![
        ("<Школа>".to_owned(), figure(40, 56, Some(7000), 1)),
        ("Сад".to_owned(), figure(0, 0, Some(7000), 2)),
        ("Центр".to_owned(), figure(0, 0, None, 0)),
    ];
    let chart = ReportChart::Bars(BarChart { title: "Доли и план".into(), bars });
    let list = || List::new("Показатели", vec![Column::both("n", "N", at::<0>)]).of(vec![vec![Value::from("Ким")]]);
    let expected = [
        "Показатели",
        "Доли и план",
        "Полоса – доля от 0 до 100 %, черта – план.",
        "<Школа>",
        "██████████████│▌·····",
        "71,4 % (40 из 56)",
        "план 70 % выполнен",
        "Сад",
        "",
        "нет данных",
        "план 70 %",
        "Центр",
        "",
        "нет базы (0 из 0)",
        "",
        "",
        "N",
        "Ким",
        "",
    ];
    assert_eq!(paragraphs(&bytes(list().with_charts(vec![chart.clone()]))), expected);
    assert_eq!(bytes(list().with_charts(vec![chart.clone()])), bytes(list().with_charts(vec![chart])));
    let lines = vec![TrendLine { name: "Доля".into(), points: vec![figure(1, 2, None, 0), figure(1, 1, None, 0)] }];
    let trend = TrendChart { title: "По годам".into(), dates: vec!["2023".into(), "2024".into()], lines };
    let told = paragraphs(&bytes(list().with_charts(vec![ReportChart::Trend(trend)])));
    let expected = [
        "По годам",
        "От 0 до 100 %.",
        "Доля",
        "2023",
        "██████████··········",
        "50,0 % (1 из 2)",
        "2024",
        "████████████████████",
    ];
    assert_eq!(told[1..9], expected);
    // A chart of nothing isn't there.
    let none = ReportChart::Bars(BarChart { title: "Доли".into(), bars: Vec::new() });
    assert_eq!(bytes(list().with_charts(vec![none])), bytes(list()));
}

#[test]
fn a_column_of_bars_stands_in_the_table() {
    let columns = vec![Column::both("name", "Где", at::<0>), Column::bars("bar", at::<1>)];
    let row = |name: &str, figure| vec![name.to_owned().into(), Value::Bar(figure)];
    let list = List::new("Доли", columns)
        .of(vec![row("Школа", figure(1, 2, Some(5000), 0)), row("Сад", figure(0, 0, None, 0))]);
    assert_eq!(paragraphs(&bytes(list)), ["Доли", "Где", "0 – 100 %", "Школа", "█████│·····", "Сад", "", ""]);
}

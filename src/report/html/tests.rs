#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::*;
use crate::domain::{Day, Percent, Share};
use crate::report::document::DocumentFields;
use crate::report::tests::{CellRow, at, rendering, report};
use crate::report::{BarChart, Card, ChartFigure, Column, Format, List, ReportChart, Value};

fn page(report: Report) -> String {
    let mut out = Vec::new();
    report.write(rendering(Format::Html, 0, &Names::default()), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn no_value_is_markup() {
    let hostile =
        ["<script>alert(1)</script>", "\" onclick=\"x", "&amp;", "{{ x }}", "]]>", "</td></main>", "а\u{0}\u{1b}б"];
    let rows = hostile.iter().map(|text| vec![Value::from((*text).to_owned())]).collect();
    let told = page(report(vec![Column::both("name", "Имя", at::<0>)], rows));
    assert!(!told.contains("<script") && !told.contains("onclick=\"") && !told.contains('\u{1b}'), "{told}");
    for said in ["&lt;script&gt;alert(1)&lt;/script&gt;", "<td>&amp;amp;</td>", "<td>{{ x }}</td>", "<td>а␀␛б</td>"]
    {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert_eq!(told.matches("</main>").count(), 1);
}

#[test]
fn a_page_asks_for_nothing_and_may_not() {
    let told = page(report(vec![Column::both("n", "N", at::<0>)], vec![vec![Value::from("Ким")]]));
    let policy = format!("content=\"default-src 'none'; style-src 'sha256-{STYLE_HASH}'\"");
    assert!(told.contains(&policy) && told.contains("<html lang=\"ru\">"), "{told}");
    for word in ["http:", "https:", "url(", "@import", "src=", "href=", " style="] {
        assert!(!told.replace("style-src", "").contains(word), "{word}");
    }
}

/// The hash as another program computes it; nothing where there is none.
fn hash_by_another(text: &str) -> Option<String> {
    let mut other = Command::new("sha256sum").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    other.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let told = String::from_utf8(other.wait_with_output().unwrap().stdout).unwrap();
    let bits: String = told[..64].chars().map(|digit| format!("{:04b}", digit.to_digit(16).unwrap())).collect();
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    // 256 bits are 42 letters of six bits, and one of four with two that mean nothing.
    let hash: String = (0..43)
        .map(|at| letters[usize::from_str_radix(&format!("{:0<6}", &bits[at * 6..(at * 6 + 6).min(256)]), 2).unwrap()])
        .collect();
    Some(format!("{hash}="))
}

#[test]
fn the_style_and_the_script_are_those_that_are_allowed() {
    let Some(style) = hash_by_another(STYLE) else {
        eprintln!("skipped: no sha256sum");
        return;
    };
    assert_eq!(STYLE_HASH, style);
    assert_eq!(SCRIPT_HASH, hash_by_another(SCRIPT).unwrap());
}

#[test]
fn a_long_table_is_searched_and_sorted_and_a_short_one_is_only_read() {
    let columns = || {
        vec![
            Column::both("org", "Где", at::<0>),
            Column::both("name", "ФИО", at::<1>),
            Column::both("n", "Пар", at::<2>),
            Column::both("day", "С", at::<3>),
        ]
    };
    let row = |n: i64| -> CellRow {
        let org = if n < 3 { "Сад" } else { "Школа" };
        vec![org.into(), "Ким".into(), n.into(), Day::new(2020, 1, 1).unwrap().into()]
    };
    let list = |rows| List::new("Список", columns()).grouped().of((0..rows).map(row).collect::<Vec<_>>());
    let told = page(list(8));
    let policy = format!("style-src 'sha256-{STYLE_HASH}'; script-src 'sha256-{SCRIPT_HASH}'\"");
    assert!(told.contains(&policy) && told.contains(&format!("<script>{SCRIPT}</script></body>")), "{told}");
    let head = "<th scope=\"col\" data-sort=\"words\">ФИО</th><th scope=\"col\" data-sort=\"number\">Пар</th>\
                <th scope=\"col\" data-sort=\"day\">С</th>";
    assert!(told.contains(head) && told.contains("class=\"table long\""), "{told}");
    assert_eq!(told.matches("<tbody>").count(), 2, "what stands under a heading stays there");
    for told in [page(list(7)), page(Report { is_titled: true, is_grouped: false, ..list(9) })] {
        assert!(!told.contains("<script") && !told.contains("script-src") && !told.contains("data-sort"), "{told}");
    }
}

#[test]
fn lists_cards_and_papers_are_pages() {
    let columns = vec![Column::both("org", "Организация", at::<0>), Column::both("n", "Учтено", at::<1>)];
    let row = |org: &str, n: i64| -> CellRow { vec![org.to_owned().into(), n.into()] };
    let told = page(List::new("Доли:", columns).counted().grouped().of(vec![row("Школа", 1), row("Школа", 2)]));
    for said in [
        "<title>Доли: 2</title>",
        "<h1>Доли: 2</h1>",
        "<th scope=\"col\">Учтено</th>",
        "<tr><th colspan=\"1\" scope=\"rowgroup\">Школа</th></tr>",
        "<td class=\"number\">2</td>",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    let mut card = Card::new("Ким Анна", "Человек");
    card.field("id", "Номер", 7_i64);
    let told = page(card.report(Vec::new()));
    assert!(told.contains("<h2>Человек</h2>") && told.contains("<th scope=\"row\">Номер</th><td>7</td>"), "{told}");
    let rows = ["<b>", "{{ x }}"].map(|name| DocumentFields::default().with("имя", name)).to_vec();
    let paper = Document::new("Приказ", DocumentFields::default().with_rows("пары", rows))
        .heading("Школа")
        .table_of("пара in пары", &[("Имя", 1, "{{ loop.index }}. {{ пара.имя }}")])
        .statement("if not пары")
        .line("пусто")
        .statement("endif")
        .page_break();
    let told = page(report(vec![Column::both("n", "N", at::<0>)], Vec::new()).with_document(paper));
    assert!(told.contains("<td>1. &lt;b&gt;</td>") && told.contains("<td>2. {{ x }}</td>"), "{told}");
    assert!(!told.contains("пусто") && told.contains("<hr>"), "{told}");
}

fn bar_page(names: &[String]) -> String {
    let figure = |at: usize| {
        let target = at.is_multiple_of(2).then(|| Percent::from_hundredths(9000).unwrap());
        // Of the third nobody knows anything.
        let whole = if at == 2 { 0 } else { 40 };
        ChartFigure { share: Share { part: (at as u64).min(whole), whole }, target, unknown: 3 }
    };
    let bars = names.iter().enumerate().map(|(at, name)| (name.clone(), figure(at))).collect();
    let chart = ReportChart::Bars(BarChart { title: "Доли & план".into(), bars });
    page(report(vec![Column::both("n", "N", at::<0>)], Vec::new()).with_charts(vec![chart]))
}

#[test]
fn a_chart_says_in_words_what_it_draws() {
    for count in [1, 40] {
        let names: Vec<_> = (0..count).map(|at| format!("Школа <№ {at}> \"{}\"", "я".repeat(at * 8))).collect();
        let told = bar_page(&names);
        assert_eq!(told.matches("<svg ").count(), count);
        assert!(told.contains("<h2>Доли &amp; план</h2>"), "{told}");
        for (at, name) in names.iter().enumerate() {
            let name = name.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            assert!(told.contains(&format!("<title id=\"t{}\">{name}</title>", at + 1)), "{name}: {told}");
            assert!(told.contains(&format!("<span class=\"name\">{name}</span>")), "{name}: {told}");
        }
        assert!(told.contains("<desc id=\"d1\">0,0 % (0 из 40), план 90 % не выполнен</desc>"), "{told}");
        assert_eq!(told, bar_page(&names));
    }
    let names: Vec<_> = (0..41).map(|at| at.to_string()).collect();
    let told = bar_page(&names);
    assert!(told.contains("<desc id=\"d3\">нет данных, план 90 %</desc><rect class=\"track unknown\""), "{told}");
    assert!(told.contains("<desc id=\"d41\">100,0 % (40 из 40), план 90 % выполнен</desc>"), "{told}");
    assert_eq!(told.matches("class=\"fill\"").count(), 39, "of 0 % and of what isn't known there is no bar");
    assert!(!told.contains(" style=") && !told.contains("url("), "{told}");
}

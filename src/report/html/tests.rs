#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::*;
use crate::domain::{Percent, Share};
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

/// The hash as another program computes it; where there is none, the test says so.
#[test]
fn the_style_is_the_one_that_is_allowed() {
    let Ok(mut other) = Command::new("sha256sum").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else {
        eprintln!("skipped: no sha256sum");
        return;
    };
    other.stdin.take().unwrap().write_all(STYLE.as_bytes()).unwrap();
    let told = String::from_utf8(other.wait_with_output().unwrap().stdout).unwrap();
    let bits: String = told[..64].chars().map(|digit| format!("{:04b}", digit.to_digit(16).unwrap())).collect();
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    // 256 bits are 42 letters of six bits, and one of four with two that mean nothing.
    let hash: String = (0..43)
        .map(|at| letters[usize::from_str_radix(&format!("{:0<6}", &bits[at * 6..(at * 6 + 6).min(256)]), 2).unwrap()])
        .collect();
    assert_eq!(STYLE_HASH, format!("{hash}="));
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

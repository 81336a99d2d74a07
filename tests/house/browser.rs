//! Pages in a browser that is there, Chromium: what a click, a sort and a search do, how wide a page is on a telephone, what is
//! printed. Without it the test says that it was skipped. It asks for nothing from a network, nor do the pages.
//!
//! With the variable `AXE_CORE`, the path of axe.min.js, the pages are looked through for barriers (WCAG, levels A and AA) too.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nastavnik::domain::{Day, Names, Percent, Share};
use nastavnik::report::{
    BarChart, Card, ChartFigure, Column, Format, List, Rendering, Report, ReportChart, TrendChart, TrendLine, Value,
};

/// The names under which it may be found.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];
/// Longer than this nothing here takes, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(60);

/// A page that looks into the others, each in a frame as wide as a screen or a telephone, and says what it found.
const ONLOOKER: &str = r#"<!DOCTYPE html><meta charset="utf-8"><body style="display:flex;align-items:start"><pre id="said" hidden></pre>
<iframe id="list" src="list.html" width="1000" height="1000"></iframe>
<iframe id="phone" src="list.html" width="360" height="1000"></iframe>
<iframe id="groups" src="groups.html" width="360" height="1000"></iframe>
<iframe id="charts" src="charts.html" width="360" height="1000"></iframe>
<iframe id="card" src="card.html" width="360" height="1000"></iframe>
<script>
const page = name => document.getElementById(name).contentDocument;
const seen = (doc, column) => Array.from(doc.querySelectorAll("tbody tr:not(.out) td:nth-child(" + column + ")"), cell => cell.textContent);
const ends = all => [all[0], all[1], all.at(-2), all.at(-1)].join(", ");
const searched = (doc, words) => {
  const field = doc.querySelector(".tools label input");
  field.value = words;
  field.dispatchEvent(new Event("input"));
  return doc.querySelector("[role=status]").textContent;
};
window.onload = () => {
  const said = [], say = (...words) => said.push(words.join(" | "));
  const doc = page("list"), heads = doc.querySelectorAll("th");
  const pressed = column => {
    const button = heads[column].querySelector("button");
    button.focus();
    button.click();
    return [doc.activeElement === button, heads[column].ariaSort, doc.querySelectorAll("th[aria-sort]").length].join(" ");
  };
  say("buttons", doc.querySelectorAll("th button").length, searched(doc, ""));
  say("unsorted", ends(seen(doc, 1)));
  say("name up", pressed(0), ends(seen(doc, 1)));
  say("name down", pressed(0), ends(seen(doc, 1)));
  say("name again", pressed(0), ends(seen(doc, 1)));
  say("count up", pressed(1), ends(seen(doc, 1)));
  say("count down", pressed(1), ends(seen(doc, 1)));
  say("day up", pressed(2), ends(seen(doc, 1)));
  say("day down", pressed(2), ends(seen(doc, 1)));
  say("share up", pressed(3), ends(seen(doc, 1)));
  for (const words of ["ОВ", "ежик", "  школа  №", "нет такого", ""]) say("«" + words + "»", searched(doc, words), seen(doc, 1).length);
  searched(doc, "жук");
  const rules = Array.from(doc.styleSheets[0].cssRules).filter(rule => rule.cssText.includes(".out"));
  say("hidden on", rules.map(rule => rule.media.mediaText).join(), doc.defaultView.getComputedStyle(doc.querySelector("tr.out")).display);
  searched(doc, "");
  const groups = page("groups");
  groups.querySelectorAll("th button")[0].click();
  say("groups", seen(groups, 1).join(" "), searched(groups, "сад"), seen(groups, 1).join(" "), groups.querySelectorAll("tbody:not(.out)").length);
  for (const name of ["phone", "groups", "charts", "card"]) say(name, page(name).documentElement.scrollWidth <= 360);
  say("drawn", page("charts").querySelectorAll("svg[role=img] > title").length, page("charts").querySelectorAll(".tools, script").length);
  const bar = page("charts").querySelector(".fill").getBoundingClientRect(), track = page("charts").querySelector(".track").getBoundingClientRect();
  say("half", Math.round(200 * bar.width / track.width));
  document.getElementById("said").textContent = "\n" + said.join("\n") + "\n";
};
</script>"#;

struct Teacher {
    name: String,
    count: Option<i64>,
    day: Option<Day>,
    share: Share,
    org: &'static str,
}

fn columns() -> Vec<Column<Teacher>> {
    vec![
        Column::both("name", "ФИО", |row: &Teacher| (&row.name).into()),
        Column::both("count", "Пар", |row| row.count.into()),
        Column::both("since", "С какого дня", |row| row.day.map_or(Value::Empty, Value::Day)),
        Column::both("percent", "Доля", |row| Value::Percent(row.share)),
    ]
}

fn teacher(name: &str, count: i64, day: Option<Day>, part: u64) -> Teacher {
    Teacher { name: name.into(), count: Some(count), day, share: Share { part, whole: 1000 }, org: "" }
}

/// Forty rows; a column sorted as letters would have another order.
fn list() -> Report {
    let day = Some(Day::new(2020, 6, 15).unwrap());
    let mut rows: Vec<_> = (0..36).map(|n| teacher(&format!("Школа № {}", 36 - n), 20, day, 500)).collect();
    rows.push(teacher("Яшин", 9, Day::new(1999, 12, 31), 90));
    rows.push(teacher("Ежов </script><img src=x onerror=alert(1)>", 0, None, 1000));
    rows.push(teacher("Жук", 100, Day::new(2030, 1, 1), 40));
    rows.push(teacher("Ёжикова", 21, day, 501));
    rows[37].count = None;
    List::new("Список:", columns()).counted().of(rows)
}

fn groups() -> Report {
    let mut columns = columns();
    columns.insert(0, Column::both("org", "Организация", |row: &Teacher| row.org.into()));
    let row = |org, name: &str| Teacher { org, ..teacher(name, 1, None, 1) };
    let rows = ["д", "б", "а", "в", "г"].map(|name| row("Школа", name)).into_iter();
    List::new("По организациям", columns).grouped().of(rows.chain(["з", "е", "ж"].map(|name| row("Детский сад", name))))
}

fn charts() -> Report {
    let figure = |part, whole| {
        let target = Percent::from_hundredths(7000);
        ChartFigure { share: Share { part, whole }, target, unknown: 1 }
    };
    let long = "Доля педагогических работников, вошедших в программу наставничества в роли наставляемого".repeat(2);
    let bars = [(long.clone(), figure(1, 2)), ("0".into(), figure(0, 9)), ("–".into(), figure(0, 0))].into();
    let lines = vec![TrendLine { name: long, points: vec![figure(1, 2), figure(9, 9)] }];
    let bars = ReportChart::Bars(BarChart { title: "Доли и план".into(), bars });
    let trend =
        TrendChart {
            title: "Было и стало".into(), dates: vec!["31.12.2024".into(), "31.12.2025".into()], lines
        };
    let rows = vec![teacher("Ким", 1, None, 1)];
    List::new("Показатели", columns()).of(rows).with_charts(vec![bars, ReportChart::Trend(trend)])
}

fn card() -> Report {
    let mut card = Card::new("Ким Анна Петровна", "Человек");
    card.field("id", "Номер", 7_i64);
    card.field("org", "Организация", "Муниципальное бюджетное общеобразовательное учреждение ".repeat(4));
    card.heading("Работа");
    card.line("с 01.09.2020", "Школа: учитель");
    card.report(Vec::new())
}

fn page(report: Report) -> String {
    let mut out = Vec::new();
    let (names, scratch) = (Names::default(), Path::new("."));
    report.write(Rendering { format: Format::Html, width: 0, names: &names, scratch }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The program's own browser, if there is one.
fn browser() -> Option<&'static str> {
    let answers = |name: &&&str| {
        Command::new(name)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|it| it.success())
    };
    BROWSERS.iter().find(answers).copied()
}

/// What the browser says of a page in a folder.
fn browsed(browser: &str, folder: &Path, arguments: &[&str], page: &str) -> String {
    let mut told = tempfile::tempfile().unwrap();
    let mut running = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-web-security"])
        .args(["--allow-file-access-from-files", "--hide-scrollbars", "--force-color-profile=srgb"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .args(arguments)
        .arg(format!("file://{}/{page}", folder.display()))
        .current_dir(folder)
        .stdout(told.try_clone().unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while running.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            running.kill().unwrap();
            panic!("{browser} doesn't end: {arguments:?} {page}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    std::io::Seek::rewind(&mut told).unwrap();
    std::io::read_to_string(told).unwrap()
}

#[test]
fn pages_in_a_browser() {
    let Some(browser) = browser() else {
        // Said past the harness, which keeps what a passing test prints.
        writeln!(std::io::stderr(), "skipped: pages_in_a_browser, there is no Chromium").unwrap();
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let folder = fs::canonicalize(folder.path()).map(|path| (folder, path)).unwrap();
    let (_kept, folder) = (folder.0, folder.1.as_path());
    for (name, report) in [("list", list()), ("groups", groups()), ("charts", charts()), ("card", card())] {
        let page = page(report);
        assert!(
            !page.contains("<button") && !page.contains("<input"),
            "without a script nothing is there that needs it"
        );
        fs::write(folder.join(format!("{name}.html")), page).unwrap();
    }
    fs::write(folder.join("onlooker.html"), ONLOOKER).unwrap();

    // One start is enough: what the onlooker says, and how the pages look on a screen and on telephones.
    let sights = ["--dump-dom", "--screenshot=sight.png", "--window-size=2500,1040"];
    let told = browsed(browser, folder, &sights, "onlooker.html");
    let hostile = "Ежов &lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;";
    let as_it_was = "Школа № 36, Школа № 35, Жук, Ёжикова";
    for line in [
        "buttons | 4 | 40 строк".to_owned(),
        format!("unsorted | {as_it_was}"),
        // By the letters of the language, in which ё stands beside е, and numbers within words are numbers.
        format!("name up | true ascending 1 | Ёжикова, {hostile}, Школа № 36, Яшин"),
        format!("name down | true descending 1 | Яшин, Школа № 36, {hostile}, Ёжикова"),
        format!("name again | true  0 | {as_it_was}"),
        // What isn't there is the last either way.
        format!("count up | true ascending 1 | Яшин, Школа № 36, Жук, {hostile}"),
        format!("count down | true descending 1 | Жук, Ёжикова, Яшин, {hostile}"),
        format!("day up | true ascending 1 | Яшин, Школа № 36, Жук, {hostile}"),
        format!("day down | true descending 1 | Жук, Школа № 36, Яшин, {hostile}"),
        format!("share up | true ascending 1 | Жук, Яшин, Ёжикова, {hostile}"),
        "«ОВ» | Найдено: 2 строки (всего 40) | 2".to_owned(),
        "«ежик» | Найдено: 1 строка (всего 40) | 1".to_owned(),
        "«  школа  №» | Найдено: 36 строк (всего 40) | 36".to_owned(),
        "«нет такого» | Ничего не найдено (всего 40) | 0".to_owned(),
        "«» | 40 строк | 40".to_owned(),
        "hidden on | screen | none".to_owned(),
        "groups | а б в г д е ж з | Найдено: 3 строки (всего 8) | е ж з | 1".to_owned(),
        "phone | true".to_owned(),
        "groups | true".to_owned(),
        "charts | true".to_owned(),
        "card | true".to_owned(),
        "drawn | 4 | 0".to_owned(),
        "half | 100".to_owned(),
    ] {
        assert!(told.contains(&format!("\n{line}\n")), "«{line}» isn't said: {told}");
    }

    let seen = fs::read(folder.join("sight.png")).unwrap();
    assert_eq!((&seen[..8], &seen[16..24]), (&b"\x89PNG\r\n\x1a\n"[..], &[0, 0, 9, 196, 0, 0, 4, 16][..]));
    browsed(browser, folder, &["--print-to-pdf=print.pdf", "--no-pdf-header-footer"], "list.html");
    let printed = String::from_utf8_lossy(&fs::read(folder.join("print.pdf")).unwrap()).into_owned();
    // A4 in points; forty rows are more than one page.
    assert!(printed.starts_with("%PDF") && printed.contains("/MediaBox [0 0 594.9"), "not A4");
    assert!(printed.matches("/MediaBox").count() == 2, "{}", printed.matches("/MediaBox").count());

    if let Ok(text) = Command::new("pdftotext").args(["print.pdf", "-"]).current_dir(folder).output() {
        let text = String::from_utf8(text.stdout).unwrap();
        assert_eq!(text.matches("С какого дня").count(), 2, "the headings stand on each page: {text}");
    }

    if let Some(axe) = std::env::var_os("AXE_CORE") {
        let axe = fs::read_to_string(axe).unwrap();
        for name in ["list", "groups", "charts", "card"] {
            let page = fs::read_to_string(folder.join(format!("{name}.html"))).unwrap();
            assert_eq!(barriers(browser, folder, &page, &axe), "none", "{name}");
        }
    }
}

/// What keeps somebody from reading a page, as axe-core finds it: in a copy that lets strangers' scripts in.
fn barriers(browser: &str, folder: &Path, page: &str, axe: &str) -> String {
    const RUN: &str = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then(found => {
        document.body.textContent = '[' + (found.violations.map(rule => rule.id).join() || 'none') + ']'; });";
    let open = page.replace("Content-Security-Policy", "x-policy").replace("</body>", "");
    fs::write(folder.join("open.html"), format!("{open}<script>{axe}</script><script>{RUN}</script>")).unwrap();
    let told = browsed(browser, folder, &["--virtual-time-budget=20000", "--dump-dom"], "open.html");
    let (_, body) = told.split_once("<body>[").unwrap_or_else(|| panic!("it didn't end: {told}"));
    body.split(']').next().unwrap().to_owned()
}

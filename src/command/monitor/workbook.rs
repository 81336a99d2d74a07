//! `monitor indicators` as a workbook: the shares, the same by organisation, whom each counts and whom it doesn't and why, a chart,
//! and what the file is.

use std::rc::Rc;

use anyhow::Result;

use super::explained::{ExplainedUnit, Listing, columns, rows};
use super::figure_row::{FigureRow, figure_rows};
use crate::command::field_column;
use crate::domain::Reference;
use crate::indicator::{Adds, By, Catalogue, Figures, OrgsOnDay, judge};
use crate::register::org;
use crate::report::{Bars, Column, List, Report, ReportBook, Value};
use crate::store::Store;

/// So many names of all codes a workbook holds that somebody still wants to open.
const MOST_NAMES: u64 = 60_000;
/// Of a sheet a code these say what its name says already, or what `--versus` asks.
const NOT_LISTED: &[&str] = &["code", "clause", "versus", "versus_result", "versus_reason"];

/// The book beside the figures, whatever they are broken down by.
pub fn book(
    store: &Store,
    catalogue: &Catalogue,
    figures: &Rc<Figures>,
    by: Option<By>,
    notes: &[String],
) -> Result<ReportBook> {
    let mut book = ReportBook::default().with("Показатели", shares(catalogue, figures));
    match by {
        Some(By::Kind) => book = book.with("По видам организаций", broken_down(catalogue, figures, By::Kind)),
        Some(By::Municipality) => {
            book = book.with("По муниципалитетам", broken_down(catalogue, figures, By::Municipality))
        }
        Some(By::Org) | None => {}
    }
    book = book.with("По организациям", broken_down(catalogue, figures, By::Org));
    let bars = Bars { title: format!("Доли и план {}", figures.when.told()), figures: &["percent", "target"] };
    book = book.with_bars("Диаграмма", totals(catalogue, figures), bars);
    let all = names(figures);
    if all <= MOST_NAMES {
        book = with_names(book, store, catalogue, figures)?;
    }
    Ok(about(book, catalogue, figures, notes, all))
}

/// How many units stand behind the figures: a unit once for each code.
fn names(figures: &Figures) -> u64 {
    let of_measure = |at: usize| -> u64 {
        let (measure, _) = &figures.counted[at];
        let is_counted = !matches!(measure.adds, Adds::Numbers { .. });
        let lines = figures.lines(at, None);
        let total = lines.iter().filter(|line| line.stratum.is_none() && is_counted);
        total.map(|line| line.tally.share().whole + u64::from(line.tally.unknown)).sum()
    };
    (0..figures.counted.len()).map(of_measure).sum()
}

fn shares(catalogue: &Catalogue, figures: &Rc<Figures>) -> Report {
    let mut columns = vec![
        Column::both("code", "Код", |row: &FigureRow| (&row.measure().code).into()),
        Column::both("title", "Показатель", |row| row.title().into()),
    ];
    columns.extend(share_columns());
    columns.push(Column::both("clause", "Акт и пункт", |row| row.act_and_clause().into()));
    List::new(heading(figures.when), columns).of(figure_rows(catalogue, figures, None))
}

/// A share with what it is made of, what was planned and what isn't known.
fn share_columns() -> [Column<FigureRow>; 7] {
    [
        Column::both("stratum", "Разрез", FigureRow::stratum_or_total),
        Column::both("numerator", "Учтено", |row: &FigureRow| row.share().part.into()),
        Column::both("denominator", "Всего", |row| row.share().whole.into()),
        Column::both("percent", "Доля", |row| Value::Percent(row.share())),
        Column::both("target", "План", |row| row.target().into()),
        Column::both("to_target", "До плана", |row| row.to_target().into()),
        Column::both("unknown", "Нет данных", |row| row.line.tally.unknown.into()),
    ]
}

fn broken_down(catalogue: &Catalogue, figures: &Rc<Figures>, by: By) -> Report {
    let mut columns = vec![
        Column::both("code", "Код", |row: &FigureRow| (&row.measure().code).into()),
        Column::both("where", "Где", |row| row.whole_label().into()),
    ];
    columns.extend(share_columns());
    if by == By::Org {
        columns
            .push(Column::both("org_inn", org::INN.heading, |row| row.org().and_then(|org| org.inn.as_ref()).into()));
        columns.push(field_column::both(org::MUNICIPALITY, |row| row.municipality().into()));
    }
    List::new(heading(figures.when), columns).of(figure_rows(catalogue, figures, Some(by)))
}

/// What the chart shows.
fn totals(catalogue: &Catalogue, figures: &Rc<Figures>) -> Report {
    let columns = [
        Column::both("code", "Код", |row: &FigureRow| (&row.measure().code).into()),
        Column::both("percent", "Доля", |row| Value::Percent(row.share())),
        Column::both("target", "План", |row| row.target().into()),
    ];
    let rows: Vec<_> = figure_rows(catalogue, figures, None).filter(|row| row.line.stratum.is_none()).collect();
    List::new(heading(figures.when), columns).of(rows)
}

/// A sheet a code: whom it counts, whom it doesn't and why, of whom nothing is known.
fn with_names(mut book: ReportBook, store: &Store, catalogue: &Catalogue, figures: &Figures) -> Result<ReportBook> {
    let measures: Vec<_> = figures.counted.iter().map(|(measure, _)| measure.clone()).collect();
    let orgs = OrgsOnDay::new(store, figures.when)?.judging_by(figures.rules);
    let long = Rc::new(store.programs().over_a_year(figures.when.from, figures.when.day)?);
    for judged in judge(&orgs, &measures, false)? {
        let measure = judged.measure.clone();
        let shown = Listing::One { is_of_people: measure.unit() != "org", is_of_one_org: false };
        let rows: Vec<ExplainedUnit> = rows(catalogue, &orgs, judged, &shown, &long);
        // Of an organisation it is its name.
        let is_listed = |name: &str| !NOT_LISTED.contains(&name) && (measure.unit() != "org" || name != "org");
        let listed = columns(&shown, true).into_iter().filter(|column| is_listed(column.name()));
        let columns: Vec<_> = listed.filter(|column| rows.is_empty() || column.says_anything(&rows)).collect();
        let title = format!("{}. {}", measure.code, measure.reading.as_ref().unwrap_or(&measure.title));
        book = book.with(measure.code, List::new(title, columns).of(rows));
    }
    Ok(book)
}

fn about(mut book: ReportBook, catalogue: &Catalogue, figures: &Figures, notes: &[String], names: u64) -> ReportBook {
    let when = figures.when;
    book = book.about("Период", format!("{} – {}", when.from, when.to)).about("Отчётная дата", when.day.to_string());
    for (at, act) in catalogue.acts.iter().enumerate() {
        if figures.counted.iter().any(|(measure, _)| measure.act == at) {
            book = book.about("Акт", act.title.clone());
        }
    }
    let readings = figures.counted.iter().filter_map(|(measure, _)| Some((&measure.code, measure.reading.as_ref()?)));
    let readings: Vec<_> = readings.map(|(code, reading)| format!("{code}: {reading}")).collect();
    book = match readings.is_empty() {
        true => book.about("Прочтения", "основные; другие прочтения добавит --readings"),
        false => readings.into_iter().fold(book, |book, reading| book.about("Прочтение", reading)),
    };
    let mut rules: Vec<_> = figures.counted.iter().flat_map(|(measure, _)| measure.rules()).collect();
    rules.sort_unstable();
    rules.dedup();
    for rule in rules {
        book = book.about("Принято", figures.rules.told(rule));
    }
    for note in notes {
        book = book.about("Примечание", note.clone());
    }
    book = book
        .about(
            "Нет данных",
            "столько единиц вне расчёта: о них неизвестно то, что нужно для показателя (например, дата рождения)",
        )
        .about("До плана", "скольких ещё не хватает до планового значения");
    if names > MOST_NAMES {
        let why = format!(
            "за показателями стоит {names} записей: списков по кодам в книге нет; список одного: nastavnik monitor explain КОД --output КОД.xlsx"
        );
        book = book.about("Поимённо", why);
    }
    book.about("Программа", concat!("nastavnik ", env!("CARGO_PKG_VERSION")))
}

fn heading(when: Reference) -> String {
    format!("Показатели на {} (период {} – {})", when.day, when.from, when.to)
}

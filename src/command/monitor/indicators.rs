//! `monitor indicators`: the shares, as a table for people and as rows for programs.

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::selection::{Selection, When};
use crate::command::{Context, Outcome};
use crate::domain::{OrgKind, Percent};
use crate::error::{EXIT_ATTENTION, EXIT_DONE};
use crate::indicator::{By, Catalogue, Figures, Group, Line, Measure};
use crate::report::{Column, Report, Row, Value};
use crate::store::Store;

/// `monitor indicators`.
#[derive(Debug, Args)]
pub struct Indicators {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    when: When,
    #[arg(
        long,
        value_name = "РАЗРЕЗ",
        help = "Строка на каждую организацию (org), вид организаций (kind) или муниципалитет (municipality)"
    )]
    by: Option<ByArg>,
    #[arg(long, help = "Завершить с кодом 3, если хоть одна доля ниже плана")]
    fail_below: bool,
}

/// `--by`.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ByArg {
    /// An organisation.
    Org,
    /// A kind of organisation.
    Kind,
    /// A municipality.
    Municipality,
}

impl From<ByArg> for By {
    fn from(by: ByArg) -> Self {
        match by {
            ByArg::Org => Self::Org,
            ByArg::Kind => Self::Kind,
            ByArg::Municipality => Self::Municipality,
        }
    }
}

impl Indicators {
    /// Computes them.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let when = self.when.seen(context)?;
        let (catalogue, measures) = self.selection.measures()?;
        let by = self.by.map(By::from);
        let figures = Rc::new(Figures::compute(store, when, measures)?);
        let below = self.fail_below && !below(&figures, by).is_empty();
        let exit = if below { EXIT_ATTENTION } else { EXIT_DONE };
        Ok(Outcome { exit, ..Outcome::report(report(&catalogue, figures, by)) })
    }
}

/// The codes of the measures that miss their target in any line.
pub fn below(figures: &Figures, by: Option<By>) -> Vec<String> {
    let misses = |at: usize, measure: &Measure| {
        figures.lines(at, by).iter().any(|line| {
            target(measure, line, figures).is_some_and(|target| line.tally.share().meets(target) == Some(false))
        })
    };
    let all = figures.counted.iter().enumerate();
    all.filter(|(at, (measure, _))| misses(*at, measure)).map(|(_, (measure, _))| measure.code.clone()).collect()
}

fn target(measure: &Measure, line: &Line, figures: &Figures) -> Option<Percent> {
    measure.target(line.kind, figures.when.day)
}

/// The figures as a result. Its csv columns are an interface: additions at the end only.
pub fn report(catalogue: &Catalogue, figures: Rc<Figures>, by: Option<By>) -> Report {
    let when = figures.when;
    let acts: Vec<(Rc<str>, Rc<str>)> =
        catalogue.acts.iter().map(|act| (act.code.as_str().into(), act.title.as_str().into())).collect();
    let mut title = format!("Показатели на {} (период {} – {})", when.day, when.from, when.to);
    if when.from == when.to {
        title = format!("Показатели на {}", when.day);
    }
    let municipality = only_municipality(&figures);
    let mut notes: Vec<String> = Vec::new();
    for note in figures.counted.iter().flat_map(|(measure, _)| measure.notes().unwrap_or_default()) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    let rows = (0..figures.counted.len()).flat_map(move |at| {
        let figures = Rc::clone(&figures);
        let (measure, _) = &figures.counted[at];
        let texts = Texts {
            code: measure.code.as_str().into(),
            title: measure.title.as_str().into(),
            clause: measure.clause.as_str().into(),
            act: acts[measure.act].clone(),
            heading: match (by, &measure.reading) {
                (None, _) => acts[measure.act].1.clone(),
                (_, None) => format!("{}. {}", measure.code, measure.title).into(),
                (_, Some(reading)) => format!("{}. {} — {reading}", measure.code, measure.title).into(),
            },
        };
        let municipality = municipality.clone();
        let lines = figures.lines(at, by);
        lines.into_iter().map(move |line| row(&figures, at, &line, &texts, municipality.as_ref()))
    });
    let mut columns = vec![
        Column::table("heading", "Акт"),
        Column::table("label", if by.is_some() { "Где" } else { "Показатель" }),
        Column::table("share", "Охвачено"),
    ];
    columns.extend([
        Column::data("code", "Код"),
        Column::data("title", "Показатель"),
        Column::data("regulation", "Акт"),
        Column::data("clause", "Пункт"),
        Column::data("from", "Начало периода"),
        Column::data("to", "Конец периода"),
        Column::data("ref", "Отчётная дата"),
        Column::data("municipality", "Муниципалитет"),
        Column::data("org", "Организация"),
        Column::data("org_kind", "Вид организации"),
        Column::data("stratum", "Разрез"),
        Column::data("numerator", "Числитель"),
        Column::data("denominator", "Знаменатель"),
        Column::data("unknown", "Нет данных"),
        Column::both("percent", "%"),
        Column::both("target", "План"),
        Column::both("to_target", "До плана"),
        Column::data("status", "Выполнение плана"),
        Column::data("source", "Источник"),
        Column::data("org_inn", "ИНН организации"),
        Column::table("unknown_shown", "Нет данных"),
    ]);
    Report { title: title.into(), columns, rows: Box::new(rows), grouped: true, notes }
}

/// The texts of a measure that its rows share.
struct Texts {
    code: Rc<str>,
    title: Rc<str>,
    clause: Rc<str>,
    act: (Rc<str>, Rc<str>),
    heading: Rc<str>,
}

/// The file's municipality, if it has but one.
fn only_municipality(figures: &Figures) -> Option<Rc<str>> {
    let first = figures.places.first()?.municipality.clone();
    figures.places.iter().all(|place| place.municipality == first).then_some(first)
}

fn row(figures: &Figures, at: usize, line: &Line, texts: &Texts, only: Option<&Rc<str>>) -> Row {
    let (measure, _) = &figures.counted[at];
    let share = line.tally.share();
    let target = target(measure, line, figures);
    let place = match line.group {
        Group::Org(at) => Some(&figures.places[at]),
        _ => None,
    };
    let municipality = match &line.group {
        Group::Municipality(name) => Some(name),
        _ => place.map(|place| &place.municipality).or(only),
    };
    let kind = |kind: OrgKind| Value::Code(kind.code(), kind.title());
    let label: Value = match (&line.group, line.stratum) {
        (Group::Whole, None) => match &measure.reading {
            Some(reading) => format!("{}: {reading}", measure.code).into(),
            None => format!("{}. {}", measure.code, measure.title).into(),
        },
        (Group::Whole, Some(kind)) => format!("{}, {}", measure.code, kind.title()).into(),
        (Group::Org(_), _) => place.map(|place| place.name.clone()).into(),
        (Group::Kind(kind), _) => kind.title().into(),
        (Group::Municipality(name), None) => name.clone().into(),
        (Group::Municipality(name), Some(kind)) => format!("{name}, {}", kind.title()).into(),
    };
    let status = match target.and_then(|target| share.meets(target)) {
        Some(true) => Value::Code("met", "выполнен"),
        Some(false) => Value::Code("below", "не выполнен"),
        None => Value::Code("none", "–"),
    };
    let to_target = target.filter(|_| share.whole > 0 && !measure.mean).map(|target| share.to_target(target));
    vec![
        texts.heading.clone().into(),
        label,
        Value::Share(share),
        texts.code.clone().into(),
        texts.title.clone().into(),
        texts.act.0.clone().into(),
        texts.clause.clone().into(),
        figures.when.from.into(),
        figures.when.to.into(),
        figures.when.day.into(),
        municipality.cloned().into(),
        place.map(|place| place.name.clone()).into(),
        line.kind.map_or(Value::Empty, kind),
        line.stratum.map_or(Value::Empty, kind),
        share.part.into(),
        share.whole.into(),
        line.tally.unknown.into(),
        Value::Percent(share),
        target.into(),
        to_target.into(),
        status,
        Value::Code("computed", "расчёт"),
        place.and_then(|place| place.inn.clone()).into(),
        Some(line.tally.unknown).filter(|unknown| *unknown > 0).into(),
    ]
}

//! `monitor indicators`: the shares, as a table for people and as rows for programs.

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::knowledge::unknown_before;
use super::selection::{MeasureArgs, PeriodArgs};
use crate::command::{Context, Outcome, field_column};
use crate::domain::{Percent, Share};
use crate::error::{EXIT_ATTENTION, EXIT_DONE};
use crate::indicator::{By, Catalogue, FigureGroup, FigureLine, FigureSource, Figures, Measure, OrgOnDay};
use crate::register::{employment, org};
use crate::report::{Column, List, Report, Value};
use crate::store::Store;

/// `monitor indicators`.
#[derive(Debug, Args)]
pub struct MonitorIndicators {
    #[command(flatten)]
    selection: MeasureArgs,
    #[command(flatten)]
    when: PeriodArgs,
    #[arg(
        long,
        value_name = "РАЗРЕЗ",
        help = "Строка на каждую организацию (org), вид организаций (kind) или муниципалитет (municipality)"
    )]
    by: Option<ByArg>,
    #[arg(long, help = "Завершить с кодом 3, если хоть одна доля ниже плана")]
    fail_below: bool,
    #[arg(long, requires = "act", help = "К --act: сохранить этот акт в базе")]
    keep: bool,
}

/// `--by`.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ByArg {
    /// An organisation.
    #[value(alias = "организация")]
    Org,
    /// A kind of organisation.
    #[value(alias = "вид")]
    Kind,
    /// A municipality.
    #[value(alias = "муниципалитет")]
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

impl MonitorIndicators {
    /// Computes them, and keeps the user's own act if that is asked for.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self.keep {
            false => context.read(|store| self.compute(store, context)),
            true => context.write_nameless(|store| {
                let kept = self.selection.keep(store)?;
                Ok(Outcome { messages: kept.messages, ..self.compute(store, context)? })
            }),
        }
    }

    fn compute(&self, store: &Store, context: &Context) -> Result<Outcome> {
        let when = self.when.seen(context)?;
        let (catalogue, measures) = self.selection.measures(store)?;
        let by = self.by.map(By::from);
        let figures = Rc::new(Figures::compute(store, when, measures)?);
        let below = self.fail_below && !below(&figures, by).is_empty();
        let exit = if below { EXIT_ATTENTION } else { EXIT_DONE };
        let warnings = unknown_before(store, when.day)?.into_iter().collect();
        Ok(Outcome { exit, warnings, ..Outcome::report(report(&catalogue, figures, by)) })
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

fn target(measure: &Measure, line: &FigureLine, figures: &Figures) -> Option<Percent> {
    measure.target(line.kind, figures.when.day)
}

/// The figures as a result. Its csv columns are an interface: additions at the end only.
pub fn report(catalogue: &Catalogue, figures: Rc<Figures>, by: Option<By>) -> Report {
    let when = figures.when;
    let acts: Vec<(String, String)> = catalogue.acts.iter().map(|act| (act.code.clone(), act.short.clone())).collect();
    let mut title = format!("Показатели на {} (период {} – {})", when.day, when.from, when.to);
    if when.from == when.to {
        title = format!("Показатели на {}", when.day);
    }
    let municipality = only_municipality(&figures);
    let mut notes: Vec<String> = Vec::new();
    for note in figures.counted.iter().flat_map(|(measure, _)| measure.notes()) {
        if notes.iter().all(|known| known != note) {
            notes.push(note.into());
        }
    }
    let rows = (0..figures.counted.len()).flat_map(move |at| {
        let (measure, _) = &figures.counted[at];
        let texts = Rc::new(MeasureTexts {
            act: acts[measure.act].clone(),
            // Readings stand below the title of their indicator; a breakdown has no other heading than theirs.
            heading: match (by, &measure.reading) {
                (None, Some(reading)) => format!("{}: {reading}", measure.code),
                (_, None) => format!("{}. {}", measure.code, measure.title),
                (_, Some(reading)) => format!("{}. {} — {reading}", measure.code, measure.title),
            },
            municipality: municipality.clone(),
        });
        let (lines, figures) = (figures.lines(at, by), Rc::clone(&figures));
        lines.into_iter().map(move |line| FigureRow {
            figures: Rc::clone(&figures),
            at,
            line,
            texts: Rc::clone(&texts),
        })
    });
    let mut columns = match by {
        None => vec![
            Column::table("act", "Акт", |row: &FigureRow| (&row.texts.act.1).into()),
            Column::table("in_brief", "Разрез", |row| row.in_brief().into()),
            Column::table("heading", "Показатель", |row| (&row.texts.heading).into()),
        ],
        Some(_) => vec![
            Column::table("heading", "Показатель", |row: &FigureRow| (&row.texts.heading).into()),
            Column::table("label", "Где", |row| row.label().into()),
        ],
    };
    columns.extend([
        Column::table("share", "Охвачено", |row: &FigureRow| Value::Share(row.share())),
        Column::data("code", "Код", |row| (&row.measure().code).into()),
        Column::data("title", "Показатель", |row| (&row.measure().title).into()),
        Column::data("regulation", "Акт", |row| (&row.texts.act.0).into()),
        Column::data("clause", "Пункт", |row| (&row.measure().clause).into()),
        Column::data("from", "Начало периода", |row| row.figures.when.from.into()),
        Column::data("to", "Конец периода", |row| row.figures.when.to.into()),
        Column::data("ref", "Отчётная дата", |row| row.figures.when.day.into()),
        field_column::data(org::MUNICIPALITY, |row| row.municipality().into()),
        field_column::data(employment::ORG, |row| row.org().map(|org| &org.name).into()),
        Column::data("org_kind", "Вид организации", |row| row.line.kind.into()),
        Column::data("stratum", "Разрез", |row| row.stratum()),
        Column::data("numerator", "Числитель", |row| row.share().part.into()),
        Column::data("denominator", "Знаменатель", |row| row.share().whole.into()),
        Column::data("unknown", "Нет данных", |row| row.line.tally.unknown.into()),
        Column::both("percent", "%", |row| Value::Percent(row.share())),
        Column::both("target", "План", |row| row.target().into()),
        Column::both("to_target", "До плана", |row| row.to_target().into()),
        Column::data("status", "Выполнение плана", |row| row.status()),
        Column::data("source", "Источник", |row| row.source()),
        Column::data("org_inn", "ИНН организации", |row| {
            row.org().and_then(|org| org.inn.as_ref()).into()
        }),
        Column::table("unknown_shown", "Нет данных", |row| {
            Some(row.line.tally.unknown).filter(|unknown| *unknown > 0).into()
        }),
    ]);
    let list = List::new(title, columns).notes(notes);
    if by.is_some() { list.grouped() } else { list.titled() }.of(rows)
}

/// The texts that the rows of a measure share.
struct MeasureTexts {
    /// The code and the title of its act.
    act: (String, String),
    heading: String,
    /// The file's municipality, if it has but one.
    municipality: Option<Rc<str>>,
}

/// A share of a measure: of all, or of a part.
struct FigureRow {
    figures: Rc<Figures>,
    /// The place of the measure among the figures.
    at: usize,
    line: FigureLine,
    texts: Rc<MeasureTexts>,
}

/// The file's municipality, if it has but one.
fn only_municipality(figures: &Figures) -> Option<Rc<str>> {
    let first = figures.orgs.first()?.municipality.clone();
    figures.orgs.iter().all(|org| org.municipality == first).then_some(first)
}

impl FigureRow {
    fn measure(&self) -> &Measure {
        &self.figures.counted[self.at].0
    }

    fn share(&self) -> Share {
        self.line.tally.share()
    }

    fn target(&self) -> Option<Percent> {
        target(self.measure(), &self.line, &self.figures)
    }

    /// The organisation, if it is one's share.
    fn org(&self) -> Option<&OrgOnDay> {
        match self.line.group {
            FigureGroup::Org(at) => Some(&self.figures.orgs[at]),
            _ => None,
        }
    }

    fn municipality(&self) -> Option<&Rc<str>> {
        match &self.line.group {
            FigureGroup::Municipality(name) => Some(name),
            _ => self.org().map(|org| &org.municipality).or(self.texts.municipality.as_ref()),
        }
    }

    /// What a person calls the part that it is of.
    fn label(&self) -> String {
        let name: &str = match &self.line.group {
            FigureGroup::Whole => "всего",
            FigureGroup::Org(at) => self.figures.orgs[*at].shown(),
            FigureGroup::Kind(kind) => kind.title(),
            FigureGroup::Municipality(name) => name,
        };
        match self.line.stratum {
            Some(stratum) => format!("{name}, {}", stratum.title()),
            None => name.into(),
        }
    }

    /// Of a stratum: its share in a few words, beside the others.
    fn in_brief(&self) -> Option<String> {
        let share = self.share();
        let mut said = format!("{} {share}", self.line.stratum?.in_brief());
        if share.whole > 0 {
            said = format!("{said} {}", share.percent_shown());
        }
        let total = self.measure().target(None, self.figures.when.day);
        let target = self.target().filter(|target| Some(*target) != total).map(|target| format!("план {target}"));
        let more = self.to_target().filter(|more| *more > 0).map(|more| format!("ещё {more}"));
        let unknown = Some(self.line.tally.unknown).filter(|unknown| *unknown > 0);
        let unknown = unknown.map(|unknown| format!("нет данных {unknown}"));
        let asides: Vec<String> = [target, more, unknown].into_iter().flatten().collect();
        Some(if asides.is_empty() { said } else { format!("{said} ({})", asides.join(", ")) })
    }

    fn stratum(&self) -> Value<'_> {
        self.line.stratum.map_or(Value::Empty, |stratum| Value::Code(stratum.code(), stratum.title()))
    }

    fn source(&self) -> Value<'_> {
        let (code, title) = self.line.tally.source.unwrap_or(FigureSource::Computed).code_and_title();
        Value::Code(code, title)
    }

    /// How many more are needed for the target.
    fn to_target(&self) -> Option<u64> {
        let share = self.share();
        self.target().filter(|_| share.whole > 0 && !self.measure().is_mean()).map(|target| share.to_target(target))
    }

    fn status(&self) -> Value<'_> {
        match self.target().and_then(|target| self.share().meets(target)) {
            Some(true) => Value::Code("met", "выполнен"),
            Some(false) => Value::Code("below", "не выполнен"),
            None => Value::Code("none", "–"),
        }
    }
}

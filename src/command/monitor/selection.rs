//! Which indicators, and for when: the arguments that the commands under `monitor` share.

use anyhow::Result;
use clap::Args;

use crate::command::Context;
use crate::disk::FileToRead;
use crate::domain::{Day, Period, Reference};
use crate::error::Failure;
use crate::indicator::{Catalogue, Measure, known_acts};

/// For when.
#[derive(Debug, Args)]
pub struct PeriodArgs {
    #[arg(
        long,
        value_name = "ПЕРИОД",
        conflicts_with = "as_of",
        help = "Период: 2024, 2024-2025 (учебный год), 2024-H1, 2024-Q3, 2024-09 или ДАТА..ДАТА; по умолчанию этот год"
    )]
    period: Option<Period>,
    #[arg(long, value_name = "ДАТА", help = "На одну дату")]
    as_of: Option<Day>,
}

impl PeriodArgs {
    /// The period with its reference date.
    ///
    /// # Errors
    /// The period hasn't begun.
    pub fn seen(&self, context: &Context) -> Result<Reference> {
        let day = self.as_of.map(Period::day);
        let period = self.period.or(day).unwrap_or_else(|| Period::year_of(context.today));
        Ok(period.seen(context.today)?)
    }
}

/// A user's own act.
#[derive(Debug, Args)]
pub struct OwnActArgs {
    #[arg(long, value_name = "ФАЙЛ", help = "Свой акт: файл с показателями по имеющимся фактам")]
    act: Option<FileToRead>,
}

impl OwnActArgs {
    /// The known acts and the user's own, and the place of that one.
    ///
    /// # Errors
    /// The file can't be read or isn't an act.
    pub fn catalogue(&self) -> Result<(Catalogue, Option<usize>)> {
        let mut catalogue = Catalogue::known()?;
        let Some(path) = &self.act else { return Ok((catalogue, None)) };
        let source = std::fs::read_to_string(path).map_err(|error| {
            Failure::refused(format!("файл акта «{}» не читается", path.display())).hint(match error.kind() {
                std::io::ErrorKind::NotFound => "нет такого файла",
                std::io::ErrorKind::InvalidData => "он должен быть в кодировке UTF-8",
                _ => "проверьте имя и права",
            })
        })?;
        let act = catalogue.add(&source)?;
        Ok((catalogue, Some(act)))
    }
}

/// Which indicators.
#[derive(Debug, Args)]
pub struct MeasureArgs {
    #[arg(value_name = "КОД", help = "Коды показателей; не указаны — все")]
    codes: Vec<String>,
    #[arg(long, value_name = "АКТ", help = format!("Только показатели акта: {}", known_acts()))]
    regulation: Option<String>,
    #[arg(long, help = "Под каждым показателем — другие прочтения акта")]
    readings: bool,
    #[command(flatten)]
    own: OwnActArgs,
}

impl MeasureArgs {
    /// What a schedule has stored.
    pub fn of(codes: Vec<String>, regulation: Option<String>) -> Self {
        Self { codes, regulation, readings: false, own: OwnActArgs { act: None } }
    }

    /// The catalogue and the measures that are asked for: by codes, by act, the user's own act, or all; readings by their
    /// code, or all those of the indicators asked for.
    ///
    /// # Errors
    /// No such code or act; the user's act isn't one.
    pub fn measures(&self) -> Result<(Catalogue, Vec<Measure>)> {
        let (catalogue, own) = self.own.catalogue()?;
        let act = self.regulation.as_deref().map(|code| catalogue.act(code)).transpose()?;
        let of_act = |m: &&Measure| act.is_none_or(|act| act == m.act);
        let mut measures: Vec<Measure> = Vec::new();
        if self.codes.is_empty() {
            let wanted = |m: &&Measure| m.reading.is_none() && (act.is_some() || own.is_none_or(|own| own == m.act));
            measures.extend(catalogue.measures.iter().filter(of_act).filter(wanted).cloned());
        }
        for code in &self.codes {
            let measure = catalogue.measure(code)?;
            if of_act(&measure) && !measures.iter().any(|m| m.code == measure.code) {
                measures.push(measure.clone());
            }
        }
        if self.readings {
            let asked: Vec<&str> = measures.iter().map(Measure::indicator).collect();
            let known = catalogue.measures.iter().filter(|m| asked.contains(&m.indicator()));
            measures = known.cloned().collect();
        }
        if measures.is_empty() {
            return Err(Failure::usage("показателей с такими кодами в этом акте нет").into());
        }
        Ok((catalogue, measures))
    }
}

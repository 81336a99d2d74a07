//! Which indicators, and for when: the arguments that the commands under `monitor` share.

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome};
use crate::disk::FileToRead;
use crate::domain::{Day, Period, Reference, name};
use crate::error::Failure;
use crate::indicator::{Catalogue, Measure, known_acts};
use crate::store::Store;
use crate::store::act::KeptAct;

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
    /// This calendar year.
    pub fn this_year() -> Self {
        Self { period: None, as_of: None }
    }

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

/// Whether somebody means every code.
pub fn is_all(code: &str) -> bool {
    ["all", "все"].contains(&name::key(code).as_str())
}

/// The acts that a report may speak of.
pub struct Catalogues {
    /// The acts that come with the program, those kept in the file and the one of `--act`.
    pub catalogue: Catalogue,
    /// The places of those of which a report speaks if nothing is said; empty is all.
    chosen: Vec<usize>,
}

impl Catalogues {
    /// The measures of which a report speaks if nothing is said, and their readings.
    pub fn reported(&self) -> impl Iterator<Item = &Measure> {
        self.catalogue.measures.iter().filter(|measure| self.is_reported(measure.act))
    }

    /// Those measures alone, without the readings.
    pub fn reported_measures(&self) -> Vec<Measure> {
        self.reported().filter(|measure| measure.reading.is_none()).cloned().collect()
    }

    /// Whether a report speaks of an act if nothing is said.
    pub fn is_reported(&self, act: usize) -> bool {
        self.chosen.is_empty() || self.chosen.contains(&act)
    }
}

/// A user's own act.
#[derive(Debug, Args)]
pub struct OwnActArgs {
    #[arg(long, value_name = "ФАЙЛ", help = "Свой акт: файл с показателями по имеющимся фактам")]
    act: Option<FileToRead>,
}

impl OwnActArgs {
    /// None but those that the file keeps.
    pub fn none() -> Self {
        Self { act: None }
    }

    /// The known acts, those that the file keeps and the user's own, with the planned values of the file; alone the user's own is
    /// reported, if there is one, else those that the file has settled for the day.
    ///
    /// # Errors
    /// The file can't be read or isn't an act.
    pub fn catalogue(&self, store: &Store, day: Day) -> Result<Catalogues> {
        let mut catalogues = self.catalogue_with(store.acts().all()?)?;
        catalogues.catalogue.plan(&store.targets().all()?);
        if let Some(codes) = store.report_settings().acts_on(day)?.filter(|_| !self.is_given()) {
            // An act of a newer program is no reason to refuse a report.
            catalogues.chosen = codes.iter().filter_map(|code| catalogues.catalogue.act(code).ok()).collect();
        }
        Ok(catalogues)
    }

    /// Whether there is an act of `--act`.
    pub fn is_given(&self) -> bool {
        self.act.is_some()
    }

    /// The text of the act of `--act`.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn source(&self) -> Result<Option<String>, Failure> {
        self.act.as_ref().map(read_act).transpose()
    }

    /// The same without a file to keep acts in.
    ///
    /// # Errors
    /// The file can't be read or isn't an act.
    pub fn catalogue_with(&self, kept: Vec<KeptAct>) -> Result<Catalogues> {
        let mut catalogue = Catalogue::known()?;
        let own = self.source()?;
        let own_code = own.as_deref().map(Catalogue::code_of).transpose()?;
        let mut chosen = Vec::new();
        for act in kept {
            match &act.source {
                // The file at hand is newer than what was kept of it.
                Some(_) if own_code.as_ref() == Some(&act.code) => continue,
                Some(source) => {
                    let added = catalogue.add(source).map_err(|failure| {
                        failure.hint(format!(
                            "это акт, сохранённый в базе; убрать его: nastavnik monitor setting acts --remove {}",
                            act.code
                        ))
                    })?;
                    chosen.extend(act.is_reported.then_some(added));
                }
                // An act of a newer program is no reason to refuse a report.
                None => chosen.extend(catalogue.act(&act.code).ok().filter(|_| act.is_reported)),
            }
        }
        if let Some(source) = own {
            chosen = vec![catalogue.add(&source)?];
        }
        Ok(Catalogues { catalogue, chosen })
    }
}

/// The text of a user's own act.
///
/// # Errors
/// The file can't be read.
fn read_act(path: &FileToRead) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| {
        Failure::refused(format!("файл акта «{}» не читается", path.display())).hint(match error.kind() {
            std::io::ErrorKind::NotFound => "нет такого файла",
            std::io::ErrorKind::InvalidData => "он должен быть в кодировке UTF-8",
            _ => "проверьте имя и права",
        })
    })
}

/// In the name of a file: the shares of all acts.
pub const ALL_ACTS: &str = "all";

/// Files bear the code of an act in their names.
///
/// # Errors
/// This one can't stand there.
pub fn names_a_file(code: &str) -> Result<(), Failure> {
    let is_plain = |c: char| c.is_alphanumeric() || "-_".contains(c);
    match !code.is_empty() && code != ALL_ACTS && code.chars().all(is_plain) {
        true => Ok(()),
        false => Err(Failure::refused(format!("код акта «{code}» не годится для имени файла"))),
    }
}

/// Keeps the text of a user's own act in the file; the catalogue has read it.
///
/// # Errors
/// The text isn't an act, or its code is that of an act that comes with the program.
pub fn keep(store: &Store, source: &str, catalogue: &Catalogue) -> Result<Outcome> {
    let code = Catalogue::code_of(source)?;
    names_a_file(&code)?;
    let act = &catalogue.acts[catalogue.act(&code)?];
    Ok(Outcome::done(match store.acts().keep(&code, source)? {
        true => format!(
            "Акт «{}» сохранён в базе; чтобы отчёты говорили о нём без указания: nastavnik monitor setting acts {code}",
            act.short
        ),
        false => format!("Акт «{}» в базе уже такой же", act.short),
    }))
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
        Self { codes, regulation, readings: false, own: OwnActArgs::none() }
    }

    /// Keeps the act of `--act` in the file.
    ///
    /// # Errors
    /// It can't be read or isn't an act.
    pub fn keep(&self, store: &Store, today: Day) -> Result<Outcome> {
        let source = self.own.source()?.unwrap_or_default();
        keep(store, &source, &self.own.catalogue(store, today)?.catalogue)
    }

    /// The catalogue and the measures that are asked for: by codes, by act, the user's own act, the acts of this file's
    /// reports, or all; readings by their code, or all those of the indicators asked for.
    ///
    /// # Errors
    /// No such code or act; the user's act isn't one.
    pub fn measures(&self, store: &Store, day: Day) -> Result<(Catalogue, Vec<Measure>)> {
        let catalogues = self.own.catalogue(store, day)?;
        let catalogue = &catalogues.catalogue;
        let act = self.regulation.as_deref().map(|code| catalogue.act(code)).transpose()?;
        let of_act = |m: &&Measure| act.is_none_or(|act| act == m.act);
        let mut measures: Vec<Measure> = Vec::new();
        if self.codes.is_empty() {
            let wanted = |m: &&Measure| m.reading.is_none() && (act.is_some() || catalogues.is_reported(m.act));
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
        Ok((catalogues.catalogue, measures))
    }
}

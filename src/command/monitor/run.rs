//! `monitor run`: the exports that are due, for a scheduler; and the schedules by which they are.

mod job;
mod list;
mod round;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use self::job::{coming, due, file_name, taken};
use super::indicators::ByArg;
use super::selection::MeasureArgs;
use crate::command::{Context, Outcome};
use crate::disk::FolderToWrite;
use crate::domain::{By, Cycle, Day, FileKind};
use crate::error::Failure;
use crate::indicator::known_acts;
use crate::store::schedule::{Schedule, ScheduleDraft};
use crate::store::{Store, refusal};

/// `monitor run`.
#[derive(Debug, Args)]
pub struct MonitorRun {
    #[arg(value_name = "КОД", requires = "add", help = "К --add: коды показателей; не указаны — все")]
    codes: Vec<String>,
    #[arg(
        long,
        value_name = "ПЕРИОД",
        requires = "export",
        conflicts_with_all = ["list", "remove"],
        value_parser = cycle,
        help = "Добавить расписание: month — по месяцам, quarter — по кварталам, half-year — по полугодиям, year — по годам, school-year — по учебным годам; вид файлов — по --format"
    )]
    add: Option<Cycle>,
    #[arg(
        long,
        value_name = "ПАПКА",
        requires = "add",
        help = "К --add: папка для файлов, у каждой базы своя; если её нет, будет создана"
    )]
    export: Option<FolderToWrite>,
    #[arg(
        long,
        value_name = "АКТ",
        requires = "add",
        help = format!("К --add: только показатели акта: {}", known_acts())
    )]
    regulation: Option<String>,
    #[arg(
        long,
        value_name = "РАЗРЕЗ",
        requires = "add",
        help = "К --add: строка на каждую организацию (org), вид организаций (kind) или муниципалитет (municipality)"
    )]
    by: Option<ByArg>,
    #[arg(
        long,
        value_name = "ДАТА",
        requires = "add",
        help = "К --add: выгружать периоды, которые закончились не раньше этой даты; по умолчанию — сегодня"
    )]
    since: Option<Day>,
    #[arg(long, conflicts_with = "remove", help = "Показать расписания")]
    list: bool,
    #[arg(long, value_name = "НОМЕР", help = "Убрать расписание; файлы останутся")]
    remove: Option<i64>,
}

/// Reads a period; whoever slips is told the words of the help as well as those of people.
fn cycle(text: &str) -> Result<Cycle, String> {
    Cycle::parse(text).map_err(|_| {
        let words: Vec<_> = Cycle::ALL.iter().map(|cycle| format!("{} ({cycle})", cycle.code())).collect();
        format!("допустимо: {}", words.join(", "))
    })
}

impl MonitorRun {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self { add: Some(cycle), .. } => context.write(|store| self.add(cycle, store, context)),
            Self { remove: Some(id), .. } => context.write(|store| remove_schedule(id, store, context.today)),
            Self { list: true, .. } => context.read(|store| list::report(store, context)),
            _ => context.no_field_is_chosen().map_err(Into::into).and_then(|()| round::run(context)),
        }
    }

    fn add(self, cycle: Cycle, store: &Store, context: &Context) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let since = self.since.unwrap_or(context.today);
        context.check_day(Some(since), "начало выгрузок", &mut outcome)?;
        let all = self.codes.is_empty();
        let (catalogue, measures) =
            MeasureArgs::of(self.codes, self.regulation.clone()).measures(store, context.today)?;
        let act = self.regulation.map(|code| catalogue.act(&code)).transpose()?;
        let folder = self.export.map(PathBuf::from).unwrap_or_default();
        let said = ScheduleDraft {
            cycle,
            folder: export_folder(&folder, context)?,
            // A table is for the terminal: `monitor export` does the same.
            format: FileKind::of_code(context.format.code()).unwrap_or(FileKind::Csv),
            codes: if all { Vec::new() } else { measures.into_iter().map(|measure| measure.code).collect() },
            regulation: act.map(|act| catalogue.acts[act].code.clone()),
            by: self.by.map(By::from),
            since,
        };
        let schedule = Schedule { id: store.schedules().put(&said)?, said };
        let place = Path::new(&schedule.said.folder);
        if let Some(file) = taken(place, schedule.id).map_err(|e| refusal::of_io(&e, "прочитать папку", place))?
        {
            let what =
                format!("в папке «{}» уже лежат файлы другого расписания № {}: «{file}»", place.display(), schedule.id);
            return Err(Failure::refused(what)
                .hint("это выгрузки другой базы или отменённого расписания: укажите другую папку")
                .into());
        }
        let first = cycle.period_of(since);
        let file = Path::new(&schedule.said.folder).join(file_name(&schedule, first));
        outcome.messages.push(format!(
            "Записано расписание № {}: {cycle}, первый файл — {}",
            schedule.id,
            file.display()
        ));
        outcome.messages.push(match due(store, &schedule, context.today)?.len() {
            0 => format!("Срок первой выгрузки — {}", coming(store, &schedule, context.today)?.to.next()),
            past => format!("За прошедшие периоды выгрузок: {past}; сделать их сейчас: nastavnik monitor run"),
        });
        Ok(outcome)
    }
}

/// A folder from the root of the disk, made if it isn't there: the person who may mistype it is here now, a scheduler
/// stands in another folder.
fn export_folder(folder: &Path, context: &Context) -> Result<String, Failure> {
    let failed = |doing: &str, error: &io::Error| refusal::of_io(error, doing, folder);
    fs::create_dir_all(folder).map_err(|error| failed("создать папку", &error))?;
    // On Windows the canonical form, `\\?\C:\…`, is understood by few.
    let whole = if cfg!(windows) { std::path::absolute(folder) } else { fs::canonicalize(folder) };
    let whole = whole.map_err(|error| failed("открыть папку", &error))?;
    context.files.probe(&whole.join("nastavnik.csv"))?;
    let text = whole.to_str().map(Into::into);
    text.ok_or_else(|| Failure::refused(format!("имя папки «{}» — не текст: переименуйте её", whole.display())))
}

fn remove_schedule(id: i64, store: &Store, today: Day) -> Result<Outcome> {
    if !store.schedules().remove(id, today)? {
        let failure = Failure::refused(format!("расписания № {id} нет, ничего не убрано"));
        return Err(failure.hint("какие есть: nastavnik monitor run --list").into());
    }
    Ok(Outcome::done(format!("Убрано расписание № {id}; выгруженные по нему файлы остались")))
}

//! `org staff import`: the files of schools, and who isn't in them any more.

use anyhow::Result;
use clap::Args;

use super::erased_again;
use crate::command::{Context, Ending, FileArgs, Options, Outcome, Task};
use crate::domain::Day;
use crate::error::Failure;
use crate::intake::reading::{Layout, Source};
use crate::intake::staff::{self, StaffImporter};
use crate::intake::{Mode, Plan};
use crate::store::Store;
use crate::store::staff::Absent;
use crate::store::staff::ChangeMode;

/// `org staff import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(flatten)]
    file: FileArgs,
    #[arg(long, conflicts_with = "apply", help = "Изменённые должности считать исправлением ошибок прежних записей")]
    correct: bool,
    #[arg(
        long,
        value_name = "ДАТА",
        conflicts_with_all = ["correct", "apply"],
        help = "Изменения должностей, предметов, фамилий считать событиями: так стало с этой даты"
    )]
    effective: Option<Day>,
    #[arg(
        long,
        value_name = "ДАТА",
        conflicts_with_all = ["accept_valid", "apply"],
        help = "Уволить тех, кто работает в организациях из файлов, но в файлах не назван; дата — последний день работы"
    )]
    dismiss_absent: Option<Day>,
    #[arg(
        long,
        value_name = "ОРГАНИЗАЦИЯ",
        conflicts_with = "apply",
        help = "Организация всех строк файла: номер, ИНН или часть наименования"
    )]
    org: Option<String>,
    #[arg(
        long,
        value_name = "ДАТА",
        conflicts_with = "apply",
        help = "На какой день указан педагогический стаж, если в файле этого нет"
    )]
    tenure_on: Option<Day>,
}

/// The import with what its rows have said so far.
struct Import {
    dismiss_absent: Option<Day>,
    org: Option<String>,
    importer: StaffImporter,
    /// The last employment before the first file.
    before: Option<i64>,
}

impl ImportArgs {
    /// Imports the files.
    ///
    /// # Errors
    /// As [`FileArgs::run`].
    pub fn run(self, context: &Context) -> Result<Outcome> {
        if let Some(day) = self.effective {
            day.not_too_far(context.today).map_err(|why| Failure::refused(format!("изменения с {day}: {why}")))?;
        }
        if let Some(day) = self.tenure_on {
            day.not_too_far(context.today).map_err(|why| Failure::refused(format!("стаж на {day}: {why}")))?;
        }
        let importer = importer_of(self.effective, self.correct, self.tenure_on);
        let import = Import { dismiss_absent: self.dismiss_absent, org: self.org, importer, before: None };
        self.file.run(context, import)
    }
}

impl Task for Import {
    fn command(&self) -> &'static str {
        "org staff import"
    }

    fn layouts(&self) -> Vec<&'static Layout> {
        vec![&staff::LAYOUT]
    }

    fn options(&self) -> Options {
        let mode = match self.importer.staff().mode() {
            ChangeMode::Unsaid => None,
            ChangeMode::Correction => Some(("correct".to_owned(), String::new())),
            ChangeMode::Event(day) => Some(("effective".to_owned(), day.iso())),
        };
        let dismiss = self.dismiss_absent.map(|day| ("dismiss_absent".to_owned(), day.iso()));
        let org = self.org.clone().map(|org| ("org".to_owned(), org));
        let tenure = self.importer.tenure_on.map(|day| ("tenure_on".to_owned(), day.iso()));
        [mode, dismiss, org, tenure].into_iter().flatten().collect()
    }

    fn is_far_reaching(&self) -> bool {
        self.dismiss_absent.is_some()
    }

    fn restore(&mut self, options: &Options) -> Result<(), Failure> {
        let day = |name: &str| options.get(name).map(|day| Day::parse(day)).transpose().map_err(Failure::refused);
        self.dismiss_absent = day("dismiss_absent")?;
        self.org = options.get("org").cloned();
        self.importer = importer_of(day("effective")?, options.contains_key("correct"), day("tenure_on")?);
        Ok(())
    }

    fn import(&mut self, store: &Store, context: &Context, source: &Source, mode: Mode<'_>) -> Result<Plan> {
        self.importer.org = self.org.as_deref().map(|org| store.find_org(org)).transpose()?.map(|org| org.id);
        if self.before.is_none() {
            self.before = Some(store.staff().last_employment()?);
        }
        self.importer.import(store, context.today, source, mode)
    }

    fn conclude(&mut self, store: &Store, context: &Context, is_sound: bool, most: usize) -> Result<Ending> {
        let mut ending = self.absent(store, context, is_sound, most)?;
        if let Some(before) = self.before {
            ending.warnings.extend(erased_again::warnings(store, before)?);
        }
        Ok(ending)
    }
}

impl Import {
    /// Who is in the database and in no file, and their dismissal.
    fn absent(&self, store: &Store, context: &Context, is_sound: bool, most: usize) -> Result<Ending> {
        if self.importer.is_partial() {
            let refusal = self.dismiss_absent.map(|_| part());
            return Ok(Ending { refusal, ..Ending::default() });
        }
        let absent = self.importer.staff().absent(store, context.today)?;
        let mut ending = Ending { count: absent.len(), ..Ending::default() };
        if absent.len() > most && self.dismiss_absent.is_none() {
            return Ok(ending);
        }
        let absent = store.staff().absent(&absent)?;
        let Some(day) = self.dismiss_absent.filter(|_| is_sound) else {
            ending.absent = absent.into_iter().map(|absent| (absent, None)).collect();
            return Ok(ending);
        };
        let mut outcome = Outcome::default();
        ending.refusal = match context.check_day(Some(day), "дата увольнения", &mut outcome) {
            Ok(()) => early(&absent, day),
            Err(failure) => Some(failure),
        };
        ending.warnings = outcome.warnings;
        let mut mentors: Vec<String> = Vec::new();
        for absent in absent {
            // Whose last day is settled already goes on that day.
            let last = (absent.dismissed.is_none() && ending.refusal.is_none()).then_some(day);
            if last.is_some() {
                store.staff().dismiss(absent.employment, day)?;
                if store.registrations(absent.person)?.iter().any(|m| m.open_on(day.next())) {
                    mentors.push(absent.name.clone());
                }
            }
            ending.absent.push((absent, last));
        }
        mentors.sort();
        mentors.dedup();
        if !mentors.is_empty() {
            let names = mentors.join(", ");
            ending
                .warnings
                .push(format!("остаются в реестре наставников: {names}; исключить — nastavnik mentor retire"));
        }
        Ok(ending)
    }
}

/// Whoever isn't among the refused rows of a file may be in the file.
fn part() -> Failure {
    Failure::refused("файл с отказанными строками — лишь часть исходного: увольнять тех, кого в нём нет, нельзя")
        .hint("загрузите его без --dismiss-absent")
}

/// What the options, given or planned, say of changes and of tenures.
fn importer_of(effective: Option<Day>, correct: bool, tenure_on: Option<Day>) -> StaffImporter {
    let mode = match effective {
        Some(day) => ChangeMode::Event(day),
        None if correct => ChangeMode::Correction,
        None => ChangeMode::Unsaid,
    };
    StaffImporter::new(mode, tenure_on)
}

/// Nobody can be dismissed before the first day of work.
fn early(absent: &[Absent], day: Day) -> Option<Failure> {
    let early: Vec<_> = absent.iter().filter(|absent| absent.dismissed.is_none() && absent.hired > day).collect();
    if early.is_empty() {
        return None;
    }
    let mut failure = Failure::refused(format!("увольнение {day} раньше приёма на работу, ничего не записано"));
    failure.hints = early.iter().map(|a| format!("{}: {}, {}, с {}", a.name, a.org, a.post, a.hired)).collect();
    Some(failure.hint("укажите более позднюю дату или увольте этих людей отдельно: nastavnik org staff dismiss"))
}

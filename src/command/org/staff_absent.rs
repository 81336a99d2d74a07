//! `org staff import`: who works in the organisations of the files and isn't in them any more.

use anyhow::Result;

use crate::command::file::{AbsentWork, PlanLine, RowState, SHOWN};
use crate::command::{AllFiles, BatchEnd, Context, Outcome};
use crate::domain::{Day, plural};
use crate::error::Failure;
use crate::intake::staff::StaffImporter;
use crate::register::employment;
use crate::store::Store;
use crate::store::staff::Absent;

/// Who is in the database and in no file of an import, and their dismissal if that is asked for.
///
/// # Errors
/// The database can't be used.
pub fn conclude(
    importer: &StaffImporter,
    dismiss_absent: Option<Day>,
    store: &Store,
    context: &Context,
    all: &AllFiles,
) -> Result<BatchEnd> {
    let mut end = BatchEnd::default();
    if importer.is_partial() {
        end.refusal = dismiss_absent.map(|_| refusal_of_partial_file());
        return Ok(end);
    }
    let absent = importer.staff().absent(store, context.today)?;
    let count = absent.len();
    let mut ended = None;
    if all.whole || count <= SHOWN || dismiss_absent.is_some() {
        let absent = store.staff().absent(&absent)?;
        match dismiss_absent.filter(|_| all.is_accepted) {
            Some(day) => ended = dismiss(store, context, &absent, day, &mut end)?,
            None => end.lines = absent.iter().map(|absent| line(absent, None)).collect(),
        }
    }
    end.messages.extend(absent_message(count, ended, all));
    Ok(end)
}

/// Dismisses those of the absent whose last day isn't settled yet; returns the day, if there are any.
fn dismiss(store: &Store, context: &Context, absent: &[Absent], day: Day, end: &mut BatchEnd) -> Result<Option<Day>> {
    let mut outcome = Outcome::default();
    end.refusal = match context.check_day(Some(day), "дата увольнения", &mut outcome) {
        Ok(()) => early(absent, day),
        Err(failure) => Some(failure),
    };
    end.warnings = outcome.warnings;
    let mut ended = None;
    let mut mentors: Vec<&str> = Vec::new();
    for absent in absent {
        // Whose last day is settled already goes on that day.
        let last = (absent.dismissed.is_none() && end.refusal.is_none()).then_some(day);
        if last.is_some() {
            store.staff().dismiss(absent.employment, day)?;
            if store.mentors().registrations(absent.person)?.iter().any(|m| m.open_on(day.next())) {
                mentors.push(&absent.name);
            }
            ended = last;
        }
        end.lines.push(line(absent, last));
    }
    mentors.sort_unstable();
    mentors.dedup();
    if !mentors.is_empty() {
        let names = mentors.join(", ");
        end.warnings.push(format!("остаются в реестре наставников: {names}; исключить — nastavnik mentor retire"));
    }
    Ok(ended)
}

/// Somebody in no file, and the last day that the command sets.
fn line(absent: &Absent, dismissed: Option<Day>) -> PlanLine {
    let (post, hired) = (absent.post.clone(), absent.hired.iso());
    let (org, org_short) = (absent.org.full.to_string(), absent.org.short.as_deref().map(str::to_owned));
    let work = AbsentWork { org, org_short, post, hired };
    let line = PlanLine { work, ..PlanLine::new(RowState::Absent, "", None, &absent.name) };
    match dismissed {
        Some(day) => PlanLine { field: employment::DISMISSED.heading.into(), new: day.to_string(), ..line },
        None => line,
    }
}

/// What is said of those in no file; `ended` is the last day that they got.
fn absent_message(count: usize, ended: Option<Day>, all: &AllFiles) -> Option<String> {
    if count == 0 {
        return None;
    }
    let what = if all.are_several { "нет ни в одном файле" } else { "нет в файле" };
    let records = plural::count(count as u64, "запись о работе", "записи о работе", "записей о работе");
    let rest = match ended {
        Some(day) => format!(", последний день работы — {day}"),
        None if all.has_refusals => "; среди них могут быть люди из отказанных строк".into(),
        None if !all.dry_run && count > SHOWN => "; кого — покажет --dry-run".into(),
        None => String::new(),
    };
    Some(format!("{what}: {records}{rest}"))
}

/// Whoever isn't among the refused rows of a file may be in the file.
fn refusal_of_partial_file() -> Failure {
    Failure::refused("файл с отказанными строками — лишь часть исходного: увольнять тех, кого в нём нет, нельзя")
        .hint("загрузите его без --dismiss-absent")
}

/// Nobody can be dismissed before the first day of work.
fn early(absent: &[Absent], day: Day) -> Option<Failure> {
    let early: Vec<_> = absent.iter().filter(|absent| absent.dismissed.is_none() && absent.hired > day).collect();
    if early.is_empty() {
        return None;
    }
    let mut failure = Failure::refused(format!("увольнение {day} раньше приёма на работу, ничего не записано"));
    failure.hints = early.iter().map(|a| format!("{}: {}, {}, с {}", a.name, a.org.shown(), a.post, a.hired)).collect();
    Some(failure.hint("укажите более позднюю дату или увольте этих людей отдельно: nastavnik org staff dismiss"))
}

//! What SQLite and the disk refuse, in Russian. The database speaks in names of rules, which have their
//! sentences in `schema.sql`; whatever has no name of its own is translated here.

use std::path::Path;

use rusqlite::ErrorCode;

use super::{lock_note, schema, waiting};
use crate::disk::of_kind;
use crate::error::{Advice, Failure};

pub use crate::disk::of_io;

/// What has no name of its own: emptiness, references, types. SQLite's words at the start of its message, the sentence.
const NAMELESS: &[(&str, &str)] = &[
    ("NOT NULL constraint", "обязательное поле записи пусто"),
    ("FOREIGN KEY constraint", "запись ссылается на другую, которой нет, или на неё саму ссылаются другие"),
    ("cannot store", "значение не того типа, какой бывает в этом поле"),
];

/// The sentence for the rule that SQLite's message names.
pub fn sentence(message: &str) -> Option<&'static str> {
    if let Some((_, sentence)) = NAMELESS.iter().find(|(start, _)| message.starts_with(start)) {
        return Some(sentence);
    }
    let rule = message.rsplit_once("failed: ").map_or(message, |(_, rule)| rule);
    let rule = rule.trim_start_matches("index '").trim_end_matches('\'');
    schema::rules().iter().find(|(name, _)| name == rule).map(|(_, sentence)| *sentence)
}

/// Any error as one for a person: a [`Failure`] inside wins, then SQLite's and the disk's own, translated.
pub fn of(error: &anyhow::Error) -> Failure {
    if let Some(failure) = error.downcast_ref::<Failure>() {
        return failure.clone();
    }
    if let Some(sqlite) = error.downcast_ref::<rusqlite::Error>() {
        return of_sqlite(sqlite, "файл базы", None);
    }
    if let Some(io) = error.downcast_ref::<std::io::Error>() {
        return Failure::unavailable(format!("ошибка ввода-вывода: {}", of_kind(io)));
    }
    Failure::unavailable(format!("внутренняя ошибка: {error:#}"))
}

/// What SQLite refuses as a [`Failure`] that names the file; anything else as it is.
pub fn of_file(error: anyhow::Error, path: &Path) -> anyhow::Error {
    match error.downcast_ref::<rusqlite::Error>() {
        Some(sqlite) => of_sqlite(sqlite, &format!("файл базы «{}»", path.display()), Some(path)).into(),
        None => error,
    }
}

/// `file` is what the file is called; where it lies, its writer may have left a note.
fn of_sqlite(error: &rusqlite::Error, file: &str, path: Option<&Path>) -> Failure {
    let (code, message) = match error {
        rusqlite::Error::SqliteFailure(code, message) => (code, message.as_deref().unwrap_or_default()),
        rusqlite::Error::SqlInputError { error, msg, .. } => (error, msg.as_str()),
        // A value of another kind than its column has.
        _ => return strange(None, file),
    };
    match code.code {
        ErrorCode::ConstraintViolation => match sentence(message) {
            Some(sentence) => Failure::refused(sentence),
            None => {
                let rule = message.rsplit_once("failed: ").map_or(message, |(_, rule)| rule);
                Failure::refused(format!("правило базы нарушено: {rule}"))
            }
        },
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            let who = path.and_then(lock_note::holder).unwrap_or_else(|| "другая программа".into());
            Failure::unavailable(format!("база занята: с ней работает {who}"))
                .hint("повторите через минуту")
                .advise(Advice::WaitLonger(waiting::patience().as_secs()))
        }
        ErrorCode::NotADatabase => Failure::unavailable(format!("{file} зашифрован, или это не база SQLite")),
        ErrorCode::DatabaseCorrupt => {
            Failure::unavailable(format!("{file} повреждён")).advise(Advice::CheckFile).advise(Advice::RestoreFromCopy)
        }
        ErrorCode::DiskFull => Failure::unavailable("на диске нет места, ничего не записано"),
        ErrorCode::ReadOnly => {
            Failure::unavailable(format!("{file} или его папка только для чтения, ничего не записано"))
        }
        ErrorCode::PermissionDenied => Failure::unavailable(format!("{file} не открывается: нет прав")),
        ErrorCode::CannotOpen => {
            Failure::unavailable(format!("{file} не открывается")).hint("проверьте права на файл и папку")
        }
        ErrorCode::SystemIoFailure => Failure::unavailable("ошибка диска при работе с базой, ничего не записано"),
        ErrorCode::OutOfMemory => Failure::unavailable("не хватило памяти, ничего не записано"),
        _ => strange(Some(code.extended_code), file),
    }
}

/// Tables, columns or values are missing or others than ours: SQLite's English words would help nobody.
fn strange(code: Option<i32>, file: &str) -> Failure {
    let code = code.map(|code| format!(" (код SQLite {code})")).unwrap_or_default();
    Failure::unavailable(format!(
        "{file} не такой, каким его делает эта программа: его изменила другая программа{code}"
    ))
    .advise(Advice::CheckFile)
    .advise(Advice::RestoreFromCopy)
}

/// Whether an error tells of a file that another program changed or the disk damaged, and not of rights, room or rows.
pub fn is_of_the_file(error: &anyhow::Error) -> bool {
    let Some(error) = error.downcast_ref::<rusqlite::Error>() else { return false };
    error.sqlite_error_code().is_none_or(|code| {
        use ErrorCode::{DatabaseCorrupt, NotADatabase, SchemaChanged, TypeMismatch, Unknown};
        matches!(code, DatabaseCorrupt | NotADatabase | SchemaChanged | TypeMismatch | Unknown)
    })
}

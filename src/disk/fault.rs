//! What the disk refuses, in Russian.

use std::io::{Error, ErrorKind};
use std::path::Path;

use crate::error::Failure;

/// A file operation that failed: `doing` is a verb in the infinitive, «открыть базу». What isn't the disk's own refusal stands
/// as it is.
pub fn of_io(error: &Error, doing: &str, path: &Path) -> Failure {
    let own = error.get_ref().and_then(|inner| inner.downcast_ref::<Failure>()).cloned();
    own.unwrap_or_else(|| Failure::unavailable(format!("не удалось {doing} «{}»: {}", path.display(), of_kind(error))))
}

/// Why, in a few words.
pub(crate) fn of_kind(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "нет такого файла или папки".into(),
        ErrorKind::PermissionDenied => "нет прав".into(),
        ErrorKind::AlreadyExists => "файл уже есть".into(),
        ErrorKind::StorageFull => "на диске нет места".into(),
        ErrorKind::QuotaExceeded => "на диске нет места: исчерпана квота".into(),
        ErrorKind::FileTooLarge => "файл больше, чем здесь разрешено".into(),
        ErrorKind::NetworkDown
        | ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::TimedOut => "сетевая папка недоступна".into(),
        ErrorKind::ReadOnlyFilesystem => "диск только для чтения".into(),
        ErrorKind::IsADirectory => "это папка".into(),
        ErrorKind::NotADirectory => "это не папка".into(),
        _ => error.raw_os_error().map_or_else(|| error.to_string(), |code| format!("код ошибки системы {code}")),
    }
}

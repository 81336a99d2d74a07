//! Where the bytes come from: a file, or `-` for standard input.

use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::error::Failure;

/// The name of a source as the user gave it, for messages.
pub fn name(path: &Path) -> String {
    if is_stdin(path) { "стандартный ввод".into() } else { path.display().to_string() }
}

/// All bytes of a file or of standard input.
///
/// # Errors
/// There is no such file, it is a folder, it isn't ours to read; in Russian, with the name.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.is_dir() {
        return Err(Failure::refused(format!("{}: это папка, а нужен файл", path.display())));
    }
    let read = if is_stdin(path) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    read.map_err(|error| {
        let name = name(path);
        match error.kind() {
            ErrorKind::NotFound => Failure::refused(format!("{name}: нет такого файла"))
                .hint("проверьте имя файла и папку, из которой запущена программа"),
            ErrorKind::PermissionDenied => Failure::refused(format!("{name}: нет прав на чтение файла"))
                .hint("если файл открыт в другой программе, закройте его там"),
            _ => Failure::refused(format!("{name}: файл не читается: {error}")),
        }
    })
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_read_is_refused_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("нет.csv");
        let said = |path: &Path| bytes(path).unwrap_err().message;
        assert_eq!(said(&missing), format!("{}: нет такого файла", missing.display()));
        assert_eq!(said(folder.path()), format!("{}: это папка, а нужен файл", folder.path().display()));
        assert_eq!(name(Path::new("-")), "стандартный ввод");
    }
}

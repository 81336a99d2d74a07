//! The bytes of a file or of standard input, and why they can't be had.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek};
use std::path::Path;

use crate::error::Failure;

/// What a table is read from.
pub trait Input: Read + Seek + Send {}

impl<T: Read + Seek + Send> Input for T {}

/// Opens a file to be read more than once: standard input and pipes are laid into a nameless file first. `name` is the file
/// in messages.
///
/// # Errors
/// There is no such file, it is a folder, it isn't ours to read; in Russian, with the name.
pub fn open(path: &Path, name: &str) -> Result<Box<dyn Input>, Failure> {
    if path.is_dir() {
        return Err(Failure::refused(format!("{name}: это папка, а нужен файл")));
    }
    let file = if is_stdin(path) { spooled(io::stdin().lock()) } else { File::open(path) };
    // A pipe can be read but once.
    let file = file.and_then(|mut file| match file.stream_position() {
        Ok(_) => Ok(file),
        Err(_) => spooled(file),
    });
    file.map(|file| Box::new(file) as Box<dyn Input>).map_err(|error| unreadable(name, &error))
}

/// Whether a path means standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Why a file can't be read.
pub fn unreadable(name: &str, error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::NotFound => Failure::refused(format!("{name}: нет такого файла"))
            .hint("проверьте имя файла и папку, из которой запущена программа"),
        ErrorKind::PermissionDenied => Failure::refused(format!("{name}: нет прав на чтение файла"))
            .hint("если файл открыт в другой программе, закройте его там"),
        _ => Failure::refused(format!("{name}: файл не читается: {error}")),
    }
}

fn spooled(mut input: impl Read) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut input, &mut file)?;
    file.rewind()?;
    Ok(file)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_read_is_refused_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("нет.csv");
        let said = |path: &Path| open(path, &path.display().to_string()).err().unwrap().message;
        assert_eq!(said(&missing), format!("{}: нет такого файла", missing.display()));
        assert_eq!(said(folder.path()), format!("{}: это папка, а нужен файл", folder.path().display()));
    }
}

//! Where a table comes from: a file, or `-` for standard input, and what the user says of how to read it.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::decode::Encoding;
use super::map::Map;
use crate::error::Failure;

/// The file of an import and how it is to be read.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// `-` is standard input.
    pub path: PathBuf,
    /// What messages call it, if not by its path.
    pub called: Option<String>,
    /// `None`: recognised.
    pub encoding: Option<Encoding>,
    /// The sheet of a workbook; `None`: the only one with such a table.
    pub sheet: Option<String>,
    /// What the file calls the columns, where the program doesn't know the headings.
    pub map: Option<Arc<Map>>,
}

impl Source {
    /// A file that speaks for itself.
    pub fn of(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), ..Self::default() }
    }

    /// The file as the user calls it, for messages.
    pub fn name(&self) -> String {
        let of_path = || {
            if is_stdin(&self.path) {
                "стандартный ввод".into()
            } else {
                self.path.display().to_string()
            }
        };
        self.called.clone().unwrap_or_else(of_path)
    }

    /// The bytes, to be read more than once: standard input and pipes are laid into a nameless file first.
    ///
    /// # Errors
    /// There is no such file, it is a folder, it isn't ours to read; in Russian, with the name.
    pub(super) fn open(&self) -> Result<Box<dyn Input>, Failure> {
        let name = self.name();
        if self.path.is_dir() {
            return Err(Failure::refused(format!("{name}: это папка, а нужен файл")));
        }
        let file = if is_stdin(&self.path) { spooled(io::stdin().lock()) } else { File::open(&self.path) };
        // A pipe can be read but once.
        let file = file.and_then(|mut file| match file.stream_position() {
            Ok(_) => Ok(file),
            Err(_) => spooled(file),
        });
        file.map(|file| Box::new(file) as Box<dyn Input>).map_err(|error| unreadable(&name, &error))
    }
}

/// What a table is read from.
pub(super) trait Input: Read + Seek + Send {}

impl<T: Read + Seek + Send> Input for T {}

/// Why a file can't be read.
pub(super) fn unreadable(name: &str, error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::NotFound => Failure::refused(format!("{name}: нет такого файла"))
            .hint("проверьте имя файла и папку, из которой запущена программа"),
        ErrorKind::PermissionDenied => Failure::refused(format!("{name}: нет прав на чтение файла"))
            .hint("если файл открыт в другой программе, закройте его там"),
        _ => Failure::refused(format!("{name}: файл не читается: {error}")),
    }
}

/// Whether a path means standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
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
        let said = |path: &Path| Source::of(path).open().err().unwrap().message;
        assert_eq!(said(&missing), format!("{}: нет такого файла", missing.display()));
        assert_eq!(said(folder.path()), format!("{}: это папка, а нужен файл", folder.path().display()));
        assert_eq!(Source::of("-").name(), "стандартный ввод");
    }
}

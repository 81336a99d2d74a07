//! The format of a result: as it is said, or as the name of its file says it. What contradicts itself is refused before
//! anything is done.

use std::path::Path;

use crate::error::Failure;
use crate::report::{Ending, Format};

/// The format of a result that goes to a file or, where there is none, to standard output.
///
/// # Errors
/// The name of the file says another format than the command line; it promises a form that isn't written; a workbook would go
/// to a terminal.
pub fn agreed(said: Option<Format>, output: Option<&Path>, is_terminal: bool) -> Result<Format, Failure> {
    let Some(path) = output else {
        return match said {
            Some(format @ (Format::Xlsx | Format::Docx)) if is_terminal => {
                let what = if format == Format::Xlsx { "книга Excel" } else { "документ Word" };
                Err(Failure::usage(format!("{what} — не текст: на экран не вывести"))
                    .hint(format!("укажите файл: --output результат.{}", format.ending())))
            }
            said => Ok(said.unwrap_or(Format::Table)),
        };
    };
    match (Ending::of(path), said) {
        (Ending::Of(formats), None) => Ok(formats[0]),
        (Ending::Of(formats), Some(format)) if formats.contains(&format) => Ok(format),
        (Ending::Of(formats), Some(format)) => Err(contradiction(format, formats[0], path)),
        (Ending::Foreign, _) => Err(foreign(path)),
        // Excel and Word open nothing that is called otherwise; a pipe and what is open already may have any name.
        (Ending::Silent, Some(format @ (Format::Xlsx | Format::Docx))) if path.extension().is_some() => {
            Err(contradiction(format, Format::Table, path))
        }
        (Ending::Silent, said) => Ok(said.unwrap_or(Format::Table)),
    }
}

fn contradiction(said: Format, named: Format, path: &Path) -> Failure {
    let (code, other) = (said.code(), named.code());
    let right = path.with_extension(said.ending());
    Failure::usage(format!(
        "«{}»: имя кончается на .{}, а вид результата указан другой: {code}",
        path.display(),
        ending(path)
    ))
    .hint(format!("уберите --format {code}: вид {other} следует из имени"))
    .hint(format!("или дайте файлу другое имя: {}", right.display()))
}

fn foreign(path: &Path) -> Failure {
    let own = path.with_extension("xlsx");
    Failure::usage(format!("«{}»: файлов .{} эта команда не делает", path.display(), ending(path)))
        .hint(format!("книга Excel: --output {}", own.display()))
        .hint(format!("документ Word: --output {}", path.with_extension("docx").display()))
        .hint("другие виды: .csv и .json — для программ, .txt — таблица")
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_goes_to_a_file_or_a_pipe() {
        let agreed = |said, path: Option<&str>, is_terminal| agreed(said, path.map(Path::new), is_terminal).ok();
        assert_eq!(agreed(Some(Format::Xlsx), None, true), None);
        assert_eq!(agreed(Some(Format::Xlsx), None, false), Some(Format::Xlsx));
        assert_eq!(agreed(Some(Format::Xlsx), Some("/dev/fd/3"), true), Some(Format::Xlsx));
        assert_eq!(agreed(Some(Format::Xlsx), Some("a.dat"), true), None);
        assert_eq!(agreed(None, Some("a.XLSX"), true), Some(Format::Xlsx));
        assert_eq!(agreed(None, Some("a.dat"), true), Some(Format::Table));
        assert_eq!(agreed(None, None, true), Some(Format::Table));
    }
}

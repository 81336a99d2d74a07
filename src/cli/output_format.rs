//! The format of a result: as it is said, or as the name of its file says it. What contradicts itself is refused before
//! anything is done.

use std::path::Path;

use crate::error::Failure;
use crate::report::{Ending, Format};

/// The format of a result that goes to a file, if it goes to one.
///
/// # Errors
/// The name of the file says another format than the command line; it promises a form that isn't written.
pub fn agreed(said: Option<Format>, output: Option<&Path>) -> Result<Format, Failure> {
    let Some(path) = output else { return Ok(said.unwrap_or(Format::Table)) };
    match Ending::of(path) {
        Ending::Of(formats) => match said {
            None => Ok(formats[0]),
            Some(format) if formats.contains(&format) => Ok(format),
            Some(format) => Err(contradiction(format, formats[0], path)),
        },
        Ending::Foreign => Err(foreign(path)),
        Ending::Silent => Ok(said.unwrap_or(Format::Table)),
    }
}

fn contradiction(said: Format, named: Format, path: &Path) -> Failure {
    let (code, other) = (said.code(), named.code());
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let right = path.with_extension(said.ending());
    Failure::usage(format!("«{}»: имя кончается на .{ending}, а вид результата указан другой: {code}", path.display()))
        .hint(format!("уберите --format {code}: вид {other} следует из имени"))
        .hint(format!("или дайте файлу другое имя: {}", right.display()))
}

fn foreign(path: &Path) -> Failure {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let own = path.with_extension("csv");
    Failure::usage(format!("«{}»: файлов .{ending} эта команда не делает", path.display()))
        .hint(format!("для Excel: --format excel --output {}", own.display()))
        .hint("другие виды: .csv и .json — для программ, .txt — таблица")
}

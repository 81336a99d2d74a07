//! Where a table comes from: a file, or `-` for standard input, and what the user says of how to read it.

use std::path::PathBuf;
use std::sync::Arc;

use super::decode::Encoding;
use super::input::is_stdin;
use super::map::Map;

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
    /// The kind of table that it is known to be, by the sheet of its layout; `None`: the only one that the import takes, or what
    /// the headings say.
    pub kind: Option<String>,
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
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn standard_input_has_a_name_in_messages() {
        assert_eq!(Source::of("-").name(), "стандартный ввод");
    }
}

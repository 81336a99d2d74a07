//! In what form a result is written, and what the name of a file says of it.

use std::path::Path;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    Table,
    /// For programs.
    Csv,
    /// For people with a Russian Excel.
    Excel,
    /// For programs: an array of objects, one a line; of a card one object.
    Json,
    /// For people: a workbook.
    Xlsx,
    /// For paper: a document of Word.
    Docx,
    /// For people with a browser: a page.
    Html,
}

/// What the ending of a file's name says of its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// One of these formats; the first of them, where nothing else is said.
    Of(&'static [Format]),
    /// A form that the program doesn't write: somebody's program would try to open it as that, and fail.
    Foreign,
    /// Nothing.
    Silent,
}

/// Endings of workbooks, documents and pages that aren't written.
const FOREIGN: &[&str] = &["xls", "xlsm", "xlsb", "ods", "doc", "odt", "rtf", "pdf", "parquet", "xml"];

impl Format {
    /// All formats, in the order in which they are listed to people.
    pub const ALL: &[Self] = &[Self::Table, Self::Csv, Self::Excel, Self::Json, Self::Xlsx, Self::Docx, Self::Html];

    /// The word on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Excel => "excel",
            Self::Json => "json",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Html => "html",
        }
    }

    /// The format with this code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.code() == code)
    }

    /// The ending of a file that holds it.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Csv | Self::Excel => "csv",
            Self::Json => "json",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Html => "html",
        }
    }
}

impl Ending {
    /// The ending of a name.
    pub fn of(path: &Path) -> Self {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match ending.as_str() {
            "csv" => Self::Of(&[Format::Csv, Format::Excel]),
            "json" => Self::Of(&[Format::Json]),
            "xlsx" => Self::Of(&[Format::Xlsx]),
            "docx" => Self::Of(&[Format::Docx]),
            "html" | "htm" => Self::Of(&[Format::Html]),
            "txt" => Self::Of(&[Format::Table, Format::Csv, Format::Excel, Format::Json]),
            other if FOREIGN.contains(&other) => Self::Foreign,
            _ => Self::Silent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_has_a_code_and_its_ending_says_it() {
        for format in Format::ALL {
            assert_eq!(Format::of_code(format.code()), Some(*format));
            let ending = Ending::of(Path::new(&format!("а.б/доли.{}", format.ending().to_uppercase())));
            assert!(matches!(ending, Ending::Of(formats) if formats.contains(format)), "{format:?}: {ending:?}");
        }
        assert_eq!(Format::of_code("xml"), None);
    }

    #[test]
    fn what_is_no_ending_says_nothing() {
        for name in ["доли", ".csv", "доли.csv.bak", "доли.2024", "csv", "/dev/fd/3", "доли.csv/"] {
            let ending = Ending::of(Path::new(name));
            assert_eq!(ending == Ending::Silent, name != "доли.csv/", "{name}: {ending:?}");
        }
    }
}

//! The sheets of workbooks that hold several registers: which of them go to which import, and in which order.

use crate::command::file::batch::{ALL_SHEETS, InputFile, ReadOptions};
use crate::error::{Advice, Failure};
use crate::intake::reading::{KnownSheet, Layout, Opened, SheetSort, is_stdin};

/// The tables of all files, what one takes from another behind that.
#[derive(Default)]
pub struct WholeBooks {
    /// The tables.
    pub inputs: Vec<InputFile>,
    /// Sheets that are passed over, with what there is to say of them.
    pub passed_over: Vec<String>,
}

/// The tables of a file, each with its kind.
struct BookTables {
    found: Vec<(String, &'static Layout)>,
    passed_over: Vec<String>,
}

/// Each file as so many inputs as it has tables of the layouts, in the order of the layouts.
///
/// # Errors
/// Standard input can be read but once.
pub fn by_kind(files: Vec<InputFile>, how: &ReadOptions, layouts: &[&'static Layout]) -> Result<WholeBooks, Failure> {
    let mut books = WholeBooks::default();
    for file in files {
        if is_stdin(&file.path) {
            return Err(Failure::usage("книгу с несколькими листами нельзя взять из стандартного ввода")
                .hint("сохраните её в файл и укажите его"));
        }
        let source = file.source(how);
        let tables = Opened::open(&source).and_then(|opened| tables_of(&opened, &source.name(), how, layouts));
        // Why there is none is told when the file is imported.
        let Ok(BookTables { found, passed_over }) = tables else {
            books.inputs.push(file);
            continue;
        };
        books.passed_over.extend(passed_over);
        for (title, layout) in found {
            let is_sheet = !title.is_empty();
            let name = if is_sheet { sheet_name(&source.name(), &title) } else { source.name() };
            let (path, sheet, kind) = (file.path.clone(), is_sheet.then_some(title), Some(layout.sheet.to_owned()));
            books.inputs.push(InputFile { path, name: Some(name), sheet, kind });
        }
    }
    let rank = |input: &InputFile| layouts.iter().position(|layout| Some(layout.sheet) == input.kind.as_deref());
    books.inputs.sort_by_key(rank);
    Ok(books)
}

/// Why a file has no tables that can be taken.
///
/// # Errors
/// Always: that is what is asked for.
pub fn refusal(opened: &Opened, name: &str, layouts: &[&'static Layout]) -> Result<(), Failure> {
    tables_of(opened, name, &ReadOptions::default(), layouts).map(|_| ())
}

/// A sheet as messages call it.
pub(super) fn sheet_name(file: &str, title: &str) -> String {
    format!("{file}, лист «{title}»")
}

fn tables_of(
    opened: &Opened,
    name: &str,
    how: &ReadOptions,
    layouts: &[&'static Layout],
) -> Result<BookTables, Failure> {
    let mut tables = BookTables { found: Vec::new(), passed_over: Vec::new() };
    for KnownSheet { title, sort } in opened.known_sheets(layouts) {
        let sheet = if title.is_empty() { name.to_owned() } else { sheet_name(name, &title) };
        match sort {
            SheetSort::Of(layout) => tables.found.push((title, layout)),
            SheetSort::Strange(why) => {
                let why = why.map_or_else(|| "неизвестно, что на нём".to_owned(), |failure| failure.message);
                tables.passed_over.push(format!("{sheet}: {why}; пропущен"));
            }
            SheetSort::Doubtful(alike) => {
                let alike: Vec<_> = alike.iter().map(|layout| format!("«{}»", layout.sheet)).collect();
                tables.passed_over.push(format!(
                    "{sheet}: похож на {}; пропущен, назовите его одним из этих имён",
                    alike.join(" и на ")
                ));
            }
            SheetSort::Beside => {}
        }
    }
    if tables.found.is_empty() {
        let known: Vec<_> = layouts.iter().map(|layout| format!("«{}»", layout.sheet)).collect();
        let mut failure = Failure::refused(format!("{name}: нет ни одного листа, который программа знает"));
        failure.hints = tables.passed_over;
        return Err(failure.hint(format!("листы узнаются по именам {} или по заголовкам столбцов", known.join(", "))));
    }
    if how.sheet.as_deref() != Some(ALL_SHEETS)
        && let Some(layout) = layouts.iter().find(|layout| tables.of(layout).count() > 1)
    {
        let titles: Vec<_> = tables.of(layout).map(|title| format!("«{title}»")).collect();
        let failure =
            Failure::refused(format!("{name}: «{}» — на нескольких листах: {}", layout.sheet, titles.join(", ")));
        return Err(failure.advise(Advice::TakeAllSheets));
    }
    Ok(tables)
}

impl BookTables {
    /// The titles of the sheets of a kind.
    fn of<'t>(&'t self, layout: &'t Layout) -> impl Iterator<Item = &'t String> {
        self.found.iter().filter(|(_, found)| found.sheet == layout.sheet).map(|(title, _)| title)
    }
}

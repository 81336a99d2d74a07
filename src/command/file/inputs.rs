//! Which tables the arguments name: files as they stand, those of a folder, those that fit a pattern, the sheets of a book.

use std::fs;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, glob_with};

use super::batch::{InputFile, ReadOptions};
use super::whole_book::sheet_name;
use crate::error::Failure;
use crate::intake::reading::{Layout, Opened, is_stdin};

/// How tables are named that are taken from a folder.
const TABLES: [&str; 7] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv"];
/// The files that are named; no shell need know how to unfold a pattern.
///
/// # Errors
/// A folder can't be read or has no tables; no file fits a pattern.
pub fn found<'p>(paths: impl Iterator<Item = &'p Path>) -> Result<Vec<InputFile>, Failure> {
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        let more = if is_stdin(path) || path.is_file() {
            files.push(path.to_owned());
            continue;
        } else if path.is_dir() {
            of_folder(path)?
        } else if path.to_string_lossy().contains(['*', '?', '[']) {
            of_pattern(path)?
        } else {
            vec![path.to_owned()]
        };
        let is_new = |file: &PathBuf| !files.contains(file);
        let more: Vec<_> = more.into_iter().filter(is_new).collect();
        files.extend(more);
    }
    Ok(files.into_iter().map(InputFile::of).collect())
}

fn of_folder(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let shown = folder.display();
    let unread = |error| Failure::refused(format!("{shown}: папка не читается: {error}"));
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        let end = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if path.is_file() && !is_shadow(&path) && TABLES.contains(&end.as_str()) {
            files.push(path);
        }
    }
    if files.is_empty() {
        return Err(Failure::refused(format!("{shown}: в папке нет таблиц"))
            .hint(format!("из папки берутся файлы с именами на .{}", TABLES.join(", ."))));
    }
    files.sort();
    Ok(files)
}

fn of_pattern(pattern: &Path) -> Result<Vec<PathBuf>, Failure> {
    let shown = pattern.display();
    let how =
        MatchOptions { case_sensitive: false, require_literal_separator: true, require_literal_leading_dot: true };
    let found = glob_with(&pattern.to_string_lossy(), how)
        .map_err(|error| Failure::usage(format!("«{shown}» — не образец имён файлов: {}", error.msg)))?;
    let files: Vec<_> = found.flatten().filter(|path| path.is_file() && !is_shadow(path)).collect();
    if files.is_empty() {
        return Err(Failure::refused(format!("{shown}: под этот образец не подходит ни один файл"))
            .hint("проверьте образец и папку, из которой запущена программа"));
    }
    Ok(files)
}

/// What an office program keeps beside a book that is open, and what is hidden.
fn is_shadow(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("~$") || name.starts_with('.')
}

/// Each book as so many inputs as it has sheets with a table of the layouts; and what there is to say of the others.
///
/// # Errors
/// Standard input can be read but once.
pub fn by_sheet(
    files: Vec<InputFile>,
    how: &ReadOptions,
    layouts: &[&'static Layout],
) -> Result<(Vec<InputFile>, Vec<String>), Failure> {
    let (mut inputs, mut notes) = (Vec::new(), Vec::new());
    for file in files {
        if is_stdin(&file.path) {
            return Err(Failure::usage("все листы книги нельзя взять из стандартного ввода")
                .hint("сохраните книгу в файл и укажите его"));
        }
        let source = file.source(how);
        // What can't be opened is told when it is imported.
        let titles = Opened::open(&source).map(|opened| opened.titles(layouts)).unwrap_or_default();
        if !titles.iter().any(|(_, is_table)| *is_table) {
            inputs.push(file);
            continue;
        }
        for (title, is_table) in titles {
            let name = sheet_name(&source.name(), &title);
            if is_table {
                inputs.push(InputFile { path: file.path.clone(), name: Some(name), sheet: Some(title), kind: None });
            } else {
                notes.push(format!("{name}: такой таблицы на нём нет, пропущен"));
            }
        }
    }
    Ok((inputs, notes))
}

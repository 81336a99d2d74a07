//! What a file of an import looks like: the table of its columns, an empty file, a begun map for a file that differs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Result;

use super::import_command::ImportCommand;
use super::template_book::{self, TemplateBook, lists_told};
use super::template_school::TemplateSchool;
use crate::command::{Context, Outcome, occupied, unwritten};
use crate::disk::folder_of;
use crate::domain::{Names, name, plural};
use crate::error::Failure;
use crate::intake::reading::{self, Layout, Need, Opened, Source};
use crate::report::{Column, Ending, Format, List, Rendering, Report, Value};
use crate::store::{Store, refusal};

/// The columns that a file may have.
pub fn columns(layouts: &[&'static Layout]) -> Report {
    let columns = [
        Column::both("file", "Файл", |(layout, _): &(&Layout, &reading::FileColumn)| layout.what.into()),
        Column::both("heading", "Заголовок", |(_, column)| column.heading.into()),
        Column::both("required", "Нужен", |(_, column)| {
            match column.need {
                Need::Required => "обязателен",
                Need::OneOf(_) => "один из таких",
                Need::With(_) => "вместе с другим",
                Need::Optional => "",
            }
            .into()
        }),
        Column::both("meaning", "Что в нём", |(_, column)| column.meaning.into()),
        Column::both("example", "Пример", |(_, column)| column.example.into()),
        Column::data("synonyms", "Другие заголовки", |(_, column)| column.synonyms.join("; ").into()),
    ];
    let layouts = layouts.to_vec();
    let all = layouts.into_iter().flat_map(|layout| layout.columns.iter().map(move |column| (layout, column)));
    List::new("Столбцы: порядок, регистр букв и ё/е не важны", columns).grouped().of(all)
}

/// Whether a name is one for text: a program that opens it goes by its end.
///
/// # Errors
/// It is a workbook's name, or none at all.
pub fn is_text(path: &Path) -> Result<(), Failure> {
    let end = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if path.as_os_str() == "-" {
        return Err(Failure::usage("здесь нужно имя файла, а не «-»"));
    }
    if ["xlsx", "xls", "xlsb", "ods"].contains(&end.as_str()) {
        return Err(Failure::usage(format!("«{}»: программа пишет сюда текст, а не книгу Excel", path.display()))
            .hint("укажите имя, которое кончается на .csv: Excel его откроет"));
    }
    Ok(())
}

/// Whether a template is to be a workbook, by the name of its file.
///
/// # Errors
/// It is the name of neither a workbook nor a text.
fn is_book(path: &Path) -> Result<bool, Failure> {
    match Ending::of(path) {
        Ending::Of(formats) if formats.contains(&Format::Xlsx) => Ok(true),
        Ending::Of(formats) if formats.contains(&Format::Excel) => Ok(false),
        Ending::Silent => Ok(false),
        _ => Err(Failure::usage(format!("«{}»: таких шаблонов программа не делает", path.display()))
            .hint(format!("книга Excel: --template {}", path.with_extension("xlsx").display()))
            .hint(format!("текст с одними заголовками: --template {}", path.with_extension("csv").display()))),
    }
}

/// Where templates are to go, a sheet each if they are several.
struct TemplatePlace {
    layouts: Vec<&'static Layout>,
    path: PathBuf,
}

/// Writes a file to be filled in: a workbook with an example, lists and checks, or a text with the headings; where a command takes
/// several kinds, one a kind, named after it.
///
/// # Errors
/// There is such a file already; it can't be written; the database can't be read.
pub fn write(path: &Path, org: Option<&str>, import: &impl ImportCommand, context: &Context) -> Result<Outcome> {
    let is_book = is_book(path)?;
    if !is_book {
        is_text(path)?;
    }
    if import.takes_whole_books() && !is_book {
        let book = path.with_extension("xlsx");
        return Err(Failure::usage("у книги несколько листов: в текст её не записать")
            .hint(format!("укажите имя: --template {}", book.display()))
            .into());
    }
    if let Some(text) = org {
        return write_filled(path, is_book, text, import, context);
    }
    let layouts = import.layouts();
    let places: Vec<_> = match import.takes_whole_books() {
        true => vec![TemplatePlace { layouts, path: path.to_owned() }],
        false => {
            let alone = |layout: &&'static Layout| TemplatePlace {
                layouts: vec![*layout],
                path: place(path, layout, layouts.len()),
            };
            layouts.iter().map(alone).collect()
        }
    };
    for TemplatePlace { path, .. } in &places {
        check_vacant(path)?;
    }
    match is_book {
        // A database that isn't there yet has no names to offer.
        true if context.db.exists() => context.read(|store| write_books(&places, Some(store), context)),
        true => write_books(&places, None, context),
        false => Ok(write_texts(&places, context)?),
    }
}

/// Writes the workbook with what is known of a school.
fn write_filled(
    path: &Path,
    is_book: bool,
    text: &str,
    import: &impl ImportCommand,
    context: &Context,
) -> Result<Outcome> {
    if !is_book {
        let book = path.with_extension("xlsx");
        return Err(Failure::usage("сведения об организации вписываются в книгу Excel")
            .hint(format!("укажите имя: --template {}", book.display()))
            .into());
    }
    context.names_are_told()?;
    check_vacant(path)?;
    context.read(|store| {
        let school = Rc::new(TemplateSchool::find(store, text, context.today)?);
        let (mut templates, mut known) = (Vec::new(), Vec::new());
        for layout in import.layouts() {
            let list = import.known_rows(store, context, &school, layout)?;
            let Some(report) = list.and_then(|list| list.report) else { continue };
            let mut template = TemplateBook::new(layout, Some(store), context.today);
            known.push((layout, template.take_known(report, &context.names)?));
            templates.push(template);
        }
        if templates.is_empty() {
            return Err(Failure::usage("в этом шаблоне нет строк одной организации: вписать в него нечего")
                .hint(format!("пустой шаблон: nastavnik {} --template {}", import.command(), path.display()))
                .into());
        }
        let name = &school.org.name;
        let title = import.takes_whole_books().then(|| format!("Книга организации: {name}"));
        let mut outcome = write_template(path, title, templates, context)?;
        outcome.messages.push(known_told(&known, name));
        if known.iter().any(|(_, rows)| *rows > 0) {
            outcome.warnings.push("в книге сведения о людях: передавайте её только этой организации".into());
        }
        Ok(outcome)
    })
}

/// What was filled in beforehand.
fn known_told(known: &[(&'static Layout, usize)], name: &str) -> String {
    let count = |rows: usize| plural::count(rows as u64, "строка", "строки", "строк");
    let filled: Vec<_> = known.iter().filter(|(_, rows)| *rows > 0).collect();
    match filled[..] {
        [] => format!("Вписать нечего: об организации {name} здесь пока ничего не известно"),
        [(_, rows)] if known.len() == 1 => {
            format!("Вписано: {} — то, что известно об организации {name}", count(*rows))
        }
        _ => {
            let sheets: Vec<_> =
                filled.iter().map(|(layout, rows)| format!("«{}» — {}", layout.sheet, count(*rows))).collect();
            format!("Вписано то, что известно об организации {name}: {}", sheets.join(", "))
        }
    }
}

/// Writes the workbook of templates, a sheet each; one alone is called after its kind of file.
fn write_template(
    path: &Path,
    title: Option<String>,
    mut templates: Vec<TemplateBook<'_>>,
    context: &Context,
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let of_kind = || format!("Шаблон: {}", templates.first().map_or("", |template| template.layout.what));
    let title = title.unwrap_or_else(of_kind);
    let blank = template_book::blank_book(title, &mut templates)?;
    context
        .files
        .write_new(path, |out| blank.write(folder_of(path), out))
        .map_err(|error| unwritten(error, "записать шаблон", path))?;
    outcome.messages.push(match &templates[..] {
        [template] => written_message(path, template.layout, template.column_count()),
        several => {
            let count = plural::count(several.len() as u64, "лист", "листа", "листов");
            let names: Vec<_> = several.iter().map(|template| format!("«{}»", template.layout.sheet)).collect();
            format!("Записана книга: {} — {count}: {}", path.display(), names.join(", "))
        }
    });
    let mut lists = Vec::new();
    for list in templates.iter().flat_map(|template| &template.lists) {
        if !lists.contains(list) {
            lists.push(*list);
        }
    }
    outcome.messages.extend(lists_told(&context.db, &lists));
    Ok(outcome)
}

/// Writes a workbook of each of the groups of templates, at its place.
fn write_books(books: &[TemplatePlace], store: Option<&Store>, context: &Context) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    for TemplatePlace { layouts, path } in books {
        let templates: Vec<_> = layouts.iter().map(|layout| TemplateBook::new(layout, store, context.today)).collect();
        let title = (layouts.len() > 1).then(|| "Книга организации".to_owned());
        let written = write_template(path, title, templates, context)?;
        outcome.messages.extend(written.messages);
    }
    if store.is_none() && books.iter().flat_map(|book| &book.layouts).any(|layout| TemplateBook::wants_names(layout)) {
        let db = context.db.display();
        outcome.warnings.push(format!("файла базы «{db}» нет: в шаблоне нет списков её организаций и должностей"));
    }
    outcome.messages.push("Как заполнять, сказано в нём самом; пример загрузка пропускает".into());
    Ok(outcome)
}

fn write_texts(places: &[TemplatePlace], context: &Context) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::default();
    for (layout, path) in places.iter().flat_map(|place| place.layouts.iter().map(move |layout| (*layout, &place.path)))
    {
        let column = |column: &reading::FileColumn| Column::data(column.field, column.heading, |()| Value::Empty);
        let empty = List::new("", layout.columns.iter().map(column).collect::<Vec<_>>()).of([]);
        let rendering =
            Rendering { format: Format::Excel, width: 0, names: &Names::default(), scratch: folder_of(path) };
        context
            .files
            .write_new(path, |out| empty.write(rendering, out))
            .map_err(|error| unwritten(error, "записать шаблон", path))?;
        outcome.messages.push(written_message(path, layout, layout.columns.len()));
    }
    outcome
        .messages
        .push("Какие столбцы обязательны и что в них бывает, покажет --columns; лишние можно удалить".into());
    Ok(outcome)
}

fn written_message(path: &Path, layout: &Layout, columns: usize) -> String {
    let count = plural::count(columns as u64, "столбец", "столбца", "столбцов");
    format!("Записан шаблон: {} — {}, {count}", path.display(), layout.what)
}

/// `шаблон.csv`, of several kinds `шаблон-групп.csv`.
fn place(path: &Path, layout: &Layout, kinds: usize) -> PathBuf {
    if kinds < 2 {
        return path.to_owned();
    }
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let kind = layout.what.trim_start_matches("файл ").replace(' ', "-");
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    path.with_file_name(format!("{}-{kind}{ending}", part(path.file_stem())))
}

/// Writes a begun map of columns: the headings of a file, each with the column that it is taken for.
///
/// # Errors
/// The file holds no table; there is such a map already; it can't be written.
pub fn write_map(
    path: &Path,
    source: &Source,
    layouts: &[&'static Layout],
    context: &Context,
) -> Result<Outcome, Failure> {
    is_text(path)?;
    check_vacant(path)?;
    let opened = Opened::open(source)?;
    let known = |layout: &&'static Layout| {
        let headings = opened
            .headings(layout)
            .unwrap_or_else(|_| opened.widest().into_iter().map(|heading| (heading, None)).collect());
        (headings.iter().filter(|(_, column)| column.is_some()).count(), *layout, headings)
    };
    // Of several kinds the one to which most headings belong.
    let best = layouts.iter().map(known).reduce(|best, other| if other.0 > best.0 { other } else { best });
    let Some((count, layout, headings)) = best.filter(|(_, _, headings)| !headings.is_empty()) else {
        return Err(Failure::refused(format!("{}: в файле нет строки заголовков", source.name())));
    };
    let text = map(&source.name(), layout, &headings);
    context
        .files
        .write_new(path, |out| out.write_all(text.as_bytes()))
        .map_err(|error| refusal::of_io(&error, "записать соответствие", path))?;
    let all = plural::count(headings.len() as u64, "заголовок", "заголовка", "заголовков");
    let mut outcome = Outcome::default();
    outcome.messages.push(format!("Записана заготовка: {} — {all}, из них известно: {count}", path.display()));
    outcome.messages.push(format!("Допишите в ней столбцы и загрузите файл с параметром --map {}", path.display()));
    Ok(outcome)
}

/// The lines of a begun map, as Windows writes them.
fn map(file: &str, layout: &Layout, headings: &[(String, Option<&'static str>)]) -> String {
    let mut lines = vec![
        format!("# Соответствие столбцов: {file}"),
        "#".into(),
        "# Слева от знака «=» — заголовок в файле, справа — столбец программы.".into(),
        "# Допишите столбцы там, где справа пусто; прочерк «-» — не загружать и не напоминать.".into(),
        "# Строки, которые начинаются со знака «#», — пояснения.".into(),
        "#".into(),
        format!("# Столбцы программы ({}):", layout.what),
    ];
    lines.extend(layout.columns.iter().map(|column| {
        let need = match column.need {
            Need::Required => " (обязателен)",
            Need::OneOf(_) => " (нужен один из таких)",
            Need::With(_) | Need::Optional => "",
        };
        format!("#   {}{need} — {}", column.heading, column.meaning)
    }));
    lines.push(String::new());
    let mut told = BTreeSet::new();
    for (heading, column) in headings {
        // The same heading twice is the same line; one that begins like a remark can't be named.
        if told.insert(name::key(heading)) && !heading.starts_with('#') {
            lines.push(format!("{heading} = {}", column.unwrap_or_default()).trim_end().to_owned());
        }
    }
    lines.push(String::new());
    format!("\u{feff}{}", lines.join("\r\n"))
}

/// Whether nothing lies there yet.
fn check_vacant(path: &Path) -> Result<(), Failure> {
    if path.symlink_metadata().is_ok() {
        return Err(occupied(path));
    }
    Ok(())
}

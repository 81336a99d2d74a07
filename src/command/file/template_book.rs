//! A template as a workbook: what its columns are called, what may be typed there, what is told of them.

use std::path::Path;

use anyhow::Result;

use crate::domain::{Day, Names, name, plural, post};
use crate::intake::reading::{CellSort, EXAMPLE, FileColumn, Layout, Need};
use crate::register::post::POSTS;
use crate::register::{ALL, Register};
use crate::report::{BlankBook, BlankColumn, BlankSheet, CellRule, Report, Value};
use crate::store::Store;

/// A template that is being made for a kind of file.
pub struct TemplateBook<'s> {
    /// The kind of file.
    pub layout: &'static Layout,
    /// What is known already, a cell a column of the layout.
    known: Vec<Vec<Value<'static>>>,
    /// Where the names of organisations, posts and the like come from, if there is a database.
    store: Option<&'s Store>,
    today: Day,
    /// The lists that came from there: the heading, and how long it is.
    pub lists: Vec<(&'static str, usize)>,
}

/// Whether a row goes without a cell.
enum CellNeed {
    /// It doesn't.
    Cell,
    /// It does, if one of the others is filled.
    OneOfCells(Vec<&'static str>),
    /// It does.
    Nothing,
}

impl<'s> TemplateBook<'s> {
    /// Nothing is made yet.
    pub fn new(layout: &'static Layout, store: Option<&'s Store>, today: Day) -> Self {
        Self { layout, known: Vec::new(), store, today, lists: Vec::new() }
    }

    /// Whether it would be better for a database: some of its cells name what stands there.
    pub fn wants_names(layout: &'static Layout) -> bool {
        asked_columns(layout).any(|column| matches!(column.sort, CellSort::NameIn(_)))
    }

    /// How many columns it has.
    pub fn column_count(&self) -> usize {
        self.places().len()
    }

    /// Takes the rows of a list as what is known already; returns how many there are.
    ///
    /// # Errors
    /// The rows can't be read.
    pub fn take_known(&mut self, list: Report, names: &Names) -> Result<usize> {
        let layout = self.layout;
        list.each_record(names, &mut |record| {
            let mut row = vec![Value::Empty; layout.columns.len()];
            for (name, value) in record {
                if let Some(at) = layout.column_of_list(name) {
                    row[at] = value;
                }
            }
            self.known.push(row);
        })?;
        Ok(self.known.len())
    }

    /// Whether a column is in the template: it asks for it, or something is known there that mustn't get lost.
    fn has_column(&self, at: usize) -> bool {
        self.layout.columns[at].is_asked || self.known.iter().any(|row| row[at] != Value::Empty)
    }

    /// The places of the columns that it has.
    fn places(&self) -> Vec<usize> {
        (0..self.layout.columns.len()).filter(|at| self.has_column(*at)).collect()
    }

    /// Its sheet.
    fn blank_sheet(&mut self) -> Result<BlankSheet> {
        let layout = self.layout;
        let places = self.places();
        let columns = places.iter().map(|at| self.blank_column(&layout.columns[*at])).collect::<Result<Vec<_>>>()?;
        let rows: Vec<Vec<_>> =
            self.known.iter().map(|row| places.iter().map(|at| row[*at].clone()).collect()).collect();
        // What is known is example enough.
        let example = if rows.is_empty() { self.example_row(&places) } else { Vec::new() };
        Ok(BlankSheet { name: layout.sheet.to_owned(), columns, example, rows })
    }

    fn example_row(&self, places: &[usize]) -> Vec<Value<'static>> {
        let marked = self.layout.marked_column();
        let example = places.iter().map(|at| match self.layout.marked_example() {
            Some(text) if marked == Some(*at) => Value::from(text),
            _ => example_of(&self.layout.columns[*at]),
        });
        example.collect()
    }

    fn blank_column(&mut self, column: &'static FileColumn) -> Result<BlankColumn> {
        let rule = self.cell_rule(column)?;
        let need = need_of(self.layout, column);
        let star = match need {
            CellNeed::Cell => "\u{a0}*",
            CellNeed::OneOfCells(_) => "\u{a0}**",
            CellNeed::Nothing => "",
        };
        let note = note_text(column, &rule, &need);
        let is_demanded = !matches!(need, CellNeed::Nothing);
        Ok(BlankColumn { heading: format!("{}{star}", column.heading), is_demanded, note, rule })
    }

    fn cell_rule(&mut self, column: &'static FileColumn) -> Result<CellRule> {
        let texts = |titles: &[&str]| titles.iter().map(|title| (*title).to_owned()).collect();
        Ok(match column.sort {
            CellSort::Text | CellSort::Snils => CellRule::AnyText,
            CellSort::Number => CellRule::WholeNumber,
            CellSort::Day => CellRule::AnyDay,
            CellSort::Flag => CellRule::OneOf(texts(&["да", "нет"])),
            CellSort::Set(set) => CellRule::OneOf(texts(&(set.titles)())),
            CellSort::NameIn(table) => {
                let register = ALL.iter().find(|register| register.table == table);
                let known = register.map(|register| self.names_in(column, register)).transpose()?.unwrap_or_default();
                match known.is_empty() {
                    true if table == POSTS.table => CellRule::Rather(texts(&(post::SET.titles)())),
                    true => CellRule::AnyText,
                    false => CellRule::Rather(known),
                }
            }
        })
    }

    fn names_in(&mut self, column: &FileColumn, register: &Register) -> Result<Vec<String>> {
        let Some(store) = self.store else { return Ok(Vec::new()) };
        let known = store.names_in(register, self.today)?;
        self.lists.extend((!known.is_empty()).then_some((column.heading, known.len())));
        Ok(known)
    }
}

/// The workbook of templates, a sheet each.
///
/// # Errors
/// The database can't be read.
pub fn blank_book(title: String, templates: &mut [TemplateBook<'_>]) -> Result<BlankBook> {
    let sheets = templates.iter_mut().map(TemplateBook::blank_sheet).collect::<Result<Vec<_>>>()?;
    let advice = advice_lines(templates, &sheets);
    Ok(BlankBook { title, sheets, advice })
}

/// The columns that a template asks for.
fn asked_columns(layout: &'static Layout) -> impl Iterator<Item = &'static FileColumn> {
    layout.columns.iter().filter(|column| column.is_asked)
}

fn need_of(layout: &'static Layout, column: &FileColumn) -> CellNeed {
    match column.need {
        Need::Required => CellNeed::Cell,
        Need::OneOf(_) => {
            let others = asked_columns(layout).filter(|other| other.need == column.need && other.field != column.field);
            match others.map(|other| other.heading).collect::<Vec<_>>() {
                none if none.is_empty() => CellNeed::Cell,
                others => CellNeed::OneOfCells(others),
            }
        }
        Need::With(_) | Need::Optional => CellNeed::Nothing,
    }
}

/// The example of a column as a cell that its check lets pass.
fn example_of(column: &FileColumn) -> Value<'static> {
    let text = column.example;
    match column.sort {
        _ if text.is_empty() => Value::Empty,
        CellSort::Day => Day::parse(text).map_or(Value::from(text), Value::Day),
        CellSort::Number => text.parse().map_or(Value::from(text), Value::Int),
        _ => Value::from(example_text(column)),
    }
}

/// The example of a column; of a closed set as its list has it.
fn example_text(column: &FileColumn) -> &'static str {
    let CellSort::Set(set) = column.sort else { return column.example };
    let title = (set.parse)(column.example).ok().and_then(set.titled).map(|(_, title)| title);
    title.unwrap_or(column.example)
}

/// What stands in a column, if its heading doesn't say as much.
fn own_meaning(column: &FileColumn) -> &'static str {
    if name::key(column.meaning) == name::key(column.heading) { "" } else { column.meaning }
}

/// What is told of a column where somebody points at its heading.
fn note_text(column: &FileColumn, rule: &CellRule, need: &CellNeed) -> String {
    let (meaning, example) = (own_meaning(column), example_text(column));
    let mut said = Vec::new();
    said.extend((!meaning.is_empty()).then(|| format!("{}.", with_capital(meaning))));
    said.extend((!example.is_empty()).then(|| format!("Пример: {example}.")));
    said.extend(match rule {
        CellRule::AnyText => None,
        CellRule::AnyDay => Some("Дата: день, месяц и год через точку.".to_owned()),
        CellRule::WholeNumber => Some("Целое число.".to_owned()),
        CellRule::OneOf(_) => Some("Выбирается из списка.".to_owned()),
        CellRule::Rather(_) => Some("Есть список; можно вписать и другое.".to_owned()),
    });
    said.extend(match need {
        CellNeed::Cell => Some("Заполняется обязательно.".to_owned()),
        CellNeed::OneOfCells(others) => {
            Some(format!("Обязателен этот столбец или другой со знаком **: {}.", quoted_headings(others)))
        }
        CellNeed::Nothing => None,
    });
    said.join("\n")
}

fn quoted_headings(headings: &[&str]) -> String {
    headings.iter().map(|heading| format!("«{heading}»")).collect::<Vec<_>>().join(", ")
}

/// How templates are filled in: a sentence a line, so that no line looks like the header of a table.
fn advice_lines(templates: &[TemplateBook<'_>], sheets: &[BlankSheet]) -> Vec<String> {
    let mut said = match sheets {
        [sheet] => vec![format!("Заполните лист «{}»: одна строка — одна запись.", sheet.name)],
        sheets => vec![
            format!("Заполните листы {}: одна строка — одна запись.", quoted_headings(&sheet_names(sheets))),
            "Лист, на котором писать нечего, оставьте как есть. Имена листов не меняйте: по ним программа узнаёт, что на листе.".into(),
        ],
    };
    said.push(
        "Столбцы со знаком * обязательны. Остальные заполняйте, если сведения есть; лишние столбцы можно удалить."
            .into(),
    );
    if let [template] = templates {
        said.extend(alternatives_told(template.layout));
    }
    said.extend([
        "Порядок столбцов не важен, но заголовки не переименовывайте: по ним программа узнаёт, что в столбце.".to_owned(),
        "Что писать в столбце, сказано в примечании к его заголовку: наведите на него указатель мыши. То же самое — ниже.".into(),
        "Где у ячейки появляется стрелка, значение выбирают из списка.".into(),
    ]);
    said.extend(match templates {
        [template] => template.layout.marked_example().map(|text| {
            format!("Серая строка «{text}» — пример. Программа её не загружает, удалять её не обязательно.")
        }),
        _ => Some(format!("Серая строка, в которой стоит слово «{EXAMPLE}», — пример. Программа её не загружает, удалять её не обязательно.")),
    });
    said.push("Пустая ячейка ничего не меняет: то, что программа уже знает, останется.".into());
    said.push("Сохраните файл как книгу Excel (*.xlsx) и верните тому, кто его прислал.".into());
    for (template, sheet) in templates.iter().zip(sheets) {
        said.push(String::new());
        if templates.len() > 1 {
            said.push(format!("Лист «{}»", sheet.name));
            said.extend(alternatives_told(template.layout));
        }
        said.extend(columns_told(template, sheet));
    }
    said
}

fn sheet_names(sheets: &[BlankSheet]) -> Vec<&str> {
    sheets.iter().map(|sheet| sheet.name.as_str()).collect()
}

/// Which columns stand in for one another.
fn alternatives_told(layout: &'static Layout) -> Vec<String> {
    let mut said = Vec::new();
    for column in asked_columns(layout) {
        // Each of the alternatives names the others: it is said once.
        if let CellNeed::OneOfCells(others) = need_of(layout, column)
            && asked_columns(layout)
                .find(|first| first.need == column.need)
                .is_some_and(|first| first.field == column.field)
        {
            let all: Vec<_> = [column.heading].into_iter().chain(others).collect();
            said.push(format!(
                "Столбцы со знаком ** заменяют друг друга, в строке нужен хотя бы один: {}.",
                quoted_headings(&all)
            ));
        }
    }
    said
}

/// What stands in each column.
fn columns_told(template: &TemplateBook<'_>, sheet: &BlankSheet) -> Vec<String> {
    let places = template.places();
    let columns = places.iter().map(|at| &template.layout.columns[*at]).zip(&sheet.columns);
    let told = columns.map(|(column, blank)| {
        let example = example_text(column);
        let example = if example.is_empty() { String::new() } else { format!("например: {example}") };
        let told: Vec<_> = [own_meaning(column), &example].into_iter().filter(|text| !text.is_empty()).collect();
        let colon = if told.is_empty() { "" } else { ": " };
        format!("{}{colon}{}.", blank.heading, told.join("; "))
    });
    told.collect()
}

/// As a sentence begins.
fn with_capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// What is told of the lists of a template.
pub fn lists_told(db: &Path, lists: &[(&'static str, usize)]) -> Option<String> {
    let one = |(heading, count): &(&str, usize)| {
        format!("«{heading}» — {}", plural::count(*count as u64, "значение", "значения", "значений"))
    };
    let all: Vec<_> = lists.iter().map(one).collect();
    (!all.is_empty()).then(|| format!("Списки выбора взяты из базы {}: {}", db.display(), all.join(", ")))
}

//! The example that a template has: a row that says of itself that it is one, and is passed over.

use super::defect::Defect;
use super::header::Header;
use super::layout::EXAMPLE;
use super::record::Record;
use crate::domain::name;

/// Whether a record says of itself that it is an example; an error if it isn't that of the template.
pub(super) fn example_row(record: &Record<'_>, header: &Header) -> Option<Result<(), Defect>> {
    let (place, cell) = example_cell(record, header)?;
    let example = header.example.as_ref().map_or("", |(_, example)| example);
    let is_of_template = name::key(cell) == name::key(example);
    Some(if is_of_template { Ok(()) } else { Err(other_example(record.line, place, cell, header)) })
}

/// The cell of a record that says of itself that it belongs to an example, and its place.
fn example_cell<'r>(record: &'r Record<'_>, header: &Header) -> Option<(usize, &'r str)> {
    let (place, _) = header.example.as_ref()?;
    let cell = record.cells.get(*place)?.trim();
    // Nearly all rows end at the sign.
    let begin = cell.get(..EXAMPLE.len()).filter(|begin| begin.ends_with(':'))?;
    (name::key(begin) == name::key(EXAMPLE)).then_some((*place, cell))
}

/// A row that says that it is an example, and isn't that of the template: perhaps somebody wrote over it.
fn other_example(line: usize, place: usize, cell: &str, header: &Header) -> Defect {
    let heading = header.headings.get(place).map_or("", String::as_str);
    let mut defect = Defect::new(line, format!("строка начинается словом «{EXAMPLE}», но это не пример из шаблона"))
        .cell(heading, cell)
        .advice("если это настоящая строка, сотрите это слово, если пример — всю строку");
    defect.place = Some(place);
    defect
}

//! The column of a file for a field of a register: its heading, synonyms, meaning and example are those of the declaration.

use super::reading::{CellSort, FileColumn, Need};
use crate::register::{Field, Sort};

/// The column of a field; a header must have it if a new row must.
pub const fn column_of(field: &Field) -> FileColumn {
    let need = if field.is_required { Need::Required } else { Need::Optional };
    FileColumn {
        field: field.column,
        heading: field.heading,
        synonyms: field.synonyms,
        need,
        meaning: field.meaning,
        example: field.example,
        sort: cell_sort(field.sort),
        is_asked: true,
    }
}

/// The same where the code asks for the cell by another word than the column's name in the schema.
pub(super) const fn column_named(name: &'static str, field: &Field) -> FileColumn {
    FileColumn { field: name, ..column_of(field) }
}

const fn cell_sort(sort: Sort) -> CellSort {
    match sort {
        Sort::Text => CellSort::Text,
        Sort::Number => CellSort::Number,
        Sort::Decimal => CellSort::Text,
        Sort::Day => CellSort::Day,
        Sort::Flag => CellSort::Flag,
        Sort::Snils => CellSort::Snils,
        Sort::Row(register) => CellSort::NameIn(register.table),
        Sort::Set(set) => CellSort::Set(set),
    }
}

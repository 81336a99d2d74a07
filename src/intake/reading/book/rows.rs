//! Cells, in whatever order they come, become sparse rows; what no table of people has is refused on the way.

use std::collections::BTreeMap;

use super::BookRow;
use super::cell::CellValue;
use super::marks::Marks;
use crate::error::Failure;

const ROWS: usize = 1_048_576;
const COLUMNS: usize = 1_000;
const CELL: usize = 64 * 1024;
/// Over all cells, the empty ones to the left of a filled one among them: a small file can unfold into gigabytes.
pub const CELLS: usize = 5_000_000;
/// Bytes of text over all cells: thousands of cells may share one long string of the file.
pub const TEXT: usize = 256 * 1024 * 1024;

/// The rows of one sheet.
#[derive(Debug, Default)]
pub struct BookRows {
    rows: BTreeMap<usize, BookRow>,
    cells: usize,
    text: usize,
}

impl BookRows {
    /// Puts a value into its cell; row and column from 0.
    pub fn put(&mut self, row: usize, column: usize, value: CellValue) -> Result<(), Failure> {
        if value.text.is_empty() {
            return Ok(());
        }
        let line = row.saturating_add(1);
        if row >= ROWS {
            return Err(Failure::refused(format!("на листе больше {ROWS} строк")).hint(LESS));
        }
        if column >= COLUMNS {
            return Err(Failure::refused(format!("в строке {line} занято больше {COLUMNS} столбцов"))
                .hint("удалите лишнее справа от таблицы"));
        }
        if value.text.len() > CELL {
            return Err(Failure::refused(format!("в строке {line} есть ячейка длиннее 64 КБ"))
                .hint("проверьте, что в ней; для таблицы такой текст слишком велик"));
        }
        let new = || BookRow { line, ..BookRow::default() };
        let target = self.rows.entry(line).or_insert_with(new);
        let missing = (column + 1).saturating_sub(target.cells.len());
        self.cells += missing;
        self.text += value.text.len();
        if self.cells > CELLS || self.text > TEXT {
            return Err(too_big());
        }
        if missing > 0 {
            target.cells.resize(column + 1, String::new());
        }
        if value.error && !target.errors.contains(&column) {
            target.errors.push(column);
        }
        target.cells[column] = value.text;
        Ok(())
    }

    /// All rows from top to bottom with what the sheet says beside their cells; the empty ones are left out.
    pub fn finish(mut self, marks: &Marks) -> Result<Vec<BookRow>, Failure> {
        for missed in &marks.uncomputed {
            self.put(missed.row, missed.column, CellValue::plain(&missed.formula))?;
            self.rows.entry(missed.row + 1).or_default().uncomputed.push(missed.column);
        }
        for row in &marks.hidden {
            if let Some(row) = self.rows.get_mut(&row.saturating_add(1)) {
                row.is_hidden = true;
            }
        }
        Ok(self.rows.into_values().collect())
    }
}

const LESS: &str = "скопируйте одну только таблицу в новую книгу и загрузите её";

/// The refusal of what would unfold too far.
pub fn too_big() -> Failure {
    Failure::refused("книга слишком велика: такой таблицы сотрудников не бывает").hint(LESS)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn text(text: impl Into<String>) -> CellValue {
        CellValue { text: text.into(), error: false }
    }

    #[test]
    fn cells_come_in_any_order() {
        let mut rows = BookRows::default();
        rows.put(4, 2, text("в")).unwrap();
        rows.put(1, 1, CellValue { text: "#N/A".into(), error: true }).unwrap();
        rows.put(4, 0, text("а")).unwrap();
        rows.put(7, 5, text("")).unwrap();
        let row = |line, cells: &[&str], errors: &[usize]| BookRow {
            line,
            cells: cells.iter().map(|&cell| cell.to_owned()).collect(),
            errors: errors.to_vec(),
            ..BookRow::default()
        };
        assert_eq!(
            rows.finish(&Marks::default()).unwrap(),
            [row(2, &["", "#N/A"], &[1]), row(5, &["а", "", "в"], &[])]
        );
    }

    #[test]
    fn what_no_table_has_is_refused() {
        let said = |row, column, cell| BookRows::default().put(row, column, text(cell)).unwrap_err().message;
        assert_eq!(said(1_048_576, 0, "а".to_owned()), "на листе больше 1048576 строк");
        assert_eq!(said(2, 1_000, "а".to_owned()), "в строке 3 занято больше 1000 столбцов");
        assert_eq!(said(6, 0, "a".repeat(CELL + 1)), "в строке 7 есть ячейка длиннее 64 КБ");
        let mut rows = BookRows::default();
        let refusal = (0..ROWS).find_map(|row| rows.put(row, 999, text("а")).err()).unwrap();
        assert!(refusal.message.contains("слишком велика"));
    }
}

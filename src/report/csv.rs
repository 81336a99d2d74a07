//! The dialect for programs: UTF-8, comma, LF, snake_case names, ISO dates, a decimal point, empty for "not defined".

use std::io::{self, Write};

use super::list::{Heading, each_row};
use super::{Report, Unwritten, Value, number};
use crate::domain::Names;

pub(super) fn write(report: Report, names: &Names, out: &mut impl Write) -> Result<(), Unwritten> {
    delimited(report, names, &mut csv::Writer::from_writer(out), |column| column.name, cell)
}

/// Writes the data columns, a line a row. `cell` either hands a text of the value out or makes one in the buffer.
pub(super) fn delimited(
    report: Report,
    names: &Names,
    writer: &mut csv::Writer<impl Write>,
    heading: fn(&Heading) -> &str,
    cell: impl for<'a> Fn(&'a Value<'_>, &'a mut String) -> &'a str,
) -> Result<(), Unwritten> {
    // Whoever comes first is «Лицо 1», and the title stands first, seen or not.
    report.title.said(names);
    let shown = report.shown(Heading::in_data);
    let mut buffer = String::new();
    writer.write_record(shown.iter().map(|(_, column)| heading(column))).map_err(as_io_error)?;
    each_row(report.rows, report.columns.len(), names, &mut |row| {
        for (at, _) in &shown {
            buffer.clear();
            writer.write_field(cell(&row.cell(*at), &mut buffer)).map_err(as_io_error)?;
        }
        writer.write_record(None::<&[u8]>).map_err(as_io_error)
    })?;
    Ok(writer.flush()?)
}

fn cell<'a>(value: &'a Value<'_>, buffer: &'a mut String) -> &'a str {
    match value {
        Value::Empty | Value::Bar(_) | Value::Person(_) | Value::Phrase(_) | Value::Secret(_) => {}
        Value::Text(text) | Value::Named(text, _) | Value::Worded(text, _) => return text,
        Value::Code(code, _) => return code,
        Value::Flag(yes) => return if *yes { "true" } else { "false" },
        Value::Int(n) => number::integer(*n, buffer),
        Value::Day(day) => number::iso(*day, buffer),
        Value::Share(share) => buffer.push_str(&share.to_string()),
        Value::Percent(share) => number::percent(*share, '.', buffer),
        Value::Target(percent) => number::target(*percent, '.', buffer),
        Value::Decimal(value) => buffer.push_str(&value.with_point('.')),
    }
    buffer
}

/// The error of the file itself: a closed pipe must stay one.
fn as_io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use crate::domain::Names;
    use crate::report::tests::{at, rendering, report, written};
    use crate::report::{Column, Format, Unwritten, Value};

    proptest! {
        #[test]
        fn text_comes_back_as_it_was(cells in prop::collection::vec([any::<String>(), any::<String>()], 0..8)) {
            let columns = vec![Column::both("first", "Первый", at::<0>), Column::both("second", "Второй", at::<1>)];
            let rows = cells.iter().map(|row| row.iter().map(|text| Value::from(text.clone())).collect()).collect();
            let text = written(report(columns, rows), Format::Csv);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let read: Vec<[String; 2]> = reader.deserialize().collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(read, cells);
        }
    }

    #[test]
    fn a_closed_pipe_stays_one() {
        struct Closed;
        impl std::io::Write for Closed {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        for format in Format::ALL {
            let rows = vec![vec![Value::from("слово ".repeat(600))]; 200];
            let error = report(vec![Column::both("name", "Имя", at::<0>)], rows)
                .write(rendering(*format, 80, &Names::default()), &mut Closed)
                .unwrap_err();
            let Unwritten::Unplaced(error) = error else { panic!("{format:?}: {error}") };
            assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe, "{format:?}");
        }
    }
}

//! The dialect for programs: UTF-8, comma, LF, snake_case names, ISO dates, a decimal point, empty for "not defined".

use std::io::{self, Write};

use super::{Column, Report, Value, number};

pub(super) fn write(report: Report, out: &mut impl Write) -> io::Result<()> {
    delimited(report, &mut csv::Writer::from_writer(out), |column| column.name, cell)
}

/// Writes the data columns, a line a row. `cell` either hands a text of the value out or makes one in the buffer.
pub(super) fn delimited(
    report: Report,
    writer: &mut csv::Writer<impl Write>,
    heading: fn(&Column) -> &str,
    cell: impl for<'a> Fn(&'a Value, &'a mut String) -> &'a str,
) -> io::Result<()> {
    let mut buffer = String::new();
    writer.write_record(report.columns.iter().filter(|column| column.in_data()).map(heading)).map_err(plain)?;
    for row in report.rows {
        for (_, value) in report.columns.iter().zip(&row).filter(|(column, _)| column.in_data()) {
            buffer.clear();
            writer.write_field(cell(value, &mut buffer)).map_err(plain)?;
        }
        writer.write_record(None::<&[u8]>).map_err(plain)?;
    }
    writer.flush()
}

fn cell<'a>(value: &'a Value, buffer: &'a mut String) -> &'a str {
    match value {
        Value::Empty | Value::Person(_) | Value::Phrase(_) | Value::Secret(_) => {}
        Value::Text(text) => return text,
        Value::Code(code, _) => return code,
        Value::Flag(yes) => return if *yes { "true" } else { "false" },
        Value::Int(n) => number::integer(*n, buffer),
        Value::Day(day) => number::iso(*day, buffer),
        Value::Share(share) => buffer.push_str(&share.to_string()),
        Value::Percent(share) => number::percent(*share, '.', buffer),
        Value::Target(percent) => number::target(*percent, '.', buffer),
    }
    buffer
}

/// The error of the file itself: a closed pipe must stay one.
fn plain(error: csv::Error) -> io::Error {
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
    use crate::report::tests::{report, written};
    use crate::report::{Column, Format, Value};

    proptest! {
        #[test]
        fn text_comes_back_as_it_was(cells in prop::collection::vec([any::<String>(), any::<String>()], 0..8)) {
            let columns = vec![Column::both("first", "Первый"), Column::both("second", "Второй")];
            let rows = cells.iter().map(|row| row.iter().map(|text| Value::from(text.as_str())).collect()).collect();
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
            let rows = vec![vec![Value::text("слово ".repeat(100))]; 200];
            let error = report(vec![Column::both("name", "Имя")], rows)
                .write(*format, 80, &Names::default(), &mut Closed)
                .unwrap_err();
            assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe, "{format:?}");
        }
    }
}

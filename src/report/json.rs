//! The dialect for programs that want types: an array of objects, one a line, with the names of the csv columns.

use std::io::{self, Write};

use super::escape::is_unseen;
use super::{Report, Value, number};

pub(super) fn write(report: Report, out: &mut impl Write) -> io::Result<()> {
    let keys: Vec<_> =
        report.columns.iter().map(|column| column.in_data().then(|| format!("\"{}\":", column.name))).collect();
    let mut buffer = String::new();
    let mut between_rows = "\n";
    out.write_all(b"[")?;
    for row in report.rows {
        out.write_all(between_rows.as_bytes())?;
        let mut between_cells = "{";
        for (key, value) in keys.iter().zip(&row).filter_map(|(key, value)| Some((key.as_ref()?, value))) {
            out.write_all(between_cells.as_bytes())?;
            out.write_all(key.as_bytes())?;
            buffer.clear();
            cell(value, &mut buffer, out)?;
            between_cells = ",";
        }
        out.write_all(b"}")?;
        between_rows = ",\n";
    }
    out.write_all(if between_rows == "\n" { b"]\n" } else { b"\n]\n" })
}

fn cell(value: &Value, buffer: &mut String, out: &mut impl Write) -> io::Result<()> {
    match value {
        Value::Empty | Value::Person(_) | Value::Phrase(_) | Value::Secret(_) => {}
        Value::Text(text) if text.contains(is_unseen) => spelt(text, buffer)?,
        Value::Text(text) => return Ok(serde_json::to_writer(out, &**text)?),
        Value::Code(code, _) => return Ok(serde_json::to_writer(out, code)?),
        Value::Share(share) => return Ok(serde_json::to_writer(out, &share.to_string())?),
        Value::Flag(yes) => buffer.push_str(if *yes { "true" } else { "false" }),
        Value::Int(n) => number::integer(*n, buffer),
        Value::Percent(share) => number::percent(*share, '.', buffer),
        Value::Target(percent) => number::target(*percent, '.', buffer),
        Value::Day(day) => {
            buffer.push('"');
            number::iso(*day, buffer);
            buffer.push('"');
        }
    }
    out.write_all(if buffer.is_empty() { b"null" } else { buffer.as_bytes() })
}

/// The same text to whoever reads it back, and nothing for a terminal to obey: every unseen sign as `\u202e`.
fn spelt(text: &str, buffer: &mut String) -> io::Result<()> {
    // What JSON must escape it escapes itself; the signs that it leaves stand as they are.
    for c in serde_json::to_string(text)?.chars() {
        if is_unseen(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                buffer.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            buffer.push(c);
        }
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use crate::report::tests::{report, written};
    use crate::report::{Column, Format, Value};

    proptest! {
        #[test]
        fn text_comes_back_as_it_was(cells in prop::collection::vec(any::<String>(), 0..8)) {
            let rows = cells.iter().map(|text| vec![Value::from(text.as_str())]).collect();
            let text = written(report(vec![Column::both("name", "Имя")], rows), Format::Json);
            let read: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
            let read: Vec<_> = read.iter().map(|object| object["name"].as_str().unwrap()).collect();
            prop_assert_eq!(read, cells);
            prop_assert!(!text.contains(|c| c != '\n' && super::is_unseen(c)), "{}", text);
        }
    }

    #[test]
    fn an_unseen_sign_is_spelt() {
        let rows = vec![vec![Value::from("\u{202e}\u{9b}К\u{1b}\"\u{e0041}")]];
        let text = written(report(vec![Column::both("name", "Имя")], rows), Format::Json);
        assert_eq!(text, "[\n{\"name\":\"\\u202e\\u009bК\\u001b\\\"\\udb40\\udc41\"}\n]\n");
    }
}

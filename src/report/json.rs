//! The dialect for programs that want types: an array of objects, one a line, with the names of the csv columns.

use std::io::{self, Write};

use super::card::Datum;
use super::escape::is_unseen;
use super::list::{Heading, each_row};
use super::{Object, Report, Unwritten, Value, number};
use crate::domain::Names;

pub(super) fn write(report: Report, names: &Names, out: &mut impl Write) -> Result<(), Unwritten> {
    // Whoever comes first is «Лицо 1», and the title stands first, seen or not.
    report.title.said(names);
    if let Some(object) = report.object {
        // Its lines name the same people: whoever isn't named is called alike in every format.
        each_row(report.rows, report.columns.len(), names, &mut |_| Ok(()))?;
        put_object(&object, names, 0, out)?;
        return Ok(out.write_all(b"\n")?);
    }
    let shown = report.shown(Heading::in_json);
    let shown: Vec<_> = shown.iter().map(|(at, column)| (*at, format!("\"{}\":", column.name))).collect();
    let mut buffer = String::new();
    let mut between_rows = "\n";
    out.write_all(b"[")?;
    each_row(report.rows, report.columns.len(), names, &mut |row| {
        out.write_all(between_rows.as_bytes())?;
        let mut between_cells = "{";
        for (at, key) in &shown {
            out.write_all(between_cells.as_bytes())?;
            out.write_all(key.as_bytes())?;
            buffer.clear();
            cell(&row.cell(*at), &mut buffer, out)?;
            between_cells = ",";
        }
        between_rows = ",\n";
        out.write_all(b"}")
    })?;
    Ok(out.write_all(if between_rows == "\n" { b"]\n" } else { b"\n]\n" })?)
}

/// An object: one that holds others a field a line, else in a line.
fn put_object(object: &Object, names: &Names, depth: usize, out: &mut impl Write) -> io::Result<()> {
    let is_broken = depth == 0 || object.0.iter().any(|(_, datum)| datum.is_nested());
    let mut fields = object.0.iter().map(|(name, datum)| (Some(*name), datum));
    put_all(&mut fields, [b'{', b'}'], is_broken, names, depth, out)
}

fn put_all(
    all: &mut dyn Iterator<Item = (Option<&'static str>, &Datum)>,
    [open, close]: [u8; 2],
    is_broken: bool,
    names: &Names,
    depth: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    out.write_all(&[open])?;
    let mut is_first = true;
    for (name, datum) in all {
        if !is_first {
            out.write_all(b",")?;
        }
        is_first = false;
        if is_broken {
            write!(out, "\n{:1$}", "", 2 * depth + 2)?;
        }
        if let Some(name) = name {
            write!(out, "\"{name}\":")?;
        }
        match datum {
            Datum::Value(value) => cell(&value.clone().settled(names), &mut String::new(), out)?,
            Datum::Object(object) => put_object(object, names, depth + 1, out)?,
            Datum::Array(all) => {
                let is_broken = all.iter().any(|datum| !matches!(datum, Datum::Value(_)));
                put_all(&mut all.iter().map(|datum| (None, datum)), [b'[', b']'], is_broken, names, depth + 1, out)?;
            }
        }
    }
    if is_broken && !is_first {
        write!(out, "\n{:1$}", "", 2 * depth)?;
    }
    out.write_all(&[close])
}

impl Datum {
    /// Whether there are objects in it.
    fn is_nested(&self) -> bool {
        match self {
            Self::Value(_) => false,
            Self::Object(_) => true,
            Self::Array(all) => all.iter().any(|datum| !matches!(datum, Self::Value(_))),
        }
    }
}

fn cell(value: &Value<'_>, buffer: &mut String, out: &mut impl Write) -> io::Result<()> {
    match value {
        Value::Empty | Value::Bar(_) | Value::Person(_) | Value::Phrase(_) | Value::Secret(_) => {}
        Value::Text(text) | Value::Named(text, _) | Value::Worded(text, _) if text.contains(is_unseen) => {
            spelt(text, buffer)?
        }
        Value::Text(text) | Value::Named(text, _) | Value::Worded(text, _) => {
            return Ok(serde_json::to_writer(out, &**text)?);
        }
        Value::Code(code, _) => return Ok(serde_json::to_writer(out, code)?),
        Value::Share(share) => return Ok(serde_json::to_writer(out, &share.to_string())?),
        Value::Flag(yes) => buffer.push_str(if *yes { "true" } else { "false" }),
        Value::Int(n) => number::integer(*n, buffer),
        Value::Percent(share) => number::percent(*share, '.', buffer),
        Value::Target(percent) => number::target(*percent, '.', buffer),
        Value::Decimal(value) => buffer.push_str(&value.with_point('.')),
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

    use crate::report::tests::{at, report, written};
    use crate::report::{Column, Format, Value};

    proptest! {
        #[test]
        fn text_comes_back_as_it_was(cells in prop::collection::vec(any::<String>(), 0..8)) {
            let rows = cells.iter().map(|text| vec![Value::from(text.clone())]).collect();
            let text = written(report(vec![Column::both("name", "Имя", at::<0>)], rows), Format::Json);
            let read: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
            let read: Vec<_> = read.iter().map(|object| object["name"].as_str().unwrap()).collect();
            prop_assert_eq!(read, cells);
            prop_assert!(!text.contains(|c| c != '\n' && super::is_unseen(c)), "{}", text);
        }
    }

    #[test]
    fn an_unseen_sign_is_spelt() {
        let rows = vec![vec![Value::from("\u{202e}\u{9b}К\u{1b}\"\u{e0041}")]];
        let text = written(report(vec![Column::both("name", "Имя", at::<0>)], rows), Format::Json);
        assert_eq!(text, "[\n{\"name\":\"\\u202e\\u009bК\\u001b\\\"\\udb40\\udc41\"}\n]\n");
    }
}

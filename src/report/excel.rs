//! The dialect that a Russian Excel opens with a double click: UTF-8 with BOM, `;`, CRLF, ДД.ММ.ГГГГ, a decimal comma.

use std::io::Write;

use super::{Report, Unwritten, Value, csv::delimited, number};
use crate::domain::{Names, formula};

pub(super) fn write(report: Report, names: &Names, out: &mut impl Write) -> Result<(), Unwritten> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(out);
    delimited(report, names, &mut writer, |column| column.heading, cell)
}

fn cell<'a>(value: &'a Value<'_>, buffer: &'a mut String) -> &'a str {
    match value {
        Value::Empty | Value::Bar(_) | Value::Person(_) | Value::Phrase(_) | Value::Secret(_) => {}
        Value::Text(text) | Value::Named(text, _) | Value::Worded(text, _) => return guarded(text, buffer),
        Value::Code(_, title) => return title,
        Value::Flag(yes) => return if *yes { "да" } else { "нет" },
        Value::Int(n) => number::integer(*n, buffer),
        Value::Day(day) => number::dotted(*day, buffer),
        Value::Share(share) => buffer.push_str(&share.to_string()),
        Value::Percent(share) => number::percent(*share, ',', buffer),
        Value::Target(percent) => number::target(*percent, ',', buffer),
        Value::Decimal(value) => buffer.push_str(&value.with_point(',')),
    }
    buffer
}

/// Excel runs a text that looks like a formula; our own import takes the apostrophe off again.
fn guarded<'a>(text: &'a str, buffer: &'a mut String) -> &'a str {
    if !formula::is_active(text) {
        return text;
    }
    buffer.push_str(&formula::guarded(text));
    buffer
}

#[cfg(test)]
mod tests {
    use crate::report::tests::{at, report, written};
    use crate::report::{Column, Format, Value};

    #[test]
    fn a_formula_in_a_text_becomes_text() {
        let texts = ["=1+1", "+7 900", "-5", "@SUM(A1)", "\t=1", "\r=1", "Иванова", "а=1", ""];
        let mut rows: Vec<_> = texts.map(|text| vec![Value::from(text)]).into();
        rows.push(vec![Value::Int(-5)]);
        let text = written(report(vec![Column::both("name", "Имя", at::<0>)], rows), Format::Excel);
        assert_eq!(
            text,
            "\u{feff}Имя\r\n'=1+1\r\n'+7 900\r\n'-5\r\n'@SUM(A1)\r\n'\t=1\r\n\"'\r=1\"\r\nИванова\r\nа=1\r\n\"\"\r\n-5\r\n"
        );
    }
}

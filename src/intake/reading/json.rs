//! A list in JSON, as `--format json` writes it: an array of objects of plain values becomes a table of text.

use std::fmt;
use std::io::{BufReader, Read};

use serde::Deserializer as _;
use serde::de::{SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::error::Failure;

/// Whether a file begins as an array of objects.
pub fn is_list(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head));
    let below = text.trim_start().strip_prefix('[');
    below.is_some_and(|rest| rest.trim_start().starts_with('{'))
}

/// The list as a table with commas: the names of the first object are the header, a line an object.
///
/// # Errors
/// It is no array of objects of plain values with the same names.
pub fn table(input: impl Read) -> Result<Vec<u8>, Failure> {
    let mut deserializer = serde_json::Deserializer::from_reader(BufReader::new(input));
    let table = deserializer.deserialize_seq(Rows).and_then(|table| deserializer.end().map(|()| table));
    table.map_err(|error| {
        let place = format!("строка {}, знак {}", error.line(), error.column());
        Failure::refused(format!("файл JSON не читается как список записей: {place}"))
            .hint("ожидается массив объектов с простыми значениями, как в списках этой программы")
    })
}

struct Rows;

impl<'de> Visitor<'de> for Rows {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Self::Value, A::Error> {
        let mut names: Vec<String> = Vec::new();
        let mut table = csv::Writer::from_writer(Vec::new());
        while let Some(row) = rows.next_element::<Map<String, Value>>()? {
            if names.is_empty() {
                names = row.keys().cloned().collect();
                table.write_record(&names).map_err(serde::de::Error::custom)?;
            }
            if row.keys().any(|name| !names.contains(name)) {
                return Err(serde::de::Error::custom("another name"));
            }
            let cells: Option<Vec<_>> =
                names.iter().map(|name| row.get(name).map_or(Some(String::new()), text)).collect();
            let cells = cells.ok_or_else(|| serde::de::Error::custom("no plain value"))?;
            table.write_record(cells).map_err(serde::de::Error::custom)?;
        }
        table.into_inner().map_err(serde::de::Error::custom)
    }
}

/// A plain value as `csv` writes it.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_list_becomes_a_table() {
        let list = r#" [ {"b": 1, "a": "x,y", "c": null}, {"a": "\"", "b": 2.5, "c": true} ] "#;
        assert!(is_list(list.as_bytes()));
        let told = table(list.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(told).unwrap(), "a,b,c\n\"x,y\",1,\n\"\"\"\",2.5,true\n");
    }

    #[test]
    fn what_is_no_list_is_refused_with_its_place() {
        for (wrong, place) in [
            ("[{\"a\": [1]}]", "строка 1"),
            ("[{\"a\": 1},\n {\"b\": 1}]", "строка 2"),
            ("[{\"a\": 1}", "строка 1"),
            ("[{\"a\": 1}] x", "строка 1"),
        ] {
            let failure = table(wrong.as_bytes()).unwrap_err();
            assert!(failure.message.contains(place), "{wrong}: {failure:?}");
        }
        assert!(!is_list(b"[a;b") && !is_list(b"{}") && !is_list(b""));
    }
}

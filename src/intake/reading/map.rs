//! A map of columns: what a file calls the columns that the program doesn't know by that heading.
//!
//! A line a heading: `Дата поступления = Дата приёма`. A heading with a dash is left out of the import on purpose.
//! Lines that begin with `#` are remarks.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::decode::Encoding;
use super::input::unreadable;
use super::layout::{Layout, heading_key};
use crate::domain::name;
use crate::error::{Advice, Failure};

/// The lines of a map.
#[derive(Debug, Clone, Default)]
pub struct Map {
    name: String,
    lines: Vec<(usize, String, String)>,
}

impl Map {
    /// Reads a file of such lines, in UTF-8 or in windows-1251.
    ///
    /// # Errors
    /// The file can't be read; as [`Map::parse`].
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let bytes = fs::read(path).map_err(|error| unreadable(&name, &error))?;
        let (text, ..) = Encoding::recognised(&bytes).table().decode(&bytes);
        Self::parse(&name, &text)
    }

    /// Reads the lines of a map; `name` is its file in messages.
    ///
    /// # Errors
    /// A line without «=», the same heading twice.
    pub fn parse(name: &str, text: &str) -> Result<Self, Failure> {
        let mut map = Self { name: name.to_owned(), lines: Vec::new() };
        let mut wrong = Vec::new();
        for (line, text) in (1..).zip(text.lines().map(str::trim)) {
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            let Some((heading, column)) = text.rsplit_once('=') else {
                wrong.push(format!("{name}:{line}: «{text}» — ожидается «заголовок в файле = столбец»"));
                continue;
            };
            if map.lines.iter().any(|(_, other, _)| heading_key(other) == heading_key(heading)) {
                wrong.push(format!("{name}:{line}: «{}» — заголовок уже назван выше", heading.trim()));
            }
            map.lines.push((line, name::tidy(heading), name::tidy(column)));
        }
        refused(name, wrong)?;
        Ok(map)
    }

    /// From the key of a heading to the place of its column in a layout, or to none where it is to be left out.
    ///
    /// # Errors
    /// The layout has no such column.
    pub(super) fn index(&self, layout: &Layout) -> Result<HashMap<String, Option<usize>>, Failure> {
        let known = layout.index();
        let mut index = HashMap::new();
        let mut wrong = Vec::new();
        for (line, heading, column) in &self.lines {
            let place = match column.as_str() {
                // Not filled in: the heading goes by itself, and is told if nobody knows it.
                "" => continue,
                "-" | "–" | "—" => None,
                named => match known.get(&heading_key(named)) {
                    Some(place) => Some(*place),
                    None => {
                        let headings = layout.columns.iter().map(|column| column.heading);
                        let near = name::nearest(named, headings).first().map(|near| format!("; похожий: «{near}»"));
                        wrong.push(format!(
                            "{}:{line}: «{named}» — такого столбца нет{}",
                            self.name,
                            near.unwrap_or_default()
                        ));
                        continue;
                    }
                },
            };
            index.insert(heading_key(heading), place);
        }
        refused(&self.name, wrong)?;
        Ok(index)
    }
}

fn refused(name: &str, wrong: Vec<String>) -> Result<(), Failure> {
    if wrong.is_empty() {
        return Ok(());
    }
    let mut failure = Failure::refused(format!("{name}: ошибки в соответствии столбцов"));
    failure.hints = wrong;
    Err(failure.advise(Advice::ListColumns))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::tests::PEOPLE;
    use super::*;

    #[test]
    fn a_line_names_a_heading_and_its_column() {
        let map =
            Map::parse("m.txt", "# как у нас\n\nКогда пришёл = дата ПРИЕМА\nКабинет = -\nЭтаж =\nA=B = ФИО\n").unwrap();
        let index = map.index(&PEOPLE).unwrap();
        let place = |heading: &str| index[&heading_key(heading)].map(|place| PEOPLE.columns[place].field);
        assert_eq!(place("когда пришел"), Some("hired"));
        assert_eq!((place("Кабинет"), place("A=B")), (None, Some("name")));
        assert!(!index.contains_key("этаж"));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let said = |text: &str| match Map::parse("m.txt", text) {
            Ok(map) => map.index(&PEOPLE).unwrap_err().hints,
            Err(failure) => failure.hints,
        };
        let hints = said("ФИО\nа = ФИО\nА = СНИЛС\n");
        assert!(hints[0].starts_with("m.txt:1: «ФИО»") && hints[1].starts_with("m.txt:3: «А»"), "{hints:?}");
        let hints = said("а = Дата приема\nб = Дата приёмки\n");
        assert_eq!(hints[0], "m.txt:2: «Дата приёмки» — такого столбца нет; похожий: «Дата приёма»");
    }
}

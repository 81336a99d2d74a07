//! What follows the header: rows of data, rows that are none, and records that can't be read.

use super::defect::{Defect, cut};
use super::header::Header;
use super::lines;
use super::record::{CELL, Flaw, Record};
use crate::domain::{name, plural};

/// What a record below the header is.
#[derive(Debug, PartialEq)]
pub enum LineSort {
    /// Data.
    Row,
    /// Nothing to import: blank, numbers of columns, a total, a section.
    Skipped,
    /// Unreadable.
    Flawed(Vec<Defect>),
}

/// The records below the header, told apart; what is skipped is kept for the notes.
#[derive(Debug, Default)]
pub struct Body {
    begun: bool,
    /// The line of the column numbers 1, 2, 3 … right under the header.
    numbering: Option<usize>,
    /// The second line of the header, where it says nothing of the known columns.
    subheadings: Option<usize>,
    /// The lines of totals.
    totals: Vec<usize>,
    /// The lines of sections, and the first titles of them.
    sections: (Vec<usize>, Vec<String>),
    /// The places without a heading in which there is something.
    headless: Vec<usize>,
}

impl Body {
    /// Tells what a record is.
    pub fn sort(&mut self, record: &Record<'_>, header: &Header) -> LineSort {
        let is_under_header = !std::mem::replace(&mut self.begun, true);
        // An error in a column that nobody asks for harms nothing.
        let matters = |flaw: &&Flaw| !matches!(flaw, Flaw::Formula(at) if !header.places.contains(&Some(*at)));
        let wrong: Vec<_> = record.flaws.iter().filter(matters).copied().collect();
        if !wrong.is_empty() {
            return LineSort::Flawed(flaws(record.line, &wrong, header, &record.cells));
        }
        if record.is_blank() {
            self.begun = !is_under_header;
            return LineSort::Skipped;
        }
        if is_under_header && self.subheadings.is_none() && is_subheading(record, header) {
            self.subheadings = Some(record.line);
            self.begun = false;
        } else if is_under_header && header.is_numbering(record) {
            self.numbering = Some(record.line);
        } else if is_total(record) {
            self.totals.push(record.line);
        } else if let Some(title) = section(record, header) {
            self.sections.0.push(record.line);
            self.sections.1.extend((self.sections.1.len() < 3).then(|| cut(&name::tidy(title))));
        } else if header.fits(record) {
            for (place, _) in header.unused().filter(|(_, heading)| heading.is_empty()) {
                let is_filled = record.cells.get(place).is_some_and(|cell| !cell.trim().is_empty());
                if is_filled && !self.headless.contains(&place) {
                    self.headless.push(place);
                }
            }
            return LineSort::Row;
        } else {
            return LineSort::Flawed(vec![ragged(record, header.headings.len())]);
        }
        LineSort::Skipped
    }

    /// What was skipped, in Russian: a sentence a line.
    pub fn notes(&self, header: &Header) -> Vec<String> {
        let mut notes = Vec::new();
        let mut skipped = |what: &str, at: &[usize]| {
            if !at.is_empty() {
                notes.push(format!("{what}: {}", lines::named(at)));
            }
        };
        skipped("пропущено над заголовком", &header.titles);
        skipped("пропущена вторая строка заголовка", self.subheadings.as_slice());
        skipped("пропущены номера столбцов", self.numbering.as_slice());
        skipped("пропущены итоги", &self.totals);
        let (at, titles) = &self.sections;
        if !at.is_empty() {
            let more = if at.len() > titles.len() { " и другие" } else { "" };
            notes.push(format!("пропущены разделы: {} («{}»{more})", lines::named(at), titles.join("», «")));
        }
        let unused: Vec<_> = header
            .unused()
            .filter(|(place, heading)| !heading.is_empty() || self.headless.contains(place))
            .map(|(place, heading)| unused_shown(place, heading))
            .collect();
        if !unused.is_empty() {
            let what = if header.layout.further {
                "другие вопросы"
            } else {
                "столбцы не использованы"
            };
            notes.push(format!("{what}: {}", unused.join(", ")));
        }
        notes
    }
}

fn unused_shown(place: usize, heading: &str) -> String {
    if heading.is_empty() { format!("№ {} без заголовка", place + 1) } else { format!("«{heading}»") }
}

/// What is wrong with the cells of a line.
pub fn flaws(line: usize, flaws: &[Flaw], header: &Header, cells: &[impl AsRef<str>]) -> Vec<Defect> {
    let told = |flaw: &Flaw| {
        let (why, advice) = match flaw {
            Flaw::Unclosed(_) => ("кавычка открыта и не закрыта".to_owned(), "закройте или уберите её"),
            Flaw::TextAfterQuote(_) => {
                ("текст после закрывающей кавычки".to_owned(), "замените кавычки внутри ячейки на «ёлочки»")
            }
            Flaw::TooLong(_) => {
                (format!("в ячейке больше {} КиБ", CELL / 1024), "проверьте кавычки в этой строке и выше")
            }
            Flaw::Formula(_) => ("в ячейке ошибка формулы".to_owned(), "исправьте формулу или впишите значение"),
        };
        let place = flaw.place();
        let heading = header.headings.get(place).map_or("", String::as_str);
        let value = cells.get(place).map_or("", AsRef::as_ref);
        let mut defect = Defect::new(line, why).cell(heading, value).advice(advice);
        defect.place = Some(place);
        defect
    };
    flaws.iter().map(told).collect()
}

fn ragged(record: &Record<'_>, expected: usize) -> Defect {
    let columns = plural::count(record.width as u64, "столбец", "столбца", "столбцов");
    Defect::new(record.line, format!("в строке {columns}, ожидается {expected}"))
        .advice("проверьте разделители и кавычки")
}

/// The only cell that isn't empty, and its place.
fn lone<'r>(record: &'r Record<'_>) -> Option<(usize, &'r str)> {
    let mut filled = record.cells.iter().map(|cell| cell.trim()).enumerate().filter(|(_, cell)| !cell.is_empty());
    filled.next().filter(|_| filled.next().is_none())
}

/// Whether a record is a total: its first cell that isn't empty says so.
fn is_total(record: &Record<'_>) -> bool {
    let Some(first) = record.cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()) else { return false };
    let word = first.split(|c: char| !c.is_alphabetic() && c != '-').next().unwrap_or_default();
    word.len() == "итого".len() && matches!(word.to_lowercase().as_str(), "итого" | "всего")
}

/// Whether a record right under the header goes on with it: «Часы», «З/плата» under the merged «Бюджет». It is no row of data, for
/// under the known columns there is nothing; nor are there numbers in it.
fn is_subheading(record: &Record<'_>, header: &Header) -> bool {
    let mut filled = record.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    section(record, header).is_none()
        && filled.all(|(place, cell)| {
            let is_heading = !cell.contains(|c: char| c.is_ascii_digit()) && cell.contains(char::is_alphabetic);
            is_heading && !header.places.contains(&Some(place))
        })
}

/// The title of a section between rows, «Начальные классы» in a merged cell: the only thing in the row of a table of several
/// columns, at its left edge, and no name of a person, no code and no number, of which the rest might be forgotten.
fn section<'r>(record: &'r Record<'_>, header: &Header) -> Option<&'r str> {
    let (place, title) = lone(record)?;
    let edge = header.places.iter().flatten().min()?;
    (place <= *edge && header.headings.len() > 2 && looks_like_title(title) && !looks_like_person(title))
        .then_some(title)
}

/// Several words, or a single long one of letters and hyphens: «Филологи», «Учителя-предметники», but not «РМО-1», «12» or «А».
fn looks_like_title(text: &str) -> bool {
    let is_word = text.chars().all(|c| c.is_alphabetic() || c == '-') && text.chars().count() > 3;
    text.chars().any(char::is_alphabetic) && (is_word || text.contains(char::is_whitespace))
}

/// Two to four words, each with a capital letter: «Ромашкина Анна Петровна», but not «НАЧАЛЬНЫЕ КЛАССЫ».
fn looks_like_person(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().collect();
    let capital =
        |word: &&str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-');
    let shouted = words.len() < 3 && text.chars().all(|c| !c.is_lowercase());
    (2..=4).contains(&words.len()) && words.iter().all(capital) && !shouted
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::record::Records;
    use super::*;

    #[test]
    fn a_total_is_known_by_its_first_word() {
        let total = |text| is_total(&Records::new(text, b';').next().unwrap());
        assert!(["Итого;3", ";ВСЕГО:;3", "Итого по школе: 3", "\"Всего\""].into_iter().all(total));
        assert!(!["Всеголодов Пётр", "всего-навсего", "3;итого", ";"].into_iter().any(total));
    }

    #[test]
    fn a_code_is_no_title_of_a_section() {
        assert!(["Филологи", "ФИЛОЛОГИ", "1–4 классы", "Школа № 2"].into_iter().all(looks_like_title));
        assert!(!["А", "К1", "РМО-1", "РМО", "Клуб-2", "12", "1 000", "–"].into_iter().any(looks_like_title));
    }

    #[test]
    fn a_forgotten_rest_makes_no_section_of_a_person() {
        assert!(["Ромашкина Анна", "Ким Анна Петровна", "КИМ АННА ПЕТРОВНА"].into_iter().all(looks_like_person));
        assert!(
            !["Начальные классы", "НАЧАЛЬНЫЕ КЛАССЫ", "Филологи", "Учителя 1–4 классов"]
                .into_iter()
                .any(looks_like_person)
        );
    }
}

//! What follows the header: rows of data, rows that are none, and records that can't be read.

use std::sync::Arc;

use super::defect::{Defect, cut};
use super::example_row::example_row;
use super::header::Header;
use super::layout::{Need, heading_key};
use super::lines;
use super::other_sign::{other_sign, otherwise_parted};
use super::record::{CELL, Flaw, Record};
use crate::domain::standing::tells_side_job;
use crate::domain::{formula, name, plural};

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
    /// The lines on which only their number stands.
    numbered: Vec<usize>,
    /// The lines of the example that a template has.
    examples: Vec<usize>,
    /// The lines of signatures, below the table as a rule.
    signatures: Vec<usize>,
    /// The lines of sections, and the first titles of them.
    sections: (Vec<usize>, Vec<String>),
    /// The section in which the next row stands; of titles one right under another, all of them.
    current: Option<Arc<str>>,
    /// Whether the record before was a title of a section.
    is_under_title: bool,
    /// The lines of rows that a person doesn't see.
    hidden: Vec<usize>,
    /// The places without a heading in which there is something.
    headless: Vec<usize>,
}

impl Body {
    /// Tells what a record is.
    pub fn sort(&mut self, record: &Record<'_>, header: &Header) -> LineSort {
        if let Some(found) = example_row(record, header) {
            self.examples.extend(found.is_ok().then_some(record.line));
            return found.map_or_else(|other| LineSort::Flawed(vec![other]), |()| LineSort::Skipped);
        }
        let is_under_header = !std::mem::replace(&mut self.begun, true);
        // What is wrong in a column that nobody asks for harms nothing.
        let matters = |flaw: &&Flaw| !flaw.is_of_value() || header.places.contains(&Some(flaw.place()));
        let mut wrong: Vec<_> = record.flaws.iter().filter(matters).copied().collect();
        let told = |place: &usize| wrong.iter().any(|flaw| flaw.place() == *place);
        let untold = header.places.iter().flatten().filter(|place| !told(place));
        let spoilt: Vec<_> = untold.filter_map(|place| spoilt(*place, record.cells.get(*place)?)).collect();
        wrong.extend(spoilt);
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
        } else if is_numbered_blank(record, header) {
            self.numbered.push(record.line);
        } else if let Some(sign) = other_sign(record, header) {
            return LineSort::Flawed(vec![otherwise_parted(record.line, sign, header.delimiter)]);
        } else if is_signature(record, header, !self.totals.is_empty()) {
            self.signatures.push(record.line);
        } else if let Some(title) = section(record, header) {
            self.sections.0.push(record.line);
            let title = name::tidy(title);
            self.sections.1.extend((self.sections.1.len() < 3).then(|| cut(&title)));
            let above = self.current.take().filter(|_| self.is_under_title);
            self.current =
                Some(above.map_or_else(|| title.as_str().into(), |above| format!("{above}, {title}").into()));
            self.is_under_title = true;
        } else if header.fits(record) {
            let bare = header.unused().filter(|(_, heading)| heading.is_empty()).map(|(place, _)| place);
            for place in bare.chain(header.headings.len()..record.cells.len()) {
                let is_filled = record.cells.get(place).is_some_and(|cell| !cell.trim().is_empty());
                if is_filled && !self.headless.contains(&place) {
                    self.headless.push(place);
                }
            }
            self.hidden.extend(record.is_hidden.then_some(record.line));
            self.is_under_title = false;
            return LineSort::Row;
        } else {
            return LineSort::Flawed(vec![ragged(record, header.room)]);
        }
        LineSort::Skipped
    }

    /// The title of the section in which the last row stands.
    pub fn section(&self) -> Option<Arc<str>> {
        self.current.clone()
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
        skipped("пропущен пример из шаблона", &self.examples);
        skipped("пропущены итоги", &self.totals);
        skipped("пропущены строки, в которых только номер", &self.numbered);
        skipped("пропущены подписи", &self.signatures);
        skipped("взяты и скрытые строки", &self.hidden);
        let (at, titles) = &self.sections;
        if !at.is_empty() {
            let more = if at.len() > titles.len() { " и другие" } else { "" };
            notes.push(format!("пропущены разделы: {} («{}»{more})", lines::named(at), titles.join("», «")));
        }
        let unused: Vec<_> = header
            .unused()
            .filter(|(place, heading)| !heading.is_empty() || self.headless.contains(place))
            .chain(self.headless.iter().filter(|place| **place >= header.headings.len()).map(|place| (*place, "")))
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
            Flaw::Narrow(_) => (
                "столбец был слишком узким, и вместо значения сохранены решётки".to_owned(),
                "расширьте его и сохраните файл заново",
            ),
            Flaw::Uncomputed(_) => {
                ("формула без значения".to_owned(), "откройте книгу в Excel или LibreOffice и сохраните её")
            }
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

/// What a spreadsheet left in a cell in place of its value, whichever way the table was saved.
fn spoilt(place: usize, cell: &str) -> Option<Flaw> {
    let text = cell.trim();
    if text.len() > 2 && text.bytes().all(|b| b == b'#') {
        Some(Flaw::Narrow(place))
    } else {
        formula::is_error(text).then_some(Flaw::Formula(place))
    }
}

fn ragged(record: &Record<'_>, expected: usize) -> Defect {
    let columns = plural::count(record.width as u64, "столбец", "столбца", "столбцов");
    Defect::new(record.line, format!("в строке {columns}, ожидается {expected}"))
        .advice("проверьте разделители и кавычки")
}

/// Whether a record is a blank of a form that was numbered beforehand.
fn is_numbered_blank(record: &Record<'_>, header: &Header) -> bool {
    let Some((place, text)) = lone(record) else { return false };
    let number = text.strip_suffix(['.', ')']).unwrap_or(text);
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let is_counted = || header.headings.get(place).is_some_and(|heading| is_count(heading));
    let is_asked = || header.places.contains(&Some(place)) || header.layout.further;
    is_number && header.headings.len() > 1 && (is_counted() || !is_asked())
}

/// Whether a heading is one of row numbers.
fn is_count(heading: &str) -> bool {
    matches!(heading_key(heading).as_str(), "№" | "№ п/п" | "№п/п" | "n п/п" | "п/п" | "п.п" | "№ п.п" | "номер п/п")
}

/// How the line of whoever signs a list begins.
const SIGNERS: [&str; 22] = [
    "директор",
    "и.о",
    "ио директора",
    "врио",
    "заведующ",
    "зав.",
    "зам.",
    "заместитель",
    "руководител",
    "начальник",
    "председател",
    "исполнител",
    "исп.",
    "составил",
    "подготовил",
    "ответственн",
    "отв.",
    "специалист",
    "инспектор",
    "секретар",
    "делопроизводител",
    "главный бухгалтер",
];
/// What stands beside signatures.
const BESIDE: [&str; 8] = ["м.п", "мп", "подпись", "дата", "тел.", "телефон", "согласовано", "утверждаю"];

/// Whether a record is a line of signatures: a line to sign on, or the words of one who signs, in a row that lacks what every
/// row of data has. A post at the beginning of a row says so only below a total, for a table may begin with the posts.
fn is_signature(record: &Record<'_>, header: &Header, is_below_total: bool) -> bool {
    // Nearly all rows end here.
    if !lacks_data(record, header) || names_person(record, header) {
        return false;
    }
    let mut filled = record.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let Some((place, first)) = filled.next() else { return false };
    let has_line = record.cells.iter().any(|cell| cell.contains("___"));
    let is_few = filled.count() < 4;
    let key = name::key(first);
    let begins = |starts: &[&str]| starts.iter().any(|start| key.starts_with(start));
    let mut posts = header.layout.columns.iter().zip(&header.places).filter(|(column, _)| column.field == "post");
    let is_posts = posts.any(|(_, at)| *at == Some(place));
    has_line
        || is_few && (begins(&SIGNERS) && (is_below_total || !is_posts) || begins(&BESIDE))
        || is_below_total && is_dated_line(&key)
}

/// Whether somebody's whole name stands where names do; who signs has initials.
fn names_person(record: &Record<'_>, header: &Header) -> bool {
    let columns = header.layout.columns.iter().zip(&header.places);
    let mut places = columns.filter(|(column, _)| column.field == "name").filter_map(|(_, place)| *place);
    places.any(|place| record.cells.get(place).is_some_and(|cell| looks_like_person(cell.trim())))
}

/// «01» сентября 2025 г.
fn is_dated_line(key: &str) -> bool {
    key.starts_with(['«', '"']) && key.contains(|c: char| c.is_ascii_digit())
}

/// Whether at most half of the columns that every row has are filled.
fn lacks_data(record: &Record<'_>, header: &Header) -> bool {
    let (mut demanded, mut filled) = (0, 0);
    for (column, place) in header.layout.columns.iter().zip(&header.places) {
        let Some(place) = place.filter(|_| matches!(column.need, Need::Required | Need::OneOf(_))) else { continue };
        demanded += 1;
        filled += usize::from(record.cells.get(place).is_some_and(|cell| !cell.trim().is_empty()));
    }
    demanded > 1 && filled * 2 <= demanded
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
    let is_title = looks_like_title(title) && (!looks_like_person(title) || tells_side_job(title));
    (place <= *edge && header.headings.len() > 2 && is_title).then_some(title)
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

//! Finding the header: the sign between cells, the line of headings or the two of them, the place of each column.

use std::cell::RefCell;
use std::collections::HashMap;

use super::layout::{ColumnSubstitute, Layout, heading_key, heading_stem, heading_variants};
use super::map::Map;
use super::record::{COLUMNS, Flaw, Record};
use crate::domain::{Epoch, name};
use crate::error::{Advice, Failure};

/// How many lines that aren't empty may hold the header.
pub const SEARCHED: usize = 20;
/// The column that the program itself adds to refused rows.
pub const ERROR: &str = "Ошибка";

/// A line at the beginning of a table.
#[derive(Debug)]
pub struct HeadLine {
    line: usize,
    headings: Vec<String>,
    width: usize,
    flaws: Vec<Flaw>,
    /// Where the table goes on.
    after: (usize, usize),
}

impl HeadLine {
    /// What stands in its cells, tidied.
    pub fn cells(&self) -> &[String] {
        &self.headings
    }

    /// A record, if it isn't blank, and where the table goes on.
    pub fn of(record: &Record<'_>, after: (usize, usize)) -> Option<Self> {
        let headings = record.cells.iter().map(|cell| name::tidy(cell)).collect();
        let (line, width, flaws) = (record.line, record.width, record.flaws.clone());
        (!record.is_blank()).then_some(Self { line, headings, width, flaws, after })
    }
}

/// The header of a file: how its cells are parted and where each known column stands.
#[derive(Debug)]
pub struct Header {
    /// What the file is.
    pub layout: &'static Layout,
    /// The sign between cells; a workbook has none.
    pub delimiter: u8,
    /// The physical line of the headings; of two, the first.
    pub line: usize,
    /// The headings as the file has them, tidied; empty ones at the end are gone.
    pub headings: Vec<String>,
    /// How many cells a row may have: a merged heading covers several of them.
    pub room: usize,
    /// For each column of the layout its place in the file.
    pub places: Vec<Option<usize>>,
    /// The places that a map of columns leaves out on purpose.
    left_out: Vec<usize>,
    /// The lines above that aren't empty.
    pub titles: Vec<usize>,
    /// Where the first record below begins: of a text the byte and the line, of a workbook the rows before it.
    pub body: (usize, usize),
    /// Quotes in the headings that can't be right.
    pub flaws: Vec<Flaw>,
    /// Where the numbers of days below it begin.
    pub epoch: Epoch,
    /// The place of the cells by which the example of a template is known, and how it is.
    pub example: Option<(usize, String)>,
}

/// A line, or two, as a header: the headings and how many of them are known.
struct Candidate {
    headings: Vec<String>,
    known: usize,
}

/// What headings mean, by the layout and by the user's map.
struct Dictionary {
    of: &'static Layout,
    layout: HashMap<String, usize>,
    plain: HashMap<String, usize>,
    map: HashMap<String, Option<usize>>,
    /// What has been looked up: each cell of the first lines is asked for several times.
    met: RefCell<HashMap<String, Option<usize>>>,
}

impl Dictionary {
    fn column(&self, heading: &str) -> Option<usize> {
        if let Some(known) = self.met.borrow().get(heading) {
            return *known;
        }
        let column = self.look_up(heading);
        self.met.borrow_mut().insert(heading.to_owned(), column);
        column
    }

    fn look_up(&self, heading: &str) -> Option<usize> {
        let key = heading_key(heading);
        if key.is_empty() {
            return None;
        }
        let plainly = || self.layout.get(&key).or_else(|| self.layout.get(heading_stem(&key))).copied();
        let dressed = || heading_variants(&key).iter().find_map(|variant| self.plain.get(variant)).copied();
        self.map.get(&key).copied().unwrap_or_else(|| plainly().or_else(dressed))
    }

    fn knows(&self, heading: &str) -> bool {
        self.column(heading).is_some()
    }

    /// The headings of a line; those of our own `csv` as they are called elsewhere.
    fn for_people(&self, line: &HeadLine) -> Vec<String> {
        self.of.for_people(&line.headings).unwrap_or_else(|| line.headings.clone())
    }

    fn of_line(&self, line: &HeadLine) -> Candidate {
        let headings = self.for_people(line);
        let known = headings.iter().filter(|heading| self.knows(heading)).count();
        Candidate { headings, known }
    }

    /// Two lines as one header: «Стаж» over «общий» and «педагогический» in merged cells. `None` if the second line is
    /// data: it says something that is no heading under a heading that is known.
    fn of_lines(&self, top: &HeadLine, below: &HeadLine) -> Option<Candidate> {
        let mut over = String::new();
        let mut headings = Vec::new();
        for place in 0..top.headings.len().max(below.headings.len()) {
            let at = |line: &HeadLine| line.headings.get(place).cloned().unwrap_or_default();
            let (above, under) = (at(top), at(below));
            if !above.is_empty() {
                over.clone_from(&above);
            }
            let both = format!("{over} {under}");
            headings.push(match (under.is_empty(), self.knows(&under)) {
                (true, _) => above,
                (false, true) => under,
                (false, false) if self.knows(&above) && !self.knows(&both) => return None,
                (false, false) => name::tidy(&both),
            });
        }
        let known = headings.iter().filter(|heading| self.knows(heading)).count();
        Some(Candidate { headings, known })
    }
}

impl Header {
    /// The line, or the two lines, with the most known headings under the delimiter that finds them. `beginnings` has the
    /// first lines of the table for each sign that may part its cells; `shown` tells a person what was found instead.
    ///
    /// # Errors
    /// There is no such line, a column stands in it twice, or one that must be there is missing.
    pub fn find(
        beginnings: &[(u8, Vec<HeadLine>)],
        layout: &'static Layout,
        map: Option<&Map>,
        shown: impl Fn() -> Vec<String>,
    ) -> Result<Self, Failure> {
        let map = map.map(|map| map.index(layout)).transpose()?.unwrap_or_default();
        let words = Dictionary {
            of: layout,
            layout: layout.index(),
            plain: layout.plain_index(),
            map,
            met: RefCell::default(),
        };
        let mut best: Option<(usize, Self)> = None;
        for (delimiter, lines) in beginnings {
            for (at, line) in lines.iter().enumerate().take(SEARCHED) {
                // Two lines are one header only if each has its part in it: a title above adds nothing.
                let alone = words.of_line(line);
                let two = lines.get(at + 1).and_then(|below| {
                    let two = words.of_lines(line, below)?;
                    (two.known > alone.known.max(words.of_line(below).known)).then_some((two, below))
                });
                let (candidate, last) = two.unwrap_or((alone, line));
                if candidate.known >= layout.columns.len().min(2)
                    && best.as_ref().is_none_or(|(most, _)| candidate.known > *most)
                {
                    if line.width > COLUMNS {
                        return Err(Failure::refused(format!("в строке {} больше {COLUMNS} столбцов", line.line)));
                    }
                    let titles = lines[..at].iter().map(|title| title.line).collect();
                    let known = candidate.known;
                    best = Some((known, Self::new(layout, *delimiter, candidate, titles, line, last)));
                }
            }
        }
        let (_, mut header) = best.ok_or_else(|| absent(layout, shown()))?;
        header.place_columns(&words)?;
        Ok(header)
    }

    fn new(
        layout: &'static Layout,
        delimiter: u8,
        candidate: Candidate,
        titles: Vec<usize>,
        first: &HeadLine,
        last: &HeadLine,
    ) -> Self {
        let mut headings = candidate.headings;
        let width = headings.iter().rposition(|heading| !heading.is_empty()).map_or(0, |last| last + 1);
        headings.truncate(width);
        let mut flaws = first.flaws.clone();
        flaws.extend(last.flaws.iter().filter(|_| last.line != first.line));
        let (line, body, places) = (first.line, last.after, vec![None; layout.columns.len()]);
        let (left_out, epoch) = (Vec::new(), Epoch::default());
        // In a workbook no cell slips from under its heading.
        let room = if delimiter == 0 { COLUMNS } else { first.width.max(last.width).max(width) };
        let example = None;
        Self { layout, delimiter, line, headings, room, places, left_out, titles, body, flaws, epoch, example }
    }

    /// Gives each column of the layout its place.
    fn place_columns(&mut self, words: &Dictionary) -> Result<(), Failure> {
        let mut twice = Vec::new();
        for (place, heading) in self.headings.iter().enumerate() {
            let Some(column) = words.column(heading) else {
                self.left_out.extend(words.map.contains_key(&heading_key(heading)).then_some(place));
                continue;
            };
            match self.places[column] {
                None => self.places[column] = Some(place),
                Some(first) => twice.push(format!(
                    "столбцы {} и {}: «{}» и «{heading}»",
                    first + 1,
                    place + 1,
                    self.headings[first]
                )),
            }
        }
        if !twice.is_empty() {
            let mut failure = Failure::refused(format!("в заголовке (строка {}) столбец повторяется", self.line));
            failure.hints = twice;
            return Err(failure.hint("оставьте в файле один из них"));
        }
        let marked = self.layout.marked_column().and_then(|column| self.places[column]);
        self.example = marked.zip(self.layout.marked_example());
        Ok(())
    }

    /// Whether all columns are there that must be, or an option stands in for them.
    ///
    /// # Errors
    /// The ones that are missing, and the columns that the file has.
    pub fn check(&self, substitutes: &[ColumnSubstitute]) -> Result<(), Failure> {
        let has = |field: &str| self.place(field).is_some();
        let mut missing = self.layout.demands();
        missing.retain(|demand| !demand.is_met(has) && demand.substitute(substitutes).is_none_or(|s| !s.is_given));
        if missing.is_empty() {
            return Ok(());
        }
        let named: Vec<_> = missing.iter().map(ToString::to_string).collect();
        let word = if named.len() == 1 { "столбца" } else { "столбцов" };
        let mut failure =
            Failure::refused(format!("в заголовке (строка {}) нет {word} {}", self.line, named.join(", ")));
        let unused: Vec<_> = self.unused().map(|(_, heading)| heading).collect();
        for heading in missing.iter().flat_map(|demand| demand.headings()) {
            if let [near, ..] = name::nearest(heading, unused.iter().copied())[..] {
                failure = failure.hint(format!("«{heading}»: в файле есть похожий столбец «{near}», переименуйте его"));
            }
        }
        for demand in &missing {
            if let Some(substitute) = demand.substitute(substitutes) {
                failure = failure.hint(format!("{demand}: вместо столбца можно указать {}", substitute.option));
            }
        }
        let failure = failure.hint(format!("столбцы файла: {}", self.headings.join(", ")));
        Err(failure.advise(Advice::MapColumns))
    }

    /// Where a field stands in the file.
    pub fn place(&self, field: &str) -> Option<usize> {
        self.places[self.layout.place(field)?]
    }

    /// The heading of a field as the file has it, else the canonical one.
    pub fn heading(&self, field: &str) -> &str {
        let canonical = || self.layout.place(field).map_or("", |place| self.layout.columns[place].heading);
        self.place(field).map_or_else(canonical, |place| &self.headings[place])
    }

    /// The places and headings that neither the layout nor a map knows.
    pub fn unused(&self) -> impl Iterator<Item = (usize, &str)> {
        let used = |place: usize| self.places.contains(&Some(place)) || self.left_out.contains(&place);
        let other = move |(place, heading): &(usize, &str)| !used(*place) && *heading != ERROR;
        self.headings.iter().map(String::as_str).enumerate().filter(other)
    }

    /// Whether a record numbers the columns: 1, 2, 3 …
    pub fn is_numbering(&self, record: &Record) -> bool {
        let numbers = record.cells.iter().zip(1..).take_while(|(cell, n)| cell.trim() == n.to_string()).count();
        numbers > 1 && numbers >= self.headings.len()
    }

    /// Whether a record has a cell under each heading and nothing beside what they cover.
    pub fn fits(&self, record: &Record) -> bool {
        let beside =
            if record.width < self.headings.len() { None } else { record.cells.get(self.room.min(record.width)..) };
        record.width <= COLUMNS && beside.is_some_and(|cells| cells.iter().all(|cell| cell.trim().is_empty()))
    }
}

/// No line looks like the header.
fn absent(layout: &Layout, shown: Vec<String>) -> Failure {
    let expected: Vec<_> = layout.demands().iter().map(ToString::to_string).collect();
    let mut failure = Failure::refused(format!("ожидается {}, но строка заголовков не найдена", layout.what))
        .hint(format!("нужны столбцы: {}", expected.join(", ")));
    failure.hints.extend(shown);
    failure
}

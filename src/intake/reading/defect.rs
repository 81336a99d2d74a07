//! What is wrong with single rows, collected in one pass and told in one go.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::lines;
use crate::domain::{name, plural};
use crate::error::Failure;

/// How many defects are told one by one.
const TOLD: usize = 1000;
/// How many letters of a value are shown.
const VALUE: usize = 80;

/// Something wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// The physical line on which the row begins.
    pub line: usize,
    /// The place of the cell at fault in its row, from 0.
    pub place: Option<usize>,
    /// The heading, if a single cell is at fault.
    pub column: Option<String>,
    /// The value at fault.
    pub value: Option<String>,
    /// Why it is wrong, in Russian.
    pub why: String,
    /// What to do, in Russian, where it isn't plain.
    pub advice: Option<String>,
}

impl Defect {
    /// A defect of a whole row.
    pub fn new(line: usize, why: impl Into<String>) -> Self {
        Self { line, place: None, column: None, value: None, why: why.into(), advice: None }
    }

    /// The cell that is at fault; an empty heading or value isn't shown.
    #[must_use]
    pub fn cell(mut self, heading: &str, value: &str) -> Self {
        let shown = |text: &str| Some(cut(&name::tidy(text))).filter(|text| !text.is_empty());
        (self.column, self.value) = (shown(heading), shown(value));
        self
    }

    /// What to do.
    #[must_use]
    pub fn advice(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(advice.into());
        self
    }

    fn is_like(&self, other: &Self) -> bool {
        (self.place, &self.column, &self.why, &self.advice) == (other.place, &other.column, &other.why, &other.advice)
    }
}

/// All but the line: `«Дата приёма»: «31.02.2024» — такого дня нет в календаре`.
impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.column, &self.value) {
            (Some(column), Some(value)) => write!(f, "«{column}»: «{value}» — ")?,
            (Some(text), None) | (None, Some(text)) => write!(f, "«{text}» — ")?,
            (None, None) => {}
        }
        f.write_str(&self.why)?;
        self.advice.iter().try_for_each(|advice| write!(f, "; {advice}"))
    }
}

/// A text of a file for a message: its first 80 letters.
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(VALUE) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// The defects of one file. Rows add to it while they are read.
#[derive(Debug, Default)]
pub struct Defects {
    name: String,
    /// Whether columns go by letters, as in a workbook.
    letters: bool,
    /// Whether all are kept, or only as many as are told.
    all: bool,
    kept: Vec<Defect>,
    count: usize,
    lines: BTreeSet<usize>,
}

impl Defects {
    /// None yet. `name` is the file as the user calls it, `letters` says that its columns go by letters; unless `all` are
    /// wanted, only as many are kept as are told.
    pub fn of(name: impl Into<String>, letters: bool, all: bool) -> Self {
        Self { name: name.into(), letters, all, ..Self::default() }
    }

    /// One more.
    pub fn add(&mut self, defect: Defect) {
        self.count += 1;
        self.lines.insert(defect.line);
        self.kept.extend((self.all || self.count <= TOLD).then_some(defect));
    }

    /// These and others.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.count += others.count;
        self.lines.extend(others.lines);
        self.kept.extend(others.kept);
        self
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The lines on which rows with a defect begin.
    pub fn lines(&self) -> &BTreeSet<usize> {
        &self.lines
    }

    /// Whether the row that begins on this line has any.
    pub fn touch(&self, line: usize) -> bool {
        self.lines.contains(&line)
    }

    /// What is wrong with each row, by its line, as far as it is kept.
    pub fn by_line(&self) -> BTreeMap<usize, String> {
        let mut lines: BTreeMap<usize, String> = BTreeMap::new();
        for defect in &self.kept {
            let text = lines.entry(defect.line).or_default();
            if !text.is_empty() {
                text.push_str("; ");
            }
            text.push_str(&defect.to_string());
        }
        lines
    }

    /// Leaves the import if there is a defect: nothing may be written then.
    ///
    /// # Errors
    /// The number of defects, and each of them with its line.
    pub fn verdict(&self) -> Result<(), Failure> {
        if self.count == 0 {
            return Ok(());
        }
        let errors = plural::count(self.count as u64, "ошибка", "ошибки", "ошибок");
        let mut failure = Failure::refused(format!("{}: {errors}, ничего не записано", self.name));
        failure.hints = self.told();
        Err(failure)
    }

    /// The defects for people, a message each, in the order of the lines and their cells; alike ones (same column, same reason) together.
    pub fn told(&self) -> Vec<String> {
        let mut defects: Vec<_> = self.kept.iter().take(TOLD).collect();
        defects.sort_by_key(|defect| (defect.line, defect.place.unwrap_or(usize::MAX)));
        let mut groups: Vec<Vec<&Defect>> = Vec::new();
        for defect in defects {
            match groups.iter_mut().find(|group| group[0].is_like(defect)) {
                Some(group) => group.push(defect),
                None => groups.push(vec![defect]),
            }
        }
        let mut told: Vec<_> = groups.iter().flat_map(|group| self.group(group)).collect();
        let rest = self.count.saturating_sub(TOLD);
        if rest > 0 {
            let errors = plural::count(rest as u64, "ошибка", "ошибки", "ошибок");
            told.push(format!("и ещё {errors}: показаны первые {TOLD}"));
        }
        told
    }

    /// One message where all have the same value, else a heading and a message a value.
    fn group(&self, alike: &[&Defect]) -> Vec<String> {
        let mut values: Vec<(&Defect, Vec<usize>)> = Vec::new();
        for defect in alike {
            match values.iter_mut().find(|(first, _)| first.value == defect.value) {
                Some((_, lines)) => lines.push(defect.line),
                None => values.push((defect, vec![defect.line])),
            }
        }
        let at = |lines: &[usize]| format!("{}{}", lines::shown(lines), self.column(alike[0].place));
        if let [(defect, lines)] = &values[..] {
            return vec![format!("{}:{}: {defect}", self.name, at(lines))];
        }
        let common = Defect { value: None, ..alike[0].clone() };
        let head = format!("{}: {common}:", self.name);
        let value = |defect: &Defect| defect.value.clone().unwrap_or_default();
        let each = values.iter().map(|(defect, lines)| format!("  {}: «{}»", at(lines), value(defect)));
        std::iter::once(head).chain(each).collect()
    }

    /// `:8`, of a workbook `:H`.
    fn column(&self, place: Option<usize>) -> String {
        match place {
            Some(place) if self.letters => format!(":{}", lines::letters(place)),
            Some(place) => format!(":{}", place + 1),
            None => String::new(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn hired(line: usize, value: &str) -> Defect {
        let mut defect = Defect::new(line, "такого дня нет в календаре").cell("Дата приёма", value);
        defect.place = Some(7);
        defect
    }

    #[test]
    fn a_single_defect_is_one_line() {
        let mut defects = Defects::of("сотрудники.csv", false, false);
        assert!(defects.verdict().is_ok());
        defects.add(hired(14, "31.02.2024"));
        let failure = defects.verdict().unwrap_err();
        assert_eq!(failure.message, "сотрудники.csv: 1 ошибка, ничего не записано");
        assert_eq!(failure.hints, ["сотрудники.csv:14:8: «Дата приёма»: «31.02.2024» — такого дня нет в календаре"]);
        assert!(defects.touch(14) && !defects.touch(15));
    }

    #[test]
    fn alike_defects_stand_together() {
        let mut defects = Defects::of("a.csv", false, false);
        for line in [9, 3, 5, 4] {
            defects.add(Defect::new(line, "не заполнено").cell("ФИО", ""));
        }
        defects.add(hired(7, "31.02.2024"));
        defects.add(hired(6, "30.02.2024"));
        defects.add(hired(8, "31.02.2024"));
        defects.add(Defect::new(2, "лишние кавычки").advice("уберите их"));
        assert_eq!(
            defects.told(),
            [
                "a.csv:2: лишние кавычки; уберите их",
                "a.csv:3–5, 9: «ФИО» — не заполнено",
                "a.csv: «Дата приёма» — такого дня нет в календаре:",
                "  6:8: «30.02.2024»",
                "  7, 8:8: «31.02.2024»",
            ]
        );
        assert_eq!(defects.verdict().unwrap_err().message, "a.csv: 8 ошибок, ничего не записано");
    }

    #[test]
    fn nothing_is_left_out_in_silence() {
        let mut defects = Defects::of("a.csv", false, false);
        (1..=1001).for_each(|line| defects.add(Defect::new(line, format!("причина {line}"))));
        let told = defects.told();
        assert_eq!(told.len(), 1001);
        assert_eq!(told[1000], "и ещё 1 ошибка: показаны первые 1000");
    }

    #[test]
    fn long_values_are_cut() {
        let defect = Defect::new(1, "длинно").cell("ФИО", &"я".repeat(200));
        assert_eq!(defect.to_string(), format!("«ФИО»: «{}…» — длинно", "я".repeat(80)));
    }
}

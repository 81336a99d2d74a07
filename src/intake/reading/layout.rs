//! The declaration of a kind of file: which columns it may and must have, and what people call them.

use std::collections::HashMap;
use std::fmt;

use super::brought::Brought;
use crate::domain::{ClosedSet, Day, name};

/// A kind of file.
#[derive(Debug)]
pub struct Layout {
    /// What it is, in the nominative: «файл сотрудников».
    pub what: &'static str,
    /// What its sheet is called in a workbook of several registers: «Сотрудники».
    pub sheet: &'static str,
    /// What its rows bring that other tables name.
    pub brings: &'static [Brought],
    /// Whether columns that it doesn't know are kept (a survey's further questions) rather than left out.
    pub further: bool,
    /// What the columns of its list are called in `csv` and `json`, each with the heading of the same column for people.
    pub names: &'static [(&'static str, &'static str)],
    /// The known columns; their order doesn't matter to a file.
    pub columns: &'static [FileColumn],
}

/// A known column.
#[derive(Debug)]
pub struct FileColumn {
    /// The key by which code asks for the cell: `hired`.
    pub field: &'static str,
    /// The canonical heading: «Дата приёма».
    pub heading: &'static str,
    /// Other headings of the same meaning.
    pub synonyms: &'static [&'static str],
    /// Whether the header must have it.
    pub need: Need,
    /// What stands in the cell, for help and templates.
    pub meaning: &'static str,
    /// A cell, for help and templates.
    pub example: &'static str,
    /// What it holds, for the checks of templates.
    pub sort: CellSort,
    /// Whether a template asks for it; what only lists and other people's files have, it doesn't.
    pub is_asked: bool,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy)]
pub enum CellSort {
    /// What people write.
    Text,
    /// A whole number.
    Number,
    /// A day.
    Day,
    /// Yes or no.
    Flag,
    /// A СНИЛС.
    Snils,
    /// The name of a row of this table.
    NameIn(&'static str),
    /// A member of a closed set.
    Set(ClosedSet),
}

/// Whether the header must have a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Always.
    Required,
    /// Never.
    Optional,
    /// It is an alternative: at least one of those with the same word must be there, with all its [`Need::With`].
    OneOf(&'static str),
    /// It completes the alternative that starts with this field: «Имя» is needed with «Фамилия».
    With(&'static str),
}

/// An option of the command line that says for all rows what columns say for each.
#[derive(Debug, Clone, Copy)]
pub struct ColumnSubstitute {
    /// The word of the columns: [`Need::OneOf`].
    pub group: &'static str,
    /// The option, as it is typed.
    pub option: &'static str,
    /// Whether the user gives it.
    pub is_given: bool,
}

/// A column of a layout.
pub const fn column(
    field: &'static str,
    heading: &'static str,
    synonyms: &'static [&'static str],
    need: Need,
    meaning: &'static str,
    example: &'static str,
) -> FileColumn {
    FileColumn { field, heading, synonyms, need, meaning, example, sort: CellSort::Text, is_asked: true }
}

impl FileColumn {
    /// The same, where it holds something else than a text.
    pub const fn holding(self, sort: CellSort) -> Self {
        Self { sort, ..self }
    }

    /// The same, where templates don't ask for it.
    pub const fn unasked(self) -> Self {
        Self { is_asked: false, ..self }
    }

    /// What the same column is called in a list: for programs, and for people.
    pub const fn words(&self) -> (&'static str, &'static str) {
        (self.field, self.heading)
    }
}

/// Before the cell by which the example of a template is known.
pub const EXAMPLE: &str = "Пример:";

impl Layout {
    /// The place of the column in which a template marks its example as one: a text without which there is no such file.
    pub fn marked_column(&self) -> Option<usize> {
        let is_demanded = |column: &FileColumn| matches!(column.need, Need::Required | Need::OneOf(_));
        let is_text = |column: &FileColumn| matches!(column.sort, CellSort::Text | CellSort::NameIn(_));
        self.columns
            .iter()
            .position(|column| is_demanded(column) && is_text(column) && column.is_asked && !column.example.is_empty())
    }

    /// What stands in that column in the row of examples.
    pub fn marked_example(&self) -> Option<String> {
        self.marked_column().map(|place| format!("{EXAMPLE} {}", self.columns[place].example))
    }

    /// The place of the column that a column of our own list fills, by its name in `csv`.
    pub fn column_of_list(&self, name: &str) -> Option<usize> {
        let (_, heading) = self.names.iter().find(|(known, _)| *known == name)?;
        self.index().get(&heading_key(heading)).copied()
    }

    /// The place of a field among the columns. A field that the layout doesn't have is a slip in the code.
    pub(super) fn place(&self, field: &str) -> Option<usize> {
        // A score of lookups a row, a million rows: the first letter tells most fields apart.
        let likely = |name: &str| name.len() == field.len() && name.as_bytes().first() == field.as_bytes().first();
        let place = self.columns.iter().position(|column| likely(column.field) && column.field == field);
        debug_assert!(place.is_some(), "{} has no field {field}", self.what);
        place
    }

    /// The headings for people in place of those of `csv`, if all of a line are such.
    pub(super) fn for_people(&self, headings: &[String]) -> Option<Vec<String>> {
        let heading = |name: &String| self.names.iter().find(|(known, _)| known == name).map(|(_, heading)| *heading);
        let headings: Option<Vec<_>> = headings.iter().map(|name| heading(name).map(str::to_owned)).collect();
        headings.filter(|headings| headings.len() > 1)
    }

    /// From the key of a heading or of a synonym to the place of its column.
    pub(super) fn index(&self) -> HashMap<String, usize> {
        let mut index = HashMap::new();
        for (place, column) in self.columns.iter().enumerate() {
            for heading in std::iter::once(&column.heading).chain(column.synonyms) {
                let before = index.insert(heading_key(heading), place);
                debug_assert!(before.is_none_or(|b| b == place), "{heading} means two columns of {}", self.what);
            }
        }
        index
    }

    /// As [`Layout::index`], by what a heading comes to without its dress: [`heading_variants`].
    pub(super) fn plain_index(&self) -> HashMap<String, usize> {
        let mut index = HashMap::new();
        for (place, column) in self.columns.iter().enumerate() {
            for heading in std::iter::once(&column.heading).chain(column.synonyms) {
                index.entry(plain(&heading_key(heading))).or_insert(place);
            }
        }
        index
    }

    /// What the header must have.
    pub(super) fn demands(&self) -> Vec<Demand> {
        let mut groups = Vec::new();
        let mut demands = Vec::new();
        for column in self.columns {
            match column.need {
                Need::Required => demands.push(Demand { group: None, sets: vec![vec![column]] }),
                Need::OneOf(group) if !groups.contains(&group) => {
                    groups.push(group);
                    let firsts = self.columns.iter().filter(|c| c.need == Need::OneOf(group));
                    let sets = firsts.map(|first| self.alternative(first)).collect();
                    demands.push(Demand { group: Some(group), sets });
                }
                _ => {}
            }
        }
        demands
    }

    fn alternative(&self, first: &'static FileColumn) -> Vec<&'static FileColumn> {
        let rest = self.columns.iter().filter(|c| c.need == Need::With(first.field));
        std::iter::once(first).chain(rest).collect()
    }
}

/// Alternatives, each a set of columns; one whole set must be in the header.
pub(super) struct Demand {
    group: Option<&'static str>,
    sets: Vec<Vec<&'static FileColumn>>,
}

impl Demand {
    /// Whether a header with the columns that `has` knows is enough.
    pub fn is_met(&self, has: impl Fn(&str) -> bool) -> bool {
        self.sets.iter().any(|set| set.iter().all(|column| has(column.field)))
    }

    /// The option that can stand in for the columns.
    pub fn substitute<'s>(&self, substitutes: &'s [ColumnSubstitute]) -> Option<&'s ColumnSubstitute> {
        substitutes.iter().find(|substitute| Some(substitute.group) == self.group)
    }

    /// The canonical headings of all alternatives.
    pub fn headings(&self) -> impl Iterator<Item = &'static str> {
        self.sets.iter().flatten().map(|column| column.heading)
    }
}

impl fmt::Display for Demand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, set) in self.sets.iter().enumerate() {
            f.write_str(if i > 0 { " или " } else { "" })?;
            for (j, column) in set.iter().enumerate() {
                write!(f, "{}«{}»", if j > 0 { " и " } else { "" }, column.heading)?;
            }
        }
        Ok(())
    }
}

/// The key by which headings are compared: letter case, ё, spaces, line breaks and closing signs don't matter.
pub fn heading_key(heading: &str) -> String {
    name::key(heading).trim_matches(|c: char| c == ' ' || ".:*".contains(c)).to_owned()
}

/// What headings say of the form of their cells, in brackets or behind a comma.
const FORMS: [&str; 14] = [
    "(дд.мм.гггг)",
    "(дд.мм.гг)",
    "(чч.мм.гггг)",
    "(число, месяц, год)",
    "(при наличии)",
    "(полностью)",
    "(да/нет)",
    "(м/ж)",
    "(лет)",
    "(полных лет)",
    "(количество полных лет)",
    ", лет",
    ", полных лет",
    "(кол-во лет)",
];

/// The key of a heading without what it says of the form of its cells, and of the day for which they hold.
pub(super) fn heading_stem(key: &str) -> &str {
    let mut stem = heading_day(key).map_or(key, |(stem, _)| stem);
    while let Some(shorter) = FORMS.iter().find_map(|form| stem.strip_suffix(form)) {
        stem = shorter.trim_end();
    }
    stem
}

/// Whose the columns are that 1C names with a dot: «Сотрудник.Дата рождения».
const OWNERS: [&str; 9] = [
    "сотрудник",
    "работник",
    "физическое лицо",
    "физлицо",
    "физ лицо",
    "физическое лицо сотрудника",
    "педагог",
    "основное место работы",
    "кадровые данные",
];
/// Whose a column is, said behind its name: «Стаж педагогический работника».
const BEHIND: [&str; 7] =
    ["пед работника", "сотрудника", "работника", "педагога", "учителя", "преподавателя", "воспитателя"];

/// The other ways to understand a key of a heading that isn't known as it stands, the nearest first.
pub(super) fn heading_variants(key: &str) -> Vec<String> {
    let mut found = vec![plain(key)];
    if let Some((owner, rest)) = key.rsplit_once('.').map(|(owner, rest)| (owner.trim(), rest.trim())) {
        let is_owner = |owner: &str| OWNERS.contains(&owner.trim());
        found.extend(owner.split('.').all(is_owner).then(|| plain(rest)));
    }
    let more: Vec<String> = found.iter().flat_map(|plain| without_dress(plain)).collect();
    found.extend(more);
    found
}

/// A plain key without whose it is, and one of the tenure without «работы», which says nothing.
fn without_dress(plain: &str) -> Vec<String> {
    let bare = BEHIND.iter().find_map(|whose| plain.strip_suffix(whose)).map(|bare| bare.trim_end().to_owned());
    let tenure = plain.strip_prefix("стаж работы ").map(|rest| format!("стаж {rest}"));
    [bare, tenure].into_iter().flatten().filter(|key| !key.is_empty()).collect()
}

/// A key without signs and forms of cells, and with the words that people shorten in one writing: «пед.» and «педагогической»,
/// «№» and «номер», «название» and «наименование».
pub(super) fn plain(key: &str) -> String {
    let mut text = heading_stem(key).to_owned();
    for form in FORMS {
        text = text.replace(form, " ");
    }
    text = text.replace('№', " номер ");
    let words = text.split(|c: char| c.is_whitespace() || ".,:;()«»\"/".contains(c)).filter(|word| !word.is_empty());
    let word = |word: &str| match word {
        _ if word == "пед" || word.starts_with("педагогическ") => "пед".to_owned(),
        _ if word == "таб" || word.starts_with("табельн") => "таб".to_owned(),
        _ if word == "рожд" || word.starts_with("рождени") => "рожд".to_owned(),
        "наим" | "название" | "наименование" => "наименование".to_owned(),
        other => other.to_owned(),
    };
    words.map(word).collect::<Vec<_>>().join(" ")
}

/// The day for which the cells under a heading hold, and the key of the heading without it: «Стаж (на 01.09.2024 г.)».
pub fn heading_day(key: &str) -> Option<(&str, Day)> {
    let at = key.rfind("на ").filter(|at| key[..*at].ends_with([' ', '(']))?;
    let day = Day::of_cell(key[at + "на ".len()..].trim_matches(['(', ')', ' '])).ok()?;
    let stem = key[..at].trim_end_matches(['(', ',', ' ']);
    let stem = stem.strip_suffix("по состоянию").unwrap_or(stem).trim_end_matches(['(', ',', ' ']);
    Some((stem, day))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::tests::PEOPLE;
    use super::*;

    #[test]
    fn a_heading_may_say_more_than_its_name() {
        let day = Day::new(2024, 9, 1).unwrap();
        for heading in [
            "Педагогический стаж на 01.09.2024",
            "Педагогический стаж (на 01.09.2024 г.)",
            "Педагогический стаж, полных лет, по состоянию на 1 сентября 2024 года",
            "ПЕДАГОГИЧЕСКИЙ СТАЖ (полных лет) (по состоянию на 2024-09-01)",
        ] {
            let key = heading_key(heading);
            assert_eq!(heading_day(&key).map(|(_, day)| day), Some(day), "{heading}");
            assert_eq!(heading_stem(&key), "педагогический стаж", "{heading}");
        }
        assert_eq!(heading_stem("дата рождения (дд.мм.гггг)"), "дата рождения");
        assert_eq!(heading_stem("должность (преподаваемый предмет)"), "должность (преподаваемый предмет)");
        assert_eq!(heading_day("дата приема на работу"), None);
    }

    #[test]
    fn a_heading_may_be_dressed() {
        for (heading, plain_heading) in [
            ("Сотрудник.Дата рождения", "Дата рождения"),
            ("Сотрудник.Физическое лицо.СНИЛС", "СНИЛС"),
            ("Дата начала пед. деятельности", "Дата начала педагогической деятельности"),
            ("Дата рождения педагога", "Дата рождения"),
            ("Таб. №", "Табельный номер"),
            ("Стаж работы (лет): пед.", "Стаж педагогический"),
            ("Название школы", "Наименование школы"),
        ] {
            let wanted = plain(&heading_key(plain_heading));
            assert!(heading_variants(&heading_key(heading)).contains(&wanted), "{heading}");
        }
        // Somebody else's column isn't ours.
        for (heading, other) in [("Наставник.Дата рождения", "Дата рождения"), ("СНИЛС наставника", "СНИЛС")]
        {
            assert!(!heading_variants(&heading_key(heading)).contains(&plain(&heading_key(other))), "{heading}");
        }
    }

    #[test]
    fn headings_are_compared_by_what_people_mean() {
        for heading in ["дата приёма", "ДАТА\nПРИЁМА:", " Дата\u{a0} приема *", "Дата приёма."]
        {
            assert_eq!(heading_key(heading), "дата приема", "{heading}");
        }
    }

    #[test]
    fn alternatives_may_consist_of_several_columns() {
        let demands = PEOPLE.demands();
        let said: Vec<_> = demands.iter().map(Demand::to_string).collect();
        assert_eq!(said, ["«ФИО» или «Фамилия» и «Имя»", "«Должность»"]);
        assert!(demands[0].is_met(|field| field == "name"));
        assert!(demands[0].is_met(|field| field == "surname" || field == "given"));
        assert!(!demands[0].is_met(|field| field == "surname"));
    }
}

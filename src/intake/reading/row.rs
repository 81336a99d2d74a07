//! One record with typed cells. A bad cell is `None` and a defect; an empty one is `None`.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::defect::Defect;
use super::header::Header;
use super::record::Record;
use crate::domain::number::{self, CellNumber};
use crate::domain::{Day, DayCells, formula, name};

/// A row of a [`Sheet`](super::Sheet): its cells by the fields of the layout.
///
/// Ask for all cells first and build afterwards, if the row [is sound](Self::is_sound): so all its defects are told.
#[derive(Debug)]
pub struct Row<'a> {
    pub(super) header: Arc<Header>,
    /// Dates after it are in the future.
    pub(super) today: Day,
    pub(super) record: Record<'a>,
    section: Option<Arc<str>>,
    remarks: RefCell<Remarks>,
}

/// What there is to say of a row.
#[derive(Debug, Clone, Default)]
pub struct Remarks {
    /// What is wrong.
    pub defects: Vec<Defect>,
    /// What a person should look at.
    pub warnings: Vec<String>,
}

impl<'a> Row<'a> {
    pub(super) fn of(header: &Arc<Header>, today: Day, record: Record<'a>, section: Option<Arc<str>>) -> Self {
        Self { header: Arc::clone(header), today, record, section, remarks: RefCell::default() }
    }

    /// The same row, free of the text in which it stands.
    pub fn into_owned(self) -> Row<'static> {
        let Self { header, today, record, section, remarks } = self;
        Row { header, today, record: record.into_owned(), section, remarks }
    }

    /// The physical line on which the row begins.
    pub fn line(&self) -> usize {
        self.record.line
    }

    /// The title of the section in which the row stands: «Внешние совместители».
    pub fn section(&self) -> Option<&str> {
        self.section.as_deref()
    }

    /// Dates after it are in the future.
    pub fn today(&self) -> Day {
        self.today
    }

    /// Whether the file has the column.
    pub fn has(&self, field: &str) -> bool {
        self.header.place(field).is_some()
    }

    /// Whether no defect of this row was found so far.
    pub fn is_sound(&self) -> bool {
        self.remarks.borrow().defects.is_empty()
    }

    /// What there is to say of the row so far; it is said once.
    pub fn take_remarks(&self) -> Remarks {
        self.remarks.take()
    }

    /// The text of a cell, tidied; `None` for an absent column, an empty cell and a lone dash.
    pub fn text(&self, field: &str) -> Option<String> {
        self.said(field).map(Cow::into_owned)
    }

    /// Whether there is a [`text`](Self::text).
    pub fn has_text(&self, field: &str) -> bool {
        self.said(field).is_some()
    }

    /// Whether a cell says openly that there is nothing: a lone dash.
    pub fn is_dashed(&self, field: &str) -> bool {
        is_dash(&self.cell(field))
    }

    /// As [`text`](Self::text); emptiness is a defect.
    pub fn required_text(&self, field: &str) -> Option<String> {
        let text = self.text(field);
        if text.is_none() {
            self.defect(field, "не заполнено");
        }
        text
    }

    /// A cell read by `parse`, whose error is a Russian reason: for kinds, СНИЛС, ИНН.
    pub fn parsed<T>(&self, field: &str, parse: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        parse(&self.said(field)?).map_err(|why| self.defect(field, why)).ok()
    }

    /// As [`parsed`](Self::parsed); emptiness is a defect.
    pub fn required<T>(&self, field: &str, parse: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        if !self.has_text(field) {
            self.defect(field, "не заполнено");
        }
        self.parsed(field, parse)
    }

    /// A СНИЛС, also one without the noughts at its beginning, which is told.
    pub fn snils(&self, field: &str) -> Option<String> {
        self.number(field, number::snils_of_cell, "СНИЛС")
    }

    /// An ИНН, also one without the nought at its beginning, which is told.
    pub fn inn(&self, field: &str) -> Option<String> {
        self.number(field, number::inn_of_cell, "ИНН")
    }

    fn number(&self, field: &str, parse: fn(&str) -> Result<CellNumber, String>, what: &str) -> Option<String> {
        let CellNumber { digits, is_restored } = self.parsed(field, parse)?;
        if is_restored {
            self.warn(format!("{what} без нулей в начале дополнен ими: контрольное число сходится"));
        }
        Some(digits)
    }

    /// A day by the rule for the future: noted, and refused when over a year ahead.
    pub fn day(&self, field: &str) -> Option<Day> {
        let day = self.parsed_day(field, |cells, text| cells.day(text)?.not_too_far(self.today))?;
        if day > self.today {
            self.warn(format!("дата в будущем ({})", self.header.heading(field)));
        }
        Some(day)
    }

    /// As [`day`](Self::day); emptiness is a defect.
    pub fn required_day(&self, field: &str) -> Option<Day> {
        self.demand_day(field);
        self.day(field)
    }

    /// A day that must be there and can't lie in the future: an answer.
    pub fn required_past_day(&self, field: &str) -> Option<Day> {
        self.demand_day(field);
        self.parsed_day(field, |cells, text| cells.day(text)?.not_after(self.today))
    }

    /// A day that can't lie in the future; `why` says what that would mean.
    pub fn past_day(&self, field: &str, why: &str) -> Option<Day> {
        self.parsed_day(field, |cells, text| cells.day(text)?.not_after(self.today).map_err(|_| why.to_owned()))
    }

    /// The day of a birth: not in the future; its year may have two digits.
    pub fn birth(&self, field: &str) -> Option<Day> {
        self.parsed_day(field, |cells, text| cells.birth(text)?.not_after(self.today))
    }

    /// A planned end: it may lie five years ahead.
    pub fn planned_end(&self, field: &str) -> Option<Day> {
        self.parsed_day(field, |cells, text| cells.day(text)?.not_beyond_plans(self.today))
    }

    /// A day that must be there and may lie as far ahead as it likes: the planned end of a program.
    pub fn required_term(&self, field: &str) -> Option<Day> {
        self.demand_day(field);
        self.parsed_day(field, DayCells::day)
    }

    fn demand_day(&self, field: &str) {
        if self.said(field).is_none_or(|text| Day::is_no_cell(&text)) {
            self.defect(field, "не заполнено");
        }
    }

    /// A day, if there is one: programs have their own ways to write that there is none.
    fn parsed_day(&self, field: &str, parse: impl FnOnce(DayCells, &str) -> Result<Day, String>) -> Option<Day> {
        let text = self.said(field).filter(|text| !Day::is_no_cell(text))?;
        let cells = DayCells { epoch: self.header.epoch, today: self.today };
        parse(cells, &text).map_err(|why| self.defect(field, why)).ok()
    }

    /// A whole number, with or without spaces between the thousands and noughts behind a decimal sign.
    pub fn integer(&self, field: &str) -> Option<i64> {
        let bare = |text: &str| text.replace(' ', "");
        self.parsed(field, |text| number::whole(&bare(text)).parse().map_err(|_| "ожидается целое число".into()))
    }

    /// Yes or no. A lone minus stands for «нет» here, as people set it against a plus; only an empty cell is `None`. A cross is
    /// neither: some mean yes by it, some that there is nothing to say.
    pub fn flag(&self, field: &str) -> Option<bool> {
        self.flag_or(field, |_| None)
    }

    /// As [`flag`](Self::flag); other words are told by `words`.
    pub fn flag_or(&self, field: &str, words: impl FnOnce(&str) -> Option<bool>) -> Option<bool> {
        let text = Some(self.cell(field)).filter(|text| !text.is_empty())?;
        let told = match text.as_ref() {
            "да" => Some(true),
            text => match name::key(text).as_str() {
                "да" | "есть" | "1" | "+" | "true" | "истина" => Some(true),
                "нет" | "0" | "false" | "ложь" => Some(false),
                dash if is_dash(dash) => Some(false),
                _ => words(text),
            },
        };
        if told.is_none() {
            self.defect(field, "ожидается да или нет");
        }
        told
    }

    /// The filled cells of the columns that the layout doesn't know, each with its heading; a heading that stands again
    /// is numbered: «Комментарий», «Комментарий (2)».
    pub fn further(&self) -> Vec<(String, String)> {
        let mut seen: HashMap<&str, u32> = HashMap::new();
        let mut found = Vec::new();
        let is_spoilt = |place: usize| self.record.flaws.iter().any(|flaw| flaw.place() == place);
        for (place, heading) in self.header.unused().filter(|(place, _)| !is_spoilt(*place)) {
            let again = seen.entry(heading).and_modify(|times| *times += 1).or_insert(1);
            let text = self
                .record
                .cells
                .get(place)
                .map(|cell| name::tidy(formula::unguarded(cell.trim())))
                .unwrap_or_default();
            if !text.is_empty() {
                found.push((if *again > 1 { format!("{heading} ({again})") } else { heading.to_owned() }, text));
            }
        }
        found
    }

    /// A defect of a cell, with its value.
    pub fn defect(&self, field: &str, why: impl Into<String>) {
        self.report(self.defect_of(field, why));
    }

    /// As [`defect`](Self::defect), with what to do.
    pub fn defect_with(&self, field: &str, why: impl Into<String>, advice: &str) {
        self.report(self.defect_of(field, why).advice(advice));
    }

    fn defect_of(&self, field: &str, why: impl Into<String>) -> Defect {
        let mut defect = Defect::new(self.line(), why).cell(self.header.heading(field), &self.cell(field));
        defect.place = self.header.place(field);
        defect
    }

    /// A defect of the row as a whole.
    pub fn fault(&self, why: impl Into<String>) {
        self.report(Defect::new(self.line(), why));
    }

    /// Something that a person should look at.
    pub fn warn(&self, what: impl Into<String>) {
        self.remarks.borrow_mut().warnings.push(what.into());
    }

    fn report(&self, defect: Defect) {
        self.remarks.borrow_mut().defects.push(defect);
    }

    /// What a cell says, if it says anything: neither emptiness nor a lone dash does.
    fn said(&self, field: &str) -> Option<Cow<'_, str>> {
        Some(self.cell(field)).filter(|text| !text.is_empty() && !is_dash(text))
    }

    fn cell(&self, field: &str) -> Cow<'_, str> {
        let place = self.header.place(field);
        let text = place.and_then(|place| self.record.cells.get(place));
        let Some(cell) = text.map(|cell| cell.trim()) else { return Cow::default() };
        match formula::quoted(cell) {
            None => name::tidied(formula::unguarded(cell)),
            Some(Cow::Borrowed(inside)) => name::tidied(inside),
            Some(Cow::Owned(inside)) => name::tidy(&inside).into(),
        }
    }
}

fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—")
}

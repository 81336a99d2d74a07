//! What a spreadsheet says to whoever types something else than a column holds.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, Worksheet, XlsxError,
};

use super::cell::BookCell;
use super::sheet_name::SheetNames;
use super::style::CellLooks;
use crate::report::{BlankColumn, CellRule};

/// The sheet of choices.
const CHOICES: &str = "Списки";
/// As much as a spreadsheet says in its window.
const MOST: usize = 225;

/// The sheet on which the choices of the lists stand, a column a list.
pub(super) struct ChoiceSheet {
    sheet: Worksheet,
    name: String,
    looks: CellLooks,
    lists: u16,
    /// The lists so far, each with where it stands: several columns may have the same.
    stand: Vec<(Vec<String>, String)>,
}

impl ChoiceSheet {
    pub(super) fn new(names: &mut SheetNames) -> Result<Self, XlsxError> {
        let name = names.unused(CHOICES);
        let mut sheet = Worksheet::new();
        sheet.set_name(&name)?.set_hidden(true).protect();
        Ok(Self { sheet, name, looks: CellLooks::default(), lists: 0, stand: Vec::new() })
    }

    /// Writes the choices of a column; returns where they stand.
    fn put_choices(&mut self, heading: &str, choices: &[String]) -> Result<Formula, XlsxError> {
        if let Some((_, place)) = self.stand.iter().find(|(known, _)| known == choices) {
            return Ok(Formula::new(place));
        }
        let at = self.lists;
        self.lists += 1;
        self.looks.put(&mut self.sheet, (0, at), BookCell::text(format!("Список: {heading}")), None)?;
        for (row, choice) in (1..).zip(choices) {
            self.looks.put(&mut self.sheet, (row, at), BookCell::text(choice), None)?;
        }
        let column = rust_xlsxwriter::utility::column_number_to_name(at);
        let place = format!("='{}'!${column}$2:${column}${}", self.name, choices.len() + 1);
        self.stand.push((choices.to_vec(), place.clone()));
        Ok(Formula::new(place))
    }

    /// The sheet, if any list is on it.
    pub(super) fn finish(self) -> Option<Worksheet> {
        (self.lists > 0).then_some(self.sheet)
    }
}

/// The check of a column, if not everything may be typed there.
pub(super) fn check_of(column: &BlankColumn, choices: &mut ChoiceSheet) -> Result<Option<DataValidation>, XlsxError> {
    let heading = column.heading.trim_end_matches([' ', '*']);
    let check = DataValidation::new();
    let (check, title, says) = match &column.rule {
        CellRule::AnyText => return Ok(None),
        CellRule::AnyDay => {
            let days = DataValidationRule::Between(
                ExcelDateTime::from_ymd(1900, 3, 1)?,
                ExcelDateTime::from_ymd(2099, 12, 31)?,
            );
            let says = "Введите дату: день, месяц и год через точку, например 01.09.2024. Если её нет, оставьте ячейку пустой.";
            (check.allow_date(days), "Нужна дата", says)
        }
        CellRule::WholeNumber => {
            let says = "Введите целое число цифрами, без слов, например 2. Если его нет, оставьте ячейку пустой.";
            (check.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)), "Нужно целое число", says)
        }
        CellRule::OneOf(allowed) => {
            let list = choices.put_choices(heading, allowed)?;
            let says = "Выберите значение из списка: стрелка справа от ячейки.";
            (check.allow_list_formula(list), "Такого значения нет", says)
        }
        CellRule::Rather(known) => {
            let list = choices.put_choices(heading, known)?;
            let says = "Такого значения в списке нет. Если это не опечатка, его можно оставить.";
            let check = check.allow_list_formula(list).set_error_style(DataValidationErrorStyle::Warning);
            (check, "Нет в списке", says)
        }
    };
    let heading: String = heading.chars().take(MOST - says.chars().count()).collect();
    Ok(Some(check.set_error_title(title)?.set_error_message(format!("«{heading}». {says}"))?))
}

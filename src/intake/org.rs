//! The columns by which a row of any file names an organisation; what they come to is
//! [`ImportSession::org_of`](super::ImportSession::org_of).

use super::reading::{CellSort, FileColumn, Need, column};
use crate::register::org::ORGS;

/// «ИНН».
pub const INN: FileColumn = column(
    "inn",
    "ИНН организации",
    &["ИНН", "ИНН ОО", "ИНН школы", "ИНН учреждения", "ИНН работодателя"],
    Need::OneOf("org"),
    "ИНН организации",
    "2599000111",
);
/// Its name, full or short.
pub const ORG: FileColumn = column(
    "org",
    "Организация",
    &[
        "Место работы",
        "Наименование организации",
        "Название организации",
        "Наименование ОО",
        "Наименование учреждения",
        "Учреждение",
        "Образовательное учреждение",
        "Образовательная организация",
        "Наименование образовательной организации",
        "ОО",
        "ОУ",
        "Школа",
        "ДОУ",
        "ДОО",
        "МБОУ",
        "МБДОУ",
        "Детский сад",
        "Наименование школы",
        "Наименование ДОУ",
        "Наименование ДОО",
        "Наименование детского сада",
        "Наименование ОУ",
        "Наименование образовательного учреждения",
        "Организация, наименование",
    ],
    Need::OneOf("org"),
    "наименование организации",
    "СОШ № 1",
)
.holding(CellSort::NameIn(ORGS.table));

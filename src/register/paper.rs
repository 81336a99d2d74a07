//! The papers by which an organisation introduces mentoring: nozhay-yurt 2.1, 2.2, 2.6.

use super::org::ORGS;
use super::{EditedWhen, Field, Register};
use crate::domain::Document;

/// Orders of introduction, regulations and road maps.
pub static DOCUMENTS: Register = Register {
    is_numbered: true,
    ..Register::of(
        "documents",
        "документ о внедрении",
        "paper",
        &[ORG, KIND, NUMBER, DATED, PLANNED_RESULTS, VALID_UNTIL, REPEALED],
    )
};

/// When an order of introduction wants the effect of programs monitored: nozhay-yurt 2.2.
pub static MONITORING_DATES: Register = Register {
    told_apart_by: &["document_id", "due"],
    ..Register::of(
        "monitoring_dates",
        "срок мониторинга",
        "monitoring-date",
        &[Field::row("document_id", "Приказ", &DOCUMENTS).label(), Field::day("due", "Срок мониторинга").label()],
    )
};

/// Whose paper it is.
pub const ORG: Field = Field::row("org_id", "Организация", &ORGS).label().required();
/// An order, a regulation or a road map.
pub const KIND: Field = Field::set("kind", "Вид документа", Document::SET).label().required();
/// Its number.
pub const NUMBER: Field = Field::name("number", "Номер").edited_in(EditedWhen::LastEdition, ADOPT);
/// Its date: without one it proves nothing yet.
pub const DATED: Field = Field::day("dated", "Дата");
/// The last day of its own term.
pub const VALID_UNTIL: Field = Field::day("valid_until", "Действует до");
/// The last day before it was repealed.
pub const REPEALED: Field = Field::day("repealed", "Отменён");
/// Of an order: what the programs are to bring (nozhay-yurt 2.2).
pub const PLANNED_RESULTS: Field = Field::text("planned_results", "Планируемые результаты")
    .secret()
    .edited_in(EditedWhen::LastEdition, "org adopt --results --correct");

const ADOPT: &str = "org adopt --correct";

//! The file of planned values: a plain register, whose codes must be those of shares.

use anyhow::Result;

use crate::command::SimpleImport;
use crate::domain::OrgKind;
use crate::intake::reading::{FileColumn, Layout, Need, Row};
use crate::intake::{ImportSession, Importer, RegisterFile, RowResult, column_of, org};
use crate::register::target::{CODE, KIND, PERCENT, TARGETS, YEAR};

/// The columns of `monitor target import`.
static LAYOUT: Layout = Layout {
    what: "плановые значения",
    sheet: "План",
    brings: &[],
    further: false,
    names: &[
        ("id", "№"),
        CODE.words(),
        YEAR.words(),
        KIND.words(),
        ("org_inn", "ИНН организации"),
        crate::register::employment::ORG.words(),
        PERCENT.words(),
    ],
    columns: &[
        column_of(&CODE),
        column_of(&YEAR),
        column_of(&KIND),
        // The example is of a kind: a plan is of that or of one organisation.
        FileColumn { need: Need::Optional, example: "", ..org::INN },
        FileColumn { need: Need::Optional, example: "", ..org::ORG },
        column_of(&PERCENT),
    ],
};

/// The import, for a file that knows shares of these codes, each of these kinds of organisations.
pub fn import_of_targets(known: Vec<(String, Vec<OrgKind>)>) -> SimpleImport<TargetRows> {
    SimpleImport { command: "monitor target import", importer: TargetRows { known } }
}

/// What a file does with its rows.
#[derive(Clone)]
pub struct TargetRows {
    known: Vec<(String, Vec<OrgKind>)>,
}

impl Importer for TargetRows {
    type Row = Row<'static>;

    fn layout(&self) -> &'static Layout {
        &LAYOUT
    }

    fn enter(&mut self, session: &ImportSession<'_>, row: &mut Row<'static>) -> Result<Option<RowResult>> {
        if let Some(code) = row.text(CODE.column) {
            let known = self.known.iter().find(|(known, _)| known.eq_ignore_ascii_case(&code));
            let kind = row.text(KIND.column).and_then(|kind| OrgKind::parse(&kind).ok());
            match known {
                None => row.defect(CODE.column, "такого показателя нет; какие есть: nastavnik monitor passport"),
                Some((known, _)) if *known != code => {
                    row.defect(CODE.column, format!("код пишется так: {known}"));
                }
                Some((_, kinds)) if kind.is_some_and(|kind| !kinds.contains(&kind)) => {
                    row.defect(KIND.column, "показатель не считает организации этого вида");
                }
                Some(_) => {}
            }
        }
        RegisterFile { register: &TARGETS, layout: &LAYOUT }.enter(session, row)
    }

    fn forgets_refused(&self) -> bool {
        true
    }
}

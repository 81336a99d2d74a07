//! The file of personalised programs: a row a mentee; rows with the same «Номер программы» are one text.

use std::collections::HashMap;

use anyhow::Result;

use super::field_column::column_of;
use super::import_mode::ImportMode;
use super::importer::Importer;
use super::plan::{Plan, RowResult};
use super::reading::{Brought, CellSort, Layout, Need, Opened, Row, Source, column};
use super::session::ImportSession;
use super::{person, pipeline, stages};
use crate::domain::{Day, name};
use crate::refuse;
use crate::register::program;
use crate::store::program::{ProgramContents, ProgramDraft};
use crate::store::{PutRow, Store, agree};

/// The columns of `program import`.
pub const LAYOUT: Layout = Layout {
    what: "файл программ",
    sheet: "Программы",
    brings: &[
        Brought { table: program::PROGRAMS.table, named_by: &[&["number"]] },
        Brought { table: program::PROGRAM_PEOPLE.table, named_by: &[&["number", "snils"], &["number", "mentee"]] },
    ],
    further: false,
    names: &[
        program::NUMBER.words(),
        ("pair", "Номер пары"),
        ("mentee", "Наставляемый"),
        program::APPROVED.words(),
        program::STARTS.words(),
        program::FINISHES.words(),
        ("state", "Состояние"),
        ("mentee_snils", "СНИЛС наставляемого"),
        program::TITLE.words(),
        program::LENGTH_REASON.words(),
        program::ENDED.words(),
        program::END_REASON.words(),
        program::APPROVAL_NUMBER.words(),
        program::DIRECTIONS.words(),
        program::GOALS.words(),
        program::RESOURCES.words(),
        program::STRENGTHS.words(),
        program::REFLECTED.words(),
        program::REPORTED.words(),
    ],
    columns: &[
        column_of(&program::NUMBER),
        column(
            "pair",
            "Номер пары",
            &["№ пары", "Пара", "Пара №", "Номер группы"],
            Need::Required,
            "номер пары, в которой идёт программа",
            "12",
        ),
        column(
            "snils",
            "СНИЛС наставляемого",
            &["СНИЛС", "Наставляемый, СНИЛС"],
            Need::Optional,
            "не указан — единственный наставляемый пары",
            "900-000-002 83",
        )
        .holding(CellSort::Snils),
        column_of(&program::TITLE),
        column_of(&program::APPROVED),
        column_of(&program::STARTS),
        column_of(&program::FINISHES),
        column("mentee", "Наставляемый", &["ФИО наставляемого"], Need::Optional, "ФИО, если СНИЛС неизвестен", ""),
        column_of(&program::LENGTH_REASON),
        column_of(&program::APPROVAL_NUMBER),
        column_of(&program::DIRECTIONS),
        column_of(&program::GOALS),
        column_of(&program::RESOURCES),
        column_of(&program::STRENGTHS),
        column_of(&program::REFLECTED),
        column_of(&program::REPORTED),
    ],
};

/// `program import`.
#[derive(Debug, Clone, Default)]
pub struct ProgramImporter {
    /// Explains programs whose length is another than the act's.
    pub reason: Option<String>,
    /// What rows have said of each program, each different thing once, with its line.
    told: HashMap<String, Vec<(usize, ProgramDraft)>>,
}

impl ProgramImporter {
    /// With the reason for an unusual length.
    pub fn because(reason: Option<String>) -> Self {
        Self { reason, ..Self::default() }
    }
}

/// `program import`: a file with «Этап программы» is one of stages, any other one of programs.
///
/// # Errors
/// The file is neither; the database can't be used.
pub fn import(
    store: &Store,
    today: Day,
    source: &Source,
    reason: Option<String>,
    mode: ImportMode<'_>,
) -> Result<Plan> {
    let opened = Opened::open(source)?;
    if opened.has(&stages::LAYOUT) {
        let mut importer = stages::IMPORTER;
        return pipeline::run_sheet(store, today, opened.sheet(importer.layout)?, &(), &mut importer, mode);
    }
    let mut importer = ProgramImporter::because(reason);
    pipeline::run_sheet(store, today, opened.sheet(&LAYOUT)?, &(), &mut importer, mode)
}

impl Importer for ProgramImporter {
    type Row = Row<'static>;

    fn layout(&self) -> &'static Layout {
        &LAYOUT
    }

    fn enter(&mut self, session: &ImportSession<'_>, row: &mut Row<'static>) -> Result<Option<RowResult>> {
        session.step(row, || enter(session, row, self))
    }
}

fn enter(session: &ImportSession<'_>, row: &Row<'_>, programs: &mut ProgramImporter) -> Result<Option<RowResult>> {
    let draft = ProgramDraft {
        number: row.required_text("number").unwrap_or_default(),
        title: row.text("title"),
        approved: row.day("approved"),
        starts: row.required_day("starts"),
        finishes: row.required_term("finishes"),
        length_reason: row.text("length_reason").or_else(|| programs.reason.clone()),
        approval_number: row.text("approval_number"),
        contents: ProgramContents {
            directions: row.text("directions"),
            goals: row.text("goals"),
            resources: row.text("resources"),
            strengths: row.text("strengths"),
        },
        reflected: row.day("reflected"),
        reported: row.day("reported"),
    };
    let full = person::name(row, "mentee");
    let snils = row.snils("snils");
    if row.text("pair").is_none() {
        row.defect("pair", "программа утверждается для пары или группы (Ножай-Юрт, п. 7.7 *)");
    }
    if !row.is_sound() {
        return Ok(None);
    }
    let told = programs.told.entry(name::key(&draft.number)).or_default();
    for (line, before) in told.iter() {
        let differ = before.starts != draft.starts
            || before.finishes != draft.finishes
            || !agree(&before.approved, &draft.approved)
            || !agree(&before.title, &draft.title)
            || !agree(&before.approval_number, &draft.approval_number)
            || !before.contents.agrees(&draft.contents);
        if differ {
            refuse!("строки программы {} расходятся со строкой {line}", draft.number);
        }
    }
    if told.iter().all(|(_, before)| *before != draft) {
        told.push((row.line(), draft.clone()));
    }
    let pair = session.store.pairs().named(&row.text("pair").unwrap_or_default());
    let Some(pair) = session.at_cell(row, "pair", pair)? else { return Ok(None) };
    let mentee = person::mentee(session, row, &pair, snils.as_deref(), ("mentee", full.as_deref()))?;
    let Some(person) = mentee else { return Ok(None) };
    let PutRow { id, is_new, changes } = session.store.programs().put(&draft)?;
    let is_linked = session.store.programs().link(id, person, Some(pair.id))?;
    Ok(Some(RowResult { who: format!("программа {}", draft.number), new: is_new || is_linked, changes }))
}

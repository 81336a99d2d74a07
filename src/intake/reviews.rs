//! The file of reviews.

use anyhow::Result;

use super::field_column::{column_named, column_of};
use super::importer::ByRow;
use super::org::{INN, ORG};
use super::person;
use super::plan::RowResult;
use super::reading::{CellSort, FileColumn, Layout, Need, Row, column};
use super::session::ImportSession;
use crate::domain::{ReviewSubject, Verdict, Who, name};
use crate::refuse;
use crate::register::review::{
    self, CHANGES, CONCLUDED, CORRECTED, PROGRAM, REMARKS, SUBJECT, SUBMITTED, TITLE, VERDICT,
};
use crate::store::Change;
use crate::store::review::{Expert, Review, ReviewDraft, Reviewed};
use crate::store::staff::{PersonDraft, PersonOrigin};

/// The columns of `org review import`.
pub const LAYOUT: Layout = Layout {
    what: "файл рецензий",
    sheet: "Рецензии",
    brings: &[],
    further: false,
    names: &[
        ("id", "№"),
        review::ORG.words(),
        SUBJECT.words(),
        PROGRAM.words(),
        TITLE.words(),
        SUBMITTED.words(),
        VERDICT.words(),
        CONCLUDED.words(),
        review::EXPERT.words(),
        REMARKS.words(),
        CORRECTED.words(),
        CHANGES.words(),
        ("org_inn", "ИНН организации"),
        ("expert_snils", "СНИЛС эксперта"),
    ],
    columns: &[
        INN,
        ORG,
        column_of(&SUBJECT),
        // Whose program it is needn't be told.
        FileColumn { need: Need::OneOf("org"), sort: CellSort::Text, ..column_named("program", &PROGRAM) },
        column_of(&TITLE),
        column_of(&SUBMITTED),
        column_of(&VERDICT),
        column_of(&CONCLUDED),
        FileColumn { sort: CellSort::Text, ..column_named("expert", &review::EXPERT) },
        EXPERT_SNILS,
        column_of(&REMARKS),
        column_of(&CORRECTED),
        column_of(&CHANGES),
    ],
};

/// The СНИЛС of an expert of the registers.
const EXPERT_SNILS: FileColumn = column(
    "expert_snils",
    "СНИЛС эксперта",
    &["СНИЛС рецензента"],
    Need::Optional,
    "если в базе несколько людей с этим именем",
    "",
)
.holding(CellSort::Snils);

/// `org review import`.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it: what was submitted, what came of it.
///
/// # Errors
/// What the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let subject = row.required(SUBJECT.column, ReviewSubject::parse);
    let mut draft = ReviewDraft {
        title: row.text(TITLE.column),
        submitted: row.required_day(SUBMITTED.column),
        verdict: row.parsed(VERDICT.column, Verdict::parse),
        concluded: row.day(CONCLUDED.column),
        expert: None,
        remarks: row.text(REMARKS.column),
        corrected: row.day(CORRECTED.column),
        changes: row.text(CHANGES.column),
    };
    let is_before = |later: Option<_>, earlier: Option<_>| earlier.zip(later).is_some_and(|(a, b)| b < a);
    if is_before(draft.concluded, draft.submitted) {
        row.defect(CONCLUDED.column, "заключение дано раньше, чем документ представлен");
    }
    if is_before(draft.corrected, draft.concluded) {
        row.defect(CORRECTED.column, "исправлено раньше, чем дано заключение");
    }
    let org = session.org_of(row)?;
    let Some(subject) = subject.filter(|_| row.is_sound()) else { return Ok(None) };
    let Some(reviewed) = reviewed(session, row, subject, org, &draft)? else { return Ok(None) };
    if let Some(org) = org {
        session.warn_if_closed(row.line(), org, draft.submitted)?;
    }
    let known = session.store.reviews().known(&reviewed, &draft)?;
    let Some((expert, mut changes)) = expert(session, row, known.as_ref())? else { return Ok(None) };
    draft.expert = expert;
    let put = session.store.reviews().put(&reviewed, &draft)?;
    changes.extend(put.changes);
    let what = match &reviewed {
        Reviewed::Program(program, _) => format!("{} № {}", subject.title(), program.number),
        Reviewed::OfOrg(..) => subject.title().to_owned(),
    };
    Ok(Some(RowResult { who: what, new: put.is_new, changes }))
}

/// What a row says is reviewed.
fn reviewed(
    session: &ImportSession<'_>,
    row: &Row<'_>,
    subject: ReviewSubject,
    org: Option<i64>,
    draft: &ReviewDraft,
) -> Result<Option<Reviewed>> {
    let number = if row.has("program") { row.text("program") } else { None };
    match (subject, number, org) {
        (ReviewSubject::Program, None, _) => row.defect("program", "не заполнено: на какую программу рецензия"),
        (ReviewSubject::Program, Some(number), org) => {
            let program = session.at_cell(row, "program", session.store.programs().named(&number))?;
            return Ok(program.map(|program| Reviewed::Program(Box::new(program), org)));
        }
        (_, Some(_), _) => row.defect("program", format!("номер программы указан, а предмет рецензии — {subject}")),
        (_, None, None) => row.fault("не указана организация: нет ни ИНН, ни наименования"),
        (ReviewSubject::Materials | ReviewSubject::Assessment, None, _) if draft.title.is_none() => {
            row.defect(TITLE.column, "не заполнено: у методических материалов и оценочных средств нужно название");
        }
        (_, None, Some(org)) => return Ok(Some(Reviewed::OfOrg(org, subject))),
    }
    Ok(None)
}

/// The expert whom a row names: the stored one, else by СНИЛС, else the only one of the registers of just this name, else
/// somebody from outside. `None` where the row has a defect.
fn expert(
    session: &ImportSession<'_>,
    row: &Row<'_>,
    known: Option<&Review>,
) -> Result<Option<(Option<Expert>, Vec<Change>)>> {
    let told = row.text("expert").map(|text| name::tidy(&text));
    let snils = row.snils("expert_snils");
    if !row.is_sound() {
        return Ok(None);
    }
    let stored = known.and_then(|review| review.expert.as_ref());
    match (told, snils) {
        (None, None) => Ok(Some((None, Vec::new()))),
        (Some(told), None) if stored.is_some_and(|expert| expert.is_named(&told)) => Ok(Some((None, Vec::new()))),
        (Some(told), None) => {
            let named = session.store.people().named(Some(&told))?;
            let expert = match &named[..] {
                [] => Expert::Outside(told),
                [only] => Expert::Known(Who::new(only.id, only.name.as_str())),
                _ => {
                    row.defect("expert", "людей с этим именем несколько: укажите СНИЛС эксперта");
                    return Ok(None);
                }
            };
            Ok(Some((Some(expert), Vec::new())))
        }
        (told, snils) => {
            let draft = PersonDraft { snils, name: told, ..PersonDraft::default() };
            let Some((person, changes)) = person::recognise(session.store, row, &draft, None, PersonOrigin::Staff)?
            else {
                refuse!("эксперта с таким СНИЛС в базе нет");
            };
            Ok(Some((Some(Expert::Known(Who::new(person.id, person.name))), changes)))
        }
    }
}

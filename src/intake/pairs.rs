//! The file of pairs: a row a mentee; rows with the same «Номер пары» are one pair and agree otherwise.

use std::collections::BTreeMap;

use anyhow::Result;

use super::field_column::{column_named, column_of};
use super::importer::Importer;
use super::person;
use super::plan::RowResult;
use super::reading::{Layout, Need, Row, column};
use super::session::ImportSession;
use crate::domain::{Model, PairKind, name};
use crate::refuse;
use crate::register::pair;
use crate::store::form::Form;
use crate::store::pair::PairDraft;
use crate::store::staff::PersonDraft;
use crate::store::staff::PersonOrigin;
use crate::store::{Change, agree};

/// The columns of `pair import`.
pub const LAYOUT: Layout = Layout {
    what: "файл пар",
    further: false,
    columns: &[
        column_of(&pair::NUMBER),
        column(
            "mentor_snils",
            "СНИЛС наставника",
            &["Наставник, СНИЛС", "Наставник СНИЛС"],
            Need::OneOf("mentor"),
            "СНИЛС наставника",
            "",
        ),
        column(
            "mentor",
            "Наставник",
            &["ФИО наставника", "Ф.И.О. наставника", "Наставник, ФИО", "Наставник ФИО"],
            Need::OneOf("mentor"),
            "ФИО наставника полностью",
            "",
        ),
        column(
            "mentee_snils",
            "СНИЛС наставляемого",
            &["Наставляемый, СНИЛС", "Наставляемый СНИЛС"],
            Need::OneOf("mentee"),
            "СНИЛС наставляемого",
            "",
        ),
        column(
            "mentee",
            "Наставляемый",
            &["ФИО наставляемого", "Ф.И.О. наставляемого", "Наставляемый, ФИО", "Наставляемый ФИО"],
            Need::OneOf("mentee"),
            "ФИО полностью",
            "",
        ),
        column_named("form", &pair::FORM),
        column_of(&pair::MODEL),
        column_of(&pair::KIND),
        column_of(&pair::ORDER_NUMBER),
        column_of(&pair::ORDER_DATED),
        column_of(&pair::MENTOR_CONSENT),
        column_of(&pair::MENTEE_CONSENT),
        column_of(&pair::STARTED),
        column_of(&pair::ENDED),
        column_of(&pair::END_REASON),
        column_of(&pair::BASIS),
    ],
};

/// `pair import`.
#[derive(Debug, Clone, Default)]
pub struct PairImporter {
    groups: BTreeMap<String, RowsOfPair>,
}

impl Importer for PairImporter {
    type Row = Row<'static>;

    fn layout(&self) -> &'static Layout {
        &LAYOUT
    }

    fn enter(&mut self, session: &ImportSession<'_>, row: &mut Row<'static>) -> Result<Option<RowResult>> {
        session.step(row, || enter(session, row, &mut self.groups))
    }

    fn finish(&mut self, session: &ImportSession<'_>) -> Result<()> {
        // A pair with a defect in one of its rows isn't whole: what it must keep to can't be told yet.
        let whole = |group: &&RowsOfPair| !group.lines.iter().any(|line| session.has_defect(*line));
        for group in self.groups.values().filter(whole) {
            let Some((line, draft)) = group.drafts.first() else { continue };
            match session.store.pairs().remarks(&draft.number) {
                Ok(warnings) => warnings.into_iter().for_each(|warning| session.warn(*line, warning)),
                Err(error) => session.blame(*line, error)?,
            }
        }
        Ok(())
    }
}

/// The rows of one pair.
#[derive(Debug, Clone, Default)]
struct RowsOfPair {
    /// Where they begin.
    lines: Vec<usize>,
    /// What they say of the pair, each different thing once, with its line.
    drafts: Vec<(usize, PairDraft)>,
}

fn enter(
    session: &ImportSession<'_>,
    row: &Row<'_>,
    groups: &mut BTreeMap<String, RowsOfPair>,
) -> Result<Option<RowResult>> {
    let person = |snils: &str, full: &str| PersonDraft {
        snils: row.snils(snils),
        name: person::name(row, full),
        ..PersonDraft::default()
    };
    let (mentor, mentee) = (person("mentor_snils", "mentor"), person("mentee_snils", "mentee"));
    let mut draft = PairDraft {
        number: row.required_text("number").unwrap_or_default(),
        mentor_id: 0,
        form: row.text("form"),
        model: row.parsed("model", Model::parse),
        kind: row.parsed("kind", PairKind::parse),
        order_number: row.text("order_number"),
        order_dated: row.day("order_dated"),
        mentor_consent: row.day("mentor_consent"),
        started: row.day("started"),
        ended: row.day("ended"),
        end_reason: row.text("end_reason"),
        basis: row.text("basis"),
    };
    let consent = row.day("consent");
    if draft.started.or(draft.order_dated).zip(draft.ended).is_some_and(|(start, end)| end < start) {
        row.defect("ended", "пара прекращена раньше, чем начата (Ножай-Юрт, п. 2.7)");
    }
    let group = groups.entry(name::key(&draft.number)).or_default();
    group.lines.push(row.line());
    if !row.is_sound() {
        return Ok(None);
    }
    let form = draft.form.as_deref().map(|text| session.store.forms().find(text)).transpose()?;
    draft.form = form.as_ref().map(|form| form.title.clone());
    let origin = |side: fn(&Form) -> PersonOrigin| form.as_ref().map_or(PersonOrigin::Staff, side);
    let mut changes = Vec::new();
    draft.mentor_id = participant(session, row, &mentor, origin(Form::mentor_origin), "наставник", &mut changes)?;
    let mentee_id = participant(session, row, &mentee, origin(Form::mentee_origin), "наставляемый", &mut changes)?;
    for (line, before) in &group.drafts {
        if let Some(what) = disagreement(before, &draft) {
            refuse!("строки пары {} расходятся: {what} не такое, как в строке {line}", draft.number);
        }
    }
    if group.drafts.iter().all(|(_, before)| *before != draft) {
        group.drafts.push((row.line(), draft.clone()));
    }
    let pair = session.store.pairs().put(&draft)?;
    changes.extend(pair.changes);
    let mentee = session.store.pairs().put_mentee(pair.id, mentee_id, consent)?;
    changes.extend(mentee.changes);
    Ok(Some(RowResult { who: format!("пара {}", draft.number), new: pair.is_new || mentee.is_new, changes }))
}

/// The person on one side of a pair, entered if the form puts somebody there whom no staff file brings.
///
/// # Errors
/// Nobody is named, nobody is known by that name, or several are.
fn participant(
    session: &ImportSession<'_>,
    row: &Row<'_>,
    draft: &PersonDraft,
    origin: PersonOrigin,
    side: &str,
    changes: &mut Vec<Change>,
) -> Result<i64> {
    if draft.snils.is_none() && draft.name.is_none() {
        refuse!("{side} не указан: нет ни СНИЛС, ни ФИО");
    }
    match person::recognise(session.store, row, draft, None, origin)? {
        Some((person, added)) => {
            changes.extend(added);
            Ok(person.id)
        }
        None => {
            row.warn(format!("записан новый человек ({side})"));
            session.store.people().add(draft)
        }
    }
}

/// The first field in which two rows of a pair contradict each other.
fn disagreement(a: &PairDraft, b: &PairDraft) -> Option<&'static str> {
    let fields = [
        ("поле «Наставник»", a.mentor_id != b.mentor_id),
        ("поле «Форма»", !agree(&a.form, &b.form)),
        ("поле «Модель»", !agree(&a.model, &b.model)),
        ("поле «Вид»", !agree(&a.kind, &b.kind)),
        ("поле «Номер приказа»", !agree(&a.order_number, &b.order_number)),
        ("поле «Дата приказа»", !agree(&a.order_dated, &b.order_dated)),
        ("поле «Дата согласия наставника»", !agree(&a.mentor_consent, &b.mentor_consent)),
        ("поле «Дата начала»", !agree(&a.started, &b.started)),
        ("поле «Дата прекращения»", !agree(&a.ended, &b.ended)),
        ("поле «Причина прекращения»", !agree(&a.end_reason, &b.end_reason)),
        ("поле «Основание»", !agree(&a.basis, &b.basis)),
    ];
    fields.into_iter().find(|(_, differs)| *differs).map(|(what, _)| what)
}

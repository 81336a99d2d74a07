//! The file of pairs: a row a mentee; rows with the same «Номер пары» are one pair. What is the pair's they tell alike; when the
//! mentee joined, by which order, and when he left is his own.

use std::collections::BTreeMap;

use anyhow::Result;

use super::importer::Importer;
use super::person;
use super::plan::RowResult;
use super::reading::{Layout, Row};
use super::session::ImportSession;
use crate::domain::{Day, Model, PairEnding, PairKind, PairLimit, name};
use crate::error::{Advice, Failure, Kind};
use crate::refuse;
use crate::register::tutor;
use crate::store::form::Form;
use crate::store::pair::{MenteeDraft, Pair, PairDraft};
use crate::store::staff::PersonDraft;
use crate::store::staff::PersonOrigin;
use crate::store::tutor::TutorDraft;
use crate::store::{Change, agree, refusal};

pub use super::pair_layout::LAYOUT;

/// `pair import`.
#[derive(Debug, Clone)]
pub struct PairImporter {
    groups: BTreeMap<String, RowsOfPair>,
    /// Why limits are overruled, if they are.
    despite: Option<String>,
    today: Day,
}

impl PairImporter {
    /// With the reason for which limits are overruled.
    pub fn despite(despite: Option<String>, today: Day) -> Self {
        Self { groups: BTreeMap::new(), despite, today }
    }
}

impl Importer for PairImporter {
    type Row = Row<'static>;

    fn layout(&self) -> &'static Layout {
        &LAYOUT
    }

    fn enter(&mut self, session: &ImportSession<'_>, row: &mut Row<'static>) -> Result<Option<RowResult>> {
        session.step(row, || enter(session, row, &mut self.groups, self.today))
    }

    fn finish(&mut self, session: &ImportSession<'_>) -> Result<()> {
        // A pair with a defect in one of its rows isn't whole: what it must keep to can't be told yet.
        let whole = |group: &&RowsOfPair| !group.lines.iter().any(|line| session.has_defect(*line));
        for group in self.groups.values().filter(whole) {
            group.finish(session)?;
        }
        // What all of them come to: a file may end one pair and begin another.
        session.store.pairs().each_broken(self.today, &mut |pair, broken| {
            let group = self.groups.get(&name::key(&pair.number)).filter(whole);
            match (&self.despite, group.and_then(|group| group.lines.first())) {
                (Some(reason), Some(_)) => return Ok(Some(reason.clone())),
                (None, Some(line)) => session.blame(*line, broken.refusal())?,
                // It came by another file, which is answered for there.
                (_, None) => {}
            }
            Ok(None)
        })?;
        Ok(())
    }
}

/// The rows of one pair.
#[derive(Debug, Clone, Default)]
struct RowsOfPair {
    /// Where they begin.
    lines: Vec<usize>,
    /// The pair before the file, if it was there.
    stored: Option<Pair>,
    /// What they say of the pair, each different thing once, with its line.
    drafts: Vec<(usize, PairDraft)>,
    /// What they say of the mentees, each with its line, and whether he is new in the pair.
    mentees: Vec<(usize, MenteeDraft, bool)>,
    /// Whom they name as the tutor, with the first line.
    tutor: Option<(usize, TutorDraft)>,
}

impl RowsOfPair {
    /// What only all rows together can tell.
    fn finish(&self, session: &ImportSession<'_>) -> Result<()> {
        let Some((line, draft)) = self.drafts.first() else { return Ok(()) };
        self.keep_the_order(session)?;
        self.end_for_all(session)?;
        match session.store.pairs().remarks(&draft.number) {
            Ok(warnings) => warnings.into_iter().for_each(|warning| session.warn(*line, warning)),
            Err(error) => session.blame(*line, error)?,
        }
        Ok(())
    }

    /// The order of somebody who joins is his own: it doesn't take the place of the order that fixes the others.
    fn keep_the_order(&self, session: &ImportSession<'_>) -> Result<()> {
        let Some(stored) = &self.stored else { return Ok(()) };
        let other = |draft: &PairDraft| {
            !agree(&draft.order_number, &stored.order_number) || !agree(&draft.order_dated, &stored.order_dated)
        };
        let joiner = self.mentees.iter().find(|(_, _, is_new)| *is_new);
        if let (Some((line, ..)), true) = (joiner, self.drafts.iter().any(|(_, draft)| other(draft))) {
            let order = stored.order().unwrap_or_default();
            let failure = Failure::refused(format!("пара {} закреплена другим приказом ({order})", stored.number));
            session.blame(*line, failure.ending(Advice::SayOwnOrder).into())?;
        }
        Ok(())
    }

    /// A pair ends for all who are in it: a file that ends it names them all.
    fn end_for_all(&self, session: &ImportSession<'_>) -> Result<()> {
        let was = self.stored.as_ref().and_then(|stored| stored.ended);
        let ended = self.drafts.iter().find(|(_, draft)| draft.ended.is_some_and(|ended| Some(ended) != was));
        let (Some(stored), Some((line, draft))) = (&self.stored, ended) else { return Ok(()) };
        for mentee in session.store.pairs().mentees(stored.id)?.iter().filter(|mentee| mentee.ended.is_none()) {
            if !self.mentees.iter().any(|(_, named, _)| named.person_id == mentee.who.id) {
                let why = format!("пара {} прекращается, а названы не все её наставляемые", draft.number);
                session.blame(*line, Failure::refused(why).ending(Advice::SayLeft).into())?;
                break;
            }
        }
        Ok(())
    }

    /// Takes in what a row says of the pair.
    ///
    /// # Errors
    /// Another row says something else.
    fn tell(&mut self, line: usize, draft: &PairDraft) -> Result<()> {
        for (at, before) in &self.drafts {
            if before.ended.is_some() != draft.ended.is_some() {
                let why = format!(
                    "строки пары {} расходятся: поле «Дата прекращения» заполнено не в каждой (ср. строку {at})",
                    draft.number
                );
                return Err(Failure::refused(why).ending(Advice::SayLeft).into());
            }
            if let Some(what) = disagreement(before, draft) {
                refuse!("строки пары {} расходятся: {what} не такое, как в строке {at}", draft.number);
            }
        }
        if self.drafts.iter().all(|(_, before)| before != draft) {
            self.drafts.push((line, draft.clone()));
        }
        Ok(())
    }

    /// Takes in whom a row names as the tutor.
    ///
    /// # Errors
    /// Another row names somebody else, or another day.
    fn tell_tutor(&mut self, line: usize, number: &str, draft: &TutorDraft) -> Result<()> {
        let Some((at, before)) = &self.tutor else {
            self.tutor = Some((line, draft.clone()));
            return Ok(());
        };
        let what = match before.person_id == draft.person_id {
            false => tutor::OF_PAIR.1,
            true if !agree(&before.joined, &draft.joined) => tutor::SINCE.1,
            true => return Ok(()),
        };
        refuse!("строки пары {number} расходятся: поле «{what}» не такое, как в строке {at}")
    }

    /// Takes in what a row says of a mentee.
    ///
    /// # Errors
    /// Another row says something else of the same stay.
    fn tell_mentee(&self, number: &str, draft: &MenteeDraft) -> Result<()> {
        for (at, before, _) in self.mentees.iter().filter(|(_, before, _)| before.person_id == draft.person_id) {
            let is_same = agree(&before.joined, &draft.joined)
                && agree(&before.ended, &draft.ended)
                && agree(&before.order_number, &draft.order_number)
                && agree(&before.order_dated, &draft.order_dated)
                && agree(&before.consent, &draft.consent)
                && agree(&before.consent_withdrawn, &draft.consent_withdrawn)
                && agree(&before.request, &draft.request);
            if !is_same && before.days().meets(draft.days()) {
                refuse!("строки пары {number} расходятся: об этом наставляемом в строке {at} сказано другое");
            }
        }
        Ok(())
    }
}

fn enter(
    session: &ImportSession<'_>,
    row: &Row<'_>,
    groups: &mut BTreeMap<String, RowsOfPair>,
    today: Day,
) -> Result<Option<RowResult>> {
    let person = |snils: &str, full: &str, born: &str| PersonDraft {
        snils: row.snils(snils),
        name: person::name(row, full),
        born: row.birth(born),
        ..PersonDraft::default()
    };
    let mentor = person("mentor_snils", "mentor", "mentor_born");
    let mentee = person("mentee_snils", "mentee", "mentee_born");
    let beside = person("tutor_snils", tutor::OF_PAIR.0, "tutor_born");
    let tutor_since = row.day(tutor::SINCE.0);
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
        org_id: session.org_of(row)?,
        planned_end: row.planned_end("planned_end"),
        mentor_consent_withdrawn: row.day("mentor_consent_withdrawn"),
        ending: row.parsed("ending", PairEnding::parse),
        notified: row.day("notified"),
    };
    let mut of_mentee = MenteeDraft {
        person_id: 0,
        consent: row.day("consent"),
        joined: row.day("joined"),
        order_number: row.text("own_number"),
        order_dated: row.day("own_dated"),
        ended: row.planned_end("left"),
        end_reason: row.text("left_reason"),
        consent_withdrawn: row.day("consent_withdrawn"),
        request: row.text("request"),
    };
    let begun = draft.started.or(draft.order_dated);
    let is_before = |end: Option<Day>, start: Option<Day>| start.zip(end).is_some_and(|(start, end)| end < start);
    if is_before(draft.ended, begun) {
        row.defect("ended", "пара прекращена раньше, чем начата (Ножай-Юрт, п. 2.7)");
    }
    if is_before(draft.planned_end, begun) {
        row.defect("planned_end", "срок пары истекает раньше, чем она начата");
    }
    if is_before(of_mentee.ended, of_mentee.joined) {
        row.defect("left", "наставляемый вышел из пары раньше, чем включён в неё");
    }
    if is_before(draft.mentor_consent_withdrawn, draft.mentor_consent) {
        row.defect("mentor_consent_withdrawn", "согласие наставника отозвано раньше, чем дано (Ножай-Юрт, п. 2.3)");
    }
    if is_before(of_mentee.consent_withdrawn, of_mentee.consent) {
        row.defect("consent_withdrawn", "согласие наставляемого отозвано раньше, чем дано (Ножай-Юрт, п. 2.4)");
    }
    let has_tutor = beside.snils.is_some() || beside.name.is_some();
    if tutor_since.is_some() && !has_tutor {
        row.defect(tutor::SINCE.0, "тьютор не указан: нет ни СНИЛС, ни ФИО");
    }
    let group = groups.entry(name::key(&draft.number)).or_default();
    if group.lines.is_empty() {
        group.stored = session.store.pairs().of_number(&draft.number)?;
    }
    group.lines.push(row.line());
    if !row.is_sound() {
        return Ok(None);
    }
    if let Some(org) = draft.org_id {
        session.warn_if_closed(row.line(), org, draft.ended.into_iter().chain(of_mentee.ended).min())?;
    }
    let form = draft.form.as_deref().map(|text| session.store.forms().find(text)).transpose()?;
    draft.form = form.as_ref().map(|form| form.title.clone());
    let origin = |side: fn(&Form) -> PersonOrigin| form.as_ref().map_or(PersonOrigin::Staff, side);
    let mut changes = Vec::new();
    draft.mentor_id = participant(session, row, &mentor, origin(Form::mentor_origin), "наставник", &mut changes)?;
    of_mentee.person_id =
        participant(session, row, &mentee, origin(Form::mentee_origin), "наставляемый", &mut changes)?;
    group.tell(row.line(), &draft)?;
    group.tell_mentee(&draft.number, &of_mentee)?;
    let pair = session.store.pairs().put(&draft)?;
    changes.extend(pair.changes);
    let stored = session.store.pairs().named(&draft.number)?;
    for (limit, field) in [(PairLimit::Capacity, "beyond_limit"), (PairLimit::Twice, "second_pair")] {
        if let Some(reason) = row.text(field) {
            changes.extend(session.store.pairs().overrule(stored.id, limit, &reason, today)?.changes);
        }
    }
    let mentee = session.store.pairs().put_mentee(&stored, &of_mentee)?;
    group.mentees.push((row.line(), of_mentee, mentee.is_new));
    changes.extend(mentee.changes);
    if has_tutor {
        let person_id = participant(session, row, &beside, PersonOrigin::Staff, "тьютор", &mut changes)?;
        let draft = TutorDraft { person_id, joined: tutor_since, ended: None };
        group.tell_tutor(row.line(), &stored.number, &draft)?;
        changes.extend(session.store.tutors().put(&stored, &draft)?.changes);
    }
    Ok(Some(RowResult { who: format!("пара {}", draft.number), new: pair.is_new || mentee.is_new, changes }))
}

/// The person who has a part in a pair, entered if the form puts somebody there whom no staff file brings.
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
    // A row names two people: which of them isn't to be found?
    let known = person::recognise(session.store, row, draft, None, origin);
    match known.map_err(|error| of_side(error, side))? {
        Some((person, added)) => {
            changes.extend(added);
            Ok(person.id)
        }
        None => person::enter_new(session, row, draft, &format!(" ({side})")),
    }
}

/// A refusal that says which of the two people it is about.
fn of_side(error: anyhow::Error, side: &str) -> anyhow::Error {
    let failure = refusal::of(&error);
    match failure.kind {
        Kind::Refused => Failure { message: format!("{side}: {}", failure.message), ..failure }.into(),
        _ => error,
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
        ("поле «Организация»", !agree(&a.org_id, &b.org_id)),
        ("поле «Срок»", !agree(&a.planned_end, &b.planned_end)),
        ("поле «Дата прекращения»", !agree(&a.ended, &b.ended)),
        ("поле «Причина прекращения»", !agree(&a.end_reason, &b.end_reason)),
        ("поле «Вид прекращения»", !agree(&a.ending, &b.ending)),
        ("поле «Дата уведомления»", !agree(&a.notified, &b.notified)),
        ("поле «Дата отзыва согласия наставника»", !agree(&a.mentor_consent_withdrawn, &b.mentor_consent_withdrawn)),
        ("поле «Основание»", !agree(&a.basis, &b.basis)),
    ];
    fields.into_iter().find(|(_, differs)| *differs).map(|(what, _)| what)
}

//! `pair list --by-form`: how many pairs there are of each form, kind and model, and which of these nobody has yet («остаётся не
//! развитым направление …»: Spassky, section 2).

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use crate::command::field_column;
use crate::domain::{Model, PairKind};
use crate::register::pair;
use crate::report::{Column, List, Report};
use crate::store::Store;
use crate::store::pair::Pair;

/// Pairs that are alike, or what no pair is.
struct FormRow {
    form: Option<String>,
    kind: Option<PairKind>,
    model: Option<Model>,
    pairs: u64,
    /// Each person once, though he is in several of these pairs.
    mentees: BTreeSet<i64>,
}

/// By what pairs are alike: the place of the form in the list of forms, the kind, the model.
type FormKindModel = (Option<usize>, Option<PairKind>, Option<Model>);

/// The report on those pairs that are meant; last the forms, kinds and models that none of them is of.
///
/// # Errors
/// The file can't be read.
pub fn report(store: &Store, title: String, is_meant: impl Fn(&Pair) -> bool) -> Result<Report> {
    let forms: Vec<String> = store.forms().all()?.into_iter().map(|form| form.title).collect();
    let mut counted: BTreeMap<FormKindModel, (u64, BTreeSet<i64>)> = BTreeMap::new();
    store.pairs().each(&mut |pair, mentees| {
        if is_meant(&pair) {
            let form = pair.form.as_ref().and_then(|title| forms.iter().position(|form| form == title));
            let (pairs, people) = counted.entry((form, pair.kind, pair.model)).or_default();
            *pairs += 1;
            people.extend(mentees.iter().map(|mentee| mentee.who.id));
        }
        Ok(())
    })?;
    let none = |form, kind, model| ((form, kind, model), (0, BTreeSet::new()));
    let lacks = |is_of: &dyn Fn(&FormKindModel) -> bool| !counted.keys().any(is_of);
    let no_form = (0..forms.len()).map(Some).filter(|form| lacks(&|alike| alike.0 == *form));
    let no_kind = PairKind::ALL.iter().copied().map(Some).filter(|kind| lacks(&|alike| alike.1 == *kind));
    let no_model = Model::ALL.iter().copied().map(Some).filter(|model| lacks(&|alike| alike.2 == *model));
    let undeveloped: Vec<_> = no_form
        .map(|form| none(form, None, None))
        .chain(no_kind.map(|kind| none(None, kind, None)))
        .chain(no_model.map(|model| none(None, None, model)))
        .collect();
    // What isn't told of a pair comes after what is.
    let mut found: Vec<_> = counted.into_iter().collect();
    found.sort_by_key(|((form, kind, model), _)| {
        (form.is_none(), *form, kind.is_none(), *kind, model.is_none(), *model)
    });
    let rows = found.into_iter().chain(undeveloped).map(|((form, kind, model), (pairs, mentees))| FormRow {
        form: form.map(|at| forms[at].clone()),
        kind,
        model,
        pairs,
        mentees,
    });
    let columns = [
        field_column::both(pair::FORM, |row: &FormRow| (&row.form).into()),
        field_column::both(pair::KIND, |row| row.kind.into()),
        field_column::both(pair::MODEL, |row| row.model.into()),
        Column::both("pairs", "Пар", |row| row.pairs.into()),
        Column::both("mentees", "Наставляемых", |row| (row.mentees.len() as u64).into()),
        Column::both("developed", "Развито", |row| (row.pairs > 0).into()),
    ];
    Ok(List::new(title, columns).of(rows.collect::<Vec<_>>()))
}

//! What happened: to the rows of an entry, or to a subject in the course of time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::Result;
use rusqlite::Row;

use super::entry::Entry;
use super::subject::{RowFields, Shown, Subject, json};
use super::{Count, is_shared};
use crate::domain::Phrase;
use crate::phrase;
use crate::register::{self, Field, Register};
use crate::store::journal::History;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// It is new.
    Added,
    /// A field of it is another.
    Changed,
    /// It is gone.
    Removed,
}

/// A step of what happened: a row, or a field of it.
#[derive(Debug, Clone)]
pub struct HistoryStep {
    /// The entry by which.
    pub entry: i64,
    /// What.
    pub deed: Deed,
    /// The table, in code.
    pub relation: String,
    /// The row's id.
    pub row: i64,
    /// What such a row is called: «пара».
    pub noun: &'static str,
    /// How people know it: «12».
    pub label: Phrase,
    /// The field: column and heading; `None`: the whole row.
    pub field: Option<(&'static str, &'static str)>,
    /// What it was.
    pub old: Shown,
    /// What it has become.
    pub new: Shown,
    /// Whether the values were destroyed with somebody's personal data.
    pub erased: bool,
}

/// Of more rows than this the changes are read by one walk over those of the table: each entry is looked into for each row else.
const FEW: usize = 100;

/// A change as it is stored.
#[derive(Clone)]
struct StoredChange {
    id: i64,
    entry: i64,
    field: Option<String>,
    old: serde_json::Value,
    new: serde_json::Value,
    /// Whether the entry undoes another.
    is_undoing: bool,
}

/// So many rows a person takes in at a glance.
const GLANCE: i64 = 4;

fn change(row: &Row<'_>) -> rusqlite::Result<StoredChange> {
    Ok(StoredChange {
        id: row.get(0)?,
        entry: row.get(1)?,
        field: row.get(2)?,
        old: json(row.get_ref(3)?),
        new: json(row.get_ref(4)?),
        is_undoing: row.get(5)?,
    })
}

impl History<'_> {
    /// Hands over what an entry did, in the order in which it happened: a step a field that was changed, or that an added or
    /// removed row had; of so many rows at most. Returns whether there are more.
    pub fn each_step(&self, entry: i64, most: usize, found: &mut dyn FnMut(HistoryStep) -> Result<()>) -> Result<bool> {
        let sql = "SELECT relation, row_id, last_id, field, old, new FROM changes WHERE entry_id = ?1 ORDER BY id";
        let mut statement = self.0.connection.prepare_cached(sql)?;
        let mut rows = statement.query([entry])?;
        let mut seen = 0;
        let mut later = self.later_changes(entry, most)?;
        let mut before = (String::new(), 0);
        while let Some(row) = rows.next()? {
            let (relation, first, last): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (field, old, new): (Option<String>, _, _) = (row.get(3)?, json(row.get_ref(4)?), json(row.get_ref(5)?));
            for id in first..=last {
                if before != (relation.clone(), id) {
                    before = (relation.clone(), id);
                    seen += 1;
                }
                if seen > most {
                    return Ok(true);
                }
                match (&field, &old) {
                    (Some(field), _) => {
                        let step = self.step(entry, &relation, id, None, field, &old, &new)?;
                        step.into_iter().try_for_each(&mut *found)?;
                    }
                    (None, serde_json::Value::String(row)) => {
                        let fields: RowFields = serde_json::from_str(row)?;
                        let steps = self.every_field(entry, Deed::Removed, &relation, id, &fields)?;
                        steps.into_iter().try_for_each(&mut *found)?;
                    }
                    (None, _) => {
                        let changes = later.remove(&(relation.clone(), id)).unwrap_or_default();
                        let fields = self.fields_before(&relation, id, changes)?;
                        let steps = self.every_field(entry, Deed::Added, &relation, id, &fields)?;
                        steps.into_iter().try_for_each(&mut *found)?;
                    }
                }
            }
        }
        Ok(false)
    }

    /// What later entries did to the first rows that an entry added, the latest first: by that a row is as the entry left it.
    fn later_changes(&self, entry: i64, most: usize) -> Result<HashMap<(String, i64), Vec<StoredChange>>> {
        let mut room = i64::try_from(most).unwrap_or(i64::MAX);
        let mut rows: Vec<(String, i64, i64)> = Vec::new();
        for (relation, first, last) in self.added_by(entry)? {
            let last = last.min(first.saturating_add(room) - 1);
            room -= (last - first + 1).max(0);
            rows.push((relation, first, last));
        }
        let sql = "SELECT c.id, c.entry_id, c.field, c.old, c.new, 0, c.relation, c.row_id FROM changes c \
                   WHERE c.entry_id > ?1 AND (c.field IS NOT NULL OR c.old IS NOT NULL) ORDER BY c.id DESC";
        let mut statement = self.0.connection.prepare_cached(sql)?;
        let mut found = statement.query([entry])?;
        let mut later: HashMap<(String, i64), Vec<StoredChange>> = HashMap::new();
        while let Some(row) = found.next()? {
            let (relation, id): (String, i64) = (row.get(6)?, row.get(7)?);
            if rows.iter().any(|(known, first, last)| *known == relation && (*first..=*last).contains(&id)) {
                later.entry((relation, id)).or_default().push(change(row)?);
            }
        }
        Ok(later)
    }

    /// The fields of a row before some changes, the latest of which comes first.
    fn fields_before(&self, relation: &str, id: i64, changes: Vec<StoredChange>) -> Result<RowFields> {
        let mut fields = self.fields(relation, id)?.unwrap_or_default();
        for change in changes {
            match (change.field, change.old) {
                (Some(field), old) if !(old.is_null() && change.new.is_null()) => _ = fields.insert(field, old),
                (None, serde_json::Value::String(row)) => fields = serde_json::from_str(&row)?,
                _ => {}
            }
        }
        Ok(fields)
    }

    /// What an entry of few rows is about, in a few words; `None`: of many.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn about(&self, entry: &Entry) -> Result<Option<Phrase>> {
        let Count { added, changed, removed } = entry.count;
        if !(1..=GLANCE).contains(&(added + changed + removed)) {
            return Ok(None);
        }
        let sql = "SELECT relation, row_id, field IS NULL, old FROM changes WHERE entry_id = ?1 ORDER BY id";
        let rows = self.0.all(sql, [entry.id], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, bool>(2)?, json(row.get_ref(3)?)))
        })?;
        // A new post or municipality is by the way.
        let told = rows.iter().find(|(relation, ..)| !is_shared(relation)).or(rows.first());
        let Some((relation, id, is_whole, old)) = told else { return Ok(None) };
        let fields: Option<RowFields> = match old {
            serde_json::Value::String(row) if *is_whole => Some(serde_json::from_str(row)?),
            _ => None,
        };
        let noun = register::of_table(relation).map_or("строка", |register| register.noun);
        Ok(Some(phrase![noun, " ", self.label(relation, *id, fields.as_ref())?]))
    }

    /// What happened to a subject, the latest first: field by field, with the values of that time.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn steps_of(&self, subject: Subject) -> Result<Vec<HistoryStep>> {
        let mut steps: Vec<(i64, HistoryStep)> = Vec::new();
        let rows = self.rows_of(subject)?;
        let mut many = self.changes_of_many(&rows)?;
        for (relation, id) in rows {
            let changes = match many.get_mut(&relation) {
                Some(known) => known.remove(&id).unwrap_or_default(),
                None => self.changes_of(&relation, id)?,
            };
            let mut fields = self.fields(&relation, id)?.unwrap_or_default();
            for change in changes {
                let StoredChange { entry, old, new, .. } = change;
                let mut found = Vec::new();
                // Before it was added, the id was another row's, if anybody's; an undoing only puts the same one back.
                let is_first = change.field.is_none() && old.is_null() && !change.is_undoing;
                match (change.field, &old) {
                    (Some(field), _) => {
                        found.extend(self.step(entry, &relation, id, Some(&fields), &field, &old, &new)?);
                        // What was destroyed isn't known: whoever it was is called as now.
                        if !(old.is_null() && new.is_null()) {
                            fields.insert(field, old);
                        }
                    }
                    (None, serde_json::Value::String(row)) => {
                        fields = serde_json::from_str(row)?;
                        found.extend(self.every_field(entry, Deed::Removed, &relation, id, &fields)?);
                    }
                    (None, _) => found.extend(self.every_field(entry, Deed::Added, &relation, id, &fields)?),
                }
                steps.extend(found.into_iter().map(|step| (change.id, step)));
                if is_first {
                    break;
                }
            }
        }
        steps.sort_by_key(|(change, step)| (std::cmp::Reverse(step.entry), *change));
        Ok(steps.into_iter().map(|(_, step)| step).collect())
    }

    /// The changes of a row, the latest first.
    fn changes_of(&self, relation: &str, id: i64) -> Result<Vec<StoredChange>> {
        let sql = "SELECT c.id, c.entry_id, c.field, c.old, c.new, e.undoes IS NOT NULL FROM entries e CROSS JOIN changes c \
                   WHERE c.entry_id = e.id AND c.relation = ?1 AND c.row_id <= ?2 AND c.last_id >= ?2 \
                   ORDER BY c.id DESC";
        Ok(self.0.all(sql, (relation, id), change)?)
    }

    /// The changes of the rows of those tables of which there are many, the latest first.
    fn changes_of_many(
        &self,
        rows: &BTreeSet<(String, i64)>,
    ) -> Result<HashMap<String, HashMap<i64, Vec<StoredChange>>>> {
        let mut ids: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
        for (relation, id) in rows {
            ids.entry(relation).or_default().insert(*id);
        }
        let mut many = HashMap::new();
        for (relation, ids) in ids.into_iter().filter(|(_, ids)| ids.len() > FEW) {
            let sql = "SELECT c.id, c.entry_id, c.field, c.old, c.new, e.undoes IS NOT NULL, c.row_id, c.last_id \
                       FROM entries e CROSS JOIN changes c WHERE c.entry_id = e.id AND c.relation = ?1 ORDER BY c.id DESC";
            let mut statement = self.0.connection.prepare_cached(sql)?;
            let mut found = statement.query([relation])?;
            let mut changes: HashMap<i64, Vec<StoredChange>> = HashMap::new();
            while let Some(row) = found.next()? {
                let (first, last): (i64, i64) = (row.get(6)?, row.get(7)?);
                let mut ours = ids.range(first..=last).peekable();
                if ours.peek().is_some() {
                    let change = change(row)?;
                    ours.for_each(|id| changes.entry(*id).or_default().push(change.clone()));
                }
            }
            many.insert(relation.to_owned(), changes);
        }
        Ok(many)
    }

    /// A step for a field; none for a field that people don't see.
    #[allow(clippy::too_many_arguments)]
    fn step(
        &self,
        entry: i64,
        relation: &str,
        row: i64,
        fields: Option<&RowFields>,
        field: &str,
        old: &serde_json::Value,
        new: &serde_json::Value,
    ) -> Result<Option<HistoryStep>> {
        let seen = register::of_table(relation).and_then(|register| register.field(field));
        let Some(field @ Field { column, heading, .. }) = seen else { return Ok(None) };
        let (old, new) = (self.shown(field, old)?, self.shown(field, new)?);
        let erased = old == new;
        let whole = self.whole(entry, Deed::Changed, relation, row, fields)?;
        Ok(Some(HistoryStep { field: Some((column, heading)), old, new, erased, ..whole }))
    }

    /// A step for a whole row.
    fn whole(
        &self,
        entry: i64,
        deed: Deed,
        relation: &str,
        row: i64,
        fields: Option<&RowFields>,
    ) -> Result<HistoryStep> {
        let noun = register::of_table(relation).map_or("строка", |register| register.noun);
        let label = self.label(relation, row, fields)?;
        let (old, new) = (Shown::Nothing, Shown::Nothing);
        let erased = fields.is_some_and(RowFields::is_empty);
        Ok(HistoryStep { entry, deed, relation: relation.to_owned(), row, noun, label, field: None, old, new, erased })
    }

    /// A step for each field of a row that was added or removed.
    fn every_field(
        &self,
        entry: i64,
        deed: Deed,
        relation: &str,
        row: i64,
        fields: &RowFields,
    ) -> Result<Vec<HistoryStep>> {
        let whole = self.whole(entry, deed, relation, row, Some(fields))?;
        let mut steps = Vec::new();
        let known = register::of_table(relation).map_or(&[][..], |register: &Register| register.fields);
        for field in known {
            // What the row's label tells already isn't told again.
            if field.parent().is_some() && field.is_label {
                continue;
            }
            let shown = self.shown(field, fields.get(field.column).unwrap_or(&serde_json::Value::Null))?;
            if shown == Shown::Nothing {
                continue;
            }
            let (old, new) = if deed == Deed::Added { (Shown::Nothing, shown) } else { (shown, Shown::Nothing) };
            steps.push(HistoryStep { field: Some((field.column, field.heading)), old, new, ..whole.clone() });
        }
        if steps.is_empty() {
            steps.push(whole);
        }
        Ok(steps)
    }
}

//! Two records of one person become one: whatever names the other names the one that is kept. What refers to people is found
//! in the declarations, so that a new register can't be forgotten.

use anyhow::Result;
use rusqlite::types::Value;
use rusqlite::{ErrorCode, params_from_iter};

use super::{People, Person};
use crate::domain::{Day, DaySpan, Names, name, number, personnel};
use crate::error::Failure;
use crate::refuse;
use crate::register::employment::{self, EMPLOYMENTS};
use crate::register::person::PEOPLE;
use crate::register::{self, Field, Register};
use crate::store::journal::{RowFields, Shown, of_json};
use crate::store::{RowDraft, Store, refusal};

/// What becomes of something when two records are made one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeDeed {
    /// A row of the other's is the kept one's now.
    Moved,
    /// Both had the row: one of the two goes.
    Joined,
    /// What the kept one lacked is taken over.
    Taken,
    /// The two differ: the kept one's value stays.
    Stays,
}

/// A step of it: of a row, or of a field.
#[derive(Debug, Clone)]
pub struct MergeStep {
    /// What.
    pub deed: MergeDeed,
    /// What such a row is called: «работа».
    pub noun: &'static str,
    /// The row as people know it.
    pub label: String,
    /// The field, if it is about one.
    pub field: Option<&'static str>,
    /// What the kept one has.
    pub kept: Shown,
    /// What the other has.
    pub other: Shown,
}

/// What making two records one comes to.
#[derive(Debug, Clone, Default)]
pub struct MergeResult {
    /// What happens, in the order of the schema.
    pub steps: Vec<MergeStep>,
    /// What stands in its way: nothing is to be kept then.
    pub conflicts: Vec<String>,
}

impl People<'_> {
    /// Makes the record of `other` a part of that of `keep`, within the command's transaction, which isn't to be kept if
    /// anything stands in the way. The name that goes is kept as a former one, so that files go on finding the person.
    ///
    /// # Errors
    /// They are one record, or surely two people; the data of one were destroyed.
    pub fn merge(&self, keep: &Person, other: &Person, today: Day) -> Result<MergeResult> {
        if keep.id == other.id {
            refuse!("это одна и та же запись: № {} {}", keep.id, keep.name);
        }
        self.check_not_erased(keep)?;
        self.check_not_erased(other)?;
        if let (Some(one), Some(two)) = (&keep.snils, &other.snils)
            && one != two
        {
            let shown = |snils: &str| number::snils_shown(snils).0;
            let message = format!(
                "у № {} и № {} разные СНИЛС ({} и {}): это два человека",
                keep.id,
                other.id,
                shown(one),
                shown(two)
            );
            return Err(Failure::refused(message).hint("если один из СНИЛС неверен, сначала исправьте его").into());
        }
        let mut merge = RecordMerge { store: self.0, keep: keep.id, other: other.id, result: MergeResult::default() };
        let taken = merge.compare_people()?;
        for (register, field) in
            register::fields(|field| field.parent().is_some_and(|parent| parent.table == PEOPLE.table))
        {
            merge.move_rows(register, field)?;
        }
        merge.check_pairs()?;
        if !merge.result.conflicts.is_empty() {
            return Ok(merge.result);
        }
        if name::key(&keep.name) != name::key(&other.name) && !self.once_had_name(keep.id, &other.name)? {
            self.keep_as_former(keep.id, &other.name, today)?;
        }
        self.0.execute("DELETE FROM people WHERE id = ?1", [other.id])?;
        self.0.amend_row(keep.id, &taken)?;
        Ok(merge.result)
    }

    /// A name that somebody goes by no more: as of before everything that is known of the person, so that no day shows it.
    fn keep_as_former(&self, person: i64, full: &str, today: Day) -> Result<()> {
        let sql = "SELECT min(day) FROM (SELECT min(hired) AS day FROM employments WHERE person_id = ?1 \
                   UNION ALL SELECT min(until) FROM former_names WHERE person_id = ?1)";
        let first: Option<Option<Day>> = self.0.first(sql, [person], |row| row.get(0))?;
        let until = first.flatten().unwrap_or(today).previous();
        let sql = "INSERT INTO former_names (person_id, name, key, until) VALUES (?1, ?2, ?3, ?4)";
        self.0.insert(sql, (person, full, name::key(full), until))?;
        Ok(())
    }
}

/// Two records on their way to one.
struct RecordMerge<'s> {
    store: &'s Store,
    keep: i64,
    other: i64,
    result: MergeResult,
}

impl RecordMerge<'_> {
    /// What the kept record takes over from the other.
    fn compare_people(&mut self) -> Result<RowDraft> {
        let (keep, other) = (self.fields(&PEOPLE, self.keep)?, self.fields(&PEOPLE, self.other)?);
        let is_known = |column: &str| keep.get(column).is_some_and(|value| !value.is_null());
        // What one record says more of its own field isn't said of the other record's.
        let fields = PEOPLE.fields.iter().filter(|field| !field.refines.is_some_and(is_known));
        self.compare(&PEOPLE, self.keep, fields, &keep, &other)
    }

    /// Tells the fields in which two rows differ; returns what the first one lacks.
    fn compare<'f>(
        &mut self,
        register: &'static Register,
        row: i64,
        fields: impl Iterator<Item = &'f Field>,
        keep: &RowFields,
        other: &RowFields,
    ) -> Result<RowDraft> {
        let mut taken = RowDraft::of(register);
        let label = self.label(register, row)?;
        for field in fields {
            let null = serde_json::Value::Null;
            let (old, new) = (keep.get(field.column).unwrap_or(&null), other.get(field.column).unwrap_or(&null));
            if new.is_null() || old == new {
                continue;
            }
            let deed = if old.is_null() { MergeDeed::Taken } else { MergeDeed::Stays };
            if deed == MergeDeed::Taken {
                taken = taken.with(*field, Some(of_json(new)));
            }
            let (kept, other) = (self.store.history().shown(field, old)?, self.store.history().shown(field, new)?);
            let (noun, label, field) = (register.noun, label.clone(), Some(field.heading));
            self.result.steps.push(MergeStep { deed, noun, label, field, kept, other });
        }
        Ok(taken)
    }

    /// Makes the rows of a register that name the other name the kept one; a row that both have becomes one.
    fn move_rows(&mut self, register: &'static Register, field: &'static Field) -> Result<()> {
        let (table, column) = (register.table, field.column);
        let rows: Vec<i64> = self.store.all(
            &format!("SELECT id FROM {table} WHERE {column} = ?1 ORDER BY id"),
            [self.other],
            |row| row.get(0),
        )?;
        for row in rows {
            let fields = self.fields(register, row)?;
            let step = |deed, label| MergeStep {
                deed,
                noun: register.noun,
                label,
                field: None,
                kept: Shown::Nothing,
                other: Shown::Nothing,
            };
            let label = self.label(register, row)?;
            if let Some(twin) = self.twin(register, column, self.keep, &fields)? {
                self.result.steps.push(step(MergeDeed::Joined, label));
                self.join(register, column, twin, row, &fields)?;
                continue;
            }
            let moved =
                self.store.execute(&format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1"), (row, self.keep));
            if self.note_conflict(register, &label, moved)? {
                continue;
            }
            self.result.steps.push(step(MergeDeed::Moved, label.clone()));
            self.check_apart(register, column, row, &label)?;
        }
        Ok(())
    }

    /// The row that tells of the same, of the kept person or of whatever else this column names instead.
    fn twin(&self, register: &Register, column: &str, instead: i64, fields: &RowFields) -> Result<Option<i64>> {
        let columns = key_of(register, column);
        if columns.is_empty() {
            return Ok(None);
        }
        let tests: Vec<_> = columns.iter().map(|column| format!("{column} IS ?")).collect();
        let values = columns.iter().map(|name| match *name == column {
            true => Some(Value::from(instead)),
            false => fields.get(*name).map(of_json),
        });
        let sql = format!("SELECT id FROM {} WHERE {} ORDER BY id", register.table, tests.join(" AND "));
        for twin in self.store.all(&sql, params_from_iter(values), |row| row.get(0))? {
            // Two personnel numbers are two jobs.
            let number = |fields: &RowFields| Some(fields.get(employment::NUMBER.column)?.as_str()?.to_owned());
            let numbers = (number(&self.fields(register, twin)?), number(fields));
            let are_two = register.table == EMPLOYMENTS.table
                && matches!(numbers, (Some(one), Some(two)) if !personnel::is_same(&one, &two));
            if !are_two {
                return Ok(Some(twin));
            }
        }
        Ok(None)
    }

    /// Makes a row of the other's a part of the kept one's.
    fn join(
        &mut self,
        register: &'static Register,
        column: &str,
        twin: i64,
        row: i64,
        other: &RowFields,
    ) -> Result<()> {
        let keep = self.fields(register, twin)?;
        let fields = register.fields.iter().filter(|field| field.column != column);
        let taken = self.compare(register, twin, fields, &keep, other)?;
        for child in register::ALL {
            for reference in child.references_to(register.table) {
                let of_row = format!("SELECT id FROM {} WHERE {reference} = ?1", child.table);
                for belongs in self.store.all(&of_row, [row], |row| row.get::<_, i64>(0))? {
                    let told = self.fields(child, belongs)?;
                    if let Some(same) = self.twin(child, reference, twin, &told)? {
                        self.join(child, reference, same, belongs, &told)?;
                        continue;
                    }
                    let label = self.label(child, belongs)?;
                    let sql = format!("UPDATE {} SET {reference} = ?2 WHERE id = ?1", child.table);
                    let moved = self.store.execute(&sql, (belongs, twin));
                    self.note_conflict(child, &label, moved)?;
                }
            }
        }
        if self.result.conflicts.is_empty() {
            self.store.execute(&format!("DELETE FROM {} WHERE id = ?1", register.table), [row])?;
            self.store.amend_row(twin, &taken)?;
        }
        Ok(())
    }

    /// Notes a rule that a row would break; returns whether it does.
    fn note_conflict(&mut self, register: &Register, label: &str, done: rusqlite::Result<usize>) -> Result<bool> {
        match done {
            Ok(_) => Ok(false),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                let rule = refusal::of(&error.into()).message;
                self.result.conflicts.push(format!("{} {label}: {rule}", register.noun));
                Ok(true)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Notes rows of the kept one that hold on the same days as one that has just become theirs, where that can't be.
    fn check_apart(&mut self, register: &'static Register, column: &str, row: i64, label: &str) -> Result<()> {
        // Somebody may work at several places at once.
        let span = register.span.filter(|span| span.owners.contains(&column) && register.table != EMPLOYMENTS.table);
        let Some(span) = span else { return Ok(()) };
        let same: Vec<_> = span.owners.iter().map(|owner| format!("n.{owner} IS o.{owner}")).collect();
        let (first, last) = (span.first, span.last);
        let sql = format!(
            "SELECT n.{first}, n.{last}, o.{first}, o.{last} FROM {table} n JOIN {table} o ON {} AND o.id <> n.id WHERE n.id = ?1",
            same.join(" AND "),
            table = register.table
        );
        let both = self.store.all(&sql, [row], |row| {
            let (moved, kept) = ((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?));
            Ok((DaySpan { first: moved.0, last: moved.1 }, DaySpan { first: kept.0, last: kept.1 }))
        })?;
        for (_, kept) in both.into_iter().filter(|(moved, kept)| moved.meets(*kept)) {
            let day = |day: Option<Day>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
            let days = format!("{} – {}", day(kept.first), day(kept.last));
            self.result.conflicts.push(format!("{} {label}: в те же дни записано и другое: {days}", register.noun));
        }
        Ok(())
    }

    /// Notes pairs in which the two were mentor and mentee.
    fn check_pairs(&mut self) -> Result<()> {
        let sql = "SELECT p.number FROM pairs p JOIN mentees b ON b.pair_id = p.id \
                   WHERE p.mentor_id = ?1 AND b.person_id = ?1 ORDER BY p.id";
        let pairs: Vec<String> = self.store.all(sql, [self.keep], |row| row.get(0))?;
        let told = pairs.into_iter().map(|number| format!("пара № {number}: это её наставник и наставляемый"));
        self.result.conflicts.extend(told);
        Ok(())
    }

    fn fields(&self, register: &Register, row: i64) -> Result<RowFields> {
        Ok(self.store.history().fields(register.table, row)?.unwrap_or_default())
    }

    /// The row as people know it: a change goes with names.
    fn label(&self, register: &Register, row: i64) -> Result<String> {
        Ok(self.store.history().label(register.table, row, None)?.said(&Names::default()))
    }
}

/// The columns by which two rows of two records are about the same; none: no two are.
fn key_of(register: &Register, person: &str) -> Vec<&'static str> {
    if register.table == EMPLOYMENTS.table {
        return vec!["person_id", employment::ORG.column, employment::POST.column, employment::HIRED.column];
    }
    if register.told_apart_by.contains(&person) {
        return register.told_apart_by.to_vec();
    }
    let span = register.span.filter(|span| span.owners.contains(&person));
    span.map(|span| span.owners.iter().copied().chain([span.first]).collect()).unwrap_or_default()
}

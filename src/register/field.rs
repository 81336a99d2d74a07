//! A field of a register: its word, its kind of value, and what becomes of it.

use super::Register;
use crate::domain::{ClosedSet, name};

/// A column with everything that is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in `schema.sql`.
    pub column: &'static str,
    /// What it is called in csv and json: as its column, but for a row of another register without `_id`.
    pub name: &'static str,
    /// Its Russian heading: in files, lists, cards, the history and the plan of an import.
    pub heading: &'static str,
    /// The same for a narrow column of a table, where the heading is too long.
    pub short: &'static str,
    /// What it holds.
    pub sort: Sort,
    /// Whether it is left out where people aren't named: a name, a birth date, a text in which a name may stand.
    pub is_secret: bool,
    /// Whether people know a row by it.
    pub is_label: bool,
    /// Whether a row is found by it, so that nothing in it is changed behind anybody's back.
    pub is_name: bool,
    /// The search key that is made of it.
    pub key: Option<Key>,
    /// What becomes of it when the person whom the row is about is erased.
    pub fate: Fate,
    /// What edits a text, so that a mention left in it can be put right.
    pub edited_by: Option<Editing>,
    /// The option by which the command that corrects its rows changes it; empty: none does.
    pub option: &'static str,
    /// The column of the field that it only says more of: without that one it is empty too.
    pub refines: Option<&'static str>,
    /// Whether a new row must have it.
    pub is_required: bool,
    /// Other headings of the same meaning in the files that schools send.
    pub synonyms: &'static [&'static str],
    /// What stands in it, for help and templates.
    pub meaning: &'static str,
    /// A value, for help and templates.
    pub example: &'static str,
}

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum Sort {
    /// What people write.
    Text,
    /// A whole number.
    Number,
    /// A number with up to two digits behind the comma.
    Decimal,
    /// A day.
    Day,
    /// Yes or no.
    Flag,
    /// A СНИЛС: 11 digits.
    Snils,
    /// The id of a row of another register.
    Row(&'static Register),
    /// A member of a closed set.
    Set(ClosedSet),
}

/// A search key beside a name.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its column.
    pub column: &'static str,
    /// How it is made of the name.
    pub make: fn(&str) -> String,
}

/// What becomes of a field when the person whom the row is about is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stays, and the journal keeps what it was: shares of past days are counted by it.
    Stays,
    /// It stays, but the journal forgets what it was.
    PastForgotten,
    /// It becomes empty, and the journal forgets it.
    Emptied,
    /// Something else that tells nothing takes its place (`store/erasure`), and the journal forgets it.
    Replaced,
}

/// What edits a text.
#[derive(Debug, Clone, Copy)]
pub struct Editing {
    /// The words of the command.
    pub command: &'static str,
    /// Which rows it can edit.
    pub when: EditedWhen,
}

/// Which rows a command can edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditedWhen {
    /// All.
    Always,
    /// Those without a last day.
    Open,
    /// The last edition of a paper.
    LastEdition,
}

impl Field {
    const fn of(column: &'static str, heading: &'static str, sort: Sort) -> Self {
        Self {
            column,
            name: without_id(column),
            heading,
            short: heading,
            sort,
            is_secret: false,
            is_label: false,
            is_name: false,
            key: None,
            fate: Fate::Stays,
            edited_by: None,
            option: "",
            refines: None,
            is_required: false,
            synonyms: &[],
            meaning: "",
            example: "",
        }
    }

    /// A text in which people are mentioned at most by chance.
    pub(super) const fn text(column: &'static str, heading: &'static str) -> Self {
        Self::of(column, heading, Sort::Text)
    }

    /// A text by which rows are found: it may be somebody's name in full.
    pub(super) const fn name(column: &'static str, heading: &'static str) -> Self {
        Self { is_name: true, ..Self::of(column, heading, Sort::Text) }
    }

    /// A number.
    pub(super) const fn number(column: &'static str, heading: &'static str) -> Self {
        Self::of(column, heading, Sort::Number)
    }

    /// A number with up to two digits behind the comma.
    pub(super) const fn decimal(column: &'static str, heading: &'static str) -> Self {
        Self::of(column, heading, Sort::Decimal)
    }

    /// A day.
    pub(super) const fn day(column: &'static str, heading: &'static str) -> Self {
        Self::of(column, heading, Sort::Day)
    }

    /// Yes or no.
    pub(super) const fn flag(column: &'static str, heading: &'static str) -> Self {
        Self::of(column, heading, Sort::Flag)
    }

    /// A СНИЛС.
    pub(super) const fn snils(column: &'static str, heading: &'static str) -> Self {
        Self { is_secret: true, ..Self::of(column, heading, Sort::Snils) }
    }

    /// A reference to a row of another register.
    pub(super) const fn row(column: &'static str, heading: &'static str, parent: &'static Register) -> Self {
        Self::of(column, heading, Sort::Row(parent))
    }

    /// A member of a closed set.
    pub(super) const fn set(column: &'static str, heading: &'static str, set: ClosedSet) -> Self {
        Self::of(column, heading, Sort::Set(set))
    }

    /// It is left out where people aren't named.
    pub(super) const fn secret(self) -> Self {
        Self { is_secret: true, ..self }
    }

    /// People know a row by it.
    pub(super) const fn label(self) -> Self {
        Self { is_label: true, ..self }
    }

    /// A search key of small letters and single spaces stands beside it.
    pub(super) const fn key(self, column: &'static str) -> Self {
        Self { key: Some(Key { column, make: name::key }), ..self }
    }

    /// A search key of an organisation's name stands beside it: without quotes and the like too.
    pub(super) const fn org_key(self, column: &'static str) -> Self {
        Self { key: Some(Key { column, make: name::org_key }), ..self }
    }

    /// It says more of another field of the row, and nothing without it.
    pub(super) const fn refines(self, field: &Field) -> Self {
        Self { refines: Some(field.column), ..self }
    }

    /// What becomes of it when the person is erased.
    pub(super) const fn fate(self, fate: Fate) -> Self {
        Self { fate, ..self }
    }

    /// A command edits it, in all rows.
    pub(super) const fn edited_by(self, command: &'static str) -> Self {
        self.edited_in(EditedWhen::Always, command)
    }

    /// A command edits it, in some rows.
    pub(super) const fn edited_in(self, when: EditedWhen, command: &'static str) -> Self {
        Self { edited_by: Some(Editing { command, when }), ..self }
    }

    /// The option by which it is corrected.
    pub(super) const fn option(self, option: &'static str) -> Self {
        Self { option, ..self }
    }

    /// A new row must have it.
    pub(super) const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// Another name in csv and json.
    pub(super) const fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// The heading of a narrow column.
    pub(super) const fn short(self, short: &'static str) -> Self {
        Self { short, ..self }
    }

    /// Other headings of the same meaning.
    pub(super) const fn also(self, synonyms: &'static [&'static str]) -> Self {
        Self { synonyms, ..self }
    }

    /// What stands in it.
    pub(super) const fn meaning(self, meaning: &'static str) -> Self {
        Self { meaning, ..self }
    }

    /// A value.
    pub(super) const fn example(self, example: &'static str) -> Self {
        Self { example, ..self }
    }

    /// What its column is called in a list: for programs, and for people.
    pub const fn words(&self) -> (&'static str, &'static str) {
        (self.name, self.heading)
    }

    /// Its column and that of its search key.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> + use<> {
        [Some(self.column), self.key.map(|key| key.column)].into_iter().flatten()
    }

    /// Whether people write whatever they like there.
    pub fn is_text(&self) -> bool {
        matches!(self.sort, Sort::Text)
    }

    /// The register whose row it names.
    pub fn parent(&self) -> Option<&'static Register> {
        match self.sort {
            Sort::Row(parent) => Some(parent),
            _ => None,
        }
    }
}

/// The name of a column that refers to a row: `org` for `org_id`.
const fn without_id(column: &'static str) -> &'static str {
    match column.as_bytes() {
        [.., b'_', b'i', b'd'] => column.split_at(column.len() - "_id".len()).0,
        _ => column,
    }
}

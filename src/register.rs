//! What the program knows of each table, said once: the words for its rows and fields, what people may write there, whose
//! it is, when it ends, and what becomes of it when somebody's personal data are destroyed.
//!
//! Whatever is the same for all registers is walked over these declarations and not written again: the history and its
//! `--of`, search keys, what an undoing stands on, what an erasure forgets and which mentions it may take out, who is still
//! busy, what is worth a copy, the changes that an import shows, the columns of files, lists and cards.
//!
//! A declaration is data and pure rules: nothing here knows SQLite or the command line. A table of `schema.sql` without its
//! declaration, or a column without its field, fails a test of `store/journal`.

pub mod absence;
pub mod act;
pub mod agreement;
pub mod curator;
pub mod deficit;
pub mod employment;
mod field;
pub mod form;
pub mod group;
pub mod measure;
pub mod meeting;
pub mod mentee;
pub mod mentor;
pub mod mentor_need;
pub mod org;
pub mod overrule;
pub mod pair;
pub mod pair_paper;
pub mod paper;
pub mod person;
pub mod post;
pub mod program;
pub mod program_correction;
pub mod release;
pub mod renewal;
pub mod report_setting;
pub mod review;
pub mod schedule;
pub mod setting;
pub mod stage;
pub mod survey;
pub mod target;
pub mod task;
pub mod tutor;
pub mod waiver;

pub use field::{EditedWhen, Editing, Fate, Field, Key, Sort};

/// A table with the words and rules for its rows.
#[derive(Debug)]
pub struct Register {
    /// Its name in `schema.sql`.
    pub table: &'static str,
    /// What a row is called: «пара».
    pub noun: &'static str,
    /// The word for a row on the command line: `pair`, as in `org history --of pair:12`.
    pub word: &'static str,
    /// Its fields in the order of the schema, without the id and the search keys.
    pub fields: &'static [Field],
    /// The columns that together tell one row from another, where none has a name of its own: a unique index is over them.
    pub told_apart_by: &'static [&'static str],
    /// When a row holds, if it holds for a time.
    pub span: Option<Span>,
    /// The command that corrects a row, by the options of its fields; empty: none does.
    pub corrected_by: &'static str,
    /// Whether of rows with the same owners but one holds on a day.
    pub is_one_at_a_time: bool,
    /// Whether a row is known by a number or a code that says little without the noun before it: «пара 12».
    pub is_numbered: bool,
    /// Whether rows of many commands share its rows and no command owns them: undoing the first command that needed a post
    /// must not stop at the second.
    pub is_shared: bool,
    /// Whether its rows are counted where it is asked how much people have entered: not what comes with the file or by itself.
    pub is_entered: bool,
    /// Whether a row goes when the person whom it is about is erased.
    pub goes_with_person: bool,
}

/// The time for which a row holds.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// The column of the first day; empty there: from the first.
    pub first: &'static str,
    /// The column of the last day on which it holds; empty there: still.
    pub last: &'static str,
    /// The columns by which one row follows another: whoever was retired and registered again can't just be no more
    /// retired. None: rows don't follow each other.
    pub owners: &'static [&'static str],
    /// What is told of somebody who still takes part.
    pub busy: Option<Busy>,
}

/// What is told of somebody who can't be erased before this has ended. `{column}` stands for the field's value as people
/// see it, `{column.field}` for a field of the row to which it refers.
#[derive(Debug, Clone, Copy)]
pub struct Busy {
    /// What goes on: «пара № {number}».
    pub what: &'static str,
    /// The command that ends it; here `{column}` of a reference is the row's id.
    pub ended_by: &'static str,
}

impl Register {
    /// A register whose rows hold for ever and are people's own.
    const fn of(table: &'static str, noun: &'static str, word: &'static str, fields: &'static [Field]) -> Self {
        Self {
            table,
            noun,
            word,
            fields,
            told_apart_by: &[],
            span: None,
            corrected_by: "",
            is_one_at_a_time: false,
            is_numbered: false,
            is_shared: false,
            is_entered: true,
            goes_with_person: false,
        }
    }

    /// The field of a column.
    pub fn field(&self, column: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.column == column)
    }

    /// The fields by which people know a row.
    pub fn label(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().filter(|field| field.is_label)
    }

    /// The field by whose search key a row is found, if there is one.
    pub fn known_by(&self) -> Option<(&'static Field, &'static Key)> {
        self.fields.iter().filter(|field| field.is_label).find_map(|field| Some((field, field.key.as_ref()?)))
    }

    /// Whether an erasure takes something out of its rows.
    pub fn forgets_people(&self) -> bool {
        self.fields.iter().any(|field| self.is_forgotten(field))
    }

    /// Whether the journal forgets what a field was when somebody is erased.
    pub fn is_forgotten(&self, field: &Field) -> bool {
        self.goes_with_person || field.fate != Fate::Stays
    }

    /// The columns that refer to rows of another register.
    pub fn references_to(&self, parent: &str) -> impl Iterator<Item = &'static str> {
        self.fields.iter().filter(move |field| field.parent().is_some_and(|p| p.table == parent)).map(|f| f.column)
    }
}

/// All registers, in the order of the schema.
pub static ALL: &[&Register] = &[
    &org::MUNICIPALITIES,
    &org::DISTRICT,
    &org::ORGS,
    &org::FORMER_ORGS,
    &paper::DOCUMENTS,
    &paper::MONITORING_DATES,
    &curator::CURATORS,
    &person::PEOPLE,
    &person::FORMER_NAMES,
    &person::CONSENTS,
    &person::ERASURES,
    &post::POSTS,
    &employment::EMPLOYMENTS,
    &absence::LEAVES,
    &group::GROUP_KINDS,
    &group::GROUPS,
    &group::FORMER_GROUPS,
    &group::MEMBERS,
    &mentor::MENTORS,
    &mentor_need::NEEDS,
    &mentor_need::CONFIRMATIONS,
    &form::FORMS,
    &form::FORM_WORDINGS,
    &pair::PAIRS,
    &mentee::MENTEES,
    &tutor::TUTORS,
    &renewal::RENEWALS,
    &overrule::OVERRULES,
    &meeting::MEETINGS,
    &agreement::AGREEMENTS,
    &release::RELEASES,
    &program::PROGRAMS,
    &program::PROGRAM_PEOPLE,
    &program::PROGRAM_PAIRS,
    &deficit::DEFICITS,
    &task::TASKS,
    &stage::PROGRAM_STAGES,
    &program_correction::PROGRAM_CORRECTIONS,
    &measure::MEASURES,
    &measure::MEASUREMENTS,
    &review::REVIEWS,
    &survey::ANSWERS,
    &survey::REPLIES,
    &setting::SETTINGS,
    &report_setting::REPORT_SETTINGS,
    &target::TARGETS,
    &act::ACTS,
    &waiver::WAIVERS,
    &schedule::SCHEDULES,
    &schedule::RUNS,
];

/// The register of a table.
pub fn of_table(table: &str) -> Option<&'static Register> {
    ALL.iter().copied().find(|register| register.table == table)
}

/// The register whose rows have this word on the command line.
pub fn of_word(word: &str) -> Option<&'static Register> {
    ALL.iter().copied().find(|register| register.word == word)
}

/// All fields of a kind, each with its register.
pub fn fields(is_wanted: fn(&Field) -> bool) -> impl Iterator<Item = (&'static Register, &'static Field)> {
    ALL.iter().flat_map(move |register| register.fields.iter().filter(move |f| is_wanted(f)).map(|f| (*register, f)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

//! What the rows of an import have said of people so far: four bytes for each person, so that a country fits.

use super::PersonDraft;
use crate::register::{Field, person};
use crate::store::Change;

/// The fields in which two rows may contradict each other.
const FIELDS: [&Field; 4] = [&person::NAME, &person::BORN, &person::SEX, &person::TEACHING_SINCE];
/// How many bits of a word hold the line; those above it are the fields.
const LINE: u32 = 28;

/// For each person by id: the line that named them first, and the fields of which rows have spoken.
#[derive(Debug, Clone, Default)]
pub struct Statements {
    words: Vec<u32>,
}

impl Statements {
    /// Notes what a row says of a person.
    pub fn note(&mut self, person: i64, line: usize, draft: &PersonDraft) {
        let at = usize::try_from(person).unwrap_or_default();
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        let spoken = [draft.name.is_some(), draft.born.is_some(), draft.sex.is_some(), draft.teaching_since.is_some()];
        let fields = (LINE..).zip(spoken).map(|(bit, is_said)| u32::from(is_said) << bit).sum::<u32>();
        if self.words[at] == 0 {
            self.words[at] = u32::try_from(line).unwrap_or(u32::MAX) & ((1 << LINE) - 1);
        }
        self.words[at] |= fields;
    }

    /// The first of the changes that contradicts what a row before has said of the person, and the line that named the
    /// person first; 0 is another file's.
    pub fn contradiction(&self, person: i64, changes: &[Change]) -> Option<(&'static Field, u32)> {
        let word = *self.words.get(usize::try_from(person).ok()?)?;
        let mut fields = (LINE..).zip(FIELDS);
        let (_, field) = fields.find(|(bit, field)| {
            word >> bit & 1 == 1
                && changes.iter().any(|change| change.heading == field.heading && !change.old.is_empty())
        })?;
        Some((field, word & ((1 << LINE) - 1)))
    }

    /// Another file begins: its lines are counted anew.
    pub fn forget_lines(&mut self) {
        self.words.iter_mut().for_each(|word| *word &= u32::MAX << LINE);
    }
}

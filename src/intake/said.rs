//! What the rows of an import have said of people so far: a word a person, so that a country fits.

use crate::store::Change;
use crate::store::staff::PersonDraft;

/// The fields in which two rows may contradict each other: heading, and how it is named in a sentence.
const FIELDS: [(&str, &str); 4] = [
    ("ФИО", "ФИО"),
    ("Дата рождения", "поле «Дата рождения»"),
    ("Пол", "поле «Пол»"),
    ("Начало педагогической деятельности", "поле «Начало педагогической деятельности»"),
];
const LINE: u32 = 28;

/// For each person by id: the line that named them first, and the fields of which rows have spoken.
#[derive(Debug, Clone, Default)]
pub struct Said {
    of: Vec<u32>,
}

impl Said {
    /// Notes what a row says of a person.
    pub fn note(&mut self, person: i64, line: usize, draft: &PersonDraft) {
        let at = usize::try_from(person).unwrap_or_default();
        if at >= self.of.len() {
            self.of.resize(at + 1, 0);
        }
        let spoken = [draft.name.is_some(), draft.born.is_some(), draft.sex.is_some(), draft.teaching_since.is_some()];
        let fields = (LINE..).zip(spoken).map(|(bit, is_said)| u32::from(is_said) << bit).sum::<u32>();
        if self.of[at] == 0 {
            self.of[at] = u32::try_from(line).unwrap_or(u32::MAX) & ((1 << LINE) - 1);
        }
        self.of[at] |= fields;
    }

    /// The first of the changes that contradicts what a row before has said of the person, and the line that named the
    /// person first; 0 is another file's.
    pub fn contradiction(&self, person: i64, changes: &[Change]) -> Option<(&'static str, u32)> {
        let word = *self.of.get(usize::try_from(person).ok()?)?;
        let mut fields = (LINE..).zip(FIELDS);
        let (_, (_, what)) = fields.find(|(bit, (heading, _))| {
            word >> bit & 1 == 1 && changes.iter().any(|change| change.heading == *heading && !change.old.is_empty())
        })?;
        Some((what, word & ((1 << LINE) - 1)))
    }

    /// Another file begins: its lines are counted anew.
    pub fn forget_lines(&mut self) {
        self.of.iter_mut().for_each(|word| *word &= u32::MAX << LINE);
    }
}

/// A set of ids, a bit each.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    bits: Vec<u64>,
}

impl Marks {
    /// Adds an id.
    pub fn set(&mut self, id: i64) {
        let id = usize::try_from(id).unwrap_or_default();
        if id / 64 >= self.bits.len() {
            self.bits.resize(id / 64 + 1, 0);
        }
        self.bits[id / 64] |= 1 << (id % 64);
    }

    /// How many ids are in it.
    pub fn count(&self) -> i64 {
        self.bits.iter().map(|bits| i64::from(bits.count_ones())).sum()
    }

    /// Whether an id is in it.
    pub fn has(&self, id: i64) -> bool {
        let id = usize::try_from(id).unwrap_or_default();
        self.bits.get(id / 64).is_some_and(|bits| bits >> (id % 64) & 1 == 1)
    }
}

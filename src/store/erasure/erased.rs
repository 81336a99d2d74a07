//! What became of the texts that mentioned somebody who was erased.

use std::collections::HashSet;

use crate::domain::Day;

/// What became of the texts that mentioned the person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erased {
    /// How many texts the name was taken out of; the journal isn't counted.
    pub hidden: usize,
    /// What was left, as it may mean somebody else or is a name itself.
    pub left: Vec<MentionLeft>,
}

/// A mention that was left, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionLeft {
    /// Where: «организация Школа А, поле «Руководитель»».
    pub place: String,
    /// As it stands there.
    pub text: String,
    /// Whether the text is a name by which something is found, so that a person must choose another.
    pub is_name: bool,
    /// What a person can do about it.
    pub remedy: Remedy,
}

/// How what was left can be put right by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// A command edits it.
    Command(&'static str),
    /// It stands in the journal, which is only forgotten as a whole, before this day.
    Prune(Day),
    /// No command edits it.
    Nothing,
}

/// Each place and text once: an entry of the journal may hold the same name many times.
pub(super) fn once(left: Vec<MentionLeft>) -> Vec<MentionLeft> {
    let mut seen = HashSet::new();
    left.into_iter().filter(|left| seen.insert((left.place.clone(), left.text.clone()))).collect()
}

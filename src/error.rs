//! What went wrong, as a value: kind, message, hints. The kind decides the exit code.
//!
//! Code passes errors on with `anyhow`; whatever a person must read is a [`Failure`] inside. `main` turns
//! everything else (SQLite, files) into one at the very end, in one place.

mod advice;
mod foreign_panic;

use std::fmt;

pub use advice::Advice;
pub use foreign_panic::{ForeignPanic, without_panic};

/// Done, with or without warnings.
pub const EXIT_DONE: u8 = 0;
/// Refused by a rule of the acts, by the data or by an input file; nothing changed.
pub const EXIT_REFUSED: u8 = 1;
/// The command line can't be understood.
pub const EXIT_USAGE: u8 = 2;
/// Done, but something needs a person.
pub const EXIT_ATTENTION: u8 = 3;
/// The database or the disk can't be used now; nothing changed.
pub const EXIT_UNAVAILABLE: u8 = 4;

/// Who has to act: the kind of a [`Failure`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A rule, the data or an input file refuses it.
    Refused,
    /// The command line can't be understood.
    Usage,
    /// The database or the disk can't be used now.
    Unavailable,
}

/// An error for a person: one Russian sentence and, each on its own line, what to do.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Decides the exit code.
    pub kind: Kind,
    /// What went wrong, in Russian, with the value that is at fault; no full stop.
    pub message: String,
    /// How the sentence goes on, where it ends with what to do.
    pub ending: Option<Advice>,
    /// What to do about it, a line each.
    pub hints: Vec<String>,
    /// What else to do, a line each, below the hints.
    pub advice: Vec<Advice>,
    /// What is said instead where nobody may be named; `None`: the same, for it names nobody.
    pub nameless: Option<Box<Failure>>,
    /// What was sought and isn't there, if that is why: an import may know where it was refused.
    pub absent: Option<Box<AbsentRecord>>,
}

/// A record that isn't there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsentRecord {
    /// The table of the database.
    pub table: &'static str,
    /// By what it was sought: each a text, or several side by side.
    pub names: Vec<Vec<String>>,
}

impl Failure {
    /// A rule, the data or an input file refuses the command.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(Kind::Refused, message)
    }

    /// The command line can't be understood.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// The database or the disk can't be used now.
    pub fn unavailable(message: impl Into<String>) -> Self {
        Self::new(Kind::Unavailable, message)
    }

    fn new(kind: Kind, message: impl Into<String>) -> Self {
        let (ending, hints, advice, nameless, absent) = (None, Vec::new(), Vec::new(), None, None);
        Self { kind, message: message.into(), ending, hints, advice, nameless, absent }
    }

    /// Adds a line that says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        debug_assert!(self.advice.is_empty(), "a hint would be told before the advice");
        self.hints.push(hint.into());
        self
    }

    /// Adds what to do, where that is a command or an option.
    #[must_use]
    pub fn advise(mut self, advice: Advice) -> Self {
        self.advice.push(advice);
        self
    }

    /// Ends the sentence with what to do; the message stops before the sign that parts the two.
    #[must_use]
    pub fn ending(mut self, advice: Advice) -> Self {
        self.ending = Some(advice);
        self
    }

    /// Says what isn't there: a record of a table, by the names under which it was sought, each a text or several side by side.
    #[must_use]
    pub fn absent<const N: usize>(mut self, table: &'static str, names: &[[&str; N]]) -> Self {
        let names = names.iter().map(|texts| texts.map(str::to_owned).to_vec()).collect();
        self.absent = Some(Box::new(AbsentRecord { table, names }));
        self
    }

    /// Says what to tell where nobody may be named: neither who is found nor what was typed, for that may be a name.
    #[must_use]
    pub fn nameless(mut self, instead: Self) -> Self {
        self.nameless = Some(Box::new(instead));
        self
    }

    /// The same where nobody may be named, but for the sentence: this one doesn't repeat what was typed.
    #[must_use]
    pub fn untyped(self, message: impl Into<String>) -> Self {
        let mut instead = Self::new(self.kind, message);
        instead.hints.clone_from(&self.hints);
        instead.advice.clone_from(&self.advice);
        self.nameless(instead)
    }

    /// The process's exit code for this failure.
    pub fn exit_code(&self) -> u8 {
        match self.kind {
            Kind::Refused => EXIT_REFUSED,
            Kind::Usage => EXIT_USAGE,
            Kind::Unavailable => EXIT_UNAVAILABLE,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// `refuse!("…{}", x)`: leave the function with a [`Failure::refused`].
#[macro_export]
macro_rules! refuse {
    ($($arg:tt)*) => { return Err($crate::error::Failure::refused(format!($($arg)*)).into()) };
}

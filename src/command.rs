//! What each command does: arguments and a store in, an [`Outcome`] out. No SQL and no printing here.

pub mod advice;
pub mod completion;
mod emptied;
mod field_column;
mod file;
mod made;
pub mod mentor;
pub mod monitor;
pub mod org;
pub mod pair;
mod paper_template;
mod person_choice;
pub mod program;
mod register;
mod writing;

use std::fmt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Result;

pub use emptied::Emptied;
pub use file::FileArgs;
pub(crate) use file::{AllFiles, BatchEnd, ImportCommand, Options, SchoolImport, SimpleImport, TemplateSchool};
pub use writing::{WritePhase, Writing};

use crate::disk::FileWriter;
use crate::domain::{Day, Moment, Names, shell_word};
use crate::error::{EXIT_DONE, Failure};
use crate::report::{Format, Report, Unwritten};
use crate::store::journal::EntryDraft;
use crate::store::schema::VERSION;
use crate::store::{Access, Store, refusal};

/// What a command hands back.
pub struct Outcome {
    /// The result, for stdout or `--output`.
    pub report: Option<Report>,
    /// A result that is no list: a script for another program.
    pub text: Option<String>,
    /// Whether the result tells what was done and was not asked for: `--quiet` silences it too.
    pub is_talk: bool,
    /// What was done, a sentence a line: talk, which `--quiet` silences.
    pub messages: Vec<String>,
    /// What a person should look at, a sentence a line.
    pub warnings: Vec<String>,
    /// What was refused, if there is a result beside it.
    pub refusal: Option<Failure>,
    /// The names of the files from which it comes, for the journal.
    pub source: Option<String>,
    /// Whether to keep what was written; a dry run doesn't.
    pub keep: bool,
    /// Whether it has been kept: the database is no longer as it was.
    pub wrote: bool,
    /// The exit code of a command that did its work.
    pub exit: u8,
}

impl Default for Outcome {
    fn default() -> Self {
        Self {
            report: None,
            text: None,
            is_talk: false,
            messages: Vec::new(),
            warnings: Vec::new(),
            refusal: None,
            source: None,
            keep: true,
            wrote: false,
            exit: EXIT_DONE,
        }
    }
}

impl Outcome {
    /// A result.
    pub fn report(report: Report) -> Self {
        Self { report: Some(report), ..Self::default() }
    }

    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self { messages: vec![text.into()], ..Self::default() }
    }
}

/// Where and when a command runs.
#[derive(Debug, Clone)]
pub struct Context {
    /// The file.
    pub db: PathBuf,
    /// The day that counts as today.
    pub today: Day,
    /// When this is, for the journal and for names of backups: the first moment of `today` where the day is said.
    pub moment: Moment,
    /// The words of the command: `org staff import`.
    pub command: String,
    /// Why it is given, for the journal.
    pub reason: Option<String>,
    /// Who is asked whether to go on.
    pub confirm: Confirm,
    /// How results are written.
    pub format: Format,
    /// Whether results name people.
    pub names: Names,
    /// Who is told how much of a long work is done.
    pub progress: Progress,
    /// Who is told at once what can't wait for the end.
    pub talk: Talk,
    /// Who writes files, and never in the place of what must stay.
    pub files: FileWriter,
    /// How far it is with what it writes.
    pub writing: Writing,
    /// What the line empties.
    pub emptied: Emptied,
    /// The fields of the result that are asked for; none: all.
    pub fields: Vec<String>,
}

/// Who is asked whether to go on with what can't be taken back.
#[derive(Clone)]
pub struct Confirm(pub Rc<dyn Fn(&str) -> bool>);

impl fmt::Debug for Confirm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Confirm")
    }
}

/// A sentence that is told at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message<'a> {
    /// What was done: talk, which `--quiet` silences.
    Done(&'a str),
    /// What a person should look at.
    Warning(&'a str),
}

/// Who is told at once: whatever kills a command of many transactions, what it has kept was said.
#[derive(Clone)]
pub struct Talk(pub Rc<dyn Fn(Message<'_>)>);

impl Talk {
    /// Something was done.
    pub fn done(&self, text: &str) {
        (self.0)(Message::Done(text));
    }

    /// A person should look at something.
    pub fn warn(&self, text: &str) {
        (self.0)(Message::Warning(text));
    }
}

impl fmt::Debug for Talk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Talk")
    }
}

/// Who is told how much of a long work is done.
#[derive(Clone, Default)]
pub struct Progress(pub Option<Rc<dyn Fn(f64)>>);

impl Progress {
    /// Tells a share, 0 to 1.
    pub fn tell(&self, share: f64) {
        if let Some(told) = &self.0 {
            told(share);
        }
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Progress").field(&self.0.is_some()).finish()
    }
}

impl Context {
    /// Runs a command that only reads. A result that is read as it is written holds on to the store, and so to the state
    /// that the command saw, until its last row.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn read(&self, run: impl FnOnce(&Rc<Store>) -> Result<Outcome>) -> Result<Outcome> {
        let named = |error| refusal::of_file(error, &self.db);
        let store = Rc::new(Store::open(&self.db, Access::Read, self.moment).map_err(named)?);
        let mut outcome = run(&store).map_err(named)?;
        outcome.messages.splice(0..0, upgraded(&store));
        if let Some(store) = Rc::into_inner(store) {
            store.rollback()?;
        }
        Ok(outcome)
    }

    /// Runs a command that writes, as one transaction: kept whole, or not at all.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses. Whoever changes something is told whom it concerns: that can't
    /// go without names.
    pub fn write(&self, run: impl FnOnce(&Store) -> Result<Outcome>) -> Result<Outcome> {
        self.names_are_told()?;
        self.write_nameless(run)
    }

    /// Goes on only where people are named.
    ///
    /// # Errors
    /// They aren't to be.
    pub fn names_are_told(&self) -> Result<(), Failure> {
        match self.names.are_told() {
            true => Ok(()),
            false => Err(Failure::usage("--no-names действует только на списки и выгрузки")),
        }
    }

    /// Goes on only where no fields are chosen: whatever is done besides a list is done before the list is looked at, and
    /// a field that it hasn't would be refused too late.
    ///
    /// # Errors
    /// Some are.
    pub fn no_field_is_chosen(&self) -> Result<(), Failure> {
        match self.fields.is_empty() {
            true => Ok(()),
            false => Err(Failure::usage(
                "--fields выбирает поля списка или карточки, а эта команда записывает базу или файлы",
            )),
        }
    }

    /// As [`write`](Self::write) for what names nobody whatever it does: exports of shares.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn write_nameless(&self, run: impl FnOnce(&Store) -> Result<Outcome>) -> Result<Outcome> {
        self.write_as(Access::Write, run)
    }

    /// As [`write`](Self::write) for files, whose rows are entered or refused one by one.
    ///
    /// # Errors
    /// The same.
    pub fn import(&self, run: impl FnOnce(&Store) -> Result<Outcome>) -> Result<Outcome> {
        self.names_are_told()?;
        self.write_as(Access::Import, run)
    }

    fn write_as(&self, access: Access, run: impl FnOnce(&Store) -> Result<Outcome>) -> Result<Outcome> {
        self.no_field_is_chosen()?;
        let named = |error| refusal::of_file(error, &self.db);
        let store = Store::open(&self.db, access, self.moment).map_err(named)?;
        self.writing.reach(WritePhase::Open);
        let mut outcome = run(&store).map_err(named)?;
        self.emptied.check_done()?;
        outcome.messages.splice(0..0, upgraded(&store));
        if outcome.keep && outcome.report.is_none() && self.format == Format::Json {
            outcome.report = Some(made::report(&store)?);
        }
        if outcome.keep {
            // Whatever way a pair came in or lasts longer now, it is judged here.
            store.pairs().keep_limits(self.today, None).map_err(named)?;
            self.writing.reach(WritePhase::Keeping);
            store.commit(&self.entry(outcome.source.take())).map_err(named)?;
        } else {
            store.rollback()?;
        }
        outcome.wrote = outcome.keep;
        Ok(outcome)
    }

    /// The result of a command that makes something other than rows, where a program asks for one: json.
    pub fn told_to_programs(&self, report: impl FnOnce() -> Report) -> Option<Report> {
        (self.format == Format::Json).then(report)
    }

    /// What the journal will say of the command, with the names of the files that it took.
    pub fn entry(&self, source: Option<String>) -> EntryDraft {
        EntryDraft {
            made: self.moment,
            command: self.command.clone(),
            source,
            reason: self.reason.clone(),
            anyway: false,
        }
    }

    /// Goes on only if a person agrees to what will happen, or `--yes` does in advance.
    ///
    /// # Errors
    /// Nobody agrees.
    pub fn agreed(&self, what: &str) -> Result<(), Failure> {
        self.agreed_to(what, &[])
    }

    /// The same where more must be known first: what follows, a line each.
    ///
    /// # Errors
    /// Nobody agrees.
    pub fn agreed_to(&self, what: &str, told: &[String]) -> Result<(), Failure> {
        let whole: Vec<_> = [what].into_iter().chain(told.iter().map(String::as_str)).collect();
        if (self.confirm.0)(&whole.join("\n")) {
            return Ok(());
        }
        let failure = Failure::refused(format!("{what}; ничего не сделано"));
        let failure = told.iter().fold(failure, Failure::hint);
        Err(failure.hint("если это нужно, повторите команду с --yes"))
    }

    /// A date typed by hand: over a year ahead it is refused, in the future it is worth a word.
    ///
    /// # Errors
    /// Over a year ahead.
    pub fn check_day(&self, day: Option<Day>, what: &str, outcome: &mut Outcome) -> Result<(), Failure> {
        let Some(day) = day else { return Ok(()) };
        day.not_too_far(self.today).map_err(|why| Failure::refused(format!("{what} {day}: {why}")))?;
        if day > self.today {
            outcome.warnings.push(format!("{what} {day} — в будущем"));
        }
        Ok(())
    }

    /// The rule for planned ends: they may lie up to five years ahead, and nobody is told of that.
    pub fn check_plan(&self, day: Option<Day>, what: &str) -> Result<(), Failure> {
        let Some(day) = day else { return Ok(()) };
        day.not_beyond_plans(self.today).map_err(|why| Failure::refused(format!("{what} {day}: {why}")))?;
        Ok(())
    }
}

/// What opening an older file did to it.
fn upgraded(store: &Store) -> Option<String> {
    let upgrade = store.upgrade()?;
    let copy = upgrade.copy.display();
    Some(format!("База обновлена с версии {} до {VERSION}; прежняя сохранена: {copy}", upgrade.from))
}

/// A file as a word of a command line that a person is told to type: in quotes where a shell would part it, and never like
/// an option.
pub fn word(path: &Path) -> String {
    let text = path.display().to_string();
    let text = if text.starts_with('-') { format!("./{text}") } else { text };
    shell_word(&text)
}

/// Why a result wasn't written whole: `doing` is a verb in the infinitive, «записать».
pub fn unwritten(error: Unwritten, doing: &str, path: &Path) -> Failure {
    match error {
        Unwritten::Unread(error) => refusal::of(&error),
        Unwritten::Unplaced(error) => refusal::of_io(&error, doing, path),
    }
}

/// Refused: a file of somebody's lies there, and nothing is written over it.
pub fn occupied(path: &Path) -> Failure {
    Failure::refused(format!("файл «{}» уже есть, он не тронут", path.display())).hint("укажите другое имя")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_one_word_of_a_command_line() {
        for (path, expected) in [
            ("nastavnik.db-backups/2024-11-01-101112-import.db", "nastavnik.db-backups/2024-11-01-101112-import.db"),
            ("копии/ноябрь.db", "копии/ноябрь.db"),
            ("мои копии/x.db", "\"мои копии/x.db\""),
            ("-x.db", "./-x.db"),
            ("-x y.db", "\"./-x y.db\""),
            ("a&b.db", "\"a&b.db\""),
            ("~/x.db", "\"~/x.db\""),
        ] {
            assert_eq!(word(Path::new(path)), expected);
        }
        #[cfg(unix)]
        assert_eq!(word(Path::new("$HOME/it's.db")), r"'$HOME/it'\''s.db'");
    }
}

//! The one writer of exports: a reader sees the old file or the new one, never half of it; and what is to stay is never replaced.

use std::cell::RefCell;
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::fault::of_io;
use super::held::HeldFilePatience;
use super::identity::is_open_already;
use super::path::{behind_link, folder_of, means_folder};
use super::spared::{SparedFile, is_at, refusal_of_any};
use super::unfinished::UnfinishedFile;
use crate::error::Failure;

/// Writes files, and knows those that it must not replace. Its clones know the same.
#[derive(Debug, Clone, Default)]
pub struct FileWriter {
    spared: Rc<RefCell<Vec<SparedFile>>>,
    announced: Rc<RefCell<Vec<Announced>>>,
    /// `None`: a file that another program holds isn't waited for.
    patience: Option<HeldFilePatience>,
}

/// A file that the command line says will be written.
#[derive(Debug)]
struct Announced {
    path: PathBuf,
    /// Whether it goes in the place of one that is there.
    may_replace: bool,
}

impl FileWriter {
    /// One that waits for a file that another program holds open.
    pub fn patient(patience: HeldFilePatience) -> Self {
        Self { patience: Some(patience), ..Self::default() }
    }

    /// Spares a file from now on.
    ///
    /// # Errors
    /// The command line has said already that it will be written.
    pub fn spare(&self, file: SparedFile) -> Result<(), Failure> {
        let announced = self.announced.borrow();
        let mut replaced = announced.iter().filter(|target| target.may_replace || !file.is_input());
        let refused = replaced.find_map(|target| file.refusal(&target.path));
        self.spared.borrow_mut().push(file);
        refused.map_or(Ok(()), Err)
    }

    /// Says before the work that a file will be written.
    ///
    /// # Errors
    /// It is spared, it is a folder, or is to be written twice.
    pub fn announce_file(&self, path: &Path) -> Result<(), Failure> {
        let is_struck = path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
        if path.is_dir() || is_struck {
            let shown = path.display();
            return Err(Failure::usage(format!("«{shown}» — папка, а нужно имя файла"))
                .hint(format!("укажите файл в ней: {}", path.join("файл.csv").display())));
        }
        self.check(path)?;
        self.announce(path, true)
    }

    /// The same of a new file, or of a folder in which there will be one: a file that the command reads is in no danger.
    ///
    /// # Errors
    /// It is spared, or is to be written twice.
    pub fn announce_place(&self, path: &Path) -> Result<(), Failure> {
        if means_folder(path) {
            return self.announce_folder(path);
        }
        self.check_against(path, |file| !file.is_input())?;
        self.announce(path, false)
    }

    /// The same of a folder in which files will be.
    ///
    /// # Errors
    /// It is spared; it is a file.
    pub fn announce_folder(&self, path: &Path) -> Result<(), Failure> {
        self.check(path)?;
        if fs::metadata(path).is_ok_and(|found| !found.is_dir()) {
            let shown = path.display();
            return Err(Failure::usage(format!("«{shown}» — файл, а нужна папка")).hint("укажите другое имя"));
        }
        Ok(())
    }

    fn announce(&self, path: &Path, may_replace: bool) -> Result<(), Failure> {
        if path.as_os_str().is_empty() {
            return Err(Failure::usage("имя файла пусто"));
        }
        let mut announced = self.announced.borrow_mut();
        if announced.iter().any(|other| is_at(&other.path, path)) {
            let shown = path.display();
            return Err(Failure::usage(format!("в файл «{shown}» велено записать дважды")).hint("укажите разные имена"));
        }
        announced.push(Announced { path: path.to_owned(), may_replace });
        Ok(())
    }

    /// Whether a file may be written.
    ///
    /// # Errors
    /// It is spared: which it is, as a mistake in the command.
    pub fn check(&self, path: &Path) -> Result<(), Failure> {
        self.check_against(path, |_| true)
    }

    fn check_against(&self, path: &Path, counts: impl Fn(&SparedFile) -> bool) -> Result<(), Failure> {
        let spared = self.spared.borrow();
        let refused = spared.iter().filter(|file| counts(file)).find_map(|file| file.refusal(path));
        refused.or_else(|| refusal_of_any(path)).map_or(Ok(()), Err)
    }

    /// Whether a file can be written: asked before the work, so that a slip in a name costs nothing.
    ///
    /// # Errors
    /// It is spared; those of the file system: no such folder, no rights, the target is a folder.
    pub fn probe(&self, path: &Path) -> Result<(), Failure> {
        self.check(path)?;
        let target = behind_link(path);
        let writable = beside(&target).and_then(|_| self.wait_until_closed(&target));
        writable.map_err(|error| of_io(&error, "записать", path))
    }

    /// Waits until no other program holds the file open that is to be replaced.
    fn wait_until_closed(&self, path: &Path) -> io::Result<()> {
        self.patience.map_or(Ok(()), |patience| patience.wait_for_file(path))
    }

    /// Writes a file beside the target and renames it over the target once it is whole and on the disk.
    ///
    /// A link to a file is followed, one to nowhere is replaced; a device, a pipe, and what is open already (`/dev/stderr`)
    /// is written straight, for a rename would replace it.
    ///
    /// # Errors
    /// The target is spared; those of the file system and of `write`. The target is then as it was.
    pub fn write<E: From<io::Error>>(
        &self,
        path: &Path,
        write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), E> {
        self.check(path).map_err(io::Error::other)?;
        if is_open_already(path) {
            let mut out = BufWriter::new(OpenOptions::new().append(true).open(path)?);
            write(&mut out)?;
            return Ok(out.flush()?);
        }
        let path = &behind_link(path);
        let Some(beside) = beside(path)? else {
            let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
            write(&mut out)?;
            return Ok(out.flush()?);
        };
        let whole = filled(beside, write)?;
        self.wait_until_closed(path)?;
        Ok(whole.replace(path)?)
    }

    /// Writes a file that isn't there yet; it appears whole or not at all.
    ///
    /// # Errors
    /// There is one of that name; it is spared; those of the file system and of `write`.
    pub fn write_new<E: From<io::Error>>(
        &self,
        path: &Path,
        write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), E> {
        self.check(path).map_err(io::Error::other)?;
        let taken = || io::Error::from(io::ErrorKind::AlreadyExists);
        if path.symlink_metadata().is_ok() {
            return Err(taken().into());
        }
        let beside = beside(path)?.ok_or_else(taken)?;
        Ok(filled(beside, write)?.name(path).map_err(|unplaced| unplaced.error)?)
    }
}

/// A file that has got its content, in pieces of some size.
fn filled<E: From<io::Error>>(
    mut file: UnfinishedFile,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<UnfinishedFile, E> {
    let mut out = BufWriter::new(file.as_file());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    Ok(file)
}

/// An unfinished file beside the target; `None` where the target is a device or a pipe.
fn beside(path: &Path) -> io::Result<Option<UnfinishedFile>> {
    match fs::metadata(path) {
        Ok(target) if target.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(target) if !target.is_file() => return Ok(None),
        _ => {}
    }
    UnfinishedFile::inside(folder_of(path)).map(Some)
}

#[cfg(test)]
mod tests;

//! A file that has no name yet: it goes without a trace unless it gets one, and it gets one at a stroke, once it is whole and on
//! the disk. Whatever the program writes goes this way: exports, copies of the database, the database itself.

use std::fs::File;
use std::io;
use std::path::Path;

use tempfile::{Builder, NamedTempFile, PersistError};

use super::path::folder_of;

/// How the name of a file begins that isn't whole yet: whoever makes one and whoever looks for what was left say the same.
pub const UNFINISHED: &str = ".nastavnik-";

/// A file under a passing name, for its owner alone (0600 on Unix): it holds personal data.
#[derive(Debug)]
pub struct UnfinishedFile {
    file: NamedTempFile,
}

/// A file that didn't get its name, and why; it may be given another.
#[derive(Debug)]
pub struct Unplaced {
    /// Those of the file system; `AlreadyExists`: something bears the name.
    pub error: io::Error,
    /// The file.
    pub file: UnfinishedFile,
}

/// What is done with a whole file, step by step. A test looks on, and lets each step fail.
trait LastSteps {
    /// Waits until the content is on the disk.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Gives the file its name, in the place of whatever bears it.
    fn replace(&self, file: NamedTempFile, path: &Path) -> Result<(), PersistError>;
    /// Gives the file a name that nothing bears.
    fn name(&self, file: NamedTempFile, path: &Path) -> Result<(), PersistError>;
    /// Waits until the name is on the disk.
    fn sync_folder(&self, folder: &Path);
}

/// The disk itself.
struct Disk;

impl LastSteps for Disk {
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn replace(&self, file: NamedTempFile, path: &Path) -> Result<(), PersistError> {
        file.persist(path).map(drop)
    }

    fn name(&self, file: NamedTempFile, path: &Path) -> Result<(), PersistError> {
        file.persist_noclobber(path).map(drop)
    }

    fn sync_folder(&self, folder: &Path) {
        sync_folder(folder);
    }
}

impl UnfinishedFile {
    /// A new file in a folder: a name that nobody foresees, and never one that is there already, a link neither.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn inside(folder: &Path) -> io::Result<Self> {
        Ok(Self { file: builder().tempfile_in(folder)? })
    }

    /// Where it lies now.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The file, to be written.
    pub fn as_file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Waits until its content is on the disk, where something must be done before it gets its name.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn sync(&self) -> io::Result<()> {
        Disk.sync(self.file.as_file())
    }

    /// Gives it a name, in the place of whatever bears it.
    ///
    /// # Errors
    /// Those of the file system; what bears the name is as it was, and nothing is left.
    pub fn replace(self, path: &Path) -> io::Result<()> {
        self.place(path, true, &Disk).map_err(|unplaced| unplaced.error)
    }

    /// Gives it a name that nothing bears.
    ///
    /// # Errors
    /// Something does; those of the file system.
    pub fn name(self, path: &Path) -> Result<(), Unplaced> {
        self.place(path, false, &Disk)
    }

    fn place(self, path: &Path, over_another: bool, steps: &impl LastSteps) -> Result<(), Unplaced> {
        if let Err(error) = steps.sync(self.file.as_file()) {
            return Err(Unplaced { error, file: self });
        }
        let placed = if over_another { steps.replace(self.file, path) } else { steps.name(self.file, path) };
        placed.map_err(|PersistError { error, file }| Unplaced { error, file: Self { file } })?;
        steps.sync_folder(folder_of(path));
        Ok(())
    }
}

/// The name of a file lies in its folder, which is to be on the disk too. Where folders can't be synced, nothing can be done.
pub fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(UNFINISHED);
    builder
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::cell::RefCell;
    use std::fs;
    use std::io::Write;

    use super::*;

    /// A disk that writes down what is asked of it, and fails at one step.
    #[derive(Default)]
    struct Watched {
        fails_at: Option<&'static str>,
        seen: RefCell<Vec<String>>,
    }

    impl Watched {
        /// Notes a step: with the content that the file then has, and whether the name is already there.
        fn note(&self, step: &'static str, content: &str) -> io::Result<()> {
            self.seen.borrow_mut().push(format!("{step} {content}"));
            if self.fails_at == Some(step) { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        }
    }

    impl LastSteps for Watched {
        fn sync(&self, file: &File) -> io::Result<()> {
            self.note("sync", &file.metadata()?.len().to_string())?;
            Disk.sync(file)
        }

        fn replace(&self, file: NamedTempFile, path: &Path) -> Result<(), PersistError> {
            match self.note("replace", &fs::read_to_string(path).unwrap_or_default()) {
                Ok(()) => Disk.replace(file, path),
                Err(error) => Err(PersistError { error, file }),
            }
        }

        fn name(&self, file: NamedTempFile, path: &Path) -> Result<(), PersistError> {
            match self.note("name", &fs::read_to_string(path).unwrap_or_default()) {
                Ok(()) => Disk.name(file, path),
                Err(error) => Err(PersistError { error, file }),
            }
        }

        fn sync_folder(&self, folder: &Path) {
            let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
            let names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
            let _ = self.note("folder", &names.join(" "));
        }
    }

    fn written(folder: &Path, text: &str) -> UnfinishedFile {
        let mut file = UnfinishedFile::inside(folder).unwrap();
        file.as_file().write_all(text.as_bytes()).unwrap();
        file
    }

    /// The content is on the disk before the name is, and the name before anybody is told.
    #[test]
    fn a_file_is_synced_before_it_gets_its_name_and_the_name_after() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("доли.csv");
        let disk = Watched::default();
        written(folder.path(), "first").place(&path, false, &disk).unwrap();
        written(folder.path(), "second").place(&path, true, &disk).unwrap();
        let taken = written(folder.path(), "third").place(&path, false, &disk).unwrap_err();
        assert_eq!(taken.error.kind(), io::ErrorKind::AlreadyExists);
        let (name, again) = ("folder доли.csv", "sync 6");
        assert_eq!(
            *disk.seen.borrow(),
            ["sync 5", "name ", name, again, "replace first", name, "sync 5", "name second"]
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "second");
    }

    /// Whichever step fails, the former file is whole and nothing is left beside it.
    #[test]
    fn a_disk_that_fails_at_any_step_leaves_the_former_file_and_nothing_else() {
        for (step, over_another) in [("sync", true), ("sync", false), ("replace", true), ("name", false)] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("доли.csv");
            fs::write(&path, "former").unwrap();
            let disk = Watched { fails_at: Some(step), ..Watched::default() };
            let failed = written(folder.path(), "new").place(&path, over_another, &disk).unwrap_err();
            assert_eq!(failed.error.kind(), io::ErrorKind::StorageFull, "{step}");
            drop(failed);
            assert_eq!(fs::read_to_string(&path).unwrap(), "former", "{step}");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{step}");
        }
    }

    /// Whoever may write into the folder could lay a link where the file will be, if the name could be foreseen.
    #[cfg(unix)]
    #[test]
    fn a_link_at_the_passing_name_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let victim = folder.path().join("victim");
        fs::write(&victim, "untouched").unwrap();
        for target in [victim.clone(), folder.path().join("nowhere")] {
            let link = folder.path().join(UNFINISHED);
            std::os::unix::fs::symlink(&target, &link).unwrap();
            let opened = builder().rand_bytes(0).tempfile_in(folder.path());
            assert_eq!(opened.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
            fs::remove_file(link).unwrap();
        }
        assert_eq!(fs::read_to_string(&victim).unwrap(), "untouched");
        assert!(!folder.path().join("nowhere").exists());
        let file = UnfinishedFile::inside(folder.path()).unwrap();
        let random = file.path().file_name().unwrap().len() - UNFINISHED.len();
        assert!(random >= 6, "the name can be foreseen: {random} random signs");
    }
}

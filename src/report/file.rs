//! The one writer of exports: a reader sees the old file or the new one, never half of it.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use crate::domain::UNFINISHED;

/// Writes a file beside the target and renames it over the target once it is whole and on the disk.
///
/// The result belongs to its owner alone (0600 on Unix): it holds personal data. A link to a file is followed, one to
/// nowhere is replaced; a device or a pipe is written straight, for a rename would replace it.
///
/// # Errors
/// Those of the file system and of `write`; the target is then as it was.
pub fn write_atomic<E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let Some(beside) = beside(path)? else {
        let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
        write(&mut out)?;
        return Ok(out.flush()?);
    };
    let mut out = BufWriter::new(beside);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|failed| failed.error)?;
    Ok(())
}

/// Writes a file that isn't there yet; it appears whole or not at all.
///
/// # Errors
/// There is one of that name; those of the file system and of `write`.
pub fn write_new<E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    let taken = || io::Error::from(io::ErrorKind::AlreadyExists);
    if path.symlink_metadata().is_ok() {
        return Err(taken().into());
    }
    let beside = beside(path)?.ok_or_else(taken)?;
    let mut out = BufWriter::new(beside);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|failed| failed.error)?;
    Ok(())
}

/// Whether [`write_atomic`] could write there: asked before the work, so that a slip in a name costs nothing.
///
/// # Errors
/// Those of the file system: no such folder, no rights, the target is a folder.
pub fn probe(path: &Path) -> io::Result<()> {
    beside(&fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())).map(drop)
}

/// A temporary file beside the target; `None` where the target is a device or a pipe.
fn beside(path: &Path) -> io::Result<Option<NamedTempFile>> {
    match fs::metadata(path) {
        Ok(target) if target.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(target) if !target.is_file() => return Ok(None),
        _ => {}
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    temporary().tempfile_in(folder).map(Some)
}

/// The temporary file of this page: a name that nobody foresees, and never one that is there already, a link neither.
fn temporary() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(UNFINISHED);
    builder
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn write(path: &Path, text: &str) -> io::Result<()> {
        write_atomic(path, |out| out.write_all(text.as_bytes()))
    }

    #[test]
    fn the_target_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("доли.csv");
        write(&path, "old").unwrap();
        write(&path, "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");

        let failed: io::Result<()> = write_atomic(&path, |out| {
            out.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
    }

    #[test]
    fn a_place_that_cannot_hold_a_file_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let kind = |path: &Path| write(path, "x").unwrap_err().kind();
        assert_eq!(kind(folder.path()), io::ErrorKind::IsADirectory);
        assert_eq!(kind(&folder.path().join("no/such.csv")), io::ErrorKind::NotFound);
    }

    /// Whoever may write into the folder could lay a link where the temporary file will be, if the name could be foreseen.
    #[cfg(unix)]
    #[test]
    fn a_link_at_the_temporary_name_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let victim = folder.path().join("victim");
        fs::write(&victim, "untouched").unwrap();
        for target in [victim.clone(), folder.path().join("nowhere")] {
            let link = folder.path().join(".nastavnik-");
            std::os::unix::fs::symlink(&target, &link).unwrap();
            let opened = temporary().rand_bytes(0).tempfile_in(folder.path());
            assert_eq!(opened.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
            fs::remove_file(link).unwrap();
        }
        assert_eq!(fs::read_to_string(&victim).unwrap(), "untouched");
        assert!(!folder.path().join("nowhere").exists());
        let beside = beside(&folder.path().join("доли.csv")).unwrap().unwrap();
        let random = beside.path().file_name().unwrap().len() - ".nastavnik-".len();
        assert!(random >= 6, "the name can be foreseen: {random} random signs");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_nowhere_gives_way_and_makes_nothing_elsewhere() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (link, target) = (folder.path().join("доли.csv"), elsewhere.path().join("new"));
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert_eq!(write_new(&link, |_| io::Result::Ok(())).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        write(&link, "x").unwrap();
        assert!(!target.exists() && fs::symlink_metadata(&link).unwrap().is_file());
        assert_eq!(fs::read_to_string(&link).unwrap(), "x");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_it_and_links_and_devices_stay() {
        use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.csv"), folder.path().join("link.csv"));
        fs::write(&path, "old").unwrap();
        symlink(&path, &link).unwrap();
        write(&link, "new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);

        write(Path::new("/dev/null"), "x").unwrap();
        assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    }
}

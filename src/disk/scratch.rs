//! A file without a name: for what is too large to be kept in memory until it is whole. It goes when it is closed, whatever
//! happens, and nobody else can open it.

use std::fs::File;
use std::io;
use std::path::Path;

/// An empty one on the disk of a folder. Personal data stay beside the file for which they are meant.
///
/// # Errors
/// Those of the file system.
pub fn scratch_file(folder: &Path) -> io::Result<File> {
    tempfile::tempfile_in(folder)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;
    use std::io::Write;

    use super::*;

    #[test]
    fn it_has_no_name() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = scratch_file(folder.path()).unwrap();
        file.write_all(b"Ivanova").unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), usize::from(cfg!(windows)));
        #[cfg(unix)]
        {
            // No name leads to it: whatever its rights are, nobody else can open it.
            use std::os::unix::fs::MetadataExt;
            assert_eq!(file.metadata().unwrap().nlink(), 0);
        }
        drop(file);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

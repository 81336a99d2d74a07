//! Whether two names are one file: by links, by hard links, by whatever way there is.

use std::path::Path;

/// What tells a file from any other: the disk and its number there.
///
/// It is asked for without opening the file: whoever closes a file loosens the locks that its process has on it, and it may be
/// the database.
#[cfg(unix)]
fn identity(found: &std::fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino())
}

/// Whether two paths are one file or folder.
#[cfg(unix)]
pub fn is_same(one: &Path, other: &Path) -> bool {
    use std::fs::metadata;
    matches!((metadata(one), metadata(other)), (Ok(one), Ok(other)) if identity(&one) == identity(&other))
}

/// Whether two paths are one file or folder.
#[cfg(not(unix))]
pub fn is_same(one: &Path, other: &Path) -> bool {
    same_file::is_same_file(one, other).unwrap_or(false)
}

/// Whether standard input comes from this file.
#[cfg(unix)]
pub fn is_standard_input(path: &Path) -> bool {
    is_behind(std::io::stdin(), path)
}

/// Whether standard input comes from this file.
#[cfg(not(unix))]
pub fn is_standard_input(path: &Path) -> bool {
    let (open, named) = (same_file::Handle::stdin(), same_file::Handle::from_path(path));
    matches!((open, named), (Ok(open), Ok(named)) if open == named)
}

#[cfg(unix)]
fn is_behind(stream: impl std::os::fd::AsFd, path: &Path) -> bool {
    let open = stream.as_fd().try_clone_to_owned().and_then(|open| std::fs::File::from(open).metadata());
    matches!((open, std::fs::metadata(path)), (Ok(open), Ok(named)) if identity(&open) == identity(&named))
}

/// Whether a name means standard output: «-», and what systems call it.
pub fn is_standard_output(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name))
}

/// Whether a name leads to something that is open already, and not to a file of its own: `/dev/stderr`, `/dev/fd/3`.
pub fn is_open_already(path: &Path) -> bool {
    let is_such = |path: &Path| {
        let text = path.to_string_lossy();
        text.starts_with("/dev/fd/")
            || ["/dev/stdin", "/dev/stdout", "/dev/stderr"].contains(&&*text)
            || text.starts_with("/proc/") && text.contains("/fd/")
    };
    // A link to such a name; in a circle of links nothing is found.
    let mut at = path.to_owned();
    for _ in 0..40 {
        if is_such(&at) {
            return true;
        }
        let Ok(next) = std::fs::read_link(&at) else { return false };
        at = super::path::folder_of(&at).join(next);
    }
    false
}

#[cfg(test)]
#[cfg(unix)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_are_the_file_and_copies_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a"), "x").unwrap();
        fs::write(path("copy"), "x").unwrap();
        fs::hard_link(path("a"), path("hard")).unwrap();
        symlink(path("a"), path("soft")).unwrap();
        symlink("a", path("short")).unwrap();
        symlink("nowhere", path("lost")).unwrap();
        for name in ["a", "hard", "soft", "short", "../x/../a"] {
            let there = folder.path().join("x");
            fs::create_dir_all(&there).unwrap();
            let named = if name.starts_with("..") { there.join("../a") } else { path(name) };
            assert!(is_same(&path("a"), &named), "{name}");
        }
        for name in ["copy", "lost", "none", "x"] {
            assert!(!is_same(&path("a"), &path(name)), "{name}");
        }
        assert!(is_same(folder.path(), &path("x/..")));
    }

    #[test]
    fn what_is_open_already_is_known_by_any_link() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        symlink("/dev/stderr", path("far")).unwrap();
        symlink("far", path("farther")).unwrap();
        symlink("circle", path("circle")).unwrap();
        fs::write(path("a"), "x").unwrap();
        for (name, expected) in [("far", true), ("farther", true), ("circle", false), ("a", false), ("none", false)] {
            assert_eq!(is_open_already(&path(name)), expected, "{name}");
        }
        assert!(is_open_already(Path::new("/dev/fd/3")) && !is_open_already(Path::new("/dev/shm/a.csv")));
        assert!(is_standard_output(Path::new("/dev/stdout")) && !is_standard_output(Path::new("stdout")));
    }
}

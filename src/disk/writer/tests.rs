//! The target is the old file or the new one, and what is spared is neither.
#![allow(clippy::unwrap_used)]

use super::*;

fn write(path: &Path, text: &str) -> io::Result<()> {
    FileWriter::default().write(path, |out| out.write_all(text.as_bytes()))
}

#[test]
fn the_target_is_replaced_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("доли.csv");
    write(&path, "old").unwrap();
    write(&path, "new").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");

    let failed: io::Result<()> = FileWriter::default().write(&path, |out| {
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

#[cfg(unix)]
#[test]
fn a_link_to_nowhere_gives_way_and_makes_nothing_elsewhere() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (link, target) = (folder.path().join("доли.csv"), elsewhere.path().join("new"));
    std::os::unix::fs::symlink(&target, &link).unwrap();
    assert_eq!(
        FileWriter::default().write_new(&link, |_| io::Result::Ok(())).unwrap_err().kind(),
        io::ErrorKind::AlreadyExists
    );
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
/// A district's file with what lies beside it, and the guard that a command at it has.
fn guarded(folder: &Path) -> FileWriter {
    let path = |name: &str| folder.join(name);
    for name in ["a.db", "other.db"] {
        fs::write(path(name), "SQLite format 3\0 and more").unwrap();
    }
    fs::create_dir(path("a.db-backups")).unwrap();
    for name in ["a.db-backups/1.db", "input.csv", "list.csv"] {
        fs::write(path(name), "text").unwrap();
    }
    let files = FileWriter::default();
    for spared in [
        SparedFile::Database(path("a.db")),
        SparedFile::Copies(path("a.db-backups")),
        SparedFile::Input(path("input.csv")),
    ] {
        files.spare(spared).unwrap();
    }
    files
}

#[test]
fn what_is_spared_is_refused_by_every_door() {
    let folder = tempfile::tempdir().unwrap();
    let files = guarded(folder.path());
    let path = |name: &str| folder.path().join(name);
    let before = fs::read_dir(folder.path()).unwrap().count();
    for (name, word) in [
        ("a.db", "файл базы"),
        ("./a.db", "файл базы"),
        ("a.db-backups/../a.db", "файл базы"),
        ("a.db-journal", "служебный файл базы"),
        ("a.db-wal", "служебный файл базы"),
        ("a.db-shm", "служебный файл базы"),
        ("a.db-lock", "служебный файл базы"),
        ("other.db", "база SQLite"),
        ("other.db-journal", "служебный файл базы SQLite"),
        ("a.db-backups/1.db", "папка автоматических копий"),
        ("a.db-backups/new.csv", "папка автоматических копий"),
        ("input.csv", "исходный файл"),
    ] {
        let refused = files.check(&path(name)).unwrap_err();
        assert!(refused.message.contains(word), "{name}: {}", refused.message);
        assert_eq!(refused.exit_code(), crate::error::EXIT_USAGE, "{name}");
        let all = [files.announce_file(&path(name)).unwrap_err(), files.probe(&path(name)).unwrap_err()];
        assert!(all.iter().all(|other| other.message == refused.message), "{name}: {all:?}");
        for failed in [
            files.write(&path(name), |_| io::Result::Ok(())).unwrap_err(),
            files.write_new(&path(name), |_| io::Result::Ok(())).unwrap_err(),
        ] {
            assert_eq!(of_io(&failed, "записать", &path(name)).message, refused.message, "{name}");
        }
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), before);
    for name in ["list.csv", "new.csv", "a.db.csv", "a.db-backup", "other.csv-journal"] {
        files.write(&path(name), |out| out.write_all(b"x")).unwrap();
        assert_eq!(fs::read(path(name)).unwrap(), b"x", "{name}");
    }
}

/// What a command finds out that it reads, once it has begun, was perhaps announced to be written.
#[test]
fn a_file_is_spared_late_and_written_once() {
    let folder = tempfile::tempdir().unwrap();
    let files = guarded(folder.path());
    let path = |name: &str| folder.path().join(name);
    files.announce_file(&path("list.csv")).unwrap();
    files.announce_place(&path("input.csv")).unwrap();
    let twice = files.announce_file(&path("./list.csv")).unwrap_err();
    assert!(twice.message.contains("дважды"), "{twice}");
    let late = files.spare(SparedFile::Input(path("list.csv"))).unwrap_err();
    assert!(late.message.contains("исходный файл"), "{late}");
    fs::write(path("file"), "x").unwrap();
    let folders = [files.announce_file(folder.path()), files.announce_folder(&path("file"))];
    let words = folders.map(|refused| refused.unwrap_err().message);
    assert!(words[0].contains("папка, а нужно имя файла") && words[1].contains("файл, а нужна папка"), "{words:?}");
}

#[cfg(unix)]
#[test]
fn a_link_to_what_is_spared_is_no_way_round() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let files = guarded(folder.path());
    let path = |name: &str| folder.path().join(name);
    symlink("a.db", path("soft.csv")).unwrap();
    symlink("soft.csv", path("softer.csv")).unwrap();
    fs::hard_link(path("a.db"), path("hard.csv")).unwrap();
    fs::hard_link(path("input.csv"), path("in.csv")).unwrap();
    symlink("a.db-backups", path("copies")).unwrap();
    fs::hard_link(path("other.db"), path("strange.csv")).unwrap();
    for name in ["soft.csv", "softer.csv", "hard.csv", "in.csv", "copies/1.db", "copies/new.csv", "strange.csv"] {
        assert!(files.check(&path(name)).is_err(), "{name}");
    }
    // And the command names the file by a link.
    let linked = FileWriter::default();
    linked.spare(SparedFile::Database(path("soft.csv"))).unwrap();
    for name in ["a.db", "a.db-journal", "soft.csv", "soft.csv-journal", "hard.csv"] {
        assert!(linked.check(&path(name)).is_err(), "{name}");
    }
}

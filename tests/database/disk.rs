//! What the disk and other programs do to a command: it waits and then says so, and the file is as it was.

use std::fs;
use std::io::Write;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::common::{Desk, Told};

const HEAD: &str = "Табельный номер;ФИО;Организация;Должность;Дата приёма\n";

fn school() -> Desk {
    Desk::new().with(["org add 'Школа А' --kind школа"])
}

/// Rows of a staff file, each with a name of its own: numbers as letters.
fn staff(numbers: std::ops::Range<u32>) -> String {
    let letters = |n: u32| {
        let digits = format!("{n:05}");
        digits.chars().map(|c| "абвгдежзик".chars().nth(c as usize - '0' as usize).unwrap()).collect::<String>()
    };
    numbers.map(|n| format!("{n};Ким А{} Ивановна;Школа А;учитель;01.09.2020\n", letters(n))).collect()
}

/// An import that has begun and waits for more rows.
fn halfway(desk: &Desk, rows: &str) -> Child {
    let mut command = desk.command("org staff import -");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let pipe = child.stdin.as_mut().unwrap();
    pipe.write_all(HEAD.as_bytes()).unwrap();
    // More than a pipe holds: when it is written, most of it is read, within the transaction.
    pipe.write_all(rows.as_bytes()).unwrap();
    child
}

fn ended(child: Child) -> i32 {
    child.wait_with_output().unwrap().status.code().unwrap()
}

#[test]
fn a_reader_during_an_import_sees_the_old_state() {
    let desk = school();
    let mut import = halfway(&desk, &staff(0..3000));
    assert_eq!(desk.rows("org staff list").len(), 0);
    assert_eq!(desk.done("org check").code, 0);
    desk.done("org backup copy.db");
    import.stdin.as_mut().unwrap().write_all(staff(3000..3100).as_bytes()).unwrap();
    assert_eq!(ended(import), 0);
    assert_eq!(desk.rows("org staff list").len(), 3100);
    let copy = rusqlite::Connection::open(desk.path("copy.db")).unwrap();
    assert_eq!(copy.query_row("SELECT count(*) FROM people", [], |row| row.get::<_, i64>(0)).unwrap(), 0);
}

/// Whoever reads while an import is written sees none of its rows or all; a reader that comes at the very end waits.
#[test]
fn no_reader_ever_sees_half_an_import() {
    let desk = school();
    desk.write("staff.csv", HEAD.to_owned() + &staff(0..3000));
    thread::scope(|scope| {
        let import = scope.spawn(|| desk.done("org staff import staff.csv"));
        let mut seen = Vec::new();
        while !import.is_finished() {
            seen.push(desk.rows("org staff list").len());
        }
        import.join().unwrap();
        seen.push(desk.rows("org staff list").len());
        assert!(seen.iter().all(|count| [0, 3000].contains(count)), "{seen:?}");
        assert_eq!(seen.last(), Some(&3000));
    });
}

/// The second writer waits as long as it is told and then says for whom; nothing of it is left, and the first goes on.
#[test]
fn two_writers_come_one_after_the_other() {
    let desk = school();
    let desk = &desk;
    let import = halfway(desk, &staff(0..3000));
    let (line, writer) = ("org add 'Школа Б' --kind школа", import.id());
    thread::scope(|scope| {
        let lines = [line, "org staff import - --dry-run", "org backup --keep 3", "org restore copy.db --yes"];
        desk.done("org backup copy.db");
        let told: Vec<_> =
            lines.map(|line| scope.spawn(move || desk.run(&format!("{line} --wait 1")))).into_iter().collect();
        for (line, told) in lines.iter().zip(told) {
            let words = [
                &format!("база занята: с ней работает nastavnik org staff import (процесс {writer}"),
                "повторите",
                "--wait",
            ];
            told.join().unwrap().is_refusal(line, 4, &words);
        }
    });
    assert!(desk.path("nastavnik.db-lock").exists());
    assert_eq!(ended(import), 0);
    assert!(!desk.path("nastavnik.db-lock").exists());
    assert_eq!(desk.rows("org staff list").len(), 3000);
    // One that comes before the first has ended gets its turn.
    let import = halfway(desk, &staff(3000..3100));
    thread::scope(|scope| {
        let second = scope.spawn(|| desk.run(line));
        assert_eq!(ended(import), 0);
        assert_eq!(second.join().unwrap().code, 0);
    });
    assert_eq!(desk.rows("org list").len(), 2);
}

/// A writer of a whole file that is read keeps the reader waiting: a sentence, and not an SQLite code.
#[test]
fn a_reader_of_a_file_that_is_being_written_waits_and_is_told() {
    let desk = school().with(["org backup copy.db"]);
    let other = desk.sql();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    thread::scope(|scope| {
        let lines = ["org list", "org check", "org backup b.db", "org restore copy.db --yes"];
        let desk = &desk;
        let told = lines.map(|line| scope.spawn(move || desk.run(&format!("{line} --wait 1"))));
        for (line, told) in lines.iter().zip(told) {
            let words = ["база занята: с ней работает другая программа", "повторите", "дольше, чем 1 с: --wait"];
            told.join().unwrap().is_refusal(line, 4, &words);
        }
    });
    assert_eq!(desk.files(), ["copy.db", "nastavnik.db", "nastavnik.db-journal"].map(String::from)[..2].to_vec());
}

/// Whoever reads waits as long as whoever writes, is told after a second, and has its turn once the file is free.
#[test]
fn a_reader_waits_as_long_as_a_writer_would() {
    let desk = school();
    let other = desk.sql();
    let waited = |line: &str, free_after: Option<u64>| {
        other.execute_batch("BEGIN EXCLUSIVE").unwrap();
        let begun = Instant::now();
        let child = desk.command(line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        if let Some(seconds) = free_after {
            thread::sleep(Duration::from_secs(seconds));
            other.execute_batch("COMMIT").unwrap();
        }
        let output = child.wait_with_output().unwrap();
        let waited = begun.elapsed();
        other.execute_batch("SELECT 1").unwrap();
        if free_after.is_none() {
            other.execute_batch("COMMIT").unwrap();
        }
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap(), waited)
    };
    let waits = |seconds: u64| format!("Файл базы занят: с ним работает другая программа; жду до {seconds} с\n");
    for line in ["org list", "org add 'Школа Б' --kind школа"] {
        let (code, err, time) = waited(&format!("{line} --wait 2"), None);
        assert!(code == 4 && err.starts_with(&waits(2)) && err.contains("база занята"), "{line}: {err}");
        assert!(time >= Duration::from_secs(2), "{line}: {time:?}");
        let (code, err, _) = waited(line, Some(2));
        assert!(code == 0 && err.starts_with(&waits(15)), "{line}: {err}");
    }
    let (code, err, _) = waited("org list --wait 0", None);
    assert!(code == 4 && err.starts_with("Ошибка: база занята"), "{err}");
    let (code, err, _) = waited("org list --wait 2 --quiet", None);
    assert!(code == 4 && err.starts_with("Ошибка: база занята"), "{err}");
    desk.refused("org list --wait долго", 2, &["долго", "--wait"]);
}

/// An import that is about to end waits for whoever reads, and keeps others from beginning: they are told which command it is.
#[test]
fn a_reader_is_told_who_is_writing() {
    let desk = school();
    let mut import = halfway(&desk, &staff(0..1000));
    let reader = desk.sql();
    reader.execute_batch("BEGIN; SELECT count(*) FROM people").unwrap();
    drop(import.stdin.take());
    // It may take a while until it comes to its end.
    let words = format!("Файл базы занят: с ним работает nastavnik org staff import (процесс {}", import.id());
    let told = (0..3000).map(|_| desk.run("org list --wait 2")).find(|told| told.code == 4).unwrap();
    assert!(told.err.starts_with(&words) && told.err.contains("жду до 2 с\n"), "{told:#?}");
    reader.execute_batch("COMMIT").unwrap();
    assert_eq!(ended(import), 0);
    assert_eq!(desk.rows("org staff list").len(), 1000);
}

/// A command that was killed leaves a note that names nobody any more; the next one takes it away.
#[test]
fn a_note_of_a_command_that_was_killed_misleads_nobody() {
    let desk = school();
    let mut import = halfway(&desk, &staff(0..3000));
    import.kill().unwrap();
    import.wait().unwrap();
    assert!(cfg!(windows) || desk.path("nastavnik.db-lock").exists());
    let other = desk.sql();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let line = "org list --wait 0";
    desk.run(line).is_refusal(line, 4, &["база занята: с ней работает другая программа"]);
    other.execute_batch("COMMIT").unwrap();
    desk.done("org add 'Школа Б' --kind школа");
    assert!(!desk.path("nastavnik.db-lock").exists());
}

#[test]
fn a_file_whose_folder_is_gone_is_told() {
    let desk = Desk::bare();
    fs::create_dir(desk.path("stick")).unwrap();
    desk.done("org init --name Район --db stick/a.db");
    fs::rename(desk.path("stick"), desk.path("other")).unwrap();
    for line in ["org list --db stick/a.db", "org backup --db stick/a.db", "org check --db stick/a.db"] {
        desk.refused(line, 4, &["нет файла базы «stick/a.db»"]);
    }
    desk.refused("org restore other/a.db --db stick/a.db", 4, &["«stick»", "нет такого файла или папки"]);
    assert_eq!(desk.files(), ["other"]);
}

/// The folder goes away while an import runs: what it did is lost, and it says so.
#[cfg(unix)]
#[test]
fn a_folder_that_vanishes_during_a_command_is_told() {
    let desk = Desk::bare();
    fs::create_dir(desk.path("stick")).unwrap();
    desk.done("org init --name Район --db stick/a.db");
    desk.done("org add 'Школа А' --kind школа --db stick/a.db");
    let mut import = halfway_of(&desk, "org staff import - --db stick/a.db", &staff(0..3000));
    fs::remove_dir_all(desk.path("stick")).unwrap();
    import.stdin.as_mut().unwrap().write_all(staff(3000..3100).as_bytes()).unwrap();
    drop(import.stdin.take());
    let output = import.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(4), "{err}");
    assert!(err.starts_with("Ошибка: "), "{err}");
    assert!(!desk.path("stick").exists());
}

#[cfg(unix)]
fn halfway_of(desk: &Desk, line: &str, rows: &str) -> Child {
    let mut command = desk.command(line);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let pipe = child.stdin.as_mut().unwrap();
    pipe.write_all(HEAD.as_bytes()).unwrap();
    pipe.write_all(rows.as_bytes()).unwrap();
    child
}

/// A program that may write files of so many blocks of 512 bytes only. The signal that comes with it is ignored, as on a
/// disk that is really full there is none.
#[cfg(unix)]
fn limited(desk: &Desk, line: &str, blocks: u64) -> Told {
    let limit = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut command = std::process::Command::new("sh");
    command.args(["-c", &limit, env!("CARGO_BIN_EXE_nastavnik")]).args(crate::common::words(line));
    command.current_dir(desk.folder()).env("NASTAVNIK_DB", desk.db()).env("NASTAVNIK_TODAY", "2024-06-15");
    Told::of(command.stdin(Stdio::null()))
}

/// Where no file may grow any more, nothing is written, nothing is left, and a sentence says why.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_changes_nothing() {
    let desk = school();
    desk.write("staff.csv", HEAD.to_owned() + &staff(0..3000));
    desk.done("org backup copy.db");
    let files = desk.files();
    let bytes = desk.bytes();
    let blocks = bytes.len() as u64 / 512;
    for (line, blocks) in [
        ("org staff import staff.csv", blocks + 100),
        ("org staff import staff.csv", blocks / 2),
        ("org backup b.db", blocks / 2),
        ("org backup", blocks / 2),
        ("org restore copy.db --yes", blocks / 2),
        ("org add 'Школа Б' --kind школа", 1),
        ("org init --name Район --db new.db", blocks / 2),
    ] {
        let told = limited(&desk, line, blocks);
        assert_eq!(told.code, 4, "{line}: {told:#?}");
        assert!(told.err.starts_with("Ошибка: ") && told.err.contains("диск"), "{line}: {told:#?}");
        assert!(desk.bytes() == bytes, "{line}: the file has changed");
        assert_eq!(desk.files(), files, "{line}");
    }
    assert_eq!(desk.done("org check").code, 0);
}

/// An export that doesn't fit leaves the former file and nothing half-written.
#[cfg(unix)]
#[test]
fn an_export_that_finds_no_room_leaves_nothing() {
    let desk = school();
    desk.write("staff.csv", HEAD.to_owned() + &staff(0..200));
    desk.done("org staff import staff.csv");
    desk.write("bad.csv", HEAD.to_owned() + &staff(200..400).replace("01.09.2020", "31.02.2020"));
    fs::create_dir(desk.path("export")).unwrap();
    desk.write("list.csv", "of yesterday\n");
    let (files, bytes) = (desk.files(), desk.bytes());
    for line in [
        "org staff list --output list.csv",
        "org staff list --format csv --output list.csv",
        "org staff list --format json --output new.json",
        "org staff list --output new.xlsx",
        "monitor indicators --output list.csv",
        "monitor export --out export",
        "org backup copy.db",
        "org backup",
        "org staff import --template t.csv",
        "org staff import bad.csv --map-template m.txt",
        "org staff import bad.csv --rejects r.csv",
        "org staff import bad.csv --rejects отказы --dry-run",
        "org staff import staff.csv --plan p.json",
    ] {
        // Fewer bytes than any of these has.
        let told = limited(&desk, line, 0);
        assert!(told.code == 4 && told.err.starts_with("Ошибка: "), "{line}: {told:#?}");
        assert!(desk.bytes() == bytes, "{line}: the file has changed");
        let left: Vec<_> = desk.files().into_iter().filter(|name| name != "отказы").collect();
        assert_eq!(left, files, "{line}");
        assert_eq!(fs::read_to_string(desk.path("list.csv")).unwrap(), "of yesterday\n", "{line}");
    }
    // The one copy is that from before the import.
    for (folder, count) in [("export", 0), ("отказы", 0), ("nastavnik.db-backups", 1)] {
        assert_eq!(fs::read_dir(desk.path(folder)).into_iter().flatten().count(), count, "{folder}");
    }
}

/// A disk of its own that really is full; only root can make one.
#[cfg(target_os = "linux")]
mod full {
    use super::*;
    use std::process::Command;

    /// A disk that is unmounted in the end.
    struct Disk<'d>(&'d Desk);

    impl<'d> Disk<'d> {
        fn mount(desk: &'d Desk, options: &str) -> Option<Self> {
            let folder = desk.path("disk");
            fs::create_dir_all(&folder).unwrap();
            let mut mount = Command::new("mount");
            mount.args(["-t", "tmpfs", "-o", options, "none"]).arg(&folder);
            let done = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
            done.then_some(Self(desk))
        }

        fn fill(&self) {
            let mut file = fs::File::create(self.0.path("disk/full")).unwrap();
            while file.write_all(&[1; 4096]).is_ok() {}
        }
    }

    impl Drop for Disk<'_> {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg("-l").arg(self.0.path("disk")).status();
        }
    }

    #[test]
    fn a_full_disk_is_told() {
        let desk = Desk::bare();
        desk.write("staff.csv", HEAD.to_owned() + &staff(0..3000));
        let Some(disk) = Disk::mount(&desk, "size=2m,mode=700") else { return };
        desk.done("org init --name Район --db disk/a.db");
        desk.done("org add 'Школа А' --kind школа --db disk/a.db");
        desk.done("org backup copy.db --db disk/a.db");
        disk.fill();
        let bytes = fs::read(desk.path("disk/a.db")).unwrap();
        for line in [
            "org add 'Школа Б' --kind школа --db disk/a.db",
            "org staff import staff.csv --db disk/a.db",
            "org backup --db disk/a.db",
            "org restore copy.db --yes --db disk/a.db",
            "org init --name Район --db disk/b.db",
        ] {
            let told = desk.run(line);
            told.is_refusal(line, 4, &["на диске нет места"]);
            assert!(fs::read(desk.path("disk/a.db")).unwrap() == bytes, "{line}: the file has changed");
        }
        desk.done("org backup b.db --db disk/a.db");
        desk.done("org check --db disk/a.db");
    }

    /// A file that may only be read is read; whatever would write says so.
    #[test]
    fn a_disk_for_reading_is_told() {
        let desk = Desk::bare();
        let Some(disk) = Disk::mount(&desk, "size=4m,mode=700") else { return };
        desk.done("org init --name Район --db disk/a.db");
        fs::copy(desk.path("disk/a.db"), desk.path("copy.db")).unwrap();
        fs::copy(desk.path("disk/a.db"), desk.path("disk/old.db")).unwrap();
        // Whatever an older version looks like, no step of its ladder can be taken here.
        let old = rusqlite::Connection::open(desk.path("disk/old.db")).unwrap();
        old.pragma_update(None, "user_version", 2).unwrap();
        drop(old);
        let folder = desk.path("disk");
        let status = Command::new("mount").args(["-o", "remount,ro"]).arg(&folder).status().unwrap();
        assert!(status.success());
        for line in ["org list --db disk/a.db", "org check --db disk/a.db", "org backup b.db --db disk/a.db"] {
            desk.done(line);
        }
        desk.refused("org add 'Школа А' --kind школа --db disk/a.db", 4, &["только для чтения"]);
        let words = ["версии 2 не обновлена", "файл не изменён", "только для чтения", "право записи"];
        desk.refused("org list --db disk/old.db", 4, &words);
        desk.refused("org backup --db disk/a.db", 4, &["диск только для чтения"]);
        desk.refused("org restore copy.db --yes --db disk/a.db", 4, &["диск только для чтения"]);
        drop(disk);
    }
}

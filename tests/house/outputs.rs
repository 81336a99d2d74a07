//! Every option by which the program writes a file, found in the command tree by the type of its value: none of them replaces what
//! must stay, whatever it is called and by whatever link it is named.

use std::any::TypeId;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::refusals::lines;
use crate::common::{Desk, Told, commands};
use nastavnik::disk::{FileToRead, FileToWrite, FolderToWrite, PlaceToWrite};

/// What an option writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// A file, in the place of an older one.
    File,
    /// A new file, or one in a folder.
    Place,
    /// Files in a folder.
    Folder,
}

/// A command line whose option writes to `{}`; a new option wants its line here.
fn line(command: &str, option: &str) -> String {
    match option {
        "plan" | "rejects" | "map-template" => format!("{command} in.csv --{option} {{}}"),
        "template" => format!("{command} --template {{}}"),
        "print-template" => format!("{command} --print-template {{}}"),
        "out" => format!("{command} --out {{}}"),
        "export" => format!("{command} --add year --export {{}}"),
        "file" if command == "org backup" => "org backup {}".into(),
        _ => panic!("{command}: no line for «{option}»"),
    }
}

/// All of them, the global one apart.
fn written() -> Vec<(String, Written)> {
    let kinds = [
        (TypeId::of::<FileToWrite>(), Written::File),
        (TypeId::of::<PlaceToWrite>(), Written::Place),
        (TypeId::of::<FolderToWrite>(), Written::Folder),
    ];
    let mut all = Vec::new();
    for (path, command) in commands() {
        for arg in command.get_arguments().filter(|arg| !arg.is_global_set()) {
            let of = arg.get_value_parser().type_id();
            if let Some((_, kind)) = kinds.iter().find(|(id, _)| of == *id) {
                all.push((line(&path.join(" "), arg.get_long().unwrap_or(arg.get_id().as_str())), *kind));
            }
        }
    }
    assert!(all.len() > 20, "the tree wasn't walked: {all:?}");
    all
}

/// A path that the tree keeps as a mere path is one that nobody looks at.
#[test]
fn every_path_of_the_command_line_says_what_becomes_of_it() {
    let mut mere = Vec::new();
    let mut read = 0;
    for (path, command) in commands() {
        for arg in command.get_arguments() {
            let of = arg.get_value_parser().type_id();
            let is_mere = of == TypeId::of::<PathBuf>() || of == TypeId::of::<std::ffi::OsString>();
            read += usize::from(of == TypeId::of::<FileToRead>());
            // The database is looked after by itself.
            if is_mere && arg.get_id() != "db" {
                mere.push(format!("{} {}", path.join(" "), arg.get_id()));
            }
        }
    }
    assert_eq!(mere, Vec::<String>::new());
    assert!(read > 10, "the tree wasn't walked: {read}");
}

/// A desk with a database, its copy, another database, a file to read; and links to some of them.
fn desk() -> Desk {
    let desk = Desk::new().with(["org add 'Школа А' --kind школа", "org backup"]);
    rusqlite::Connection::open(desk.path("other.db")).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    desk.write("in.csv", "Наименование;Вид\nШкола Б;школа\n").write("a.csv", "a list of old\n");
    fs::hard_link(desk.db(), desk.path("hard.csv")).unwrap();
    fs::hard_link(desk.path("in.csv"), desk.path("again.csv")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nastavnik.db", desk.path("soft.csv")).unwrap();
    desk
}

/// Everything under a folder: what is there, byte by byte.
fn all_files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.path() {
            path if path.is_dir() => {
                all.insert(path.clone(), Vec::new());
                all.append(&mut all_files(&path));
            }
            path => _ = all.insert(path.clone(), fs::read(path).unwrap()),
        }
    }
    all
}

const COPY: &str = "nastavnik.db-backups/2024-06-15-000000-manual.db";

/// What nothing may replace.
fn spared() -> Vec<&'static str> {
    let mut spared = vec![
        "nastavnik.db",
        "nastavnik.db-backups/../nastavnik.db",
        "hard.csv",
        "nastavnik.db-journal",
        "nastavnik.db-wal",
        "nastavnik.db-shm",
        "nastavnik.db-lock",
        COPY,
        "nastavnik.db-backups/new.csv",
        "other.db",
        "other.db-journal",
    ];
    if cfg!(unix) {
        spared.push("soft.csv");
    }
    spared
}

#[test]
fn no_option_replaces_the_database_or_what_belongs_to_it() {
    let desk = desk();
    let before = all_files(desk.folder());
    let mut seen = Vec::new();
    for (line, kind) in written() {
        let more: &[&str] = match kind {
            // Nor a file that the command reads.
            Written::File if line.contains("in.csv") => &["in.csv", "again.csv", "./in.csv"],
            Written::File | Written::Place => &[],
            Written::Folder => &["nastavnik.db-backups"],
        };
        // All imports share their options: of an option once everything is tried, then that it is looked at at all.
        let option = line.split_whitespace().find(|word| word.starts_with("--")).unwrap_or_default().to_owned();
        let spared = if seen.contains(&option) { vec!["hard.csv", COPY] } else { spared() };
        seen.push(option);
        for target in spared.into_iter().chain(more.iter().copied()) {
            let line = line.replace("{}", target);
            let told = desk.run(&line);
            let is_told = ["нельзя заменить", "не место"].iter().any(|word| told.err.contains(word));
            assert!(told.code == 2 && is_told && told.out.is_empty(), "{line}: {told:#?}");
            assert!(all_files(desk.folder()) == before, "{line}: something has changed");
        }
    }
}

#[test]
fn no_command_puts_its_result_over_the_database() {
    let desk = desk();
    let before = all_files(desk.folder());
    for line in lines() {
        desk.refused(&format!("{line} --output nastavnik.db"), 2, &["«nastavnik.db» — файл базы, его нельзя заменить"]);
    }
    for target in spared() {
        for line in ["org list", "org import in.csv --dry-run", "org import --columns", "org history"] {
            let told = desk.run(&format!("{line} --output {target}"));
            assert!(told.code == 2 && told.err.starts_with("Ошибка: "), "{line} → {target}: {told:#?}");
        }
    }
    for target in ["in.csv", "again.csv"] {
        for line in ["org import in.csv", "org import in.csv --dry-run", "org import in.csv --format json"] {
            desk.refused(&format!("{line} --output {target}"), 2, &["исходный файл, его нельзя заменить"]);
        }
    }
    assert!(all_files(desk.folder()) == before, "something has changed");
    // Any other file may be replaced, as a scheduler does every night.
    desk.done("org list --output a.csv");
    assert!(fs::read_to_string(desk.path("a.csv")).unwrap().contains("Школа А"));
}

/// Standard input may be a file, and so may what a saved plan was made of, a map or an act be.
#[test]
fn whatever_a_command_reads_stays() {
    let desk = desk();
    desk.write("map.txt", "Имя = Наименование\n").write("act.toml", "no act yet\n");
    let fed = |line: &str| {
        let mut command = desk.command(line);
        Told::of(command.stdin(File::open(desk.path("in.csv")).unwrap()))
    };
    desk.done("org import in.csv --plan plan.json");
    let before = all_files(desk.folder());
    for line in ["org import - --output in.csv", "org import - --output again.csv", "org import - --plan in.csv"] {
        fed(line).is_refusal(line, 2, &["исходный файл", "его нельзя заменить"]);
    }
    for line in [
        "org import --apply plan.json --output in.csv",
        "org import --apply plan.json --output again.csv",
        "org import --apply plan.json --output plan.json",
        "org import in.csv --map map.txt --output map.txt",
        "org import in.csv --map map.txt --plan map.txt",
        "monitor indicators --act act.toml --output act.toml",
    ] {
        desk.refused(line, 2, &["исходный файл, его нельзя заменить"]);
    }
    for line in
        ["org import in.csv --plan p.json --output p.json", "org import in.csv --rejects r.csv --output ./r.csv"]
    {
        desk.refused(line, 2, &["велено записать дважды"]);
    }
    assert!(all_files(desk.folder()) == before, "something has changed");
}

#[test]
fn a_folder_is_no_file_and_a_file_no_folder() {
    let desk = desk();
    fs::create_dir(desk.path("export")).unwrap();
    for line in ["org list --output export", "org list --output export/", "org import in.csv --plan export"] {
        desk.refused(line, 2, &["папка, а нужно имя файла", "export/файл.csv"]);
    }
    desk.refused("org list --output no/such.csv", 4, &["no/such.csv", "нет такого файла или папки"]);
    desk.refused("monitor export --out a.csv", 2, &["«a.csv» — файл, а нужна папка"]);
    desk.refused("monitor run --add year --export a.csv", 2, &["«a.csv» — файл, а нужна папка"]);
    assert_eq!(fs::read_dir(desk.path("export")).unwrap().count(), 0);
}

/// Standard output by its name is written into: the file behind it stays what it is, with what is in it already.
#[cfg(unix)]
#[test]
fn standard_output_by_its_name_is_written_into() {
    use std::io::Write;
    use std::os::unix::fs::MetadataExt;
    let desk = desk();
    for name in ["-", "/dev/stdout", "/dev/fd/1"] {
        let mut file = File::create(desk.path("out.csv")).unwrap();
        writeln!(file, "before").unwrap();
        let number = file.metadata().unwrap().ino();
        let mut command = desk.command(&format!("org list --format csv --output {name}"));
        let status = command.stdout(file.try_clone().unwrap()).status().unwrap();
        assert!(status.success(), "{name}");
        writeln!(file, "after").unwrap();
        let text = fs::read_to_string(desk.path("out.csv")).unwrap();
        assert!(
            text.starts_with("before\n") && text.contains("Школа А") && text.ends_with("after\n"),
            "{name}: {text}"
        );
        assert_eq!(fs::metadata(desk.path("out.csv")).unwrap().ino(), number, "{name}");
    }
    // What else is open already isn't replaced either.
    let mut file = File::create(desk.path("err.txt")).unwrap();
    writeln!(file, "before").unwrap();
    let status = desk.command("org list --quiet --output /dev/stderr").stderr(file).status().unwrap();
    let text = fs::read_to_string(desk.path("err.txt")).unwrap();
    assert!(status.success() && text.starts_with("before\n") && text.contains("Школа А"), "{text}");
}

/// A help page that can't be shown is no success.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_of_help_too() {
    let desk = desk();
    for line in ["--help", "org --help", "org import --help", "--version", "org list", "org list --output /dev/full"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = desk.command(line).stdout(full).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(4) && err.contains("на диске нет места"), "{line}: {err}");
    }
}

/// Another disk than the one of the database and of temporary files.
#[cfg(target_os = "linux")]
#[test]
fn a_target_on_another_disk_is_written() {
    use std::os::unix::fs::MetadataExt;
    let desk = desk();
    let Ok(other) = tempfile::Builder::new().prefix("nastavnik-test").tempdir_in("/dev/shm") else { return };
    if fs::metadata(other.path()).unwrap().dev() == fs::metadata(desk.folder()).unwrap().dev() {
        return;
    }
    let place = other.path().display().to_string();
    desk.write("bad.csv", "Наименование;Вид\nШкола В;лавка\n");
    desk.done(&format!("org list --output {place}/list.csv"));
    desk.done(&format!("org list --output {place}/list.csv"));
    desk.done(&format!("monitor export --out {place}/export"));
    desk.done(&format!("org import in.csv --plan {place}/plan.json"));
    desk.done(&format!("org import --template {place}/t.csv"));
    desk.done(&format!("org backup {place}/copy.db"));
    assert_eq!(desk.run(&format!("org import bad.csv --rejects {place}/r.csv")).code, 1);
    let names = all_files(other.path()).into_keys().map(|path| path.strip_prefix(other.path()).unwrap().to_owned());
    let names: Vec<_> = names.filter(|name| !name.starts_with("export")).collect();
    assert_eq!(names, ["copy.db", "list.csv", "plan.json", "r.csv", "t.csv"].map(PathBuf::from));
}

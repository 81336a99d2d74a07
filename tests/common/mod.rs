//! What the behaviour tests share: a desk of one's own with a file on it, and the program run at that desk.

pub mod district;
pub mod dump;
pub mod hand_made;
pub mod paper;
pub mod small_district;
pub mod snapshot;
pub mod spreadsheet;
pub mod workbook;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use rusqlite::Connection;
use tempfile::TempDir;

use self::snapshot::Snapshot;

/// The day that counts as today, if a test doesn't say otherwise.
pub const TODAY: &str = "2024-06-15";
pub const DISTRICT: &str = "Лесной район";

/// A temporary folder with the file `nastavnik.db` in it.
pub struct Desk {
    folder: TempDir,
    today: &'static str,
    /// The commands that alone have made what lies there, each with its day; `None` as soon as a test has done anything else.
    made_by: Mutex<Option<String>>,
}

/// What the program said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl Desk {
    /// No file yet.
    pub fn bare() -> Self {
        Self { folder: TempDir::new().unwrap(), today: TODAY, made_by: Mutex::new(Some(String::new())) }
    }

    /// A new file.
    pub fn new() -> Self {
        Self::bare().with([format!("org init --name '{DISTRICT}'")])
    }

    /// Another day counts as today from now on.
    pub fn at(self, today: &'static str) -> Self {
        Self { today, ..self }
    }

    /// Runs commands that must succeed. What the same commands have made of nothing before is taken from then: most tests
    /// begin alike, and a start of the program costs more than all else that they do.
    pub fn with(self, lines: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let lines: Vec<String> = lines.into_iter().map(|line| line.as_ref().to_owned()).collect();
        // A schedule keeps the whole path of its folder, which is another for each desk.
        let is_tied = lines.iter().any(|line| line.contains("--export"));
        let made_by = self.made_by.lock().unwrap().take().filter(|_| !is_tied).map(|mut made_by| {
            lines.iter().for_each(|line| made_by += &format!("{}: {line}\n", self.today));
            made_by
        });
        let folder = self.folder.path();
        if let Some(kept) = made_by.as_deref().and_then(Snapshot::of) {
            kept.put(folder);
        } else {
            lines.iter().for_each(|line| _ = self.done(line));
            made_by.iter().for_each(|made_by| Snapshot::keep(made_by, folder));
        }
        Self { made_by: Mutex::new(made_by), ..self }
    }

    /// The file of one of the examples, imported from what lies in its folder.
    pub fn example(name: &str, today: &'static str) -> Self {
        const STEPS: &[(&str, &str)] = &[
            ("organizations.csv", "org import"),
            ("staff", "org staff import"),
            ("staff.csv", "org staff import"),
            ("mentors.csv", "mentor import"),
            ("groups.csv", "org group import"),
            ("members.csv", "org group import"),
            ("pairs.csv", "pair import"),
            ("programs.csv", "program import"),
            ("answers.csv", "monitor survey import"),
        ];
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        let mut lines = vec![format!("org init --name '{DISTRICT}' --since 01.01.2000")];
        for (file, command) in STEPS {
            let path = here.join(file);
            let mut files = vec![path.clone()];
            if path.is_dir() {
                files = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
                files.sort();
            }
            lines.extend(
                files.iter().filter(|file| file.exists()).map(|file| format!("{command} '{}'", file.display())),
            );
        }
        Self::bare().at(today).with(lines)
    }

    /// Where everything lies; from now on anything may happen there.
    pub fn folder(&self) -> &Path {
        *self.made_by.lock().unwrap() = None;
        self.folder.path()
    }

    pub fn db(&self) -> PathBuf {
        self.path("nastavnik.db")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// The bytes of the database.
    pub fn bytes(&self) -> Vec<u8> {
        fs::read(self.db()).unwrap()
    }

    /// What lies in the folder, by name.
    pub fn files(&self) -> Vec<String> {
        let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().to_string_lossy().into_owned();
        let mut files: Vec<_> = fs::read_dir(self.folder()).unwrap().map(name).collect();
        files.sort();
        files
    }

    /// Writes a file into the folder.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        fs::write(self.path(name), content).unwrap();
        self
    }

    /// The database, past the program.
    pub fn sql(&self) -> Connection {
        Connection::open(self.db()).unwrap()
    }

    /// The program with a command line, not yet started.
    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nastavnik"));
        command
            .args(words(line))
            .current_dir(self.folder())
            .env("NASTAVNIK_DB", self.db())
            .env("COLUMNS", "80")
            .env("NASTAVNIK_TODAY", self.today)
            .stdin(Stdio::null());
        command
    }

    /// Runs a command line.
    pub fn run(&self, line: &str) -> Told {
        Told::of(&mut self.command(line))
    }

    /// Runs a command line with a text on standard input.
    pub fn fed(&self, line: &str, input: &str) -> Told {
        let mut command = self.command(line);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Told::read(child.wait_with_output().unwrap())
    }

    /// Runs a command line that must succeed.
    pub fn done(&self, line: &str) -> Told {
        let told = self.run(line);
        assert_eq!(told.code, 0, "{line}\n{told:#?}");
        told
    }

    /// Runs a command line that must be refused with a code and with words, and must leave the file as it was.
    pub fn refused(&self, line: &str, code: i32, words: &[&str]) -> Told {
        let before = fs::read(self.db()).ok();
        let told = self.run(line);
        told.is_refusal(line, code, words);
        assert!(before == fs::read(self.db()).ok(), "{line}: the file has changed\n{told:#?}");
        told
    }

    /// The rows of a command's csv, each a list of cells; without the header.
    pub fn rows(&self, line: &str) -> Vec<Vec<String>> {
        let told = self.done(&format!("{line} --format csv"));
        let mut reader = csv::Reader::from_reader(told.out.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(Into::into).collect()).collect()
    }

    /// Some columns of a command's csv, the cells of a row parted by `|`.
    pub fn cells(&self, line: &str, columns: &[&str]) -> Vec<String> {
        let told = self.done(&format!("{line} --format csv"));
        let mut reader = csv::Reader::from_reader(told.out.as_bytes());
        let header = reader.headers().unwrap().clone();
        let place = |column: &&str| header.iter().position(|h| h == *column).unwrap_or_else(|| panic!("no {column}"));
        let places: Vec<_> = columns.iter().map(place).collect();
        let row = |row: csv::StringRecord| places.iter().map(|at| row[*at].to_owned()).collect::<Vec<_>>().join("|");
        reader.records().map(|record| row(record.unwrap())).collect()
    }
}

impl Told {
    pub fn of(command: &mut Command) -> Self {
        Self::read(command.output().unwrap())
    }

    fn read(output: std::process::Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap_or(-1),
        }
    }

    /// Nothing on stdout but the plan of a dry run, a Russian error with these words on stderr, this exit code.
    pub fn is_refusal(&self, line: &str, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{line}\n{self:#?}");
        assert!(self.err.lines().any(|said| said.starts_with("Ошибка: ")), "{line}\n{self:#?}");
        assert!(self.out.is_empty() || line.contains(" --dry-run") || line.contains(" --plan "), "{line}\n{self:#?}");
        for word in words {
            assert!(self.err.contains(word), "{line}: «{word}» isn't said\n{self:#?}");
        }
    }
}

/// A command line in words, as a shell parts it: spaces, `"…"` and `'…'`.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    assert_eq!(quote, None, "an open quote: {line}");
    words.extend(word);
    words
}

/// Runs of three or more Latin letters in a text, as whole words (with digits, hyphens and underscores).
pub fn latin(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || "-_".contains(c)))
        .map(|word| word.trim_matches(['-', '_']))
        .filter(|word| word.as_bytes().windows(3).any(|three| three.iter().all(u8::is_ascii_alphabetic)))
        .collect()
}

/// All commands of the tree that its pages list, each as the words after `nastavnik`, those with subcommands too.
pub fn commands() -> Vec<(Vec<String>, clap::Command)> {
    fn walk(path: &[String], command: &clap::Command, all: &mut Vec<(Vec<String>, clap::Command)>) {
        all.push((path.to_vec(), command.clone()));
        for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
            walk(&[path, &[below.get_name().to_owned()]].concat(), below, all);
        }
    }
    let mut all = Vec::new();
    walk(&[], &nastavnik::cli::tree(), &mut all);
    all
}

//! The guide is a test: every command of README.md and of `docs/guide/*.md` is run and its output compared.
//!
//! A page is `NAME.md`; in `tests/guide`, `NAME.in` holds the files its reader has, `NAME.out` those that must lie there in the
//! end. Each page is run on a copy, so that nothing is written beside it. After a change of wording, `TRYCMD=overwrite cargo test
//! tour::` brings the pages up to date: read the difference before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use super::help::{english, typed};

const HOME: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_tour() {
    let (stage, pages) = (stage("guide"), pages());
    for page in &pages {
        let files = files_of(page);
        check(page, &files.with_extension("in"));
        let copy = stage.join(page.file_name().expect("a name"));
        copy_all(page, &copy);
        copy_all(&files.with_extension("in"), &copy.with_extension("in"));
        copy_all(&files.with_extension("out"), &copy.with_extension("out"));
    }
    let cases = cases();
    cases.env("NASTAVNIK_TODAY", "2024-11-01").case(stage.join("*.md")).run();
    pages.iter().for_each(|page| keep(page, &stage));
}

/// Whoever reads the guide knows no English. Commands and names of files stand in backticks, other pages are links.
#[test]
fn the_tour_is_told_in_russian() {
    let typed = typed();
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a page");
        let prose: String = text.split("```").step_by(2).flat_map(|prose| prose.split('`').step_by(2)).collect();
        let links: Vec<_> = prose.split("](").skip(1).map(|rest| rest.split(')').next().expect("an address")).collect();
        for link in &links {
            assert!(page.with_file_name(link).is_file(), "{}: {link} isn't there", page.display());
        }
        let said = links.iter().fold(prose.clone(), |said, link| said.replace(link, ""));
        let unknown = english(&said, &typed);
        assert!(unknown.is_empty(), "{}: {unknown:?}", page.display());
        assert!(text.starts_with("# ") && text.contains("\n## Если "), "{}: no way out", page.display());
    }
}

fn pages() -> Vec<PathBuf> {
    let pages: Vec<_> = fs::read_dir(Path::new(HOME).join("docs/guide"))
        .expect("the guide")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    assert!(pages.len() >= 10, "pages are missing: {pages:?}");
    pages
}

/// Where the files of a page lie, under its name with other endings.
fn files_of(page: &Path) -> PathBuf {
    Path::new(HOME).join("tests/guide").join(page.file_name().expect("a name"))
}

/// Whoever reads README.md stands in the folder of the project and has today's date.
#[test]
fn the_readme() {
    let (stage, page) = (stage("readme"), Path::new(HOME).join("README.md"));
    check(&page, Path::new(HOME));
    copy_all(&page, &stage.join("README.md"));
    copy_all(&Path::new(HOME).join("examples"), &stage.join("README.in/examples"));
    fs::create_dir_all(stage.join("README.out")).expect("a folder");
    let cases = cases();
    cases.case(stage.join("README.md")).run();
    keep(&page, &stage);
}

/// The environment of a methodist: a terminal of 80 columns, no settings.
fn cases() -> trycmd::TestCases {
    let cases = trycmd::TestCases::new();
    cases.register_bin("nastavnik", Path::new(env!("CARGO_BIN_EXE_nastavnik")).to_owned());
    cases.env("NASTAVNIK_DB", "nastavnik.db").env("COLUMNS", "80");
    cases
}

/// What the runner would let pass: another program than ours, a file shown otherwise than it is, a line too wide.
fn check(page: &Path, files: &Path) {
    let text = fs::read_to_string(page).expect("a page");
    let name = page.display();
    let mut blocks = text.split("```").skip(1).step_by(2).peekable();
    assert!(blocks.peek().is_some(), "{name}: no blocks");
    for block in blocks {
        let (info, body) = block.split_once('\n').expect("a block begins with its kind");
        match info.split_once(' ').unwrap_or((info, "")) {
            ("console", _) => {
                for command in body.lines().filter(|line| line.starts_with("$ ")) {
                    assert!(command.starts_with("$ nastavnik "), "{name}: {command}");
                    assert!(command.chars().count() <= 100, "{name}: too wide: {command}");
                }
            }
            ("csv" | "toml", file) => {
                let stored = fs::read_to_string(files.join(file)).expect("the file that the page shows");
                assert_eq!(body, stored, "{name}: {file} isn't so");
            }
            // The two commands that tests/law/examples.rs and this very run stand for.
            ("sh", _) => assert!(["examples/spassky/run.sh\n", "cargo test\n"].contains(&body), "{name}: {body}"),
            (other, _) => panic!("{name}: a block of «{other}» isn't tested"),
        }
    }
}

/// An empty folder for copies.
fn stage(name: &str) -> PathBuf {
    let stage = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if stage.exists() {
        fs::remove_dir_all(&stage).expect("an old stage goes");
    }
    fs::create_dir_all(&stage).expect("a stage");
    stage
}

/// Copies a file, or a folder with all that is in it; a folder that isn't there is an empty one.
fn copy_all(from: &Path, to: &Path) {
    if from.is_file() {
        fs::copy(from, to).expect("a copy");
        return;
    }
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).into_iter().flatten() {
        let entry = entry.expect("an entry");
        copy_all(&entry.path(), &to.join(entry.file_name()));
    }
}

/// Takes over what the runner was told to overwrite.
fn keep(page: &Path, stage: &Path) {
    if std::env::var_os("TRYCMD").is_some_and(|mode| mode == "overwrite") {
        let copy = stage.join(page.file_name().expect("a name"));
        fs::copy(&copy, page).expect("the page");
        let made = files_of(page).with_extension("out");
        if made.is_dir() {
            copy_all(&copy.with_extension("out"), &made);
        }
    }
}

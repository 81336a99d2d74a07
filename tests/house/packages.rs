//! The scripts of `packaging`: a shell understands them, they name files that are there, and the program understands what they and
//! the page for a methodist call. What they make is tried by hand: it takes minutes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::words;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The scripts, each with its text.
fn scripts() -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(root().join("packaging")).unwrap().map(|entry| entry.unwrap().path());
    let mut scripts: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "sh")).collect();
    scripts.sort();
    scripts.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// The files of this repository that a text names.
fn named_files(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "/._-*".contains(c);
    let folders = ["packaging/", "examples/", "docs/"];
    let words = text.split(|c| !is_part(c)).map(|word| word.trim_end_matches('.'));
    words.filter(|word| folders.iter().any(|folder| word.starts_with(folder))).map(str::to_owned).collect()
}

#[test]
fn the_scripts_name_files_that_are_there() {
    let mut found = 0;
    for (path, text) in scripts() {
        for name in named_files(&text) {
            let is_there = match name.strip_suffix("/*.md") {
                Some(folder) => fs::read_dir(root().join(folder)).is_ok_and(|mut pages| pages.next().is_some()),
                // The units of a package are named by a variable of the shell.
                None => root().join(name.trim_end_matches('/')).exists(),
            };
            assert!(is_there, "{}: {name}", path.display());
            found += 1;
        }
    }
    assert!(found > 12, "the scripts weren't read: {found}");
}

#[test]
fn a_shell_understands_the_scripts_and_every_build_is_locked() {
    let scripts = scripts();
    assert!(scripts.len() >= 5, "{scripts:?}");
    for (path, text) in scripts {
        let builds = text.lines().filter(|line| {
            let line = line.trim_start();
            ["cargo build", "cargo zigbuild", "cargo metadata"].iter().any(|call| line.contains(call))
        });
        builds.for_each(|line| assert!(line.contains("--locked"), "{}: {line}", path.display()));
        let Ok(read) = Command::new("sh").arg("-n").arg(&path).output() else { continue };
        assert!(read.status.success(), "{}: {}", path.display(), String::from_utf8_lossy(&read.stderr));
    }
}

/// The commands as they stand on lines of their own, and those for which the templates are written.
#[test]
fn the_program_understands_what_they_call() {
    let page = fs::read_to_string(root().join("packaging/README-windows.txt")).unwrap();
    let mut lines: Vec<_> = page.lines().map(str::trim).filter(|line| line.starts_with("nastavnik ")).collect();
    lines.retain(|line| !line.contains('—'));
    let templates = fs::read_to_string(root().join("packaging/templates.sh")).unwrap();
    let imports = templates.lines().filter_map(|line| line.trim().strip_prefix('"')?.split_once(':'));
    let imports = imports.filter(|(name, _)| name.chars().all(char::is_alphabetic));
    let imports = imports.map(|(_, rest)| format!("nastavnik {} --template x.xlsx", rest.split('"').next().unwrap()));
    let lines: Vec<_> = lines.into_iter().map(str::to_owned).chain(imports).collect();
    assert!(lines.len() >= 10, "{lines:?}");
    for line in lines {
        let words = words(&line);
        match words.iter().position(|word| word == "help") {
            Some(at) => assert!(root().join(format!("docs/guide/{}.md", words[at + 1])).exists(), "{line}"),
            None => drop(
                nastavnik::cli::tree().try_get_matches_from(&words).unwrap_or_else(|error| panic!("{line}\n{error}")),
            ),
        }
    }
}

/// Every page of the guide is a page for a browser, from which every link leads to another, and no mark of Markdown is left.
#[test]
fn the_guide_becomes_pages_for_a_browser() {
    let out = root().join("target/tmp/guide-pages");
    let _ = fs::remove_dir_all(&out);
    let made = Command::new("python3")
        .arg("packaging/guide_pages.py")
        .arg("docs/guide")
        .arg(&out)
        .current_dir(root())
        .output();
    // Where there is no python3 nobody makes packages.
    let Ok(made) = made else { return };
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let index = fs::read_to_string(out.join("index.html")).unwrap();
    for entry in fs::read_dir(root().join("docs/guide")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap().replace(".md", ".html");
        let page = fs::read_to_string(out.join(&name)).unwrap();
        assert!(index.contains(&format!("<a href=\"{name}\">")), "{name} isn't among the contents");
        let links: Vec<_> = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(links.contains(&"index.html"), "{name}");
        links.iter().for_each(|link| assert!(out.join(link).exists(), "{name}: {link}"));
        for mark in ["](", "```", "\n# ", "\n## ", "\n- ", "[CWD]", "[..]"] {
            assert!(!page.contains(mark), "{name}: {mark:?}");
        }
    }
}

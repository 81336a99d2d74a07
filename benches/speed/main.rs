//! How long commands take, as whole processes of the built program: medians over rounds in which the commands take turns.
//!
//! `cargo bench` measures a district (`examples/spassky`), a made-up region of 20,000 staff, and two giants of 10,000 each;
//! `NASTAVNIK_BENCH=country cargo bench` also 1.3 million staff in 40,000 organisations, in several.
//! `cargo bench -- make region FILE.db [STAFF.csv [ROWS]]` only makes files. Where `/usr/bin/time` is, it gives the processor
//! time (to a hundredth of a second) and the peak of memory.

mod made;

use std::fs;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use made::{COUNTRY, GIANTS, REGION, Size, TODAY};

const PROGRAM: &str = env!("CARGO_BIN_EXE_nastavnik");
const TIMER: &str = "/usr/bin/time";

/// A command on a file; one that writes has a fresh copy each time.
struct Case {
    name: String,
    db: PathBuf,
    writes: bool,
    args: Vec<String>,
    walls: Vec<Duration>,
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [make, size, db, rest @ ..] = args.as_slice()
        && make == "make"
    {
        let size = if size == COUNTRY.name { COUNTRY } else { REGION };
        size.database(Path::new(db), true)?;
        if let [staff, rows @ ..] = rest {
            size.staff_file(Path::new(staff), rows.first().map_or(Ok(size.people), |rows| rows.parse())?, None)?;
        }
        return Ok(());
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("speed");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    measure(district(&folder)?, 15, &folder)?;
    measure(made_up(REGION, &folder)?, 5, &folder)?;
    measure(made_up(GIANTS, &folder)?, 5, &folder)?;
    if std::env::var_os("NASTAVNIK_BENCH").is_some_and(|size| size == COUNTRY.name) {
        measure(made_up(COUNTRY, &folder)?, 3, &folder)?;
    }
    Ok(fs::remove_dir_all(&folder)?)
}

/// The example district, filled by the commands themselves.
fn district(folder: &Path) -> Result<Vec<Case>> {
    let (here, db) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/spassky"), folder.join("district.db"));
    let file = |name: &str| here.join(name).display().to_string();
    let run = |args: &[&str]| Case::new("district", &db, false, args).run(&db, &[]);
    run(&["org", "init", "--name", "Спасский муниципальный район"])?;
    run(&["org", "import", &file("organizations.csv")])?;
    let mut staff: Vec<_> = fs::read_dir(here.join("staff"))?.collect::<Result<_, _>>()?;
    staff.sort_by_key(fs::DirEntry::file_name);
    for school in &staff[1..] {
        run(&["org", "staff", "import", &school.path().display().to_string()])?;
    }
    let before = folder.join("district-less-one.db");
    fs::copy(&db, &before)?;
    let school = staff[0].path().display().to_string();
    run(&["org", "staff", "import", &school])?;
    run(&["mentor", "import", &file("mentors.csv")])?;
    run(&["pair", "import", &file("pairs.csv")])?;
    run(&["org", "needs", "propose", "--create"])?;
    run(&["org", "group", "import", &file("groups.csv")])?;
    run(&["org", "group", "import", &file("members.csv")])?;
    let reads = |args: &[&str]| Case::new("district", &db, false, args);
    Ok(vec![
        Case::new("district", &folder.join("none.db"), true, &["org", "init", "--name", "Район"]),
        Case::new("district", &before, true, &["org", "staff", "import", &school]),
        Case::new("district", &db, true, &["org", "edit", "1", "--head", "Кац Лев Львович"]),
        Case::new("district", &db, true, &["org", "undo"]),
        reads(&["org", "history"]),
        reads(&["org", "check"]),
        reads(&["monitor", "check", "--fail-on", "error"]),
        reads(&["org", "list"]),
        reads(&["org", "show"]),
        reads(&["org", "staff", "list"]),
        reads(&["org", "staff", "list", "--format", "xlsx"]),
        reads(&["monitor", "indicators"]),
        reads(&["monitor", "indicators", "--format", "xlsx"]),
        reads(&["monitor", "indicators", "--by", "org", "--format", "csv"]),
        reads(&["monitor", "explain", "S2"]),
        reads(&["pair", "suggest"]),
        reads(&["pair", "print", "order", "--org", "1", "--order", "23-ОД", "--format", "docx"]),
    ])
}

/// A region or the country.
fn made_up(size: Size, folder: &Path) -> Result<Vec<Case>> {
    let at = |name: &str| folder.join(format!("{}{name}", size.name));
    let (full, orgs, staff) = (at(".db"), at("-orgs.db"), at(".csv"));
    size.database(&full, true)?;
    let export = at("-export").display().to_string();
    let reads = |args: &[&str]| Case::new(size.name, &full, false, args);
    let mut cases = vec![
        reads(&["monitor", "indicators"]),
        reads(&["monitor", "indicators", "--by", "org", "--format", "csv"]),
        reads(&["monitor", "explain", "N2", "--format", "csv"]),
        reads(&["monitor", "export", "--out", &export]),
        reads(&["org", "staff", "list", "--all", "--format", "csv"]),
        reads(&["org", "staff", "list", "--format", "json"]),
        reads(&["org", "staff", "list", "--all", "--format", "xlsx"]),
    ];
    size.database(&orgs, false)?;
    size.staff_file(&staff, size.people, None)?;
    let flawed = at("-flawed.csv");
    size.staff_file(&flawed, size.people, Some(size.people / 258))?;
    let (staff, flawed) = (staff.display().to_string(), flawed.display().to_string());
    cases.push(Case::new("into organisations:", &orgs, true, &["org", "staff", "import", &staff]));
    let flawed = ["org", "staff", "import", &flawed, "--accept-valid"];
    cases.push(Case::new("but for 258 refused rows:", &orgs, true, &flawed));
    cases.push(Case::new("the same again:", &full, true, &["org", "staff", "import", &staff]));
    let imported = at("-imported.db");
    fs::copy(&orgs, &imported)?;
    Case::new(size.name, &imported, false, &["org", "staff", "import", &staff]).run(&imported, &[])?;
    cases.push(Case::new("the import taken back:", &imported, true, &["org", "undo"]));
    cases.push(Case::new(size.name, &imported, true, &["org", "backup"]));
    if size.people == REGION.people {
        let needs = at("-needs.db");
        fs::copy(&full, &needs)?;
        size.needs(&needs)?;
        cases.push(Case::new(
            "3,000 need one of 5,000 mentors:",
            &needs,
            false,
            &["pair", "suggest", "--format", "csv"],
        ));
    }
    Ok(cases)
}

/// Each case once for warmth, then by turns; tells the medians.
fn measure(mut cases: Vec<Case>, rounds: usize, folder: &Path) -> Result<()> {
    let copy = folder.join("copy.db");
    for round in 0..=rounds {
        for case in &mut cases {
            let wall = case.run(case.prepared(&copy)?, &[])?.0;
            case.walls.extend((round > 0).then_some(wall));
        }
    }
    let mut out = stdout().lock();
    for case in &mut cases {
        case.walls.sort();
        let [least, median, most] =
            [0, rounds / 2, rounds - 1].map(|at| format!("{:.1}", case.walls[at].as_secs_f64() * 1e3));
        write!(out, "{median:>9} ms  ({least} – {most})")?;
        if Path::new(TIMER).exists() {
            let (_, said) = case.run(case.prepared(&copy)?, &[TIMER, "-f", "%U %S %M"])?;
            if let [user, system, peak] = said.split_whitespace().collect::<Vec<_>>().as_slice() {
                let (cpu, peak) = (user.parse::<f64>()? + system.parse::<f64>()?, peak.parse::<f64>()? / 1024.0);
                write!(out, "  cpu {cpu:.2} s  {peak:.1} MiB")?;
            }
        }
        writeln!(out, "  {}", case.name)?;
    }
    Ok(())
}

impl Case {
    fn new(what: &str, db: &Path, writes: bool, args: &[&str]) -> Self {
        let shown: Vec<_> = args.iter().map(|arg| arg.rsplit('/').next().unwrap_or(arg)).collect();
        Self {
            name: format!("{what} {}", shown.join(" ")),
            db: db.to_owned(),
            writes,
            args: args.iter().map(|&arg| arg.to_owned()).collect(),
            walls: Vec::new(),
        }
    }

    /// The file on which to run: for a case that writes, a copy, or none where there is nothing to be copied.
    fn prepared<'a>(&'a self, copy: &'a Path) -> Result<&'a Path> {
        if !self.writes {
            return Ok(&self.db);
        }
        if copy.exists() {
            fs::remove_file(copy)?;
        }
        if self.db.exists() {
            fs::copy(&self.db, copy)?;
        }
        Ok(copy)
    }

    /// Runs the command, under another one if such is given; returns the time and the last line of its talk.
    fn run(&self, db: &Path, under: &[&str]) -> Result<(Duration, String)> {
        let words: Vec<&str> = under.iter().copied().chain([PROGRAM]).collect();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).arg("--db").arg(db).args(&self.args).env("NASTAVNIK_TODAY", TODAY);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let start = Instant::now();
        let output = command.output()?;
        let wall = start.elapsed();
        let talk = String::from_utf8(output.stderr)?;
        // Refused rows that were left out need a person.
        let is_done = output.status.success() || output.status.code() == Some(3);
        ensure!(is_done, "{}: {talk}", self.name);
        let last = talk.lines().last().map(str::to_owned);
        Ok((wall, last.unwrap_or_default()))
    }
}

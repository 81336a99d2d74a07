//! The figures of `examples/` counted a second time, by hand: this page reads the same files with a reader of its own,
//! walks their rows as the acts say, and holds the program to every number and every name. Nothing of the program but
//! its binary takes part.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const HOME: &str = env!("CARGO_MANIFEST_DIR");
const PROGRAM: &str = env!("CARGO_BIN_EXE_nastavnik");

// ------------------------------------------------------------------------------------------------- reading the files

/// A day as ISO text, which compares as days do.
type Day = String;
/// A row: from the heading in small letters to the cell.
type Row = BTreeMap<String, String>;

/// Small letters, ё as е, single spaces.
fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace('ё', "е");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As [`plain`], without quotes of any shape.
fn unquoted(text: &str) -> String {
    plain(&text.replace(['«', '»', '"', '„', '“'], " "))
}

fn cells(text: &str, delimiter: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            sign if sign == delimiter && !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' => {}
            sign => cell.push(sign),
        }
    }
    rows
}

/// The rows below the header, which is the first row with one of these headings; totals and blank rows left out.
fn read(path: &Path) -> Vec<Row> {
    let bytes = fs::read(path).expect("an example");
    let text = match String::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(error) => encoding_rs::WINDOWS_1251.decode(error.as_bytes()).0.into_owned(),
    };
    let rows = cells(&text, ';');
    let is_header = |row: &Vec<String>| {
        row.iter().any(|cell| ["фио", "фамилия", "наименование", "код группы"].contains(&plain(cell).as_str()))
    };
    let header = rows.iter().position(is_header).expect("a header");
    let headings: Vec<_> = rows[header].iter().map(|cell| plain(cell)).collect();
    let filled = rows[header + 1..].iter().filter(|row| {
        let first = row.iter().find(|cell| !cell.trim().is_empty());
        first.is_some_and(|cell| !plain(cell).starts_with("итого"))
    });
    filled.map(|row| headings.iter().cloned().zip(row.iter().map(|cell| cell.trim().to_owned())).collect()).collect()
}

fn text(row: &Row, heading: &str) -> Option<String> {
    row.get(&plain(heading)).filter(|cell| !cell.is_empty()).cloned()
}

fn day(row: &Row, heading: &str) -> Option<Day> {
    let written = text(row, heading)?;
    let parts: Vec<_> = written.trim_end_matches("г.").trim().split('.').map(str::to_owned).collect();
    let [day, month, year] = &parts[..] else { panic!("{written} isn't a day") };
    Some(format!("{year}-{month}-{day}"))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// ФИО in one column or in three.
fn full_name(row: &Row) -> Option<String> {
    let apart = || Some(format!("{} {} {}", text(row, "Фамилия")?, text(row, "Имя")?, text(row, "Отчество")?));
    text(row, "ФИО").or_else(apart).map(|name| plain(&name))
}

// ------------------------------------------------------------------------------------------------------- the district

struct Org {
    inn: String,
    name: String,
    kind: String,
    /// Order, regulation, road map, curator: `None` is "there, since nobody knows when".
    papers: [Option<Since>; 4],
    opened: Since,
    closed: Option<Day>,
}

/// Since a day, or never.
type Since = Option<Day>;

struct Person {
    snils: Option<String>,
    name: String,
    born: Option<Day>,
    work: Vec<Work>,
}

struct Work {
    org: usize,
    post: String,
    declared: Option<bool>,
    main: bool,
    hired: Day,
    dismissed: Option<Day>,
}

enum Party {
    Person(usize),
    Org(usize),
}

struct Member {
    kind: String,
    network: bool,
    party: Party,
    joined: Option<Day>,
    ended: Option<Day>,
}

struct District {
    orgs: Vec<Org>,
    people: Vec<Person>,
    /// Person, first and last day.
    mentors: Vec<(usize, Day, Option<Day>)>,
    members: Vec<Member>,
}

/// Whether what holds from its first to its last day, as far as it has such, holds on any day from `from` to `on`.
fn within(first: Option<&str>, last: Option<&str>, from: &str, on: &str) -> bool {
    first.is_none_or(|first| first <= on) && last.is_none_or(|last| last >= from)
}

/// Posts of the examples that the nomenclature has among the pedagogical ones; the title may go on after a space.
const TEACHERS: [&str; 17] = [
    "учитель",
    "учитель-логопед",
    "учитель-дефектолог",
    "педагог-психолог",
    "педагог-библиотекарь",
    "педагог-организатор",
    "педагог дополнительного образования",
    "социальный педагог",
    "преподаватель-организатор",
    "советник директора по воспитанию",
    "воспитатель",
    "старший воспитатель",
    "музыкальный руководитель",
    "старший вожатый",
    "методист",
    "тьютор",
    "инструктор по физической культуре",
];
const HEADS: [&str; 4] = ["директор", "заместитель", "заведующий", "заведующая"];

fn yes(cell: Option<String>) -> Option<bool> {
    cell.map(|cell| match plain(&cell).as_str() {
        "да" => true,
        "нет" => false,
        other => panic!("{other} is neither yes nor no"),
    })
}

impl Work {
    fn pedagogical(&self) -> Option<bool> {
        let post = plain(&self.post);
        let is = |title: &&str| post == **title || post.starts_with(&format!("{title} "));
        let known = TEACHERS.iter().any(is).then_some(true);
        self.declared.or(known).or_else(|| HEADS.iter().any(is).then_some(false))
    }

    fn open(&self, on: &str) -> bool {
        within(Some(&self.hired), self.dismissed.as_deref(), on, on)
    }
}

impl District {
    fn read(folder: &str, staff: &[PathBuf]) -> Self {
        let file = |name: &str| Path::new(HOME).join("examples").join(folder).join(name);
        let mut district = Self { orgs: Vec::new(), people: Vec::new(), mentors: Vec::new(), members: Vec::new() };
        for row in read(&file("organizations.csv")) {
            let paper = |other: &str, dated: &str| match (text(&row, other), day(&row, dated)) {
                (Some(_), None) => None,
                (_, dated) => Some(dated),
            };
            district.orgs.push(Org {
                inn: text(&row, "ИНН").expect("ИНН"),
                name: unquoted(&text(&row, "Наименование").expect("a name")),
                kind: plain(&text(&row, "Вид").expect("a kind")),
                papers: [
                    paper("Номер приказа о внедрении", "Дата приказа о внедрении"),
                    paper("", "Дата утверждения положения"),
                    paper("", "Дата утверждения дорожной карты"),
                    paper("Куратор", "Дата назначения куратора"),
                ],
                opened: day(&row, "Дата открытия"),
                closed: day(&row, "Дата закрытия"),
            });
        }
        for row in staff.iter().flat_map(|path| read(path)) {
            let org = match (text(&row, "ИНН организации"), text(&row, "Организация")) {
                (Some(inn), _) => district.orgs.iter().position(|org| org.inn == inn),
                (None, Some(name)) => district.orgs.iter().position(|org| org.name == unquoted(&name)),
                _ => None,
            };
            let person = district.person(&row, true).expect("a person");
            district.people[person].work.push(Work {
                org: org.expect("an organisation"),
                post: text(&row, "Должность").expect("a post"),
                declared: yes(text(&row, "Педагогический работник")),
                main: yes(text(&row, "Основное место работы")).unwrap_or(true),
                hired: day(&row, "Дата приёма").expect("a first day"),
                dismissed: day(&row, "Дата увольнения"),
            });
        }
        for row in Some(file("mentors.csv")).filter(|path| path.exists()).iter().flat_map(|path| read(path)) {
            let person = district.person(&row, true).expect("a mentor");
            let registered = day(&row, "Дата включения").expect("a day");
            district.mentors.push((person, registered, day(&row, "Дата исключения")));
        }
        let groups = read(&file("groups.csv"));
        for row in read(&file("members.csv")) {
            let code = text(&row, "Код группы");
            let group = groups.iter().find(|group| text(group, "Код группы") == code).expect("a group");
            let inn = text(&row, "ИНН участника");
            let party = match district.person(&row, false) {
                Some(person) => Party::Person(person),
                None => Party::Org(district.orgs.iter().position(|org| Some(&org.inn) == inn.as_ref()).expect("one")),
            };
            district.members.push(Member {
                kind: plain(&text(group, "Вид группы").expect("a kind")),
                network: yes(text(group, "Сетевая")) == Some(true),
                party,
                joined: day(&row, "Дата вступления"),
                ended: day(&row, "Дата выхода"),
            });
        }
        district
    }

    /// By СНИЛС, by name with birth date; where the file names a known person only, by a name that only one has.
    fn person(&mut self, row: &Row, may_be_new: bool) -> Option<usize> {
        let snils = text(row, "СНИЛС").map(|snils| digits(&snils));
        let (name, born) = (full_name(row)?, day(row, "Дата рождения"));
        let alike = |person: &Person| match (&person.snils, &snils) {
            (Some(a), Some(b)) => a == b,
            _ => person.name == name && person.born == born && born.is_some(),
        };
        if let Some(known) = self.people.iter().position(alike) {
            return Some(known);
        }
        assert!(may_be_new, "{name} is nobody");
        self.people.push(Person { snils, name, born, work: Vec::new() });
        Some(self.people.len() - 1)
    }
}

// ---------------------------------------------------------------------------------------------------------- counting

/// What is known of one unit: the organisation, the name, whether it counts.
struct Unit {
    org: usize,
    name: String,
    counts: Option<bool>,
}

const SCHOOLS: &[&str] = &["школа"];
const WITH_ADDITIONAL: &[&str] = &["школа", "дополнительное образование"];
const EDUCATIONAL: &[&str] = &["школа", "дополнительное образование", "детский сад", "спо"];
const COMMUNITIES: [&str; 4] = ["клуб", "сообщество", "школа наставничества", "наставническая группа"];

/// A conjunction: a known "no" wins, else one unknown makes it unknown.
fn all(facts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let facts: Vec<_> = facts.collect();
    if facts.contains(&Some(false)) { Some(false) } else { facts.into_iter().collect::<Option<Vec<_>>>().map(|_| true) }
}

struct Count<'a> {
    district: &'a District,
    from: &'a str,
    on: &'a str,
    /// One entry a person: the main workplace, of several the earliest; whether the post is known to be pedagogical.
    teachers: Vec<(usize, usize, bool)>,
}

impl<'a> Count<'a> {
    fn new(district: &'a District, from: &'a str, on: &'a str) -> Self {
        let main = |person: &Person| {
            let open = (0..).zip(&person.work).filter(|(_, work)| work.main && work.open(on));
            open.min_by_key(|(at, work)| (work.hired.clone(), *at)).map(|(_, work)| (work.org, work.pedagogical()))
        };
        let of = |(at, person)| match main(person)? {
            (_, Some(false)) => None,
            (org, known) => Some((at, org, known.is_some())),
        };
        Self { district, from, on, teachers: (0..).zip(&district.people).filter_map(of).collect() }
    }

    /// The units of a share, or `None` for a share that isn't counted here.
    fn units(&self, code: &str) -> Vec<Unit> {
        let orgs = |kinds: &[&str], fact: &dyn Fn(usize) -> Option<bool>| {
            let works = |org: &Org| within(org.opened.as_deref(), org.closed.as_deref(), self.on, self.on);
            let of = (0..).zip(&self.district.orgs);
            let of = of.filter(|(_, org)| kinds.contains(&org.kind.as_str()) && works(org));
            of.map(|(at, org)| Unit { org: at, name: org.name.clone(), counts: fact(at) }).collect()
        };
        let teachers = |kinds: &[&str], fact: &dyn Fn(usize) -> bool| {
            let here = |org: usize| kinds.contains(&self.district.orgs[org].kind.as_str());
            let of = self.teachers.iter().copied().filter(|(_, org, _)| here(*org));
            let unit = |(at, org, known): (usize, usize, bool)| {
                let name = self.district.people[at].name.clone();
                // Whoever may be no teacher at all is unknown, whatever else holds.
                Unit { org, name, counts: known.then(|| fact(at)) }
            };
            of.map(unit).collect::<Vec<_>>()
        };
        let adopted = |org: usize, papers: usize| {
            let since = self.district.orgs[org].papers[..papers].iter();
            all(since.map(|paper| paper.as_ref().map(|day| day.as_deref().is_some_and(|day| day <= self.on))))
        };
        match code {
            "P3" => teachers(EDUCATIONAL, &|at| self.is_member(at, |_| true)),
            "S2" => teachers(SCHOOLS, &|at| self.is_mentor(at)),
            "S3" => teachers(SCHOOLS, &|at| self.is_member(at, |m| COMMUNITIES.contains(&m.kind.as_str()))),
            "S1" => orgs(SCHOOLS, &|org| adopted(org, 4)),
            "S1-order" => orgs(SCHOOLS, &|org| adopted(org, 1)),
            "N3" => orgs(WITH_ADDITIONAL, &|org| adopted(org, 4)),
            "S8" => orgs(SCHOOLS, &|org| self.is_covered(org)),
            other => panic!("{other} isn't counted here"),
        }
    }

    fn overlaps(&self, member: &Member) -> bool {
        within(member.joined.as_deref(), member.ended.as_deref(), self.from, self.on)
    }

    fn is_member(&self, person: usize, fits: impl Fn(&Member) -> bool) -> bool {
        let of = |member: &&Member| matches!(member.party, Party::Person(at) if at == person);
        self.district.members.iter().filter(of).any(|member| fits(member) && self.overlaps(member))
    }

    fn is_mentor(&self, person: usize) -> bool {
        let open = |from: &Day, to: &Option<Day>| within(Some(from), to.as_deref(), self.on, self.on);
        self.district.mentors.iter().any(|(at, from, to)| *at == person && open(from, to))
    }

    fn is_covered(&self, org: usize) -> Option<bool> {
        let itself = |member: &Member| matches!(member.party, Party::Org(at) if at == org);
        if self.district.members.iter().any(|m| m.network && itself(m) && self.overlaps(m)) {
            return Some(true);
        }
        let networked =
            self.teachers.iter().filter(|(at, at_org, _)| *at_org == org && self.is_member(*at, |m| m.network));
        let known: Vec<bool> = networked.map(|(_, _, known)| *known).collect();
        if known.contains(&true) { Some(true) } else { known.is_empty().then_some(false) }
    }
}

// --------------------------------------------------------------------------------------------------------- comparing

#[derive(Debug, PartialEq, Eq, Default, Clone, Copy)]
struct Tally {
    part: u64,
    whole: u64,
    unknown: u64,
}

impl Tally {
    fn of<'a>(units: impl IntoIterator<Item = &'a Unit>) -> Self {
        let mut tally = Self::default();
        for unit in units {
            tally.part += u64::from(unit.counts == Some(true));
            tally.whole += u64::from(unit.counts.is_some());
            tally.unknown += u64::from(unit.counts.is_none());
        }
        tally
    }

    /// One decimal, half up; `None` of nothing.
    fn percent(self) -> Option<String> {
        let tenths = (self.part * 2000 + self.whole).checked_div(self.whole * 2)?;
        Some(format!("{}.{}", tenths / 10, tenths % 10))
    }
}

/// The program at work on a database of its own.
struct Program {
    db: PathBuf,
    today: &'static str,
}

impl Program {
    fn new(name: &str, today: &'static str) -> Self {
        let db = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.db"));
        if db.exists() {
            fs::remove_file(&db).expect("an old database goes");
        }
        Self { db, today }
    }

    fn run(&self, args: &[&str]) -> String {
        let mut command = Command::new(PROGRAM);
        command.current_dir(HOME).args(args).env("NASTAVNIK_DB", &self.db).env("NASTAVNIK_TODAY", self.today);
        told(args, command.output().expect("it starts"))
    }

    fn json(&self, args: &[&str]) -> Vec<Value> {
        let args: Vec<_> = args.iter().copied().chain(["--format", "json"]).collect();
        serde_json::from_str(&self.run(&args)).expect("json")
    }
}

fn told(what: &[&str], output: Output) -> String {
    let talk = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{what:?}: {talk}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn tally(row: &Value) -> Tally {
    let number = |name: &str| row[name].as_u64().expect("a count");
    Tally { part: number("numerator"), whole: number("denominator"), unknown: number("unknown") }
}

/// Holds the program to all shares of a period: totals, strata, percentages, every organisation, every name.
fn compare(program: &Program, district: &District, from: &str, on: &str) -> BTreeMap<&'static str, Tally> {
    let period = format!("{from}..{on}");
    let ask = |more: &[&'static str]| {
        let args = ["monitor", "indicators", "--period", &period].into_iter();
        args.chain(CODES).chain(more.iter().copied()).map(str::to_owned).collect::<Vec<_>>()
    };
    let asked = |more: &[&'static str]| program.json(&ask(more).iter().map(String::as_str).collect::<Vec<_>>());
    let (json, by_org) = (asked(&[]), asked(&["--by", "org"]));
    let csv = program.run(&ask(&["--format", "csv"]).iter().map(String::as_str).collect::<Vec<_>>());
    let csv = cells(&csv, ',');
    let column = |name: &str| csv[0].iter().position(|heading| heading == name).expect("a column");

    let mut totals = BTreeMap::new();
    let count = Count::new(district, from, on);
    for code in CODES {
        let place = format!("{code}, {period}");
        let units = count.units(code);
        let total = Tally::of(&units);
        totals.insert(code, total);

        let rows: Vec<_> = json.iter().filter(|row| row["code"] == code).collect();
        let whole: Vec<_> = rows.iter().filter(|row| row["stratum"].is_null()).collect();
        assert_eq!(whole.len(), 1, "{place}");
        assert_eq!(tally(whole[0]), total, "{place}");
        assert_eq!(whole[0]["ref"], on, "{place}");
        let percent = whole[0]["percent"].as_f64().map(|percent| format!("{percent:.1}"));
        assert_eq!(percent, total.percent(), "{place}");
        for (kind, title) in [("general", "школа"), ("additional", "дополнительное образование")]
        {
            let of = units.iter().filter(|unit| district.orgs[unit.org].kind == title);
            let row = rows.iter().find(|row| row["stratum"] == kind);
            assert_eq!(row.is_some(), code == "N3", "{place}");
            assert!(row.is_none_or(|row| tally(row) == Tally::of(of)), "{place}, {kind}");
        }

        // The last row of a share is its total.
        let last = csv.iter().rfind(|row| row[column("code")] == code).expect("a row");
        let written = ["numerator", "denominator", "unknown", "percent"].map(|name| last[column(name)].clone());
        let numbers = [total.part, total.whole, total.unknown].map(|number| number.to_string());
        assert_eq!(written[..3], numbers, "{place}");
        assert_eq!(written[3], total.percent().unwrap_or_default(), "{place}");

        let mut expected: BTreeMap<&str, Tally> = BTreeMap::new();
        for unit in &units {
            let of = units.iter().filter(|other| other.org == unit.org);
            expected.insert(&district.orgs[unit.org].inn, Tally::of(of));
        }
        let rows: Vec<_> = by_org.iter().filter(|row| row["code"] == code).collect();
        let inn = |row: &Value| row["org_inn"].as_str().expect("ИНН").to_owned();
        let told: BTreeMap<_, _> = rows.iter().map(|row| (inn(row), tally(row))).collect();
        assert_eq!(told.len(), rows.len(), "{place}: an organisation stands there twice");
        for (inn, tally) in &told {
            assert_eq!(*tally, expected.get(inn.as_str()).copied().unwrap_or_default(), "{place}, {inn}");
        }
        assert!(expected.keys().all(|inn| told.contains_key(*inn)), "{place}: an organisation is missing");

        let names = program.json(&["monitor", "explain", code, "--period", &period]);
        for (result, counts) in [("counted", Some(true)), ("not_counted", Some(false)), ("unknown", None)] {
            let rows = names.iter().filter(|row| row["result"] == result);
            let told: BTreeSet<_> = rows
                .map(|row| {
                    let text = |name: &str| unquoted(row[name].as_str().expect("a text"));
                    assert_eq!(text("reason").is_empty(), counts == Some(true), "{place}: {row}");
                    (text("org"), text("name"))
                })
                .collect();
            let of = units.iter().filter(|unit| unit.counts == counts);
            let by_hand: BTreeSet<_> =
                of.map(|unit| (district.orgs[unit.org].name.clone(), unquoted(&unit.name))).collect();
            assert_eq!(told, by_hand, "{place}: {result}");
        }
        assert_eq!(names.len(), units.len(), "{place}");
    }
    totals
}

/// Holds it to the shares on every last day of anything, and from each such day to the next.
fn compare_edges(program: &Program, district: &District) {
    let work = district.people.iter().flat_map(|person| &person.work).filter_map(|work| work.dismissed.clone());
    let retired = district.mentors.iter().filter_map(|(_, _, last)| last.clone());
    let left = district.members.iter().filter_map(|member| member.ended.clone());
    let days: BTreeSet<Day> = work.chain(retired).chain(left).filter(|day| **day <= *program.today).collect();
    assert!(days.len() > 3, "{days:?}");
    for day in &days {
        compare(program, district, day, day);
    }
    // Memberships count by the whole period.
    for pair in days.iter().collect::<Vec<_>>().windows(2) {
        compare(program, district, pair[0], pair[1]);
    }
}

const CODES: [&str; 7] = ["P3", "S1", "S1-order", "S2", "S3", "S8", "N3"];

#[test]
fn spassky_counted_by_hand() {
    let folder = Path::new(HOME).join("examples/spassky/staff");
    let mut staff: Vec<_> = fs::read_dir(folder).expect("staff").map(|entry| entry.expect("a file").path()).collect();
    staff.sort();
    assert_eq!(staff.len(), 18);
    let district = District::read("spassky", &staff);
    let program = Program::new("spassky-by-hand", "2022-09-08");
    program.run(&["org", "init", "--name", "Спасский муниципальный район"]);
    program.run(&["org", "import", "examples/spassky/organizations.csv"]);
    for file in &staff {
        program.run(&["org", "staff", "import", file.to_str().expect("a path")]);
    }
    program.run(&["mentor", "import", "examples/spassky/mentors.csv"]);
    program.run(&["org", "group", "import", "examples/spassky/groups.csv"]);
    program.run(&["org", "group", "import", "examples/spassky/members.csv"]);

    let totals = compare(&program, &district, "2022-09-08", "2022-09-08");
    let known = [("S1", 14, 18), ("S1-order", 17, 18), ("S2", 28, 286), ("S3", 25, 286), ("S8", 8, 18)];
    for (code, part, whole) in known {
        assert_eq!(totals[code], Tally { part, whole, unknown: 0 }, "{code}");
    }
    compare(&program, &district, "2020-10-01", "2020-10-31");
    compare_edges(&program, &district);
}

#[test]
fn partizansky_counted_by_hand() {
    let district = District::read("partizansky", &[Path::new(HOME).join("examples/partizansky/staff.csv")]);
    let program = Program::new("partizansky-by-hand", "2022-12-31");
    program.run(&["org", "init", "--name", "Партизанский муниципальный район"]);
    program.run(&["org", "import", "examples/partizansky/organizations.csv"]);
    program.run(&["org", "staff", "import", "examples/partizansky/staff.csv"]);
    program.run(&["org", "group", "import", "examples/partizansky/groups.csv"]);
    program.run(&["org", "group", "import", "examples/partizansky/members.csv"]);

    let year = compare(&program, &district, "2022-01-01", "2022-12-31");
    assert_eq!(year["P3"], Tally { part: 26, whole: 40, unknown: 1 });
    compare_edges(&program, &district);
}

// -------------------------------------------------------------------------------------------------- the scripts that show it

/// Runs `examples/NAME/run.sh` with this very program; what it says, and the files of its export.
#[cfg(unix)]
fn script(name: &str) -> (String, Vec<PathBuf>) {
    use std::os::unix::fs::PermissionsExt;

    let script = Path::new(HOME).join("examples").join(name).join("run.sh");
    let output = Command::new(script).env("NASTAVNIK", PROGRAM).current_dir("/").output().expect("it starts");
    let said = told(&[name], output);
    let home = Path::new(HOME).join("target");
    let export = fs::read_dir(home.join(format!("{name}-export"))).expect("the export");
    let files: Vec<_> = export.map(|entry| entry.expect("a file").path()).collect();
    for file in files.iter().chain([&home.join(format!("{name}.db"))]) {
        let mode = fs::metadata(file).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
    (said, files)
}

#[cfg(unix)]
fn has(said: &str, lines: &[&str]) {
    for line in lines {
        assert!(said.contains(line), "«{line}» isn't in\n{said}");
    }
}

#[cfg(unix)]
#[test]
fn spassky_run_sh_shows_the_figures() {
    let (said, files) = script("spassky");
    has(&said, &["286", "266 (93,0 %)", "14 из 18", "28 из 286", "25 из 286", "8 из 18", "44,4 %", "7 из 9"]);
    has(&said, &["Учтены: 8", "МБОУ «СОШ № 63» с. Сопочное", "нет участия в сетевых группах"]);
    has(&said, &["Багульникова Вера Степановна"]);
    assert_eq!(said.matches(",counted,").count(), 28);
    let names: BTreeSet<_> = files.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    assert!(names.is_superset(&["2022-09-08_spassky.csv", "2022-09-08_all.csv"].into()), "{names:?}");
}

#[cfg(unix)]
#[test]
fn partizansky_run_sh_shows_the_figures() {
    let (said, files) = script("partizansky");
    has(
        &said,
        &["5 из 6", "5 из 8", "26 из 40", "65,0 %", "Учтены: 26", "Не учтены: 14", "Нет данных, вне расчёта: 1"],
    );
    has(&said, &["Туманцева", "Бухтоярова"]);
    let names: BTreeSet<_> = files.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    assert!(names.is_superset(&["2022-12-31_2022_partizansky.csv", "2022-12-31_2022_all.csv"].into()), "{names:?}");
}

/// The year of a pair that the example lives through, told by its own script; it goes on from the file of `run.sh`.
#[cfg(unix)]
fn lives_through_a_year() {
    let script = Path::new(HOME).join("examples/nozhay-yurt/year.sh");
    let said = told(&["year"], Command::new(script).env("NASTAVNIK", PROGRAM).output().expect("it starts"));
    has(
        &said,
        &[
            "Записано № 1: Алычинкина Лариса Адамовна, молодой специалист",
            "Записать предложенные пары проектами, без приказа: та же команда с --create",
            "Алычинкин Заур Саидович: тьютор пары № 200 с 05.09.2024",
            "впереди 1, ближайшая 20.11.2024; не отмечено 1, с",
            "Соглашение с наставником    Облаковцева Фатима Хасановна: № 12 от 04.09.2024",
            "Пара № 200 прекращена 12.01.2025, с 13.01.2025 её продолжает пара № 201: Луговейкина Амина Хасановна",
            "Перешли программы: № Г-1",
            "Тьютор остаётся: Алычинкин Заур Саидович",
            "И на входе, и на выходе измерено: 1 из 1 показателя; лучше: 1",
            "Продлены до 29.05.2026 приказом № 33-ОД от 30.05.2025: № 201",
            "Пара № 201 прекращена 16.06.2025",
        ],
    );
    for paper in ["consent", "order", "agreement", "program", "release", "portfolio"] {
        let written = Path::new(HOME).join("target/nozhay-yurt-papers").join(paper).with_extension("docx");
        assert!(fs::metadata(&written).is_ok_and(|file| file.len() > 2000), "{}", written.display());
    }
}

/// Table 7.7 and its readings, year by year: `expected.csv` was counted from the files by another program.
#[cfg(unix)]
#[test]
fn nozhay_yurt_run_sh_shows_table_7_7() {
    let (said, files) = script("nozhay-yurt");
    has(&said, &["Учтены: 24", "Не учтены: 2", "Ответы: 143"]);
    lives_through_a_year();
    assert!(files.iter().any(|path| path.ends_with("2024-12-31_2024_nozhay-yurt.csv")), "{files:?}");
    let expected = fs::read_to_string(Path::new(HOME).join("examples/nozhay-yurt/expected.csv")).expect("the figures");
    let mut expected: BTreeSet<String> = expected.lines().skip(1).map(Into::into).collect();
    assert_eq!(expected.len(), 216);
    for year in ["2022", "2023", "2024"] {
        let args = "monitor indicators --regulation nozhay-yurt --readings --format json --period";
        let output = Command::new(PROGRAM)
            .args(args.split(' ').chain([year]))
            .env("NASTAVNIK_DB", Path::new(HOME).join("target/nozhay-yurt.db"))
            .env("NASTAVNIK_TODAY", "2024-12-31")
            .output();
        let rows: Vec<Value> = serde_json::from_str(&told(&[args], output.expect("it starts"))).expect("json");
        for row in rows {
            let cell = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
            let line = [
                cell("code"),
                year.into(),
                cell("stratum"),
                row["numerator"].to_string(),
                row["denominator"].to_string(),
                row["unknown"].to_string(),
            ];
            assert!(expected.remove(&line.join(",")), "{line:?}");
        }
    }
    assert!(expected.is_empty(), "the program lacks {expected:?}");
}

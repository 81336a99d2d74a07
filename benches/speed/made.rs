//! Made-up files of any size: a database straight through SQL, a staff file as a school sends it. All people are invented;
//! the same number always makes the same person, so that the two can be about the same people.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Result;
use nastavnik::domain::{Moment, name, post};
use nastavnik::store::Store;
use nastavnik::store::journal::EntryDraft;
use rusqlite::{Connection, Transaction, params};

/// The day on which the made-up files are looked at.
pub const TODAY: &str = "2024-12-31";

/// How many of everything.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// The word on the command line.
    pub name: &'static str,
    municipalities: u32,
    orgs: u32,
    /// Everybody on the staff, each once.
    pub people: u32,
}

/// A region: 20,000 staff.
pub const REGION: Size = Size { name: "region", municipalities: 30, orgs: 600, people: 20_000 };
/// Two organisations of 10,000 each: nothing may be quadratic in the staff of one.
pub const GIANTS: Size = Size { name: "giants", municipalities: 1, orgs: 2, people: 20_000 };
/// The country: 1.3 million staff in 40,000 organisations.
pub const COUNTRY: Size = Size { name: "country", municipalities: 2_000, orgs: 40_000, people: 1_300_000 };

/// The beginnings of surnames, and their ends.
const STEMS: &[&str] = &[
    "Ромаш",
    "Ёл",
    "Берёз",
    "Солов",
    "Журавл",
    "Пол",
    "Озёр",
    "Верб",
    "Калин",
    "Ряб",
    "Сосн",
    "Лебед",
    "Снегир",
    "Цвет",
    "Зар",
    "Васил",
    "Луг",
    "Ветр",
    "Зор",
    "Топол",
    "Смород",
    "Чиж",
    "Голуб",
    "Клён",
    "Облеп",
    "Незабуд",
    "Колос",
    "Пшен",
    "Гор",
    "Звон",
];
const ENDS: &[&str] = &[
    "ина",
    "ова",
    "ева",
    "кина",
    "ская",
    "ицкая",
    "енко",
    "инская",
    "овская",
    "евская",
    "ченко",
    "чук",
    "ко",
    "ович",
    "иченко",
    "никова",
    "чева",
    "шина",
    "онова",
    "анова",
    "янова",
    "енова",
    "ихина",
    "юкова",
    "якова",
    "адзе",
    "унова",
    "ыгина",
    "арёва",
    "арина",
];
const GIVEN: &[&str] = &[
    "Анна",
    "Мария",
    "Елена",
    "Ольга",
    "Наталья",
    "Татьяна",
    "Ирина",
    "Светлана",
    "Людмила",
    "Галина",
    "Юлия",
    "Екатерина",
    "Надежда",
    "Вера",
    "Алёна",
    "Дарья",
    "Ксения",
    "Марина",
    "Валентина",
    "Любовь",
];
const PATRONYMICS: &[&str] = &[
    "Петровна",
    "Ивановна",
    "Сергеевна",
    "Алексеевна",
    "Николаевна",
    "Владимировна",
    "Андреевна",
    "Викторовна",
    "Юрьевна",
    "Михайловна",
    "Фёдоровна",
    "Павловна",
    "Семёновна",
    "Григорьевна",
    "Ильинична",
];
/// One post in six is no pedagogical one, and one of those the nomenclature doesn't know.
const POSTS: &[&str] = &[
    "учитель начальных классов",
    "учитель математики",
    "учитель русского языка и литературы",
    "учитель истории",
    "учитель английского языка",
    "учитель физики",
    "учитель биологии",
    "учитель физической культуры",
    "воспитатель",
    "старший воспитатель",
    "педагог-психолог",
    "учитель-логопед",
    "педагог дополнительного образования",
    "музыкальный руководитель",
    "социальный педагог",
    "директор",
    "заместитель директора",
    "куратор",
];

/// A throw of dice that always falls alike for a question and an id: 0 to `sides` − 1.
fn dice(question: u32, id: u32, sides: u32) -> u32 {
    let mut bits = ((u64::from(question) << 40) ^ u64::from(id)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((bits ^ (bits >> 31)) % u64::from(sides)) as u32
}

/// A thing that holds for so many of a thousand.
fn holds(question: u32, id: u32, of_thousand: u32) -> bool {
    dice(question, id, 1000) < of_thousand
}

fn pick<'a>(question: u32, id: u32, of: &[&'a str]) -> &'a str {
    of[dice(question, id, of.len() as u32) as usize]
}

/// A day of some years, the last ones not included.
fn day(question: u32, id: u32, from: u32, to: u32) -> String {
    let at = dice(question, id, (to - from) * 336);
    format!("{:04}-{:02}-{:02}", from + at / 336, at % 336 / 28 + 1, at % 28 + 1)
}

/// The kind of an organisation, its full name and its short one.
fn org_names(id: u32, district: u32) -> (&'static str, String, String) {
    let (kind, word) = match dice(20, id, 20) {
        0..9 => ("general", "Средняя общеобразовательная школа"),
        9..16 => ("preschool", "Детский сад"),
        16..18 => ("additional", "Дом детского творчества"),
        18 => ("vocational", "Педагогический колледж"),
        _ => ("other", "Центр"),
    };
    (kind, format!("МБОУ «{word} № {id}» района {district}"), format!("{word} № {id}"))
}

/// One of 270,000 names, and which of her namesakes one is.
fn full_name(id: u32) -> (String, u32) {
    let (round, mut at) = (id / 270_000, (u64::from(id) * 177_013 % 270_000) as usize);
    let mut next = |of: &[&'static str]| {
        let word = of[at % of.len()];
        at /= of.len();
        word
    };
    (format!("{}{} {} {}", next(STEMS), next(ENDS), next(GIVEN), next(PATRONYMICS)), round)
}

/// What mentors teach.
const SUBJECTS: &[&str] = &[
    "математика",
    "физика",
    "химия",
    "биология",
    "география",
    "история",
    "русский язык, литература",
    "английский язык",
    "информатика",
    "физическая культура",
    "музыка",
    "технология",
];

/// One of the staff.
struct Worker {
    id: u32,
    org: u32,
    number: String,
    snils: String,
    name: String,
    born: Option<String>,
    since: Option<String>,
    post: &'static str,
    hired: String,
    dismissed: Option<String>,
    /// The organisation of the side job: 5 % have one.
    second: Option<u32>,
}

impl Size {
    /// Everybody, organisation by organisation; ids from 1.
    fn staff(self) -> impl Iterator<Item = Worker> {
        (1..=self.people).map(move |id| {
            // 10 % are under 35, 6 % novices, half of those young.
            let (novice, young) = (holds(1, id, 60), holds(2, id, if holds(1, id, 60) { 500 } else { 75 }));
            let mut born = if young { day(3, id, 1991, 2001) } else { day(3, id, 1955, 1988) };
            // One in a thousand has the name and the birthday of somebody else; but for them no two of one name are born on one
            // day: five namesakes in a million, five parts of the month.
            let double = if id > 1 && holds(14, id, 1) { id - 1 } else { id };
            let (name, namesake) = full_name(double);
            if double != id {
                born = day(3, double, 1955, 1988);
            }
            born.replace_range(8.., &format!("{:02}", namesake % 5 * 5 + dice(13, double, 5) + 1));
            let since = match (novice, young) {
                (true, _) => day(4, id, 2022, 2024),
                (false, true) => day(4, id, 2018, 2021),
                (false, false) => day(4, id, 2009, 2018),
            };
            let org = self.org_of(id);
            Worker {
                id,
                org,
                number: id.to_string(),
                snils: snils(id),
                name,
                hired: since.clone(),
                born: (!holds(8, id, 10)).then_some(born),
                since: (!holds(9, id, 20)).then_some(since),
                post: pick(10, id, POSTS),
                dismissed: holds(11, id, 30).then(|| "2024-06-30".to_owned()),
                second: holds(12, id, 50).then(|| (org + 1) % self.orgs),
            }
        })
    }

    /// The municipality of an organisation, which is told from 0.
    fn district_of(self, org: u32) -> u32 {
        org * self.municipalities / self.orgs + 1
    }

    /// The organisation, from 0, at which one works.
    fn org_of(self, person: u32) -> u32 {
        (u64::from(person - 1) * u64::from(self.orgs) / u64::from(self.people)) as u32
    }

    /// Makes a database: `staff` says whether with people, and with all that is known of them.
    pub fn database(self, path: &Path, staff: bool) -> Result<()> {
        Store::create(path, "Район 1", None, &EntryDraft::new(Moment::of_clock(), "org init"))?;
        let mut connection = Connection::open(path)?;
        // A file that is lost with the power is made anew.
        connection.execute_batch(
            "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -1000000",
        )?;
        let transaction = connection.transaction()?;
        self.orgs(&transaction)?;
        if staff {
            self.people(&transaction)?;
            self.groups(&transaction)?;
            self.pairs(&transaction)?;
        }
        Ok(transaction.commit()?)
    }

    fn orgs(self, into: &Transaction<'_>) -> Result<()> {
        let mut municipality = into.prepare("INSERT OR IGNORE INTO municipalities (id, name, key) VALUES (?, ?, ?)")?;
        for id in 1..=self.municipalities {
            let title = format!("Район {id}");
            municipality.execute(params![id, title, name::org_key(&title)])?;
        }
        let mut org = into.prepare(
            "INSERT INTO orgs (id, inn, name, key, short_name, short_key, kind, municipality_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        let mut document = into.prepare("INSERT INTO documents (org_id, kind, number, dated) VALUES (?, ?, ?, ?)")?;
        let mut curator = into.prepare("INSERT INTO curators (org_id, name, appointed) VALUES (?, ?, ?)")?;
        for at in 0..self.orgs {
            let (id, district) = (at + 1, self.district_of(at));
            let (kind, title, short) = org_names(id, district);
            org.execute(params![
                id,
                inn(at),
                title,
                name::org_key(&title),
                short,
                name::org_key(&short),
                kind,
                district
            ])?;
            for (question, paper, share) in [(21, "order", 800), (22, "regulation", 700), (23, "road_map", 650)] {
                if holds(question, id, share) {
                    document.execute(params![id, paper, id.to_string(), day(question + 10, id, 2020, 2023)])?;
                }
            }
            if holds(24, id, 750) {
                curator.execute(params![id, "Полевая Анна Петровна", day(34, id, 2020, 2023)])?;
            }
        }
        Ok(())
    }

    fn people(self, into: &Transaction<'_>) -> Result<()> {
        let mut add_post = into.prepare("INSERT INTO posts (id, title, key, pedagogical) VALUES (?, ?, ?, ?)")?;
        for (at, title) in POSTS.iter().enumerate() {
            add_post.execute(params![at as u32 + 1, title, name::key(title), post::pedagogical(title)])?;
        }
        let mut person = into.prepare(
            "INSERT INTO people (id, snils, name, key, sex, born, teaching_since) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?;
        let mut employment = into.prepare(
            "INSERT INTO employments (person_id, org_id, number, post_id, hired, dismissed, main) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?;
        for w in self.staff() {
            person.execute(params![w.id, w.snils, w.name, name::key(&w.name), "female", w.born, w.since])?;
            let title = POSTS.iter().position(|title| *title == w.post).unwrap_or_default() as u32 + 1;
            employment.execute(params![w.id, w.org + 1, w.number, title, w.hired, w.dismissed, true])?;
            if let Some(second) = w.second {
                employment.execute(params![w.id, second + 1, w.number, title, w.hired, None::<String>, false])?;
            }
        }
        Ok(())
    }

    /// A group for every two organisations, three people of ten in one of them, a tenth of the groups networks.
    fn groups(self, into: &Transaction<'_>) -> Result<()> {
        let groups = self.orgs / 2;
        let mut group = into.prepare(
            "INSERT INTO groups (id, code, code_key, title, key, kind_id, municipality_id, network) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        let mut member =
            into.prepare("INSERT INTO members (group_id, person_id, org_id, joined, ended) VALUES (?, ?, ?, ?, ?)")?;
        for id in 1..=groups {
            let (code, title) = (format!("Г-{id}"), format!("Группа {id}"));
            let district = (id - 1) * self.municipalities / groups + 1;
            let network = holds(40, id, 100);
            let kind = dice(41, id, 10) + 1;
            group.execute(params![id, code, name::key(&code), title, name::key(&title), kind, district, network])?;
            if network && holds(42, id, 500) {
                member.execute(params![id, None::<u32>, id * 2, "2023-09-01", None::<String>])?;
            }
        }
        for id in 1..=self.people {
            if holds(43, id, 300) {
                let of = (self.org_of(id) / 2).min(groups - 1) + 1;
                let ended = holds(44, id, 100).then_some("2023-12-31");
                member.execute(params![of, id, None::<u32>, day(45, id, 2021, 2023), ended])?;
            }
        }
        Ok(())
    }

    /// 3 % are mentors, 5 % their mentees, one in ten of them in a group; 90 % have an order, two thirds a program.
    fn pairs(self, into: &Transaction<'_>) -> Result<()> {
        let mut mentor =
            into.prepare("INSERT INTO mentors (person_id, org_id, category, registered) VALUES (?, ?, 'teacher', ?)")?;
        let mut pair = into.prepare(
            "INSERT INTO pairs (id, number, number_key, mentor_id, form_id, order_number, order_dated, started) \
             VALUES (?, ?, ?, ?, 1, ?, ?, ?)",
        )?;
        let mut mentee = into.prepare("INSERT INTO mentees (pair_id, person_id) VALUES (?, ?)")?;
        let mut program = into.prepare(
            "INSERT INTO programs (id, number, number_key, approved, starts, finishes) VALUES (?, ?, ?, ?, ?, ?)",
        )?;
        let mut names = into.prepare("INSERT INTO program_people (program_id, person_id) VALUES (?, ?)")?;
        let mut runs = into.prepare("INSERT INTO program_pairs (program_id, pair_id) VALUES (?, ?)")?;
        let mut answer = into
            .prepare("INSERT OR IGNORE INTO answers (pair_id, role, person_id, dated, score) VALUES (?, ?, ?, ?, ?)")?;
        let (mut guide, mut before, mut pairs, mut programs) = (1, 1, 0_u32, 0_u32);
        for id in 1..=self.people {
            // The first of each organisation is its mentor; one mentee in twenty has that of the organisation before.
            if id == 1 || self.org_of(id) > self.org_of(id - 1) {
                (before, guide) = (guide, id);
                mentor.execute(params![id, self.org_of(id) + 1, day(51, id, 2020, 2024)])?;
            } else if holds(52, id, 50) {
                let guide = if holds(50, id, 50) { before } else { guide };
                if pairs == 0 || !holds(53, id, 100) {
                    pairs += 1;
                    let number = format!("П-{pairs}");
                    let begun = day(54, id, 2023, 2024);
                    let order = holds(55, id, 900).then_some("12-ОД");
                    let dated = order.map(|_| begun.as_str());
                    pair.execute(params![pairs, number, name::key(&number), guide, order, dated, begun])?;
                    if holds(56, id, 500) {
                        let dated = day(57, id, 2024, 2025);
                        answer.execute(params![pairs, "mentor", guide, dated, dice(58, id, 6) + 5])?;
                    }
                }
                mentee.execute(params![pairs, id])?;
                if holds(59, id, 667) {
                    programs += 1;
                    let number = format!("ПП-{programs}");
                    let approved = day(60, id, 2024, 2025);
                    let key = name::key(&number);
                    program.execute(params![programs, number, key, approved, "2024-09-01", "2025-05-31"])?;
                    names.execute(params![programs, id])?;
                    runs.execute(params![programs, pairs])?;
                }
                // One in five answers twice.
                for question in [61, 62] {
                    if holds(question, id, if question == 61 { 600 } else { 120 }) {
                        let dated = day(question + 10, id, 2024, 2025);
                        answer.execute(params![pairs, "mentee", id, dated, dice(question + 20, id, 6) + 5])?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Registers a quarter of the staff as mentors, and puts every seventh on the list of who needs one.
    pub fn needs(self, path: &Path) -> Result<()> {
        let connection = Connection::open(path)?;
        connection.execute_batch("PRAGMA synchronous = OFF; BEGIN")?;
        let mut mentor = connection.prepare(
            "INSERT OR IGNORE INTO mentors (person_id, org_id, category, subject, capacity, registered) \
             VALUES (?, ?, 'teacher', ?, ?, '2023-09-01')",
        )?;
        let mut need = connection.prepare(
            "INSERT INTO needs (org_id, person_id, reason, dated, subject) VALUES (?, ?, 'deficits', '2024-09-01', ?)",
        )?;
        for id in 1..=self.people {
            let (org, subject) = (self.org_of(id) + 1, pick(93, id, SUBJECTS));
            if holds(91, id, 250) {
                let capacity = (!holds(94, id, 300)).then(|| dice(95, id, 3) + 1);
                mentor.execute(params![id, org, subject, capacity])?;
            }
            if holds(92, id, 150) {
                need.execute(params![org, id, subject])?;
            }
        }
        Ok(connection.execute_batch("COMMIT")?)
    }

    /// Makes a staff file of the first `rows` people of this size, which names organisations by both keys; one row in `flawed`
    /// has no such day of hire.
    pub fn staff_file(self, path: &Path, rows: u32, flawed: Option<u32>) -> Result<()> {
        let mut out = BufWriter::new(File::create(path)?);
        writeln!(
            out,
            "Табельный номер;СНИЛС;ФИО;Пол;Дата рождения;ИНН организации;Организация;Должность;Дата приёма;Дата увольнения;\
             Начало педагогической деятельности;Основное место работы"
        )?;
        let dotted = |day: &Option<String>| match day.as_deref().map(|day| (&day[8..], &day[5..7], &day[..4])) {
            Some((day, month, year)) => format!("{day}.{month}.{year}"),
            None => String::new(),
        };
        for w in self.staff().take(rows as usize) {
            writeln!(
                out,
                "{};{}-{}-{} {};{};ж;{};{};{};{};{};{};{};да",
                w.number,
                &w.snils[..3],
                &w.snils[3..6],
                &w.snils[6..9],
                &w.snils[9..],
                w.name,
                dotted(&w.born),
                inn(w.org),
                org_names(w.org + 1, self.district_of(w.org)).2,
                w.post,
                if flawed.is_some_and(|rows| w.id % rows == 0) { "31.02.2015".into() } else { dotted(&Some(w.hired)) },
                dotted(&w.dismissed),
                dotted(&w.since),
            )?;
        }
        Ok(out.flush()?)
    }
}

/// A number that nobody has, with its check number.
fn snils(id: u32) -> String {
    let number = format!("{:09}", 900_000_000 + id);
    let sum: u32 = number.bytes().zip((1..=9).rev()).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    format!("{number}{:02}", sum % 101 % 100)
}

/// As [`snils`], of an organisation.
fn inn(org: u32) -> String {
    let number = format!("{:09}", 259_900_000 + org);
    let weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    let sum: u32 = number.bytes().zip(weights).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    format!("{number}{}", sum % 11 % 10)
}

//! `--no-names`: nobody is named in any list, by any command, in any format, on stdout or stderr; and nothing else changes.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::district::district;
use crate::common::workbook::whole_text;
use crate::common::{Desk, Told, commands, words};

const REFUSED: &str = "--no-names действует только на списки и выгрузки";

/// Every command that reads, and how it is asked. Whatever isn't here must refuse `--no-names`.
pub const READS: &[(&str, &[&str])] = &[
    ("org list", &["org list --all"]),
    ("org show", &["org show", "org show 1", "org show 2 --as-of 01.01.2020"]),
    ("org staff list", &["org staff list", "org staff list --all", "org staff list --org 1"]),
    (
        "org staff show",
        &["org staff show 1", "org staff show {mentor}", "org staff show {mentee}", "org staff show {named}"],
    ),
    (
        "org staff absence list",
        &[
            "org staff absence list",
            "org staff absence list --all",
            "org staff absence list --org 1 --as-of 01.03.2022",
        ],
    ),
    ("org needs list", &["org needs list", "org needs list --all", "org needs list --org 1 --as-of 01.03.2022"]),
    ("org needs show", &["org needs show 1"]),
    ("org needs confirm", &["org needs confirm"]),
    ("org needs propose", &["org needs propose --as-of 01.03.2022"]),
    ("org check", &["org check"]),
    ("monitor check", &["monitor check", "monitor check --org 1", "monitor check --waived --fail-on note"]),
    ("monitor check waivers", &["monitor check waivers"]),
    ("org post list", &["org post list", "org post list --unknown"]),
    ("org group list", &["org group list"]),
    ("org group show", &["org group show {group}", "org group show {own}"]),
    ("org group kind", &["org group kind"]),
    (
        "org history",
        &[
            "org history",
            "org history {early}",
            "org history {next}",
            "org history {last}",
            "org history {before}",
            "org history --of person:{named}",
            "org history --of person:{mentee}",
            "org history --of pair:{pair}",
            "org history --of org:1",
            "org history --of group:{own}",
        ],
    ),
    ("mentor list", &["mentor list", "mentor list --all"]),
    ("mentor show", &["mentor show {registered}"]),
    (
        "pair list",
        &[
            "pair list",
            "pair list --all",
            "pair list --all --by-mentee",
            "pair list --renewed --all",
            "pair list --overruled --all",
        ],
    ),
    ("pair show", &["pair show {pair}", "pair show {ended}"]),
    ("pair meet list", &["pair meet list", "pair meet list {ended}", "pair meet list --org 1 --overdue"]),
    ("pair meet show", &["pair meet show 1"]),
    ("pair release list", &["pair release list", "pair release list --pair {pair}"]),
    ("pair form", &["pair form"]),
    ("pair tutor list", &["pair tutor list", "pair tutor list --all --pair {ended}"]),
    ("pair suggest", &["pair suggest"]),
    ("pair print order", &["pair print order --org {order_org} --order {order} --date {order_date}"]),
    ("pair print consent", &["pair print consent {pair} --all"]),
    ("mentor portfolio", &["mentor portfolio {mentor}"]),
    ("pair agreement list", &["pair agreement list", "pair agreement list --pair {pair}"]),
    ("pair agreement show", &["pair agreement show {agreement}"]),
    ("pair form", &["pair form"]),
    ("pair print order", &["pair print order --org {order_org} --order {order} --date {order_date}"]),
    ("pair print consent", &["pair print consent {pair} --all"]),
    ("pair print agreement", &["pair print agreement {pair} --all"]),
    ("pair print release", &["pair print release {released} --all"]),
    ("program list", &["program list", "program list --by-mentee"]),
    ("program show", &["program show {program}", "program show {cancelled}"]),
    (
        "program need list",
        &[
            "program need list",
            "program need list --program {cancelled}",
            "program need list --org 1",
            "program need list --person {named}",
        ],
    ),
    (
        "program task list",
        &["program task list", "program task list --overdue", "program task list --person {named} --as-of 01.10.2021"],
    ),
    ("program task show", &["program task show {task}"]),
    (
        "program measure list",
        &[
            "program measure list",
            "program measure list --program {cancelled}",
            "program measure list --person {named}",
        ],
    ),
    ("program measure kind", &["program measure kind"]),
    ("program correction list", &["program correction list", "program correction list --program {cancelled}"]),
    ("program correction show", &["program correction show 1"]),
    ("org review list", &["org review list", "org review list --org 1", "org review list --returned"]),
    ("org review show", &["org review show 1", "org review show 2"]),
    ("monitor effect", &["monitor effect", "monitor effect --by-org", "monitor effect --totals"]),
    ("program print", &["program print {cancelled}"]),
    ("program schedule", &["program schedule --period 2021-2022", "program schedule --org 1 --period 2021"]),
    ("program route", &["program route", "program route {cancelled} --org 1"]),
    ("program stage", &["program stage", "program stage {cancelled}"]),
    ("program need show", &["program need show {deficit}"]),
    (
        "monitor indicators",
        &["monitor indicators", "monitor indicators --readings", "monitor indicators S2 N1 --by org"],
    ),
    (
        "monitor explain",
        &[
            "monitor explain P1",
            "monitor explain N1",
            "monitor explain N3",
            "monitor explain N4",
            "monitor explain N5",
            "monitor explain S2 --org 1",
            "monitor explain S7",
            "monitor explain S8",
            "monitor explain ALL --readings",
            "monitor explain N1 --outside",
            "monitor explain N1 --versus N1-novice",
            "monitor explain --person {named}",
        ],
    ),
    ("monitor setting since", &["monitor setting since"]),
    ("monitor compare", &["monitor compare 2021 2022", "monitor compare 2021 2022 S2 --totals"]),
    ("monitor facts", &["monitor facts"]),
    ("monitor gap", &["monitor gap --all", "monitor gap N4 N5", "monitor gap N1 --org 1"]),
    ("monitor trend", &["monitor trend N1"]),
    ("monitor setting acts", &["monitor setting acts"]),
    ("monitor setting list", &["monitor setting list"]),
    ("monitor setting satisfaction", &["monitor setting satisfaction"]),
    ("monitor setting age-limit", &["monitor setting age-limit"]),
    ("monitor setting novice-years", &["monitor setting novice-years"]),
    ("monitor setting age-on", &["monitor setting age-on"]),
    ("monitor target list", &["monitor target list"]),
    ("monitor passport", &["monitor passport", "monitor passport N4"]),
    ("monitor export", &["monitor export --out export"]),
    ("monitor run", &["monitor run --list", "monitor run"]),
    ("monitor survey show", &["monitor survey show", "monitor survey show --pair {ended}"]),
];

/// Commands that say no name whatever they do: of the file itself.
const NAMELESS: &[&str] = &["org init", "org backup", "org restore", "org completions"];

/// Columns with people in them.
const PEOPLE: &[&str] = &[
    "name",
    "mentor_name",
    "mentee_name",
    "alternatives",
    "mentor",
    "tutor",
    "mentee",
    "mentees",
    "person",
    "value",
    "label",
    "old",
    "new",
    "subject",
    "about",
    "expert",
];
/// Columns that are empty without names.
const SECRET: &[&str] = &[
    "snils",
    "mentor_snils",
    "tutor_snils",
    "mentee_snils",
    "born",
    "mentor_born",
    "tutor_born",
    "mentee_born",
    "head",
    "curator",
    "further",
    "basis",
    "beyond_limit",
    "second_pair",
    "topic",
    "lesson",
    "minutes",
    "reason",
    "length_reason",
    "end_reason",
    "leave_reason",
    "deficit",
    "content",
    "substitute",
    "purpose",
    "pay",
    "ground",
    "directions",
    "goals",
    "resources",
    "strengths",
    "task",
    "responsible",
    "result",
    "source",
    "phone",
    "email",
    "competences",
    "expert",
    "expert_snils",
    "remarks",
    "changes",
    "achievements",
    "request",
    "value",
    "old",
    "new",
];

/// A pair whose order is whole.
const ORDER: &str = "FROM ordered_participations v WHERE org_id IS NOT NULL AND EXISTS \
                     (SELECT 1 FROM pairs p WHERE p.id = v.pair_id AND p.order_number = v.order_number) ORDER BY id LIMIT 1";

/// The file of an example with what the example lacks: a former name, a head, reasons, replies, a namesake, a group.
fn desk(example: &str) -> Desk {
    let today = if example == "nozhay-yurt" { "2025-01-15" } else { "2022-09-08" };
    let desk = Desk::example(example, today).with([
        "org edit 1 --head 'Жаворонкова Ульяна Мироновна'",
        "org adopt 1 --order-number 77 --order-date 01.09.2021 --results 'Щукина научит' --curator 'Юркевич Эмма Яновна' --curator-date 01.02.2022",
        "org staff add 'Цаплина Инга Львовна' --org 1 --post учитель --hired 01.09.2019 --born 17.03.1991 --number Ц-77 --teaching-since 01.09.2019 --snils 11223344595",
        "org staff edit Цаплина --name 'Щеглова Инга Львовна' --effective 01.09.2021 --reason 'вышла за Щеглова'",
        "org staff add 'Щеглова Инга Львовна' --org 2 --post учитель --hired 01.09.2020 --born 18.04.1992",
        "org staff add 'Эльф Ян' --org 1 --post тьютор --hired 01.09.2020",
        "org staff absence add 'Эльф Ян' --kind 'длительный отпуск' --from 01.02.2022 --to 31.03.2022",
        "org needs add 11223344595 --org 1 --need 'молодой специалист' --date 01.09.2021",
        "org needs confirm --org 1 --date 01.09.2021",
        "mentor add 'Эльф Ян' --date 01.09.2020",
        "org group add Ж-1 Журавли --kind клуб",
        "org group join Ж-1 --person 'Эльф Ян' --date 01.09.2021",
        "org group join Ж-1 --org 2 --date 01.09.2021",
        "pair create --number Ж-1 --mentor 'Эльф Ян' --mentee 11223344595 --order-number 5 --order-date 01.09.2021 --basis 'просит Цаплина'",
        "pair meet add Ж-1 --date 05.10.2021 --topic 'Щеглова и её класс' --lesson 'урок Щегловой' --minutes 'https://щеглова.example/1'",
        "pair release add Ж-1 'Эльф Ян' --date 31.08.2021 --from 02.09.2021 --substitute 'Щеглова Инга' --purpose 'Щеглова просит'",
        "pair agreement add Ж-1 --number 7 --date 31.08.2021 --content 'Щеглова ведёт урок' --pay 'сколько просит Щеглова'",
        "pair agreement add Ж-1 --ground 'Цаплина не просила'",
        "program draft --number Ж-9 --pair Ж-1 --title 'Программа Щегловой' --start 01.09.2021 --finish 30.09.2021 --reason 'Щеглова спешит'",
        "program need add Ж-9 'Щеглова теряется' --method анкета --date 05.09.2021",
        "program task add Ж-9 'Пригласить Щеглову' --kind семинар --need 1 --responsible 'Эльф Ян' --set 06.09.2021 --due 10.09.2021",
        "program task done 1 --date 11.09.2021 --result 'Щеглова пришла'",
        "program edit Ж-9 --goals 'Щеглова научится' --directions 'Эльф Ян' --resources 'Эльф Ян' --strengths 'Щеглова поёт'",
        "program measure add Ж-9 'Срок адаптации' --stage вход --value 3 --date 05.09.2021",
        "program stage Ж-9 подготовительный --since 01.09.2021",
        "program correction add Ж-9 'Щеглова ходит на уроки' --date 10.09.2021 --reason 'Щеглова теряется'",
        "org review add программа --program Ж-9 --date 02.09.2021 --expert 'Эльф Ян'",
        "org review conclude 1 --verdict возвращено --date 03.09.2021 --remarks 'Щеглова спешит'",
        "org review correct 1 --date 04.09.2021 --changes 'Щеглова пришла'",
        "org review add 'методические материалы' --org 1 --title 'Щеглова спешит' --date 02.09.2021 --expert 'Щеглова из центра'",
    ]);
    desk.write(
        "answers.csv",
        "Номер пары;Роль;Дата;Балл;Кто помог\nЖ-1;наставляемый;01.06.2022;9;Эльф Ян\nЖ-1;наставник;01.06.2022;8;Щеглова\n",
    );
    desk.with([
        "monitor survey import answers.csv",
        "monitor run --add year --export . S7",
        "program approve Ж-9 --date 01.09.2021",
        "program cancel Ж-9 --date 20.09.2021 --reason 'Эльф Ян против'",
        "pair close Ж-1 --date 01.07.2022 --reason 'Щеглова уволилась'",
    ])
}

/// The lines of a command with ids of this file in the places for them.
pub fn filled(desk: &Desk, templates: &[&str]) -> Vec<String> {
    let one = |sql: &str| desk.sql().query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    let places = [
        ("{mentor}", one("SELECT CAST(mentor_id AS TEXT) FROM pairs LIMIT 1")),
        ("{mentee}", one("SELECT CAST(person_id AS TEXT) FROM mentees LIMIT 1")),
        ("{named}", one("SELECT CAST(person_id AS TEXT) FROM former_names LIMIT 1")),
        ("{registered}", one("SELECT CAST(person_id AS TEXT) FROM mentors LIMIT 1")),
        ("{group}", one("SELECT code FROM groups LIMIT 1")),
        ("{pair}", one("SELECT number FROM pairs LIMIT 1")),
        ("{order_org}", one(&format!("SELECT CAST(org_id AS TEXT) {ORDER}"))),
        ("{order}", one(&format!("SELECT order_number {ORDER}"))),
        ("{order_date}", one(&format!("SELECT order_dated {ORDER}"))),
        ("{own}", one("SELECT code FROM groups ORDER BY id DESC LIMIT 1")),
        ("{released}", one("SELECT p.number FROM releases r JOIN pairs p ON p.id = r.pair_id LIMIT 1")),
        ("{ended}", one("SELECT number FROM pairs WHERE end_reason IS NOT NULL ORDER BY id DESC LIMIT 1")),
        ("{agreement}", one("SELECT CAST(min(id) AS TEXT) FROM agreements")),
        ("{program}", one("SELECT min(number) FROM programs")),
        ("{task}", one("SELECT CAST(min(id) AS TEXT) FROM tasks")),
        ("{deficit}", one("SELECT CAST(min(id) AS TEXT) FROM deficits")),
        ("{cancelled}", one("SELECT number FROM programs WHERE outcome = 'cancelled' ORDER BY id DESC LIMIT 1")),
        ("{early}", one("SELECT CAST(min(id) AS TEXT) FROM entries WHERE id > 1")),
        ("{next}", one("SELECT CAST(min(id) + 1 AS TEXT) FROM entries WHERE id > 1")),
        ("{last}", one("SELECT CAST(max(id) AS TEXT) FROM entries")),
        ("{before}", one("SELECT CAST(max(id) - 3 AS TEXT) FROM entries")),
    ];
    let fill = |line: &&str| places.iter().fold((*line).to_owned(), |line, (place, id)| line.replace(place, id));
    templates.iter().map(fill).collect()
}

/// What must not be said, each with why.
struct Secrets {
    /// Whole words: surnames, and what stands in secret texts.
    words: BTreeSet<String>,
    /// Numbers, days, and given names with patronymics.
    texts: BTreeSet<String>,
    /// The first words of those of two.
    firsts: BTreeSet<String>,
}

impl Secrets {
    /// Those of a file that has at least so many names and so many dates of birth.
    fn of(desk: &Desk, [names_least, born_least]: [usize; 2]) -> Self {
        let sql = desk.sql();
        let all = |query: &str| -> Vec<String> {
            let mut statement = sql.prepare(query).unwrap();
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        let names = all(
            "SELECT name FROM people UNION SELECT name FROM former_names UNION SELECT head FROM orgs WHERE head IS NOT NULL \
             UNION SELECT name FROM curators WHERE name IS NOT NULL",
        );
        assert!(names.len() > names_least, "{}", names.len());
        // What may be said: a word of an organisation's name isn't a name of a person.
        let open = all(
            "SELECT name FROM orgs UNION SELECT title FROM groups UNION SELECT title FROM posts UNION SELECT name FROM municipalities",
        );
        let open: BTreeSet<String> = open.iter().flat_map(|text| in_words(text)).map(str::to_owned).collect();
        let mut words = BTreeSet::new();
        let mut texts = BTreeSet::new();
        for name in &names {
            let (surname, given) = name.split_once(' ').unwrap_or((name, ""));
            if !open.contains(surname) {
                words.extend(in_words(surname).map(str::to_owned));
            }
            texts.extend((given.contains(' ')).then(|| given.to_owned()));
        }
        words.extend(
            ["Щукина", "Щегловой", "Щеглова", "спешит", "теряется", "Щеглову", "пришла", "против", "уволилась", "Ц-77"]
                .map(str::to_owned),
        );
        for snils in all("SELECT snils FROM people WHERE snils IS NOT NULL") {
            texts.insert(nastavnik::domain::number::snils_shown(&snils).0);
            texts.insert(snils);
        }
        // A day on which something else happened may be said.
        let days: BTreeSet<String> = all(
            "SELECT hired FROM employments UNION SELECT teaching_since FROM people WHERE teaching_since IS NOT NULL \
             UNION SELECT opened FROM orgs WHERE opened IS NOT NULL",
        )
        .into_iter()
        .collect();
        let born = all("SELECT born FROM people WHERE born IS NOT NULL");
        let told = born.iter().filter(|day| !days.contains(*day));
        for day in told {
            texts.insert(format!("{}.{}.{}", &day[8..], &day[5..7], &day[..4]));
            texts.insert(day.clone());
        }
        assert!(texts.iter().filter(|text| text.starts_with("19") && text.contains('-')).count() > born_least);
        let firsts = texts.iter().filter_map(|text| text.split_once(' ')).map(|(first, _)| first.to_owned()).collect();
        Self { words, texts, firsts }
    }

    /// The first thing that a text gives away.
    fn in_text(&self, text: &str) -> Option<String> {
        let word = in_words(text).find(|word| self.words.contains(*word)).map(str::to_owned);
        let tokens: Vec<&str> = text
            .split(|c: char| !(c.is_alphanumeric() || ".-".contains(c)))
            .map(|token| token.trim_matches(['.', '-']))
            .filter(|token| !token.is_empty())
            .collect();
        let found = |text: &str| self.texts.contains(text).then(|| text.to_owned());
        let mut twos = tokens.windows(2).filter(|two| self.firsts.contains(two[0]));
        word.or_else(|| tokens.iter().find_map(|token| found(token)))
            .or_else(|| twos.find_map(|two| found(&two.join(" "))))
    }

    fn check(&self, line: &str, told: &Told) {
        for text in [&told.out, &told.err] {
            if let Some(secret) = self.in_text(text) {
                let at = text.find(&secret).unwrap_or_default();
                let near: String = text[at..].chars().take(60).collect();
                panic!("{line}: «{secret}» is said: {near}");
            }
        }
    }
}

fn in_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| word.chars().count() > 2)
}

fn table(told: &Told) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(told.out.as_bytes());
    let cells = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect::<Vec<_>>();
    (cells(&reader.headers().unwrap().clone()), reader.records().map(|row| cells(&row.unwrap())).collect())
}

/// Whether a text is a list of pseudonyms and nothing else.
fn pseudonyms(text: &str) -> Option<Vec<usize>> {
    text.split(", ").map(|one| one.strip_prefix("Лицо ")?.parse().ok()).collect()
}

/// The two outputs are the same but for people and secrets; returns who is called what.
fn compare(line: &str, with: &Told, without: &Told) -> BTreeMap<usize, String> {
    let ((header, named), (same, nameless)) = (table(with), table(without));
    assert_eq!(header, same, "{line}");
    assert_eq!(named.len(), nameless.len(), "{line}");
    let mut called: BTreeMap<usize, String> = BTreeMap::new();
    for (with, without) in named.iter().zip(&nameless) {
        let id = header.iter().position(|column| column == "person").map(|at| with[at].as_str()).unwrap_or_default();
        for ((column, old), new) in header.iter().zip(with).zip(without).filter(|((_, old), new)| old != new) {
            let column = column.as_str();
            let of_staff = line.starts_with("org staff list") && column == "number";
            let of_program = (line.starts_with("program list") || line.starts_with("org review")) && column == "title";
            if new.is_empty() && (SECRET.contains(&column) || of_staff || of_program) {
                continue;
            }
            assert!(PEOPLE.contains(&column), "{line}: {column}: {old} → {new}");
            // A card and the journal have people within sentences.
            let Some(people) = pseudonyms(new) else {
                assert!(new.contains("Лицо ") || new.contains('…'), "{line}: {column}: {old} → {new}");
                continue;
            };
            for (name, pseudonym) in old.split(", ").zip(people) {
                let who = format!("{name} {id}");
                let known = called.entry(pseudonym).or_insert_with(|| who.clone());
                // The journal calls somebody by the name of that time.
                let same = *known == who || id.is_empty() && known.starts_with(name) || line.contains("history");
                assert!(same, "{line}: {pseudonym}: {known}, {who}");
            }
        }
        for (column, cell) in header.iter().zip(without) {
            assert!(!SECRET[..4].contains(&column.as_str()) || cell.is_empty(), "{line}: {column}: {cell}");
        }
    }
    // One person, one pseudonym.
    if header.iter().any(|column| column == "person") {
        let people: BTreeSet<_> = called.values().collect();
        assert_eq!(people.len(), called.len(), "{line}: {called:?}");
    }
    called
}

/// Runs a command that reads; it may find something.
fn read(desk: &Desk, line: &str) -> Told {
    let told = desk.run(line);
    assert!([0, 3].contains(&told.code), "{line}\n{told:#?}");
    told
}

/// Runs everything that reads on one file: for programs, and where it is asked also in two of the other formats, by turns, as
/// what a line tells of people comes to all formats through one door.
fn nobody_is_named(desk: &Desk, secrets: &Secrets, is_for_people_too: bool) {
    let mut told_something = 0;
    let mut turn = 0;
    for (command, templates) in READS {
        for line in filled(desk, templates) {
            assert!(line.starts_with(command), "{line}");
            turn += 1;
            let seen = ["table", "excel", "json"][turn % 3];
            let kept = ["nameless.xlsx", "nameless.docx", "nameless.html"][turn / 3 % 3];
            let (seen, kept) = if is_for_people_too { (Some(seen), Some(kept)) } else { (None, None) };
            for format in ["csv"].into_iter().chain(seen) {
                let told = read(desk, &format!("{line} --no-names --format {format}"));
                secrets.check(&format!("{line} --format {format}"), &told);
                if format == "csv" && !told.out.is_empty() {
                    let with = read(desk, &format!("{line} --format csv"));
                    told_something += usize::from(secrets.in_text(&with.out).is_some());
                    compare(&line, &with, &told);
                }
            }
            if let Some(file) = kept {
                let told = read(desk, &format!("{line} --no-names --output {file}"));
                if desk.path(file).exists() {
                    let is_page = file.ends_with("html");
                    let text = if is_page {
                        std::fs::read_to_string(desk.path(file)).unwrap()
                    } else {
                        whole_text(&desk.path(file))
                    };
                    secrets.check(&format!("{line} --output {file}"), &Told { out: text, ..told });
                    std::fs::remove_file(desk.path(file)).unwrap();
                }
            }
        }
    }
    assert!(told_something > 20, "the secrets aren't found with names either: {told_something}");
    for file in std::fs::read_dir(desk.path("export")).unwrap() {
        let path = file.unwrap().path();
        let is_book = path.extension().is_some_and(|end| end == "xlsx" || end == "docx");
        let text = if is_book { whole_text(&path) } else { std::fs::read_to_string(&path).unwrap() };
        let text = text + &path.display().to_string();
        assert_eq!(secrets.in_text(&text), None, "{}", path.display());
    }
}

/// An example that came by files; the formats are asked of the district below.
#[test]
fn nobody_is_named_in_nozhay_yurt() {
    let desk = desk("nozhay-yurt");
    let secrets = Secrets::of(&desk, [50, 30]);
    nobody_is_named(&desk, &secrets, false);
    // Whatever is typed isn't said again, and whoever is found isn't named: one file is enough, and a door a command, by turns.
    let doors =
        ["Щеглова", "--as-of Щеглова", "--org Щеглова", "--person Щеглова", "--pair Щеглова", "--Щеглова", "1 Щеглова"];
    for (at, (command, _)) in READS.iter().enumerate() {
        let line = format!("{command} {} --no-names", doors[at % doors.len()]);
        let told = desk.run(&line);
        assert!(told.code == 0 || !told.err.is_empty(), "{line}");
        secrets.check(&line, &told);
    }
}

/// The district with something of everything: what a new register tells is met here, and in every format.
#[test]
fn nobody_is_named_in_the_district() {
    let desk = district();
    nobody_is_named(&desk, &Secrets::of(&desk, [15, 3]), true);
}

/// A new command is in the table, or refuses the option, or is known to say no name.
#[test]
fn every_command_reads_without_names_or_refuses() {
    let desk = Desk::new().with(["org add 'СОШ № 1' --kind школа"]);
    let before = desk.bytes();
    let mut refused = 0;
    for (path, command) in commands() {
        let name = path.join(" ");
        if command.get_subcommands().next().is_some() || READS.iter().any(|(reads, _)| *reads == name) {
            continue;
        }
        if NAMELESS.contains(&name.as_str()) {
            continue;
        }
        let after = command.get_after_help().unwrap().to_string();
        let examples = after.lines().map(str::trim).filter(|line| line.starts_with("nastavnik "));
        // Another example may be of what only shows something.
        let line = examples.map(|line| &line["nastavnik ".len()..]).find(|line| !line.contains("--template")).unwrap();
        let told = desk.run(&format!("{line} --no-names"));
        assert_eq!((told.code, told.err.contains(REFUSED)), (2, true), "{name}: {line}\n{told:#?}");
        refused += 1;
    }
    assert!(refused > 15, "{refused}");
    assert!(desk.bytes() == before);
    for (reads, _) in READS {
        assert!(commands().iter().any(|(path, _)| path.join(" ") == *reads), "{reads}");
    }
}

/// «Лицо 1» is who comes first; two namesakes are two people, and one person is one throughout an output.
#[test]
fn pseudonyms_follow_one_another_and_tell_namesakes_apart() {
    let desk = desk("spassky");
    let told = desk.done("org staff list --all --no-names --format csv");
    let (header, rows) = table(&told);
    let at = |name: &str| header.iter().position(|column| column == name).unwrap();
    let mut called: BTreeMap<&str, &str> = BTreeMap::new();
    for row in &rows {
        let next = format!("Лицо {}", called.len() + 1);
        let (id, pseudonym) = (row[at("person")].as_str(), row[at("name")].as_str());
        let known = *called.entry(id).or_insert(pseudonym);
        assert_eq!(known, pseudonym);
        assert!(called.len() > 1 || pseudonym == "Лицо 1");
        let number: usize = pseudonym["Лицо ".len()..].parse().unwrap();
        assert!(number <= called.len(), "{pseudonym} before {next}");
    }
    let distinct: BTreeSet<_> = called.values().collect();
    assert_eq!(distinct.len(), called.len());
    let namesakes = desk.cells("org staff list --all", &["name", "person"]);
    let namesakes: Vec<_> = namesakes.iter().filter(|row| row.starts_with("Щеглова Инга Львовна|")).collect();
    assert_eq!(namesakes.len(), 2, "{namesakes:?}");
    // Of somebody who comes up twice in one sentence: the same.
    let card = desk.done("pair show Ж-1 --no-names").out;
    assert!(card.starts_with("Пара № Ж-1: Лицо 1\n"), "{card}");
    assert!(
        card.contains("Лицо 1 (№ ") && card.contains("Лицо 2 (№ ") && card.contains("наставник, Лицо 1: 8 из 10"),
        "{card}"
    );
    assert!(!card.contains("Лицо 3"), "{card}");
}

/// A name is still what one may seek by.
#[test]
fn a_name_finds_somebody_who_is_not_named() {
    let desk = desk("spassky");
    let told = desk.done("org staff show Цаплина --no-names");
    assert!(told.out.starts_with("Лицо 1\n"), "{}", told.out);
    assert_eq!(told.err, "");
    desk.refused("org staff show Щеглова --no-names", 1, &["подходит: 2 человека", "укажите номер"]);
    desk.refused("org staff show Соврёменко --no-names", 1, &["нет такого человека"]);
    desk.refused("org staff show Щеглова Инга --no-names", 2, &["лишнее слово «…»"]);
    assert!(words("a 'b c'").len() == 2);
}

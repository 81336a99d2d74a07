//! What a list or a card calls a field stands in the field's declaration and nowhere else; what a list of a register shows
//! besides fields says here what it is.

use std::collections::BTreeSet;

use super::sources::{Source, sources};

/// Words that a field has too, though they name something else where they stand.
const OTHER_THINGS: &[(&str, &[&str], &str)] = &[
    ("command/", &["№"], "the number of whatever is listed"),
    (
        "command/monitor/",
        &["Код", "Акт", "Название", "Разрез", "Срок", "Причина", "Показатель", "Единица"],
        "of a share, an act, a fact, a round; why a unit isn't counted",
    ),
    ("command/monitor/effect.rs", &["Выход"], "what was measured after a program"),
    ("command/monitor/explained.rs", &["Результат"], "whether somebody is counted"),
    ("command/monitor/workbook.rs", &["Период", "Программа"], "the days of the figures; by what they were made"),
    ("command/monitor/run/list.rs", &["Расписание"], "a schedule in words, above its round"),
    ("command/org/card.rs", &["Организация", "Номер"], "a heading of a part of the card; an id"),
    ("command/org/history.rs", &["Причина"], "why a command was given"),
    ("command/org/needs_card.rs", &["Номер", "Наставник"], "an id; whoever is the mentor of the pairs"),
    ("command/org/staff_card.rs", &["Человек", "Номер"], "a heading of a part of the card; an id"),
    (
        "command/mentor/portfolio.rs",
        &["Приказ", "Период", "Программа", "Название"],
        "of the paper: number and date, both days, a group",
    ),
    ("command/pair/card.rs", &["Пара", "Наставник"], "a heading of a part of the card; a person with his consent"),
    ("command/pair/list.rs", &["Приказ"], "number and date of the order together"),
    (
        "command/program/card.rs",
        &["Программа", "Срок", "Последний день"],
        "a heading; both days; a day apart from its deed",
    ),
];

/// Lists whose rows are no rows of a register, though a field stands among their columns.
const OF_NO_REGISTER: &[&str] = &[
    "command/monitor/gap_row.rs",
    "command/monitor/setting_rule.rs",
    "command/field_column.rs",
    "command/file/plan_line.rs",
    "command/monitor/check/rows.rs",
    "command/monitor/check/waivers.rs",
    "command/monitor/compare.rs",
    "command/monitor/effect.rs",
    "command/monitor/explained.rs",
    "command/monitor/indicators.rs",
    "command/monitor/run/list.rs",
    "command/monitor/workbook.rs",
    "command/org/check.rs",
    "command/org/merge.rs",
];

/// What lists of registers show besides fields and besides what their files have.
const DERIVED: &[(&str, &str, &str)] = &[
    ("developed", "Развито", "whether there is a pair like that"),
    ("mentees", "Наставляемых", "how many people"),
    ("agreement", "Соглашение", "number and date together, or that none is due"),
    ("mentees", "Наставляемые", "the people of a pair or program in one cell"),
    ("order", "Приказ", "number and date together"),
    ("pairs", "Пар", "how many pairs"),
    ("pairs", "Пары", "the pairs of a program in one cell"),
    ("over_a_year", "Дольше года", "whether a program lasts longer than the act allows without a reason"),
    ("task_id", "№ задачи", "the number of a task among other things"),
    ("programs", "Программы", "the programs of a mentee in one cell"),
];

/// Fields under a name of their own, for the field's is another column's.
const NAMED_OTHERWISE: &[(&str, &str)] = &[
    ("renewed_until", "renewal::UNTIL.heading"), // beside the planned end of the pair
    ("person", "person::NAME.heading"),          // a member's name may be that of an organisation, too
    ("pair", "pair::NUMBER.heading"),            // beside the number of the program
    ("program", "program::NUMBER.heading"),      // of what a program is made of
];

fn quoted(text: &str) -> Vec<&str> {
    text.split('"').skip(1).step_by(2).collect()
}

/// The code of a file in one piece, without attributes.
fn code(source: &Source) -> String {
    let mut kept = String::new();
    let mut depth = 0;
    for line in &source.code {
        if depth == 0 && !line.starts_with("#[") {
            kept.push_str(line);
            kept.push('\n');
            continue;
        }
        // Of what stands in quotes a bracket opens nothing.
        let plain: String = line.split('"').step_by(2).collect();
        depth += plain.matches('[').count();
        depth -= plain.matches(']').count();
    }
    kept
}

fn commands() -> Vec<(String, String)> {
    let of_commands = sources().into_iter().filter(|source| source.path.starts_with("command/"));
    of_commands.map(|source| (code(&source), source.path)).map(|(code, path)| (path, code)).collect()
}

/// Every heading that a declaration gives a field, the narrow ones too.
fn declared() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for source in sources().iter().filter(|source| source.path.starts_with("register/")) {
        let text = code(source);
        for call in text.split("Field::").skip(1) {
            words.extend(quoted(call.split(')').next().unwrap()).get(1).map(|heading| (*heading).to_owned()));
        }
        for call in text.split(".short(").skip(1) {
            words.extend(quoted(call).first().map(|heading| (*heading).to_owned()));
        }
    }
    assert!(words.len() > 80, "the declarations weren't read: {}", words.len());
    words
}

#[test]
fn a_heading_of_a_field_stands_in_its_declaration() {
    let declared = declared();
    let is_other = |path: &str, word: &str| {
        OTHER_THINGS.iter().any(|(place, words, _)| path.starts_with(place) && words.contains(&word))
    };
    let mut wrong = Vec::new();
    let mut others = BTreeSet::new();
    for (path, code) in commands() {
        for word in quoted(&code).into_iter().filter(|word| declared.contains(*word)) {
            others.insert((path.clone(), word.to_owned()));
            if !is_other(&path, word) {
                wrong.push(format!(
                    "{path}: «{word}» is the heading of a declared field: field_column takes it from there"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (place, words, _) in OTHER_THINGS {
        for word in *words {
            let is_there = others.iter().any(|(path, other)| path.starts_with(place) && other == word);
            assert!(is_there, "{place}: «{word}» stands there no more");
        }
    }
}

#[test]
fn what_a_list_shows_besides_fields_says_what_it_is() {
    // A list imports back: what its file has is told there.
    let of_files: String = sources().iter().filter(|source| source.path.starts_with("intake/")).map(code).collect();
    let mut wrong = Vec::new();
    let (mut derived, mut otherwise) = (BTreeSet::new(), BTreeSet::new());
    for (path, code) in commands() {
        if !code.contains("field_column::") || OF_NO_REGISTER.contains(&path.as_str()) {
            continue;
        }
        let calls = ["both(", "data(", "table(", "both_if("].map(|how| format!("Column::{how}"));
        for call in calls.iter().flat_map(|start| code.split(start.as_str()).skip(1)) {
            let head = call.split('|').next().unwrap();
            match quoted(head)[..] {
                [name, heading] if of_files.contains(&format!("(\"{name}\", \"{heading}\")")) => {}
                [name, heading] => {
                    derived.insert((name.to_owned(), heading.to_owned()));
                }
                [name] => {
                    let field = head.split(',').find(|part| part.contains("::")).unwrap_or_default();
                    otherwise.insert((name.to_owned(), field.trim().to_owned()));
                }
                _ => {}
            }
        }
    }
    for (name, heading) in &derived {
        if !DERIVED.iter().any(|(known, word, _)| known == name && word == heading) {
            wrong.push(format!("{name}, «{heading}»: neither a field nor a column of a file"));
        }
    }
    for (name, field) in &otherwise {
        if !NAMED_OTHERWISE.contains(&(name.as_str(), field.as_str())) {
            wrong.push(format!("{name}: {field} has a name of its own: field_column takes it from there"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let known = DERIVED.iter().map(|(name, heading, _)| ((*name).to_owned(), (*heading).to_owned()));
    let known: BTreeSet<_> = known.collect();
    assert!(known.is_subset(&derived), "no list has {:?}", known.difference(&derived));
}

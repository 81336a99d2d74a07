//! The schema speaks: every rule has a name, a Russian sentence and a case that breaks it. The rules are found in the
//! file itself, so that a new one can't be forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use crate::common::{Desk, latin};
use nastavnik::error::Kind;
use nastavnik::store::{migrate, refusal, schema};
use rusqlite::Connection;

/// One row of everything, so that a rule is broken by one short statement. Whoever adds a table adds a row.
const SEED: &str = "
    INSERT INTO municipalities (id, name, key) VALUES (1, 'Район', 'район'), (2, 'Город', 'город');
    INSERT INTO district VALUES (1, 1);
    INSERT INTO orgs (id, inn, name, key, kind, municipality_id, opened, closed)
        VALUES (1, '7707083893', 'А', 'а', 'general', 1, '1990-01-01', NULL), (2, '7736050003', 'Б', 'б', 'general', 1, NULL, NULL);
    INSERT INTO documents (id, org_id, kind, number, dated) VALUES (1, 1, 'order', '1', '2021-09-01'), (2, 1, 'order', '2', '2021-09-01');
    INSERT INTO monitoring_dates (document_id, due) VALUES (1, '2022-05-31'), (1, '2022-12-31');
    INSERT INTO curators (id, org_id, name, appointed) VALUES (1, 1, 'Иванова Анна', '2021-09-01');
    INSERT INTO people (id, snils, name, key, sex, born)
        VALUES (1, '11223344595', 'Иванова Анна', 'иванова анна', 'female', '1990-05-12'), (2, '90010000794', 'Петров Пётр', 'петров петр', 'male', NULL);
    INSERT INTO former_names (id, person_id, name, key, until) VALUES (1, 1, 'Кац Анна', 'кац анна', '2012-07-31');
    INSERT INTO posts (id, title, key, pedagogical) VALUES (1, 'учитель', 'учитель', 1), (2, 'повар', 'повар', NULL);
    INSERT INTO employments (id, person_id, org_id, number, post_id, hired, main) VALUES (1, 1, 1, '7', 1, '2015-09-01', 1), (2, 2, 1, NULL, 1, '2015-09-01', 1);
    INSERT INTO groups (id, code, code_key, title, key, kind_id, municipality_id, network) VALUES (1, 'А', 'а', 'РМО', 'рмо', 1, 1, 0), (2, 'Б', 'б', 'Клуб', 'клуб', 5, 1, 1);
    INSERT INTO members (id, group_id, person_id, joined) VALUES (1, 1, 1, '2021-09-01');
    INSERT INTO members (id, group_id, org_id, joined) VALUES (2, 1, 1, '2021-09-01');
    INSERT INTO mentors (id, person_id, category, registered) VALUES (1, 1, 'teacher', '2021-09-01');
    INSERT INTO pairs (id, number, number_key, mentor_id, started) VALUES (1, 'А', 'а', 1, '2021-09-01'), (2, 'Б', 'б', 1, NULL);
    INSERT INTO mentees (id, pair_id, person_id) VALUES (1, 1, 2);
    INSERT INTO programs (id, number, number_key, starts, finishes)
        VALUES (1, 'А', 'а', '2021-09-01', '2022-05-31'), (2, 'Б', 'б', '2021-09-01', '2022-05-31');
    UPDATE programs SET ended = finishes, outcome = 'completed';
    INSERT INTO program_people (program_id, person_id) VALUES (1, 2);
    INSERT INTO program_pairs (program_id, pair_id) VALUES (1, 1);
    INSERT INTO answers (id, pair_id, role, person_id, dated, score) VALUES (1, 1, 'mentee', 2, '2022-05-20', 8);
    INSERT INTO replies (answer_id, question, reply) VALUES (1, 'Что помогло?', 'Всё');
    INSERT INTO consents (id, person_id, given) VALUES (1, 1, '2021-09-01');
    INSERT INTO erasures (id, person_id, dated) VALUES (1, 2, '2024-09-01');
    INSERT INTO settings (id, name, value) VALUES (1, 'backup_keep', 5), (2, 'backup_share', 10);
    INSERT INTO schedules (id, period, folder, format, since) VALUES (1, 'half-year', 'exports', 'csv', '2024-01-01');
    INSERT INTO runs (id, schedule_id, ends, made, below) VALUES (1, 1, '2024-06-30', '2024-07-01', 0), (2, 1, '2024-12-31', '2025-01-01', 0);
    INSERT INTO entries (id, made, command, added, changed, removed, version) VALUES (1, '2024-06-15 10:00:00', 'org add', 1, 0, 0, 3);
    INSERT INTO changes (id, entry_id, relation, row_id, last_id) VALUES (1, 1, 'orgs', 1, 2);
";

/// How each rule is broken: the last statement is the one that it refuses.
const BROKEN: &[(&str, &str)] = &[
    ("municipalities_name", "UPDATE municipalities SET name = '' WHERE id = 1"),
    ("municipalities.key", "UPDATE municipalities SET key = 'город' WHERE id = 1"),
    ("district_single", "INSERT INTO district VALUES (2, 2)"),
    ("orgs_inn_digits", "UPDATE orgs SET inn = '770708389' WHERE id = 1"),
    ("orgs.inn", "UPDATE orgs SET inn = '7736050003' WHERE id = 1"),
    ("orgs_name", "UPDATE orgs SET name = '' WHERE id = 1"),
    ("orgs.key, orgs.municipality_id", "UPDATE orgs SET key = 'б' WHERE id = 1"),
    ("orgs_kind", "UPDATE orgs SET kind = 'circus'"),
    ("orgs_opened", "UPDATE orgs SET opened = '01.09.1990'"),
    ("orgs_closed", "UPDATE orgs SET closed = '2023-02-30'"),
    ("orgs_period", "UPDATE orgs SET closed = '1989-12-31' WHERE id = 1"),
    ("documents_kind", "UPDATE documents SET kind = 'letter'"),
    ("documents_number", "UPDATE documents SET number = ''"),
    ("documents_dated", "UPDATE documents SET dated = '2021'"),
    ("documents_named", "UPDATE documents SET number = NULL, dated = NULL WHERE id = 1"),
    ("documents_results", "UPDATE documents SET kind = 'road_map', planned_results = 'рост' WHERE id = 1"),
    ("documents_key", "UPDATE documents SET number = '2' WHERE id = 1"),
    ("monitoring_dates_due", "UPDATE monitoring_dates SET due = '31.05.2022'"),
    (
        "monitoring_dates.document_id, monitoring_dates.due",
        "INSERT INTO monitoring_dates (document_id, due) VALUES (1, '2022-05-31')",
    ),
    ("curators_name", "UPDATE curators SET name = ''"),
    ("curators_number", "UPDATE curators SET number = ''"),
    ("curators_appointed", "UPDATE curators SET appointed = '2021-9-1'"),
    ("curators_ended", "UPDATE curators SET ended = '2022-13-01'"),
    ("curators_known", "UPDATE curators SET name = NULL, appointed = NULL"),
    ("curators_period", "UPDATE curators SET ended = '2021-08-31'"),
    ("curators.org_id", "INSERT INTO curators (org_id, name) VALUES (1, 'Петров Пётр')"),
    ("people_snils_digits", "UPDATE people SET snils = '112-233-445 95' WHERE id = 1"),
    ("people.snils", "UPDATE people SET snils = '90010000794' WHERE id = 1"),
    ("people_name", "UPDATE people SET name = ''"),
    ("people_sex", "UPDATE people SET sex = 'ж'"),
    ("people_born", "UPDATE people SET born = '1990'"),
    ("people_teaching_since", "UPDATE people SET teaching_since = '2012-09-31'"),
    ("people_life", "UPDATE people SET teaching_since = '1990-05-12' WHERE id = 1"),
    ("people_teaching_spread", "UPDATE people SET teaching_since = '2012-09-01', teaching_spread = 0 WHERE id = 1"),
    ("former_names_name", "UPDATE former_names SET name = ''"),
    ("former_names_until", "UPDATE former_names SET until = '31.07.2012'"),
    (
        "former_names.person_id, former_names.until",
        "INSERT INTO former_names (person_id, name, key, until) VALUES (1, 'Рощина Анна', 'рощина анна', '2012-07-31')",
    ),
    ("posts_title", "UPDATE posts SET title = ''"),
    ("posts.key", "UPDATE posts SET key = 'повар' WHERE id = 1"),
    ("posts_pedagogical", "UPDATE posts SET pedagogical = 2"),
    ("employments_number_text", "UPDATE employments SET number = '' WHERE id = 1"),
    ("employments_hired", "UPDATE employments SET hired = '2015-09' WHERE id = 1"),
    ("employments_dismissed", "UPDATE employments SET dismissed = 'скоро'"),
    ("employments_main", "UPDATE employments SET main = 2"),
    ("employments_pedagogical", "UPDATE employments SET pedagogical = -1"),
    ("employments_period", "UPDATE employments SET dismissed = '2015-08-31'"),
    (
        "employments.org_id, employments.number, employments.person_id, employments.hired",
        "INSERT INTO employments (person_id, org_id, number, post_id, hired, main) VALUES (1, 1, '7', 2, '2015-09-01', 0)",
    ),
    (
        "employments.person_id, employments.org_id, employments.post_id, employments.hired",
        "INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (2, 1, 1, '2015-09-01', 0)",
    ),
    ("group_kinds_title", "UPDATE group_kinds SET title = ''"),
    ("group_kinds.key", "UPDATE group_kinds SET key = 'клуб' WHERE id = 1"),
    ("group_kinds_community", "UPDATE group_kinds SET community = 2"),
    ("groups_code", "UPDATE groups SET code = ''"),
    ("groups.code_key", "UPDATE groups SET code_key = 'б' WHERE id = 1"),
    ("groups_title", "UPDATE groups SET title = ''"),
    ("groups_network", "UPDATE groups SET network = 2"),
    ("members_joined", "UPDATE members SET joined = '2021-02-29'"),
    ("members_ended", "UPDATE members SET ended = '31.12.2022'"),
    ("members_one", "UPDATE members SET org_id = 1 WHERE id = 1"),
    ("members_period", "UPDATE members SET ended = '2021-08-31'"),
    ("members.group_id, members.person_id", "INSERT INTO members (group_id, person_id) VALUES (1, 1)"),
    ("members.group_id, members.org_id", "INSERT INTO members (group_id, org_id) VALUES (1, 1)"),
    ("mentors_category", "UPDATE mentors SET category = 'friend'"),
    ("mentors_capacity", "UPDATE mentors SET capacity = 0"),
    ("mentors_registered", "UPDATE mentors SET registered = '2021-09-01 00:00'"),
    ("mentors_retired", "UPDATE mentors SET retired = ''"),
    ("mentors_period", "UPDATE mentors SET retired = '2021-08-31'"),
    ("mentors.person_id", "INSERT INTO mentors (person_id, category, registered) VALUES (1, 'teacher', '2022-09-01')"),
    ("forms_title", "UPDATE forms SET title = ''"),
    ("forms_mentor_outside", "UPDATE forms SET mentor_outside = 2"),
    ("forms_mentee_outside", "UPDATE forms SET mentee_outside = 2"),
    ("form_wordings.key", "INSERT INTO form_wordings (key, form_id) VALUES ('педагог-педагог', 2)"),
    ("pairs_number", "UPDATE pairs SET number = ''"),
    ("pairs.number_key", "UPDATE pairs SET number_key = 'б' WHERE id = 1"),
    ("pairs_model", "UPDATE pairs SET model = 'friends'"),
    ("pairs_kind", "UPDATE pairs SET kind = 'slow'"),
    ("pairs_order_number", "UPDATE pairs SET order_number = ''"),
    ("pairs_order_dated", "UPDATE pairs SET order_dated = '31.08.2021'"),
    ("pairs_mentor_consent", "UPDATE pairs SET mentor_consent = '2021'"),
    ("pairs_started", "UPDATE pairs SET started = '2021-09-31'"),
    ("pairs_ended", "UPDATE pairs SET ended = 'скоро'"),
    ("pairs_period", "UPDATE pairs SET ended = '2021-08-31'"),
    ("pairs_end_reason", "UPDATE pairs SET end_reason = 'увольнение'"),
    ("mentees_consent", "UPDATE mentees SET consent = '2021-08'"),
    ("mentees.pair_id, mentees.person_id", "INSERT INTO mentees (pair_id, person_id) VALUES (1, 2)"),
    ("mentees_self", "INSERT INTO mentees (pair_id, person_id) VALUES (1, 1)"),
    ("programs_number", "UPDATE programs SET number = ''"),
    ("programs.number_key", "UPDATE programs SET number_key = 'б' WHERE id = 1"),
    ("programs_approved", "UPDATE programs SET approved = 'да'"),
    ("programs_starts", "UPDATE programs SET starts = '2021-09'"),
    ("programs_finishes", "UPDATE programs SET finishes = '31.05.2022'"),
    ("programs_length_reason", "UPDATE programs SET length_reason = ''"),
    ("programs_ended", "UPDATE programs SET ended = 'да', outcome = 'completed'"),
    ("programs_outcome", "UPDATE programs SET ended = '2022-05-31', outcome = 'lost'"),
    ("programs_period", "UPDATE programs SET finishes = '2021-08-31'"),
    ("programs_end", "UPDATE programs SET outcome = NULL"),
    (
        "program_people.program_id, program_people.person_id",
        "INSERT INTO program_people (program_id, person_id) VALUES (1, 2)",
    ),
    (
        "program_pairs.program_id, program_pairs.pair_id",
        "INSERT INTO program_pairs (program_id, pair_id) VALUES (1, 1)",
    ),
    ("answers_role", "UPDATE answers SET role = 'friend'"),
    ("answers_dated", "UPDATE answers SET dated = '20.05.2022'"),
    ("answers_score", "UPDATE answers SET score = 11"),
    ("answers_stage", "UPDATE answers SET stage = 'middle'"),
    (
        "answers.pair_id, answers.role, answers.person_id, answers.dated",
        "INSERT INTO answers (pair_id, role, person_id, dated, score) VALUES (1, 'mentee', 2, '2022-05-20', 3)",
    ),
    ("consents_given", "UPDATE consents SET given = '01.09.2021'"),
    ("consents_withdrawn", "UPDATE consents SET withdrawn = '2021-9-2'"),
    ("consents_period", "UPDATE consents SET withdrawn = '2021-08-31'"),
    ("consents.person_id", "INSERT INTO consents (person_id, given) VALUES (1, '2022-09-01')"),
    ("erasures_dated", "UPDATE erasures SET dated = '2024'"),
    ("erasures_basis", "UPDATE erasures SET basis = ''"),
    ("erasures.person_id", "INSERT INTO erasures (person_id, dated) VALUES (2, '2024-09-02')"),
    ("settings_name", "UPDATE settings SET name = '' WHERE id = 1"),
    ("settings_value", "UPDATE settings SET value = -1"),
    ("settings.name", "UPDATE settings SET name = 'backup_share'"),
    ("schedules_period", "UPDATE schedules SET period = ''"),
    ("schedules_folder", "UPDATE schedules SET folder = ''"),
    ("schedules_format", "UPDATE schedules SET format = ''"),
    ("schedules_codes", "UPDATE schedules SET codes = ''"),
    ("schedules_regulation", "UPDATE schedules SET regulation = ''"),
    ("schedules_breakdown", "UPDATE schedules SET breakdown = ''"),
    ("schedules_since", "UPDATE schedules SET since = '2024-06-31'"),
    ("schedules_removed", "UPDATE schedules SET removed = '2024-06-31'"),
    (
        "schedules_key",
        "INSERT INTO schedules (period, folder, format, since) VALUES ('half-year', 'exports', 'csv', '2025-01-01')",
    ),
    ("runs_ends", "UPDATE runs SET ends = 'H1'"),
    ("runs_made", "UPDATE runs SET made = 'H1'"),
    ("runs_below", "UPDATE runs SET below = -1"),
    ("runs.schedule_id, runs.ends", "UPDATE runs SET ends = '2024-06-30'"),
    (
        "entries_made",
        "INSERT INTO entries (made, command, added, changed, removed, version) VALUES ('2024-06-15', 'org add', 0, 0, 0, 3)",
    ),
    (
        "entries_command",
        "INSERT INTO entries (made, command, added, changed, removed, version) VALUES ('2024-06-15 10:00:00', '', 0, 0, 0, 3)",
    ),
    (
        "entries_source",
        "INSERT INTO entries (made, command, added, changed, removed, version, source) VALUES ('2024-06-15 10:00:00', 'org add', 0, 0, 0, 3, '')",
    ),
    (
        "entries_reason",
        "INSERT INTO entries (made, command, added, changed, removed, version, reason) VALUES ('2024-06-15 10:00:00', 'org add', 0, 0, 0, 3, '')",
    ),
    (
        "entries_added",
        "INSERT INTO entries (made, command, added, changed, removed, version) VALUES ('2024-06-15 10:00:00', 'org add', -1, 0, 0, 3)",
    ),
    (
        "entries_changed",
        "INSERT INTO entries (made, command, added, changed, removed, version) VALUES ('2024-06-15 10:00:00', 'org add', 0, -1, 0, 3)",
    ),
    (
        "entries_removed",
        "INSERT INTO entries (made, command, added, changed, removed, version) VALUES ('2024-06-15 10:00:00', 'org add', 0, 0, -1, 3)",
    ),
    (
        "entries_undoes",
        "INSERT INTO entries (made, command, added, changed, removed, version, id, undoes) VALUES ('2024-06-15 10:00:00', 'org add', 0, 0, 0, 3, 7, 7)",
    ),
    (
        "entries_prunes",
        "INSERT INTO entries (made, command, added, changed, removed, version, prunes) VALUES ('2024-06-15 10:00:00', 'org add', 0, 0, 0, 3, '2024')",
    ),
    ("entries_kept", "DELETE FROM entries"),
    ("changes_relation", "INSERT INTO changes (entry_id, relation, row_id, last_id) VALUES (1, '', 1, 1)"),
    (
        "changes_range",
        "INSERT INTO changes (entry_id, relation, row_id, last_id, field) VALUES (1, 'orgs', 1, 2, 'inn')",
    ),
    ("replies_question", "UPDATE replies SET question = ''"),
    (
        "replies.answer_id, replies.question",
        "INSERT INTO replies (answer_id, question, reply) VALUES (1, 'Что помогло?', 'Ничего')",
    ),
];

/// Rules that a second way of breaking them must meet too: a trigger's other statement, a range's other edge.
const BROKEN_OTHERWISE: &[(&str, &str)] = &[
    ("people_teaching_spread", "UPDATE people SET teaching_spread = 12 WHERE id = 1"),
    ("mentees_self", "UPDATE pairs SET mentor_id = 2 WHERE id = 1"),
    ("answers_score", "UPDATE answers SET score = -1"),
    ("programs_end", "UPDATE programs SET ended = NULL"),
    ("pairs_end_reason", "UPDATE pairs SET end_reason = ''"),
];

fn fresh() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    migrate::create(&connection).unwrap();
    connection
}

fn seeded() -> Connection {
    let connection = fresh();
    connection.pragma_update(None, "foreign_keys", 1).unwrap();
    connection.execute_batch(SEED).unwrap_or_else(|error| panic!("the seed: {error}"));
    connection
}

/// The rules of the page with their sentences.
fn sentences() -> BTreeMap<&'static str, &'static str> {
    schema::rules().iter().map(|(rule, sentence)| (rule.as_str(), *sentence)).collect()
}

/// Every row of a query with one column of text.
fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn tables(connection: &Connection) -> Vec<String> {
    texts(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name")
}

/// The words and signs of a stored statement: no comments, no texts in quotes.
fn tokens(sql: &str) -> Vec<String> {
    let bare: String = sql.lines().map(|line| format!("{} ", line.split("--").next().unwrap_or_default())).collect();
    let bare: Vec<_> = bare.split('\'').step_by(2).collect();
    let mut tokens = Vec::new();
    let mut word = String::new();
    for c in bare.join("''").chars() {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            tokens.push(std::mem::take(&mut word));
        }
        if !c.is_whitespace() {
            tokens.push(c.into());
        }
    }
    tokens
}

/// Everything in the tables' statements that makes a rule: its keyword, and its name if it has one.
fn constraints(connection: &Connection) -> Vec<(String, String, Option<String>)> {
    let mut found = Vec::new();
    for table in tables(connection) {
        let sql =
            texts(connection, &format!("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = '{table}'"));
        let tokens = tokens(&sql[0]);
        for (at, token) in tokens.iter().enumerate() {
            if !["CHECK", "UNIQUE", "REFERENCES", "FOREIGN"].contains(&token.as_str()) {
                continue;
            }
            let of_foreign_key = token == "REFERENCES" && at > 0 && tokens[at - 1] == ")" && {
                let open = tokens[..at].iter().rposition(|t| t == "(").unwrap_or(0);
                open > 0 && tokens[open - 1] == "KEY"
            };
            if !of_foreign_key {
                let named = at >= 2 && tokens[at - 2] == "CONSTRAINT";
                found.push((table.clone(), token.clone(), named.then(|| tokens[at - 1].clone())));
            }
        }
    }
    found
}

/// How SQLite names each unique index when it refuses: by columns, or by its own name where it has expressions.
fn unique(connection: &Connection) -> Vec<String> {
    let mut found = Vec::new();
    for table in tables(connection) {
        for index in texts(connection, &format!("SELECT name FROM pragma_index_list('{table}') WHERE \"unique\"")) {
            let mut statement = connection
                .prepare(&format!("SELECT name FROM pragma_index_xinfo('{index}') WHERE key ORDER BY seqno"))
                .unwrap();
            let columns = statement.query_map([], |row| row.get::<_, Option<String>>(0)).unwrap().map(Result::unwrap);
            match columns.map(|column| column.map(|c| format!("{table}.{c}"))).collect::<Option<Vec<_>>>() {
                Some(columns) => found.push(columns.join(", ")),
                None => found.push(index),
            }
        }
    }
    found
}

/// The rules that triggers state: `RAISE (ABORT, 'name')`.
fn raised(connection: &Connection) -> Vec<String> {
    let triggers = texts(connection, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    let rules = |sql: &String| -> Vec<String> {
        let after = sql.split("RAISE").skip(1);
        after.filter_map(|rest| rest.split('\'').nth(1)).map(Into::into).collect()
    };
    triggers.iter().flat_map(rules).collect()
}

fn rules(connection: &Connection) -> BTreeSet<String> {
    let checks =
        constraints(connection).into_iter().filter(|(_, kind, _)| kind == "CHECK").filter_map(|(.., name)| name);
    checks.chain(unique(connection)).chain(raised(connection)).collect()
}

fn refused(connection: &Connection, sql: &str) -> rusqlite::Error {
    connection.execute_batch(sql).err().unwrap_or_else(|| panic!("nothing refuses: {sql}"))
}

/// A sentence for a person: Russian, no Latin, no full stop.
fn is_sentence(text: &str) -> bool {
    text.chars().any(|c| ('а'..='я').contains(&c)) && latin(text).is_empty() && !text.ends_with('.')
}

#[test]
fn every_rule_has_a_sentence_and_every_sentence_a_rule() {
    let known: BTreeSet<String> = schema::rules().iter().map(|(rule, _)| rule.clone()).collect();
    assert_eq!(known.len(), schema::rules().len(), "a rule has two sentences");
    assert_eq!(rules(&fresh()), known, "left: the schema's rules, right: those that have a sentence");
    for (rule, sentence) in schema::rules() {
        assert!(is_sentence(sentence), "{rule}: {sentence}");
    }
}

#[test]
fn every_rule_refuses_with_its_sentence() {
    let cases: BTreeMap<_, _> = BROKEN.iter().copied().collect();
    assert_eq!(cases.len(), BROKEN.len(), "a rule is broken twice");
    let without: Vec<_> = rules(&fresh()).into_iter().filter(|rule| !cases.contains_key(rule.as_str())).collect();
    assert_eq!(without, Vec::<String>::new(), "these rules are broken nowhere: add them to BROKEN");
    let sentences = sentences();
    for (rule, statements) in BROKEN.iter().chain(BROKEN_OTHERWISE) {
        let (connection, sentence) = (seeded(), &sentences[rule]);
        let (setup, last) = statements.rsplit_once("; ").unwrap_or(("", statements));
        connection.execute_batch(setup).unwrap();
        let error = refused(&connection, last);
        assert_eq!(refusal::sentence(&message(&error)), Some(*sentence), "{rule}: {error}");
        let failure = refusal::of(&error.into());
        assert_eq!((failure.kind, failure.message.as_str()), (Kind::Refused, *sentence), "{rule}");
    }
}

fn message(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        other => panic!("not a refusal of SQLite: {other}"),
    }
}

/// The rules without a name of their own: emptiness, references and types.
#[test]
fn emptiness_references_and_types_refuse_in_russian_too() {
    let connection = seeded();
    // What guards the journal refuses before the types do.
    connection.execute_batch("DROP TRIGGER entries_settled; DROP TRIGGER changes_settled").unwrap();
    for table in tables(&connection) {
        let rows: i64 = connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert!(rows > 0, "the seed has no row of {table}");
        let columns =
            |which: &str| texts(&connection, &format!("SELECT name FROM pragma_table_info('{table}') WHERE {which}"));
        let sets = columns("\"notnull\" AND NOT pk")
            .into_iter()
            .map(|column| format!("{column} = NULL"))
            .chain(columns("type = 'INTEGER' AND NOT pk").into_iter().map(|column| format!("{column} = 'слово'")))
            .chain(
                texts(&connection, &format!("SELECT \"from\" FROM pragma_foreign_key_list('{table}')"))
                    .into_iter()
                    .map(|column| format!("{column} = 999999")),
            );
        for set in sets {
            let failure = refusal::of(&refused(&connection, &format!("UPDATE {table} SET {set}")).into());
            assert_eq!(failure.kind, Kind::Refused, "{table}: {set}");
            assert!(is_sentence(&failure.message), "{table}: {set}: {}", failure.message);
            let of_a_rule = schema::rules().iter().any(|(_, sentence)| *sentence == failure.message);
            assert!(!of_a_rule || !set.ends_with("NULL"), "{table}: {set}: {}", failure.message);
        }
    }
}

#[test]
fn everything_stored_is_strict_and_has_a_name_of_its_own() {
    let connection = fresh();
    let loose = texts(
        &connection,
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND name NOT GLOB 'sqlite_*'",
    );
    assert_eq!(loose, Vec::<String>::new(), "not STRICT");
    let mut names: Vec<String> = texts(&connection, "SELECT name FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*'");
    for (table, kind, name) in constraints(&connection) {
        let name = name.unwrap_or_else(|| panic!("a {kind} of {table} has no name"));
        assert!(name.starts_with(&table), "{name} isn't named after its table {table}");
        names.push(name);
    }
    let mut once = BTreeSet::new();
    for name in &names {
        assert!(once.insert(name), "{name} names two things");
    }
    for index in
        texts(&connection, "SELECT tbl_name || ' ' || name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
    {
        let (table, index) = index.split_once(' ').unwrap();
        assert!(index.starts_with(table), "{index} isn't named after its table {table}");
    }
}

#[test]
fn a_stock_sqlite_reads_the_schema() {
    let desk = Desk::new();
    let shell = |args: &[&str]| Command::new("sqlite3").arg("-batch").arg("-bail").args(args).output();
    let Ok(loaded) = shell(&[":memory:", ".read schema.sql"]) else { return };
    assert!(loaded.status.success(), "{}", String::from_utf8_lossy(&loaded.stderr));
    let checked = shell(&[desk.db().to_str().unwrap(), "PRAGMA integrity_check; SELECT count(*) FROM staff;"]).unwrap();
    assert_eq!(String::from_utf8_lossy(&checked.stdout), "ok\n0\n", "{}", String::from_utf8_lossy(&checked.stderr));
}

/// `CHECK (column IN ('a', 'b'))` of every table: table, column, members.
fn lists(connection: &Connection) -> Vec<(String, String, BTreeSet<String>)> {
    let mut found = Vec::new();
    for table in tables(connection) {
        let sql =
            texts(connection, &format!("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = '{table}'"));
        let words: Vec<_> = sql[0].split_whitespace().collect();
        for check in words.join(" ").split("CHECK (").skip(1) {
            let Some((column, rest)) = check.split_once(" IN (") else { continue };
            let list = rest.split(')').next().unwrap_or_default();
            let members: BTreeSet<String> = list.split(',').map(|m| m.trim().trim_matches('\'').to_owned()).collect();
            if list.starts_with('\'') && column.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
                found.push((table.clone(), column.to_owned(), members));
            }
        }
    }
    found
}

/// The closed sets as the source states them: name, codes.
fn closed_sets() -> Vec<(String, BTreeSet<String>)> {
    let source = include_str!("../../src/domain/kind.rs");
    let sets = source.split("\nclosed_set! {").skip(1);
    sets.map(|block| {
        let block = block.split("\n}").next().unwrap_or_default();
        let lines: Vec<_> =
            block.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).collect();
        let codes =
            lines.iter().filter_map(|line| line.split_once(" = \"")).map(|(_, rest)| rest.split('"').next().unwrap());
        (lines[0].trim_end_matches(" {").to_owned(), codes.map(Into::into).collect())
    })
    .collect()
}

#[test]
fn the_closed_sets_are_the_schemas_lists() {
    let lists = lists(&fresh());
    let sets = closed_sets();
    assert!(!lists.is_empty() && !sets.is_empty());
    for (table, column, members) in &lists {
        assert!(
            sets.iter().any(|(_, codes)| codes == members),
            "{table}.{column} is no closed set of the program: {members:?}"
        );
        for member in members {
            let connection = seeded();
            let only = format!("rowid = (SELECT min(rowid) FROM {table})");
            connection.execute_batch(&format!("UPDATE {table} SET {column} = '{member}' WHERE {only}")).unwrap();
            let error = refused(&connection, &format!("UPDATE {table} SET {column} = 'stranger' WHERE {only}"));
            assert!(refusal::sentence(&message(&error)).is_some(), "{table}.{column}: {error}");
        }
    }
    for (name, codes) in &sets {
        assert!(
            lists.iter().any(|(_, _, members)| members == codes),
            "{name} stands in no CHECK of the schema: {codes:?}"
        );
    }
}

/// The world of the commands and files below.
fn world() -> Desk {
    Desk::new().with([
        "org add 'Школа А' --kind школа --inn 7707083893 --opened 01.09.1990",
        "org add 'Школа Б' --kind школа --inn 7736050003",
        "org adopt 'Школа А' --order-number 1 --order-date 01.09.2021 --curator 'Иванова Анна' --curator-date 01.09.2021",
        "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015 --snils 11223344595 --born 12.05.1990 --number 7",
        "org staff add 'Петров Пётр Петрович' --org 1 --post учитель --hired 01.09.2015 --snils 90010000794",
        "org staff transfer Иванова --to 1 --date 01.09.2020 --post методист",
        "org staff transfer Петров --to 1 --date 01.09.2020 --post методист",
        "org group add А РМО --kind 'методическое объединение'",
        "org group join А --person Иванова --date 01.09.2021",
        "org group join А --org 1 --date 01.09.2021",
        "mentor add Иванова --date 01.09.2021",
        "pair create --number 1 --mentor Иванова --mentee Петров --order-number 5 --order-date 01.09.2021",
        "program draft --number 1 --pair 1 --start 05.09.2021 --finish 31.05.2022",
        "program approve 1 --date 04.09.2021",
        "program draft --number 2 --pair 1 --start 05.09.2022 --finish 31.05.2023",
        "org staff consent Иванова --given 01.09.2021",
        "org staff add 'Рощина Вера Львовна' --org 2 --post учитель --hired 01.09.2015",
        "org staff dismiss Рощина --date 31.05.2020",
        "monitor run --add year --export .",
    ])
}

/// The rules that a command can reach. The sentence is the rule's own, if none is given here. What can't be read as a
/// value at all is an error of the command line.
const BY_COMMAND: &[(&str, &str, Option<&str>)] = &[
    ("municipalities_name", "org add 'Школа В' --kind школа --municipality ''", None),
    ("orgs_inn_digits", "org add 'Школа В' --kind школа --inn 770708389", Some("в ИНН 10 или 12 цифр, а здесь 9")),
    ("orgs.inn", "org add 'Школа В' --kind школа --inn 7707083893", None),
    ("orgs.inn", "org edit 'Школа Б' --inn 7707083893", None),
    ("orgs_name", "org add '' --kind школа", None),
    ("orgs_name", "org edit 'Школа А' --name ''", None),
    ("orgs.key, orgs.municipality_id", "org add 'ШКОЛА  «А»' --kind школа", None),
    ("orgs.key, orgs.municipality_id", "org edit 'Школа Б' --name 'Школа А'", None),
    ("orgs_kind", "org add 'Школа В' --kind цирк", Some("допустимо: школа")),
    ("orgs_opened", "org add 'Школа В' --kind школа --opened 31.02.2020", Some("такого дня нет в календаре")),
    ("orgs_closed", "org close 'Школа А' --date 2023-02-30", Some("такого дня нет в календаре")),
    ("orgs_period", "org close 'Школа А' --date 31.08.1990", None),
    ("documents_number", "org adopt 'Школа Б' --order-number ''", None),
    ("documents_dated", "org adopt 'Школа Б' --order-date 31.06.2021", Some("такого дня нет в календаре")),
    ("documents_results", "org adopt 'Школа Б' --results рост", Some("устанавливает приказ о внедрении, а его нет")),
    ("monitoring_dates_due", "org adopt 'Школа А' --monitoring 31.06.2022", Some("такого дня нет в календаре")),
    ("curators_name", "org adopt 'Школа Б' --curator '' --curator-date 01.09.2021", None),
    ("curators_number", "org adopt 'Школа Б' --curator 'Иванова Анна' --curator-number ''", None),
    ("curators_appointed", "org adopt 'Школа Б' --curator-date 1.9.21", Some("ожидается дата")),
    ("curators_known", "org adopt 'Школа Б' --curator-number 5", None),
    (
        "curators_period",
        "org adopt 'Школа А' --curator 'Петров Пётр' --curator-date 31.08.2021",
        Some("нужна более поздняя дата"),
    ),
    ("curators.org_id", "org adopt 'Школа А' --curator 'Петров Пётр'", Some("куратор уже назначен, это Иванова Анна")),
    ("people_snils_digits", "org staff edit Петров --snils 1122334459", Some("в СНИЛС 11 цифр, а здесь 10")),
    ("people.snils", "org staff edit Петров --snils 11223344595", None),
    ("people_name", "org staff edit Петров --name ''", Some("ожидаются фамилия, имя и отчество")),
    ("people_sex", "org staff edit Петров --sex никакой", Some("допустимо: женский, мужской")),
    ("people_born", "org staff edit Петров --born 31.02.1990", Some("такого дня нет в календаре")),
    ("people_teaching_since", "org staff edit Петров --teaching-since 2012", Some("ожидается дата")),
    ("people_life", "org staff edit Иванова --teaching-since 12.05.1990", None),
    (
        "former_names_until",
        "org staff edit Петров --name 'Кац Пётр Петрович' --effective 31.06.2021",
        Some("такого дня нет в календаре"),
    ),
    ("consents_given", "org staff consent Петров --given 31.06.2021", Some("такого дня нет в календаре")),
    ("consents_withdrawn", "org staff consent Иванова --withdrawn 31.06.2021", Some("такого дня нет в календаре")),
    ("consents_period", "org staff consent Иванова --withdrawn 31.08.2021", None),
    ("consents.person_id", "org staff consent Иванова --given 01.09.2022", None),
    ("erasures_basis", "org staff erase Рощина --basis '' --yes", None),
    ("posts_title", "org staff edit Иванова --post ''", None),
    ("employments_number_text", "org staff edit Иванова --number ''", None),
    ("employments_hired", "org staff edit Иванова --hired 31.09.2015", Some("такого дня нет в календаре")),
    ("employments_dismissed", "org staff dismiss Иванова --date скоро", Some("ожидается дата")),
    ("employments_main", "org staff edit Иванова --main может", Some("ожидается да или нет")),
    ("employments_pedagogical", "org staff edit Иванова --pedagogical может", Some("ожидается да или нет")),
    ("employments_period", "org staff edit Иванова --dismissed 31.08.2020", None),
    ("employments_period", "org staff dismiss Иванова --date 31.08.2014", Some("действующей на 31.08.2014")),
    (
        "employments.org_id, employments.number, employments.person_id, employments.hired",
        "org staff edit Иванова --hired 01.09.2015",
        None,
    ),
    (
        "employments.person_id, employments.org_id, employments.post_id, employments.hired",
        "org staff edit Петров --post учитель --hired 01.09.2015",
        None,
    ),
    ("group_kinds_title", "org group kind ''", None),
    ("group_kinds.key", "org group kind КЛУБ", None),
    ("groups_code", "org group add '' РМО --kind клуб", None),
    ("groups.code_key", "org group add а РМО --kind клуб", Some("группа с кодом А уже есть: РМО")),
    ("groups_title", "org group add Б '' --kind клуб", None),
    ("members_joined", "org group join А --person Петров --date 29.02.2021", Some("такого дня нет в календаре")),
    ("members_ended", "org group leave А --person Иванова --date скоро", Some("ожидается дата")),
    ("members_one", "org group join А --person Петров --org 1", Some("не сочетается с")),
    ("members_period", "org group leave А --person Иванова --date 31.08.2021", None),
    ("members.group_id, members.person_id", "org group join А --person Иванова", Some("уже состоит в группе А (РМО)")),
    ("members.group_id, members.org_id", "org group join А --org 1", Some("уже состоит в группе А (РМО)")),
    ("mentors_category", "mentor add Петров --date 01.09.2021 --category друг", Some("допустимо: педагог")),
    ("mentors_capacity", "mentor add Петров --date 01.09.2021 --capacity 0", None),
    ("mentors_registered", "mentor add Петров --date 31.09.2021", Some("такого дня нет в календаре")),
    ("mentors_retired", "mentor retire Иванова --date 31.09.2021", Some("такого дня нет в календаре")),
    ("mentors_period", "mentor retire Иванова --date 31.08.2021", None),
    (
        "mentors.person_id",
        "mentor add Иванова --date 01.09.2022",
        Some("уже состоит в реестре наставников с 01.09.2021"),
    ),
    ("forms_title", "pair form ''", None),
    ("form_wordings.key", "pair form 'Педагог — педагог'", None),
    ("pairs_number", "pair create --mentor Иванова --mentee Петров --number ''", None),
    ("pairs.number_key", "pair create --mentor Иванова --mentee Петров --number 1", Some("пара с номером 1 уже есть")),
    ("pairs_model", "pair create --mentor Иванова --mentee Петров --model друг", Some("допустимо: опытный педагог")),
    ("pairs_kind", "pair create --mentor Иванова --mentee Петров --kind медленное", Some("допустимо: традиционное")),
    ("pairs_order_number", "pair create --mentor Иванова --mentee Петров --order-number ''", None),
    (
        "pairs_order_dated",
        "pair create --mentor Иванова --mentee Петров --order-date 31.06.2021",
        Some("такого дня нет в календаре"),
    ),
    (
        "pairs_mentor_consent",
        "pair create --mentor Иванова --mentee Петров --mentor-consent 31.06.2021",
        Some("такого дня нет в календаре"),
    ),
    ("pairs_started", "pair create --mentor Иванова --mentee Петров --start скоро", Some("ожидается дата")),
    ("pairs_ended", "pair close 1 --date скоро", Some("ожидается дата")),
    ("pairs_period", "pair close 1 --date 31.08.2021", None),
    (
        "mentees_consent",
        "pair create --mentor Иванова --mentee Петров --mentee-consent 31.06.2021",
        Some("такого дня нет в календаре"),
    ),
    ("mentees_self", "pair create --mentor Иванова --mentee Иванова", None),
    ("programs_number", "program draft --number '' --pair 1 --start 05.09.2021 --finish 31.05.2022", None),
    ("programs_approved", "program approve 2 --date 31.06.2022", Some("такого дня нет в календаре")),
    (
        "programs_starts",
        "program draft --number 3 --pair 1 --start 31.09.2021 --finish 31.05.2022",
        Some("такого дня нет в календаре"),
    ),
    (
        "programs_finishes",
        "program draft --number 3 --pair 1 --start 05.09.2021 --finish 31.06.2022",
        Some("такого дня нет в календаре"),
    ),
    (
        "programs_length_reason",
        "program draft --number 3 --pair 1 --start 05.09.2021 --finish 06.09.2021 --reason ''",
        None,
    ),
    ("programs_ended", "program complete 1 --date скоро", Some("ожидается дата")),
    (
        "programs_period",
        "program draft --number 3 --pair 1 --start 05.09.2021 --finish 04.09.2021",
        Some("окончание 04.09.2021 раньше начала 05.09.2021"),
    ),
    ("schedules_period", "monitor run --add неделя --export .", Some("допустимо: month (месяц), quarter (квартал)")),
    ("schedules_format", "monitor run --add month --export . --format xml", Some("допустимо: table, csv")),
    ("schedules_breakdown", "monitor run --add month --export . --by pair", Some("допустимо: org, kind")),
    ("schedules_since", "monitor run --add month --export . --since 31.06.2024", Some("такого дня нет в календаре")),
    ("schedules_key", "monitor run --add год --export . --since 01.01.2022", None),
];

/// How it is told that a value can't be read: an error of the command line, not a refusal.
const UNREAD: &[&str] = &["в ИНН", "в СНИЛС", "допустимо", "ожида", "такого дня", "не сочетается"];

#[test]
fn what_a_command_breaks_is_told_and_changes_nothing() {
    let desk = world();
    let sentences = sentences();
    for (rule, line, told) in BY_COMMAND {
        let sentence = sentences.get(rule).unwrap_or_else(|| panic!("no rule {rule}"));
        let words = told.unwrap_or(sentence);
        let unread = UNREAD.iter().any(|start| words.starts_with(start));
        desk.refused(line, if unread { 2 } else { 1 }, &[words]);
    }
}

/// The rules that a file can reach: command, header, row, what is said after the name of the file.
const BY_FILE: &[(&str, &str, &str, &str, &str)] = &[
    (
        "orgs_inn_digits",
        "org",
        "Наименование;Вид;ИНН",
        "Школа В;школа;770708389",
        ":2:3: «ИНН»: «770708389» — в ИНН 10 или 12 цифр, а здесь 9",
    ),
    (
        "orgs.inn",
        "org",
        "Наименование;Вид;ИНН",
        "Школа Б;школа;7707083893",
        ":2: ИНН принадлежит организации «Школа А», а наименование — другой организации (№ 2)",
    ),
    ("orgs_name", "org", "Наименование;Вид", ";школа", ":2:1: «Наименование» — не заполнено"),
    (
        "orgs.key, orgs.municipality_id",
        "org",
        "Наименование;Вид;ИНН",
        "Школа А;школа;500100732259",
        ":2: у организации «Школа А» уже записан другой ИНН: 7707083893",
    ),
    ("orgs_kind", "org", "Наименование;Вид", "Школа В;цирк", ":2:2: «Вид»: «цирк» — допустимо: школа"),
    (
        "orgs_opened",
        "org",
        "Наименование;Вид;Дата открытия",
        "Школа В;школа;31.02.2020",
        ":2:3: «Дата открытия»: «31.02.2020» — такого дня нет в календаре",
    ),
    (
        "orgs_closed",
        "org",
        "Наименование;Вид;Дата закрытия",
        "Школа В;школа;2023-02-30",
        ":2:3: «Дата закрытия»: «2023-02-30» — такого дня нет в календаре",
    ),
    (
        "orgs_period",
        "org",
        "Наименование;Вид;Дата закрытия",
        "Школа А;школа;31.08.1990",
        ":2: организация закрыта раньше, чем открыта",
    ),
    (
        "documents_dated",
        "org",
        "Наименование;Вид;Дата приказа о внедрении",
        "Школа Б;школа;31.06.2021",
        ":2:3: «Дата приказа о внедрении»: «31.06.2021» — такого дня нет в календаре",
    ),
    (
        "curators_appointed",
        "org",
        "Наименование;Вид;Дата назначения куратора",
        "Школа Б;школа;скоро",
        ":2:3: «Дата назначения куратора»: «скоро» — ожидается дата",
    ),
    (
        "curators.org_id",
        "org",
        "Наименование;Вид;Куратор",
        "Школа А;школа;Петров Пётр",
        ":2: куратор уже назначен, это Иванова Анна",
    ),
    (
        "people_snils_digits",
        "org staff",
        "ФИО;СНИЛС;Организация;Должность;Дата приёма",
        "Кац Лев;1122334459;Школа А;учитель;01.09.2020",
        ":2:2: «СНИЛС»: «1122334459» — в СНИЛС 11 цифр, а здесь 10",
    ),
    (
        "people.snils",
        "org staff",
        "ФИО;Дата рождения;СНИЛС;Организация;Должность;Дата приёма",
        "Иванова Анна Ильинична;12.05.1990;90010000794;Школа А;учитель;01.09.2015",
        ":2: ФИО с датой рождения и другие ключи строки принадлежат разным людям",
    ),
    (
        "people_name",
        "org staff",
        "ФИО;Организация;Должность;Дата приёма",
        ";Школа А;учитель;01.09.2020",
        ":2:1: «ФИО» — не заполнено",
    ),
    (
        "people_sex",
        "org staff",
        "ФИО;Пол;Организация;Должность;Дата приёма",
        "Кац Лев;средний;Школа А;учитель;01.09.2020",
        ":2:2: «Пол»: «средний» — допустимо: женский, мужской",
    ),
    (
        "people_born",
        "org staff",
        "ФИО;Дата рождения;Организация;Должность;Дата приёма",
        "Кац Лев;31.02.1990;Школа А;учитель;01.09.2020",
        ":2:2: «Дата рождения»: «31.02.1990» — такого дня нет в календаре",
    ),
    (
        "people_teaching_since",
        "org staff",
        "ФИО;Начало педагогической деятельности;Организация;Должность;Дата приёма",
        "Кац Лев;2012;Школа А;учитель;01.09.2020",
        ":2:2: «Начало педагогической деятельности»: «2012» — ожидается дата",
    ),
    (
        "people_life",
        "org staff",
        "ФИО;Дата рождения;Начало педагогической деятельности;Организация;Должность;Дата приёма",
        "Кац Лев;01.09.2012;01.09.2012;Школа А;учитель;01.09.2020",
        ":2: педагогическая деятельность начата раньше рождения",
    ),
    (
        "posts_title",
        "org staff",
        "ФИО;Организация;Должность;Дата приёма",
        "Кац Лев;Школа А;;01.09.2020",
        ":2:3: «Должность» — не заполнено",
    ),
    (
        "employments_hired",
        "org staff",
        "ФИО;Организация;Должность;Дата приёма",
        "Кац Лев;Школа А;учитель;31.09.2020",
        ":2:4: «Дата приёма»: «31.09.2020» — такого дня нет в календаре",
    ),
    (
        "employments_dismissed",
        "org staff",
        "ФИО;Организация;Должность;Дата приёма;Дата увольнения",
        "Кац Лев;Школа А;учитель;01.09.2020;скоро",
        ":2:5: «Дата увольнения»: «скоро» — ожидается дата",
    ),
    (
        "employments_period",
        "org staff",
        "ФИО;Организация;Должность;Дата приёма;Дата увольнения",
        "Кац Лев;Школа А;учитель;01.09.2020;31.08.2020",
        ":2:5: «Дата увольнения»: ",
    ),
    (
        "employments_main",
        "org staff",
        "ФИО;Организация;Должность;Дата приёма;Основное место работы",
        "Кац Лев;Школа А;учитель;01.09.2020;может",
        ":2:5: «Основное место работы»: «может» — ожидается да или нет",
    ),
    (
        "employments_pedagogical",
        "org staff",
        "ФИО;Организация;Должность;Дата приёма;Педагогический работник",
        "Кац Лев;Школа А;учитель;01.09.2020;может",
        ":2:5: «Педагогический работник»: «может» — ожидается да или нет",
    ),
    ("groups_code", "org group", "Код группы;Название;Вид группы", ";Клуб;клуб", ":2:1: «Код группы» — не заполнено"),
    ("groups_title", "org group", "Код группы;Название;Вид группы", "Б;;клуб", ":2:2: «Название» — не заполнено"),
    (
        "groups_network",
        "org group",
        "Код группы;Название;Вид группы;Сетевая",
        "Б;Клуб;клуб;может",
        ":2:4: «Сетевая»: «может» — ожидается да или нет",
    ),
    (
        "members_joined",
        "org group",
        "Код группы;ФИО;Дата вступления",
        "А;Петров Пётр Петрович;29.02.2021",
        ":2:3: «Дата вступления»: «29.02.2021» — такого дня нет в календаре",
    ),
    (
        "members_ended",
        "org group",
        "Код группы;ФИО;Дата выхода",
        "А;Петров Пётр Петрович;скоро",
        ":2:3: «Дата выхода»: «скоро» — ожидается дата",
    ),
    (
        "members_one",
        "org group",
        "Код группы;ФИО;ИНН участника",
        "А;Петров Пётр Петрович;7707083893",
        ":2: в строке и человек, и организация: участник — что-то одно",
    ),
    ("members_one", "org group", "Код группы;ФИО;ИНН участника", "А;;", ":2: участник не указан"),
    (
        "members_period",
        "org group",
        "Код группы;ФИО;Дата вступления;Дата выхода",
        "А;Петров Пётр Петрович;01.09.2021;31.08.2021",
        ":2:4: «Дата выхода»: ",
    ),
    (
        "mentors_category",
        "mentor",
        "ФИО;Дата включения;Категория",
        "Петров Пётр Петрович;01.09.2021;друг",
        ":2:3: «Категория»: «друг» — допустимо: педагог",
    ),
    (
        "mentors_capacity",
        "mentor",
        "ФИО;Дата включения;Предельное число наставляемых",
        "Петров Пётр Петрович;01.09.2021;0",
        ":2: предельное число наставляемых — целое число больше нуля",
    ),
    (
        "mentors_registered",
        "mentor",
        "ФИО;Дата включения",
        "Петров Пётр Петрович;31.09.2021",
        ":2:2: «Дата включения»: «31.09.2021» — такого дня нет в календаре",
    ),
    (
        "mentors_retired",
        "mentor",
        "ФИО;Дата включения;Дата исключения",
        "Петров Пётр Петрович;01.09.2021;скоро",
        ":2:3: «Дата исключения»: «скоро» — ожидается дата",
    ),
    (
        "mentors_period",
        "mentor",
        "ФИО;Дата включения;Дата исключения",
        "Петров Пётр Петрович;01.09.2021;31.08.2021",
        ":2:3: «Дата исключения»: ",
    ),
    (
        "pairs_number",
        "pair",
        "Номер пары;СНИЛС наставника;СНИЛС наставляемого",
        ";11223344595;90010000794",
        ":2:1: «Номер пары» — не заполнено",
    ),
    (
        "pairs_model",
        "pair",
        "Номер пары;СНИЛС наставника;СНИЛС наставляемого;Модель",
        "2;11223344595;90010000794;друг",
        ":2:4: «Модель»: «друг» — допустимо: опытный педагог",
    ),
    (
        "pairs_kind",
        "pair",
        "Номер пары;СНИЛС наставника;СНИЛС наставляемого;Вид",
        "2;11223344595;90010000794;медленное",
        ":2:4: «Вид»: «медленное» — допустимо: традиционное",
    ),
    (
        "pairs_order_dated",
        "pair",
        "Номер пары;СНИЛС наставника;СНИЛС наставляемого;Дата приказа",
        "2;11223344595;90010000794;31.06.2021",
        ":2:4: «Дата приказа»: «31.06.2021» — такого дня нет в календаре",
    ),
    (
        "pairs_mentor_consent",
        "pair",
        "Номер пары;СНИЛС наставника;СНИЛС наставляемого;Дата согласия наставника",
        "2;11223344595;90010000794;31.06.2021",
        ":2:4: «Дата согласия наставника»: «31.06.2021» — такого дня нет в календаре",
    ),
    (
        "pairs_started",
        "pair",
        "Номер пары;СНИЛС наставника;СНИЛС наставляемого;Дата начала",
        "2;11223344595;90010000794;скоро",
        ":2:4: «Дата начала»: «скоро» — ожидается дата",
    ),
    (
        "pairs_ended",
        "pair",
        "Номер пары;СНИЛС наставника;СНИЛС наставляемого;Дата прекращения",
        "2;11223344595;90010000794;скоро",
        ":2:4: «Дата прекращения»: «скоро» — ожидается дата",
    ),
    (
        "pairs_period",
        "pair",
        "Номер пары;СНИЛС наставника;СНИЛС наставляемого;Дата начала;Дата прекращения",
        "2;11223344595;90010000794;01.09.2021;31.08.2021",
        ":2:5: «Дата прекращения»: ",
    ),
    (
        "pairs_end_reason",
        "pair",
        "Номер пары;СНИЛС наставника;СНИЛС наставляемого;Причина прекращения",
        "2;11223344595;90010000794;увольнение",
        ":2: указана причина прекращения, но нет даты прекращения",
    ),
    (
        "mentees_consent",
        "pair",
        "Номер пары;СНИЛС наставника;СНИЛС наставляемого;Дата согласия наставляемого",
        "2;11223344595;90010000794;31.06.2021",
        ":2:4: «Дата согласия наставляемого»: «31.06.2021» — такого дня нет в календаре",
    ),
    (
        "mentees_self",
        "pair",
        "Номер пары;СНИЛС наставника;СНИЛС наставляемого",
        "2;11223344595;11223344595",
        ":2: наставник и наставляемый — один человек",
    ),
    (
        "programs_number",
        "program",
        "Номер программы;Номер пары;Начало;Окончание",
        ";1;05.09.2021;31.05.2022",
        ":2:1: «Номер программы» — не заполнено",
    ),
    (
        "programs_starts",
        "program",
        "Номер программы;Номер пары;Начало;Окончание",
        "3;1;31.09.2021;31.05.2022",
        ":2:3: «Начало»: «31.09.2021» — такого дня нет в календаре",
    ),
    (
        "programs_finishes",
        "program",
        "Номер программы;Номер пары;Начало;Окончание",
        "3;1;05.09.2021;",
        ":2:4: «Окончание» — не заполнено",
    ),
    (
        "programs_approved",
        "program",
        "Номер программы;Номер пары;Начало;Окончание;Дата утверждения",
        "3;1;05.09.2021;31.05.2022;да",
        ":2:5: «Дата утверждения»: «да» — ожидается дата",
    ),
    (
        "programs_period",
        "program",
        "Номер программы;Номер пары;Начало;Окончание",
        "3;1;05.09.2021;04.09.2021",
        ":2: программа 3: окончание 04.09.2021 раньше начала 05.09.2021",
    ),
    (
        "answers_role",
        "monitor survey",
        "Номер пары;Роль;Дата;Балл",
        "1;друг;20.05.2022;8",
        ":2:2: «Роль»: «друг» — допустимо: наставник, наставляемый",
    ),
    (
        "answers_dated",
        "monitor survey",
        "Номер пары;Роль;Дата;Балл",
        "1;наставник;31.06.2022;8",
        ":2:3: «Дата»: «31.06.2022» — такого дня нет в календаре",
    ),
    (
        "answers_score",
        "monitor survey",
        "Номер пары;Роль;Дата;Балл",
        "1;наставник;20.05.2022;11",
        ":2:4: «Балл»: «11» — ожидается целое число от 0 до 10",
    ),
    (
        "answers_stage",
        "monitor survey",
        "Номер пары;Роль;Дата;Балл;Этап",
        "1;наставник;20.05.2022;8;середина",
        ":2:5: «Этап»: «середина» — допустимо: вход, выход",
    ),
    (
        "replies_question",
        "monitor survey",
        "Номер пары;Роль;Дата;Балл;;Что мешало?",
        "1;наставник;20.05.2022;8;да;нет",
        ":2: вопрос пуст",
    ),
];

#[test]
fn what_a_file_breaks_is_told_and_changes_nothing() {
    let desk = world();
    for (rule, command, header, row, told) in BY_FILE {
        assert!(schema::rules().iter().any(|(known, _)| known == rule), "no rule {rule}");
        desk.write("file.csv", format!("{header}\n{row}\n"));
        let told = format!("file.csv{told}");
        let said =
            desk.refused(&format!("{command} import file.csv"), 1, &["file.csv: 1 ошибка, ничего не записано", &told]);
        if told.ends_with("»: ") {
            // The cell at fault, and the rule's own sentence.
            let sentence = schema::rules().iter().find(|(known, _)| known == rule).unwrap().1;
            assert!(said.err.contains(sentence), "{rule}: {}", said.err);
        }
    }
}

/// What neither a command nor a file can break, and why. A rule that stands in no list fails the test.
const OUT_OF_REACH: &[(&str, &str)] = &[
    ("municipalities.key", "a known name is the known municipality"),
    ("district_single", "`org init` alone writes it"),
    ("documents_kind", "the columns and options name the kinds"),
    ("documents_named", "a paper without both isn't entered"),
    ("documents_key", "the same paper is the stored one"),
    ("monitoring_dates.document_id, monitoring_dates.due", "a known term is passed over"),
    ("curators_ended", "computed from the successor's date"),
    ("people_teaching_spread", "no command tells a tenure; a file's is read as months"),
    ("former_names_name", "the name that was stored isn't empty"),
    ("former_names.person_id, former_names.until", "a later surname begins after an earlier one, or is refused"),
    ("posts.key", "a known title is the known post"),
    ("posts_pedagogical", "the nomenclature answers"),
    ("group_kinds_community", "an option without a value"),
    ("forms_mentor_outside", "an option without a value"),
    ("forms_mentee_outside", "an option without a value"),
    ("mentees.pair_id, mentees.person_id", "a known mentee of the pair is passed over"),
    ("programs.number_key", "a known number is the known program"),
    ("programs_outcome", "the commands name the outcomes"),
    ("programs_end", "the commands set both"),
    ("program_people.program_id, program_people.person_id", "a known mentee is passed over"),
    ("program_pairs.program_id, program_pairs.pair_id", "a known pair is passed over"),
    (
        "answers.pair_id, answers.role, answers.person_id, answers.dated",
        "another answer of that day corrects the first",
    ),
    ("replies.answer_id, replies.question", "another reply to the question corrects the first"),
    ("erasures_dated", "today is a day"),
    ("erasures.person_id", "who is erased already is only packed once more"),
    ("settings_name", "the program names the settings"),
    ("settings_value", "the options take numbers from 0 on"),
    ("settings.name", "a known setting is changed"),
    ("schedules_folder", "a folder that is there has a name"),
    ("schedules_codes", "codes of the catalogue, or none"),
    ("schedules_regulation", "the code of an act of the catalogue, or none"),
    ("schedules_removed", "today is a day"),
    ("runs_ends", "computed from the period"),
    ("runs_made", "today is a day"),
    ("runs_below", "a count"),
    ("runs.schedule_id, runs.ends", "what is done isn't due"),
    ("entries_made", "the clock tells a time"),
    ("entries_command", "the program names the command"),
    ("entries_source", "no files, no names"),
    ("entries_reason", "an empty reason is none"),
    ("entries_added", "a count"),
    ("entries_changed", "a count"),
    ("entries_removed", "a count"),
    ("entries_undoes", "an entry that is there is earlier"),
    ("entries_prunes", "a day is read before"),
    ("entries_kept", "no command touches an entry but to prune and to erase"),
    ("changes_relation", "the schema names the tables"),
    ("changes_range", "the journal writes whole ranges"),
];

#[test]
fn every_rule_is_reached_or_said_to_be_out_of_reach() {
    let reached = BY_COMMAND.iter().map(|(rule, ..)| *rule).chain(BY_FILE.iter().map(|(rule, ..)| *rule));
    let listed: BTreeSet<_> = reached.chain(OUT_OF_REACH.iter().map(|(rule, _)| *rule)).collect();
    let missing: Vec<_> =
        schema::rules().iter().map(|(rule, _)| rule.as_str()).filter(|rule| !listed.contains(rule)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "add a command or a file that breaks them, or say why there is none");
}

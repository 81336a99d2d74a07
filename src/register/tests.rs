//! The declarations against the schema: a table or a column without its words, its key or its fate is found here.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::*;

fn schema() -> Connection {
    let schema = Connection::open_in_memory().unwrap();
    crate::store::migrate::create(&schema).unwrap();
    schema
}

fn texts(schema: &Connection, sql: &str, of: &str) -> Vec<String> {
    let mut statement = schema.prepare(sql).unwrap();
    statement.query_map([of], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn columns(schema: &Connection, table: &str) -> Vec<String> {
    texts(schema, "SELECT name FROM pragma_table_info(?1) WHERE name <> 'id'", table)
}

#[test]
fn every_table_is_declared_in_the_order_of_the_schema() {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB ?1 \
               AND name NOT IN ('entries', 'changes', 'numbers') ORDER BY rowid";
    let tables = texts(&schema(), sql, "sqlite_*");
    assert_eq!(ALL.iter().map(|register| register.table).collect::<Vec<_>>(), tables);
}

#[test]
fn every_column_is_a_field_or_the_search_key_of_one() {
    let schema = schema();
    for register in ALL {
        let declared: BTreeSet<_> = register.fields.iter().flat_map(Field::columns).collect();
        let columns = columns(&schema, register.table);
        for column in &columns {
            // A wording is nothing but its key.
            let is_known =
                declared.contains(column.as_str()) || (register.table, &column[..]) == ("form_wordings", "key");
            assert!(is_known, "{}.{column} is not declared", register.table);
        }
        let fields: Vec<_> = register.fields.iter().map(|field| field.column).collect();
        let seen: Vec<_> = columns.iter().map(String::as_str).filter(|column| fields.contains(column)).collect();
        assert_eq!(fields, seen, "{}: fields in the order of the schema", register.table);
    }
}

#[test]
fn what_refers_says_what_to() {
    let schema = schema();
    for (register, field) in fields(|_| true) {
        let sql = format!("SELECT \"table\" FROM pragma_foreign_key_list('{}') WHERE \"from\" = ?1", register.table);
        let parents = texts(&schema, &sql, field.column);
        let declared: Vec<_> = field.parent().into_iter().map(|parent| parent.table).collect();
        assert_eq!(declared, parents, "{}.{}", register.table, field.column);
    }
}

#[test]
fn what_is_required_is_never_empty() {
    let schema = schema();
    for (register, field) in fields(|field| field.is_required) {
        let sql = format!("SELECT name FROM pragma_table_info('{}') WHERE \"notnull\" AND name = ?1", register.table);
        assert_eq!(texts(&schema, &sql, field.column).len(), 1, "{}.{}", register.table, field.column);
    }
}

#[test]
fn spans_and_sentences_name_columns_that_there_are() {
    for register in ALL {
        let Some(span) = register.span else { continue };
        let mut named = vec![span.first, span.last];
        named.extend(span.owners);
        let sentences = span.busy.map(|busy| [busy.what, busy.ended_by]).into_iter().flatten();
        named.extend(
            sentences.flat_map(|text| text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))),
        );
        for column in named {
            let (column, of_parent) = column.split_once('.').map_or((column, None), |(a, b)| (a, Some(b)));
            let Some(field) = register.field(column) else { panic!("{}: {column}", register.table) };
            let is_known =
                of_parent.is_none_or(|name| field.parent().is_some_and(|parent| parent.field(name).is_some()));
            assert!(is_known, "{}: {column}", register.table);
        }
    }
}

#[test]
fn words_and_headings_are_told_apart() {
    let words: BTreeSet<_> = ALL.iter().map(|register| register.word).collect();
    assert_eq!(words.len(), ALL.len());
    for register in ALL {
        let headings: BTreeSet<_> = register.fields.iter().map(|field| field.heading).collect();
        assert_eq!(headings.len(), register.fields.len(), "{}", register.table);
        assert!(register.label().count() > 0, "{}: by what is a row known?", register.table);
    }
}

/// A text in which nobody's name is expected; any other is a secret, and so is whatever is a person's own.
const OPEN: &[&str] = &[
    "municipalities.name",
    "orgs.inn",
    "orgs.name",
    "orgs.short_name",
    "orgs.address",
    "orgs.site",
    "former_orgs.name",
    "former_orgs.short_name",
    "documents.number",
    "curators.number",
    "posts.title",
    "employments.subject",
    "group_kinds.title",
    "groups.code",
    "groups.title",
    "mentors.subject",
    "needs.subject",
    "forms.title",
    "pairs.number",
    "pairs.order_number",
    "mentees.order_number",
    "renewals.order_number",
    "agreements.number",
    "agreements.form",
    "releases.number",
    "programs.number",
    "programs.approval_number",
    "measures.title",
    "measures.unit",
    "replies.question",
    "report_settings.value",
    "targets.code",
    "acts.code",
    "acts.source",
    "waivers.finding",
    "schedules.folder",
    "schedules.codes",
    "schedules.regulation",
];

#[test]
fn every_text_is_open_or_a_secret() {
    let open = fields(|field| matches!(field.sort, Sort::Text | Sort::Snils) && !field.is_secret);
    let open: Vec<_> = open.map(|(register, field)| format!("{}.{}", register.table, field.column)).collect();
    assert_eq!(open, OPEN, "a text is `.secret()`, or it stands in OPEN: what the program declares, what the list has");
}

#[test]
fn the_erasure_knows_what_it_replaces() {
    let replaced = fields(|field| field.fate == Fate::Replaced);
    let replaced: Vec<_> = replaced.map(|(register, field)| format!("{}.{}", register.table, field.column)).collect();
    assert_eq!(replaced, ["people.name", "employments.number"], "src/store/erasure.rs replaces these");
}

/// So that a list imports back, narrow columns and all; but «№» counts the rows in many files, and no file is read by it.
#[test]
fn a_short_heading_is_a_synonym() {
    for (register, field) in fields(|field| ![field.heading, "№"].contains(&field.short)) {
        assert!(field.synonyms.contains(&field.short), "{}.{}: {}", register.table, field.column, field.short);
    }
}

/// Commands that declarations name are typed as they stand: the path is in the tree, and so is each option.
#[test]
fn the_commands_that_are_named_exist() {
    let edited = fields(|field| field.edited_by.is_some()).filter_map(|(_, field)| Some(field.edited_by?.command));
    let ended = ALL.iter().filter_map(|register| Some(register.span?.busy?.ended_by));
    let mut named = 0;
    for line in edited.chain(ended) {
        named += 1;
        let tree = crate::cli::tree();
        let mut command = &tree;
        for word in line.split(' ').take_while(|word| !word.starts_with(['-', '{'])) {
            command = command.find_subcommand(word).unwrap_or_else(|| panic!("{line}: no command {word}"));
        }
        assert!(!command.has_subcommands(), "{line}: not a whole command");
        for option in line.split(' ').filter_map(|word| word.strip_prefix("--")) {
            assert!(command.get_arguments().any(|arg| arg.get_long() == Some(option)), "{line}: no option --{option}");
        }
    }
    assert!(named > 10, "{named}");
}

/// Whatever tells rows apart is unique in the schema, and whatever is unique together tells rows apart.
#[test]
fn what_tells_rows_apart_is_unique() {
    let schema = schema();
    let sql = "SELECT ifnull(substr(s.sql, instr(s.sql, '(') + 1), (SELECT group_concat(name, ', ') FROM pragma_index_info(i.name))) \
               FROM pragma_index_list(?1) i LEFT JOIN sqlite_schema s ON s.name = i.name \
               WHERE i.\"unique\" AND NOT i.partial AND i.name NOT IN ('orgs_key', 'documents_key')";
    // «program_id, ifnull(person_id, 0))»: a column may be empty, and two such rows are alike in it.
    let named_in = |list: String| {
        let parts = list.trim_end_matches(')').split(", ").filter(|part| !part.starts_with(['\'', '0']));
        parts.map(|part| part.trim_start_matches("ifnull(")).collect::<Vec<_>>().join(", ")
    };
    for register in ALL {
        let keys: Vec<_> =
            register.fields.iter().filter_map(|field| field.key).map(|key| key.column.to_owned()).collect();
        let mut unique: Vec<_> = texts(&schema, sql, register.table).into_iter().map(named_in).collect();
        unique.retain(|columns| !keys.contains(columns) && !["key", "snils", "inn"].contains(&columns.as_str()));
        let declared = Some(register.told_apart_by.join(", ")).filter(|columns| !columns.is_empty());
        assert_eq!(declared.into_iter().collect::<Vec<_>>(), unique, "{}", register.table);
    }
}

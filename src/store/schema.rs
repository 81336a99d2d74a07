//! `schema.sql` as data: beside each rule its sentence (`-- says:`), beside each table that came later the version that
//! brought it (`-- since:`).

use std::sync::OnceLock;

use crate::page::{PageFault, SqlPage};

/// The version of the schema that this program writes. Once its files are in people's hands, whoever changes `schema.sql`
/// raises it, writes it beside a new table (`-- since:`), adds a step if a table that was there is altered, and keeps the
/// former page in `tests/fixtures`.
pub const VERSION: u32 = 7;

/// The present schema, whole: what a new file gets.
pub const PAGE: SqlPage = SqlPage { file: "schema.sql", text: include_str!("../../schema.sql") };

/// What a page of a schema says beside its statements.
#[derive(Debug, Default)]
pub struct SchemaNotes {
    /// Every rule, as SQLite names it when it refuses, with its sentence.
    pub rules: Vec<(String, &'static str)>,
    /// Every table, with the version that brought it.
    pub tables: Vec<(&'static str, u32)>,
}

/// The rules of the present schema, each with its sentence in Russian. SQLite names a uniqueness by its columns, and by the
/// index where that has expressions; any other rule has its own name.
pub fn rules() -> &'static [(String, &'static str)] {
    static RULES: OnceLock<Vec<(String, &'static str)>> = OnceLock::new();
    // A broken page still refuses, only without words; a test keeps it whole.
    RULES.get_or_init(|| SchemaNotes::read(PAGE).unwrap_or_default().rules)
}

impl SchemaNotes {
    /// Reads a page on which a statement begins with a line that isn't indented.
    ///
    /// # Errors
    /// A rule has no sentence, a sentence no rule, a key isn't known, a version isn't a number.
    pub fn read(page: SqlPage) -> Result<Self, PageFault> {
        let mut notes = Self::default();
        let mut statement = String::new();
        let mut last = 0;
        for line in page.lines() {
            let fault = |what: String| Err(page.fault(line.number, what));
            if ["CREATE ", "INSERT "].iter().any(|start| line.code.starts_with(start)) {
                notes.finish(&statement).map_err(|what| page.fault(last, what))?;
                statement.clear();
                if let Some(rest) = line.code.strip_prefix("CREATE TABLE ") {
                    notes.tables.push((rest.split_whitespace().next().unwrap_or_default(), 1));
                }
            }
            if !line.code.is_empty() {
                statement.push_str(line.code);
                statement.push('\n');
                last = line.number;
            }
            let Some((key, value)) = line.header else { continue };
            match (key, notes.untold(&statement).as_slice()) {
                _ if value.is_empty() => return fault(format!("«{key}» says nothing")),
                ("says", [rule]) => notes.rules.push((rule.clone(), value)),
                ("says", []) => return fault("a sentence beside no rule".into()),
                ("says", [rule, ..]) => return fault(format!("{rule} has no sentence")),
                ("since", _) => match (value.parse(), notes.tables.last_mut()) {
                    (Ok(version), Some((_, since))) if line.code.starts_with("CREATE TABLE ") => *since = version,
                    _ => return fault("«since» tells the version behind a table's first line".into()),
                },
                _ => return fault(format!("there is no key «{key}»")),
            }
        }
        notes.finish(&statement).map_err(|what| page.fault(last, what))?;
        Ok(notes)
    }

    fn finish(&self, statement: &str) -> Result<(), String> {
        self.untold(statement).first().map_or(Ok(()), |rule| Err(format!("{rule} has no sentence")))
    }

    /// The rules of a statement, as far as it goes, that have no sentence yet. Several triggers may state one rule.
    fn untold(&self, statement: &str) -> Vec<String> {
        let is_told = |rule: &String| self.rules.iter().any(|(told, _)| told == rule);
        rules_of(&words(statement)).into_iter().filter(|rule| !is_told(rule)).collect()
    }
}

fn rules_of(words: &[&str]) -> Vec<String> {
    match words {
        ["CREATE", "TABLE", table, rest @ ..] => rules_of_table(table, rest),
        ["CREATE", "UNIQUE", "INDEX", index, "ON", table, "(", rest @ ..] => {
            let columns = rest.iter().position(|word| *word == ")").map(|end| &rest[..end]);
            match columns {
                None => Vec::new(),
                Some(columns) if columns.contains(&"(") => vec![(*index).into()],
                Some(columns) => {
                    let columns: Vec<_> = columns.iter().filter(|word| **word != ",").collect();
                    vec![columns.iter().map(|column| format!("{table}.{column}")).collect::<Vec<_>>().join(", ")]
                }
            }
        }
        ["CREATE", "TRIGGER", rest @ ..] => {
            let raised = |five: &[&str]| match five {
                ["RAISE", "(", "ABORT", ",", rule] => Some(rule.trim_matches('\'').to_owned()),
                _ => None,
            };
            rest.windows(5).filter_map(raised).collect()
        }
        _ => Vec::new(),
    }
}

/// The checks, and the columns that are unique by themselves.
fn rules_of_table(table: &str, words: &[&str]) -> Vec<String> {
    let (mut rules, mut column, mut depth) = (Vec::new(), "", 0);
    for (at, word) in words.iter().enumerate() {
        match *word {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        match words[at..] {
            ["(" | ",", next, ..] if depth == 1 => column = next,
            ["CONSTRAINT", name, "CHECK", ..] => rules.push(name.into()),
            ["CONSTRAINT", _, "UNIQUE", ..] => rules.push(format!("{table}.{column}")),
            _ => {}
        }
    }
    rules
}

/// The words, signs and quoted texts of a statement without comments.
fn words(statement: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = statement.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let end = match first {
            '\'' => rest[1..].find('\'').map_or(rest.len(), |at| at + 2),
            c if is_part(c) => rest.find(|c| !is_part(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        words.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    words
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &'static str) -> Result<SchemaNotes, String> {
        SchemaNotes::read(SqlPage { file: "schema.sql", text }).map_err(|fault| fault.to_string())
    }

    #[test]
    fn every_table_and_rule_of_the_page_is_read() {
        let notes = SchemaNotes::read(PAGE).unwrap_or_else(|fault| panic!("{fault}"));
        assert!(notes.rules.len() > 100 && notes.tables.len() >= 30, "{notes:?}");
        assert!(notes.tables.contains(&("orgs", 1)) && notes.tables.contains(&("consents", 3)));
        assert!(notes.tables.iter().all(|(_, since)| *since <= super::VERSION), "raise VERSION");
    }

    #[test]
    fn a_rule_is_named_as_sqlite_names_it() {
        let notes = read(
            "CREATE TABLE t (  -- since: 2
                 a TEXT CONSTRAINT t_a CHECK (a IN
                     ('x', ')')),  -- says: первое
                 b TEXT CONSTRAINT t_b UNIQUE,
                   -- Only once.
                   -- says: второе
                 c INTEGER CONSTRAINT t_c REFERENCES t,
                 CONSTRAINT t_d CHECK (b <> a)  -- says: третье
             ) STRICT;\nCREATE UNIQUE INDEX t_key ON t (a, c)\n    WHERE b = 'x';  -- says: четвёртое\n\
             CREATE UNIQUE INDEX t_all ON t (a, ifnull(b, ''));\n    -- says: пятое\nCREATE INDEX t_c ON t (c);\n\
             CREATE TRIGGER t_kept BEFORE DELETE ON t\nBEGIN SELECT RAISE(ABORT, 't_kept'); END;  -- says: шестое\n\
             CREATE TRIGGER t_still BEFORE UPDATE ON t\nBEGIN SELECT RAISE(ABORT, 't_kept'); END;\n",
        )
        .unwrap();
        let rules: Vec<_> = notes.rules.iter().map(|(rule, sentence)| (rule.as_str(), *sentence)).collect();
        let expected = [("t_a", "первое"), ("t.b", "второе"), ("t_d", "третье"), ("t.a, t.c", "четвёртое")];
        assert_eq!(rules, [&expected[..], &[("t_all", "пятое"), ("t_kept", "шестое")]].concat());
        assert_eq!(notes.tables, [("t", 2)]);
    }

    #[test]
    fn a_mistake_is_told_with_its_file_and_line() {
        for (text, told) in [
            (
                "CREATE TABLE t (\n    a TEXT CONSTRAINT t_a CHECK (a <> '')\n) STRICT;\n\nCREATE TABLE u (a);",
                "schema.sql:3: t_a has no sentence",
            ),
            (
                "CREATE TABLE t (\n    a CONSTRAINT t_a CHECK (a),\n    b CONSTRAINT t_b UNIQUE  -- says: б\n);",
                "schema.sql:3: t_a has no sentence",
            ),
            ("CREATE UNIQUE INDEX t_key ON t (a);", "schema.sql:1: t.a has no sentence"),
            ("CREATE INDEX t_a ON t (a);  -- says: лишнее", "schema.sql:1: a sentence beside no rule"),
            ("CREATE UNIQUE INDEX i ON t (a);  -- says: а\n-- says: б", "schema.sql:2: a sentence beside no rule"),
            ("CREATE UNIQUE INDEX i ON t (a);  -- say: а", "schema.sql:1: there is no key «say»"),
            ("CREATE UNIQUE INDEX i ON t (a);  -- says:", "schema.sql:1: «says» says nothing"),
            ("CREATE TABLE t (  -- since: now\n);", "schema.sql:1: «since» tells the version"),
            ("CREATE INDEX i ON t (a);  -- since: 3", "schema.sql:1: «since» tells the version"),
        ] {
            let fault = read(text).unwrap_err();
            assert!(fault.starts_with(told), "{text}: {fault}");
        }
    }
}

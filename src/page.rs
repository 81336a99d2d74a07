//! Pages of SQL with headers of the form `-- key: value` among the comments. They are read strictly: a misspelt key would
//! else be a comment that nobody misses.

use std::fmt;

/// A page that came with the program.
#[derive(Debug, Clone, Copy)]
pub struct SqlPage {
    /// Where it lies, for whoever must mend it.
    pub file: &'static str,
    /// What stands on it.
    pub text: &'static str,
}

/// What is wrong with a page, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFault {
    file: &'static str,
    line: usize,
    what: String,
}

/// A line of a page: its SQL, and the header that follows it or stands alone.
#[derive(Debug, Clone, Copy)]
pub struct PageLine {
    /// From 1 on.
    pub number: usize,
    /// What stands before the comment, if there is one.
    pub code: &'static str,
    /// Key and value.
    pub header: Option<(&'static str, &'static str)>,
    /// Where the code begins in the page's text.
    start: usize,
}

/// Which headers a kind of section has.
#[derive(Debug, Clone, Copy)]
pub struct SectionKind {
    /// The key that opens the section and gives it its name.
    pub opening: &'static str,
    /// Keys that it must have.
    pub required: &'static [&'static str],
    /// Keys that it may have.
    pub optional: &'static [&'static str],
}

/// Headers, and the statements below them.
#[derive(Debug, Clone)]
pub struct Section {
    /// The key that opened it.
    pub opening: &'static str,
    /// What it is the section of.
    pub name: &'static str,
    /// The SQL, up to its last semicolon.
    pub body: &'static str,
    headers: Vec<(&'static str, &'static str)>,
    page: SqlPage,
    line: usize,
}

impl SqlPage {
    /// The lines. A header is a comment that begins with one word and a colon.
    pub fn lines(self) -> impl Iterator<Item = PageLine> {
        let mut next = 0;
        self.text.split_inclusive('\n').zip(1..).map(move |(line, number)| {
            let start = next;
            next += line.len();
            let (code, comment) = match comment_start(line) {
                Some(at) => (&line[..at], Some(&line[at + 2..])),
                None => (line, None),
            };
            PageLine { number, code: code.trim_end(), header: comment.and_then(header), start }
        })
    }

    /// The statements without a comment: what a file stores of them is for SQLite.
    pub fn code(self) -> String {
        self.lines().map(|line| line.code).filter(|code| !code.is_empty()).flat_map(|code| [code, "\n"]).collect()
    }

    /// The sections of the kinds that such a page has.
    ///
    /// # Errors
    /// A key isn't known there, is missing, stands twice or says nothing; SQL stands under no header or has no end.
    pub fn sections(self, kinds: &[SectionKind]) -> Result<Vec<Section>, PageFault> {
        let mut sections: Vec<Section> = Vec::new();
        for line in self.lines() {
            let fault = |what: String| Err(self.fault(line.number, what));
            if let Some((key, value)) = line.header {
                if !line.code.is_empty() {
                    return fault(format!("«{key}» stands behind a statement"));
                }
                if value.is_empty() {
                    return fault(format!("«{key}» says nothing"));
                }
                if let Some(kind) = kinds.iter().find(|kind| kind.opening == key) {
                    let opening = kind.opening;
                    let (headers, page, line) = (Vec::new(), self, line.number);
                    sections.push(Section { opening, name: value, body: "", headers, page, line });
                    continue;
                }
                let Some(section) = sections.last_mut() else { return fault(format!("«{key}» opens no section")) };
                let kind = kinds.iter().find(|kind| kind.opening == section.opening);
                if !kind.is_some_and(|kind| kind.required.contains(&key) || kind.optional.contains(&key)) {
                    return fault(format!("«{}» has no key «{key}»", section.opening));
                }
                if section.value(key).is_some() {
                    return fault(format!("«{key}» stands twice"));
                }
                if !section.body.is_empty() {
                    return fault(format!("«{key}» stands below the statement"));
                }
                section.headers.push((key, value));
            } else if !line.code.is_empty() {
                let Some(section) = sections.last_mut() else { return fault("a statement under no header".into()) };
                let first = if section.body.is_empty() { line.start } else { self.place(section.body) };
                section.body = &self.text[first..line.start + line.code.len()];
            }
        }
        for section in &sections {
            let kind = kinds.iter().filter(|kind| kind.opening == section.opening);
            if let Some(key) = kind.flat_map(|kind| kind.required).find(|key| section.value(key).is_none()) {
                return Err(section.fault(format!("«{key}» is missing")));
            }
            if !section.body.ends_with(';') {
                return Err(section.fault("no statement that ends with a semicolon".into()));
            }
        }
        Ok(sections)
    }

    /// What is wrong in a line.
    pub const fn fault(self, line: usize, what: String) -> PageFault {
        PageFault { file: self.file, line, what }
    }

    /// Where a part of the text begins in it.
    fn place(self, part: &str) -> usize {
        part.as_ptr() as usize - self.text.as_ptr() as usize
    }
}

impl Section {
    /// What a header says, if the section has it.
    pub fn value(&self, key: &str) -> Option<&'static str> {
        self.headers.iter().find(|(known, _)| *known == key).map(|(_, value)| *value)
    }

    /// What a header says as a list, each part read by itself; empty if the section doesn't have it.
    ///
    /// # Errors
    /// A part can't be read.
    pub fn list<T>(&self, key: &str, between: char, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, PageFault> {
        let parts = self.value(key).into_iter().flat_map(|list| list.split(between)).map(str::trim);
        let read = |part: &str| read(part).ok_or_else(|| self.fault(format!("«{key}» isn't to be read: {part}")));
        parts.map(read).collect()
    }

    /// What is wrong with the section.
    pub const fn fault(&self, what: String) -> PageFault {
        self.page.fault(self.line, what)
    }
}

/// Where a comment begins: two hyphens outside quotes.
fn comment_start(line: &str) -> Option<usize> {
    line.match_indices("--").map(|(at, _)| at).find(|at| line[..*at].matches('\'').count().is_multiple_of(2))
}

fn header(comment: &'static str) -> Option<(&'static str, &'static str)> {
    let (key, value) = comment.trim().split_once(':')?;
    let is_word = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_');
    let is_apart = value.is_empty() || value.starts_with(' ');
    (is_word && is_apart).then(|| (key, value.trim()))
}

impl fmt::Display for PageFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

impl std::error::Error for PageFault {}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const KINDS: &[SectionKind] = &[
        SectionKind { opening: "fact", required: &["says"], optional: &["clause"] },
        SectionKind { opening: "reason", required: &[], optional: &[] },
    ];

    fn sections(text: &'static str) -> Result<Vec<Section>, String> {
        SqlPage { file: "page.sql", text }.sections(KINDS).map_err(|fault| fault.to_string())
    }

    #[test]
    fn a_page_is_read_as_sections() {
        let text = "-- Facts, in no order.\n\n-- fact: young\n-- says: молод: моложе 35 лет\n-- It is the day that counts.\n\
            SELECT '--' AS x -- of course\nFROM people;\n\n-- A reason has no words.\n-- reason: young\nSELECT 1;\n";
        let read = sections(text).unwrap();
        let seen: Vec<_> = read.iter().map(|s| (s.opening, s.name, s.value("says"), s.body)).collect();
        let young = "SELECT '--' AS x -- of course\nFROM people;";
        assert_eq!(
            seen,
            [("fact", "young", Some("молод: моложе 35 лет"), young), ("reason", "young", None, "SELECT 1;")]
        );
    }

    #[test]
    fn the_code_has_no_comments() {
        let text =
            "-- A page.\nCREATE TABLE t (  -- since: 2\n    -- Words.\n    a TEXT DEFAULT '--'  -- says: б\n);\n\n";
        let page = SqlPage { file: "page.sql", text };
        assert_eq!(page.code(), "CREATE TABLE t (\n    a TEXT DEFAULT '--'\n);\n");
    }

    /// Each mistake with the line where it is.
    #[test]
    fn a_mistake_is_told_with_its_file_and_line() {
        for (text, told) in [
            ("-- fact: a\n-- say: б\nSELECT 1;", "page.sql:2: «fact» has no key «say»"),
            ("-- fact: a\n-- Says: б\nSELECT 1;", "page.sql:2: «fact» has no key «Says»"),
            ("-- fact: a\n-- says:\nSELECT 1;", "page.sql:2: «says» says nothing"),
            ("-- fact: a\n-- says: б\n-- clause: 1\n-- says: в\nSELECT 1;", "page.sql:4: «says» stands twice"),
            ("\n-- fact: a\n-- clause: 1\nSELECT 1;", "page.sql:2: «says» is missing"),
            ("-- reason: a\n-- says: б\nSELECT 1;", "page.sql:2: «reason» has no key «says»"),
            ("-- fct: a\nSELECT 1;", "page.sql:1: «fct» opens no section"),
            ("SELECT 1;\n-- reason: a\n", "page.sql:1: a statement under no header"),
            ("-- fact: a\nSELECT 1;\n-- says: б", "page.sql:3: «says» stands below the statement"),
            ("-- fact: a\nSELECT 1; -- says: б", "page.sql:2: «says» stands behind a statement"),
            ("-- reason: a\n\n-- reason: b\nSELECT 1;", "page.sql:1: no statement that ends with a semicolon"),
            ("-- reason: a\nSELECT 1", "page.sql:1: no statement that ends with a semicolon"),
        ] {
            assert_eq!(sections(text).map(|s| s.len()), Err(told.to_owned()), "{text}");
        }
    }
}

//! `org check`: whether the file is sound, and what in it needs a person.

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, advice, word};
use crate::domain::plural;
use crate::error::{EXIT_ATTENTION, EXIT_UNAVAILABLE};
use crate::report::{Column, Format, List, Report, Value};
use crate::store::backup::folder;
use crate::store::check::{self, Finding};

/// `org check`.
#[derive(Debug, Args)]
pub struct OrgCheck {}

impl OrgCheck {
    /// Examines the file.
    ///
    /// # Errors
    /// There is no such file; it isn't ours, it is newer or in use.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        let examined = check::examine(&context.db, context.today, context.moment)?;
        let count = plural::count(examined.findings.len() as u64, "замечание", "замечания", "замечаний");
        let mut outcome = Outcome::default();
        if examined.is_damaged {
            outcome.exit = EXIT_UNAVAILABLE;
            outcome.warnings.push("файл базы повреждён или изменён другой программой; записи не проверялись".into());
            outcome.warnings.push(match folder::copies(&context.db).first() {
                Some(last) => format!("последняя копия рядом с базой: nastavnik org restore {}", word(last)),
                None => "копий рядом с базой нет; если копия есть в другом месте: nastavnik org restore КОПИЯ".into(),
            });
        } else if !examined.findings.is_empty() {
            outcome.exit = EXIT_ATTENTION;
        } else {
            outcome.messages.push("Файл базы исправен, замечаний к записям нет".into());
        }
        if !examined.findings.is_empty() || context.format != Format::Table {
            outcome.report = Some(report(examined.findings, format!("Проверка базы: {count}")));
        }
        Ok(outcome)
    }
}

fn report(findings: Vec<Finding>, title: String) -> Report {
    // In a table the advice stands once a kind, under it.
    let mut notes: Vec<String> = Vec::new();
    for finding in &findings {
        let note = format!("{}: {}", finding.kind.1, advice::words(&finding.advice));
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    let columns = [
        Column::both("kind", "Замечание", |found: &Finding| Value::Code(found.kind.0, found.kind.1)),
        Column::data("severity", "Важность", |found| {
            Value::Code(found.severity.code(), found.severity.title())
        }),
        Column::both("subject", "Запись", |found| (&found.subject).into()),
        Column::both("org", "Организация", |found| (&found.org).into()),
        Column::both("finding", "Что обнаружено", |found| (&found.finding).into()),
        Column::data("advice", "Что сделать", |found| advice::words(&found.advice).into()),
    ];
    List::new(title, columns).grouped().notes(notes).of(findings)
}

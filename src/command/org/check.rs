//! `org check`: whether the file is sound. What in its registers needs a person, `monitor check` tells.

use std::collections::HashMap;

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, advice, field_column, word};
use crate::domain::{OrgTitle, plural};
use crate::error::{EXIT_ATTENTION, EXIT_UNAVAILABLE, Failure};
use crate::register::employment;
use crate::report::{Column, Format, List, Report, SCHEMA, Value};
use crate::store::backup::folder;
use crate::store::check::{self, Examined, Finding};
use crate::store::worklist;

/// `org check`.
#[derive(Debug, Args)]
pub struct OrgCheck {
    #[arg(
        long,
        value_name = "ЗАМЕЧАНИЕ",
        value_delimiter = ',',
        conflicts_with = "except",
        help = "Только эти замечания, все их строки: слова через запятую, как в итоге под таблицей"
    )]
    only: Vec<String>,
    #[arg(long, value_name = "ЗАМЕЧАНИЕ", value_delimiter = ',', help = "Все замечания, кроме этих")]
    except: Vec<String>,
}

/// As many rows of a kind a table shows where all kinds are asked for: one kind mustn't drown the others.
const SHOWN: usize = 10;

impl OrgCheck {
    /// Examines the file.
    ///
    /// # Errors
    /// There is no such file; it isn't ours, it is newer or in use. There is no such finding.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        self.refuse_unknown()?;
        let mut examined = check::examine(&context.db, context.moment)?;
        if !examined.is_damaged {
            // Of a damaged file nothing else is known: whatever is asked for.
            examined.findings.retain(|found| self.is_wanted(found.kind.0));
        }
        examined.findings.sort_by_key(|found| found.severity);
        let count = plural::count(examined.findings.len() as u64, "замечание", "замечания", "замечаний");
        let mut outcome = Outcome::default();
        if examined.is_damaged {
            outcome.exit = EXIT_UNAVAILABLE;
            outcome.warnings.push("файл базы повреждён или изменён другой программой; дальше он не проверялся".into());
            outcome.warnings.push(match folder::copies(&context.db).first() {
                Some(last) => format!("последняя копия рядом с базой: nastavnik org restore {}", word(last)),
                None => "копий рядом с базой нет; если копия есть в другом месте: nastavnik org restore КОПИЯ".into(),
            });
        } else if !examined.findings.is_empty() {
            outcome.exit = EXIT_ATTENTION;
        } else {
            let registers = "что требует внимания в записях, покажет nastavnik monitor check";
            outcome.messages.push(match self.only.is_empty() && self.except.is_empty() {
                true => format!("Файл базы исправен; {registers}"),
                false => "Файл базы исправен, таких замечаний нет".into(),
            });
        }
        if !examined.findings.is_empty() || context.format != Format::Table {
            let most = if context.format == Format::Table && self.only.is_empty() { SHOWN } else { usize::MAX };
            outcome.report = Some(report(examined, format!("Проверка базы: {count}"), most));
        }
        Ok(outcome)
    }

    fn is_wanted(&self, kind: &str) -> bool {
        let named = |all: &[String]| all.iter().any(|code| code == kind);
        (self.only.is_empty() || named(&self.only)) && !named(&self.except)
    }

    fn refuse_unknown(&self) -> Result<()> {
        let mut named = self.only.iter().chain(&self.except);
        let Some(unknown) = named.find(|code| check::KINDS.iter().all(|(known, _)| known != code)) else {
            return Ok(());
        };
        if worklist::kinds()?.iter().any(|kind| kind.code == unknown) {
            let failure = Failure::usage(format!("«{unknown}» — замечание к записям, а здесь проверяется сам файл"));
            return Err(failure.hint(format!("его строки: nastavnik monitor check --only {unknown}")).into());
        }
        let mut failure = Failure::usage(format!("нет замечания «{unknown}»; есть:"));
        failure.hints = check::KINDS.iter().map(|(code, title)| format!("{code} — {title}")).collect();
        Err(failure.untyped("нет такого замечания; есть:").into())
    }
}

/// A finding with the heading under which it stands.
struct CountedFinding {
    finding: Finding,
    heading: String,
    org: Option<OrgTitle>,
}

fn report(examined: Examined, title: String, most: usize) -> Report {
    let Examined { findings, short_names, .. } = examined;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for finding in &findings {
        *counts.entry(finding.kind.0).or_default() += 1;
    }
    // In a table the advice stands once a kind, under it.
    let mut notes: Vec<String> = Vec::new();
    for Finding { kind: (code, title), advice, .. } in &findings {
        let advice = advice::words(advice);
        let count = counts[code];
        let rest = match count > most {
            true => format!("; показаны первые {most} из {count}, все: nastavnik org check --only {code}"),
            false => String::new(),
        };
        let note = format!("{title} ({code}): {advice}{rest}");
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    let mut shown: HashMap<&str, usize> = HashMap::new();
    let mut counted: Vec<CountedFinding> = Vec::new();
    for finding in findings {
        let at = shown.entry(finding.kind.0).or_default();
        *at += 1;
        if *at <= most {
            let heading = format!("{}: {}", finding.kind.1, counts[finding.kind.0]);
            let org = finding.org.as_deref().map(|full| OrgTitle {
                full: full.into(),
                short: short_names.get(full).map(|short| short.as_str().into()),
            });
            counted.push(CountedFinding { finding, heading, org });
        }
    }
    let columns = [
        Column::table("heading", "Замечание", |row: &CountedFinding| (&row.heading).into()),
        Column::data("kind", "Замечание", |row| Value::Code(row.finding.kind.0, row.finding.kind.1)),
        Column::data("severity", "Важность", |row| {
            Value::Code(row.finding.severity.code(), row.finding.severity.title())
        }),
        Column::both("subject", "Запись", |row| (&row.finding.subject).into()),
        field_column::both(employment::ORG, |row| (&row.org).into()),
        Column::both("finding", "Что обнаружено", |row| (&row.finding.finding).into()),
        Column::data("advice", "Что сделать", |row| advice::words(&row.finding.advice).into()),
        Column::json("schema", |_| SCHEMA.into()),
    ];
    List::new(title, columns).grouped().notes(notes).of(counted)
}

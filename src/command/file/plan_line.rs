//! A plan line by line: what each record comes to. The dry run shows it, the report after an import shows a part of it, a
//! saved plan keeps it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::command::field_column;
use crate::domain::Day;
use crate::intake::Plan;
use crate::intake::reading::lines_named;
use crate::register::employment;
use crate::report::{Column, List, Report, Value};

/// What a record comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// It wasn't there.
    New,
    /// A field of it becomes another.
    Changed,
    /// It is in the database and in no file.
    Absent,
    /// The row comes to nothing.
    Refused,
}

impl RowState {
    fn value(self) -> Value<'static> {
        match self {
            Self::New => Value::Code("new", "новая запись"),
            Self::Changed => Value::Code("changed", "изменение"),
            Self::Absent => Value::Code("absent", "нет в файле"),
            Self::Refused => Value::Code("refused", "отказано"),
        }
    }
}

/// A line of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanLine {
    /// What the record comes to.
    pub state: RowState,
    /// The file as the user calls it; empty for what is in none.
    pub file: String,
    /// The physical line on which the row begins.
    pub line: Option<usize>,
    /// Whom or what it is about; a refused row doesn't say.
    pub record: String,
    /// The heading of the field that changes.
    pub field: String,
    /// What it was.
    pub old: String,
    /// What it becomes.
    pub new: String,
    /// Why the row is refused.
    pub reason: String,
    /// Of a record in no file, the work that it is.
    #[serde(flatten)]
    pub work: AbsentWork,
}

/// Somebody's work: all of it of one that is in no file, the organisation of a new one. Every plan has its columns, as programs read
/// them by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsentWork {
    /// The organisation.
    pub org: String,
    /// What tables call it, if that is something else.
    #[serde(default)]
    pub org_short: Option<String>,
    /// The post.
    pub post: String,
    /// The date of hire (ISO).
    pub hired: String,
}

impl AbsentWork {
    fn hired(&self) -> Option<Day> {
        Day::parse(&self.hired).ok()
    }

    fn org_shown(&self) -> &str {
        self.org_short.as_ref().unwrap_or(&self.org)
    }

    fn shown(&self) -> String {
        let hired = self.hired().map(|day| day.to_string()).unwrap_or_default();
        format!("{}, {}, с {hired}", self.org_shown(), self.post)
    }
}

impl PlanLine {
    /// A line that says only what a record comes to.
    pub fn new(state: RowState, file: &str, line: Option<usize>, record: &str) -> Self {
        let none = String::new;
        let (file, record) = (file.to_owned(), record.to_owned());
        let (field, old, new, reason, work) = (none(), none(), none(), none(), AbsentWork::default());
        Self { state, file, line, record, field, old, new, reason, work }
    }

    /// The lines of a file, in the order of the file; the refused rows at the end.
    pub fn of_plan(plan: &Plan) -> Vec<Self> {
        let mut lines = Vec::new();
        for (at, row) in &plan.rows {
            let one = |state| Self::new(state, &plan.name, Some(*at), &row.who);
            lines.extend(row.new.then(|| {
                let mut line = one(RowState::New);
                if let Some(title) = plan.orgs.get(at) {
                    line.work.org = title.full.to_string();
                    line.work.org_short = title.short.as_deref().map(str::to_owned);
                }
                line
            }));
            lines.extend(row.changes.iter().map(|change| Self {
                field: change.heading.to_owned(),
                old: change.old.clone(),
                new: change.new.clone(),
                ..one(RowState::Changed)
            }));
        }
        let refused = plan.defects.by_line();
        let one = |(at, reason)| Self { reason, ..Self::new(RowState::Refused, &plan.name, Some(at), "") };
        lines.extend(refused.into_iter().map(one));
        lines
    }

    fn shown(&self) -> String {
        match self.state {
            RowState::New => self.work.org_shown().to_owned(),
            RowState::Changed if self.old.is_empty() => format!("– → {}", self.new),
            RowState::Changed => format!("{} → {}", self.old, self.new),
            RowState::Refused => self.reason.clone(),
            RowState::Absent if self.new.is_empty() => self.work.shown(),
            RowState::Absent => format!("{}, увольнение {}", self.work.shown(), self.new),
        }
    }

    /// The heading above the lines of one file.
    fn heading(&self) -> &str {
        if self.file.is_empty() { "Нет ни в одном файле" } else { &self.file }
    }

    fn shown_record(&self) -> Value<'_> {
        match (self.state, self.line) {
            (RowState::Refused, Some(line)) if self.record.is_empty() => format!("строка {line}").into(),
            _ => (&self.record).into(),
        }
    }
}

/// The lines with the refused rows of a file that are refused for the same reason as one: for people.
pub fn together(lines: Vec<PlanLine>) -> Vec<PlanLine> {
    let mut rows: HashMap<(String, String), Vec<usize>> = HashMap::new();
    let is_refused = |line: &PlanLine| line.state == RowState::Refused;
    for line in lines.iter().filter(|line| is_refused(line)) {
        rows.entry((line.file.clone(), line.reason.clone())).or_default().extend(line.line);
    }
    let told = |mut line: PlanLine| {
        if is_refused(&line) {
            // The first of them tells of all.
            let rows = rows.remove(&(line.file.clone(), line.reason.clone()))?;
            line.record = lines_named(&rows);
        }
        Some(line)
    };
    lines.into_iter().filter_map(told).collect()
}

/// The lines as a result; of several files under the name of each.
pub fn report(lines: Vec<PlanLine>, title: &str, is_grouped: bool) -> Report {
    let mut columns = vec![
        Column::table("", "Файл", |line: &PlanLine| line.heading().into()),
        Column::table("", "Что с записью", |line| line.state.value()),
        Column::table("", "Запись", |line| line.shown_record()),
        Column::table("", "Поле", |line| if line.state == RowState::Changed { &line.field } else { "" }.into()),
        Column::table("", "Подробности", |line| line.shown().into()),
        Column::data("record", "Запись", |line| (&line.record).into()),
        Column::data("field", "Поле", |line| (&line.field).into()),
        Column::data("old", "Было", |line| (&line.old).into()),
        Column::data("new", "Стало", |line| (&line.new).into()),
        Column::data("state", "Что с записью", |line| line.state.value()),
        Column::data("file", "Файл", |line| (&line.file).into()),
        Column::data("line", "Строка", |line| line.line.into()),
        Column::data("reason", "Причина отказа", |line| (&line.reason).into()),
        field_column::data(employment::ORG, |line| (&line.work.org).into()),
        field_column::data(employment::POST, |line| (&line.work.post).into()),
        field_column::data(employment::HIRED, |line| line.work.hired().into()),
    ];
    if !is_grouped {
        columns.remove(0);
        return List::new(title, columns).of(lines);
    }
    List::new(title, columns).grouped().of(lines)
}

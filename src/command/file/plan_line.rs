//! A plan line by line: what each record comes to. The dry run shows it, the report after an import shows a part of it, a
//! saved plan keeps it.

use serde::{Deserialize, Serialize};

use crate::domain::Day;
use crate::intake::Plan;
use crate::report::{Column, Report, Row, Value};

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
    fn value(self) -> Value {
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

/// Somebody's work that is in no file. Every plan has its columns, as programs read them by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsentWork {
    /// The organisation.
    pub org: String,
    /// The post.
    pub post: String,
    /// The date of hire (ISO).
    pub hired: String,
}

impl AbsentWork {
    fn hired(&self) -> Option<Day> {
        Day::parse(&self.hired).ok()
    }

    fn shown(&self) -> String {
        let hired = self.hired().map(|day| day.to_string()).unwrap_or_default();
        format!("{}, {}, с {hired}", self.org, self.post)
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
            lines.extend(row.new.then(|| one(RowState::New)));
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
            RowState::New => String::new(),
            RowState::Changed if self.old.is_empty() => format!("– → {}", self.new),
            RowState::Changed => format!("{} → {}", self.old, self.new),
            RowState::Refused => self.reason.clone(),
            RowState::Absent if self.new.is_empty() => self.work.shown(),
            RowState::Absent => format!("{}, увольнение {}", self.work.shown(), self.new),
        }
    }

    fn row(self) -> Row {
        let (shown, hired) = (self.shown(), self.work.hired());
        let record = match (self.state, self.line) {
            (RowState::Refused, Some(line)) => Value::from(format!("строка {line}")),
            _ => self.record.as_str().into(),
        };
        let group = if self.file.is_empty() { "Нет ни в одном файле" } else { &self.file };
        let field = if self.state == RowState::Changed { self.field.as_str() } else { "" };
        vec![
            group.into(),
            self.state.value(),
            record,
            field.into(),
            shown.into(),
            self.record.into(),
            self.field.into(),
            self.old.into(),
            self.new.into(),
            self.state.value(),
            self.file.into(),
            self.line.into(),
            self.reason.into(),
            self.work.org.into(),
            self.work.post.into(),
            hired.into(),
        ]
    }
}

/// The lines as a result; of several files under the name of each.
pub fn report(lines: Vec<PlanLine>, title: &str, grouped: bool) -> Report {
    let mut columns = vec![
        Column::table("", "Файл"),
        Column::table("", "Что с записью"),
        Column::table("", "Запись"),
        Column::table("", "Поле"),
        Column::table("", "Подробности"),
        Column::data("record", "Запись"),
        Column::data("field", "Поле"),
        Column::data("old", "Было"),
        Column::data("new", "Стало"),
        Column::data("state", "Что с записью"),
        Column::data("file", "Файл"),
        Column::data("line", "Строка"),
        Column::data("reason", "Причина отказа"),
        Column::data("org", "Организация"),
        Column::data("post", "Должность"),
        Column::data("hired", "Дата приёма"),
    ];
    let skipped = usize::from(!grouped);
    columns.drain(..skipped);
    let rows = lines.into_iter().map(move |line| line.row().split_off(skipped));
    Report { title: title.into(), columns, rows: Box::new(rows), grouped, notes: Vec::new() }
}

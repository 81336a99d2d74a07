//! A plan line by line: what each record comes to. The dry run shows it, the report after an import shows a part of it, a
//! saved plan keeps it.

use serde::{Deserialize, Serialize};

use crate::domain::Day;
use crate::intake::Plan;
use crate::report::{Column, Report, Row, Value};
use crate::store::staff::Absent;

/// What a record comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It wasn't there.
    New,
    /// A field of it becomes another.
    Changed,
    /// It is in the database and in no file.
    Absent,
    /// The row comes to nothing.
    Refused,
}

impl State {
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
pub struct Line {
    /// What the record comes to.
    pub state: State,
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
    /// Of an absent person, the organisation.
    pub org: String,
    /// Of an absent person, the post.
    pub post: String,
    /// Of an absent person, the date of hire (ISO).
    pub hired: String,
}

impl Line {
    fn of(state: State, file: &str, line: Option<usize>, record: &str) -> Self {
        let none = String::new;
        let (file, record) = (file.to_owned(), record.to_owned());
        let (field, old, new, reason, org, post, hired) = (none(), none(), none(), none(), none(), none(), none());
        Self { state, file, line, record, field, old, new, reason, org, post, hired }
    }

    /// The lines of a file, in the order of the file; the refused rows at the end.
    pub fn of_plan(plan: &Plan) -> Vec<Self> {
        let mut lines = Vec::new();
        for (at, row) in &plan.rows {
            let one = |state| Self::of(state, &plan.name, Some(*at), &row.who);
            lines.extend(row.new.then(|| one(State::New)));
            lines.extend(row.changes.iter().map(|change| Self {
                field: change.heading.to_owned(),
                old: change.old.clone(),
                new: change.new.clone(),
                ..one(State::Changed)
            }));
        }
        let refused = plan.defects.by_line();
        let one = |(at, reason)| Self { reason, ..Self::of(State::Refused, &plan.name, Some(at), "") };
        lines.extend(refused.into_iter().map(one));
        lines
    }

    /// Somebody in no file, and the last day that the command sets.
    pub fn of_absent(absent: &Absent, dismissed: Option<Day>) -> Self {
        let mut line = Self {
            org: absent.org.clone(),
            post: absent.post.clone(),
            hired: absent.hired.iso(),
            ..Self::of(State::Absent, "", None, &absent.name)
        };
        if let Some(day) = dismissed {
            "Дата увольнения".clone_into(&mut line.field);
            line.new = day.to_string();
        }
        line
    }

    fn shown(&self) -> String {
        match self.state {
            State::New => String::new(),
            State::Changed if self.old.is_empty() => format!("– → {}", self.new),
            State::Changed => format!("{} → {}", self.old, self.new),
            State::Refused => self.reason.clone(),
            State::Absent => {
                let hired = Day::parse(&self.hired).map_or_else(|_| String::new(), |day| day.to_string());
                let last =
                    if self.new.is_empty() { String::new() } else { format!(", увольнение {}", self.new) };
                format!("{}, {}, с {hired}{last}", self.org, self.post)
            }
        }
    }

    fn row(self) -> Row {
        let shown = self.shown();
        let record = match (self.state, self.line) {
            (State::Refused, Some(line)) => Value::from(format!("строка {line}")),
            _ => self.record.as_str().into(),
        };
        let group = if self.file.is_empty() { "Нет ни в одном файле" } else { &self.file };
        let field = if self.state == State::Changed { self.field.as_str() } else { "" };
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
            self.org.into(),
            self.post.into(),
            Day::parse(&self.hired).ok().into(),
        ]
    }
}

/// The lines as a result; of several files under the name of each.
pub fn report(lines: Vec<Line>, title: &str, grouped: bool) -> Report {
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

//! A line below what is planned, and the units that would bring it there, the nearest first.

use std::rc::Rc;

use super::figure_row::FigureRow;
use crate::command::field_column;
use crate::domain::{OrgKind, OrgTitle};
use crate::indicator::{OrgsOnDay, UncountedUnit};
use crate::register::{employment, target};
use crate::report::{Column, Value};

/// A line with the units that it doesn't count.
pub struct GapUnits {
    line: Rc<GapLine>,
    /// Those that commands make count, the fewest missing facts first.
    nearest: Vec<GapUnit>,
    /// Those that no command mends, and those of whom nothing is known.
    others: Vec<GapUnit>,
    /// Who was asked and hasn't answered.
    silent: Vec<GapUnit>,
}

/// What the rows of a line have in common.
struct GapLine {
    row: FigureRow,
    heading: String,
    to_target: Option<u64>,
}

/// A unit with its organisation.
struct GapUnit {
    unit: UncountedUnit,
    org: OrgTitle,
    kind: OrgKind,
    is_org: bool,
}

/// A row of `monitor gap`.
pub struct GapRow {
    line: Rc<GapLine>,
    unit: GapUnit,
    rank: i64,
}

impl GapUnits {
    /// Sorts the units of a line.
    pub fn new(row: FigureRow, orgs: &OrgsOnDay<'_>, units: Vec<UncountedUnit>, silent: Vec<UncountedUnit>) -> Self {
        let is_org = row.measure().unit() == "org";
        let placed = |mut units: Vec<UncountedUnit>| -> Vec<GapUnit> {
            let order = |unit: &UncountedUnit| {
                (unit.is_unknown, unit.missing.len(), unit.place, unit.about.key.clone(), unit.unit)
            };
            units.sort_by_cached_key(order);
            let of_org = |unit: UncountedUnit| {
                let org = &orgs.orgs[unit.place];
                GapUnit { org: org.title(), kind: org.kind, unit, is_org }
            };
            units.into_iter().map(of_org).collect()
        };
        let (nearest, others): (Vec<_>, Vec<_>) =
            placed(units).into_iter().partition(|of| of.unit.is_mendable() && !of.unit.is_unknown);
        let line = Rc::new(GapLine {
            heading: format!("{}. {}", row.gap_name(), row.title()),
            to_target: row.to_target(),
            row,
        });
        Self { line, nearest, others, silent: placed(silent) }
    }

    /// Whether there is neither anybody to count nor anybody to ask.
    pub fn is_of_nobody(&self) -> bool {
        self.line.row.share().whole == 0 && self.silent.is_empty()
    }

    /// The line in words: «N1, школы: 3 из 10, 30,0 %; план 70 %; ещё 4».
    pub fn told(&self) -> String {
        self.line.row.gap_told()
    }

    /// That no commands reach what is planned, where they don't.
    pub fn unreachable(&self) -> Option<String> {
        let needed = self.line.to_target?;
        let nearest = self.nearest.len() as u64;
        let heading = self.line.row.gap_name();
        (nearest < needed).then(|| match nearest {
            0 => format!("{heading}: план не достичь: командами не учесть никого из неучтённых"),
            _ => format!("{heading}: план не достичь: нужно ещё {needed}, а командами можно учесть только {nearest}"),
        })
    }

    /// The rows: as many as reach what is planned, and whoever hasn't answered; or all.
    pub fn rows(self, all: bool) -> Vec<GapRow> {
        let needed = usize::try_from(self.line.to_target.unwrap_or(0)).unwrap_or(usize::MAX);
        let mut units = self.nearest;
        if !all {
            units.truncate(needed);
        }
        units.extend(self.silent);
        if all {
            units.extend(self.others);
        }
        let line = self.line;
        (1..).zip(units).map(|(rank, unit)| GapRow { line: Rc::clone(&line), unit, rank }).collect()
    }
}

impl GapRow {
    /// The code of its share.
    pub fn code(&self) -> &str {
        &self.line.row.measure().code
    }

    /// The number of the unit.
    pub fn unit_id(&self) -> i64 {
        self.unit.unit.unit
    }

    /// The commands that make it count, in one line.
    pub fn command(&self) -> Option<String> {
        let commands = self.unit.unit.commands();
        (self.unit.unit.is_mendable() && !commands.is_empty()).then(|| commands.join(" && "))
    }

    /// Everything that is missing.
    fn reasons(&self) -> String {
        let told = self.unit.unit.missing.iter().map(|fact| match &fact.named {
            Some(named) => format!("{}: {named}", fact.reason),
            None => fact.reason.clone().into_owned(),
        });
        told.collect::<Vec<_>>().join("; ")
    }

    fn name(&self) -> Value<'_> {
        match self.unit.is_org {
            true => (&self.unit.org).into(),
            false => Value::from(&self.unit.unit.about.label),
        }
    }
}

/// The columns. Those of csv are an interface: additions at the end only.
pub fn columns() -> Vec<Column<GapRow>> {
    vec![
        Column::table("heading", "Показатель", |row: &GapRow| (&row.line.heading).into()),
        Column::data("code", "Код", |row| row.code().into()),
        field_column::data(employment::ORG, |row| (&row.unit.org).into()),
        field_column::data(target::KIND, |row| row.unit.kind.into()),
        Column::data("stratum", "Разрез", |row| row.line.row.stratum()),
        Column::data("to_target", "До плана", |row| row.line.to_target.into()),
        Column::both("rank", "Очередь", |row| row.rank.into()),
        Column::both("unit", "№", |row| row.unit_id().into()),
        Column::both("name", "Кто", GapRow::name),
        Column::table("org_shown", "Где", |row| if row.unit.is_org { Value::Empty } else { (&row.unit.org).into() }),
        Column::both("missing", "Не хватает", |row| (row.unit.unit.missing.len() as i64).into()),
        Column::both("reasons", "Чего не хватает", |row| row.reasons().into()),
        Column::data("command", "Команда", |row| row.command().into()),
    ]
}

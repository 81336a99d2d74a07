//! What the monitoring of programs measures (nozhay-yurt 7.2–7.5), and what it comes to.

use anyhow::Result;
use rusqlite::Row;

use super::program::{Program, ProgramRowsSought};
use super::{Change, PutRow, RowDraft, Store};
use crate::domain::{Day, Decimal, MeasureDirection, SurveyStage, Who};
use crate::refuse;
use crate::register::measure::{DATED, DIRECTION, MEASURE, MEASUREMENTS, MEASURES, STAGE, TITLE, UNIT, VALUE};
use crate::register::person::PERSON;
use crate::register::program::PROGRAM;

/// What the programs of a file were measured by.
#[derive(Debug, Clone, Copy)]
pub struct Measurements<'s>(&'s Store);

/// A measurement as it is stored.
#[derive(Debug, Clone)]
pub struct Measurement {
    /// Stays the same for ever.
    pub id: i64,
    /// The number of the program.
    pub program: String,
    /// Its id.
    pub program_id: i64,
    /// Of whom.
    pub who: Who,
    /// 11 digits.
    pub snils: Option<String>,
    /// What was measured.
    pub measure: String,
    /// The id of that.
    pub measure_id: i64,
    /// In what it is counted.
    pub unit: String,
    /// Before the program or after it.
    pub stage: SurveyStage,
    /// How much it was.
    pub value: Decimal,
    /// When.
    pub dated: Day,
}

/// How a measure of a mentee changed in the course of a program.
#[derive(Debug, Clone)]
pub struct ProgramEffect {
    /// The number of the program.
    pub program: String,
    /// Of whom.
    pub who: Who,
    /// The main workplace on the day of the last measurement.
    pub org: Option<String>,
    /// What was measured.
    pub measure: String,
    /// The id of that.
    pub measure_id: i64,
    /// In what it is counted.
    pub unit: String,
    /// Which way is better.
    pub direction: MeasureDirection,
    /// Before the program.
    pub entry: Option<Decimal>,
    /// After it.
    pub exit: Option<Decimal>,
}

const SELECT: &str = "SELECT m.*, g.number AS program, h.name, h.snils, t.title AS measure, t.unit \
                      FROM measurements m JOIN programs g ON g.id = m.program_id JOIN people h ON h.id = m.person_id \
                      JOIN measures t ON t.id = m.measure_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Measurement> {
    Ok(Measurement {
        id: row.get("id")?,
        program: row.get("program")?,
        program_id: row.get("program_id")?,
        who: Who::new(row.get("person_id")?, row.get::<_, String>("name")?),
        snils: row.get("snils")?,
        measure: row.get("measure")?,
        measure_id: row.get("measure_id")?,
        unit: row.get("unit")?,
        stage: row.get("stage")?,
        value: row.get("value")?,
        dated: row.get("dated")?,
    })
}

impl ProgramEffect {
    /// By how much it changed, if it was measured twice.
    pub fn change(&self) -> Option<Decimal> {
        Some(self.exit? - self.entry?)
    }

    /// Whether it became better (more than nothing), stayed, or became worse.
    pub fn gain(&self) -> Option<i64> {
        let change = self.change()?.hundredths();
        Some(if self.direction == MeasureDirection::Up { change } else { -change })
    }
}

impl Store {
    /// What programs were measured by.
    pub fn measurements(&self) -> Measurements<'_> {
        Measurements(self)
    }
}

impl Measurements<'_> {
    /// Hands over the measurements that are asked for, by program as people count, then by name and by measure.
    ///
    /// # Errors
    /// The file can't be read; what `found` returns.
    pub fn each(&self, sought: ProgramRowsSought, found: &mut dyn FnMut(Measurement) -> Result<()>) -> Result<()> {
        let sql = format!(
            "{SELECT} WHERE ifnull(m.program_id = ?1, 1) AND ifnull(m.person_id = ?2, 1) \
             ORDER BY g.number_key COLLATE counted, g.id, h.key, h.id, t.id, m.stage, m.id"
        );
        self.0.each(&sql, (sought.program, sought.person), read, found)
    }

    /// The measurement with a number.
    ///
    /// # Errors
    /// There is none.
    pub fn get(&self, id: i64) -> Result<Measurement> {
        match self.0.first(&format!("{SELECT} WHERE m.id = ?1"), [id], read)? {
            Some(measurement) => Ok(measurement),
            None => refuse!("нет замера с номером {id}"),
        }
    }

    /// Enters what was measured of a program's mentee, or corrects it.
    ///
    /// # Errors
    /// The exit would be before the entry (nozhay-yurt 7.2); a rule of the schema.
    pub fn put(
        &self,
        program: &Program,
        person: i64,
        measure: i64,
        stage: SurveyStage,
        (value, dated): (Decimal, Day),
    ) -> Result<PutRow> {
        let row = RowDraft::of(&MEASUREMENTS)
            .with(PROGRAM, Some(program.id))
            .with(PERSON, Some(person))
            .with(MEASURE, Some(measure))
            .with(STAGE, Some(stage))
            .with(VALUE, Some(value))
            .with(DATED, Some(dated));
        let put = self.0.put_row(self.0.row_like(&row)?, &row)?;
        self.check_order(put.id)?;
        Ok(put)
    }

    /// Corrects a measurement.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub fn amend(&self, id: i64, value: Option<Decimal>, dated: Option<Day>) -> Result<Vec<Change>> {
        let row = RowDraft::of(&MEASUREMENTS).with(VALUE, value).with(DATED, dated);
        let changes = self.0.amend_row(id, &row)?;
        self.check_order(id)?;
        Ok(changes)
    }

    /// Refuses an exit before its entry.
    fn check_order(&self, id: i64) -> Result<()> {
        let sql = "SELECT e.dated, x.dated FROM measurements m \
                   JOIN measurements e ON e.program_id = m.program_id AND e.person_id = m.person_id AND e.measure_id = m.measure_id \
                   AND e.stage = 'entry' \
                   JOIN measurements x ON x.program_id = m.program_id AND x.person_id = m.person_id AND x.measure_id = m.measure_id \
                   AND x.stage = 'exit' WHERE m.id = ?1";
        let days = self.0.first(sql, [id], |row| Ok((row.get::<_, Day>(0)?, row.get::<_, Day>(1)?)))?;
        if let Some((entry, exit)) = days.filter(|(entry, exit)| exit < entry) {
            refuse!("замер на выходе {exit} раньше замера на входе {entry} (Ножай-Юрт, п. 7.2)");
        }
        Ok(())
    }

    /// Enters a measure of the district's own.
    ///
    /// # Errors
    /// There is one of that name; a rule of the schema.
    pub fn add_measure(&self, title: &str, unit: &str, direction: MeasureDirection) -> Result<i64> {
        if self.0.row_named(&MEASURES, title)?.is_some() {
            refuse!("показатель «{title}» уже есть");
        }
        let row =
            RowDraft::of(&MEASURES).with(TITLE, Some(title)).with(UNIT, Some(unit)).with(DIRECTION, Some(direction));
        self.0.insert_row(&row)
    }

    /// Hands over how each measure of each mentee changed in each program, by what was measured up to a day.
    ///
    /// # Errors
    /// The file can't be read; what `found` returns.
    pub fn effects(&self, day: Day, found: &mut dyn FnMut(ProgramEffect) -> Result<()>) -> Result<()> {
        let sql = "WITH both AS MATERIALIZED \
                   (SELECT program_id, person_id, measure_id, max(CASE stage WHEN 'entry' THEN value END) AS entry, \
                    max(CASE stage WHEN 'exit' THEN value END) AS exit, max(dated) AS last \
                    FROM measurements WHERE dated <= ?1 GROUP BY program_id, person_id, measure_id) \
                   SELECT g.number AS program, b.person_id, b.measure_id, h.name, t.title AS measure, t.unit, t.direction, b.entry, b.exit, \
                   (SELECT o.name FROM main_workplaces w JOIN orgs o ON o.id = w.org_id \
                    WHERE w.person_id = b.person_id AND w.since <= b.last AND w.until >= b.last) AS org \
                   FROM both b JOIN programs g ON g.id = b.program_id JOIN people h ON h.id = b.person_id \
                   JOIN measures t ON t.id = b.measure_id \
                   ORDER BY g.number_key COLLATE counted, g.id, h.key, h.id, t.id";
        let effect = |row: &Row<'_>| {
            Ok(ProgramEffect {
                program: row.get("program")?,
                who: Who::new(row.get("person_id")?, row.get::<_, String>("name")?),
                org: row.get("org")?,
                measure: row.get("measure")?,
                measure_id: row.get("measure_id")?,
                unit: row.get("unit")?,
                direction: row.get("direction")?,
                entry: row.get("entry")?,
                exit: row.get("exit")?,
            })
        };
        self.0.each(sql, [day], effect, found)
    }
}

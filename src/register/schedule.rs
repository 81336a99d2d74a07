//! Exports of the shares that `monitor run` makes, and those that were made.

use super::{Field, Register};
use crate::domain::{By, Cycle, FileKind};

/// Schedules. One that is removed stays, so that no other gets its number.
pub static SCHEDULES: Register = Register {
    is_numbered: true,
    is_entered: false,
    ..Register::of(
        "schedules",
        "выгрузка по расписанию",
        "schedule",
        &[PERIOD, FOLDER, FORMAT, CODES, REGULATION, BREAKDOWN, SINCE, REMOVED],
    )
};

/// Exports that were made: none is made twice.
pub static RUNS: Register = Register {
    told_apart_by: &["schedule_id", "ends"],
    is_entered: false,
    ..Register::of(
        "runs",
        "сделанная выгрузка",
        "run",
        &[
            Field::row("schedule_id", "Расписание", &SCHEDULES).label(),
            Field::day("ends", "Последний день периода").label(),
            MADE,
            BELOW,
        ],
    )
};

/// How often.
pub const PERIOD: Field = Field::set("period", "Период", Cycle::SET).label();
/// Where to, from the root of the disk.
pub const FOLDER: Field = Field::name("folder", "Папка").label();
/// The kind of file.
pub const FORMAT: Field = Field::set("format", "Вид файла", FileKind::SET);
/// Which codes; empty: all.
pub const CODES: Field = Field::name("codes", "Коды показателей");
/// Which act; empty: all.
pub const REGULATION: Field = Field::name("regulation", "Акт");
/// By what the figures are broken down.
pub const BREAKDOWN: Field = Field::set("breakdown", "Разрез", By::SET).named("by");
/// No period that ended before this day.
pub const SINCE: Field = Field::day("since", "Начиная с");
/// The day on which it was removed.
pub const REMOVED: Field = Field::day("removed", "Снято");

/// When the export was made.
pub const MADE: Field = Field::day("made", "Дата выгрузки");
/// How many figures missed their target.
pub const BELOW: Field = Field::number("below", "Ниже плана");

//! The acts of a file: a user's own that are kept in it, and those of which its reports speak.

use super::{Field, Register};

/// Acts. One that comes with the program has no text here.
pub static ACTS: Register = Register {
    told_apart_by: &["code"],
    is_entered: false,
    ..Register::of("acts", "акт", "act", &[CODE, SOURCE, REPORTED])
};

/// The word for it on the command line and in file names.
pub const CODE: Field = Field::name("code", "Код акта").label();
/// The text of its file.
pub const SOURCE: Field = Field::name("source", "Текст акта");
/// Whether reports speak of it if nothing is said.
pub const REPORTED: Field = Field::flag("reported", "В отчётах по умолчанию");

//! What the owner of the file has settled otherwise than the program would.

use super::{Field, Register};

/// Settings.
pub static SETTINGS: Register = Register {
    told_apart_by: &["name"],
    is_entered: false,
    ..Register::of(
        "settings",
        "настройка",
        "setting",
        &[Field::set("name", "Название", crate::domain::Setting::SET).label(), Field::number("value", "Значение")],
    )
};

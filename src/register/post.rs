//! The district's dictionary of posts («должности»).

use super::{Field, Register};

/// Posts as schools write them, each once.
pub static POSTS: Register = Register {
    is_shared: true,
    is_entered: false,
    ..Register::of("posts", "должность", "post", &[TITLE, PEDAGOGICAL, STANDS_FOR])
};

/// As schools write it.
pub const TITLE: Field = Field::name("title", "Должность")
    .key("key")
    .label()
    .required()
    .also(&["Наименование должности", "Название", "Должность в организации"])
    .meaning("должность, как её пишут школы")
    .example("координатор школьных проектов");
/// Whether it is a pedagogical post; empty: nobody knows.
pub const PEDAGOGICAL: Field = Field::flag("pedagogical", "Педагогическая")
    .also(&["Педагогическая должность", "Педагогический работник"])
    .meaning("да или нет")
    .example("да");
/// The title of the nomenclature for which it stands.
pub const STANDS_FOR: Field = Field::set("stands_for", "Должность по номенклатуре", crate::domain::post::SET)
    .also(&["По номенклатуре", "Номенклатура"])
    .meaning("какой должности номенклатуры соответствует")
    .example("Педагог-организатор");

//! Posts («должности») as files name them.

use super::{Field, Register};

/// Posts, each once, with the answer whether they are pedagogical.
pub static POSTS: Register = Register {
    is_shared: true,
    is_entered: false,
    ..Register::of("posts", "должность", "post", &[TITLE, PEDAGOGICAL])
};

/// As schools write it.
pub const TITLE: Field = Field::name("title", "Название").key("key").label().required();
/// Whether it is a pedagogical post; empty: nobody knows.
pub const PEDAGOGICAL: Field = Field::flag("pedagogical", "Педагогическая");

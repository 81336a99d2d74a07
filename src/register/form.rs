//! Forms of mentoring (nozhay-yurt 4.1, 4.6; Spassky section 2), extensible: «и другие».

use super::{Field, Register};

/// Forms.
pub static FORMS: Register = Register {
    is_entered: false,
    ..Register::of("forms", "форма наставничества", "form", &[TITLE, MENTOR_OUTSIDE, MENTEE_OUTSIDE])
};

/// The wordings by which a form is known.
pub static FORM_WORDINGS: Register = Register {
    is_entered: false,
    ..Register::of("form_wordings", "название формы", "form-wording", &[Field::row("form_id", "Форма", &FORMS).label()])
};

/// «педагог – педагог».
pub const TITLE: Field = Field::name("title", "Название").label().required();
/// Whether the mentor is somebody whom no staff file brings.
pub const MENTOR_OUTSIDE: Field = Field::flag("mentor_outside", "Наставник не из сотрудников");
/// Whether the mentee is.
pub const MENTEE_OUTSIDE: Field = Field::flag("mentee_outside", "Наставляемый не из сотрудников");

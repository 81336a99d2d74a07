//! Forms of mentoring (nozhay-yurt 4.1, 4.6; Spassky section 2), extensible: «и другие».

use super::{Field, Register};
use crate::domain::closed_set::wording;

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
pub const TITLE: Field = Field::name("title", "Название").short("Форма").also(&["Форма"]).label().required();
/// Whether the mentor is somebody whom no staff file brings.
pub const MENTOR_OUTSIDE: Field = Field::flag("mentor_outside", "Наставник не из сотрудников");
/// Whether the mentee is.
pub const MENTEE_OUTSIDE: Field = Field::flag("mentee_outside", "Наставляемый не из сотрудников");

/// The key of a form's wording: dashes, spaces and «образовательной организации» don't matter.
pub fn wording_key(text: &str) -> String {
    let words: Vec<&str> = ["образовательной", "организации", "оо"].into();
    let short: Vec<String> = wording(text)
        .split('-')
        .map(|side| side.split(' ').filter(|w| !words.contains(w)).collect::<Vec<_>>().join(" "))
        .collect();
    short.join("-")
}

/// Whether the mentor of a form is a pupil or a student, as its first word says.
pub fn is_mentor_learner(title: &str) -> bool {
    ["ученик", "студент"].iter().any(|word| wording_key(title).starts_with(word))
}

/// Whether the mentee of a form is a student, as the word behind the first dash says.
pub fn is_mentee_student(title: &str) -> bool {
    wording_key(title).split('-').nth(1).is_some_and(|side| side.starts_with("студент"))
}

#[cfg(test)]
mod tests {
    use super::{is_mentee_student, wording_key};

    #[test]
    fn a_form_with_a_student_is_practical_training() {
        assert!(is_mentee_student("учитель – студент") && is_mentee_student("работодатель – студент – ученик"));
        assert!(!is_mentee_student("студент – ученик") && !is_mentee_student("педагог – педагог"));
    }

    #[test]
    fn full_and_short_wordings_are_one() {
        assert_eq!(wording_key("Руководитель образовательной организации — педагог"), "руководитель-педагог");
        assert_eq!(wording_key("руководитель ОО–педагог (учитель)"), "руководитель-педагог (учитель)");
        assert_eq!(
            wording_key("«Педагог вуза/колледжа – молодой педагог образовательной организации»"),
            "педагог вуза/колледжа-молодой педагог"
        );
    }
}

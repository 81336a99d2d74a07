//! What can't be of one life: nobody works before fourteen (Трудовой кодекс РФ, ст. 63), let alone before the birth.

use super::Day;

/// The age in years before which nobody is taken on.
const WORKING_AGE: u32 = 14;

/// Why these days can't be of one life, in Russian; `None` if they can.
pub fn flaw(born: Option<Day>, hired: Option<Day>, teaching_since: Option<Day>) -> Option<String> {
    let born = born?;
    let of_age = born.plus_months(WORKING_AGE * 12);
    for (what, day) in [("приём на работу", hired), ("начало педагогической деятельности", teaching_since)]
    {
        match day {
            Some(day) if day <= born => return Some(format!("{what} {day} не позже рождения ({born})")),
            Some(day) if day < of_age => {
                return Some(format!("{what} {day} раньше {WORKING_AGE} лет (дата рождения {born})"));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn work_begins_at_fourteen() {
        let day = |text| Day::parse(text).ok();
        let born = day("12.05.1990");
        assert_eq!(flaw(born, day("12.05.2004"), day("01.09.2012")), None);
        assert_eq!(flaw(None, day("12.05.1904"), None), None);
        assert_eq!(flaw(born, None, None), None);
        let why = flaw(born, day("11.05.2004"), None).unwrap();
        assert_eq!(why, "приём на работу 11.05.2004 раньше 14 лет (дата рождения 12.05.1990)");
        assert!(flaw(born, day("01.09.1989"), None).unwrap().contains("не позже рождения"));
        assert!(flaw(born, None, day("01.09.2000")).unwrap().starts_with("начало педагогической деятельности"));
    }
}

//! «Занятость»: whether an employment is at the main workplace, told in words.

use super::name;

const EXPECTED: &str = "ожидается: основное место работы, внешнее совместительство или внутреннее совместительство";

/// Whether the words tell of the main workplace. Words are known by their stems: «штатный» and «основное место работы» are the
/// main one, «совместительство» of any kind isn't. What tells only of the load («полная», «0,5 ставки») is `None`.
///
/// # Errors
/// A Russian reason: words of both kinds, unknown words, and those of a contract or of pay by the hour, which make no
/// employment at all.
pub fn main(text: &str) -> Result<Option<bool>, String> {
    let key = name::key(text).replace("не основн", "неосновн");
    let mut found = [None; 2];
    let mut is_load = false;
    for word in key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let starts = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
        if starts(&["гпх", "гпд", "почас", "граждан"]) {
            return Err(
                "это не трудовой договор: уберите строку или впишите в столбец «Основное место работы» — нет".into()
            );
        } else if starts(&["совм", "внешсовм", "внутрсовм", "неосновн"]) {
            found[0] = Some(false);
        } else if starts(&["основн", "штат", "постоян"]) || word == "осн" {
            found[1] = Some(true);
        } else if starts(&["полн", "неполн", "частичн", "ставк"]) || word.chars().all(char::is_numeric)
        {
            is_load = true;
        } else if !starts(&[
            "внеш",
            "внутр",
            "мест",
            "работ",
            "сотрудник",
            "работник",
            "по",
            "на",
            "договор",
            "трудов",
            "занятост",
        ]) {
            return Err(EXPECTED.into());
        }
    }
    match found {
        [Some(_), Some(_)] => Err(EXPECTED.into()),
        [None, None] if !is_load => Err(EXPECTED.into()),
        [side, main] => Ok(side.or(main)),
    }
}

/// Whether a post tells of a side job in its own words: «учитель (совм.)», «преподаватель, внешний совместитель».
pub fn tells_side_job(post: &str) -> bool {
    // Nearly no post has such a word.
    ["овм", "ОВМ"].iter().any(|stem| post.contains(stem))
        && name::key(post)
            .split(|c: char| !c.is_alphabetic())
            .any(|word| word.starts_with("совмест") && !word.starts_with("совместно") || word == "совм")
}

#[cfg(test)]
mod tests {
    use super::main;

    #[test]
    fn stems_tell_the_main_workplace_from_a_side_job() {
        for text in
            ["осн.", "основное место работы", "Основной сотрудник", "ШТАТНЫЙ", "штат.", "постоянная работа", "Основное"]
        {
            assert_eq!(main(text), Ok(Some(true)), "{text}");
        }
        for text in [
            "внешнее совместительство",
            "Внутреннее совместительство",
            "внеш. совм.",
            "совм.",
            "внешний совместитель",
            "внутр.совм",
            "совместитель",
            "по совместительству",
            "не основное",
            "Неосновное место работы",
        ] {
            assert_eq!(main(text), Ok(Some(false)), "{text}");
        }
        for text in ["полная", "неполная занятость", "0,5 ставки", "1"] {
            assert_eq!(main(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_is_no_employment_or_no_answer_is_refused() {
        for text in ["ГПХ", "договор ГПХ", "почасовая оплата", "гражданско-правовой договор"]
        {
            assert!(main(text).is_err_and(|why| why.contains("не трудовой договор")), "{text}");
        }
        for text in ["", "декрет", "внешний", "основное и совместительство", "СОШ № 3", "штатный совместитель"]
        {
            assert!(main(text).is_err_and(|why| why.contains("ожидается")), "{text}");
        }
    }
}

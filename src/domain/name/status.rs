//! Words that stand where a name should: «вакансия», «декрет», «нет данных». They are no names of people.

/// Words of a status, small; each as schools write it.
const WORDS: [&str; 24] = [
    "вакансия",
    "вакансии",
    "вакант",
    "вакантно",
    "вакантна",
    "вакантная",
    "вакантный",
    "вакантное",
    "декрет",
    "декрете",
    "декретный",
    "декретная",
    "декретница",
    "совместитель",
    "совместители",
    "совместительница",
    "совместительство",
    "совместительству",
    "неизвестно",
    "неизвестен",
    "неизвестна",
    "отсутствует",
    "уволен",
    "уволена",
];
/// The same of several words.
const PHRASES: [&str; 7] =
    ["нет данных", "нет сведений", "не указано", "не указан", "не указана", "не заполнено", "данные отсутствуют"];

/// The word of a status that stands in a name.
pub(super) fn of(name: &str) -> Option<String> {
    // Nearly no name has a word that begins so, and then it isn't written small for nothing.
    let may_be = |word: &str| word.starts_with(['В', 'в', 'Д', 'д', 'С', 'с', 'Н', 'н', 'О', 'о', 'У', 'у', '(']);
    if !name.split(' ').any(may_be) {
        return None;
    }
    let small = name.to_lowercase().replace('ё', "е");
    let phrase = PHRASES.iter().find(|phrase| small.contains(*phrase)).map(|phrase| (*phrase).to_owned());
    phrase.or_else(|| small.split(|c: char| !c.is_alphabetic()).find(|word| WORDS.contains(word)).map(str::to_owned))
}

//! Posts («должности») and whether they are pedagogical, by the nomenclature of постановление Правительства РФ
//! от 21.02.2022 № 225. The list is data: `post.txt` beside this file.

use super::{ClosedSet, name};

const NOMENCLATURE: &str = include_str!("post.txt");

/// Whether a post is pedagogical: yes, no (a head or a deputy), or `None` where the nomenclature doesn't have it.
///
/// A post matches by its title at the start: «учитель математики» is «учитель»; of several the longest decides. The kind of
/// dash and spaces round it don't matter: «педагог – психолог». Shortened titles («ст. вожатый») aren't guessed.
pub fn pedagogical(post: &str) -> Option<bool> {
    let post = name::key(post).replace(['‐', '‑', '‒', '–', '—', '−'], "-").replace(" -", "-").replace("- ", "-");
    let starts =
        |title: &str| post.strip_prefix(title).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphabetic()));
    let mut heads = false;
    let mut best: Option<(usize, bool)> = None;
    for line in NOMENCLATURE.lines() {
        if line.starts_with('#') || line.is_empty() {
            heads |= line.starts_with("# II");
            continue;
        }
        let title = name::key(line);
        if starts(&title) && best.is_none_or(|(length, _)| title.len() > length) {
            best = Some((title.len(), !heads));
        }
    }
    best.map(|(_, pedagogical)| pedagogical)
}

/// The titles of the nomenclature as a closed set: a title is its own code.
pub const SET: ClosedSet = ClosedSet {
    titled: |title| of_nomenclature(title).map(|title| (title, title)),
    parse: |text| of_nomenclature(text).ok_or_else(|| "такой должности в номенклатуре нет".into()),
};

fn of_nomenclature(text: &str) -> Option<&'static str> {
    let titles = NOMENCLATURE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    titles.into_iter().find(|title| name::key(title) == name::key(text))
}

#[cfg(test)]
mod tests {
    use super::pedagogical;

    #[test]
    fn the_title_at_the_start_decides() {
        for post in [
            "учитель математики",
            "Учитель-логопед",
            "ПЕДАГОГ-ПСИХОЛОГ",
            "Старший воспитатель",
            "Заведующий кафедрой",
            "учитель (математика)",
            "Учитель, математика",
            "Преподаватель первой квалификационной категории",
            "учитель высшей категории",
            "педагог – психолог",
            "Педагог -организатор",
            "Пeдагог-психолог",
            "Советник директора по воспитанию и взаимодействию с детскими общественными объединениями",
            "преподаватель-организатор ОБЖ",
            "Учитель/классный руководитель",
        ] {
            assert_eq!(pedagogical(post), Some(true), "{post}");
        }
        for post in ["Директор", "Заместитель директора по УВР", "Заведующий", "Заведующая хозяйством"]
        {
            assert_eq!(pedagogical(post), Some(false), "{post}");
        }
        for post in [
            "учительница",
            "повар",
            "помощник воспитателя",
            "",
            "ст. вожатый",
            "педагог",
            "педагог доп. образования",
            "зам. директора",
            "и. о. директора",
            "первая категория",
            "психолог",
        ] {
            assert_eq!(pedagogical(post), None, "{post}");
        }
    }
}

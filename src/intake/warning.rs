//! What a person should look at in the rows of files; what is alike is told in one line.

use std::collections::BTreeMap;

use super::reading::lines;
use crate::domain::{Day, plural};

/// Something to look at, and the lines of a file on which it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What, in Russian.
    pub what: String,
    /// The file as the user calls it.
    pub file: String,
    /// Where the rows begin, ascending; none where it is the file as a whole.
    pub lines: Vec<usize>,
}

/// So many alike ones are still told one by one.
const FEW: usize = 3;

impl Warning {
    fn said(&self) -> String {
        match &self.lines[..] {
            [] => format!("{}: {}", self.file, self.what),
            all => format!("{}: {}: {}", self.file, self.what, lines::named(all)),
        }
    }
}

/// The warnings of all files as lines for a person.
pub fn told(warnings: &[Warning]) -> Vec<String> {
    let mut alike: BTreeMap<String, Vec<(&Warning, Vec<String>)>> = BTreeMap::new();
    for warning in warnings {
        let (common, own) = parted(&warning.what);
        alike.entry(common).or_default().push((warning, own));
    }
    alike.into_iter().flat_map(|(common, group)| group_told(&common, &group)).collect()
}

fn group_told(common: &str, group: &[(&Warning, Vec<String>)]) -> Vec<String> {
    if group.len() <= FEW {
        return group.iter().map(|(warning, _)| warning.said()).collect();
    }
    let first = &group[0].0.file;
    let mut files: Vec<&str> = group.iter().map(|(warning, _)| warning.file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let is_one = files.len() == 1;
    let rows: usize = group.iter().map(|(warning, _)| warning.lines.len()).sum();
    let mut count = Vec::new();
    count.extend((rows > 0).then(|| plural::count(rows as u64, "строка", "строки", "строк")));
    count.extend((!is_one).then(|| plural::count(files.len() as u64, "файл", "файла", "файлов")));
    let place = |warning: &Warning| match (&warning.lines[..], is_one) {
        ([], _) => warning.file.clone(),
        (all, true) => lines::named(all),
        (all, false) => format!("{}, {}", warning.file, lines::named(all)),
    };
    let shown = |(warning, own): &(&Warning, Vec<String>)| match own.is_empty() {
        true => place(warning),
        false => format!("{} ({})", own.join(" – "), place(warning)),
    };
    let places: Vec<_> = group.iter().take(FEW).map(shown).collect();
    let file = if is_one { format!("{first}: ") } else { String::new() };
    let more = group.len() - FEW;
    vec![format!("{file}{common}: {}: {} и ещё {more}", count.join(", "), places.join("; "))]
}

/// What alike sentences have in common, and what each has of its own: texts in quotes, numbers, days and names of people.
fn parted(sentence: &str) -> (String, Vec<String>) {
    let (mut common, mut own) = (Vec::new(), Vec::new());
    let mut words = words(sentence).into_iter().peekable();
    let mut is_first = true;
    while let Some(word) = words.next() {
        let (bare, sign) = word.split_at(word.trim_end_matches([',', ':', ';', ')']).len());
        let is_quoted = bare.starts_with('«') && bare.ends_with('»');
        let is_number = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
        let is_name = |word: &str| {
            let bare = word.trim_end_matches([',', ':', ';', ')']);
            bare.chars().count() > 1
                && bare.starts_with(char::is_uppercase)
                && bare.chars().skip(1).any(char::is_lowercase)
        };
        if is_quoted {
            own.push(bare.to_owned());
            common.push(format!("«…»{sign}"));
        } else if is_number || Day::parse(bare).is_ok() {
            own.push(bare.to_owned());
            common.push(format!("…{sign}"));
        } else if !is_first && is_name(word) && sign.is_empty() && words.peek().is_some_and(|next| is_name(next)) {
            let mut name = vec![bare];
            let mut last = sign;
            while let Some(next) = words.next_if(|next| last.is_empty() && is_name(next)) {
                let (bare, sign) = next.split_at(next.trim_end_matches([',', ':', ';', ')']).len());
                name.push(bare);
                last = sign;
            }
            own.push(name.join(" "));
            common.push(format!("…{last}"));
        } else {
            common.push(word.to_owned());
        }
        is_first = false;
    }
    (common.join(" "), own)
}

/// The words of a sentence; what stands in quotes is one.
fn words(sentence: &str) -> Vec<&str> {
    let (mut words, mut from, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in sentence.char_indices() {
        match c {
            '«' => depth += 1,
            '»' => depth = depth.saturating_sub(1),
            ' ' if depth == 0 => {
                words.push(&sentence[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    words.push(&sentence[from..]);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warning(what: &str, file: &str, lines: &[usize]) -> Warning {
        Warning { what: what.into(), file: file.into(), lines: lines.to_vec() }
    }

    #[test]
    fn what_is_each_ones_own_is_found() {
        for (sentence, common, own) in [
            ("должности «повар «люкс»» нет", "должности «…» нет", vec!["«повар «люкс»»"]),
            ("тёзка (№ 17), записан", "тёзка (№ …), записан", vec!["17"]),
            (
                "похоже на № 5: Ким Анна Ильинична, которой нет",
                "похоже на № …: …, которой нет",
                vec!["5", "Ким Анна Ильинична"],
            ),
            (
                "СНИЛС принадлежит другому имени: Ким Анна, а в файле Кац Анна",
                "СНИЛС принадлежит другому имени: …, а в файле …",
                vec!["Ким Анна", "Кац Анна"],
            ),
            ("изменено 01.09.2020", "изменено …", vec!["01.09.2020"]),
            ("Записан новый человек", "Записан новый человек", vec![]),
        ] {
            assert_eq!(parted(sentence), (common.to_owned(), own.into_iter().map(str::to_owned).collect()));
        }
    }

    #[test]
    fn a_few_are_told_one_by_one_and_many_in_a_line() {
        let post = |post: &str, lines: &[usize]| warning(&format!("должности «{post}» нет в списке"), "a.csv", lines);
        let mut all = vec![post("повар", &[3, 7]), post("завхоз", &[9]), post("слесарь", &[12])];
        assert_eq!(told(&all)[0], "a.csv: должности «повар» нет в списке: строки 3, 7");
        assert_eq!(told(&all).len(), 3);
        all.extend([post("дворник", &[13]), post("сторож", &[14])]);
        let line = "a.csv: должности «…» нет в списке: 6 строк: «повар» (строки 3, 7); «завхоз» (строка 9); «слесарь» (строка 12) и ещё 2";
        assert_eq!(told(&all), [line]);
    }

    #[test]
    fn one_thing_in_many_files_is_a_line() {
        let all: Vec<_> = ["a", "b", "c", "d"].map(|file| warning("дата в будущем", file, &[2])).into();
        assert_eq!(told(&all), ["дата в будущем: 4 строки, 4 файла: a, строка 2; b, строка 2; c, строка 2 и ещё 1"]);
        let whole: Vec<_> = ["a", "b", "c", "d"].map(|file| warning("нет столбца", file, &[])).into();
        assert_eq!(told(&whole), ["нет столбца: 4 файла: a; b; c и ещё 1"]);
    }
}

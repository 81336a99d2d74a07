//! Names of sheets: what Excel takes, from whatever a result is called.

/// As long as Excel lets a name be.
const MOST: usize = 31;

/// The names that a workbook has already.
#[derive(Default)]
pub(super) struct SheetNames(Vec<String>);

impl SheetNames {
    /// A name like this that no sheet has yet.
    pub(super) fn unused(&mut self, wanted: &str) -> String {
        let sound = sound(wanted);
        let mut name = sound.clone();
        for number in 2.. {
            let key = name.to_lowercase();
            if !self.0.contains(&key) {
                self.0.push(key);
                break;
            }
            let end = format!(" ({number})");
            name = format!("{}{end}", start(&sound, MOST - end.len()));
        }
        name
    }
}

/// The title up to its colon, in signs that a name may have.
fn sound(title: &str) -> String {
    let title = title.split(':').next().unwrap_or_default();
    let plain: String = title.chars().map(|c| if c.is_control() || "[]*?/\\'".contains(c) { ' ' } else { c }).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = start(&words, MOST);
    // A name that Excel keeps for itself, and none at all.
    if name.is_empty() || name.eq_ignore_ascii_case("history") { "Список".to_owned() } else { name.to_owned() }
}

/// The beginning of a text, to the end of a word where that leaves enough of it.
fn start(text: &str, most: usize) -> &str {
    let mut units = 0;
    let fits = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    let Some((end, _)) = fits else { return text };
    let cut = &text[..end];
    let is_within_word = !text[end..].starts_with(' ');
    let whole =
        if is_within_word { cut.rfind(' ').filter(|at| *at * 2 > end).map_or(cut, |at| &cut[..at]) } else { cut };
    whole.trim_end_matches([' ', ',', '(', '–', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name() {
        for (title, name) in [
            ("Организации:", "Организации"),
            ("Сотрудники на 15.06.2024: записей о работе", "Сотрудники на 15.06.2024"),
            ("Персонализированные программы по наставляемым:", "Персонализированные программы"),
            ("2/б [?]*\\", "2 б"),
            ("'", "Список"),
            ("History", "Список"),
            ("", "Список"),
            ("Достопримечательностиивысокопревосходительство", "Достопримечательностиивысокопре"),
        ] {
            assert_eq!(SheetNames::default().unused(title), name);
        }
    }

    #[test]
    fn no_two_sheets_have_one_name() {
        let mut names = SheetNames::default();
        let all: Vec<_> = ["Пары", "пары", "ПАРЫ"].into_iter().map(|name| names.unused(name)).collect();
        assert_eq!(all, ["Пары", "пары (2)", "ПАРЫ (3)"]);
        let long = names.unused(&"а".repeat(40));
        let again = names.unused(&"а".repeat(40));
        assert!(long != again && again.ends_with(" (2)") && again.chars().count() == 31);
    }
}

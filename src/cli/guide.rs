//! The guide for methodists (`docs/guide`), as the program carries it: `nastavnik help ТЕМА`. Nothing of it is touched by a
//! command that doesn't ask for it.

mod plain_page;

use clap::Command;

use crate::domain::name;
use crate::error::Failure;

/// A task as its reader would put it.
#[derive(Debug, PartialEq)]
pub struct GuidePage {
    /// The name of its file, without the ending.
    file: &'static str,
    markdown: &'static str,
}

macro_rules! guide_pages {
    ($($file:literal),+ $(,)?) => {
        [$(GuidePage { file: $file, markdown: include_str!(concat!("../../docs/guide/", $file, ".md")) }),+]
    };
}

/// In the order in which a newcomer needs them.
static GUIDE: [GuidePage; 16] = guide_pages![
    "start",
    "first-evening",
    "twenty-files",
    "by-hand",
    "why",
    "worklist",
    "figures",
    "needs",
    "pairs",
    "pair-year",
    "papers",
    "schedule",
    "undo",
    "backup",
    "erase",
    "mistakes",
];

impl GuidePage {
    fn title(&self) -> &'static str {
        self.markdown.lines().next().unwrap_or_default().trim_start_matches("# ")
    }

    /// The text as a terminal shows it.
    pub fn plain_text(&self, width: usize) -> String {
        plain_page::text_of(self.markdown, width) + "\nДругие темы: nastavnik help\n"
    }

    /// Whether each word that was asked for begins a word of a heading.
    fn has_heading(&self, asked: &[String], is_title: bool) -> bool {
        let mut fenced = false;
        let headings = self.markdown.lines().filter(|line| {
            fenced ^= line.starts_with("```");
            !fenced && line.starts_with(if is_title { "# " } else { "## " })
        });
        headings.map(words_of).any(|words| asked.iter().all(|start| words.iter().any(|word| word.starts_with(start))))
    }
}

/// The page of a theme: by the name of its file, by its title or words of it, else by words of a heading in it.
///
/// # Errors
/// No page is meant, or several are: they are named.
pub fn page_of(theme: &[String]) -> Result<&'static GuidePage, Failure> {
    let typed = theme.join(" ");
    let asked = words_of(&typed);
    if let Some(page) = GUIDE.iter().find(|page| page.file == typed || words_of(page.title()) == asked) {
        return Ok(page);
    }
    let found = [true, false].map(|is_title| {
        GUIDE.iter().filter(|page| !asked.is_empty() && page.has_heading(&asked, is_title)).collect::<Vec<_>>()
    });
    match found.iter().find(|found| !found.is_empty()).map(Vec::as_slice) {
        Some([page]) => Ok(page),
        Some(several) => {
            let said = several.iter().map(|page| format!("  {}", page.title()));
            let failure = Failure::usage(format!("«{typed}» — это несколько тем руководства"));
            Err(said.fold(failure, Failure::hint).hint("назовите точнее").untyped("это несколько тем руководства"))
        }
        None => {
            let said = GUIDE.iter().map(|page| format!("  {}", page.title()));
            let failure = Failure::usage(format!("нет ни команды, ни темы руководства «{typed}»")).hint("темы:");
            Err(said.fold(failure, Failure::hint).untyped("нет ни такой команды, ни такой темы руководства"))
        }
    }
}

/// The words of a text by which it is found: signs don't matter.
fn words_of(text: &str) -> Vec<String> {
    name::key(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(Into::into).collect()
}

/// The first page of help lists the themes beside the commands.
pub fn listed(tree: Command) -> Command {
    let titles: String = GUIDE.iter().map(|page| format!("\n  {}", page.title())).collect();
    let known = tree.get_after_help().map(ToString::to_string).unwrap_or_default();
    tree.after_help(format!("{known}\n\nТемы руководства: nastavnik help ТЕМА, достаточно слова из названия{titles}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn page_named(theme: &str) -> Result<&'static str, Failure> {
        page_of(&theme.split(' ').map(Into::into).collect::<Vec<_>>()).map(|page| page.file)
    }

    #[test]
    fn every_page_of_the_folder_is_carried() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide");
        let stored: BTreeSet<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(".md").map(Into::into))
            .collect();
        let carried: BTreeSet<String> = GUIDE.iter().map(|page| page.file.to_owned()).collect();
        assert_eq!(carried, stored);
    }

    #[test]
    fn a_page_is_found_by_its_file_its_title_or_a_word_of_it() {
        for page in &GUIDE {
            assert_eq!(page_named(page.file).unwrap(), page.file);
            assert_eq!(page_named(page.title()).unwrap(), page.file);
            assert_eq!(page_named(&page.title().to_uppercase()).unwrap(), page.file);
            let is_enough = |word: &String| page_named(word).is_ok_and(|found| found == page.file);
            assert!(words_of(page.title()).iter().any(is_enough), "«{}» has no word of its own", page.title());
        }
        for (theme, file) in [
            ("двадцать", "twenty-files"),
            ("почему 44", "why"),
            ("Почему 44%?", "why"),
            ("вернуть", "undo"),
            ("ошибся", "undo"),
            ("персональн", "erase"),
            ("опечатки", "mistakes"),
            ("опрос", "pairs"),
        ] {
            assert_eq!(page_named(theme).unwrap(), file, "{theme}");
        }
    }

    #[test]
    fn a_page_is_plain_and_narrow() {
        for page in &GUIDE {
            let text = page.plain_text(80);
            assert!(text.starts_with(&format!("{}\n═══", page.title())), "{text}");
            for line in text.lines() {
                let is_one_word = !line.trim_start().contains([' ', ';']);
                assert!(line.chars().count() <= 80 || is_one_word, "{}: {line}", page.file);
                assert!(!["```", "](", "`", "[..]", "[CWD]"].iter().any(|mark| line.contains(mark)), "{line}");
                assert_eq!(line.trim_end(), line, "{}", page.file);
            }
        }
    }

    #[test]
    fn what_is_no_theme_or_several_names_the_themes() {
        let unknown = page_named("отпуск").unwrap_err();
        assert_eq!((unknown.exit_code(), unknown.hints.len()), (2, 1 + GUIDE.len()));
        assert!(unknown.hints.iter().any(|hint| hint.contains("Двадцать файлов за вечер")), "{unknown:?}");
        let several = page_named("вечер").unwrap_err();
        assert_eq!(several.hints.len(), 3, "{several:?}");
        assert!(page_named("?").is_err());
    }
}

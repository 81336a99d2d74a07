//! Which register a table of a file belongs to, where one file may hold several: by the name of its sheet, else by its headings.

use super::layout::{Layout, heading_key};
use super::sheet::Opened;
use super::table::Table;
use crate::error::Failure;

/// Sheets of our own workbooks that hold no register.
const BESIDE: [&str; 3] = ["Как заполнять", "О файле", "Списки"];

/// A table of a file, and what it is.
pub struct KnownSheet {
    /// The title of the sheet; a text has none.
    pub title: String,
    /// What it is.
    pub sort: SheetSort,
}

/// What a table is.
#[derive(Debug)]
pub enum SheetSort {
    /// A table of this kind.
    Of(&'static Layout),
    /// As much a table of one of these kinds as of another.
    Doubtful(Vec<&'static Layout>),
    /// Nothing that is known; what the likeliest kind lacks there, if it has anything of one.
    Strange(Option<Failure>),
    /// Nothing at all, or what stands beside the tables.
    Beside,
}

impl Opened {
    /// What the tables of the file are, of these kinds.
    pub fn known_sheets(&self, layouts: &[&'static Layout]) -> Vec<KnownSheet> {
        let known = |table: &Table| KnownSheet { title: table.title().to_owned(), sort: self.sort_of(table, layouts) };
        self.tables.iter().map(known).collect()
    }

    fn sort_of(&self, table: &Table, layouts: &[&'static Layout]) -> SheetSort {
        let title = heading_key(table.title());
        if table.is_blank() || BESIDE.iter().any(|beside| heading_key(beside) == title) {
            return SheetSort::Beside;
        }
        if let Some(named) = layouts.iter().find(|layout| [layout.sheet, layout.what].map(heading_key).contains(&title))
        {
            return SheetSort::Of(named);
        }
        self.sort_by_headings(table, layouts)
    }

    /// The kind to which most headings belong, of those whose demands are met.
    fn sort_by_headings(&self, table: &Table, layouts: &[&'static Layout]) -> SheetSort {
        let (mut best, mut most) = (Vec::new(), 0);
        let mut nearest: Option<(usize, Failure)> = None;
        for layout in layouts {
            let Ok(header) = self.header(table, layout) else { continue };
            let known = header.places.iter().flatten().count();
            match header.check(&[]) {
                Ok(()) if known > most => (best, most) = (vec![*layout], known),
                Ok(()) if known == most => best.push(*layout),
                Ok(()) => {}
                Err(failure) if nearest.as_ref().is_none_or(|(before, _)| known > *before) => {
                    let message = format!("похоже на «{}», но {}", layout.sheet, failure.message);
                    nearest = Some((known, Failure { message, ..failure }));
                }
                Err(_) => {}
            }
        }
        match best[..] {
            [] => SheetSort::Strange(nearest.map(|(_, failure)| failure)),
            [layout] => SheetSort::Of(layout),
            _ => SheetSort::Doubtful(best),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::tests::{LAYOUTS, PEOPLE};
    use super::*;

    const GUESTS: Layout = Layout { sheet: "Гости", what: "файл гостей", ..PEOPLE };

    fn sort(text: &str, layouts: &[&'static Layout]) -> SheetSort {
        let opened = Opened::of_text("люди.csv", text.as_bytes().to_vec(), None).unwrap();
        opened.known_sheets(layouts).remove(0).sort
    }

    #[test]
    fn every_kind_is_told_from_all_others_by_its_headings() {
        for layout in LAYOUTS {
            let headings: Vec<_> =
                layout.columns.iter().filter(|column| column.is_asked).map(|column| column.heading).collect();
            let found = sort(&format!("{}\n", headings.join(";")), &LAYOUTS);
            assert!(
                matches!(&found, SheetSort::Of(known) if known.sheet == layout.sheet),
                "{}: {found:?}",
                layout.sheet
            );
            let is_column = |field: &&str| layout.columns.iter().any(|column| column.field == *field);
            assert!(layout.brings.iter().flat_map(|brought| brought.named_by.iter().copied().flatten()).all(is_column));
        }
    }

    #[test]
    fn a_text_is_what_its_headings_say() {
        let table = "ФИО;Должность\nКац;учитель\n";
        assert!(matches!(sort(table, &[&PEOPLE]), SheetSort::Of(layout) if layout.sheet == "Люди"));
        // As much the one as the other: nobody guesses.
        assert!(matches!(sort(table, &[&PEOPLE, &GUESTS]), SheetSort::Doubtful(alike) if alike.len() == 2));
        assert!(matches!(sort("Показатель;Доля\nS2;44\n", &[&PEOPLE]), SheetSort::Strange(None)));
        let SheetSort::Strange(Some(why)) = sort("ФИО;Нагрузка\nКац;18\n", &[&PEOPLE]) else { panic!() };
        assert_eq!(why.message, "похоже на «Люди», но в заголовке (строка 1) нет столбца «Должность»");
    }
}

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

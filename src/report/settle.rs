//! The one place where people are named or not: behind it there are no people any more, only texts. What a format meets
//! unsettled all the same it writes as nothing: that gives no name away.

use super::{Report, Value};
use crate::domain::{Names, Phrase};

impl Report {
    /// The report with every person and every secret as a plain value, or as none.
    pub(super) fn settled(self, names: &Names) -> Self {
        // The title stands first, and whoever comes first is «Лицо 1».
        let title = Phrase::from(self.title.said(names));
        let names = names.clone();
        let rows = self.rows.map(move |mut row| {
            row.iter_mut().for_each(|value| value.settle(&names));
            row
        });
        Self { title, rows: Box::new(rows), ..self }
    }
}

impl Value {
    fn settle(&mut self, names: &Names) {
        match self {
            Self::Person(who) => *self = Self::Text(names.of(who)),
            Self::Phrase(phrase) if phrase.is_secret() && !names.are_told() => *self = Self::Empty,
            Self::Phrase(phrase) => *self = phrase.said(names).into(),
            Self::Secret(_) if !names.are_told() => *self = Self::Empty,
            Self::Secret(inner) => {
                *self = std::mem::replace(inner, Self::Empty);
                self.settle(names);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, Secret, Who};
    use crate::phrase;
    use crate::report::tests::report;
    use crate::report::{Column, Format};

    fn people() -> Report {
        let columns = ["who", "born", "mentees", "reason"].map(|name| Column::both(name, name)).into();
        let (anna, other) = (Who::new(5, "Ким Анна"), Who::new(2, "Ким Анна"));
        let row = |who: &Who, mentees: Vec<Who>| {
            let born = Secret(Day::new(1990, 5, 12)).into();
            vec![
                who.clone().into(),
                born,
                Phrase::list(mentees).into(),
                Phrase::from(Secret("ссора".to_owned())).into(),
            ]
        };
        let rows = vec![row(&anna, vec![other.clone()]), row(&other, vec![anna.clone(), other.clone()])];
        Report { title: phrase!["Пары: ", other], ..report(columns, rows) }
    }

    fn written(format: Format, names: &Names) -> String {
        let mut out = Vec::new();
        people().write(format, 80, names, &mut out).unwrap_or_else(|error| panic!("{error}"));
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn with_names_everything_is_what_it_is() {
        assert_eq!(
            written(Format::Csv, &Names::default()),
            "who,born,mentees,reason\nКим Анна,1990-05-12,Ким Анна,ссора\n\
             Ким Анна,1990-05-12,\"Ким Анна, Ким Анна\",ссора\n"
        );
        assert!(written(Format::Table, &Names::default()).starts_with("Пары: Ким Анна\n"));
    }

    #[test]
    fn without_names_each_is_somebody_throughout() {
        let table = written(Format::Table, &Names::left_out());
        assert!(table.starts_with("Пары: Лицо 1\n") && !table.contains("Ким"), "{table}");
        assert_eq!(
            written(Format::Csv, &Names::left_out()),
            // The title comes first, seen or not.
            "who,born,mentees,reason\nЛицо 2,,Лицо 1,\nЛицо 1,,\"Лицо 2, Лицо 1\",\n"
        );
        let json = written(Format::Json, &Names::left_out());
        assert!(json.contains("{\"who\":\"Лицо 2\",\"born\":null,\"mentees\":\"Лицо 1\",\"reason\":null}"), "{json}");
    }
}

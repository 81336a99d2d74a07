//! The one place where people are named or not: behind it there are no people any more, only texts. What a format meets
//! unsettled all the same it writes as nothing: that gives no name away.

use std::borrow::Cow;

use super::Value;
use crate::domain::Names;

impl Value<'_> {
    /// The value with every person and every secret as a plain text, or as nothing.
    pub(super) fn settled(self, names: &Names) -> Self {
        match self {
            Self::Person(Cow::Borrowed(who)) if names.are_told() => Self::Text(Cow::Borrowed(&who.name)),
            Self::Person(who) => names.of(&who).to_string().into(),
            Self::Phrase(phrase) if phrase.is_secret() && !names.are_told() => Self::Empty,
            Self::Phrase(phrase) => phrase.said(names).into(),
            Self::Secret(_) if !names.are_told() => Self::Empty,
            Self::Secret(inner) => inner.settled(names),
            plain => plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, Phrase, Secret, Who};
    use crate::phrase;
    use crate::report::tests::rendering;
    use crate::report::{Column, Format, List, Report};

    struct TwoPeople {
        mentor: Who,
        born: Secret<Option<Day>>,
        mentees: Phrase,
        reason: Secret<String>,
    }

    fn people() -> Report {
        let columns = [
            Column::both("who", "who", |pair: &TwoPeople| (&pair.mentor).into()),
            Column::both("born", "born", |pair| pair.born.clone().into()),
            Column::both("mentees", "mentees", |pair| (&pair.mentees).into()),
            Column::both("reason", "reason", |pair| Phrase::from(pair.reason.clone()).into()),
        ];
        let (anna, other) = (Who::new(5, "Ким Анна"), Who::new(2, "Ким Анна"));
        let pair = |who: &Who, mentees: Vec<Who>| TwoPeople {
            mentor: who.clone(),
            born: Secret(Day::new(1990, 5, 12)),
            mentees: Phrase::list(mentees),
            reason: Secret("ссора".to_owned()),
        };
        let pairs = vec![pair(&anna, vec![other.clone()]), pair(&other, vec![anna.clone(), other.clone()])];
        List::new(phrase!["Пары: ", other], columns).of(pairs)
    }

    fn written(format: Format, names: &Names) -> String {
        let mut out = Vec::new();
        people().write(rendering(format, 80, names), &mut out).unwrap_or_else(|error| panic!("{error}"));
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

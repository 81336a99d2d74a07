//! Words in which people may be named. Who they are is kept apart from the words, so that the same can be said without.

mod names;

use std::rc::Rc;

pub use names::Names;

/// Somebody: the id tells one from another, namesakes too. It has no `Display`: a name within a formatted text couldn't be
/// left out any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The person's id.
    pub id: i64,
    /// Фамилия Имя Отчество.
    pub name: Rc<str>,
}

/// What says by itself whom it is about, or may do so: a СНИЛС, a birth date, a free text. Where people aren't named it is
/// left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret<T>(pub T);

/// Words with people and secrets among them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrase(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(Rc<str>),
    Person(Who),
    Secret(Rc<str>),
}

impl Who {
    /// The person with an id.
    pub fn new(id: i64, name: impl Into<Rc<str>>) -> Self {
        Self { id, name: name.into() }
    }
}

impl Phrase {
    /// The phrase with more behind it.
    #[must_use]
    pub fn and(mut self, more: impl Into<Self>) -> Self {
        self.0.extend(more.into().0);
        self
    }

    /// Phrases one after another, with a comma between.
    pub fn list(all: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        let join = |phrase: Self, next: Self| if phrase.0.is_empty() { next } else { phrase.and(", ").and(next) };
        all.into_iter().map(Into::into).fold(Self::default(), join)
    }

    /// Whether there is nothing but a secret in it: without it nothing would be left.
    pub fn is_secret(&self) -> bool {
        matches!(self.0.as_slice(), [Piece::Secret(_)])
    }

    /// The words, with people named or not; «…» stands for a secret that is left out.
    pub fn said(&self, names: &Names) -> String {
        let mut said = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Words(words) => said.push_str(words),
                Piece::Person(who) => said.push_str(&names.of(who)),
                Piece::Secret(text) => said.push_str(if names.are_told() { text } else { "…" }),
            }
        }
        said
    }
}

/// `phrase!["Пара № ", number, ": ", who]`: words and people in one [`Phrase`].
#[macro_export]
macro_rules! phrase {
    ($($piece:expr),+ $(,)?) => { $crate::domain::Phrase::default()$(.and($piece))+ };
}

macro_rules! phrase_from {
    ($($type:ty => $make:expr;)+) => { $(
        impl From<$type> for Phrase {
            fn from(piece: $type) -> Self { Self(vec![$make(piece)]) }
        }
    )+ };
}

phrase_from! {
    &str => |text: &str| Piece::Words(text.into());
    &String => |text: &String| Piece::Words(text.as_str().into());
    String => |text: String| Piece::Words(text.into());
    Rc<str> => Piece::Words;
    Who => Piece::Person;
    Secret<String> => |secret: Secret<String>| Piece::Secret(secret.0.into());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_names_people_or_tells_them_apart() {
        let (one, other) = (Who::new(7, "Ким Анна"), Who::new(3, "Ким Анна"));
        let phrase =
            phrase!["Пара № ", "12", ": ", Phrase::list([one.clone(), other, one]), Secret(", 1990 г. р.".into())];
        assert_eq!(phrase.said(&Names::default()), "Пара № 12: Ким Анна, Ким Анна, Ким Анна, 1990 г. р.");
        let names = Names::left_out();
        assert_eq!(phrase.said(&names), "Пара № 12: Лицо 1, Лицо 2, Лицо 1…");
        assert_eq!(Phrase::from(Who::new(3, "Ким Анна Ильинична")).said(&names), "Лицо 2", "whatever the name");
    }

    #[test]
    fn nothing_but_a_secret_is_one() {
        assert!(Phrase::from(Secret("1990".to_owned())).is_secret());
        assert!(!phrase!["с ", Secret("1990".to_owned())].is_secret());
        assert!(!Phrase::default().is_secret());
    }
}

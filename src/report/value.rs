//! One cell of a result, and how the nouns of the domain become one.

use std::borrow::Cow;
use std::rc::Rc;

use crate::domain::{each_closed_set, *};

use super::ChartFigure;

/// One cell, borrowed where it can be from the thing that is listed.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing is known or nothing is defined: an empty cell, «–» in a table, null in json.
    Empty,
    /// Text that people or files brought in: escaped for the terminal, guarded for Excel.
    Text(Cow<'a, str>),
    /// A full name and a short one: the short one in a table, the full one elsewhere.
    Named(Cow<'a, str>, Cow<'a, str>),
    /// A count.
    Int(i64),
    /// A day: ISO for programs, ДД.ММ.ГГГГ for people.
    Day(Day),
    /// да / нет; `true` / `false`.
    Flag(bool),
    /// A member of a closed set: the code for programs, the title for people.
    Code(&'static str, &'static str),
    /// How many of how many, for tables only: «28 из 286».
    Share(Share),
    /// The percentage of a share: `9.8` for programs, `9,8` for Excel, «9,8 %» in a table; empty where the whole is 0.
    Percent(Share),
    /// A planned percentage: `80` for programs, «80 %» in a table.
    Target(Percent),
    /// A measured value: `72.5` for programs, «72,5» for people.
    Decimal(Decimal),
    /// The bar of a share, in a column of bars.
    Bar(ChartFigure),
    /// Somebody; «Лицо 1» where people aren't named.
    Person(Cow<'a, Who>),
    /// A text with people or secrets in it.
    Phrase(Cow<'a, Phrase>),
    /// A day or a number that is told in words, as a line of a card is; a workbook keeps the value itself.
    Worded(Cow<'a, str>, Box<Value<'a>>),
    /// What is left out where people aren't named.
    Secret(Box<Value<'a>>),
}

impl Value<'_> {
    /// The same without what it was borrowed from; a name in full, without the short one.
    pub(super) fn into_owned_value(self) -> Value<'static> {
        match self {
            Self::Text(text) | Self::Named(text, _) if text.is_empty() => Value::Empty,
            Self::Text(text) | Self::Named(text, _) => Value::Text(text.into_owned().into()),
            Self::Person(who) => Value::Person(Cow::Owned(who.into_owned())),
            Self::Phrase(phrase) => Value::Phrase(Cow::Owned(phrase.into_owned())),
            Self::Worded(words, value) => Value::Worded(words.into_owned().into(), Box::new(value.into_owned_value())),
            Self::Secret(inner) => Value::Secret(Box::new(inner.into_owned_value())),
            Self::Empty => Value::Empty,
            Self::Int(number) => Value::Int(number),
            Self::Day(day) => Value::Day(day),
            Self::Flag(yes) => Value::Flag(yes),
            Self::Code(code, title) => Value::Code(code, title),
            Self::Share(share) => Value::Share(share),
            Self::Percent(share) => Value::Percent(share),
            Self::Target(percent) => Value::Target(percent),
            Self::Decimal(value) => Value::Decimal(value),
            Self::Bar(figure) => Value::Bar(figure),
        }
    }

    /// Whether there is nothing in it to be seen.
    pub(super) fn is_nothing(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) | Self::Named(text, _) => text.is_empty(),
            Self::Secret(inner) => inner.is_nothing(),
            _ => false,
        }
    }
}

macro_rules! value_from {
    ($($type:ty => $make:expr;)+) => { $(
        impl<'a> From<$type> for Value<'a> {
            fn from(value: $type) -> Self { $make(value) }
        }
    )+ };
}

value_from! {
    &'a str => |text| Self::Text(Cow::Borrowed(text));
    &'a String => |text: &'a String| Self::Text(Cow::Borrowed(text));
    &'a Rc<str> => |text: &'a Rc<str>| Self::Text(Cow::Borrowed(text));
    String => |text| Self::Text(Cow::Owned(text));
    i64 => Self::Int;
    u32 => |n| Self::Int(i64::from(n));
    u64 => |n| Self::Int(i64::try_from(n).unwrap_or(i64::MAX));
    usize => |n| Self::Int(i64::try_from(n).unwrap_or(i64::MAX));
    bool => Self::Flag;
    Day => Self::Day;
    Percent => Self::Target;
    Decimal => Self::Decimal;
    &'a Option<String> => |text: &'a Option<String>| text.as_ref().map_or(Self::Empty, Into::into);
    &'a Option<Rc<str>> => |text: &'a Option<Rc<str>>| text.as_ref().map_or(Self::Empty, Into::into);
    &'a Option<Phrase> => |phrase: &'a Option<Phrase>| phrase.as_ref().map_or(Self::Empty, Into::into);
    &'a OrgTitle => |title: &'a OrgTitle| match &title.short {
        Some(short) => Self::Named(Cow::Borrowed(&title.full), Cow::Borrowed(short)),
        None => Self::Text(Cow::Borrowed(&title.full)),
    };
    &'a Option<OrgTitle> => |title: &'a Option<OrgTitle>| title.as_ref().map_or(Self::Empty, Into::into);
    &'a Who => |who| Self::Person(Cow::Borrowed(who));
    Who => |who| Self::Person(Cow::Owned(who));
    &'a Phrase => |phrase| Self::Phrase(Cow::Borrowed(phrase));
    Phrase => |phrase| Self::Phrase(Cow::Owned(phrase));
}

macro_rules! value_from_closed_set {
    ($($type:ident)+) => { value_from! { $($type => |member: $type| Self::Code(member.code(), member.title());)+ } };
}

each_closed_set!(value_from_closed_set);

impl<'a, T: Into<Value<'a>>> From<Secret<T>> for Value<'a> {
    fn from(secret: Secret<T>) -> Self {
        Self::Secret(Box::new(secret.0.into()))
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

//! A card: one thing's whole story. People read lines under headings; programs get an object of typed fields.

use std::borrow::Cow;

use super::{Column, List, Report, SCHEMA, Value};
use crate::domain::{Names, Phrase, Secret, Share, Who};

/// What programs get of a thing: names with values, in their order.
#[derive(Debug, Default)]
pub struct Object(pub(super) Vec<(&'static str, Datum)>);

/// What stands under a name.
#[derive(Debug)]
pub(super) enum Datum {
    /// A typed value.
    Value(Value<'static>),
    /// Something with fields of its own.
    Object(Object),
    /// Several of a kind.
    Array(Vec<Datum>),
}

/// A card that isn't finished. Each fact is told once, for people and for programs alike.
pub struct Card {
    title: Phrase,
    /// The heading under which lines stand.
    heading: String,
    lines: Vec<CardLine>,
    object: Object,
    /// The nested object to which fields go, with its name.
    part: Option<(&'static str, Object)>,
}

struct CardLine {
    heading: String,
    label: String,
    said: Value<'static>,
}

impl Object {
    /// An object with one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value<'static>>) -> Self {
        self.0.push((name, Datum::Value(value.into())));
        self
    }

    /// The object alone as a result: for programs only.
    pub fn report(self) -> Report {
        let none: [Column<()>; 0] = [];
        Report { object: Some(self.with("schema", SCHEMA)), ..List::new("", none).of([]) }
    }

    /// An object with one more list of values.
    #[must_use]
    pub fn with_values(mut self, name: &'static str, all: impl IntoIterator<Item: Into<Value<'static>>>) -> Self {
        self.0.push((name, Datum::Array(all.into_iter().map(|value| Datum::Value(value.into())).collect())));
        self
    }

    /// An object with one more list of objects.
    #[must_use]
    pub fn with_objects(mut self, name: &'static str, all: impl IntoIterator<Item = Self>) -> Self {
        self.0.push((name, Datum::Array(all.into_iter().map(Datum::Object).collect())));
        self
    }

    /// An object with one more object.
    #[must_use]
    pub fn with_object(mut self, name: &'static str, object: Self) -> Self {
        self.0.push((name, Datum::Object(object)));
        self
    }
}

impl From<Who> for Object {
    fn from(who: Who) -> Self {
        Self::default().with("id", who.id).with("name", who)
    }
}

impl From<Share> for Object {
    fn from(share: Share) -> Self {
        Self::default().with("part", share.part).with("whole", share.whole).with("percent", Value::Percent(share))
    }
}

impl Card {
    /// A card whose fields come first and stand in the object itself.
    pub fn new(title: impl Into<Phrase>, heading: impl Into<String>) -> Self {
        let (title, heading) = (title.into(), heading.into());
        Self { title, heading, lines: Vec::new(), object: Object::default(), part: None }
    }

    /// What follows stands under this heading, and in the object itself.
    pub fn heading(&mut self, heading: impl Into<String>) {
        self.heading = heading.into();
        if let Some((name, part)) = self.part.take() {
            self.object.0.push((name, Datum::Object(part)));
        }
    }

    /// A share: «28 (9,8 %)», and nothing where there is nothing to divide by.
    pub fn share(&mut self, name: &'static str, label: impl Into<String>, share: Share) {
        if share.whole > 0 {
            self.line(label, format!("{} ({})", share.part, share.percent_shown()));
        }
        self.put(name, Datum::Object(share.into()));
    }

    /// An object that is told to people in words of its own, if at all.
    pub fn object_told(&mut self, name: &'static str, label: impl Into<String>, object: Object, text: Option<String>) {
        if let Some(text) = text {
            self.line(label, text);
        }
        self.put(name, Datum::Object(object));
    }

    /// What follows stands under this heading, and in an object of its own.
    pub fn part(&mut self, name: &'static str, heading: impl Into<String>) {
        self.heading(heading);
        self.part = Some((name, Object::default()));
    }

    /// A fact. Where nothing is known there is no line, and null for programs.
    pub fn field(&mut self, name: &'static str, label: impl Into<String>, value: impl Into<Value<'static>>) {
        let value = value.into();
        if let Some(said) = said_in_line(&value) {
            self.lines.push(CardLine { heading: self.heading.clone(), label: label.into(), said });
        }
        self.put(name, Datum::Value(value));
    }

    /// A fact that is told to people in words of its own, if at all.
    pub fn field_told(
        &mut self,
        name: &'static str,
        label: impl Into<String>,
        value: impl Into<Value<'static>>,
        text: Option<impl Into<Phrase>>,
    ) {
        self.put(name, Datum::Value(value.into()));
        if let Some(text) = text {
            self.line(label, text);
        }
    }

    /// A fact for people alone.
    pub fn line(&mut self, label: impl Into<String>, text: impl Into<Phrase>) {
        let (heading, label, said) = (self.heading.clone(), label.into(), text.into().into());
        self.lines.push(CardLine { heading, label, said });
    }

    /// A fact for programs alone.
    pub fn datum(&mut self, name: &'static str, value: impl Into<Value<'static>>) {
        self.put(name, Datum::Value(value.into()));
    }

    /// Several things of one kind for programs alone.
    pub fn objects(&mut self, name: &'static str, all: impl IntoIterator<Item = Object>) {
        self.put(name, Datum::Array(all.into_iter().map(Datum::Object).collect()));
    }

    /// Something for programs alone.
    pub fn object(&mut self, name: &'static str, object: Object) {
        self.put(name, Datum::Object(object));
    }

    /// Several values of one kind for programs alone.
    pub fn values(&mut self, name: &'static str, all: impl IntoIterator<Item: Into<Value<'static>>>) {
        self.put(name, Datum::Array(all.into_iter().map(|value| Datum::Value(value.into())).collect()));
    }

    /// Several things of one kind: a line with its label for people, an object for programs, of each.
    pub fn each<T>(
        &mut self,
        name: &'static str,
        all: impl IntoIterator<Item = T>,
        told: impl Fn(T) -> (String, Phrase, Object),
    ) {
        let mut objects = Vec::new();
        for thing in all {
            let (label, text, object) = told(thing);
            self.line(label, text);
            objects.push(object);
        }
        self.objects(name, objects);
    }

    fn put(&mut self, name: &'static str, datum: Datum) {
        let object = self.part.as_mut().map_or(&mut self.object, |(_, part)| part);
        object.0.push((name, datum));
    }

    /// The card as a result, with lines under its table.
    pub fn report(mut self, notes: Vec<String>) -> Report {
        self.heading(String::new());
        let columns = [
            Column::both("section", "Раздел", |line: &CardLine| (&line.heading).into()),
            Column::both("field", "Поле", |line| (&line.label).into()),
            Column::both("value", "Значение", |line| line.said.clone()),
        ];
        let report = List::new(self.title, columns).grouped().notes(notes).of(self.lines);
        Report { object: Some(self.object.with("schema", SCHEMA)), ..report }
    }
}

/// A value as a line has it: in words, and days and numbers for a workbook also as what they are.
fn said_in_line(value: &Value<'static>) -> Option<Value<'static>> {
    match value {
        Value::Secret(inner) => said_in_line(inner).map(|said| match said {
            Value::Worded(..) => Value::Secret(Box::new(said)),
            _ => spoken(value).into(),
        }),
        Value::Day(_) | Value::Int(_) | Value::Percent(_) | Value::Target(_) | Value::Decimal(_) => {
            let words = spoken(value)?.said(&Names::default());
            Some(Value::Worded(words.into(), Box::new(value.clone())))
        }
        other => spoken(other).map(Into::into),
    }
}

/// A value in words, if it says anything.
fn spoken(value: &Value<'_>) -> Option<Phrase> {
    Some(match value {
        Value::Empty | Value::Bar(_) => return None,
        Value::Text(text) | Value::Named(text, _) | Value::Worded(text, _) => text.as_ref().into(),
        Value::Code(_, title) => (*title).into(),
        Value::Flag(yes) => if *yes { "да" } else { "нет" }.into(),
        Value::Int(n) => n.to_string().into(),
        Value::Day(day) => day.to_string().into(),
        Value::Share(share) => share.to_string().into(),
        Value::Percent(share) => share.percent_shown().into(),
        Value::Target(percent) => percent.to_string().into(),
        Value::Decimal(value) => value.to_string().into(),
        Value::Person(who) => who.as_ref().clone().into(),
        Value::Phrase(phrase) => Cow::clone(phrase).into_owned(),
        // What is secret is a text, a day or a number: nobody's name stands in it.
        Value::Secret(inner) => Secret(spoken(inner)?.said(&Names::default())).into(),
    })
}

//! Some of the fields of a result, in the order in which somebody asked for them: by their names in csv and json.

use super::list::Heading;
use super::{Format, Object, Report, SCHEMA};
use crate::error::Failure;

impl Report {
    /// The result with these fields only. What a workbook has beside its list, and a document in its place, goes with the others.
    ///
    /// # Errors
    /// It has no such field in this format, or one is named twice.
    pub fn with_fields(mut self, fields: &[String], format: Format) -> Result<Self, Failure> {
        if format == Format::Json
            && let Some(object) = self.object.take()
        {
            return Ok(Self { object: Some(part_of(object, fields)?), ..self });
        }
        let is_seen = if format == Format::Json { Heading::in_json } else { Heading::in_data };
        let known: Vec<_> = (0..).zip(&self.columns).filter(|(_, column)| is_seen(column)).collect();
        let names: Vec<_> = known.iter().map(|(_, column)| column.name).collect();
        let places = places_of(fields, &names)?;
        self.chosen = Some(places.into_iter().map(|place| known[place].0).collect());
        self.book = None;
        self.document = None;
        self.charts.clear();
        Ok(self)
    }

    /// The columns that a format shows, with their places in a row.
    pub(super) fn shown(&self, is_seen: fn(&Heading) -> bool) -> Vec<(usize, Heading)> {
        let all = (0..).zip(self.columns.iter().copied());
        match &self.chosen {
            Some(places) => places.iter().map(|place| (*place, self.columns[*place])).collect(),
            None => all.filter(|(_, column)| is_seen(column)).collect(),
        }
    }
}

/// Some fields of an object; the number of its shape stays.
fn part_of(object: Object, fields: &[String]) -> Result<Object, Failure> {
    let mut all: Vec<_> = object.0.into_iter().filter(|(name, _)| *name != "schema").map(Some).collect();
    let names: Vec<_> = all.iter().flatten().map(|(name, _)| *name).collect();
    let places = places_of(fields, &names)?;
    let part = places.into_iter().filter_map(|place| all[place].take()).collect();
    Ok(Object(part).with("schema", SCHEMA))
}

/// Where the asked fields stand among the known ones.
fn places_of(fields: &[String], known: &[&str]) -> Result<Vec<usize>, Failure> {
    let mut places = Vec::new();
    for field in fields.iter().map(|field| field.trim()) {
        let Some(place) = known.iter().position(|name| *name == field) else {
            return Err(Failure::usage(format!("поля «{field}» в этом результате нет"))
                .hint(format!("есть: {}", known.join(", ")))
                .untyped("такого поля в этом результате нет"));
        };
        if places.contains(&place) {
            return Err(Failure::usage(format!("поле «{field}» названо дважды")));
        }
        places.push(place);
    }
    Ok(places)
}

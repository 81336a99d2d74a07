//! The paper as a document of Word: A4 with the margins, letters and page numbers of an official paper (ГОСТ Р 7.0.97-2025), and a
//! template of the same that people may replace. The same facts are the same bytes.

mod archive;
mod body;
mod mend;
mod parts;
mod template;

use std::io::Write;

use super::document::Document;
use super::filling::Filling;
use super::markup;
use super::{Report, Unwritten};
use crate::domain::Names;
use crate::error::Failure;

/// Writes the report's own paper, or the report as one.
pub(super) fn write(mut report: Report, names: &Names, out: &mut impl Write) -> Result<(), Unwritten> {
    let mut paper = match report.document.take() {
        Some(paper) => paper,
        None => Document::of_report(report, names)?,
    };
    let Some(fields) = paper.fields.take() else {
        return Ok(out.write_all(&archive::built(&paper, body::xml(&paper))?)?);
    };
    let filling = Filling::new(&fields, names, markup::text);
    let refused = |failure: Failure| Unwritten::Unread(failure.into());
    let bytes = match &paper.template {
        Some(own) => template::filled(own, &filling)?,
        None => {
            let body = mend::mended(&body::xml(&paper)).and_then(|body| filling.filled(&body)).map_err(refused)?;
            archive::built(&paper, body)?
        }
    };
    Ok(out.write_all(&bytes)?)
}

impl Document {
    /// The paper with its places empty: the template to edit.
    ///
    /// # Errors
    /// It can't be written.
    pub fn template(&self, out: &mut dyn Write) -> Result<(), Unwritten> {
        Ok(out.write_all(&archive::built(self, body::xml(self))?)?)
    }
}

#[cfg(test)]
mod tests;

//! The archive that a document is. Its files are all of one moment: the same facts are the same bytes.

use std::io::{self, Cursor, Write};

use zip::ZipWriter;

use super::parts;
use crate::report::document::Document;
use crate::report::markup;
use crate::report::zip_entry::zip_entry_options;

/// The document with this main part.
pub(super) fn built(paper: &Document, body: String) -> io::Result<Vec<u8>> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let properties = properties(&paper.title);
    for (name, part) in [
        ("[Content_Types].xml", parts::CONTENT_TYPES),
        ("_rels/.rels", parts::RELATIONS),
        ("docProps/core.xml", &properties),
        ("word/document.xml", &body),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS),
        ("word/styles.xml", parts::STYLES),
        ("word/settings.xml", parts::SETTINGS),
        ("word/header1.xml", parts::HEADER),
    ] {
        out.start_file(name, zip_entry_options()).map_err(io::Error::from)?;
        out.write_all(part.as_bytes())?;
    }
    Ok(out.finish().map_err(io::Error::from)?.into_inner())
}

/// What a file manager shows of it.
fn properties(title: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>nastavnik</dc:creator>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z</dcterms:created></cp:coreProperties>",
        markup::text(title)
    )
}

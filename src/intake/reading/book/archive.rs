//! A ZIP: which office format it holds, and whether it unfolds further than a table may.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::rows::{CELLS, too_big};
use crate::error::Failure;
use crate::intake::reading::container::foreign;

pub type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Which workbook a ZIP holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Office {
    Xlsx,
    Xlsb,
    Ods,
}

const MIB: u64 = 1024 * 1024;

/// Tells the formats apart by what is inside.
pub fn office(archive: &mut Archive) -> Result<Office, Failure> {
    const SAVE: &str = "скопируйте таблицу в Excel или LibreOffice и сохраните её книгой Excel (*.xlsx)";
    let names: Vec<_> = archive.file_names().flatten().map(|name| plain(&name)).collect();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("xl/workbook.bin") {
        return Ok(Office::Xlsb);
    }
    if has("xl/") {
        return Ok(Office::Xlsx);
    }
    let mimetype = part_text(archive, "mimetype");
    if mimetype.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
        return if part_text(archive, "META-INF/manifest.xml").contains("encryption-data") {
            Err(super::locked())
        } else {
            Ok(Office::Ods)
        };
    }
    Err(if has("word/") {
        foreign("документ Word (DOCX)", SAVE)
    } else if has("ppt/") {
        foreign("презентация PowerPoint (PPTX)", SAVE)
    } else if mimetype.starts_with("application/vnd.oasis.opendocument") {
        foreign("документ OpenDocument, но не электронная таблица", SAVE)
    } else {
        foreign("архив ZIP", "распакуйте архив и укажите файл с таблицей")
    })
}

/// Refuses what unfolds too far.
///
/// Calamine holds shared strings and styles whole, and a single text of a sheet too, so their unpacked size bounds its
/// memory. The sizes in the archive's directory are only claims: everything is unpacked here once, into nothing. A
/// part that can't be unpacked is no matter yet: who needs it will say so.
pub fn measure(archive: &mut Archive) -> Result<(), Failure> {
    let mut total = 0;
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        let name = part.name().map(|name| plain(&name)).unwrap_or_default();
        let limit = match name.rsplit('/').next().unwrap_or_default() {
            "sharedstrings.xml" | "sharedstrings.bin" => 64 * MIB,
            // A page of a style takes a hundred times its text.
            "styles.xml" | "styles.bin" => 8 * MIB,
            _ => 256 * MIB,
        };
        let mut part = part.take(limit + 1);
        let _ = std::io::copy(&mut part, &mut std::io::sink());
        let size = limit + 1 - part.limit();
        total += size;
        if size > limit || total > 512 * MIB {
            return Err(too_big());
        }
        drop(part);
        if name.ends_with("sharedstrings.xml") && claims_too_much(archive, index) {
            return Err(super::damaged());
        }
    }
    Ok(())
}

/// Whether the table of strings claims a length that no memory holds: calamine takes it at its word at once.
fn claims_too_much(archive: &mut Archive, index: usize) -> bool {
    let Ok(part) = archive.by_index(index) else { return false };
    let mut reader = Reader::from_reader(BufReader::new(part));
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) if start.local_name().as_ref() == "sst" => {
                let count = start.try_get_attribute("uniqueCount").ok().flatten();
                return count.is_some_and(|count| count.value.parse().is_ok_and(|count: u64| count > CELLS as u64));
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// A name without its freaks: some writers use `\` and any letter case.
pub fn plain(name: &str) -> String {
    name.replace('\\', "/").to_lowercase()
}

/// The beginning of a small part, or nothing.
fn part_text(archive: &mut Archive, name: &str) -> String {
    let mut bytes = Vec::new();
    if let Ok(part) = archive.by_name(name) {
        let _ = part.take(MIB).read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

//! A template of somebody's own: a document with places, of which only the words are changed. It may be anything: what isn't a
//! document, or unfolds without end, is refused.

use std::io::{self, Cursor, Read, Write};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::read::ZipFile;
use zip::{ZipArchive, ZipWriter};

use super::mend;
use crate::error::{Advice, Failure};
use crate::report::Unwritten;
use crate::report::document::DocumentTemplate;
use crate::report::filling::Filling;
use crate::report::zip_entry::zip_entry_options;

/// No page of words is longer.
const LONGEST_PART: u64 = 8 << 20;

/// The document that the template becomes.
///
/// # Errors
/// It is no document of Word; a place in it can't be filled.
pub(super) fn filled(own: &DocumentTemplate, filling: &Filling) -> Result<Vec<u8>, Unwritten> {
    let refused = |failure: Failure| {
        let message = format!("{}: {}", own.path.display(), failure.message);
        Unwritten::Unread(Failure { message, ..failure }.into())
    };
    let mut from = ZipArchive::new(Cursor::new(own.bytes.as_slice())).map_err(|_| refused(foreign()))?;
    if from.index_for_name("word/document.xml").is_none() {
        return Err(refused(foreign()));
    }
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(own.bytes.len())));
    for at in 0..from.len() {
        let part = from.by_index_raw(at).map_err(|_| refused(damaged()))?;
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        if !has_words(&name) {
            out.raw_copy_file(part).map_err(io::Error::from)?;
            continue;
        }
        drop(part);
        let text = words(from.by_index(at).map_err(|_| refused(damaged()))?).map_err(refused)?;
        let text = mend::mended(&text).and_then(|text| filling.filled(&text)).map_err(refused)?;
        if !is_well_formed(&text) {
            let told = Failure::refused("с этими повторами и условиями документ не открылся бы").hint(
                "повтор строк таблицы начинается и кончается строками {%tr … %}, повтор абзацев — абзацами {%p … %}",
            );
            return Err(refused(told));
        }
        out.start_file(name, zip_entry_options()).map_err(io::Error::from)?;
        out.write_all(text.as_bytes())?;
    }
    Ok(out.finish().map_err(io::Error::from)?.into_inner())
}

/// Whether a part is of words: the text, what stands above and below its pages.
fn has_words(name: &str) -> bool {
    let Some(part) = name.strip_prefix("word/").and_then(|part| part.strip_suffix(".xml")) else { return false };
    let is_numbered =
        |start: &str| part.strip_prefix(start).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    part == "document" || is_numbered("header") || is_numbered("footer")
}

fn words<R: Read>(part: ZipFile<'_, R>) -> Result<String, Failure> {
    let mut text = String::new();
    let read = part.take(LONGEST_PART + 1).read_to_string(&mut text);
    match read {
        Ok(length) if length as u64 > LONGEST_PART => {
            Err(Failure::refused("образец слишком велик").hint("оставьте в нём только текст документа"))
        }
        Ok(_) => Ok(text),
        Err(_) => Err(damaged()),
    }
}

/// Whether every element that begins ends in its place.
fn is_well_formed(text: &str) -> bool {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

fn foreign() -> Failure {
    Failure::refused("это не документ Word (.docx)")
        .hint("сохраните образец из Word или LibreOffice как документ .docx")
        .advise(Advice::PrintTemplate)
}

fn damaged() -> Failure {
    Failure::refused("документ повреждён").hint("откройте его в Word или LibreOffice и сохраните заново")
}

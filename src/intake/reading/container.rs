//! What a file is, by its first bytes: a text, a workbook, or something that people send in their place.
//!
//! Names lie: a table «.xls» from a web system is often a page in HTML.

use crate::error::Failure;

/// What a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// Whatever isn't recognised: a CSV, let us hope.
    Text,
    /// A ZIP or an OLE file: a workbook, or a document of a neighbouring kind (`Book::open` tells them apart).
    Book,
}

const SAVE: &str = "откройте файл в Excel или LibreOffice и сохраните: «Файл → Сохранить как → Книга Excel (*.xlsx)»";
const ASK: &str = "попросите у отправителя саму таблицу: книгу Excel или CSV";
const SAVE_1C: &str = "откройте файл в 1С:Предприятии и сохраните: «Файл → Сохранить как → Лист Excel (*.xlsx)»";
const UNPACK: &str = "распакуйте архив и укажите файл с таблицей";

/// What begins with these bytes; a few KiB are enough.
///
/// # Errors
/// It is known and can't hold a table that is read here: a PDF, an archive, an RTF, a picture, a page of HTML or XML.
pub fn of(head: &[u8]) -> Result<Container, Failure> {
    let (what, hint) = match head {
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => return Ok(Container::Book),
        // An archive without a single file has no local header.
        [b'P', b'K', 5, 6, ..] => ("пустой архив ZIP", ASK),
        [0x1F, 0x8B, ..] => ("архив gzip", UNPACK),
        [b'R', b'a', b'r', b'!', 0x1A, 7, ..] => ("архив RAR", UNPACK),
        [b'7', b'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => ("архив 7z", UNPACK),
        [0x89, b'P', b'N', b'G', ..] => ("изображение PNG", ASK),
        [0xFF, 0xD8, 0xFF, ..] => ("изображение JPEG", ASK),
        [b'M', b'O', b'X', b'C', b'E', b'L', ..] => ("табличный документ 1С (MXL)", SAVE_1C),
        [b'S', b'Q', b'L', b'i', b't', b'e', b' ', b'f', b'o', b'r', b'm', b'a', b't', ..] => ("база SQLite", ASK),
        [0, 1, 0, 0, b'S', b't', b'a', b'n', b'd', b'a', b'r', b'd', b' ', ..] => ("база Microsoft Access", ASK),
        _ if is_dbf(head) => ("таблица DBF", SAVE),
        _ => match by_opening(&opening(head)) {
            Some(found) => found,
            None => return Ok(Container::Text),
        },
    };
    Err(foreign(what, hint))
}

/// Whether these are the first bytes of a dBASE or FoxPro table: its version, the day of its last change, and a header of whole
/// descriptions of 32 bytes.
fn is_dbf(head: &[u8]) -> bool {
    const VERSIONS: [u8; 12] = [0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0xCB, 0xF5, 0xFB];
    let &[version, _, month, day, _, _, _, _, low, high, width, _, ..] = head else { return false };
    let header = usize::from(low) + usize::from(high) * 256;
    // Behind the descriptions stands one byte; FoxPro adds 263 more.
    let is_whole = header > 64 && [1, 264].iter().any(|rest| header > *rest && (header - rest) % 32 == 0);
    VERSIONS.contains(&version) && (1..=12).contains(&month) && (1..=31).contains(&day) && is_whole && width > 0
}

/// The refusal of what isn't a table.
pub(super) fn foreign(what: &str, hint: &str) -> Failure {
    Failure::refused(format!("это {what}, а нужна таблица: книга Excel или CSV")).hint(hint)
}

/// The first characters, for comparison only: in whichever encoding ASCII survives, which is enough for tags.
fn opening(head: &[u8]) -> String {
    let text = match head {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => encoding_rs::UTF_16LE.decode(head).0,
        [0xFE, 0xFF, ..] | [0, b'<', ..] => encoding_rs::UTF_16BE.decode(head).0,
        _ => String::from_utf8_lossy(head),
    };
    text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_lowercase()
}

fn by_opening(text: &str) -> Option<(&'static str, &'static str)> {
    const PAGE: &[&str] = &["<!doctype html", "<html", "<head", "<body", "<meta", "<style", "<table", "<div", "<!--"];
    let begins = |starts: &[&str]| starts.iter().any(|start| text.starts_with(start));
    if begins(&["%pdf-"]) {
        Some(("документ PDF", ASK))
    } else if begins(&["{\\rtf"]) {
        Some(("документ RTF", ASK))
    } else if begins(&["mime-version:"]) {
        Some(("веб-страница одним файлом (MHTML)", SAVE))
    } else if begins(PAGE) {
        Some(("веб-страница (HTML), даже если имя файла кончается на .xls", SAVE))
    } else if !begins(&["<?xml", "<workbook", "<ss:workbook"]) {
        // A CSV may begin with «<…>» too: only what is known by name is refused.
        None
    } else if ["mso-application", "<workbook", "<ss:workbook"].iter().any(|mark| text.contains(mark)) {
        Some(("таблица XML 2003 (XML Spreadsheet), даже если имя файла кончается на .xls", SAVE))
    } else if text.contains("<html") {
        Some(("веб-страница (HTML), даже если имя файла кончается на .xls", SAVE))
    } else {
        Some(("документ XML", SAVE))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn said(head: &[u8]) -> String {
        let failure = of(head).unwrap_err();
        assert_eq!(failure.hints.len(), 1);
        failure.message
    }

    #[test]
    fn what_can_hold_a_table_is_told_apart() {
        assert_eq!(of(b"PK\x03\x04...").unwrap(), Container::Book);
        assert_eq!(of(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..").unwrap(), Container::Book);
        for text in [&b""[..], "ФИО;СНИЛС\n".as_bytes(), b"<1>;2\n", b"\xFF\xFEA\0", b"PK;1\n", b"7z;Rar\n", b"\0\0"]
        {
            assert_eq!(of(text).unwrap(), Container::Text);
        }
    }

    #[test]
    fn what_cannot_is_refused_by_name() {
        for (head, word) in [
            (&b"%PDF-1.7"[..], "документ PDF"),
            (b"\x1F\x8B\x08", "архив gzip"),
            (b"Rar!\x1A\x07\x01\x00", "архив RAR"),
            (b"7z\xBC\xAF\x27\x1C", "архив 7z"),
            (b"PK\x05\x06", "пустой архив ZIP"),
            (b"{\\rtf1\\ansi", "документ RTF"),
            (b"\x89PNG\r\n", "изображение PNG"),
            (b"\xFF\xD8\xFF\xE0", "изображение JPEG"),
            (b"MIME-Version: 1.0", "MHTML"),
            (b"\xEF\xBB\xBF \r\n<HTML><table>", "HTML"),
            (b"<?xml version='1.0'?><html xmlns='x'>", "HTML"),
            (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>", "XML 2003"),
            (b"<?xml version='1.0'?>\n<Workbook xmlns='urn:x'>", "XML 2003"),
            (b"<?xml version='1.0'?><rows/>", "документ XML"),
            (b"MOXCEL\x00\x08\x00\x01", "табличный документ 1С (MXL)"),
            (b"SQLite format 3\0", "база SQLite"),
            (b"\0\x01\0\0Standard Jet DB\0", "база Microsoft Access"),
            (b"\x03\x7A\x09\x01\x01\0\0\0\x41\0\x1F\0\0\0", "таблица DBF"),
            (b"\x30\x18\x0C\x1F\x05\0\0\0\x68\x01\x40\0\0\0", "таблица DBF"),
        ] {
            assert!(said(head).contains(word), "{word}: {}", said(head));
        }
        let page = |mark: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            format!("{mark}<!DOCTYPE HTML>").encode_utf16().flat_map(bytes).collect()
        };
        for mark in ["\u{feff}", ""] {
            assert!(said(&page(mark, u16::to_le_bytes)).contains("HTML"));
            assert!(said(&page(mark, u16::to_be_bytes)).contains("HTML"));
        }
    }
}

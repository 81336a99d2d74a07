//! Bytes to text: a byte order mark, else valid UTF-8, else windows-1251; the user's word overrides.
//!
//! Detectors by statistics err on short Russian texts; Cyrillic in windows-1251 is practically never valid UTF-8, so
//! the simple rule is the stronger one.

use std::str::FromStr;

use crate::error::Failure;

/// An encoding in which schools send tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with a byte order mark or without.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// The Cyrillic page of Windows.
    Windows1251,
    /// The Cyrillic page of DOS.
    Cp866,
    /// The Cyrillic page of old mail.
    Koi8R,
}

impl Encoding {
    /// All of them, in the order in which they are listed to people.
    pub const ALL: &[Self] = &[Self::Utf8, Self::Windows1251, Self::Utf16Le, Self::Utf16Be, Self::Cp866, Self::Koi8R];

    /// The word on the command line and in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1251 => "windows-1251",
            Self::Cp866 => "cp866",
            Self::Koi8R => "koi8-r",
        }
    }

    fn table(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1251 => encoding_rs::WINDOWS_1251,
            Self::Cp866 => encoding_rs::IBM866,
            Self::Koi8R => encoding_rs::KOI8_R,
        }
    }

    fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"\xEF\xBB\xBF",
            Self::Utf16Le => b"\xFF\xFE",
            Self::Utf16Be => b"\xFE\xFF",
            _ => b"",
        }
    }

    fn recognised(bytes: &[u8]) -> Self {
        let marked = |e: &&Self| !e.mark().is_empty() && bytes.starts_with(e.mark());
        match Self::ALL.iter().find(marked) {
            Some(encoding) => *encoding,
            None if std::str::from_utf8(bytes).is_ok() => Self::Utf8,
            None => Self::Windows1251,
        }
    }
}

impl FromStr for Encoding {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let word = text.trim().to_lowercase();
        match word.as_str() {
            "utf8" => return Ok(Self::Utf8),
            "cp1251" => return Ok(Self::Windows1251),
            _ => {}
        }
        Self::ALL.iter().copied().find(|e| e.name() == word).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|e| e.name()).collect();
            format!("допустимо: {}", names.join(", "))
        })
    }
}

/// The text of a file and the encoding in which it was; the byte order mark is gone.
///
/// # Errors
/// The bytes aren't text but a workbook, an archive or a PDF; or they don't fit the encoding that the user, or a byte
/// order mark, names.
pub fn text(bytes: &[u8], named: Option<Encoding>) -> Result<(String, Encoding), Failure> {
    refuse_foreign(bytes)?;
    let encoding = named.unwrap_or_else(|| Encoding::recognised(bytes));
    let body = bytes.strip_prefix(encoding.mark()).unwrap_or(bytes);
    let Some(text) = encoding.table().decode_without_bom_handling_and_without_replacement(body) else {
        return Err(unfit(body, encoding));
    };
    if text.contains('\0') {
        return Err(Failure::refused("в файле есть нулевые байты: это не текстовая таблица")
            .hint("если это UTF-16 без метки в начале, добавьте --encoding utf-16le"));
    }
    Ok((text.into_owned(), encoding))
}

/// Files that people send in place of a CSV, by their first bytes.
fn refuse_foreign(bytes: &[u8]) -> Result<(), Failure> {
    let what = match bytes {
        [b'P', b'K', 3, 4, ..] => "это книга Excel (XLSX) или архив ZIP",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "это старая книга Excel (XLS) или документ Word",
        [b'%', b'P', b'D', b'F', ..] => "это документ PDF",
        [0x1F, 0x8B, ..] => "это архив gzip",
        _ => return Ok(()),
    };
    Err(Failure::refused(format!("{what}, а нужен CSV: сохраните как CSV"))
        .hint("в Excel: Файл → Сохранить как → тип файла «CSV (разделители — запятые)» или «CSV UTF-8»"))
}

fn unfit(body: &[u8], encoding: Encoding) -> Failure {
    let name = encoding.name();
    let place = match std::str::from_utf8(body) {
        Err(error) if encoding == Encoding::Utf8 => {
            let before = body.get(..error.valid_up_to()).unwrap_or_default();
            format!("строка {} не читается", before.iter().filter(|b| **b == b'\n').count() + 1)
        }
        _ => "файл не читается".into(),
    };
    Failure::refused(format!("{place} в кодировке {name}"))
        .hint("укажите другую кодировку (--encoding windows-1251) или сохраните файл как «CSV UTF-8»")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn what_schools_send_is_recognised() {
        let table = "ФИО;Ё №\r\n";
        let cp1251 = encoding_rs::WINDOWS_1251.encode(table).0.into_owned();
        for (bytes, encoding) in [
            (table.as_bytes().to_vec(), Encoding::Utf8),
            (format!("\u{feff}{table}").into_bytes(), Encoding::Utf8),
            (utf16(&format!("\u{feff}{table}"), u16::to_le_bytes), Encoding::Utf16Le),
            (utf16(&format!("\u{feff}{table}"), u16::to_be_bytes), Encoding::Utf16Be),
            (cp1251, Encoding::Windows1251),
        ] {
            assert_eq!(text(&bytes, None).unwrap(), (table.to_owned(), encoding));
        }
    }

    #[test]
    fn the_users_word_overrides() {
        for (name, table) in [("cp866", encoding_rs::IBM866), ("KOI8-R", encoding_rs::KOI8_R)] {
            let bytes = table.encode("Фамилия").0;
            assert_eq!(text(&bytes, Some(name.parse().unwrap())).unwrap().0, "Фамилия");
        }
        let unmarked = utf16("Имя", u16::to_le_bytes);
        assert_eq!(text(&unmarked, Some(Encoding::Utf16Le)).unwrap().0, "Имя");
        assert_eq!("CP1251".parse(), Ok(Encoding::Windows1251));
        assert!("ansi".parse::<Encoding>().unwrap_err().contains("windows-1251"));
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        let said = |bytes: &[u8], named| text(bytes, named).unwrap_err().message;
        for (bytes, word) in [
            (&b"PK\x03\x04..."[..], "XLSX"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "XLS"),
            (b"%PDF-1.7", "PDF"),
            (b"\x1F\x8B\x08", "gzip"),
            (b"a\0b\0", "нулевые байты"),
        ] {
            assert!(said(bytes, None).contains(word), "{word}");
        }
        assert_eq!(said(b"a\nb\n\xC8", Some(Encoding::Utf8)), "строка 3 не читается в кодировке utf-8");
        assert_eq!(said(b"abc", Some(Encoding::Utf16Le)), "файл не читается в кодировке utf-16le");
    }
}

//! Bytes to text: a byte order mark, else valid UTF-8, else windows-1251; the user's word overrides.
//!
//! Detectors by statistics err on short Russian texts; Cyrillic in windows-1251 is practically never valid UTF-8, so
//! the simple rule is the stronger one.

use std::str::FromStr;

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

    pub(super) fn table(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1251 => encoding_rs::WINDOWS_1251,
            Self::Cp866 => encoding_rs::IBM866,
            Self::Koi8R => encoding_rs::KOI8_R,
        }
    }

    /// Whether a letter takes one byte.
    pub(super) fn is_narrow(self) -> bool {
        matches!(self, Self::Windows1251 | Self::Cp866 | Self::Koi8R)
    }

    /// The byte order mark.
    pub(super) fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"\xEF\xBB\xBF",
            Self::Utf16Le => b"\xFF\xFE",
            Self::Utf16Be => b"\xFE\xFF",
            _ => b"",
        }
    }

    /// By the first bytes of a file: a byte order mark, else UTF-8 if they are that (the last letter may be cut), else
    /// windows-1251.
    pub(super) fn recognised(head: &[u8]) -> Self {
        let marked = |e: &&Self| !e.mark().is_empty() && head.starts_with(e.mark());
        let is_utf8 = std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true);
        Self::ALL.iter().copied().find(|e| marked(&e)).unwrap_or(if is_utf8 { Self::Utf8 } else { Self::Windows1251 })
    }

    /// The text in this encoding; signs that it doesn't have become «?».
    pub(super) fn encoded(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Self::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => {
                let known = |c: char| if self.table().encode(c.encode_utf8(&mut [0; 4])).2 { '?' } else { c };
                let (bytes, _, lost) = self.table().encode(text);
                if lost {
                    self.table().encode(&text.chars().map(known).collect::<String>()).0.into_owned()
                } else {
                    bytes.into_owned()
                }
            }
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_cut_by_the_end_of_the_head_is_no_sign_of_another_encoding() {
        let text = "ФИО".as_bytes();
        assert_eq!(Encoding::recognised(&text[..5]), Encoding::Utf8);
        assert_eq!(Encoding::recognised(b"\xD4\xC8\xCE;"), Encoding::Windows1251);
        assert_eq!(Encoding::recognised(b"\xFE\xFF\x04"), Encoding::Utf16Be);
    }

    #[test]
    fn what_an_encoding_lacks_becomes_a_question_mark() {
        assert_eq!(Encoding::Windows1251.encoded("Ё₂№"), b"\xA8?\xB9");
        assert_eq!(Encoding::Utf16Le.encoded("Ё"), b"\x01\x04");
    }

    #[test]
    fn an_encoding_goes_by_the_names_that_people_use() {
        assert_eq!("CP1251".parse(), Ok(Encoding::Windows1251));
        assert_eq!("KOI8-R".parse(), Ok(Encoding::Koi8R));
        assert!("ansi".parse::<Encoding>().unwrap_err().contains("windows-1251"));
    }
}

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

    /// By the first bytes of a file: a byte order mark, else UTF-8 if they are that (the last letter may be cut) or nearly that,
    /// else UTF-16 if they are Russian text in it, else windows-1251.
    pub(super) fn recognised(head: &[u8]) -> Self {
        let marked = |e: &&Self| !e.mark().is_empty() && head.starts_with(e.mark());
        let marked = Self::ALL.iter().copied().find(|e| marked(&e));
        marked.or_else(|| unmarked_utf16(head)).unwrap_or(if is_nearly_utf8(head) {
            Self::Utf8
        } else {
            Self::Windows1251
        })
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

/// Whether bytes are UTF-8 but for a few: pasted from a file in another encoding, they must be told, and the rest not be taken for
/// windows-1251, in which letters hardly ever make such pairs.
fn is_nearly_utf8(mut head: &[u8]) -> bool {
    let (mut pairs, mut faults) = (0, 0);
    loop {
        let (valid, error) = match std::str::from_utf8(head) {
            Ok(text) => (text, None),
            Err(error) => (std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default(), Some(error)),
        };
        pairs += valid.chars().filter(|c| matches!(c, 'А'..='я' | 'Ё' | 'ё')).count();
        // A letter that the end of the head has cut is no fault.
        let Some((error, len)) = error.and_then(|error| Some((error, error.error_len()?))) else { break };
        faults += 1;
        head = &head[error.valid_up_to() + len..];
    }
    faults == 0 || (pairs >= 16 && faults * 8 <= pairs)
}

/// UTF-16 without its mark: every second byte is that of a Russian letter or of a Latin one, and the others aren't.
fn unmarked_utf16(head: &[u8]) -> Option<Encoding> {
    let high = |byte: u8| matches!(byte, 0x00 | 0x04 | 0x20 | 0x21);
    let fits = |at: usize| {
        let zeros = head.chunks_exact(2).filter(|pair| pair[at] == 0).count();
        let russian = head.chunks_exact(2).filter(|pair| pair[at] == 4).count();
        let others = head.chunks_exact(2).filter(|pair| !high(pair[at])).count();
        let wrong = head.chunks_exact(2).filter(|pair| pair[1 - at] == 0).count();
        zeros > 0 && russian > 3 && others == 0 && wrong == 0
    };
    if fits(1) { Some(Encoding::Utf16Le) } else { fits(0).then_some(Encoding::Utf16Be) }
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
    fn a_few_wrong_bytes_make_no_other_encoding() {
        let text = "Ромашкина Анна Петровна;СОШ № 8;учитель".as_bytes();
        let spoilt = [text, b";\xF3\xF7;", text].concat();
        assert_eq!(Encoding::recognised(&spoilt), Encoding::Utf8);
        // Capitals of windows-1251 that look like pairs of UTF-8 are few among the rest.
        let cp1251 = Encoding::Windows1251.encoded("Ромашкина Р°СЃ Анна Петровна;СОШ № 8;учитель");
        assert_eq!(Encoding::recognised(&cp1251), Encoding::Windows1251);
    }

    #[test]
    fn russian_text_in_utf16_needs_no_mark() {
        for encoding in [Encoding::Utf16Le, Encoding::Utf16Be] {
            assert_eq!(Encoding::recognised(&encoding.encoded("ФИО;№ 5\r\nКим Анна")), encoding);
        }
        assert_eq!(Encoding::recognised(b"a\0b\0c\0d\0"), Encoding::Utf8);
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

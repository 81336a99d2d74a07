//! A table in text, read through a window: however long the file, only some megabytes of it are in memory.

use std::io::{Read, SeekFrom};

use encoding_rs::{Decoder, DecoderResult};
use memchr::memchr_iter;

use super::decode::Encoding;
use super::input::Input;
use super::record::{Record, Records, SIGNS, breaks};
use crate::domain::name;
use crate::error::{Advice, Failure};

/// What must lie ahead of a record before it is read: no line is longer.
const LINE: usize = 1024 * 1024;
/// How much is read at a time.
const PIECE: usize = 256 * 1024;
/// How many bytes show the encoding.
const HEAD: usize = 64 * 1024;

/// A text under way.
pub struct Text {
    input: Box<dyn Input>,
    encoding: Encoding,
    /// Whether the user has named it.
    is_named: bool,
    decoder: Decoder,
    /// Bytes read so far.
    read: u64,
    drained: bool,
    /// Whether it begins with a byte order mark.
    marked: bool,
    window: String,
    /// Where in the window the next record begins, and its line.
    at: (usize, usize),
    /// The sign between cells.
    pub delimiter: u8,
}

impl Text {
    /// The beginning of a text in the encoding that is named or recognised.
    ///
    /// # Errors
    /// The file can't be read, is empty, or isn't text in the encoding.
    pub fn open(mut input: Box<dyn Input>, named: Option<Encoding>) -> Result<Self, Failure> {
        let head = head(&mut input, HEAD)?;
        let encoding = named.unwrap_or_else(|| Encoding::recognised(&head));
        let decoder = encoding.table().new_decoder_without_bom_handling();
        let (window, at) = (String::new(), (0, 1));
        let (drained, marked) = (false, false);
        let is_named = named.is_some();
        let mut text =
            Self { input, encoding, is_named, decoder, read: 0, drained, marked, window, at, delimiter: b';' };
        text.rewind()?;
        if text.drained && text.window.trim().is_empty() {
            return Err(Failure::refused("файл пуст"));
        }
        Ok(text)
    }

    /// The encoding.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The beginning of the text in each other encoding that its bytes may be in; none where the user has named one.
    ///
    /// # Errors
    /// As [`Text::open`].
    pub fn readings(&mut self) -> Result<Vec<(Encoding, String)>, Failure> {
        if self.is_named {
            return Ok(Vec::new());
        }
        self.input.rewind().map_err(|error| unread(&error))?;
        let head = head(&mut self.input, HEAD)?;
        self.rewind()?;
        let others = Encoding::ALL.iter().copied().filter(|other| *other != self.encoding);
        Ok(others.map(|other| (other, other.table().decode_without_bom_handling(&head).0.into_owned())).collect())
    }

    /// The byte order mark that the text begins with, if it does.
    pub fn mark(&self) -> &'static [u8] {
        if self.marked { self.encoding.mark() } else { b"" }
    }

    /// How its lines end: as the first of them.
    pub fn line_end(&self) -> &'static str {
        match self.window.find(['\r', '\n']).map(|at| &self.window[at..]) {
            Some(rest) if rest.starts_with("\r\n") => "\r\n",
            Some(rest) if rest.starts_with('\r') => "\r",
            _ => "\n",
        }
    }

    /// The beginning of the text: all that may hold a header.
    pub fn beginning(&self) -> &str {
        &self.window
    }

    /// Back to the beginning.
    ///
    /// # Errors
    /// As [`Text::open`].
    pub fn rewind(&mut self) -> Result<(), Failure> {
        self.input.rewind().map_err(|error| unread(&error))?;
        self.decoder = self.encoding.table().new_decoder_without_bom_handling();
        self.window.clear();
        (self.read, self.drained, self.at) = (0, false, (0, 1));
        let mark = self.encoding.mark();
        let mut begins = vec![0; mark.len()];
        self.marked = !mark.is_empty() && self.input.read_exact(&mut begins).is_ok() && begins == mark;
        if self.marked {
            self.read = mark.len() as u64;
        } else {
            self.input.seek(SeekFrom::Start(0)).map_err(|error| unread(&error))?;
        }
        self.fill()
    }

    /// About how many lines there are, in whichever encoding they are.
    ///
    /// # Errors
    /// As [`Text::open`].
    pub fn lines(&mut self) -> Result<u64, Failure> {
        self.input.rewind().map_err(|error| unread(&error))?;
        let mut piece = vec![0; PIECE];
        let mut ends = [0; 2];
        loop {
            let read = self.input.read(&mut piece).map_err(|error| unread(&error))?;
            if read == 0 {
                break;
            }
            for (count, end) in ends.iter_mut().zip(b"\n\r") {
                *count += memchr_iter(*end, &piece[..read]).count() as u64;
            }
        }
        self.rewind()?;
        Ok(ends[0].max(ends[1]))
    }

    /// Goes on at a byte of the window, which begins the given line.
    pub fn go_on_at(&mut self, at: (usize, usize)) {
        self.at = at;
    }

    /// Hands out the records from here to the end, until `visit` has had enough.
    ///
    /// # Errors
    /// The text can't be read on, isn't in its encoding, or has a line that is too long.
    pub fn each(&mut self, mut visit: impl FnMut(Record<'_>, u64) -> bool) -> Result<(), Failure> {
        loop {
            self.fill()?;
            let mut records = Records::resume(&self.window, self.delimiter, self.at.0, self.at.1);
            // What lies ahead in the window is read already; Cyrillic takes two bytes there.
            let size = if self.encoding.is_narrow() { 2 } else { 1 };
            loop {
                let (at, line) = records.position();
                if !self.drained && self.window.len() - at < LINE {
                    break;
                }
                let Some(record) = records.next() else {
                    self.window = String::new();
                    self.at.0 = 0;
                    return Ok(());
                };
                if !self.drained && records.position().0 >= self.window.len() {
                    return Err(Failure::refused(format!("строка {line} длиннее 1 МиБ: это не таблица"))
                        .hint("проверьте, тот ли это файл, и кавычки в этой строке"));
                }
                let ahead = (self.window.len() - records.position().0) / size;
                if !visit(record, self.read.saturating_sub(ahead as u64)) {
                    return Ok(());
                }
            }
            self.at = records.position();
        }
    }

    /// Reads on until enough lies ahead.
    fn fill(&mut self) -> Result<(), Failure> {
        if self.drained || self.window.len() - self.at.0 >= LINE {
            return Ok(());
        }
        self.window.drain(..self.at.0);
        self.at.0 = 0;
        let mut piece = vec![0; PIECE];
        while !self.drained && self.window.len() < 2 * LINE {
            let read = self.input.read(&mut piece).map_err(|error| unread(&error))?;
            self.read += read as u64;
            self.drained = read == 0;
            let before = self.window.len();
            let bytes = &piece[..read];
            self.window.reserve(self.decoder.max_utf8_buffer_length_without_replacement(read).unwrap_or(read * 3));
            let (result, _) = self.decoder.decode_to_string_without_replacement(bytes, &mut self.window, self.drained);
            let line = || self.at.1 + breaks(&self.window);
            if matches!(result, DecoderResult::Malformed(..)) {
                let place = place_of_end(&self.window).map(|(column, before)| {
                    format!(
                        ", столбец {column}{}",
                        if before.is_empty() { String::new() } else { format!(" (после «{before}»)") }
                    )
                });
                let is_lone = self.encoding == Encoding::Utf8 && !self.is_named;
                let mut failure = Failure::refused(format!(
                    "строка {}{} не читается в кодировке {}",
                    line(),
                    place.unwrap_or_default(),
                    self.encoding.name()
                ));
                if is_lone {
                    failure = failure.hint(
                        "до этого места файл в utf-8: впишите значение заново, если оно попало сюда из другого файла",
                    );
                }
                return Err(failure.advise(Advice::NameEncoding));
            }
            if self.window[before..].contains('\0') {
                return Err(
                    Failure::refused("в файле есть нулевые байты: это не текстовая таблица").advise(Advice::NameUtf16)
                );
            }
        }
        Ok(())
    }
}

/// How many letters before a fault are shown.
const BEFORE: usize = 30;

/// The column in which a text ends under the sign that parts its line into most, and the letters before; nothing at the beginning
/// of a line without such signs.
fn place_of_end(window: &str) -> Option<(usize, String)> {
    let line = &window[window.rfind(['\n', '\r']).map_or(0, |end| end + 1)..];
    let widths = SIGNS.map(|sign| Records::resume(line, sign, 0, 1).next().map_or(0, |record| record.width));
    let column = widths.into_iter().max().filter(|width| *width > 1)?;
    let before: Vec<char> = line.chars().rev().take(BEFORE).collect();
    Some((column, name::tidy(&before.into_iter().rev().collect::<String>())))
}

/// The first bytes of a file, which is then at its beginning again.
///
/// # Errors
/// The file can't be read.
pub fn head(input: &mut Box<dyn Input>, most: usize) -> Result<Vec<u8>, Failure> {
    let mut head = Vec::new();
    input.by_ref().take(most as u64).read_to_end(&mut head).map_err(|error| unread(&error))?;
    input.rewind().map_err(|error| unread(&error))?;
    Ok(head)
}

fn unread(error: &std::io::Error) -> Failure {
    Failure::refused(format!("файл не читается: {error}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn open(bytes: &[u8], named: Option<Encoding>) -> Result<Text, Failure> {
        Text::open(Box::new(Cursor::new(bytes.to_vec())), named)
    }

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
            let text = open(&bytes, None).unwrap();
            assert_eq!((text.beginning(), text.encoding()), (table, encoding));
        }
    }

    #[test]
    fn the_users_word_overrides() {
        for (name, table) in [("cp866", encoding_rs::IBM866), ("KOI8-R", encoding_rs::KOI8_R)] {
            let bytes = table.encode("Фамилия").0;
            assert_eq!(open(&bytes, Some(name.parse().unwrap())).unwrap().beginning(), "Фамилия");
        }
        let unmarked = utf16("Имя", u16::to_le_bytes);
        assert_eq!(open(&unmarked, Some(Encoding::Utf16Le)).unwrap().beginning(), "Имя");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let said = |bytes: &[u8], named| open(bytes, named).err().unwrap().message;
        assert!(said(b"a\0b\0", None).contains("нулевые байты"));
        assert_eq!(said(b"a\nb\n\xC8", Some(Encoding::Utf8)), "строка 3 не читается в кодировке utf-8");
        let spoilt = ["ФИО;ОО;Должность\nКац Лев;СОШ № 8;".as_bytes(), &b"\xF3\xF7;1"[..]].concat();
        assert_eq!(said(&spoilt, None), "строка 2, столбец 3 (после «Кац Лев;СОШ № 8;») не читается в кодировке utf-8");
        assert_eq!(said(b"abc", Some(Encoding::Utf16Le)), "строка 1 не читается в кодировке utf-16le");
        assert_eq!(said(b" \r\n", None), "файл пуст");
    }

    #[test]
    fn a_long_file_goes_through_the_window_line_by_line() {
        let text: String = (1..=400_000).map(|n| format!("{n};\"строка\n{n}\"\r\n")).collect();
        let mut table = open(text.as_bytes(), None).unwrap();
        for _ in 0..2 {
            let mut seen = 0;
            table
                .each(|record, _| {
                    seen += 1;
                    assert_eq!((record.line, record.cells[0].parse()), (2 * seen - 1, Ok(seen)));
                    assert_eq!(record.cells[1], format!("строка\n{seen}"));
                    true
                })
                .unwrap();
            assert_eq!(seen, 400_000);
            assert!(table.window.capacity() < 8 * LINE);
            table.rewind().unwrap();
        }
    }

    #[test]
    fn a_line_without_an_end_is_refused_before_it_fills_the_memory() {
        let text = format!("a;b\n{}", "x;".repeat(LINE * 4));
        let failure = open(text.as_bytes(), None).unwrap().each(|_, _| true).unwrap_err();
        assert_eq!(failure.message, "строка 2 длиннее 1 МиБ: это не таблица");
    }
}

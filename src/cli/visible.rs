//! Results on a terminal: whatever the format keeps as it is, a terminal must not obey.

use std::io::{self, Write};

use crate::report::escape;

/// Passes lines on with everything that a terminal would obey as a visible mark.
pub struct Visible<W: Write> {
    out: W,
    /// The line that has no end yet.
    line: Vec<u8>,
}

impl<W: Write> Visible<W> {
    /// Nothing is written yet.
    pub fn new(out: W) -> Self {
        Self { out, line: Vec::new() }
    }

    fn pass(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        let text = String::from_utf8_lossy(&line);
        // What marks a file for Excel marks nothing here.
        self.out.write_all(escape(text.trim_start_matches('\u{feff}').trim_end_matches('\r')).as_bytes())
    }
}

impl<W: Write> Write for Visible<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            let (text, is_whole) = match piece.strip_suffix(b"\n") {
                Some(text) => (text, true),
                None => (piece, false),
            };
            self.line.extend_from_slice(text);
            if is_whole {
                self.pass()?;
                self.out.write_all(b"\n")?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass()?;
        self.out.flush()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_sees_marks_and_the_lines_stay() {
        let mut seen = Vec::new();
        let mut out = Visible::new(&mut seen);
        // A character may come in two pieces.
        let (one, other) = "\u{feff}id,name\r\n1,\u{1b}[31mКац\u{202e}\nпоследняя".as_bytes().split_at(21);
        out.write_all(one).unwrap();
        out.write_all(other).unwrap();
        out.flush().unwrap();
        assert_eq!(String::from_utf8(seen).unwrap(), "id,name\n1,␛[31mКац<U+202E>\nпоследняя");
    }
}

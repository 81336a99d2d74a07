//! How wide a column is, and how many lines a text takes there. Excel would grow the rows by itself, LibreOffice believes what the
//! file says: so the file says it.

/// A column isn't made wider for a text: it goes on below.
const WIDEST: usize = 40;
/// So much room the arrow of the filter takes beside a heading.
const ARROW: usize = 3;
/// The height of a line in points, and the greatest height of a row.
const LINE: usize = 15;
const HIGHEST: usize = 409;

/// What the texts of a column want.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wants {
    signs: usize,
}

impl Wants {
    pub(super) fn heading(heading: &str) -> Self {
        let word = heading.split_whitespace().map(signs).max().unwrap_or(0);
        Self { signs: (word + ARROW).max(6) }
    }

    pub(super) fn text(&mut self, text: &str) {
        let longest = text.lines().map(signs).max().unwrap_or(0);
        self.signs = self.signs.max(longest.min(WIDEST));
    }

    /// How many signs a line has.
    pub(super) fn signs(self) -> usize {
        self.signs
    }

    /// As Excel counts.
    pub(super) fn width(self) -> f64 {
        self.signs as f64 + 2.5
    }
}

/// The lines that a text takes, broken between words.
pub(super) fn lines(text: &str, room: usize) -> usize {
    // Nearly every text is one line, and there are millions of them.
    if (text.len() <= room || signs(text) <= room) && memchr::memchr(b'\n', text.as_bytes()).is_none() {
        return 1;
    }
    text.split('\n').map(|line| wrapped(line, room)).sum()
}

fn wrapped(line: &str, room: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in line.split(' ').map(signs) {
        let wanted = if used == 0 { word } else { used + 1 + word };
        if wanted <= room {
            used = wanted;
            continue;
        }
        // A word that is longer than a line is broken.
        lines += usize::from(used > 0) + word.saturating_sub(1) / room.max(1);
        used = word.saturating_sub(1) % room.max(1) + 1;
    }
    lines
}

/// The height of a row of so many lines.
pub(super) fn height(lines: usize) -> f64 {
    (lines * LINE).min(HIGHEST) as f64
}

fn signs(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_between_words() {
        for (text, room, expected) in [
            ("", 10, 1),
            ("учитель", 7, 1),
            ("учитель", 6, 2),
            ("учитель математики", 18, 1),
            ("учитель математики", 17, 2),
            ("а б в г", 3, 2),
            ("достопримечательность", 7, 3),
            ("о достопримечательность", 7, 4),
            ("а\nб\n", 40, 3),
        ] {
            assert_eq!(lines(text, room), expected, "{text} in {room}");
        }
    }
}

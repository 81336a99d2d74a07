//! How wide the columns of a table are: whole where there is room, else long texts share what the others leave.

use unicode_width::UnicodeWidthStr;

use super::Value;

/// A text column as wide as this at most is never wrapped.
const SHORT: usize = 12;
/// A word up to this width isn't broken while there is room at all.
const WORD: usize = 18;
/// The least width of a text column, however little room there is.
const LEAST: usize = 6;

/// What the heading and the cells of one column need.
pub(super) struct Needs {
    heading: usize,
    heading_word: usize,
    widest: usize,
    word: usize,
    unbroken: usize,
    numbers: bool,
    words: bool,
    days: bool,
    bars: bool,
    anything: bool,
}

impl Needs {
    pub(super) fn new(heading: &str) -> Self {
        Self {
            heading: heading.width(),
            heading_word: longest_word(heading),
            widest: 0,
            word: 0,
            unbroken: 0,
            numbers: false,
            words: false,
            days: false,
            bars: false,
            anything: false,
        }
    }

    /// Takes a cell into account: the value and how it is shown.
    pub(super) fn cell(&mut self, value: &Value<'_>, shown: &str) {
        let width = shown.width();
        self.widest = self.widest.max(width);
        self.anything |= width > 0 && *value != Value::Empty;
        match value {
            // Said in words that there is nothing to say.
            Value::Text(_) | Value::Named(..) | Value::Worded(..) if width == 0 => {}
            Value::Text(_) | Value::Named(..) | Value::Worded(..) | Value::Code(..) => {
                self.word = self.word.max(longest_word(shown));
                self.words = true;
            }
            Value::Day(_) | Value::Flag(_) | Value::Bar(_) => {
                self.unbroken = self.unbroken.max(width);
                self.words |= matches!(value, Value::Flag(_));
                self.days |= matches!(value, Value::Day(_));
                self.bars |= matches!(value, Value::Bar(_));
            }
            Value::Int(_) | Value::Share(_) | Value::Percent(_) | Value::Target(_) | Value::Decimal(_) => {
                self.unbroken = self.unbroken.max(width);
                self.numbers = true;
            }
            Value::Empty | Value::Person(_) | Value::Phrase(_) | Value::Secret(_) => {
                self.unbroken = self.unbroken.max(width)
            }
        }
    }

    /// Whether the column holds numbers and nothing else.
    pub(super) fn right_aligned(&self) -> bool {
        self.numbers && !self.words && !self.days && !self.bars
    }

    /// Whether the column holds days and nothing else.
    pub(super) fn is_of_days(&self) -> bool {
        self.days && !self.words && !self.numbers && !self.bars
    }

    /// Whether bars stand in the column.
    pub(super) fn is_of_bars(&self) -> bool {
        self.bars
    }

    /// Whether any cell says anything.
    pub(super) fn hold_anything(&self) -> bool {
        self.anything
    }

    /// Nothing wrapped.
    fn whole(&self) -> usize {
        self.heading.max(self.widest)
    }

    /// Long texts wrapped between words.
    fn wrapped(&self) -> usize {
        let cells = if self.widest <= SHORT { self.widest } else { self.unbroken.max(self.word.min(WORD)) };
        cells.max(self.heading_word)
    }

    /// Headings and words broken, numbers still whole.
    fn broken(&self) -> usize {
        self.unbroken.max(self.widest.min(LEAST)).max(self.heading_word.min(LEAST))
    }
}

/// Whether the columns have room with no word of a heading or of a cell broken.
pub(super) fn words_fit(columns: &[Needs], room: usize) -> bool {
    columns.iter().map(Needs::wrapped).sum::<usize>() <= room
}

/// Whether the columns have room with nothing wrapped.
pub(super) fn whole_fit<'a>(columns: impl Iterator<Item = &'a Needs>, room: usize) -> bool {
    columns.map(Needs::whole).sum::<usize>() <= room
}

/// The widths of the columns, together `room` or less if that can be done without breaking a number.
pub(super) fn widths(columns: &[Needs], room: usize) -> Vec<usize> {
    let all = |width: fn(&Needs) -> usize| columns.iter().map(width).collect::<Vec<_>>();
    let wrapped = all(Needs::wrapped);
    if words_fit(columns, room) {
        grown(wrapped, &all(Needs::whole), room)
    } else {
        grown(all(Needs::broken), &wrapped, room)
    }
}

/// The widths grown to fill the room, always the narrowest of those that want more.
fn grown(mut widths: Vec<usize>, wanted: &[usize], room: usize) -> Vec<usize> {
    for _ in widths.iter().sum()..room {
        let wanting = widths.iter_mut().zip(wanted).filter(|(width, wanted)| **width < **wanted);
        let Some((narrowest, _)) = wanting.min_by_key(|(width, _)| **width) else { break };
        *narrowest += 1;
    }
    widths
}

fn longest_word(text: &str) -> usize {
    text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0)
}

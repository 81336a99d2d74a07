//! The records of an XLS, looked through before calamine reads them: what they would unfold to, and what to hide.
//!
//! Calamine reads an XLS whole: it reserves the area that a sheet claims, lays all cells into a dense rectangle,
//! clones a string for each cell that shares it, and writes out every formula. A few kilobytes can ask for terabytes of that,
//! and memory that isn't there ends a program at once, past every guard.

use super::damaged;
use super::marks::Marks;
use super::rows::{CELLS, TEXT, too_big};
use crate::error::Failure;

/// A type of record that nobody knows, and so everybody passes over.
const IGNORED: [u8; 2] = [0xFF, 0x7F];
const CONTINUE: u16 = 0x003C;
const SHEETS: usize = 1_000;

/// One record: its place in the stream and its type; and the end of its data.
#[derive(Clone, Copy)]
struct BiffRecord {
    at: usize,
    kind: u16,
    end: usize,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
}

/// The records from a place on, to the end of that part of the stream.
fn records(stream: &[u8], mut at: usize) -> Vec<BiffRecord> {
    let mut found = Vec::new();
    let mut depth = 0;
    while let (Some(kind), Some(len)) = (u16_at(stream, at), u16_at(stream, at.saturating_add(2))) {
        let end = at + 4 + usize::from(len);
        if end > stream.len() {
            break;
        }
        found.push(BiffRecord { at, kind, end });
        match kind {
            0x0809 => depth += 1,
            // A chart inside a sheet has a beginning and an end of its own.
            0x000A if depth <= 1 => break,
            0x000A => depth -= 1,
            _ => {}
        }
        at = end;
    }
    found
}

/// Refuses what would unfold too far, and hides from calamine what isn't needed: claims, names, formulas. Returns what calamine
/// doesn't tell of each sheet in its turn.
pub fn tame(stream: &mut [u8]) -> Result<Vec<Marks>, Failure> {
    let globals = records(stream, 0);
    let mut lengths = Vec::new();
    let mut sheets = Vec::new();
    for (index, record) in globals.iter().enumerate() {
        match record.kind {
            0x0085 => sheets.push(u32_at(stream, record.at + 4).ok_or_else(damaged)?),
            0x00FC => {
                let rest = globals[index + 1..].iter().take_while(|record| record.kind == CONTINUE);
                let parts = std::iter::once(record).chain(rest).map(|r| &stream[r.at + 4..r.end]).collect();
                lengths = Strings { parts, part: 0, at: 8 }.lengths();
            }
            // Names and the sheets they point to: only formulas need them.
            0x0017 | 0x0018 => stream[record.at..record.at + 2].copy_from_slice(&IGNORED),
            _ => {}
        }
    }
    if sheets.len() > SHEETS {
        return Err(too_big());
    }
    let (mut area, mut text) = (0, 0_usize);
    let mut all = Vec::new();
    for start in sheets {
        let mut used: Option<[usize; 4]> = None;
        let mut marks = Marks::default();
        for record in records(stream, start) {
            let data = &stream[record.at + 4..record.end];
            match record.kind {
                0x0200 => {
                    stream[record.at..record.at + 2].copy_from_slice(&IGNORED);
                    continue;
                }
                // A row: of its flags, that it has no height.
                0x0208 => {
                    let is_hidden = u16_at(data, 12).is_some_and(|flags| flags & 0x0020 != 0);
                    u16_at(data, 0).filter(|_| is_hidden).into_iter().for_each(|row| marks.hide(row.into()));
                    continue;
                }
                0x0203..=0x0205 | 0x027E | 0x00D6 | 0x00FD | 0x00BD | 0x0006 => {}
                _ => continue,
            }
            let (row, first) = u16_at(data, 0).zip(u16_at(data, 2)).ok_or_else(damaged)?;
            // A record of many numbers ends with its last column.
            let last = if record.kind == 0x00BD { u16_at(data, data.len() - 2).unwrap_or(first) } else { first };
            if last > 0xFF || last < first {
                return Err(damaged());
            }
            let (row, first, last) = (usize::from(row), usize::from(first), usize::from(last));
            let [top, left, bottom, right] = used.unwrap_or([row, first, row, last]);
            used = Some([top.min(row), left.min(first), bottom.max(row), right.max(last)]);
            if record.kind == 0x00FD {
                text += u32_at(data, 6).and_then(|index| lengths.get(index)).copied().unwrap_or(0);
            }
            if record.kind == 0x0006 && data.len() >= 22 {
                // The length of the formula's own text; its value stands before it.
                stream[record.at + 24..record.at + 26].copy_from_slice(&[0, 0]);
            }
        }
        area += used.map_or(0, |[top, left, bottom, right]| (bottom - top + 1) * (right - left + 1));
        if area > CELLS || text > TEXT {
            return Err(too_big());
        }
        all.push(marks);
    }
    Ok(all)
}

/// The table of shared strings, which runs on over several records.
struct Strings<'a> {
    parts: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl Strings<'_> {
    /// The length of each string in bytes of UTF-8, at most; as many of them as are whole.
    fn lengths(mut self) -> Vec<usize> {
        let mut lengths = Vec::new();
        while let Some(length) = self.next() {
            lengths.push(length);
        }
        lengths
    }

    fn rest(&self) -> &[u8] {
        self.parts.get(self.part).and_then(|part| part.get(self.at..)).unwrap_or_default()
    }

    fn turn(&mut self) -> Option<()> {
        self.part += 1;
        self.at = 0;
        (self.part < self.parts.len()).then_some(())
    }

    fn next(&mut self) -> Option<usize> {
        if self.rest().is_empty() {
            self.turn()?;
        }
        let (count, flags) = (u16_at(self.rest(), 0)?, *self.rest().get(2)?);
        self.at += 3;
        let mut tail = 0;
        if flags & 8 != 0 {
            tail += usize::from(u16_at(self.rest(), 0)?) * 4;
            self.at += 2;
        }
        if flags & 4 != 0 {
            tail += u32_at(self.rest(), 0)?;
            self.at += 4;
        }
        let mut left = usize::from(count);
        let mut width = 1 + usize::from(flags & 1);
        loop {
            let here = left.min(self.rest().len() / width);
            self.at += here * width;
            left -= here;
            if left == 0 {
                break;
            }
            self.turn()?;
            // A string that goes on in the next record says its width again.
            width = 1 + usize::from(self.rest().first()? & 1);
            self.at = 1;
        }
        while tail > 0 {
            let here = tail.min(self.rest().len());
            self.at += here;
            tail -= here;
            if tail > 0 {
                self.turn()?;
            }
        }
        Some(usize::from(count) * 3)
    }
}

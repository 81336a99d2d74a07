//! An OLE compound file: which document it holds; the stream of an XLS, out of the file and into a clean one.
//!
//! Calamine follows the chains of sectors wherever they lead: in a damaged file, round and round until memory ends. So
//! they are followed here, with an end, and calamine gets a file made anew with nothing but the workbook in it.

use super::damaged;
use crate::error::Failure;
use crate::intake::reading::container::foreign;

const END: u32 = 0xFFFF_FFFE;
const NONE: u32 = 0xFFFF_FFFF;
/// Larger ones are reserved: not sectors.
const LAST: u32 = 0xFFFF_FFF9;

struct DirectoryEntry {
    name: String,
    /// Left, right, child.
    links: [u32; 3],
    start: u32,
    len: usize,
}

struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    entries: Vec<DirectoryEntry>,
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks().0.iter().map(|word| u32::from_le_bytes(*word))
}

impl<'a> Compound<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let sector = match bytes.get(30..32)? {
            [9, 0] => 512,
            [12, 0] => 4096,
            _ => return None,
        };
        let mut compound = Self { bytes, sector, fat: Vec::new(), entries: Vec::new() };
        let mut tables: Vec<u32> = words(bytes.get(76..512)?).collect();
        let mut next = u32_at(bytes, 68)?;
        // No chain is longer than the file.
        for _ in 0..bytes.len() / sector {
            if next > LAST {
                break;
            }
            let mut more: Vec<u32> = words(compound.sector(next)?).collect();
            next = more.pop()?;
            tables.extend(more);
        }
        for table in tables.into_iter().filter(|id| *id <= LAST).take(bytes.len() / sector) {
            let table: Vec<u32> = words(compound.sector(table)?).collect();
            compound.fat.extend(table);
        }
        let directory = compound.chain(u32_at(bytes, 48)?, usize::MAX)?;
        compound.entries = directory.as_chunks::<128>().0.iter().filter_map(DirectoryEntry::new).collect();
        Some(compound)
    }

    /// The last sector of a file may be short.
    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize + 1) * self.sector;
        let end = self.bytes.len().min(start + self.sector);
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    fn chain(&self, mut id: u32, len: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut steps = 0;
        while id <= LAST && out.len() < len {
            out.extend_from_slice(self.sector(id)?);
            id = *self.fat.get(id as usize)?;
            steps += 1;
            if steps > self.fat.len() {
                return None;
            }
        }
        out.truncate(len);
        Some(out)
    }

    /// The entries right under the root: a workbook inside a letter is not the file's own.
    fn top(&self) -> Vec<&DirectoryEntry> {
        let mut found = Vec::new();
        let mut seen = vec![false; self.entries.len()];
        let mut open: Vec<u32> = self.entries.first().map(|root| root.links[2]).into_iter().collect();
        while let Some(id) = open.pop() {
            let (Some(entry), Some(seen)) = (self.entries.get(id as usize), seen.get_mut(id as usize)) else {
                continue;
            };
            if !std::mem::replace(seen, true) {
                found.push(entry);
                open.extend(&entry.links[..2]);
            }
        }
        found
    }

    fn stream(&self, entry: &DirectoryEntry) -> Option<Vec<u8>> {
        if entry.len >= 4096 {
            return self.chain(entry.start, entry.len);
        }
        // Small ones lie together in the root's own stream, in sectors of 64 bytes with a table of their own.
        let all = self.chain(self.entries.first()?.start, self.bytes.len())?;
        let table: Vec<u32> = words(&self.chain(u32_at(self.bytes, 60)?, usize::MAX)?).collect();
        let mut out = Vec::new();
        let mut id = entry.start;
        while id <= LAST && out.len() < entry.len {
            out.extend_from_slice(all.get(id as usize * 64..(id as usize + 1) * 64)?);
            id = *table.get(id as usize)?;
        }
        out.truncate(entry.len);
        Some(out)
    }
}

impl DirectoryEntry {
    fn new(bytes: &[u8; 128]) -> Option<Self> {
        let units =
            bytes[..64].as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)).take_while(|unit| *unit != 0);
        let name: Vec<u16> = units.collect();
        Some(Self {
            name: String::from_utf16_lossy(&name).to_lowercase(),
            links: [u32_at(bytes, 68)?, u32_at(bytes, 72)?, u32_at(bytes, 76)?],
            start: u32_at(bytes, 116)?,
            len: u32_at(bytes, 120)? as usize,
        })
    }
}

/// The stream of an XLS workbook.
pub fn workbook(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    const SAVE: &str = "скопируйте таблицу в Excel или LibreOffice и сохраните её книгой Excel (*.xlsx)";
    let compound = Compound::new(bytes).ok_or_else(damaged)?;
    let top = compound.top();
    let find = |name: &str| top.iter().find(|entry| entry.name == name);
    if find("encryptedpackage").is_some() {
        Err(super::locked())
    } else if let Some(entry) = find("workbook").or_else(|| find("book")) {
        compound.stream(entry).ok_or_else(damaged)
    } else if find("worddocument").is_some() {
        Err(foreign("документ Word (DOC)", SAVE))
    } else if find("powerpoint document").is_some() {
        Err(foreign("презентация PowerPoint (PPT)", SAVE))
    } else if find("__properties_version1.0").is_some() {
        Err(foreign("письмо Outlook (MSG)", "сохраните вложение из письма отдельным файлом"))
    } else {
        Err(foreign("документ OLE неизвестного вида", SAVE))
    }
}

/// A compound file with this one stream.
pub fn wrap(mut stream: Vec<u8>) -> Vec<u8> {
    // With sectors of 4 KiB the header alone lists enough of them for any file that is read here.
    const SECTOR: usize = 4096;
    stream.resize(stream.len().next_multiple_of(SECTOR).max(SECTOR), 0);
    let (data, len) = (stream.len() / SECTOR, stream.len() as u64);
    // One more sector for the directory, and the tables list themselves.
    let tables = (data + 2).div_ceil(SECTOR / 4 - 1);
    let id = |n: usize| u32::try_from(n).unwrap_or(NONE);
    let mut fat: Vec<u32> = (1..=data).map(id).collect();
    fat[data - 1] = END;
    fat.push(END);
    fat.extend(std::iter::repeat_n(0xFFFF_FFFD, tables));
    fat.resize(tables * SECTOR / 4, NONE);

    let mut out = vec![0; SECTOR];
    let mut set = |at: usize, bytes: &[u8]| out[at..at + bytes.len()].copy_from_slice(bytes);
    set(0, &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    set(24, &[0x3E, 0, 4, 0, 0xFE, 0xFF, 12, 0, 6, 0]);
    for (at, word) in [(40, 1), (44, id(tables)), (48, id(data)), (56, 4096), (60, END), (68, END)] {
        set(at, &word.to_le_bytes());
    }
    for n in 0..109 {
        let table = if n < tables { id(data + 1 + n) } else { NONE };
        set(76 + n * 4, &table.to_le_bytes());
    }
    let mut directory = vec![0; SECTOR];
    for (at, name, kind, links, start, len) in
        [(0, "Root DirectoryEntry", 5, [NONE, NONE, 1], 0, 0), (128, "Workbook", 2, [NONE; 3], 0, len)]
    {
        let entry = &mut directory[at..at + 128];
        for (n, unit) in name.encode_utf16().enumerate() {
            entry[n * 2..n * 2 + 2].copy_from_slice(&unit.to_le_bytes());
        }
        entry[64..66].copy_from_slice(&u16::try_from(name.len() * 2 + 2).unwrap_or_default().to_le_bytes());
        entry[66..68].copy_from_slice(&[kind, 1]);
        for (n, link) in links.iter().enumerate() {
            entry[68 + n * 4..72 + n * 4].copy_from_slice(&link.to_le_bytes());
        }
        entry[116..120].copy_from_slice(&u32::to_le_bytes(start));
        entry[120..128].copy_from_slice(&u64::to_le_bytes(len));
    }
    out.extend(stream);
    out.extend(directory);
    out.extend(fat.into_iter().flat_map(u32::to_le_bytes));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrapped_is_found_again() {
        for len in [0, 1, 4096, 5_000_000] {
            let stream: Vec<u8> = (0..len).map(|n: u32| n.to_le_bytes()[0]).collect();
            let found = workbook(&wrap(stream.clone()));
            assert!(found.is_ok_and(|found| found.starts_with(&stream)), "{len}");
        }
    }
}

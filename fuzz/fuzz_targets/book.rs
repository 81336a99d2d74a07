//! Bytes as a file that is recognised by its content: workbooks above all.
#![no_main]

use std::io::Write;

use libfuzzer_sys::fuzz_target;
use nastavnik::domain::Day;
use nastavnik::intake::reading::{SheetItem, Opened, Source};
use nastavnik::intake::staff;

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut file) = tempfile::NamedTempFile::new() else { return };
    if file.write_all(bytes).is_err() {
        return;
    }
    let Ok(opened) = Opened::open(&Source::of(file.path())) else { return };
    let Ok(mut sheet) = opened.sheet(&staff::LAYOUT) else { return };
    let Some(today) = Day::new(2026, 11, 22) else { return };
    let _ = sheet.each(today, |found, _| {
        if let SheetItem::Row(row) = found {
            for column in staff::LAYOUT.columns {
                let _ = row.text(column.field);
            }
        }
        true
    });
    let _ = sheet.notes();
});

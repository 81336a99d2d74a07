//! Bytes as a text: the decoder, the finder of the header, the reader of rows. The first byte chooses how they are read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nastavnik::domain::Day;
use nastavnik::intake::reading::{Encoding, SheetItem, Opened};
use nastavnik::intake::staff;

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else { return };
    // A letter or a sign, as the seeds begin with: recognised.
    let named = Encoding::ALL.get(usize::from(choice)).copied();
    let Ok(opened) = Opened::of_text("x.csv", bytes.to_vec(), named) else { return };
    let _ = opened.headings(&staff::LAYOUT);
    let Ok(mut sheet) = opened.sheet(&staff::LAYOUT) else { return };
    let Some(today) = Day::new(2026, 11, 22) else { return };
    let mut last = 0;
    let _ = sheet.each(today, |found, _| {
        if let SheetItem::Row(row) = found {
            assert!(row.line() > last);
            last = row.line();
            for column in staff::LAYOUT.columns {
                let field = column.field;
                let _ =
                    (row.text(field), row.required_day(field), row.birth(field), row.flag(field), row.integer(field));
            }
        }
        true
    });
    let _ = sheet.notes();
});

//! A disk that changes bytes and says nothing: a figure is as it was, or there is none.

use std::fs;

use crate::common::Desk;

/// The same numbers every time: noise that can be made again.
struct Noise(u64);

impl Noise {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % below as u64).unwrap()
    }

    /// Changes so many bytes in a row.
    fn spoil(&mut self, bytes: &mut [u8]) {
        bytes.iter_mut().for_each(|byte| *byte = self.next(256) as u8);
    }
}

#[test]
fn no_figure_is_made_of_noise() {
    let desk = Desk::example("spassky", "2022-09-08");
    let sound = desk.bytes();
    let line = "monitor indicators --readings --by org --format csv";
    let figures = desk.done(line).out;
    let mut noise = Noise(20221127);
    let (mut told, mut harmless) = (0, 0);
    let pages = sound.len() / 4096;
    for round in 0..60 {
        let mut bytes = sound.clone();
        // A page of the middle, so many bytes of it; the first page is the schema's.
        let page = 1 + noise.next(pages - 1);
        let length = [4096, 512, 64, 16][round % 4];
        let start = page * 4096 + noise.next(4096 - length + 1);
        noise.spoil(&mut bytes[start..start + length]);
        desk.write("nastavnik.db", &bytes);
        let found = desk.run(line);
        if found.code == 0 {
            assert!(found.out == figures, "page {page}, {length} bytes from {start}: another figure");
            harmless += 1;
        } else {
            let is_told = found.err.contains("повреждён") || found.err.contains("изменила другая программа");
            assert!(found.code == 4 && is_told && found.out.is_empty(), "page {page}: {found:#?}");
            told += 1;
        }
    }
    // What lies in no row at all is read by nobody: a table that is empty takes a page, too.
    assert!(told > 20, "{told} told, {harmless} harmless");
    fs::write(desk.db(), sound).unwrap();
    assert_eq!(desk.done(line).out, figures);
}

/// A region's file is too large to be looked through at every start; what leaves it as figures is worth the time.
#[test]
fn a_large_file_exports_nothing_where_a_page_is_noise() {
    let desk = Desk::example("spassky", "2022-09-08");
    // As many pages as a large file has; they are smaller.
    desk.sql()
        .execute_batch(
            "PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM;
             WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 9000)
             INSERT INTO people (name, key) SELECT 'Человек ' || n, 'человек ' || n FROM n;",
        )
        .unwrap();
    desk.done("monitor run --add year --export . --since 01.01.2021");
    desk.done("monitor export --out before");
    let page: i64 = desk
        .sql()
        .query_row("SELECT rootpage FROM sqlite_master WHERE name = 'entries'", [], |row| row.get(0))
        .unwrap();
    let mut bytes = desk.bytes();
    assert!(bytes.len() / 512 > 2_500, "{}", bytes.len());
    // The journal: no figure is made of it, and a list goes on.
    let at = (usize::try_from(page).unwrap() - 1) * 512;
    Noise(7).spoil(&mut bytes[at..at + 16]);
    desk.write("nastavnik.db", &bytes);
    desk.done("org list");
    for line in ["monitor export --out after", "monitor run"] {
        desk.refused(line, 4, &["повреждён", "org check"]);
    }
    assert!(!desk.path("after").exists());
}

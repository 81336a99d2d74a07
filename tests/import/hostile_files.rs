//! Files that mean no good, and files that go away: a refusal in Russian, at once, and nothing is written.

use std::fs;
use std::io::Write;

use crate::common::Desk;

const HEADER: &str = "ФИО;Организация;Должность;Дата приёма";

fn school() -> Desk {
    Desk::new().with(["org add 'СОШ № 1' --kind школа"])
}

/// Refuses a staff file in these words, and soon.
fn refused(desk: &Desk, file: &str, words: &[&str]) {
    let start = std::time::Instant::now();
    desk.refused(&format!("org staff import {file}"), 1, words);
    assert!(start.elapsed().as_secs() < 20, "{file}: {:?}", start.elapsed());
}

#[test]
fn sizes_that_no_table_has_are_refused() {
    let desk = school();
    let good = "Ким Вера Юрьевна;СОШ № 1;учитель;01.09.2020";
    let long = "я".repeat(50 * 1024);
    desk.write("cell.csv", format!("{HEADER}\n{good}\nКим Анна;СОШ № 1;{long};01.09.2020\n"));
    refused(
        &desk,
        "cell.csv",
        &["1 ошибка", "cell.csv:3:3: «Должность»: «яяя", "в ячейке больше 64 КиБ; проверьте кавычки"],
    );
    desk.write("quoted.csv", format!("{HEADER}\n{good}\nКим Анна;СОШ № 1;\"{long}\";01.09.2020\n"));
    refused(&desk, "quoted.csv", &["quoted.csv:3:3: «Должность»: «\"яяя", "кавычка открыта и не закрыта"]);
    desk.write("wide.csv", format!("{HEADER}\n{good}{}\n", ";1".repeat(5000)));
    refused(&desk, "wide.csv", &["wide.csv:2: в строке 5004 столбца, ожидается 4"]);
    desk.write("header.csv", format!("{HEADER}{}\n{good}\n", ";столбец".repeat(5000)));
    refused(&desk, "header.csv", &["header.csv: в строке 1 больше 1000 столбцов"]);
    desk.write("zero.csv", format!("{HEADER}\n{good}\nКим\0Анна;СОШ № 1;учитель;01.09.2020\n"));
    refused(&desk, "zero.csv", &["zero.csv: в файле есть нулевые байты: это не текстовая таблица"]);
    // A byte of zero far behind what shows the kind of the file.
    let rows: String = (0..40_000).map(|n| format!("Ким Вера Юрьевна;СОШ № 1;учитель {n};01.09.2020\n")).collect();
    desk.write("late.csv", format!("{HEADER}\n{rows}\0\n"));
    refused(&desk, "late.csv", &["late.csv: в файле есть нулевые байты"]);
}

#[test]
fn a_line_without_an_end_is_refused() {
    let desk = school();
    let piece = vec![b'x'; 1024 * 1024];
    for (name, first, mebibytes, why) in [
        ("line.csv", HEADER, 300, "line.csv: строка 2 длиннее 1 МиБ: это не таблица"),
        ("all.csv", "", 64, "all.csv: ожидается файл сотрудников, но строка заголовков не найдена"),
    ] {
        let mut file = fs::File::create(desk.path(name)).unwrap();
        file.write_all(format!("{first}\n").as_bytes()).unwrap();
        (0..mebibytes).for_each(|_| file.write_all(&piece).unwrap());
        drop(file);
        refused(&desk, name, &[why]);
        fs::remove_file(desk.path(name)).unwrap();
    }
}

/// A workbook of one sheet, whose rows are written by hand.
fn book(rows: &[Vec<String>], styles: &str) -> Vec<u8> {
    let mut sheet = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
    );
    for (at, row) in rows.iter().enumerate() {
        sheet += &format!("<row r=\"{}\">", at + 1);
        for cell in row {
            sheet += &format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>");
        }
        sheet += "</row>";
    }
    sheet += "</sheetData></worksheet>";
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, text) in [
        (
            "[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Лист1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/styles.xml", styles),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    {
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_of_monstrous_cells_is_refused() {
    let desk = school();
    let row = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
    let good = row("Ким Вера Юрьевна;СОШ № 1;учитель;01.09.2020");
    desk.write("good.xlsx", book(&[row(HEADER), good.clone()], ""));
    assert!(desk.done("org staff import good.xlsx --dry-run").err.contains("1 новая запись"));
    let long = vec!["Ким Анна".into(), "СОШ № 1".into(), "x".repeat(100 * 1024), "01.09.2020".into()];
    desk.write("cell.xlsx", book(&[row(HEADER), good.clone(), long], ""));
    refused(&desk, "cell.xlsx", &["cell.xlsx: лист «Лист1»: в строке 3 есть ячейка длиннее 64 КБ"]);
    let wide = [good.clone(), vec!["1".into(); 5000]].concat();
    desk.write("wide.xlsx", book(&[row(HEADER), wide], ""));
    refused(&desk, "wide.xlsx", &["wide.xlsx: лист «Лист1»: в строке 2 занято больше 1000 столбцов"]);
    // Unfolds to a thousand times its size.
    desk.write("bomb.xlsx", book(&[row(HEADER), good], &"<x/>".repeat(3 * 1024 * 1024)));
    refused(&desk, "bomb.xlsx", &["bomb.xlsx: книга слишком велика: такой таблицы сотрудников не бывает"]);
}

#[test]
fn a_book_cut_short_is_refused() {
    let desk = school();
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for ending in ["xlsx", "xls", "ods", "xlsb"] {
        let whole = fs::read(fixtures.join(format!("quirks.{ending}"))).unwrap();
        for part in [9, whole.len() / 3, whole.len() / 2, whole.len() - 100] {
            desk.write("cut", &whole[..part]);
            desk.refused("org staff import cut", 1, &["cut: "]);
        }
    }
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;
    use std::thread;

    use super::*;

    #[test]
    fn what_is_no_file_is_refused_or_read_like_standard_input() {
        let desk = school();
        refused(&desk, "/dev/null", &["/dev/null: файл пуст"]);
        refused(&desk, "/dev/zero", &["/dev/zero: в файле есть нулевые байты"]);
        refused(&desk, ".", &[".: в папке нет таблиц"]);
        fs::write(desk.path("secret.csv"), HEADER).unwrap();
        fs::set_permissions(desk.path("secret.csv"), fs::Permissions::from_mode(0o000)).unwrap();
        // Root reads everything.
        if fs::read(desk.path("secret.csv")).is_err() {
            refused(&desk, "secret.csv", &["secret.csv: нет прав на чтение файла"]);
        }
        std::os::unix::fs::symlink("nowhere.csv", desk.path("link.csv")).unwrap();
        refused(&desk, "link.csv", &["link.csv: нет такого файла"]);
    }

    #[test]
    fn a_named_pipe_is_read_to_its_end() {
        let desk = school();
        let pipe = desk.path("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for (row, code) in [("Ким Вера Юрьевна;СОШ № 1;учитель;01.09.2020", 0), ("Ким;СОШ № 1;учитель;01.09.2020", 1)]
        {
            let told = thread::scope(|scope| {
                scope.spawn(|| fs::write(&pipe, format!("{HEADER}\n{row}\n")).unwrap());
                desk.run("org staff import pipe")
            });
            assert_eq!(told.code, code, "{told:#?}");
        }
    }

    /// A file may be shorter by the time it is read on, or gone: never a panic, never half of it written.
    #[test]
    fn a_file_that_shrinks_or_vanishes_is_read_whole_or_refused() {
        let desk = school();
        let row = |n: usize| format!("Ким{} Вера Юрьевна;СОШ № 1;учитель;01.09.2020\n", "а".repeat(n % 200 + 1));
        let text: String = [format!("{HEADER}\n")].into_iter().chain((0..200).map(row)).collect();
        let text = text + &"\n".repeat(1_500_000);
        let empty = desk.bytes();
        for n in 0..4_u64 {
            desk.write("nastavnik.db", &empty).write("file.csv", &text);
            let path = desk.path("file.csv");
            let told = thread::scope(|scope| {
                scope.spawn(|| {
                    thread::sleep(std::time::Duration::from_millis(8 * n));
                    if n % 2 == 0 {
                        fs::remove_file(&path).unwrap();
                    } else {
                        fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(100).unwrap();
                    }
                });
                desk.run("org staff import file.csv")
            });
            let people: i64 = desk.sql().query_row("SELECT count(*) FROM people", [], |row| row.get(0)).unwrap();
            match told.code {
                0 => assert!(told.err.contains(&format!("{people} нов")) || people == 0, "{people}: {told:#?}"),
                1 => assert!(people == 0 && told.err.starts_with("Ошибка: "), "{told:#?}"),
                _ => panic!("{told:#?}"),
            }
        }
    }
}

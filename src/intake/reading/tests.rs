//! Whole files, as schools send them.

mod arbitrary;
mod habits;

use proptest::prelude::*;

use super::layout::{heading_key, plain};
use super::{Defects, Encoding, FileColumn, Layout, Need, Opened, Row, Sheet, SheetItem, Source};
use crate::domain::{Day, number};
use crate::error::Failure;
use crate::intake::{
    absences, answers, deficits, groups, measurements, mentor_needs, mentors, orgs, pairs, programs, staff, stages,
    tasks,
};

/// A small kind of file with everything that a layout can say.
pub const PEOPLE: Layout = Layout {
    what: "файл людей",
    sheet: "Люди",
    brings: &[],
    further: false,
    names: &[],
    columns: &[
        column("name", "ФИО", &["Ф.И.О.", "Сотрудник"], Need::OneOf("name")),
        column("surname", "Фамилия", &[], Need::OneOf("name")),
        column("given", "Имя", &[], Need::With("surname")),
        FileColumn {
            example: "учитель", ..column("post", "Должность", &["Наименование должности"], Need::Required)
        },
        column("hired", "Дата приёма", &["Принят"], Need::Optional),
        column("main", "Основное место работы", &[], Need::Optional),
        column("snils", "СНИЛС", &[], Need::Optional),
        column("load", "Нагрузка", &[], Need::Optional),
    ],
};

/// Every kind of file.
pub const LAYOUTS: [&Layout; 15] = [
    &PEOPLE,
    &staff::LAYOUT,
    &absences::LAYOUT,
    &mentor_needs::LAYOUT,
    &orgs::LAYOUT,
    &mentors::LAYOUT,
    &groups::GROUPS,
    &groups::MEMBERS,
    &pairs::LAYOUT,
    &programs::LAYOUT,
    &deficits::LAYOUT,
    &tasks::LAYOUT,
    &measurements::LAYOUT,
    &stages::LAYOUT,
    &answers::LAYOUT,
];

const fn column(
    field: &'static str,
    heading: &'static str,
    synonyms: &'static [&'static str],
    need: Need,
) -> FileColumn {
    super::column(field, heading, synonyms, need, "", "")
}

fn sheet(bytes: impl Into<Vec<u8>>) -> Sheet {
    Opened::of_text("люди.csv", bytes.into(), None).unwrap().sheet(&PEOPLE).unwrap()
}

fn refusal(text: &str) -> Failure {
    match Opened::of_text("люди.csv", text.into(), None) {
        Ok(opened) => opened.sheet(&PEOPLE).err().unwrap(),
        Err(failure) => failure,
    }
}

/// The rows, and what is wrong with other records.
fn rows(sheet: &mut Sheet) -> (Vec<Row<'static>>, Defects) {
    let (mut rows, mut defects) = (Vec::new(), Defects::of(sheet.name(), false, false));
    let today = Day::new(2026, 11, 22).unwrap();
    let each = |found: SheetItem<'_>, _| {
        match found {
            SheetItem::Row(row) => rows.push(row.into_owned()),
            SheetItem::Flawed(flawed) => flawed.into_iter().for_each(|defect| defects.add(defect)),
        }
        true
    };
    sheet.each(today, each).unwrap();
    (rows, defects)
}

/// The line, the name and the post of each row.
fn people(sheet: &mut Sheet) -> Vec<(usize, String, String)> {
    let cell = |row: &Row<'_>, field| row.text(field).unwrap_or_default();
    rows(sheet).0.iter().map(|row| (row.line(), cell(row, "name"), cell(row, "post"))).collect()
}

fn person(line: usize, name: &str, post: &str) -> (usize, String, String) {
    (line, name.into(), post.into())
}

#[test]
fn a_file_as_excel_saves_it() {
    let text = "Список сотрудников \"СОШ № 1\";;;\r\n\r\nна 01.09.2024;;;\r\n№;Ф.И.О.;НАИМЕНОВАНИЕ  должности:;Телефон;;\r\n\
                1;2;3;4;;\r\n1;Ёлкина Анна;учитель;5-55;;\r\n;;;;;\r\n2;Иванов  Пётр;–;;;\r\nИТОГО:;2\r\n";
    let bytes = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    let mut sheet = sheet(bytes);
    assert_eq!(people(&mut sheet), [person(6, "Ёлкина Анна", "учитель"), person(8, "Иванов Пётр", "")]);
    assert_eq!(
        sheet.notes(),
        [
            "люди.csv: кодировка windows-1251, разделитель «;», заголовок в строке 4",
            "пропущено над заголовком: строки 1, 3",
            "пропущены номера столбцов: строка 5",
            "пропущены итоги: строка 9",
            "столбцы не использованы: «№», «Телефон»",
        ]
    );
    assert!(rows(&mut sheet).1.verdict().is_ok());
}

#[test]
fn any_encoding_delimiter_and_line_end() {
    let table = [["ФИО", "Должность"], ["Иванов Пётр", "учитель; завуч, мастер\tпроизводства"]];
    for delimiter in [";", "\t", ","] {
        for end in ["\n", "\r\n", "\r"] {
            let line = |cells: [&str; 2]| cells.map(|cell| format!("\"{cell}\"")).join(delimiter);
            let text = format!("\u{feff}sep=;{end}{}{end}", table.map(line).join(end));
            let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for bytes in [text.into_bytes(), utf16] {
                let post = table[1][1].replace('\t', " ");
                assert_eq!(people(&mut sheet(bytes)), [person(3, "Иванов Пётр", &post)]);
            }
        }
    }
}

#[test]
fn cells_of_several_lines_keep_the_numbers_right() {
    let mut sheet = sheet("ФИО;\"Наименование\r\nдолжности\"\r\n\"Иванов\r\nПётр\";учитель\r\nПетров;завуч");
    assert_eq!(people(&mut sheet), [person(3, "Иванов Пётр", "учитель"), person(5, "Петров", "завуч")]);
}

#[test]
fn all_defects_in_one_pass() {
    let mut sheet = sheet(
        "ФИО;Должность;Принят;Основное место работы;СНИЛС;Нагрузка\n\
         \"Иванов\nПётр\";учитель;31.02.2024;может быть;112-233-445 96;много\n\
         ;учитель;;;;\n\
         Петров;\"Лицей\" № 2;;;;\n\
         Сидоров;учитель\n\
         \"Кац;учитель;;;;\n\
         Кац;учитель;;;;;;лишнее\n\
         Кац;МБОУ \"СОШ № 1\";01.09.2020;-;;1 000;;\n",
    );
    let (rows, mut defects) = rows(&mut sheet);
    let sound: Vec<_> = rows
        .into_iter()
        .filter_map(|row| {
            let name = row.required_text("name");
            let (hired, main) = (row.day("hired"), row.flag("main"));
            let (_, load) = (row.parsed("snils", number::snils), row.integer("load"));
            let told = row.is_sound().then(|| Some((row.line(), name?, row.text("post")?, hired?.iso(), main?, load?)));
            row.take_remarks().defects.into_iter().for_each(|defect| defects.add(defect));
            told?
        })
        .collect();
    assert_eq!(sound, [(9, "Кац".into(), "МБОУ \"СОШ № 1\"".into(), "2020-09-01".into(), false, 1000)]);
    let advice = "проверьте разделители и кавычки";
    assert_eq!(
        defects.told(),
        [
            "люди.csv:2:3: «Принят»: «31.02.2024» — такого дня нет в календаре: проверьте дату",
            "люди.csv:2:4: «Основное место работы»: «может быть» — ожидается да или нет",
            "люди.csv:2:5: «СНИЛС»: «112-233-445 96» — контрольное число СНИЛС не сходится",
            "люди.csv:2:6: «Нагрузка»: «много» — ожидается целое число",
            "люди.csv:4:1: «ФИО» — не заполнено",
            "люди.csv:5:2: «Должность»: «\"Лицей\" № 2» — текст после закрывающей кавычки; замените кавычки внутри ячейки на «ёлочки»",
            &format!("люди.csv:6: в строке 2 столбца, ожидается 6; {advice}"),
            "люди.csv:7:1: «ФИО»: «\"Кац;учитель;;;;» — кавычка открыта и не закрыта; закройте или уберите её",
            &format!("люди.csv:8: в строке 8 столбцов, ожидается 6; {advice}"),
        ]
    );
    assert_eq!((defects.count(), defects.lines().len()), (9, 6));
}

#[test]
fn a_file_is_named_as_the_user_named_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("книга.csv");
    std::fs::write(&path, b"PK\x03\x04").unwrap();
    let open = || Opened::open(&Source::of(&path)).and_then(|opened| opened.sheet(&PEOPLE));
    let failure = open().err().unwrap();
    assert!(failure.message.starts_with(&format!("{}: ", path.display())), "{}", failure.message);
    std::fs::write(&path, "Фамилия\tИмя\tДолжность\nКац\tЛев\tучитель\n").unwrap();
    let mut sheet = open().unwrap();
    assert!(sheet.has("surname") && !sheet.has("name") && rows(&mut sheet).0.len() == 1);
    assert_eq!(
        sheet.notes(),
        [format!("{}: кодировка utf-8, разделитель табуляция, заголовок в строке 1", path.display())]
    );
}

#[test]
fn a_header_that_does_not_fit_is_refused() {
    let missing = refusal("Имя;Дата приема;Должности\nа;б;в\n");
    assert_eq!(
        missing.message,
        "люди.csv: в заголовке (строка 1) нет столбцов «ФИО» или «Фамилия» и «Имя», «Должность»"
    );
    assert_eq!(missing.hints[0], "«Должность»: в файле есть похожий столбец «Должности», переименуйте его");
    let twice = refusal("ФИО;Должность;Сотрудник\n");
    assert_eq!(twice.hints[0], "столбцы 1 и 3: «ФИО» и «Сотрудник»");
    let absent = refusal("\nПоказатель;Доля\nP1;44\n");
    assert_eq!(absent.message, "люди.csv: ожидается файл людей, но строка заголовков не найдена");
    assert_eq!(
        absent.hints,
        [
            "нужны столбцы: «ФИО» или «Фамилия» и «Имя», «Должность»",
            "в строке 2 найдено: Показатель;Доля",
            "в строке 3 найдено: P1;44"
        ]
    );
    assert_eq!(refusal(" \n\n").message, "люди.csv: файл пуст");
}

#[test]
fn a_header_may_have_two_lines() {
    let text = "Педагоги;;;;\nФИО;;Работа;;Нагрузка\nФамилия;Имя;Должность;Принят;\n1;2;3;4;5\nКац;Лев;учитель;01.09.2020;18\n";
    let mut sheet = sheet(text);
    let (rows, _) = rows(&mut sheet);
    let cell = |field| rows[0].text(field).unwrap();
    assert_eq!(["surname", "given", "post", "hired", "load"].map(cell), ["Кац", "Лев", "учитель", "01.09.2020", "18"]);
    assert_eq!((rows.len(), rows[0].line()), (1, 5));
    let mut plain = self::sheet("ФИО;Должность;Принят\nДолжность;учитель;01.09.2020\n");
    assert_eq!(people(&mut plain).len(), 1, "a row of data is no second line of the header");
}

#[test]
fn sections_between_rows_are_skipped_and_told() {
    let text = ";ФИО;Должность;Принят\n;Начальная школа;;\n;Кац Лев;учитель;\n;Филологи;;\n;Ким Анна;;\n";
    let mut sheet = sheet(text);
    assert_eq!(people(&mut sheet), [person(3, "Кац Лев", "учитель"), person(5, "Ким Анна", "")]);
    assert_eq!(sheet.notes()[1..], ["пропущены разделы: строки 2, 4 («Начальная школа», «Филологи»)"]);
}

#[test]
fn what_is_no_table_is_refused_within_bounds() {
    let wide = format!("ФИО;Должность{}\n", ";x".repeat(1000));
    assert_eq!(refusal(&wide).message, "люди.csv: в строке 1 больше 1000 столбцов");
    let mut sheet =
        sheet(format!("ФИО;Должность\n1{}\nКац;\"{}\"\nЛев;учитель\n", ";".repeat(5000), "я".repeat(40_000)));
    let (rows, defects) = rows(&mut sheet);
    assert_eq!(rows.len(), 1);
    let told = defects.told();
    assert!(told[0].starts_with("люди.csv:2: в строке 5001 столбец, ожидается 2"), "{told:?}");
    assert!(told[1].starts_with("люди.csv:3:2: «Должность»") && told[1].contains("кавычка открыта"), "{told:?}");
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(start in any::<bool>(), bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        read_all([if start { "ФИО;Должность\n".as_bytes() } else { &[] }, &bytes].concat());
    }

    #[test]
    fn no_signs_make_it_panic(signs in "(ФИО|Должность|Принят|[;,\t\"\r\n 1-]|\u{feff}|я){0,60}") {
        read_all(signs.into_bytes());
    }

    #[test]
    fn what_the_csv_crate_writes_reads_back(
        rows in proptest::collection::vec(("[а-яё;,\t\"\r\n №a-z]{0,12}", "[а-яё;,\t\"\r\n №a-z]{0,12}"), 0..20),
        delimiter in prop::sample::select(vec![b';', b'\t', b',']),
        end in prop::sample::select(vec![csv::Terminator::CRLF, csv::Terminator::Any(b'\n'), csv::Terminator::Any(b'\r')]),
        is_utf8 in any::<bool>(),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(end).from_writer(Vec::new());
        writer.write_record(["ФИО", "Должность", "Нагрузка"]).unwrap();
        let mut lines = Vec::new();
        let mut line = 2;
        for (a, b) in &rows {
            writer.write_record(["Кац Лев", a, b]).unwrap();
            lines.push(line);
            let cells = format!("{a}|{b}").replace("\r\n", "\n");
            line += 1 + cells.matches(['\r', '\n']).count();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let bytes = if is_utf8 { text.into_bytes() } else { encoding_rs::WINDOWS_1251.encode(&text).0.into_owned() };
        let (rows_read, defects) = self::rows(&mut sheet(bytes));
        prop_assert_eq!(defects.told(), Vec::<String>::new());
        let read: Vec<_> = rows_read
            .iter()
            .map(|row| (row.line(), (row.record.cells[1].to_string(), row.record.cells[2].to_string())))
            .collect();
        prop_assert_eq!(read, lines.into_iter().zip(rows).collect::<Vec<_>>());
    }
}

fn read_all(bytes: Vec<u8>) {
    for encoding in std::iter::once(None).chain(Encoding::ALL.iter().copied().map(Some)) {
        let Ok(opened) = Opened::of_text("x", bytes.clone(), encoding) else { continue };
        let Ok(mut sheet) = opened.sheet(&PEOPLE) else { continue };
        let _ = sheet.each(Day::new(2026, 11, 22).unwrap(), |found, _| {
            if let SheetItem::Row(row) = found {
                let _ = (row.required_text("name"), row.required_day("hired"), row.flag("main"), row.integer("load"));
            }
            true
        });
        let _ = sheet.notes();
    }
}

#[test]
fn no_two_columns_of_a_layout_share_a_heading() {
    for layout in LAYOUTS {
        // The index itself asserts it.
        let headings: usize = layout.columns.iter().map(|column| 1 + column.synonyms.len()).sum();
        assert_eq!(layout.index().len(), headings, "{}: a heading stands twice", layout.what);
        // Without its dress no heading becomes another column's either.
        let plainly = layout.plain_index();
        for (place, column) in layout.columns.iter().enumerate() {
            for heading in std::iter::once(&column.heading).chain(column.synonyms) {
                let plain = plainly[&plain(&heading_key(heading))];
                assert_eq!(plain, place, "{}: «{heading}»", layout.what);
            }
        }
    }
}

#[test]
fn the_rest_of_a_merged_header_is_no_row() {
    let text = "№;ФИО;Должность;Часы;;Итого\n;;;всего;из них;\n1;2;3;4;5;6\n1;Кац Лев;учитель;18;2;20\n";
    let mut sheet = sheet(text);
    assert_eq!(people(&mut sheet), [person(4, "Кац Лев", "учитель")]);
    assert_eq!(sheet.notes()[1], "пропущена вторая строка заголовка: строка 2");
}

#[test]
fn the_example_of_a_template_is_passed_over_and_no_other_row() {
    let mut read = sheet(
        "ФИО *;Должность *;Дата приёма\n\
         Иванова Анна;учитель;01.09.2015\n\
         Ким Ян;Пример: учитель;01.09.2020\n\
         ;  ПРИМЕР:  учитель ;\n\
         Пример: Кац Лев;Примерный воспитатель;01.09.2021\n\
         Кац Лев;Пример: воспитатель;01.09.2021\n",
    );
    let (rows, defects) = rows(&mut read);
    assert_eq!(rows.iter().map(Row::line).collect::<Vec<_>>(), [2, 5]);
    let [told] = &defects.told()[..] else { panic!("{:?}", defects.told()) };
    for said in ["6:2", "«Должность *»", "«Пример: воспитатель»", "не пример из шаблона", "сотрите это слово"]
    {
        assert!(told.contains(said), "{told}");
    }
    assert!(read.notes().contains(&"пропущен пример из шаблона: строки 3, 4".to_owned()), "{:?}", read.notes());
}

//! Whole files, as schools send them.

use proptest::prelude::*;

use super::{Column, Encoding, Layout, Need, Sheet};
use crate::domain::number;
use crate::error::Failure;

/// A small kind of file with everything that a layout can say.
pub const PEOPLE: Layout = Layout {
    what: "файл людей",
    further: false,
    columns: &[
        column("name", "ФИО", &["Ф.И.О.", "Сотрудник"], Need::OneOf("name")),
        column("surname", "Фамилия", &[], Need::OneOf("name")),
        column("given", "Имя", &[], Need::With("surname")),
        column("post", "Должность", &["Наименование должности"], Need::Required),
        column("hired", "Дата приёма", &["Принят"], Need::Optional),
        column("main", "Основное место работы", &[], Need::Optional),
        column("snils", "СНИЛС", &[], Need::Optional),
        column("load", "Нагрузка", &[], Need::Optional),
    ],
};

const fn column(field: &'static str, heading: &'static str, synonyms: &'static [&'static str], need: Need) -> Column {
    Column { field, heading, synonyms, need, meaning: "", example: "" }
}

fn parse(text: &str) -> Sheet {
    Sheet::parse("люди.csv", text.into(), None, &PEOPLE).unwrap()
}

fn refusal(text: &str) -> Failure {
    Sheet::parse("люди.csv", text.into(), None, &PEOPLE).unwrap_err().downcast().unwrap()
}

/// The line, the name and the post of each row.
fn people(sheet: &Sheet) -> Vec<(usize, String, String)> {
    let cell = |row: &super::Row, field| row.text(field).unwrap_or_default();
    sheet.rows().map(|row| (row.line(), cell(&row, "name"), cell(&row, "post"))).collect()
}

fn person(line: usize, name: &str, post: &str) -> (usize, String, String) {
    (line, name.into(), post.into())
}

#[test]
fn a_file_as_excel_saves_it() {
    let text = "Список сотрудников \"СОШ № 1\";;;\r\n\r\nна 01.09.2024;;;\r\n№;Ф.И.О.;НАИМЕНОВАНИЕ  должности:;Телефон;;\r\n\
                1;2;3;4;;\r\n1;Ёлкина Анна;учитель;5-55;;\r\n;;;;;\r\n2;Иванов  Пётр;–;;;\r\nИТОГО:;2\r\n";
    let bytes = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    let sheet = Sheet::parse("люди.csv", bytes, None, &PEOPLE).unwrap();
    assert_eq!(people(&sheet), [person(6, "Ёлкина Анна", "учитель"), person(8, "Иванов Пётр", "")]);
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
    assert!(sheet.defects().verdict().is_ok());
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
                let sheet = Sheet::parse("-", bytes, None, &PEOPLE).unwrap();
                let post = table[1][1].replace('\t', " ");
                assert_eq!(people(&sheet), [person(3, "Иванов Пётр", &post)]);
            }
        }
    }
}

#[test]
fn cells_of_several_lines_keep_the_numbers_right() {
    let sheet = parse("ФИО;\"Наименование\r\nдолжности\"\r\n\"Иванов\r\nПётр\";учитель\r\nПетров;завуч");
    assert_eq!(people(&sheet), [person(3, "Иванов Пётр", "учитель"), person(5, "Петров", "завуч")]);
}

#[test]
fn all_defects_in_one_pass() {
    let sheet = parse(
        "ФИО;Должность;Принят;Основное место работы;СНИЛС;Нагрузка\n\
         \"Иванов\nПётр\";учитель;31.02.2024;может быть;112-233-445 96;много\n\
         ;учитель;;;;\n\
         Петров;\"Лицей\" № 2;;;;\n\
         Сидоров;учитель\n\
         \"Кац;учитель;;;;\n\
         Кац;учитель;;;;;;лишнее\n\
         Кац;МБОУ \"СОШ № 1\";01.09.2020;-;;1 000;;\n",
    );
    let sound: Vec<_> = sheet
        .rows()
        .filter_map(|row| {
            let name = row.required_text("name");
            let (hired, main) = (row.day("hired"), row.flag("main"));
            let (_, load) = (row.parsed("snils", number::snils), row.integer("load"));
            row.is_sound().then_some((row.line(), name?, row.text("post")?, hired?.iso(), main?, load?))
        })
        .collect();
    assert_eq!(sound, [(9, "Кац".into(), "МБОУ \"СОШ № 1\"".into(), "2020-09-01".into(), false, 1000)]);
    let advice = "проверьте разделители и кавычки";
    assert_eq!(
        sheet.defects().told(),
        [
            "люди.csv:2: «Принят»: «31.02.2024» — такого дня нет в календаре",
            "люди.csv:2: «Основное место работы»: «может быть» — ожидается да или нет",
            "люди.csv:2: «СНИЛС»: «112-233-445 96» — контрольное число СНИЛС не сходится",
            "люди.csv:2: «Нагрузка»: «много» — ожидается целое число",
            "люди.csv:4: «ФИО» — не заполнено",
            "люди.csv:5: «Должность»: «\"Лицей\" № 2» — текст после закрывающей кавычки; замените кавычки внутри ячейки на «ёлочки»",
            &format!("люди.csv:6: в строке 2 столбца, ожидается 6; {advice}"),
            "люди.csv:7: «ФИО»: «\"Кац;учитель;;;;» — кавычка открыта и не закрыта; закройте или уберите её",
            &format!("люди.csv:8: в строке 8 столбцов, ожидается 6; {advice}"),
        ]
    );
    sheet.defect(9, "post", "нет такой должности");
    assert!(sheet.defects().touch(9));
    assert_eq!(sheet.defects().count(), 10);
}

#[test]
fn a_file_is_named_as_the_user_named_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("книга.csv");
    std::fs::write(&path, b"PK\x03\x04").unwrap();
    let failure: Failure = Sheet::read(&path, None, &PEOPLE).unwrap_err().downcast().unwrap();
    let book = "это книга Excel (XLSX) или архив ZIP, а нужен CSV: сохраните как CSV";
    assert_eq!(failure.message, format!("{}: {book}", path.display()));
    std::fs::write(&path, "Фамилия\tИмя\tДолжность\nКац\tЛев\tучитель\n").unwrap();
    let sheet = Sheet::read(&path, Some(Encoding::Utf8), &PEOPLE).unwrap();
    assert!(sheet.has("surname") && !sheet.has("name") && sheet.rows().len() == 1);
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
fn twenty_thousand_rows_cost_little() {
    let row = "Иванова Анна Петровна;учитель математики;01.09.2020;да;112-233-445 95;18\n".repeat(20_000);
    let sheet = parse(&format!("ФИО;Должность;Принят;Основное место работы;СНИЛС;Нагрузка\n{row}"));
    assert_eq!(sheet.rows().len(), 20_000);
    assert_eq!(sheet.rows().filter_map(|row| row.day("hired")).count(), 20_000);
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
            writer.write_record(["ф", a, b]).unwrap();
            lines.push(line);
            let cells = format!("{a}|{b}").replace("\r\n", "\n");
            line += 1 + cells.matches(['\r', '\n']).count();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let bytes = if is_utf8 { text.into_bytes() } else { encoding_rs::WINDOWS_1251.encode(&text).0.into_owned() };
        let sheet = Sheet::parse("x", bytes, None, &PEOPLE).unwrap();
        prop_assert_eq!(sheet.defects().told(), Vec::<String>::new());
        let read: Vec<_> = sheet
            .rows()
            .map(|row| (row.line(), (row.record.cells[1].to_string(), row.record.cells[2].to_string())))
            .collect();
        prop_assert_eq!(read, lines.into_iter().zip(rows).collect::<Vec<_>>());
    }
}

fn read_all(bytes: Vec<u8>) {
    for encoding in std::iter::once(None).chain(Encoding::ALL.iter().copied().map(Some)) {
        let Ok(sheet) = Sheet::parse("x", bytes.clone(), encoding, &PEOPLE) else { continue };
        for row in sheet.rows() {
            let _ = (row.required_text("name"), row.required_day("hired"), row.flag("main"), row.integer("load"));
        }
        let _ = (sheet.notes(), sheet.defects().verdict());
    }
}

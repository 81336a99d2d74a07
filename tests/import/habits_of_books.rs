//! What stands in a workbook beside the values of its cells, and what people do there.

use std::io::{Cursor, Write};

use crate::common::{Desk, Told};

const HEADER: [&str; 6] = ["ФИО", "Организация", "Должность", "Дата приёма", "Дата рождения", "Дата увольнения"];
const PEOPLE: [&str; 3] = ["Лугова Анна Ильинична", "Полева Вера Юрьевна", "Рощин Пётр Львович"];

/// What a book is made of: the rows below the header as XML of their cells, each row with its attributes.
#[derive(Default)]
struct Workbook<'a> {
    rows: Vec<(&'a str, String)>,
    before: &'a str,
    after: &'a str,
    is_macintosh: bool,
}

/// A cell of text.
fn text(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// A row of somebody at school № 5: the cells from «Дата приёма» on.
fn person(line: usize, cells: &str) -> String {
    let place = |column: &str| format!("{column}{line}");
    text(&place("A"), PEOPLE[line - 2]) + &text(&place("B"), "СОШ № 5") + &text(&place("C"), "учитель") + cells
}

impl Workbook<'_> {
    fn bytes(&self) -> Vec<u8> {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "http://schemas.openxmlformats.org/package/2006";
        let header = HEADER.iter().zip('A'..).map(|(heading, column)| text(&format!("{column}1"), heading));
        let mut sheet = format!("<row r=\"1\">{}</row>", header.collect::<String>());
        for ((attributes, cells), line) in self.rows.iter().zip(2..) {
            sheet += &format!("<row r=\"{line}\" {attributes}>{cells}</row>");
        }
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
        };
        let relations = |all: String| format!("<Relationships xmlns=\"{package}/relationships\">{all}</Relationships>");
        let properties = if self.is_macintosh { "<workbookPr date1904=\"1\"/>" } else { "" };
        let parts = [
            ("[Content_Types].xml", format!("<Types xmlns=\"{package}/content-types\"/>")),
            ("_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml"))),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\">{properties}<sheets>\
                     <sheet name=\"Кадры\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                relations(
                    relation("r1", "worksheet", "worksheets/sheet1.xml") + &relation("r2", "styles", "styles.xml"),
                ),
            ),
            // The second format is one of days.
            (
                "xl/styles.xml",
                format!(
                    "<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
                ),
            ),
            (
                "xl/worksheets/sheet1.xml",
                format!(
                    "<worksheet xmlns=\"{main}\">{}<sheetData>{sheet}</sheetData>{}</worksheet>",
                    self.before, self.after
                ),
            ),
        ];
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    /// The import of the book into a district with its school.
    fn import(&self) -> (Desk, Told) {
        let desk = Desk::new().with(["org add 'МБОУ «СОШ № 5» с. Луговое' --kind школа --short 'СОШ № 5'"]);
        desk.write("f.xlsx", self.bytes());
        let mut told = desk.run("org staff import f.xlsx");
        told.err = told.err.split_whitespace().collect::<Vec<_>>().join(" ");
        (desk, told)
    }
}

fn one(cells: &str) -> Workbook<'static> {
    Workbook { rows: vec![("", person(2, cells))], ..Workbook::default() }
}

#[test]
fn a_year_in_a_cell_of_days_is_a_year_and_no_day_of_1905() {
    // 42248 is 01.09.2015; 1987 in a cell of days shows as 09.06.1905.
    let (_, told) = one("<c r=\"D2\" s=\"1\"><v>42248</v></c><c r=\"E2\" s=\"1\"><v>1987</v></c>").import();
    assert_eq!(told.code, 1, "{told:#?}");
    let words = "f.xlsx:2:E: «Дата рождения»: «1987» — ожидается дата, а указан только год: добавьте день и месяц";
    assert!(told.err.contains(words), "{}", told.err);
}

#[test]
fn a_number_of_days_counts_from_the_epoch_of_its_book() {
    // Without a format of days: 40786 is 01.09.2015 where the count begins in 1904, and 31.08.2011 elsewhere.
    let cells = "<c r=\"D2\"><v>40786</v></c><c r=\"E2\"><v>27891</v></c>";
    for (is_macintosh, days) in [(true, "2015-09-01|1980-05-12"), (false, "2011-08-31|1976-05-11")] {
        let (desk, told) = Workbook { is_macintosh, ..one(cells) }.import();
        assert_eq!(told.code, 0, "{told:#?}");
        assert_eq!(desk.cells("org staff list", &["hired", "born"]), [days]);
    }
}

#[test]
fn a_formula_that_nobody_has_computed_is_no_empty_cell() {
    let hired = "<c r=\"D2\"><v>42248</v></c>";
    let (_, told) = one(&format!("{hired}<c r=\"F2\"><f>DATE(2025,8,31)</f></c>")).import();
    assert_eq!(told.code, 1, "{told:#?}");
    let words = "f.xlsx:2:F: «Дата увольнения»: «=DATE(2025,8,31)» — формула без значения; \
                 откройте книгу в Excel или LibreOffice и сохраните её";
    assert!(told.err.contains(words), "{}", told.err);
    let (_, told) = one(&format!("{hired}<c r=\"F2\"><f>A1</f><v></v></c>")).import();
    assert_eq!(told.code, 1, "{told:#?}");
    // An empty text is what the formula came to.
    let (desk, told) = one(&format!("{hired}<c r=\"F2\" t=\"str\"><f>\"\"</f><v></v></c>")).import();
    assert_eq!(told.code, 0, "{told:#?}");
    assert_eq!(desk.cells("org staff list", &["hired", "dismissed"]), ["2015-09-01|"]);
}

#[test]
fn hidden_rows_are_taken_and_told() {
    let hired = |line: usize| person(line, &format!("<c r=\"D{line}\"><v>42248</v></c>"));
    let rows = vec![("", hired(2)), ("hidden=\"1\"", hired(3)), ("hidden=\"true\" spans=\"1:5\"", hired(4))];
    let filter = "<autoFilter ref=\"A1:E4\"/>";
    let (desk, told) = Workbook { rows, after: filter, ..Workbook::default() }.import();
    assert!(told.err.contains("взяты и скрытые строки: строки 3, 4"), "{}", told.err);
    assert_eq!(desk.rows("org staff list").len(), 3);
}

#[test]
fn the_value_of_a_merged_cell_holds_for_all_its_rows() {
    let rows = vec![
        ("", person(2, "<c r=\"D2\"><v>42248</v></c><c r=\"E2\"><v>29353</v></c>")),
        ("", text("C3", "педагог-психолог") + "<c r=\"D3\"><v>43344</v></c>"),
        ("", text("A4", PEOPLE[1]) + &text("C4", "учитель") + "<c r=\"D4\"><v>42248</v></c>"),
    ];
    let after = "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:B4\"/></mergeCells>";
    let (desk, told) = Workbook { rows, after, ..Workbook::default() }.import();
    assert_eq!(told.code, 0, "{told:#?}");
    assert!(told.err.contains("значение объединённой ячейки взято для каждой её строки: строки 3, 4"), "{}", told.err);
    let mut listed = desk.cells("org staff list", &["name", "post", "born"]);
    listed.sort();
    assert_eq!(
        listed,
        [
            "Лугова Анна Ильинична|педагог-психолог|1980-05-12",
            "Лугова Анна Ильинична|учитель|1980-05-12",
            "Полева Вера Юрьевна|учитель|"
        ]
    );
}

#[test]
fn a_dimension_is_a_hint() {
    for before in ["<dimension ref=\"A0:E2\"/>", "<dimension ref=\"\"/>", "<dimension/>", "<dimension ref=\"F9:A1\"/>"]
    {
        let (desk, told) = Workbook { before, ..one("<c r=\"D2\"><v>42248</v></c>") }.import();
        assert_eq!(told.code, 0, "{before}: {told:#?}");
        assert_eq!(desk.cells("org staff list", &["hired"]), ["2015-09-01"]);
    }
}

#[test]
fn a_row_of_its_number_alone_is_blank() {
    let desk = Desk::new().with(["org add 'СОШ № 5' --kind школа"]);
    desk.write(
        "f.csv",
        "№ п/п;ФИО;Организация;Должность;Дата приёма\n1;Лугова Анна Ильинична;СОШ № 5;учитель;01.09.2015\n2;;;;\n3.;;;;\n",
    );
    let told = desk.done("org staff import f.csv").err;
    assert!(told.contains("пропущены строки, в которых только номер: строки 3, 4"), "{told}");
    // A number under a heading of ours is no number of the row.
    desk.write("f.csv", "Табельный номер;ФИО;Организация;Должность;Дата приёма\n17;;;;\n");
    desk.refused("org staff import f.csv", 1, &["f.csv:2:2: «ФИО» — не заполнено"]);
}

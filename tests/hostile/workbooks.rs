//! Workbooks.

use super::bounded::{Place, SAID, zip};

const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const OPEN: &str = "http://schemas.openxmlformats.org";

/// A workbook with this sheet and these shared strings.
fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
    parts(&[("xl/worksheets/sheet1.xml", sheet.as_bytes()), ("xl/sharedStrings.xml", strings.as_bytes())])
}

fn parts(more: &[(&str, &[u8])]) -> Vec<u8> {
    let relation = |kind: &str, target: &str, id: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"{OPEN}/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let relations = |all: &str| {
        format!("<Relationships xmlns=\"{OPEN}/package/2006/relationships\">{all}</Relationships>").into_bytes()
    };
    let types = format!(
        "<Types xmlns=\"{OPEN}/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
    );
    let book = format!(
        "<workbook {MAIN} xmlns:r=\"{OPEN}/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" \
         r:id=\"rId1\"/></sheets></workbook>"
    );
    let root = relations(&relation("officeDocument", "xl/workbook.xml", "rId1"));
    let inner = relations(
        &(relation("worksheet", "worksheets/sheet1.xml", "rId1")
            + &relation("sharedStrings", "sharedStrings.xml", "rId2")),
    );
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", &root),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", &inner),
    ];
    all.extend(more);
    zip(&all)
}

fn sheet(rows: &str) -> String {
    format!("<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")
}

fn text(place: &str, words: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
}

fn good_rows() -> String {
    format!("<row r=\"1\">{}</row><row r=\"2\">{}</row>", text("A1", "text"), text("A2", SAID.trim_end()))
}

#[test]
fn what_a_list_of_strings_claims_is_not_believed() {
    let place = Place::new();
    for (at, claim) in ["9000000000000000000", "4294967295", "99999999999999999999999", "300000000"].iter().enumerate()
    {
        let name = format!("claims{at}.xlsx");
        place.write(&name, workbook(&sheet(""), &format!("<sst {MAIN} uniqueCount=\"{claim}\"/>")));
        place.is_one_error(&name, "claims");
        let late = format!("<!--{}--><sst {MAIN} uniqueCount = '{claim}'/>", "x".repeat(1000));
        place.write(&name, workbook(&sheet(""), &late));
        place.is_one_error(&name, "claims");
    }
}

#[test]
fn a_cell_far_out_costs_nothing() {
    let place = Place::new();
    let none = format!("<sst {MAIN}/>");
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    place.write("far.xlsx", workbook(&sheet(&(good_rows() + far)), &none));
    let run = place.run(&["extract", "--columns", "speaker", "far.xlsx"]);
    assert_eq!((run.status, run.rows.as_str()), (Some(0), "speaker\r\nMara Lindqvist\r\n"), "{}", run.told);
    for (name, place_of) in
        [("a.xlsx", "ZZZZZZ1"), ("b.xlsx", "A4294967295"), ("c.xlsx", "XFE1048577"), ("d.xlsx", "1A")]
    {
        let cell = format!("<row r=\"9\"><c r=\"{place_of}\"><v>1</v></c></row>");
        place.write(name, workbook(&sheet(&(good_rows() + &cell)), &none));
        place.does_no_harm(name);
    }
    let claimed = format!(
        "<worksheet {MAIN}><dimension ref=\"A1:XFD1048576\"/><sheetData>{}</sheetData></worksheet>",
        good_rows()
    );
    place.write("claimed.xlsx", workbook(&claimed, &none));
    let run = place.run(&["extract", "--columns", "speaker", "claimed.xlsx"]);
    assert_eq!((run.status, run.rows.as_str()), (Some(0), "speaker\r\nMara Lindqvist\r\n"), "{}", run.told);
}

#[test]
fn a_header_as_wide_as_it_goes_is_not_multiplied_by_rows() {
    let place = Place::new();
    let wide = format!("<row r=\"1\">{}{}</row>", text("A1", "text"), text("XFD1", "x"));
    let rows: String = (2..40_000).map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\"><v>1</v></c></row>")).collect();
    place.write("wide.xlsx", workbook(&sheet(&(wide + &rows)), &format!("<sst {MAIN}/>")));
    place.is_one_error("wide.xlsx", "limit cells");
}

#[test]
fn one_string_that_many_cells_share_is_held_once_and_counted_each_time() {
    let place = Place::new();
    let strings = format!("<sst {MAIN}><si><t>text</t></si><si><t>{}</t></si></sst>", "late ".repeat(400_000));
    let cell = |n: usize, string: usize| format!("<row r=\"{n}\"><c r=\"A{n}\" t=\"s\"><v>{string}</v></c></row>");
    let rows: String = (2..1002).map(|n| cell(n, 1)).collect();
    place.write("shared.xlsx", workbook(&sheet(&(cell(1, 0) + &rows)), &strings));
    place.is_one_error("shared.xlsx", "limit workbook");
}

#[test]
fn parts_that_unpack_to_more_than_they_may_are_an_error() {
    let place = Place::new();
    let blank = " ".repeat(300 << 20);
    place.write("blank.xlsx", workbook(&sheet(&blank), &format!("<sst {MAIN}/>")));
    place.is_one_error("blank.xlsx", "limit");
    let styles = format!("<styleSheet {MAIN}><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(5_000_000));
    let none = format!("<sst {MAIN}/>");
    let all: [(&str, &[u8]); 3] = [
        ("xl/worksheets/sheet1.xml", sheet(&good_rows()).leak().as_bytes()),
        ("xl/sharedStrings.xml", none.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ];
    place.write("styles.xlsx", parts(&all));
    place.is_one_error("styles.xlsx", "too long");
}

#[test]
fn repeated_cells_and_rows_of_opendocument_are_counted() {
    let place = Place::new();
    let table = |rows: &str| {
        let xml = format!(
            "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>\
             <table:table table:name=\"S\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
        );
        zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", xml.as_bytes())])
    };
    let cell = |times: usize, words: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"{times}\"><text:p>{words}</text:p></table:table-cell>"
        )
    };
    let row = |times: usize, cells: &str| {
        format!("<table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row>")
    };
    let head = row(1, &cell(1, "text"));
    let said = row(1, &cell(1, SAID.trim_end()));
    // What every program writes at the end of a sheet.
    let rest = row(1_048_570, "<table:table-cell table:number-columns-repeated=\"16384\"/>");
    place.write("good.ods", table(&format!("{head}{said}{rest}")));
    let run = place.run(&["extract", "--columns", "doc,speaker", "good.ods"]);
    assert_eq!(
        (run.status, run.rows.as_str()),
        (Some(0), "doc,speaker\r\ngood.ods:2,Mara Lindqvist\r\n"),
        "{}",
        run.told
    );
    place.write("rows.ods", table(&format!("{head}{}", row(1_048_576, &cell(16_384, &"late ".repeat(100))))));
    place.is_one_error("rows.ods", "limit");
    place.write("huge.ods", table(&format!("{head}{}", row(4_294_967_295, &cell(4_294_967_295, "late")))));
    place.is_one_error("huge.ods", "limit");
    place.write("blanks.ods", table(&format!("{head}{}", row(1, &cell(1, "<text:s text:c=\"4000000000\"/>late")))));
    place.does_no_harm("blanks.ods");
    place.write("deep.ods", table(&(head + &"<table:table-row><table:table-cell>".repeat(100_000))));
    place.does_no_harm("deep.ods");
}

/// A record of an old workbook.
fn record(kind: u16, parts: &[&[u8]]) -> Vec<u8> {
    let data = parts.concat();
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), &data].concat()
}

/// A workbook of Excel 97 with these shared strings, each as the bytes of a record or of one that continues it, and these
/// records as the content of its sheet, which so many names stand for.
fn old(strings: &[Vec<u8>], cells: &[u8], names: usize) -> Vec<u8> {
    let begin = |kind: u8| record(0x0809, &[&[0, 6, kind, 0], &[0; 12]]);
    let end = record(0x000A, &[]);
    let mut table = Vec::new();
    for (at, piece) in strings.iter().enumerate() {
        let head: &[u8] = if at == 0 { &[0; 8] } else { &[] };
        table.extend(record(if at == 0 { 0x00FC } else { 0x003C }, &[head, piece]));
    }
    let name = |at: u32, n: usize| record(0x0085, &[&at.to_le_bytes(), &[0, 0, 8, 0], format!("S{n:07}").as_bytes()]);
    let before = begin(5).len() + names * name(0, 0).len() + table.len() + end.len();
    let all: Vec<u8> = (0..names).flat_map(|n| name(before as u32, n)).collect();
    let stream = [begin(5), all, table, end.clone(), begin(16), cells.to_vec(), end].concat();
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    std::io::Write::write_all(&mut file.create_stream("/Workbook").unwrap(), &stream).unwrap();
    file.into_inner().into_inner()
}

/// A string of single bytes as the table of an old workbook has it.
fn string(text: &str) -> Vec<u8> {
    [&(text.len() as u16).to_le_bytes()[..], &[0], text.as_bytes()].concat()
}

/// A cell of an old workbook that shows a shared string.
fn shared(row: u16, column: u16, string: u32) -> Vec<u8> {
    record(0x00FD, &[&row.to_le_bytes(), &column.to_le_bytes(), &[0, 0], &string.to_le_bytes()])
}

const SAID_PLAINLY: &str = "\"The ferry is late,\" harbour master Mara Lindqvist said on Friday.";

#[test]
fn old_workbooks_are_counted_before_they_are_read() {
    let place = Place::new();
    let strings = [[string("text"), string(SAID_PLAINLY)].concat()];
    let good = [shared(0, 0, 0), shared(1, 0, 1)].concat();
    place.write("good.xls", old(&strings, &good, 1));
    let run = place.run(&["extract", "--columns", "doc,speaker", "good.xls"]);
    assert_eq!(
        (run.status, run.rows.as_str()),
        (Some(0), "doc,speaker\r\ngood.xls:2,Mara Lindqvist\r\n"),
        "{}",
        run.told
    );
    // A string that goes on in the next record, with two bytes for each letter from there on.
    let (first, rest) = SAID_PLAINLY.split_at(20);
    let wide: Vec<u8> = std::iter::once(1).chain(rest.bytes().flat_map(|byte| [byte, 0])).collect();
    let head = [&(SAID_PLAINLY.len() as u16).to_le_bytes()[..], &[0], first.as_bytes()].concat();
    place.write("split.xls", old(&[[string("text"), head].concat(), wide], &good, 1));
    let run = place.run(&["extract", "--columns", "speaker", "split.xls"]);
    assert_eq!((run.status, run.rows.as_str()), (Some(0), "speaker\r\nMara Lindqvist\r\n"), "{}", run.told);

    let far = [good.clone(), shared(65_535, 255, 1)].concat();
    place.write("far.xls", old(&strings, &far, 1));
    place.is_one_error("far.xls", "limit cells");
    let size = |rows: u32, columns: u16| {
        let (none, columns) = (0u32.to_le_bytes(), [0, 0, columns as u8, (columns >> 8) as u8, 0, 0]);
        record(0x0200, &[&none, &rows.to_le_bytes(), &columns])
    };
    for (name, claim) in [("claims.xls", size(u32::MAX, 0xFFFF)), ("claimed.xls", size(60_000, 250))] {
        place.write(name, old(&strings, &[claim, good.clone()].concat(), 1));
        place.is_one_error(name, "limit cells");
    }
    // A chart in the sheet, and what is behind it.
    let chart = [record(0x0809, &[&[0, 6, 32, 0], &[0; 12]]), shared(9, 9, 0), record(0x000A, &[])].concat();
    place.write("chart.xls", old(&strings, &[chart, far].concat(), 1));
    place.is_one_error("chart.xls", "limit cells");
    // One string of 60,000 letters that 30,000 cells show, and one sheet under 3,000 names.
    let long = [[string("text"), (60_000u16).to_le_bytes().to_vec(), vec![0], vec![b'x'; 8_000]].concat()];
    let more = (0..7).map(|n| [vec![0], vec![b'x'; if n < 6 { 8_000 } else { 4_000 }]].concat());
    let long: Vec<Vec<u8>> = long.into_iter().chain(more).collect();
    let cells: Vec<u8> = (0..30_000).flat_map(|n| shared(n, 0, u32::from(n > 0))).collect();
    place.write("long.xls", old(&long, &cells, 1));
    place.is_one_error("long.xls", "limit workbook");
    let cells: Vec<u8> = (0..2_000).flat_map(|n| shared(n, 0, 0)).collect();
    place.write("names.xls", old(&strings, &cells, 3_000));
    place.is_one_error("names.xls", "limit");
    let whole = old(&strings, &good, 1);
    for at in (0..whole.len()).step_by(61) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        place.write("damaged.xls", &damaged);
        place.does_no_harm("damaged.xls");
        place.write("cut.xls", &whole[..at]);
        place.does_no_harm("cut.xls");
    }
}

#[test]
fn damaged_workbooks_are_one_error_in_every_command() {
    let place = Place::new();
    let strings = format!("<sst {MAIN} uniqueCount=\"9000000000000000000\"/>");
    place.write("p.xlsx", workbook(&sheet(""), &strings));
    for args in [&["verify", "--claim", "The ferry is late", "-f", "csv"][..], &["explain"], &["text"]] {
        let run = place.run(&[args, &["good.txt", "p.xlsx", "good.txt"]].concat());
        assert!(run.told.contains("p.xlsx: not a workbook"), "{args:?}: {}", run.told);
        assert!(run.rows.contains("ferry is late"), "{args:?}: {}", run.rows);
        assert!(matches!(run.status, Some(1 | 2)), "{args:?}: {:?}", run.status);
    }
    let run = place.run(&["variants", "good.txt", "p.xlsx"]);
    assert!(run.status == Some(1) && run.told.contains("p.xlsx: not a workbook"), "{}", run.told);
    let good = workbook(&sheet(&good_rows()), &format!("<sst {MAIN}/>"));
    for at in (0..good.len()).step_by(good.len() / 12) {
        let mut damaged = good.clone();
        damaged[at] ^= 0x41;
        place.write("damaged.xlsx", &damaged);
        place.does_no_harm("damaged.xlsx");
        place.write("cut.xlsx", &good[..at]);
        place.does_no_harm("cut.xlsx");
    }
}

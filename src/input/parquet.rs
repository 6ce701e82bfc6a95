//! Parquet files as corpora.
//!
//! Takes a file, gives its rows: the columns of the article and no others are read, some hundred rows at a time.
//! Columns inside structures go by dotted names; lists are passed over. Dates and times come as ISO 8601.

use super::items::Stream;
use super::table::Layout;
use super::{Fields, Item, Piece, encoding};
use crate::error::{Error, Result};
use parquet::basic::{LogicalType, TimeUnit};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::types::ColumnDescPtr;
use std::collections::VecDeque;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Rows that are read from every column in one go.
const ROWS: usize = 256;

/// Opens a file and gives its rows as they are read.
pub(super) fn rows(path: &Path, fields: &Fields) -> Result<Stream> {
    let name = super::shown(path);
    let file = File::open(path).map_err(|e| Error::io(&name, e))?;
    let unread = |e: ParquetError| Error::input(&name, format!("not a Parquet file that can be read: {}", words(&e)));
    let reader = SerializedFileReader::new(file).map_err(unread)?;
    let columns = reader.metadata().file_metadata().schema_descr().columns().to_vec();
    let flat: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].max_rep_level() == 0).collect();
    let header: Vec<String> = flat.iter().map(|at| columns[*at].path().parts().join(".")).collect();
    let layout = Layout::new(&name, header.clone(), fields).map_err(|e| match e {
        // A table has a first line, this has none.
        Error::Asked { message, .. } => Error::asked(&name, message),
        other => other,
    })?;
    let wanted = layout.places().into_iter().map(|place| (place, flat[place], columns[flat[place]].clone())).collect();
    let source = Source {
        name,
        text: layout.text_place(),
        width: header.len(),
        layout: Arc::new(layout),
        wanted,
        reader,
        group: 0,
        left: 0,
        open: Vec::new(),
        ready: VecDeque::new(),
        number: 0,
        over: false,
    };
    Ok(Box::new(source))
}

/// The message of an error without the name of the library's type.
fn words(error: &ParquetError) -> String {
    let text = error.to_string();
    text.split_once(": ").map_or(text.clone(), |(_, rest)| rest.to_owned())
}

/// The cells of one row; none where there is no value.
type Cells = Vec<Option<String>>;

struct Source {
    name: String,
    layout: Arc<Layout>,
    /// Where the text stands in the header.
    text: usize,
    /// Columns of the header.
    width: usize,
    /// The columns that are read: their places in the header and in the file.
    wanted: Vec<(usize, usize, ColumnDescPtr)>,
    reader: SerializedFileReader<File>,
    /// The next row group.
    group: usize,
    /// Rows of the open group that are still to be read.
    left: usize,
    open: Vec<ColumnReader>,
    ready: VecDeque<Cells>,
    number: usize,
    over: bool,
}

impl Source {
    /// Reads the next rows; false at the end.
    fn fill(&mut self) -> std::result::Result<bool, ParquetError> {
        while self.left == 0 {
            if self.group == self.reader.num_row_groups() {
                return Ok(false);
            }
            let group = self.reader.get_row_group(self.group)?;
            self.left = group.metadata().num_rows() as usize;
            let columns = self.wanted.iter().map(|(_, column, _)| group.get_column_reader(*column));
            self.open = columns.collect::<std::result::Result<_, _>>()?;
            self.group += 1;
        }
        let count = self.left.min(ROWS);
        let mut rows: Vec<Cells> = vec![vec![None; self.width]; count];
        for ((place, _, about), column) in self.wanted.iter().zip(&mut self.open) {
            for (row, cell) in rows.iter_mut().zip(cells(column, about, count)?) {
                row[*place] = cell;
            }
        }
        self.left -= count;
        self.ready = rows.into();
        Ok(true)
    }
}

impl Iterator for Source {
    type Item = Result<Item>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        if self.ready.is_empty() {
            match self.fill() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(e) => {
                    self.over = true;
                    let place = format!("{}: after row {}", self.name, self.number);
                    return Some(Err(Error::input(place, format!("damaged; the rest is not read: {}", words(&e)))));
                }
            }
        }
        let cells = self.ready.pop_front()?;
        self.number += 1;
        if cells[self.text].is_none() {
            return Some(Err(Error::input(format!("{}: row {}", self.name, self.number), "the text is null")));
        }
        let cells = cells.into_iter().map(Option::unwrap_or_default).collect();
        Some(Ok(Item(Piece::Row { layout: self.layout.clone(), number: self.number, cells })))
    }
}

/// The next cells of a column as text.
fn cells(column: &mut ColumnReader, about: &ColumnDescPtr, count: usize) -> std::result::Result<Cells, ParquetError> {
    let shown = |field: Field| field.to_string();
    match column {
        ColumnReader::ByteArrayColumnReader(c) => values(c, about, count, bytes),
        ColumnReader::FixedLenByteArrayColumnReader(c) => values(c, about, count, |v| bytes(ByteArray::from(v))),
        ColumnReader::Int32ColumnReader(c) => values(c, about, count, |v| shown(Field::convert_int32(about, v))),
        ColumnReader::Int64ColumnReader(c) => values(c, about, count, |v| long(about, v)),
        ColumnReader::Int96ColumnReader(c) => {
            values(c, about, count, |v| of_clock(shown(Field::convert_int96(about, v))))
        }
        ColumnReader::BoolColumnReader(c) => values(c, about, count, |v| v.to_string()),
        ColumnReader::FloatColumnReader(c) => values(c, about, count, |v| v.to_string()),
        ColumnReader::DoubleColumnReader(c) => values(c, about, count, |v| v.to_string()),
    }
}

fn bytes(value: ByteArray) -> String {
    encoding::decode(value.data().to_vec(), None).text
}

fn long(about: &ColumnDescPtr, value: i64) -> String {
    let Some(LogicalType::Timestamp(time)) = about.logical_type_ref() else {
        return Field::convert_int64(about, value).to_string();
    };
    let text = match time.unit {
        // The library shows nanoseconds as a bare number.
        TimeUnit::NANOS => Field::TimestampMicros(value / 1000).to_string(),
        _ => Field::convert_int64(about, value).to_string(),
    };
    if time.is_adjusted_to_u_t_c { text } else { of_clock(text) }
}

/// A time of which no zone is known: the library shows all in UTC.
fn of_clock(text: String) -> String {
    text.strip_suffix(" +00:00").map(str::to_owned).unwrap_or(text)
}

fn values<T: DataType>(
    column: &mut ColumnReaderImpl<T>,
    about: &ColumnDescPtr,
    count: usize,
    text: impl Fn(T::T) -> String,
) -> std::result::Result<Cells, ParquetError> {
    let (mut found, mut levels) = (Vec::with_capacity(count), Vec::new());
    let mut read = 0;
    while read < count {
        let (rows, _, _) = column.read_records(count - read, Some(&mut levels), None, &mut found)?;
        if rows == 0 {
            return Err(ParquetError::EOF(format!("column {} ends too early", about.path())));
        }
        read += rows;
    }
    let mut found = found.into_iter().map(text);
    if about.max_def_level() == 0 {
        return Ok(found.map(Some).collect());
    }
    Ok(levels.into_iter().map(|level| if level == about.max_def_level() { found.next() } else { None }).collect())
}

#[cfg(test)]
mod tests {
    use super::super::{Article, Settings};
    use super::*;
    use parquet::basic::Compression;
    use parquet::data_type::{ByteArrayType, Int32Type, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    const SCHEMA: &str = "message corpus {
        required int64 id; optional binary text (UTF8); optional int32 date (DATE);
        repeated binary tags (UTF8); optional group meta { optional binary outlet (UTF8); } }";

    /// Texts of row groups; the second text of every group is null.
    fn file(path: &Path, compression: Compression, groups: &[&[&str]]) {
        let properties = WriterProperties::builder().set_compression(compression).build();
        let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
        let mut writer = SerializedFileWriter::new(File::create(path).unwrap(), schema, Arc::new(properties)).unwrap();
        let mut id = 0;
        for texts in groups {
            let mut group = writer.next_row_group().unwrap();
            let ids: Vec<i64> = texts.iter().map(|_| (id, id += 1).0).collect();
            let mut column = group.next_column().unwrap().unwrap();
            column.typed::<Int64Type>().write_batch(&ids, None, None).unwrap();
            column.close().unwrap();
            let there: Vec<i16> = (0..texts.len()).map(|at| i16::from(at != 1)).collect();
            let values: Vec<ByteArray> =
                texts.iter().enumerate().filter(|(at, _)| *at != 1).map(|(_, text)| ByteArray::from(*text)).collect();
            let mut column = group.next_column().unwrap().unwrap();
            column.typed::<ByteArrayType>().write_batch(&values, Some(&there), None).unwrap();
            column.close().unwrap();
            let mut column = group.next_column().unwrap().unwrap();
            let dates = vec![19783; texts.len()];
            column.typed::<Int32Type>().write_batch(&dates, Some(&vec![1; texts.len()]), None).unwrap();
            column.close().unwrap();
            let mut column = group.next_column().unwrap().unwrap();
            column
                .typed::<ByteArrayType>()
                .write_batch(&[], Some(&vec![0; texts.len()]), Some(&vec![0; texts.len()]))
                .unwrap();
            column.close().unwrap();
            let mut column = group.next_column().unwrap().unwrap();
            let outlets = vec![ByteArray::from("The Quay Post"); texts.len()];
            column.typed::<ByteArrayType>().write_batch(&outlets, Some(&vec![2; texts.len()]), None).unwrap();
            column.close().unwrap();
            group.close().unwrap();
        }
        writer.close().unwrap();
    }

    fn read(path: &Path, fields: &Fields) -> Vec<Result<Article>> {
        rows(path, fields)
            .unwrap()
            .flat_map(|item| item.map(|i| i.load(&Settings::default())).unwrap_or_else(|e| vec![Err(e)]))
            .collect()
    }

    #[test]
    fn rows_are_articles_whatever_the_compression() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.parquet");
        let many: Vec<String> = (0..700).map(|n| format!("Text “{n}”.")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let zstd = Compression::ZSTD(Default::default());
        for compression in [Compression::SNAPPY, zstd, Compression::GZIP(Default::default()), Compression::LZ4_RAW] {
            file(&path, compression, &[&["One.", "", "Zwölf."], &many]);
            let fields = Fields { source: Some("meta.outlet".to_owned()), ..Fields::default() };
            let all = read(&path, &fields);
            assert_eq!(all.len(), 703, "{compression}");
            let first = all[0].as_ref().unwrap();
            assert_eq!(
                (first.id.as_str(), first.text.as_str(), first.date.as_deref()),
                ("0", "One.", Some("2024-03-01"))
            );
            assert_eq!(first.outlet.as_deref(), Some("The Quay Post"));
            assert_eq!(all[702].as_ref().unwrap().text, "Text “699”.");
            assert!(all[1].as_ref().unwrap_err().to_string().ends_with("c.parquet: row 2: the text is null"));
            assert_eq!(all.iter().filter(|a| a.is_err()).count(), 2);
        }
    }

    #[test]
    fn a_time_has_a_zone_only_where_the_file_gives_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.parquet");
        // 2024-03-01 10:30:00 in seconds.
        const AT: i64 = 1_709_289_000;
        for (unit, a_second) in [("MILLIS", 1000), ("MICROS", 1_000_000), ("NANOS", 1_000_000_000)] {
            for utc in [true, false] {
                let schema = format!(
                    "message c {{ required binary text (UTF8); required int64 date (TIMESTAMP({unit},{utc})); }}"
                );
                let schema = Arc::new(parse_message_type(&schema).unwrap());
                let mut writer =
                    SerializedFileWriter::new(File::create(&path).unwrap(), schema, Default::default()).unwrap();
                let mut group = writer.next_row_group().unwrap();
                let mut column = group.next_column().unwrap().unwrap();
                column.typed::<ByteArrayType>().write_batch(&[ByteArray::from("One.")], None, None).unwrap();
                column.close().unwrap();
                let mut column = group.next_column().unwrap().unwrap();
                column.typed::<Int64Type>().write_batch(&[AT * a_second], None, None).unwrap();
                column.close().unwrap();
                group.close().unwrap();
                writer.close().unwrap();
                let all = read(&path, &Fields::default());
                let date = all[0].as_ref().unwrap().date.clone().unwrap();
                let wanted = if utc { "2024-03-01T10:30:00Z" } else { "2024-03-01T10:30:00" };
                assert_eq!(date, wanted, "{unit}");
            }
        }
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.parquet");
        std::fs::write(&path, "text\nx\n").unwrap();
        assert!(rows(&path, &Fields::default()).err().unwrap().to_string().contains("not a Parquet file"));
        file(&path, Compression::SNAPPY, &[&["One."]]);
        let named = Fields { text: Some("body".to_owned()), ..Fields::default() };
        let message = rows(&path, &named).err().unwrap().to_string();
        assert!(
            message.ends_with("c.parquet: column \"body\" not found (have: id, text, date, meta.outlet)"),
            "{message}"
        );
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[60..90].fill(0xFF);
        std::fs::write(&path, bytes).unwrap();
        assert!(read(&path, &Fields::default()).iter().any(|a| a.is_err()));
    }
}

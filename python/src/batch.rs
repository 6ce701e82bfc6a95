//! Many texts: Arrow in, Arrow out.
//!
//! Takes a table or an array of texts from whatever library keeps them in Arrow, gives the rows in the order of the
//! documents, whatever the number of threads. The input is worked on in pieces of bounded size; how much is held at
//! once depends on the threads and not on the input, unless all rows are asked for at once.

use crate::capsule::{self, Arrays};
use crate::error::{WhosaidError, arrow};
use crate::plan::{self, Faults, Places, Plan};
use crate::pool;
use crate::record::Wanted;
use crate::rows::{self, Outcome};
use crate::strings::Strings;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};
use rayon::prelude::*;
use std::collections::VecDeque;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use whosaid::Extractor;
use whosaid::input::Article;

/// The most bytes of text in a piece, if more than one document is in it.
const PIECE: usize = 1 << 20;
/// The fewest, unless the input ends.
const LEAST_PIECE: usize = 32 << 10;
/// The most documents in a piece.
const PIECE_DOCUMENTS: usize = 2048;
/// Pieces that are worked on in one go, for each thread.
const PIECES: usize = 4;

/// The documents of one array of the input.
struct Chunk {
    texts: Strings,
    ids: Option<Strings>,
    carried: Vec<ArrayRef>,
    /// The number of the first document among all, for inputs without ids.
    first: usize,
}

/// What every thread works with.
struct Kit {
    plan: Plan,
    places: Places,
    extractor: Extractor,
}

/// The rows of a stream of texts, computed as they are asked for.
struct Work {
    kit: Kit,
    input: Arrays,
    threads: usize,
    pool: Option<Arc<rayon::ThreadPool>>,
    /// Pieces of the input that are still to be done.
    waiting: VecDeque<(Arc<Chunk>, Range<usize>)>,
    done: VecDeque<RecordBatch>,
    documents: usize,
    over: bool,
}

impl Work {
    fn new(data: &Bound<'_, PyAny>, plan: Plan, extractor: Extractor, jobs: Option<usize>) -> PyResult<Work> {
        let (kind, input) = capsule::import(data)?;
        let places = plan.places(&kind)?;
        let threads = pool::threads(jobs);
        Ok(Work {
            kit: Kit { plan, places, extractor },
            input,
            threads,
            pool: pool::pool(threads)?,
            waiting: VecDeque::new(),
            done: VecDeque::new(),
            documents: 0,
            over: false,
        })
    }

    /// Does the next pieces, as many as the threads can take. False when there are none.
    fn advance(&mut self) -> Result<bool, ArrowError> {
        while self.waiting.is_empty() {
            match self.input.next() {
                None => return Ok(false),
                Some(array) => self.cut(&array?)?,
            }
        }
        let most = if self.threads == 1 { 1 } else { self.threads * PIECES };
        let pieces: Vec<_> = self.waiting.drain(..most.min(self.waiting.len())).collect();
        let kit = &self.kit;
        let one = |(chunk, range): &(Arc<Chunk>, Range<usize>)| kit.piece(chunk, range.clone());
        let batches: Vec<Result<RecordBatch, ArrowError>> = match &self.pool {
            Some(pool) if pieces.len() > 1 => pool.install(|| pieces.par_iter().map(one).collect()),
            _ => pieces.iter().map(one).collect(),
        };
        for batch in batches {
            let batch = batch?;
            if batch.num_rows() > 0 {
                self.done.push_back(batch);
            }
        }
        Ok(true)
    }

    /// Cuts an array into pieces of about equal work.
    fn cut(&mut self, array: &ArrayRef) -> Result<(), ArrowError> {
        let unread =
            || ArrowError::CDataInterface("a column of the stream is not of the type that it declared".to_owned());
        let column = |at: usize| array.as_struct_opt().map_or_else(|| array.clone(), |table| table.column(at).clone());
        let texts = Strings::texts(&column(self.kit.places.text.unwrap_or(0))).ok_or_else(unread)?;
        let ids = match self.kit.places.id {
            Some(at) => Some(Strings::ids(&column(at)).ok_or_else(unread)?),
            None => None,
        };
        let carried = self.kit.places.carry.iter().map(|at| column(*at)).collect();
        let chunk = Arc::new(Chunk { texts, ids, carried, first: self.documents });
        let size = |at: usize| chunk.texts.get(at).map_or(0, <[u8]>::len);
        let total: usize = (0..array.len()).map(size).sum();
        let wanted = (total / (self.threads * PIECES)).clamp(LEAST_PIECE, PIECE);
        let (mut start, mut bytes) = (0, 0);
        for at in 0..array.len() {
            bytes += size(at);
            if bytes >= wanted || at + 1 - start >= PIECE_DOCUMENTS || at + 1 == array.len() {
                self.waiting.push_back((chunk.clone(), start..at + 1));
                (start, bytes) = (at + 1, 0);
            }
        }
        self.documents += array.len();
        Ok(())
    }
}

impl Kit {
    fn piece(&self, chunk: &Chunk, range: Range<usize>) -> Result<RecordBatch, ArrowError> {
        let mut read = Vec::with_capacity(range.len());
        for at in range {
            let number = chunk.first + at;
            let id = match &chunk.ids {
                Some(ids) => ids.get(at).map(|id| String::from_utf8_lossy(id).into_owned()),
                None => Some(number.to_string()),
            };
            let place = id.clone().unwrap_or_else(|| format!("row {number}"));
            match (self.text(&place, chunk.texts.get(at)), self.plan.faults) {
                (Err(message), Faults::Raise) => return Err(ArrowError::ExternalError(message.into())),
                (text, _) => read.push((at, id, place, text)),
            }
        }
        let texts: Vec<&str> = read.iter().filter_map(|(.., text)| text.as_ref().ok().copied()).collect();
        let mut rows = self.rows(&texts).into_iter();
        let mut done = Vec::with_capacity(read.len());
        for (at, id, place, text) in read {
            let rows = text.and_then(|_| {
                let own = rows.next().flatten();
                own.ok_or_else(|| format!("{place}: the extractor broke on this text; please report it"))
            });
            match (&rows, self.plan.faults) {
                (Err(message), Faults::Raise) => return Err(ArrowError::ExternalError(message.clone().into())),
                (Err(_), Faults::Skip) => {}
                _ => {
                    let known = id.is_some();
                    done.push(Outcome { at, article: Article::new(id.unwrap_or_default(), ""), known, rows });
                }
            }
        }
        rows::batch(&self.plan, &self.places, &chunk.carried, &done)
    }

    /// The text of a document, or why it cannot be read.
    fn text<'t>(&self, place: &str, text: Option<&'t [u8]>) -> Result<&'t str, String> {
        let text = text.ok_or_else(|| format!("{place}: the text is null"))?;
        if let Some(longest) = self.plan.longest.filter(|longest| text.len() > *longest) {
            return Err(format!("{place}: {} bytes of text, longest allows {longest}", text.len()));
        }
        std::str::from_utf8(text)
            .map_err(|e| format!("{place}: the text is not UTF-8: byte {} cannot be read", e.valid_up_to()))
    }

    /// The rows of texts, all together; where one of them breaks the extractor, of each alone, and none of that one.
    fn rows(&self, texts: &[&str]) -> Vec<Option<Vec<whosaid::Quotation>>> {
        let wanted = &self.plan.wanted;
        match catch_unwind(AssertUnwindSafe(|| wanted.rows_of_all(&self.extractor, texts))) {
            Ok(rows) => rows.into_iter().map(Some).collect(),
            Err(_) => {
                let alone = |text: &&str| catch_unwind(AssertUnwindSafe(|| wanted.rows(&self.extractor, text))).ok();
                texts.iter().map(alone).collect()
            }
        }
    }
}

impl Iterator for Work {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(batch) = self.done.pop_front() {
                return Some(Ok(batch));
            }
            if self.over {
                return None;
            }
            match self.advance() {
                Ok(more) => self.over = !more,
                Err(e) => {
                    self.over = true;
                    return Some(Err(e));
                }
            }
        }
    }
}

impl RecordBatchReader for Work {
    fn schema(&self) -> SchemaRef {
        self.kit.places.schema.clone()
    }
}

/// Extract the quotations of many texts that are in Arrow, on all cores, all rows at once.
///
/// Args:
///     data: A table, batch, array or reader of any library that speaks Arrow's PyCapsule interface: pyarrow, Polars,
///         DuckDB, pandas (2.2 or later, with pyarrow) and others. An array of texts by itself will do.
///     text (str): The column of the texts.
///     id (str | None): The column of the ids, texts or whole numbers; ``None`` numbers the documents from 0.
///     carry (Sequence[str]): Columns of the input that are repeated beside the rows of their document.
///     columns (str | Sequence[str]): ``"full"``, ``"simple"`` (speaker, source, quote), or names. :func:`columns`
///         lists them.
///     kinds (Iterable[str] | None): Only these kinds: ``"direct"``, ``"mixed"``, ``"indirect"``.
///     min_confidence (float): Only rows at least this certain, 0 to 1.
///     nested (bool): Also quotations inside quotations, flag ``nested``.
///     marked (bool): Also these, and words in marks that nobody said, kind ``"marked"``.
///     errors (str): What becomes of a document that cannot be read, one whose text is null or no UTF-8 or too long:
///         ``"raise"`` an exception, a ``"row"`` with its id and the column ``error``, or ``"skip"`` it.
///     longest (int | None): The most bytes of UTF-8 that a document may have; ``None`` for any.
///     lists (Mapping | None): Changes to the word lists, as for :func:`extract`.
///     jobs (int | None): Threads; ``None`` or 0 for one a core. Any number gives the same rows.
///
/// Returns:
///     QuotationTable: The rows in the order of the documents, for any library that reads Arrow. Offsets are code
///     points, spans structures of ``start`` and ``end``; several of them, and flags, are lists.
///
/// Raises:
///     TypeError: ``data`` is not Arrow.
///     WhosaidError: A column that is not there, or a document that cannot be read under ``errors="raise"``.
///
/// Examples:
///     >>> import pyarrow as pa, whosaid
///     >>> texts = pa.table({"id": ["a", "b"], "text": ["“We sail,” Anna Haro said.", "Nobody spoke."]})
///     >>> rows = whosaid.extract_batch(texts)
///     >>> rows
///     <whosaid.QuotationTable: 1 row, 24 columns>
///     >>> pa.table(rows).select(["doc", "speaker", "quote", "cue_span"]).to_pylist()
///     [{'doc': 'a', 'speaker': 'Anna Haro', 'quote': 'We sail', 'cue_span': {'start': 21, 'end': 25}}]
#[pyfunction]
#[pyo3(signature = (data, *, text="text", id=Some("id"), carry=Vec::new(), columns=None, kinds=None, min_confidence=0.0, nested=false, marked=false, errors="raise", longest=None, lists=None, jobs=None), text_signature = "(data, *, text='text', id='id', carry=(), columns='full', kinds=None, min_confidence=0.0, nested=False, marked=False, errors='raise', longest=None, lists=None, jobs=None)")]
#[expect(clippy::too_many_arguments, reason = "Python's keywords")]
pub fn extract_batch(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    text: &str,
    id: Option<&str>,
    carry: Vec<String>,
    columns: Option<&Bound<'_, PyAny>>,
    kinds: Option<&Bound<'_, PyAny>>,
    min_confidence: f32,
    nested: bool,
    marked: bool,
    errors: &str,
    longest: Option<usize>,
    lists: Option<&Bound<'_, PyAny>>,
    jobs: Option<usize>,
) -> PyResult<QuotationTable> {
    let plan = plan_of(py, text, id, carry, columns, kinds, min_confidence, nested, marked, errors, longest)?;
    let mut work = Work::new(data, plan, crate::lists::extractor(lists)?, jobs)?;
    let schema = work.schema();
    // Between the pieces the interpreter may stop us, as by Ctrl-C.
    while py.detach(|| work.advance()).map_err(arrow)? {
        py.check_signals()?;
    }
    Ok(QuotationTable { schema, batches: work.done.into() })
}

/// Extract the quotations of many texts that are in Arrow, piece by piece as the rows are read.
///
/// Takes the arguments of :func:`extract_batch`. Only the pieces that are being worked on are held in memory, so the
/// input may be larger than that.
///
/// Returns:
///     QuotationReader: The rows, to be read once.
///
/// Raises:
///     TypeError: ``data`` is not Arrow.
///     WhosaidError: A column that is not there. What is wrong with a document is raised by the library that reads the
///     rows, as an error of its own with the same message.
///
/// Examples:
///     >>> import pyarrow as pa, whosaid
///     >>> texts = pa.table({"id": [7], "text": ["“We sail,” Anna Haro said."]})
///     >>> reader = pa.RecordBatchReader.from_stream(whosaid.extract_stream(texts, columns="doc,quote"))
///     >>> [batch.to_pylist() for batch in reader]
///     [[{'doc': '7', 'quote': 'We sail'}]]
#[pyfunction]
#[pyo3(signature = (data, *, text="text", id=Some("id"), carry=Vec::new(), columns=None, kinds=None, min_confidence=0.0, nested=false, marked=false, errors="raise", longest=None, lists=None, jobs=None), text_signature = "(data, *, text='text', id='id', carry=(), columns='full', kinds=None, min_confidence=0.0, nested=False, marked=False, errors='raise', longest=None, lists=None, jobs=None)")]
#[expect(clippy::too_many_arguments, reason = "Python's keywords")]
pub fn extract_stream(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    text: &str,
    id: Option<&str>,
    carry: Vec<String>,
    columns: Option<&Bound<'_, PyAny>>,
    kinds: Option<&Bound<'_, PyAny>>,
    min_confidence: f32,
    nested: bool,
    marked: bool,
    errors: &str,
    longest: Option<usize>,
    lists: Option<&Bound<'_, PyAny>>,
    jobs: Option<usize>,
) -> PyResult<QuotationReader> {
    let plan = plan_of(py, text, id, carry, columns, kinds, min_confidence, nested, marked, errors, longest)?;
    let work = Work::new(data, plan, crate::lists::extractor(lists)?, jobs)?;
    Ok(QuotationReader { schema: work.schema(), work: Mutex::new(Some(work)) })
}

#[expect(clippy::too_many_arguments, reason = "Python's keywords")]
fn plan_of(
    py: Python<'_>,
    text: &str,
    id: Option<&str>,
    carry: Vec<String>,
    columns: Option<&Bound<'_, PyAny>>,
    kinds: Option<&Bound<'_, PyAny>>,
    min_confidence: f32,
    nested: bool,
    marked: bool,
    errors: &str,
    longest: Option<usize>,
) -> PyResult<Plan> {
    let full = "full".into_pyobject(py)?.into_any();
    Ok(Plan {
        text: text.to_owned(),
        id: id.map(str::to_owned),
        carry,
        columns: plan::columns(columns.unwrap_or(&full))?,
        wanted: Wanted::new(kinds, min_confidence, nested, marked)?,
        faults: plan::faults(errors)?,
        longest,
    })
}

/// The names of the columns that ``columns=`` can ask for, with what they hold.
///
/// Returns:
///     dict[str, str]: Names and meanings; those of ``"full"`` come first.
///
/// Examples:
///     >>> import whosaid
///     >>> whosaid.columns()["quote"]
///     'the reported words, line breaks made spaces, the parts of an interrupted quotation joined by " … "'
#[pyfunction]
pub fn columns(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let dict = PyDict::new(py);
    for column in whosaid::writer::Column::ALL {
        let name = column.name().into_pyobject(py)?.into_any();
        if plan::columns(&name).is_ok() {
            dict.set_item(name, column.meaning())?;
        }
    }
    Ok(dict)
}

/// Rows in Arrow, from :func:`extract_batch`: what ``pyarrow.table``, ``polars.DataFrame``, ``duckdb.from_arrow`` and
/// ``pandas.DataFrame.from_arrow`` take. It may be read any number of times.
#[pyclass(frozen, module = "whosaid")]
pub struct QuotationTable {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl QuotationTable {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // Another schema may be asked for, and need not be given.
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok);
        capsule::stream(py, Box::new(RecordBatchIterator::new(batches, self.schema.clone())))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.schema)
    }

    /// list[str]: The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        let rows = self.__len__();
        let plural = if rows == 1 { "" } else { "s" };
        format!("<whosaid.QuotationTable: {rows} row{plural}, {} columns>", self.schema.fields().len())
    }

    /// The rows as ``pyarrow.Table``.
    ///
    /// Returns:
    ///     pyarrow.Table: The rows; nothing is copied.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// The rows as ``pandas.DataFrame``, through pyarrow.
    ///
    /// Returns:
    ///     pandas.DataFrame: The rows; spans are dicts and lists of dicts.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::to_pyarrow(slf)?.call_method0("to_pandas")
    }

    /// The rows as ``polars.DataFrame``.
    ///
    /// Returns:
    ///     polars.DataFrame: The rows.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }
}

/// Rows in Arrow, from :func:`extract_stream`: worked out as they are read, and to be read once.
#[pyclass(frozen, module = "whosaid")]
pub struct QuotationReader {
    schema: SchemaRef,
    work: Mutex<Option<Work>>,
}

#[pymethods]
impl QuotationReader {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        match self.work.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(work) => capsule::stream(py, Box::new(work)),
            None => Err(WhosaidError::new_err("these rows have been read already; call extract_stream again")),
        }
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.schema)
    }

    /// list[str]: The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __repr__(&self) -> String {
        let read = self.work.lock().unwrap_or_else(PoisonError::into_inner).is_none();
        let state = if read { "read" } else { "to be read once" };
        format!("<whosaid.QuotationReader: {} columns, {state}>", self.schema.fields().len())
    }
}

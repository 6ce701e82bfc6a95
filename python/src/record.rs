//! One text: `extract` and the record that it gives.

use crate::error::{WhosaidError, python};
use crate::text::Text;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use std::hash::{DefaultHasher, Hash, Hasher};
use whosaid::{Extractor, Extras, Kind, Span};

/// Extract the quotations of a text: who said what, through whom.
///
/// Args:
///     text (str): The text, of any length and quality.
///     kinds (Iterable[str] | None): Only these kinds: ``"direct"``, ``"mixed"``, ``"indirect"``. All by default.
///     min_confidence (float): Only rows at least this certain, 0 to 1.
///     nested (bool): Also quotations inside quotations, flag ``nested``.
///     marked (bool): Also these, and words in marks that nobody said: kind ``"marked"``, with their type (title,
///         nickname, term, name, slogan, scare) among the flags.
///     lists (Mapping | None): Changes to the word lists as in ``whosaid.toml``: ``{"outlets": {"add": [{"name": "Fjord
///         FM", "aliases": "FFM"}], "remove": ["1+1"]}}``. Each set of changes stays in memory.
///
/// Returns:
///     list[Quotation]: One record a quotation, in the order of the text. Empty where nobody says anything.
///
/// Raises:
///     TypeError: ``text`` is not a ``str``.
///     WhosaidError: An unknown kind or list, or a share that is not between 0 and 1. No text raises anything.
///
/// Examples:
///     >>> import whosaid
///     >>> text = "“The ferry will sail at dawn,” Anna Haro told Radio Kattvik."
///     >>> [row] = whosaid.extract(text)
///     >>> row.speaker, row.source, row.quote
///     ('Anna Haro', 'Radio Kattvik', 'The ferry will sail at dawn')
///     >>> start, end = row.quote_spans[0]
///     >>> text[start:end]
///     'The ferry will sail at dawn'
///     >>> row.cue_span.of(text)
///     'told'
#[pyfunction]
#[pyo3(signature = (text, *, kinds=None, min_confidence=0.0, nested=false, marked=false, lists=None))]
pub fn extract(
    py: Python<'_>,
    text: &Bound<'_, PyAny>,
    kinds: Option<&Bound<'_, PyAny>>,
    min_confidence: f32,
    nested: bool,
    marked: bool,
    lists: Option<&Bound<'_, PyAny>>,
) -> PyResult<Vec<Quotation>> {
    let text = Text::new(text, "text")?;
    let wanted = Wanted::new(kinds, min_confidence, nested, marked)?;
    let extractor = crate::lists::extractor(lists)?;
    let rows = py.detach(|| wanted.rows(&extractor, &text));
    Ok(rows.into_iter().map(Quotation).collect())
}

/// Which rows are wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    kinds: Vec<Kind>,
    least: f32,
    extras: Extras,
}

impl Wanted {
    /// Reads the arguments that choose rows.
    pub fn new(kinds: Option<&Bound<'_, PyAny>>, least: f32, nested: bool, marked: bool) -> PyResult<Wanted> {
        if !(0.0..=1.0).contains(&least) {
            return Err(WhosaidError::new_err(format!("min_confidence: a number from 0 to 1 is wanted, not {least}")));
        }
        let kinds: Vec<Kind> = match kinds {
            None => Vec::new(),
            Some(one) if one.is_instance_of::<PyString>() => {
                return Err(PyTypeError::new_err("kinds must be a list of words, not str"));
            }
            Some(all) => all
                .try_iter()?
                .map(|word| word?.extract::<String>()?.parse::<Kind>().map_err(python))
                .collect::<PyResult<_>>()?,
        };
        let marked = marked || kinds.contains(&Kind::Marked);
        Ok(Wanted { kinds, least, extras: Extras { nested: nested || marked, marked } })
    }

    /// The wanted rows of a text.
    pub fn rows(&self, extractor: &Extractor, text: &str) -> Vec<whosaid::Quotation> {
        self.rows_of_all(extractor, &[text]).pop().unwrap_or_default()
    }

    /// The wanted rows of texts, each as [`Wanted::rows`] gives them, in less time than one by one.
    pub fn rows_of_all(&self, extractor: &Extractor, texts: &[&str]) -> Vec<Vec<whosaid::Quotation>> {
        let mut all = extractor.extract_all(texts, self.extras);
        for rows in &mut all {
            rows.retain(|row| {
                row.confidence >= self.least && (self.kinds.is_empty() || self.kinds.contains(&row.kind))
            });
        }
        all
    }
}

/// A share with two decimals, as the command line writes it.
pub fn hundredths(share: f32) -> f64 {
    f64::from((share.clamp(0.0, 1.0) * 100.0).round()) / 100.0
}

/// A span as the Python package's `Span`.
pub fn span(py: Python<'_>, span: Span) -> PyResult<Bound<'_, PyAny>> {
    static SPAN: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    SPAN.import(py, "whosaid._types", "Span")?.call1((span.start, span.end))
}

/// Spans as a tuple of `Span`.
pub fn spans<'py>(py: Python<'py>, all: &[Span]) -> PyResult<Bound<'py, PyTuple>> {
    PyTuple::new(py, all.iter().map(|s| span(py, *s)).collect::<PyResult<Vec<_>>>()?)
}

/// Text that is `None` where there is none.
pub fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// One quotation: what was said, by whom, with which cue, through which source.
///
/// Records come from :func:`extract` and cannot be changed; they can be compared, hashed and pickled. Text that the
/// article does not give is ``None``. Spans are :class:`Span` pairs of code points of the text: ``text[start:end]``
/// is what they cover.
#[pyclass(frozen, module = "whosaid", from_py_object)]
#[derive(Clone)]
pub struct Quotation(pub whosaid::Quotation);

#[pymethods]
impl Quotation {
    /// int: Number in the text, 1 first, by start.
    #[getter]
    fn n(&self) -> usize {
        self.0.n
    }

    /// str | None: The fullest name that the text gives, without title; joint speakers joined by ``; ``.
    #[getter]
    fn speaker(&self) -> Option<&str> {
        some(&self.0.speaker)
    }

    /// str | None: The outlet that relays the words; a chain from first to last joined by `` > ``.
    #[getter]
    fn source(&self) -> Option<&str> {
        some(&self.0.source)
    }

    /// str: The reported words, line breaks made spaces, the parts of an interrupted quotation joined by `` … ``.
    #[getter]
    fn quote(&self) -> &str {
        &self.0.quote
    }

    /// str: ``direct``, ``mixed`` or ``indirect``.
    #[getter]
    fn kind(&self) -> &'static str {
        self.0.kind.as_str()
    }

    /// str | None: The words that mark the attribution, as written.
    #[getter]
    fn cue(&self) -> Option<&str> {
        some(&self.0.cue)
    }

    /// str | None: The description that the text gives the speaker, as written.
    #[getter]
    fn role(&self) -> Option<&str> {
        some(&self.0.role)
    }

    /// str: ``person``, ``organization``, ``group``, ``document`` or ``unknown``.
    #[getter]
    fn speaker_type(&self) -> &'static str {
        self.0.speaker_type.as_str()
    }

    /// str | None: The phrase beside the cue, as written.
    #[getter]
    fn speaker_mention(&self) -> Option<&str> {
        some(&self.0.speaker_mention)
    }

    /// str: How the speaker was found: ``named``, ``short_name``, ``pronoun``, ``description``, ``carried``, ``none``.
    #[getter]
    fn speaker_basis(&self) -> &'static str {
        self.0.speaker_basis.as_str()
    }

    /// str | None: The source as written.
    #[getter]
    fn source_mention(&self) -> Option<&str> {
        some(&self.0.source_mention)
    }

    /// str: How the source was found: ``stated``, ``carried`` or ``none``.
    #[getter]
    fn source_basis(&self) -> &'static str {
        self.0.source_basis.as_str()
    }

    /// str | None: ``interview``, ``statement``, ``social``, ``briefing``, ``broadcast``, ``letter``, ``document`` or
    /// ``recording``, where the text tells.
    #[getter]
    fn channel(&self) -> Option<&'static str> {
        self.0.channel.map(|channel| channel.as_str())
    }

    /// str | None: The words inside quotation marks, parts joined by `` … ``.
    #[getter]
    fn verbatim(&self) -> Option<&str> {
        some(&self.0.verbatim)
    }

    /// tuple[str, ...]: What a reader must know: ``negated``, ``floating``, ``ambiguous`` and others.
    #[getter]
    fn flags<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.0.flags)
    }

    /// float: 0.00 to 1.00, the share of such rows that are right.
    #[getter]
    fn confidence(&self) -> f64 {
        hundredths(self.0.confidence)
    }

    /// str: The id of the grammar rule that gave the row.
    #[getter]
    fn rule(&self) -> &str {
        &self.0.rule
    }

    /// tuple[Span, ...]: Where the reported words stand, in code points.
    #[getter]
    fn quote_spans<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        spans(py, &self.0.quote_spans)
    }

    /// tuple[Span, ...]: Where the words inside marks stand, in code points.
    #[getter]
    fn verbatim_spans<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        spans(py, &self.0.verbatim_spans)
    }

    /// Span | None: Where the phrase beside the cue stands, in code points.
    #[getter]
    fn speaker_span<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.0.speaker_span.map(|s| span(py, s)).transpose()
    }

    /// Span | None: Where the cue stands, in code points.
    #[getter]
    fn cue_span<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.0.cue_span.map(|s| span(py, s)).transpose()
    }

    /// Span | None: Where the source mention stands, in code points.
    #[getter]
    fn source_span<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.0.source_span.map(|s| span(py, s)).transpose()
    }

    /// str: The sentence or sentences that hold the quotation, line breaks made spaces.
    #[getter]
    fn sentence(&self) -> &str {
        &self.0.sentence
    }

    /// The record as a dict, with the names and order of a line of the command line's JSON lines.
    ///
    /// Returns:
    ///     dict[str, Any]: All fields of the record.
    ///
    /// Examples:
    ///     >>> import whosaid
    ///     >>> [row] = whosaid.extract("“We sail,” Anna Haro said.")
    ///     >>> row.to_dict()["quote_spans"]
    ///     [Span(start=1, end=8)]
    fn to_dict<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(slf.py());
        // What is told of the document is not the record's.
        for name in whosaid::COLUMNS.iter().skip_while(|name| **name != "n") {
            let value = slf.getattr(*name)?;
            match value.cast::<PyTuple>() {
                Ok(list) if list.get_type().is(slf.py().get_type::<PyTuple>()) => {
                    dict.set_item(name, PyList::new(slf.py(), list)?)?
                }
                _ => dict.set_item(name, value)?,
            }
        }
        Ok(dict)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let q = &self.0;
        let shown = |text: &str| -> PyResult<String> {
            match some(text) {
                None => Ok("None".to_owned()),
                Some(text) => Ok(PyString::new(py, &short(text)).repr()?.to_string()),
            }
        };
        Ok(format!(
            "Quotation(n={}, speaker={}, source={}, quote={}, kind='{}', cue={}, confidence={:.2})",
            q.n,
            shown(&q.speaker)?,
            shown(&q.source)?,
            shown(&q.quote)?,
            q.kind,
            shown(&q.cue)?,
            hundredths(q.confidence)
        ))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.0.n, &self.0.quote, &self.0.speaker, &self.0.quote_spans).hash(&mut hasher);
        hasher.finish()
    }

    #[staticmethod]
    fn _restore(json: &str) -> PyResult<Self> {
        serde_json::from_str(json).map(Quotation).map_err(|e| WhosaidError::new_err(format!("not a record: {e}")))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let json = serde_json::to_string(&slf.get().0).map_err(|e| WhosaidError::new_err(e.to_string()))?;
        Ok((slf.get_type().getattr("_restore")?, (json,)))
    }
}

/// A text cut to what a line shows.
pub fn short(text: &str) -> String {
    const SHOWN: usize = 72;
    match text.char_indices().nth(SHOWN) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
    }
}

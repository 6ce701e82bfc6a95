//! Files as articles: what the command line reads, by the same readers.

use crate::error::{WhosaidError, python};
use crate::record::short;
use pyo3::exceptions::PyUserWarning;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};
use std::collections::{BTreeSet, VecDeque};
use std::ffi::CString;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use whosaid::input::{Fields, Form, Items, Settings, encoding_named};

/// An article: a text with its id and what is known of its origin.
///
/// Args:
///     id (str): The id, for files the path as given.
///     text (str): The text.
///     date (str | None): The date.
///     outlet (str | None): The outlet that published the article.
///     url (str | None): Its address.
///     title (str | None): Its headline.
#[pyclass(frozen, module = "whosaid", get_all, from_py_object)]
#[derive(Clone)]
pub struct Article {
    /// str: The id, for files the path as given.
    pub id: String,
    /// str: The text. Offsets of rows count its code points.
    pub text: String,
    /// str | None: The date, as far as the input tells it.
    pub date: Option<String>,
    /// str | None: The outlet that published the article.
    pub outlet: Option<String>,
    /// str | None: The article's address.
    pub url: Option<String>,
    /// str | None: The headline.
    pub title: Option<String>,
}

#[pymethods]
impl Article {
    #[new]
    #[pyo3(signature = (id, text, date=None, outlet=None, url=None, title=None))]
    fn new(
        id: String,
        text: String,
        date: Option<String>,
        outlet: Option<String>,
        url: Option<String>,
        title: Option<String>,
    ) -> Self {
        Article { id, text, date, outlet, url, title }
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (id, text) = (PyString::new(py, &self.id).repr()?, PyString::new(py, &short(&self.text)).repr()?);
        Ok(format!("Article(id={id}, text={text})"))
    }

    fn __getnewargs__(&self) -> Parts<'_> {
        let Article { id, text, date, outlet, url, title } = self;
        (id, text, date.as_deref(), outlet.as_deref(), url.as_deref(), title.as_deref())
    }
}

/// The arguments that make an article, in order.
type Parts<'a> = (&'a str, &'a str, Option<&'a str>, Option<&'a str>, Option<&'a str>, Option<&'a str>);

impl Article {
    /// The article as the library takes it.
    pub fn of_library(&self) -> whosaid::input::Article {
        whosaid::input::Article {
            id: self.id.clone(),
            text: self.text.clone(),
            date: self.date.clone(),
            outlet: self.outlet.clone(),
            url: self.url.clone(),
            title: self.title.clone(),
            ..whosaid::input::Article::default()
        }
    }
}

/// Read articles from files and folders as the command line does.
///
/// Args:
///     paths (str | os.PathLike): Files, folders (with all below them, sorted) and patterns: texts, web pages, PDF, documents of
///         Word, books, mails, feeds, subtitles, crawls, tables, JSON lines, archives, exports of Nexis, Factiva and
///         ProQuest; what is compressed is unpacked.
///     input_format (str | None): ``text``, ``html``, ``jsonl``, ``csv``, ``tsv``, ``docx``, ``rtf``, ``pdf``, ``epub``, ``md``,
///         ``eml``, ``mbox``, ``xml``, ``vtt``, ``warc``, ``zip``, ``nexis``, ``factiva``, ``proquest`` or ``ris`` for every input; by
///         default names and contents decide.
///     encoding (str | None): The encoding of every file, such as ``windows-1252``; by default the bytes decide.
///     text_field, id_field, date_field, outlet_field, url_field, title_field (str | None): The fields of a corpus.
///     errors (str): ``"raise"``, or ``"warn"`` to go on with the next input.
///
/// Returns:
///     Iterator[Article]: The articles in the order of the paths, read as they are asked for. Guesses (of an encoding, a
///     field) are told once, by :func:`warnings.warn`.
///
/// Raises:
///     OSError: A file cannot be read; while iterating.
///     WhosaidError: A file or record is not of its form; while iterating.
///
/// Examples:
///     >>> import pathlib, tempfile, whosaid
///     >>> folder = pathlib.Path(tempfile.mkdtemp())
///     >>> _ = (folder / "ferry.txt").write_text("“We sail,” Anna Haro said.", encoding="utf-8")
///     >>> for article in whosaid.read(folder):
///     ...     for row in whosaid.extract(article.text):
///     ...         print(pathlib.Path(article.id).name, row.speaker)
///     ferry.txt Anna Haro
#[pyfunction]
#[pyo3(signature = (*paths, input_format=None, encoding=None, text_field=None, id_field=None, date_field=None, outlet_field=None, url_field=None, title_field=None, errors="raise"))]
#[expect(clippy::too_many_arguments, reason = "Python's keywords")]
pub fn read(
    paths: Vec<PathBuf>,
    input_format: Option<&str>,
    encoding: Option<&str>,
    text_field: Option<String>,
    id_field: Option<String>,
    date_field: Option<String>,
    outlet_field: Option<String>,
    url_field: Option<String>,
    title_field: Option<String>,
    errors: &str,
) -> PyResult<Articles> {
    let form = input_format.map(form).transpose()?;
    let encoding = encoding
        .map(|name| encoding_named(name).ok_or_else(|| WhosaidError::new_err(format!("no such encoding: {name}"))))
        .transpose()?;
    let warn = match errors {
        "raise" => false,
        "warn" => true,
        other => return Err(python(whosaid::Error::unknown_word("word for errors", other, &["raise", "warn"]))),
    };
    let fields = Fields {
        text: text_field,
        id: id_field,
        date: date_field,
        source: outlet_field,
        url: url_field,
        title: title_field,
    };
    let settings = Settings { fields, form, encoding, ..Settings::default() };
    // `-` is standard input to the command line, and a file here.
    let name = |path: PathBuf| if path.as_os_str() == "-" { PathBuf::from("./-") } else { path };
    let paths: Vec<PathBuf> = paths.into_iter().map(name).collect();
    let items = Items::new(&paths, &settings);
    let state = State { items, settings, waiting: VecDeque::new(), told: BTreeSet::new() };
    Ok(Articles { state: Mutex::new(state), warn })
}

fn form(word: &str) -> PyResult<Form> {
    const FORMS: &[(&str, Form)] = &[
        ("text", Form::Text),
        ("html", Form::Page),
        ("jsonl", Form::JsonLines),
        ("json", Form::Json),
        ("csv", Form::Csv),
        ("tsv", Form::Tsv),
        ("docx", Form::Document),
        ("rtf", Form::Rtf),
        ("pdf", Form::Pdf),
        ("epub", Form::Epub),
        ("md", Form::Markdown),
        ("eml", Form::Mail),
        ("mbox", Form::Mailbox),
        ("xml", Form::Xml),
        ("vtt", Form::Subtitles),
        ("warc", Form::Warc),
        ("zip", Form::Archive),
        ("nexis", Form::Nexis),
        ("factiva", Form::Factiva),
        ("proquest", Form::ProQuest),
        ("ris", Form::Ris),
    ];
    match FORMS.iter().find(|(name, _)| *name == word) {
        Some((_, form)) => Ok(*form),
        None => {
            let names: Vec<&str> = FORMS.iter().map(|(name, _)| *name).collect();
            Err(python(whosaid::Error::unknown_word("input format", word, &names)))
        }
    }
}

struct State {
    items: Items,
    settings: Settings,
    waiting: VecDeque<whosaid::Result<whosaid::input::Article>>,
    told: BTreeSet<String>,
}

/// The articles of some paths, from :func:`read`.
#[pyclass(frozen, module = "whosaid")]
pub struct Articles {
    state: Mutex<State>,
    warn: bool,
}

#[pymethods]
impl Articles {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Article>> {
        loop {
            let next = py.detach(|| {
                let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
                let state = &mut *state;
                while state.waiting.is_empty() {
                    match state.items.next()? {
                        Ok(item) => state.waiting.extend(item.load(&state.settings)),
                        Err(e) => state.waiting.push_back(Err(e)),
                    }
                }
                let next = state.waiting.pop_front()?;
                let notices: Vec<String> = match &next {
                    Ok(article) => {
                        article.notices.iter().filter(|n| state.told.insert((*n).clone())).cloned().collect()
                    }
                    Err(_) => Vec::new(),
                };
                Some((next, notices))
            });
            let Some((next, notices)) = next else {
                // What was passed over is told once, at the end.
                let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
                let lines = state.settings.passed.take_lines();
                drop(state);
                lines.iter().try_for_each(|line| warn(py, line))?;
                return Ok(None);
            };
            notices.iter().try_for_each(|notice| warn(py, notice))?;
            match next {
                Ok(a) => {
                    let whosaid::input::Article { id, text, date, outlet, url, title, .. } = a;
                    return Ok(Some(Article { id, text, date, outlet, url, title }));
                }
                Err(e) if self.warn => warn(py, &e.to_string())?,
                Err(e) => return Err(python(e)),
            }
        }
    }
}

fn warn(py: Python<'_>, message: &str) -> PyResult<()> {
    let message = CString::new(message.replace('\0', " ")).unwrap_or_default();
    PyErr::warn(py, &py.get_type::<PyUserWarning>(), &message, 1)
}

/// An article from an `Article`, a pair of id and text, or a text by itself.
pub fn article(value: &Bound<'_, PyAny>, number: usize) -> PyResult<whosaid::input::Article> {
    if let Ok(article) = value.cast::<Article>() {
        return Ok(article.get().of_library());
    }
    if let Ok(pair) = value.cast::<PyTuple>()
        && let Ok((id, text)) = pair.extract::<(String, String)>()
    {
        return Ok(whosaid::input::Article::new(id, text));
    }
    let text = crate::text::Text::new(value, "an article (or Article, or a pair of id and text)")?;
    Ok(whosaid::input::Article::new(number.to_string(), &*text))
}

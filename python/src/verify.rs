//! Does a text really attribute these words to them, through that source?

use crate::error::{WhosaidError, python};
use crate::pool;
use crate::read::article;
use crate::record::{Quotation, some, span, spans};
use crate::text::Text;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};
use rayon::prelude::*;
use whosaid::input::Article;
use whosaid::verify::{Aliases, Claim, Findings, Search, Verifier, read_claims, report};

/// The most bytes of text that are searched between two looks at signals.
const PIECE: usize = 8 << 20;

/// Check a claimed quotation against a text: are these the words, is it this speaker, did they come through this
/// source?
///
/// Args:
///     text (str): The article.
///     claim (str): The words that are claimed to stand in it; ``…`` marks what is left out.
///     speaker (str | None): Who is said to have said them; ``None`` asks nothing.
///     source (str | None): The outlet through which they are said to have come; ``None`` asks nothing.
///     kind (str | None): ``"indirect"`` for words that are not claimed to be verbatim.
///     lists (Mapping | None): Changes to the word lists, as for :func:`extract`.
///
/// Returns:
///     Answer: Three axes (wording, speaker, source), one verdict, and the evidence.
///
/// Raises:
///     TypeError: ``text`` is not a ``str``.
///     WhosaidError: There is no word in the claim.
///
/// Examples:
///     >>> import whosaid
///     >>> text = "“The ferry will not sail at dawn,” Anna Haro told Radio Kattvik."
///     >>> answer = whosaid.verify(text, "The ferry will sail at dawn", speaker="Haro", source="Radio Kattvik")
///     >>> answer.verdict, answer.speaker_check, answer.source_check
///     ('altered', 'compatible', 'same')
///     >>> answer.differences
///     ('[-not-]',)
#[pyfunction]
#[pyo3(signature = (text, claim, *, speaker=None, source=None, kind=None, lists=None))]
pub fn verify(
    py: Python<'_>,
    text: &Bound<'_, PyAny>,
    claim: &Bound<'_, PyAny>,
    speaker: Option<String>,
    source: Option<String>,
    kind: Option<String>,
    lists: Option<&Bound<'_, PyAny>>,
) -> PyResult<Answer> {
    let (text, claim) = (Text::new(text, "text")?, Text::new(claim, "claim")?);
    if !claim.chars().any(char::is_alphanumeric) {
        return Err(WhosaidError::new_err("claim: there is no word in it"));
    }
    let claim = Claim {
        id: "1".to_owned(),
        claim: claim.to_string(),
        speaker: speaker.unwrap_or_default(),
        source: source.unwrap_or_default(),
        kind: kind.unwrap_or_default(),
        ..Claim::default()
    };
    let extractor = crate::lists::extractor(lists)?;
    let mut answers = py.detach(|| {
        let verifier = Verifier::new(vec![claim], Aliases::default());
        let mut search = Search::new(&verifier);
        search.add(verifier.examine(&Article::new("text", &*text), |text| extractor.extract(text)));
        search.answers()
    });
    answers.pop().map(Answer).ok_or_else(|| WhosaidError::new_err("claim: there is no answer"))
}

/// Check many claims against many articles, on all cores.
///
/// Args:
///     claims (Iterable[Mapping[str, str] | str]): Claims with the keys ``claim``, and perhaps ``speaker``, ``source``,
///         ``id``, ``doc`` (the article that is cited), ``date``, ``url``, ``kind``; or the words alone.
///     articles (Iterable[Article | tuple[str, str] | str]): Articles as :func:`read` gives them, pairs of id and text,
///         or texts.
///     aliases (Iterable[tuple[str, str]]): Names that stand for one another.
///     lists (Mapping | None): Changes to the word lists, as for :func:`extract`.
///     jobs (int | None): Threads; ``None`` or 0 for one a core. Any number gives the same answers.
///
/// Returns:
///     list[Answer]: An answer for each claim, in the order of the claims: the best that any article has.
///
/// Raises:
///     WhosaidError: A claim without words.
///
/// Examples:
///     >>> import whosaid
///     >>> claims = [{"claim": "We sail", "speaker": "Anna Haro"}, {"claim": "We stay in the harbour"}]
///     >>> [a.verdict for a in whosaid.verify_claims(claims, ["“We sail,” Anna Haro said."])]
///     ['confirmed', 'not-found']
#[pyfunction]
#[pyo3(signature = (claims, articles, *, aliases=Vec::new(), lists=None, jobs=None), text_signature = "(claims, articles, *, aliases=(), lists=None, jobs=None)")]
pub fn verify_claims(
    py: Python<'_>,
    claims: &Bound<'_, PyAny>,
    articles: &Bound<'_, PyAny>,
    aliases: Vec<(String, String)>,
    lists: Option<&Bound<'_, PyAny>>,
    jobs: Option<usize>,
) -> PyResult<Vec<Answer>> {
    let verifier = Verifier::new(claims_of(claims)?, aliases_of(&aliases)?);
    let pool = pool::pool(pool::threads(jobs))?;
    let extractor = crate::lists::extractor(lists)?;
    let mut search = Search::new(&verifier);
    let (mut waiting, mut bytes) = (Vec::new(), 0);
    let mut examine = |waiting: Vec<Article>| -> PyResult<()> {
        let one = |article: &Article| verifier.examine(article, |text| extractor.extract(text));
        let found: Vec<Findings> = py.detach(|| match &pool {
            Some(pool) if waiting.len() > 1 => pool.install(|| waiting.par_iter().map(one).collect()),
            _ => waiting.iter().map(one).collect(),
        });
        found.into_iter().for_each(|findings| search.add(findings));
        py.check_signals()
    };
    for (number, value) in articles.try_iter()?.enumerate() {
        let article = article(&value?, number)?;
        bytes += article.text.len();
        waiting.push(article);
        if bytes >= PIECE {
            examine(std::mem::take(&mut waiting))?;
            bytes = 0;
        }
    }
    examine(waiting)?;
    Ok(search.answers().into_iter().map(Answer).collect())
}

/// Claims by way of JSON lines, so that the command line's reader checks them.
fn claims_of(claims: &Bound<'_, PyAny>) -> PyResult<Vec<Claim>> {
    let dumps = claims.py().import("json")?.getattr("dumps")?;
    let mut lines = String::new();
    for claim in claims.try_iter()? {
        let claim = claim?;
        let object = if claim.is_instance_of::<PyString>() {
            let dict = PyDict::new(claim.py());
            dict.set_item("claim", claim)?;
            dict
        } else {
            claims.py().get_type::<PyDict>().call1((claim,))?.cast_into::<PyDict>()?
        };
        lines.push_str(&dumps.call1((object,))?.extract::<String>()?);
        lines.push('\n');
    }
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let read = read_claims("claims", &lines).map_err(python)?;
    match read.list.iter().find_map(|claim| claim.fault.as_ref()) {
        Some(fault) => Err(WhosaidError::new_err(fault.clone())),
        None => Ok(read.list),
    }
}

fn aliases_of(pairs: &[(String, String)]) -> PyResult<Aliases> {
    if pairs.is_empty() {
        return Ok(Aliases::default());
    }
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let rows: String = pairs.iter().map(|(name, alias)| format!("{},{}\n", quoted(name), quoted(alias))).collect();
    Aliases::read("aliases", &format!("name,alias\n{rows}")).map_err(python)
}

/// The answer to one claim.
///
/// Offsets are code points of the article's text. What is not there is ``None``.
#[pyclass(frozen, module = "whosaid")]
pub struct Answer(whosaid::verify::Answer);

#[pymethods]
impl Answer {
    /// str: The claim's id, or its number.
    #[getter]
    fn id(&self) -> &str {
        &self.0.claim.id
    }

    /// str: The headline: ``confirmed``, ``altered``, ``misattributed``, ``wrong-source``, ``paraphrase-only``,
    /// ``unattributed``, ``not-found`` or ``ambiguous``.
    #[getter]
    fn verdict(&self) -> &'static str {
        self.0.verdict.as_str()
    }

    /// bool: Whether the verdict is ``confirmed``.
    #[getter]
    fn confirmed(&self) -> bool {
        self.0.verdict == whosaid::verify::Verdict::Confirmed
    }

    /// str: ``exact``, ``exact-normalised``, ``elided``, ``altered``, ``stitched``, ``paraphrase`` or ``absent``.
    #[getter]
    fn wording(&self) -> &'static str {
        self.0.wording.as_str()
    }

    /// str: ``same``, ``compatible``, ``different``, ``unattributed`` or ``ambiguous``.
    #[getter]
    fn speaker_check(&self) -> &'static str {
        self.0.speaker_check.as_str()
    }

    /// str: ``same``, ``different``, ``chain``, ``not-stated`` or ``not-asked``.
    #[getter]
    fn source_check(&self) -> &'static str {
        self.0.source_check.as_str()
    }

    /// str: The words as claimed.
    #[getter]
    fn claim(&self) -> &str {
        &self.0.claim.claim
    }

    /// str | None: The speaker as claimed.
    #[getter]
    fn speaker(&self) -> Option<&str> {
        some(&self.0.claim.speaker)
    }

    /// str | None: The source as claimed.
    #[getter]
    fn source(&self) -> Option<&str> {
        some(&self.0.claim.source)
    }

    /// str | None: The whole quotation as found.
    #[getter]
    fn found_quote(&self) -> Option<&str> {
        some(&self.0.finding.as_ref()?.found_quote)
    }

    /// str | None: Its speaker.
    #[getter]
    fn found_speaker(&self) -> Option<&str> {
        some(&self.0.finding.as_ref()?.found_speaker)
    }

    /// str | None: Its source.
    #[getter]
    fn found_source(&self) -> Option<&str> {
        some(&self.0.finding.as_ref()?.found_source)
    }

    /// str | None: The id of the article that holds it.
    #[getter]
    fn doc(&self) -> Option<&str> {
        some(&self.0.finding.as_ref()?.doc)
    }

    /// Span | None: From the first matched word to the last, in code points of the article.
    #[getter]
    fn span<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.0.finding.as_ref().map(|found| span(py, found.span())).transpose()
    }

    /// tuple[Span, ...]: Where the matched words stand, in code points of the article.
    #[getter]
    fn spans<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        spans(py, self.0.finding.as_ref().map_or(&[], |found| &found.spans))
    }

    /// float | None: Matched words of the claim's words, 0 to 1.
    #[getter]
    fn similarity(&self) -> Option<f64> {
        Some((self.0.finding.as_ref()?.similarity * 100.0).round() / 100.0)
    }

    /// tuple[str, ...]: The differences in order, as people mark them: ``[-in the text-]{+in the claim+}``.
    #[getter]
    fn differences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let found = self.0.finding.as_ref().map_or(&[][..], |found| &found.differences);
        PyTuple::new(py, found.iter().map(whosaid::verify::Difference::marked).collect::<Vec<_>>())
    }

    /// tuple[str, ...]: What a reader must know: ``partial``, ``negation``, ``context-risk`` and others.
    #[getter]
    fn flags<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.0.flags)
    }

    /// str | None: The sentence or sentences that hold the words.
    #[getter]
    fn sentence(&self) -> Option<&str> {
        some(&self.0.finding.as_ref()?.sentence)
    }

    /// str | None: How much was searched, and what the axes do not say.
    #[getter]
    fn note(&self) -> Option<&str> {
        some(&self.0.note)
    }

    /// tuple[Quotation, ...]: The quotations of the article that hold the words.
    #[getter]
    fn quotations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let rows = self.0.finding.as_ref().map_or(&[][..], |found| &found.rows);
        let rows = rows.iter().map(|row| Bound::new(py, Quotation(row.clone()))).collect::<PyResult<Vec<_>>>()?;
        PyTuple::new(py, rows)
    }

    /// Everything that is known, as a line of ``whosaid verify -f jsonl``.
    ///
    /// Returns:
    ///     dict[str, Any]: The columns under their names, and the evidence.
    ///
    /// Examples:
    ///     >>> import whosaid
    ///     >>> answer = whosaid.verify("“We sail,” Anna Haro said.", "We sail", speaker="Anna Haro")
    ///     >>> answer.to_dict()["spans"]
    ///     [[1, 8]]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let mut line = Vec::new();
        report::write_json_lines(std::slice::from_ref(&self.0), &mut line).map_err(python)?;
        py.import("json")?.call_method1("loads", (String::from_utf8_lossy(&line),))
    }

    fn __str__(&self) -> PyResult<String> {
        let mut line = Vec::new();
        report::write_text(std::slice::from_ref(&self.0), |answer| answer.claim.id.clone(), &mut line)
            .map_err(python)?;
        Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let claim = PyString::new(py, &crate::record::short(&self.0.claim.claim)).repr()?.to_string();
        Ok(format!(
            "Answer(id='{}', verdict='{}', wording='{}', speaker_check='{}', source_check='{}', claim={claim})",
            self.0.claim.id, self.0.verdict, self.0.wording, self.0.speaker_check, self.0.source_check
        ))
    }
}

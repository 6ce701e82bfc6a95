//! The flow as one function.

use crate::aliases::Aliases;
use crate::attribution::{Analysis, attributions};
use crate::cast::story::Member;
use crate::document::{CodePoints, Document, Furniture, RegionKind, RepairOptions, Wrap};
use crate::error::Result;
use crate::explain::Explanation;
use crate::extras::Extras;
use crate::grammar::Grammar;
use crate::lexicon::Lexicon;
use crate::model::Weights;
use crate::record::Quotation;
use crate::span::Span;

/// The most bytes of text that go through the flow together, if more than one document is among them: with more, what is
/// made of the texts does not stay near either.
const TOGETHER: usize = 64 << 10;

/// Extracts the quotations of one document with the built-in word lists.
///
/// Takes the text as given, of any length and quality; gives the rows in document order. Spans count code points.
///
/// ```
/// let rows = whosaid::extract("“The ferry will sail at dawn,” Anna Haro told Radio Kattvik.");
/// assert_eq!(rows[0].quote, "The ferry will sail at dawn");
/// assert_eq!((rows[0].speaker.as_str(), rows[0].source.as_str()), ("Anna Haro", "Radio Kattvik"));
/// assert!(whosaid::extract("It rained on the ferry.").is_empty());
/// ```
pub fn extract(text: &str) -> Vec<Quotation> {
    Extractor::default().extract(text)
}

/// What a text tells of itself before it begins.
///
/// ```
/// use whosaid::{Extractor, Extras};
/// let text = "Ferry sails again\n\nKATTVIK, May 5, 2026 (Fjord Wire) - The ferry will sail at dawn, Anna Haro said.\n";
/// let (rows, head) = Extractor::default().extract_headed(&[text], Extras::default()).remove(0);
/// assert_eq!(head.headline.as_deref(), Some("Ferry sails again"));
/// assert_eq!(head.dateline.as_deref(), Some("KATTVIK, May 5, 2026 (Fjord Wire) -"));
/// assert_eq!(rows[0].quote, "The ferry will sail at dawn");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The headline, if the text begins with one.
    pub headline: Option<String>,
    /// `YEREVAN, May 5, 2020 (Aravot Wire) -`, if it has one.
    pub dateline: Option<String>,
}

impl Head {
    fn of(document: &Document<'_>) -> Head {
        let first = |kind: RegionKind| {
            let span = document.layout.of(kind).next()?;
            let words = &document.view.original()[span.start..span.end];
            Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        Head { headline: first(RegionKind::Headline), dateline: first(RegionKind::Dateline) }
    }
}

/// The extractor with its settings: cheap to share between threads.
///
/// ```
/// let extractor = &whosaid::Extractor::default();
/// let speakers = std::thread::scope(|threads| {
///     let texts = ["“We sail,” Anna Haro said.", "“We do not,” said Bo Ek."];
///     let each = texts.map(|text| threads.spawn(move || extractor.extract(text)));
///     each.map(|thread| thread.join().unwrap()[0].speaker.clone())
/// });
/// assert_eq!(speakers, ["Anna Haro", "Bo Ek"]);
/// ```
#[derive(Clone, Debug)]
pub struct Extractor {
    lexicon: &'static Lexicon,
    weights: &'static Weights,
    repair: RepairOptions,
    aliases: &'static Aliases,
    grammar: &'static Grammar,
    antecedents: &'static crate::cast::weights::Weights,
}

impl Default for Extractor {
    fn default() -> Self {
        Extractor {
            lexicon: Lexicon::built_in(),
            weights: Weights::built_in(),
            repair: RepairOptions::default(),
            aliases: Aliases::none(),
            grammar: Grammar::built_in(),
            antecedents: crate::cast::weights::Weights::built_in(),
        }
    }
}

impl Extractor {
    #[cfg(feature = "train")]
    #[doc(hidden)]
    /// An extractor with other weights, for measuring what was learned.
    pub fn with_weights(weights: &'static Weights) -> Self {
        Extractor { weights, ..Extractor::default() }
    }

    #[cfg(feature = "train")]
    #[doc(hidden)]
    /// The extractor with other weights for antecedents, for measuring what was learned.
    pub fn with_antecedents(self, antecedents: &'static crate::cast::weights::Weights) -> Self {
        Extractor { antecedents, ..self }
    }

    /// An extractor with a user's changes to the word lists. They stay in memory until the program ends.
    pub fn with_overlay(overlay: &crate::lexicon::Overlay) -> Self {
        let lexicon: &Lexicon = Box::leak(Box::new(Lexicon::with_overlay(overlay)));
        Extractor {
            lexicon,
            repair: RepairOptions { furniture: Furniture::of(lexicon), ..RepairOptions::default() },
            aliases: Box::leak(Box::new(Aliases::of(overlay))),
            ..Extractor::default()
        }
    }

    /// The extractor with other ways of reading line breaks and page furniture.
    pub fn with_repair(self, wrap: Wrap, keep_furniture: bool) -> Self {
        Extractor { repair: RepairOptions { wrap, keep_furniture, ..self.repair }, ..self }
    }

    /// The extractor without some rules: ids as `whosaid rules` lists them, or an id with the number of an alternative of
    /// its production (`FINAL/2`). What is left stays in memory until the program ends. Unknown ids are errors.
    ///
    /// ```
    /// let text = "“The ferry will sail at dawn,” Anna Haro said.";
    /// let without = whosaid::Extractor::default().without(&["QSC", "NOBODY"])?;
    /// assert!(without.extract(text).iter().all(|row| row.rule != "QSC"));
    /// # Ok::<(), whosaid::Error>(())
    /// ```
    pub fn without<S: AsRef<str>>(self, ids: &[S]) -> Result<Self> {
        if ids.is_empty() {
            return Ok(self);
        }
        Ok(Extractor { grammar: Box::leak(Box::new(Grammar::without(ids)?)), ..self })
    }

    /// What was left out of the running text or read otherwise than it stands there: code points of `text`.
    pub fn left_out(&self, text: &str) -> Vec<(Span, RegionKind)> {
        let (view, layout) = crate::document::repair::view_with(text, &self.repair);
        let points = CodePoints::new(view.original());
        layout.regions.iter().map(|region| (points.span(region.span), region.kind)).collect()
    }

    /// The text as it is read: what stands around it cut out, and where the words go on behind that, in one line with them.
    ///
    /// ```
    /// let text = "“We asked the owners\n\n12\n\nfour times,” Lida Haro said.\n\nRead more: Storm closes bridge\n";
    /// assert_eq!(whosaid::Extractor::default().running(text), "“We asked the owners four times,” Lida Haro said.\n\n");
    /// ```
    pub fn running(&self, text: &str) -> String {
        let (view, layout) = crate::document::repair::view_with(text, &self.repair);
        let kept = || view.pieces().iter().filter(|piece| piece.original_len > 0);
        let mut pieces = kept().peekable();
        let mut out = String::with_capacity(text.len());
        let (mut from, mut end) = (0, None);
        for region in layout.regions.iter().filter(|region| region.kind.is_cut() && !self.repair.keep_furniture) {
            out.push_str(&text[from..region.span.start.max(from)]);
            while let Some(piece) = pieces.next_if(|piece| piece.original < region.span.end) {
                end = Some(piece.view + piece.view_len);
            }
            let joined = end.zip(pieces.peek()).is_some_and(|(end, next)| {
                view.text().get(end..next.view).is_some_and(|between| !between.contains('\n'))
            });
            let rest = &text[region.span.end..];
            from = region.span.end + rest.len() - rest.trim_start_matches(['\n', '\r', ' ', '\t']).len();
            if joined {
                out.truncate(out.trim_end().len());
                out.push(' ');
            }
        }
        out.push_str(&text[from..]);
        out
    }

    /// Extracts the quotations of one document; see [`extract`].
    pub fn extract(&self, text: &str) -> Vec<Quotation> {
        self.extract_with(text, Extras::default())
    }

    /// Extracts the quotations of one document, and what else of its words in marks is asked for.
    pub fn extract_with(&self, text: &str, extras: Extras) -> Vec<Quotation> {
        self.extract_headed(&[text], extras).pop().unwrap_or_default().0
    }

    /// Extracts the quotations of several documents, each as [`Extractor::extract_with`] does: in less time than one by one,
    /// with memory for a few short documents, or one long one, at once.
    pub fn extract_all(&self, texts: &[&str], extras: Extras) -> Vec<Vec<Quotation>> {
        self.extract_headed(texts, extras).into_iter().map(|(rows, _)| rows).collect()
    }

    /// As [`Extractor::extract_all`], and what each text tells of its headline and dateline.
    pub fn extract_headed(&self, texts: &[&str], extras: Extras) -> Vec<(Vec<Quotation>, Head)> {
        let mut all: Vec<(Vec<Quotation>, Head)> = texts.iter().map(|_| Default::default()).collect();
        self.extract_in_parts(texts, extras, |number, head, rows| match &mut all[number] {
            (held, _) if !held.is_empty() => held.extend(rows),
            first => *first = (rows, head.clone()),
        });
        all
    }

    /// As [`Extractor::extract_headed`], but hands the rows on as they are made: the number of the text among `texts`, what it
    /// tells of itself, and its next rows. Of a text with very many of them there are never all at once, and of each there
    /// are some, or none, at least once.
    pub fn extract_in_parts(&self, texts: &[&str], extras: Extras, mut take: impl FnMut(usize, &Head, Vec<Quotation>)) {
        let mut done = 0;
        while done < texts.len() {
            let mut bytes = 0;
            let fits = |text: &&&str| {
                bytes += text.len();
                bytes <= TOGETHER
            };
            let count = texts[done..].iter().take_while(fits).count().max(1);
            self.together(&texts[done..done + count], extras, |number, head, rows| take(done + number, head, rows));
            done += count;
        }
    }

    /// Extracts the quotations of one document and says of every cue what was weighed.
    pub fn explain(&self, text: &str) -> (Vec<Quotation>, Vec<Explanation>) {
        self.analyse(&[text], |analyses| {
            let rows = self.resolved(analyses).pop().unwrap_or_default();
            let explanations = crate::explain::explain(&analyses[0], self.weights, &rows);
            (rows, explanations)
        })
    }

    /// The people and bodies of one document, with their mentions and the numbers of their rows: those that
    /// [`Extractor::extract`] gives. Offsets are code points of `text`.
    ///
    /// ```
    /// let cast = whosaid::Extractor::default().cast("Lida Haro, the mayor, left. She said she was tired.");
    /// assert_eq!((cast[0].name.as_str(), cast[0].gender), ("Lida Haro", Some("female")));
    /// assert_eq!(cast[0].quotations, [1]);
    /// ```
    pub fn cast(&self, text: &str) -> Vec<Member> {
        self.analyse(&[text], |analyses| {
            let analysis = &analyses[0];
            let found = attributions(analysis, self.weights);
            let speakers = crate::cast::resolve_with(analysis, &found, self.antecedents);
            let sources = crate::source::resolve(analysis, &found, &speakers);
            let mut numbers = vec![None; found.len()];
            for (at, row) in crate::rows::numbered(analysis, &found, speakers, sources) {
                numbers[at] = Some(row.n);
            }
            crate::cast::story::members(analysis, &found, &numbers, self.antecedents)
        })
    }

    #[cfg(feature = "train")]
    #[doc(hidden)]
    /// The choices of antecedents in an annotated text, to learn from; see [`crate::cast::learn`].
    pub fn antecedents(
        &self,
        text: &str,
        marked: &[crate::cast::learn::Marked],
        elsewhere: bool,
        weights: &crate::cast::weights::Weights,
    ) -> Vec<crate::cast::learn::Case> {
        self.analyse(&[text], |analyses| {
            let found = attributions(&analyses[0], self.weights);
            crate::cast::learn::cases(&analyses[0], &found, marked, elsewhere, weights)
        })
    }

    /// Analyses documents stage by stage: what a stage needs (its code, lists and weights) is fetched once for all of them.
    fn analyse<T>(&self, texts: &[&str], use_it: impl FnOnce(&[Analysis<'_>]) -> T) -> T {
        let documents: Vec<_> =
            texts.iter().map(|text| Document::with_options(text, self.lexicon, &self.repair, self.grammar)).collect();
        let mentions: Vec<_> = documents.iter().map(|d| crate::mention::mentions(d, self.lexicon)).collect();
        let cues: Vec<_> = documents.iter().map(|d| crate::cue::cues(d, self.lexicon)).collect();
        let read = documents.iter().zip(mentions.iter().zip(&cues));
        let analyses: Vec<_> =
            read.map(|(document, (mentions, cues))| Analysis::new(document, self.lexicon, mentions, cues)).collect();
        use_it(&analyses)
    }

    /// Takes documents through the whole flow together.
    fn together(&self, texts: &[&str], extras: Extras, mut take: impl FnMut(usize, &Head, Vec<Quotation>)) {
        self.analyse(texts, |analyses| {
            let heads: Vec<Head> = analyses.iter().map(|analysis| Head::of(analysis.document)).collect();
            if extras == Extras::default() {
                return self.resolve(analyses, |number, rows| take(number, &heads[number], rows));
            }
            for (number, (analysis, rows)) in analyses.iter().zip(self.resolved(analyses)).enumerate() {
                let rows = crate::extras::add(&|text| self.extract(text), analysis, rows, extras);
                take(number, &heads[number], rows);
            }
        });
    }

    /// The second half of the flow, all rows of each document.
    fn resolved(&self, analyses: &[Analysis<'_>]) -> Vec<Vec<Quotation>> {
        let mut all: Vec<Vec<Quotation>> = analyses.iter().map(|_| Vec::new()).collect();
        self.resolve(analyses, |number, rows| match &mut all[number] {
            held if held.is_empty() => *held = rows,
            held => held.extend(rows),
        });
        all
    }

    /// The second half of the flow: who said what, through whom. Hands on the rows of each document, in order.
    fn resolve(&self, analyses: &[Analysis<'_>], mut take: impl FnMut(usize, Vec<Quotation>)) {
        let mut found: Vec<_> = analyses.iter().map(|analysis| attributions(analysis, self.weights)).collect();
        let each = analyses.iter().zip(&mut found);
        let speakers: Vec<_> = each
            .map(|(analysis, found)| {
                let speakers = crate::cast::resolve_with(analysis, found, self.antecedents);
                crate::confidence::settle(analysis, found, &speakers, self.weights);
                speakers
            })
            .collect();
        let each = || analyses.iter().zip(&found);
        let spoken = each().zip(&speakers);
        let sources: Vec<_> =
            spoken.map(|((analysis, found), speakers)| crate::source::resolve(analysis, found, speakers)).collect();
        let resolved = each().zip(speakers.into_iter().zip(sources));
        for (number, ((analysis, found), (speakers, sources))) in resolved.enumerate() {
            crate::rows::each(analysis, found, speakers, sources, |mut rows| {
                self.aliases.apply(&mut rows);
                take(number, rows);
            });
        }
    }
}

#[cfg(feature = "train")]
impl Extractor {
    /// Lets the trainer look at the analysis of a text.
    pub(crate) fn analysed<T>(&self, text: &str, use_it: impl FnOnce(&Analysis<'_>) -> T) -> T {
        self.analyse(&[text], |analyses| use_it(&analyses[0]))
    }

    /// The rows of a text, each with what its confidence depends on.
    pub(crate) fn rows_with_traits(&self, text: &str) -> Vec<(Quotation, Vec<(u32, f32)>)> {
        self.analysed(text, |analysis| {
            let found = attributions(analysis, self.weights);
            let speakers = crate::cast::resolve(analysis, &found);
            let all = found.iter().zip(&speakers);
            let traits: Vec<_> = all.map(|(a, s)| crate::confidence::traits(analysis, a, s).into_vec()).collect();
            let sources = crate::source::resolve(analysis, &found, &speakers);
            let rows = crate::rows::numbered(analysis, &found, speakers, sources);
            rows.into_iter().map(|(number, row)| (row, traits[number].clone())).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_do_not_see_each_other() {
        let short = "“We wait,” said Nikolay Bergstrom. The mayor told TASS that the road was shut.\n";
        let long = format!("{}He added that nobody had asked him.\n", short.repeat(TOGETHER / short.len()));
        let texts = [short, "", &long, "“No,” he said.\n", short, &long, "She said so."];
        for extras in [Extras::default(), Extras { nested: true, marked: true }] {
            let all = Extractor::default().extract_all(&texts, extras);
            let each = texts.map(|text| Extractor::default().extract_with(text, extras));
            assert_eq!(all, each);
        }
        assert_eq!(Extractor::default().extract_all(&[], Extras::default()), Vec::<Vec<Quotation>>::new());
    }
}

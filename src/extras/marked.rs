//! Words in marks that nobody is said to have said, and what they are.
//!
//! Takes the words in marks that no row has claimed, gives a row of kind `marked` for each with its type as flag. The
//! type goes by the word right before or behind (`marked_words.csv`), then by the shape of the words. The confidence of
//! such a row is a judgement about the type, not a measured share.

use super::nested::title_case;
use super::{Cover, InMarks};
use crate::attribution::Analysis;
use crate::document::tokens::tokens;
use crate::document::{Token, TokenKind};
use crate::lexicon::rule_words;
use crate::lexicon::{Lexicon, WordClass};
use crate::record::{Kind, Quotation};
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What words in marks are when nobody is said to have said them.
///
/// ```
/// use whosaid::{Extractor, Extras, MarkedAs};
/// let extras = Extras { marked: true, ..Extras::default() };
/// let rows = Extractor::default().extract_with("The “experts” met under the motto “One roof”.", extras);
/// let types: Vec<_> = rows.iter().map(MarkedAs::of).collect();
/// assert_eq!(types, [Some(MarkedAs::Scare), Some(MarkedAs::Slogan)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkedAs {
    /// Doubted or borrowed: the "experts" met.
    Scare,
    /// The title of a work: her novel "Cold Rivers".
    Title,
    /// A person's other name: Davit "the Hammer" Haro.
    Nickname,
    /// A word as a word, a label, a translation: the word "glasnost".
    Term,
    /// The name of a body or thing: the "Free Valley" bloc.
    Name,
    /// Words that are shown or repeated: under the motto "One roof".
    Slogan,
    /// Somebody's words, as it seems, but the text does not say whose.
    Unattributed,
}

impl MarkedAs {
    /// Every type.
    pub const ALL: &'static [MarkedAs] = &[
        MarkedAs::Scare,
        MarkedAs::Title,
        MarkedAs::Nickname,
        MarkedAs::Term,
        MarkedAs::Name,
        MarkedAs::Slogan,
        MarkedAs::Unattributed,
    ];

    /// The word that stands among the flags for this type.
    pub const fn as_str(self) -> &'static str {
        match self {
            MarkedAs::Scare => "scare",
            MarkedAs::Title => "title",
            MarkedAs::Nickname => "nickname",
            MarkedAs::Term => "term",
            MarkedAs::Name => "name",
            MarkedAs::Slogan => "slogan",
            MarkedAs::Unattributed => "unattributed",
        }
    }

    /// The type that a row of kind `marked` has among its flags.
    pub fn of(row: &Quotation) -> Option<MarkedAs> {
        let is = |kind: &&MarkedAs| row.flags.iter().any(|flag| flag == kind.as_str());
        if row.kind == Kind::Marked { Self::ALL.iter().find(is).copied() } else { None }
    }
}

/// The confidence where a listed word decides, where the shape does, and where nothing does.
const LISTED: f32 = 0.9;
const SHAPED: f32 = 0.75;
const LEFT: f32 = 0.6;
/// The longest phrase of the list, in words.
const LONGEST: usize = 5;
/// How many words may stand between "known" and "as".
const FAR: usize = 6;
/// The most words that a nickname or name has.
const SHORT: usize = 5;
/// From here on words without a type are somebody's words rather than a doubted term.
const LONG: usize = 5;

struct Listed {
    kind: MarkedAs,
    before: bool,
    after: bool,
}

static LIST: LazyLock<FxHashMap<String, Listed>> = LazyLock::new(|| {
    let mut rows =
        csv::Reader::from_reader(crate::lexicon::overlay::list_text("marked_words").unwrap_or_default().as_bytes());
    let listed = rows.records().flatten().filter_map(|row| {
        let kind = MarkedAs::ALL.iter().find(|kind| kind.as_str() == &row[1])?;
        let (before, after) = (&row[2] != "after", &row[2] != "before");
        Some((row[0].to_owned(), Listed { kind: *kind, before, after }))
    });
    listed.collect()
});

pub(super) fn marked(analysis: &Analysis<'_>, spans: &[InMarks], rows: &[Quotation], said: &Cover) -> Vec<Quotation> {
    let document = analysis.document;
    let claimed = rows.iter().filter(|q| q.kind != Kind::Indirect).flat_map(|q| {
        let spans = if q.verbatim_spans.is_empty() { &q.quote_spans } else { &q.verbatim_spans };
        spans.iter().copied()
    });
    let claimed = Cover::new(claimed);
    let free = |s: &&InMarks| {
        let own = s.original.first().copied().unwrap_or_default();
        // Inner words lie inside a quotation and are typed all the same, unless they are that quotation itself.
        !s.overlaps(said) && if s.inner { !claimed.has(own) } else { !s.overlaps(&claimed) }
    };
    let wanted: Vec<(&InMarks, String)> = spans
        .iter()
        .filter(free)
        .map(|s| (s, s.words(document)))
        .filter(|(_, text)| text.contains(char::is_alphanumeric))
        .collect();
    // The document keeps the tokens of quotations only, and most have nothing in marks beside them.
    let tokens = if wanted.is_empty() { Vec::new() } else { tokens(document.text()) };
    let found: Vec<(MarkedAs, f32)> = wanted.iter().map(|(words, _)| kind(analysis, &tokens, words)).collect();
    // What is told once holds for the same words elsewhere.
    let mut told: FxHashMap<&str, (MarkedAs, f32)> = FxHashMap::default();
    for ((_, text), found) in wanted.iter().zip(&found).filter(|(_, found)| found.1 >= LISTED) {
        told.entry(text).or_insert(*found);
    }
    let rows = wanted.iter().zip(&found).map(|((words, text), found)| {
        let (kind, confidence) = if found.1 < SHAPED { *told.get(text.as_str()).unwrap_or(found) } else { *found };
        let flags: &[&str] = if words.inner { &["nested", kind.as_str()] } else { &[kind.as_str()] };
        words.row(document, Kind::Marked, "MARKED", flags, confidence)
    });
    rows.collect()
}

/// What the words are, and how sure that is.
fn kind(analysis: &Analysis<'_>, tokens: &[Token], words: &InMarks) -> (MarkedAs, f32) {
    let (document, lexicon) = (analysis.document, analysis.lexicon);
    let span = Span::new(words.view[0].start, words.view[words.view.len() - 1].end);
    let text = words.words(document);
    let count = text.split_whitespace().count();
    let capital = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric());
    // "the Asphalt King" is a name for all its small letter.
    let named = text.split_whitespace().any(|word| word.starts_with(char::is_uppercase));
    let around = Around::of(document.text(), tokens, span);
    if around.inside_a_name(lexicon) && count <= SHORT {
        return (MarkedAs::Nickname, LISTED);
    }
    let ends = text.ends_with(['.', '?', '!']);
    for kind in [around.before(), around.after(lexicon)].into_iter().flatten() {
        match kind {
            MarkedAs::Title | MarkedAs::Name if !capital || (count > LONG && !title_case(&text)) => {}
            MarkedAs::Nickname if count > SHORT => {}
            MarkedAs::Nickname if !named || text.contains(char::is_numeric) => return (MarkedAs::Term, SHAPED),
            MarkedAs::Term | MarkedAs::Scare if count >= LONG && ends => {}
            kind => return (kind, LISTED),
        }
    }
    match count {
        _ if title_case(&text) => (MarkedAs::Title, SHAPED),
        2..=3 if named && !capital && !ends => (MarkedAs::Name, LEFT),
        LONG.. => (MarkedAs::Unattributed, LEFT),
        1 if capital && !ends && !around.opens_sentence => (MarkedAs::Name, LEFT),
        2.. if ends => (MarkedAs::Unattributed, LEFT),
        _ => (MarkedAs::Scare, LEFT),
    }
}

/// The tokens around words in marks.
struct Around<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// The token before the opening mark and the one behind the closing mark, within the paragraph.
    before: Option<usize>,
    after: Option<usize>,
    opens_sentence: bool,
}

impl<'t> Around<'t> {
    fn of(text: &'t str, tokens: &'t [Token], span: Span) -> Around<'t> {
        let outside = |kind: TokenKind| kind != TokenKind::Mark;
        // The words are trimmed: a comma and the marks stand between them and what is around.
        let first = tokens.partition_point(|t| (t.end as usize) <= span.start);
        let last = tokens.partition_point(|t| (t.start as usize) < span.end);
        let before =
            (0..first).rev().find(|&at| outside(tokens[at].kind)).filter(|&at| tokens[at].kind != TokenKind::Break);
        let after = (last..tokens.len()).find(|&at| outside(tokens[at].kind) && tokens[at].kind != TokenKind::Comma);
        let stops = |at: usize| matches!(tokens[at].kind, TokenKind::Stop | TokenKind::Exclaim | TokenKind::Break);
        Around {
            text,
            tokens,
            opens_sentence: before.is_none_or(stops),
            before: before.filter(|&at| !stops(at)),
            after: after.filter(|&at| !stops(at)),
        }
    }

    /// Davit "the Hammer" Haro: a capital on both sides and nothing between but the marks.
    fn inside_a_name(&self, lexicon: &Lexicon) -> bool {
        let (Some(before), Some(after)) = (self.before, self.after) else { return false };
        let (first, second) = (&self.tokens[before], &self.tokens[after]);
        let plain = WordClass::COMMON
            | WordClass::DETERMINER
            | WordClass::PREPOSITION
            | WordClass::CONJUNCTION
            | WordClass::TITLE;
        let class = first.entry(self.text, lexicon).class;
        let named = class.any(WordClass::FIRST_NAME) || !class.any(plain);
        first.is_word() && second.is_word() && first.capital && second.capital && named && !self.comma_behind(after)
    }

    fn comma_behind(&self, after: usize) -> bool {
        let mut between =
            self.tokens[..after].iter().rev().take_while(|t| matches!(t.kind, TokenKind::Mark | TokenKind::Comma));
        between.any(|t| t.kind == TokenKind::Comma)
    }

    /// What the listed words right before say, the longest phrase first. Of "a film called" the noun says more.
    fn before(&self) -> Option<MarkedAs> {
        let mut end = self.before?;
        if matches!(self.tokens[end].kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Open) {
            end = end.checked_sub(1)?;
        }
        let word = |at: usize| self.tokens[at].text(self.text).to_lowercase();
        if rule_words::TITLED.holds(&word(end)) {
            let noun = end.checked_sub(1).and_then(|noun| self.listed_until(noun));
            return noun.or_else(|| self.listed_until(end));
        }
        // "known to drivers as"
        let near = || (end.saturating_sub(FAR)..end).rev().take_while(|&at| self.tokens[at].is_word());
        if word(end) == "as" && near().any(|at| rule_words::NICKNAMED.holds(&word(at))) {
            return Some(MarkedAs::Nickname);
        }
        self.listed_until(end)
    }

    /// What the listed words right behind say; between them and the marks may stand "her 2014", "a short".
    fn after(&self, lexicon: &Lexicon) -> Option<MarkedAs> {
        let mut start = self.after?;
        let opens = WordClass::DETERMINER | WordClass::POSSESSIVE;
        let apposed = self.tokens[start].entry(self.text, lexicon).class.any(opens);
        let skips = if apposed { 3 } else { 0 };
        for _ in 0..=skips {
            let found = (0..LONGEST).rev().find_map(|more| {
                let end = start + more;
                (end < self.tokens.len()).then(|| LIST.get(&self.phrase(start, end)))?.filter(|l| l.after)
            });
            if let Some(listed) = found {
                return Some(listed.kind);
            }
            start += 1;
            if !self.tokens.get(start).is_some_and(|t| t.is_word()) {
                return None;
            }
        }
        None
    }

    /// What the list says of the longest phrase that ends in this token.
    fn listed_until(&self, end: usize) -> Option<MarkedAs> {
        (0..LONGEST.min(end + 1)).rev().find_map(|back| {
            let listed = LIST.get(&self.phrase(end - back, end)).filter(|listed| listed.before)?;
            Some(listed.kind)
        })
    }

    /// The tokens as the list has them: lower case, a plural as its singular where only that is listed.
    fn phrase(&self, first: usize, last: usize) -> String {
        let words: Vec<&str> = self.tokens[first..=last].iter().map(|t| t.text(self.text)).collect();
        let phrase = words.join(" ").to_lowercase();
        match phrase.strip_suffix('s') {
            Some(singular) if !LIST.contains_key(&phrase) && LIST.contains_key(singular) => singular.to_owned(),
            _ => phrase,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Extras;
    use super::*;
    use crate::pipeline::Extractor;

    fn typed(text: &str) -> Vec<(String, MarkedAs)> {
        let rows = Extractor::default().extract_with(text, Extras { nested: true, marked: true });
        rows.iter().filter_map(|q| Some((q.quote.clone(), MarkedAs::of(q)?))).collect()
    }

    #[test]
    fn words_in_marks_have_types() {
        use MarkedAs::*;
        let cases: &[(&str, &[(&str, MarkedAs)])] = &[
            ("The “election” in the breakaway valley took an afternoon.", &[("election", Scare)]),
            ("The so-called “experts” met in a tent.", &[("experts", Scare)]),
            (
                "Her novel \"Cold Harbour Lane\" and his play \"The Drain\" share a prize this year.",
                &[("Cold Harbour Lane", Title), ("The Drain", Title)],
            ),
            ("“Cold Rivers,” her second novel, sold well.", &[("Cold Rivers", Title)]),
            ("Rafael “the Spoon” Ortega has died at 91.", &[("the Spoon", Nickname)]),
            ("The gang was led by a man known as “Rook”.", &[("Rook", Nickname)]),
            ("It is a tactic known as “double tap”.", &[("double tap", Term)]),
            (
                "The word “saudade” has no plural. In Lithuanian, “jūra” means the sea.",
                &[("saudade", Term), ("jūra", Term)],
            ),
            (
                "Press “Send” twice. If the screen shows error “404”, turn the key marked “Reset”.",
                &[("Send", Term), ("404", Term), ("Reset", Term)],
            ),
            (
                "Operation “Clear Water” began at dawn. The tug “Bella Rosa” joined it at the “Free Coast” pier.",
                &[("Clear Water", Name), ("Bella Rosa", Name), ("Free Coast", Name)],
            ),
            ("Palchikov, nicknamed “the Asphalt King” by bloggers, left.", &[("the Asphalt King", Nickname)]),
            ("The bridge, known to drivers as “the Shaker”, carries trains.", &[("the Shaker", Nickname)]),
            ("The holes were drilled for a film called “The Lightning Road”.", &[("The Lightning Road", Title)]),
            ("It is paid by what is known as “Section 75” protection.", &[("Section 75", Term)]),
            ("As the saying goes, “still water breaks no bridges”.", &[("still water breaks no bridges", Slogan)]),
            (
                "Her film “Ndidi” won three prizes. Pa Jide plays her father in “Ndidi”.",
                &[("Ndidi", Title), ("Ndidi", Title)],
            ),
            ("They march under the motto “One roof”.", &[("One roof", Slogan)]),
        ];
        for (text, expected) in cases {
            let expected: Vec<(String, MarkedAs)> = expected.iter().map(|(w, k)| ((*w).to_owned(), *k)).collect();
            assert_eq!(typed(text), expected, "{text}");
        }
    }

    #[test]
    fn a_nickname_of_a_speaker_is_marked_and_the_quotation_is_not() {
        let text = "“The gate was locked,” said Rafael “Rafa” Ortega, the night porter.";
        assert_eq!(typed(text), [("Rafa".to_owned(), MarkedAs::Nickname)]);
    }

    #[test]
    fn a_title_inside_a_quotation_is_marked_and_nested() {
        let text = "“I have read ‘Cold Rivers’ twice,” said Bo Ek.";
        let rows = Extractor::default().extract_with(text, Extras { nested: false, marked: true });
        assert_eq!(rows.len(), 2, "{rows:?}");
        assert_eq!((rows[1].n, rows[1].flags.join(";")), (2, "nested;title".to_owned()));
        assert_eq!(rows[1].quote_spans, [Span::new(14, 25)]);
    }

    #[test]
    fn a_text_without_marks_gains_nothing() {
        assert_eq!(typed("The ferry was late."), []);
        assert_eq!(typed(""), []);
    }
}

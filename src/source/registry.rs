//! The outlets of a document: where they stand, and one name for each.
//!
//! Takes a document, gives a [`Registry`]: every outlet phrase in order, and for each name the fullest form that the
//! document gives. Names are without article, country and noun ("News.am", not "Armenia's News.am news agency").

use super::outlets::{self, Context, Evidence, Outlet};
use super::signs;
use super::words::{self, OutletKind};
use crate::attribution::Analysis;
use crate::document::Items;
use crate::document::{Document, TokenKind};
use crate::lexicon::WordClass;
use crate::mention::MentionKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Items behind an outlet within which its journalist is named.
const JOURNALIST: usize = 5;
/// Outlets back among which that of a journalist is sought.
const RECENT: usize = 24;

/// The outlets of a document.
#[derive(Debug, Default)]
pub struct Registry {
    /// Every outlet phrase with some evidence, by start.
    pub found: Vec<Outlet>,
    /// The last words of names of persons.
    pub surnames: FxHashSet<u32>,
    /// Names that the document shows to be outlets, by their first and last word.
    pub known: FxHashSet<(u32, u32)>,
    /// The forms of each outlet, longest first, in order of their first place.
    forms: Vec<Form>,
    /// Form by text.
    by_text: FxHashMap<String, usize>,
}

#[derive(Debug)]
struct Form {
    text: String,
    row: Option<u16>,
    full: usize,
}

impl Registry {
    /// Finds the outlets of a document.
    pub fn new(analysis: &Analysis<'_>) -> Registry {
        let document = analysis.document;
        let mut registry = Registry { surnames: surnames(analysis), ..Registry::default() };
        let found = found(registry.context(analysis));
        for name in super::own::names(registry.context(analysis)) {
            registry.known.insert(super::own::key(&document.items[name]));
        }
        for outlet in &found {
            if outlet.evidence == Evidence::Described {
                let (first, last) = (&document.items[outlet.name.start], &document.items[outlet.name.end - 1]);
                if !first.is_quote() {
                    registry.known.insert((first.hash, last.hash));
                }
                if let Some(alias) = &outlet.alias {
                    let alias = document.items[alias.start].hash;
                    registry.known.insert((alias, alias));
                }
            }
            if outlet.evidence > Evidence::Anaphor {
                registry.add(&plain(document, outlet.name.clone()), outlet.row);
                if let Some(last) = short(document, outlet) {
                    registry.known.insert((words::ARTICLE, document.items[last].hash));
                    registry.add(document.word(last), None);
                }
                if let Some(alias) = &outlet.alias {
                    registry.join(&plain(document, alias.clone()), &plain(document, outlet.name.clone()));
                }
            }
        }
        registry.found = found;
        registry
    }

    /// The surroundings of the productions.
    pub fn context<'d>(&'d self, analysis: &Analysis<'d>) -> Context<'d> {
        Context {
            document: analysis.document,
            lexicon: analysis.lexicon,
            surnames: &self.surnames,
            known: &self.known,
            addressed: false,
        }
    }

    fn add(&mut self, text: &str, row: Option<u16>) {
        if self.by_text.contains_key(text) {
            return;
        }
        let number = self.forms.len();
        self.by_text.insert(text.to_owned(), number);
        self.forms.push(Form { text: text.to_owned(), row, full: number });
        // The short and the long form of one outlet, whichever came first.
        for other in number.saturating_sub(64)..number {
            let (a, b) = (&self.forms[other], &self.forms[number]);
            let same = row.is_some() && a.row == b.row && !parts(&a.text, &b.text)
                || short_of(&a.text, &b.text)
                || short_of(&b.text, &a.text);
            if same && a.full == other {
                let (long, short) = if b.text.len() > a.text.len() { (number, other) } else { (other, number) };
                // Rudaw TV is no fuller a name than Rudaw.
                let medium = [" TV", " Television", " Radio"]
                    .iter()
                    .any(|m| self.forms[long].text.strip_suffix(m).is_some_and(|rest| rest == self.forms[short].text));
                let full = if medium { short } else { long };
                self.forms[other].full = full;
                self.forms[number].full = full;
            }
        }
    }

    /// Makes a short form one outlet with its long form.
    fn join(&mut self, short: &str, long: &str) {
        self.add(short, None);
        let (Some(&short), Some(&long)) = (self.by_text.get(short), self.by_text.get(long)) else { return };
        let full = self.forms[long].full;
        if full != short {
            self.forms[short].full = full;
        }
    }

    /// The name of an outlet, the fullest that the document gives.
    pub fn name(&self, document: &Document<'_>, outlet: &Outlet) -> String {
        if let Some(programme) = &outlet.programme {
            return match outlets::quoted(document, programme.start) {
                Some(text) if document.items[programme.start].is_quote() => {
                    clean(text.strip_prefix("The ").unwrap_or(text))
                }
                _ => plain(document, programme.clone()),
            };
        }
        let text = plain(document, outlet.name.clone());
        let mut at = match self.by_text.get(&text) {
            Some(&at) => at,
            None => return text,
        };
        for _ in 0..4 {
            let full = self.forms[at].full;
            if full == at {
                break;
            }
            at = full;
        }
        self.forms[at].text.clone()
    }

    /// The outlet phrase that ends at an item.
    pub fn ending_at(&self, at: usize) -> Option<&Outlet> {
        let n = self.found.partition_point(|o| o.phrase.start < at);
        self.found[..n].last().filter(|o| o.phrase.end == at)
    }

    /// The outlet whose journalist bears a name that ends with a word, by its hash, if the text has told so before an item:
    /// CBC's Mona El Saber ... told El Saber.
    pub fn of_journalist(&self, document: &Document<'_>, before: usize, last: u32) -> Option<&Outlet> {
        let found = &self.found[..self.found.partition_point(|o| o.phrase.start < before)];
        let bears = |o: &&Outlet| {
            let end = (o.phrase.end + JOURNALIST).min(before);
            let beside = &document.items[o.phrase.start.min(end)..end];
            // Bill Lund of Radio Kattvik, whom she tells more.
            let of = |at: usize| matches!(document.items[at].hash, words::OF | words::FROM);
            let before =
                o.phrase.start >= 2 && of(o.phrase.start - 1) && document.items[o.phrase.start - 2].hash == last;
            o.evidence > Evidence::Anaphor
                && (before || o.journalist && beside.iter().any(|i| i.capital && i.hash == last))
        };
        found.iter().rev().take(RECENT).find(bears)
    }

    /// The outlet phrases within a range of items.
    pub fn within(&self, range: Range<usize>) -> &[Outlet] {
        let first = self.found.partition_point(|o| o.phrase.start < range.start);
        let last = self.found.partition_point(|o| o.phrase.start < range.end);
        &self.found[first..last.max(first)]
    }
}

/// Every outlet phrase of a document, by start.
fn found(context: Context<'_>) -> Vec<Outlet> {
    let document = context.document;
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let range = sentence.items.clone();
        let starts = |at: &usize| {
            let item = &document.items[*at];
            item.kind == TokenKind::Word
                && (item.capital
                    || item.is(WordClass::DETERMINER)
                    || item.dotted
                    || crate::cast::of_state(document, *at)
                    || context.call_sign(*at)
                    || words::noun_kind(item.hash).is_some())
        };
        let input = |at: usize| Items::new(&document.items, at..range.end);
        let mut at = range.start;
        // Only phrases that hold a sign of an outlet are read.
        while let Some(sign) = signs::next_sign(context, at..range.end) {
            let from = signs::reaching(context, at, sign);
            if cfg!(test) {
                (at..from).filter(starts).for_each(|n| assert!(signs::evident(context, input(n)).is_err()));
            }
            let told = |n: usize| n > range.start && words::TELLS.contains(&document.items[n - 1].hash);
            let read = |n: usize| {
                let context = Context { addressed: told(n), ..context };
                signs::signed_outlet(context, input(n))
            };
            let outlet = (from..sign + 1).filter(starts).find_map(read);
            match outlet {
                Some((rest, outlet)) => {
                    at = rest.position();
                    found.push(outlet);
                }
                None => at = sign + 1,
            }
        }
    }
    found
}

/// Whether a name is the short form of another: Post, Washington Post; Fox, Fox News; but not CBC, CBC Kids.
fn short_of(short: &str, long: &str) -> bool {
    if short.len() + 2 > long.len() {
        return false;
    }
    let tail = long.ends_with(short) && long.as_bytes()[long.len() - short.len() - 1] == b' ';
    // Sunday Vanguard is another paper than Vanguard.
    let tail = tail && !words::WEEKEND.contains(&words::hash(&long[..long.len() - short.len() - 1].to_lowercase()));
    let head = long.starts_with(short)
        && matches!(&long[short.len()..], " News" | " News Channel" | " Radio" | " TV" | " Television" | " Press");
    tail || head
}

/// Whether two names are those of two parts of one outlet: CBC News, CBC Radio.
fn parts(one: &str, other: &str) -> bool {
    let (Some((first, rest)), Some((second, last))) = (one.split_once(' '), other.split_once(' ')) else {
        return false;
    };
    first == second && !rest.starts_with(last) && !last.starts_with(rest)
}

/// The last word of a paper's name, by which it is called afterwards: the Oakes Daily Leader, the Leader. Words of the names of
/// outlets tell so by themselves.
fn short(document: &Document<'_>, outlet: &Outlet) -> Option<usize> {
    let last = outlet.name.end - 1;
    let item = &document.items[last];
    let body = WordClass::ORGANISATION | WordClass::PERSONS | WordClass::GROUP;
    let other = body | WordClass::PLACE | WordClass::DEMONYM | WordClass::METONYM | WordClass::CALENDAR;
    let paper = matches!(outlet.kind, OutletKind::Paper | OutletKind::Other) && outlet.article && outlet.name.len() > 1;
    let word = item.kind == TokenKind::Word && item.capital && !item.upper && !item.is(other);
    let named = |at: usize| words::NAME_WORDS.contains(&document.items[at].hash);
    (paper && word && !named(last) && (outlet.name.start..last).any(named)).then_some(last)
}

/// The text of a name on one line.
fn plain(document: &Document<'_>, range: Range<usize>) -> String {
    match outlets::quoted(document, range.start) {
        Some(text) if range.len() == 1 && document.items[range.start].is_quote() => clean(text),
        _ => clean(document.text_of(range)),
    }
}

fn clean(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The last words of the names of persons.
fn surnames(analysis: &Analysis<'_>) -> FxHashSet<u32> {
    let items = &analysis.document.items;
    let mut surnames = FxHashSet::default();
    for mention in analysis.mentions {
        if mention.kind != MentionKind::Name {
            continue;
        }
        let first = &items[mention.core.start()];
        // "Radio 1's Arena": a possessor is no title.
        let titled = !mention.role.is_empty()
            && items[mention.role.end() - 1].kind != TokenKind::Clitic
            // The broadcaster Omroep Zeeland is none of those who broadcast.
            && words::noun_kind(items[mention.role.end() - 1].hash).is_none()
            && !items[mention.role.items()].iter().any(|i| i.kind == TokenKind::Mark);
        // Tuesday is a given name too: late on Tuesday Bloomberg reported.
        let named = mention.core.len() > 1 && first.is(WordClass::FIRST_NAME) && !first.is(WordClass::CALENDAR);
        if titled || named {
            surnames.insert(items[mention.core.end() - 1].hash);
        }
    }
    surnames
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms() {
        assert!(short_of("Post", "Washington Post"));
        assert!(short_of("Fox", "Fox News"));
        assert!(!short_of("CBC", "CBC Kids"));
        assert!(!short_of("Post", "Compost"));
        assert!(parts("CBC News", "CBC Radio") && !parts("CBC", "CBC Radio") && !parts("Sky News", "Sky News UK"));
    }

    #[test]
    fn every_outlet_of_the_fixtures_has_a_sign() {
        // `signs::evident` asserts it.
        let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures").into();
        let report = crate::check::check(&[fixtures], crate::extract).unwrap();
        assert!(report.outcomes.len() > 400);
        let benchmark = include_str!("../../fixtures/benchmark/agency.jsonl");
        for line in benchmark.lines() {
            let article: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(!crate::extract(article["text"].as_str().unwrap()).is_empty());
        }
    }
}

//! Who was quoted how often, in how many articles, how much word for word, and through whom.
//!
//! Takes the rows of articles one after the other, gives a line for each speaker, source, channel or publishing outlet,
//! the one with most quotations first. Names of one person across articles are brought together (see `people`), and the
//! forms of one outlet. It counts rows as they are, sure or not; rows of kind `marked` are left out.

mod people;

use crate::input::Article;
use crate::lexicon::{Lexicon, WordClass};
use crate::record::{Kind, Quotation, SpeakerType};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation;

/// What the quotations are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Who said it. A quotation of two speakers counts for both.
    Speaker,
    /// Through whom. A quotation that came through two (`CNN > APA`) counts for both.
    Source,
    /// By which way: interview, statement ...
    Channel,
    /// The outlet that published the article, where its input tells it.
    Outlet,
}

impl By {
    /// The word for it: the heading of its column.
    pub fn name(self) -> &'static str {
        match self {
            By::Speaker => "speaker",
            By::Source => "source",
            By::Channel => "channel",
            By::Outlet => "outlet",
        }
    }
}

/// A name and how many quotations it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The name.
    pub name: String,
    /// Its quotations.
    pub quotations: usize,
}

/// A line of the summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The name, in the form that is fullest (speakers) or commonest (all others); empty where the rows tell none.
    pub name: String,
    /// Quotations.
    pub quotations: usize,
    /// Articles that hold one of them.
    pub articles: usize,
    /// Words of the quotations, those of `quote`.
    pub words: usize,
    /// Quotations that are direct.
    pub direct: usize,
    /// ... mixed.
    pub mixed: usize,
    /// ... indirect.
    pub indirect: usize,
    /// Through whom the quotations came; by whom, where they are not counted by speaker. The commonest first.
    pub with: Vec<Share>,
    /// Their channels, the commonest first.
    pub channels: Vec<Share>,
    /// Other forms of the name that were brought together.
    pub forms: Vec<String>,
}

/// Counts of one name.
#[derive(Clone, Debug, Default)]
struct Count {
    rows: [usize; 3],
    words: usize,
    articles: FxHashSet<u32>,
    with: FxHashMap<u32, usize>,
    channels: BTreeMap<&'static str, usize>,
}

impl Count {
    fn join(&mut self, other: Count) {
        self.rows.iter_mut().zip(other.rows).for_each(|(own, more)| *own += more);
        self.words += other.words;
        self.articles.extend(other.articles);
        other.with.into_iter().for_each(|(name, n)| *self.with.entry(name).or_default() += n);
        other.channels.into_iter().for_each(|(name, n)| *self.channels.entry(name).or_default() += n);
    }

    fn all(&self) -> usize {
        self.rows.iter().sum()
    }
}

/// The names of one sort, each with a number.
#[derive(Clone, Debug, Default)]
struct Names {
    texts: Vec<String>,
    /// Whether a name is a person's.
    person: Vec<bool>,
    rows: Vec<usize>,
    numbers: FxHashMap<String, u32>,
}

impl Names {
    fn number(&mut self, text: &str, person: bool) -> u32 {
        let next = self.texts.len() as u32;
        let number = *self.numbers.entry(text.to_owned()).or_insert(next);
        if number == next {
            self.texts.push(text.to_owned());
            self.person.push(person);
            self.rows.push(0);
        }
        self.person[number as usize] |= person;
        self.rows[number as usize] += 1;
        number
    }
}

/// Collects the quotations of articles.
#[derive(Clone, Debug)]
pub struct Summary {
    by: By,
    articles: u32,
    speakers: Names,
    sources: Names,
    /// The names that neither: channels, publishing outlets.
    others: Names,
    counts: FxHashMap<u32, Count>,
}

impl Summary {
    /// An empty summary.
    pub fn new(by: By) -> Self {
        Summary {
            by,
            articles: 0,
            speakers: Names::default(),
            sources: Names::default(),
            others: Names::default(),
            counts: FxHashMap::default(),
        }
    }

    /// Counts the rows of an article.
    pub fn add(&mut self, article: &Article, rows: &[Quotation]) {
        self.articles += 1;
        for row in rows.iter().filter(|row| row.kind != Kind::Marked) {
            // Of joint speakers each may be a person.
            let body = matches!(row.speaker_type, SpeakerType::Organization | SpeakerType::Document);
            let named = |name: &str| name.starts_with(char::is_uppercase) && (!body || surname(name));
            let speakers: Vec<u32> =
                row.speaker.split("; ").map(|name| self.speakers.number(name, named(name))).collect();
            let sources: Vec<u32> = row.source.split(" > ").map(|name| self.sources.number(name, false)).collect();
            let channel = row.channel.map(|channel| channel.as_str());
            let (own, with) = match self.by {
                By::Speaker => (speakers, sources),
                By::Source => (sources, speakers),
                By::Channel => (vec![self.others.number(channel.unwrap_or(""), false)], speakers),
                By::Outlet => (vec![self.others.number(article.outlet.as_deref().unwrap_or(""), false)], speakers),
            };
            let words = row.quote.unicode_words().count();
            let kind = match row.kind {
                Kind::Direct => 0,
                Kind::Mixed => 1,
                Kind::Indirect | Kind::Marked => 2,
            };
            for name in own {
                let count = self.counts.entry(name).or_default();
                count.rows[kind] += 1;
                count.words += words;
                count.articles.insert(self.articles);
                with.iter().for_each(|name| *count.with.entry(*name).or_default() += 1);
                channel.into_iter().for_each(|name| *count.channels.entry(name).or_default() += 1);
            }
        }
    }

    /// The lines, most quotations first; the one of rows that tell no name is last.
    pub fn lines(self) -> Vec<Line> {
        let (speakers, sources) = (people::together(&self.speakers), outlets_together(&self.sources));
        let (names, same, with, same_with) = match self.by {
            By::Speaker => (&self.speakers, speakers, &self.sources, sources),
            By::Source => (&self.sources, sources, &self.speakers, speakers),
            By::Channel | By::Outlet => {
                let same = (0..self.others.texts.len() as u32).collect();
                (&self.others, same, &self.speakers, speakers)
            }
        };
        let mut counts: BTreeMap<u32, (Count, Vec<u32>)> = BTreeMap::new();
        let mut numbered: Vec<(u32, Count)> = self.counts.into_iter().collect();
        numbered.sort_unstable_by_key(|(name, _)| *name);
        for (name, count) in numbered {
            let (all, forms) = counts.entry(same[name as usize]).or_default();
            all.join(count);
            forms.push(name);
        }
        let mut lines: Vec<Line> = counts
            .into_iter()
            .map(|(name, (count, forms))| Line {
                name: names.texts[name as usize].clone(),
                quotations: count.all(),
                articles: count.articles.len(),
                words: count.words,
                direct: count.rows[0],
                mixed: count.rows[1],
                indirect: count.rows[2],
                with: shares(count.with, with, &same_with),
                channels: ordered(count.channels.into_iter().map(|(name, n)| (name.to_owned(), n)).collect()),
                forms: forms.into_iter().filter(|f| *f != name).map(|f| names.texts[f as usize].clone()).collect(),
            })
            .collect();
        let key = |line: &Line| (line.name.is_empty(), usize::MAX - line.quotations, usize::MAX - line.words);
        lines.sort_unstable_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name)));
        lines
    }
}

/// Whether a name may be a bare surname: an article that never gives more cannot tell it from a body's.
fn surname(name: &str) -> bool {
    let known = WordClass::PLACE
        | WordClass::METONYM
        | WordClass::DEMONYM
        | WordClass::OUTLET
        | WordClass::ORGANISATION
        | WordClass::GROUP
        | WordClass::COMMON;
    let plain = name.split_whitespace().count() == 1 && name.chars().skip(1).any(char::is_lowercase);
    plain && !Lexicon::built_in().word(&name.to_lowercase()).class.any(known)
}

/// The counts of numbered names, those of one brought together; the commonest first.
fn shares(counts: FxHashMap<u32, usize>, names: &Names, same: &[u32]) -> Vec<Share> {
    let mut all: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, n) in counts {
        let name = &names.texts[same[number as usize] as usize];
        if !name.is_empty() {
            *all.entry(name).or_default() += n;
        }
    }
    ordered(all.into_iter().map(|(name, n)| (name.to_owned(), n)).collect())
}

fn ordered(mut shares: Vec<(String, usize)>) -> Vec<Share> {
    shares.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    shares.into_iter().map(|(name, quotations)| Share { name, quotations }).collect()
}

/// For every name of an outlet the number of the commonest form of the same: NYT and New York Times are one by the
/// list `outlets`, `Kattvik post` and `KATTVIK POST` by their letters.
fn outlets_together(names: &Names) -> Vec<u32> {
    let lexicon = Lexicon::built_in();
    let row = |name: &str| lexicon.outlet_named(name).or_else(|| lexicon.outlet_named(&format!("The {name}")));
    let mut best: FxHashMap<String, u32> = FxHashMap::default();
    let keys: Vec<String> = names
        .texts
        .iter()
        .map(|name| row(name).map_or_else(|| name.to_lowercase(), |row| format!("\u{0}{row}")))
        .collect();
    for (number, key) in keys.iter().enumerate() {
        let number = number as u32;
        let most = best.entry(key.clone()).or_insert(number);
        if names.rows[number as usize] > names.rows[*most as usize] {
            *most = number;
        }
    }
    keys.iter().map(|key| best[key]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;

    fn summary(by: By, texts: &[&str]) -> Vec<Line> {
        let mut summary = Summary::new(by);
        for text in texts {
            let article = Article { outlet: Some("Fjord Radio".to_owned()), ..Article::new("a", *text) };
            summary.add(&article, &extract(text));
        }
        summary.lines()
    }

    const TEXTS: [&str; 3] = [
        "“The harbour is shut,” Ida Moen told Reuters. “We wait,” she said.",
        "“The harbour is open again,” Moen told the Reuters news agency. Karl Aas said in a statement the sea was calm.",
        "“No ship came,” Moen told the New York Times. “Two came,” Karl Aas told the NYT.",
    ];

    #[test]
    fn speakers_are_one_across_articles() {
        let lines = summary(By::Speaker, &TEXTS);
        assert_eq!((lines[0].name.as_str(), lines[0].quotations, lines[0].articles), ("Ida Moen", 4, 3), "{lines:?}");
        assert_eq!(lines[0].forms, ["Moen"]);
        assert_eq!(lines[0].with[0], Share { name: "Reuters".to_owned(), quotations: 3 });
        assert_eq!((lines[1].name.as_str(), lines[1].direct, lines[1].indirect), ("Karl Aas", 1, 1));
        assert_eq!(lines[1].channels, [Share { name: "statement".to_owned(), quotations: 1 }]);
    }

    #[test]
    fn outlets_are_one_by_the_list() {
        let lines = summary(By::Source, &TEXTS);
        let counted: Vec<(&str, usize)> = lines.iter().map(|l| (l.name.as_str(), l.quotations)).collect();
        assert_eq!(counted, [("Reuters", 3), ("New York Times", 2), ("", 1)]);
        assert_eq!(lines[1].with.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["Ida Moen", "Karl Aas"]);
    }

    #[test]
    fn a_chain_counts_for_each_of_its_links() {
        let lines = summary(By::Source, &["“We wait,” Moen told CNN, as cited by Interfax."]);
        assert_eq!(lines.iter().map(|l| l.name.as_str()).collect::<Vec<_>>(), ["CNN", "Interfax"]);
    }

    #[test]
    fn by_outlet_and_channel() {
        assert_eq!(summary(By::Outlet, &TEXTS)[0].name, "Fjord Radio");
        assert_eq!(summary(By::Channel, &TEXTS)[0].name, "statement");
    }
}

//! Whether two names can be one: of speakers and of sources.
//!
//! Takes the claim's name and what a row says of its speaker or source, gives the axis value. The row's resolution is
//! trusted: a pronoun or description beside the cue has become a name already. Does not look at the words said.

use super::axes::{SourceCheck, SpeakerCheck};
use crate::error::{Error, Result};
use crate::evaluate::compare::normal;
use crate::record::Quotation;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// A name without diacritics and with the letters that have none of their own written out.
pub(super) fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        match c {
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ı' | 'İ' => out.push('i'),
            'ə' | 'Ə' => out.push('a'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            'ʻ' | 'ʼ' | 'ʹ' => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

const TITLES: &[&str] = &[
    "acting",
    "admiral",
    "ambassador",
    "archbishop",
    "attorney",
    "ayatollah",
    "baron",
    "baroness",
    "bishop",
    "brigadier",
    "capt",
    "captain",
    "cardinal",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "col",
    "colonel",
    "commissioner",
    "congressman",
    "congresswoman",
    "councillor",
    "dame",
    "deputy",
    "director",
    "dr",
    "eng",
    "executive",
    "father",
    "foreign",
    "former",
    "gen",
    "general",
    "gov",
    "governor",
    "imam",
    "inspector",
    "judge",
    "justice",
    "king",
    "lady",
    "lieutenant",
    "lord",
    "lt",
    "maj",
    "major",
    "mayor",
    "minister",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mx",
    "officer",
    "pm",
    "pope",
    "president",
    "prime",
    "prince",
    "princess",
    "prof",
    "professor",
    "queen",
    "rabbi",
    "rep",
    "representative",
    "rev",
    "reverend",
    "secretary",
    "sen",
    "senator",
    "sergeant",
    "sgt",
    "sheikh",
    "sir",
    "sister",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "sultan",
    "then",
    "vice",
];

/// The words of a name that tell it apart: folded, without titles before and generations behind.
fn parts(name: &str) -> Vec<String> {
    let plain = normal(&folded(name));
    let mut words: Vec<&str> = plain.split(' ').filter(|w| !w.is_empty()).collect();
    let titles = words.iter().take_while(|w| TITLES.contains(w)).count();
    if titles < words.len() {
        words.drain(..titles);
    }
    while words.len() > 1 && words.last().is_some_and(|w| ["jr", "sr", "ii", "iii"].contains(w)) {
        words.pop();
    }
    words.into_iter().map(str::to_owned).collect()
}

const SMALL: &[&str] = &["of", "the", "for", "and", "in", "on", "at", "a", "an", "s", "to"];

fn content(words: &[String]) -> BTreeSet<&str> {
    words.iter().map(String::as_str).filter(|w| !SMALL.contains(w)).collect()
}

/// Names that stand for one another, from a file with the columns `name,alias` (further columns are ignored).
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    groups: BTreeMap<String, BTreeSet<usize>>,
}

impl Aliases {
    /// Reads the file's text; `place` stands in messages.
    pub fn read(place: &str, content: &str) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .comment(Some(b'#'))
            .from_reader(content.trim_start_matches('\u{feff}').as_bytes());
        let headers: Vec<String> = reader.headers()?.iter().map(|h| h.trim().to_lowercase()).collect();
        let column = |wanted: &str| {
            headers.iter().position(|h| h == wanted).ok_or_else(|| {
                Error::input(
                    place,
                    format!("column \"{wanted}\" not found (have: {}); the columns are name,alias", headers.join(", ")),
                )
            })
        };
        let (name, alias) = (column("name")?, column("alias")?);
        let mut out = Aliases::default();
        let mut of_name: BTreeMap<String, usize> = BTreeMap::new();
        for record in reader.records() {
            let record = record.map_err(|e| Error::input(place, e.to_string()))?;
            let form = |i: usize| parts(record.get(i).unwrap_or("")).join(" ");
            let next = of_name.len();
            let group = *of_name.entry(form(name)).or_insert(next);
            out.groups.entry(form(name)).or_default().insert(group);
            out.groups.entry(form(alias)).or_default().insert(group);
        }
        Ok(out)
    }

    fn equal(&self, a: &[String], b: &[String]) -> bool {
        let groups = |name: &[String]| self.groups.get(&name.join(" "));
        matches!((groups(a), groups(b)), (Some(x), Some(y)) if !x.is_disjoint(y))
    }

    /// The other names of a name, as word lists.
    fn others(&self, name: &[String]) -> Vec<Vec<String>> {
        let Some(groups) = self.groups.get(&name.join(" ")) else { return Vec::new() };
        let same = self.groups.iter().filter(|(_, g)| !g.is_disjoint(groups));
        same.map(|(form, _)| form.split(' ').map(str::to_owned).collect()).collect()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    No,
    Compatible,
    Same,
}

fn likeness(claimed: &str, found: &str, aliases: &Aliases) -> Likeness {
    if !normal(claimed).is_empty() && normal(claimed) == normal(found) {
        return Likeness::Same;
    }
    let (a, b) = (parts(claimed), parts(found));
    if a.is_empty() || b.is_empty() {
        return Likeness::No;
    }
    if a == b || aliases.equal(&a, &b) {
        return Likeness::Same;
    }
    let compatible = |a: &[String], b: &[String]| {
        shortened(a, b) || shortened(b, a) || reordered(a, b) || initialism(a, b) || initialism(b, a)
    };
    if compatible(&a, &b)
        || aliases.others(&a).iter().any(|x| compatible(x, &b))
        || aliases.others(&b).iter().any(|x| compatible(&a, x))
    {
        return Likeness::Compatible;
    }
    // Transliterations differ by a letter: Sarkissyan, Sarkisyan.
    let near = |x: &String, y: &String| x == y || (x.len() >= 6 && y.len() >= 6 && strsim::levenshtein(x, y) <= 1);
    if a.len() == b.len() && a.iter().zip(&b).all(|(x, y)| near(x, y)) {
        return Likeness::Compatible;
    }
    Likeness::No
}

/// Whether `short` is `long` with words left out or first names as initials: "K. Rao", "Rao", "John Rao" of "John K Rao".
fn shortened(short: &[String], long: &[String]) -> bool {
    if short.len() > long.len() {
        return false;
    }
    let mut rest = long.iter();
    let mut whole = 0;
    for (n, word) in short.iter().enumerate() {
        let last = n + 1 == short.len();
        let fits = |w: &String| {
            w == word
                || (!last && word.chars().count() == 1 && w.starts_with(word.as_str()))
                || (!last && w.chars().count() == 1 && word.starts_with(w.as_str()))
        };
        if !rest.any(fits) {
            return false;
        }
        whole += usize::from(word.chars().count() > 1 && !SMALL.contains(&word.as_str()));
    }
    whole > 0
}

/// Whether two names of bodies have the same words in another order: Ministry of Ecology, ecology ministry.
fn reordered(a: &[String], b: &[String]) -> bool {
    let (x, y) = (content(a), content(b));
    x.len() > 1 && (x.is_subset(&y) || y.is_subset(&x)) && x.len().min(y.len()) > 1
}

/// Whether `short` is made of the initials of `long`: UN, United Nations.
fn initialism(short: &[String], long: &[String]) -> bool {
    let [short] = short else { return false };
    let initials = |skip: bool| -> String {
        long.iter().filter(|w| !skip || !SMALL.contains(&w.as_str())).filter_map(|w| w.chars().next()).collect()
    };
    short.chars().count() > 1 && (initials(true) == *short || initials(false) == *short)
}

/// Compares the claimed speaker with the speaker of a row; `others` are the speakers of all rows of the article.
pub fn speaker(claimed: &str, row: &Quotation, others: &BTreeSet<String>, aliases: &Aliases) -> SpeakerCheck {
    if row.speaker.is_empty() {
        return SpeakerCheck::Unattributed;
    }
    if claimed.trim().is_empty() {
        return SpeakerCheck::Compatible;
    }
    // "Ida Moen, the harbour master": the name is what stands before the comma.
    let claimed = claimed.split(',').next().unwrap_or(claimed).trim();
    let found: Vec<&str> = row.speaker.split("; ").collect();
    let claimed_joint: Vec<&str> = claimed.split(';').map(str::trim).filter(|s| !s.is_empty()).collect();
    let alike = |c: &str| found.iter().map(|f| likeness(c, f, aliases)).max().unwrap_or(Likeness::No);
    let each: Vec<Likeness> = claimed_joint.iter().map(|c| alike(c)).collect();
    let all = each.iter().min().copied().unwrap_or(Likeness::No);
    if all == Likeness::Same && each.len() == found.len() {
        return SpeakerCheck::Same;
    }
    if all != Likeness::No || likeness(claimed, &row.speaker, aliases) != Likeness::No {
        let short = parts(claimed).len() == 1 && found.len() == 1 && all == Likeness::Compatible;
        if short && namesakes(claimed, &row.speaker, others, aliases) {
            return SpeakerCheck::Ambiguous;
        }
        return SpeakerCheck::Compatible;
    }
    if described(claimed, &row.role) || described(claimed, &row.speaker_mention) {
        return SpeakerCheck::Compatible;
    }
    SpeakerCheck::Different
}

/// Whether a short name fits another speaker of the article who is not this one.
fn namesakes(claimed: &str, speaker: &str, others: &BTreeSet<String>, aliases: &Aliases) -> bool {
    let names = others.iter().flat_map(|o| o.split("; "));
    names
        .filter(|o| *o != speaker)
        .any(|o| likeness(claimed, o, aliases) != Likeness::No && likeness(o, speaker, aliases) == Likeness::No)
}

/// Whether every telling word of the claimed description stands in the article's, and its head is not merely somebody
/// whom the speaker serves: "minister" is not "the minister's aide" nor "aide to the minister".
fn described(claimed: &str, description: &str) -> bool {
    let head = claimed.split_whitespace().next_back().unwrap_or("");
    if !head.starts_with(char::is_lowercase) {
        return false;
    }
    let (a, b) = (normal(&folded(claimed)), normal(&folded(description)));
    let words = |t: &str| -> Vec<String> { t.split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect() };
    let (a, b) = (words(&a), words(&b));
    let telling = content(&a);
    let Some(at) = a.last().and_then(|head| b.iter().position(|w| w == head)) else { return false };
    let possessed = description
        .to_lowercase()
        .split_whitespace()
        .any(|w| w.strip_suffix("'s").or(w.strip_suffix("’s")).is_some_and(|w| w == head.to_lowercase()));
    let serves = b[..at].iter().any(|w| ["of", "for", "to"].contains(&w.as_str()));
    !telling.is_empty() && telling.is_subset(&content(&b)) && !possessed && !serves
}

const OUTLET_WORDS: &[&str] = &[
    "agency",
    "broadcaster",
    "channel",
    "daily",
    "magazine",
    "network",
    "newspaper",
    "news",
    "newswire",
    "online",
    "outlet",
    "paper",
    "portal",
    "radio",
    "service",
    "site",
    "state",
    "station",
    "television",
    "tv",
    "website",
    "weekly",
    "wire",
    "com",
    "org",
    "net",
    "run",
    "owned",
];

fn outlet(name: &str) -> Vec<String> {
    let all: Vec<String> = normal(&folded(name)).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect();
    let bare: Vec<String> =
        all.iter().filter(|w| !OUTLET_WORDS.contains(&w.as_str()) && !SMALL.contains(&w.as_str())).cloned().collect();
    if bare.is_empty() { all } else { bare }
}

fn same_outlet(claimed: &str, found: &str, aliases: &Aliases) -> bool {
    if normal(claimed) == normal(found) {
        return !normal(claimed).is_empty();
    }
    let plain = |n: &str| normal(&folded(n)).split(' ').map(str::to_owned).collect::<Vec<_>>();
    if aliases.equal(&plain(claimed), &plain(found)) {
        return true;
    }
    let (a, b) = (outlet(claimed), outlet(found));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let (x, y): (BTreeSet<_>, BTreeSet<_>) = (a.iter().collect(), b.iter().collect());
    x == y
        || x.is_subset(&y)
        || y.is_subset(&x)
        || a.concat() == b.concat()
        || initialism(&a, &plain(found))
        || initialism(&b, &plain(claimed))
}

/// Compares the claimed source with the source of a row.
pub fn source(claimed: &str, row: &Quotation, aliases: &Aliases) -> SourceCheck {
    let links = |s: &str| s.split('>').map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect::<Vec<_>>();
    let (claimed, mut found) = (links(claimed), links(&row.source));
    if claimed.is_empty() {
        return SourceCheck::NotAsked;
    }
    // An outlet that speaks for itself is its own source.
    if found.is_empty() && row.flags.iter().any(|f| f == "outlet-as-speaker") {
        found.push(row.speaker.clone());
    }
    if found.is_empty() {
        return SourceCheck::NotStated;
    }
    let same = |a: &String, b: &String| same_outlet(a, b, aliases);
    if claimed.len() == found.len() && claimed.iter().zip(&found).all(|(a, b)| same(a, b)) {
        return SourceCheck::Same;
    }
    let mut rest = found.iter();
    if claimed.iter().all(|c| rest.any(|f| same(c, f))) {
        return SourceCheck::Chain;
    }
    if found.len() == 1
        && claimed.len() == 1
        && !row.source_mention.is_empty()
        && same(&claimed[0], &row.source_mention)
    {
        return SourceCheck::Same;
    }
    SourceCheck::Different
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name() {
        let aliases = Aliases::read("a", "name,alias\nNikol Harutyan,Нiкол Арутян\nMoldtel,Moldova Telecom\n").unwrap();
        let table = [
            ("Ida Moen", "Ida Moen", Likeness::Same),
            ("Martin O'Dowd", "Martin O’Dowd", Likeness::Same),
            ("Erdal Sen", "Erdal Şen", Likeness::Same),
            ("Ms Moen", "Ida Moen", Likeness::Compatible),
            ("Prime Minister Ida Moen", "Ida Moen", Likeness::Same),
            ("I. Moen", "Ida Moen", Likeness::Compatible),
            ("Ida Moen", "Moen", Likeness::Compatible),
            ("Asare", "Kwame Asare-Bonsu", Likeness::Compatible),
            ("Karl Moen", "Ida Moen", Likeness::No),
            ("the council", "Fenby District Council", Likeness::Compatible),
            ("Ministry of Ecology", "ecology ministry", Likeness::Compatible),
            ("UN", "United Nations", Likeness::Compatible),
            ("Armen Sarkissyan", "Armen Sarkisyan", Likeness::Compatible),
            ("Нiкол Арутян", "Nikol Harutyan", Likeness::Same),
            ("Moldova Telecom", "Moldtel", Likeness::Same),
            ("the minister", "Ida Moen", Likeness::No),
            ("", "Ida Moen", Likeness::No),
        ];
        for (claimed, found, want) in table {
            assert_eq!(likeness(claimed, found, &aliases), want, "{claimed} | {found}");
        }
    }

    #[test]
    fn descriptions() {
        assert!(described("track inspector", "a track inspector who asked not to be named"));
        assert!(described("the energy minister", "energy minister of Moldova"));
        for (a, b) in [
            ("minister", "the minister's aide"),
            ("minister", "aide to the minister"),
            ("Ida Moen", "lawyer of Ida Moen"),
        ] {
            assert!(!described(a, b), "{a} | {b}");
        }
    }

    #[test]
    fn forms_of_one_outlet() {
        let none = Aliases::default();
        for (a, b) in [
            ("Dawn", "Dawn.com"),
            ("the RIA Novosti news agency", "RIA Novosti"),
            ("AFP", "Agence France-Presse"),
            ("Radio Fjord", "Radio Fjord"),
        ] {
            assert!(same_outlet(a, b, &none), "{a} | {b}");
        }
        for (a, b) in [("Radio Fjord", "Radio Mjosa"), ("Reuters", "TASS"), ("", "TASS")] {
            assert!(!same_outlet(a, b, &none), "{a} | {b}");
        }
    }
}

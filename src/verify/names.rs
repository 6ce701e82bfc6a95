//! Whether two names can be one: of bodies and of sources.
//!
//! Takes the claim's name and what a row says of its speaker or source, gives the axis value. The row's resolution is
//! trusted: a pronoun or description beside the cue has become a name already. Does not look at the words said.

use super::axes::{SourceCheck, SpeakerCheck};
use super::lists::listed;
use super::person::Person;
use crate::error::{Error, Result};
use crate::lexicon::{Lexicon, WordClass, rule_words};
use crate::normal::normal;
use crate::record::Quotation;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
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

/// The words of a name that tell it apart: folded, without titles before and generations behind.
pub(super) fn parts(name: &str) -> Vec<String> {
    let plain = normal(&folded(name));
    let mut words: Vec<&str> = plain.split(' ').filter(|w| !w.is_empty()).collect();
    let titles = words.iter().take_while(|w| listed("title", w)).count();
    if titles < words.len() {
        words.drain(..titles);
    }
    while words.len() > 1 && words.last().is_some_and(|w| ["jr", "sr", "ii", "iii"].contains(w)) {
        words.pop();
    }
    words.into_iter().map(str::to_owned).collect()
}

pub(super) fn content(words: &[String]) -> BTreeSet<&str> {
    words.iter().map(String::as_str).filter(|w| !rule_words::NAME_LIGHT.holds(w)).collect()
}

/// Names that stand for one another, from a file with the columns `name,alias` (further columns are ignored).
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Claim, SpeakerCheck, Verifier}};
/// let aliases = Aliases::read("aliases.csv", "name,alias\nAnna Haro,the Ferry Queen\n")?;
/// let claim = Claim { claim: "We sail at dawn".into(), speaker: "The Ferry Queen".into(), ..Claim::default() };
/// let article = Article::new("a.txt", "“We sail at dawn,” Anna Haro said.");
/// let answers = Verifier::new(vec![claim], aliases).answers(&[article]);
/// assert_eq!(answers[0].speaker_check, SpeakerCheck::Same);
/// # Ok::<(), whosaid::Error>(())
/// ```
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

    pub(super) fn equal(&self, a: &[String], b: &[String]) -> bool {
        let groups = |name: &[String]| self.groups.get(&name.join(" "));
        matches!((groups(a), groups(b)), (Some(x), Some(y)) if !x.is_disjoint(y))
    }

    /// The other names of a name, as word lists.
    pub(super) fn others(&self, name: &[String]) -> Vec<Vec<String>> {
        let Some(groups) = self.groups.get(&name.join(" ")) else { return Vec::new() };
        let same = self.groups.iter().filter(|(_, g)| !g.is_disjoint(groups));
        same.map(|(form, _)| form.split(' ').map(str::to_owned).collect()).collect()
    }
}

/// Whether two names, of bodies or of whom is not known to be a person, can be one.
pub(super) fn same_body(claimed: &str, found: &str, aliases: &Aliases) -> Option<SpeakerCheck> {
    if !normal(claimed).is_empty() && normal(claimed) == normal(found) {
        return Some(SpeakerCheck::Same);
    }
    let (a, b) = (parts(claimed), parts(found));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    if a == b || aliases.equal(&a, &b) {
        return Some(SpeakerCheck::Same);
    }
    // "Finch campaign" is not Finch, nor is the council of Finch's lawyer the council.
    let (x, y) = (Person::new(claimed), Person::new(found));
    if x.other != y.other {
        return None;
    }
    let compatible = |a: &[String], b: &[String]| {
        shortened(a, b) || shortened(b, a) || reordered(a, b) || initialism(a, b) || initialism(b, a)
    };
    let fits = compatible(&a, &b)
        || aliases.others(&a).iter().any(|x| compatible(x, &b))
        || aliases.others(&b).iter().any(|x| compatible(&a, x));
    fits.then_some(SpeakerCheck::Compatible)
}

/// Whether `short` is `long` with words left out, its first or its last word kept: Brask of Brask Company.
fn shortened(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    let telling = short.iter().any(|w| w.chars().count() > 1 && !rule_words::NAME_LIGHT.holds(w));
    // The head comes before a preposition: the bank of the bank of Sarn.
    let joint = long.iter().position(|w| ["of", "for", "to", "at", "from", "with"].contains(&w.as_str()));
    let headed = joint.is_none_or(|at| long[..at].iter().any(|w| short.contains(w)));
    telling && headed && short.len() < long.len() && short.iter().all(|w| rest.any(|l| l == w))
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
        long.iter().filter(|w| !skip || !rule_words::NAME_LIGHT.holds(w)).filter_map(|w| w.chars().next()).collect()
    };
    short.chars().count() > 1 && (initials(true) == *short || initials(false) == *short)
}

/// Whether every telling word of the claimed description stands in the article's, and its head is not merely somebody
/// whom the speaker serves: "minister" is not "the minister's aide" nor "aide to the minister".
pub(super) fn described(claimed: &str, description: &str) -> bool {
    let (a, b) = (normal(&folded(claimed)), normal(&folded(description)));
    let words = |t: &str| -> Vec<String> { t.split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect() };
    let (a, b) = (words(&a), words(&b));
    // The head stands before what it is the head of: commissioner for health, head of the tax service.
    let joint = a.iter().position(|w| ["of", "for", "to", "at", "in"].contains(&w.as_str()));
    let Some(head) = a[..joint.filter(|at| *at > 0).unwrap_or(a.len())].last() else { return false };
    let telling = content(&a);
    // What is written as a name is one, unless its head is a word for people: Public Works Director, not Baker.
    let written = claimed.split_whitespace().find(|w| normal(&folded(w)) == *head).unwrap_or("");
    let people = || Lexicon::built_in().word(head).class.any(WordClass::PERSON) || listed("title", head);
    let office = || (telling.len() > 1 || claimed.starts_with("the ")) && people();
    if !written.starts_with(char::is_lowercase) && !office() {
        return false;
    }
    let Some(at) = b.iter().position(|w| w == head) else { return false };
    let possessed = description
        .to_lowercase()
        .split_whitespace()
        .any(|w| w.strip_suffix("'s").or(w.strip_suffix("’s")).is_some_and(|w| w == *head));
    let serves = b[..at].iter().any(|w| ["of", "for", "to"].contains(&w.as_str()));
    !telling.is_empty() && telling.is_subset(&content(&b)) && !possessed && !serves
}

fn outlet(name: &str) -> Vec<String> {
    let all: Vec<String> = normal(&folded(name)).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect();
    let bare: Vec<String> =
        all.iter().filter(|w| !listed("outlet-word", w) && !rule_words::NAME_LIGHT.holds(w)).cloned().collect();
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
    if other_medium(&plain(claimed), &plain(found)) {
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

/// Whether each of two names has a word of a medium, and none the other's: Lund Radio, Lund Echo.
fn other_medium(a: &[String], b: &[String]) -> bool {
    const MEDIA: [&str; 4] = ["medium-agency", "medium-print", "medium-radio", "medium-screen"];
    let of = |name: &[String]| -> BTreeSet<&str> {
        MEDIA.into_iter().filter(|medium| name.iter().any(|w| listed(medium, w))).collect()
    };
    let (x, y) = (of(a), of(b));
    !x.is_empty() && !y.is_empty() && x.is_disjoint(&y)
}

/// The station or paper that a programme belongs to, by the list `outlets`; every form of a programme's name has it.
static PARENTS: LazyLock<FxHashMap<String, String>> = LazyLock::new(|| {
    let list = crate::lexicon::overlay::list_text("outlets").unwrap_or_default();
    let mut reader = csv::Reader::from_reader(list.as_bytes());
    let rows = reader.records().flatten().filter(|row| row.get(3).is_some_and(|parent| !parent.is_empty()));
    rows.flat_map(|row| {
        let forms = std::iter::once(&row[0]).chain(row[2].split(';')).map(normal).collect::<Vec<_>>();
        forms.into_iter().map(move |form| (form, row[3].to_owned()))
    })
    .collect()
});

/// Whether a claimed outlet is the one that the programme of a row belongs to: CBS, of words said on Face the Nation.
/// Not the other way round: that words came through CBS does not say in which programme.
fn of_programme(claimed: &str, found: &str, aliases: &Aliases) -> bool {
    PARENTS.get(&normal(found)).is_some_and(|parent| same_outlet(claimed, parent, aliases))
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
    let same = |a: &String, b: &String| same_outlet(a, b, aliases) || of_programme(a, b, aliases);
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
    fn forms_of_one_body() {
        let aliases = Aliases::read("a", "name,alias\nMoldtel,Moldova Telecom\n").unwrap();
        let table = [
            ("the council", "Fenby District Council", Some(SpeakerCheck::Compatible)),
            ("Ministry of Ecology", "ecology ministry", Some(SpeakerCheck::Compatible)),
            ("UN", "United Nations", Some(SpeakerCheck::Compatible)),
            ("Moldova Telecom", "Moldtel", Some(SpeakerCheck::Same)),
            ("Brask", "Brask Company", Some(SpeakerCheck::Compatible)),
            ("Finch", "Finch campaign", None),
            ("Ada Finch", "Finch campaign", None),
            ("Sarn", "Bank of Sarn", None),
            ("", "Fenby District Council", None),
        ];
        for (claimed, found, want) in table {
            assert_eq!(same_body(claimed, found, &aliases), want, "{claimed} | {found}");
        }
    }

    #[test]
    fn a_programme_is_its_stations() {
        let aliases = Aliases::default();
        let row = |source: &str| Quotation { source: source.to_owned(), ..crate::writer::sample::bare_row() };
        let table = [
            ("CBS", "Face the Nation", SourceCheck::Same),
            ("CBS News", "Face the Nation", SourceCheck::Same),
            ("NBC", "Face the Nation", SourceCheck::Different),
            ("Face the Nation", "CBS", SourceCheck::Different),
        ];
        for (claimed, found, want) in table {
            assert_eq!(source(claimed, &row(found), &aliases), want, "{claimed} | {found}");
        }
    }

    #[test]
    fn descriptions() {
        assert!(described("track inspector", "a track inspector who asked not to be named"));
        assert!(described("the energy minister", "energy minister of Moldova"));
        for (a, b) in [
            ("Public Works Director", "Public Works Director"),
            ("Commissioner for Health", "Commissioner for Health"),
            ("health commissioner", "Lagos health commissioner"),
            ("the Governor", "Governor"),
            ("Deputy Head of the Tax Service", "deputy head of the Sarn Tax Service"),
            ("chairman of the port board", "former chairman of the port board"),
            ("Minister of State for Ports", "Minister of State for Ports"),
        ] {
            assert!(described(a, b), "{a} | {b}");
        }
        for (a, b) in [
            ("Baker", "baker"),
            ("Ada Baker", "baker"),
            ("Governor", "governor"),
            ("Sarn Bank", "governor of the Sarn Bank"),
            ("Commissioner for Health", "aide to the Commissioner for Health"),
            ("Commissioner for Health", "Commissioner for Works"),
            ("Minister for Ports", "Deputy Minister's adviser for Ports"),
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
        for (a, b) in [
            ("Radio Fjord", "Radio Mjosa"),
            ("Reuters", "TASS"),
            ("", "TASS"),
            ("Lund Echo", "Lund Radio"),
            ("Lund TV", "Lund Radio"),
            ("Fjord Newspaper", "Radio Fjord"),
        ] {
            assert!(!same_outlet(a, b, &none), "{a} | {b}");
        }
    }
}

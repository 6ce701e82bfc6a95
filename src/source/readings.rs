//! Relays as readings: what the rules of `grammar/rules/relays.rs` are read over.
//!
//! Takes items, gives a [`Relay`]: which outlet, by which channel (see `meanings`). It does not choose the attribution
//! (see `attach`).

use super::addressees::{addressee, continues, fail, journalist, known, press, unlisted};
use super::names;
use super::noun_phrases::noun_phrase;
use super::outlets::{self, Context, Evidence, Outlet};
use super::programmes;
use super::relays::{Relay, programme};
use super::signs;
use super::state;
use super::words::{self, OutletKind};
use crate::document::{Item, Items, Parsed, TokenKind};
use crate::grammar::reader::{Alphabet, Ends, Known};
use crate::grammar::rules::relays::{self as rule, Term};
use crate::lexicon::WordClass;
use crate::lexicon::set::{Bits, Hashes};

/// What stands before the first item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// Anything.
    Any,
    /// A cue of telling.
    Told,
    /// A cue of saying and "to".
    SaidTo,
    /// A cue of saying.
    Said,
    /// "wrote to"
    WroteTo,
}

/// What productions begin with that stand behind nothing, words left out: the terminals with their words.
const BEGIN: [(Term, &Hashes); 20] = [
    (Term::Quoted, &words::QUOTED),
    (Term::Quoted, &words::PRINTED),
    (Term::Citing, &Hashes::of(&[words::CITING, words::QUOTING])),
    (Term::Appearing, &words::APPEARED),
    (Term::Discussing, &words::DISCUSSED),
    (Term::Addressing, &words::ADDRESSING),
    (Term::Fielding, &words::FIELDING),
    (Term::Means, &Hashes::of(&[words::BY, words::OVER, words::VIA, words::ON])),
    (Term::Writing, &words::WROTE),
    (Term::Before, &words::BEFORE_CHANNEL),
    (Term::Relayed, &words::RELAYED),
    (Term::Seen, &words::SEEN),
    (Term::Asked, &words::ASKED),
    (Term::Going, &words::TOOK),
    (Term::Sending, &words::SENT),
    (Term::Captioning, &words::CAPTIONING),
    (Term::Tweeted, &words::TWEETED),
    (Term::Messaging, &words::TEXTED),
    (Term::Messaging, &words::POSTED),
    (Term::Issuing, &words::ISSUED),
];

/// Those terminals, as bits.
const BEGINNINGS: u64 = {
    let (mut bits, mut n) = (0, 0);
    while n < BEGIN.len() {
        bits |= 1 << BEGIN[n].0 as u8;
        n += 1;
    }
    bits
};

/// What their words have in common.
static BEGINNERS: Bits<128> = {
    let (mut lists, mut n) = ([BEGIN[0].1; BEGIN.len()], 0);
    while n < BEGIN.len() {
        lists[n] = BEGIN[n].1;
        n += 1;
    }
    Bits::of_all(&lists)
};

/// The items of a sentence as the alphabet of the rules.
pub struct Over<'d> {
    pub(super) context: Context<'d>,
    end: usize,
    after: After,
}

/// A relay that begins at the first item.
pub fn relay<'d>(context: Context<'d>, input: Items<'d>, after: After) -> Parsed<'d, Relay> {
    let start = input.position();
    let over = Over { context, end: start + nom::Input::input_len(&input), after };
    let known = Known { could: over.could(), starts: over.starts(start), ..Known::NOTHING };
    for (id, program) in context.document.grammar.able(rule::TOLD.table(), known.could, known.starts) {
        let mut found = None;
        program.each(&over, start, known, |reading| {
            found = over.relay(id, reading, start);
            found.is_some()
        });
        if let Some(relay) = found {
            return Ok((input.skip(relay.span.end.saturating_sub(start)), Relay { by: Some(id), ..relay }));
        }
    }
    fail()
}

impl Alphabet for Over<'_> {
    fn len(&self) -> usize {
        self.end
    }

    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
        let context = self.context;
        let input = self.input(at);
        let outlet = |read: Parsed<'_, Outlet>| read.ok().map(|(rest, _)| rest.position());
        let end = match Term::of(terminal) {
            Term::Outlet => outlet(known(context, Evidence::Anaphor, input)),
            Term::Named => outlet(known(context, Evidence::Worded, input)),
            Term::Unlisted => outlet(unlisted(context, input)),
            Term::Quoter => quoter(context, input).map(|outlet| outlet.phrase.end),
            Term::Addressee => outlet(addressee(context, input)),
            Term::Journalist => outlet(journalist(context, input)),
            Term::Press => press(context, input).ok().map(|(rest, _)| rest.position()),
            Term::Phrase => noun_phrase(context, input).ok().map(|(_, relay)| relay.span.end),
            Term::Aired => aired(context, input).map(|outlet| outlet.phrase.end),
            Term::Title => self.title(at).then_some(at + 1),
            Term::Air => self.air(at),
            Term::DayOf => self.day_of(at),
            Term::Days => Some(self.run(at, 4, |at| self.day(at))),
            Term::Matter => Some(self.run(at, 8, |at| {
                let item = self.context.item(at);
                item.kind == TokenKind::Word && item.hash != words::BY || item.kind == TokenKind::Number
            })),
            Term::Topic => Some(self.run(at, 8, |at| {
                let item = self.context.item(at);
                item.is_word() && item.hash != words::WITH || item.kind == TokenKind::Clitic
            })),
            Term::Plain => Some(self.run(at, 6, |at| self.plain(at))),
            Term::Told => (self.after == After::Told).then_some(at),
            Term::SaidTo => (self.after == After::SaidTo).then_some(at),
            Term::Said => (self.after == After::Said).then_some(at),
            Term::WroteTo => (self.after == After::WroteTo).then_some(at),
            term => (at < self.end && self.item_is(term, at)).then_some(at + 1),
        };
        if let Some(end) = end {
            ends.push(end as u32);
        }
    }

    fn hash(&self, at: usize) -> Option<u32> {
        (at < self.end).then(|| self.context.item(at).hash)
    }

    fn word(&self, hash: u32, _: &str, at: usize) -> bool {
        let item = self.context.item(at);
        item.hash == hash && item.is_word()
    }
}

impl<'d> Over<'d> {
    pub(super) fn input(&self, at: usize) -> Items<'d> {
        Items::new(&self.context.document.items, at..self.end)
    }

    /// The terminals that something can be read by: what it stands behind is known.
    fn could(&self) -> u64 {
        let bit = |term: Term| 1u64 << term as u8;
        let behind = match self.after {
            After::Told => bit(Term::Told),
            After::SaidTo => bit(Term::SaidTo),
            After::Said => bit(Term::Said),
            After::WroteTo => bit(Term::WroteTo),
            After::Any => 0,
        };
        behind | !(bit(Term::Told) | bit(Term::SaidTo) | bit(Term::Said) | bit(Term::WroteTo))
    }

    /// The terminals that the first item can be read by; behind nothing, a production begins with one of a few.
    fn starts(&self, start: usize) -> u64 {
        let Some(hash) = self.hash(start).filter(|&hash| BEGINNERS.may_hold(hash)) else { return !BEGINNINGS };
        let here = BEGIN.iter().filter(|(_, list)| list.contains(&hash));
        here.fold(!BEGINNINGS, |bits, &(term, _)| bits | 1 << term as u8)
    }

    /// The end of at most so many items that a test takes.
    fn run(&self, at: usize, most: usize, test: impl Fn(usize) -> bool) -> usize {
        (at..self.end.min(at + most)).find(|&at| !test(at)).unwrap_or(self.end.min(at + most))
    }

    /// Days, adverbs and the like beside a verb of relaying.
    fn day(&self, at: usize) -> bool {
        let item = self.context.item(at);
        let next = self.context.document.items.get(at + 1).map_or(0, |i| i.hash);
        item.is(WordClass::ADVERB | WordClass::CALENDAR | WordClass::TIME)
            || item.kind == TokenKind::Number
            || words::LOOSE_ADVERBS.contains(&item.hash)
            || words::WHICH_DAY.contains(&item.hash)
            || [words::hash("first"), words::hash("down"), words::hash("up")].contains(&item.hash)
            || item.hash == words::BY && [words::TO, words::WITH, words::ON].contains(&next)
            || self.by_whom(at)
    }

    /// "by her" between a verb of relaying and "to": shown by her to Radio Kattvik
    fn by_whom(&self, at: usize) -> bool {
        let items = &self.context.document.items;
        let pair = |by: usize| {
            let whom = items.get(by + 1).is_some_and(|i| i.is(WordClass::OBJECT_PRONOUN));
            items[by].hash == words::BY && whom && items.get(by + 2).is_some_and(|i| i.hash == words::TO)
        };
        pair(at) || at > 0 && pair(at - 1)
    }

    /// Words that can stand before "tweet": a series of
    fn plain(&self, at: usize) -> bool {
        let between = WordClass::VERB | WordClass::BE | WordClass::HAVE | WordClass::MODAL | WordClass::SUBJECT_PRONOUN;
        let item = self.context.item(at);
        item.is_word() && (!item.is(between) || item.is(WordClass::NOUN)) && !words::TWEETS.contains(&item.hash)
    }

    /// Monday's, today's
    fn day_of(&self, at: usize) -> Option<usize> {
        let day = at + 1 < self.end && self.context.item(at).is(WordClass::CALENDAR);
        let ending = if day { self.context.possessive(at + 1) } else { 0 };
        (ending > 0).then_some(at + 1 + ending)
    }

    fn title(&self, at: usize) -> bool {
        let quoted = at < self.end && self.context.item(at).is_quote();
        quoted && outlets::quoted(self.context.document, at).is_some_and(|t| outlets::title_case(t) && t.len() > 2)
    }

    /// Television with up to three words before it: national television
    fn air(&self, start: usize) -> Option<usize> {
        let input = self.input(start);
        let word = |i: &Item| i.kind == TokenKind::Word && !i.is(WordClass::PREPOSITION);
        (0..4)
            .take_while(|&n| input.get(n).is_some_and(word))
            .find(|&n| input.get(n).is_some_and(|i| words::AIR.contains(&i.hash)) && !continues(&input, n + 1))
            .map(|n| start + n + 1)
    }

    fn item_is(&self, term: Term, at: usize) -> bool {
        let item = self.context.item(at);
        let hash = item.hash;
        match term {
            Term::DocumentNoun => item.is(WordClass::DOCUMENT | WordClass::NOUN_CUE) && !item.capital,
            Term::Cited => words::QUOTED.contains(&hash),
            Term::Tweet => words::TWEETS.contains(&hash),
            Term::Recipient => {
                let told = WordClass::OBJECT_PRONOUN | WordClass::DETERMINER | WordClass::POSSESSIVE;
                item.is(told | WordClass::PERSONS) || item.capital && item.kind == TokenKind::Word
            }
            Term::Wire => words::BY_WIRE.contains(&hash),
            Term::Carrier => [words::hash("video"), words::hash("satellite")].contains(&hash),
            Term::Adverb => {
                let clause = WordClass::SUBORDINATOR | WordClass::WH;
                !item.capital
                    && !item.is(clause)
                    && (words::LOOSE_ADVERBS.contains(&hash) || item.is(WordClass::ADVERB))
            }
            Term::Towards => [words::TO, words::WITH].contains(&hash),
            Term::Within => [words::ON, words::IN, words::FOR].contains(&hash),
            Term::ByOrIn => [words::BY, words::IN].contains(&hash),
            Term::Link => [words::ON, words::IN, words::WITH, words::TO, words::FROM].contains(&hash),
            term => BEGIN.iter().any(|&(other, list)| other == term && list.contains(&hash)),
        }
    }
}

/// The outlet that somebody is on.
pub fn aired<'d>(context: Context<'d>, input: Items<'d>) -> Option<Outlet> {
    let Ok((_, outlet)) = signs::evident(context, input) else { return shown(context, input) };
    let fits = match outlet.kind {
        OutletKind::Platform => outlet.evidence == Evidence::Listed,
        OutletKind::Broadcaster | OutletKind::Programme => !state::is(context, &outlet),
        OutletKind::Site => outlet.evidence > Evidence::Anaphor,
        OutletKind::Other => outlet.evidence >= Evidence::Worded && !outlet.article,
        OutletKind::Agency | OutletKind::Paper => false,
    };
    fits.then_some(outlet)
}

/// A programme of no list by the last word of its name: on Island Breakfast.
fn shown<'d>(context: Context<'d>, input: Items<'d>) -> Option<Outlet> {
    let start = input.position();
    let end = start + nom::Input::input_len(&input);
    let opens = start < end && context.name_word(start) && !context.item(start).is(WordClass::CALENDAR);
    if !opens {
        return entitled(context, start, end);
    }
    let range = names::stretch(context, start, end);
    let place = |at: usize| context.item(at).is(WordClass::PLACE | WordClass::METONYM | WordClass::CALENDAR);
    let guest = context.addressed && !range.clone().any(place);
    let named = range.len() > 1 && (guest || words::SHOW_WORDS.contains(&context.item(range.end - 1).hash));
    let goes_on = context.document.items.get(range.end).is_some_and(|i| i.is(WordClass::NOUN) && !i.capital);
    (named && !goes_on && !context.person(&range)).then(|| Outlet {
        phrase: range.clone(),
        name: range.clone(),
        programme: Some(range),
        ..programme(start)
    })
}

/// A programme of no list that keeps the capital of its article: on The Late Porch.
fn entitled(context: Context<'_>, start: usize, end: usize) -> Option<Outlet> {
    let article = start < end && context.item(start).capital && context.item(start).hash == words::ARTICLE;
    let title = programmes::unmarked(context, start, end).filter(|_| article)?;
    let body = WordClass::PLACE | WordClass::ORGANISATION | WordClass::METONYM;
    let other = title.clone().any(|at| context.item(at).is(body));
    (title.len() > 1 && !other).then(|| Outlet { phrase: start..title.end, ..programmes::of_title(title) })
}

/// The outlet that quotes, an unknown name included.
pub fn quoter<'d>(context: Context<'d>, input: Items<'d>) -> Option<Outlet> {
    let (_, mut outlet) = outlets::outlet(context, input).ok()?;
    let items = &context.document.items;
    if outlet.evidence == Evidence::Anaphor && outlet.indefinite {
        return None;
    }
    if outlet.evidence > Evidence::Unknown {
        return Some(outlet);
    }
    let other = WordClass::DETERMINER | WordClass::CALENDAR | WordClass::TIME | WordClass::PLACE | WordClass::METONYM;
    if context.person(&outlet.name) || items[outlet.name.clone()].iter().any(|i| i.is(other)) {
        return None;
    }
    // A name of several words whose later ones are small: quoted by Hospodářské noviny as saying.
    let small = |i: &Item| {
        let stop = WordClass::PREPOSITION | WordClass::SUBORDINATOR | WordClass::CONJUNCTION;
        i.kind == TokenKind::Word && !i.capital && !i.is(stop) && i.hash != words::AS
    };
    let mut end = outlet.name.end;
    while end < outlet.name.end + 3 && items.get(end).is_some_and(small) {
        end += 1;
    }
    if end > outlet.name.end && items.get(end).is_some_and(|i| i.hash == words::AS) {
        outlet.name.end = end;
        outlet.phrase.end = end;
    }
    Some(outlet)
}

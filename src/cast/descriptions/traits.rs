//! Descriptions that tell a trait of somebody and no office: the retired teacher, the 61-year-old, the Finn, the winger.
//!
//! They are said of somebody who was named, and bring in nobody. Takes a description, gives its [`Trait`]; takes those who
//! can be meant, keeps the likeliest.

use super::definite;
use super::known::{Description, nation};
use super::parent::Parent;
use crate::cast::clusters::{Entity, Role, only_gender};
use crate::cast::discourse::Walk;
use crate::cast::ranking::Candidate;
use crate::cast::words::Class;
use crate::cast::{roles, words};
use crate::document::{Document, TokenKind};
use crate::lexicon::WordClass;
use crate::mention::{Mention, MentionKind};
use smallvec::SmallVec;

/// What a description tells of somebody beside any office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Trait {
    /// The age: the 34-year-old; said the baker, 34.
    pub(super) age: Option<u32>,
    /// Whether the noun is also what somebody does, or did: the retired teacher, the winger.
    pub(super) calling: bool,
}

/// The trait that a definite description tells, where it is no office and no phrase behind it says who is meant.
pub(super) fn read(walk: &Walk<'_, '_>, number: usize) -> Option<Trait> {
    let document = walk.analysis.document;
    let mention = &walk.analysis.mentions[number];
    let head = &document.items[mention.head];
    let is = |at: usize, class| words::is(document, at, class);
    if mention.kind != MentionKind::Person || !definite(walk, mention) {
        return None;
    }
    if Parent::read(walk, mention).is_some() {
        return Some(Trait { age: None, calling: false });
    }
    // The band's singer: whose it is tells who is meant.
    if mention.phrase.items().any(|at| document.items[at].kind == TokenKind::Clitic) {
        return None;
    }
    if mention.phrase.end() > mention.core.end() && document.word(mention.head) != "native" {
        return None;
    }
    // The former miner in the third seat said: where somebody is tells who is meant.
    let end = mention.phrase.end();
    let subject = walk.cue_of[number].is_some_and(|cue| walk.analysis.cues[cue as usize].group.start > end);
    if subject && document.items.get(end).is_some_and(|i| i.is(WordClass::PREPOSITION)) {
        return None;
    }
    let age = age(document, mention);
    let nation = nation(walk, mention.head).is_some();
    let office = is(mention.head, Class::OFFICE) || head.is(WordClass::TITLE);
    let office = office && !is(mention.head, Class::CALLING);
    let past = mention.phrase.items().any(|at| at < mention.head && is(at, Class::PAST) || before(document.word(at)));
    let told = age.is_some() || nation || is(mention.head, Class::TRAIT) || past && !office;
    let bare = nation || document.word(mention.head).ends_with("-year-old");
    // the 7-footer
    let told = told || document.word(mention.head).ends_with("-footer");
    told.then_some(Trait { age, calling: !bare })
}

/// Whether a word itself says that somebody was it before, or what became of it: ex-railwayman, the miner-turned-poet.
fn before(word: &str) -> bool {
    word.len() > 4 && (word.starts_with("ex-") || word.contains("-turned-"))
}

/// How many words behind the cue a pronoun tells of the gender of whoever speaks: The Finn said her side would win.
const BEHIND_CUE: usize = 3;

/// The gender that a pronoun right behind the cue tells of a speaker whose own words tell none.
pub(super) fn gender(walk: &Walk<'_, '_>, number: usize) -> WordClass {
    let items = &walk.analysis.document.items;
    let Some(cue) = walk.cue_of[number].map(|cue| &walk.analysis.cues[cue as usize]) else { return WordClass::NONE };
    let end = (cue.group.end + BEHIND_CUE).min(items.len());
    let own = items[cue.group.end..end].iter().take_while(|i| i.kind == TokenKind::Word);
    let mut pronouns = own.filter(|i| i.is(WordClass::POSSESSIVE | WordClass::SUBJECT_PRONOUN) && i.cue == 0);
    pronouns.next().map_or(WordClass::NONE, |i| only_gender(i.class))
}

/// The age that a description tells: the 34-year-old; said the software tester, 29.
pub(crate) fn age(document: &Document<'_>, mention: &Mention) -> Option<u32> {
    years(document, mention).or_else(|| behind(document, mention))
}

/// The age that stands in a description: the 34-year-old.
pub(super) fn years(document: &Document<'_>, mention: &Mention) -> Option<u32> {
    let aged = |word: &str| word.split_once("-year-old")?.0.parse().ok();
    let mut words = mention.phrase.items().map(|at| document.word(at)).filter(|word| word.len() > "-year-old".len());
    words.find_map(aged)
}

/// The age right behind a description: said the software tester, 29.
fn behind(document: &Document<'_>, mention: &Mention) -> Option<u32> {
    let at = mention.phrase.end();
    let kind = |at: usize| document.items.get(at).map(|i| i.kind);
    let closes =
        || kind(at + 2).is_none_or(|kind| matches!(kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Close));
    let number = kind(at) == Some(TokenKind::Comma) && kind(at + 1) == Some(TokenKind::Number) && closes();
    let age = number.then(|| document.word(at + 1).parse().ok()).flatten();
    age.filter(|age| (5..=115).contains(age))
}

/// Whether the article gives somebody another calling, and none that a description names.
fn occupied(walk: &Walk<'_, '_>, description: &Description, entity: &Entity) -> bool {
    let items = &walk.analysis.document.items;
    let known = |role: &&Role| {
        let office = words::holds(role.office.0, Class::OFFICE) && !words::holds(role.office.0, Class::CALLING);
        role.rank <= roles::COPULA && (office || items[role.words.clone()].iter().any(|i| i.is(WordClass::TITLE)))
    };
    let told = |role: &Role| {
        let head = items[role.words.clone()].iter().any(|i| words::holds(i.hash, Class::TRAIT));
        head || roles::same_office(role.office, description.office)
    };
    let mut theirs = entity.roles.iter().filter(known).peekable();
    theirs.peek().is_some() && !theirs.any(told)
}

/// How many paragraphs back somebody without a name can be meant.
const NAMELESS: usize = 1;

/// Of those who can be meant, keeps the ones to whom the article gives no other calling, if there are any: a man was held;
/// the inspector told the press; the 24-year-old was hurt. Who has no name is soon forgotten.
pub(super) fn likeliest(walk: &Walk<'_, '_>, description: &Description, candidates: &mut SmallVec<[Candidate; 8]>) {
    let Some(told) = description.told_trait else { return };
    let paragraph = walk.paragraph(description.number);
    candidates.retain(|c| {
        let entity = walk.cast.entity(c.id);
        let anybody = || entity.roles.iter().any(|role| words::holds(role.office.0, Class::GENERIC));
        entity.named || description.calls(walk, entity) || paragraph - c.last.paragraph <= NAMELESS && anybody()
    });
    let free = |c: &Candidate| {
        let entity = walk.cast.entity(c.id);
        description.calls(walk, entity) || !occupied(walk, description, entity)
    };
    if !candidates.iter().any(free) {
        return;
    }
    // The inspector leads the case. A man was stabbed. The 24-year-old said: what is no calling leaves out whoever has
    // one only where somebody without a name came up since.
    let nameless = candidates.iter().filter(|c| !walk.cast.entity(c.id).named).map(|c| c.last.at).max();
    candidates.retain(|c| free(c) || !told.calling && nameless.is_none_or(|at| at < c.last.at));
}

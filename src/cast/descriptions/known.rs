//! What a description says, held against what is known of somebody.
//!
//! Takes a description and somebody who can be meant, tells whether that is possible at all, and answers the questions of
//! the ranking: is this one called so, is a word of it known, is the office another's.

use super::domain::{Domain, of_another};
use super::parent::Parent;
use super::sorts::{is_cause, is_land, is_office, is_outlet, is_press, is_state_press, named_by};
use super::traits::{self, Trait};
use super::{definite, relative};
use crate::cast::clusters::{Entity, Sort, gender_of};
use crate::cast::discourse::{Place, Walk};
use crate::cast::ranking::{Answers, Candidate};
use crate::cast::weights::Question;
use crate::cast::words::Class;
use crate::cast::{roles, words};
use crate::document::TokenKind;
use crate::document::tokens::word_hash;
use crate::lexicon::{WordClass, rule_words};
use crate::mention::Mention;
use std::ops::Range;

/// The content words of a range: what tells one minister from another.
pub(super) fn modifiers<'a>(
    walk: &'a Walk<'_, '_>,
    words: Range<usize>,
    head: usize,
) -> impl Iterator<Item = u32> + 'a {
    words.filter(move |&at| at != head).filter_map(|at| {
        let item = &walk.analysis.document.items[at];
        let empty = WordClass::DETERMINER
            | WordClass::POSSESSIVE
            | WordClass::PREPOSITION
            | WordClass::TITLE_MODIFIER
            | WordClass::CONJUNCTION;
        (item.is_word() && !item.is(empty) && !traded(walk, at)).then_some(item.hash)
    })
}

/// Whether a word tells in which list of shares a firm stands, or where it is at home: the FTSE 250 group, the Lori-based chain.
fn traded(walk: &Walk<'_, '_>, at: usize) -> bool {
    let document = walk.analysis.document;
    let index = |at: usize| document.is_any_case(at, &rule_words::SHARE_INDEX);
    let number = document.items[at].kind == TokenKind::Number;
    index(at) || number && at > 0 && index(at - 1) || document.word(at).ends_with("-based")
}

/// The first letters of a nation's word, which its noun and its adjective share: Dane, Danish; Pole, Polish.
pub(super) fn nation<'d>(walk: &Walk<'_, 'd>, at: usize) -> Option<&'d str> {
    let document = walk.analysis.document;
    let item = &document.items[at];
    if !item.capital || !item.is(WordClass::DEMONYM) || item.is(WordClass::PLACE) {
        return None;
    }
    document.word(at).get(..3)
}

/// What a description says, to be held against what is known of a candidate.
pub(super) struct Description<'d> {
    pub(super) number: usize,
    pub(super) sort: Sort,
    /// Its head, as a hash.
    pub(super) head: u32,
    pub(super) office: (u32, u32),
    /// The noun, where it is that of a party's member: the Democrat.
    pub(super) party: Option<usize>,
    /// The nation whose people the noun is: the Dane.
    pub(super) nation: Option<&'d str>,
    /// Whose the office is.
    pub(super) domain: Domain<'d>,
    /// The age that the noun tells.
    pub(super) age: Option<u32>,
    /// Whether it can be a paper, a station.
    pub(super) press: bool,
    /// Two words at most.
    pub(super) short: bool,
    /// Whether the noun is an office that not everybody has.
    pub(super) official: bool,
    /// Whether the noun says no more than what everybody sees.
    pub(super) generic: bool,
    /// Whether it is one for those who trade: no ministry, no party.
    pub(super) commercial: bool,
    pub(super) gender: WordClass,
    /// Whether a phrase hangs on the noun that says which one is meant: the manager of the grid.
    pub(super) tail: bool,
    /// A parent who is told by the children: the mother of four.
    pub(super) parent: Option<Parent>,
    /// A trait of somebody, where it tells no office: the retired teacher.
    pub(super) told_trait: Option<Trait>,
}

/// Whether a body is one of news by the word before it: the news agency, the wire service.
fn news(walk: &Walk<'_, '_>, mention: &Mention) -> bool {
    mention.head.checked_sub(1).is_some_and(|at| walk.analysis.document.is_any_case(at, &rule_words::NEWS_SERVICE))
}

impl<'d> Description<'d> {
    pub(super) fn read(walk: &Walk<'_, 'd>, number: usize, sort: Sort) -> Description<'d> {
        let document = walk.analysis.document;
        let mention = &walk.analysis.mentions[number];
        let word = document.word(mention.head);
        let head = &document.items[mention.head];
        let is = |class| words::is(document, mention.head, class);
        let maker = || word.len() > 6 && word.to_lowercase().ends_with("maker");
        let generic = match sort {
            Sort::Person => is(Class::GENERIC),
            Sort::Body => is(Class::COMPANY) || maker(),
            _ => false,
        };
        let commercial = generic && sort == Sort::Body && !is(Class::MIXED);
        let parent = Parent::read(walk, mention);
        let told_trait = if sort == Sort::Person { traits::read(walk, number) } else { None };
        // Democratic Rep. Haro ... the Democrat
        let party = (head.capital && is(Class::PARTY)).then_some(mention.head);
        Description {
            number,
            sort,
            head: head.hash,
            office: roles::office(document, mention.head),
            party,
            nation: nation(walk, mention.head),
            domain: Domain::read(walk, mention.phrase.items(), mention.head),
            age: told_trait.and_then(|told| told.age).or_else(|| traits::years(document, mention)),
            press: mention.phrase.len() <= 4
                && mention.phrase.end() == mention.core.end()
                && definite(walk, mention)
                && (is(Class::PRESS) || news(walk, mention)),
            short: mention.phrase.items().filter(|&at| !traded(walk, at)).count() <= 2,
            official: sort == Sort::Person && is(Class::OFFICE) && parent.is_none() && told_trait.is_none(),
            generic,
            commercial,
            gender: match parent
                .map_or_else(|| gender_of(document, mention.head..mention.head + 1), |parent| parent.gender)
            {
                WordClass::NONE if told_trait.is_some() => traits::gender(walk, number),
                gender => gender,
            },
            tail: mention.phrase.end() > mention.core.end() && parent.is_none(),
            parent,
            told_trait,
        }
    }

    /// Whether an entity can be meant at all.
    pub(super) fn fits(&self, walk: &Walk<'_, '_>, entity: &Entity) -> bool {
        let bodily = entity.named && entity.personal == 0 && entity.gender == WordClass::NONE;
        let sort = entity.sort == self.sort || self.sort == Sort::Body && bodily && entity.sort == Sort::Person;
        // Most of those who were seen are of another sort.
        if !sort || !entity.members.is_empty() {
            return false;
        }
        let told = entity.gender != WordClass::NONE && self.gender != WordClass::NONE;
        let foreign = || {
            let roles = entity.roles.iter().flat_map(|r| r.words.clone());
            let mut nations = roles.filter_map(|at| nation(walk, at)).peekable();
            nations.peek().is_some() && nations.all(|n| self.nation != Some(n))
        };
        let somebody = self.sort != Sort::Person || entity.personal > 0 || !entity.named || self.goes_on(walk, entity);
        somebody
            && (!told || entity.gender.any(self.gender))
            && (self.age.is_none() || entity.age.is_none() || entity.age == self.age)
            && !of_another(walk, self, entity)
            && !self
                .parent
                .is_some_and(|p| entity.roles.iter().any(|r| p.other(&walk.analysis.document.items[r.words.clone()])))
            && (self.calls(walk, entity) || self.may_mean(walk, entity) && (self.nation.is_none() || !foreign()))
    }

    /// Whether an entity of two names, of which no list has any, spoke last where the description tells a trait of somebody.
    fn goes_on(&self, walk: &Walk<'_, '_>, entity: &Entity) -> bool {
        let last = walk.spoke.last().filter(|last| walk.paragraph(self.number) - last.paragraph <= 1);
        let same = last.is_some_and(|last| std::ptr::eq(walk.cast.entity(last.entity), entity));
        same && self.told_trait.is_some() && entity.place == 0 && entity.words.words.len() > 1
    }

    /// Whether the article is known to call an entity so.
    pub(super) fn calls(&self, walk: &Walk<'_, '_>, entity: &Entity) -> bool {
        let body = self.sort == Sort::Body && entity.named;
        let words = || entity.roles.iter().flat_map(|r| r.words.clone());
        if let Some(parent) = self.parent {
            return entity.roles.iter().any(|r| parent.is(&walk.analysis.document.items[r.words.clone()]));
        }
        entity.roles.iter().any(|r| roles::same_office(r.office, self.office))
            || body && named_by(walk, entity, self.head)
            || body && self.press && is_press(walk, entity, self.head)
            || self.sort == Sort::Body && self.press && is_state_press(walk, entity)
            || self.sort == Sort::Body && entity.is_called(self.head) == Some(true)
            || self.party.is_some_and(|party| words().any(|at| member_of(walk, at, party)))
            || self.nation.is_some() && words().any(|at| nation(walk, at) == self.nation)
            || self.age.is_some() && entity.age == self.age
    }

    /// Whether an entity that the article does not call so can be meant by what everybody sees of it: the man, the
    /// 34-year-old, the company. A role that it has given to nobody is that of somebody new.
    pub(super) fn may_mean(&self, walk: &Walk<'_, '_>, entity: &Entity) -> bool {
        let mention = &walk.analysis.mentions[self.number];
        let former = || {
            mention.phrase.len() > 2
                && walk.analysis.document.word(mention.phrase.start() + 1).eq_ignore_ascii_case("former")
        };
        match self.sort {
            Sort::Person if self.told_trait.is_some() => entity.personal > 0 || self.goes_on(walk, entity),
            Sort::Person => {
                // The band's singer: whose it is tells who is meant.
                let document = walk.analysis.document;
                let mut owners = mention.phrase.items().filter(|&at| document.items[at].kind == TokenKind::Clitic);
                let outlet = WordClass::OUTLET | WordClass::OUTLET_WORD | WordClass::OUTLET_NOUN;
                // The channel's correspondent: nobody whom the article calls otherwise.
                let staff = document.is_any(mention.head, &rule_words::PRESS_STAFF);
                let outlets = staff && owners.clone().any(|at| at > 0 && document.items[at - 1].is(outlet));
                entity.personal > 0
                    && (entity.named || self.generic)
                    && (!self.tail || former())
                    && (!self.official || entity.named && former())
                    && !outlets
                    && !(words::is(document, mention.head, Class::TRAIT) && owners.next().is_some())
            }
            Sort::Body => {
                !self.tail
                    && self.generic
                    && entity.named
                    && entity.place == 0
                    && mention.phrase.items().filter(|&at| !traded(walk, at)).count() <= 3
                    && !is_land(walk, entity)
                    && !is_outlet(walk, entity)
                    && !(self.commercial && (is_office(walk, entity) || is_cause(walk, entity)))
            }
            Sort::People | Sort::Document => false,
        }
    }

    /// Asks of a candidate what its roles, its name and its earlier descriptions say of this one.
    pub(super) fn ask(&self, walk: &Walk<'_, '_>, candidate: &Candidate, out: &mut Answers) {
        use Question as Q;
        let mention = &walk.analysis.mentions[self.number];
        let entity = walk.cast.entity(candidate.id);
        let mut on = |question: Q, yes: bool| {
            if yes {
                out.push(question);
            }
        };
        let called = Called::of(walk, self, entity);
        on(Q::RoleSame, called.same && entity.named);
        on(Q::RoleSameShort, called.same && entity.named && self.short);
        on(Q::RoleWider, called.wider && !called.same);
        on(Q::DescribedSame, called.same && !entity.named);
        on(Q::HeadInName, called.in_name);
        on(Q::Press, called.press);
        let known = entity.is_called(self.head).filter(|_| self.sort == Sort::Body);
        on(Q::KnownSo, known == Some(true));
        on(Q::KnownOtherwise, known == Some(false));
        on(Q::Party, called.party);
        on(Q::NationSame, called.nation);
        on(Q::AgeSame, self.age.is_some() && entity.age == self.age);
        on(Q::AgeOther, self.age.is_some() && entity.age.is_none());
        let other = self.unknown(walk, entity);
        let same = modifiers(walk, mention.phrase.items(), mention.head).count() - other;
        on(Q::ModifierKnown, same > 0);
        on(Q::ModifierUnknown, same == 0 && other == 1);
        on(Q::ModifiersUnknown, same == 0 && other > 1);
        let unknown = !self.calls(walk, entity);
        on(Q::Generic, self.generic);
        on(Q::GenericSubject, self.generic && candidate.last.place == Place::Subject);
        on(Q::OfficeUnknown, unknown && self.official);
        on(Q::NounUnknown, unknown && !self.official && !self.generic);
        on(Q::SpokeUnknown, unknown && walk.spoke.last().is_some_and(|s| s.entity == candidate.id));
        on(Q::NoRole, unknown && entity.named && entity.roles.is_empty());
        on(Q::OtherOffice, unknown && entity.roles.iter().any(|role| role.rank <= roles::COPULA));
        on(Q::NounGender, self.gender != WordClass::NONE && entity.gender.any(self.gender));
        on(Q::IsLand, self.sort == Sort::Body && is_land(walk, entity));
        on(Q::IsOutlet, self.sort == Sort::Body && !self.press && is_outlet(walk, entity));
    }

    /// How many words before the noun are not known of an entity.
    pub(super) fn unknown(&self, walk: &Walk<'_, '_>, entity: &Entity) -> usize {
        let document = walk.analysis.document;
        let mention = &walk.analysis.mentions[self.number];
        let known = |word: u32| written(walk, entity, word);
        // R-Iowa: the Iowa Republican.
        let place = |word: u32| {
            let single = entity.roles.iter().filter(|r| r.words.len() == 1);
            let mut places = single.filter_map(|r| document.word(r.words.start).split_once('-'));
            places.any(|(_, place)| word_hash(&place.to_lowercase()) == word)
        };
        // The oil giant, the iPhone maker: nouns that say more of what everybody knows.
        let told = self.sort == Sort::Body && entity.is_called(self.head) == Some(true);
        let noun = |word: u32| {
            let land = WordClass::ADJECTIVE | WordClass::DEMONYM | WordClass::PLACE | WordClass::METONYM;
            told && document.items[mention.phrase.items()].iter().any(|i| i.hash == word && !i.is(land))
        };
        let modifiers = modifiers(walk, mention.phrase.items(), mention.head);
        modifiers.filter(|&word| !known(word) && !place(word) && !noun(word)).count()
    }

    /// Whether the article has every word before the noun as what a body is, or as its name: the mining company, where
    /// one is a mining group. What land it is of tells less.
    pub(super) fn told(&self, walk: &Walk<'_, '_>, entity: &Entity) -> bool {
        let mention = &walk.analysis.mentions[self.number];
        let land = WordClass::DEMONYM | WordClass::PLACE | WordClass::METONYM;
        let kind = |at: usize| !walk.analysis.document.items[at].is(land);
        let before = mention.phrase.start()..mention.head;
        self.sort == Sort::Body
            && before.clone().any(|at| kind(at) && modifiers(walk, at..at + 1, mention.head).next().is_some())
            && modifiers(walk, before, mention.head).all(|word| written(walk, entity, word))
    }

    /// Asks what speaks for somebody new; `held` says whether a candidate is known to be called so.
    pub(super) fn ask_new(&self, walk: &Walk<'_, '_>, held: bool, named: bool, out: &mut Answers) {
        use Question as Q;
        let document = walk.analysis.document;
        let mention = &walk.analysis.mentions[self.number];
        let mut on = |question: Q, yes: bool| {
            if yes {
                out.push(question);
            }
        };
        let relative = relative(walk, self.number);
        on(Q::NewShort, self.short);
        on(Q::NewTail, self.tail);
        on(Q::NewRelative, relative);
        on(Q::NewSpeaks, walk.speaks[self.number]);
        on(Q::NewHeld, held && named);
        on(Q::NewCalled, held && !named);
        on(Q::NewOffice, self.official);
        on(Q::NewGeneric, self.generic);
        on(Q::NewModified, modifiers(walk, mention.core.items(), mention.head).next().is_some());
        let first = document.word(mention.phrase.start());
        on(Q::NewDemonstrative, !first.eq_ignore_ascii_case("the"));
    }
}

/// Whether a word stands in what the article says that somebody is, or in the name; of a body, in the singular as well:
/// Barr Productions, the production company.
pub(super) fn written(walk: &Walk<'_, '_>, entity: &Entity, word: u32) -> bool {
    let document = walk.analysis.document;
    let singular = |at: usize| {
        let stem = document.word(at).strip_suffix('s').filter(|_| entity.sort == Sort::Body);
        stem.is_some_and(|stem| word_hash(&stem.to_lowercase()) == word)
    };
    let mut words = entity.roles.iter().map(|role| &role.words).chain(&entity.parts).flat_map(Clone::clone);
    words.any(|at| document.items[at].hash == word || singular(at))
}

/// Whether a word names the party whose member the other one is: Democratic, Democrat.
pub(super) fn member_of(walk: &Walk<'_, '_>, at: usize, member: usize) -> bool {
    let member = walk.analysis.document.word(member);
    walk.analysis.document.word(at).get(..member.len()).is_some_and(|stem| stem.eq_ignore_ascii_case(member))
}

/// What an entity is known to be called, as far as a description asks for it.
pub(super) struct Called {
    same: bool,
    wider: bool,
    in_name: bool,
    press: bool,
    party: bool,
    nation: bool,
}

impl Called {
    pub(super) fn of(walk: &Walk<'_, '_>, description: &Description, entity: &Entity) -> Called {
        let items = &walk.analysis.document.items;
        let office = description.office;
        let words = || entity.roles.iter().flat_map(|r| r.words.clone());
        let body = description.sort == Sort::Body && entity.named;
        Called {
            same: entity.roles.iter().any(|r| office.0 != 0 && r.office.0 == office.0),
            wider: entity.roles.iter().any(|r| roles::same_office(r.office, office)),
            in_name: body && entity.words.words.iter().any(|w| items[w.at].hash == description.head),
            press: body && description.press && is_press(walk, entity, description.head),
            party: description.party.is_some_and(|party| words().any(|at| member_of(walk, at, party))),
            nation: description.nation.is_some() && words().any(|at| nation(walk, at) == description.nation),
        }
    }
}

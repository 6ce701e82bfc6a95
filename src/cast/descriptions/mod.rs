//! Descriptions: the minister, the company, the 34-year-old.
//!
//! Takes a description and the walk so far, gives the person or body that it stands for: one who has that title or role,
//! a body whose name has that noun, an earlier and longer description. A description that stands for nobody named is
//! somebody of its own.

mod author;
mod domain;
mod known;
mod named;
mod owned;
mod parent;
mod sorts;
mod traits;

use super::clusters::{Entity, Role, Sort, gender_of};
use super::discourse::{Form, Place, Referent, Walk, place, sort_of};
use super::names::{NameWords, without_article};
use super::ranking::{Asked, Candidate, Choice, choose, gather};
use super::weights::Task;
use super::{pairs, roles};
use crate::attribution::subject::says_more;
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use crate::lexicon::rule_words::{self, KEPT_BACK_BEHIND};
use crate::lexicon::set::listed;
use crate::mention::{Mention, MentionKind};
use author::author;
use domain::Domain;
use known::{Description, modifiers};
use named::{named_next, only_holder, only_named, subject_next, told_later};
use owned::{apposed, possession, pronoun_owner, relation, trading};
use smallvec::{SmallVec, smallvec};
pub(crate) use traits::age;

/// Finds whom a description stands for, and notes the land, trait or age that it tells of somebody: the Turkish minister, the
/// retired teacher, the 34-year-old.
pub(super) fn resolve(walk: &mut Walk<'_, '_>, number: usize) -> Choice {
    let found = find(walk, number);
    let mention = &walk.analysis.mentions[number];
    if let Referent::Entity(id) = found.referent
        && mention.kind == MentionKind::Person
        && walk.cast.entity(id).named
    {
        let told = traits::read(walk, number);
        if told.is_some() || !Domain::read(walk, mention.phrase.items(), mention.head).is_empty() {
            let words = without_article(walk.analysis.document, mention.phrase.items());
            let office = roles::office(walk.analysis.document, mention.head);
            roles::note(&mut walk.cast, id, Role { words, office, rank: u8::MAX });
        }
        let entity = &mut walk.cast.entities[id as usize];
        entity.age = entity.age.or(told.and_then(|told| told.age));
    }
    found
}

fn find(walk: &mut Walk<'_, '_>, number: usize) -> Choice {
    let mention = &walk.analysis.mentions[number];
    if let Some(found) = pairs::resolve(walk, number) {
        return sure(Referent::Entity(found));
    }
    if let Some(referent) = predicate(walk, number) {
        return sure(referent);
    }
    if let Some(id) = relation(walk, number) {
        return sure(Referent::Entity(id));
    }
    let Some(sort) = sort_of(walk.analysis, mention) else {
        return sure(if walk.speaks[number] { introduce(walk, number, Sort::Body) } else { Referent::Nobody });
    };
    let sort = if sort == Sort::Person && trading(walk, number) { Sort::Body } else { sort };
    if sort == Sort::Body
        && let Some(id) = apposed(walk, number)
    {
        return sure(Referent::Entity(id));
    }
    // The Haro campaign says itself whose it is.
    let owned =
        sort == Sort::Body && possession(walk, number, None).is_some_and(|key| walk.possessions.contains_key(&key));
    if sort == Sort::Document
        && let Some(id) = author::signed(walk, number)
    {
        return sure(Referent::Entity(id));
    }
    if definite(walk, mention) && !owned {
        if sort == Sort::Document
            && let Some(id) = author(walk, number)
        {
            return Choice { referent: Referent::Entity(id), probability: AUTHOR };
        }
        let found = ranked(walk, number, sort);
        if found.referent != Referent::Nobody {
            return found;
        }
        return Choice { referent: own(walk, number, sort), ..found };
    }
    sure(own(walk, number, sort))
}

/// Whom a phrase means that only says what or how many somebody is: Haro was one of those who came; most were angry; Haro
/// was named man of the match.
fn predicate(walk: &Walk<'_, '_>, number: usize) -> Option<Referent> {
    let analysis = walk.analysis;
    let mention = &analysis.mentions[number];
    let first = mention.phrase.start();
    let is = |at: usize, class: WordClass| analysis.item(at).is(class);
    if walk.speaks[number] {
        return None;
    }
    if mention.phrase.len() == 1 && is(first, WordClass::QUANTIFIER) {
        return Some(Referent::Nobody);
    }
    let named = |at: usize| analysis.document.is_any(at, &rule_words::APPOINTED);
    let be =
        first.checked_sub(1).map(|at| at - usize::from(at > 0 && named(at))).filter(|&at| is(at, WordClass::BE))?;
    let indefinite = !definite(walk, mention) && !is(first, WordClass::POSSESSIVE);
    if !indefinite || mention.kind != MentionKind::Person {
        return None;
    }
    // Kamp, one of the founders, was: behind an aside the first of the sentence.
    let comma = |at: usize| analysis.item(at).kind == TokenKind::Comma;
    let first = || analysis.mentions_of(mention.sentence).next();
    let parted = || first().filter(|&m| be > 0 && comma(be - 1) && comma(analysis.mentions[m].phrase.end()));
    let Some(subject) = analysis.ending(mention.sentence, be).or_else(parted) else {
        // Haro scored and was named man of the match: nobody new all the same.
        return named(be + 1).then_some(Referent::Nobody);
    };
    match walk.referent[subject] {
        Referent::Entity(id) if walk.cast.entity(id).sort == Sort::Person => Some(Referent::Entity(id)),
        _ => None,
    }
}

/// How likely a letter speaks for the one who wrote, as it is taken to.
const AUTHOR: f32 = 0.8;

/// What no ranking was needed for.
fn sure(referent: Referent) -> Choice {
    Choice { referent, probability: 1.0 }
}

/// Whom a description that recalls nobody introduces, or names by its own words.
fn own(walk: &mut Walk<'_, '_>, number: usize, sort: Sort) -> Referent {
    let mention = &walk.analysis.mentions[number];
    if sort == Sort::Person
        && let Some(id) = told_later(walk, number)
    {
        return Referent::Entity(id);
    }
    if sort == Sort::Body
        && let Some(id) = only_named(walk, number)
    {
        return Referent::Entity(id);
    }
    // "took office": a bare noun introduces nobody.
    if sort == Sort::Body && mention.phrase.len() == 1 && !walk.speaks[number] && !mention.possessive {
        let item = &walk.analysis.document.items[mention.head];
        if !item.capital && !item.is(WordClass::GROUP | WordClass::PERSONS) {
            return Referent::Nobody;
        }
    }
    if sort == Sort::Person
        && let Some(id) =
            named_next(walk, number).or_else(|| only_holder(walk, number)).or_else(|| subject_next(walk, number))
    {
        return Referent::Entity(id);
    }
    let owner = pronoun_owner(walk, number);
    let Some(key) = possession(walk, number, owner).filter(|_| sort == Sort::Body) else {
        return introduce(walk, number, sort);
    };
    if let Some(&id) = walk.possessions.get(&key) {
        // The fullest form: Anna Haro's campaign, not Haro's campaign.
        let words = without_article(walk.analysis.document, mention.phrase.items());
        let items = &walk.analysis.document.items;
        let mut own = words.start..words.end - 1;
        let names = own.all(|at| items[at].capital || items[at].kind == TokenKind::Clitic);
        let entity = &mut walk.cast.entities[id as usize];
        if owner.is_none()
            && names
            && (entity.of.is_some() || entity.parts.first().is_some_and(|p| p.len() < words.len()))
        {
            entity.parts = smallvec![words];
            entity.of = None;
        }
        return Referent::Entity(id);
    }
    let introduced = introduce(walk, number, sort);
    if let Referent::Entity(id) = introduced {
        walk.cast.entities[id as usize].of = owner;
        walk.possessions.insert(key, id);
    }
    introduced
}

/// Whether the description recalls somebody: the, this, that.
fn definite(walk: &Walk<'_, '_>, mention: &Mention) -> bool {
    let document = walk.analysis.document;
    let first = &document.items[mention.phrase.start()];
    !first.upper
        && listed!["the", "this", "that", "these", "those"].may_hold(first.hash)
        && matches!(
            document.word(mention.phrase.start()),
            "the" | "The" | "this" | "This" | "that" | "That" | "these" | "These" | "those" | "Those"
        )
}

/// The most words of a clause that tells which people are meant: before their verb, and behind it.
const CLAUSE: [usize; 2] = [14, 8];

/// The end of a description of people that speaks with the clause that says which, where nothing else does: residents who
/// stayed behind, others who left. What a participle says of a text (a letter seen by Reuters) is no part of its name.
pub(super) fn with_clause(walk: &Walk<'_, '_>, number: usize) -> usize {
    let document = walk.analysis.document;
    let mention = &walk.analysis.mentions[number];
    let end = mention.phrase.end();
    // The clause's own pronoun may be what stands nearest to the verb: residents who stayed behind said.
    let behind = walk.analysis.mentions.get(number + 1).filter(|m| m.kind == MentionKind::Relative);
    let relative = behind.filter(|m| m.phrase.start() == end).and_then(|_| walk.cue_of[number + 1]);
    let Some(cue) = walk.cue_of[number].or(relative).map(|c| &walk.analysis.cues[c as usize].group) else { return end };
    if !matches!(mention.kind, MentionKind::Person | MentionKind::People | MentionKind::Pronoun) {
        return end;
    }
    let bare = || {
        let those = document.is_any_case(mention.phrase.start(), listed!["those"]);
        // two of those who stayed behind, some of the men who left
        let part = document.is_any(end - 1, listed!["those"])
            || document.items[mention.phrase.start()].is(WordClass::QUANTIFIER | WordClass::NUMBER)
                && document.is_any(mention.phrase.start() + 1, listed!["of"]);
        part || (those || !definite(walk, mention))
            && modifiers(walk, mention.core.items(), mention.head).next().is_none()
    };
    let clause = document.is_any(end, listed!["who"]) && bare();
    let sentence = &document.sentences[mention.sentence].items;
    let before = cue.start > end;
    let most = CLAUSE[usize::from(!before)];
    let stops = |at: &usize| {
        let item = &document.items[*at];
        item.is_quote() || !matches!(item.kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic)
    };
    let stop = (end..sentence.end).find(stops).unwrap_or(sentence.end);
    let stop = if before { (stop >= cue.start).then_some(cue.start) } else { Some(stop) };
    // "who asked not to be named" tells nobody who is meant.
    let kept_back = |stop: usize| (end..stop).any(|at| document.is_any_case(at, &KEPT_BACK_BEHIND));
    match stop {
        Some(stop) if clause && (2..=most).contains(&(stop - end)) && cue.start != end && !kept_back(stop) => stop,
        _ => end,
    }
}

/// A description as somebody of its own.
pub(super) fn introduce(walk: &mut Walk<'_, '_>, number: usize, sort: Sort) -> Referent {
    let analysis = walk.analysis;
    let mention = &analysis.mentions[number];
    let words = without_article(analysis.document, mention.phrase.items());
    let whole = without_article(analysis.document, mention.phrase.start()..with_clause(walk, number));
    let gender = gender_of(analysis.document, mention.head..mention.head + 1);
    let id = walk.cast.add(Entity {
        gender,
        told: gender != WordClass::NONE,
        roles: smallvec![Role { words, office: roles::office(analysis.document, mention.head), rank: u8::MAX }],
        personal: if sort == Sort::Person { 1 } else { 0 },
        ..Entity::new(smallvec![whole], NameWords::default(), sort, mention.sentence)
    });
    Referent::Entity(id)
}

/// How many are known by their role, at most, beside those that were seen of late.
const HOLDERS: usize = 6;

/// What a description of a sort is asked for.
fn task(sort: Sort) -> Task {
    match sort {
        Sort::Person => Task::Person,
        Sort::Body => Task::Body,
        Sort::People | Sort::Document => Task::Others,
    }
}

/// Those whom a description fits: those seen of late, and those who hold the role.
fn holders(walk: &Walk<'_, '_>, paragraph: usize, description: &Description) -> SmallVec<[Candidate; 8]> {
    let mut candidates = gather(walk, paragraph, |_, entity| description.fits(walk, entity));
    let near = candidates.len();
    for seen in walk.lately() {
        if candidates.len() >= near + HOLDERS {
            break;
        }
        let entity = walk.cast.entity(seen.entity);
        if candidates.iter().all(|c| c.id != seen.entity)
            && description.fits(walk, entity)
            && description.calls(walk, entity)
        {
            let subject = (seen.place == Place::Subject).then_some(*seen);
            candidates.push(Candidate { id: seen.entity, last: *seen, subject, seen: 1 });
        }
    }
    // Varn Hill wrote to the board in a letter seen by the Post. The company: no paper that the words only came through.
    if description.commercial {
        candidates.retain(|c| c.subject.is_some() || !sorts::is_outlet(walk, walk.cast.entity(c.id)));
    }
    candidates
}

/// Whom a definite description recalls: those seen of late, and those who hold the role, however far back.
fn ranked(walk: &mut Walk<'_, '_>, number: usize, sort: Sort) -> Choice {
    let mention = &walk.analysis.mentions[number];
    let description = Description::read(walk, number, sort);
    let paragraph = walk.paragraph(number);
    let mut candidates = holders(walk, paragraph, &description);
    // "She was told by the clerk": whoever is told is not who tells.
    if told_by(walk, number) {
        candidates.retain(|c| c.last.sentence != mention.sentence || c.last.place != Place::Subject);
    }
    // Where one is called so by the article, nobody else is meant.
    let called = |c: &Candidate| description.calls(walk, walk.cast.entity(c.id));
    let held = candidates.iter().any(called);
    let known = |c: &Candidate| description.unknown(walk, walk.cast.entity(c.id)) == 0;
    if sort == Sort::People || sort == Sort::Document {
        candidates.retain(|c| known(c));
    }
    let told = |c: &Candidate| description.told(walk, walk.cast.entity(c.id));
    if candidates.iter().any(told) {
        candidates.retain(|c| told(c));
    }
    let named = candidates.iter().any(|c| walk.cast.entity(c.id).named);
    let relative = relative(walk, number);
    traits::likeliest(walk, &description, &mut candidates);
    let certain = candidates.iter().any(|c| called(c) && known(c));
    if certain {
        candidates.retain(|c| called(c));
    } else if relative && sort == Sort::Person && description.parent.is_none() {
        // "the woman whose son drowned" says who is meant: nobody of whom that has not been told.
        candidates.clear();
    }
    let doubt = candidates.len() > 1
        && alike(walk, &candidates[0], &candidates[1])
        && known(&candidates[0]) == known(&candidates[1]);
    let new = (!certain || relative || description.tail) && (relative || !recalls(walk, &description));
    let place = if walk.speaks[number] { Place::Subject } else { place(walk.analysis, mention) };
    let asked = Asked {
        task: task(sort),
        from: mention.phrase.start(),
        at: mention.head,
        sentence: mention.sentence,
        paragraph,
        place,
        gender: description.gender,
        reflexive: false,
        speaks: walk.speaks[number],
    };
    let mut found = choose(walk, &asked, &candidates, new, |walk, candidate, out| match candidate {
        Some(candidate) => description.ask(walk, candidate, out),
        None => description.ask_new(walk, held, named, out),
    });
    match found.referent {
        // Two who were introduced in one breath: nothing decides.
        Referent::Entity(_) if certain && doubt => found.referent = Referent::Ambiguous,
        // Where two come out alike the words stand for themselves.
        Referent::Ambiguous => found.referent = Referent::Nobody,
        _ => {}
    }
    found
}

/// Whether a clause or a participle behind a description says who is meant: the clerk who sold it, the clerk accused of it;
/// not "the envoy dismissed reports", where it is the verb.
fn relative(walk: &Walk<'_, '_>, number: usize) -> bool {
    let end = walk.analysis.mentions[number].phrase.end();
    let verb = walk.cue_of[number].is_some_and(|cue| walk.analysis.cues[cue as usize].group.start == end);
    !verb && says_more(walk.analysis, end)
}

/// Whether a description never brings in anybody: one that tells but a trait, "the company".
fn recalls(walk: &Walk<'_, '_>, description: &Description) -> bool {
    let head = walk.analysis.mentions[description.number].head;
    let firm = description.short && walk.analysis.document.is_any(head, &rule_words::COMPANY);
    description.told_trait.is_some() || firm
}

/// Whether a mention is the agent of a passive cue: was told by the clerk.
fn told_by(walk: &Walk<'_, '_>, number: usize) -> bool {
    let at = walk.analysis.mentions[number].phrase.start();
    let by = at.checked_sub(1).is_some_and(|n| walk.analysis.document.is_any(n, listed!["by"]));
    by && walk.cue_of[number].is_some_and(|cue| walk.analysis.cues[cue as usize].passive)
}

/// Whether two were last named in one sentence, as often as each other, and neither has spoken since.
fn alike(walk: &Walk<'_, '_>, a: &Candidate, b: &Candidate) -> bool {
    let spoke = |id: u32| walk.spoke.iter().rev().take(2).any(|s| s.entity == id);
    let named = |c: &Candidate| walk.cast.entity(c.id).named && c.last.form == Form::Name;
    let count = |c: &Candidate| walk.cast.entity(c.id).count;
    a.last.sentence == b.last.sentence && named(a) && named(b) && !spoke(a.id) && !spoke(b.id) && count(a) == count(b)
}

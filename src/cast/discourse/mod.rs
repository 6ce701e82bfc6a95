//! Who is spoken of, mention by mention.
//!
//! Takes the cast and walks the document once, in order: remembers who was mentioned last and how, who spoke last, and
//! gives for every mention the entity that it stands for, or the doubt that stays. The look-back is bounded, so that
//! time grows linearly.

mod place;
mod recalled;

pub(in crate::cast) use place::{place, sort_of};

use crate::attribution::{Analysis, Attribution};
use crate::cast::clusters::{Cast, Sort};
use crate::cast::names::{key, key_of};
use crate::cast::ranking::{Choice, Decision};
use crate::cast::weights::Weights;
use crate::cast::{asides, descriptions, joint, pairs, pronouns, roles};
use crate::lexicon::{CueClass, WordClass};
use crate::mention::MentionKind;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::ops::Range;

/// How a mention stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cast) enum Place {
    /// Subject of its clause
    Subject,
    /// Object
    Object,
    /// Behind a preposition
    Oblique,
    /// Part of another phrase: Haro's lawyer
    Modifier,
}

/// By what words somebody was mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cast) enum Form {
    /// By name
    Name,
    /// he
    Pronoun,
    /// the minister
    Description,
}

/// A mention that was read already.
#[derive(Clone, Copy, Debug)]
pub(in crate::cast) struct Seen {
    /// Whom it stands for.
    pub entity: u32,
    /// Its sentence.
    pub sentence: usize,
    /// Its paragraph.
    pub paragraph: usize,
    /// How it stands.
    pub place: Place,
    /// Whether it is the first of its sentence.
    pub first: bool,
    /// By what words.
    pub form: Form,
    /// Its head, as an item.
    pub at: u32,
}

/// What a mention was found to stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cast) enum Referent {
    /// Nobody was looked for, or nobody was found.
    Nobody,
    /// This entity.
    Entity(u32),
    /// Several, and nothing decides between them.
    Ambiguous,
}

/// A speaker of an attribution that was read already.
#[derive(Clone, Copy, Debug)]
pub(in crate::cast) struct Spoke {
    /// Who.
    pub entity: u32,
    /// In which paragraph.
    pub paragraph: usize,
    /// In which sentence.
    pub sentence: usize,
    /// Whom the words were said to.
    pub addressee: Option<u32>,
    /// Whether it was a question.
    pub asked: bool,
}

/// The state of the walk.
pub(in crate::cast) struct Walk<'w, 'd> {
    pub analysis: &'w Analysis<'d>,
    pub cast: Cast,
    /// What the answers weigh that choose an antecedent.
    pub weights: &'w Weights,
    /// Whether every pronoun is of interest, not only what tells who speaks.
    pub thorough: bool,
    /// The choices that were made, where they are to be learned from.
    pub decisions: Option<Vec<Decision>>,
    /// Whom the pronouns stand for that are no mentions: the items, in order.
    pub possessors: Vec<(u32, Choice)>,
    pub seen: Vec<Seen>,
    /// The last place in `seen` of every entity that was seen, in order; of those seen long ago older places too.
    recent: Vec<u32>,
    /// The last place in `seen` of every entity.
    last_seen: Vec<u32>,
    pub spoke: Vec<Spoke>,
    pub referent: Vec<Referent>,
    /// How likely each is right, 0 to 1.
    pub sure: Vec<f32>,
    /// Entities that were named as a pair, the lesser number first.
    pub pairs: FxHashSet<(u32, u32)>,
    /// Those who speak together, by the last of them.
    pub together: FxHashMap<usize, SmallVec<[usize; 4]>>,
    /// Bodies that are somebody's, by owner and noun: Haro's campaign.
    pub possessions: FxHashMap<(u32, u32), u32>,
    /// Mentions that stand for their possessor: her comment.
    pub owned: FxHashSet<usize>,
    /// Whether a mention is the speaker of an attribution.
    pub speaks: Vec<bool>,
    /// For a mention that speaks, the last cue it speaks with.
    pub cue_of: Vec<Option<u32>>,
    /// For a mention that speaks, the first attribution in which it does.
    said_by: Vec<Option<u32>>,
    attributions: &'w [Attribution],
}

/// How many words of what somebody says are looked at.
const MOST_WORDS: usize = 200;

/// How many mentions back an antecedent is looked for.
pub(in crate::cast) const LOOK_BACK: usize = 40;

/// How many mentions back somebody with a role is looked for.
const FAR_BACK: usize = 4 * LOOK_BACK;

/// Reads all mentions.
pub(in crate::cast) fn walk<'w, 'd>(
    analysis: &'w Analysis<'d>,
    cast: Cast,
    attributions: &'w [Attribution],
    how: How<'w>,
) -> Walk<'w, 'd> {
    let mut speaks = vec![false; analysis.mentions.len()];
    let mut cue_of = vec![None; analysis.mentions.len()];
    let mut said_by = vec![None; analysis.mentions.len()];
    let mut together = FxHashMap::default();
    for (n, attribution) in attributions.iter().enumerate() {
        if let Some(m) = attribution.speaker {
            let m = asides::owner(analysis, attribution, m);
            speaks[m] = true;
            let group = joint::joint(analysis, &cast, attribution, m);
            if group.len() > 1 {
                together.insert(group[group.len() - 1], group);
            }
            said_by[m].get_or_insert(n as u32);
            if let Some(cue) = attribution.cue {
                cue_of[m] = Some(cue as u32);
            }
        }
    }
    let mut walk = Walk {
        analysis,
        cast,
        weights: how.weights,
        thorough: how.thorough,
        decisions: how.learning.then(Vec::new),
        possessors: Vec::new(),
        seen: Vec::with_capacity(analysis.mentions.len()),
        recent: Vec::with_capacity(analysis.mentions.len()),
        last_seen: Vec::new(),
        spoke: Vec::with_capacity(attributions.len()),
        referent: vec![Referent::Nobody; analysis.mentions.len()],
        sure: vec![1.0; analysis.mentions.len()],
        pairs: FxHashSet::default(),
        together,
        possessions: FxHashMap::default(),
        owned: FxHashSet::default(),
        speaks,
        cue_of,
        said_by,
        attributions,
    };
    let mut at = 0;
    let mut sentence = 0;
    for number in 0..analysis.mentions.len() {
        let until = analysis.mentions[number].phrase.start() + 1;
        walk.possessives(at..until, &mut sentence);
        at = at.max(until);
        walk.read(number);
    }
    walk.possessives(at..analysis.document.items.len(), &mut sentence);
    walk
}

/// How the walk is made.
#[derive(Clone, Copy, Debug)]
pub(in crate::cast) struct How<'w> {
    /// What the answers weigh.
    pub weights: &'w Weights,
    /// See [`Walk::thorough`].
    pub thorough: bool,
    /// Whether the choices are kept.
    pub learning: bool,
}

impl Walk<'_, '_> {
    /// Reads the pronouns among some items that are no mentions: his, herself.
    fn possessives(&mut self, items: Range<usize>, sentence: &mut usize) {
        let document = self.analysis.document;
        for at in items {
            let item = &document.items[at];
            if !item.is(WordClass::POSSESSIVE | WordClass::REFLEXIVE)
                || !pronouns::inside_phrase(item, document.word(at))
            {
                continue;
            }
            while document.sentences.get(*sentence + 1).is_some_and(|next| next.items.start <= at) {
                *sentence += 1;
            }
            let choice = pronouns::possessor(self, at, *sentence);
            if let Referent::Entity(id) = choice.referent {
                self.see(id, at, *sentence, Place::Modifier, Form::Pronoun, false);
            }
            self.possessors.push((at as u32, choice));
        }
    }

    /// The capitalised words inside what a mention says, as they are compared in names: nobody speaks of himself so.
    pub(in crate::cast) fn names_in_words(&self, number: usize) -> SmallVec<[u32; 8]> {
        let document = self.analysis.document;
        let mut names = SmallVec::new();
        let Some(attribution) = self.said_by[number].map(|a| &self.attributions[a as usize]) else { return names };
        for at in attribution.content.iter().cloned().flatten().take(MOST_WORDS) {
            let item = &document.items[at];
            if item.is_quote() {
                let tokens = document.inside(item).iter().take(MOST_WORDS).filter(|token| token.capital);
                names.extend(tokens.map(|token| key_of(token.text(document.text()), token.hash)));
            } else if item.capital {
                names.push(key(document, at));
            }
        }
        names
    }

    /// The mentions that speak behind one, in their order, each as often as it speaks.
    pub(in crate::cast) fn speakers_behind(&self, number: usize) -> impl Iterator<Item = usize> + '_ {
        let first = self.said_by[number].map_or(self.attributions.len(), |n| n as usize + 1);
        let rest = self.attributions.get(first..).unwrap_or_default();
        rest.iter().filter_map(|attribution| attribution.speaker).filter(move |&m| m > number)
    }

    /// Whom the pronoun at an item stands for that is no mention.
    pub(in crate::cast) fn possessor(&self, at: usize) -> Referent {
        let found = self.possessors.binary_search_by_key(&(at as u32), |(at, _)| *at);
        found.map_or(Referent::Nobody, |n| self.possessors[n].1.referent)
    }

    fn read(&mut self, number: usize) {
        let analysis = self.analysis;
        let mention = &analysis.mentions[number];
        for n in 0..self.cast.inside(number).len() {
            self.push(self.cast.inside(number)[n].0, number, Place::Modifier);
        }
        let referent = match mention.kind {
            MentionKind::Name | MentionKind::Body => self.name(number),
            MentionKind::Pronoun => self.chosen(number, pronouns::resolve),
            MentionKind::Relative => self.antecedent(number),
            _ => match self.cast.of[number] {
                Some(id) => Referent::Entity(id),
                None => match self.owner(number) {
                    Some(id) => {
                        self.owned.insert(number);
                        Referent::Entity(id)
                    }
                    None => self.chosen(number, descriptions::resolve),
                },
            },
        };
        self.referent[number] = referent;
        if let (MentionKind::Pronoun, Referent::Entity(id)) = (mention.kind, referent)
            && self.cast.entity(id).sort == Sort::Person
        {
            roles::told(analysis, &mut self.cast, id, number);
        }
        pairs::note(self, number);
        if let Referent::Entity(id) = referent {
            let place = if self.speaks[number] { Place::Subject } else { place(analysis, mention) };
            self.push(id, number, place);
            if self.speaks[number] {
                let paragraph = self.paragraph(number);
                let addressee = self.addressee_of(number);
                let asked = self.cue_of[number].is_some_and(|c| analysis.cues[c as usize].class == CueClass::Ask);
                self.spoke.push(Spoke { entity: id, paragraph, sentence: mention.sentence, addressee, asked });
            }
        }
    }

    /// Makes a choice and notes how sure it is.
    fn chosen(&mut self, number: usize, choose: impl Fn(&mut Self, usize) -> Choice) -> Referent {
        let choice = choose(self, number);
        self.sure[number] = choice.probability;
        choice.referent
    }

    pub(in crate::cast) fn push(&mut self, entity: u32, mention: usize, place: Place) {
        let sentence = self.analysis.mentions[mention].sentence;
        let first = mention == 0 || self.analysis.mentions[mention - 1].sentence != sentence;
        let form = match self.analysis.mentions[mention].kind {
            _ if place == Place::Modifier => Form::Name,
            MentionKind::Name | MentionKind::Body => Form::Name,
            MentionKind::Pronoun | MentionKind::Relative => Form::Pronoun,
            _ => Form::Description,
        };
        self.see(entity, self.analysis.mentions[mention].head, sentence, place, form, first);
    }

    /// Notes that somebody is mentioned at an item.
    fn see(&mut self, entity: u32, at: usize, sentence: usize, place: Place, form: Form, first: bool) {
        let paragraph = self.analysis.document.sentences[sentence].paragraph;
        if self.last_seen.len() < self.cast.entities.len() {
            self.last_seen.resize(self.cast.entities.len(), u32::MAX);
        }
        let now = self.seen.len() as u32;
        let before = std::mem::replace(&mut self.last_seen[entity as usize], now);
        let near = self.recent.len().saturating_sub(FAR_BACK);
        if let Ok(at) = self.recent[near..].binary_search(&before) {
            self.recent.remove(near + at);
        }
        self.recent.push(now);
        self.seen.push(Seen { entity, sentence, paragraph, place, first, form, at: at as u32 });
    }

    /// The person right behind the cue of a speaker: told Haro, asked Haro.
    pub(in crate::cast) fn addressee_of(&self, number: usize) -> Option<u32> {
        let analysis = self.analysis;
        let cue = &analysis.cues[self.cue_of[number]? as usize];
        let mentions = &analysis.mentions;
        let at = mentions.partition_point(|m| m.phrase.start() < cue.group.end);
        let next = mentions.get(at).filter(|m| m.phrase.start() == cue.group.end && at != number)?;
        let told =
            matches!(cue.class, CueClass::Tell | CueClass::Ask | CueClass::Urge | CueClass::Promise | CueClass::Accuse);
        if !told || next.sentence != cue.sentence {
            return None;
        }
        match self.referent[at] {
            Referent::Entity(id) => Some(id),
            _ => self.cast.of[at],
        }
    }

    /// Everybody who was seen of late, each where they were seen last, the last one first.
    pub(in crate::cast) fn lately(&self) -> impl Iterator<Item = &Seen> {
        let first = self.seen.len().saturating_sub(FAR_BACK);
        self.recent.iter().rev().map(|&at| at as usize).take_while(move |&at| at >= first).map(|at| &self.seen[at])
    }

    /// Whether an entity was seen at a place in `seen` and nowhere behind it.
    #[inline]
    pub(in crate::cast) fn is_last(&self, at: usize) -> bool {
        self.last_seen[self.seen[at].entity as usize] as usize == at
    }

    /// The paragraph of a mention.
    pub(in crate::cast) fn paragraph(&self, number: usize) -> usize {
        self.analysis.document.sentences[self.analysis.mentions[number].sentence].paragraph
    }
}

//! Pronouns: he, she, they, it, I.
//!
//! Takes a pronoun and the walk so far, gives its antecedent: whoever agrees in gender and number and was last in the
//! foreground. Speakers of the quotations before and subjects count most; a name that stands only inside quotation marks
//! is no candidate, because it is no mention. Where two fit alike the answer is a doubt, not a guess.

use super::clusters::{Entity, Sort};
use super::discourse::{LOOK_BACK, Place, Referent, Walk};
use crate::lexicon::WordClass;
use crate::mention::MentionKind;

/// What a pronoun asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    /// he, she: a person of that gender
    One(WordClass),
    /// it
    Thing,
    /// they
    Several,
}

/// Two candidates nearer to each other than this leave a doubt.
const MARGIN: f32 = 0.25;

/// How far ahead, in mentions, a name is looked for when nobody came before.
const LOOK_AHEAD: usize = 12;

/// Finds the antecedent of the possessive pronoun that a mention begins with.
pub(super) fn possessor(walk: &Walk<'_, '_>, number: usize) -> Referent {
    let start = walk.analysis.mentions[number].phrase.start;
    let wanted = match walk.analysis.document.word(start).to_ascii_lowercase().as_str() {
        "his" => Wanted::One(WordClass::MALE),
        "her" => Wanted::One(WordClass::FEMALE),
        _ => return Referent::Nobody,
    };
    best(walk, number, wanted)
}

/// Finds the antecedent of a pronoun.
pub(super) fn resolve(walk: &mut Walk<'_, '_>, number: usize) -> Referent {
    let mention = &walk.analysis.mentions[number];
    let item = &walk.analysis.document.items[mention.head];
    let word = walk.analysis.document.word(mention.head).to_ascii_lowercase();
    let wanted = match word.as_str() {
        "he" | "him" | "his" | "himself" => Wanted::One(WordClass::MALE),
        "she" | "her" | "hers" | "herself" => Wanted::One(WordClass::FEMALE),
        "it" | "its" | "itself" if walk.speaks[number] => Wanted::Thing,
        "they" | "them" | "their" | "themselves" if walk.speaks[number] => Wanted::Several,
        _ => return Referent::Nobody,
    };
    debug_assert!(item.is_word());
    let found = best(walk, number, wanted);
    if let (Referent::Entity(id), Wanted::One(gender)) = (found, wanted) {
        let entity = &mut walk.cast.entities[id as usize];
        if entity.gender == WordClass::NONE {
            entity.gender = gender;
        }
        entity.personal += 1;
    }
    if found == Referent::Nobody { ahead(walk, number, wanted) } else { found }
}

fn best(walk: &Walk<'_, '_>, number: usize, wanted: Wanted) -> Referent {
    let sentence = walk.analysis.mentions[number].sentence;
    let paragraph = walk.paragraph(number);
    let mut scores: Vec<(u32, f32)> = Vec::new();
    for seen in walk.seen.iter().rev().take(LOOK_BACK) {
        let entity = walk.cast.entity(seen.entity);
        let Some(mut score) = fits(entity, wanted) else { continue };
        let back = sentence - seen.sentence;
        let paragraphs = paragraph - seen.paragraph;
        if paragraphs > 5 {
            break;
        }
        score -= 0.5 * back.min(6) as f32;
        score -= 0.5 * paragraphs as f32;
        score += match seen.place {
            Place::Subject => 1.2,
            Place::Object => 0.0,
            Place::Oblique => -0.3,
            Place::Modifier => -0.6,
        };
        match scores.iter_mut().find(|(id, _)| *id == seen.entity) {
            Some((_, best)) => *best = best.max(score),
            None => scores.push((seen.entity, score)),
        }
    }
    for (id, score) in &mut scores {
        *score += 0.2 * (1.0 + walk.cast.entity(*id).count as f32).ln();
    }
    if let Some(last) = walk.spoke.last() {
        let near = paragraph - last.paragraph;
        let bonus = match near {
            0 => 2.0,
            1 => 1.6,
            2 => 0.8,
            _ => 0.0,
        };
        if let Some((_, score)) = scores.iter_mut().find(|(id, _)| *id == last.entity) {
            *score += bonus;
        }
    }
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
    match scores.as_slice() {
        [] => Referent::Nobody,
        [(id, _)] => Referent::Entity(*id),
        [(a, x), (_, y), ..] => {
            if x - y < MARGIN {
                Referent::Ambiguous
            } else {
                Referent::Entity(*a)
            }
        }
    }
}

/// Whether an entity can be meant, and how well it fits.
fn fits(entity: &Entity, wanted: Wanted) -> Option<f32> {
    match wanted {
        Wanted::One(gender) => {
            if entity.sort != Sort::Person {
                return None;
            }
            let mut score = 0.0;
            if entity.gender != WordClass::NONE {
                if !entity.gender.any(gender) {
                    return None;
                }
                score += 0.8;
            }
            score += match entity.personal {
                0 => -0.8,
                1 => 0.0,
                _ => 0.4,
            };
            if entity.place > 0 && entity.personal < 2 {
                score -= 2.0;
            }
            Some(score)
        }
        Wanted::Thing => match entity.sort {
            Sort::Body => Some(if entity.place > 0 { -1.0 } else { 0.3 }),
            Sort::Document => Some(0.0),
            _ => None,
        },
        Wanted::Several => match entity.sort {
            Sort::People => Some(0.6),
            Sort::Body => Some(if entity.place > 0 { -1.0 } else { 0.0 }),
            Sort::Person => Some(if entity.named { -2.0 } else { -0.8 }),
            Sort::Document => None,
        },
    }
}

/// A name behind the pronoun: "Yes," she said. Haro, 41, runs the mill.
fn ahead(walk: &Walk<'_, '_>, number: usize, wanted: Wanted) -> Referent {
    let analysis = walk.analysis;
    let paragraph = walk.paragraph(number);
    for next in number + 1..analysis.mentions.len().min(number + 1 + LOOK_AHEAD) {
        let mention = &analysis.mentions[next];
        if walk.paragraph(next) > paragraph + 1 {
            break;
        }
        if mention.kind != MentionKind::Name {
            continue;
        }
        if let Some(id) = walk.cast.of[next]
            && fits(walk.cast.entity(id), wanted).is_some_and(|s| s > 0.0)
        {
            return Referent::Entity(id);
        }
    }
    Referent::Nobody
}

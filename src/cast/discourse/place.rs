//! How a mention stands in its clause, and what sort of entity it makes.

use super::Place;
use crate::attribution::Analysis;
use crate::cast::clusters::Sort;
use crate::cast::words;
use crate::cast::words::Class;
use crate::lexicon::WordClass;
use crate::lexicon::set::listed;
use crate::mention::{Mention, MentionKind};

/// How a mention stands in its clause.
pub(in crate::cast) fn place(analysis: &Analysis<'_>, mention: &Mention) -> Place {
    let items = &analysis.document.items;
    let range = &analysis.document.sentences[mention.sentence].items;
    if mention.possessive {
        return Place::Modifier;
    }
    let verb = WordClass::VERB | WordClass::AUXILIARY;
    if mention.phrase.start() > range.start {
        let before = &items[mention.phrase.start() - 1];
        if before.is(WordClass::PREPOSITION | WordClass::TO) && !before.is(WordClass::SUBORDINATOR) {
            return Place::Oblique;
        }
        if before.is(verb) && !before.is(WordClass::CUE) {
            return Place::Object;
        }
    } else {
        return Place::Subject;
    }
    let after = items[..range.end].get(mention.phrase.end());
    if after.is_some_and(|a| a.is(verb | WordClass::ADVERB)) { Place::Subject } else { Place::Object }
}

/// The sort that a description makes: the coastguard is a body, the home side people.
pub(in crate::cast) fn sort_of(analysis: &Analysis<'_>, mention: &Mention) -> Option<Sort> {
    let document = analysis.document;
    let before = || mention.head.checked_sub(1).map_or("", |at| document.word(at));
    let guard = document.is_any(mention.head, listed!["coastguard", "guard"])
        && (document.word(mention.head) == "coastguard"
            || matches!(before(), "coast" | "Coast" | "border" | "national"));
    match mention.kind {
        _ if guard => Some(Sort::Body),
        MentionKind::Person => Some(Sort::Person),
        MentionKind::People if words::is(document, mention.head, Class::COLLECTIVE) => Some(Sort::Body),
        MentionKind::Organisation if words::is(document, mention.head, Class::SIDE) => Some(Sort::People),
        MentionKind::People => Some(Sort::People),
        MentionKind::Organisation => Some(Sort::Body),
        MentionKind::Document => Some(Sort::Document),
        _ => None,
    }
}

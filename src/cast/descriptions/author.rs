//! Texts that speak for whoever wrote them: the letter, the post.
//!
//! Takes the description of a text, gives its author among those who were seen or who spoke of late.

use crate::cast::clusters::Sort;
use crate::cast::discourse::{LOOK_BACK, Place, Walk};
use crate::cast::words;
use crate::cast::words::Class;
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use crate::lexicon::set::listed;
use crate::mention::MentionKind;

/// Whose a letter is by its own words: a statement by Anna Haro.
pub(super) fn signed(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let document = walk.analysis.document;
    let mention = &walk.analysis.mentions[number];
    let end = mention.phrase.end();
    if !walk.speaks[number] || !words::is(document, mention.head, Class::LETTER) || end < mention.core.end() + 2 {
        return None;
    }
    let Some((id, name)) = walk.cast.inside(number).iter().find(|(_, name)| name.end == end) else {
        return apposed_behind(walk, number).filter(|_| document.is_any(mention.core.end(), listed!["by", "from"]));
    };
    if name.start <= mention.core.end() {
        return None;
    }
    let by = document.is_any(mention.core.end(), listed!["by", "from", "of"]);
    let role = mention.core.end() + 1..name.start;
    let titled = role.clone().all(|at| document.items[at].is_word() && !document.items[at].is(WordClass::PREPOSITION));
    (by && titled).then_some(*id)
}

/// Whose the letter was by the words that brought it up: citing a letter from the operator, Vestline, to its customers ... the
/// letter says.
fn written_by(walk: &Walk<'_, '_>, number: usize, paragraph: usize) -> Option<u32> {
    let document = walk.analysis.document;
    let head = document.items[walk.analysis.mentions[number].head].hash;
    let back = (0..number).rev().take(LOOK_BACK).take_while(|&m| paragraph - walk.paragraph(m) <= 1);
    let text = back.into_iter().find(|&m| document.items[walk.analysis.mentions[m].head].hash == head)?;
    let mention = &walk.analysis.mentions[text];
    let by = mention.core.end();
    if mention.phrase.end() < by + 2 || !document.is_any(by, listed!["by", "from"]) {
        return None;
    }
    // A letter from Anna Haro; a letter from the carrier, Vestline, to its clients.
    let named = walk.cast.inside(text).iter().find(|(_, name)| name.end == mention.phrase.end()).map(|(id, _)| *id);
    named.or_else(|| apposed_behind(walk, text))
}

/// Who is named right behind a phrase between commas.
fn apposed_behind(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let document = walk.analysis.document;
    let end = walk.analysis.mentions[number].phrase.end();
    let next = number + 1;
    let name = walk.analysis.mentions.get(next).filter(|m| m.phrase.start() == end + 1)?;
    let comma = |at: usize| document.items.get(at).is_some_and(|i| i.kind == TokenKind::Comma);
    let named = matches!(name.kind, MentionKind::Name | MentionKind::Body) && comma(end);
    let behind = document.items.get(name.phrase.end());
    let closed = comma(name.phrase.end()) || behind.is_none_or(|i| i.kind == TokenKind::Stop);
    walk.cast.of[next].filter(|_| named && closed)
}

/// Who wrote the letter: the person of the last sentences who wrote.
pub(super) fn author(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let analysis = walk.analysis;
    let document = analysis.document;
    let mention = &analysis.mentions[number];
    // "said in a statement ... the statement said": the last speaker's, if the text stood there.
    let head = document.items[mention.head].hash;
    let paragraph = walk.paragraph(number);
    if !walk.speaks[number] || mention.phrase.len() > 2 || !words::is(document, mention.head, Class::LETTER) {
        return None;
    }
    if let Some(id) = written_by(walk, number, paragraph) {
        return Some(id);
    }
    if let Some(last) = walk.spoke.last()
        && paragraph - last.paragraph <= 2
        && walk.cast.entity(last.entity).sort != Sort::Document
        && document.sentences[last.sentence].items.clone().any(|at| document.items[at].hash == head)
    {
        return Some(last.entity);
    }
    // Haro wrote on X that members would strike. “...,” the post said.
    if let Some(last) = walk.spoke.last()
        && paragraph - last.paragraph <= 1
        && last.sentence + 1 >= mention.sentence
        && walk.cast.entity(last.entity).sort != Sort::Document
        && document.sentences[last.sentence].items.clone().any(|at| words::is(document, at, Class::WRITING))
    {
        return Some(last.entity);
    }
    let seen = walk.seen.iter().rev().take(LOOK_BACK).take_while(|s| paragraph - s.paragraph <= 1);
    let mut writers = seen.filter(|s| {
        let entity = walk.cast.entity(s.entity);
        let body = entity.sort == Sort::Body || entity.sort == Sort::People;
        (body || entity.sort == Sort::Person && entity.named) && s.place == Place::Subject && {
            let sentence = &document.sentences[s.sentence].items;
            sentence.clone().any(|at| words::is(document, at, Class::WRITING))
                || sentence.clone().any(|at| words::is(document, at, Class::ISSUING))
                    && sentence.clone().any(|at| document.items[at].hash == head)
        }
    });
    writers.next().map(|s| s.entity)
}

//! Occasions: what of the text tells that an interview goes on, or that it is over.
//!
//! Takes attributions, speakers and scenes, gives what `carried` decides upon, and writes its answer into the sources.

use super::carried::carried;
use super::occasion::{self, Article, Post, Said, last_word};
use super::questions::Question;
use super::relays::Relay;
use super::words::{self, OutletKind};
use super::{Scene, Source, utterance};
use crate::attribution::{Analysis, Attribution};
use crate::cast::Speaker;
use crate::cue::CueKind;
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use crate::mention::{Mention, MentionKind};
use crate::record::{Channel, SourceBasis, SpeakerBasis, SpeakerType};
use std::ops::Range;

/// Carries sources and channels along the same speaker.
pub fn carry(
    analysis: &Analysis<'_>,
    attributions: &[Attribution],
    speakers: &[Speaker],
    stated: &[Vec<Relay>],
    scenes: &[Scene],
    sources: &mut [Source],
) {
    // Most articles name no outlet and no channel.
    if scenes.is_empty() && sources.iter().all(|s| s.name.is_empty() && s.channel.is_none()) {
        return;
    }
    let said = rows(analysis, attributions, speakers, stated, scenes, sources);
    let given = carried(&said, &article(analysis), None);
    let same_film: Vec<bool> = said.iter().map(|row| row.post == Some(Post::Film)).collect();
    for ((source, row), carried) in sources.iter_mut().zip(same_film).zip(given) {
        if source.name.is_empty() && !carried.source.is_empty() {
            source.name = carried.source;
            source.basis = SourceBasis::Carried;
        }
        if source.channel.is_none() || row && carried.channel.is_some() {
            source.channel = carried.channel;
        }
    }
}

/// What every attribution states, and what matters for carrying.
fn rows<'s>(
    analysis: &Analysis<'_>,
    attributions: &[Attribution],
    speakers: &'s [Speaker],
    stated: &[Vec<Relay>],
    scenes: &[Scene],
    sources: &'s [Source],
) -> Vec<Said<'s>> {
    let mut said: Vec<Said<'_>> = Vec::with_capacity(attributions.len());
    let mut before: Option<usize> = None;
    let events = events(analysis, attributions, stated, scenes, sources);
    let mut scenes = scenes.iter().peekable();
    let paragraph = |s: usize| analysis.document.sentences.get(s).map_or(0, |s| s.paragraph);
    for ((n, attribution), speaker) in attributions.iter().enumerate().zip(speakers) {
        let sentence = sentence_of(analysis, attribution);
        let mention = attribution.speaker.map(|m| &analysis.mentions[m]);
        let text = sources[n].channel.filter(|_| speaker.kind == SpeakerType::Document);
        let before_it = std::iter::from_fn(|| scenes.next_if(|s| s.sentence < sentence));
        let tells = before_it.filter(|s| !s.source.name.is_empty() || s.source.channel.is_some());
        let set_here = tells.map(|s| set(analysis, s, paragraph(s.sentence))).collect();
        let mut own = utterance::own(analysis, attribution, sentence);
        own.put(Question::Listener, attribution.floating && utterance::strays(analysis, before, sentence));
        said.push(Said {
            speaker: &speaker.name,
            source: &sources[n].name,
            channel: sources[n].channel,
            stated: stated[n].iter().find(|r| r.outlet.is_some()).or(stated[n].first()).and_then(|r| manner(r.rule)),
            own,
            present: attribution.cue.and_then(|c| utterance::present(analysis, &analysis.cues[c])),
            outlet: sources[n].flags.contains(&"outlet-as-speaker"),
            floating: attribution.floating,
            transcript: utterance::transcript(analysis, attribution),
            same_talk: utterance::same_talk(analysis, &stated[n]),
            same_air: utterance::same_air(analysis, attribution, sentence),
            post: utterance::post(analysis, attribution, sentence),
            replies: utterance::replies(analysis, attribution, sentence, before),
            unsaid: attribution.cue.is_some_and(|c| analysis.cues[c].negated),
            same_place: utterance::same_place(analysis, attribution, sentence),
            told: utterance::told(analysis, attribution),
            moves: utterance::moves(analysis, attribution),
            same_event: same_event(analysis, attribution, sentence, &events),
            asks: utterance::asks(analysis, attribution, &stated[n]),
            sentence,
            paragraph: paragraph(sentence),
            hosts: hosts(analysis, &stated[n]),
            partners: utterance::partners(analysis, sentence, &stated[n]),
            written: text == Some(Channel::Document),
            read: matches!(text, Some(Channel::Letter | Channel::Document)),
            texts: utterance::texts(analysis, attribution, sentence, &stated[n]),
            scenes: set_here,
            ..Said::default()
        });
        if let (Some(row), Some(mention)) = (said.last_mut(), mention) {
            describe(analysis, attribution, mention, speaker, row);
        }
        before = Some(sentence);
    }
    said
}

/// Fills in what the mention of a row's speaker tells of him beside his name.
fn describe<'s>(
    analysis: &Analysis<'_>,
    attribution: &Attribution,
    mention: &Mention,
    speaker: &'s Speaker,
    row: &mut Said<'s>,
) {
    row.pronoun = mention.kind == MentionKind::Pronoun
        && speaker.mention.is_some_and(|s| analysis.document.text()[s.start..s.end] == speaker.name);
    row.role = &speaker.role;
    let words = mention.phrase.start() + 1..mention.head + 1;
    let article = analysis.item(mention.phrase.start()).hash == words::ARTICLE;
    row.aged = article && aged(analysis, mention);
    let bare = article && described(analysis, mention, speaker, row.aged);
    row.described = bare.then(|| analysis.document.text_of(words).to_lowercase());
    row.crowd = utterance::crowd(analysis, attribution, mention);
    row.one_of_many = one_of_many(analysis, mention);
    row.host = host(analysis, mention);
    row.another = words::OTHER_ONES.contains(&analysis.item(mention.phrase.start()).hash) && mention.phrase.len() > 1;
    row.definite = article && mention.kind != MentionKind::Name && !analysis.item(mention.head).capital;
    row.text = (mention.kind == MentionKind::Document).then(|| analysis.item(mention.head).hash);
}

/// The mention that a name is set beside by a comma: another parent, Josh Beal.
fn apposed<'a>(analysis: &'a Analysis<'_>, mention: &Mention) -> Option<&'a Mention> {
    let start = mention.phrase.start();
    let comma = mention.kind == MentionKind::Name && start > 0 && analysis.item(start - 1).kind == TokenKind::Comma;
    let before = if comma { analysis.ending(mention.sentence, start - 1)? } else { return None };
    Some(&analysis.mentions[before])
}

/// Whether somebody is one of whom there are more, by the first word or by what stands before the name: one mother; another
/// parent, Josh Beal.
fn one_of_many(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    let one = |m: &Mention| words::ONE_OF_MANY.contains(&analysis.item(m.phrase.start()).hash) && m.phrase.len() > 1;
    one(mention) || apposed(analysis, mention).is_some_and(one)
}

/// Whether somebody is called right here the one who leads through what has been told of: the show's host, Lyn Prior; host
/// Lyn Prior; not Channel Two's host, the event's, her host, nor a former one.
fn host(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    let leads = |mut words: Range<usize>| {
        let of_air = |at: usize| {
            let item = analysis.item(at);
            let air = || matches!(words::noun_kind(item.hash), Some(OutletKind::Broadcaster | OutletKind::Programme));
            item.hash == words::ARTICLE || !item.is_word() || air()
        };
        words.next_back().is_some_and(|at| words::HOSTS.contains(&analysis.item(at).hash)) && words.all(of_air)
    };
    leads(mention.role.items()) || apposed(analysis, mention).is_some_and(|m| leads(m.phrase.start()..m.phrase.end()))
}

/// Whether a mention is a bare description with "the" that the cast has given no name: the 61-year-old farmer, but not the
/// farmer whose barn burnt.
fn described(analysis: &Analysis<'_>, mention: &Mention, speaker: &Speaker, aged: bool) -> bool {
    // Who is of an age is a person, whatever the noun.
    let person = mention.kind == MentionKind::Person && speaker.kind == SpeakerType::Person || aged;
    person
        && speaker.basis == SpeakerBasis::Description
        && (mention.head + 1 == mention.phrase.end() || analysis.item(mention.head + 1).kind == TokenKind::Comma)
}

/// Whether a description is somebody's by its age, and nobody else was called so before it, in its paragraph and the one
/// before: the 61-year-old farmer; the farmer, 61, said.
fn aged(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    let document = analysis.document;
    if crate::cast::age(document, mention).is_none() {
        return false;
    }
    let paragraph = |at: usize| document.paragraphs.partition_point(|p| p.end <= at);
    let from = document.paragraphs[paragraph(mention.phrase.start()).saturating_sub(1)].start;
    let head = document.items[mention.head].hash;
    let first = analysis.mentions.partition_point(|m| m.phrase.start() < from);
    let before = analysis.mentions[first..].iter().take_while(|m| m.phrase.start() < mention.phrase.start());
    !before.into_iter().any(|m| document.items[m.head].hash == head)
}

/// What the sentences of the article tell of days.
fn article(analysis: &Analysis<'_>) -> Article {
    let mut article = Article::default();
    for (number, sentence) in analysis.document.sentences.iter().enumerate() {
        let items = &analysis.document.items[sentence.items.clone()];
        let told = || analysis.cues_of(number).any(|c| analysis.cues[c].kind == CueKind::Verb);
        if items.iter().any(|i| i.is(WordClass::CALENDAR) && !i.is_quote()) && told() {
            article.dated.push(number);
        } else if !items.iter().any(|i| i.is_word() || i.is_quote()) {
            article.rules.push(number);
        }
    }
    article
}

/// The question that a way of stating is asked by.
fn manner(rule: &str) -> Option<Question> {
    Some(match rule {
        "TOLD" | "SAIDTO" => Question::Told,
        "SPOKE" | "BYPHONE" => Question::Spoke,
        "ACCOUTLET" | "ACCDOCUMENT" | "PER" | "VIA" | "QUOTEDBY" | "CITINGOUTLET" => Question::According,
        "REPORTED" | "QUOTED" => Question::Reported,
        "TWEET" => Question::Tweet,
        "ONAIR" => Question::On,
        "RELAYED" | "ASKED" | "STAFF" | "PIECE" | "WROTEIN" | "SAIDIN" => Question::Relayed,
        _ => return None,
    })
}

/// The sentence of an attribution: that of its cue, or of its first words.
pub(super) fn sentence_of(analysis: &Analysis<'_>, attribution: &Attribution) -> usize {
    match attribution.cue {
        Some(cue) => analysis.cues[cue].sentence,
        None => {
            let at = attribution.content[0].start;
            analysis.document.sentences.partition_point(|s| s.items.end <= at)
        }
    }
}

/// An event that an outlet holds: a forum sponsored by NTV.
struct Event {
    sentence: usize,
    /// The hash of its noun.
    noun: u32,
    what: occasion::Carried,
}

/// How far before its outlet the noun of an event stands: at a forum sponsored by NTV.
const BEFORE_OUTLET: usize = 4;

/// The events that the text names with their outlets, in order.
fn events(
    analysis: &Analysis<'_>,
    attributions: &[Attribution],
    stated: &[Vec<Relay>],
    scenes: &[Scene],
    sources: &[Source],
) -> Vec<Event> {
    let of = |sentence: usize, relays: &[Relay], source: &Source| -> Option<Event> {
        let start = analysis.document.sentences[sentence].items.start;
        let noun = relays.iter().filter(|r| r.outlet.is_some()).find_map(|r| {
            (r.span.start.saturating_sub(BEFORE_OUTLET).max(start)..r.span.end).find_map(|at| event_noun(analysis, at))
        })?;
        let what = occasion::Carried { source: source.name.clone(), channel: source.channel };
        (!what.source.is_empty()).then_some(Event { sentence, noun, what })
    };
    let rows = attributions.iter().enumerate();
    let mut events: Vec<Event> =
        rows.filter_map(|(n, a)| of(sentence_of(analysis, a), &stated[n], &sources[n])).collect();
    events.extend(scenes.iter().filter_map(|s| of(s.sentence, &s.relays, &s.source)));
    events.sort_by_key(|e| e.sentence);
    events
}

/// The noun of an event at an item, or at the end of a name in marks: the “Budget Forum”.
fn event_noun(analysis: &Analysis<'_>, at: usize) -> Option<u32> {
    let item = analysis.item(at);
    if !item.is_quote() {
        return Some(item.hash).filter(|hash| words::EVENTS.contains(hash));
    }
    let inside = analysis.document.inside(item).iter().rev().map(|token| token.hash);
    inside.take(3).find(|hash| words::EVENTS.contains(hash))
}

/// The event of which a row says "at the forum", "told the forum".
fn same_event(
    analysis: &Analysis<'_>,
    attribution: &Attribution,
    sentence: usize,
    events: &[Event],
) -> Option<occasion::Carried> {
    let before = &events[..events.partition_point(|e| e.sentence < sentence)];
    let last = before.last()?;
    let items = &analysis.document.items;
    let range = analysis.document.sentences[sentence].items.clone();
    let told = attribution.cue.map_or(usize::MAX, |c| analysis.cues[c].group.end);
    let named = range.clone().skip(2).any(|at| {
        items[at].hash == last.noun
            && items[at - 1].hash == words::ARTICLE
            && (at - 1 == told || matches!(items[at - 2].hash, words::AT | words::DURING))
            && !attribution.content.iter().any(|r| r.contains(&at))
    });
    named.then(|| last.what.clone())
}

/// The names beside the outlet in relays that name a journalist or a programme.
fn hosts(analysis: &Analysis<'_>, relays: &[Relay]) -> Vec<String> {
    relays
        .iter()
        .filter(|r| r.outlet.as_ref().is_some_and(|o| o.journalist || o.programme.is_some()))
        .flat_map(|r| r.span.clone())
        .filter(|&at| !analysis.item(at).is(WordClass::CALENDAR))
        .flat_map(|at| analysis.document.word(at).split_whitespace())
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .map(str::to_lowercase)
        .collect()
}

/// Who is in a scene.
fn set(analysis: &Analysis<'_>, scene: &Scene, paragraph: usize) -> occasion::Scene {
    let mentions = &analysis.mentions[analysis.mentions_of(scene.sentence)];
    let who: Vec<String> = mentions
        .iter()
        .filter(|m| m.kind == MentionKind::Name)
        .map(|m| last_word(analysis.document.text_of(m.core.items())))
        .collect();
    let hosts = hosts(analysis, &scene.relays);
    // Who sends a letter speaks in it, whoever gets it does not.
    let first = &scene.relays[0];
    let subject = subject(analysis, scene.sentence, first.span.start);
    let who: Vec<String> = match first.rule {
        "ISSUED" => subject.into_iter().collect(),
        _ => who.into_iter().chain(subject).collect(),
    };
    let anyone = who.iter().all(|word| hosts.contains(word));
    let who: Vec<String> = hosts.iter().cloned().chain(who).collect();
    let pronoun = mentions.iter().any(|m| m.kind == MentionKind::Pronoun);
    let source = scene.source.name.clone();
    let everybody = scene
        .relays
        .iter()
        .any(|r| r.rule == "CHANNEL" && r.span.clone().any(|at| words::EVENTS.contains(&analysis.item(at).hash)));
    occasion::Scene {
        who,
        everybody,
        pronoun,
        anyone: anyone && !pronoun,
        source,
        hosts,
        confirms: utterance::confirms(analysis, scene.sentence),
        channel: scene.source.channel,
        stated: scene.relays.first().and_then(|r| manner(r.rule)),
        sentence: scene.sentence,
        paragraph,
    }
}

/// The last word of the body or group that is the subject of a sentence before its relay: the union issued a statement.
fn subject(analysis: &Analysis<'_>, sentence: usize, before: usize) -> Option<String> {
    let mentions = &analysis.mentions[analysis.mentions_of(sentence)];
    let bare = |m: &&Mention| {
        let at = m.phrase.start();
        let start = analysis.document.sentences[sentence].items.start;
        at == start || !analysis.item(at - 1).is(WordClass::PREPOSITION)
    };
    let first = mentions.iter().filter(|m| m.phrase.end() <= before).find(bare)?;
    let speaks = matches!(
        first.kind,
        MentionKind::Name | MentionKind::Body | MentionKind::Person | MentionKind::People | MentionKind::Organisation
    );
    speaks.then(|| last_word(analysis.document.text_of(first.core.items())))
}

#[cfg(test)]
/// What is proposed to every row of an article, for whoever learns the weights: the number of the attribution, that of
/// the one that states the occasion, its source and channel, and the answers.
pub fn proposals(
    analysis: &Analysis<'_>,
    attributions: &[Attribution],
    speakers: &[Speaker],
    stated: &[Vec<Relay>],
    scenes: &[Scene],
    sources: &[Source],
) -> Vec<super::carried::Proposal> {
    let mut log = Vec::new();
    let said = rows(analysis, attributions, speakers, stated, scenes, sources);
    carried(&said, &article(analysis), Some(&mut log));
    log
}

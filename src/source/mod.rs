//! Sources: through whom the words came, and by which channel.
//!
//! Takes the attributions of a document with their speakers, gives one [`Source`] each, in the same order. Only what
//! the text states, or plainly continues, is a source; datelines, bylines and credits never are.
//!
//! ```text
//! outlets (registry, outlets) -> relays (patterns) -> attributions (attach) -> names (anaphora, chains) -> carried
//! ```

mod anaphora;
mod attach;
mod carried;
mod chains;
mod channels;
mod outlets;
mod patterns;
mod registry;
mod words;

use crate::attribution::{Analysis, Attribution};
use crate::document::TokenKind;
use crate::lexicon::{CueClass, WordClass};
use crate::mention::MentionKind;
use crate::record::{Channel, SourceBasis};
use crate::span::Span;
use crate::speaker::Speaker;
use anaphora::Memory;
use attach::{Member, Sentence};
use carried::Said;
use chains::Link;
use outlets::{Evidence, Outlet};
use patterns::Relay;
use registry::Registry;

/// The relay of one attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The outlet's name; a chain from first to last joined by ` > `; empty where none is stated.
    pub name: String,
    /// As written, in bytes of the view.
    pub mention: Option<Span>,
    /// How it was found.
    pub basis: SourceBasis,
    /// The channel, where stated.
    pub channel: Option<Channel>,
    /// outlet-as-speaker, relayed, translated ...
    pub flags: Vec<&'static str>,
}

impl Source {
    fn none() -> Source {
        Source { name: String::new(), mention: None, basis: SourceBasis::None, channel: None, flags: Vec::new() }
    }
}

/// Resolves the sources of a document's attributions.
pub fn resolve(analysis: &Analysis<'_>, attributions: &[Attribution], speakers: &[Speaker]) -> Vec<Source> {
    let mut sources = vec![Source::none(); attributions.len()];
    if attributions.is_empty() {
        return sources;
    }
    let registry = Registry::new(analysis);
    let stated = stated(analysis, &registry, attributions);
    let mut memory = Memory::default();
    let mut seen = 0;
    // Names in the order of the text, so that "the newspaper" finds the one before it.
    let mut order: Vec<(usize, usize)> =
        stated.iter().enumerate().flat_map(|(n, relays)| relays.iter().map(move |r| (r.span.start, n))).collect();
    order.sort_unstable();
    order.dedup_by_key(|o| o.1);
    let mut done = vec![false; attributions.len()];
    for (start, n) in order {
        if std::mem::replace(&mut done[n], true) {
            continue;
        }
        while seen < registry.found.len() && registry.found[seen].phrase.start < start {
            let outlet = &registry.found[seen];
            if outlet.evidence >= Evidence::Described || outlet.evidence == Evidence::Worded && outlet.article {
                memory.note(&registry.name(analysis.document, outlet), outlet.kind);
            }
            seen += 1;
        }
        name(analysis, &registry, &mut memory, &stated[n], &mut sources[n]);
    }
    for (n, attribution) in attributions.iter().enumerate() {
        let source = &mut sources[n];
        if source.channel.is_none() {
            source.channel = channels::of_speaker(analysis, attribution);
        }
        if attribution.speaker.is_some_and(|m| attach::speaks(analysis, &registry, m).is_some() || press(analysis, m)) {
            source.flags.push("outlet-as-speaker");
            *source = Source { flags: std::mem::take(&mut source.flags), ..Source::none() };
        }
        if relayed(analysis, &registry, attribution, &stated[n]) {
            source.flags.push("relayed");
        }
    }
    carry(analysis, attributions, speakers, &mut sources);
    sources
}

/// The relays that belong to each attribution.
fn stated(analysis: &Analysis<'_>, registry: &Registry, attributions: &[Attribution]) -> Vec<Vec<Relay>> {
    let mut stated: Vec<Vec<Relay>> = vec![Vec::new(); attributions.len()];
    let mut members: Vec<Member> =
        attributions.iter().enumerate().filter_map(|(number, a)| a.cue.map(|cue| Member { number, cue })).collect();
    members.sort_by_key(|m| (analysis.cues[m.cue].sentence, analysis.cues[m.cue].head));
    let context = registry.context(analysis);
    let mut first = 0;
    while first < members.len() {
        let number = analysis.cues[members[first].cue].sentence;
        let last = first + members[first..].iter().take_while(|m| analysis.cues[m.cue].sentence == number).count();
        let relays = patterns::relays(analysis, context, number);
        let sentence = Sentence { analysis, context, registry, attributions, members: &members[first..last], number };
        for (n, relay) in sentence.attach(&relays) {
            stated[n].push(relay);
        }
        first = last;
    }
    stated
}

/// Names the source of one attribution from its relays.
fn name(analysis: &Analysis<'_>, registry: &Registry, memory: &mut Memory, relays: &[Relay], source: &mut Source) {
    let document = analysis.document;
    let mut links: Vec<Link> = Vec::new();
    let mut mention: Option<&Outlet> = None;
    for relay in relays {
        if let Some(channel) = relay.channel
            && (source.channel.is_none() || source.channel == Some(Channel::Broadcast))
        {
            source.channel = Some(channel);
        }
        let Some(outlet) = &relay.outlet else { continue };
        let text = if relay.rule == "TWEET" {
            "Twitter".to_owned()
        } else if outlet.evidence == Evidence::Anaphor {
            match memory.meant(outlet.kind) {
                Some(name) => name.to_owned(),
                None => continue,
            }
        } else {
            registry.name(document, outlet)
        };
        memory.note(&text, outlet.kind);
        links.push(Link { name: text, level: relay.level, at: relay.span.start });
        mention = mention.or(Some(outlet));
    }
    source.name = chains::name(&mut links);
    if !source.name.is_empty() {
        source.basis = SourceBasis::Stated;
        source.mention = mention.map(|o| document.span(o.phrase.clone()));
    }
}

/// Whether a mention is the press in general: state media.
fn press(analysis: &Analysis<'_>, mention: usize) -> bool {
    let mention = &analysis.mentions[mention];
    let word = analysis.document.word(mention.head);
    matches!(mention.kind, MentionKind::Organisation | MentionKind::People | MentionKind::Body | MentionKind::Other)
        && matches!(word, "media" | "television" | "TV" | "radio")
}

/// Whether a person passes on the words of another: his aide quoted him as saying.
fn relayed(analysis: &Analysis<'_>, registry: &Registry, attribution: &Attribution, relays: &[Relay]) -> bool {
    let Some(number) = attribution.cue else { return false };
    let cue = &analysis.cues[number];
    if cue.class != CueClass::Quote || cue.passive || cue.gerund || relays.iter().any(|r| r.rule == "QUOTED") {
        return false;
    }
    let range = analysis.mentions_of[cue.sentence].clone();
    let subject = analysis.mentions[range.clone()].iter().rev().find(|m| {
        m.phrase.end <= cue.group.start
            && analysis.document.items[m.phrase.end..cue.group.start].iter().all(|i| i.kind == TokenKind::Comma)
    });
    subject.is_some_and(|m| {
        Some(m.head) != attribution.speaker.map(|s| analysis.mentions[s].head)
            && registry.ending_at(m.phrase.end).is_none()
            && matches!(m.kind, MentionKind::Name | MentionKind::Person | MentionKind::Pronoun)
    })
}

/// Carries sources and channels along the same speaker.
fn carry(analysis: &Analysis<'_>, attributions: &[Attribution], speakers: &[Speaker], sources: &mut [Source]) {
    let mut said: Vec<Said> = Vec::with_capacity(attributions.len());
    let mut before: Option<usize> = None;
    for (n, attribution) in attributions.iter().enumerate() {
        let speaker = &speakers[n];
        let sentence = sentence_of(analysis, attribution);
        let mention = attribution.speaker.map(|m| &analysis.mentions[m]);
        let pronoun = mention.is_some_and(|m| m.kind == MentionKind::Pronoun)
            && speaker.mention.is_some_and(|s| analysis.document.text()[s.start..s.end] == speaker.name);
        said.push(Said {
            speaker: speaker.name.clone(),
            pronoun,
            source: sources[n].name.clone(),
            channel: sources[n].channel,
            apart: apart(analysis, attribution),
            outlet: sources[n].flags.contains(&"outlet-as-speaker"),
            floating: attribution.floating,
            away: before.is_some_and(|b| away(analysis, b, sentence)),
            distance: before.map_or(0, |b| {
                let paragraph = |s: usize| analysis.document.sentences[s].paragraph;
                paragraph(sentence).saturating_sub(paragraph(b))
            }),
        });
        before = Some(sentence);
    }
    for (source, carried) in sources.iter_mut().zip(carried::carried(&said)) {
        if source.name.is_empty() && !carried.source.is_empty() {
            source.name = carried.source;
            source.basis = SourceBasis::Carried;
        }
        if source.channel.is_none() {
            source.channel = carried.channel;
        }
    }
}

/// The sentence of an attribution: that of its cue, or of its first words.
fn sentence_of(analysis: &Analysis<'_>, attribution: &Attribution) -> usize {
    match attribution.cue {
        Some(cue) => analysis.cues[cue].sentence,
        None => {
            let at = attribution.content[0].start;
            analysis.document.sentences.partition_point(|s| s.items.end <= at)
        }
    }
}

/// Whether an attribution's own words show another occasion than the one before: told the judges, said later.
fn apart(analysis: &Analysis<'_>, attribution: &Attribution) -> bool {
    let Some(number) = attribution.cue else { return false };
    let cue = &analysis.cues[number];
    let items = &analysis.document.items;
    let later = [words::hash("later"), words::hash("earlier"), words::hash("once"), words::hash("previously")];
    if items[cue.group.clone()].iter().any(|i| later.contains(&i.hash)) || cue.negated {
        return true;
    }
    // An addressee that is no outlet: he told the judges.
    cue.class == CueClass::Tell
        && !cue.passive
        && items.get(cue.group.end).is_some_and(|i| {
            i.kind == TokenKind::Word
                && !i.is(WordClass::THAT | WordClass::PREPOSITION)
                && !i.is(WordClass::OBJECT_PRONOUN)
        })
}

/// Whether the sentences between two attributions tell of another day.
fn away(analysis: &Analysis<'_>, from: usize, to: usize) -> bool {
    let sentences = &analysis.document.sentences;
    if to <= from + 1 {
        return false;
    }
    (from + 1..to.min(from + 8)).any(|s| {
        analysis.document.items[sentences[s].items.clone()].iter().any(|i| i.is(WordClass::CALENDAR) && !i.is_quote())
    })
}

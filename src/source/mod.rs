//! Sources: through whom the words came, and by which channel.
//!
//! Takes the attributions of a document with their speakers, gives one [`Source`] each, in the same order. Only what
//! the text states, or plainly continues, is a source; datelines, bylines and credits never are.
//!
//! ```text
//! outlets (signs, registry, outlets, evidence) -> relays (readings, meanings) -> attributions (attach) -> names (anaphora, chains) -> carried -> turns (transcripts)
//! ```

mod addressees;
mod anaphora;
mod asking;
mod attach;
mod carried;
mod chains;
mod channels;
mod context;
mod evidence;
#[cfg(test)]
mod learn;
mod meanings;
mod names;
mod naming;
mod noun_phrases;
mod occasion;
mod occasions;
mod outlets;
mod own;
mod programmes;
mod questions;
mod readings;
mod registry;
mod relays;
mod reported;
mod signatures;
mod signs;
mod staff;
mod state;
#[cfg(test)]
mod tests;
mod transcripts;
mod utterance;
mod words;

use crate::attribution::{Analysis, Attribution, Frame};
use crate::cast::Speaker;
use crate::document::TokenKind;
use crate::lexicon::CueClass;
use crate::mention::MentionKind;
use crate::record::{Channel, SourceBasis, SpeakerType};
use crate::span::Span;
use anaphora::Memory;
use attach::{Member, Sentence};
use chains::Link;
use outlets::{Context, Evidence, Outlet};
use registry::Registry;
use relays::Relay;
use transcripts::Talk;
use words::OutletKind;

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
    let talks = transcripts::talks(analysis, attributions);
    let (stated, mut scenes) = stated(analysis, &registry, attributions, &talks);
    // In the order of the text, so that "the newspaper" finds the one before it.
    let rows = stated.iter().enumerate().filter_map(|(n, r)| Some((r.first()?.span.start, Event::Row(n))));
    let mut events: Vec<(usize, Event)> = rows.collect();
    events.extend(scenes.iter().enumerate().map(|(n, s)| (s.relays[0].span.start, Event::Scene(n))));
    events.sort_unstable();
    let mut memory = Memory::default();
    let mut seen = 0;
    for (start, event) in events {
        while seen < registry.found.len() && registry.found[seen].phrase.start < start {
            let outlet = &registry.found[seen];
            if outlet.evidence >= Evidence::Described || outlet.evidence == Evidence::Worded && outlet.article {
                memory.note(&registry.name(analysis.document, outlet), outlet.kind);
            }
            seen += 1;
        }
        match event {
            Event::Row(n) => name(analysis, &registry, &mut memory, &stated[n], &mut sources[n]),
            Event::Scene(n) => {
                let scene = &mut scenes[n];
                name(analysis, &registry, &mut memory, &scene.relays, &mut scene.source);
            }
        }
    }
    for (n, attribution) in attributions.iter().enumerate() {
        let source = &mut sources[n];
        if source.channel.is_none() {
            source.channel = channels::of_speaker(analysis, attribution, &speakers[n]);
        }
        let speaks = |m| itself(analysis, &registry, m, &speakers[n]);
        if !quoting(analysis, attribution, &stated[n]) && attribution.speaker.is_some_and(speaks) {
            source.flags.push("outlet-as-speaker");
            *source = Source { flags: std::mem::take(&mut source.flags), ..Source::none() };
        }
        if relayed(analysis, &registry, attribution, &stated[n]) {
            source.flags.push("relayed");
        }
    }
    #[cfg(test)]
    learn::note(
        analysis,
        attributions,
        occasions::proposals(analysis, attributions, speakers, &stated, &scenes, &sources),
    );
    occasions::carry(analysis, attributions, speakers, &stated, &scenes, &mut sources);
    transcripts::give(analysis, &registry, &talks, &scenes, speakers, &mut sources);
    sources
}

/// Whether an outlet quotes somebody: not "as reported by Radio Kattvik", which says it itself.
fn quoting(analysis: &Analysis<'_>, attribution: &Attribution, stated: &[Relay]) -> bool {
    let speaker = attribution.speaker.map(|m| analysis.mentions[m].phrase.start());
    let own = |r: &Relay| attribution.frame == Frame::Right && speaker.is_some_and(|at| r.span.contains(&at));
    stated.iter().any(|r| r.rule == "QUOTED" || r.rule == "QUOTEDBY" && !own(r))
}

/// What is named in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// The source of an attribution.
    Row(usize),
    /// The source of a scene.
    Scene(usize),
}

/// A sentence that names a relay for what follows.
#[derive(Debug)]
struct Scene {
    sentence: usize,
    relays: Vec<Relay>,
    source: Source,
}

/// The relays that belong to each attribution, and those that belong to none but set a scene.
fn stated(
    analysis: &Analysis<'_>,
    registry: &Registry,
    attributions: &[Attribution],
    talks: &[Talk],
) -> (Vec<Vec<Relay>>, Vec<Scene>) {
    let mut stated: Vec<Vec<Relay>> = vec![Vec::new(); attributions.len()];
    let mut scenes = Vec::new();
    let mut members: Vec<Member> =
        attributions.iter().enumerate().filter_map(|(number, a)| a.cue.map(|cue| Member { number, cue })).collect();
    members.sort_by_key(|m| (analysis.cues[m.cue].sentence, analysis.cues[m.cue].head));
    let context = registry.context(analysis);
    let sentences = &analysis.document.sentences;
    let outlets: Vec<bool> = sentences.iter().map(|s| !registry.within(s.items.clone()).is_empty()).collect();
    let introduces = transcripts::introductions(talks, sentences.len());
    let mut lines = signatures::lines(analysis, attributions).into_iter().peekable();
    let mut first = 0;
    for number in 0..sentences.len() {
        let last = first + members[first..].iter().take_while(|m| analysis.cues[m.cue].sentence == number).count();
        let here = &members[first..last];
        first = last;
        // What signs a quotation tells of that one alone.
        if let Some((_, signed)) = lines.next_if(|(line, _)| *line == number) {
            stated[signed].extend(signatures::relay(context, sentences[number].items.clone()));
            continue;
        }
        // An outlet here, or a bare "the newspaper" right behind that may mean a name that only stands here.
        // Or what is sent, held or posted here is quoted in the next: she confirmed it in a statement.
        let announces = || {
            let items = &analysis.document.items[sentences[number].items.clone()];
            let quoted = members.get(last).is_some_and(|m| analysis.cues[m.cue].sentence == number + 1);
            quoted && items.iter().any(channels::announces)
        };
        let outlet_next = outlets.get(number + 1) == Some(&true);
        if here.is_empty() && !outlets[number] && !outlet_next && !introduces[number] && !announces() {
            continue;
        }
        // Whatever somebody is interviewed on is a programme: on Harbour Lights.
        let context = Context { addressed: introduces[number], ..context };
        let relays = relays::relays(analysis, context, number);
        let sentence = Sentence { analysis, context, registry, attributions, members: here, number };
        let pairs = sentence.attach(&relays);
        let free: Vec<Relay> = match sentence.interviewer().or_else(|| sentence.visitor()) {
            Some(interviewer) => vec![interviewer],
            None => relays.into_iter().filter(|r| sentence.sets(r, &pairs)).collect(),
        };
        for (n, relay) in pairs {
            if let Some(cue) = attributions[n].cue {
                analysis.note(relay.by, analysis.cues[cue].head);
            }
            stated[n].push(relay);
        }
        if !free.is_empty() {
            scenes.push(Scene { sentence: number, relays: free, source: Source::none() });
        }
    }
    signatures::posts(analysis, context, attributions, &mut stated);
    (stated, scenes)
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
        // Told the Post via WhatsApp: the way there, no link of the chain.
        let way = |r: &Relay| r.outlet.as_ref().is_some_and(|o| o.kind != OutletKind::Platform);
        if relay.rule == "VIA" && outlet.kind == OutletKind::Platform && relays.iter().any(way) {
            continue;
        }
        // Local television is none that the text has named.
        if outlet.evidence == Evidence::Anaphor && !outlet.article {
            continue;
        }
        let text = if outlet.name.is_empty() {
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

/// Whether it is an outlet itself that speaks: not Nils Dahl, the broadcaster.
fn itself(analysis: &Analysis<'_>, registry: &Registry, mention: usize, speaker: &Speaker) -> bool {
    let somebody = speaker.kind == SpeakerType::Person && analysis.mentions[mention].kind == MentionKind::Person;
    !somebody && attach::speaks(analysis, registry, mention).is_some() || press(analysis, mention)
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
    let range = analysis.mentions_of(cue.sentence);
    let subject = analysis.mentions[range.clone()].iter().rev().find(|m| {
        m.phrase.end() <= cue.group.start
            && analysis.document.items[m.phrase.end()..cue.group.start].iter().all(|i| i.kind == TokenKind::Comma)
    });
    subject.is_some_and(|m| {
        Some(m.head) != attribution.speaker.map(|s| analysis.mentions[s].head)
            && registry.ending_at(m.phrase.end()).is_none()
            && matches!(m.kind, MentionKind::Name | MentionKind::Person | MentionKind::Pronoun)
    })
}
